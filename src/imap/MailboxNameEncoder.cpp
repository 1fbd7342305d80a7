// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/MailboxName.h"

#include "imap/Limits.h"

#include <QStringList>

namespace tributary::imap {

namespace {

/// RFC 3501 5.1.3: base64 of UTF-16BE with ',' for '/', and no padding.
QByteArray encodeRun(QStringView run) {
    QByteArray utf16;
    utf16.reserve(run.size() * 2);
    for (const QChar c : run) {
        utf16.append(static_cast<char>(c.unicode() >> 8));
        utf16.append(static_cast<char>(c.unicode() & 0xFF));
    }
    QByteArray base64 = utf16.toBase64(QByteArray::OmitTrailingEquals);
    base64.replace('/', ',');
    return '&' + base64 + '-';
}

QByteArray encodeLevel(const QString& level) {
    QByteArray wire;
    qsizetype at = 0;
    while (at < level.size()) {
        const ushort c = level[at].unicode();
        if (c >= 0x20 && c <= 0x7e) {
            wire.append(c == '&' ? QByteArray("&-") : QByteArray(1, static_cast<char>(c)));
            ++at;
            continue;
        }
        qsizetype end = at;
        while (end < level.size() && (level[end].unicode() < 0x20 || level[end].unicode() > 0x7e))
            ++end;
        wire.append(encodeRun(QStringView(level).mid(at, end - at)));
        at = end;
    }
    return wire;
}

tl::unexpected<Error> refused(const QString& name) {
    return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QStringLiteral("mailbox name '%1'").arg(name));
}

} // namespace

Result<QByteArray> encodeMailboxName(const QString& name, char delimiter) {
    const QStringList levels = name.split(QLatin1Char('/'));
    if (levels.size() > 1 && delimiter == 0)
        return refused(name);
    QByteArray wire;
    for (const QString& level : levels) {
        const bool hasDelimiter = delimiter != 0 && level.contains(QLatin1Char(delimiter));
        const bool hasControl = std::any_of(level.begin(), level.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
        if (level.isEmpty() || hasControl || hasDelimiter || !level.isValidUtf16())
            return refused(name);
        if (!wire.isEmpty())
            wire.append(delimiter);
        wire.append(encodeLevel(level));
    }
    if (wire.size() > limits::kMailboxName)
        return refused(name);
    return wire;
}

} // namespace tributary::imap
