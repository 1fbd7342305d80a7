// SPDX-License-Identifier: GPL-3.0-or-later
// Texts of people as strings of a Sieve script (RFC 5228 2.4.2) that say what was written and nothing else. Pure.
#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace tributary::rules {

/// A quoted string. Error: InvalidInput, BadValue: NUL and other control characters, halves of surrogate pairs, and "${", which
/// "variables" (RFC 5229) and "encoded-character" would take for something else.
[[nodiscard]] Result<QByteArray> sieveString(const QString& text);

/// One as a string, several as a string list. Error: as above.
[[nodiscard]] Result<QByteArray> sieveStrings(const QStringList& texts);

/// A text of several lines, dot-stuffed, from "text:" to its "." and line end. Lines may end in LF, CR or both; tabs are allowed.
/// Error: as above.
[[nodiscard]] Result<QByteArray> sieveText(const QString& text);

/// For ":matches": the text itself, without wildcards.
[[nodiscard]] QString withoutWildcards(const QString& text);

/// For a comment: one line; control characters and '%' as "%0A".
[[nodiscard]] QByteArray sieveComment(const QString& text);
[[nodiscard]] QString readSieveComment(QByteArrayView comment);

} // namespace tributary::rules
