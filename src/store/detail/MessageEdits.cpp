// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/MessageEdits.h"

namespace tributary::store::detail {

UidValidity MessageEdits::validity(MailboxId mailbox) {
    const auto state = m_tables.mailboxes.state(mailbox);
    return state ? state->uidValidity : UidValidity();
}

bool MessageEdits::setFlag(MessageRow& row, const QString& flag, bool on) {
    const bool isOn = model::hasFlagWord(row.flags, flag);
    if (isOn == on)
        return false;
    bool serverOn = isOn;
    bool wasSent = false; // something about this flag, and nobody knows what of it was heard
    if (const auto queued = m_tables.flagPushes.find(row.id, flag)) {
        wasSent = queued->sent;
        serverOn = wasSent ? queued->on : queued->serverOn;
        m_tables.flagPushes.erase(queued->row);
        m_tables.changes.carry(queued->change, m_change);
    }
    const auto append = m_tables.appendPushes.ofMessage(row.id);
    const bool goesAlong = append && !append->sent;
    if ((wasSent || on != serverOn) && !goesAlong)
        m_tables.flagPushes.insert({0, row.account, m_change, row.id, flag, on, serverOn, wasSent});
    const bool wasUnread = row.isUnread();
    model::setFlagWord(row.flags, flag, on);
    m_tables.messages.setFlags(row.id, row.flags, row.modSeq);
    m_tables.notes.unreadBy(row.account, row.mailbox, (row.isUnread() ? 1 : 0) - (wasUnread ? 1 : 0));
    m_tables.notes.changed(row.account, row.mailbox, row.id);
    m_tables.notes.queueChanged(row.account);
    return true;
}

void MessageEdits::pushMove(const MessageRow& row, MailboxId source, qint64 uid, MailboxId to, MoveKind kind) {
    MoveIntent intent;
    intent.account = row.account;
    intent.change = m_change;
    intent.message = row.id;
    intent.kind = kind;
    intent.source = source;
    intent.uid = Uid(static_cast<quint32>(std::max<qint64>(uid, 0)));
    intent.uidValidity = validity(source);
    intent.destination = to;
    m_tables.movePushes.insert(intent);
}

bool MessageEdits::move(MessageRow& row, MailboxId to) {
    if (row.mailbox == to)
        return false;
    m_tables.notes.queueChanged(row.account);
    if (row.isWaiting()) {
        if (const auto queued = m_tables.appendPushes.ofMessage(row.id); queued && !queued->sent) {
            m_tables.appendPushes.erase(queued->row);
            m_tables.appendPushes.insert({0, row.account, queued->change, row.id, to, false});
            m_tables.changes.carry(m_change, queued->change);
            m_tables.relocate(row, to, 0);
            return true;
        }
        const QList<MoveIntent> queued = m_tables.movePushes.ofMessage(row.id);
        if (!queued.isEmpty() && !queued.last().sent) {
            retarget(row, queued.last(), to);
            return true;
        }
        // On its way to where it stands, or there without a known UID: further as soon as it has one.
    }
    pushMove(row, row.mailbox, row.uid, to, MoveKind::Move);
    m_tables.relocate(row, to, 0);
    return true;
}

/// The server need not see the stop in between. The intent gets a new number: whoever has read the old one is told so.
void MessageEdits::retarget(MessageRow& row, const MoveIntent& last, MailboxId to) {
    m_tables.movePushes.erase(last.row);
    m_tables.changes.carry(last.change, m_change);
    if (last.kind == MoveKind::Move && last.source == to) {
        m_tables.relocate(row, to, last.uid.value);
        return;
    }
    MoveIntent intent = last;
    intent.change = m_change;
    intent.destination = to;
    m_tables.movePushes.insert(intent);
    m_tables.relocate(row, to, 0);
}

qint64 MessageEdits::copy(const MessageRow& row, MailboxId to) {
    const qint64 id = m_tables.messages.copy(row.id, to);
    if (row.indexed)
        m_tables.messages.setIndexed(id, m_tables.index.copy(row.id, id));
    m_tables.notes.added(row.account, to, id, row.isUnread());
    m_tables.notes.queueChanged(row.account);
    const auto append = m_tables.appendPushes.ofMessage(row.id);
    if (append && !append->sent) {
        m_tables.appendPushes.insert({0, row.account, m_change, id, to, false});
        return id;
    }
    MoveIntent intent;
    intent.account = row.account;
    intent.change = m_change;
    intent.message = id;
    intent.origin = row.id;
    intent.kind = MoveKind::Copy;
    intent.source = row.mailbox;
    intent.uid = Uid(static_cast<quint32>(std::max<qint64>(row.uid, 0)));
    intent.uidValidity = validity(row.mailbox);
    intent.destination = to;
    m_tables.movePushes.insert(intent);
    for (FlagIntent flag : m_tables.flagPushes.ofMessage(row.id)) {
        flag.message = id; // the server copies what it has, which is not this yet
        m_tables.flagPushes.insert(flag);
    }
    return id;
}

void MessageEdits::expunge(MessageRow& row, KeptReason reason) {
    m_tables.notes.queueChanged(row.account);
    const auto append = m_tables.appendPushes.ofMessage(row.id);
    const QList<MoveIntent> queued = m_tables.movePushes.ofMessage(row.id);
    if (append && !append->sent) {
        m_tables.appendPushes.erase(append->row);
        m_tables.changes.carry(append->change, m_change);
    } else if (row.isWaiting() && !queued.isEmpty() && !queued.last().sent) {
        const MoveIntent& last = queued.last();
        m_tables.movePushes.erase(last.row);
        m_tables.changes.carry(last.change, m_change);
        if (last.kind == MoveKind::Move)
            pushMove(row, last.source, last.uid.value, {}, MoveKind::Expunge);
    } else {
        pushMove(row, row.mailbox, row.uid, {}, MoveKind::Expunge);
    }
    m_kept.putAside(row, reason, m_change);
}

bool MessageEdits::restore(MessageRow& row, const KeptRow& kept, MailboxId to) {
    for (const MoveIntent& intent : m_tables.movePushes.ofMessage(row.id)) {
        if (intent.kind != MoveKind::Expunge || intent.sent)
            continue;
        takeBackExpunge(row, kept, intent, to);
        return true;
    }
    if (row.body != model::BodyState::Whole)
        return false;
    m_kept.bringBack(row, kept, to, 0);
    append(row, to);
    return true;
}

bool MessageEdits::putBack(MessageRow& row, const KeptRow& kept, MailboxId to) {
    if (row.body != model::BodyState::Whole)
        return false;
    for (const MoveIntent& intent : m_tables.movePushes.ofMessage(row.id))
        m_tables.movePushes.erase(intent.row);
    m_kept.bringBack(row, kept, to, 0);
    append(row, to);
    return true;
}

void MessageEdits::takeBackExpunge(MessageRow& row, const KeptRow& kept, const MoveIntent& intent, MailboxId to) {
    m_tables.movePushes.erase(intent.row);
    m_tables.notes.queueChanged(row.account);
    if (intent.source == to) {
        m_kept.bringBack(row, kept, to, intent.uid.value);
        return;
    }
    // It had been moved before, and the server does not know that either.
    MoveIntent back = intent;
    back.kind = MoveKind::Move;
    back.destination = to;
    m_tables.movePushes.insert(back);
    m_kept.bringBack(row, kept, to, 0);
}

void MessageEdits::append(const MessageRow& row, MailboxId to) {
    for (const FlagIntent& intent : m_tables.flagPushes.ofMessage(row.id)) { // they go along
        m_tables.flagPushes.erase(intent.row);
        m_tables.changes.carry(intent.change, m_change);
    }
    m_tables.appendPushes.insert({0, row.account, m_change, row.id, to, false});
    m_tables.notes.queueChanged(row.account);
}

} // namespace tributary::store::detail
