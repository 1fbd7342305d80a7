// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/LoopbackListener.h"

#include "net/detail/LoopbackHead.h"

#include <QHostAddress>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>

namespace tributary::net {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kPortTries = 50;
constexpr int kBadRequest = 400, kHeadTooLarge = 431;
constexpr int kBacklog = 128;
constexpr auto kLinger = std::chrono::milliseconds(500); ///< for the asker to read an answer that came early
constexpr auto kLastAnswers = std::chrono::seconds(2);   ///< for close()

QByteArray reasonOf(int status) {
    switch (status) {
    case 200: return "OK";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case kHeadTooLarge: return "Request Header Fields Too Large";
    default: return "Bad Request";
    }
}

/// The page may be in a history and beside other pages: it fetches nothing, tells nobody where it was, and is kept nowhere.
QByteArray answerHead(int status, const QByteArray& type, qsizetype length) {
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonOf(status) +
                      "\r\nContent-Type: " + type + "\r\nContent-Length: " + QByteArray::number(length) +
                      "\r\nContent-Security-Policy: default-src 'none'; style-src 'unsafe-inline'"
                      "\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff"
                      "\r\nConnection: close\r\n";
    if (status == 405)
        head += "Allow: GET\r\n";
    return head + "\r\n";
}

/// A machine without IPv6 has nothing that could be taken there.
bool machineHasIpv6() {
    QTcpServer probe;
    return probe.listen(QHostAddress(QHostAddress::LocalHostIPv6), 0);
}

} // namespace

struct LoopbackListener::Connection {
    int id = 0;
    QTcpSocket* socket = nullptr; ///< the server's child; it goes with deleteLater
    QByteArray received;
    bool isHeard = false;    ///< its head is complete, or too long
    bool isAnswered = false;
};

LoopbackListener::LoopbackListener(const LoopbackOptions& options) : m_options(options) {
    m_cancelRegistration = m_options.cancel.onCancel([this] { m_context.post([this] { quitLoop(); }); });
    for (QTcpServer* const server : {&m_v4, &m_v6}) {
        server->setListenBacklogSize(kBacklog);
        QObject::connect(server, &QTcpServer::newConnection, &m_context, [this, server] { accept(*server); });
    }
}

LoopbackListener::~LoopbackListener() {
    m_cancelRegistration = {};
    m_v4.close();
    m_v6.close();
    while (!m_connections.empty())
        drop(m_connections.front()->id);
}

Result<std::unique_ptr<LoopbackListener>> LoopbackListener::listen(const LoopbackOptions& options) {
    const QEventLoop first; // gives a thread that is none of Qt's what a listening socket needs
    std::unique_ptr<LoopbackListener> listener(new LoopbackListener(options));
    if (options.firstPortForTests != 0 && listener->tryPort(options.firstPortForTests))
        return listener;
    for (int i = 0; i < kPortTries; ++i) {
        if (listener->tryPort(0))
            return listener;
    }
    return failure(ErrorKind::Network, ErrorCode::ConnectionRefused, u"no free port on loopback: "_s + listener->m_v4.errorString());
}

/// Both addresses or none: the browser's one must not be another process's.
bool LoopbackListener::tryPort(quint16 port) {
    m_v4.close();
    m_v6.close();
    if (!m_v4.listen(QHostAddress(QHostAddress::LocalHost), port))
        return false;
    if (!machineHasIpv6() || m_v6.listen(QHostAddress(QHostAddress::LocalHostIPv6), m_v4.serverPort()))
        return true;
    m_v4.close();
    return false;
}

void LoopbackListener::accept(QTcpServer& server) {
    while (QTcpSocket* const socket = server.nextPendingConnection()) {
        // Whoever holds back its request longest gives way; one that is read but not yet answered stays.
        if (m_connections.size() >= std::size_t(m_options.maxConnections)) {
            const auto oldest = std::find_if(m_connections.begin(), m_connections.end(), [](const auto& c) { return c->isAnswered || !c->isHeard; });
            drop((oldest == m_connections.end() ? m_connections.front() : *oldest)->id);
        }
        auto connection = std::make_unique<Connection>();
        Connection* const raw = connection.get();
        const int id = raw->id = ++m_lastId;
        raw->socket = socket;
        m_connections.push_back(std::move(connection));
        QObject::connect(socket, &QTcpSocket::readyRead, &m_context, [this, id] {
            if (Connection* const c = find(id))
                receive(*c);
        });
        QObject::connect(socket, &QTcpSocket::disconnected, &m_context, [this, id] { drop(id); });
        QTimer::singleShot(m_options.connectionTimeout, socket, [this, id] { drop(id); });
        receive(*raw);
    }
}

