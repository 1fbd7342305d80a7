// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Intents.h"
#include "store/detail/Connection.h"

#include <QList>

#include <optional>

namespace tributary::store::detail {

struct MailboxIntent {
    qint64 row = 0;
    AccountId account;
    ChangeId change;
    MailboxPushKind kind = MailboxPushKind::Create;
    MailboxId mailbox;
    QByteArray wireName;
    QByteArray newWireName;
    bool sent = false;
};

/// Table mailbox_push. Throws SQLite::Exception.
class MailboxPushTable {
  public:
    explicit MailboxPushTable(Connection& connection) : m_connection(connection) {}

    [[nodiscard]] std::optional<MailboxIntent> find(qint64 row);
    [[nodiscard]] QList<MailboxIntent> ofAccount(AccountId account); ///< oldest first
    [[nodiscard]] QList<MailboxIntent> ofMailbox(MailboxId mailbox); ///< oldest first
    void insert(const MailboxIntent& intent);
    void setWireName(qint64 row, const QByteArray& wireName); ///< the server has renamed it
    void erase(qint64 row);

  private:
    Connection& m_connection;
};

} // namespace tributary::store::detail
