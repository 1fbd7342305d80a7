// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/MailImport.h"

#include "store/detail/Failures.h"
#include "store/detail/IndexQueue.h"
#include "store/detail/MessageEdits.h"

namespace tributary::store::detail {

Result<ChangeId> MailImport::add(MailboxId mailbox, const std::vector<PreparedMessage>& messages, ChangeId change) {
    const auto state = m_tables.mailboxes.state(mailbox);
    const auto named = m_tables.mailboxes.find(mailbox);
    if (!state || !named)
        return notFound("mailbox", mailbox.value);
    const auto known = change.isValid() ? m_tables.changes.find(change) : std::nullopt;
    // Where the user has undone what came so far, the rest is a change of its own.
    if (!known || known->undone)
        change = m_tables.changes.begin(state->account, model::ChangeKind::Copy, named->name, m_tables.nowMs);
    MessageEdits edit(m_tables, change);
    IndexQueue indexing(m_tables);
    for (const PreparedMessage& message : messages) {
        const qint64 id = m_tables.messages.insert(state->account, mailbox, message, nullptr);
        m_tables.messages.place(id, mailbox, 0);
        indexing.add(id, message);
        const auto row = m_tables.messages.row(id);
        m_tables.notes.added(state->account, mailbox, id, row->isUnread());
        edit.append(*row, mailbox);
        m_tables.changes.addMove(change, {id, MoveKind::Copy, mailbox, mailbox});
    }
    indexing.run();
    m_tables.changes.setMessages(change, (known && !known->undone ? known->messages : 0) + static_cast<int>(messages.size()));
    m_tables.finish();
    return change;
}

} // namespace tributary::store::detail
