// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/Connection.h"

#include <QList>

#include <optional>

namespace tributary::store::detail {

struct FlagIntent {
    qint64 row = 0;
    AccountId account;
    ChangeId change;
    qint64 message = 0;
    QString flag;
    bool on = true;
    bool serverOn = false; ///< as the server last had it
    bool sent = false; ///< this or an intent that it took the place of: serverOn is a guess, and the last wish must be said
};

/// Table flag_push: at most one intent for a message and a flag. Throws SQLite::Exception.
class FlagPushTable {
  public:
    explicit FlagPushTable(Connection& connection) : m_connection(connection) {}

    [[nodiscard]] bool any(AccountId account);
    [[nodiscard]] std::optional<FlagIntent> find(qint64 row);
    [[nodiscard]] std::optional<FlagIntent> find(qint64 message, const QString& flag);
    [[nodiscard]] QList<FlagIntent> ofMessage(qint64 message);
    void insert(const FlagIntent& intent);
    void setServerOn(qint64 row, bool on);
    void erase(qint64 row);
    /// What was about one row is about another of the same message.
    void reassign(qint64 fromMessage, qint64 toMessage);

  private:
    Connection& m_connection;
};

} // namespace tributary::store::detail
