// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/OutboxEnding.h"

#include "store/detail/DraftTable.h"

#include <algorithm>

namespace tributary::store::detail {

void OutboxEnding::end(const model::OutboxMessage& message) {
    const bool anyRefused = std::any_of(message.recipients.begin(), message.recipients.end(), [](const model::OutboxRecipient& one) {
        return one.state == model::RecipientState::Refused;
    });
    if (!anyRefused) {
        erase(message);
        return;
    }
    model::OutboxMessage filed = message;
    filed.state = model::OutboxState::Filed;
    filed.error.reset();
    m_table.update(filed);
    m_table.setCopy(message.id, 0); // its draft stays with it: the others may be written to again
    m_changes.append(model::OutboxChanged{message.account, message.id});
}

void OutboxEnding::erase(const model::OutboxMessage& message) {
    eraseDraft(message);
    m_table.erase(message.id);
    m_changes.append(model::OutboxChanged{message.account, message.id});
}

void OutboxEnding::eraseDraft(const model::OutboxMessage& message) {
    if (!message.draft.isValid())
        return;
    m_connection.query("UPDATE outbox SET draft_id = 0 WHERE id = ?").add(message.id).run();
    DraftTable(m_connection).erase(message.draft);
    m_changes.append(model::DraftsChanged{message.draft});
}

void OutboxEnding::endArrived() {
    for (const model::OutboxMessage& message : m_table.whoseCopyArrived())
        end(message);
}

void OutboxEnding::loseCopy(qint64 copy, const std::optional<Error>& error) {
    auto message = m_table.ofCopy(copy);
    if (!message)
        return;
    m_table.setCopy(message->id, 0);
    message->error = error;
    m_table.update(*message);
    m_changes.append(model::OutboxChanged{message->account, message->id});
}

} // namespace tributary::store::detail
