// SPDX-License-Identifier: GPL-3.0-or-later
// What may be shown of a message. Pure: no thread, no I/O, never a fetch. The sanitiser is in Sanitiser.h, which is read
// from here; Links.h, Quotes.h, Phishing.h, Senders.h and Dark.h have an idea each.
#pragma once

#include "content/Sanitiser.h"
#include "mime/Message.h"

#include <QString>
#include <QUrl>

namespace tributary::content {

/// Readable text of an HTML body: blocks become lines, links "text <url>" only where withLinks, scripts and styles gone.
/// Linear; at most maxChars characters come out.
[[nodiscard]] QString htmlToText(const QString& html, bool withLinks = true, qsizetype maxChars = 4'000'000);

/// The same without links and without what is hidden by its own style or attribute.
[[nodiscard]] QString seenText(const QString& html, qsizetype maxChars);

/// The text to show and to index: the plain part, else the HTML part as text, with the texts behind it (mime::BodyChoice). Empty
/// when there is neither.
[[nodiscard]] QString bodyText(QByteArrayView raw, const mime::ParsedMessage& message);

/// One behind the other, the next one on a line of its own.
[[nodiscard]] QString joinTexts(QString text, const QString& next);

/// First words of the text on one line, at most maxChars; quoted lines, signatures and blank runs are passed over.
[[nodiscard]] QString snippet(const QString& text, qsizetype maxChars = 160);

/// The same of a message whose bodyText() is known: files inside the text and what its HTML hides (an attribute "hidden", a style of the
/// element itself) are passed over too.
[[nodiscard]] QString snippetOf(QByteArrayView raw, const mime::ParsedMessage& message, const QString& body);

/// Plain text as HTML: escaped, links marked (findLinks()), quote levels as nested <blockquote>.
[[nodiscard]] QString textToHtml(const QString& text);

} // namespace tributary::content
