// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/StoreChange.h"
#include "store/detail/MailboxTable.h"
#include "store/detail/MessageTable.h"

#include <QSet>

#include <vector>

namespace tributary::store::detail {

/// A MailboxDelta whose messages are ready to be written.
struct PreparedDelta {
    MailboxDelta delta; ///< without added
    std::vector<PreparedMessage> added;
    qint64 bytes = 0;
};
[[nodiscard]] PreparedDelta prepare(MailboxDelta delta);

/// Writes one delta inside a transaction and tells what changed. Throws SQLite::Exception.
class DeltaWriter {
  public:
    DeltaWriter(Connection& connection, SearchIndex& index, QList<model::StoreChange>& changes)
        : m_mailboxes(connection), m_messages(connection), m_index(index), m_changes(changes) {}

    /// InvalidInput/NotFound: no such mailbox (any more); Internal/Bug: another UIDVALIDITY.
    [[nodiscard]] Status write(const PreparedDelta& prepared);

    /// More are moved out of sight and deleted in steps.
    static constexpr int kDirectDeletes = 200;

  private:
    void reset();
    void addOne(const PreparedMessage& prepared);
    void changeFlags(const KnownMessage& known, const model::Flags& flags, ModSeq modSeq);
    void removeGone(const QSet<Uid>& gone);
    void takeState(const MailboxDelta& delta);
    void announce(const MailboxState& before, bool wasReset);

    MailboxTable m_mailboxes;
    MessageTable m_messages;
    SearchIndex& m_index;
    QList<model::StoreChange>& m_changes;
    MailboxId m_mailbox;
    MailboxState m_state;
    QList<MessageId> m_added, m_changed, m_removed;
};

} // namespace tributary::store::detail
