// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Inbox.h"
#include "net/Dialer.h"

#include <QEventLoop>
#include <QSslSocket>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace tributary::net {

/// The one socket of the house. Made, used and destroyed on one worker thread; every wait is in an event loop of its own
/// that bytes, the deadline, the CancelToken and the WakeUp end at once. Nothing polls.
class TlsStream final : public ByteStream {
  public:
    TlsStream(const Endpoint& endpoint, const DialOptions& options, std::shared_ptr<ConnectionFacts> facts);
    ~TlsStream() override;

    /// The stages of dial().
    [[nodiscard]] Status resolve();
    [[nodiscard]] Status connectTcp();
    [[nodiscard]] Status handshake(Timeout timeout);

    [[nodiscard]] Result<ReadOutcome> read(Timeout timeout) override;
    [[nodiscard]] Status write(QByteArrayView bytes) override;
    [[nodiscard]] Status startTls() override;
    [[nodiscard]] bool isEncrypted() const override { return m_socket->isEncrypted(); }
    [[nodiscard]] QString localAddress() const override;
    void close() override;
    [[nodiscard]] qint64 bytesReceived() const override { return m_received; }

  private:
    enum class Ended { Ready, TimedOut, Cancelled, Lost };
    /// Waits until ready() holds.
    [[nodiscard]] Ended waitUntil(Timeout timeout, const std::function<bool()>& ready);
    using Socket = std::unique_ptr<QSslSocket>;
    [[nodiscard]] Socket startConnecting(const QString& host);
    void adopt(Socket socket);
    [[nodiscard]] Error socketError(const QSslSocket& socket) const;
    [[nodiscard]] Error handshakeError() const;
    [[nodiscard]] QString place() const;
    void quitLoop();
    /// What ended a wait before it was ready; what: was waited for.
    [[nodiscard]] Error endedError(Ended ended, const QString& what) const;
    void lose();

    Endpoint m_endpoint;
    DialOptions m_options;
    std::shared_ptr<ConnectionFacts> m_facts;
    Inbox m_context; ///< wake-ups from other threads are posted to it
    Socket m_socket;   ///< the connection; until there is one, a closed socket
    QList<QSslError> m_sslErrors;
    QEventLoop* m_loop = nullptr; ///< the running one
    CancelToken::Registration m_cancelRegistration;
    qint64 m_received = 0;
    bool m_failed = false; ///< errorOccurred or disconnected since the connection was made
    bool m_lost = false;   ///< the network that it goes over has gone
    int m_line = 0;        ///< in the options' OpenLines
};

} // namespace tributary::net
