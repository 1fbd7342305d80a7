// SPDX-License-Identifier: GPL-3.0-or-later
// What the format bar and the keys do to the text. Each is one step of undo.
#pragma once

#include <QColor>
#include <QString>

class QTextEdit;

namespace tributary::ui {

enum class BodyCommand {
    Bold, Italic, Underline, Strike,
    Smaller, Larger,
    BulletList, NumberedList, Indent, Outdent, QuoteMore, QuoteLess,
    AlignStart, AlignCenter, AlignEnd, AlignJustify,
    Rule,
    Clear, ///< of what is selected, else of the paragraph: all but links, quotation and pictures
};

void applyCommand(QTextEdit& edit, BodyCommand command);
/// Where the cursor is; always false for what is not a state.
[[nodiscard]] bool isOn(const QTextEdit& edit, BodyCommand command);

/// An invalid colour: the reader's own.
void applyColor(QTextEdit& edit, const QColor& color);
/// -1 small, 0 normal, 1 large, 2 larger.
void applySize(QTextEdit& edit, int step);

struct BodyLink {
    QString text;
    QString url; ///< empty: none
};
/// The one under the cursor, or what is selected.
[[nodiscard]] BodyLink linkAt(const QTextEdit& edit);
/// In place of the link under the cursor or of what is selected. An empty url leaves the text alone.
void setLink(QTextEdit& edit, const BodyLink& link);
/// What a person types as "example.org" or "a@b.org", with its scheme; empty: no link.
[[nodiscard]] QString completedLink(const QString& typed);

} // namespace tributary::ui
