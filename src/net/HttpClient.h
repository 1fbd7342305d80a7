// SPDX-License-Identifier: GPL-3.0-or-later
// Asks web servers that a stranger's message names: no cookies, no referrer, nothing that tells who asks, never an address of this
// machine or network. With other options: those that an administrator names. libcurl behind it.
#pragma once

#include "base/CancelToken.h"
#include "base/Result.h"
#include "net/CertificatePolicy.h"
#include "net/Dialer.h"

#include <QByteArray>
#include <QList>
#include <QUrl>

#include <chrono>

namespace tributary::net {

struct HttpRequest {
    QUrl url;
    bool isPost = false;
    QByteArray body;        ///< of a POST
    QByteArray contentType; ///< of it
    QByteArray accept;      ///< what the answer should be, "application/json"; empty: anything
};

struct HttpAnswer {
    int status = 0;  ///< 200 to 299; with errorAnswers 400 to 599 too
    QByteArray body;
    QUrl url;        ///< where it came from, after redirects
    int retryAfterSeconds = 0; ///< Retry-After (RFC 9110 10.2.3); 0: not said
};

/// What is asked for, and what may come back.
struct HttpOptions {
    bool httpsOnly = false;
    int redirects = 3;                  ///< 0: none is followed, and one is Protocol/UnexpectedResponse
    bool errorAnswers = false;          ///< what is 4xx or 5xx comes back as an answer, with its body
    bool anyAddress = false;            ///< this machine and network too: somebody trusted named the place
    bool holdsSecrets = false;          ///< our copies of the answer are wiped; that of the caller and the request are the caller's to wipe
    qint64 maxBytes = 5LL << 20;        ///< of one answer
    qint64 maxTotalBytes = 25LL << 20;  ///< of all
    int inFlight = 6;
    std::chrono::milliseconds timeout = std::chrono::seconds(10);      ///< of one
    std::chrono::milliseconds totalTimeout = std::chrono::seconds(30); ///< of all
    CertificatePolicy certificates;
    Proxy proxy;                        ///< type None: direct; System: what the environment names
    CancelToken cancel;
    /// For tests that run a server of their own: loopback counts as public. Nothing else does.
    bool loopbackIsPublicForTests = false;
    QList<QByteArray> resolveForTests; ///< "name:port:address": what a hostile name server would answer
};

/// Asks all of them, some at a time; an entry a request, in their order. Blocks; worker threads only.
/// Names are checked before and addresses after they are resolved, for each redirect anew: one that is not public is
/// InvalidInput/RefusedByPolicy, and nothing is sent. Behind a proxy, which resolves names itself, only the former can be.
/// Errors: Network (HostNotFound, ConnectionRefused, TimedOut, ConnectionClosed, NetworkUnreachable, ProxyFailed), Tls
/// (Certificate*, TlsHandshakeFailed), Protocol/LimitExceeded (too large, too many redirects), Refused/ServerRefused with the
/// status in serverText for what is not 2xx; Protocol/UnexpectedResponse (a redirect where none may be); InvalidInput/BadValue for another scheme; Cancelled.
[[nodiscard]] QList<Result<HttpAnswer>> fetchHttp(const QList<HttpRequest>& requests, const HttpOptions& options);

} // namespace tributary::net
