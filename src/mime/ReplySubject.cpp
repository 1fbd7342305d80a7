// SPDX-License-Identifier: GPL-3.0-or-later
// Prefixes of subjects in the languages that mailers write them in.
#include "mime/Reply.h"

#include <algorithm>
#include <array>

namespace tributary::mime {

namespace {

constexpr std::array<QStringView, 10> kReplies{u"re", u"aw", u"antw", u"antwort", u"sv", u"返信", u"回复", u"回覆", u"答复", u"答覆"};
constexpr std::array<QStringView, 7> kForwards{u"fwd", u"fw", u"wg", u"転送", u"转发", u"轉寄", u"轉發"};

template <std::size_t N> bool isOneOf(QStringView word, const std::array<QStringView, N>& words) {
    return std::any_of(words.begin(), words.end(), [word](QStringView w) { return word.compare(w, Qt::CaseInsensitive) == 0; });
}

/// "[2]", "(2)", "^2", "*2": how often, as some mailers count.
QStringView withoutCount(QStringView word) {
    word = word.trimmed();
    qsizetype digits = word.size();
    const bool closed = word.endsWith(u']') || word.endsWith(u')');
    digits -= closed ? 1 : 0;
    const qsizetype end = digits;
    while (digits > 0 && word[digits - 1] >= u'0' && word[digits - 1] <= u'9')
        --digits;
    if (digits == end || digits == 0)
        return word;
    const QChar open = word[digits - 1];
    const bool counts = closed ? open == u'[' || open == u'(' : open == u'^' || open == u'*';
    return counts ? word.first(digits - 1).trimmed() : word;
}

enum class Prefix { None, Reply, Forward };

/// The prefix that text begins with; it and the blanks behind it are taken off.
Prefix takePrefix(QStringView& text) {
    constexpr qsizetype kLongest = 16;
    text = text.trimmed();
    for (qsizetype i = 0; i < std::min(text.size(), kLongest); ++i) {
        if (text[i] != u':' && text[i] != u'：')
            continue;
        const QStringView word = withoutCount(text.first(i));
        Prefix prefix = isOneOf(word, kReplies) ? Prefix::Reply : Prefix::None;
        if (isOneOf(word, kForwards))
            prefix = Prefix::Forward;
        if (prefix != Prefix::None)
            text = text.sliced(i + 1).trimmed();
        return prefix;
    }
    return Prefix::None;
}

/// Takes all prefixes of that kind off.
QStringView without(QStringView text, Prefix kind) {
    for (QStringView rest = text; takePrefix(rest) == kind;)
        text = rest;
    return text.trimmed();
}

/// The size of "[list] " before more; 0: there is none.
qsizetype listTag(QStringView text) {
    const qsizetype close = text.startsWith(u'[') ? text.indexOf(u']') : -1;
    if (close < 0)
        return 0;
    qsizetype end = close + 1;
    while (end < text.size() && text[end].isSpace())
        ++end;
    return end < text.size() ? end : 0;
}

QString prefixed(QStringView mark, const QString& subject, Prefix kind) {
    const QStringView rest = without(subject, kind);
    const qsizetype tag = listTag(rest);
    const QStringView behind = rest.sliced(tag), bare = without(behind, kind);
    if (tag > 0 && !bare.isEmpty() && bare.size() < behind.trimmed().size())
        return mark + rest.first(tag) + bare;
    return mark + rest;
}

} // namespace

QString baseSubject(const QString& subject) {
    QStringView text = subject;
    while (takePrefix(text) != Prefix::None) {
    }
    return text.toString();
}

QString replySubject(const QString& subject) { return prefixed(u"Re: ", subject, Prefix::Reply); }

QString forwardSubject(const QString& subject) { return prefixed(u"Fwd: ", subject, Prefix::Forward); }

} // namespace tributary::mime
