// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Change.h"
#include "store/Intents.h"
#include "store/detail/Connection.h"

#include <QList>

#include <optional>

namespace tributary::store::detail {

/// What a change did, with what was there before: what undo needs.
struct FlagItem {
    qint64 message = 0;
    QString flag;
    bool wasOn = false;
};
struct MoveItem {
    qint64 message = 0; ///< a copy: the new row
    MoveKind kind = MoveKind::Move;
    MailboxId from;
    MailboxId to; ///< none: expunged
};
struct MailboxItem {
    MailboxId mailbox;
    MailboxPushKind kind = MailboxPushKind::Create;
    QString oldName, newName;
    QByteArray oldWireName, newWireName;
};

/// Tables local_change, change_flag, change_move and change_mailbox. Throws SQLite::Exception.
class ChangeLog {
  public:
    explicit ChangeLog(Connection& connection) : m_connection(connection) {}

    [[nodiscard]] ChangeId begin(AccountId account, model::ChangeKind kind, const QString& detail, qint64 nowMs);
    void setMessages(ChangeId change, int count);
    void addFlag(ChangeId change, const FlagItem& item);
    void addMove(ChangeId change, const MoveItem& item);
    void addMailbox(ChangeId change, const MailboxItem& item);
    void setUndone(ChangeId change);
    void setError(ChangeId change, const Error& error);
    /// The server did not do it (or a part of it): nor what it carried.
    void setRefused(ChangeId change, const Error& error);
    /// The messages were no longer there.
    void setGone(ChangeId change);
    /// The server never hears of `change`, or of a part of it, because a later one took its place.
    void carry(ChangeId change, ChangeId carrier);
    void clearError(ChangeId change);
    [[nodiscard]] bool isUndone(ChangeId change);
    void erase(ChangeId change);
    /// Older ones that wait for nothing.
    void forgetBefore(qint64 timeMs);

    [[nodiscard]] std::optional<model::ChangeRecord> find(ChangeId change);
    [[nodiscard]] QList<model::ChangeRecord> newest(int limit);
    [[nodiscard]] QList<FlagItem> flags(ChangeId change);
    [[nodiscard]] QList<MoveItem> moves(ChangeId change);
    [[nodiscard]] std::optional<MailboxItem> mailbox(ChangeId change);

  private:
    Connection& m_connection;
};

} // namespace tributary::store::detail
