// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/MailboxSync.h"

#include "base/Log.h"

#include <QLocale>

#include <algorithm>

namespace tributary::sync {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr quint32 kStar = 0xFFFFFFFF;
} // namespace

MailboxSync::MailboxSync(SyncContext& context, connect::ImapConnection& connection, const model::Mailbox& mailbox)
    : m_context(context), m_connection(connection), m_mailbox(mailbox) {}

Result<bool> MailboxSync::run(model::MailboxReport& report, const MessageFetch::Between& between) {
    TRY_STATUS(loadCache());
    TRY(const bool resynced, examine());
    if (m_selected.uidValidity != m_mailbox.uidValidity)
        TRY_STATUS(startOver());
    else if (resynced)
        TRY_STATUS(applyNews(report, true));
    else if (!m_cache.isEmpty())
        TRY_STATUS(m_selected.highestModSeq.isValid() && m_mailbox.highestModSeq.isValid() ? compareChanged(report)
                                                                                           : compareAll(report));
    TRY(const QList<quint32> missing, missingUids(resynced));
    MessageFetch fetch(m_context, m_connection, m_selected, m_mailbox.id);
    int done = 0;
    const int total = static_cast<int>(missing.size());
    TRY(const auto outcome, fetch.fetch(missing, between, [&](int added, qint64 bytes) {
            done += added;
            m_bytes += bytes;
            tellProgress(total, done, m_bytes);
        }));
    report.added += outcome.added;
    for (const quint32 uid : missing)
        m_cache.insert(uid, {}); // flags are of no matter here: only which UIDs are known
    if (outcome.interrupted)
        return false;
    TRY_STATUS(markSynced(outcome.refused == 0 && outcome.added == missing.size()));
    if (m_selected.hasNews())
        TRY_STATUS(refresh(report));
    return true;
}

Status MailboxSync::loadCache() {
    m_cache.clear();
    TRY(const auto states, m_context.reader.uidStates(m_mailbox.id));
    for (const store::UidState& state : states)
        m_cache.insert(state.uid.value, state.flags);
    return {};
}

Result<bool> MailboxSync::examine() {
    imap::command::SelectOptions options;
    options.condstore = m_connection.condstoreAvailable();
    const bool askResync = m_connection.qresyncEnabled() && m_mailbox.uidValidity.isValid() &&
                           m_mailbox.highestModSeq.isValid();
    if (askResync)
        options.qresync = imap::command::SelectOptions::Resync{m_mailbox.uidValidity, m_mailbox.highestModSeq, {}};
    m_selected = {};
    TRY(const auto response,
        m_connection.runOk(imap::command::examine(m_mailbox.wireName, options), [this](imap::Event& event) -> Status {
            m_selected.take(event);
            return {};
        }));
    (void)response;
    if (!m_selected.uidValidity.isValid()) {
        return failure(ErrorKind::Refused, ErrorCode::Unsupported, u"no UIDVALIDITY for %1"_s.arg(m_mailbox.name));
    }
    // A modification sequence that goes back is a restored server: nothing it says about changes can be used.
    const bool wentBack = m_selected.highestModSeq < m_mailbox.highestModSeq;
    if (wentBack)
        m_mailbox.highestModSeq = {};
    return askResync && m_selected.highestModSeq.isValid() && !wentBack &&
           m_selected.uidValidity == m_mailbox.uidValidity;
}

Status MailboxSync::startOver() {
    store::MailboxDelta delta;
    delta.mailbox = m_mailbox.id;
    delta.uidValidity = m_selected.uidValidity;
    delta.reset = true;
    delta.synced = false;
    // The cache is empty now, so every later change is later than this sequence: a resumed first sync can use it.
    delta.highestModSeq = m_selected.highestModSeq;
    TRY_STATUS(m_context.store.apply(delta));
    m_mailbox.uidValidity = m_selected.uidValidity;
    m_mailbox.highestModSeq = m_selected.highestModSeq;
    m_mailbox.synced = false;
    m_mailbox.uidNext = {};
    m_cache.clear();
    m_selected.clearNews();
    return {};
}

