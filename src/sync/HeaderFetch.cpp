// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/HeaderFetch.h"

#include "base/Log.h"
#include "sync/KeptScope.h"
#include "sync/UidSets.h"

#include <algorithm>

namespace tributary::sync {

namespace {
constexpr qint64 kRowBytes = 1024; // what a row weighs while it waits for the writer
} // namespace

HeaderFetch::HeaderFetch(SyncContext& context, connect::ImapConnection& connection, SelectedMailbox& selected,
                         MailboxId mailbox, Intake::Progress progress)
    : m_context(context), m_connection(connection), m_selected(selected),
      m_items(HeaderItems{connection.has("X-GM-EXT-1"), connection.has("OBJECTID")}.list()),
      m_intake(context.store, mailbox, selected.uidValidity, {kHeaderDelta, kDeltaBytes, kDeltasInFlight}, std::move(progress)) {}

Status HeaderFetch::askFirstScreen() {
    const quint32 count = m_selected.exists;
    const auto sequence = imap::UidSet::range(count > kFirstScreen ? count - kFirstScreen + 1 : 1, count);
    TRY(m_firstScreen, m_connection.send(imap::command::fetch(sequence, m_items)));
    return {};
}

Result<HeaderFetch::Outcome> HeaderFetch::firstScreen(const connect::ImapConnection::Handler& others) {
    m_wantedRange = imap::UidSet::range(1, imap::UidSet::kStar);
    TRY(const auto response, m_connection.await(m_firstScreen, [&](imap::Event& event) -> Status {
            TRY_STATUS(others(event));
            TRY_STATUS(take(event));
            // On the screen at once: a server that does several commands together may tell of this one's end much later.
            return m_received.size() == std::min<qsizetype>(m_selected.exists, kFirstScreen) ? m_intake.commit() : Status();
        }));
    if (!response.isOk()) // the long way will tell which of them is the trouble
        qCWarning(lcSync) << "first screen refused" << loggable(response.text);
    m_wantedRange = {};
    return conclude();
}

Result<HeaderFetch::Outcome> HeaderFetch::fetch(imap::UidSet uids, const Between& between) {
    while (!uids.isEmpty() || !m_underWay.empty()) {
        while (!uids.isEmpty() && !m_outcome.interrupted && m_underWay.size() < kCommandsInFlight)
            TRY_STATUS(sendNext(uids));
        if (m_underWay.empty())
            break;
        TRY_STATUS(finishOldest());
        if (between && !uids.isEmpty() && !m_outcome.interrupted) {
            TRY(m_outcome.interrupted, between());
        }
    }
    return conclude();
}

Result<HeaderFetch::Outcome> HeaderFetch::fetchFrom(Uid first, const imap::UidSet& known) {
    m_wantedRange = minus(imap::UidSet::range(first.value, imap::UidSet::kStar), known);
    TRY(const auto response, m_connection.run(imap::command::uidFetch(imap::UidSet::range(first.value, imap::UidSet::kStar), m_items),
                                              [this](imap::Event& event) { return take(event); }));
    m_wantedRange = {};
    if (!response.isOk())
        return failure(connect::statusError(response, QStringLiteral("FETCH")));
    return conclude();
}

Result<HeaderFetch::Outcome> HeaderFetch::conclude() {
    TRY_STATUS(m_intake.finish());
    m_outcome.added = m_intake.added();
    m_outcome.received = uidSetOf(m_received);
    return m_outcome;
}

Status HeaderFetch::sendNext(imap::UidSet& left) {
    Chunk chunk;
    const imap::UidSet uids = takeHighest(left, kHeaderChunk);
    chunk.uids = highestFirst(uids, kHeaderChunk);
    m_wanted.unite(QSet<quint32>(chunk.uids.begin(), chunk.uids.end()));
    TRY(chunk.command, m_connection.send(imap::command::uidFetch(uids, m_items)));
    m_underWay.push_back(std::move(chunk));
    return {};
}

Status HeaderFetch::finishOldest() {
    const Chunk chunk = std::move(m_underWay.front());
    m_underWay.pop_front();
    TRY(const auto response,
        m_connection.await(chunk.command, [this](imap::Event& event) { return take(event); }));
    QList<quint32> missed;
    for (const quint32 uid : chunk.uids) {
        if (m_wanted.remove(uid))
            missed.append(uid);
    }
    if (response.isOk() || missed.isEmpty())
        return {};
    if (response.kind == imap::StatusKind::No && connect::statusError(response, {}).kind == ErrorKind::TemporaryRefusal)
        return failure(connect::statusError(response, QStringLiteral("FETCH")));
    return oneByOne(missed);
}

/// One message that the server cannot describe must not hide its neighbours. It is asked for its header block then, which
/// needs no parsing on the server's side.
Status HeaderFetch::oneByOne(const QList<quint32>& uids) {
    QByteArrayList plain = m_items;
    plain.removeAll("ENVELOPE");
    plain.append("BODY.PEEK[HEADER]");
    for (const quint32 uid : uids) {
        const auto one = imap::UidSet::range(uid, uid);
        const auto handler = [this](imap::Event& event) { return take(event); };
        m_wanted.insert(uid);
        TRY(auto response, m_connection.run(imap::command::uidFetch(one, m_items), handler));
        if (!response.isOk()) {
            TRY(response, m_connection.run(imap::command::uidFetch(one, plain), handler));
        }
        m_wanted.remove(uid);
        if (!response.isOk()) {
            ++m_outcome.refused;
            qCWarning(lcSync) << "the server does not describe UID" << uid << loggable(response.text);
        }
    }
    return {};
}

/// True once for each message that was asked for.
bool HeaderFetch::isAskedFor(quint32 uid) {
    if (m_wanted.remove(uid))
        return true;
    if (!m_wantedRange.contains(uid) || m_fromRange.contains(uid))
        return false;
    m_fromRange.insert(uid);
    return true;
}

Status HeaderFetch::take(imap::Event& event) {
    auto* data = std::get_if<imap::FetchData>(&event);
    // Without FLAGS it is no row: what came is some other answer, or a server's fault, and is asked for again.
    const bool isDescribed = data && (data->envelope || std::any_of(data->sections.begin(), data->sections.end(), [](const auto& section) {
                                 return section.section.compare("HEADER", Qt::CaseInsensitive) == 0;
                             }));
    const bool isRow = isDescribed && data->uid && data->uid->isValid() && data->flags;
    if (!isRow || !isAskedFor(data->uid->value)) {
        m_selected.take(event);
        return {};
    }
    m_received.append(data->uid->value);
    m_selected.flagChanges.remove(data->uid->value); // told before, and older
    store::NewMessage row = takeInHeaders(*data);
    row.bodyWanted = row.bodyWanted && wantsBody(m_context.account, row.internalDateMs, m_context.clock);
    if (m_adjust)
        m_adjust(row);
    return m_intake.add(std::move(row), kRowBytes);
}

} // namespace tributary::sync
