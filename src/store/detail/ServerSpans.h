// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Filtering.h"
#include "store/detail/Connection.h"

namespace tributary::store::detail {

/// Table server_span, and since when the saved forms of filters and reply run at the mail server. Throws SQLite::Exception.
class ServerSpans {
  public:
    explicit ServerSpans(Connection& connection) : m_connection(connection) {}

    [[nodiscard]] QList<ServerSpan> of(AccountId account, FilterId filter);         ///< not valid: of the vacation reply; the oldest first
    [[nodiscard]] QHash<qint64, QList<ServerSpan>> all(AccountId account);          ///< by filter, the reply's with 0
    /// Store::beginServerPlan(). isCurrent: nothing was saved since the plan was made.
    void begin(AccountId account, const ServerPlan& plan, bool isCurrent);
    /// Store::putServerPlan().
    void conclude(AccountId account, const ServerPlan& plan, bool isCurrent, qint64 nowMs);
    /// Those that ended before.
    void forget(qint64 beforeMs);

  private:
    struct Does {
        bool forwards = true, copies = true; ///< as far as anybody knows
    };
    [[nodiscard]] Does asSaved(FilterId filter);
    [[nodiscard]] qint64 serverSinceMs(AccountId account, FilterId filter);
    void setServerSince(AccountId account, FilterId filter, qint64 sinceMs);
    void beginOne(AccountId account, FilterId filter, qint64 sinceMs, bool isCurrent);
    void concludePlanned(AccountId account, FilterId filter, const ServerPlan& plan, bool isCurrent, qint64 nowMs);
    void open(AccountId account, FilterId filter, qint64 sinceMs, const Does& does);
    void drop(AccountId account, FilterId filter, qint64 sinceMs);
    /// All that are open, but for those since keepMs.
    void end(AccountId account, FilterId filter, qint64 keepMs, qint64 nowMs);

    Connection& m_connection;
};

/// Since when one of them is open; 0: none is.
[[nodiscard]] qint64 openSince(const QList<ServerSpan>& spans);

} // namespace tributary::store::detail
