// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Filtering.h"
#include "store/detail/Connection.h"

namespace tributary::store::detail {

/// Tables vacation and vacation_reply. Throws SQLite::Exception.
class VacationTable {
  public:
    explicit VacationTable(Connection& connection) : m_connection(connection) {}

    [[nodiscard]] model::Vacation load(AccountId account); ///< one that was never saved: off
    /// Turned on now: the ledger and the counts begin anew.
    void save(const model::Vacation& vacation, qint64 nowMs);
    /// False: it is off.
    [[nodiscard]] bool stop(AccountId account, std::optional<model::VacationStop> why, qint64 nowMs);
    [[nodiscard]] std::optional<qint64> onSince(AccountId account); ///< none: it is off
    [[nodiscard]] model::VacationReplies replies(AccountId account, qint64 nowMs);
    [[nodiscard]] qint64 serverSinceMs(AccountId account);
    [[nodiscard]] qint64 olderSinceMs(AccountId account);
    void setServerSince(AccountId account, qint64 sinceMs); ///< 0: the server does not answer as this says

    [[nodiscard]] std::optional<qint64> lastReplyMs(AccountId account, const QString& sender);
    [[nodiscard]] int repliesSince(AccountId account, qint64 sinceMs);
    void noteReply(AccountId account, const QString& sender, qint64 nowMs);
    /// Before anything is decided: what lies ahead, since the clock was set back, counts as of now.
    void settleClock(AccountId account, qint64 nowMs);

  private:
    Connection& m_connection;
};

} // namespace tributary::store::detail
