// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/ProxyServer.h"

#include "base/Guarded.h"
#include "base/Inbox.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <QtEndian>

#include <atomic>
#include <functional>
#include <future>

namespace tributary::tests {
namespace {

struct Client {
    QTcpSocket* socket = nullptr;
    QTcpSocket* target = nullptr; ///< once asked for
    QByteArray input;
    enum class Step { Begin, Password, Request, Through } step = Step::Begin;
};

} // namespace

class ProxyServer::Core {
  public:
    Core(Kind kind, Manner manner, const QString& user, const QByteArray& password)
        : m_kind(kind), m_manner(manner), m_user(user.toUtf8()), m_password(password) {
        QObject::connect(&m_listener, &QTcpServer::newConnection, &m_listener, [this] { accept(); });
        m_listener.listen(QHostAddress::LocalHost);
        m_port = m_listener.serverPort();
        m_listener.moveToThread(&m_thread);
        m_inbox.moveToThread(&m_thread);
        m_thread.start();
    }
    ~Core() {
        std::promise<void> closed;
        m_inbox.post([&] {
            for (QTcpSocket* socket : std::as_const(m_sockets))
                socket->disconnect(); // or one that goes tells another that is gone
            qDeleteAll(m_sockets);
            m_listener.close();
            closed.set_value();
        });
        closed.get_future().wait();
        m_thread.quit();
        m_thread.wait();
    }

    quint16 m_port = 0;
    Guarded<QStringList> m_targets;
    std::atomic<int> m_connections{0};

  private:
    void accept() {
        while (QTcpSocket* socket = m_listener.nextPendingConnection()) {
            ++m_connections;
            socket->setParent(nullptr);
            m_sockets.append(socket);
            auto client = std::make_shared<Client>();
            client->socket = socket;
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [=, this] {
                client->input += socket->readAll();
                if (m_manner != Manner::Hang)
                    take(*client);
            });
        }
    }

    void take(Client& c) {
        if (c.step == Client::Step::Through) {
            if (c.target->state() == QAbstractSocket::ConnectedState)
                c.target->write(std::exchange(c.input, {}));
        } else if (m_kind == Kind::HttpConnect) {
            takeHttp(c);
        } else {
            takeSocks(c);
        }
    }

    void takeHttp(Client& c) {
        const qsizetype end = c.input.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const QByteArray head = c.input.left(end);
        c.input = c.input.mid(end + 4);
        const QByteArray credentials = "Proxy-Authorization: Basic " + QByteArray(m_user + ':' + m_password).toBase64();
        if (!m_user.isEmpty() && !head.contains(credentials)) {
            c.socket->write(
                "HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\n\r\n");
            return;
        }
        if (m_manner == Manner::Refuse || !head.startsWith("CONNECT ")) {
            c.socket->write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
            c.socket->disconnectFromHost();
            return;
        }
        const QByteArray place = head.split(' ').at(1);
        open(c, place.left(place.lastIndexOf(':')), place.mid(place.lastIndexOf(':') + 1).toUShort(),
             "HTTP/1.1 200 Go on\r\n\r\n");
    }

    void takeSocks(Client& c) {
        using Step = Client::Step;
        const auto byte = [&](qsizetype i) { return i < c.input.size() ? static_cast<unsigned char>(c.input[i]) : 0; };
        if (c.step == Step::Begin && c.input.size() >= 2 && c.input.size() >= 2 + byte(1)) {
            const char method = m_user.isEmpty() ? '\0' : '\2';
            const bool offered = c.input.mid(2, byte(1)).contains(method);
            c.input = c.input.mid(2 + byte(1));
            c.socket->write(QByteArray("\5") + (offered ? method : '\xFF'));
            c.step = m_user.isEmpty() ? Step::Request : Step::Password;
        }
        if (c.step == Step::Password && c.input.size() >= 3 + byte(1) + byte(2 + byte(1)) && !c.input.isEmpty()) {
            const bool right =
                c.input.mid(2, byte(1)) == m_user && c.input.mid(3 + byte(1), byte(2 + byte(1))) == m_password;
            c.input.clear();
            c.socket->write(QByteArray("\1") + (right ? '\0' : '\1'));
            c.step = Step::Request;
        }
        if (c.step == Step::Request && c.input.size() >= 5)
            takeSocksRequest(c);
    }

    void takeSocksRequest(Client& c) {
        const char kind = c.input[3];
        const qsizetype size = kind == 1 ? 4 : kind == 4 ? 16 : static_cast<unsigned char>(c.input[4]);
        const qsizetype start = kind == 3 ? 5 : 4;
        if (c.input.size() < start + size + 2)
            return;
        QByteArray host = c.input.mid(start, size);
        if (kind == 1)
            host = QHostAddress(qFromBigEndian<quint32>(host.constData())).toString().toLatin1();
        else if (kind == 4)
            host = QHostAddress(reinterpret_cast<const quint8*>(host.constData())).toString().toLatin1();
        const quint16 port = qFromBigEndian<quint16>(c.input.constData() + start + size);
        c.input.clear();
        if (m_manner == Manner::Refuse) {
            c.socket->write(QByteArray("\5\2\0\1\0\0\0\0\0\0", 10)); // not allowed by the rules
            return;
        }
        open(c, host, port, QByteArray("\5\0\0\1\0\0\0\0\0\0", 10));
    }

    void open(Client& c, const QByteArray& host, quint16 port, const QByteArray& answer) {
        m_targets.with(
            [&](QStringList& t) { t.append(QString::fromLatin1(host) + QLatin1Char(':') + QString::number(port)); });
        c.step = Client::Step::Through;
        c.target = new QTcpSocket;
        m_sockets.append(c.target);
        QTcpSocket* socket = c.socket;
        QTcpSocket* target = c.target;
        QObject::connect(target, &QTcpSocket::connected, target, [=] { socket->write(answer); });
        QObject::connect(target, &QTcpSocket::readyRead, target, [=] { socket->write(target->readAll()); });
        QObject::connect(target, &QTcpSocket::disconnected, target, [=] { socket->disconnectFromHost(); });
        target->connectToHost(host == "localhost" ? QStringLiteral("127.0.0.1") : QString::fromLatin1(host), port);
    }

    Kind m_kind;
    Manner m_manner;
    QByteArray m_user, m_password;
    QThread m_thread;
    QTcpServer m_listener;
    Inbox m_inbox; ///< lives on m_thread too
    QList<QTcpSocket*> m_sockets;
};

ProxyServer::ProxyServer(Kind kind, Manner manner, const QString& user, const QByteArray& password)
    : m_core(std::make_unique<Core>(kind, manner, user, password)) {}
ProxyServer::~ProxyServer() = default;
quint16 ProxyServer::port() const {
    return m_core->m_port;
}
QStringList ProxyServer::targets() const {
    return m_core->m_targets.with([](const QStringList& t) { return t; });
}
int ProxyServer::connections() const {
    return m_core->m_connections;
}

} // namespace tributary::tests
