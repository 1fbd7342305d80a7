// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/MessageLoader.h"
#include "model/Draft.h"
#include "model/Verification.h"
#include "store/Store.h"

#include <chrono>
#include <optional>

namespace tributary::engine {

struct SendOptions {
    std::chrono::milliseconds undoDelay{0}; ///< how long it can be taken back before it leaves
};

/// Builds the message and puts it into the outbox, with its draft: from here on it is sent whatever happens to this program. Worker
/// threads; takes as long as its files take to read. Errors: those of composeMessage; InvalidInput/NotFound for an identity or account
/// that is gone, FieldMissing "outgoing server", NotVerified (detail: the address; S18, S20, S26); Storage: nothing was queued.
[[nodiscard]] Result<OutboxId> queueDraft(store::Store& store, const LoadSource& from, model::Draft draft, const SendOptions& options,
                                          const QDateTime& now);

/// The account whose outgoing server carries the identity's mail (S18), if it may: errors as above.
[[nodiscard]] Result<AccountId> carrierOf(const model::Identity& identity, const QList<model::Account>& accounts);

/// What has to be proven before mail can be sent as the identity (S20, S26): carrierOf() says NotVerified for it. None: nothing has.
[[nodiscard]] std::optional<model::VerificationTarget> toProve(const model::Identity& identity, const QList<model::Account>& accounts);

/// A new Message-ID for what is sent as that identity. NotFound.
[[nodiscard]] Result<QByteArray> newMessageId(store::Reader& reader, IdentityId identity);

} // namespace tributary::engine
