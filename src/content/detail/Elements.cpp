// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/detail/Elements.h"

#include <QHash>

namespace tributary::content::detail {
namespace {

using Action = ElementRule::Action;

constexpr const char* kKept[] = {
    "a",    "abbr", "acronym", "b",     "bdi",    "bdo",   "big",  "blockquote", "caption", "center", "cite",
    "code", "col",  "colgroup", "dd",   "del",    "dfn",   "div",  "dl",         "dt",      "em",     "font",
    "h1",   "h2",   "h3",      "h4",    "h5",     "h6",    "i",    "ins",        "kbd",     "li",     "ol",
    "p",    "pre",  "q",       "s",     "samp",   "small", "span", "strike",     "strong",  "sub",    "sup",
    "table", "tbody", "td",    "tfoot", "th",     "thead", "tr",   "tt",         "u",       "ul",     "var"};

/// Blocks that the simple view does not know: plain blocks there.
constexpr const char* kDivs[] = {"address", "article", "aside",  "details", "dir",  "fieldset", "figcaption",
                                 "figure",  "footer",  "form",   "header",  "main", "nav",      "section",
                                 "summary", "legend",  "hgroup", "body",    "menu"};

/// They run, load, navigate, or hold text that is not meant to be read.
constexpr const char* kDropped[] = {
    "applet", "area",   "audio",    "base",    "basefont", "bgsound", "canvas",   "datalist", "embed",  "frame",
    "frameset", "head", "iframe",   "input",   "link",     "map",     "math",     "meta",     "noembed", "noframes",
    "object", "option", "optgroup", "param",   "script",   "select",  "source",   "style",    "svg",    "template",
    "title",  "track",  "video",    "isindex", "keygen",   "command", "menuitem", "portal",   "xml"};

QHash<QByteArray, ElementRule> makeRules() {
    QHash<QByteArray, ElementRule> rules;
    for (const char* name : kKept)
        rules.insert(name, {name, Action::Keep, name, false});
    for (const char* name : kDivs)
        rules.insert(name, {name, Action::Keep, "div", false});
    for (const char* name : kDropped)
        rules.insert(name, {name, Action::Drop, nullptr, false});
    for (const char* name : {"br", "hr", "img"})
        rules.insert(name, {name, Action::Keep, name, true});
    rules[QByteArrayLiteral("col")].isVoid = true;
    return rules;
}

} // namespace

ElementRule elementRule(QByteArrayView name) {
    static const QHash<QByteArray, ElementRule> rules = makeRules();
    return rules.value(QByteArray::fromRawData(name.data(), name.size()));
}

} // namespace tributary::content::detail
