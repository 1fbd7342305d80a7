// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QTextBlock>

namespace tributary::ui {

struct TextRange {
    int begin = 0; ///< in the block
    int length = 0;

    bool operator==(const TextRange&) const = default;
};

/// What is known of a block's spelling.
struct BlockSpelling : public QTextBlockUserData {
    QList<TextRange> wrong; ///< in order
    int revision = -1;      ///< of the block when it was checked
    int generation = -1;    ///< of the dictionaries
};

/// Null: never checked.
[[nodiscard]] inline BlockSpelling* blockSpelling(const QTextBlock& block) { return dynamic_cast<BlockSpelling*>(block.userData()); }

} // namespace tributary::ui
