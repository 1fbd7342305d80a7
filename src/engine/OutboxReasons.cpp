// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/OutboxReasons.h"

#include "model/Account.h"

namespace tributary::engine {

using model::OutboxMessage;
using model::OutboxState;

namespace {

bool isDue(const OutboxMessage& message, qint64 nowMs) {
    return message.state == OutboxState::Queued && message.notBeforeMs <= nowMs && message.nextTryMs <= nowMs;
}

} // namespace

/// A message that the server does not want for now has a time for its next try; one that met no server has none.
bool isOfTheConnection(const OutboxMessage& message, qint64 nowMs) {
    if (!message.error || !isDue(message, nowMs))
        return false;
    switch (message.error->kind) {
    case ErrorKind::Network:
    case ErrorKind::Tls:
    case ErrorKind::Auth:
    case ErrorKind::Protocol:
    case ErrorKind::TemporaryRefusal: return true;
    default: return message.error->code == ErrorCode::SendingDisabled;
    }
}

void giveReasons(QList<OutboxMessage>& outbox, const OutboxReasons& known, qint64 nowMs) {
    OutboxReasons reasons;
    for (const OutboxMessage& message : std::as_const(outbox)) {
        if (isOfTheConnection(message, nowMs) && !reasons.contains(message.via.value))
            reasons.insert(message.via.value, *message.error);
    }
    for (auto it = known.cbegin(); it != known.cend(); ++it)
        reasons.insert(it.key(), it.value());
    for (OutboxMessage& message : outbox) {
        const auto reason = reasons.constFind(message.via.value);
        if (!message.error && reason != reasons.cend() && isDue(message, nowMs))
            message.error = *reason;
    }
}

Result<QList<OutboxMessage>> loadOutboxWithReasons(store::Reader& reader, OutboxReasons known, qint64 nowMs) {
    TRY(QList<OutboxMessage> outbox, reader.outbox());
    if (outbox.isEmpty())
        return outbox;
    TRY(const auto states, reader.accountStates());
    for (auto it = states.cbegin(); it != states.cend(); ++it) {
        const bool isRefused = it->activity == model::AccountActivity::Disabled && it->reason && it->reason->kind == ErrorKind::Auth;
        if (isRefused && !known.contains(it.key()))
            known.insert(it.key(), *it->reason);
    }
    giveReasons(outbox, known, nowMs);
    return outbox;
}

} // namespace tributary::engine
