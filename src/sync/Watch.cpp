// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/Watch.h"

#include "base/Log.h"
#include "sync/SyncReports.h"

#include <algorithm>

namespace tributary::sync {

using std::chrono::milliseconds;

Watch::Watch(SyncContext& context, connect::ImapConnection& connection, MailboxSync& mailbox, Clock::TimePoint until,
             OnReport onReport)
    : m_context(context), m_connection(connection), m_mailbox(mailbox), m_until(until), m_onReport(std::move(onReport)) {}

Result<bool> Watch::notify(connect::ImapConnection& connection) {
    if (!connection.has("NOTIFY"))
        return false;
    TRY(const auto response, connection.run(imap::command::notifySet({}, false)));
    if (!response.isOk())
        qCInfo(lcSync) << "NOTIFY refused:" << loggable(response.text);
    return response.isOk();
}

Result<Watch::Ended> Watch::run() {
    const bool canIdle = m_connection.has("IDLE");
    while (left() > milliseconds(0)) {
        if (m_mailbox.selected().hasNews())
            TRY_STATUS(storeNews());
        gatherNotified();
        if (m_woken)
            return Ended::Woken;
        if (!m_changed.isEmpty() || m_listChanged)
            return Ended::Changed;
        TRY_STATUS(canIdle && !m_polls ? idle() : poll());
    }
    return Ended::Due;
}

milliseconds Watch::left() const {
    return std::chrono::duration_cast<milliseconds>(m_until - m_context.clock.now());
}

bool Watch::hasNews() {
    gatherNotified();
    return m_mailbox.selected().hasNews() || !m_changed.isEmpty() || m_listChanged;
}

void Watch::gatherNotified() {
    connect::Notified told = m_connection.takeNotified();
    m_listChanged = m_listChanged || told.listChanged;
    told.changed.remove(m_mailbox.mailbox().wireName); // its own news come to it as the selected one
    m_changed.insert(told.changed);
}

/// What came is stored and shown first; the bodies follow while the mailbox is still selected.
Status Watch::storeNews() {
    model::MailboxReport report;
    report.name = m_mailbox.mailbox().name;
    const Spent spent(m_connection, m_context.clock);
    TRY_STATUS(m_mailbox.refresh(report));
    if (report.added > 0 && !m_context.demands->metered) {
        TRY(const bool complete, m_mailbox.fetchBodies(BodyFetch::Pass::Readable, {}));
        (void)complete;
    }
    const bool hasNews = report.added + report.changed + report.gone > 0;
    spent.putTo(report);
    if (hasNews)
        m_onReport(report);
    if (report.added > 0) { // filters and the vacation reply are the caller's
        TRY(const auto arrived, m_context.reader.arrivals(m_context.account.id, {}, 1));
        m_woken = m_woken || !arrived.isEmpty();
    }
    // A server that keeps telling of what is not there is asked now and then, and not as fast as it can talk (SRV5).
    constexpr int kMostInARow = 3;
    m_fruitless = hasNews ? 0 : m_fruitless + 1;
    m_polls = m_polls || m_fruitless >= kMostInARow;
    return {};
}

/// One IDLE, ended by news, a wake-up, or time. What is new is asked for behind the DONE, without waiting for its OK.
Status Watch::idle() {
    const auto handler = [this](imap::Event& event) -> Status {
        m_mailbox.selected().take(event);
        return {};
    };
    TRY(const imap::CommandId id, m_connection.send(imap::command::idle()));
    bool ended = false; // by the server, or refused
    while (!hasNews() && !m_woken) {
        const auto timeout = std::min(left(), m_context.timing.idleRefresh);
        if (timeout <= milliseconds(0))
            break;
        TRY(const auto waited, m_connection.waitForData(timeout, handler));
        m_woken = waited == connect::ImapConnection::Waited::Woken;
        ended = m_connection.session().pendingCommands() == 0;
        if (ended || waited == connect::ImapConnection::Waited::TimedOut)
            break;
    }
    m_connection.session().endIdle();
    TRY(const auto response, m_connection.await(id, handler));
    if (!response.isOk() || (ended && !hasNews())) {
        qCInfo(lcSync) << "no IDLE here, asking now and then:" << loggable(response.text);
        m_polls = true;
    }
    return {};
}

Status Watch::poll() {
    const auto handler = [this](imap::Event& event) -> Status {
        m_mailbox.selected().take(event);
        return {};
    };
    TRY(const auto waited, m_connection.waitForData(std::min(left(), m_context.timing.poll), handler));
    m_woken = waited == connect::ImapConnection::Waited::Woken;
    if (m_woken)
        return {};
    TRY(const auto response, m_connection.runOk(imap::command::noop(), handler));
    (void)response;
    return {};
}

} // namespace tributary::sync
