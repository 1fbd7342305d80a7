// SPDX-License-Identifier: GPL-3.0-or-later
// AccountSync: one pass over the account. Lists of all mailboxes before bodies of any, INBOX before the others.
#include "sync/AccountSync.h"

#include "base/Log.h"
#include "sync/AskQuota.h"
#include "sync/KeptScope.h"
#include "sync/MailboxSync.h"
#include "sync/ProgressMeter.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace tributary::sync {

namespace {

constexpr qsizetype kFlight = 64;      // mailboxes whose changes are asked for at once
constexpr quint64 kFlightRows = 4000;  // of mailboxes never seen: the first are stored while the last are asked for
constexpr Clock::Duration kAlone = std::chrono::minutes(10); // after further connections came to nothing
constexpr quint32 kBulkMessages = 500; // more are a first sync: the index is merged once at the end

/// How many messages have left the mailbox since the cache was brought in step with it, by the counts.
qint64 messagesGone(const ListedMailbox& listed) {
    const model::Mailbox& m = listed.mailbox;
    if (!listed.status || !listed.status->messages || !listed.status->uidNext || listed.status->uidValidity != m.uidValidity)
        return 0;
    const qint64 most = qint64(m.total) + listed.status->uidNext->value - m.uidNext.value;
    return std::max<qint64>(0, most - *listed.status->messages);
}

/// What a flight brings, by the number of messages that the cache has not seen. It need not be exact.
qint64 bytesToCome(const ListedMailbox& listed) {
    constexpr qint64 kUsualMessage = 15'000;
    if (!listed.status)
        return 0;
    if (!listed.mailbox.uidNext.isValid())
        return listed.status->messages.value_or(0) * kHeaderBytes;
    const Uid next = listed.status->uidNext.value_or(Uid());
    return next > listed.mailbox.uidNext ? (next.value - listed.mailbox.uidNext.value) * kUsualMessage : 0;
}

/// Another mailbox than the cache's, by its UIDVALIDITY.
bool saysOther(const ListedMailbox& listed) {
    const UidValidity known = listed.mailbox.uidValidity;
    return known.isValid() && listed.status && listed.status->uidValidity.value_or(known) != known;
}

} // namespace

Status AccountSync::syncAll(connect::ImapConnection& connection, const QStringList& globs, model::SyncReport& report) {
    tellState(model::AccountActivity::Syncing);
    m_reports.begin(connection);
    m_context.meter->listing();
    m_pushed = {};
    m_listIsOld = false;
    Status status = [&]() -> Status {
        TRY_STATUS(push(connection));
        TRY_STATUS(listAndSync(connection, globs));
        // What had to wait for a UID may have it now; where only some mailboxes were asked for, the others may have it still.
        const bool hasAllLists = globs == m_context.account.mailboxGlobs;
        TRY_STATUS(push(connection, hasAllLists ? PushRunner::Pass::AfterLists : PushRunner::Pass::Usual));
        TRY_STATUS(askQuota(m_context, connection)); // S7
        return m_context.store.expireKept(m_context.clock.utcNowMs());
    }();
    m_reports.settle(connection);
    m_context.meter->finished();
    report.mailboxes = m_reports.take();
    report.pushed = m_pushed.pushed;
    report.refused = m_pushed.refused;
    if (status)
        m_lastSyncMs = m_context.clock.utcNowMs();
    else
        report.error = status.error();
    if (m_context.observer.report)
        m_context.observer.report(report);
    return status;
}

/// Where another client has renamed something behind a LIST, its rows wait for the next one, which tells what it is now.
Status AccountSync::listAndSync(connect::ImapConnection& connection, const QStringList& globs) {
    constexpr int kMostLists = 5;
    m_others.clear();
    for (int lists = 1; lists <= kMostLists; ++lists) {
        m_othersNow.clear();
        TRY(Listed listed, list(connection, globs));
        TRY_STATUS(syncListed(connection, listed));
        if (!std::exchange(m_listIsOld, false))
            break;
        m_others = m_othersNow; // what is another by the next LIST too has not been renamed
    }
    return {}; // what is left over waits for the next run
}

