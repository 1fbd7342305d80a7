// SPDX-License-Identifier: GPL-3.0-or-later
// Where the browser comes back to after a sign-in (RFC 8252 7.3): a listener that only this machine reaches.
#pragma once

#include "base/CancelToken.h"
#include "base/Inbox.h"
#include "base/Result.h"

#include <QByteArray>
#include <QEventLoop>
#include <QTcpServer>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace tributary::net {

struct LoopbackOptions {
    QByteArray path = "/"; ///< the one that is asked for, as it stands in the request line; any other is 404
    CancelToken cancel;
    std::chrono::milliseconds connectionTimeout = std::chrono::seconds(10); ///< from the connection to its last byte
    int maxConnections = 32; ///< the oldest gives way to the next: idle ones keep nobody out
    quint16 firstPortForTests = 0;
};

/// A GET of the path by somebody on this machine. Anybody there can send one: it proves nothing.
struct LoopbackRequest {
    QByteArray query; ///< behind the '?', as it came
    int id = 0;       ///< for answer()
};

/// Listens on 127.0.0.1 at a free port and on ::1 at the same one, where the machine has it: a browser may take `localhost` for
/// either, so nobody else may hold the other. Made, used and destroyed on one worker thread, in whose own event loop it waits.
/// Only `GET path` by HTTP/1.0 or 1.1 whose Host is localhost, 127.0.0.1 or [::1] with the port comes through (another name
/// means DNS rebinding); all else is answered here: 400, 404, 405, 431 for a header of more than 8 KiB.
class LoopbackListener {
  public:
    using Timeout = std::chrono::milliseconds;

    /// Network/ConnectionRefused where no port can be had.
    [[nodiscard]] static Result<std::unique_ptr<LoopbackListener>> listen(const LoopbackOptions& options);
    ~LoopbackListener();
    LoopbackListener(const LoopbackListener&) = delete;
    LoopbackListener& operator=(const LoopbackListener&) = delete;

    [[nodiscard]] quint16 port() const { return m_v4.serverPort(); }
    [[nodiscard]] bool hasIpv6() const { return m_v6.isListening(); }

    /// The next request in order of completion; Network/TimedOut, Cancelled. Other connections go on meanwhile.
    [[nodiscard]] Result<LoopbackRequest> next(Timeout timeout);
    /// html: a page without anything that it would have to fetch. Nothing happens where the asker has gone.
    void answer(const LoopbackRequest& request, int status, const QByteArray& html);
    /// From now on connections are refused; waits a little until what was answered is on its way.
    void close();

  private:
    explicit LoopbackListener(const LoopbackOptions& options);
    struct Connection;
    [[nodiscard]] bool tryPort(quint16 port);
    void accept(QTcpServer& server);
    void receive(Connection& connection);
    void decide(Connection& connection, QByteArrayView header);
    void send(Connection& connection, int status, const QByteArray& type, const QByteArray& body);
    void drop(int id);
    [[nodiscard]] Connection* find(int id);
    /// False when it was not ready in time.
    [[nodiscard]] bool waitUntil(Timeout timeout, const std::function<bool()>& ready);
    void quitLoop();

    LoopbackOptions m_options;
    Inbox m_context; ///< the cancel is posted to it
    QTcpServer m_v4, m_v6;
    std::vector<std::unique_ptr<Connection>> m_connections; ///< oldest first
    std::vector<LoopbackRequest> m_ready;
    QEventLoop* m_loop = nullptr; ///< the running one
    CancelToken::Registration m_cancelRegistration;
    int m_lastId = 0;
};

} // namespace tributary::net
