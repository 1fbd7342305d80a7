// SPDX-License-Identifier: GPL-3.0-or-later
// Lists, indents and quotations of the blocks that are selected.
#pragma once

#include <QTextBlock>
#include <QTextCursor>

#include <vector>

namespace tributary::ui {

[[nodiscard]] std::vector<QTextBlock> selectedBlocks(const QTextCursor& cursor);
[[nodiscard]] bool isInList(const QTextBlock& block, bool numbered);
/// In a list of that kind already: out of it.
void toggleList(const QTextCursor& cursor, bool numbered);
void leaveList(const QTextBlock& block);
/// Of items the level, of others the indent.
void changeIndent(const QTextCursor& cursor, int by);
void changeQuote(const QTextCursor& cursor, int by);
void insertRule(QTextCursor& cursor);
/// A plain empty block in front of it; the cursor stands there.
[[nodiscard]] QTextCursor insertBlockBefore(const QTextBlock& block);

} // namespace tributary::ui
