// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a settings file (SettingsFile.h). Each reader gives what it could read, and its faults.
#pragma once

#include "accounts/SettingsFile.h"
#include "accounts/detail/PolicyReading.h"

namespace tributary::accounts {

inline const QString kSettingsFormat = QStringLiteral("tributary-settings");
inline constexpr int kSettingsVersion = 1;

/// One of "accounts".
[[nodiscard]] PortableAccount readPortable(const JsonValue& value, const QString& path, JsonFaults& faults);

} // namespace tributary::accounts
