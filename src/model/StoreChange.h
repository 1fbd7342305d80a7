// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Ids.h"
#include "model/Account.h"

#include <QList>

#include <variant>

namespace tributary::model {

/// What a commit changed; sent after it, in commit order. Values only.
struct AccountsChanged {};
struct MailboxesChanged {
    AccountId account;
};
struct MessagesAdded {
    AccountId account;
    MailboxId mailbox;
    QList<MessageId> ids;
};
struct MessagesChanged { ///< flags or body state
    AccountId account;
    MailboxId mailbox;
    QList<MessageId> ids;
};
struct MessagesRemoved {
    AccountId account;
    MailboxId mailbox;
    QList<MessageId> ids; ///< empty: all of the mailbox
};
/// Intents came or went: the worker has something to push, or has pushed it.
struct PushQueueChanged {
    AccountId account;
    int waiting = 0; ///< intents of the account now
};
struct MailboxCountsChanged {
    AccountId account;
    MailboxId mailbox;
    int total = 0;
    int unread = 0;
};
/// Identities of an account were added, edited or removed (S3).
struct IdentitiesChanged {
    AccountId account;
};
/// A draft was saved or removed.
struct DraftsChanged {
    DraftId draft;
};
/// A message in the outbox moved on, came or went.
struct OutboxChanged {
    AccountId account;
    OutboxId message;
};
/// Filters of an account, where they run, or what is known of its Sieve server (S5).
struct FiltersChanged {
    AccountId account;
};
/// The vacation reply of an account, or what it has answered (S4).
struct VacationChanged {
    AccountId account;
};

using StoreChange = std::variant<AccountsChanged, MailboxesChanged, MessagesAdded, MessagesChanged, MessagesRemoved,
                                 MailboxCountsChanged, PushQueueChanged, IdentitiesChanged, DraftsChanged, OutboxChanged,
                                 FiltersChanged, VacationChanged>;

} // namespace tributary::model
