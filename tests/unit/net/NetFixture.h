// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/TlsStream.h"
#include "support/Certificates.h"
#include "support/ScriptedServer.h"

#include <QElapsedTimer>

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace tributary::net {

using tests::ScriptedServer;
using Transport = ScriptedServer::Transport;

/// Trusts the authority of support/Certificates.h, and goes direct.
inline DialOptions trustingOptions() {
    DialOptions options;
    options.certificates.extraAuthorities = {tests::authorityPem()};
    options.connectTimeout = std::chrono::seconds(10);
    return options;
}
inline Endpoint placeOf(const QString& host, quint16 port, bool tls = true) {
    Endpoint endpoint{host, port, tls, {}};
    endpoint.proxy.type = ProxyType::None;
    return endpoint;
}

/// A server that says 'hello' as soon as the connection stands, with this certificate.
inline ScriptedServer::Options serverWith(const tests::CertificateOptions& certificate,
                                          const QString& address = QStringLiteral("127.0.0.1")) {
    const tests::ServerCertificate made = tests::makeCertificate(certificate);
    return {Transport::Tls, address, 0, made.certificate, made.key};
}
inline constexpr char kHello[] = "S: hello\nX: hang\n";

/// Cancels from another thread, 60 ms after start(): nothing outside tells that a wait has begun.
class CancelSoon {
  public:
    [[nodiscard]] CancelToken token() const { return m_source.token(); }
    /// To be called right before the wait.
    void start() {
        m_thread = std::thread([this] {
            std::this_thread::sleep_for(std::chrono::milliseconds(60));
            m_since.start();
            m_source.cancel();
        });
    }
    ~CancelSoon() {
        if (m_thread.joinable())
            m_thread.join();
    }
    /// How long the cancelled one took to notice.
    [[nodiscard]] qint64 msSince() {
        m_thread.join();
        return m_since.elapsed();
    }

  private:
    CancelSource m_source;
    QElapsedTimer m_since;
    std::thread m_thread;
};

/// What 'at once' means on a busy machine with sanitizers: far below every deadline.
inline constexpr qint64 kAtOnceMs = 1500;

inline void expectCancelledAtOnce(const Status& status, CancelSoon& cancel) {
    EXPECT_LT(cancel.msSince(), kAtOnceMs);
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, ErrorKind::Cancelled);
    EXPECT_EQ(status.error().code, ErrorCode::Cancelled);
}

} // namespace tributary::net
