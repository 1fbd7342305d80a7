// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/LyingServer.h"

#include "base/Inbox.h"
#include "support/Listener.h"
#include "support/LyingSession.h"

#include <QTcpSocket>
#include <QThread>

#include <algorithm>
#include <future>
#include <vector>

namespace tributary::tests {

class LyingServer::Core {
  public:
    explicit Core(const QByteArrayList& capabilities) {
        m_shared.capabilities = capabilities;
        m_shared.tellClients = [this] { tellClients(); };
        m_listener.onConnection = [this](qintptr handle) { accept(handle); };
        m_listener.listen(QHostAddress(QHostAddress::LocalHost), 0);
        m_port = m_listener.serverPort();
        m_listener.moveToThread(&m_thread);
        m_inbox.moveToThread(&m_thread);
        m_thread.start();
    }
    ~Core() {
        run([this] {
            for (const auto& client : m_clients)
                delete client->socket;
            m_clients.clear();
            m_listener.close();
        });
        m_thread.quit();
        m_thread.wait();
    }

    /// On the server's thread, and until it is done.
    void run(const std::function<void()>& work) {
        std::promise<void> done;
        m_inbox.post([&] {
            {
                const std::lock_guard lock(m_shared.mutex);
                work();
            }
            done.set_value();
        });
        done.get_future().wait();
    }
    void tellClients() {
        m_inbox.post([this] {
            const std::lock_guard lock(m_shared.mutex);
            for (std::size_t i = 0; i < m_clients.size(); ++i)
                m_clients[i]->session->announce();
        });
    }
    void cut(bool onlyHanging) {
        run([&] {
            for (const auto& client : m_clients) {
                if (!onlyHanging || client->session->isHanging())
                    client->socket->abort();
            }
        });
    }
    void sayUnasked(const QByteArrayList& lines) {
        run([&] {
            for (const auto& client : m_clients)
                client->session->sayUnasked(lines);
        });
    }

    LyingShared m_shared;
    quint16 m_port = 0;

  private:
    struct Client {
        QTcpSocket* socket = nullptr;
        std::unique_ptr<LyingSession> session;
    };

    void accept(qintptr handle) {
        const std::lock_guard lock(m_shared.mutex);
        auto client = std::make_shared<Client>();
        client->socket = new QTcpSocket;
        client->socket->setSocketDescriptor(handle);
        QTcpSocket* socket = client->socket;
        const LyingSession::Line line{[socket](const QByteArray& bytes) { socket->write(bytes); },
                                      [socket] { socket->disconnectFromHost(); }};
        client->session = std::make_unique<LyingSession>(m_shared, line, ++m_shared.connections);
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, client] {
            const std::lock_guard guard(m_shared.mutex);
            client->session->receive(client->socket->readAll());
        });
        m_clients.push_back(client);
        client->session->greet();
    }

    QThread m_thread;
    Listener m_listener;
    Inbox m_inbox; ///< lives on m_thread too
    std::vector<std::shared_ptr<Client>> m_clients; ///< kept to the end: tests have few
};

QByteArrayList LyingServer::bare() { return {"IMAP4rev1", "AUTH=PLAIN"}; }

QByteArrayList LyingServer::office365() {
    return bare() + QByteArrayList{"SASL-IR", "UIDPLUS", "MOVE", "ID", "UNSELECT", "NAMESPACE", "LITERAL+", "IDLE"};
}

QByteArrayList LyingServer::condstore() {
    return office365() + QByteArrayList{"CONDSTORE", "ENABLE", "ESEARCH", "LIST-EXTENDED", "LIST-STATUS", "SPECIAL-USE"};
}

QByteArrayList LyingServer::full() { return condstore() + QByteArrayList{"QRESYNC", "NOTIFY", "OBJECTID"}; }

QByteArrayList LyingServer::gmail() {
    return condstore() + QByteArrayList{"X-GM-EXT-1"};
}

QByteArrayList LyingServer::without(QByteArrayList capabilities, const QByteArrayList& words) {
    capabilities.removeIf([&](const QByteArray& word) { return words.contains(word); });
    return capabilities;
}

LyingServer::LyingServer(const QByteArrayList& capabilities) : m_core(std::make_unique<Core>(capabilities)) {}
LyingServer::~LyingServer() = default;

quint16 LyingServer::port() const { return m_core->m_port; }
std::recursive_mutex& LyingServer::mutex() { return m_core->m_shared.mutex; }
ServedMail& LyingServer::mail() { return m_core->m_shared.mail; }
void LyingServer::tellClients() { m_core->tellClients(); }
void LyingServer::cutAll() { m_core->cut(false); }
void LyingServer::sayUnasked(const QByteArrayList& lines) { m_core->sayUnasked(lines); }

void LyingServer::lie(Lie lie) {
    const std::lock_guard lock(mutex());
    m_core->m_shared.lies.append(std::move(lie));
}

void LyingServer::beHonest() {
    {
        const std::lock_guard lock(mutex());
        m_core->m_shared.lies.clear();
    }
    m_core->cut(true);
}

void LyingServer::setCapabilities(const QByteArrayList& capabilities) {
    const std::lock_guard lock(mutex());
    m_core->m_shared.capabilities = capabilities;
}

void LyingServer::setListener(std::function<void()> listener) {
    const std::lock_guard lock(mutex());
    m_core->m_shared.listener = std::move(listener);
}

void LyingServer::forget() {
    const std::lock_guard lock(mutex());
    m_core->m_shared.commands.clear();
    m_core->m_shared.counts.clear();
    m_core->m_shared.bodies.clear();
    m_core->m_shared.connections = 0;
}

QByteArrayList LyingServer::commands() const {
    const std::lock_guard lock(m_core->m_shared.mutex);
    return m_core->m_shared.commands;
}

int LyingServer::count(const QByteArray& name) const {
    const std::lock_guard lock(m_core->m_shared.mutex);
    return m_core->m_shared.counts.value(name);
}

int LyingServer::bodiesFetched() const {
    const std::lock_guard lock(m_core->m_shared.mutex);
    int all = 0;
    for (const int count : std::as_const(m_core->m_shared.bodies))
        all += count;
    return all;
}

int LyingServer::bodiesFetched(const QByteArray& word) const {
    const std::lock_guard lock(m_core->m_shared.mutex);
    return m_core->m_shared.bodies.value('<' + word + "@lies.example>");
}

int LyingServer::connections() const {
    const std::lock_guard lock(m_core->m_shared.mutex);
    return m_core->m_shared.connections;
}

bool LyingServer::waitFor(const QByteArray& name, int count, std::chrono::milliseconds timeout) {
    std::unique_lock lock(mutex());
    return m_core->m_shared.changed.wait_for(lock, timeout, [&] { return m_core->m_shared.counts.value(name) >= count; });
}

} // namespace tributary::tests
