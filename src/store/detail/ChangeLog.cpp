// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/ChangeLog.h"

#include "store/detail/ErrorColumns.h"

namespace tributary::store::detail {

namespace {

#define INTENTS_OF(change)                                                                                             \
    "((SELECT count(*) FROM flag_push p WHERE p.change_id = " change ") + (SELECT count(*) FROM move_push p WHERE "    \
    "p.change_id = " change ") + (SELECT count(*) FROM append_push p WHERE p.change_id = " change ") + (SELECT "       \
    "count(*) FROM mailbox_push p WHERE p.change_id = " change "))"
#define WAITING                                                                                                        \
    "(" INTENTS_OF("c.id") " + (SELECT count(*) FROM change_carried x WHERE x.change_id = c.id AND "                   \
    INTENTS_OF("x.carrier_id") " > 0))"
#define RECORD_COLUMNS                                                                                                 \
    "SELECT c.id, c.account_id, c.kind, c.messages, c.detail, c.created_ms, c.undone, " WAITING                        \
    ", c.error_kind, c.error_code, c.server_text, c.error_detail FROM local_change c "

model::ChangeRecord recordFrom(const Query& row) {
    model::ChangeRecord record;
    record.id = ChangeId(row.integer(0));
    record.account = AccountId(row.integer(1));
    record.kind = static_cast<model::ChangeKind>(row.small(2));
    record.messages = row.small(3);
    record.detail = row.text(4);
    record.createdMs = row.integer(5);
    record.undone = row.flag(6);
    record.waiting = row.small(7);
    record.error = errorFrom(row, 8);
    return record;
}

} // namespace

ChangeId ChangeLog::begin(AccountId account, model::ChangeKind kind, const QString& detail, qint64 nowMs) {
    m_connection.query("INSERT INTO local_change (account_id, kind, detail, created_ms) VALUES (?, ?, ?, ?)")
        .add(account).add(qint64(kind)).add(detail).add(nowMs).run();
    return ChangeId(m_connection.lastId());
}

void ChangeLog::setMessages(ChangeId change, int count) {
    m_connection.query("UPDATE local_change SET messages = ? WHERE id = ?").add(qint64(count)).add(change).run();
}

void ChangeLog::addFlag(ChangeId change, const FlagItem& item) {
    m_connection.query("INSERT OR IGNORE INTO change_flag (change_id, message_id, flag, was_on) VALUES (?, ?, ?, ?)")
        .add(change).add(item.message).add(item.flag).add(qint64(item.wasOn)).run();
}

void ChangeLog::addMove(ChangeId change, const MoveItem& item) {
    // Twice in one change: the first place is where undo brings it back to, the last where it is.
    m_connection
        .query("INSERT INTO change_move (change_id, message_id, kind, from_id, to_id) VALUES (?, ?, ?, ?, ?) "
               "ON CONFLICT DO UPDATE SET kind = excluded.kind, to_id = excluded.to_id")
        .add(change).add(item.message).add(qint64(item.kind)).add(item.from).add(item.to).run();
}

void ChangeLog::addMailbox(ChangeId change, const MailboxItem& item) {
    m_connection
        .query("INSERT INTO change_mailbox (change_id, mailbox_id, kind, old_name, old_wire_name, new_name, new_wire_name) "
               "VALUES (?, ?, ?, ?, ?, ?, ?)")
        .add(change).add(item.mailbox).add(qint64(item.kind)).add(item.oldName).add(item.oldWireName).add(item.newName)
        .add(item.newWireName).run();
}

void ChangeLog::setUndone(ChangeId change) {
    m_connection.query("UPDATE local_change SET undone = 1 WHERE id = ?").add(change).run();
}

void ChangeLog::setError(ChangeId change, const Error& error) {
    Query query = m_connection.query("UPDATE local_change SET error_kind = ?, error_code = ?, server_text = ?, "
                                     "error_detail = ? WHERE id = ?");
    const std::optional<Error> kept = error;
    bindError(query, kept);
    query.add(change).run();
}

void ChangeLog::setRefused(ChangeId change, const Error& error) {
    QList<ChangeId> all{change};
    {
        Query carried = m_connection.query("SELECT change_id FROM change_carried WHERE carrier_id = ?");
        carried.add(change);
        while (carried.step())
            all.append(ChangeId(carried.integer(0)));
    }
    for (const ChangeId one : std::as_const(all))
        setError(one, error);
}

void ChangeLog::setGone(ChangeId change) {
    setRefused(change, {ErrorKind::Refused, ErrorCode::NotFound, {},
                        QStringLiteral("messages that another client has deleted or moved meanwhile")});
}

/// What the overtaken one had carried is carried on.
void ChangeLog::carry(ChangeId change, ChangeId carrier) {
    if (change == carrier || !change.isValid() || !carrier.isValid())
        return;
    m_connection.query("INSERT OR IGNORE INTO change_carried (change_id, carrier_id) VALUES (?, ?)").add(change).add(carrier).run();
    m_connection
        .query("INSERT OR IGNORE INTO change_carried (change_id, carrier_id) SELECT change_id, ?2 FROM change_carried "
               "WHERE carrier_id = ?1 AND change_id <> ?2")
        .add(change).add(carrier).run();
}

void ChangeLog::clearError(ChangeId change) {
    Query query = m_connection.query("UPDATE local_change SET error_kind = ?, error_code = ?, server_text = ?, "
                                     "error_detail = ? WHERE id = ?");
    bindError(query, std::nullopt);
    query.add(change).run();
}

bool ChangeLog::isUndone(ChangeId change) {
    Query query = m_connection.query("SELECT undone FROM local_change WHERE id = ?");
    return query.add(change).step() && query.flag(0);
}

void ChangeLog::erase(ChangeId change) { m_connection.query("DELETE FROM local_change WHERE id = ?").add(change).run(); }

void ChangeLog::forgetBefore(qint64 timeMs) {
    m_connection.query("DELETE FROM local_change AS c WHERE c.created_ms < ? AND " WAITING " = 0").add(timeMs).run();
}

std::optional<model::ChangeRecord> ChangeLog::find(ChangeId change) {
    Query query = m_connection.query(RECORD_COLUMNS "WHERE c.id = ?");
    if (!query.add(change).step())
        return std::nullopt;
    return recordFrom(query);
}

QList<model::ChangeRecord> ChangeLog::newest(int limit) {
    QList<model::ChangeRecord> records;
    Query query = m_connection.query(RECORD_COLUMNS "WHERE c.kind NOT IN (?, ?) AND (c.kind <> ? OR c.error_kind <> '') AND c.account_id IN "
                                                    "(SELECT id FROM account WHERE doomed = 0) ORDER BY c.id DESC LIMIT ?");
    query.add(qint64(model::ChangeKind::FileSent)).add(qint64(model::ChangeKind::KeepDraft)).add(qint64(model::ChangeKind::Filter)).add(qint64(limit));
    while (query.step())
        records.append(recordFrom(query));
    return records;
}

QList<FlagItem> ChangeLog::flags(ChangeId change) {
    QList<FlagItem> items;
    Query query = m_connection.query("SELECT message_id, flag, was_on FROM change_flag WHERE change_id = ?");
    query.add(change);
    while (query.step())
        items.append({query.integer(0), query.text(1), query.flag(2)});
    return items;
}

QList<MoveItem> ChangeLog::moves(ChangeId change) {
    QList<MoveItem> items;
    Query query = m_connection.query("SELECT message_id, kind, from_id, to_id FROM change_move WHERE change_id = ?");
    query.add(change);
    while (query.step()) {
        items.append({query.integer(0), static_cast<MoveKind>(query.small(1)), MailboxId(query.integer(2)),
                      MailboxId(query.integer(3))});
    }
    return items;
}

std::optional<MailboxItem> ChangeLog::mailbox(ChangeId change) {
    Query query = m_connection.query("SELECT mailbox_id, kind, old_name, new_name, old_wire_name, new_wire_name FROM "
                                     "change_mailbox WHERE change_id = ?");
    if (!query.add(change).step())
        return std::nullopt;
    return MailboxItem{MailboxId(query.integer(0)), static_cast<MailboxPushKind>(query.small(1)), query.text(2), query.text(3),
                       query.blob(4), query.blob(5)};
}

} // namespace tributary::store::detail
