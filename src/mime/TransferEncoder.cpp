// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/detail/TransferEncoder.h"

#include "mime/detail/Scan.h"

#include <array>

namespace tributary::mime::detail {

namespace {

constexpr qsizetype kLongestEncodedLine = 998; ///< RFC 5322 2.1.1, without its CRLF
constexpr qsizetype kBase64Line = 76;
constexpr qsizetype kBytesOfLine = kBase64Line / 4 * 3;
constexpr qsizetype kQuotedLine = 76;

constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Three bytes as four characters; fewer than three are padded.
void encodeGroup(char* out, const unsigned char* in, qsizetype size) {
    const unsigned second = size > 1 ? in[1] : 0U, third = size > 2 ? in[2] : 0U;
    const unsigned bits = (static_cast<unsigned>(in[0]) << 16) | (second << 8) | third;
    out[0] = kAlphabet[bits >> 18];
    out[1] = kAlphabet[(bits >> 12) & 63];
    out[2] = size > 1 ? kAlphabet[(bits >> 6) & 63] : '=';
    out[3] = size > 2 ? kAlphabet[bits & 63] : '=';
}

/// Gives what quoted-printable makes of a text to a sink, piece by piece.
template <typename Sink> void quotePrintable(QByteArrayView text, Sink sink) {
    qsizetype column = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool lineEnds = c == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        if (lineEnds) {
            sink(QByteArrayView("\r\n"));
            column = 0;
            ++i;
            continue;
        }
        const bool last = i + 1 == text.size() || (i + 2 < text.size() && text[i + 1] == '\r' && text[i + 2] == '\n');
        const bool blank = c == ' ' || c == '\t';
        const bool plain = blank ? !last : c > 0x20 && c < 0x7f && c != '=';
        const qsizetype size = plain ? 1 : 3;
        if (column + size > kQuotedLine - (last ? 0 : 1)) { // the last column is a soft line break's
            sink(QByteArrayView("=\r\n"));
            column = 0;
        }
        column += size;
        static constexpr char kDigits[] = "0123456789ABCDEF";
        const auto byte = static_cast<unsigned char>(c);
        const std::array<char, 3> code{'=', kDigits[byte >> 4], kDigits[byte & 15]};
        sink(plain ? text.sliced(i, 1) : QByteArrayView(code.data(), 3));
    }
}

} // namespace

LineFacts lineFacts(QByteArrayView bytes) {
    LineFacts facts;
    qsizetype begin = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (static_cast<signed char>(c) < 0)
            facts.ascii = false;
        else if (c == '\0' || (c == '\r' && (i + 1 >= bytes.size() || bytes[i + 1] != '\n')))
            facts.lines = false;
        if (c != '\n')
            continue;
        const bool crlf = i > 0 && bytes[i - 1] == '\r';
        facts.bareLf = facts.bareLf || !crlf;
        facts.lines = facts.lines && i - begin - (crlf ? 1 : 0) <= kLongestEncodedLine;
        begin = i + 1;
    }
    facts.lines = facts.lines && bytes.size() - begin <= kLongestEncodedLine;
    return facts;
}

qsizetype base64Size(qsizetype bytes) {
    const qsizetype characters = (bytes + 2) / 3 * 4;
    return characters + (characters > 0 ? (characters - 1) / kBase64Line * 2 : 0);
}

void appendBase64(QByteArray& out, QByteArrayView bytes) {
    const qsizetype begin = out.size();
    out.resize(begin + base64Size(bytes.size()));
    char* to = out.data() + begin;
    const auto* from = reinterpret_cast<const unsigned char*>(bytes.data());
    for (qsizetype at = 0; at < bytes.size(); at += 3) {
        if (at > 0 && at % kBytesOfLine == 0) {
            *to++ = '\r';
            *to++ = '\n';
        }
        encodeGroup(to, from + at, bytes.size() - at);
        to += 4;
    }
}

qsizetype quotedPrintableSize(QByteArrayView text) {
    qsizetype size = 0;
    quotePrintable(text, [&size](QByteArrayView piece) { size += piece.size(); });
    return size;
}

void appendQuotedPrintable(QByteArray& out, QByteArrayView text) {
    quotePrintable(text, [&out](QByteArrayView piece) { out.append(piece); });
}

} // namespace tributary::mime::detail
