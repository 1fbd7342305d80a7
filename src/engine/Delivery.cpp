// SPDX-License-Identifier: GPL-3.0-or-later
// One message on its way without workers: for tributary-cli.
#include "engine/detail/EngineCore.h"

#include <algorithm>

namespace tributary::engine {

using model::OutboxMessage;
using model::OutboxState;

namespace {

Result<model::Account> accountOf(store::Reader& reader, AccountId id) {
    TRY(const QList<model::Account> accounts, reader.accounts());
    const auto found = std::find_if(accounts.begin(), accounts.end(), [id](const model::Account& account) { return account.id == id; });
    if (found == accounts.end())
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, QStringLiteral("account"));
    return *found;
}

/// As it stands; what has left the outbox is filed.
Result<OutboxMessage> stateOf(store::Reader& reader, const OutboxMessage& before) {
    auto now = reader.outboxMessage(before.id);
    if (now || now.error().code != ErrorCode::NotFound)
        return now;
    OutboxMessage filed = before;
    filed.state = OutboxState::Filed;
    filed.error.reset();
    for (model::OutboxRecipient& recipient : filed.recipients)
        recipient.state = model::RecipientState::Accepted;
    return filed;
}

/// Why nobody is let in at an account's outgoing server: its sign-in was refused, as it stands, there or at the incoming one (S17).
Result<std::optional<Error>> refusedBefore(store::Reader& reader, AccountId via) {
    const auto isRefusal = [](const std::optional<Error>& error) { return error && error->kind == ErrorKind::Auth; };
    TRY(const auto states, reader.accountStates());
    if (const std::optional<Error>& reason = states.value(via.value).reason; isRefusal(reason))
        return reason;
    TRY(const QList<OutboxMessage> outbox, reader.outbox());
    for (const OutboxMessage& message : outbox) {
        if (message.via == via && message.state == OutboxState::Queued && isRefusal(message.error))
            return message.error;
    }
    return std::nullopt;
}

} // namespace

Result<OutboxMessage> deliverHere(Profile& profile, OutboxSender& sender, AccountManager& manager, OutboxId id,
                                  const std::function<void(const OutboxMessage&)>& tell, const CancelToken& cancel) {
    TRY(const auto reader, profile.store->makeReader());
    TRY(OutboxMessage message, reader->outboxMessage(id));
    tell(message);
    if (message.state == OutboxState::Queued) {
        TRY(const model::Account via, accountOf(*reader, message.via));
        TRY(const std::optional<Error> refused, refusedBefore(*reader, message.via));
        if (refused)
            return failure(*refused);
        const auto sent = sender.sendHere(via, cancel);
        TRY(message, stateOf(*reader, message));
        tell(message);
        if (!sent && message.state == OutboxState::Queued)
            return failure(sent.error());
    }
    if (message.state != OutboxState::Submitted)
        return message;
    TRY(const model::Account account, accountOf(*reader, message.account));
    if (const Status filed = manager.fileCopiesHere(account, cancel); !filed && filed.error().kind == ErrorKind::Storage)
        return failure(filed.error()); // else the copy waits for the next sync
    TRY(message, stateOf(*reader, message));
    tell(message);
    return message;
}

} // namespace tributary::engine
