// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/StorageUse.h"

namespace tributary::ui {

/// "3.1 GB of 15 GB on the server", with messages where these are limited; only what is told.
[[nodiscard]] QString quotaText(const model::ServerQuota& quota);
/// The same for people who ask: also that there is no limit, and when the server said so.
[[nodiscard]] QString quotaLine(const engine::AccountStorage& account);
/// A mailbox with its place, a special one in the user's language.
[[nodiscard]] QString mailboxPath(const engine::MailboxStorage& mailbox);

} // namespace tributary::ui
