// SPDX-License-Identifier: GPL-3.0-or-later
// What letters look like, by Unicode's security data (ICU, UTS 39).
#pragma once

#include <QString>

namespace tributary::content::detail {

/// Letters that no one language mixes: Latin and Cyrillic in one word. Kana, Han and Latin together are Japanese.
[[nodiscard]] bool mixesScripts(const QString& word);
/// Nothing of it is Latin and all of it looks Latin.
[[nodiscard]] bool imitatesLatin(const QString& word);
/// Two texts that look alike have the same one.
[[nodiscard]] QString skeleton(const QString& text);
/// UTS 46; empty when it is no host. Lower case.
[[nodiscard]] QString hostToAscii(const QString& host);
[[nodiscard]] QString hostToUnicode(const QString& asciiHost);

} // namespace tributary::content::detail
