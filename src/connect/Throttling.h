// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "imap/Types.h"

#include <chrono>
#include <optional>

namespace tributary::connect {

/// A server that says 'less often, please'; delay 0: it names none.
struct Throttle {
    std::chrono::milliseconds delay{0};
    bool ofConnections = false; ///< there are too many at the same time
};

/// Whether a NO, BAD or BYE says so, by its code or, where servers give none, by words that are known to mean it.
[[nodiscard]] std::optional<Throttle> throttleOf(const imap::StatusResponse& response);
/// The same of words alone, for protocols that have no such code.
[[nodiscard]] std::optional<Throttle> throttleOfText(const QByteArray& text);

} // namespace tributary::connect
