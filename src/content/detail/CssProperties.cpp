// SPDX-License-Identifier: GPL-3.0-or-later
// The allow-list of CSS properties for a browser engine. Not here, and so gone: what places a box over another (position but
// for static and relative, offsets, z-index, transforms, negative margins), what runs or moves (behavior, -moz-binding,
// animations), what brings text or pictures of its own (content, cursors, masks, filters), and custom properties.
#include "content/detail/CssValues.h"

#include <QHash>

namespace tributary::content::detail {
namespace {

using P = CssProperty;
using enum ColourRole;

constexpr unsigned kSize = P::Math;
constexpr unsigned kBackground = P::Negative | P::Pictures | P::Math;

constexpr CssProperty kProperties[] = {
    {"align-content"}, {"align-items"}, {"align-self"}, {"aspect-ratio"},
    {"background", kBackground, Background}, {"background-clip"}, {"background-color", 0, Background},
    {"background-image", kBackground, Background}, {"background-origin"},
    {"background-position", P::Negative | P::Math}, {"background-position-x", P::Negative},
    {"background-position-y", P::Negative}, {"background-repeat"}, {"background-size", kSize},
    {"border", kSize, Border}, {"border-bottom", kSize, Border}, {"border-bottom-color", 0, Border},
    {"border-bottom-left-radius", kSize}, {"border-bottom-right-radius", kSize}, {"border-bottom-style"},
    {"border-bottom-width", kSize}, {"border-collapse"}, {"border-color", 0, Border}, {"border-left", kSize, Border},
    {"border-left-color", 0, Border}, {"border-left-style"}, {"border-left-width", kSize}, {"border-radius", kSize},
    {"border-right", kSize, Border}, {"border-right-color", 0, Border}, {"border-right-style"},
    {"border-right-width", kSize}, {"border-spacing"}, {"border-style"}, {"border-top", kSize, Border},
    {"border-top-color", 0, Border}, {"border-top-left-radius", kSize}, {"border-top-right-radius", kSize},
    {"border-top-style"}, {"border-top-width", kSize}, {"border-width", kSize}, {"box-shadow", P::Negative | P::Near, Border},
    {"box-sizing"}, {"break-after"}, {"break-before"}, {"break-inside"}, {"caption-side"}, {"clear"}, {"color", 0, Text},
    {"color-scheme"}, {"column-count"}, {"column-gap", kSize}, {"column-width"}, {"columns"},
    {"cursor", 0, None, " auto default pointer text help "}, {"direction"}, {"display"}, {"empty-cells"}, {"flex", kSize},
    {"flex-basis", kSize}, {"flex-direction"}, {"flex-flow"}, {"flex-grow"}, {"flex-shrink"}, {"flex-wrap"}, {"float"},
    {"font", P::Fonts | P::Math}, {"font-family", P::Fonts}, {"font-feature-settings", P::Fonts}, {"font-kerning"},
    {"font-size", kSize}, {"font-size-adjust"}, {"font-stretch"}, {"font-style"}, {"font-variant"}, {"font-variant-caps"},
    {"font-variant-east-asian"}, {"font-variant-ligatures"}, {"font-variant-numeric"}, {"font-weight"}, {"gap", kSize},
    {"grid-auto-flow"}, {"grid-column"}, {"grid-column-gap", kSize}, {"grid-row"}, {"grid-row-gap", kSize},
    {"grid-template-columns", P::Grid | P::Math}, {"grid-template-rows", P::Grid | P::Math}, {"height", kSize}, {"hyphens"},
    {"justify-content"}, {"justify-items"}, {"justify-self"}, {"letter-spacing", P::Negative | P::Near}, {"line-break"},
    {"line-height", kSize}, {"list-style", P::Pictures}, {"list-style-image", P::Pictures}, {"list-style-position"},
    {"list-style-type"}, {"margin"}, {"margin-bottom"}, {"margin-left"}, {"margin-right"}, {"margin-top"},
    {"max-height", kSize}, {"max-width", kSize}, {"min-height", kSize}, {"min-width", kSize}, {"object-fit"},
    {"object-position"}, {"opacity"}, {"order"}, {"orphans"}, {"outline", P::Near, Border}, {"outline-color", 0, Border},
    {"outline-style"}, {"outline-width", P::Near}, {"overflow"}, {"overflow-wrap"}, {"overflow-x"}, {"overflow-y"},
    {"padding", kSize}, {"padding-bottom", kSize}, {"padding-left", kSize}, {"padding-right", kSize}, {"padding-top", kSize},
    {"page-break-after"}, {"page-break-before"}, {"page-break-inside"}, {"position", 0, None, " static relative "}, {"quotes"},
    {"row-gap", kSize}, {"ruby-align"}, {"ruby-position"}, {"tab-size"}, {"table-layout"}, {"text-align"},
    {"text-align-last"}, {"text-combine-upright"}, {"text-decoration", 0, Border}, {"text-decoration-color", 0, Border},
    {"text-decoration-line"}, {"text-decoration-style"}, {"text-decoration-thickness"}, {"text-emphasis", 0, Text},
    {"text-indent"}, {"text-justify"}, {"text-orientation"}, {"text-overflow"},
    {"text-shadow", P::Negative | P::Near, Background}, {"text-size-adjust"}, {"text-transform"}, {"text-underline-offset"},
    {"text-underline-position"}, {"unicode-bidi", 0, None, " normal embed isolate plaintext "}, {"vertical-align"},
    {"visibility"}, {"white-space"}, {"widows"}, {"width", kSize}, {"word-break"}, {"word-spacing", P::Negative | P::Near},
    {"word-wrap"}, {"writing-mode"}, {"-webkit-box-sizing"}, {"-moz-box-sizing"}, {"-webkit-text-size-adjust"},
    {"-ms-text-size-adjust"}, {"-moz-text-size-adjust"}, {"-webkit-border-radius", kSize}, {"-moz-border-radius", kSize},
};

} // namespace

const CssProperty* cssProperty(const QString& name) {
    static const QHash<QString, const CssProperty*> all = [] {
        QHash<QString, const CssProperty*> made;
        for (const CssProperty& one : kProperties)
            made.insert(QString::fromLatin1(one.name), &one);
        return made;
    }();
    return all.value(name, nullptr);
}

RemoteReference::Kind referenceKind(const QString& property) {
    for (const char* start : {"background", "border-image", "list-style", "mask", "-webkit-mask", "content", "cursor"}) {
        if (property.startsWith(QLatin1StringView(start)))
            return RemoteReference::Kind::Background;
    }
    return RemoteReference::Kind::Other;
}

} // namespace tributary::content::detail
