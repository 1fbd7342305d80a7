// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Outbox.h"

#include "model/Identity.h"

namespace tributary::model {

using namespace Qt::Literals::StringLiterals;

bool isForUser(const Error& error) {
    return error.kind == ErrorKind::Auth || error.kind == ErrorKind::Tls || error.code == ErrorCode::SendingDisabled;
}

QLatin1StringView outboxStateName(OutboxState state) {
    switch (state) {
    case OutboxState::Queued: return "queued"_L1;
    case OutboxState::Sending: return "sending"_L1;
    case OutboxState::Submitted: return "submitted"_L1;
    case OutboxState::Filed: return "filed"_L1;
    case OutboxState::Failed: return "failed"_L1;
    case OutboxState::Unknown: return "unknown"_L1;
    }
    return {};
}

QLatin1StringView recipientStateName(RecipientState state) {
    switch (state) {
    case RecipientState::Waiting: return "waiting"_L1;
    case RecipientState::Accepted: return "accepted"_L1;
    case RecipientState::Refused: return "refused"_L1;
    }
    return {};
}

QLatin1StringView proofName(Proof proof) {
    switch (proof) {
    case Proof::Unproven: return "unproven"_L1;
    case Proof::Own: return "own"_L1;
    case Proof::Verified: return "verified"_L1;
    }
    return {};
}

} // namespace tributary::model