void LoopbackListener::receive(Connection& connection) {
    const QByteArray bytes = connection.socket->readAll();
    if (connection.isHeard)
        return; // what comes behind the head is not looked at
    connection.received += bytes.left(detail::kMaxLoopbackHead + 1 - connection.received.size());
    const qsizetype end = connection.received.indexOf("\r\n\r\n");
    const bool isTooLong = end < 0 ? connection.received.size() > detail::kMaxLoopbackHead : end + 4 > detail::kMaxLoopbackHead;
    if (!isTooLong && end < 0) {
        // A browser that tries TLS would wait for an answer for long.
        if (!connection.received.contains('\0'))
            return;
        connection.isHeard = true;
        send(connection, kBadRequest, "text/plain", "Bad Request\n");
        return;
    }
    connection.isHeard = true;
    if (isTooLong)
        send(connection, kHeadTooLarge, "text/plain", "Request too large\n");
    else
        decide(connection, QByteArrayView(connection.received).first(end));
}

void LoopbackListener::decide(Connection& connection, QByteArrayView header) {
    detail::LoopbackHead head = detail::parseLoopbackHead(header, m_options.path, port());
    connection.received.clear();
    if (head.status != 0) {
        send(connection, head.status, "text/plain", reasonOf(head.status) + '\n');
        return;
    }
    m_ready.push_back({std::move(head.query), connection.id});
    quitLoop();
}

void LoopbackListener::send(Connection& connection, int status, const QByteArray& type, const QByteArray& body) {
    connection.isAnswered = true;
    QTcpSocket* const socket = connection.socket;
    const QByteArray whole = answerHead(status, type + "; charset=utf-8", body.size()) + body;
    socket->write(whole);
    socket->flush();
    if (status == 200) {
        socket->disconnectFromHost(); // may drop the connection
        return;
    }
    // More may be on its way; closing before it is read would reset the line and lose the answer.
    QTimer::singleShot(kLinger, socket, [socket] { socket->disconnectFromHost(); });
}

void LoopbackListener::drop(int id) {
    const auto at = std::find_if(m_connections.begin(), m_connections.end(), [id](const auto& c) { return c->id == id; });
    if (at == m_connections.end())
        return;
    const std::unique_ptr<Connection> gone = std::move(*at);
    m_connections.erase(at);
    gone->socket->disconnect();
    gone->socket->abort();
    gone->socket->deleteLater();
    quitLoop();
}

LoopbackListener::Connection* LoopbackListener::find(int id) {
    const auto at = std::find_if(m_connections.begin(), m_connections.end(), [id](const auto& c) { return c->id == id; });
    return at == m_connections.end() ? nullptr : at->get();
}

void LoopbackListener::quitLoop() {
    if (m_loop)
        m_loop->quit();
}

bool LoopbackListener::waitUntil(Timeout timeout, const std::function<bool()>& ready) {
    QEventLoop loop;
    QTimer timer;
    bool timedOut = false;
    QObject::connect(&timer, &QTimer::timeout, &loop, [&] {
        timedOut = true;
        loop.quit();
    });
    timer.setSingleShot(true);
    timer.start(timeout);
    while (!ready()) {
        if (timedOut)
            return false;
        m_loop = &loop;
        loop.exec();
        m_loop = nullptr;
    }
    return true;
}

Result<LoopbackRequest> LoopbackListener::next(Timeout timeout) {
    const auto isOver = [this] { return m_options.cancel.isCancelled() || !m_ready.empty(); };
    const bool isInTime = waitUntil(std::max(timeout, Timeout(0)), isOver);
    if (m_options.cancel.isCancelled())
        return failure(ErrorKind::Cancelled, ErrorCode::Cancelled);
    if (!isInTime)
        return failure(ErrorKind::Network, ErrorCode::TimedOut, u"the browser did not come back"_s);
    LoopbackRequest request = std::move(m_ready.front());
    m_ready.erase(m_ready.begin());
    return request;
}

void LoopbackListener::answer(const LoopbackRequest& request, int status, const QByteArray& html) {
    if (Connection* const connection = find(request.id))
        send(*connection, status, "text/html", html);
}

void LoopbackListener::close() {
    m_v4.close();
    m_v6.close();
    m_ready.clear();
    std::vector<int> silent;
    for (const auto& connection : m_connections) {
        if (!connection->isAnswered)
            silent.push_back(connection->id);
    }
    for (const int id : silent)
        drop(id);
    (void)waitUntil(kLastAnswers, [this] {
        return std::all_of(m_connections.begin(), m_connections.end(), [](const auto& c) { return c->socket->bytesToWrite() == 0; });
    });
}

} // namespace tributary::net
