// SPDX-License-Identifier: GPL-3.0-or-later
// AccountSync: between two passes. On IDLE, and in the middle of long work: what the user wants now goes first.
#include "sync/AccountSync.h"

#include "base/Log.h"
#include "sync/AskedBodies.h"
#include "sync/MailboxSync.h"
#include "sync/ProgressMeter.h"
#include "sync/SentDoubles.h"
#include "sync/Watch.h"

#include <algorithm>
#include <utility>

namespace tributary::sync {

using namespace std::chrono_literals;

/// Other mailboxes than the one that is selected may be selected afterwards.
Result<bool> AccountSync::filterArrivals(connect::ImapConnection& connection) {
    TRY(ArrivalOutcome outcome, m_arrivals.run());
    int acted = outcome.acted;
    const bool hasAsked = outcome.asked > 0;
    if (hasAsked) {
        TRY_STATUS(fetchAsked(connection));
        TRY(outcome, m_arrivals.run());
        acted += outcome.acted;
    }
    return hasAsked || acted > 0;
}

Status AccountSync::push(connect::ImapConnection& connection, PushRunner::Pass pass) {
    TRY_STATUS(m_copies.run(connection));
    TRY(const bool hasFiltered, filterArrivals(connection));
    (void)hasFiltered;
    TRY(const int waiting, m_context.reader.pushesWaiting(m_context.account.id));
    if (waiting > 0)
        TRY_STATUS(pushQueue(connection, pass));
    return SentDoubles(m_context).run(connection);
}

Status AccountSync::pushQueue(connect::ImapConnection& connection, PushRunner::Pass pass) {
    TRY(const PushOutcome outcome, PushRunner(m_context, connection).run(pass));
    m_pushed.pushed += outcome.pushed;
    m_pushed.refused += outcome.refused;
    for (auto it = outcome.vanished.constBegin(); it != outcome.vanished.constEnd(); ++it)
        m_pushed.vanished[it.key()] += it.value();
    return {};
}

Status AccountSync::fetchAsked(connect::ImapConnection& connection) { return fetchAskedBodies(m_context, connection); }

/// Cheap, and asked for often, with commands under way: no more than a few times a second it looks at the store.
Result<bool> AccountSync::isServiceDue(connect::ImapConnection& connection, MailboxId selected) {
    if (m_context.cancel.isCancelled())
        return failure(ErrorKind::Cancelled, ErrorCode::Cancelled);
    if (m_context.demands->reconnect)
        return failure(ErrorKind::Network, ErrorCode::ConnectionClosed, QStringLiteral("the network changed"));
    if (m_stays && connection.isWantedBack())
        return giveWay(connection);
    const auto now = m_context.clock.now();
    if (now - m_lastService < 200ms)
        return false;
    m_lastService = now;
    TRY(const int waiting, m_context.reader.pushesWaiting(m_context.account.id));
    TRY(const auto asked, m_context.reader.askedBodies(m_context.account.id));
    TRY(const bool hasCopies, m_copies.isDue());
    if (!asked.isEmpty() || hasCopies || (waiting > 0 && waiting != m_waitingAlready))
        return true;
    return m_inbox && m_inbox->id != selected ? inboxSeemsGrown(connection) : Result<bool>(false);
}

/// Ends the connection for what is more urgent, or for another account's turn; then it waits for its place again.
tl::unexpected<Error> AccountSync::giveWay(connect::ImapConnection& connection) {
    connection.logout();
    m_gaveWay = true;
    return failure(ErrorKind::Network, ErrorCode::ConnectionClosed, QStringLiteral("its place was wanted"));
}

/// Asks once in a while, and waits for no answer: fetches are under way.
Result<bool> AccountSync::inboxSeemsGrown(connect::ImapConnection& connection) {
    const auto told = connection.notified().changed.constFind(m_inbox->wireName);
    if (told != connection.notified().changed.constEnd() && told->uidNext) {
        TRY(const model::Mailbox stored, m_context.reader.mailbox(m_inbox->id));
        if (stored.listComplete && *told->uidNext > stored.uidNext)
            return true;
    }
    const auto now = m_context.clock.now();
    if (connection.isAsking() || now - m_lastLook < m_context.timing.inboxLook)
        return false;
    m_lastLook = now;
    TRY_STATUS(connection.ask(imap::command::status(m_inbox->wireName, {"UIDNEXT"})));
    return false;
}

Result<bool> AccountSync::serve(connect::ImapConnection& connection, MailboxId selected) {
    TRY_STATUS(fetchAsked(connection));
    TRY_STATUS(push(connection));
    // What is left waits for something that only a sync brings: no reason to interrupt it again.
    TRY(m_waitingAlready, m_context.reader.pushesWaiting(m_context.account.id));
    if (m_inbox && m_inbox->id != selected) {
        TRY(const bool grew, inboxGrew(connection));
        if (grew) {
            TRY_STATUS(syncInbox(connection));
            TRY_STATUS(push(connection)); // what filters do to what has come
        }
    }
    return true;
}

Result<bool> AccountSync::inboxGrew(connect::ImapConnection& connection) {
    std::optional<Uid> uidNext;
    TRY(const auto response,
        connection.run(imap::command::status(m_inbox->wireName, {"UIDNEXT"}), [&](imap::Event& event) -> Status {
            if (const auto* data = std::get_if<imap::StatusData>(&event); data && data->wireName == m_inbox->wireName)
                uidNext = data->uidNext;
            return {};
        }));
    TRY(const model::Mailbox stored, m_context.reader.mailbox(m_inbox->id));
    return response.isOk() && uidNext && stored.listComplete && *uidNext > stored.uidNext;
}

/// The mailbox on the screen has a connection of its own where INBOX's hears nothing of it.
Status AccountSync::followOpenMailbox(bool notified) {
    const MailboxId open(m_context.demands->openMailbox);
    if (m_openWatch && !m_openWatch->isDone() && m_openWatch->mailbox() == open)
        return {};
    m_openWatch.reset();
    if (notified || m_further < 1 || !open.isValid() || (m_inbox && m_inbox->id == open))
        return {};
    const auto mailbox = m_context.reader.mailbox(open);
    if (!mailbox && mailbox.error().code != ErrorCode::NotFound)
        return failure(mailbox.error());
    if (mailbox && mailbox->account == m_context.account.id && mailbox->selectable && mailbox->listComplete)
        m_openWatch = std::make_unique<OpenMailboxWatch>(m_context, m_connector, open);
    return {};
}

/// Returns when it is time to look at everything.
Status AccountSync::watch(connect::ImapConnection& connection, const QStringList& globs, bool notified) {
    const auto sweep = notified ? m_context.timing.quietSweep : m_context.timing.sweep;
    const auto until = m_context.clock.now() + sweep;
    TRY_STATUS(selfCheck(connection, globs));
    constexpr int kMostFruitless = 5;
    int fruitless = 0;
    Clock::TimePoint lastTold;
    while (m_context.clock.now() < until && !m_context.demands->lookAtAll) {
        if (m_crew && m_crew->isDone())
            return {}; // the rest of the bodies, and the marks
        if (m_context.demands->metered)
            m_bodiesWait = true; // those of what comes from now on
        else if (m_bodiesWait)
            return {}; // they need not wait any more
        if (!m_inbox) {
            if (m_wakeUp->waitFor(m_context.timing.sweep, m_context.cancel) == WakeUp::Ended::Cancelled)
                return failure(ErrorKind::Cancelled, ErrorCode::Cancelled);
            return {};
        }
        TRY_STATUS(followOpenMailbox(notified));
        TRY(const model::Mailbox inbox, m_context.reader.mailbox(m_inbox->id));
        MailboxSync sync(m_context, connection, inbox);
        model::MailboxReport report;
        report.name = inbox.name;
        const Spent spent(connection, m_context.clock);
        TRY(const bool complete, sync.run(report, {}, MailboxSync::Depth::Glance));
        (void)complete;
        if (report.added > 0 && !m_context.demands->metered && !m_crew) {
            TRY(const bool bodies, sync.fetchBodies(BodyFetch::Pass::Readable, {}));
            (void)bodies;
        }
        spent.putTo(report);
        const auto tell = [this](const model::MailboxReport& news) {
            m_lastSyncMs = m_context.clock.utcNowMs();
            model::SyncReport all;
            all.account = m_context.account.id;
            all.email = m_context.account.email;
            all.mailboxes = {news};
            if (m_context.observer.report)
                m_context.observer.report(all);
        };
        if (report.added + report.changed + report.gone > 0)
            tell(report);
        TRY(const bool hasFiltered, filterArrivals(connection));
        if (hasFiltered) { // INBOX may not be selected any more, and there is something to push
            TRY_STATUS(push(connection));
            continue;
        }
        Watch watch(m_context, connection, sync, until, tell);
        TRY(const Watch::Ended ended, watch.run());
        if (m_context.demands->reconnect)
            return failure(ErrorKind::Network, ErrorCode::ConnectionClosed, QStringLiteral("the network changed"));
        if (connection.isWantedBack())
            return giveWay(connection);
        if (ended == Watch::Ended::Due || watch.listChanged())
            return {};
        if (ended == Watch::Ended::Changed) {
            TRY(const bool isNew, syncChanged(connection, watch.changed(), globs));
            if (std::exchange(m_listIsOld, false))
                return {};
            // A server that keeps telling of what is not there is listened to now and then (SRV5).
            const bool isFast = m_context.clock.now() - lastTold < 1s;
            lastTold = m_context.clock.now();
            fruitless = isNew || !isFast ? 0 : fruitless + 1;
            if (fruitless > kMostFruitless && m_wakeUp->waitFor(m_context.timing.poll, m_context.cancel) == WakeUp::Ended::Cancelled)
                return failure(ErrorKind::Cancelled, ErrorCode::Cancelled);
        }
        TRY_STATUS(fetchAsked(connection));
        TRY_STATUS(push(connection));
        if (m_copies.takeFound())
            return {}; // it is to be seen in Sent
        m_context.meter->finished();
    }
    return {};
}

/// The mailboxes that NOTIFY told of. False: nothing was new.
Result<bool> AccountSync::syncChanged(connect::ImapConnection& connection, const QHash<QByteArray, imap::StatusData>& changed,
                                      const QStringList& globs) {
    TRY(const QList<model::Mailbox> stored, m_context.reader.mailboxes(m_context.account.id));
    Listed listed;
    for (const model::Mailbox& mailbox : stored) {
        const auto it = changed.constFind(mailbox.wireName);
        if (it == changed.constEnd() || !mailbox.selectable || !matchesGlobs(mailbox.name, globs))
            continue;
        const bool fresh = it->highestModSeq && *it->highestModSeq == mailbox.highestModSeq && it->uidNext == mailbox.uidNext;
        if (!fresh)
            listed.append({mailbox, std::nullopt}); // NOTIFY's STATUS holds what changed, not all that a flight needs
    }
    if (listed.isEmpty())
        return false;
    m_reports.begin(connection);
    TRY_STATUS(loadStatus(connection, listed));
    m_others.clear();
    TRY_STATUS(syncLists(connection, listed));
    TRY_STATUS(fetchBodies(connection, listed));
    m_reports.settle(connection);
    model::SyncReport report;
    report.account = m_context.account.id;
    report.email = m_context.account.email;
    report.mailboxes = m_reports.take();
    if (m_context.observer.report)
        m_context.observer.report(report);
    return std::any_of(report.mailboxes.begin(), report.mailboxes.end(),
                       [](const model::MailboxReport& m) { return m.added + m.changed + m.gone > 0; });
}

/// A part of the database, and one mailbox a time whose last check is a day old, the longest ago first: what doctor does,
/// quietly and in parts.
Status AccountSync::selfCheck(connect::ImapConnection& connection, const QStringList& globs) {
    if (m_crew)
        return {};
    TRY_STATUS(m_context.store.checkSome());
    if (m_context.demands->metered)
        return {};
    const qint64 now = m_context.clock.utcNowMs();
    TRY(const QList<model::Mailbox> stored, m_context.reader.mailboxes(m_context.account.id));
    const model::Mailbox* oldest = nullptr;
    for (const model::Mailbox& mailbox : stored) {
        const bool isDue = now - mailbox.checkedMs >= m_context.timing.selfCheck.count();
        if (mailbox.selectable && mailbox.synced && matchesGlobs(mailbox.name, globs) && isDue &&
            (!oldest || mailbox.checkedMs < oldest->checkedMs))
            oldest = &mailbox;
    }
    if (!oldest)
        return {};
    if (oldest->checkedMs == 0) // fresh from its first sync: checked a day later
        return m_context.store.setChecked(oldest->id, now);
    model::MailboxReport report;
    MailboxSync sync(m_context, connection, *oldest);
    sync.leaveOthers();
    const auto clean = sync.selfCheck(report);
    if (sync.isOther())
        return {}; // the next LIST tells what has become of it
    if (!clean && clean.error().kind != ErrorKind::Refused)
        return failure(clean.error());
    if (clean && !*clean) {
        qCWarning(lcSync) << "self-check of mailbox" << oldest->id.value << "mended" << report.added << "missing"
                          << report.changed << "flags" << report.gone << "gone";
    }
    return m_context.store.setChecked(oldest->id, now);
}

} // namespace tributary::sync
