// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/AccountSetup.h"

#include <QStringList>

namespace tributary::ui {

/// What to do about a failure, in the user's words (S34 to S37), the most useful first. place: what is known beside the error, so that
/// names and settings can be written out.
[[nodiscard]] QStringList adviceText(const Error& error, const engine::AdvicePlace& place = {});

} // namespace tributary::ui
