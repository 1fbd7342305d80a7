// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/OAuthFlow.h"
#include "auth/SecretStore.h"
#include "base/Guarded.h"
#include "base/WakeUp.h"

#include <memory>
#include <optional>
#include <vector>

namespace tributary::auth {

/// "imap/<address>/oauth": beside passwordKey().
[[nodiscard]] QString oauthKey(const model::Account& account);

/// The access tokens of one account, for all its connections. One for an account; any worker thread (it waits: for the provider,
/// the secret store and for others who are at it). There is no lock of its own: its state is a base/Guarded, and whoever reads or
/// writes the store or asks the provider has the turn meanwhile, for which the others wait with a base/WakeUp each.
///
/// Life is counted from the answer's arrival, by the monotonic and by the civil clock, whichever says more: neither a sleeping
/// machine nor a clock that is set hands out an old token for long. Errors are never about the text of a token, nor hold one.
class TokenSource {
  public:
    /// store: outlives this.
    TokenSource(const OAuthProvider& provider, const QString& key, SecretStore& store, const OAuthLine& line);
    ~TokenSource();
    TokenSource(const TokenSource&) = delete;
    TokenSource& operator=(const TokenSource&) = delete;

    /// The kept access token while it has more than five minutes, or a fifth of its life, left; else a new one. Many callers make one
    /// request and get its one answer. A refresh token that came with it is in the store before the access token is given
    /// out. Where a refresh fails for now, what is left of the old token is given out.
    /// Errors: Auth/SecretMissing (no grant, or a damaged one), Auth/SignInAgain (revoked, run out, of another client id: stays
    /// so until put()), Auth/ClientRefused, Auth/CredentialsRejected (the mail server refused a token that was just made);
    /// Storage (not saved: the new grant is kept in memory, and the next call tries to save it again); those of postForm:
    /// Network, Tls, TemporaryRefusal, Protocol; Cancelled.
    [[nodiscard]] Result<Secret> token(const CancelToken& cancel = {});
    /// A mail server refused this token: if it is the current one, the next token() asks for another. If that one is refused
    /// at once, too, it is not the token: token() fails for ten minutes, or until put().
    void refused(const Secret& token);
    /// A mail server let this token in: what refuses it later is about its end, not about the account.
    void accepted(const Secret& token);
    /// After a sign-in. Waits for a refresh under way, whose result it replaces. Storage: nothing has changed.
    [[nodiscard]] Status put(const Grant& grant);
    /// Gives the grant back to the provider where it takes that (RFC 7009), for which it waits ten seconds at most, and removes
    /// it from here and from the store whatever the provider answers. Storage: it is still in the store.
    [[nodiscard]] Status forget(const CancelToken& cancel = {});
    /// About when the user must sign in again unless a token is asked for before: UTC ms since 1970. None: not known, or
    /// nothing was asked of it yet.
    [[nodiscard]] std::optional<qint64> lastsUntilMs() const;

  private:
    struct Waiter {
        WakeUp wake;
        std::optional<Result<Secret>> outcome; ///< under the lock of m_state
    };
    struct State {
        std::optional<Grant> grant;
        std::optional<Clock::TimePoint> arrivedAt; ///< of the access token; none: it is from the store
        std::optional<Clock::TimePoint> retryAt;   ///< a refresh failed for now, and the token has life left
        std::optional<Clock::TimePoint> givenUpAt; ///< a token that was just made was refused
        std::optional<Error> dead;                 ///< the provider's last word on this grant
        bool isRefused = false;     ///< the access token
        bool isReplacement = false; ///< it was made because another was refused
        bool isUnsaved = false;     ///< the store has an older one
        bool isBusy = false;        ///< somebody has the turn
        std::vector<std::shared_ptr<Waiter>> waiting;
    };
    [[nodiscard]] std::optional<Result<Secret>> ready(const State& state) const;
    [[nodiscard]] qint64 leftMs(const State& state) const;
    [[nodiscard]] Result<Secret> obtain(const CancelToken& cancel);
    [[nodiscard]] Status load();
    [[nodiscard]] Status save(const Grant& grant);
    [[nodiscard]] Status refresh(const CancelToken& cancel);
    void giveBack(const CancelToken& cancel);
    [[nodiscard]] Result<Secret> afterFailure(const Error& error);
    /// Waits for the turn.
    void takeTurn();
    void endTurn(const std::optional<Result<Secret>>& outcome);

    const OAuthProvider m_provider;
    const QString m_key;
    SecretStore& m_store;
    const OAuthLine m_line;
    Guarded<State> m_state;
};

} // namespace tributary::auth
