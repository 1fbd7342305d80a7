// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/MailboxName.h"

#include <QStringDecoder>

#include <algorithm>

namespace tributary::imap {

namespace {

bool isShiftedCharacter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == ',';
}

/// The characters between '&' and '-': base64 with ',' for '/', of UTF-16BE. Empty: it is none.
QString decodeShifted(QByteArrayView shifted) {
    QByteArray base64 = shifted.toByteArray();
    base64.replace(',', '/');
    const auto decoded = QByteArray::fromBase64Encoding(base64, QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.size() % 2 != 0)
        return {};
    QStringDecoder utf16(QStringDecoder::Utf16BE);
    const QString text = utf16.decode(decoded.decoded);
    return utf16.hasError() || !text.isValidUtf16() ? QString() : text;
}

bool isUnsafe(QChar c) {
    return c.category() == QChar::Other_Control || (c >= QChar(0x202A) && c <= QChar(0x202E)) ||
           (c >= QChar(0x2066) && c <= QChar(0x2069)) || c == QChar(0x200E) || c == QChar(0x200F) || c == QChar(0x061C) ||
           c == QChar(0x2028) || c == QChar(0x2029);
}

/// As shown inside a level: nothing there parts levels.
QChar shown(QChar c) {
    if (c == QLatin1Char('/'))
        return QChar(0x2215);
    return isUnsafe(c) ? QChar(QChar::ReplacementCharacter) : c;
}

/// A delimiter is ASCII (RFC 9051 9, mailbox-list); anything else parts nothing.
bool isDelimiter(QChar c, char delimiter) {
    return delimiter != 0 && static_cast<unsigned char>(delimiter) < 0x80 && c == QLatin1Char(delimiter);
}

QString decodeUtf7(QByteArrayView wire, char delimiter) {
    QString name;
    for (qsizetype at = 0; at < wire.size();) {
        const QLatin1Char c(wire[at]);
        if (c != QLatin1Char('&') || isDelimiter(c, delimiter)) {
            name.append(isDelimiter(c, delimiter) ? QChar(u'/') : shown(c));
            ++at;
            continue;
        }
        const auto* end = std::find_if_not(wire.begin() + at + 1, wire.end(), isShiftedCharacter);
        const QByteArrayView shifted(wire.begin() + at + 1, end);
        const bool closed = end != wire.end() && *end == '-';
        const QString text = closed && !shifted.isEmpty() ? decodeShifted(shifted) : QString();
        if (text.isEmpty())
            name.append(c); // "&-", or no modified UTF-7: shown as it stands
        std::transform(text.begin(), text.end(), std::back_inserter(name), shown);
        at += closed && (shifted.isEmpty() || !text.isEmpty()) ? shifted.size() + 2 : 1;
    }
    return name;
}

} // namespace

QString decodeMailboxName(QByteArrayView wire, char delimiter) {
    const bool ascii = std::all_of(wire.begin(), wire.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii)
        return decodeUtf7(wire, delimiter);
    QString name = QString::fromUtf8(wire);
    for (QChar& c : name)
        c = isDelimiter(c, delimiter) ? QChar(u'/') : shown(c);
    return name;
}

} // namespace tributary::imap
