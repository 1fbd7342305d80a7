// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's sign-ins at a provider's page (S21 to S25, docs/oauth.md).
#include "engine/detail/EngineCore.h"

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

template <typename T> std::function<void(const T&)> told(Relay& relay, QObject* context, std::function<void(const T&)> observer) {
    if (!observer)
        return {};
    return [tell = relay.bind(context, Callback<T>([observer = std::move(observer)](Result<T> value) { observer(*value); }))](const T& value) { tell(value); };
}

/// On the task's thread: everything of a sign-in but the account.
struct SigningIn {
    std::shared_ptr<Profile> profile;
    SignIn how;
    SignInObserver observer; ///< relayed
    bool behindPortal = false;

    [[nodiscard]] accounts::ProbeOptions probeOptions(const CancelToken& cancel) const {
        accounts::ProbeOptions options{profile->policy, cancel, observer.stage};
        options.budget = profile->budget;
        options.behindPortal = behindPortal;
        return options;
    }

    [[nodiscard]] Result<auth::Grant> ask(const auth::OAuthProvider& provider, const model::Account& account, const CancelToken& cancel) const {
        auth::OAuthRequest request;
        request.provider = provider;
        request.address = account.email;
        request.page = how.page;
        request.cancel = cancel;
        request.line = profile->keys->line();
        request.linkReady = observer.link;
        return how.byDevice ? auth::signInByDevice(request, observer.code) : auth::signIn(request);
    }

    /// The grant is for the mailbox that was asked for.
    [[nodiscard]] Result<auth::Grant> signIn(const auth::OAuthProvider& provider, AccountDraft& draft, const CancelToken& cancel) const {
        TRY(auth::Grant grant, ask(provider, draft.account, cancel));
        const accounts::Provider& preset = *profile->keys->provider(provider.id);
        // Where no id_token names the mailbox, the mail server lets nobody else in (checked with the sign-in there).
        if (preset.signIn->provesAddress || !grant.address.isEmpty())
            TRY_STATUS(auth::checkIdentity(grant, draft.account.email));
        draft.account.auth = model::AuthMethod::OAuth;
        draft.password = grant.accessToken;
        for (const QString& mechanism : preset.signIn->mechanisms)
            draft.mechanisms.append(mechanism.toLatin1());
        return grant;
    }

    [[nodiscard]] Result<AccountId> add(AccountDraft draft, const CancelToken& cancel) const {
        TRY_STATUS(accounts::checkAllowed(draft.account, profile->policy)); // before anybody signs in for nothing
        TRY_STATUS(checkIsNew(*profile, draft.account));
        TRY(const auto provider, profile->keys->oauthProvider(draft.account.provider, cancel));
        TRY(const auth::Grant grant, signIn(provider, draft, cancel));
        return probeAndAdd(*profile, draft, probeOptions(cancel), [&] { return profile->keys->makeTokens(draft.account, provider)->put(grant); });
    }

    [[nodiscard]] Status again(AccountDraft draft, const CancelToken& cancel) const {
        TRY(const auto provider, profile->keys->oauthProvider(draft.account.provider, cancel));
        TRY(const auth::Grant grant, signIn(provider, draft, cancel));
        return probeAndKeep(*profile, draft, probeOptions(cancel), [&] { return profile->keys->makeTokens(draft.account, provider)->put(grant); });
    }
};

SignInObserver relayed(Relay& relay, QObject* context, SignInObserver observer) {
    return {told<QUrl>(relay, context, std::move(observer.link)), told<DevicePrompt>(relay, context, std::move(observer.code)),
            told<StageReport>(relay, context, std::move(observer.stage))};
}

} // namespace

bool Engine::hasSignIn(const QString& provider) const {
    const accounts::Provider* const preset = m_core->profile->keys->provider(provider);
    return preset && preset->signIn && !oauthClient(provider).clientId.isEmpty();
}

QList<ServerCandidate> Engine::providers(const QString& address) const {
    QList<ServerCandidate> candidates;
    for (const accounts::Provider& provider : m_core->profile->providers) {
        if (accounts::isProviderAllowed(policy(), provider.id))
            candidates.append(accounts::candidatesOf(provider, address));
    }
    markSignIns(candidates);
    return candidates;
}

OAuthClient Engine::oauthClient(const QString& provider) const { return m_core->profile->keys->clientOf(provider); }

bool Engine::isOAuthClientManaged(const QString& provider) const { return m_core->profile->keys->isManaged(provider); }

void Engine::setOAuthClient(const QString& provider, const OAuthClient& client, QObject* context, Callback<std::monostate> done) {
    m_core->tasks.startDetached([keys = m_core->profile->keys, provider, client, answer = m_core->relay.bind(context, std::move(done))](const CancelToken&) {
        answer(asResult(keys->setOwnClient(provider, client)));
    });
}

std::shared_ptr<Task> Engine::signInAndAdd(const AccountDraft& draft, const SignIn& how, QObject* context, SignInObserver observer,
                                           Callback<AccountId> done) {
    return m_core->tasks.start([signingIn = SigningIn{m_core->profile, how, relayed(m_core->relay, context, std::move(observer)), network().hasPortal}, draft,
                                answer = m_core->relay.bind(context, std::move(done))](const CancelToken& cancel) {
        answer(signingIn.add(draft, cancel));
    });
}

std::shared_ptr<Task> Engine::signInAgain(const model::Account& changed, const SignIn& how, QObject* context, SignInObserver observer,
                                          Callback<std::monostate> done) {
    const auto answer = m_core->relay.bind(context, std::move(done));
    auto account = m_core->find(changed.id);
    if (!account) {
        answer(failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"account"_s));
        return std::make_shared<Task>();
    }
    if (account->auth != model::AuthMethod::OAuth) {
        answer(failure(ErrorKind::InvalidInput, ErrorCode::Unsupported, u"a sign-in at the provider's page for an account that has a password"_s));
        return std::make_shared<Task>();
    }
    account->name = changed.name;
    account->displayName = changed.displayName;
    account->from = changed.from;
    account->replyTo = changed.replyTo;
    account->syncSince = changed.syncSince;
    account->saveSent = changed.saveSent;
    const auto before = m_core->find(changed.id);
    if (const Status allowed = accounts::checkMayChange(*before, *account, policy()); !allowed) {
        answer(failure(allowed.error()));
        return std::make_shared<Task>();
    }
    AccountDraft draft{*account, {}, true};
    return m_core->tasks.start([core = m_core.get(), signingIn = SigningIn{m_core->profile, how, relayed(m_core->relay, context, std::move(observer)), network().hasPortal}, draft,
                                answer](const CancelToken& cancel) {
        if (const Status status = signingIn.again(draft, cancel); !status)
            return answer(failure(status.error()));
        core->relay.post([core, account = draft.account, answer] {
            core->restart(account);
            answer(std::monostate());
        });
    });
}

void Engine::loadSignInEnd(AccountId account, QObject* context, Callback<std::optional<qint64>> done) {
    const auto answer = m_core->relay.bind(context, std::move(done));
    const auto known = m_core->find(account);
    if (!known || known->auth != model::AuthMethod::OAuth)
        return answer(std::optional<qint64>());
    m_core->tasks.startDetached([keys = m_core->profile->keys, account = *known, answer](const CancelToken& cancel) {
        const auto tokens = keys->tokens(account, cancel);
        answer(tokens ? (*tokens)->lastsUntilMs() : std::optional<qint64>());
    });
}

} // namespace tributary::engine
