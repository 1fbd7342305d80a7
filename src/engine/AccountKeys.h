// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "accounts/Discovery.h"
#include "accounts/OAuthSetup.h"
#include "accounts/Setup.h"
#include "auth/SecretStore.h"
#include "auth/TokenSource.h"
#include "base/Guarded.h"
#include "connect/Target.h"

#include <QHash>

#include <memory>
#include <utility>

namespace tributary::engine {

/// What the accounts of a profile sign in with at their servers: the kept password (S17), or a token that is refreshed when
/// it is needed (S25). Any thread; what says so waits.
class AccountKeys {
  public:
    /// clientsFile: the user's own client ids (S21), there or not; build: those that this program was built with.
    AccountKeys(std::shared_ptr<auth::SecretStore> secrets, QList<accounts::Provider> providers, const accounts::Policy& policy,
                QString clientsFile, accounts::OAuthClients build);

    [[nodiscard]] auth::SecretStore& secrets() const { return *m_secrets; }

    /// The client that a provider is asked as: the policy's, else the user's, else the build's; empty clientId: none.
    [[nodiscard]] accounts::OAuthClient clientOf(const QString& provider) const;
    [[nodiscard]] bool isManaged(const QString& provider) const; ///< the policy names the client
    /// Keeps the user's own (an empty clientId: none any more). Waits for the disk. Storage/NotWritable.
    [[nodiscard]] Status setOwnClient(const QString& provider, const accounts::OAuthClient& client);
    [[nodiscard]] const accounts::Provider* provider(const QString& id) const;

    /// Where and how it is signed in at. Waits for the network where an administrator named another authority.
    [[nodiscard]] Result<auth::OAuthProvider> oauthProvider(const QString& id, const CancelToken& cancel) const;
    [[nodiscard]] auth::OAuthLine line() const;

    /// Waits as oauthProvider() does, once for an account.
    [[nodiscard]] Result<std::shared_ptr<auth::TokenSource>> tokens(const model::Account& account, const CancelToken& cancel);
    /// The one that there is, else one for this provider: the account may still be about to be added.
    [[nodiscard]] std::shared_ptr<auth::TokenSource> makeTokens(const model::Account& account, const auth::OAuthProvider& provider);
    /// All that is kept for the account goes, and its sign-in is given back to the provider where that can be done within some
    /// seconds. Waits for that.
    void forget(const model::Account& account, const CancelToken& cancel);

    /// Fills what a connection of the account signs in with.
    void fill(connect::Target& target, const model::Account& account) const;

    /// Opens a connection of the account; where the server refuses its token, once more with another.
    template <typename Connection, typename Target>
    [[nodiscard]] Result<std::unique_ptr<Connection>> open(Target target, const model::Account& account, const CancelToken& cancel) {
        if (account.auth != model::AuthMethod::OAuth)
            return Connection::open(target);
        for (bool isSecond = false;; isSecond = true) {
            TRY(const auto source, tokens(account, cancel));
            TRY(target.password, source->token(cancel));
            target.passwordSource = nullptr;
            auto opened = Connection::open(target);
            const bool isRefused = !opened && opened.error().kind == ErrorKind::Auth && opened.error().code == ErrorCode::CredentialsRejected;
            if (opened)
                source->accepted(target.password);
            if (!isRefused)
                return opened;
            source->refused(target.password);
            if (isSecond)
                return opened;
        }
    }

  private:
    const std::shared_ptr<auth::SecretStore> m_secrets;
    const QList<accounts::Provider> m_providers;
    const accounts::OAuthClients m_policyClients, m_buildClients;
    const net::CertificatePolicy m_certificates;
    const QString m_clientsFile;
    Guarded<accounts::OAuthClients> m_ownClients;
    Guarded<QHash<QString, std::shared_ptr<auth::TokenSource>>> m_sources; ///< by oauthKey()
};

} // namespace tributary::engine
