// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/Undo.h"

#include "store/detail/FilterTraceTable.h"
#include "store/detail/MailboxEdits.h"

namespace tributary::store::detail {

Status Undo::run(ChangeId change) {
    const auto record = m_tables.changes.find(change);
    const bool isUsers = record && record->kind != model::ChangeKind::FileSent && record->kind != model::ChangeKind::KeepDraft &&
                         record->kind != model::ChangeKind::Filter;
    if (!isUsers || record->undone || record->createdMs < m_tables.nowMs - kUndoMs) {
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound,
                       QStringLiteral("no change %1 that can be undone").arg(change.value));
    }
    m_tables.changes.clearError(change); // that of the change; from now on it is that of its undoing
    if (const auto item = m_tables.changes.mailbox(change)) {
        TRY_STATUS(MailboxEdits(m_tables).undo(change, record->account, *item));
    } else {
        MessageEdits edit(m_tables, change);
        TRY_STATUS(undoMoves(change, edit)); // first: what is appended takes its flags along
        undoFlags(change, edit);
        FilterTraceTable(m_tables.connection).forgetOf(change); // of "apply now": it did nothing then
    }
    m_tables.changes.setUndone(change);
    m_tables.finish();
    return {};
}

void Undo::undoFlags(ChangeId change, MessageEdits& edit) {
    for (const FlagItem& item : m_tables.changes.flags(change)) {
        auto row = m_tables.messages.row(item.message);
        if (row && !m_tables.kept.find(item.message))
            edit.setFlag(*row, item.flag, item.wasOn);
    }
}

Status Undo::undoMoves(ChangeId change, MessageEdits& edit) {
    const QList<MoveItem> items = m_tables.changes.moves(change);
    int lost = 0;
    for (const MoveItem& item : items)
        lost += undoMove(item, edit) ? 0 : 1;
    if (lost == 0)
        return {};
    const Error error{ErrorKind::InvalidInput, ErrorCode::Unsupported, {},
                      QStringLiteral("%1 of %2 messages could not be brought back").arg(lost).arg(items.size())};
    if (lost == items.size())
        return failure(error);
    m_tables.changes.setError(change, error);
    return {};
}

/// What the user did to a message later is left as it is.
bool Undo::undoMove(const MoveItem& item, MessageEdits& edit) {
    auto row = m_tables.messages.row(item.message);
    if (!row)
        return false;
    const auto kept = m_tables.kept.find(row->id);
    if (item.kind == MoveKind::Expunge) {
        if (!kept)
            return true;
        const MailboxId to = m_tables.mailboxes.state(item.from) ? item.from : inbox(row->account);
        return to.isValid() && edit.restore(*row, *kept, to);
    }
    if (kept)
        return undoKept(*row, *kept, item, edit);
    if (row->mailbox != item.to)
        return true;
    if (item.kind == MoveKind::Copy) {
        undoCopy(*row, edit);
        return true;
    }
    if (!m_tables.mailboxes.state(item.from))
        return false;
    edit.move(*row, item.from);
    return true;
}

/// The user, or another client, has taken it away from where the change had put it (an emptied Trash): that was the last
/// place where the server had it.
bool Undo::undoKept(MessageRow& row, const KeptRow& kept, const MoveItem& item, MessageEdits& edit) {
    if (item.kind == MoveKind::Copy || kept.origin != item.to)
        return true;
    if (kept.reason == KeptReason::Deleted)
        return false; // with its mailbox: that deletion is what brings it back
    const MailboxId to = m_tables.mailboxes.state(item.from) ? item.from : inbox(row.account);
    if (!to.isValid())
        return false;
    if (kept.reason == KeptReason::Expunged)
        return edit.restore(row, kept, to);
    if (kept.reason != KeptReason::Reset || !m_tables.mailboxes.state(kept.origin))
        return edit.putBack(row, kept, to);
    KeptMail(m_tables).bringBack(row, kept, kept.origin, 0); // its sync finds its new UID
    edit.move(row, to);
    return true;
}

void Undo::undoCopy(MessageRow& row, MessageEdits& edit) {
    const QList<MoveIntent> queued = m_tables.movePushes.ofMessage(row.id);
    if (row.isWaiting() && queued.size() == 1 && queued.first().kind == MoveKind::Copy && !queued.first().sent) {
        m_tables.notes.queueChanged(row.account);
        m_tables.erase(row); // its intents go along
        return;
    }
    edit.expunge(row);
}

MailboxId Undo::inbox(AccountId account) {
    for (const model::Mailbox& mailbox : m_tables.mailboxes.all(account)) {
        if (mailbox.specialUse == model::SpecialUse::Inbox)
            return mailbox.id;
    }
    return {};
}

} // namespace tributary::store::detail
