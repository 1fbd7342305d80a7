// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/BlockSpelling.h"

#include <QString>
#include <QStringView>

namespace tributary::ui {

/// The words of a line that a dictionary can know: not links and addresses, not what holds a digit, an underscore or a slash, no
/// abbreviations in capitals, and nothing in Han, Kana, Hangul or another script that is written without blanks. Pure.
[[nodiscard]] QList<TextRange> spellWords(const QString& line);
/// The word as dictionaries write it: typographic apostrophes made plain.
[[nodiscard]] QString spellForm(QStringView word);

} // namespace tributary::ui
