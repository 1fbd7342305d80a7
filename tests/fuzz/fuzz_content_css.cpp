// SPDX-License-Identifier: GPL-3.0-or-later
// Any text is CSS, as a sheet and as a style attribute: what is kept of it is harmless, canonical and a fixed point.
#include "content/detail/CssFilter.h"
#include "content/detail/CssSheet.h"
#include "fuzz/ContentChecks.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace tributary::content;

namespace {

void require(bool fact, const char* what, const QString& detail = {}) {
    if (fact)
        return;
    std::fprintf(stderr, "not so: %s: %s\n", what, qUtf8Printable(detail));
    std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0)
        return 0;
    const QString css = QString::fromUtf8(reinterpret_cast<const char*>(data) + 1, static_cast<qsizetype>(size) - 1);
    SanitiseOptions options;
    options.use = HtmlUse::Original;
    if ((data[0] & 1U) != 0)
        options.remotePicture = [](const QString&) { return QStringLiteral("tributary-part:1"); };
    detail::RemoteCollector remote(options);
    detail::CssContext context{remote, options.prefix, false};
    detail::CssContext dark{remote, options.prefix, true};

    const QString sheet = detail::filteredSheet(css, context);
    require(checks::harmInCss(sheet).isEmpty(), "a harmless sheet", sheet);
    remote.acceptOwn();
    const QString again = detail::filteredSheet(sheet, context);
    require(again == sheet, "a sheet is a fixed point", sheet + u"\n=====\n" + again);
    const QString darkSheet = detail::filteredSheet(sheet, dark);
    require(checks::harmInCss(darkSheet).isEmpty(), "a harmless dark sheet", darkSheet);
    require(detail::filteredSheet(darkSheet, context) == darkSheet, "a dark sheet is canonical", darkSheet);

    const QString style = detail::filteredDeclarations(css, context);
    require(checks::harmInCss(style).isEmpty(), "a harmless style", style);
    remote.acceptOwn();
    require(detail::filteredDeclarations(style, context) == style, "a style is a fixed point", style);

    const QString simple = detail::filteredStyle(css).text;
    require(checks::harmInCss(simple).isEmpty(), "a harmless simple style", simple);
    require(detail::filteredStyle(simple).text == simple, "a simple style is a fixed point", simple);
    return 0;
}
