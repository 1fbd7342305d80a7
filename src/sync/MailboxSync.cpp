// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/MailboxSync.h"

#include "base/Log.h"
#include "sync/KeptScope.h"
#include "sync/ProgressMeter.h"
#include "sync/UidSets.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace tributary::sync {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr quint32 kSearchedBeside = 150'000; // messages of a mailbox
constexpr quint64 kGlance = 1000; // newest messages whose FLAGS a glance looks at
} // namespace

MailboxSync::MailboxSync(SyncContext& context, connect::ImapConnection& connection, const model::Mailbox& mailbox)
    : m_context(context), m_connection(connection), m_mailbox(mailbox), m_known(context.reader, mailbox.id) {}

Result<bool> MailboxSync::run(model::MailboxReport& report, const HeaderFetch::Between& between, Depth depth) {
    TRY(const bool resynced, examine());
    m_isOther = m_selected.isOther(m_mailbox) && m_mailbox.uidValidity.isValid();
    if (m_isOther && m_leavesOthers)
        return false;
    if (m_selected.isOther(m_mailbox))
        TRY_STATUS(startOver());
    TRY_STATUS(keepServerId());
    TRY(const imap::UidSet* known, m_known.uids());
    if (known->isEmpty() && keepsAll(m_context.account))
        TRY_STATUS(firstScreen(report));
    else if (!known->isEmpty())
        TRY_STATUS(findChanges(resynced, depth, report));
    TRY(const Missing searched, missingUids(resynced));
    const imap::UidSet& missing = searched.uids;
    const auto total = static_cast<qint64>(missing.count());
    TRY_STATUS(m_connection.compressIfWorthIt(total * kHeaderBytes)); // not before the first screen
    qint64 done = 0;
    HeaderFetch fetch(m_context, m_connection, m_selected, m_mailbox.id, [&](int messages, qint64) {
        done += messages;
        m_context.meter->headers(m_mailbox, done, total);
    });
    TRY(const auto outcome, fetch.fetch(missing, between));
    TRY(const int fresh, countNew(outcome.added));
    report.added += fresh;
    m_known.add(outcome.received);
    if (outcome.interrupted)
        return false;
    TRY_STATUS(markComplete(searched.sure && outcome.refused == 0 && outcome.received.count() == missing.count()));
    if (m_selected.hasNews())
        TRY_STATUS(refresh(report));
    return true;
}

Result<bool> MailboxSync::select() {
    TRY(const bool resynced, examine());
    (void)resynced;
    return !m_selected.isOther(m_mailbox);
}

imap::Command MailboxSync::examineCommand(bool askResync) const {
    imap::command::SelectOptions options;
    options.condstore = m_connection.condstoreAvailable();
    if (askResync)
        options.qresync = imap::command::SelectOptions::Resync{m_mailbox.uidValidity, m_mailbox.highestModSeq, {}};
    return imap::command::examine(m_mailbox.wireName, options);
}

Result<bool> MailboxSync::examine() {
    const bool askResync =
        m_connection.qresyncEnabled() && m_mailbox.uidValidity.isValid() && m_mailbox.highestModSeq.isValid();
    m_selected = {};
    if (m_mailbox.uidValidity.isValid()) {
        TRY(const auto response, m_connection.runOk(examineCommand(askResync), [this](imap::Event& event) -> Status {
                m_selected.take(event);
                return {};
            }));
        (void)response;
        TRY_STATUS(checkExamined());
    }
    if (m_selected.isOther(m_mailbox) || !m_mailbox.uidValidity.isValid())
        TRY_STATUS(selectOnce());
    // A modification sequence that goes back is a restored server: nothing it says about changes can be used.
    const bool wentBack = m_selected.highestModSeq < m_mailbox.highestModSeq;
    if (wentBack)
        m_mailbox.highestModSeq = {};
    return askResync && m_selected.highestModSeq.isValid() && !wentBack &&
           !m_selected.isOther(m_mailbox);
}

