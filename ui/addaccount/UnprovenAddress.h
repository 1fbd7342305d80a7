// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <functional>

namespace tributary::ui {

/// Calls found with what has to be proven before mail can be sent as the account's default identity (S20, S26); else nothing.
void findUnproven(engine::Engine& engine, AccountId account, QObject* context, std::function<void(const model::VerificationTarget&)> found);

} // namespace tributary::ui
