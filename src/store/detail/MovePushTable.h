// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Intents.h"
#include "store/detail/Connection.h"

#include <QList>

#include <optional>

namespace tributary::store::detail {

struct MoveIntent {
    qint64 row = 0;
    AccountId account;
    ChangeId change;
    qint64 message = 0;
    qint64 origin = 0; ///< Copy: the message that is copied
    MoveKind kind = MoveKind::Move;
    MailboxId source;
    Uid uid;
    UidValidity uidValidity;
    MailboxId destination; ///< none: Expunge
    bool sent = false;
};

/// Table move_push. A message may have several in a row: the later ones wait for the UID that the earlier one gives it.
/// Throws SQLite::Exception.
class MovePushTable {
  public:
    explicit MovePushTable(Connection& connection) : m_connection(connection) {}

    [[nodiscard]] std::optional<MoveIntent> find(qint64 row);
    [[nodiscard]] QList<MoveIntent> ofMessage(qint64 message); ///< oldest first
    [[nodiscard]] QList<MoveIntent> into(MailboxId destination);
    [[nodiscard]] QList<MoveIntent> from(MailboxId source);
    /// Copies of this message that are queued.
    [[nodiscard]] QList<MoveIntent> ofOrigin(qint64 message);
    [[nodiscard]] QList<MoveIntent> ofChange(ChangeId change);
    /// The move or expunge that took this UID out of the list.
    [[nodiscard]] std::optional<MoveIntent> hiding(MailboxId source, Uid uid);
    [[nodiscard]] bool anyFrom(MailboxId source);
    void insert(const MoveIntent& intent); ///< row is given anew
    void setUid(qint64 row, Uid uid, UidValidity validity);
    /// Its message is under no UID of the source any more, whatever became of it.
    void loseSource(qint64 row);
    /// UIDVALIDITY changed.
    void forgetUids(MailboxId source);
    /// The message has its UID now: queued copies of it can be made.
    void giveUidToCopies(qint64 origin, MailboxId source, Uid uid, UidValidity validity);
    void erase(qint64 row);
    void carry(ChangeId from, ChangeId to); ///< all that `from` has queued is `to`'s
    void reassign(qint64 fromMessage, qint64 toMessage);

  private:
    Connection& m_connection;
};

} // namespace tributary::store::detail
