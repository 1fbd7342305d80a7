// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/KeptMail.h"
#include "store/detail/TakeBack.h"
#include "store/detail/WriteTables.h"

namespace tributary::store::detail {

/// What became of intents at the server. Rows that are no longer there are passed over: the user changed his mind meanwhile.
/// Throws SQLite::Exception.
class PushOutcomes {
  public:
    explicit PushOutcomes(WriteSession& session) : m_tables(session), m_kept(m_tables), m_takeBack(m_tables) {}

    /// InvalidInput/NotFound when one is no longer there; nothing is marked then.
    [[nodiscard]] Status markSent(PushTable table, const QList<qint64>& rows, Uid uidNext);
    [[nodiscard]] Status confirmFlags(const QList<qint64>& rows);
    [[nodiscard]] Status confirmMoves(const QList<MoveResult>& results);
    [[nodiscard]] Status confirmAppends(const QList<MoveResult>& results);
    [[nodiscard]] Status confirmMailbox(qint64 row);
    [[nodiscard]] Status postpone(PushTable table, const QList<qint64>& rows);
    [[nodiscard]] Status dropMoves(const QList<qint64>& rows);
    [[nodiscard]] Status restoreLost(const QList<qint64>& rows);
    [[nodiscard]] Status refuse(PushTable table, const QList<qint64>& rows, const Error& error);

  private:
    void restoreOne(const MoveIntent& intent);
    void arrived(qint64 message, qint64 intent, MailboxId mailbox, const MoveResult& result);
    void becomeOne(MessageRow& row, const MessageRow& twin);
    [[nodiscard]] ChangeId refuseOne(PushTable table, qint64 row, const Error& error);

    WriteTables m_tables;
    KeptMail m_kept;
    TakeBack m_takeBack;
};

} // namespace tributary::store::detail
