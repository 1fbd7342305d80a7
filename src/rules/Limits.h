// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace tributary::rules::limits {

/// What a filter, a message or a file of filters may make us do. What is beyond a limit of a filter is told by FilterCheck.h.
inline constexpr int kFilters = 1'000;                   ///< of one account
inline constexpr int kConditions = 100;                  ///< of one filter
inline constexpr int kActions = 20;                      ///< of one filter
inline constexpr qsizetype kFilterName = 200;            ///< characters
inline constexpr qsizetype kValue = 1'000;               ///< characters of a condition's value or an action's target
inline constexpr qsizetype kHeaderName = 72;             ///< characters of a field's name, as the message builder has it
inline constexpr qint64 kExpressionBytes = 1 << 20;      ///< memory of one regular expression, its automata included
inline constexpr qint64 kAge = 36'500;                   ///< days

/// Of a message: what is behind is not looked at.
inline constexpr qsizetype kBodyChars = 1 << 20;
inline constexpr qsizetype kFieldChars = 16 << 10;       ///< of one field's decoded value
inline constexpr qsizetype kRowListId = 1'000;           ///< characters of a List-Id that a row keeps; a longer one is read in the message
inline constexpr int kFields = 1'000;                    ///< header fields
inline constexpr int kAddresses = 2'000;                 ///< of each of From, To, Cc, Bcc

/// Places of the automaton that looks for all filters' substrings at once; those beyond are looked for one by one.
inline constexpr int kNeedlePlaces = 200'000;

inline constexpr qsizetype kScriptBytes = 512 << 10;     ///< of a Sieve script that is read back
inline constexpr qsizetype kRulesFileBytes = 4 << 20;    ///< of a msgFilterRules.dat
inline constexpr int kRulesProblems = 1'000;             ///< that are named of one file

} // namespace tributary::rules::limits
