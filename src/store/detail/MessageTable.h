// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/Connection.h"
#include "store/detail/RowCodec.h"
#include "store/detail/SearchIndex.h"

#include <QList>

#include <optional>

namespace tributary::store::detail {

/// A message made ready by the thread that hands it over: the writer only writes.
struct PreparedMessage {
    NewMessage message; ///< its SearchText is empty
    IndexText text;
    QByteArray packedText;
};
[[nodiscard]] PreparedMessage prepare(NewMessage message);

/// What the cache has of a message.
struct KnownMessage {
    qint64 id = 0;
    model::Flags flags;
    quint64 modSeq = 0;
    bool bodyCached = true;
};

/// Tables message and message_raw. Writer's thread; throws SQLite::Exception.
class MessageTable {
  public:
    explicit MessageTable(Connection& connection) : m_connection(connection) {}

    [[nodiscard]] std::optional<KnownMessage> find(MailboxId mailbox, Uid uid);
    [[nodiscard]] qint64 insert(AccountId account, MailboxId mailbox, const PreparedMessage& prepared);
    /// All that headers alone did not give.
    void fillBody(qint64 id, const PreparedMessage& prepared);
    void setFlags(qint64 id, const model::Flags& flags, quint64 modSeq);
    void erase(qint64 id); ///< with its raw bytes
    /// Out of sight, to be deleted in steps.
    void moveToBin(qint64 id, MailboxId bin);
    void moveAllToBin(MailboxId mailbox, MailboxId bin);
    [[nodiscard]] QList<qint64> someIds(MailboxId mailbox, int limit); ///< ascending

  private:
    void insertRaw(qint64 id, const QByteArray& bytes);
    Connection& m_connection;
};

} // namespace tributary::store::detail