/// Stores the gathered flags and expunges. withState: they are everything up to highestModSeq.
Status MailboxSync::applyNews(model::MailboxReport& report, bool withState) {
    store::MailboxDelta delta;
    delta.mailbox = m_mailbox.id;
    delta.uidValidity = m_selected.uidValidity;
    ModSeq newest = m_mailbox.highestModSeq;
    for (const store::FlagChange& change : std::as_const(m_selected.flagChanges)) {
        newest = std::max(newest, change.modSeq);
        const auto known = m_cache.find(change.uid.value);
        if (known == m_cache.end() || m_selected.vanished.contains(change.uid.value))
            continue;
        delta.flags.append(change);
        if (*known != change.flags) {
            ++report.changed;
            *known = change.flags;
        }
    }
    for (const auto& range : m_selected.vanished.ranges()) {
        for (auto it = m_cache.lowerBound(range.first); it != m_cache.end() && it.key() <= range.last;) {
            delta.gone.append(Uid(it.key()));
            it = m_cache.erase(it);
        }
    }
    report.gone += static_cast<int>(delta.gone.size());
    if (withState)
        newest = std::max(newest, m_selected.highestModSeq);
    if (newest != m_mailbox.highestModSeq) {
        delta.highestModSeq = newest;
        m_mailbox.highestModSeq = newest;
    }
    const bool grew = m_selected.grew;
    m_selected.clearNews();
    m_selected.grew = grew;
    if (delta.flags.isEmpty() && delta.gone.isEmpty() && !delta.highestModSeq)
        return {};
    return m_context.store.apply(std::move(delta));
}

/// Neither QRESYNC nor CONDSTORE: the FLAGS of all, held against the cache.
Status MailboxSync::compareAll(model::MailboxReport& report) {
    QMap<quint32, store::FlagChange> server;
    TRY(const auto response,
        m_connection.runOk(imap::command::uidFetch(imap::UidSet::range(1, kStar), {"FLAGS"}), [&](imap::Event& event) -> Status {
            const auto* data = std::get_if<imap::FetchData>(&event);
            if (data && data->uid && data->flags)
                server.insert(data->uid->value, {*data->uid, model::parseFlags(*data->flags), {}});
            else
                m_selected.take(event);
            return {};
        }));
    (void)response;
    m_selected.expungedBySequence = false;
    m_selected.flagsBySequence = false;
    for (auto it = m_cache.constBegin(); it != m_cache.constEnd(); ++it) {
        if (!server.contains(it.key()))
            m_selected.vanished.add(it.key(), it.key());
        else if (server[it.key()].flags != it.value())
            m_selected.flagChanges.insert(it.key(), server[it.key()]);
    }
    return applyNews(report, true);
}

/// CONDSTORE without QRESYNC: flags by CHANGEDSINCE, expunges by the set of all UIDs; both asked in one flight.
Status MailboxSync::compareChanged(model::MailboxReport& report) {
    imap::UidSet server;
    const auto handler = [&](imap::Event& event) -> Status {
        if (const auto* found = std::get_if<imap::SearchData>(&event)) {
            for (const auto& range : found->numbers.ranges())
                server.add(range.first, range.last);
        } else {
            m_selected.take(event);
        }
        return {};
    };
    TRY(const auto flags, m_connection.send(imap::command::uidFetch(imap::UidSet::range(1, kStar), {"FLAGS"},
                                                                    m_mailbox.highestModSeq)));
    TRY(const auto search, m_connection.send(imap::command::uidSearch("ALL", m_connection.has("ESEARCH"))));
    for (const imap::CommandId id : {flags, search}) {
        TRY(const auto response, m_connection.await(id, handler));
        if (!response.isOk())
            return failure(connect::statusError(response, u"resync"_s));
    }
    m_selected.expungedBySequence = false;
    m_selected.flagsBySequence = false;
    for (auto it = m_cache.constBegin(); it != m_cache.constEnd(); ++it) {
        if (!server.contains(it.key()))
            m_selected.vanished.add(it.key(), it.key());
    }
    return applyNews(report, true);
}

QByteArray MailboxSync::wantedCriteria() const {
    if (!m_context.account.syncSince.isValid())
        return "ALL";
    return "SINCE " + QLocale::c().toString(m_context.account.syncSince, u"d-MMM-yyyy"_s).toLatin1();
}

