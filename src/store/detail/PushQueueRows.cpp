// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/PushQueueRows.h"

#include "model/Change.h"
#include "store/detail/KeptReason.h"
#include "store/detail/RowCodec.h"
#include "store/detail/Rows.h"

namespace tributary::store::detail {

namespace {

Uid uidFrom(const Query& row, int column) { return Uid(static_cast<quint32>(row.integer(column))); }
UidValidity validityFrom(const Query& row, int column) { return UidValidity(static_cast<quint32>(row.integer(column))); }

/// A mailbox is deleted only when everything that is moved or copied out of it is out, and what lies below it is gone.
QList<MailboxPush> mailboxPushes(Connection& connection, AccountId account, int limit) {
    Query row = connection.query(
        "SELECT p.id, p.change_id, p.kind, p.mailbox_id, p.wire_name, p.new_wire_name, p.sent, p.attempts, "
        "EXISTS (SELECT 1 FROM change_mailbox c WHERE c.change_id = p.change_id AND c.kind = 0 AND c.mailbox_id <> p.mailbox_id), "
        "b.delimiter FROM mailbox_push p JOIN mailbox b ON b.id = p.mailbox_id WHERE p.account_id = ?1 AND NOT (p.kind = ?2 AND "
        "(EXISTS (SELECT 1 FROM move_push m WHERE m.source_id = p.mailbox_id) OR EXISTS (SELECT 1 FROM mailbox_push q WHERE "
        "q.change_id = p.change_id AND q.kind = ?2 AND q.id < p.id))) ORDER BY p.id LIMIT ?3");
    return allRows(row.add(account).add(qint64(MailboxPushKind::Delete)).add(qint64(limit)), [](const Query& r) {
        return MailboxPush{r.integer(0), ChangeId(r.integer(1)), static_cast<MailboxPushKind>(r.small(2)),
                           MailboxId(r.integer(3)), r.blob(4), r.blob(5), r.flag(6), r.small(7), r.flag(8),
                           static_cast<char>(r.small(9))};
    });
}

QList<FlagPush> flagPushes(Connection& connection, AccountId account, int limit) {
    Query row = connection.query(
        "SELECT p.id, p.change_id, p.message_id, coalesce(k.origin_id, m.mailbox_id), max(m.uid, 0), b.uid_validity, p.flag, "
        "p.is_on, p.attempts, m.message_id_header FROM flag_push p JOIN message m ON m.id = p.message_id LEFT JOIN kept_message k ON "
        "k.message_id = m.id JOIN mailbox b ON b.id = coalesce(k.origin_id, m.mailbox_id) "
        "WHERE p.account_id = ? AND (k.message_id IS NULL OR k.reason = ?) ORDER BY p.id LIMIT ?");
    return allRows(row.add(account).add(qint64(KeptReason::Reset)).add(qint64(limit)), [](const Query& r) {
        return FlagPush{r.integer(0), ChangeId(r.integer(1)), MessageId(r.integer(2)), MailboxId(r.integer(3)),
                        uidFrom(r, 4), validityFrom(r, 5), r.text(6), r.flag(7), r.small(8), r.blob(9)};
    });
}

/// A draft's copy before goes when the new one is at the server: a cut in between leaves two, never none.
QList<MovePush> movePushes(Connection& connection, AccountId account, int limit) {
    Query row = connection.query(
        "SELECT p.id, p.change_id, p.message_id, p.kind, p.source_id, p.uid, p.uid_validity, coalesce(p.destination_id, 0), "
        "p.sent, p.destination_uid_next, m.message_id_header, m.size, p.attempts, p.kind = 0 AND p.sent = 1 AND p.uid = 0 AND "
        "EXISTS (SELECT 1 FROM kept_message k WHERE k.message_id = m.id AND k.reason = 0) FROM move_push p JOIN message m ON "
        "m.id = p.message_id WHERE p.account_id = ?1 AND NOT (p.kind = ?3 AND EXISTS (SELECT 1 FROM append_push a JOIN local_change c ON "
        "c.id = a.change_id WHERE a.change_id = p.change_id AND c.kind = ?4)) ORDER BY p.id LIMIT ?2");
    row.add(account).add(qint64(limit)).add(qint64(MoveKind::Expunge)).add(qint64(model::ChangeKind::KeepDraft));
    return allRows(row, [](const Query& r) {
        return MovePush{r.integer(0), ChangeId(r.integer(1)), MessageId(r.integer(2)), static_cast<MoveKind>(r.small(3)),
                        MailboxId(r.integer(4)), uidFrom(r, 5), validityFrom(r, 6), MailboxId(r.integer(7)), r.flag(8),
                        uidFrom(r, 9), r.blob(10), r.integer(11), r.small(12), r.flag(13)};
    });
}

QList<AppendPush> appendPushes(Connection& connection, AccountId account, int limit) {
    Query row = connection.query(
        "SELECT p.id, p.change_id, p.message_id, p.mailbox_id, m.flag_bits, m.keywords, m.internal_date_ms, "
        "m.message_id_header, p.sent, p.uid_next, p.attempts FROM append_push p JOIN message m ON m.id = p.message_id "
        "WHERE p.account_id = ? ORDER BY p.id LIMIT ?");
    return allRows(row.add(account).add(qint64(limit)), [](const Query& r) {
        model::Flags flags;
        flags.bits = static_cast<quint32>(r.integer(4));
        flags.keywords = decodeKeywords(r.text(5));
        return AppendPush{r.integer(0), ChangeId(r.integer(1)), MessageId(r.integer(2)), MailboxId(r.integer(3)),
                          std::move(flags), r.integer(6), r.blob(7), r.flag(8), uidFrom(r, 9), r.small(10)};
    });
}

} // namespace

PushQueue loadPushQueue(Connection& connection, AccountId account, int limit) {
    return {mailboxPushes(connection, account, limit), flagPushes(connection, account, limit),
            movePushes(connection, account, limit), appendPushes(connection, account, limit)};
}

void markPending(Connection& connection, QList<model::MessageSummary>& summaries) {
    Query any = connection.query("SELECT EXISTS (SELECT 1 FROM flag_push) OR EXISTS (SELECT 1 FROM move_push) OR EXISTS "
                                 "(SELECT 1 FROM append_push)");
    if (!any.step() || !any.flag(0))
        return;
    Query pending = connection.query("SELECT EXISTS (SELECT 1 FROM flag_push WHERE message_id = ?1) OR EXISTS (SELECT 1 FROM "
                                     "move_push WHERE message_id = ?1) OR EXISTS (SELECT 1 FROM append_push WHERE message_id = ?1)");
    for (model::MessageSummary& summary : summaries)
        summary.isPending = pending.again().add(summary.id).step() && pending.flag(0);
}

} // namespace tributary::store::detail
