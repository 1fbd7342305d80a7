// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/UserChanges.h"

#include "store/detail/Failures.h"

namespace tributary::store::detail {

Result<ChangeId> UserChanges::apply(const model::LocalChange& change) {
    TRY_STATUS(check(change));
    if (!m_account.isValid())
        return ChangeId();
    const ChangeId id = m_tables.changes.begin(m_account, change.kind, detailOf(change), m_tables.nowMs);
    MessageEdits edit(m_tables, id);
    QSet<qint64> touched;
    applyFlags(change.flags, edit, id, touched);
    applyMoves(change, edit, id, touched);
    if (touched.isEmpty()) {
        m_tables.changes.erase(id);
        return ChangeId();
    }
    m_tables.changes.setMessages(id, static_cast<int>(touched.size()));
    m_tables.finish();
    return id;
}

Status UserChanges::check(const model::LocalChange& change) {
    for (const model::FlagEdit& edit : change.flags) {
        TRY(const MessageRow row, visible(edit.message));
        (void)row;
        if (model::storableFlagWord(edit.flag).isEmpty())
            return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, edit.flag);
    }
    TRY_STATUS(checkMoves(change.copies));
    TRY_STATUS(checkMoves(change.moves));
    for (const MessageId message : change.expunges) {
        TRY(const MessageRow row, visible(message));
        (void)row;
    }
    return {};
}

Result<MessageRow> UserChanges::visible(MessageId message) {
    const auto row = m_tables.messages.row(message.value);
    if (!row || !mailbox(row->mailbox))
        return notFound("message", message.value);
    if (!m_account.isValid())
        m_account = row->account;
    return *row;
}

const std::optional<MailboxState>& UserChanges::mailbox(MailboxId id) {
    const auto known = m_mailboxes.constFind(id);
    return known != m_mailboxes.constEnd() ? *known : *m_mailboxes.insert(id, m_tables.mailboxes.state(id));
}

Status UserChanges::checkMoves(const QList<model::MoveEdit>& edits) {
    for (const model::MoveEdit& edit : edits) {
        TRY(const MessageRow row, visible(edit.message));
        const auto& to = mailbox(edit.destination);
        if (!to)
            return notFound("mailbox", edit.destination.value);
        if (to->account != row.account)
            return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QStringLiteral("a mailbox of another account"));
    }
    return {};
}

QString UserChanges::detailOf(const model::LocalChange& change) {
    const auto& edits = change.moves.isEmpty() ? change.copies : change.moves;
    if (!edits.isEmpty()) {
        const auto mailbox = m_tables.mailboxes.find(edits.constFirst().destination);
        return mailbox ? mailbox->name : QString();
    }
    if (change.flags.isEmpty())
        return {};
    const model::FlagEdit& flag = change.flags.constFirst();
    const QString word = model::storableFlagWord(flag.flag);
    return flag.on ? word : QString(u'-' + word);
}

void UserChanges::applyFlags(const QList<model::FlagEdit>& edits, MessageEdits& edit, ChangeId id, QSet<qint64>& touched) {
    for (const model::FlagEdit& one : edits) {
        auto row = m_tables.messages.row(one.message.value);
        const QString flag = model::storableFlagWord(one.flag);
        const bool wasOn = model::hasFlagWord(row->flags, flag);
        if (!edit.setFlag(*row, flag, one.on))
            continue;
        m_tables.changes.addFlag(id, {row->id, flag, wasOn});
        touched.insert(row->id);
    }
}

/// Copies first: they are made of what is still in its place.
void UserChanges::applyMoves(const model::LocalChange& change, MessageEdits& edit, ChangeId id, QSet<qint64>& touched) {
    for (const model::MoveEdit& one : change.copies) {
        const auto row = m_tables.messages.row(one.message.value);
        const qint64 copy = edit.copy(*row, one.destination);
        m_tables.changes.addMove(id, {copy, MoveKind::Copy, row->mailbox, one.destination});
        touched.insert(row->id);
    }
    for (const model::MoveEdit& one : change.moves) {
        auto row = m_tables.messages.row(one.message.value);
        const MailboxId from = row->mailbox;
        if (!edit.move(*row, one.destination))
            continue;
        m_tables.changes.addMove(id, {row->id, MoveKind::Move, from, one.destination});
        touched.insert(row->id);
    }
    for (const MessageId message : change.expunges) {
        auto row = m_tables.messages.row(message.value);
        if (!mailbox(row->mailbox))
            continue; // named twice
        m_tables.changes.addMove(id, {row->id, MoveKind::Expunge, row->mailbox, {}});
        edit.expunge(*row);
        touched.insert(row->id);
    }
}

Status UserChanges::wantBody(MessageId message) {
    TRY(const MessageRow row, visible(message));
    if (row.body == model::BodyState::Whole)
        return {};
    m_tables.connection.query("INSERT OR REPLACE INTO body_fetch (account_id, message_id) VALUES (?, ?)")
        .add(row.account).add(row.id).run();
    m_tables.notes.queueChanged(row.account); // wakes the worker
    m_tables.finish();
    return {};
}

/// What has no whole body cannot be sent to the server; it stays aside for its day.
Status UserChanges::putBackHeld(MailboxId id) {
    const auto& state = mailbox(id);
    if (!state)
        return notFound("mailbox", id.value);
    const QList<KeptRow> held = m_tables.kept.ofOrigin(id, KeptReason::Held);
    if (held.isEmpty())
        return {};
    const auto named = m_tables.mailboxes.find(id);
    const ChangeId change = m_tables.changes.begin(state->account, model::ChangeKind::PutBack, named->name, m_tables.nowMs);
    MessageEdits edit(m_tables, change);
    KeptMail keptMail(m_tables);
    for (const KeptRow& kept : held) {
        auto row = m_tables.messages.row(kept.message);
        if (row->body != model::BodyState::Whole) {
            m_tables.kept.setReason(row->id, KeptReason::Gone, m_tables.nowMs + kDayMs);
            m_tables.notes.heldBy(row->account, id, -1);
            continue;
        }
        keptMail.bringBack(*row, kept, id, 0);
        edit.append(*row, id);
        m_tables.changes.addMove(change, {row->id, MoveKind::Copy, id, id});
    }
    m_tables.changes.setMessages(change, static_cast<int>(held.size()));
    m_tables.finish();
    return {};
}

} // namespace tributary::store::detail
