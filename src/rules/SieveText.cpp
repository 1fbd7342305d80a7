// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/SieveText.h"

#include <QUrl>

#include <algorithm>

namespace tributary::rules {
namespace {

bool isControlUnit(QChar c) { return c.unicode() < 0x20 || (c.unicode() >= 0x7f && c.unicode() < 0xa0) || c.unicode() == 0x2028 || c.unicode() == 0x2029; }

Status checkSieveText(const QString& text) {
    if (std::any_of(text.begin(), text.end(), isControlUnit))
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QStringLiteral("a control character"));
    if (!text.isValidUtf16())
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QStringLiteral("half a character"));
    if (text.contains(QLatin1StringView("${")))
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QStringLiteral("${"));
    return {};
}

} // namespace

Result<QByteArray> sieveString(const QString& text) {
    TRY_STATUS(checkSieveText(text));
    QByteArray quoted = text.toUtf8();
    quoted.replace('\\', "\\\\").replace('"', "\\\"");
    return QByteArray('"' + quoted + '"');
}

Result<QByteArray> sieveStrings(const QStringList& texts) {
    if (texts.size() == 1)
        return sieveString(texts.first());
    QByteArrayList quoted;
    for (const QString& text : texts) {
        TRY(QByteArray one, sieveString(text));
        quoted.append(std::move(one));
    }
    return QByteArray('[' + quoted.join(", ") + ']');
}

Result<QByteArray> sieveText(const QString& text) {
    QString lines = text;
    lines.replace(QLatin1StringView("\r\n"), QLatin1StringView("\n")).replace(u'\r', u'\n');
    QByteArray written = "text:\r\n";
    for (const QString& line : lines.split(u'\n')) {
        TRY_STATUS(checkSieveText(QString(line).remove(u'\t')));
        if (line.startsWith(u'.'))
            written += '.';
        written += line.toUtf8() + "\r\n";
    }
    return QByteArray(written + ".\r\n");
}

QString withoutWildcards(const QString& text) {
    QString plain;
    for (const QChar c : text) {
        if (c == u'*' || c == u'?' || c == u'\\')
            plain += u'\\';
        plain += c;
    }
    return plain;
}

QByteArray sieveComment(const QString& text) {
    QString line;
    for (const QChar c : text) {
        if (isControlUnit(c) || c == u'%')
            line += QString::fromLatin1(QUrl::toPercentEncoding(QString(c)));
        else
            line += c;
    }
    return line.toUtf8();
}

QString readSieveComment(QByteArrayView comment) { return QUrl::fromPercentEncoding(comment.toByteArray()); }

} // namespace tributary::rules
