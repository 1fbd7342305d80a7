// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "connect/ImapConnection.h"
#include "model/Account.h"

#include <QHash>

#include <deque>

namespace tributary::sync {

/// What a connection takes from here on, for the report of one mailbox.
class Spent {
  public:
    Spent(const connect::ImapConnection& connection, const Clock& clock) : m_connection(connection), m_clock(clock), m_before(connection.traffic()), m_since(clock.now()) {}
    void putTo(model::MailboxReport& report) const;

  private:
    const connect::ImapConnection& m_connection;
    const Clock& m_clock;
    connect::Traffic m_before;
    Clock::TimePoint m_since;
};

/// Puts down to each mailbox what was done with it and what it cost, while one connection goes from one to the next.
class SyncReports {
  public:
    explicit SyncReports(const Clock& clock) : m_clock(clock) {}

    void begin(const connect::ImapConnection& connection);
    /// The report of that mailbox; what the connection does from now on is its.
    [[nodiscard]] model::MailboxReport& at(const connect::ImapConnection& connection, const QString& mailbox);
    /// Puts what was spent since to the mailbox of the last at().
    void settle(const connect::ImapConnection& connection);
    void fail(const QString& mailbox, const Error& error);
    void add(const connect::Traffic& further);
    /// In the order in which they were begun.
    [[nodiscard]] QList<model::MailboxReport> take();

  private:
    const Clock& m_clock;
    connect::Traffic m_before;
    Clock::TimePoint m_since;
    std::deque<model::MailboxReport> m_reports; ///< references stay good as it grows
    QHash<QString, model::MailboxReport*> m_byName;
    model::MailboxReport* m_current = nullptr;
    const connect::ImapConnection* m_connection = nullptr;
};

} // namespace tributary::sync
