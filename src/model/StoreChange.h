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
struct MailboxCountsChanged {
    AccountId account;
    MailboxId mailbox;
    int total = 0;
    int unread = 0;
};

using StoreChange = std::variant<AccountsChanged, MailboxesChanged, MessagesAdded, MessagesChanged, MessagesRemoved,
                                 MailboxCountsChanged>;

} // namespace tributary::model
