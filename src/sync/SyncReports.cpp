// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/SyncReports.h"

namespace tributary::sync {

void Spent::putTo(model::MailboxReport& report) const {
    const connect::Traffic now = m_connection.traffic();
    report.bytes += now.bytes - m_before.bytes;
    report.roundTrips += now.roundTrips - m_before.roundTrips;
    report.ms += std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.now() - m_since).count();
}

void SyncReports::begin(const connect::ImapConnection& connection) {
    m_reports.clear();
    m_byName.clear();
    m_current = nullptr;
    // What signing in took is the first mailbox's.
    m_before = m_connection == &connection ? connection.traffic() : connect::Traffic();
    m_connection = &connection;
    m_since = m_clock.now();
}

model::MailboxReport& SyncReports::at(const connect::ImapConnection& connection, const QString& mailbox) {
    if (m_current) // what came before the first mailbox (the list) is the first one's
        settle(connection);
    auto it = m_byName.constFind(mailbox);
    if (it == m_byName.constEnd()) {
        m_reports.emplace_back().name = mailbox;
        it = m_byName.insert(mailbox, &m_reports.back());
    }
    m_current = *it;
    return *m_current;
}

void SyncReports::settle(const connect::ImapConnection& connection) {
    const connect::Traffic now = connection.traffic();
    const auto time = m_clock.now();
    if (m_current) {
        m_current->bytes += now.bytes - m_before.bytes;
        m_current->roundTrips += now.roundTrips - m_before.roundTrips;
        m_current->ms += std::chrono::duration_cast<std::chrono::milliseconds>(time - m_since).count();
    }
    m_before = now;
    m_since = time;
}

void SyncReports::fail(const QString& mailbox, const Error& error) {
    if (const auto it = m_byName.constFind(mailbox); it != m_byName.constEnd())
        (*it)->error = error;
}

void SyncReports::add(const connect::Traffic& further) {
    if (!m_current)
        return;
    m_current->bytes += further.bytes;
    m_current->roundTrips += further.roundTrips;
}

QList<model::MailboxReport> SyncReports::take() {
    QList<model::MailboxReport> reports(m_reports.begin(), m_reports.end());
    m_reports.clear();
    m_byName.clear();
    m_current = nullptr;
    return reports;
}

} // namespace tributary::sync
