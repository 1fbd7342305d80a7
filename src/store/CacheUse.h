// SPDX-License-Identifier: GPL-3.0-or-later
// Where the space of the cache goes (S7, docs/storage.md).
#pragma once

#include "base/Ids.h"
#include "model/Mailbox.h"
#include "model/Quota.h"

#include <QHash>
#include <QList>
#include <QString>

namespace tributary::store {

struct MailboxUse {
    AccountId account;
    MailboxId mailbox; ///< not valid: what is put aside for undo, of all mailboxes of the account
    QString name;
    model::SpecialUse specialUse = model::SpecialUse::None;
    qint64 bytes = 0;       ///< of raw messages as they are kept (zstd); those that several rows share count once, at the first
    qint64 refetchable = 0; ///< of these: what the server gives again
    qint64 messages = 0;
};

struct CacheUse {
    QList<MailboxUse> mailboxes; ///< by account, each in display order, what is put aside last
    qint64 total = 0;  ///< bytes that the database uses: raw messages, headers, search index, drafts, outbox
    qint64 free = 0;   ///< bytes of its file that are free: what comes next is written there
    qint64 budget = 0; ///< bytes that total is to stay within; 0: no limit
    QHash<qint64, model::ServerQuota> quotas; ///< by account id
};

struct DroppedBodies {
    qint64 messages = 0;
    qint64 bytes = 0;    ///< compressed
    bool isOver = false; ///< of the budget still: what is left is not to be dropped
    bool isReturning = false; ///< what was left at the servers is to come again
    qint64 budget = 0;   ///< 0: no limit
};

} // namespace tributary::store
