// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/TakeBack.h"

namespace tributary::store::detail {

void TakeBack::flag(const FlagIntent& intent) {
    m_tables.flagPushes.erase(intent.row);
    m_tables.notes.queueChanged(intent.account);
    auto row = m_tables.messages.row(intent.message);
    if (!row)
        return;
    const bool wasUnread = row->isUnread();
    model::setFlagWord(row->flags, intent.flag, intent.serverOn);
    m_tables.messages.setFlags(row->id, row->flags, row->modSeq);
    m_tables.messages.setFlagsUnknown(row->id, true);
    m_tables.notes.unreadBy(row->account, row->mailbox, (row->isUnread() ? 1 : 0) - (wasUnread ? 1 : 0));
    m_tables.notes.changed(row->account, row->mailbox, row->id);
}

std::optional<MoveIntent> TakeBack::follower(qint64 message, qint64 afterRow, MailboxId arrivesIn) {
    for (const MoveIntent& later : m_tables.movePushes.ofMessage(message)) {
        if (later.row > afterRow && later.source == arrivesIn && !later.uid.isValid())
            return later;
    }
    return std::nullopt;
}

void TakeBack::move(const MoveIntent& intent) {
    m_tables.notes.queueChanged(intent.account);
    if (intent.kind == MoveKind::Expunge) {
        unexpunge(intent);
        return;
    }
    m_tables.movePushes.erase(intent.row);
    if (intent.kind == MoveKind::Move) {
        back(intent);
        return;
    }
    const auto row = m_tables.messages.row(intent.message);
    if (row && row->isWaiting()) // nothing is lost: the original is where it was
        m_tables.erase(*row);
}

void TakeBack::back(const MoveIntent& intent) {
    if (const auto later = follower(intent.message, intent.row, intent.destination)) {
        // The user has sent it further meanwhile: from where it really is.
        MoveIntent direct = *later;
        direct.source = intent.source;
        direct.uid = intent.uid;
        direct.uidValidity = intent.uidValidity;
        m_tables.movePushes.erase(later->row);
        if (direct.destination != direct.source) {
            m_tables.movePushes.insert(direct);
            return;
        }
    }
    auto row = m_tables.messages.row(intent.message);
    if (!row || !row->isWaiting())
        return;
    if (const auto kept = m_tables.kept.find(row->id)) {
        // Put aside with the mailbox that it never came to.
        if (kept->reason == KeptReason::Vanished && kept->origin == intent.destination && m_tables.mailboxes.state(intent.source))
            m_kept.bringBack(*row, *kept, intent.source, intent.uid.value);
        return;
    }
    if (m_tables.mailboxes.state(intent.source))
        m_tables.relocate(*row, intent.source, intent.uid.value);
    else
        m_kept.putAside(*row, KeptReason::Vanished);
}

void TakeBack::unexpunge(const MoveIntent& intent) {
    m_tables.movePushes.erase(intent.row);
    auto row = m_tables.messages.row(intent.message);
    if (!row || !m_tables.mailboxes.state(intent.source))
        return;
    if (const auto kept = m_tables.kept.find(row->id)) {
        m_kept.bringBack(*row, *kept, intent.source, intent.uid.value);
        return;
    }
    // Undone meanwhile, and to be appended: it is there already.
    const auto append = m_tables.appendPushes.ofMessage(row->id);
    if (append && !append->sent && row->isWaiting() && row->mailbox == intent.source) {
        m_tables.appendPushes.erase(append->row);
        m_tables.relocate(*row, intent.source, intent.uid.value);
    }
}

bool TakeBack::lose(const MoveIntent& intent) {
    if (intent.kind != MoveKind::Move || !m_tables.changes.isUndone(intent.change))
        return false;
    auto row = m_tables.messages.row(intent.message);
    if (!row || !row->isWaiting())
        return false;
    const auto kept = m_tables.kept.find(row->id);
    if (kept && kept->reason != KeptReason::Gone)
        return false;
    m_tables.movePushes.loseSource(intent.row);
    m_tables.notes.queueChanged(intent.account);
    if (!kept)
        m_kept.putAside(*row, KeptReason::Gone);
    return true;
}

/// The row may be the only one there is of its message.
void TakeBack::append(const AppendIntent& intent) {
    OutboxEnding(m_tables.connection, m_tables.announced).loseCopy(intent.message, std::nullopt);
    DraftCopyTable copies(m_tables.connection);
    const auto draft = copies.draftOf(intent.message);
    copies.forget(intent.message);
    m_tables.appendPushes.erase(intent.row);
    m_tables.notes.queueChanged(intent.account);
    auto row = m_tables.messages.row(intent.message);
    const auto kept = m_tables.kept.find(intent.message);
    if (row && row->isWaiting() && !kept)
        m_kept.putAside(*row, KeptReason::Expunged, intent.change);
    if (kept && kept->reason == KeptReason::Replaced) { // it never came to be there
        for (const MoveIntent& one : m_tables.movePushes.ofMessage(intent.message))
            m_tables.movePushes.erase(one.row);
        m_kept.endReplaced(intent.message);
    }
    if (draft)
        backBefore(*draft, intent);
}

/// A draft's copy is not taken: that before stays.
void TakeBack::backBefore(DraftId draft, const AppendIntent& intent) {
    const auto change = m_tables.changes.find(intent.change);
    if (!change || change->kind != model::ChangeKind::KeepDraft)
        return;
    const QList<MoveIntent> queued = m_tables.movePushes.ofChange(intent.change);
    if (queued.isEmpty() || queued.last().kind != MoveKind::Expunge)
        return;
    const MoveIntent& last = queued.last();
    unexpunge(last);
    DraftCopyTable(m_tables.connection).set(draft, last.message, last.source, {});
}

} // namespace tributary::store::detail
