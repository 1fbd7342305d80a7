// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/AccountKeys.h"

#include "base/Log.h"

#include <QFile>
#include <QSaveFile>

#include <algorithm>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 kMaxClientsFile = 1 << 20;

/// A faulty file is one without client ids: nothing else may stop working for it.
accounts::OAuthClients readClients(const QString& name) {
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    auto clients = accounts::parseOAuthClients(file.read(kMaxClientsFile), name);
    if (!clients)
        qCWarning(lcEngine) << "client ids not read:" << clients.error().detail;
    return clients.value_or(accounts::OAuthClients());
}

} // namespace

AccountKeys::AccountKeys(std::shared_ptr<auth::SecretStore> secrets, QList<accounts::Provider> providers, const accounts::Policy& policy,
                         QString clientsFile, accounts::OAuthClients build)
    : m_secrets(std::move(secrets)), m_providers(std::move(providers)), m_policyClients(policy.oauthClients), m_buildClients(std::move(build)),
      m_certificates(policy.certificates), m_clientsFile(std::move(clientsFile)), m_ownClients(readClients(m_clientsFile)) {}

accounts::OAuthClient AccountKeys::clientOf(const QString& provider) const {
    const auto own = m_ownClients.with([&](const accounts::OAuthClients& clients) { return clients.value(provider); });
    return accounts::mergedClient(m_policyClients.value(provider), accounts::mergedClient(own, m_buildClients.value(provider)));
}

bool AccountKeys::isManaged(const QString& provider) const { return !m_policyClients.value(provider).clientId.isEmpty(); }

Status AccountKeys::setOwnClient(const QString& provider, const accounts::OAuthClient& client) {
    auto clients = m_ownClients.with([](const accounts::OAuthClients& known) { return known; });
    if (client.clientId.isEmpty())
        clients.remove(provider);
    else
        clients.insert(provider, client);
    QSaveFile file(m_clientsFile);
    if (!file.open(QIODevice::WriteOnly) || file.write(accounts::writeOAuthClients(clients)) < 0 || !file.commit())
        return failure(ErrorKind::Storage, ErrorCode::NotWritable, file.errorString());
    m_ownClients.with([&](accounts::OAuthClients& known) { known = clients; });
    m_sources.with([](auto& sources) { sources.clear(); }); // they would go on as who they were
    return {};
}

const accounts::Provider* AccountKeys::provider(const QString& id) const {
    const auto at = std::find_if(m_providers.begin(), m_providers.end(), [&](const accounts::Provider& p) { return p.id == id; });
    return at == m_providers.end() ? nullptr : &*at;
}

auth::OAuthLine AccountKeys::line() const { return {.certificates = m_certificates, .proxy = {}}; }

Result<auth::OAuthProvider> AccountKeys::oauthProvider(const QString& id, const CancelToken& cancel) const {
    const accounts::Provider* const preset = provider(id);
    if (!preset)
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"provider"_s);
    const accounts::OAuthClient client = clientOf(id);
    TRY(const auth::OAuthProvider made, accounts::makeOAuthProvider(*preset, client));
    return accounts::isOwnAuthority(*preset, client) ? accounts::discoverEndpoints(made, client, line(), cancel) : made;
}

std::shared_ptr<auth::TokenSource> AccountKeys::makeTokens(const model::Account& account, const auth::OAuthProvider& provider) {
    const QString key = auth::oauthKey(account);
    const auto made = std::make_shared<auth::TokenSource>(provider, key, *m_secrets, line());
    // Two threads may have made one: all use the first.
    return m_sources.with([&](auto& sources) {
        auto& known = sources[key];
        if (!known)
            known = made;
        return known;
    });
}

Result<std::shared_ptr<auth::TokenSource>> AccountKeys::tokens(const model::Account& account, const CancelToken& cancel) {
    const auto known = m_sources.with([&](const auto& sources) { return sources.value(auth::oauthKey(account)); });
    if (known)
        return known;
    TRY(const auto provider, oauthProvider(account.provider, cancel));
    return makeTokens(account, provider);
}

void AccountKeys::forget(const model::Account& account, const CancelToken& cancel) {
    (void)m_secrets->remove(auth::passwordKey(account));
    if (account.auth == model::AuthMethod::OAuth) {
        if (const auto source = tokens(account, cancel))
            (void)(*source)->forget(cancel);
    }
    (void)m_secrets->remove(auth::oauthKey(account));
    m_sources.with([&](auto& sources) { sources.remove(auth::oauthKey(account)); });
}

void AccountKeys::fill(connect::Target& target, const model::Account& account) const {
    if (account.auth != model::AuthMethod::OAuth) {
        target.passwordSource = [secrets = m_secrets, key = auth::passwordKey(account)] { return secrets->load(key); };
        return;
    }
    target.oauth = true;
    if (const accounts::Provider* const preset = provider(account.provider); preset && preset->signIn) {
        for (const QString& mechanism : preset->signIn->mechanisms)
            target.mechanisms.append(mechanism.toLatin1());
    }
}

} // namespace tributary::engine
