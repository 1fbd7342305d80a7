// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Error.h"
#include "base/Ids.h"

#include <QList>
#include <QString>

namespace tributary::model {

/// How far a search on an account's server is.
struct ServerSearchProgress {
    AccountId account;
    int mailboxesDone = 0;
    int mailboxesTotal = 0;
    qint64 found = 0; ///< hits so far, with those that the cache has
};

/// What of a search on the server failed, while the rest went on.
struct ServerSearchFailure {
    AccountId account;
    QString mailbox; ///< empty: the account as a whole
    Error error;
};

/// What a search on the servers found. Every hit has its row in the cache by then.
struct ServerSearchResult {
    QList<MessageId> ids; ///< with those that were cached before; newest first within an account
    int added = 0;        ///< rows that the cache did not have
    int searched = 0;     ///< mailboxes whose server gave an answer
    bool more = false;    ///< the limit left older hits out
    QList<ServerSearchFailure> failures;
};

} // namespace tributary::model
