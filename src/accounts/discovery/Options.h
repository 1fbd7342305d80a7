// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/CancelToken.h"
#include "net/CertificatePolicy.h"
#include "net/Dialer.h"

#include <QHostAddress>
#include <QUrl>

#include <chrono>

namespace tributary::accounts {

/// How the servers of an address are looked for, beyond what this machine knows.
struct DiscoveryOptions {
    bool network = true;                 ///< false: what this machine knows, else the usual names
    bool useIspdb = true;                ///< the directory below; it learns the domain, nothing else
    QUrl ispdbUrl{QStringLiteral("https://autoconfig.thunderbird.net/v1.1/")}; ///< https; the domain is appended
    std::chrono::milliseconds deadline = std::chrono::seconds(10);             ///< over all of it
    std::chrono::milliseconds requestTimeout = std::chrono::seconds(7);        ///< of one question to one server
    QHostAddress nameserver;             ///< null: the machine's
    net::CertificatePolicy certificates;
    net::Proxy proxy;
    CancelToken cancel;
    bool loopbackIsPublicForTests = false; ///< tests run servers of their own; nothing else may ask this machine
    quint16 httpsPortForTests = 0, httpPortForTests = 0; ///< 0: those of the schemes
    QList<QByteArray> resolveForTests = {}; ///< net/HttpClient.h
};

} // namespace tributary::accounts
