// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/LeavingFetch.h"

#include "sync/MessageIntake.h"
#include "sync/PartialFetch.h"
#include "sync/UidSets.h"

#include <algorithm>
#include <numeric>

namespace tributary::sync {

namespace {

constexpr quint64 kMostHeld = 20'000; // rows that are held in memory

/// SRV7: of another size it is believed when it has the Message-ID.
bool belongs(qint64 size, const QByteArray& messageId, const QByteArray& bytes) {
    if (bytes.size() == size || messageId.isEmpty())
        return true;
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    return bytes.first(end < 0 ? bytes.size() : end).contains(messageId);
}

} // namespace

bool LeavingFetch::isAllHere(const imap::StatusData& status, const QList<store::LeavingMessage>& here, Uid uidNext) const {
    const bool bodies = std::all_of(here.begin(), here.end(), [](const auto& one) { return one.body == model::BodyState::Whole; });
    const bool nothingNew = status.uidNext && uidNext.isValid() && *status.uidNext <= uidNext;
    return bodies && (nothingNew || status.messages == 0U) && status.messages && *status.messages <= quint32(here.size());
}

Result<bool> LeavingFetch::run(const QList<store::LeavingMessage>& here) {
    TRY_STATUS(examine());
    imap::UidSet there;
    TRY(const auto searched, m_connection.runOk(imap::command::uidSearch("ALL", m_connection.has("ESEARCH")), [&](imap::Event& event) -> Status {
            if (const auto* found = std::get_if<imap::SearchData>(&event))
                there = unite(there, found->numbers);
            else
                m_selected.take(event);
            return {};
        }));
    (void)searched;
    QList<quint32> known;
    for (const store::LeavingMessage& one : here)
        known.append(one.uid.value);
    const imap::UidSet fresh = minus(there, uidSetOf(std::move(known)));
    if (fresh.count() > kMostHeld)
        return false;
    TRY(QList<Wanted> wanted, newMail(fresh));
    const qint64 bytes = std::accumulate(wanted.begin(), wanted.end(), qint64(0), [](qint64 sum, const Wanted& one) { return sum + one.size; });
    if (bytes > kMost)
        return false;
    qint64 left = kMost - bytes;
    for (auto it = here.crbegin(); it != here.crend(); ++it) {
        if (it->body == model::BodyState::Whole || !there.contains(it->uid.value) || it->size > left)
            continue;
        left -= it->size;
        wanted.append({it->uid, it->size, it->messageIdHeader, {}, false});
    }
    TRY_STATUS(fetch(wanted));
    return std::all_of(wanted.begin(), wanted.end(), [](const Wanted& one) { return one.isKept || !one.row; }) &&
           static_cast<quint64>(std::count_if(wanted.begin(), wanted.end(), [](const Wanted& one) { return one.row.has_value(); })) == fresh.count();
}

Status LeavingFetch::examine() {
    m_selected = {};
    TRY(const auto examined, m_connection.runOk(imap::command::examine(m_wireName), [this](imap::Event& event) -> Status {
            m_selected.take(event);
            return {};
        }));
    (void)examined;
    return {};
}

Result<QList<LeavingFetch::Wanted>> LeavingFetch::newMail(const imap::UidSet& uids) {
    QList<Wanted> rows;
    QSet<quint32> seen;
    const QByteArrayList items = HeaderItems{m_connection.has("X-GM-EXT-1"), m_connection.has("OBJECTID")}.list();
    for (const imap::UidSet& piece : piecesForWire(uids)) {
        TRY(const auto response, m_connection.runOk(imap::command::uidFetch(piece, items), [&](imap::Event& event) -> Status {
                auto* data = std::get_if<imap::FetchData>(&event);
                const bool isRow = data && data->uid && data->flags && data->size && piece.contains(data->uid->value);
                if (isRow && !seen.contains(data->uid->value)) {
                    seen.insert(data->uid->value);
                    rows.append({*data->uid, *data->size, {}, *data, false});
                } else {
                    m_selected.take(event);
                }
                return {};
            }));
        (void)response;
    }
    return rows;
}

Status LeavingFetch::fetch(QList<Wanted>& wanted) {
    QList<Wanted*> batch;
    qint64 bytes = 0;
    for (Wanted& one : wanted) {
        if (one.size > kLargeMessage) {
            TRY_STATUS(fetchLarge(one));
            continue;
        }
        batch.append(&one);
        bytes += one.size;
        if (batch.size() >= kBodyChunk || bytes >= kBodyChunkBytes) {
            TRY_STATUS(fetchSome(std::exchange(batch, {})));
            bytes = 0;
        }
    }
    return batch.isEmpty() ? Status() : fetchSome(std::move(batch));
}

Status LeavingFetch::fetchSome(QList<Wanted*> batch) {
    QHash<quint32, Wanted*> byUid;
    for (Wanted* one : std::as_const(batch))
        byUid.insert(one->uid.value, one);
    QList<std::pair<Wanted*, QByteArray>> bodies;
    for (const imap::UidSet& piece : piecesForWire(uidSetOf(byUid.keys()))) {
        TRY(const auto response, m_connection.run(imap::command::uidFetch(piece, {"UID", "BODY.PEEK[]"}), [&](imap::Event& event) -> Status {
                auto* data = std::get_if<imap::FetchData>(&event);
                Wanted* one = data && data->uid && !data->sections.isEmpty() ? byUid.take(data->uid->value) : nullptr;
                if (!one) {
                    m_selected.take(event);
                    return {};
                }
                const imap::BodySection& section = data->sections.constFirst();
                if (!section.nil || one->size == 0)
                    bodies.append({one, section.bytes});
                return {};
            }));
        (void)response; // a NO: what did not come is not kept
    }
    return keep(bodies);
}

Status LeavingFetch::fetchLarge(Wanted& wanted) {
    PartialFetch parts(m_connection, m_selected);
    TRY(const auto bytes, parts.fetchWhole(wanted.uid, wanted.size));
    return bytes ? keep({{&wanted, *bytes}}) : Status();
}

Status LeavingFetch::keep(const QList<std::pair<Wanted*, QByteArray>>& bodies) {
    QList<store::NewMessage> messages;
    for (const auto& [one, bytes] : bodies) {
        if (!belongs(one->size, one->messageIdHeader, bytes))
            continue;
        imap::FetchData described;
        described.uid = one->uid;
        described.size = one->size;
        messages.append(takeIn(one->row ? *one->row : described, bytes));
        one->isKept = true;
    }
    return messages.isEmpty() ? Status() : m_context.store.keepLeaving(m_mailbox, std::move(messages));
}

} // namespace tributary::sync