Result<QList<quint32>> MailboxSync::searchUids(const QByteArray& criteria) {
    imap::UidSet found;
    TRY(const auto response,
        m_connection.runOk(imap::command::uidSearch(criteria, m_connection.has("ESEARCH")), [&](imap::Event& event) -> Status {
            if (const auto* data = std::get_if<imap::SearchData>(&event)) {
                for (const auto& range : data->numbers.ranges())
                    found.add(range.first, range.last);
            } else {
                m_selected.take(event);
            }
            return {};
        }));
    (void)response;
    // A set is expanded only as far as the mailbox can be: a server may say 1:4294967295.
    if (found.count() > quint64(m_selected.exists) + 1000)
        return failure(ErrorKind::Protocol, ErrorCode::UnexpectedResponse, u"SEARCH finds more than EXISTS"_s);
    QList<quint32> missing;
    const auto ranges = found.ranges();
    for (auto range = ranges.crbegin(); range != ranges.crend(); ++range) {
        for (quint64 uid = range->last; uid >= range->first && uid > 0; --uid) {
            if (!m_cache.contains(static_cast<quint32>(uid)))
                missing.append(static_cast<quint32>(uid));
        }
    }
    return missing;
}

/// UIDs that the server has and the cache lacks, newest first.
Result<QList<quint32>> MailboxSync::missingUids(bool resynced) {
    const bool onlyNew = resynced && m_mailbox.synced && m_mailbox.uidNext.isValid();
    const bool uidNextFits = m_selected.uidNext.isValid() && m_selected.uidNext >= m_mailbox.uidNext;
    if (onlyNew && uidNextFits) {
        QList<quint32> missing;
        if (m_selected.uidNext > m_mailbox.uidNext) {
            TRY(missing, searchUids("UID " + QByteArray::number(m_mailbox.uidNext.value) + ":*"));
        }
        const bool adds = quint64(m_cache.size()) + quint64(missing.size()) == m_selected.exists;
        if (adds || m_context.account.syncSince.isValid())
            return missing;
        qCInfo(lcSync) << "counts differ, looking at all UIDs of mailbox" << m_mailbox.id.value;
        model::MailboxReport unused;
        TRY_STATUS(compareAll(unused));
    }
    if (m_selected.exists == 0)
        return QList<quint32>();
    return searchUids(wantedCriteria());
}

Status MailboxSync::markSynced(bool complete) {
    store::MailboxDelta delta;
    delta.mailbox = m_mailbox.id;
    delta.uidValidity = m_selected.uidValidity;
    const Uid next = std::max(m_selected.uidNext, m_cache.isEmpty() ? Uid() : Uid(m_cache.lastKey() + 1));
    if (next == m_mailbox.uidNext && complete == m_mailbox.synced)
        return {};
    delta.uidNext = next;
    delta.synced = complete;
    m_mailbox.uidNext = next;
    m_mailbox.synced = complete;
    return m_context.store.apply(std::move(delta));
}

Status MailboxSync::refresh(model::MailboxReport& report) {
    // Bounded: a server that reports news for ever is looked at again later.
    for (int round = 0; round < 8 && m_selected.hasNews(); ++round) {
        if (m_selected.expungedBySequence || m_selected.flagsBySequence)
            TRY_STATUS(compareAll(report));
        TRY_STATUS(applyNews(report, false));
        if (!std::exchange(m_selected.grew, false))
            continue;
        const quint32 first = m_cache.isEmpty() ? 1 : std::max(m_mailbox.uidNext.value, m_cache.lastKey() + 1);
        TRY(const QList<quint32> fresh, searchUids("UID " + QByteArray::number(first) + ":*"));
        MessageFetch fetch(m_context, m_connection, m_selected, m_mailbox.id);
        TRY(const auto outcome, fetch.fetch(fresh, {}, {}));
        report.added += outcome.added;
        for (const quint32 uid : fresh)
            m_cache.insert(uid, {});
        TRY_STATUS(markSynced(m_mailbox.synced && outcome.refused == 0));
    }
    return {};
}

void MailboxSync::tellProgress(int total, int done, qint64 bytes) const {
    if (!m_context.observer.progress)
        return;
    model::SyncProgress progress;
    progress.account = m_context.account.id;
    progress.mailbox = m_mailbox.id;
    progress.mailboxName = m_mailbox.name;
    progress.messagesDone = done;
    progress.messagesTotal = total;
    progress.bytes = bytes;
    m_context.observer.progress(progress);
}

} // namespace tributary::sync
