// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/CacheBudget.h"

#include <algorithm>

namespace tributary::store::detail {

namespace {
constexpr qint64 kReturnStep = 5000; ///< row ids looked at in one transaction
}

qint64 BudgetFacts::value(const char* name) {
    Query fact = m_connection.query("SELECT value FROM store_fact WHERE name = ?");
    return fact.add(QString::fromLatin1(name)).step() ? fact.integer(0) : 0;
}

qint64 BudgetFacts::usedBytes() {
    return (m_connection.value("PRAGMA page_count") - m_connection.value("PRAGMA freelist_count")) * m_connection.value("PRAGMA page_size");
}

qint64 BudgetFacts::freeBytes() { return m_connection.value("PRAGMA freelist_count") * m_connection.value("PRAGMA page_size"); }

void CacheBudget::put(const char* name, qint64 value) {
    const QString fact = QString::fromLatin1(name);
    if (value == 0)
        m_connection.query("DELETE FROM store_fact WHERE name = ?").add(fact).run();
    else
        m_connection.query("INSERT OR REPLACE INTO store_fact (name, value) VALUES (?, ?)").add(fact).add(value).run();
}

void CacheBudget::set(qint64 bytes) {
    const qint64 before = budget();
    put(kBudget, bytes);
    const bool isMore = before > 0 && (bytes == 0 || bytes > before);
    if (!isMore || floorMs() == 0)
        return;
    put(kFloor, 0);
    put(kReturn, 1);
}

/// Within what the account keeps by itself (S32).
bool CacheBudget::returnSome() {
    const qint64 from = value(kReturn);
    if (from == 0)
        return false;
    m_connection
        .query("UPDATE message SET body_wanted = (SELECT a.body_days = 0 OR message.internal_date_ms >= ?3 - a.body_days * 86400000 FROM account a "
               "WHERE a.id = message.account_id) WHERE id >= ?1 AND id < ?2 AND body_wanted = 2")
        .add(from).add(from + kReturnStep).add(m_session.nowMs).run();
    const bool isMore = from + kReturnStep <= m_connection.value("SELECT coalesce(max(id), 0) FROM message");
    put(kReturn, isMore ? from + kReturnStep : 0);
    return isMore;
}

bool CacheBudget::mayDrop(const DropGroup& group, qint64 openedSinceMs) {
    {
        Query refs = m_connection.query("SELECT refs FROM raw WHERE id = ?");
        if (!refs.add(group.raw).step() || refs.integer(0) != group.messages.size())
            return false;
    }
    return std::all_of(group.messages.begin(), group.messages.end(), [&](qint64 id) {
        return m_connection.query(mayDropSql()).add(id).add(group.raw).add(openedSinceMs).step();
    });
}

DroppedBodies CacheBudget::drop(const QList<DropGroup>& groups, qint64 openedSinceMs) {
    WriteTables tables(m_session);
    DroppedBodies dropped;
    qint64 floor = 0;
    for (const DropGroup& group : groups) {
        if (!mayDrop(group, openedSinceMs))
            continue;
        for (const qint64 id : group.messages) {
            const auto row = tables.messages.row(id);
            tables.messages.dropBody(id, group.raw);
            tables.notes.changed(row->account, row->mailbox, id);
        }
        dropped.messages += group.messages.size();
        dropped.bytes += group.bytes;
        floor = std::max(floor, group.cameMs);
    }
    raiseFloor(floor);
    tables.finish();
    return dropped;
}

void CacheBudget::raiseFloor(qint64 ms) {
    if (ms > floorMs())
        put(kFloor, ms);
}

void CacheBudget::leaveAtServer(const QList<qint64>& messages) {
    MessageTable table(m_connection);
    for (const qint64 id : messages) {
        NewMessage headers;
        bool isIndexed = false;
        {
            Query row = m_connection.query("SELECT indexed, subject, from_addresses, to_addresses, cc_addresses FROM message WHERE id = ? AND body_wanted = 1");
            if (!row.add(id).step())
                continue;
            isIndexed = row.flag(0); // with its text
            headers.subject = row.text(1);
            headers.from = decodeAddresses(row.text(2));
            headers.to = decodeAddresses(row.text(3));
            headers.cc = decodeAddresses(row.text(4));
        }
        table.setBodyLeft(id);
        if (isIndexed)
            continue;
        const IndexText text = indexTextOf(headers);
        m_session.index.add(id, text, packIndexText(text));
        table.setIndexed(id, true);
    }
}

} // namespace tributary::store::detail
