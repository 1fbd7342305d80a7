// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace tributary::engine {

/// resources/providers.json, compiled in.
[[nodiscard]] QByteArray presetProvidersJson();

} // namespace tributary::engine
