// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/Connection.h"

#include <QList>

#include <optional>

namespace tributary::store::detail {

struct AppendIntent {
    qint64 row = 0;
    AccountId account;
    ChangeId change;
    qint64 message = 0;
    MailboxId mailbox;
    bool sent = false;
};

/// Table append_push: at most one for a message. Throws SQLite::Exception.
class AppendPushTable {
  public:
    explicit AppendPushTable(Connection& connection) : m_connection(connection) {}

    [[nodiscard]] std::optional<AppendIntent> find(qint64 row);
    [[nodiscard]] std::optional<AppendIntent> ofMessage(qint64 message);
    [[nodiscard]] QList<AppendIntent> into(MailboxId mailbox);
    void insert(const AppendIntent& intent);
    void erase(qint64 row);

  private:
    Connection& m_connection;
};

} // namespace tributary::store::detail