/// True: the LIST may be older than a rename, and the next one tells. What was found out so before is believed.
bool AccountSync::waitsForList(MailboxId mailbox) {
    if (m_others.contains(mailbox.value))
        return false;
    m_othersNow.insert(mailbox.value);
    m_listIsOld = true;
    return true;
}

Result<AccountSync::Listed> AccountSync::list(connect::ImapConnection& connection, const QStringList& globs) {
    TRY(Listed listed, syncMailboxList(m_context, connection));
    listed.removeIf([&](const ListedMailbox& l) { return !l.mailbox.selectable || !matchesGlobs(l.mailbox.name, globs); });
    TRY_STATUS(loadStatus(connection, listed));
    const auto inbox = std::find_if(listed.cbegin(), listed.cend(), [](const ListedMailbox& l) {
        return l.mailbox.specialUse == model::SpecialUse::Inbox;
    });
    m_inbox = inbox == listed.cend() ? std::nullopt : std::optional(inbox->mailbox);
    return listed;
}

Status AccountSync::syncListed(connect::ImapConnection& connection, Listed& listed) {
    const bool bulk = std::any_of(listed.cbegin(), listed.cend(), [](const ListedMailbox& l) {
        return !l.mailbox.synced && (!l.status || l.status->messages.value_or(kBulkMessages * 2) > kBulkMessages);
    });
    if (bulk)
        m_context.store.setBulk(true);
    Status synced = syncLists(connection, listed);
    if (synced && !m_listIsOld)
        synced = fetchBodies(connection, listed);
    if (bulk) {
        m_context.store.setBulk(false);
        if (synced && !m_listIsOld && !m_crew)
            synced = m_context.store.optimise();
    }
    return synced;
}

/// Where LIST-STATUS is missing, one flight of STATUS commands says which mailboxes to look at.
Status AccountSync::loadStatus(connect::ImapConnection& connection, Listed& listed) {
    QHash<QByteArray, qsizetype> byName;
    QList<imap::CommandId> commands;
    QByteArrayList items{"MESSAGES", "UIDNEXT", "UIDVALIDITY", "UNSEEN"};
    if (connection.condstoreAvailable())
        items.append("HIGHESTMODSEQ");
    for (qsizetype i = 0; i < listed.size(); ++i) {
        const model::Mailbox& mailbox = listed[i].mailbox;
        if (listed[i].status || (!mailbox.listComplete && mailbox.uidValidity.isValid()))
            continue;
        byName.insert(listed[i].mailbox.wireName, i);
        TRY(const auto id, connection.send(imap::command::status(listed[i].mailbox.wireName, items)));
        commands.append(id);
    }
    for (const imap::CommandId id : std::as_const(commands)) {
        TRY(const auto response, connection.await(id, [&](imap::Event& event) -> Status {
                if (const auto* data = std::get_if<imap::StatusData>(&event)) {
                    if (const auto it = byName.constFind(data->wireName); it != byName.constEnd()) {
                        listed[*it].status = *data;
                    }
                }
                return {};
            }));
        (void)response; // a NO leaves the mailbox without status: it is looked at by EXAMINE
    }
    return {};
}

bool AccountSync::isUnchanged(const connect::ImapConnection& connection, const ListedMailbox& listed) const {
    const model::Mailbox& m = listed.mailbox;
    if (!m.listComplete || !listed.status || !m.highestModSeq.isValid() || !connection.condstoreAvailable())
        return false;
    const imap::StatusData& s = *listed.status;
    // An answer that was believed too soon is found out by the count; where older mail is left out none tells.
    const bool sameCount = !keepsAll(m_context.account) || !s.messages || *s.messages == static_cast<quint32>(m.total);
    return sameCount && s.uidValidity == m.uidValidity && s.uidNext == m.uidNext && s.highestModSeq == m.highestModSeq;
}

