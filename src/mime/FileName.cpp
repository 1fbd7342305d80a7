// SPDX-License-Identifier: GPL-3.0-or-later
// Names that a stranger chose made harmless: they are shown, and files are made of them.
#include "mime/Limits.h"
#include "mime/Message.h"
#include "mime/detail/HeaderBlock.h"

#include <QHash>

#include <algorithm>
#include <array>

namespace tributary::mime {

namespace {

QString suffixOf(const Part& part) {
    static const QHash<QByteArray, QString> kSuffixes{
        {"text/plain", QStringLiteral("txt")},       {"text/html", QStringLiteral("html")},
        {"text/calendar", QStringLiteral("ics")},    {"text/vcard", QStringLiteral("vcf")},
        {"text/x-vcard", QStringLiteral("vcf")},     {"text/directory", QStringLiteral("vcf")},
        {"text/csv", QStringLiteral("csv")},         {"text/markdown", QStringLiteral("md")},
        {"text/x-patch", QStringLiteral("patch")},   {"text/x-diff", QStringLiteral("diff")},
        {"text/rfc822-headers", QStringLiteral("txt")}, {"message/delivery-status", QStringLiteral("txt")},
        {"message/disposition-notification", QStringLiteral("txt")}, {"message/feedback-report", QStringLiteral("txt")},
        {"application/pgp-encrypted", QStringLiteral("txt")},
        {"message/rfc822", QStringLiteral("eml")},   {"message/global", QStringLiteral("eml")},
        {"image/jpeg", QStringLiteral("jpg")},       {"image/png", QStringLiteral("png")},
        {"image/gif", QStringLiteral("gif")},        {"image/webp", QStringLiteral("webp")},
        {"image/svg+xml", QStringLiteral("svg")},    {"image/tiff", QStringLiteral("tiff")},
        {"image/heic", QStringLiteral("heic")},      {"image/bmp", QStringLiteral("bmp")},
        {"audio/mpeg", QStringLiteral("mp3")},       {"audio/wav", QStringLiteral("wav")},
        {"audio/ogg", QStringLiteral("ogg")},        {"video/mp4", QStringLiteral("mp4")},
        {"application/pdf", QStringLiteral("pdf")},  {"application/zip", QStringLiteral("zip")},
        {"application/gzip", QStringLiteral("gz")},  {"application/json", QStringLiteral("json")},
        {"application/xml", QStringLiteral("xml")},  {"text/xml", QStringLiteral("xml")},
        {"application/ics", QStringLiteral("ics")},  {"application/rtf", QStringLiteral("rtf")},
        {"application/msword", QStringLiteral("doc")}, {"application/vnd.ms-excel", QStringLiteral("xls")},
        {"application/vnd.ms-powerpoint", QStringLiteral("ppt")},
        {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", QStringLiteral("docx")},
        {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", QStringLiteral("xlsx")},
        {"application/vnd.openxmlformats-officedocument.presentationml.presentation", QStringLiteral("pptx")},
        {"application/vnd.oasis.opendocument.text", QStringLiteral("odt")},
        {"application/vnd.oasis.opendocument.spreadsheet", QStringLiteral("ods")},
        {"application/pgp-signature", QStringLiteral("asc")}, {"application/pgp-keys", QStringLiteral("asc")},
        {"application/pkcs7-signature", QStringLiteral("p7s")}, {"application/x-pkcs7-signature", QStringLiteral("p7s")},
        {"application/pkcs7-mime", QStringLiteral("p7m")}, {"application/x-pkcs7-mime", QStringLiteral("p7m")},
        {"application/ms-tnef", QStringLiteral("tnef")}};
    return kSuffixes.value(part.type + '/' + part.subtype, QStringLiteral("dat")); // "bin" would be a program's
}

/// What is drawn as nothing, or draws its neighbours elsewhere (RTLO: "exe.txt" shown for a program).
bool isInvisible(char32_t c) {
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph: return true;
    default: return c == QChar::ReplacementCharacter || c == 0x2800 || c == 0x3164 || c == 0xFFA0 || c == 0x115F || c == 0x1160;
    }
}

bool isReserved(char32_t c) { return c < 128 && std::strchr("<>:\"|?*", static_cast<int>(c)) != nullptr && c != 0; }

/// The last path segment of what was sent, each character one that every file system and eye can take.
QString cleaned(const QString& sent) {
    // Far more than can be kept; normalising and the passes below stay short.
    constexpr qsizetype kMaxChars = 4096;
    QString path = sent.right(kMaxChars);
    path.replace(u'\\', u'/');
    while (path.endsWith(u'/'))
        path.chop(1);
    const QString last = path.mid(path.lastIndexOf(u'/') + 1);
    QString out;
    out.reserve(last.size());
    for (const char32_t c : last.toUcs4()) {
        if (isInvisible(c))
            continue;
        const bool space = QChar::isSpace(c);
        out += space ? QStringLiteral(" ") : isReserved(c) ? QStringLiteral("_") : QString::fromUcs4(&c, 1);
    }
    return out.normalized(QString::NormalizationForm_C).simplified();
}

/// No hidden file, no option of a command, no home folder in front; nothing that Windows cuts off behind.
QString withoutBadEnds(const QString& name) {
    qsizetype from = 0, to = name.size();
    while (from < to && QStringView(u".-~ ").contains(name[from]))
        ++from;
    while (to > from && (name[to - 1] == u'.' || name[to - 1] == u' '))
        --to;
    return name.mid(from, to - from);
}

/// Windows opens the device for these, with any extension.
bool isDeviceName(const QString& name) {
    static constexpr std::array kNames{"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"};
    QString base = name.left(name.indexOf(u'.') < 0 ? name.size() : name.indexOf(u'.')).trimmed().toLower();
    const bool listed = std::any_of(kNames.begin(), kNames.end(), [&](const char* n) { return base == QLatin1StringView(n); });
    const bool port = base.size() == 4 && (base.startsWith(u"com") || base.startsWith(u"lpt")) &&
                      QStringView(u"0123456789\u00b9\u00b2\u00b3").contains(base[3]);
    return listed || port;
}

/// Cuts the base so that the whole fits; the real extension stays last.
QString shortened(const QString& name) {
    const QByteArray bytes = name.toUtf8();
    if (bytes.size() <= limits::kFileName)
        return name;
    const qsizetype dot = name.lastIndexOf(u'.');
    const bool keep = dot > 0 && name.size() - dot <= limits::kFileSuffix;
    const QByteArray suffix = keep ? name.mid(dot).toUtf8() : QByteArray();
    qsizetype room = limits::kFileName - suffix.size();
    while (room > 0 && (static_cast<unsigned char>(bytes[room]) & 0xc0) == 0x80)
        --room; // no character is cut in two
    return QString(withoutBadEnds(QString::fromUtf8(bytes.left(room))) + QString::fromUtf8(suffix));
}

/// Of a message that is a part: one line, short enough for a name.
QString subjectInside(QByteArrayView raw, const Part& part) {
    constexpr qsizetype kSearched = 64 << 10; // encoded bytes; a subject stands further up
    constexpr qsizetype kMaxChars = 100;
    Part head = part;
    head.bodySize = std::min(head.bodySize, kSearched);
    const QByteArray bytes = decodedBody(raw, head);
    qsizetype budget = kSearched;
    const detail::HeaderBlock block = detail::parseHeaderBlock(bytes, 0, budget);
    const HeaderField* const field = detail::findField(block.fields, "Subject");
    if (field == nullptr)
        return {};
    QString subject = decodeEncodedWords(field->value).simplified().left(kMaxChars);
    if (!subject.isEmpty() && subject.back().isHighSurrogate())
        subject.chop(1);
    return subject.replace(u'/', u'-').replace(u'\\', u'-'); // a subject is no path
}

} // namespace

QString safeFileName(const Part& part) {
    QString name = withoutBadEnds(cleaned(part.fileName));
    if (isDeviceName(name))
        name.prepend(u'_');
    name = shortened(name);
    return name.isEmpty() ? QString(QStringLiteral("attachment.") + suffixOf(part)) : name;
}

QString safeFileName(QByteArrayView raw, const Part& part) {
    const bool isMessage = part.is("message", "rfc822") || part.is("message", "global");
    if (!isMessage || !part.fileName.isEmpty())
        return safeFileName(part);
    Part named = part;
    named.fileName = subjectInside(raw, part);
    if (withoutBadEnds(cleaned(named.fileName)).isEmpty())
        return safeFileName(part);
    named.fileName += QStringLiteral(".eml");
    return safeFileName(named);
}

} // namespace tributary::mime
