// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace tributary::engine {

/// resources/providers.json, compiled in.
[[nodiscard]] QByteArray presetProvidersJson();

/// The file that the build option TRIBUTARY_OAUTH_CLIENTS names (docs/oauth.md); "{}" without it.
[[nodiscard]] QByteArray presetOAuthClientsJson();

} // namespace tributary::engine
