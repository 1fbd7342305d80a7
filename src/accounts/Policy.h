// SPDX-License-Identifier: GPL-3.0-or-later
// What the administrator of a machine decides (S6, docs/policies.md), and what follows from it for an account.
#pragma once

#include "accounts/OAuthClients.h"
#include "base/Result.h"
#include "model/Account.h"
#include "net/CertificatePolicy.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QStringList>

#include <optional>

namespace tributary::accounts {

/// Settings that the user may not change. The list is closed: each of them is enforced by the engine.
enum class Lock { Accounts, Identities, Signatures, Filters, Vacation, SyncSince, SaveSent, NonStandardPorts, RemotePictures };

/// Ask: only for the one message, on a click, and never by itself for a sender.
enum class RemotePictureRule { Ask, Never };

/// An account that is prepared for the user, who only signs in.
struct PresetAccount {
    QString email; ///< "${user}" is filled in already
    QString name;
    QString provider; ///< "other": the servers stand here
    model::Protocol protocol = model::Protocol::Imap;
    model::ServerSettings incoming, outgoing; ///< empty hosts: the provider's
    std::optional<bool> saveSent;
    QDate syncSince;
    bool isLocked = false; ///< the account is added as it stands here, or not at all
};

/// The machine policy. An unknown key or a wrong type refuses the whole file (PolicyFile.h).
struct Policy {
    std::optional<bool> allowNonStandardPorts; ///< unset: the user's setting
    net::CertificatePolicy certificates;
    OAuthClients oauthClients;                 ///< these win over the user's own and the build's
    QList<PresetAccount> accounts;
    QStringList allowedDomains, refusedDomains;     ///< "example.com" or "*.example.com" (ACE, lower case); allowed empty: all
    QStringList allowedProviders, refusedProviders; ///< ids; "other" is every server of no provider; allowed empty: all
    QList<model::Protocol> allowedProtocols;        ///< empty: all
    std::optional<QString> discoveryService;        ///< "": off; unset: the usual one
    std::optional<RemotePictureRule> remotePictures;
    QSet<Lock> locked;
    int maxAccounts = 0;                       ///< 0: any number
    QString file;                              ///< where it came from; empty: none
    QHash<QString, QStringList> providersOfHost; ///< provider ids by the name of their servers: who types such a name has that provider

    [[nodiscard]] bool isManaged() const { return !file.isEmpty(); }
    [[nodiscard]] bool locks(Lock setting) const { return locked.contains(setting); }
    /// The one prepared for this address; null: none.
    [[nodiscard]] const PresetAccount* presetFor(const QString& email) const;
};

[[nodiscard]] QLatin1StringView lockName(Lock lock); ///< as the file has it: "accounts"
[[nodiscard]] QList<Lock> allLocks();

/// Whether accounts of this address's domain may be used.
[[nodiscard]] bool isDomainAllowed(const Policy& policy, const QString& address);
[[nodiscard]] bool isProviderAllowed(const Policy& policy, const QString& id);
[[nodiscard]] bool isProtocolAllowed(const Policy& policy, model::Protocol protocol);

/// Whether an account may be used as it is: its domain, provider (also one whose servers are named by hand), protocol and ports,
/// and what is prepared and locked for it. InvalidInput/RefusedByPolicy; detail: the field's option name ("in-port").
[[nodiscard]] Status checkAllowed(const model::Account& account, const Policy& policy);
/// Whether an account of that address may be added beside so many. detail: "email", "accounts" or "max-accounts". A part of the next.
[[nodiscard]] Status checkOneMore(const QString& email, qsizetype known, const Policy& policy);
/// Whether one more may be added beside those that there are. detail: "accounts" or "max-accounts"; "sync-since", "save-sent" and "identities"
/// where these are locked. Beside checkAllowed().
[[nodiscard]] Status checkMayAdd(const model::Account& account, const QList<model::Account>& known, const Policy& policy);
/// Whether the user may change the one into the other. detail: the lock's name.
[[nodiscard]] Status checkMayChange(const model::Account& before, const model::Account& after, const Policy& policy);
[[nodiscard]] Status checkUnlocked(const Policy& policy, Lock lock);

} // namespace tributary::accounts
