// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Change.h"
#include "store/Reader.h"
#include "store/Store.h"

namespace tributary::engine {

/// What an action of the user means for the store: which mailbox is the archive of each message's account, that a deletion in
/// Trash or Junk is for good, that junk gets its keyword. Makes the mailbox (Trash, Archive, Junk) that an account lacks.
/// InvalidInput/NotFound; Refused/ServerRefused where rights (RFC 4314) are missing.
[[nodiscard]] Result<model::LocalChange> planChange(store::Store& store, store::Reader& reader, const model::MessageAction& action);

/// The account's Sent; made (in the cache at once, queued for the server) where the server has none. TemporaryRefusal/None: what mailboxes
/// there are is not known yet.
[[nodiscard]] Result<model::Mailbox> sentMailboxOf(store::Store& store, store::Reader& reader, AccountId account);

/// Its Drafts, likewise.
[[nodiscard]] Result<model::Mailbox> draftsMailboxOf(store::Store& store, store::Reader& reader, AccountId account);

/// All messages of the account's Trash, for good.
[[nodiscard]] Result<model::LocalChange> planEmptyTrash(store::Reader& reader, AccountId account);

/// The wire name of a mailbox to be made: the server's delimiter and the prefix that all of the user's mailboxes have
/// (Courier: INBOX.). InvalidInput/BadValue, AlreadyExists.
[[nodiscard]] Result<QByteArray> wireNameFor(const QList<model::Mailbox>& mailboxes, const QString& name, QString& fullName,
                                             char& delimiter);

} // namespace tributary::engine
