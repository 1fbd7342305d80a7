// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/DraftCopyTable.h"

#include "store/detail/DraftTable.h"
#include "store/detail/KeptReason.h"
#include "store/detail/Rows.h"

namespace tributary::store::detail {

namespace {

struct Left {
    DraftId draft;
    qint64 copy = 0;
    bool isEdited = false;
    bool isErased = false;
    std::optional<KeptReason> kept;
};

Left leftFrom(const Query& row) {
    Left left{DraftId(row.integer(0)), row.integer(1), !row.flag(2), row.flag(3), std::nullopt};
    if (const int reason = row.small(4); reason >= 0)
        left.kept = static_cast<KeptReason>(reason);
    return left;
}

bool mayComeBack(const Left& left) {
    return left.kept == KeptReason::Reset || left.kept == KeptReason::Held || left.kept == KeptReason::Vanished ||
           left.kept == KeptReason::Deleted;
}

} // namespace

std::optional<DraftCopyRow> DraftCopyTable::find(DraftId draft) {
    Query query = m_connection.query("SELECT copy_id, copy_mailbox_id, content_hash, copy_hash FROM draft WHERE id = ?");
    return firstRow(query.add(draft), [](const Query& row) {
        return DraftCopyRow{row.integer(0), MailboxId(row.integer(1)), row.blob(2), row.blob(3)};
    });
}

std::optional<DraftId> DraftCopyTable::draftOf(qint64 message) {
    Query query = m_connection.query("SELECT id FROM draft WHERE copy_id = ? AND copy_id <> 0");
    return firstRow(query.add(message), [](const Query& row) { return DraftId(row.integer(0)); });
}

QList<model::DraftSummary> DraftCopyTable::toKeep() {
    QList<model::DraftSummary> drafts = DraftTable(m_connection).all(std::nullopt);
    drafts.removeIf([this](const model::DraftSummary& draft) {
        const auto copy = find(draft.id);
        return draft.purpose == model::DraftPurpose::Template || !copy || copy->isCurrent();
    });
    return {drafts.rbegin(), drafts.rend()};
}

void DraftCopyTable::set(DraftId draft, qint64 message, MailboxId mailbox, const QByteArray& copyHash) {
    const QByteArray hash = copyHash.isNull() ? QByteArray("") : copyHash;
    m_connection.query("UPDATE draft SET copy_id = ?, copy_mailbox_id = ?, copy_hash = ? WHERE id = ?")
        .add(message).add(mailbox).add(hash).add(draft).run();
}

void DraftCopyTable::forget(qint64 message) {
    m_connection.query("UPDATE draft SET copy_id = 0, copy_mailbox_id = 0, copy_hash = x'' WHERE copy_id = ? AND copy_id <> 0")
        .add(message).run();
}

void DraftCopyTable::followLeft(QList<model::StoreChange>& changes) {
    QList<Left> all;
    {
        Query query = m_connection.query(
            "SELECT d.id, d.copy_id, d.content_hash = d.copy_hash, m.id IS NULL, coalesce(k.reason, -1) FROM draft d LEFT JOIN message m ON "
            "m.id = d.copy_id LEFT JOIN kept_message k ON k.message_id = m.id WHERE d.copy_id <> 0 AND (m.id IS NULL OR "
            "m.mailbox_id <> d.copy_mailbox_id)");
        all = allRows(query, leftFrom);
    }
    for (const Left& left : std::as_const(all)) {
        if (mayComeBack(left))
            continue;
        if (left.isEdited || left.isErased) {
            forget(left.copy);
            continue;
        }
        DraftTable(m_connection).erase(left.draft);
        changes.append(model::DraftsChanged{left.draft});
    }
}

} // namespace tributary::store::detail
