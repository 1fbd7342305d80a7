// SPDX-License-Identifier: GPL-3.0-or-later
// What sanitised HTML may not hold, looked at without the sanitiser's own code: by a tree of what came out, and by a crude
// net over its text. Shared by the fuzz targets and the unit tests.
#pragma once

#include <QByteArray>
#include <QRegularExpression>
#include <QString>

#include <gumbo.h>

#include <vector>

namespace tributary::content::checks {

inline constexpr const char* kOwnScheme = "tributary-part:";

/// Empty: nothing in this CSS fetches or leaves its box.
inline QString harmInCss(const QString& css) {
    static const QRegularExpression harm(QStringLiteral(
        "url\\s*\\((?!\"tributary-part:)|expression\\s*\\(|javascript:|(?<!\\\\)@(?!media )|//|/\\*|<|image-set\\(|src\\s*\\(|"
        "(?<![-\\w\\\\])position\\s*:\\s*(?!static|relative)|var\\(|attr\\(|env\\(|[;{]--|"
        // A negative number; what stands in a name ("a6-1") is none (CSS Syntax 4.3).
        "margin[a-z-]*:(?>(?:[a-z_\\\\]|[^\\x00-\\x7f])(?:[-\\w\\\\]|[^\\x00-\\x7f])*|[^;}a-z_\\\\-]|-(?!\\.?\\d))*-\\.?\\d|"
        "(?:^|[;{])(?:top|left|right|bottom|inset|transform|content|animation|filter|z-index|behavior|-moz-binding)[a-z-]*:|"
        "\\\\[0-9a-fA-F]"),
        QRegularExpression::CaseInsensitiveOption);
    const auto match = harm.match(css);
    return match.hasMatch() ? match.captured() : QString();
}

inline bool isOneOf(const QByteArray& name, std::initializer_list<const char*> names) {
    for (const char* one : names) {
        if (name == one)
            return true;
    }
    return false;
}

inline QString harmInAttribute(const QByteArray& element, const QByteArray& name, const QString& value) {
    const auto report = [&]() -> QString { return QString::fromUtf8(element + ' ' + name + '=') + value.left(200); };
    if (name == "style")
        return harmInCss(value).isEmpty() ? QString() : report();
    if (name == "src") {
        const bool harmless = value.startsWith(u"data:image/") || value.startsWith(u"cid:") || value.startsWith(QLatin1StringView(kOwnScheme));
        return element == "img" && harmless ? QString() : report();
    }
    if (name == "href") {
        const bool link = value.startsWith(u"http://", Qt::CaseInsensitive) || value.startsWith(u"https://", Qt::CaseInsensitive) ||
                          value.startsWith(u"mailto:", Qt::CaseInsensitive) || value.startsWith(u"#m-");
        return element == "a" && link ? QString() : report();
    }
    const bool known = isOneOf(name, {"align", "valign", "dir", "bgcolor", "width", "height", "border", "cellpadding", "cellspacing",
                                      "colspan", "rowspan", "nowrap", "span", "alt", "title", "color", "face", "size", "start",
                                      "value", "type", "clear", "class", "id", "name", "lang", "bordercolor", "rules", "frame",
                                      "hspace", "vspace", "noshade", "reversed"});
    return known ? QString() : report();
}

inline QString harmInElement(const GumboElement& element, QByteArray& name) {
    if (element.tag_namespace != GUMBO_NAMESPACE_HTML)
        return QStringLiteral("a foreign element");
    name = gumbo_normalized_tagname(element.tag);
    if (name.isEmpty())
        return QStringLiteral("an unknown element");
    if (isOneOf(name, {"script", "iframe", "object", "embed", "link", "meta", "base", "svg", "math", "form", "input", "button", "select",
                       "textarea", "video", "audio", "source", "picture", "frame", "frameset", "applet", "template", "noscript",
                       "title", "param", "track", "image", "map", "area", "xmp", "plaintext", "noembed", "noframes", "option"}))
        return QString::fromUtf8(name);
    for (unsigned i = 0; i < element.attributes.length; ++i) {
        const auto* one = static_cast<const GumboAttribute*>(element.attributes.data[i]);
        const QString harm = harmInAttribute(name, one->name, QString::fromUtf8(one->value));
        if (!harm.isEmpty())
            return harm;
    }
    return {};
}

inline QString harmInTree(const QByteArray& utf8) {
    GumboOutput* output = gumbo_parse_with_options(&kGumboDefaultOptions, utf8.constData(), static_cast<std::size_t>(utf8.size()));
    QString harm;
    std::vector<const GumboNode*> open{output->root};
    while (!open.empty() && harm.isEmpty()) {
        const GumboNode* node = open.back();
        open.pop_back();
        if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE)
            continue;
        const GumboElement& element = node->v.element;
        QByteArray name;
        harm = harmInElement(element, name);
        for (unsigned i = 0; i < element.children.length; ++i) {
            const auto* child = static_cast<const GumboNode*>(element.children.data[i]);
            if (name == "style" && harm.isEmpty())
                harm = harmInCss(QString::fromUtf8(child->v.text.text));
            open.push_back(child);
        }
    }
    gumbo_destroy_output(&kGumboDefaultOptions, output);
    return harm;
}

/// Text is escaped in what comes out, so that these can be markup only.
inline QString harmInText(const QString& html) {
    static const QRegularExpression net(QStringLiteral(
        "<(?:script|iframe|object|embed|link|meta|base|svg|math|form|input|button|select|textarea|video|audio|source|picture|frame|"
        "applet|template|noscript|xml|!|\\?)|<[^>]*\\s(?:on[a-z]+|background|poster|srcset|action|formaction|ping|xlink:href|data|"
        "codebase|lowsrc|dynsrc|srcdoc)\\s*=\\s*\"|\\ssrc\\s*=\\s*\"(?!data:image/(?:png|jpeg|gif|webp);base64,|cid:|tributary-part:)[^\"]*\"[^<]*>"),
        QRegularExpression::CaseInsensitiveOption);
    // Texts for people may say anything, and so may the rest of an address that nothing fetches.
    static const QRegularExpression values(QStringLiteral("\\s(?:alt|title)=\"[^\"]*\"|\\ssrc=\"(?:data:image/(?:png|jpeg|gif|webp);base64,|cid:|tributary-part:)[^\"]*\""));
    static const QRegularExpression texts(QStringLiteral(">[^<]*"));
    QString markup = u'>' + html;
    const auto match = net.match(markup.replace(values, QStringLiteral(" ")).replace(texts, QStringLiteral(">")));
    return match.hasMatch() ? match.captured().left(200) : QString();
}

/// What is wrong with it; empty: nothing.
inline QString harmIn(const QString& html) {
    const QString harm = harmInTree(html.toUtf8());
    return harm.isEmpty() ? harmInText(html) : harm;
}

} // namespace tributary::content::checks