/// Courier makes up another UIDVALIDITY at each EXAMINE until somebody has SELECTed the mailbox once (seen with 5.0, 2026).
Status MailboxSync::selectOnce() {
    m_selected = {};
    imap::command::SelectOptions options;
    options.condstore = m_connection.condstoreAvailable();
    TRY(const auto response,
        m_connection.run(imap::command::select(m_mailbox.wireName, options), [this](imap::Event& event) -> Status {
            m_selected.take(event);
            return {};
        }));
    if (!response.isOk())
        return failure(connect::statusError(response, m_mailbox.name));
    return checkExamined();
}

Status MailboxSync::checkExamined() {
    if (!m_selected.uidValidity.isValid())
        return failure(ErrorKind::Refused, ErrorCode::Unsupported, u"no UIDVALIDITY for %1"_s.arg(m_mailbox.name));
    return {};
}

Status MailboxSync::keepServerId() {
    if (m_selected.mailboxId.isEmpty() || m_selected.mailboxId == m_mailbox.mailboxId)
        return {};
    m_mailbox.mailboxId = m_selected.mailboxId;
    return m_context.store.setServerId(m_mailbox.id, m_mailbox.mailboxId);
}

/// The store puts the old rows aside; they come back with their bodies as their twins are listed.
Status MailboxSync::startOver() {
    store::MailboxDelta delta;
    delta.mailbox = m_mailbox.id;
    delta.uidValidity = m_selected.uidValidity;
    delta.reset = true;
    delta.listComplete = false;
    delta.synced = false;
    // The cache is empty now, so every later change is later than this sequence: a resumed first sync can use it.
    delta.highestModSeq = m_selected.highestModSeq;
    TRY_STATUS(m_context.store.apply(delta));
    m_mailbox.uidValidity = m_selected.uidValidity;
    m_mailbox.highestModSeq = m_selected.highestModSeq;
    m_mailbox.listComplete = false;
    m_mailbox.synced = false;
    m_mailbox.total = 0;
    m_mailbox.uidNext = {};
    m_known.clear();
    m_selected.clearNews();
    return {};
}

/// What there is is asked for in the same turn, unless it is so much that a server which does both at a time would keep the
/// screen waiting (Dovecot: 0.4 s of a million).
Status MailboxSync::firstScreen(model::MailboxReport& report) {
    if (m_selected.exists == 0)
        return {};
    HeaderFetch fetch(m_context, m_connection, m_selected, m_mailbox.id);
    TRY_STATUS(fetch.askFirstScreen());
    if (m_selected.exists <= kSearchedBeside) {
        TRY(const auto search, m_connection.send(imap::command::uidSearch("ALL", m_connection.has("ESEARCH"))));
        m_listing = Listing{search, {}};
    }
    TRY(const auto outcome, fetch.firstScreen([this](imap::Event& event) -> Status {
            if (const auto* data = std::get_if<imap::SearchData>(&event); data && m_listing)
                m_listing->found = unite(m_listing->found, data->numbers);
            return {};
        }));
    TRY(const int fresh, countNew(outcome.added));
    report.added += fresh;
    m_known.add(outcome.received);
    return {};
}

Status MailboxSync::findChanges(bool resynced, Depth depth, model::MailboxReport& report) {
    if (resynced)
        return applyNews(report, true);
    if (m_selected.highestModSeq.isValid() && m_mailbox.highestModSeq.isValid())
        return compareChanged(report);
    // Without a sequence to start from, or one that went back: from now on it tells what changes, so nothing may be left behind it.
    if (depth == Depth::Thorough || m_selected.highestModSeq.isValid())
        return compareAll(report);
    TRY_STATUS(compareUids(report));
    TRY(const imap::UidSet* known, m_known.uids());
    imap::UidSet all = *known;
    return compareFlags(takeHighest(all, kGlance), false, report);
}

