// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/IdleWatch.h"

#include <algorithm>

namespace tributary::sync {

namespace {

class Watch {
  public:
    Watch(SyncContext& context, connect::ImapConnection& connection, MailboxSync& mailbox,
          const std::function<void(const model::MailboxReport&)>& onReport)
        : m_context(context), m_connection(connection), m_mailbox(mailbox), m_onReport(onReport),
          m_until(context.clock.now() + context.timing.sweep) {}

    Status run() {
        const bool canIdle = m_connection.has("IDLE");
        while (!m_woken && left() > std::chrono::milliseconds(0)) {
            TRY_STATUS(canIdle ? idle() : poll());
            if (!m_mailbox.selected().hasNews())
                continue;
            model::MailboxReport report;
            report.name = m_mailbox.mailbox().name;
            TRY_STATUS(m_mailbox.refresh(report));
            if (report.added + report.changed + report.gone > 0)
                m_onReport(report);
        }
        return {};
    }

  private:
    std::chrono::milliseconds left() const {
        return std::chrono::duration_cast<std::chrono::milliseconds>(m_until - m_context.clock.now());
    }
    Status take(imap::Event& event) {
        m_mailbox.selected().take(event);
        return {};
    }

    /// One IDLE, ended by news, a wake-up, or time.
    Status idle() {
        const auto handler = [this](imap::Event& event) { return take(event); };
        TRY(const imap::CommandId id, m_connection.send(imap::command::idle()));
        while (!m_mailbox.selected().hasNews() && !m_woken) {
            const auto timeout = std::min(left(), m_context.timing.idleRefresh);
            if (timeout <= std::chrono::milliseconds(0))
                break;
            TRY(const auto waited, m_connection.waitForData(timeout, handler));
            m_woken = waited == connect::ImapConnection::Waited::Woken;
            if (waited == connect::ImapConnection::Waited::TimedOut)
                break;
            if (m_connection.session().pendingCommands() == 0)
                break; // the server ended or refused it; the loop begins again
        }
        m_connection.session().endIdle();
        TRY(const auto response, m_connection.await(id, handler));
        if (!response.isOk())
            return failure(connect::statusError(response, QStringLiteral("IDLE")));
        return {};
    }

    Status poll() {
        const auto handler = [this](imap::Event& event) { return take(event); };
        TRY(const auto waited, m_connection.waitForData(std::min(left(), m_context.timing.poll), handler));
        m_woken = waited == connect::ImapConnection::Waited::Woken;
        if (m_woken)
            return {};
        TRY(const auto response, m_connection.runOk(imap::command::noop(), handler));
        (void)response;
        return {};
    }

    SyncContext& m_context;
    connect::ImapConnection& m_connection;
    MailboxSync& m_mailbox;
    const std::function<void(const model::MailboxReport&)>& m_onReport;
    Clock::TimePoint m_until;
    bool m_woken = false;
};

} // namespace

Status watchMailbox(SyncContext& context, connect::ImapConnection& connection, const model::Mailbox& mailbox,
                    const std::function<void(const model::MailboxReport&)>& onReport) {
    TRY(const model::Mailbox stored, context.reader.mailbox(mailbox.id));
    MailboxSync sync(context, connection, stored);
    model::MailboxReport report;
    report.name = stored.name;
    TRY(const bool complete, sync.run(report));
    (void)complete;
    if (report.added + report.changed + report.gone > 0)
        onReport(report);
    return Watch(context, connection, sync, onReport).run();
}

} // namespace tributary::sync
