// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace tributary::search::detail {

struct Lexeme {
    enum class Kind { Word, Phrase, Field, Open, Close, Or, Not, End };
    Kind kind = Kind::End;
    QString text;            ///< Word, Phrase: as typed, width folded; Field: name in lower case, without ':'
    bool atEnd = false;      ///< nothing, not even a blank, follows: it may still be being typed
};

/// Never fails. Ends with End.
[[nodiscard]] std::vector<Lexeme> lex(const QString& query);

} // namespace tributary::search::detail
