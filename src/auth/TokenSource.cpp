// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/TokenSource.h"

#include "auth/detail/KeptGrant.h"
#include "auth/detail/TokenEndpoint.h"
#include "base/Log.h"

#include <algorithm>

namespace tributary::auth {

using namespace Qt::Literals::StringLiterals;

namespace tokensource {

constexpr qint64 kMarginMs = 5 * 60'000;
constexpr qint64 kMarginPart = 5; ///< or a fifth of a short life
constexpr qint64 kDayMs = 24 * 3600'000LL;
constexpr auto kRetry = std::chrono::seconds(30);
constexpr auto kGiveBackWait = std::chrono::seconds(10);
constexpr auto kGivenUp = std::chrono::minutes(10);
constexpr qint64 kJustMadeMs = 5 * 60'000;
constexpr auto kLongWait = std::chrono::hours(1); ///< a waiter is woken; else it looks again

} // namespace tokensource

using namespace tokensource;

QString oauthKey(const model::Account& account) {
    return QString(model::protocolName(account.protocol)) + u'/' + account.email.toLower() + u"/oauth"_s;
}

TokenSource::TokenSource(const OAuthProvider& provider, const QString& key, SecretStore& store, const OAuthLine& line)
    : m_provider(provider), m_key(key), m_store(store), m_line(line) {}

TokenSource::~TokenSource() = default;

/// Of the access token; what the two clocks disagree on counts against it.
qint64 TokenSource::leftMs(const State& state) const {
    const qint64 life = state.grant->expiresAtMs - state.grant->obtainedAtMs;
    qint64 age = m_line.clock->utcNowMs() - state.grant->obtainedAtMs;
    if (state.arrivedAt)
        age = std::max<qint64>(age, std::chrono::duration_cast<std::chrono::milliseconds>(m_line.clock->now() - *state.arrivedAt).count());
    return age < 0 ? 0 : life - age; // from before the clock was set: not to be trusted
}

/// What token() answers without asking anybody; none: somebody must be asked.
std::optional<Result<Secret>> TokenSource::ready(const State& state) const {
    const Clock::TimePoint now = m_line.clock->now();
    if (state.dead)
        return failure(*state.dead);
    if (state.givenUpAt && now - *state.givenUpAt < kGivenUp)
        return failure(ErrorKind::Auth, ErrorCode::CredentialsRejected, u"a new access token is refused as the one before was"_s);
    if (!state.grant || state.isUnsaved || state.isRefused)
        return std::nullopt;
    const qint64 left = leftMs(state);
    const qint64 margin = std::min(kMarginMs, (state.grant->expiresAtMs - state.grant->obtainedAtMs) / kMarginPart);
    if (left > margin || (left > 0 && state.retryAt && now < *state.retryAt))
        return state.grant->accessToken;
    return std::nullopt;
}

Result<Secret> TokenSource::token(const CancelToken& cancel) {
    for (;;) {
        std::shared_ptr<Waiter> waiter;
        const auto answer = m_state.with([&](State& state) {
            auto known = ready(state);
            if (known)
                return known;
            if (state.isBusy)
                state.waiting.push_back(waiter = std::make_shared<Waiter>());
            state.isBusy = true;
            return known;
        });
        if (answer)
            return *answer;
        if (!waiter) {
            Result<Secret> outcome = obtain(cancel);
            endTurn(outcome);
            return outcome;
        }
        if (waiter->wake.waitFor(kLongWait, cancel) == WakeUp::Ended::Cancelled)
            return failure(ErrorKind::Cancelled, ErrorCode::Cancelled);
        const auto outcome = m_state.with([&](State&) { return waiter->outcome; });
        // Whoever was at it may have been cancelled: that is not our answer.
        if (outcome && (outcome->has_value() || outcome->error().kind != ErrorKind::Cancelled))
            return *outcome;
    }
}

/// With the turn.
Result<Secret> TokenSource::obtain(const CancelToken& cancel) {
    const auto current = [this] { return m_state.with([](const State& state) { return state.grant; }); };
    if (!current())
        TRY_STATUS(load());
    // Saved late: the store's own may be void already.
    if (m_state.with([](const State& state) { return state.isUnsaved; }))
        TRY_STATUS(save(*current()));
    if (const auto known = m_state.with([this](const State& state) { return ready(state); }))
        return *known;
    if (const Status refreshed = refresh(cancel); !refreshed)
        return afterFailure(refreshed.error());
    return current()->accessToken; // however short its life
}

Status TokenSource::load() {
    TRY(const Secret kept, m_store.load(m_key));
    TRY(detail::KeptGrant read, detail::parseKeptGrant(kept, m_key));
    m_state.with([&](State& state) {
        state.grant = std::move(read.grant);
        state.arrivedAt.reset();
        if (read.clientId != m_provider.clientId)
            state.dead = Error{ErrorKind::Auth, ErrorCode::SignInAgain, {}, u"the client id has changed"_s};
    });
    return {};
}

Status TokenSource::save(const Grant& grant) {
    TRY_STATUS(m_store.save(m_key, detail::keptForm({grant, m_provider.clientId})));
    m_state.with([](State& state) { state.isUnsaved = false; });
    return {};
}

Status TokenSource::refresh(const CancelToken& cancel) {
    TRY_STATUS(detail::checkProvider(m_provider));
    Grant grant = *m_state.with([](const State& state) { return state.grant; });
    detail::Form form = detail::clientForm(m_provider);
    form.append({"grant_type", Secret("refresh_token")});
    form.append({"refresh_token", grant.refreshToken});
    TRY(const QJsonObject object, detail::postForm(m_provider.tokenEndpoint, form, m_line, cancel));
    TRY(const detail::TokenAnswer answer, detail::parseTokenAnswer(object));
    grant.accessToken = answer.access;
    if (!answer.refresh.isEmpty())
        grant.refreshToken = answer.refresh;
    if (!answer.scopes.isEmpty())
        grant.scopes = answer.scopes;
    grant.obtainedAtMs = m_line.clock->utcNowMs();
    grant.expiresAtMs = grant.obtainedAtMs + answer.lifeMs;
    // Unsaved, so given to nobody yet; but kept, because the old refresh token may be void by now.
    m_state.with([&](State& state) {
        state.grant = grant;
        state.arrivedAt = m_line.clock->now();
        state.retryAt.reset();
        state.givenUpAt.reset();
        state.isReplacement = std::exchange(state.isRefused, false);
        state.isUnsaved = true;
    });
    qCInfo(lcAuth) << "a new access token, for seconds:" << answer.lifeMs / 1000;
    return save(grant);
}

Result<Secret> TokenSource::afterFailure(const Error& error) {
    qCInfo(lcAuth) << "no new access token:" << kindName(error.kind) << codeName(error.code);
    return m_state.with([&](State& state) -> Result<Secret> {
        if (error.kind == ErrorKind::Auth && error.code == ErrorCode::SignInAgain)
            state.dead = error;
        const bool isForNow = error.kind != ErrorKind::Auth && error.kind != ErrorKind::Storage && error.kind != ErrorKind::Cancelled;
        if (!isForNow || state.isRefused || leftMs(state) <= 0)
            return failure(error);
        state.retryAt = m_line.clock->now() + kRetry;
        return state.grant->accessToken;
    });
}

void TokenSource::refused(const Secret& token) {
    m_state.with([&](State& state) {
        if (!state.grant || !(state.grant->accessToken == token) || state.isRefused)
            return;
        state.isRefused = true;
        const bool isJustMade = state.grant->expiresAtMs - state.grant->obtainedAtMs - leftMs(state) < kJustMadeMs;
        if (state.isReplacement && isJustMade)
            state.givenUpAt = m_line.clock->now();
    });
}

void TokenSource::accepted(const Secret& token) {
    m_state.with([&](State& state) {
        if (state.grant && state.grant->accessToken == token)
            state.isReplacement = false;
    });
}

Status TokenSource::put(const Grant& grant) {
    takeTurn();
    const Status saved = m_store.save(m_key, detail::keptForm({grant, m_provider.clientId}));
    if (saved) {
        m_state.with([&](State& state) {
            State fresh;
            fresh.grant = grant;
            fresh.arrivedAt = m_line.clock->now();
            fresh.isBusy = true; // still ours
            fresh.waiting = std::move(state.waiting);
            state = std::move(fresh);
        });
    }
    endTurn(std::nullopt);
    return saved;
}

/// With the turn. Who cannot be reached keeps a grant that nobody has any more; it runs out by itself.
void TokenSource::giveBack(const CancelToken& cancel) {
    if (m_provider.revocationEndpoint.isEmpty())
        return;
    const auto grant = m_state.with([](const State& state) { return state.dead ? std::nullopt : state.grant; });
    if (!grant || grant->refreshToken.isEmpty())
        return;
    OAuthLine line = m_line;
    line.answerTimeout = std::min<std::chrono::milliseconds>(line.answerTimeout, kGiveBackWait);
    if (const Status given = revoke(m_provider, grant->refreshToken, line, cancel); !given)
        qCInfo(lcAuth) << "the sign-in was not given back:" << codeName(given.error().code);
}

Status TokenSource::forget(const CancelToken& cancel) {
    takeTurn();
    if (!m_state.with([](const State& state) { return state.grant.has_value(); }))
        (void)load(); // there may be none, or none that can be read
    giveBack(cancel);
    const Status removed = m_store.remove(m_key);
    if (removed) {
        m_state.with([&](State& state) {
            State none;
            none.isBusy = true;
            none.waiting = std::move(state.waiting);
            state = std::move(none);
        });
    }
    endTurn(std::nullopt);
    return removed;
}

std::optional<qint64> TokenSource::lastsUntilMs() const {
    return m_state.with([this](const State& state) -> std::optional<qint64> {
        if (!state.grant || m_provider.refreshDays <= 0)
            return std::nullopt;
        return state.grant->obtainedAtMs + m_provider.refreshDays * kDayMs;
    });
}

void TokenSource::takeTurn() {
    for (;;) {
        std::shared_ptr<Waiter> waiter;
        m_state.with([&](State& state) {
            if (state.isBusy)
                state.waiting.push_back(waiter = std::make_shared<Waiter>());
            state.isBusy = true;
        });
        if (!waiter)
            return;
        (void)waiter->wake.waitFor(kLongWait, {});
    }
}

void TokenSource::endTurn(const std::optional<Result<Secret>>& outcome) {
    const auto waiting = m_state.with([&](State& state) {
        state.isBusy = false;
        for (const auto& waiter : state.waiting)
            waiter->outcome = outcome;
        return std::exchange(state.waiting, {});
    });
    for (const auto& waiter : waiting)
        waiter->wake.wake();
}

} // namespace tributary::auth
