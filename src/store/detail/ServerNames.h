// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Reader.h"
#include "store/detail/MailboxPushTable.h"

namespace tributary::store::detail {

/// Names on both sides of what the user has renamed and the server does not know yet. Throws SQLite::Exception.
class ServerNames {
  public:
    ServerNames(Connection& connection, AccountId account);

    /// Reader::serverMailboxes().
    [[nodiscard]] QList<ServerMailbox> mailboxes();
    /// The server's name for what is called so here; before: as the queue was when that row of it was made.
    [[nodiscard]] QByteArray atServer(QByteArray wireName, char delimiter, qint64 before = -1) const;
    /// The name here for what the server calls so.
    [[nodiscard]] QByteArray here(QByteArray wireName, char delimiter) const;

  private:
    [[nodiscard]] bool isMade(MailboxId mailbox) const;

    Connection& m_connection;
    AccountId m_account;
    QList<MailboxIntent> m_queued; ///< oldest first
};

/// `name` with `from` at its beginning replaced by `to`, if it is that mailbox or below it.
[[nodiscard]] QByteArray renamedName(const QByteArray& name, const QByteArray& from, const QByteArray& to, char delimiter);

} // namespace tributary::store::detail