/// Stores the gathered flags and expunges. withState: they are everything up to highestModSeq.
Status MailboxSync::applyNews(model::MailboxReport& report, bool withState) {
    store::MailboxDelta delta;
    delta.mailbox = m_mailbox.id;
    delta.uidValidity = m_selected.uidValidity;
    imap::UidSet gone;
    if (!m_selected.vanished.isEmpty()) {
        TRY(const imap::UidSet* known, m_known.uids());
        gone = both(*known, m_selected.vanished); // never more than the cache has, whatever the server says
        for (const quint32 uid : highestFirst(gone, std::numeric_limits<qsizetype>::max()))
            delta.gone.append(Uid(uid));
        m_known.remove(gone);
    }
    ModSeq newest = m_mailbox.highestModSeq;
    int changed = 0;
    for (const store::FlagChange& change : std::as_const(m_selected.flagChanges)) {
        newest = std::max(newest, change.modSeq);
        if (m_selected.vanished.contains(change.uid.value))
            continue;
        bool isKnown = change.uid < firstUnknown();
        if (!isKnown) { // what the user has moved here has a UID before the list has come so far
            TRY(const imap::UidSet* known, m_known.uids());
            isKnown = known->contains(change.uid.value);
        }
        // The store has the last word on what there is: another worker may have stored the row meanwhile.
        delta.flags.append(change);
        changed += isKnown ? 1 : 0;
    }
    report.changed += changed;
    report.gone += static_cast<int>(delta.gone.size());
    // What is gone in a mass is kept a day and asked about: a server that loses a disk says the same (SRV8).
    const qint64 allGone = delta.gone.isEmpty() ? 0 : delta.gone.size() + m_vanishedBefore;
    delta.held = allGone > kMassCount && allGone * 100 > (qint64(m_mailbox.total) + m_vanishedBefore) * kMassPercent;
    // An unasked VANISHED names what was there (RFC 7162 3.2.10); one that names more is not believed without a look, nor is a
    // mass that goes while we listen.
    m_doubt = m_doubt || (!withState && (delta.held || m_selected.vanished.count() > gone.count()));
    if (withState)
        newest = std::max(newest, m_selected.highestModSeq);
    if (newest != m_mailbox.highestModSeq)
        delta.highestModSeq = newest;
    const bool grew = m_selected.grew;
    m_selected.clearNews();
    m_selected.grew = grew;
    if (delta.flags.isEmpty() && delta.gone.isEmpty() && !delta.highestModSeq)
        return {};
    m_mailbox.total -= static_cast<int>(delta.gone.size());
    TRY_STATUS(m_context.store.apply(std::move(delta)));
    m_mailbox.highestModSeq = newest;
    return {};
}

Status MailboxSync::compareAll(model::MailboxReport& report) {
    TRY(const imap::UidSet* known, m_known.uids());
    const imap::UidSet all = *known;
    if (all.isEmpty()) {
        m_selected.clearNews();
        return {};
    }
    return compareFlags(all, false, report);
}

/// CONDSTORE without QRESYNC: flags by CHANGEDSINCE, expunges by the set of all UIDs; both asked in one flight.
Status MailboxSync::compareChanged(model::MailboxReport& report) {
    imap::UidSet server;
    const auto handler = [&](imap::Event& event) -> Status {
        if (const auto* found = std::get_if<imap::SearchData>(&event))
            server = unite(server, found->numbers);
        else
            m_selected.take(event);
        return {};
    };
    m_selected.expungedBySequence = false;
    m_selected.flagsBySequence = false;
    QByteArrayList items{"FLAGS"};
    if (m_connection.has("X-GM-EXT-1"))
        items << "X-GM-LABELS"; // a label that comes or goes is a change too
    TRY(const auto flags, m_connection.send(imap::command::uidFetch(imap::UidSet::range(1, imap::UidSet::kStar), items, m_mailbox.highestModSeq)));
    TRY(const auto search, m_connection.send(imap::command::uidSearch("ALL", m_connection.has("ESEARCH"))));
    for (const imap::CommandId id : {flags, search}) {
        TRY(const auto response, m_connection.await(id, handler));
        if (!response.isOk())
            return failure(connect::statusError(response, u"resync"_s));
    }
    TRY(const imap::UidSet* known, m_known.uids());
    m_selected.vanished = unite(m_selected.vanished, minus(*known, server));
    const bool again = m_selected.expungedBySequence;
    TRY_STATUS(applyNews(report, true));
    m_selected.expungedBySequence = again; // an EXPUNGE behind the SEARCH: refresh() looks again
    return {};
}

