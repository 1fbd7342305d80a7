// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/MessageFetch.h"

#include "base/Log.h"
#include "sync/MessageIntake.h"

#include <algorithm>

namespace tributary::sync {

imap::UidSet uidSetOf(QList<quint32> uids) {
    std::sort(uids.begin(), uids.end());
    return imap::UidSet::fromSorted(uids);
}

MessageFetch::MessageFetch(SyncContext& context, connect::ImapConnection& connection, SelectedMailbox& selected,
                           MailboxId mailbox)
    : m_context(context), m_connection(connection), m_selected(selected), m_mailbox(mailbox) {
    m_delta.mailbox = mailbox;
    m_delta.uidValidity = selected.uidValidity;
}

Result<MessageFetch::Outcome> MessageFetch::fetch(const QList<quint32>& uids, const Between& between,
                                                  const Progress& progress) {
    m_outcome = {};
    m_progress = progress;
    qsizetype chunkSize = kFirstChunk;
    for (qsizetype at = 0; at < uids.size();) {
        const QList<quint32> chunk = uids.mid(at, chunkSize);
        at += chunk.size();
        TRY_STATUS(fetchChunk(chunk));
        // The first screen and whatever ends the mailbox are committed at once.
        if (chunkSize == kFirstChunk || at >= uids.size())
            TRY_STATUS(commit());
        chunkSize = kChunk;
        if (at < uids.size() && between) {
            TRY(m_outcome.interrupted, between());
            if (m_outcome.interrupted)
                break;
        }
    }
    TRY_STATUS(commit());
    TRY_STATUS(settle(0));
    return m_outcome;
}

Status MessageFetch::fetchChunk(const QList<quint32>& chunk) {
    QList<quint32> small;
    QList<quint32> large;
    TRY_STATUS(fetchSizes(chunk, small, large));
    TRY_STATUS(fetchBodies(small, false));
    return fetchBodies(large, true);
}

Status MessageFetch::fetchSizes(const QList<quint32>& chunk, QList<quint32>& small, QList<quint32>& large) {
    QSet<quint32> wanted(chunk.begin(), chunk.end());
    const auto handler = [&](imap::Event& event) -> Status {
        const auto* data = std::get_if<imap::FetchData>(&event);
        if (data && data->uid && data->size && wanted.remove(data->uid->value))
            (*data->size > kMaxBody ? large : small).append(data->uid->value);
        m_selected.take(event);
        return {};
    };
    TRY(const auto response, m_connection.run(imap::command::uidFetch(uidSetOf(chunk), {"RFC822.SIZE"}), handler));
    if (!response.isOk()) // the server cannot say: take them one by one, where one bad message harms nobody
        small = chunk;
    return {};
}

QByteArrayList MessageFetch::fetchItems(bool headersOnly) const {
    QByteArrayList items{"UID", "FLAGS", "INTERNALDATE", "RFC822.SIZE"};
    if (m_selected.highestModSeq.isValid())
        items.append("MODSEQ");
    items.append(headersOnly ? "BODY.PEEK[HEADER]" : "BODY.PEEK[]");
    return items;
}

Status MessageFetch::fetchBodies(const QList<quint32>& uids, bool headersOnly) {
    if (uids.isEmpty())
        return {};
    m_wanted = QSet<quint32>(uids.begin(), uids.end());
    TRY(const auto response,
        m_connection.run(imap::command::uidFetch(uidSetOf(uids), fetchItems(headersOnly)),
                         [&](imap::Event& event) { return takeEvent(event, headersOnly); }));
    if (response.isOk() || m_wanted.isEmpty())
        return {};
    return fetchOneByOne(QList<quint32>(m_wanted.begin(), m_wanted.end()), headersOnly);
}

Status MessageFetch::fetchOneByOne(const QList<quint32>& uids, bool headersOnly) {
    for (const quint32 uid : uids) {
        m_wanted = {uid};
        TRY(const auto response,
            m_connection.run(imap::command::uidFetch(imap::UidSet::range(uid, uid), fetchItems(headersOnly)),
                             [&](imap::Event& event) { return takeEvent(event, headersOnly); }));
        if (!response.isOk()) {
            ++m_outcome.refused;
            qCWarning(lcSync) << "the server does not give UID" << uid << loggable(response.text);
        }
    }
    return {};
}

Status MessageFetch::takeEvent(imap::Event& event, bool headersOnly) {
    auto* data = std::get_if<imap::FetchData>(&event);
    const bool isBody = data && data->uid && !data->sections.isEmpty() && m_wanted.contains(data->uid->value);
    if (!isBody) {
        m_selected.take(event);
        return {};
    }
    const auto section =
        std::find_if(data->sections.begin(), data->sections.end(), [&](const imap::BodySection& candidate) {
            return candidate.section == (headersOnly ? QByteArray("HEADER") : QByteArray()) && !candidate.nil;
        });
    if (section == data->sections.end())
        return {};
    m_wanted.remove(data->uid->value);
    m_delta.added.append(takeIn(*data, section->bytes, headersOnly));
    m_deltaBytes += section->bytes.size();
    if (m_delta.added.size() >= kDeltaMessages || m_deltaBytes >= kDeltaBytes)
        return commit();
    return {};
}

Status MessageFetch::commit() {
    if (m_delta.added.isEmpty())
        return {};
    const int added = static_cast<int>(m_delta.added.size());
    store::MailboxDelta next;
    next.mailbox = m_mailbox;
    next.uidValidity = m_delta.uidValidity;
    m_commits.push_back(m_context.store.submit(std::exchange(m_delta, std::move(next))));
    m_outcome.added += added;
    if (m_progress)
        m_progress(added, std::exchange(m_deltaBytes, 0));
    m_deltaBytes = 0;
    return settle(kDeltasInFlight);
}

Status MessageFetch::settle(std::size_t leave) {
    while (m_commits.size() > leave) {
        Status status = m_commits.front().get();
        m_commits.pop_front();
        if (!status)
            return status;
    }
    return {};
}

} // namespace tributary::sync
