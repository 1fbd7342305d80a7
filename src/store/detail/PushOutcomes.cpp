// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/PushOutcomes.h"

#include "store/detail/MailboxEdits.h"
#include "store/detail/MessageEdits.h"
#include "store/detail/OwnSentCopyTable.h"

namespace tributary::store::detail {

namespace {

std::string nameOf(PushTable table) {
    switch (table) {
    case PushTable::Flag: return "flag_push";
    case PushTable::Move: return "move_push";
    case PushTable::Append: return "append_push";
    case PushTable::Mailbox: return "mailbox_push";
    }
    return {};
}

std::string sentSql(PushTable table) {
    const std::string uidNext = table == PushTable::Move ? ", destination_uid_next = ?2" : table == PushTable::Append ? ", uid_next = ?2" : "";
    return "UPDATE " + nameOf(table) + " SET sent = 1" + uidNext + " WHERE id = ?1";
}

} // namespace

Status PushOutcomes::markSent(PushTable table, const QList<qint64>& rows, Uid uidNext) {
    {
        Query known = m_tables.connection.query("SELECT 1 FROM " + nameOf(table) + " WHERE id = ?");
        for (const qint64 row : rows) {
            if (!known.again().add(row).step()) {
                return failure(ErrorKind::InvalidInput, ErrorCode::NotFound,
                               QStringLiteral("intent %1 has been changed").arg(row));
            }
        }
    }
    const bool hasUid = table == PushTable::Move || table == PushTable::Append;
    Query mark = m_tables.connection.query(sentSql(table));
    for (const qint64 row : rows) {
        mark.again().add(row);
        if (hasUid)
            mark.add(uidNext);
        mark.run();
    }
    return {};
}

Status PushOutcomes::confirmFlags(const QList<qint64>& rows) {
    for (const qint64 id : rows) {
        const auto intent = m_tables.flagPushes.find(id);
        if (!intent)
            continue;
        m_tables.flagPushes.erase(id);
        m_tables.notes.queueChanged(intent->account);
        if (const auto row = m_tables.messages.row(intent->message))
            m_tables.notes.changed(row->account, row->mailbox, row->id); // no longer pending
    }
    m_tables.finish();
    return {};
}

Status PushOutcomes::confirmMoves(const QList<MoveResult>& results) {
    for (const MoveResult& result : results) {
        const auto intent = m_tables.movePushes.find(result.row);
        if (!intent)
            continue;
        m_tables.movePushes.erase(intent->row);
        m_tables.notes.queueChanged(intent->account);
        if (intent->kind != MoveKind::Expunge)
            arrived(intent->message, intent->row, intent->destination, result);
        else
            m_kept.endReplaced(intent->message);
    }
    m_tables.finish();
    return {};
}

Status PushOutcomes::confirmAppends(const QList<MoveResult>& results) {
    for (const MoveResult& result : results) {
        const auto intent = m_tables.appendPushes.find(result.row);
        if (!intent)
            continue;
        m_tables.appendPushes.erase(intent->row);
        m_tables.notes.queueChanged(intent->account);
        if (result.isTold && result.uid.isValid())
            OwnSentCopyTable(m_tables.connection).setUid(intent->message, result.uid, result.uidValidity);
        arrived(intent->message, 0, intent->mailbox, result);
    }
    m_tables.finish();
    return {};
}

/// The message is in the mailbox on the server; whoever waits for its UID there gets it.
void PushOutcomes::arrived(qint64 message, qint64 intent, MailboxId mailbox, const MoveResult& result) {
    if (const auto later = m_takeBack.follower(message, intent, mailbox)) {
        if (result.uid.isValid())
            m_tables.movePushes.setUid(later->row, result.uid, result.uidValidity);
        return;
    }
    auto row = m_tables.messages.row(message);
    if (!row || row->mailbox != mailbox)
        return;
    m_tables.notes.changed(row->account, row->mailbox, row->id); // no longer pending
    auto state = m_tables.mailboxes.state(mailbox);
    if (state && !state->uidValidity.isValid() && result.uid.isValid()) {
        // Never synchronised, and perhaps it never will be: what the server says of it now is what a later move needs.
        state->uidValidity = result.uidValidity;
        m_tables.mailboxes.setState(mailbox, *state);
    }
    if (!row->isWaiting() || !result.uid.isValid() || !state || state->uidValidity != result.uidValidity)
        return;
    if (const auto twin = m_tables.messages.find(mailbox, result.uid))
        becomeOne(*row, *twin);
    m_tables.relocate(*row, mailbox, result.uid.value);
    m_tables.movePushes.giveUidToCopies(row->id, mailbox, result.uid, result.uidValidity);
}

/// The mailbox's sync was faster: the same message stands there twice. The user's row stays, with the server's flags.
void PushOutcomes::becomeOne(MessageRow& row, const MessageRow& twin) {
    const bool wasUnread = row.isUnread();
    row.flags = twin.flags;
    for (const FlagIntent& intent : m_tables.flagPushes.ofMessage(row.id))
        model::setFlagWord(row.flags, intent.flag, intent.on);
    m_tables.messages.setFlags(row.id, row.flags, twin.modSeq);
    m_tables.notes.unreadBy(row.account, row.mailbox, (row.isUnread() ? 1 : 0) - (wasUnread ? 1 : 0));
    if (twin.body == model::BodyState::Whole && row.body != model::BodyState::Whole) {
        m_tables.messages.shareBody(row, m_tables.messages.bodyOf(twin.id));
        if (row.indexed)
            m_tables.index.remove(row.id);
        m_tables.messages.setIndexed(row.id, m_tables.index.copy(twin.id, row.id));
    }
    m_tables.flagPushes.reassign(twin.id, row.id);
    m_tables.movePushes.reassign(twin.id, row.id);
    m_tables.erase(twin);
}

Status PushOutcomes::confirmMailbox(qint64 id) {
    const auto intent = m_tables.mailboxPushes.find(id);
    if (!intent)
        return {};
    m_tables.mailboxPushes.erase(id);
    const QList<MailboxIntent> left = m_tables.mailboxPushes.ofMailbox(intent->mailbox);
    const bool pending = std::any_of(left.begin(), left.end(), [](const MailboxIntent& one) {
        return one.kind == MailboxPushKind::Create || one.kind == MailboxPushKind::Rename;
    });
    m_tables.mailboxes.setPending(intent->mailbox, pending);
    m_tables.notes.queueChanged(intent->account);
    m_tables.notes.mailboxesChanged(intent->account);
    m_tables.finish();
    return {};
}

Status PushOutcomes::postpone(PushTable table, const QList<qint64>& rows) {
    Query rise = m_tables.connection.query("UPDATE " + nameOf(table) + " SET attempts = attempts + 1 WHERE id = ?");
    for (const qint64 row : rows)
        rise.again().add(row).run();
    return {};
}

Status PushOutcomes::dropMoves(const QList<qint64>& rows) {
    for (const qint64 id : rows) {
        const auto intent = m_tables.movePushes.find(id);
        if (!intent)
            continue;
        if (m_takeBack.lose(*intent))
            continue;
        m_tables.notes.queueChanged(intent->account);
        m_tables.movePushes.erase(id);
        if (intent->kind == MoveKind::Expunge) { // as it was wanted
            m_kept.endReplaced(intent->message);
            continue;
        }
        m_tables.changes.setGone(intent->change);
        for (auto later = m_takeBack.follower(intent->message, id, intent->destination); later;
             later = m_takeBack.follower(intent->message, later->row, later->destination))
            m_tables.movePushes.erase(later->row);
        auto row = m_tables.messages.row(intent->message);
        if (row && row->isWaiting() && !m_tables.kept.find(row->id))
            m_kept.putAside(*row, KeptReason::Gone);
    }
    m_tables.finish();
    return {};
}

Status PushOutcomes::restoreLost(const QList<qint64>& rows) {
    for (const qint64 id : rows) {
        if (const auto intent = m_tables.movePushes.find(id))
            restoreOne(*intent);
    }
    m_tables.finish();
    return {};
}

void PushOutcomes::restoreOne(const MoveIntent& intent) {
    auto row = m_tables.messages.row(intent.message);
    const auto kept = m_tables.kept.find(intent.message);
    for (const MoveIntent& one : m_tables.movePushes.ofMessage(intent.message))
        m_tables.movePushes.erase(one.row);
    m_tables.notes.queueChanged(intent.account);
    if (!row || !kept)
        return;
    const MailboxId to = m_tables.mailboxes.state(kept->origin) ? kept->origin : intent.destination;
    if (!m_tables.mailboxes.state(to) || !MessageEdits(m_tables, intent.change).putBack(*row, *kept, to)) {
        m_tables.changes.setError(intent.change, {ErrorKind::Refused, ErrorCode::NotFound, {},
                                                  QStringLiteral("the message, neither on the server nor as a whole in the cache")});
    }
}

Status PushOutcomes::refuse(PushTable table, const QList<qint64>& rows, const Error& error) {
    QSet<ChangeId> changes;
    for (const qint64 row : rows)
        changes.insert(refuseOne(table, row, error));
    for (const ChangeId change : std::as_const(changes)) {
        if (change.isValid())
            m_tables.changes.setRefused(change, error);
    }
    m_tables.finish();
    return {};
}

ChangeId PushOutcomes::refuseOne(PushTable table, qint64 row, const Error& error) {
    switch (table) {
    case PushTable::Flag:
        if (const auto intent = m_tables.flagPushes.find(row)) {
            m_takeBack.flag(*intent);
            return intent->change;
        }
        break;
    case PushTable::Move:
        if (const auto intent = m_tables.movePushes.find(row)) {
            m_takeBack.move(*intent);
            return intent->change;
        }
        break;
    case PushTable::Append:
        if (const auto intent = m_tables.appendPushes.find(row)) {
            OutboxEnding(m_tables.connection, m_tables.announced).loseCopy(intent->message, error);
            OwnSentCopyTable(m_tables.connection).erase(intent->message);
            m_takeBack.append(*intent);
            return intent->change;
        }
        break;
    case PushTable::Mailbox:
        if (const auto intent = m_tables.mailboxPushes.find(row)) {
            MailboxEdits(m_tables).takeBack(*intent);
            return intent->change;
        }
        break;
    }
    return {};
}

} // namespace tributary::store::detail
