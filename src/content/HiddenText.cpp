// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/detail/HiddenText.h"

#include <QString>

#include <algorithm>
#include <initializer_list>

namespace tributary::content::detail {
namespace {

constexpr qsizetype kMaxHidingStyle = 4000;

bool isNothing(QStringView value) {
    qsizetype i = 0;
    while (i < value.size() && (value[i] == u'0' || value[i] == u'.'))
        ++i;
    const QStringView unit = value.mid(i);
    return i > 0 && (unit.isEmpty() || unit == u"px" || unit == u"pt" || unit == u"em" || unit == u"rem" || unit == u"%");
}

/// "name" of "<name", "/name" of "</name"; lower case is the caller's.
QStringView tagNameAt(QStringView html, qsizetype at) {
    qsizetype end = at;
    while (end < html.size() && end < at + 20 && (html[end].isLetterOrNumber() || (end == at && html[end] == u'/')))
        ++end;
    return html.mid(at, end - at);
}

bool isAmong(QByteArrayView name, std::initializer_list<const char*> names) {
    return std::any_of(names.begin(), names.end(), [&](const char* one) { return name == one; });
}

bool isContainer(QStringView name) {
    for (const auto* one : {u"table", u"ul", u"ol", u"dl"}) {
        if (name.compare(one, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

} // namespace

Hiding hidingOf(QStringView style) {
    Hiding hiding = Hiding::No;
    bool flat = false, cut = false;
    const QString lower = style.left(kMaxHidingStyle).toString().toLower();
    for (const QString& declaration : lower.split(u';')) {
        const QString name = declaration.section(u':', 0, 0).trimmed();
        const QString value = declaration.section(u':', 1).section(u'!', 0, 0).trimmed();
        const bool whole = (name == u"display" && value == u"none") || (name == u"visibility" && (value == u"hidden" || value == u"collapse")) ||
                           (name == u"opacity" && isNothing(value)) || (name == u"mso-hide" && value == u"all");
        flat = flat || ((name == u"max-height" || name == u"height") && isNothing(value));
        cut = cut || (name == u"overflow" && value == u"hidden");
        if (whole)
            hiding = Hiding::Whole;
        else if (name == u"font-size" && isNothing(value) && hiding == Hiding::No)
            hiding = Hiding::Small;
    }
    return flat && cut ? Hiding::Whole : hiding;
}

qsizetype endOfElement(QStringView html, qsizetype from, QByteArrayView name, qsizetype limit) {
    // Their end tags may be missing: the next of the kind ends them, or the end of what they stand in.
    const bool endsItself = isAmong(name, {"p", "li", "td", "th", "tr", "dd", "dt", "option"});
    const QLatin1StringView wanted(name.data(), name.size());
    const qsizetype stop = html.size() - from > limit ? from + limit : html.size();
    int depth = 0, containers = 0;
    for (qsizetype at = html.indexOf(u'<', from); at >= 0 && at < stop; at = html.indexOf(u'<', at + 1)) {
        if (html.mid(at, 4) == u"<!--") {
            const qsizetype end = html.indexOf(QLatin1StringView("-->"), at + 4);
            if (end < 0)
                return -1;
            at = end;
            continue;
        }
        const QStringView found = tagNameAt(html, at + 1);
        const bool closes = found.startsWith(u'/');
        const QStringView bare = closes ? found.mid(1) : found;
        if (endsItself && isContainer(bare)) {
            containers += closes ? -1 : 1;
            if (containers < 0)
                return at;
        }
        if (containers > 0 || bare.compare(wanted, Qt::CaseInsensitive) != 0)
            continue;
        if (!closes && endsItself)
            return at;
        if (!closes) {
            ++depth;
        } else if (depth-- == 0) {
            const qsizetype end = html.indexOf(u'>', at);
            return end < 0 ? html.size() : end + 1;
        }
    }
    return -1;
}

} // namespace tributary::content::detail
