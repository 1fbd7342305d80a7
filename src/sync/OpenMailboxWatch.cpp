// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/OpenMailboxWatch.h"

#include "base/Log.h"
#include "base/ThreadName.h"
#include "sync/MailboxSync.h"
#include "sync/Watch.h"

#include <QEventLoop>

namespace tributary::sync {

OpenMailboxWatch::OpenMailboxWatch(const SyncContext& context, Connector connector, MailboxId mailbox)
    : m_context(context), m_connector(std::move(connector)), m_mailbox(mailbox) {
    m_context.cancel = m_cancel.token();
    m_parent = context.cancel.onCancel([source = m_cancel] { source.cancel(); });
    m_thread = std::thread([this] { work(); });
}

OpenMailboxWatch::~OpenMailboxWatch() {
    m_cancel.cancel();
    m_thread.join();
}

void OpenMailboxWatch::work() {
    nameThread("open-mailbox");
    const QEventLoop dispatcher; // makes the thread's, which the socket needs
    const Status status = [&]() -> Status {
        TRY(const auto reader, m_context.store.makeReader());
        SyncContext own{m_context.account, m_context.store, *reader,          m_context.clock, m_context.cancel,
                        m_context.observer, m_context.timing, m_context.demands, m_context.meter};
        TRY(const auto connection, m_connector(m_context.cancel, std::make_shared<WakeUp>(), connect::Purpose::OpenMailbox));
        TRY_STATUS(connection->settleExtensions());
        return stay(*connection, own);
    }();
    if (!status && status.error().kind != ErrorKind::Cancelled)
        qCInfo(lcSync) << "the open mailbox is not watched:" << codeName(status.error().code) << status.error().detail;
    m_done = true;
}

/// Until it is cancelled or the connection ends.
Status OpenMailboxWatch::stay(connect::ImapConnection& connection, SyncContext& context) {
    const auto tell = [&](const model::MailboxReport& news) {
        model::SyncReport report;
        report.account = context.account.id;
        report.email = context.account.email;
        report.mailboxes = {news};
        if (context.observer.report)
            context.observer.report(report);
    };
    for (;;) {
        TRY(const model::Mailbox stored, context.reader.mailbox(m_mailbox));
        if (!stored.listComplete)
            return {}; // its first sync is the first connection's
        MailboxSync sync(context, connection, stored);
        model::MailboxReport report;
        report.name = stored.name;
        sync.leaveOthers();
        TRY(const bool complete, sync.run(report, {}, MailboxSync::Depth::Glance));
        (void)complete;
        if (sync.isOther())
            return {}; // the next LIST tells what has become of it
        if (report.added > 0 && !context.demands->metered) {
            TRY(const bool bodies, sync.fetchBodies(BodyFetch::Pass::Readable, {}));
            (void)bodies;
        }
        if (report.added + report.changed + report.gone > 0)
            tell(report);
        Watch watch(context, connection, sync, context.clock.now() + context.timing.thorough, tell);
        TRY(const Watch::Ended ended, watch.run());
        (void)ended;
        if (connection.isWantedBack())
            return {}; // the account's own connection looks at the mailbox now and then
    }
}

} // namespace tributary::sync
