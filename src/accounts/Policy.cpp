// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/Policy.h"

#include "accounts/Setup.h"
#include "model/Address.h"

#include <QUrl>

#include <algorithm>

namespace tributary::accounts {

using namespace Qt::Literals::StringLiterals;

namespace {

Status refusedAt(QLatin1StringView field) { return failure(ErrorKind::InvalidInput, ErrorCode::RefusedByPolicy, QString(field)); }

bool isOfDomain(const QString& pattern, const QString& domain) {
    return pattern.startsWith("*."_L1) ? domain.endsWith(QStringView(pattern).mid(1)) : domain == pattern;
}

bool isOfAnyDomain(const QStringList& patterns, const QString& domain) {
    return std::any_of(patterns.begin(), patterns.end(), [&](const QString& pattern) { return isOfDomain(pattern, domain); });
}

/// Whose a server is, whatever the account calls itself.
QStringList providersOf(const QString& host, const model::Account& account, const Policy& policy) {
    QString pattern = host.toLower();
    while (pattern.endsWith(u'.')) // the same server
        pattern.chop(1);
    QStringList ids = policy.providersOfHost.value(pattern);
    if (ids.isEmpty())
        ids = policy.providersOfHost.value(pattern.replace(model::domainOf(account.email), "%emaildomain%"_L1));
    if (ids.contains(account.provider)) // two providers share servers
        return {account.provider};
    return ids.isEmpty() ? QStringList{u"other"_s} : ids;
}

Status checkProvider(const QString& host, const model::Account& account, const Policy& policy, QLatin1StringView field) {
    const QStringList ids = providersOf(host, account, policy);
    const bool fits = std::any_of(ids.begin(), ids.end(), [&](const QString& id) { return isProviderAllowed(policy, id); });
    return fits ? Status() : refusedAt(field);
}

Status checkPortAllowed(const model::ServerSettings& server, model::Protocol protocol, const Policy& policy, QLatin1StringView field) {
    if (policy.allowNonStandardPorts.value_or(true) || checkPort(protocol, server.port, false))
        return {};
    return refusedAt(field);
}

bool isSameServer(const model::ServerSettings& wanted, const model::ServerSettings& server) {
    return wanted.host.isEmpty() || (wanted.host.compare(server.host, Qt::CaseInsensitive) == 0 && wanted.port == server.port && wanted.security == server.security);
}

Status checkPreset(const model::Account& account, const PresetAccount& preset) {
    if (!preset.isLocked)
        return {};
    if (account.protocol != preset.protocol)
        return refusedAt("protocol"_L1);
    if (preset.provider != "other"_L1 && account.provider != preset.provider)
        return refusedAt("provider"_L1);
    if (!isSameServer(preset.incoming, account.incoming))
        return refusedAt("in-host"_L1);
    if (!account.outgoing.host.isEmpty() && !isSameServer(preset.outgoing, account.outgoing))
        return refusedAt("out-host"_L1);
    if (preset.saveSent.value_or(account.saveSent) != account.saveSent)
        return refusedAt("save-sent"_L1);
    if (preset.syncSince.isValid() && preset.syncSince != account.syncSince)
        return refusedAt("sync-since"_L1);
    return {};
}

} // namespace

const PresetAccount* Policy::presetFor(const QString& email) const {
    const auto at = std::find_if(accounts.begin(), accounts.end(), [&](const PresetAccount& a) { return a.email.compare(email, Qt::CaseInsensitive) == 0; });
    return at == accounts.end() ? nullptr : &*at;
}

QLatin1StringView lockName(Lock lock) {
    switch (lock) {
    case Lock::Accounts: return "accounts"_L1;
    case Lock::Identities: return "identities"_L1;
    case Lock::Signatures: return "signatures"_L1;
    case Lock::Filters: return "filters"_L1;
    case Lock::Vacation: return "vacation"_L1;
    case Lock::SyncSince: return "syncSince"_L1;
    case Lock::SaveSent: return "saveSent"_L1;
    case Lock::NonStandardPorts: return "nonStandardPorts"_L1;
    case Lock::RemotePictures: return "remotePictures"_L1;
    }
    return "accounts"_L1;
}

QList<Lock> allLocks() {
    return {Lock::Accounts, Lock::Identities, Lock::Signatures, Lock::Filters, Lock::Vacation, Lock::SyncSince, Lock::SaveSent, Lock::NonStandardPorts, Lock::RemotePictures};
}

bool isDomainAllowed(const Policy& policy, const QString& address) {
    const QString domain = QString::fromLatin1(QUrl::toAce(model::domainOf(address))).toLower();
    if (!policy.allowedDomains.isEmpty() && !isOfAnyDomain(policy.allowedDomains, domain))
        return false;
    return !isOfAnyDomain(policy.refusedDomains, domain);
}

bool isProviderAllowed(const Policy& policy, const QString& id) {
    return (policy.allowedProviders.isEmpty() || policy.allowedProviders.contains(id)) && !policy.refusedProviders.contains(id);
}

bool isProtocolAllowed(const Policy& policy, model::Protocol protocol) {
    return policy.allowedProtocols.isEmpty() || policy.allowedProtocols.contains(protocol);
}

Status checkAllowed(const model::Account& account, const Policy& policy) {
    if (!policy.isManaged())
        return {};
    if (!isDomainAllowed(policy, account.email))
        return refusedAt("email"_L1);
    if (!isProtocolAllowed(policy, account.protocol))
        return refusedAt("protocol"_L1);
    // A provider that was chosen is named as that, a server typed by hand as the server.
    const bool isChosen = !account.provider.isEmpty() && account.provider != "other"_L1;
    if (isChosen && !isProviderAllowed(policy, account.provider))
        return refusedAt("provider"_L1);
    TRY_STATUS(checkProvider(account.incoming.host, account, policy, "in-host"_L1));
    TRY_STATUS(checkPortAllowed(account.incoming, account.protocol, policy, "in-port"_L1));
    if (!account.outgoing.host.isEmpty()) {
        TRY_STATUS(checkProvider(account.outgoing.host, account, policy, "out-host"_L1));
        TRY_STATUS(checkPortAllowed(account.outgoing, model::Protocol::Smtp, policy, "out-port"_L1));
    }
    const PresetAccount* const preset = policy.presetFor(account.email);
    return preset ? checkPreset(account, *preset) : Status();
}

Status checkOneMore(const QString& email, qsizetype known, const Policy& policy) {
    if (!policy.presetFor(email)) // what the organisation has prepared can always be added
        TRY_STATUS(checkUnlocked(policy, Lock::Accounts));
    return policy.maxAccounts > 0 && known >= policy.maxAccounts ? refusedAt("max-accounts"_L1) : Status();
}

Status checkMayAdd(const model::Account& account, const QList<model::Account>& known, const Policy& policy) {
    TRY_STATUS(checkOneMore(account.email, known.size(), policy));
    const PresetAccount* const preset = policy.presetFor(account.email);
    if (policy.locks(Lock::SyncSince) && account.syncSince != (preset ? preset->syncSince : QDate()))
        return refusedAt("sync-since"_L1);
    const bool keeps = preset ? preset->saveSent.value_or(true) : true;
    if (policy.locks(Lock::SaveSent) && account.saveSent != keeps)
        return refusedAt("save-sent"_L1);
    const auto isOwn = [&](const QString& address) { return address.isEmpty() || address.compare(account.email, Qt::CaseInsensitive) == 0; };
    return isOwn(account.from) && isOwn(account.replyTo) ? Status() : checkUnlocked(policy, Lock::Identities);
}

Status checkMayChange(const model::Account& before, const model::Account& after, const Policy& policy) {
    if (before.syncSince != after.syncSince)
        TRY_STATUS(checkUnlocked(policy, Lock::SyncSince));
    if (before.saveSent != after.saveSent)
        TRY_STATUS(checkUnlocked(policy, Lock::SaveSent));
    if (before.from != after.from || before.replyTo != after.replyTo || before.displayName != after.displayName)
        TRY_STATUS(checkUnlocked(policy, Lock::Identities));
    model::Account same = after; // switched off, moved, made the default: that is no change of what it is
    same.enabled = before.enabled;
    same.isDefault = before.isDefault;
    same.colour = before.colour;
    same.position = before.position;
    return same == before ? Status() : checkUnlocked(policy, Lock::Accounts);
}

Status checkUnlocked(const Policy& policy, Lock lock) { return policy.locks(lock) ? refusedAt(lockName(lock)) : Status(); }

} // namespace tributary::accounts
