// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Profile.h"

#include "accounts/discovery/LocalFiles.h"
#include "accounts/PolicyFile.h"
#include "engine/PresetProviders.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString kMachinePolicy = u"/etc/tributary/policies/policies.json"_s;

Status makePrivateDirectory(const QString& path) {
    const QFile::Permissions owner = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    if (!QDir().mkpath(path) || !QFile::setPermissions(path, owner))
        return failure(ErrorKind::Storage, ErrorCode::NotWritable, path);
    return {};
}

/// Who types the name of a provider's server has that provider.
QHash<QString, QStringList> providersOfHost(const QList<accounts::Provider>& providers) {
    QHash<QString, QStringList> ids;
    for (const accounts::Provider& provider : providers) {
        for (const model::ServerSettings& server : {provider.incoming, provider.outgoing}) {
            QStringList& known = ids[server.host.toLower()];
            if (!known.contains(provider.id))
                known.append(provider.id);
        }
    }
    return ids;
}

Result<Policy> loadPolicyFor(const EngineOptions& options, const QString& directory, const QList<accounts::Provider>& providers) {
    // Who made the profile's directory is who is signed in to the machine, whatever the environment says.
    accounts::PolicyPlace place{QFileInfo(directory).owner(), {}, {}};
    for (const accounts::Provider& provider : providers) {
        place.providers.append(provider.id);
        if (provider.signIn)
            place.signInProviders.append(provider.id);
    }
    const bool isGiven = !options.policyFile.isEmpty(), isMachines = !isGiven && QFile::exists(kMachinePolicy);
    const QString file = isGiven ? options.policyFile : isMachines ? kMachinePolicy : QString(directory + u"/policy.json"_s);
    TRY(Policy policy, accounts::loadPolicy(file, isGiven || isMachines, place));
    policy.providersOfHost = providersOfHost(providers);
    return policy;
}

Result<QList<accounts::Provider>> loadProviders(const QString& directory) {
    TRY(QList<accounts::Provider> providers, accounts::parseProviders(presetProvidersJson(), accounts::CandidateSource::Preset,
                                                                      u"providers.json"_s));
    const QStringList files{QString(directory + u"/providers.json"_s), u"/etc/tributary/providers.json"_s};
    for (const QString& file : files) {
        QFile source(file);
        if (!source.open(QIODevice::ReadOnly))
            continue;
        TRY(const auto local, accounts::parseProviders(source.readAll(), accounts::CandidateSource::Local, file));
        providers.append(local);
    }
    for (const QString& folder : {u"/etc/tributary/providers.d"_s, u"/usr/share/tributary/providers.d"_s})
        providers.append(accounts::loadLocalProviders(folder));
    return providers;
}

Result<std::shared_ptr<auth::SecretStore>> openSecrets(const EngineOptions& options, const QString& directory) {
    switch (options.secrets) {
    case SecretBackend::Sealed: {
        TRY(auto sealed, auth::makeSealedSecretStore(directory + u"/secrets.sealed"_s, options.passphrase));
        return std::shared_ptr<auth::SecretStore>(std::move(sealed));
    }
    case SecretBackend::Memory: return std::shared_ptr<auth::SecretStore>(auth::makeMemorySecretStore());
    case SecretBackend::Keychain: break;
    }
    const QByteArray path = QDir(directory).canonicalPath().toUtf8();
    const QString id = QString::fromLatin1(QCryptographicHash::hash(path, QCryptographicHash::Sha256).toHex().left(16));
    return std::shared_ptr<auth::SecretStore>(auth::makeKeychainSecretStore(id));
}

} // namespace

QString defaultProfileDirectory() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/tributary"_s;
}

Result<AccountsView> loadAccountsView(store::Reader& reader) {
    AccountsView view;
    TRY(view.accounts, reader.accounts());
    TRY(view.states, reader.accountStates());
    for (const model::Account& account : std::as_const(view.accounts)) {
        TRY(const auto mailboxes, reader.mailboxes(account.id));
        for (const model::Mailbox& mailbox : mailboxes) {
            if (mailbox.specialUse == model::SpecialUse::Inbox)
                view.unread.insert(account.id.value, mailbox.unread);
        }
    }
    return view;
}

QString profileDirectoryOf(const EngineOptions& options) {
    return options.profileDirectory.isEmpty() ? defaultProfileDirectory() : options.profileDirectory;
}

Result<std::shared_ptr<Profile>> openProfile(const EngineOptions& options, const std::function<void()>& owned) {
    const QString directory = profileDirectoryOf(options);
    TRY_STATUS(makePrivateDirectory(directory));
    TRY(auto lock, store::ProfileLock::acquire(directory));
    if (owned)
        owned();
    TRY(auto providers, loadProviders(directory));
    TRY(auto policy, loadPolicyFor(options, directory, providers));
    TRY(auto secrets, openSecrets(options, directory));
    TRY(const auto buildClients, accounts::parseOAuthClients(presetOAuthClientsJson(), u"build"_s));
    auto keys = std::make_shared<AccountKeys>(std::move(secrets), providers, policy, directory + u"/oauth-clients.json"_s, buildClients);
    TRY(auto opened, store::Store::open({directory}));
    TRY_STATUS(opened->recoverOutbox());
    TRY(auto listReader, opened->makeReader());
    TRY(auto messageReader, opened->makeReader());
    TRY(auto changeReader, opened->makeReader());
    TRY(auto view, loadAccountsView(*listReader));
    return std::make_shared<Profile>(Profile{QDir(directory).absolutePath(), std::move(lock), std::move(policy),
                                             std::move(providers), std::move(keys), std::move(opened),
                                             std::move(listReader), std::move(messageReader), std::move(changeReader), std::move(view.accounts),
                                             std::move(view.states), std::move(view.unread),
                                             std::make_shared<CrashMarks>(QDir(directory).absolutePath()), std::make_shared<OpenedFiles>(QDir(directory).absolutePath()),
                                             options.codeMailWords});
}

} // namespace tributary::engine
