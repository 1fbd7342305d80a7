// SPDX-License-Identifier: GPL-3.0-or-later
// Why messages wait (S17). What stands in the way of the connection is noted at the one that was to go first; those behind it wait for
// the same reason, and say so as long as that one does.
#pragma once

#include "model/Outbox.h"
#include "store/Reader.h"

#include <QHash>

namespace tributary::engine {

/// By the account whose outgoing server it is.
using OutboxReasons = QHash<qint64, Error>;

/// Nothing of it is about a message: the others cannot leave either.
[[nodiscard]] bool isOfTheConnection(const model::OutboxMessage& message, qint64 nowMs);
/// To those that could leave now and have no reason of their own. known: what is known of the lines beside what the messages tell.
void giveReasons(QList<model::OutboxMessage>& outbox, const OutboxReasons& known, qint64 nowMs);
/// The outbox with them; an account whose sign-in was refused sends nothing either.
[[nodiscard]] Result<QList<model::OutboxMessage>> loadOutboxWithReasons(store::Reader& reader, OutboxReasons known, qint64 nowMs);

} // namespace tributary::engine
