// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/detail/TransferDecoding.h"

#include "mime/detail/Scan.h"

#include <algorithm>
#include <array>

namespace tributary::mime {

namespace detail {

namespace {

using Table = std::array<quint8, 256>;

constexpr quint8 kNone = 0x80;

constexpr Table makeTable(const char* alphabet) {
    Table table{};
    for (quint8& entry : table)
        entry = kNone;
    for (quint8 i = 0; alphabet[i] != '\0'; ++i)
        table[static_cast<quint8>(alphabet[i])] = i;
    return table;
}
constexpr Table kBase64 = makeTable("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
constexpr Table kHex = [] {
    Table table = makeTable("0123456789ABCDEF");
    for (quint8 i = 0; i < 6; ++i)
        table[static_cast<quint8>('a' + i)] = static_cast<quint8>(10 + i);
    return table;
}();

constexpr quint8 value(const Table& table, char c) { return table[static_cast<quint8>(c)]; }

char* put(char* to, quint32 bits) {
    to[0] = static_cast<char>(bits >> 16);
    to[1] = static_cast<char>(bits >> 8);
    to[2] = static_cast<char>(bits);
    return to + 3;
}

/// "=XX" at from; -1: no code stands there.
int codeAt(const char* from, const char* end) {
    if (end - from < 3)
        return -1;
    const int high = value(kHex, from[1]), low = value(kHex, from[2]);
    return (high | low) & kNone ? -1 : high * 16 + low;
}

char* copy(char* to, const char* from, const char* end) {
    std::memcpy(to, from, static_cast<size_t>(end - from));
    return to + (end - from);
}

/// One line of quoted-printable without its line end. softBreak: it goes on in the next line.
char* decodeQpLine(char* to, const char* from, const char* end, bool& softBreak) {
    softBreak = false;
    while (from < end) {
        const auto* code = static_cast<const char*>(std::memchr(from, '=', static_cast<size_t>(end - from)));
        to = copy(to, from, code ? code : end);
        if (!code)
            break;
        if (const int byte = codeAt(code, end); byte >= 0) {
            *to++ = static_cast<char>(byte);
            from = code + 3;
        } else if (code + 1 == end) {
            softBreak = true;
            break;
        } else {
            *to++ = '=';
            from = code + 1;
        }
    }
    return to;
}

} // namespace

QByteArray decodeBase64(QByteArrayView encoded) {
    QByteArray out(encoded.size() / 4 * 3 + 3, Qt::Uninitialized);
    char* to = out.data();
    quint32 bits = 0;
    int count = 0;
    const auto flush = [&] {
        if (count >= 2)
            *to++ = static_cast<char>(bits >> (6 * count - 8));
        if (count >= 3)
            *to++ = static_cast<char>(bits >> (6 * count - 16));
        bits = 0;
        count = 0;
    };
    const char* const end = encoded.end();
    for (const char* at = encoded.begin(); at < end;) {
        while (count == 0 && end - at >= 4) { // whole quanta
            const quint8 a = value(kBase64, at[0]), b = value(kBase64, at[1]), c = value(kBase64, at[2]), d = value(kBase64, at[3]);
            if ((a | b | c | d) & kNone)
                break;
            to = put(to, static_cast<quint32>(a) << 18 | static_cast<quint32>(b) << 12 | static_cast<quint32>(c) << 6 | d);
            at += 4;
        }
        if (at >= end)
            break;
        const char sign = *at++;
        if (const quint8 six = value(kBase64, sign); six != kNone) {
            bits = (bits << 6) | six;
            if (++count == 4) {
                to = put(to, bits);
                bits = 0;
                count = 0;
            }
        } else if (sign == '=') {
            flush();
        }
    }
    flush();
    out.truncate(to - out.constData());
    return out;
}

QByteArray decodeQuotedPrintable(QByteArrayView encoded) {
    QByteArray out(encoded.size(), Qt::Uninitialized);
    char* to = out.data();
    for (qsizetype at = 0; at < encoded.size();) {
        const qsizetype next = lineEnd(encoded, at);
        const char* const from = encoded.data() + at;
        const char* const lineStop = encoded.data() + next;
        const char* end = lineStop;
        const bool broken = next > at && end[-1] == '\n';
        if (broken)
            end -= end - from >= 2 && end[-2] == '\r' ? 2 : 1;
        const char* const lineBreak = end;
        while (end > from && (end[-1] == ' ' || end[-1] == '\t'))
            --end; // added on the way (RFC 2045 6.7 rule 3)
        bool softBreak = false;
        to = decodeQpLine(to, from, end, softBreak);
        if (!softBreak)
            to = copy(to, lineBreak, lineStop);
        at = next;
    }
    out.truncate(to - out.constData());
    return out;
}

QByteArray decodeQ(QByteArrayView encoded) {
    QByteArray out(encoded.size(), Qt::Uninitialized);
    char* to = out.data();
    for (const char *at = encoded.begin(), *const end = encoded.end(); at < end;) {
        const int code = *at == '=' ? codeAt(at, end) : -1;
        *to++ = code >= 0 ? static_cast<char>(code) : *at == '_' ? ' ' : *at;
        at += code >= 0 ? 3 : 1;
    }
    out.truncate(to - out.constData());
    return out;
}

QByteArray decodeUuencodedLines(QByteArrayView lines) {
    QByteArray out;
    out.reserve(lines.size() / 4 * 3 + 3);
    for (qsizetype at = 0; at < lines.size();) {
        const qsizetype next = lineEnd(lines, at);
        QByteArrayView line = lines.sliced(at, next - at);
        while (!line.isEmpty() && (line.back() == '\n' || line.back() == '\r'))
            line.chop(1);
        at = next;
        if (trimmed(line) == QByteArrayView("end"))
            break;
        // '`' and ' ' both stand for 0; a mailer may have cut the blanks at the end.
        const auto six = [line](qsizetype i) { return i < line.size() ? static_cast<quint32>(line[i] - ' ') & 63U : 0U; };
        const qsizetype length = line.isEmpty() ? 0 : std::min<qsizetype>(six(0), line.size() * 3);
        const qsizetype wanted = out.size() + length;
        for (qsizetype i = 1; out.size() < wanted; i += 4) {
            std::array<char, 3> bytes{};
            put(bytes.data(), six(i) << 18 | six(i + 1) << 12 | six(i + 2) << 6 | six(i + 3));
            out.append(bytes.data(), 3);
        }
        out.truncate(wanted);
    }
    return out;
}

QByteArray decodeUuencode(QByteArrayView encoded) {
    for (qsizetype at = 0; at < encoded.size();) {
        const qsizetype next = lineEnd(encoded, at);
        if (encoded.sliced(at).startsWith("begin "))
            return decodeUuencodedLines(encoded.sliced(next));
        at = next;
    }
    return encoded.toByteArray();
}

QByteArrayView encodedBody(QByteArrayView raw, const Part& part) {
    const qsizetype from = std::clamp<qsizetype>(part.bodyOffset, 0, raw.size());
    return raw.sliced(from, std::clamp<qsizetype>(part.bodySize, 0, raw.size() - from));
}

QByteArray decoded(QByteArrayView body, TransferEncoding encoding) {
    switch (encoding) {
    case TransferEncoding::Base64: return decodeBase64(body);
    case TransferEncoding::QuotedPrintable: return decodeQuotedPrintable(body);
    case TransferEncoding::Uuencode: return decodeUuencode(body);
    case TransferEncoding::Identity: break;
    }
    return body.toByteArray();
}

} // namespace detail

QByteArray decodedBody(QByteArrayView raw, const Part& part) {
    return detail::decoded(detail::encodedBody(raw, part), part.encoding);
}

} // namespace tributary::mime
