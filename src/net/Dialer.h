// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/CancelToken.h"
#include "net/ByteStream.h"
#include "net/CertificatePolicy.h"
#include "net/OpenLines.h"
#include "net/WakeUp.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>

namespace tributary::net {

/// System: all_proxy and no_proxy of the environment, never for loopback.
enum class ProxyType { None, System, Http, Socks5 };
struct Proxy {
    ProxyType type = ProxyType::System;
    QString host;
    quint16 port = 0;
    QString user;
    QByteArray password;
};

struct Endpoint {
    QString host; ///< name or IP literal; IDN allowed
    quint16 port = 0;
    bool implicitTls = true;
    Proxy proxy;
};

/// What a dialled connection learned, also when it failed: for the probe and for S36, which shows the certificate.
struct ConnectionFacts {
    QStringList addresses;             ///< what the name resolved to
    QString tlsVersion;                ///< "TLS 1.3"
    QString cipher;
    QList<CertificateSummary> chain;   ///< leaf first; also of a refused certificate
};

enum class DialStage { Resolve, Connect, Tls };
/// Called on the dialling thread when a stage ends, in order.
using DialObserver = std::function<void(DialStage stage, const Status& result, std::chrono::milliseconds took)>;

struct DialOptions {
    CertificatePolicy certificates;
    CancelToken cancel;
    std::shared_ptr<WakeUp> wakeUp; ///< may be null
    std::chrono::milliseconds connectTimeout = std::chrono::seconds(20); ///< each of the stages
    DialObserver observer;
    std::shared_ptr<OpenLines> lines; ///< where the connection is counted while it stands; may be null
};

struct DialResult {
    std::unique_ptr<ByteStream> stream; ///< null when status failed
    Status status;
    std::shared_ptr<ConnectionFacts> facts; ///< also filled later, by startTls()
};

/// Resolves, connects (IPv6 and IPv4 addresses in turn, the next one 250 ms after a silent one: RFC 8305) and, for
/// implicit TLS, does the handshake with full verification: TLS 1.2 or newer, host name by subjectAltName (RFC 9525), chain
/// to a system CA or one of the policy. No way round a bad certificate. Worker threads only: it waits, in its own event
/// loop. Errors: Network (S34: HostNotFound, ConnectionRefused, TimedOut, NetworkUnreachable, ProxyFailed; NotTls when the
/// port does not speak TLS at all; NetworkChanged when OpenLines ended it), Tls (S36: Certificate*, TlsHandshakeFailed) or Cancelled.
[[nodiscard]] DialResult dial(const Endpoint& endpoint, const DialOptions& options);

/// True for localhost, 127.0.0.0/8 and ::1 (also in brackets): what never leaves the machine. A name that only begins
/// like one does not count. Pure.
[[nodiscard]] bool isLoopbackHost(const QString& host);

} // namespace tributary::net
