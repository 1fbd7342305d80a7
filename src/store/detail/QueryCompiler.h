// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Mailbox.h"
#include "search/Query.h"

#include <QList>
#include <QString>

#include <string>

namespace tributary::store::detail {

/// A search as SQLite understands it: (message_fts MATCH match) AND where. Either may be empty.
struct CompiledSearch {
    QString match;           ///< FTS5 expression
    std::string where;       ///< over "message m", with ? for parameters; numbers stand in it as literals
    QList<QString> parameters;
    bool matchesNothing = false;
    bool namesMailbox = false; ///< has in:, which also finds what a view leaves out
};

/// Mailboxes: for in:, which knows them by name, by last level and by special use.
[[nodiscard]] CompiledSearch compileSearch(const search::Node& node, const QList<model::Mailbox>& mailboxes);

} // namespace tributary::store::detail