Status AccountSync::syncLists(connect::ImapConnection& connection, Listed& listed) {
    QSet<qint64> done;
    for (const ListedMailbox& mailbox : std::as_const(listed)) {
        (void)m_reports.at(connection, mailbox.mailbox.name); // every mailbox is reported, also one that needs nothing
        if (isUnchanged(connection, mailbox))
            done.insert(mailbox.mailbox.id.value);
    }
    // Their rows are put aside before other mailboxes are listed, where what was in them may be found again.
    for (const ListedMailbox& mailbox : std::as_const(listed)) {
        if (!saysOther(mailbox) || m_breaking.contains(mailbox.mailbox.id.value))
            continue;
        if (!waitsForList(mailbox.mailbox.id))
            TRY_STATUS(syncOne(connection, mailbox));
        done.insert(mailbox.mailbox.id.value);
    }
    TRY_STATUS(fly(connection, listed, done, Flight::Changes));
    Listed last;
    bool flown = false;
    for (const ListedMailbox& mailbox : std::as_const(listed)) {
        // INBOX has its list before others, unless it may fly itself.
        if (!flown && (mailbox.mailbox.specialUse != model::SpecialUse::Inbox || canFlyFirst(mailbox))) {
            TRY_STATUS(fly(connection, listed, done, Flight::NeverSeen));
            flown = true;
        }
        if (done.contains(mailbox.mailbox.id.value))
            continue;
        if (m_breaking.contains(mailbox.mailbox.id.value))
            last.append(mailbox);
        else
            TRY_STATUS(syncOne(connection, mailbox));
    }
    for (const ListedMailbox& mailbox : std::as_const(last)) {
        if (!isLeftOut(mailbox.mailbox.id))
            TRY_STATUS(syncOne(connection, mailbox));
        else
            TRY_STATUS(failMailbox(mailbox.mailbox.name, mailbox.mailbox.id,
                                   {ErrorKind::Protocol, ErrorCode::UnexpectedResponse, {}, QStringLiteral("broke the connection")}));
    }
    return {};
}

bool AccountSync::canFlyFirst(const ListedMailbox& listed) const {
    return listed.status && MailboxSync::canFlyFirst(m_context, listed.mailbox, *listed.status);
}

/// With QRESYNC all mailboxes that have changed are asked at once; small ones that were never seen on any server.
Status AccountSync::fly(connect::ImapConnection& connection, const Listed& listed, QSet<qint64>& done, Flight kind) {
    std::vector<std::unique_ptr<MailboxSync>> flight;
    quint64 rows = 0;
    const auto land = [&]() -> Status {
        for (const auto& sync : flight) {
            m_atWork = sync->mailbox().id;
            TRY(const bool complete, sync->land(m_reports.at(connection, sync->mailbox().name)));
            if (complete)
                done.insert(sync->mailbox().id.value);
        }
        m_atWork = {};
        flight.clear();
        rows = 0;
        return {};
    };
    const qint64 gone = std::accumulate(listed.begin(), listed.end(), qint64(0), [](qint64 sum, const ListedMailbox& mailbox) {
        return sum + messagesGone(mailbox);
    });
    const qint64 bytes = std::accumulate(listed.begin(), listed.end(), qint64(0), [kind](qint64 sum, const ListedMailbox& mailbox) {
        return sum + (mailbox.mailbox.listComplete == (kind == Flight::Changes) ? bytesToCome(mailbox) : 0);
    });
    TRY_STATUS(connection.compressIfWorthIt(bytes));
    for (const ListedMailbox& mailbox : listed) {
        if (done.contains(mailbox.mailbox.id.value) || !mailbox.status || m_breaking.contains(mailbox.mailbox.id.value))
            continue;
        auto sync = std::make_unique<MailboxSync>(m_context, connection, mailbox.mailbox);
        sync->countVanished(m_pushed.vanished.value(mailbox.mailbox.id.value));
        if (kind == Flight::NeverSeen ? !canFlyFirst(mailbox) : !sync->canFly(*mailbox.status))
            continue;
        TRY_STATUS(kind == Flight::NeverSeen ? sync->takeOffFirst(*mailbox.status) : sync->takeOff(*mailbox.status, gone));
        flight.push_back(std::move(sync));
        rows += kind == Flight::NeverSeen ? mailbox.status->messages.value_or(0) : 0;
        if (flight.size() >= kFlight || rows >= kFlightRows)
            TRY_STATUS(land());
    }
    return land();
}

