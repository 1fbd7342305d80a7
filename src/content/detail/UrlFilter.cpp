// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/detail/UrlFilter.h"

#include <QUrl>

namespace tributary::content::detail {
namespace {

constexpr qsizetype kMaxLink = 8000;
constexpr qsizetype kMaxPicture = 1024 * 1024;

/// Lower case, without ':'; empty when there is none.
QString schemeOf(const QString& url) {
    for (qsizetype i = 0; i < url.size() && i < 32; ++i) {
        const char16_t c = url[i].unicode();
        if (c == u':')
            return i > 0 ? url.left(i).toLower() : QString();
        const bool letter = (c | 0x20) >= u'a' && (c | 0x20) <= u'z';
        if (!letter && (i == 0 || !((c >= u'0' && c <= u'9') || c == u'+' || c == u'-' || c == u'.')))
            return {};
    }
    return {};
}

bool hasOddCharacters(const QString& url) {
    for (const QChar c : url) {
        if (c.unicode() < 0x20 || c == u'\\' || (c.unicode() >= 0x7F && c.unicode() < 0xA0))
            return true;
        if (c.category() == QChar::Other_Format) // bidi overrides make a host look like another
            return true;
    }
    return false;
}

} // namespace

QString cleanedUrl(const QString& url) {
    QString result;
    result.reserve(url.size());
    for (const QChar c : url) {
        if (c == u'\t' || c == u'\n' || c == u'\r')
            continue;
        if (c.unicode() <= 0x20 && result.isEmpty())
            continue;
        result += c;
    }
    while (!result.isEmpty() && result.back().unicode() <= 0x20)
        result.chop(1);
    return result;
}

std::optional<QString> filteredLink(const QString& url) {
    if (url.size() > kMaxLink)
        return std::nullopt;
    QString link = cleanedUrl(url);
    const QString scheme = schemeOf(link);
    if (hasOddCharacters(link) || (scheme != u"http" && scheme != u"https" && scheme != u"mailto"))
        return std::nullopt;
    link.replace(u' ', QLatin1StringView("%20"));
    if (link.size() > kMaxLink)
        return std::nullopt;
    if (scheme == u"mailto")
        return link;
    const QUrl parsed(link, QUrl::TolerantMode);
    if (!parsed.isValid() || parsed.host().isEmpty())
        return std::nullopt;
    return link;
}

std::optional<QString> filteredImage(const QString& url) {
    if (url.size() > kMaxPicture * 2)
        return std::nullopt;
    const QString source = cleanedUrl(url);
    const QString scheme = schemeOf(source);
    if (scheme == u"cid")
        return hasOddCharacters(source) || source.size() > 1000 ? std::nullopt : std::optional(source);
    if (scheme != u"data" || source.size() > kMaxPicture)
        return std::nullopt;
    const qsizetype comma = source.indexOf(u',');
    const QString type = source.left(comma < 0 ? 0 : comma).toLower();
    if (type != u"data:image/png;base64" && type != u"data:image/jpeg;base64" && type != u"data:image/gif;base64" &&
        type != u"data:image/webp;base64")
        return std::nullopt;
    for (qsizetype i = comma + 1; i < source.size(); ++i) {
        const char16_t c = source[i].unicode();
        const bool letter = (c | 0x20) >= u'a' && (c | 0x20) <= u'z';
        if (!letter && !(c >= u'0' && c <= u'9') && c != u'+' && c != u'/' && c != u'=' && c != u' ')
            return std::nullopt;
    }
    QString picture = type + source.mid(comma);
    picture.remove(u' ');
    return picture;
}

bool isRemote(const QString& url) {
    const QString reference = cleanedUrl(url);
    if (reference.startsWith(u"//") || reference.startsWith(u"\\\\") || reference.startsWith(u"/\\") ||
        reference.startsWith(u"\\/"))
        return true;
    const QString scheme = schemeOf(reference);
    return !scheme.isEmpty() && scheme != u"cid" && scheme != u"data" && scheme != u"mailto" && scheme != u"about" &&
           scheme != u"javascript" && scheme != u"mid";
}

} // namespace tributary::content::detail
