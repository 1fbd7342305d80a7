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

std::optional<qint64> LeavingMail::known(MailboxId mailbox, const PreparedMessage& prepared) {
    Query query = m_tables.connection.query("SELECT message_id FROM kept_message WHERE origin_id = ? AND reason = ? AND uid = ?");
    return query.add(mailbox).add(qint64(KeptReason::Deleted)).add(prepared.message.uid).step() ? std::optional(query.integer(0)) : std::nullopt;
}

/// A deletion that was sent and undone has its mail wait to be appended anew; deleted again before that, it may never have
/// left the server: it is the same mail, not a second one.
std::optional<qint64> LeavingMail::adopt(MailboxId mailbox, const PreparedMessage& prepared) {
    std::optional<qint64> found;
    {
        Query query = m_tables.connection.query("SELECT k.message_id FROM kept_message k JOIN message m ON m.id = k.message_id WHERE k.origin_id = ? AND "
                                                "k.reason = ? AND k.uid <= 0 AND m.size = ? AND m.message_id_header = ? AND m.message_id_header <> x'' "
                                                "ORDER BY k.message_id LIMIT 1");
        if (query.add(mailbox).add(qint64(KeptReason::Deleted)).add(prepared.message.size).add(prepared.message.messageIdHeader).step())
            found = query.integer(0);
    }
    if (found)
        m_tables.connection.query("UPDATE kept_message SET uid = ? WHERE message_id = ?").add(prepared.message.uid).add(*found).run();
    return found;
}

void LeavingMail::keepOne(const MailboxIntent& deletion, const PreparedMessage& prepared) {
    auto known = this->known(deletion.mailbox, prepared);
    if (!known)
        known = adopt(deletion.mailbox, prepared);
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