Status AccountSync::syncOne(connect::ImapConnection& connection, const ListedMailbox& listed) {
    const auto between = [&] { return isServiceDue(connection, listed.mailbox.id); };
    Status status;
    m_atWork = listed.mailbox.id;
    for (bool complete = false; !complete && status;) {
        auto mailbox = m_context.reader.mailbox(listed.mailbox.id);
        if (!mailbox)
            return failure(mailbox.error());
        MailboxSync sync(m_context, connection, *mailbox);
        if (!m_others.contains(listed.mailbox.id.value))
            sync.leaveOthers();
        sync.countVanished(m_pushed.vanished.value(listed.mailbox.id.value));
        model::MailboxReport& report = m_reports.at(connection, listed.mailbox.name);
        const auto run = sync.run(report, between);
        complete = run.value_or(false);
        status = run ? Status() : Status(failure(run.error()));
        if (run && !complete && sync.isOther()) {
            (void)waitsForList(listed.mailbox.id);
            break;
        }
        // Few bodies come at once, while the mailbox is selected.
        if (complete && report.added > 0 && report.added <= 200 && !m_context.demands->metered) {
            const auto bodies = sync.fetchBodies(BodyFetch::Pass::Readable, {});
            status = bodies ? Status() : Status(failure(bodies.error()));
        }
        if (status && !complete) {
            TRY(const bool served, serve(connection, listed.mailbox.id));
            (void)served;
        }
    }
    m_atWork = {};
    if (!status && status.error().kind == ErrorKind::Refused)
        return failMailbox(listed.mailbox.name, listed.mailbox.id, status.error()); // never blocks its account
    return status;
}

Status AccountSync::failMailbox(const QString& name, MailboxId mailbox, const Error& error) {
    qCInfo(lcSync) << "mailbox" << mailbox.value << "left out:" << codeName(error.code) << error.detail;
    m_reports.fail(name, error);
    return {};
}

Status AccountSync::syncInbox(connect::ImapConnection& connection) {
    TRY(const model::Mailbox inbox, m_context.reader.mailbox(m_inbox->id));
    MailboxSync sync(m_context, connection, inbox);
    model::MailboxReport& report = m_reports.at(connection, inbox.name);
    TRY(const bool complete, sync.run(report, {}, MailboxSync::Depth::Glance));
    if (complete && !m_context.demands->metered) {
        TRY(const bool all, sync.fetchBodies(BodyFetch::Pass::Readable, [&]() -> Result<bool> { return true; }));
        (void)all;
    }
    return {};
}

Result<QList<model::Mailbox>> AccountSync::mailboxesWanting(const Listed& listed) {
    TRY(const auto backlog, m_context.reader.bodyBacklog(m_context.account.id));
    QList<model::Mailbox> wanting;
    qint64 messages = 0;
    qint64 bytes = 0;
    for (const ListedMailbox& mailbox : listed) {
        const store::BodyBacklog wanted = backlog.value(mailbox.mailbox.id.value);
        if (wanted.messages == 0 || isLeftOut(mailbox.mailbox.id))
            continue;
        messages += wanted.messages;
        bytes += wanted.bytes;
        wanting.append(mailbox.mailbox);
    }
    std::stable_partition(wanting.begin(), wanting.end(), [&](const model::Mailbox& m) { return !m_breaking.contains(m.id.value); });
    m_context.meter->beginBodies(messages, bytes);
    m_backlog = {messages, bytes};
    return wanting;
}

/// What can be read of everything, then large attachments. On a metered line they wait.
Status AccountSync::fetchBodies(connect::ImapConnection& connection, const Listed& listed) {
    if (m_context.demands->metered) {
        m_bodiesWait = true;
        if (m_crew && m_crew->isDone()) // they have stopped for the same reason
            m_crew.reset();
        return markSynced(listed);
    }
    TRY(QList<model::Mailbox> wanting, mailboxesWanting(listed));
    TRY_STATUS(connection.compressIfWorthIt(m_backlog.bytes));
    if (m_crew && !m_crew->isDone())
        return {}; // they are at it
    if (m_crew && m_crew->hasFallenShort())
        m_aloneUntil = m_context.clock.now() + kAlone;
    m_crew.reset();
    constexpr qint64 kCrewMessages = 2000; // less is done before a further connection is open
    // On a fast line the store is what is waited for: more connections would only take memory.
    const bool helps = m_stays || connection.roundTripTime() > connect::kSlowRoundTrip;
    if (m_further > 0 && helps && m_backlog.messages > kCrewMessages && m_context.clock.now() >= m_aloneUntil) {
        startCrew(connection, wanting);
        if (m_stays)
            return {};
        TRY_STATUS(workWithCrew(connection));
        TRY(wanting, mailboxesWanting(listed)); // what the crew has left
    }
    for (const model::Mailbox& mailbox : std::as_const(wanting))
        TRY_STATUS(fetchBodiesOf(connection, mailbox, BodyFetch::Pass::Readable));
    TRY(wanting, mailboxesWanting(listed)); // large attachments
    for (const model::Mailbox& mailbox : std::as_const(wanting))
        TRY_STATUS(fetchBodiesOf(connection, mailbox, BodyFetch::Pass::Rest));
    m_bodiesWait = m_bodiesWait || m_context.demands->metered; // it may have become so
    return markSynced(listed);
}

