// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <functional>
#include <memory>
#include <optional>

namespace tributary::tests {

/// Whom a peer passes itself off as: PEM, the server's own certificate first, then what it sends along.
struct PeerIdentity {
    QByteArray chain;
    QByteArray key;
    bool onlyOldTls = false; ///< TLS 1.1 at most
};

/// A peer on loopback whose part is a function that runs for each connection, one after the other, on a thread of its own. It has no
/// scruples: any certificate, any protocol version, any bytes; and it notes every byte that it gets, in the clear and behind TLS.
class WirePeer {
  public:
    class Wire {
      public:
        virtual ~Wire() = default;
        virtual void send(const QByteArray& bytes) = 0;
        /// Without its line end; none: the client is gone.
        virtual std::optional<QByteArray> line() = 0;
        /// Waits for so many more bytes and forgets them (they are noted).
        virtual bool skip(qsizetype count) = 0;
        /// The server's side of a handshake. False: it failed.
        virtual bool startTls() = 0;
        virtual void waitForEnd() = 0;
    };
    /// When it returns the connection is closed, after everything that still comes was read.
    using Part = std::function<void(Wire& wire)>;

    struct Heard {
        QByteArray clear;   ///< a TLS handshake is not in it, but for what skip() took
        QByteArray secured; ///< what came encrypted, as text
        int connections = 0;
    };

    /// port 0: any free one.
    WirePeer(const PeerIdentity& identity, Part part, quint16 port = 0);
    ~WirePeer();
    WirePeer(const WirePeer&) = delete;
    WirePeer& operator=(const WirePeer&) = delete;

    [[nodiscard]] quint16 port() const;
    /// Ends it and tells all; the client must have gone.
    [[nodiscard]] const Heard& heard();

  private:
    class Core;
    std::unique_ptr<Core> m_core;
};

} // namespace tributary::tests
