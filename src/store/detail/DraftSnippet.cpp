// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/DraftSnippet.h"

#include <array>
#include <utility>

namespace tributary::store::detail {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype kLength = 160;
constexpr qsizetype kLooked = 16'384; // of the text; tags are long

constexpr std::array<std::pair<QLatin1StringView, char16_t>, 5> kEntities{
    {{"&nbsp;"_L1, u' '}, {"&lt;"_L1, u'<'}, {"&gt;"_L1, u'>'}, {"&quot;"_L1, u'"'}, {"&amp;"_L1, u'&'}}};

/// Where the element at `at` ends, content and all, if nobody reads it.
qsizetype endOfUnread(QStringView html, qsizetype at) {
    for (const QLatin1StringView name : {"head"_L1, "style"_L1}) {
        if (!html.sliced(at + 1).startsWith(name, Qt::CaseInsensitive))
            continue;
        const qsizetype close = html.indexOf(QString(u"</"_s + name), at, Qt::CaseInsensitive);
        return close < 0 ? html.size() : close;
    }
    return at;
}

QString textOf(QStringView html) {
    QString text;
    for (qsizetype at = 0; at < html.size(); ++at) {
        if (html[at] == u'<') {
            at = endOfUnread(html, at);
            const qsizetype end = html.indexOf(u'>', at);
            text += u' ';
            at = end < 0 ? html.size() : end;
            continue;
        }
        text += html[at];
        if (html[at] != u'&')
            continue;
        for (const auto& [entity, character] : kEntities) {
            if (!html.sliced(at).startsWith(entity))
                continue;
            text.back() = QChar(character);
            at += entity.size() - 1;
            break;
        }
    }
    return text;
}

} // namespace

QString draftSnippet(const model::Draft& draft) {
    const bool fromHtml = draft.isHtml && draft.text.isEmpty();
    const QStringView source = QStringView(fromHtml ? draft.html : draft.text).left(kLooked);
    const QString line = (fromHtml ? textOf(source) : source.toString()).simplified();
    qsizetype length = std::min(kLength, line.size());
    if (length > 0 && length < line.size() && line[length - 1].isHighSurrogate())
        --length;
    return line.left(length);
}

} // namespace tributary::store::detail
