// SPDX-License-Identifier: GPL-3.0-or-later
// What proving an address hands to the store and asks it for (S20, S26).
#pragma once

#include "model/Verification.h"
#include "store/Sending.h"

#include <QByteArray>

#include <functional>
#include <optional>

namespace tributary::store {

/// A code that is about to be mailed. It stands in none of this but as a digest, and in the sealed mail.
struct NewVerification {
    model::VerificationTarget target;
    QByteArray salt;
    QByteArray digest;
    NewOutboxMessage mail; ///< message.sealed
};

/// The digest of what was typed, for a code's salt. Called on the writer's thread: quick, calls nothing of the store.
using DigestOf = std::function<QByteArray(const QByteArray& salt)>;

/// What became of what was typed.
struct CheckedCode {
    model::CodeOutcome outcome = model::CodeOutcome::None;
    int triesLeft = 0;
};

/// A code that is out, as far as the store knows.
struct KnownCode {
    int triesLeft = 0;
    bool isOver = false;       ///< its time is, by the clock or by the time since the machine was started
    qint64 madeMs = 0;         ///< UTC
    qint64 expiresMs = 0;      ///< 0: its mail has not left
    QByteArray messageIdHeader;
    std::optional<model::OutboxMessage> mail; ///< while it stands in the outbox
};

struct VerificationFacts {
    bool isKnown = false;  ///< an identity of the account has the address for that purpose
    bool isProven = false; ///< and each that has is proven
    std::optional<KnownCode> code;
    qint64 nextMailMs = 0; ///< UTC; 0: a mail may leave now
};

} // namespace tributary::store
