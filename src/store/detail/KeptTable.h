// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/Connection.h"
#include "store/detail/KeptReason.h"

#include <QList>

#include <optional>

namespace tributary::store::detail {

struct KeptRow {
    qint64 message = 0;
    AccountId account;
    MailboxId origin; ///< gone perhaps
    QString originName;
    qint64 uid = 0; ///< in the origin; not above 0: it had none
    UidValidity uidValidity;
    KeptReason reason = KeptReason::Gone;
    ChangeId change;
};

/// Until when something is kept: what no change of the user's is about, and what one is.
struct KeptUntil {
    qint64 ms = 0;
    qint64 changedMs = 0;
};

/// Table kept_message. Throws SQLite::Exception.
class KeptTable {
  public:
    explicit KeptTable(Connection& connection) : m_connection(connection) {}

    [[nodiscard]] std::optional<KeptRow> find(qint64 message);
    /// From the message's row as it stands, before it leaves its mailbox.
    void insert(qint64 message, KeptReason reason, ChangeId change, const KeptUntil& until);
    /// All rows of a mailbox at once; onlyWithUid: those that wait for one stay out.
    void insertAll(MailboxId mailbox, bool onlyWithUid, KeptReason reason, ChangeId change, const KeptUntil& until);
    void setReason(qint64 message, KeptReason reason, qint64 untilMs);
    void erase(qint64 message);
    [[nodiscard]] QList<KeptRow> ofOrigin(MailboxId origin, KeptReason reason);
    /// Those whose time is over and that no intent needs, at most `limit`.
    [[nodiscard]] QList<KeptRow> expired(qint64 nowMs, int limit);

  private:
    Connection& m_connection;
};

} // namespace tributary::store::detail
