// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/DropPlan.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <tuple>
#include <vector>

namespace tributary::store::detail {

namespace {

/// Mailboxes whose server gives a body again: not POP3's, not of an account that is switched off or let in no more, none that the server does not know yet; drafts
/// are the user's work.
#define GIVING_MAILBOX                                                                                                 \
    "b.doomed = 0 AND b.is_pending = 0 AND b.special_use <> 'drafts' AND a.doomed = 0 AND a.protocol = 'imap' AND "     \
    "a.enabled = 1 AND NOT EXISTS (SELECT 1 FROM account_state s WHERE s.account_id = a.id AND s.activity = 'disabled')"

/// What a draft is built from, what waits to be done at the server or was asked for, what is put aside.
#define NEEDED_MESSAGES                                                                                                \
    "SELECT copy_id AS id FROM draft WHERE copy_id <> 0 UNION ALL SELECT source_id FROM draft WHERE source_id <> 0 "    \
    "UNION ALL SELECT message_id FROM draft_file WHERE message_id <> 0 "                                               \
    "UNION ALL SELECT copy_id FROM outbox WHERE copy_id <> 0 UNION ALL SELECT message_id FROM own_sent_copy "           \
    "UNION ALL SELECT message_id FROM flag_push UNION ALL SELECT message_id FROM move_push "                            \
    "UNION ALL SELECT origin_id FROM move_push WHERE origin_id <> 0 UNION ALL SELECT message_id FROM append_push "      \
    "UNION ALL SELECT message_id FROM body_fetch UNION ALL SELECT message_id FROM kept_message"

#define CAME_MS "iif(m.internal_date_ms > 0, m.internal_date_ms, m.date_ms)"

constexpr int kFlaggedBit = 4;

struct Row {
    qint64 raw, id, whenMs, cameMs, bytes;
    bool isFlagged, mayGo;
};

QSet<qint64> idsOf(Connection& connection, const char* sql) {
    QSet<qint64> ids;
    Query query = connection.query(sql);
    while (query.step())
        ids.insert(query.integer(0));
    return ids;
}

QHash<qint64, qint64> openedTimes(Connection& connection) {
    QHash<qint64, qint64> times;
    Query query = connection.query("SELECT message_id, opened_ms FROM message_opened");
    while (query.step())
        times.insert(query.integer(0), query.integer(1));
    return times;
}

std::vector<Row> walk(Connection& connection, qint64 openedSinceMs, DropPlan& plan) {
    const QSet<qint64> giving = idsOf(connection, "SELECT b.id FROM mailbox b JOIN account a ON a.id = b.account_id WHERE " GIVING_MAILBOX);
    const QSet<qint64> needed = idsOf(connection, NEEDED_MESSAGES);
    const QHash<qint64, qint64> opened = openedTimes(connection);
    std::vector<Row> rows;
    Query query = connection.query("SELECT m.id, m.mailbox_id, m.uid, m.raw_id, m.raw_size, m.flag_bits, " CAME_MS
                                   ", m.body_wanted FROM message m NOT INDEXED WHERE m.raw_id <> 0 OR m.body_wanted = 1 ORDER BY m.id");
    while (query.step()) {
        const qint64 id = query.integer(0);
        const qint64 came = query.integer(6);
        if (query.integer(7) == 1)
            plan.waiting.append({id, came});
        if (query.integer(3) == 0)
            continue;
        const qint64 openedMs = opened.value(id);
        const bool mayGo = query.integer(2) > 0 && giving.contains(query.integer(1)) && !needed.contains(id) && openedMs < openedSinceMs;
        rows.push_back({query.integer(3), id, std::max(came, openedMs), came, query.integer(4), (query.integer(5) & kFlaggedBit) != 0, mayGo});
    }
    return rows;
}

/// Rows that share a body stand together.
std::vector<DropGroup> groupsOf(std::vector<Row> rows) {
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return std::pair(a.raw, a.id) < std::pair(b.raw, b.id); });
    std::vector<DropGroup> groups;
    for (std::size_t i = 0; i < rows.size();) {
        DropGroup group{rows[i].raw, {}, 0, 0, rows[i].bytes, false};
        bool mayGo = true;
        for (; i < rows.size() && rows[i].raw == group.raw; ++i) {
            group.messages.append(rows[i].id);
            group.whenMs = std::max(group.whenMs, rows[i].whenMs);
            group.cameMs = std::max(group.cameMs, rows[i].cameMs);
            group.isFlagged = group.isFlagged || rows[i].isFlagged;
            mayGo = mayGo && rows[i].mayGo;
        }
        if (mayGo)
            groups.push_back(std::move(group));
    }
    return groups;
}

} // namespace

DropPlan makeDropPlan(Connection& connection, qint64 goal, qint64 openedSinceMs) {
    DropPlan plan;
    std::vector<DropGroup> groups = groupsOf(walk(connection, openedSinceMs, plan));
    std::sort(groups.begin(), groups.end(), [](const DropGroup& a, const DropGroup& b) {
        return std::tuple(a.isFlagged, a.whenMs, a.raw) < std::tuple(b.isFlagged, b.whenMs, b.raw);
    });
    for (qint64 bytes = 0; DropGroup& group : groups) {
        if (bytes >= goal)
            break;
        bytes += group.bytes;
        plan.groups.append(std::move(group));
    }
    return plan;
}

const char* mayDropSql() {
    return "SELECT 1 FROM message m JOIN mailbox b ON b.id = m.mailbox_id JOIN account a ON a.id = m.account_id WHERE m.id = ?1 AND m.raw_id = ?2 AND m.uid > 0 "
           "AND " GIVING_MAILBOX " AND NOT EXISTS (SELECT 1 FROM (" NEEDED_MESSAGES ") n WHERE n.id = m.id) "
           "AND NOT EXISTS (SELECT 1 FROM message_opened o WHERE o.message_id = m.id AND o.opened_ms >= ?3)";
}

} // namespace tributary::store::detail
