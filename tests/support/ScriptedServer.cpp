// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/ScriptedServer.h"

#include "base/Guarded.h"
#include "base/Inbox.h"
#include "support/Certificates.h"
#include "support/Listener.h"

#include <QFile>
#include <QRegularExpression>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QThread>

#include <atomic>
#include <functional>
#include <future>

namespace tributary::tests {

namespace {

/// The throwaway authority in a file, and its certificate for localhost; made once a process.
struct Credentials {
    QTemporaryDir directory;
    ServerCertificate server = makeCertificate();

    Credentials() {
        QFile authority(authorityFile());
        if (authority.open(QIODevice::WriteOnly))
            authority.write(authorityPem());
    }
    [[nodiscard]] QString authorityFile() const { return directory.filePath(QStringLiteral("ca.pem")); }
    static const Credentials& get() {
        static const Credentials credentials;
        return credentials;
    }
};

QByteArray unescaped(const QByteArray& text) {
    QByteArray out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 >= text.size()) {
            out.append(text[i]);
            continue;
        }
        const char c = text[++i];
        if (c == 'r')
            out.append('\r');
        else if (c == 'n')
            out.append('\n');
        else if (c == '0')
            out.append('\0');
        else if (c == 'x' && i + 2 < text.size()) {
            out.append(static_cast<char>(text.mid(i + 1, 2).toInt(nullptr, 16)));
            i += 2;
        } else
            out.append(c);
    }
    return out;
}

} // namespace

class ScriptedServer::Player {
  public:
    Player(const Options& options, const QByteArray& script) : m_transport(options.transport) {
        for (const QByteArray& part : script.split('\n')) {
            const QByteArray line = part.trimmed();
            if (line.startsWith("---"))
                m_scripts.append(QList<QByteArray>());
            else if (!line.isEmpty()) {
                if (m_scripts.isEmpty())
                    m_scripts.append(QList<QByteArray>());
                m_scripts.last().append(line);
            }
        }
        const bool own = !options.certificate.isEmpty();
        m_certificate = QSslCertificate(own ? options.certificate : Credentials::get().server.certificate, QSsl::Pem);
        m_key = QSslKey(own ? options.key : Credentials::get().server.key, QSsl::Ec);
        m_listener.onConnection = [this](qintptr handle) { accept(handle); };
        if (!m_listener.listen(QHostAddress(options.address), options.port))
            m_failure.with([&](QString& f) { f = m_listener.errorString(); });
        m_port = m_listener.serverPort();
        m_listener.moveToThread(&m_thread);
        m_inbox.moveToThread(&m_thread);
        m_thread.start();
    }
    ~Player() {
        std::promise<void> closed;
        m_inbox.post([&] {
            qDeleteAll(m_sockets);
            m_listener.close();
            closed.set_value();
        });
        closed.get_future().wait();
        m_thread.quit();
        m_thread.wait();
    }

    quint16 m_port = 0;
    Guarded<QString> m_failure;
    Guarded<QList<QByteArray>> m_received;
    std::atomic<int> m_connections{0};

  private:
    struct Connection {
        QList<QByteArray> script;
        qsizetype at = 0;
        QByteArray input, tag;
        bool secured = false;
    };

    void accept(qintptr handle) {
        const int number = m_connections++;
        auto* socket = new QSslSocket;
        m_sockets.append(socket);
        socket->setSocketDescriptor(handle);
        auto connection = std::make_shared<Connection>();
        connection->script = m_scripts.value(std::min<qsizetype>(number, m_scripts.size() - 1));
        QObject::connect(socket, &QSslSocket::encrypted, socket, [=, this] {
            connection->secured = true;
            play(*socket, *connection);
        });
        QObject::connect(socket, &QSslSocket::readyRead, socket, [=, this] {
            connection->input += socket->readAll();
            play(*socket, *connection);
        });
        if (m_transport == Transport::Tls)
            secure(*socket);
        else
            play(*socket, *connection);
    }

