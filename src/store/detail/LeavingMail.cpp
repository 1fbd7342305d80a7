// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/LeavingMail.h"

#include "store/detail/KeptMail.h"

#include <algorithm>

namespace tributary::store::detail {

Status LeavingMail::keep(MailboxId mailbox, const std::vector<PreparedMessage>& messages) {
    const QList<MailboxIntent> queued = m_tables.mailboxPushes.ofMailbox(mailbox);
    const auto deletion = std::find_if(queued.begin(), queued.end(),
                                       [](const MailboxIntent& intent) { return intent.kind == MailboxPushKind::Delete; });
    if (deletion == queued.end()) {
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound,
                       QStringLiteral("mailbox %1 is not being deleted").arg(mailbox.value));
    }
    for (const PreparedMessage& prepared : messages)
        keepOne(*deletion, prepared);
    m_indexing.run();
    const auto kept = m_tables.kept.ofOrigin(mailbox, KeptReason::Deleted);
    m_tables.changes.setMessages(deletion->change, static_cast<int>(kept.size()));
    m_tables.notes.queueChanged(deletion->account);
    m_tables.finish();
    return {};
}

void LeavingMail::keepOne(const MailboxIntent& deletion, const PreparedMessage& prepared) {
    std::optional<qint64> known;
    {
        Query query = m_tables.connection.query("SELECT message_id FROM kept_message WHERE origin_id = ? AND reason = ? AND uid = ?");
        if (query.add(deletion.mailbox).add(qint64(KeptReason::Deleted)).add(prepared.message.uid).step())
            known = query.integer(0);
    }
    if (known) {
        if (const auto row = m_tables.messages.row(*known); row && row->body < prepared.message.body)
            fill(*row, prepared);
        return;
    }
    if (!prepared.message.flagsKnown)
        return; // gone while its body was under way
    const qint64 id = m_tables.messages.insert(deletion.account, deletion.mailbox, prepared, nullptr);
    m_tables.kept.insert(id, KeptReason::Deleted, deletion.change, {m_tables.nowMs + kUndoMs, m_tables.nowMs + kUndoMs});
    m_tables.messages.place(id, deletion.mailbox, 0);
    if (prepared.isIndexed)
        m_indexing.add(id, prepared);
}

void LeavingMail::fill(const MessageRow& known, const PreparedMessage& prepared) {
    m_tables.messages.fillBody(known, prepared);
    if (known.indexed) {
        m_indexing.replace(known.id, prepared);
        return;
    }
    m_tables.messages.setIndexed(known.id, true);
    m_indexing.add(known.id, prepared);
}

} // namespace tributary::store::detail