Status MailboxSync::compareUids(model::MailboxReport& report) {
    m_selected.expungedBySequence = false;
    TRY(const imap::UidSet server, searchUids("ALL"));
    TRY(const imap::UidSet* known, m_known.uids());
    m_selected.vanished = unite(m_selected.vanished, minus(*known, server));
    const bool again = m_selected.expungedBySequence;
    TRY_STATUS(applyNews(report, false));
    m_selected.expungedBySequence = again;
    return {};
}

/// All that the account keeps of the mailbox. Where older mail is left out it is searched for as well: only the two together
/// can be held against EXISTS, and a SEARCH that finds too little hides mail for good (SRV3).
Result<MailboxSync::Missing> MailboxSync::wantedUids() {
    if (keepsAll(m_context.account)) {
        const auto listing = std::exchange(m_listing, std::nullopt);
        const quint32 before = m_selected.exists;
        TRY(const imap::UidSet all, listing ? awaitSearch(listing->command, listing->found) : searchUids("ALL"));
        return Missing{all, all.count() >= std::min(before, m_selected.exists)};
    }
    // One after the other: a server may work on both at a time, and a plain SEARCH does not say which it answers.
    TRY(const imap::UidSet kept, searchUids(keptKeys(m_context.account)));
    TRY(const imap::UidSet left, searchUids(leftKeys(m_context.account)));
    const bool sure = kept.count() + left.count() == m_selected.exists;
    if (!sure)
        qCInfo(lcSync) << "SEARCH for what is kept does not add up in mailbox" << m_mailbox.id.value;
    return Missing{kept, sure};
}

Result<imap::UidSet> MailboxSync::searchUids(const QByteArray& criteria) {
    TRY(const auto id, m_connection.send(imap::command::uidSearch(criteria, m_connection.has("ESEARCH"))));
    return awaitSearch(id, {});
}

Result<imap::UidSet> MailboxSync::awaitSearch(imap::CommandId id, imap::UidSet found) {
    TRY(const auto response, m_connection.await(id, [&](imap::Event& event) -> Status {
            if (const auto* data = std::get_if<imap::SearchData>(&event))
                found = unite(found, data->numbers);
            else
                m_selected.take(event);
            return {};
        }));
    if (!response.isOk())
        return failure(connect::statusError(response, u"UID SEARCH"_s));
    // A set is believed only as far as the mailbox can be: a server may say 1:4294967295.
    if (found.count() > quint64(m_selected.exists) + 1000)
        return failure(ErrorKind::Protocol, ErrorCode::UnexpectedResponse, u"SEARCH finds more than EXISTS"_s);
    return found;
}

Uid MailboxSync::firstUnknown() const { return m_mailbox.uidNext.isValid() ? m_mailbox.uidNext : Uid(1); }

/// As many messages as the server has. Where older mail is left out no count tells.
Result<bool> MailboxSync::addsUp() {
    if (!keepsAll(m_context.account))
        return true;
    TRY(const imap::UidSet* known, m_known.uids());
    return known->count() == m_selected.exists;
}

/// UIDs that the server has and the cache lacks.
Result<MailboxSync::Missing> MailboxSync::missingUids(bool resynced) {
    const bool onlyNew = resynced && !m_listing && m_mailbox.listComplete && m_mailbox.uidNext.isValid() &&
                         m_selected.uidNext >= m_mailbox.uidNext && !m_looksAtAll;
    const bool isNothingNew = onlyNew && m_selected.uidNext == m_mailbox.uidNext;
    const bool keepsPart = !keepsAll(m_context.account);
    if (keepsPart && isNothingNew)
        return Missing{};
    if (onlyNew && !keepsPart) {
        imap::UidSet fresh;
        if (!isNothingNew) {
            TRY(fresh, searchUids("UID " + QByteArray::number(m_mailbox.uidNext.value) + ":*"));
        }
        TRY(const imap::UidSet* known, m_known.uids());
        fresh = minus(fresh, *known);
        if (known->count() + fresh.count() == m_selected.exists)
            return Missing{fresh, true};
        qCInfo(lcSync) << "counts differ, looking at all UIDs of mailbox" << m_mailbox.id.value;
        model::MailboxReport unused;
        TRY_STATUS(compareAll(unused));
    }
    if (m_selected.exists == 0 && !m_listing)
        return Missing{};
    TRY(Missing wanted, wantedUids());
    TRY(const imap::UidSet* known, m_known.uids());
    wanted.uids = minus(wanted.uids, *known);
    return wanted;
}

