// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Account.h"
#include "model/Outbox.h"

#include <QList>

namespace tributary::engine {

/// What has become of each account's messages between two looks at the outbox. Pure.
void tallyOutbox(QList<model::SyncReport>& reports, const QList<model::OutboxMessage>& before, const QList<model::OutboxMessage>& after);

} // namespace tributary::engine