    void secure(QSslSocket& socket) const {
        socket.setLocalCertificate(m_certificate);
        socket.setPrivateKey(m_key);
        socket.startServerEncryption();
    }

    void play(QSslSocket& socket, Connection& c) {
        if (m_transport == Transport::Tls && !c.secured)
            return;
        while (c.at < c.script.size()) {
            const QByteArray line = c.script[c.at];
            const qsizetype colon = line.indexOf(':');
            const QByteArray word = line.left(colon);
            QByteArray text = line.mid(colon + 1);
            if (text.startsWith(' '))
                text = text.mid(1);
            if (word == "C") {
                if (!expect(text, c))
                    return;
            } else if (word == "X") {
                ++c.at;
                if (text == "starttls")
                    secure(socket);
                else if (text == "close")
                    socket.disconnectFromHost();
                else if (text == "reset")
                    socket.abort();
                return; // also "hang": nothing more is said
            } else {
                send(socket, word, text.replace("{tag}", c.tag));
            }
            ++c.at;
        }
    }

    static void send(QSslSocket& socket, const QByteArray& word, const QByteArray& text) {
        if (word == "S")
            socket.write(text + "\r\n");
        else if (word == "S-raw")
            socket.write(unescaped(text));
        else if (word.startsWith("S-repeat ")) {
            const QByteArray piece = unescaped(text);
            const int times = word.mid(9).toInt();
            socket.write(piece.repeated(times));
        }
    }

    /// False: the line is not there yet, or is another one.
    bool expect(const QByteArray& pattern, Connection& c) {
        const qsizetype end = c.input.indexOf("\r\n");
        if (end < 0)
            return false;
        const QByteArray line = c.input.left(end);
        c.input = c.input.mid(end + 2);
        m_received.with([&](auto& lines) { lines.append(line); });
        QString expression = QRegularExpression::escape(QString::fromLatin1(pattern));
        expression.replace(QStringLiteral("\\{tag\\}"), QStringLiteral("(?<tag>\\S+)")).replace(QStringLiteral("\\*"), QStringLiteral(".*"));
        const auto match = QRegularExpression(QRegularExpression::anchoredPattern(expression)).match(QString::fromLatin1(line));
        if (!match.hasMatch()) {
            m_failure.with([&](QString& f) {
                if (f.isEmpty())
                    f = QStringLiteral("expected '%1', got '%2'").arg(QString::fromLatin1(pattern), QString::fromLatin1(line));
            });
            return false;
        }
        if (match.hasCaptured(QStringLiteral("tag")))
            c.tag = match.captured(QStringLiteral("tag")).toLatin1();
        return true;
    }

    Transport m_transport;
    QSslCertificate m_certificate;
    QSslKey m_key;
    QList<QList<QByteArray>> m_scripts;
    QThread m_thread;
    Listener m_listener;
    Inbox m_inbox; ///< lives on m_thread too
    QList<QSslSocket*> m_sockets;
};

ScriptedServer::ScriptedServer(Transport transport, const QByteArray& script)
    : ScriptedServer(Options{transport, QStringLiteral("127.0.0.1"), 0, {}, {}}, script) {}
ScriptedServer::ScriptedServer(const Options& options, const QByteArray& script)
    : m_player(std::make_unique<Player>(options, script)) {}
ScriptedServer::~ScriptedServer() = default;
quint16 ScriptedServer::port() const { return m_player->m_port; }
QString ScriptedServer::caFile() { return Credentials::get().authorityFile(); }
QString ScriptedServer::failure() const { return m_player->m_failure.with([](const QString& f) { return f; }); }
QList<QByteArray> ScriptedServer::received() const { return m_player->m_received.with([](const auto& lines) { return lines; }); }
int ScriptedServer::connections() const { return m_player->m_connections; }

} // namespace tributary::tests
