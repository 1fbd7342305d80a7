// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Secret.h"

namespace tributary::sasl {

/// What a server said, without the secret in it: a faulty or hostile one repeats what was sent to it, as it is or in the base64 of a SASL
/// line, and its words are kept, shown and copied. Pure.
[[nodiscard]] QByteArray withoutEcho(QByteArray said, const Secret& secret);

} // namespace tributary::sasl
