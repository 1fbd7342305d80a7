// SPDX-License-Identifier: GPL-3.0-or-later
// What of a contact is matched, and what of a typed text. Pure.
#pragma once

#include <QString>
#include <QStringList>

namespace tributary::store::detail {

/// Words of name and address as they are compared: NFKC, no case, no accents. A run of Han, Kana or Hangul is given with all
/// its endings, so that the start of one of them is any part of it (会議室: 会議室 議室 室). Each once.
[[nodiscard]] QStringList contactWords(const QString& name, const QString& address);
/// Words of a text that is being typed: runs as they are.
[[nodiscard]] QStringList typedWords(const QString& text);

} // namespace tributary::store::detail
