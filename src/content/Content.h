// SPDX-License-Identifier: GPL-3.0-or-later
// What may be shown of a message. Pure: no thread, no I/O, never a fetch.
#pragma once

#include "mime/Message.h"

#include <QString>
#include <QUrl>

namespace tributary::content {

/// HTML made harmless on a real HTML5 tree (Gumbo) by allow-lists for elements, attributes, CSS properties and URL
/// schemes. Nothing in it fetches: remote images become placeholders and are counted; cid: stays.
struct SanitisedHtml {
    QString html;
    int blockedRemote = 0; ///< remote references taken out (pictures, styles, fonts ...)
    bool reduced = false;  ///< too large or too nested: cut, or shown as its text
};
[[nodiscard]] SanitisedHtml sanitiseHtml(const QString& html);

/// Readable text of an HTML body: blocks become lines, links "text <url>" only where withLinks, scripts and styles gone.
/// Linear; at most maxChars characters come out.
[[nodiscard]] QString htmlToText(const QString& html, bool withLinks = true, qsizetype maxChars = 4'000'000);

/// The text to show and to index: the plain part, else the HTML part as text. Empty when there is neither.
[[nodiscard]] QString bodyText(QByteArrayView raw, const mime::ParsedMessage& message);

/// First words of the text on one line, at most maxChars; quoted lines, signatures and blank runs are passed over.
[[nodiscard]] QString snippet(const QString& text, qsizetype maxChars = 160);

/// Plain text as HTML: escaped, links marked (http, https, mailto only), quote levels as nested <blockquote>.
[[nodiscard]] QString textToHtml(const QString& text);

} // namespace tributary::content
