// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Filtering.h"
#include "store/detail/FilterTraceTable.h"
#include "store/detail/MessageEdits.h"
#include "store/detail/OutboxJournal.h"
#include "store/detail/WriteTables.h"

namespace tributary::store::detail {

/// A Settlement whose mails are ready to be written.
struct PreparedSettlement {
    Settlement settlement; ///< without mails
    std::vector<std::optional<PreparedSending>> forwards; ///< of each action
    std::optional<PreparedSending> reply;
};
[[nodiscard]] PreparedSettlement prepare(Settlement settlement);

/// What filters and the vacation reply do to messages: Store::settleArrivals() and applyFilters(). Throws SQLite::Exception.
class ArrivalSettling {
  public:
    explicit ArrivalSettling(WriteSession& session) : m_session(session), m_tables(session), m_traces(session.connection) {}

    [[nodiscard]] Result<Settled> settle(const PreparedSettlement& prepared);
    void finish() { m_tables.finish(); } ///< behind the last settle()
    [[nodiscard]] Result<ApplyStep> apply(const AppliedFilters& applied);

  private:
    struct Doing {
        ChangeId change;
        qint64 row = 0;
        bool isApplied = false;
    };
    [[nodiscard]] std::optional<MessageRow> standing(const Settlement& settlement);
    /// False: nothing differs.
    bool act(const ReadyAction& action, MessageEdits& edit, const Doing& doing);
    bool setFlag(MessageRow& row, const QString& flag, bool on, MessageEdits& edit, ChangeId change);
    bool moveTo(MessageRow& row, MailboxId to, MessageEdits& edit, ChangeId change);
    bool copyTo(const MessageRow& row, const ReadyAction& action, MessageEdits& edit, const Doing& doing);
    void trace(const ReadyAction& action, qint64 row, const Doing& doing);
    [[nodiscard]] Result<bool> forward(const PreparedSending& mail, AccountId account, const ReadyAction& action, qint64 row);
    [[nodiscard]] Status reply(const PreparedSettlement& prepared, AccountId account, Settled& settled);

    WriteSession& m_session;
    WriteTables m_tables;
    FilterTraceTable m_traces;
};

} // namespace tributary::store::detail
