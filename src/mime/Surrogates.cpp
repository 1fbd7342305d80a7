// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/detail/Surrogates.h"

namespace tributary::mime::detail {

namespace {

constexpr qsizetype kPair = 6; // bytes: ED A0..AF xx ED B0..BF xx

unsigned byteAt(QByteArrayView bytes, qsizetype at) { return static_cast<unsigned char>(bytes[at]); }

bool isPair(QByteArrayView bytes, qsizetype at) {
    const auto follows = [&](qsizetype i) { return (byteAt(bytes, i) & 0xc0) == 0x80; };
    return at + kPair <= bytes.size() && byteAt(bytes, at) == 0xed && (byteAt(bytes, at + 1) & 0xf0) == 0xa0 && follows(at + 2) &&
           byteAt(bytes, at + 3) == 0xed && (byteAt(bytes, at + 4) & 0xf0) == 0xb0 && follows(at + 5);
}

void appendJoined(QByteArray& out, QByteArrayView bytes, qsizetype at) {
    const unsigned high = ((byteAt(bytes, at + 1) & 0x0f) << 6) | (byteAt(bytes, at + 2) & 0x3f);
    const unsigned low = ((byteAt(bytes, at + 4) & 0x0f) << 6) | (byteAt(bytes, at + 5) & 0x3f);
    const unsigned c = 0x10000 + (high << 10) + low;
    out.append(static_cast<char>(0xf0 | (c >> 18)));
    out.append(static_cast<char>(0x80 | ((c >> 12) & 0x3f)));
    out.append(static_cast<char>(0x80 | ((c >> 6) & 0x3f)));
    out.append(static_cast<char>(0x80 | (c & 0x3f)));
}

} // namespace

QByteArray withJoinedSurrogates(QByteArrayView bytes) {
    QByteArray out;
    qsizetype kept = 0;
    for (qsizetype at = bytes.indexOf('\xed'); at >= 0; at = bytes.indexOf('\xed', at)) {
        if (!isPair(bytes, at)) {
            ++at;
            continue;
        }
        out.append(bytes.data() + kept, at - kept);
        appendJoined(out, bytes, at);
        kept = at += kPair;
    }
    if (kept > 0)
        out.append(bytes.data() + kept, bytes.size() - kept);
    return out;
}

} // namespace tributary::mime::detail
