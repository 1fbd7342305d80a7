// SPDX-License-Identifier: GPL-3.0-or-later
// What a provider's refusal means. Decided by the `error` value alone (RFC 6749 4.1.2.1, 5.2; RFC 8628 3.5; OpenID Connect
// 3.1.2.6), never by words or numbers in its description: providers change those.
#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace tributary::auth {

/// The error for an `error` value. Auth/SignInAgain (invalid_grant, interaction_required, login_required, consent_required ...),
/// SignInDeclined (access_denied), ClientRefused (invalid_client, invalid_scope ... and what is not known);
/// TemporaryRefusal/AuthServerUnavailable (temporarily_unavailable, server_error), Throttled (slow_down,
/// authorization_pending); Network/TimedOut (expired_token). serverText: the description without controls, at most 1000
/// characters, and without anything that looks like a token; detail: the `error` value. secrets: never to be seen in either.
[[nodiscard]] Error oauthError(const QString& error, const QString& description, const QList<QByteArray>& secrets = {});

/// For an answer that is no OAuth answer. 429: TemporaryRefusal/Throttled (detail: milliseconds, where Retry-After says
/// so); 5xx and HTML (a page of a proxy or of maintenance): TemporaryRefusal/AuthServerUnavailable; else Protocol/MalformedResponse. None
/// of them says anything about the grant.
[[nodiscard]] Error oauthAnswerError(int status, const QByteArray& body, int retryAfterSeconds = 0);

/// What an administrator would have to do, for the words beside an error and for nothing else. Microsoft's numbers.
enum class AdminHint {
    None,
    SignIn,    ///< password, MFA or session: the user signs in again
    Consent,   ///< an administrator must consent
    Blocked,   ///< the organisation's rules (Conditional Access, device, assignment, security defaults)
    Declined,  ///< the user said no
    Client,    ///< the client id is unknown, disabled or for another kind of account
    Redirect,  ///< redirect address or scope is not what is registered
    Restart,   ///< a code was used twice: begin anew
    Throttled, ///< asked too often
};
[[nodiscard]] AdminHint adminHint(const QString& serverText);

} // namespace tributary::auth
