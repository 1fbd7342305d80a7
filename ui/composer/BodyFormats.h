// SPDX-License-Identifier: GPL-3.0-or-later
// What the composer's documents say by properties of their blocks and characters, beyond Qt's own.
#pragma once

#include <QColor>
#include <QTextBlock>
#include <QTextBlockFormat>
#include <QTextCharFormat>

namespace tributary::ui {

/// Of blocks.
enum BodyProperty : int {
    kQuoteLevel = QTextFormat::BlockQuoteLevel, ///< int: how often this was quoted
    kParagraph = QTextFormat::UserProperty + 1, ///< bool: with space around, <p>
    kPreformatted,                              ///< bool: blanks and lines as they are, <pre>
    kSignature,                                 ///< bool: of the signature
};

inline constexpr int kMostQuotes = 20;
inline constexpr int kMostIndents = 8;
inline constexpr int kIndentPixels = 40;
inline constexpr int kSmallestStep = -1, kLargestStep = 3; ///< of font sizes, 0 is the normal one

[[nodiscard]] int quoteLevel(const QTextBlock& block);
/// Sets level and the margin beside which its bars are drawn.
void setQuoteLevel(QTextBlockFormat& format, int level);
[[nodiscard]] int quoteMargin(int level);
/// With half a line above and below.
void setParagraph(QTextBlockFormat& format, bool paragraph);
[[nodiscard]] bool isSignature(const QTextBlock& block);
[[nodiscard]] bool isRule(const QTextBlock& block);
void setRule(QTextBlockFormat& format, bool rule);
/// QChar::LineSeparator, an empty block's text and so on: by its own direction, else by its first strong character.
[[nodiscard]] Qt::LayoutDirection directionOf(const QTextBlock& block);

/// Of characters, as far as a message says them.
struct InlineFormat {
    QString href;
    QRgb ink = 0; ///< 0: the reader's own
    int step = 0; ///< of size
    bool bold = false, italic = false, underline = false, strike = false;

    bool operator==(const InlineFormat&) const = default;
};
/// 0 for what is next to black or white (those were meant for the sender's paper: here the text has the reader's own colour) and for
/// what cannot be seen.
[[nodiscard]] QRgb inkOf(const QColor& color);
[[nodiscard]] InlineFormat inlineFormat(const QTextCharFormat& format);
[[nodiscard]] QTextCharFormat charFormat(const InlineFormat& format);

/// A link that may stand in a message: http, https or mailto with somewhere to go, as it is written. Empty: none.
[[nodiscard]] QString linkTarget(const QString& href);

} // namespace tributary::ui
