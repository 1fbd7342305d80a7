// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/AccountSync.h"

#include "base/Log.h"
#include "sync/IdleWatch.h"
#include "sync/RetryPolicy.h"

#include <algorithm>

namespace tributary::sync {

using namespace std::chrono_literals;

AccountSync::AccountSync(SyncContext& context, Connector connector, std::shared_ptr<WakeUp> wakeUp)
    : m_context(context), m_connector(std::move(connector)), m_wakeUp(std::move(wakeUp)) {}

model::SyncReport AccountSync::syncOnce(const QStringList& globs) {
    model::SyncReport report{m_context.account.id, m_context.account.email, {}, {}};
    tellState(model::AccountActivity::Connecting);
    auto connection = m_connector();
    const Status status = connection ? syncAll(**connection, globs, report) : Status(failure(connection.error()));
    if (connection && status)
        (*connection)->logout();
    if (!status) {
        report.error = status.error();
        tellState(reactionTo(status.error()) == Reaction::StopAndAsk ? model::AccountActivity::Disabled
                                                                      : model::AccountActivity::Offline,
                  status.error());
    } else {
        tellState(model::AccountActivity::Ready);
    }
    return report;
}

Status AccountSync::watchOnce(const QStringList& globs) { return connectAndWatch(globs); }

Status AccountSync::connectAndWatch(const QStringList& globs) {
    tellState(model::AccountActivity::Connecting);
    TRY(const auto connection, m_connector());
    for (;;) {
        model::SyncReport report{m_context.account.id, m_context.account.email, {}, {}};
        TRY_STATUS(syncAll(*connection, globs, report));
        m_backoff.reset();
        tellState(model::AccountActivity::Ready);
        TRY_STATUS(watchInbox(*connection, globs)); // returns when it is time to look at everything again
    }
}

Status AccountSync::runForever() {
    for (;;) {
        const Status status = connectAndWatch(m_context.account.mailboxGlobs);
        const Error error = status ? Error{ErrorKind::Cancelled, ErrorCode::Cancelled, {}, {}} : status.error();
        const Reaction reaction = reactionTo(error);
        if (reaction == Reaction::Quit || m_context.cancel.isCancelled())
            return {};
        qCInfo(lcSync) << "account" << m_context.account.id.value << kindName(error.kind) << codeName(error.code)
                       << error.detail;
        if (reaction == Reaction::StopAndAsk) {
            tellState(model::AccountActivity::Disabled, error);
            return failure(error);
        }
        const bool stops = reaction == Reaction::StopAndReport;
        const auto delay = stops ? Clock::Duration(5min) : m_backoff.next();
        tellState(model::AccountActivity::Offline, error,
                  m_context.clock.utcNow().toMSecsSinceEpoch() + static_cast<qint64>(delay.count()));
        if (m_wakeUp->waitFor(delay, m_context.cancel) == WakeUp::Ended::Cancelled)
            return {};
    }
}

Status AccountSync::syncAll(connect::ImapConnection& connection, const QStringList& globs, model::SyncReport& report) {
    tellState(model::AccountActivity::Syncing);
    m_before = {};
    TRY(QList<ListedMailbox> listed, syncMailboxList(m_context, connection));
    listed.removeIf([&](const ListedMailbox& l) { return !l.mailbox.selectable || !matchesGlobs(l.mailbox.name, globs); });
    TRY_STATUS(loadStatus(connection, listed));
    const auto inbox = std::find_if(listed.cbegin(), listed.cend(), [](const ListedMailbox& l) {
        return l.mailbox.specialUse == model::SpecialUse::Inbox;
    });
    m_bulk = std::any_of(listed.cbegin(), listed.cend(), [](const ListedMailbox& l) {
        return !l.mailbox.synced && (!l.status || l.status->messages.value_or(1000) > 500);
    });
    if (m_bulk)
        m_context.store.setBulk(true);
    Status status;
    for (const ListedMailbox& mailbox : std::as_const(listed)) {
        status = syncOne(connection, mailbox, inbox == listed.cend() ? nullptr : &*inbox, report);
        if (!status)
            break;
    }
    if (std::exchange(m_bulk, false)) {
        m_context.store.setBulk(false);
        if (status)
            status = m_context.store.optimise();
    }
    tellFinished();
    if (status)
        m_lastSyncMs = m_context.clock.utcNow().toMSecsSinceEpoch();
    else
        report.error = status.error();
    if (m_context.observer.report)
        m_context.observer.report(report);
    return status;
}

/// Where LIST-STATUS is missing but CONDSTORE is not, one flight of STATUS commands says which mailboxes to look at.
Status AccountSync::loadStatus(connect::ImapConnection& connection, QList<ListedMailbox>& listed) {
    if (!connection.condstoreAvailable())
        return {};
    QHash<QByteArray, qsizetype> byName;
    QList<imap::CommandId> commands;
    for (qsizetype i = 0; i < listed.size(); ++i) {
        if (listed[i].status || !listed[i].mailbox.synced)
            continue;
        byName.insert(listed[i].mailbox.wireName, i);
        TRY(const auto id, connection.send(imap::command::status(
                               listed[i].mailbox.wireName, {"MESSAGES", "UIDNEXT", "UIDVALIDITY", "HIGHESTMODSEQ"})));
        commands.append(id);
    }
    for (const imap::CommandId id : std::as_const(commands)) {
        TRY(const auto response, connection.await(id, [&](imap::Event& event) -> Status {
                if (const auto* data = std::get_if<imap::StatusData>(&event)) {
                    if (const auto it = byName.constFind(data->wireName); it != byName.constEnd())
                        listed[*it].status = *data;
                }
                return {};
            }));
        (void)response; // a NO leaves the mailbox without status: it is looked at by EXAMINE
    }
    return {};
}

bool AccountSync::isUnchanged(const connect::ImapConnection& connection, const ListedMailbox& listed) const {
    const model::Mailbox& m = listed.mailbox;
    if (!m.synced || !listed.status || !m.highestModSeq.isValid() || !connection.condstoreAvailable())
        return false;
    const imap::StatusData& s = *listed.status;
    const bool countFits = m_context.account.syncSince.isValid() || s.messages == static_cast<quint32>(m.total);
    return countFits && s.uidValidity == m.uidValidity && s.uidNext == m.uidNext && s.highestModSeq == m.highestModSeq;
}

Status AccountSync::syncOne(connect::ImapConnection& connection, const ListedMailbox& listed, const ListedMailbox* inbox,
                            model::SyncReport& report) {
    model::MailboxReport mailboxReport = startReport(listed.mailbox.name);
    if (isUnchanged(connection, listed)) {
        finishReport(connection, mailboxReport);
        report.mailboxes.append(mailboxReport);
        return {};
    }
    const bool watchesInbox = inbox != nullptr && inbox->mailbox.id != listed.mailbox.id;
    const auto between = [&]() -> Result<bool> {
        return watchesInbox ? inboxGrew(connection, inbox->mailbox) : Result<bool>(false);
    };
    Status status;
    for (bool complete = false; !complete && status;) {
        auto mailbox = m_context.reader.mailbox(listed.mailbox.id);
        if (!mailbox)
            return failure(mailbox.error());
        auto run = MailboxSync(m_context, connection, *mailbox).run(mailboxReport, between);
        complete = run.value_or(false);
        status = run ? Status() : Status(failure(run.error()));
        if (status && !complete) { // new mail in INBOX goes first
            TRY(const auto fresh, m_context.reader.mailbox(inbox->mailbox.id));
            model::MailboxReport inboxReport;
            const auto inboxRun = MailboxSync(m_context, connection, fresh).run(inboxReport);
            status = inboxRun ? Status() : Status(failure(inboxRun.error()));
        }
    }
    if (!status) {
        mailboxReport.error = status.error();
        if (status.error().kind == ErrorKind::Refused)
            status = {}; // a failing mailbox never blocks its account
    }
    finishReport(connection, mailboxReport);
    report.mailboxes.append(mailboxReport);
    return status;
}

Result<bool> AccountSync::inboxGrew(connect::ImapConnection& connection, const model::Mailbox& inbox) {
    const auto now = m_context.clock.now();
    if (now - m_lastLook < m_context.timing.inboxLook)
        return false;
    m_lastLook = now;
    std::optional<Uid> uidNext;
    TRY(const auto response,
        connection.run(imap::command::status(inbox.wireName, {"UIDNEXT"}), [&](imap::Event& event) -> Status {
            if (const auto* data = std::get_if<imap::StatusData>(&event); data && data->wireName == inbox.wireName)
                uidNext = data->uidNext;
            return {};
        }));
    TRY(const model::Mailbox stored, m_context.reader.mailbox(inbox.id));
    return response.isOk() && uidNext && stored.synced && *uidNext > stored.uidNext;
}

Status AccountSync::watchInbox(connect::ImapConnection& connection, const QStringList& globs) {
    TRY(const QList<model::Mailbox> mailboxes, m_context.reader.mailboxes(m_context.account.id));
    const auto inbox = std::find_if(mailboxes.cbegin(), mailboxes.cend(), [&](const model::Mailbox& m) {
        return m.specialUse == model::SpecialUse::Inbox && matchesGlobs(m.name, globs);
    });
    if (inbox == mailboxes.cend()) {
        if (m_wakeUp->waitFor(m_context.timing.sweep, m_context.cancel) == WakeUp::Ended::Cancelled)
            return failure(ErrorKind::Cancelled, ErrorCode::Cancelled);
        TRY(const auto response, connection.runOk(imap::command::noop()));
        (void)response;
        return {};
    }
    return watchMailbox(m_context, connection, *inbox, [this](const model::MailboxReport& mailboxReport) {
        m_lastSyncMs = m_context.clock.utcNow().toMSecsSinceEpoch();
        if (m_context.observer.report)
            m_context.observer.report({m_context.account.id, m_context.account.email, {mailboxReport}, {}});
    });
}

void AccountSync::tellState(model::AccountActivity activity, std::optional<Error> reason, qint64 retryAtMs) {
    if (m_context.observer.state)
        m_context.observer.state({activity, std::move(reason), retryAtMs, m_lastSyncMs});
}

void AccountSync::tellFinished() {
    if (!m_context.observer.progress)
        return;
    model::SyncProgress progress;
    progress.account = m_context.account.id;
    progress.finished = true;
    m_context.observer.progress(progress);
}

model::MailboxReport AccountSync::startReport(const QString& name) {
    m_started = m_context.clock.now();
    model::MailboxReport report;
    report.name = name;
    return report;
}

void AccountSync::finishReport(const connect::ImapConnection& connection, model::MailboxReport& report) {
    const connect::Traffic now = connection.traffic();
    report.bytes = now.bytes - m_before.bytes;
    report.roundTrips = now.roundTrips - m_before.roundTrips;
    m_before = now;
    report.ms = std::chrono::duration_cast<std::chrono::milliseconds>(m_context.clock.now() - m_started).count();
}

} // namespace tributary::sync
