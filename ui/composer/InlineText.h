// SPDX-License-Identifier: GPL-3.0-or-later
// The characters of a block as HTML.
#pragma once

#include <QString>
#include <QTextBlock>

namespace tributary::ui {

/// Text, formats, pictures and line breaks. A blank that HTML would swallow becomes &nbsp;; controls, half characters and code points
/// that are no characters are left out, as the sanitiser does.
void appendInline(QString& html, const QTextBlock& block);
/// A last line without text, or nothing but that: HTML needs one <br> more to show it.
[[nodiscard]] bool endsInBreak(const QTextBlock& block);
/// Of one line, by its first strong character; from the left without one.
[[nodiscard]] Qt::LayoutDirection lineDirection(const QString& line);
/// For <pre>: only escaped; a line break is a line end.
[[nodiscard]] QString writtenVerbatim(const QTextBlock& block);

} // namespace tributary::ui
