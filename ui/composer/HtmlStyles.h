// SPDX-License-Identifier: GPL-3.0-or-later
// What elements and CSS declarations of sanitised HTML say of characters and blocks.
#pragma once

#include "ui/composer/BodyFormats.h"
#include "ui/composer/HtmlTokens.h"

#include <QTextBlockFormat>

namespace tributary::ui {

/// Inherited by what is inside.
struct BlockStyle {
    Qt::LayoutDirection direction = Qt::LayoutDirectionAuto;
    Qt::Alignment side; ///< absolute; none: where the text begins
    int indent = 0;

    bool operator==(const BlockStyle&) const = default;
};

void applyInlineStyle(InlineFormat& format, const HtmlToken& start);
void applyBlockStyle(BlockStyle& style, const HtmlToken& start);
/// direction, alignment and indent as Qt has them.
void setBlockStyle(QTextBlockFormat& format, const BlockStyle& style);

} // namespace tributary::ui