Status AccountSync::fetchBodiesOf(connect::ImapConnection& connection, const model::Mailbox& mailbox, BodyFetch::Pass pass) {
    const auto between = [&]() -> Result<bool> {
        TRY(const bool isDue, isServiceDue(connection, mailbox.id));
        return isDue || m_context.demands->metered;
    };
    m_atWork = mailbox.id;
    for (bool complete = false; !complete && !m_context.demands->metered;) {
        (void)m_reports.at(connection, mailbox.name);
        const auto done = pass == BodyFetch::Pass::Readable ? fetchMailboxBodies(m_context, connection, mailbox, between)
                                                            : fetchMailboxRest(m_context, connection, mailbox, between);
        if (!done && done.error().kind == ErrorKind::Refused) {
            m_atWork = {};
            return failMailbox(mailbox.name, mailbox.id, done.error());
        }
        TRY(complete, done);
        if (!complete) {
            TRY(const bool served, serve(connection, mailbox.id));
            (void)served;
        }
    }
    m_atWork = {};
    return {};
}

void AccountSync::startCrew(const connect::ImapConnection& connection, const QList<model::Mailbox>& mailboxes) {
    constexpr qint64 kMuch = 10'000; // messages
    constexpr int kForMuch = 2;      // one more place is left for the user's mailbox
    const bool isLong = connection.roundTripTime() > connect::kSlowRoundTrip && m_backlog.messages > kMuch && mailboxes.size() > 1;
    m_crew = std::make_unique<BodyCrew>(m_context, m_connector, mailboxes, isLong ? std::max(m_further, kForMuch) : m_further,
                                        connection.has("X-GM-EXT-1"), m_wakeUp);
}

/// A sync that ends has no other use for its connection meanwhile.
Status AccountSync::workWithCrew(connect::ImapConnection& connection) {
    while (const auto mailbox = m_crew->takeNext()) {
        const Status fetched = fetchBodiesOf(connection, *mailbox, BodyFetch::Pass::Readable);
        m_crew->done();
        TRY_STATUS(fetched);
    }
    while (!m_crew->isDone()) {
        if (m_wakeUp->waitFor(std::chrono::seconds(1), m_context.cancel) == WakeUp::Ended::Cancelled)
            return failure(ErrorKind::Cancelled, ErrorCode::Cancelled);
    }
    m_reports.add(m_crew->traffic());
    m_crew.reset();
    return {};
}

/// synced: the list is complete and no body is missing.
Status AccountSync::markSynced(const Listed& listed) {
    TRY(const auto backlog, m_context.reader.bodyBacklog(m_context.account.id));
    TRY(const QList<model::Mailbox> stored, m_context.reader.mailboxes(m_context.account.id));
    for (const model::Mailbox& mailbox : stored) {
        const bool isListed = std::any_of(listed.begin(), listed.end(), [&](const auto& l) { return l.mailbox.id == mailbox.id; });
        const bool synced = mailbox.listComplete && backlog.value(mailbox.id.value).messages == 0;
        if (!isListed || synced == mailbox.synced)
            continue;
        store::MailboxDelta delta;
        delta.mailbox = mailbox.id;
        delta.uidValidity = mailbox.uidValidity;
        delta.synced = synced;
        TRY_STATUS(m_context.store.apply(std::move(delta)));
    }
    return {};
}

} // namespace tributary::sync
