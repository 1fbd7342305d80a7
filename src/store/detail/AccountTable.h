// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Account.h"
#include "store/Sending.h"
#include "store/detail/Connection.h"

#include <QHash>
#include <QList>

#include <optional>

namespace tributary::store::detail {

/// Tables account and account_state. Throws SQLite::Exception. Accounts being removed are not seen.
class AccountTable {
  public:
    explicit AccountTable(Connection& connection) : m_connection(connection) {}

    [[nodiscard]] QList<model::Account> all();
    [[nodiscard]] QHash<qint64, model::AccountState> states();
    [[nodiscard]] bool contains(AccountId id);
    [[nodiscard]] std::optional<model::Account> find(AccountId id);
    [[nodiscard]] std::optional<SentCopyKnowledge> sentCopy(AccountId id);
    void setSentCopy(AccountId id, SentCopyKnowledge knowledge);
    void noteSentCopyMissed(AccountId id);
    [[nodiscard]] qint64 sentCopyDelayMs(AccountId id);
    void setSentCopyDelay(AccountId id, qint64 delayMs);
    [[nodiscard]] qint64 outgoingSize(AccountId id); ///< 0: not known
    void setOutgoingSize(AccountId id, qint64 bytes);

    AccountId insert(const model::Account& account);
    void update(const model::Account& account);
    void makeDefault(AccountId id);
    /// Exactly one account is the default as long as there is any (S11).
    void ensureDefault();
    /// True when it differed.
    [[nodiscard]] bool setState(AccountId id, const model::AccountState& state);
    void doom(AccountId id);
    void erase(AccountId id);
    [[nodiscard]] QList<AccountId> doomed();

  private:
    void bindFields(Query& query, const model::Account& account);
    Connection& m_connection;
};

} // namespace tributary::store::detail
