// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

namespace tributary::ui {

/// The accounts that the organisation has prepared and that are not there yet (S6).
[[nodiscard]] QList<accounts::PresetAccount> preparedAccounts(const engine::Engine& engine);
/// Whether the organisation lets any account be added beside those that there are.
[[nodiscard]] bool mayAddAccount(const engine::Engine& engine);

} // namespace tributary::ui
