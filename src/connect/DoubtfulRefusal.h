// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Error.h"

namespace tributary::connect {

/// Whether a refusal of the credentials may be the way in which this server says 'too often' or 'not now'. Then it is worth one more
/// try after a pause, and is believed only when it comes twice; anywhere else the first one counts (S17), so that nobody is locked out.
/// provider: the id of a preset, or "other"; then the host tells. Pure.
[[nodiscard]] bool isDoubtfulRefusal(const QString& provider, const QString& host, const Error& error);

} // namespace tributary::connect
