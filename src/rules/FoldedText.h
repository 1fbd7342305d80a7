// SPDX-License-Identifier: GPL-3.0-or-later
// One spelling for texts that people take for the same: upper and lower case (full case folding), half and full width, kana whose
// marks stand apart (half-width, spacing, combining), and the characters that charsets of Japan map to two of Unicode's (the wave
// dash, the minus, the double bar). Hiragana and katakana stay apart, and letters keep their accents. Pure; any thread; linear.
#pragma once

#include <QByteArray>
#include <QString>

namespace tributary::rules {

/// NFKC_Casefold (UAX #31) and the above, as UTF-8 that is always valid: what is no character becomes '?'. Folding twice changes
/// nothing.
[[nodiscard]] QByteArray foldedText(QStringView text);

/// A regular expression whose characters beyond ASCII are folded, so that it can be held to folded texts without regard to case. What
/// folds to one of its signs ("（") stands for that character. ASCII is left alone: "\S" is not "\s".
[[nodiscard]] QByteArray foldedExpression(QStringView expression);

} // namespace tributary::rules
