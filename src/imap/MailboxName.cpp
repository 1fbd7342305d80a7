// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/MailboxName.h"

#include <QStringDecoder>

namespace tributary::imap {

namespace {

/// The characters between '&' and '-': base64 with ',' for '/', of UTF-16BE. Empty: it is none.
QString decodeShifted(QByteArrayView shifted) {
    QByteArray base64 = shifted.toByteArray();
    base64.replace(',', '/');
    const auto decoded = QByteArray::fromBase64Encoding(base64, QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.size() % 2 != 0)
        return {};
    QStringDecoder utf16(QStringDecoder::Utf16BE);
    const QString text = utf16.decode(decoded.decoded);
    return utf16.hasError() ? QString() : text;
}

bool isAscii(QByteArrayView bytes) {
    for (const char c : bytes) {
        if (static_cast<unsigned char>(c) >= 0x80)
            return false;
    }
    return true;
}

QString decodeUtf7(QByteArrayView wire) {
    QString name;
    for (qsizetype at = 0; at < wire.size();) {
        if (wire[at] != '&') {
            name.append(QLatin1Char(wire[at++]));
            continue;
        }
        const qsizetype end = wire.indexOf('-', at);
        const QByteArrayView shifted = end < 0 ? QByteArrayView() : wire.sliced(at + 1, end - at - 1);
        const QString text = shifted.isEmpty() ? QString() : decodeShifted(shifted);
        if (end == at + 1) {
            name.append(QLatin1Char('&'));
            at = end + 1;
        } else if (!text.isEmpty()) {
            name.append(text);
            at = end + 1;
        } else {
            name.append(QLatin1Char('&')); // no modified UTF-7: shown as it stands
            ++at;
        }
    }
    return name;
}

bool isUnsafe(QChar c) {
    return c.category() == QChar::Other_Control || (c >= QChar(0x202A) && c <= QChar(0x202E)) ||
           (c >= QChar(0x2066) && c <= QChar(0x2069)) || c == QChar(0x200E) || c == QChar(0x200F) || c == QChar(0x061C);
}

} // namespace

QString decodeMailboxName(QByteArrayView wire, char delimiter) {
    QString name = isAscii(wire) ? decodeUtf7(wire) : QString::fromUtf8(wire);
    for (QChar& c : name) {
        if (c == QLatin1Char('/') && delimiter != '/')
            c = QChar(0x2215);
        else if (delimiter != 0 && c == QLatin1Char(delimiter))
            c = QLatin1Char('/');
        else if (isUnsafe(c))
            c = QChar(QChar::ReplacementCharacter);
    }
    return name;
}

} // namespace tributary::imap
