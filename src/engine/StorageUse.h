// SPDX-License-Identifier: GPL-3.0-or-later
// Where the space of the cache goes, by account and mailbox, and what the servers say of theirs (S7, docs/storage.md).
#pragma once

#include "base/Ids.h"
#include "model/Mailbox.h"
#include "model/Quota.h"

#include <QList>
#include <QString>

#include <optional>

namespace tributary::engine {

/// Bytes are those of raw messages as they are kept (zstd); what several mailboxes share counts once, at the first.
struct MailboxStorage {
    MailboxId mailbox;
    QString name;
    model::SpecialUse specialUse = model::SpecialUse::None;
    qint64 bytes = 0;
    qint64 messages = 0;
};

struct AccountStorage {
    AccountId account;
    QString email, name;
    int colour = 0;
    bool tellsQuota = true;   ///< false: POP3 knows no quota
    qint64 bytes = 0;         ///< of the mailboxes and of what is put aside
    qint64 asideBytes = 0;    ///< put aside for undo
    qint64 refetchable = 0;   ///< of bytes: what its server gives again, and the budget may drop
    qint64 messages = 0;
    QList<MailboxStorage> mailboxes; ///< in display order
    std::optional<model::ServerQuota> quota; ///< none: never told
};

struct StorageUse {
    QList<AccountStorage> accounts; ///< in the user's order
    qint64 total = 0;  ///< bytes of the cache: of the accounts, and other
    qint64 other = 0;  ///< headers, search index, drafts, outbox, and what the database itself needs
    qint64 free = 0;   ///< bytes of the file that are free, beside total: what comes next is written there
    qint64 budget = 0; ///< that total is to stay within; 0: no limit
};

struct BudgetOutcome {
    qint64 messages = 0; ///< whose bodies were dropped
    qint64 bytes = 0;
    bool isOver = false; ///< of the budget still: what is left exists only here, or is headers and index
};

/// The budget is at least this many bytes (or 0, no limit), and at most that many.
inline constexpr qint64 kLeastBudget = 1LL << 20;
inline constexpr qint64 kMostBudget = 1LL << 50;

} // namespace tributary::engine
