// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Limits.h"
#include "mime/detail/Scan.h"

#include <QHash>
#include <QRegularExpression>

namespace tributary::mime {

namespace {

bool isAttachment(const Part& part) {
    return part.disposition == "attachment" || (part.disposition != "inline" && !part.fileName.isEmpty());
}

bool isIn(const ParsedMessage& message, int index, const char* type, const char* subtype) {
    for (int p = message.parts[index].parent; p >= 0; p = message.parts[p].parent) {
        if (message.parts[p].is(type, subtype))
            return true;
    }
    return false;
}

bool isInsideMessage(const ParsedMessage& message, int index) { return isIn(message, index, "message", "rfc822"); }

/// The multipart/alternative that a part belongs to; -1: none.
int alternativeOf(const ParsedMessage& message, int index) {
    for (int p = message.parts[index].parent; p >= 0; p = message.parts[p].parent) {
        if (message.parts[p].is("multipart", "alternative"))
            return p;
    }
    return -1;
}

QString safeBaseName(const Part& part) {
    QString name = part.fileName.normalized(QString::NormalizationForm_C);
    name.replace(u'\\', u'/');
    name = name.section(u'/', -1);
    QString out;
    for (const QChar c : std::as_const(name)) {
        const bool bidi = (c >= QChar(0x202A) && c <= QChar(0x202E)) || (c >= QChar(0x2066) && c <= QChar(0x2069)) ||
                          c == QChar(0x200E) || c == QChar(0x200F) || c == QChar(0x061C);
        const bool reserved = QStringView(u"<>:\"|?*").contains(c);
        if (bidi || c.category() == QChar::Other_Control || c.category() == QChar::Other_Format ||
            c == QChar(QChar::ReplacementCharacter))
            continue;
        out.append(reserved ? QChar(u'_') : c.isSpace() ? QChar(u' ') : c);
    }
    out = out.simplified();
    while (out.endsWith(u'.') || out.endsWith(u' '))
        out.chop(1);
    while (out.startsWith(u'.') || out.startsWith(u'-') || out.startsWith(u' ') || out.startsWith(u'~'))
        out.remove(0, 1);
    return out;
}

QString suffixOf(const Part& part) {
    static const QHash<QByteArray, QString> kSuffixes{
        {"text/plain", QStringLiteral("txt")},       {"text/html", QStringLiteral("html")},
        {"text/calendar", QStringLiteral("ics")},    {"text/vcard", QStringLiteral("vcf")},
        {"image/jpeg", QStringLiteral("jpg")},       {"image/png", QStringLiteral("png")},
        {"image/gif", QStringLiteral("gif")},        {"image/svg+xml", QStringLiteral("svg")},
        {"application/pdf", QStringLiteral("pdf")},  {"application/zip", QStringLiteral("zip")},
        {"message/rfc822", QStringLiteral("eml")},   {"application/pgp-signature", QStringLiteral("asc")},
        {"text/csv", QStringLiteral("csv")}};
    return kSuffixes.value(part.type + '/' + part.subtype, QStringLiteral("bin"));
}

/// Cuts the base so that the whole fits; the real extension stays last.
QString shortened(const QString& name) {
    if (name.toUtf8().size() <= limits::kFileName)
        return name;
    const qsizetype dot = name.lastIndexOf(u'.');
    const QString suffix = dot > 0 && name.size() - dot <= 12 ? name.mid(dot) : QString();
    QString base = suffix.isEmpty() ? name : name.left(dot);
    while (!base.isEmpty() && base.toUtf8().size() + suffix.toUtf8().size() > limits::kFileName)
        base.chop(base.size() > 1 && base.back().isLowSurrogate() ? 2 : 1);
    return base + suffix;
}

} // namespace

BodyChoice chooseBody(const ParsedMessage& message) {
    BodyChoice choice;
    for (int i = 0; i < message.parts.size(); ++i) {
        const Part& part = message.parts[i];
        const bool plain = part.is("text", "plain");
        if ((!plain && !part.is("text", "html")) || isAttachment(part) || isInsideMessage(message, i))
            continue;
        int& chosen = plain ? choice.plain : choice.html;
        // In a mixed the first text is the body; in one alternative the last of a kind is the best (RFC 2046 5.1.4).
        const bool sameAlternative = chosen >= 0 && alternativeOf(message, i) >= 0 && alternativeOf(message, i) == alternativeOf(message, chosen);
        if (chosen < 0 || sameAlternative)
            chosen = i;
    }
    // A footer that a list appends in plain text is not the plain form of an HTML body elsewhere.
    if (choice.plain >= 0 && choice.html >= 0 && choice.plain > choice.html &&
        alternativeOf(message, choice.plain) != alternativeOf(message, choice.html))
        choice.plain = -1;
    return choice;
}

QList<int> attachmentParts(const ParsedMessage& message) {
    const BodyChoice choice = chooseBody(message);
    QList<int> attachments;
    for (int i = 0; i < message.parts.size(); ++i) {
        const Part& part = message.parts[i];
        const bool container = part.isMultipart() && !part.children.isEmpty();
        if (container || i == choice.plain || i == choice.html || isInsideMessage(message, i))
            continue;
        const bool textOfAlternative = part.type == "text" && !isAttachment(part) && alternativeOf(message, i) >= 0;
        const bool emptyRoot = i == 0 && part.bodySize == 0;
        if (!textOfAlternative && !emptyRoot)
            attachments.append(i);
    }
    return attachments;
}

QString safeFileName(const Part& part) {
    QString name = safeBaseName(part);
    static const QRegularExpression kDevice(QStringLiteral("^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?$"),
                                            QRegularExpression::CaseInsensitiveOption);
    if (kDevice.match(name).hasMatch())
        name.prepend(u'_');
    if (name.isEmpty())
        return QStringLiteral("attachment.") + suffixOf(part);
    return shortened(name);
}

} // namespace tributary::mime
