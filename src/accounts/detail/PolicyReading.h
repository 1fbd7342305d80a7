// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a policy file. Each reader gives what it could read, and its faults.
#pragma once

#include "accounts/Policy.h"
#include "accounts/detail/LocatedJson.h"

namespace tributary::accounts {

[[nodiscard]] OAuthClients readOAuthClients(const JsonValue& value, const QString& path, JsonFaults& faults);

/// Faults for what is none of these keys.
void refuseUnknownKeys(const JsonValue& object, const QString& path, const QStringList& known, JsonFaults& faults);
/// Null: it is not there.
[[nodiscard]] const JsonValue* memberOf(const JsonValue& object, QLatin1StringView name);

[[nodiscard]] std::optional<bool> readSwitch(const JsonValue& object, QLatin1StringView name, const QString& path, JsonFaults& faults);
/// Empty, with a fault, for an empty text, too.
[[nodiscard]] QString readText(const JsonValue& object, QLatin1StringView name, const QString& path, JsonFaults& faults);
[[nodiscard]] std::optional<qint64> readWhole(const JsonValue& object, QLatin1StringView name, qint64 least, qint64 most, const QString& path, JsonFaults& faults);
/// One of these words, as its index.
[[nodiscard]] std::optional<qsizetype> readWord(const JsonValue& object, QLatin1StringView name, const QStringList& words, const QString& path, JsonFaults& faults);
[[nodiscard]] std::optional<qsizetype> wordOf(const JsonValue& value, const QStringList& words, const QString& path, JsonFaults& faults);
struct LocatedText {
    QString text;
    qsizetype at = 0;
    QString path;
};
/// A list of texts, none of them empty.
[[nodiscard]] QList<LocatedText> readTexts(const JsonValue& object, QLatin1StringView name, const QString& wanted, JsonFaults& faults);

inline const QStringList kPresetKeys{QStringLiteral("Email"), QStringLiteral("Name"), QStringLiteral("Provider"), QStringLiteral("Incoming"), QStringLiteral("Outgoing"),
                                     QStringLiteral("SaveSent"), QStringLiteral("SyncSince"), QStringLiteral("Locked")};
inline const QStringList kIncomingKeys{QStringLiteral("Protocol"), QStringLiteral("Host"), QStringLiteral("Port"), QStringLiteral("Security"), QStringLiteral("User")};
inline const QStringList kOutgoingKeys{QStringLiteral("Host"), QStringLiteral("Port"), QStringLiteral("Security"), QStringLiteral("User")};

/// One of "Accounts". user: what "${user}" stands for; empty: that is not known.
[[nodiscard]] PresetAccount readPreset(const JsonValue& value, const QString& path, const QString& user, JsonFaults& faults);

} // namespace tributary::accounts
