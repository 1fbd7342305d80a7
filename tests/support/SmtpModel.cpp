// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/SmtpModel.h"

#include "base/Inbox.h"
#include "support/Listener.h"
#include "support/SmtpModelSession.h"

#include <QTcpSocket>
#include <QThread>
#include <QTimer>

#include <future>
#include <vector>

namespace tributary::tests {

namespace {

/// One octet at a turn of the event loop; what comes in between waits behind it.
class Octets {
  public:
    explicit Octets(QTcpSocket& socket) : m_socket(socket) {}
    void write(const QByteArray& bytes) {
        if (m_waiting.isEmpty())
            m_socket.write(bytes);
        else
            m_waiting += bytes;
    }
    void writeInPieces(const QByteArray& bytes) {
        const bool isAtWork = !m_waiting.isEmpty();
        m_waiting += bytes;
        if (!isAtWork)
            next();
    }

  private:
    void next() {
        if (m_waiting.isEmpty())
            return;
        m_socket.write(m_waiting.left(1));
        m_socket.flush();
        m_waiting.remove(0, 1);
        QTimer::singleShot(0, &m_socket, [this] { next(); });
    }

    QTcpSocket& m_socket;
    QByteArray m_waiting;
};

} // namespace

class SmtpModel::Core {
  public:
    explicit Core(const QByteArrayList& extensions) {
        state.with([&](SmtpModelState& s) { s.extensions = extensions; });
        m_listener.onConnection = [this](qintptr handle) { accept(handle); };
        m_listener.listen(QHostAddress(QHostAddress::LocalHost), 0);
        port = m_listener.serverPort();
        m_listener.moveToThread(&m_thread);
        m_inbox.moveToThread(&m_thread);
        m_thread.start();
    }
    ~Core() {
        std::promise<void> closed;
        m_inbox.post([&] {
            for (const auto& client : m_clients)
                delete client->socket;
            m_clients.clear();
            m_listener.close();
            closed.set_value();
        });
        closed.get_future().wait();
        m_thread.quit();
        m_thread.wait();
    }

    Guarded<SmtpModelState> state;
    quint16 port = 0;

  private:
    struct Client {
        QTcpSocket* socket = nullptr;
        std::unique_ptr<Octets> out;
        std::unique_ptr<SmtpModelSession> session;
    };

    void accept(qintptr handle) {
        auto client = std::make_shared<Client>();
        QTcpSocket* socket = client->socket = new QTcpSocket;
        socket->setSocketDescriptor(handle);
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        client->out = std::make_unique<Octets>(*socket);
        Octets* out = client->out.get();
        const SmtpModelSession::Line line{[out](const QByteArray& bytes) { out->write(bytes); },
                                          [out](const QByteArray& bytes) { out->writeInPieces(bytes); },
                                          [socket] { socket->disconnectFromHost(); }, [socket] { socket->abort(); }};
        client->session = std::make_unique<SmtpModelSession>(state, line);
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [client = client.get()] {
            client->session->receive(client->socket->readAll());
        });
        m_clients.push_back(client);
        client->session->greet();
    }

    QThread m_thread;
    Listener m_listener;
    Inbox m_inbox; ///< lives on m_thread too
    std::vector<std::shared_ptr<Client>> m_clients; ///< kept to the end
};

SmtpModel::SmtpModel(const QByteArrayList& extensions) : m_core(std::make_unique<Core>(extensions)) {}
SmtpModel::~SmtpModel() = default;

quint16 SmtpModel::port() const { return m_core->port; }

void SmtpModel::setExtensions(const QByteArrayList& extensions) {
    m_core->state.with([&](SmtpModelState& s) { s.extensions = extensions; });
}

void SmtpModel::setFaults(const QList<SmtpFault>& faults, const QList<Refusal>& refusals) {
    m_core->state.with([&](SmtpModelState& s) {
        s.faults = faults;
        s.refusals = refusals;
    });
}

QList<SmtpModel::Taken> SmtpModel::taken() const {
    return m_core->state.with([](const SmtpModelState& s) { return s.taken; });
}
QByteArrayList SmtpModel::commands() const {
    return m_core->state.with([](const SmtpModelState& s) { return s.commands; });
}
int SmtpModel::connections() const {
    return m_core->state.with([](const SmtpModelState& s) { return s.connections; });
}
int SmtpModel::faultsDone() const {
    return m_core->state.with([](const SmtpModelState& s) { return s.faultsDone; });
}

void SmtpModel::forget() {
    m_core->state.with([](SmtpModelState& s) {
        s.taken.clear();
        s.commands.clear();
        s.connections = s.faultsDone = 0;
    });
}

} // namespace tributary::tests
