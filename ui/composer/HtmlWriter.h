// SPDX-License-Identifier: GPL-3.0-or-later
// The composer's document as HTML of our own: p, div, br, b, i, u, s, span (colour, size), a, ul, ol, li, blockquote, hr, pre, img of
// inline pictures; no fonts, nothing of Qt's. Blanks are kept. A fixed point: what readHtml() makes of it is written the same. Linear.
#pragma once

#include <QString>
#include <QTextBlock>

class QTextCursor;
class QTextDocument;

namespace tributary::ui {

[[nodiscard]] QString writeHtml(const QTextDocument& document);
/// From first to last, both included.
[[nodiscard]] QString writeHtml(const QTextBlock& first, const QTextBlock& last);
/// What is selected.
[[nodiscard]] QString writeHtml(const QTextCursor& selection);

} // namespace tributary::ui
