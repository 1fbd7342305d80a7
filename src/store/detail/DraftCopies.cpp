// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/DraftCopies.h"

#include "store/detail/Failures.h"
#include "store/detail/IndexQueue.h"
#include "store/detail/MessageEdits.h"
#include "store/detail/OutboxTable.h"

#include <algorithm>

namespace tributary::store::detail {

PreparedDraftCopy prepare(DraftId draft, const QByteArray& contentHash, MailboxId mailbox, NewMessage message) {
    message.uid = {};
    message.flags.set(model::Flag::Draft, true);
    message.flags.set(model::Flag::Seen, true);
    message.body = model::BodyState::Whole;
    message.bodyWanted = false;
    return {draft, contentHash, mailbox, prepare(std::move(message))};
}

Result<MailboxState> DraftCopies::check(const PreparedDraftCopy& prepared, const std::optional<DraftCopyRow>& known) {
    if (!known)
        return invalid(ErrorCode::NotFound, QStringLiteral("no draft %1").arg(prepared.draft.value));
    if (OutboxTable(m_tables.connection).ofDraft(prepared.draft))
        return invalid(ErrorCode::BadValue, QStringLiteral("draft %1 is in the outbox").arg(prepared.draft.value));
    if (known->contentHash != prepared.contentHash)
        return invalid(ErrorCode::BadValue, QStringLiteral("draft %1 has been saved since").arg(prepared.draft.value));
    const auto state = m_tables.mailboxes.state(prepared.mailbox);
    if (!state)
        return invalid(ErrorCode::NotFound, QStringLiteral("no mailbox %1").arg(prepared.mailbox.value));
    return *state;
}

/// Where it was put, and seen there.
std::optional<MessageRow> DraftCopies::standing(const DraftCopyRow& copy) {
    auto row = copy.message != 0 ? m_tables.messages.row(copy.message) : std::nullopt;
    const bool stands = row && row->mailbox == copy.mailbox && m_tables.mailboxes.state(copy.mailbox) && !m_tables.kept.find(row->id);
    return stands ? row : std::nullopt;
}

/// The copies of a draft have one Message-ID, and where APPENDUID does not tell them apart their size and INTERNALDATE do, in seconds: each
/// has a later one than that before.
MessageRow DraftCopies::insert(AccountId account, const PreparedDraftCopy& prepared, qint64 before) {
    PreparedMessage message = prepared.message;
    qint64& date = message.message.internalDateMs;
    date = (date > 0 ? date : m_tables.nowMs) / 1000 * 1000;
    Query query = m_tables.connection.query("SELECT internal_date_ms FROM message WHERE id = ?");
    if (query.add(before).step())
        date = std::max(date, query.integer(0) / 1000 * 1000 + 1000);
    const qint64 id = m_tables.messages.insert(account, prepared.mailbox, message, nullptr);
    m_tables.messages.place(id, prepared.mailbox, 0);
    IndexQueue indexing(m_tables);
    indexing.add(id, message);
    indexing.run();
    m_tables.notes.added(account, prepared.mailbox, id, false);
    return m_tables.messages.row(id).value_or(MessageRow());
}

Status DraftCopies::put(const PreparedDraftCopy& prepared) {
    const auto known = m_table.find(prepared.draft);
    TRY(const MailboxState state, check(prepared, known));
    if (known->isCurrent())
        return {};
    auto before = standing(*known);
    MessageRow copy = insert(state.account, prepared, known->message);
    const ChangeId change = m_tables.changes.begin(state.account, model::ChangeKind::KeepDraft, {}, m_tables.nowMs);
    m_tables.changes.setMessages(change, 1);
    if (before) {
        copy.flags.set(model::Flag::Flagged, before->flags.has(model::Flag::Flagged));
        copy.flags.keywords = before->flags.keywords;
        m_tables.messages.setFlags(copy.id, copy.flags, 0);
        // In another account's Drafts it goes by itself: that account's worker is not told when this one has appended.
        const bool isHere = before->account == state.account;
        letGo(*before, isHere ? change : m_tables.changes.begin(before->account, model::ChangeKind::KeepDraft, {}, m_tables.nowMs));
    }
    MessageEdits(m_tables, change).append(copy, prepared.mailbox);
    m_table.set(prepared.draft, copy.id, prepared.mailbox, prepared.contentHash);
    return {};
}

/// What the server cannot have leaves without a word to it; what it waited for to be replaced, the next one replaces.
void DraftCopies::letGo(MessageRow& row, ChangeId change) {
    if (const auto append = m_tables.appendPushes.ofMessage(row.id); append && !append->sent)
        m_tables.movePushes.carry(append->change, change);
    MessageEdits(m_tables, change).expunge(row, KeptReason::Replaced);
    m_kept.endReplaced(row.id);
}

void DraftCopies::adopt(DraftId draft, MessageId message) {
    if (!message.isValid() || m_table.draftOf(message.value))
        return;
    const auto row = m_tables.messages.row(message.value);
    if (!row || !m_tables.mailboxes.state(row->mailbox) || m_tables.kept.find(row->id))
        return;
    const auto mailbox = m_tables.mailboxes.find(row->mailbox);
    const bool isDraft = row->flags.has(model::Flag::Draft) || (mailbox && mailbox->specialUse == model::SpecialUse::Drafts);
    if (isDraft)
        m_table.set(draft, row->id, row->mailbox, {});
}

void DraftCopies::drop(DraftId draft) {
    const auto known = m_table.find(draft);
    if (!known || known->message == 0)
        return;
    auto row = standing(*known);
    m_table.forget(known->message);
    if (!row)
        return;
    const ChangeId change = m_tables.changes.begin(row->account, model::ChangeKind::KeepDraft, {}, m_tables.nowMs);
    letGo(*row, change);
    if (m_tables.movePushes.ofChange(change).isEmpty())
        m_tables.changes.erase(change);
}

} // namespace tributary::store::detail
