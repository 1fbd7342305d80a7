// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/detail/Scan.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace tributary::mime {

namespace detail {

namespace {

constexpr std::array<signed char, 256> makeBase64Table() {
    std::array<signed char, 256> table{};
    for (auto& entry : table)
        entry = -1;
    constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < 64; ++i)
        table[static_cast<unsigned char>(alphabet[i])] = static_cast<signed char>(i);
    return table;
}
constexpr auto kBase64 = makeBase64Table();

int hexValue(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return -1;
}

} // namespace

// RFC 2045 6.8. Padding ends a quantum, not the data: what stands behind an inner '=' is decoded too, so that nothing is
// hidden from people that other programs show.
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
    for (const char c : encoded) {
        const signed char value = kBase64[static_cast<unsigned char>(c)];
        if (value >= 0) {
            bits = (bits << 6) | static_cast<quint32>(value);
            if (++count == 4) {
                *to++ = static_cast<char>(bits >> 16);
                *to++ = static_cast<char>(bits >> 8);
                *to++ = static_cast<char>(bits);
                bits = 0;
                count = 0;
            }
        } else if (c == '=') {
            flush();
        }
    }
    flush();
    out.truncate(to - out.constData());
    return out;
}

// RFC 2045 6.7; header: the "Q" encoding of RFC 2047 4.2, where '_' is a blank.
QByteArray decodeQuotedPrintable(QByteArrayView encoded, bool header) {
    QByteArray out(encoded.size(), Qt::Uninitialized);
    char* to = out.data();
    const qsizetype size = encoded.size();
    for (qsizetype i = 0; i < size;) {
        const char c = encoded[i];
        if (c == '_' && header) {
            *to++ = ' ';
            ++i;
        } else if (c != '=') {
            *to++ = c;
            ++i;
        } else if (i + 2 < size && hexValue(encoded[i + 1]) >= 0 && hexValue(encoded[i + 2]) >= 0) {
            *to++ = static_cast<char>(hexValue(encoded[i + 1]) * 16 + hexValue(encoded[i + 2]));
            i += 3;
        } else {
            qsizetype end = i + 1; // a soft line break, perhaps behind blanks
            while (end < size && (encoded[end] == ' ' || encoded[end] == '\t' || encoded[end] == '\r'))
                ++end;
            if (end < size && encoded[end] == '\n')
                i = end + 1;
            else if (end >= size)
                i = size;
            else {
                *to++ = c; // no code: shown as it stands
                ++i;
            }
        }
    }
    out.truncate(to - out.constData());
    return out;
}

QByteArray decodeUuencode(QByteArrayView encoded) {
    QByteArray out;
    bool inside = false;
    for (qsizetype at = 0; at < encoded.size();) {
        const qsizetype next = lineEnd(encoded, at);
        QByteArrayView line = encoded.sliced(at, next - at).trimmed();
        at = next;
        if (!inside) {
            inside = line.startsWith("begin ");
            continue;
        }
        if (line == "end")
            break;
        if (line.isEmpty())
            continue;
        const int length = (line[0] - ' ') & 63;
        const qsizetype before = out.size();
        for (qsizetype i = 1; i + 3 < line.size() + 3 && out.size() - before < length; i += 4) {
            quint32 bits = 0;
            for (qsizetype k = 0; k < 4; ++k)
                bits = (bits << 6) | static_cast<quint32>(i + k < line.size() ? (line[i + k] - ' ') & 63 : 0);
            out.append(static_cast<char>(bits >> 16)).append(static_cast<char>(bits >> 8)).append(static_cast<char>(bits));
        }
        out.truncate(std::min<qsizetype>(out.size(), before + length));
    }
    return out;
}

// RFC 3676 4: lines that end in a blank flow on; "-- " is a signature's mark and never flows; quote depths must agree.
QString unflow(const QString& text, bool delSp) {
    QString out;
    out.reserve(text.size());
    bool flowing = false;
    qsizetype lastDepth = 0;
    for (qsizetype at = 0; at <= text.size();) {
        qsizetype end = text.indexOf(u'\n', at);
        if (end < 0)
            end = text.size();
        QStringView line = QStringView(text).sliced(at, end - at);
        const bool last = end >= text.size();
        at = end + 1;
        qsizetype depth = 0;
        while (depth < line.size() && line[depth] == u'>')
            ++depth;
        QStringView content = line.sliced(depth);
        if (content.startsWith(u' '))
            content = content.sliced(1); // space-stuffing
        if (flowing && depth == lastDepth) {
            out += content;
        } else {
            if (flowing)
                out += u'\n';
            if (depth > 0)
                out += QString(depth, u'>') + QStringLiteral(" ");
            out += content;
        }
        flowing = content.endsWith(u' ') && content != QStringView(u"-- ");
        if (flowing && delSp)
            out.chop(1);
        if (!flowing && !last)
            out += u'\n';
        lastDepth = depth;
    }
    return out;
}

} // namespace detail

QByteArray decodedBody(QByteArrayView raw, const Part& part) {
    const QByteArrayView body = raw.sliced(std::min(part.bodyOffset, raw.size()),
                                           std::min(part.bodySize, raw.size() - std::min(part.bodyOffset, raw.size())));
    switch (part.encoding) {
    case TransferEncoding::Base64: return detail::decodeBase64(body);
    case TransferEncoding::QuotedPrintable: return detail::decodeQuotedPrintable(body);
    case TransferEncoding::Uuencode: return detail::decodeUuencode(body);
    case TransferEncoding::Identity: break;
    }
    return body.toByteArray();
}

QString decodedText(QByteArrayView raw, const Part& part, qsizetype maxBytes) {
    QByteArray bytes = decodedBody(raw, part);
    bytes.truncate(maxBytes);
    QString text = decodeCharset(bytes, part.parameter("charset").toLatin1());
    if (text.contains(u'\r')) {
        text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
        text.replace(u'\r', u'\n');
    }
    if (part.is("text", "plain") && part.parameter("format").compare(QStringLiteral("flowed"), Qt::CaseInsensitive) == 0)
        text = detail::unflow(text, part.parameter("delsp").compare(QStringLiteral("yes"), Qt::CaseInsensitive) == 0);
    return text;
}

} // namespace tributary::mime