/// Of the rows that were stored: what the user has moved here stood in the list before, without its UID, and is not new.
Result<int> MailboxSync::countNew(int stored) {
    if (stored == 0)
        return 0;
    TRY(const model::Mailbox now, m_context.reader.mailbox(m_mailbox.id));
    const int before = std::exchange(m_mailbox.total, now.total);
    return std::clamp(now.total - before, 0, stored);
}

Status MailboxSync::markComplete(bool complete) {
    store::MailboxDelta delta;
    delta.mailbox = m_mailbox.id;
    delta.uidValidity = m_selected.uidValidity;
    TRY(const imap::UidSet* known, m_known.uids());
    const Uid next = std::max(m_selected.uidNext, known->isEmpty() ? Uid() : Uid(known->ranges().constLast().last + 1));
    if (next == m_mailbox.uidNext && complete == m_mailbox.listComplete)
        return {};
    delta.uidNext = next;
    delta.listComplete = complete;
    m_mailbox.uidNext = next;
    m_mailbox.listComplete = complete;
    return m_context.store.apply(std::move(delta));
}

/// What the server has after all: the rows come back from where they were put aside.
Status MailboxSync::listMissing(model::MailboxReport& report) {
    m_selected.exists = std::numeric_limits<quint32>::max(); // what it said of the number is in doubt as well
    TRY(const Missing server, wantedUids());
    m_selected.exists = static_cast<quint32>(std::min<quint64>(server.uids.count(), m_selected.exists));
    TRY(const imap::UidSet* known, m_known.uids());
    HeaderFetch fetch(m_context, m_connection, m_selected, m_mailbox.id);
    TRY(const auto outcome, fetch.fetch(minus(server.uids, *known), {}));
    TRY(const int fresh, countNew(outcome.added));
    report.added += fresh;
    m_known.add(outcome.received);
    return {};
}

Status MailboxSync::refresh(model::MailboxReport& report) {
    // Bounded: a server that reports news for ever is looked at again later.
    for (int round = 0; round < 8 && m_selected.hasNews(); ++round) {
        if (m_selected.expungedBySequence || m_selected.flagsBySequence) {
            const bool bySequence = m_selected.highestModSeq.isValid() && m_mailbox.highestModSeq.isValid();
            TRY_STATUS(bySequence ? compareChanged(report) : compareAll(report));
        }
        TRY_STATUS(applyNews(report, false));
        if (std::exchange(m_doubt, false))
            TRY_STATUS(listMissing(report));
        if (!std::exchange(m_selected.grew, false))
            continue;
        TRY(const imap::UidSet* known, m_known.uids());
        HeaderFetch fetch(m_context, m_connection, m_selected, m_mailbox.id);
        imap::UidSet wanted;
        if (keepsByFlag(m_context.account)) {
            TRY(wanted, searchUids("UID " + QByteArray::number(firstUnknown().value) + ":* " + keptKeys(m_context.account)));
        }
        TRY(const auto outcome, keepsByFlag(m_context.account) ? fetch.fetch(minus(wanted, *known), {}) : fetch.fetchFrom(firstUnknown(), *known));
        TRY(const int fresh, countNew(outcome.added));
        report.added += fresh;
        m_known.add(outcome.received);
        TRY_STATUS(markComplete(m_mailbox.listComplete));
    }
    return {};
}

Result<bool> MailboxSync::fetchBodies(BodyFetch::Pass pass, const BodyFetch::Between& between,
                                      const Intake::Progress& progress) {
    BodyFetch fetch(m_context, m_connection, m_selected, m_mailbox.id, progress);
    return fetch.run(pass, between);
}

} // namespace tributary::sync
