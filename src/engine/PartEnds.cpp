// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/PartEnds.h"

#include <algorithm>
#include <array>

namespace tributary::engine {

namespace {

constexpr qsizetype kDecodedWhole = 1 << 20; ///< encoded bytes up to which it costs nothing to look at all

constexpr std::array<bool, 256> kBase64 = [] {
    std::array<bool, 256> table{};
    for (const char c : {'+', '/'})
        table[static_cast<quint8>(c)] = true;
    for (char c = '0'; c <= '9'; ++c)
        table[static_cast<quint8>(c)] = true;
    for (char c = 'A'; c <= 'Z'; ++c)
        table[static_cast<quint8>(c)] = table[static_cast<quint8>(c + ('a' - 'A'))] = true;
    return table;
}();

bool isSign(char c) { return kBase64[static_cast<quint8>(c)]; }

QByteArrayView bodyOf(QByteArrayView raw, const mime::Part& part) {
    const qsizetype from = std::clamp<qsizetype>(part.bodyOffset, 0, raw.size());
    return raw.sliced(from, std::clamp<qsizetype>(part.bodySize, 0, raw.size() - from));
}

/// A piece of the body, decoded.
QByteArray decodedPiece(QByteArrayView body, const mime::Part& part, qsizetype from, qsizetype size) {
    mime::Part piece;
    piece.encoding = part.encoding;
    piece.bodyOffset = from;
    piece.bodySize = size;
    return mime::decodedBody(body, piece);
}

qint64 base64Size(QByteArrayView body) {
    const qint64 signs = std::count_if(body.begin(), body.end(), isSign);
    return signs * 3 / 4;
}

/// Where whole quanta begin that make about so many bytes at the end.
qsizetype base64Tail(QByteArrayView body, qsizetype bytes) {
    const qsizetype wanted = bytes / 3 * 4;
    qsizetype signs = 0, at = body.size();
    while (at > 0 && signs < wanted) {
        --at;
        signs += isSign(body[at]) || body[at] == '=' ? 1 : 0;
    }
    return at;
}

qint64 quotedPrintableSize(QByteArrayView body) {
    qint64 size = body.size();
    for (qsizetype at = body.indexOf('='); at >= 0; at = body.indexOf('=', at + 1)) {
        const bool isBreak = at + 1 < body.size() && (body[at + 1] == '\r' || body[at + 1] == '\n');
        size -= isBreak && body[at + 1] == '\n' ? 2 : isBreak ? 3 : 2;
    }
    return std::max<qint64>(size, 0);
}

FileEnds endsOfLarge(QByteArrayView body, const mime::Part& part) {
    FileEnds ends;
    ends.first = decodedPiece(body, part, 0, std::min(body.size(), 2 * kFirstBytes)).left(kFirstBytes);
    const bool wantsLast = hasContents(ends.first) || ends.first.startsWith("MZ");
    switch (part.encoding) {
    case mime::TransferEncoding::Identity:
        ends.size = body.size();
        if (wantsLast)
            ends.last = body.last(std::min(body.size(), kLastBytes)).toByteArray();
        break;
    case mime::TransferEncoding::Base64:
        ends.size = base64Size(body);
        if (wantsLast) {
            const qsizetype from = base64Tail(body, kLastBytes);
            ends.last = decodedPiece(body, part, from, body.size() - from);
        }
        break;
    case mime::TransferEncoding::QuotedPrintable: ends.size = quotedPrintableSize(body); break;
    case mime::TransferEncoding::Uuencode: ends.size = qint64(body.size()) * 45 / 62; break; // 45 bytes make a line of 62
    }
    return ends;
}

} // namespace

FileEnds endsOf(QByteArrayView raw, const mime::Part& part) {
    const QByteArrayView body = bodyOf(raw, part);
    if (body.size() > kDecodedWhole)
        return endsOfLarge(body, part);
    const QByteArray whole = decodedPiece(body, part, 0, body.size());
    return {whole.first(std::min(whole.size(), kFirstBytes)), whole.last(std::min(whole.size(), kLastBytes)), whole.size()};
}

} // namespace tributary::engine
