// SPDX-License-Identifier: GPL-3.0-or-later
// Settings of accounts as one JSON file (docs/backup.md): no password, no token, nothing of the mail. Pure.
#pragma once

#include "base/Result.h"
#include "model/Account.h"
#include "model/Identity.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace tributary::accounts {

/// An account on its way between programs or profiles. Ids mean nothing there: account.id, relay and position are not used.
struct PortableAccount {
    model::Account account;
    QString relay;                     ///< address of the account that it sends through (S18); empty: none
    QList<model::Identity> identities; ///< in the user's order; what was proven is not carried. May be empty: by account.from and its like
    QString place;                     ///< where it stands, for what is wrong with it: "file:12:5: accounts[1]"
};

inline constexpr qint64 kMaxSettingsBytes = 16 << 20;
inline constexpr qsizetype kMaxPortableAccounts = 1000;

[[nodiscard]] QByteArray makeSettingsFile(const QList<PortableAccount>& accounts);

/// file: its name, for faults. InvalidInput/BadValue with a line for each fault, "file:line:column: path: what"; then nothing of it counts.
/// Addresses that come twice, relays that are not in it, and circles of relays are no faults here: they depend on the profile.
[[nodiscard]] Result<QList<PortableAccount>> parseSettingsFile(const QByteArray& bytes, const QString& file);

} // namespace tributary::accounts
