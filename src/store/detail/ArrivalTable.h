// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Filtering.h"
#include "store/detail/Connection.h"
#include "store/detail/MessageTable.h"

namespace tributary::store::detail {

/// Tables arrival and arrival_seen: what has come and waits for filters and the vacation reply. Throws SQLite::Exception.
class ArrivalTable {
  public:
    explicit ArrivalTable(Connection& connection) : m_connection(connection) {}

    /// From when on what comes to the account's server is the business of one of its filters or of its vacation reply, UTC ms; none: nothing is.
    [[nodiscard]] std::optional<qint64> wantedSince(AccountId account);
    /// A row that is new in INBOX. It waits, unless it has been here before: under another row, or where another mailbox of the account has the same
    /// message by Message-ID, size and time, or has had it for a while by the server's id (another client has moved or copied it here).
    void add(AccountId account, MailboxId mailbox, qint64 row, const PreparedMessage& message, qint64 nowMs);
    /// False: it does not wait.
    [[nodiscard]] bool take(MessageId message);
    void setAsked(MessageId message, qint64 nowMs);
    /// Without those that a UIDVALIDITY change, or an INBOX that is not listed, has put aside: they come back.
    [[nodiscard]] QList<Arrival> some(AccountId account, MessageId after, int limit);
    [[nodiscard]] int count(AccountId account);
    void forgetSeen(qint64 beforeMs);

  private:
    [[nodiscard]] bool isElsewhere(AccountId account, qint64 row, const NewMessage& message);
    [[nodiscard]] bool wasElsewhere(AccountId account, qint64 row, const NewMessage& message, qint64 nowMs);

    Connection& m_connection;
};

/// The first eight bytes of a SHA-256 over the parts: what ledgers know messages by.
[[nodiscard]] qint64 ledgerHash(const QByteArrayList& parts);

} // namespace tributary::store::detail
