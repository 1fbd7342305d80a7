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

/// Known to a browser engine besides.
constexpr const char* kKeptOriginal[] = {
    "address", "article", "aside", "figcaption", "figure", "footer", "header", "hgroup", "main", "mark", "nav", "rp", "rt",
    "ruby", "section", "time", "wbr"};

struct Renamed {
    const char* from;
    const char* to;
};
/// Controls and what opens and closes are plain boxes: nothing in a message is to be filled in or pressed.
constexpr Renamed kRenamedOriginal[] = {
    {"button", "span"}, {"dir", "ul"},    {"fieldset", "div"}, {"label", "span"},  {"legend", "div"},
    {"menu", "ul"},     {"nobr", "span"}, {"output", "span"},  {"details", "div"}, {"summary", "div"}};

void keep(QHash<QByteArray, ElementRule>& rules, const char* name, const char* output, bool isVoid = false) {
    rules.insert(name, {name, Action::Keep, output, isVoid});
}

QHash<QByteArray, ElementRule> makeRules(HtmlUse use) {
    QHash<QByteArray, ElementRule> rules;
    for (const char* name : kKept)
        keep(rules, name, name);
    for (const char* name : kDivs)
        keep(rules, name, "div");
    for (const char* name : kDropped)
        rules.insert(name, {name, Action::Drop, nullptr, false});
    for (const char* name : {"br", "hr", "img", "col"})
        keep(rules, name, name, true);
    if (use == HtmlUse::Simple)
        return rules;
    for (const char* name : kKeptOriginal)
        keep(rules, name, name);
    for (const Renamed& one : kRenamedOriginal)
        keep(rules, one.from, one.to);
    for (const char* name : {"wbr", "style", "input"}) // the last two are written in their own way
        keep(rules, name, name, true);
    for (const char* name : {"head", "select", "option", "optgroup"})
        rules.insert(name, {name, Action::Unwrap, nullptr, false});
    return rules;
}

} // namespace

const ElementRule& elementRule(QByteArrayView name, HtmlUse use) {
    static const QHash<QByteArray, ElementRule> simple = makeRules(HtmlUse::Simple);
    static const QHash<QByteArray, ElementRule> original = makeRules(HtmlUse::Original);
    static const ElementRule unknown;
    const auto& rules = use == HtmlUse::Simple ? simple : original;
    const auto found = rules.constFind(QByteArray::fromRawData(name.data(), name.size()));
    return found == rules.cend() ? unknown : *found;
}

} // namespace tributary::content::detail
