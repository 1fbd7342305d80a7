// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Outbox.h"
#include "store/detail/Connection.h"

#include <QList>

#include <optional>

namespace tributary::store::detail {

/// Tables outbox, outbox_raw and outbox_recipient. Throws SQLite::Exception.
class OutboxTable {
  public:
    explicit OutboxTable(Connection& connection) : m_connection(connection) {}

    [[nodiscard]] std::optional<model::OutboxMessage> find(OutboxId id);
    [[nodiscard]] QList<model::OutboxMessage> all(); ///< oldest first, as all lists here
    [[nodiscard]] QList<model::OutboxMessage> inState(model::OutboxState state);
    [[nodiscard]] QList<model::OutboxMessage> ofAccount(AccountId account);
    [[nodiscard]] QList<model::OutboxMessage> through(AccountId via);
    [[nodiscard]] QList<model::OutboxMessage> withoutCopy(AccountId account); ///< Submitted
    /// Their copy waits in append_push no longer.
    [[nodiscard]] QList<model::OutboxMessage> whoseCopyArrived();
    [[nodiscard]] std::optional<model::OutboxMessage> ofDraft(DraftId draft);
    [[nodiscard]] std::optional<model::OutboxMessage> ofCopy(qint64 copy);
    [[nodiscard]] std::optional<model::OutboxMessage> due(AccountId via, qint64 nowMs);
    [[nodiscard]] std::optional<qint64> nextTime(AccountId via);
    [[nodiscard]] std::optional<QByteArray> raw(OutboxId id); ///< compressed

    [[nodiscard]] OutboxId insert(const model::OutboxMessage& message, const QByteArray& rawCompressed);
    /// What the journal changes: via, state, dataGiven, times, attempts, error and the recipients' states.
    void update(const model::OutboxMessage& message);
    void replaceRecipients(const model::OutboxMessage& message);
    void setSaveSent(OutboxId id, bool saveSent);
    void setCopy(OutboxId id, qint64 message); ///< 0: none waits
    [[nodiscard]] qint64 copy(OutboxId id);
    void erase(OutboxId id);

  private:
    [[nodiscard]] QList<model::OutboxMessage> complete(Query query);
    [[nodiscard]] std::optional<model::OutboxMessage> first(Query query);
    void insertRecipients(const model::OutboxMessage& message);

    Connection& m_connection;
};

} // namespace tributary::store::detail
