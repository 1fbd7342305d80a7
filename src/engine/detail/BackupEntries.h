// SPDX-License-Identifier: GPL-3.0-or-later
// The files of a profile that a backup holds, by their names there. Nothing else is taken from a backup.
#pragma once

#include <QByteArrayView>

#include <array>

namespace tributary::engine {

inline constexpr QByteArrayView kManifestEntry("manifest.json");
inline constexpr QByteArrayView kDatabaseEntry("mail.sqlite");
inline constexpr QByteArrayView kSecretsEntry("secrets.sealed");
inline constexpr std::array<QByteArrayView, 4> kSettingsEntries{QByteArrayView("window.ini"), QByteArrayView("oauth-clients.json"),
                                                                QByteArrayView("providers.json"), QByteArrayView("policy.json")};

} // namespace tributary::engine
