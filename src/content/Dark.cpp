// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/Dark.h"

#include "content/detail/Rounds.h"

namespace tributary::content {

QString darkHtml(const QString& sanitisedHtml, const SanitiseOptions& options) {
    SanitiseOptions page = options;
    page.use = HtmlUse::Original;
    detail::RemoteCollector remote(page);
    const detail::Round round = detail::writeOnce(sanitisedHtml, page, remote, true);
    const QString colours = QStringLiteral("<style>:root{color-scheme:dark}body{background-color:%1;color:%2}a{color:%3}</style>")
                                .arg(QLatin1StringView(kDarkBackground), QLatin1StringView(kDarkText), QLatin1StringView(kDarkLink));
    // What cannot be read as a tree did not come from the sanitiser.
    return colours + round.html;
}

} // namespace tributary::content
