// SPDX-License-Identifier: GPL-3.0-or-later
// Query text -> AST. Pure. Words, "phrases", from: to: subject: has:attachment in: before: after: is:unread|read|
// flagged|answered, -not, OR, parentheses (cli.md, `search`).
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
    QString text;
    bool phrase = false;
    bool prefix = false; ///< the last word while it is being typed: matches its beginnings
    QDate date;          ///< Before, After: local date
    std::vector<Node> children;
};

/// Never fails on what people type: an unknown "word:" is a word, an open quote ends at the end. InvalidInput only for
/// a wrong date or an unknown is:/has: value (detail names it), or over 64 terms / 32 levels.
[[nodiscard]] Result<Node> parseQuery(const QString& text, bool lastWordIsPrefix = false);

} // namespace tributary::search
