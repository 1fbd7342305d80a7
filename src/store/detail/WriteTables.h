// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/AppendPushTable.h"
#include "store/detail/CacheNotes.h"
#include "store/detail/ChangeLog.h"
#include "store/detail/DraftCopyTable.h"
#include "store/detail/FlagPushTable.h"
#include "store/detail/KeptTable.h"
#include "store/detail/MailboxPushTable.h"
#include "store/detail/MailboxTable.h"
#include "store/detail/MessageTable.h"
#include "store/detail/MovePushTable.h"
#include "store/detail/OutboxEnding.h"
#include "store/detail/Writer.h"

namespace tributary::store::detail {

/// What a job works with: the tables over the writing connection, and its notes.
struct WriteTables {
    explicit WriteTables(WriteSession& session)
        : connection(session.connection), index(session.index), announced(session.changes), nowMs(session.nowMs),
          mailboxes(connection), messages(connection, nowMs), flagPushes(connection), movePushes(connection),
          appendPushes(connection), mailboxPushes(connection), kept(connection), changes(connection) {}

    /// The row goes to another mailbox, or gets (0: loses) its UID; lists and counts are told.
    void relocate(MessageRow& row, MailboxId to, qint64 uid) {
        messages.place(row.id, to, uid);
        if (to == row.mailbox) {
            notes.changed(row.account, to, row.id);
        } else {
            notes.removed(row.account, row.mailbox, row.id, row.isUnread());
            notes.added(row.account, to, row.id, row.isUnread());
        }
        row.mailbox = to;
        row.uid = uid > 0 ? uid : -row.id;
    }
    /// For good, at once.
    void erase(const MessageRow& row) {
        notes.removed(row.account, row.mailbox, row.id, row.isUnread());
        index.remove(row.id);
        messages.erase(row.id);
    }
    void finish() {
        if (notes.anyLeft())
            DraftCopyTable(connection).followLeft(announced);
        notes.finish(connection, announced);
        OutboxEnding(connection, announced).endArrived();
    }

    Connection& connection;
    SearchIndex& index;
    QList<model::StoreChange>& announced;
    qint64 nowMs;
    MailboxTable mailboxes;
    MessageTable messages;
    FlagPushTable flagPushes;
    MovePushTable movePushes;
    AppendPushTable appendPushes;
    MailboxPushTable mailboxPushes;
    KeptTable kept;
    ChangeLog changes;
    CacheNotes notes;
};

} // namespace tributary::store::detail
