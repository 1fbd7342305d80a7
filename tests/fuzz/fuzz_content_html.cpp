// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are HTML: sanitised for both uses it is harmless by an independent look and a fixed point; its text, its
// quotations and its dark page are made without a crash and are harmless too. The first byte chooses the use.
#include "content/Content.h"
#include "content/Dark.h"
#include "content/Quotes.h"
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

SanitiseOptions optionsFor(unsigned choice) {
    SanitiseOptions options;
    options.use = (choice & 1U) != 0 ? HtmlUse::Original : HtmlUse::Simple;
    if ((choice & 6U) == 6U) { // with the pictures that the user wanted
        options.remotePicture = [](const QString&) { return QStringLiteral("tributary-part:1"); };
        options.partUrl = [](const QString&) { return QStringLiteral("tributary-part:2"); };
    }
    return options;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0)
        return 0;
    const unsigned choice = data[0];
    SanitiseOptions options = optionsFor(choice);
    const QString html = QString::fromUtf8(reinterpret_cast<const char*>(data) + 1, static_cast<qsizetype>(size) - 1);
    const SanitisedHtml once = sanitiseHtml(html, options);
    const QString harm = checks::harmIn(once.html);
    require(harm.isEmpty(), "harmless", harm);
    options.ownUrls = once.ownUrls;
    const SanitisedHtml twice = sanitiseHtml(once.html, options);
    require(twice.html == once.html, "a fixed point", once.html + u"\n=====\n" + twice.html);
    require(twice.remote.isEmpty() && twice.blockedRemote == 0, "nothing remote is left");
    (void)htmlToText((choice & 8U) != 0 ? html : once.html);
    if ((choice & 0x30U) == 0x10U) {
        for (const HtmlPiece& piece : splitHtmlQuotes(once.html))
            require(checks::harmIn(piece.html).isEmpty(), "a harmless piece", piece.html);
    }
    if ((choice & 0x31U) == 0x21U)
        require(checks::harmIn(darkHtml(once.html, options)).isEmpty(), "a harmless dark page", once.html);
    return 0;
}
