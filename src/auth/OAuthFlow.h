// SPDX-License-Identifier: GPL-3.0-or-later
// Signing in at a provider in the user's own browser: authorization code with PKCE over a loopback redirect (RFC 6749, 7636,
// 8252, 9207; OpenID Connect Core), or with a code that is typed elsewhere (RFC 8628). docs/oauth.md. Worker threads only: all of
// it waits.
#pragma once

#include "auth/OAuthProvider.h"
#include "base/CancelToken.h"
#include "base/Clock.h"
#include "base/Result.h"
#include "base/WakeUp.h"
#include "net/CertificatePolicy.h"
#include "net/Dialer.h"

#include <QString>
#include <QUrl>

#include <chrono>
#include <functional>

namespace tributary::auth {

/// How the provider's servers are reached, and what time it is.
struct OAuthLine {
    net::CertificatePolicy certificates;
    net::Proxy proxy;
    const Clock* clock = &Clock::system();
    std::chrono::milliseconds answerTimeout = std::chrono::seconds(30); ///< of one request
};

/// What the browser shows in the end: in the user's language, plain text.
struct ReplyPage {
    QString lang = QStringLiteral("en"); ///< BCP 47
    QString successTitle, successLine;
    QString failureTitle, failureLine;
};

struct OAuthRequest {
    OAuthProvider provider;
    QString address; ///< login_hint; may be empty
    QString prompt;  ///< "select_account", "consent"; empty: the provider decides
    ReplyPage page;
    std::chrono::milliseconds timeout = std::chrono::minutes(5); ///< for the user
    CancelToken cancel;
    OAuthLine line;
    /// Called once, when the browser may come: open it, or show the link. Where no browser can be opened the flow waits on:
    /// the user may copy the link.
    std::function<void(const QUrl& link)> linkReady;
    /// Between the questions of the device flow; empty: real time. For tests.
    std::function<WakeUp::Ended(std::chrono::milliseconds, const CancelToken&)> waitForTests;
};

/// The browser's way. Errors beside those of oauthError() and oauthAnswerError(): Cancelled; Network (TimedOut: nobody came back);
/// Tls; Protocol/UnexpectedResponse where something does not belong to this sign-in (iss, nonce, aud, a parameter twice, a
/// redirect) and MalformedResponse; Auth/ClientRefused (no refresh token is given); InvalidInput (FieldMissing: no
/// client id; TlsRequired: an endpoint that is neither https nor on this machine).
[[nodiscard]] Result<Grant> signIn(const OAuthRequest& request);

/// What the user has to do on any device (RFC 8628 3.3).
struct DevicePrompt {
    QString userCode;
    QUrl verificationUri;
    QUrl verificationUriComplete; ///< with the code in it, for a QR code; may be empty
    qint64 expiresAtMs = 0;       ///< UTC since 1970
};

/// The way without a browser on this machine. promptReady is called once. Same errors; Refused/Unsupported where the provider has
/// no device endpoint; Network/TimedOut when the code has run out.
[[nodiscard]] Result<Grant> signInByDevice(const OAuthRequest& request, const std::function<void(const DevicePrompt&)>& promptReady);

/// Whether the grant is for this mailbox: case of letters and the writing of the domain (IDN) aside. Else Auth/WrongMailbox,
/// detail: both addresses. A grant that names none does not pass. Pure.
[[nodiscard]] Status checkIdentity(const Grant& grant, const QString& address);

/// RFC 7009, for an account that is removed. Best effort: the caller goes on whatever this says. Refused/Unsupported where the
/// provider has no such endpoint.
[[nodiscard]] Status revoke(const OAuthProvider& provider, const Secret& token, const OAuthLine& line, const CancelToken& cancel = {});

} // namespace tributary::auth
