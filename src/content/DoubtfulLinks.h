// SPDX-License-Identifier: GPL-3.0-or-later
// The links of a message that pretend to lead elsewhere, found before any is opened.
#pragma once

#include "content/KnownDomains.h"

#include <QList>
#include <QString>

namespace tributary::content {

struct DoubtfulLink {
    QString url;
    QString text; ///< what the message shows for it, the alternative texts of its pictures too

    bool operator==(const DoubtfulLink&) const = default;
};

/// html: what sanitiseHtml() gave. Each (url, text) once; the first 2,000 links are looked at. Linear.
[[nodiscard]] QList<DoubtfulLink> doubtfulLinks(const QString& html, const KnownDomains& known = {});
/// Of plain text: links that findLinks() finds.
[[nodiscard]] QList<DoubtfulLink> doubtfulLinksOfText(const QString& text, const KnownDomains& known = {});

} // namespace tributary::content
