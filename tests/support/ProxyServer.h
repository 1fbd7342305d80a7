// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <memory>

namespace tributary::tests {

/// A proxy on loopback, in a thread of its own: HTTP CONNECT (RFC 9110 9.3.6, Basic authentication) or SOCKS5 (RFC
/// 1928, 1929). It ends with this object.
class ProxyServer {
  public:
    enum class Kind { HttpConnect, Socks5 };
    /// Refuse: says no to every target. Hang: takes the connection and never answers.
    enum class Manner { Work, Refuse, Hang };

    /// user empty: no authentication is asked for.
    explicit ProxyServer(Kind kind, Manner manner = Manner::Work, const QString& user = {},
                         const QByteArray& password = {});
    ~ProxyServer();
    ProxyServer(const ProxyServer&) = delete;
    ProxyServer& operator=(const ProxyServer&) = delete;

    [[nodiscard]] quint16 port() const;
    /// "host:port" of each connection that was asked for, the host as it was sent.
    [[nodiscard]] QStringList targets() const;
    [[nodiscard]] int connections() const;

  private:
    class Core;
    std::unique_ptr<Core> m_core;
};

} // namespace tributary::tests
