// SPDX-License-Identifier: GPL-3.0-or-later
// Query text -> AST. Pure. Words, "phrases", from: to: subject: has:attachment in: before: after: is:unread|read|
// flagged|answered, -not, OR, parentheses (cli.md, `search`).
//
// Words beside each other must all match. OR (upper case, or '|') binds its two neighbours tighter than that:
// "a b OR c d" is a (b OR c) d. "-x" and "NOT x" exclude. A field takes a word, a "phrase" or a group:
// from:(jane OR joe). Full-width forms (：　（）"") read like the ASCII ones, so a Japanese keyboard need not be switched.
// Dates: 2026-11-23, 2026/11/23, 2026.11.23, 2026-11, 2026 (their first day), today, yesterday, and ages: 7d, 2w, 3m,
// 1y. "after:" includes its day, "before:" does not; newer_than: and older_than: are read as after: and before:.
#pragma once

#include "base/Result.h"

#include <QDate>
#include <QString>

#include <memory>
#include <vector>

namespace tributary::search {

enum class Op { And, Or, Not, Term };
enum class Field { Any, From, To, Subject, In, Before, After, Is, Has };

/// A node. Term: field + text (+ phrase, prefix); And/Or: children; Not: one child.
struct Node {
    Op op = Op::And;
    Field field = Field::Any;
    QString text;        ///< Is: unread, read, flagged, unflagged, answered, unanswered; Has: attachment
    bool phrase = false;
    bool prefix = false; ///< the last word while it is being typed: matches its beginnings
    QDate date;          ///< Before, After: local date
    std::vector<Node> children;
};

/// Never fails on what people type: an unknown "word:" is a word, an open quote ends at the end. InvalidInput only for
/// a wrong date or an unknown is:/has: value (detail names it), or over 64 terms / 32 levels.
/// Text without a letter or digit ('"', '(', "---") has no word to look for: while it is being typed it restricts nothing, as
/// blank text does; tributary-cli refuses it as a usage error.
/// Blank text gives an And without children. today: what ages and "today" count from; invalid: the current date.
[[nodiscard]] Result<Node> parseQuery(const QString& text, bool lastWordIsPrefix = false, QDate today = {});

inline constexpr int kMaxTerms = 64;
inline constexpr int kMaxLevels = 32;

} // namespace tributary::search
