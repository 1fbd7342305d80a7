// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <memory>

namespace tributary::tests {

/// A peer on loopback that plays a written dialogue, over TLS (a throwaway certificate for localhost) or plain, for
/// what a real server will not do. It runs in a thread of its own and ends with this object.
///
///   S: * OK ready            sends the line with CRLF; {tag} is the last tag that a C line caught
///   C: {tag} LOGIN *         expects a line; {tag} catches a tag, '*' matches anything
///   S-raw: * OK \x41\r\n     sends C-escaped bytes as they are
///   S-repeat 1000: (         sends the bytes that often
///   X: starttls | close | reset | hang
///   --- next connection      what follows is for the next client
class ScriptedServer {
  public:
    enum class Transport { Plain, Tls };

    struct Options {
        Transport transport = Transport::Tls;
        QString address = QStringLiteral("127.0.0.1");
        quint16 port = 0;            ///< 0: any free one
        QByteArray certificate, key; ///< PEM (support/Certificates.h); empty: the one that caFile() vouches for
    };

    ScriptedServer(Transport transport, const QByteArray& script);
    ScriptedServer(const Options& options, const QByteArray& script);
    ~ScriptedServer();
    ScriptedServer(const ScriptedServer&) = delete;
    ScriptedServer& operator=(const ScriptedServer&) = delete;

    [[nodiscard]] quint16 port() const;
    /// The authority that signed its certificate, PEM.
    [[nodiscard]] static QString caFile();
    /// The first thing that did not go by the script; empty: all did so far.
    [[nodiscard]] QString failure() const;
    /// Lines that clients have sent.
    [[nodiscard]] QList<QByteArray> received() const;
    [[nodiscard]] int connections() const;

  private:
    class Player;
    std::unique_ptr<Player> m_player;
};

} // namespace tributary::tests
