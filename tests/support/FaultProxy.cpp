// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/FaultProxy.h"

#include "base/Guarded.h"
#include "base/Inbox.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <QTimer>

#include <sys/socket.h>

#include <algorithm>
#include <deque>
#include <functional>
#include <future>
#include <utility>
#include <vector>

namespace tributary::tests {
namespace {

constexpr qint64 kReadAhead = 256 * 1024; ///< a sender feels the slow line behind it
constexpr qint64 kPieceBytes = 16 * 1024;

struct Piece {
    QByteArray bytes;
    qint64 dueMs = 0;
};

/// One way of a connection.
struct Way {
    QTcpSocket* from = nullptr;
    QTcpSocket* to = nullptr;
    std::deque<Piece> pieces;
    qint64 waiting = 0;  ///< bytes in pieces
    bool ended = false;  ///< the sender has said all
    bool closed = false; ///< and the receiver was told
    bool upwards = false;
    QTimer* timer = nullptr;
};

struct Line {
    QTcpSocket* client = nullptr;
    QTcpSocket* server = nullptr;
    Way up, down;
    QTimer* cutTimer = nullptr;
    qint64 passed = 0, cutAt = 0;
    bool cut = false, clientSpoke = false;
};

void reset(QTcpSocket* socket) {
    // Unsent data is thrown away and the peer gets RST instead of FIN.
    const linger hard{.l_onoff = 1, .l_linger = 0};
    if (socket->socketDescriptor() >= 0)
        ::setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    socket->abort();
}

} // namespace

class FaultProxy::Core {
  public:
    Core(QString host, quint16 port, const Faults& faults, quint32 seed, const QString& listenOn)
        : m_host(std::move(host)), m_targetPort(port), m_faults(faults), m_random(seed) {
        m_clock.start();
        QObject::connect(&m_listener, &QTcpServer::newConnection, &m_listener, [this] {
            while (QTcpSocket* socket = m_listener.nextPendingConnection())
                accept(socket);
        });
        m_listener.listen(listenOn.isEmpty() ? QHostAddress(QHostAddress::LocalHost) : QHostAddress(listenOn));
        m_port = m_listener.serverPort();
        m_listener.moveToThread(&m_thread);
        m_inbox.moveToThread(&m_thread);
        m_thread.start();
    }
    ~Core() {
        inThread([this] {
            for (const auto& line : m_lines) {
                for (QTcpSocket* socket : {line->client, line->server}) {
                    socket->disconnect(); // or one that goes tells another that is gone
                    reset(socket);
                    delete socket; // its timers are its children
                }
            }
            m_lines.clear();
            m_listener.close();
        });
        m_thread.quit();
        m_thread.wait();
    }

    /// Runs it in the proxy's thread and waits for that.
    void inThread(const std::function<void()>& work) {
        std::promise<void> done;
        m_inbox.post([&] {
            work();
            done.set_value();
        });
        done.get_future().wait();
    }
    void setFaults(const Faults& faults) {
        inThread([&] { m_faults = faults; });
    }
    void cutNow() {
        inThread([this] {
            for (const auto& line : m_lines)
                cut(*line);
        });
    }

    quint16 m_port = 0;
    Guarded<Counts> m_counts;

  private:
    qint64 drawn(qint64 low, qint64 high) { return high > low ? low + static_cast<qint64>(m_random.bounded(static_cast<quint64>(high - low + 1))) : low; }

    void accept(QTcpSocket* client) {
        m_counts.with([](Counts& c) { ++c.connections; });
        m_lines.push_back(std::make_unique<Line>());
        Line& line = *m_lines.back();
        client->setParent(nullptr);
        line.client = client;
        line.server = new QTcpSocket;
        line.cutAt = drawn(m_faults.cutAfterBytes, m_faults.cutAfterBytesTo);
        line.up = {.from = client, .to = line.server, .pieces = {}, .upwards = true, .timer = newTimer(client)};
        line.down = {.from = line.server, .to = client, .pieces = {}, .upwards = false, .timer = newTimer(client)};
        for (Way* way : {&line.up, &line.down}) {
            way->from->setReadBufferSize(kReadAhead);
            way->from->setSocketOption(QAbstractSocket::LowDelayOption, 1);
            QObject::connect(way->from, &QTcpSocket::readyRead, way->from, [=, this, &line] { take(line, *way); });
            QObject::connect(way->from, &QTcpSocket::disconnected, way->from, [=, this, &line] {
                take(line, *way);
                way->ended = true;
                pass(line, *way);
            });
            QObject::connect(way->timer, &QTimer::timeout, way->from, [=, this, &line] { pass(line, *way); });
        }
        QObject::connect(line.server, &QTcpSocket::connected, line.server, [=, this, &line] { pass(line, line.up); });
        QObject::connect(line.server, &QTcpSocket::errorOccurred, line.server, [&line] {
            if (line.server->state() != QAbstractSocket::ConnectedState && !line.down.ended)
                reset(line.client); // nobody there, or reset by the server
        });
        if (const qint64 ms = drawn(m_faults.cutAfterMs, m_faults.cutAfterMsTo); ms > 0) {
            line.cutTimer = newTimer(client);
            QObject::connect(line.cutTimer, &QTimer::timeout, client, [this, &line] { cut(line); });
            line.cutTimer->start(static_cast<int>(ms));
        }
        line.server->connectToHost(m_host, m_targetPort);
        take(line, line.up);
    }

    static QTimer* newTimer(QObject* parent) {
        auto* timer = new QTimer(parent);
        timer->setSingleShot(true);
        timer->setTimerType(Qt::PreciseTimer);
        return timer;
    }

    void take(Line& line, Way& way) {
        while (way.waiting < kReadAhead && way.from->bytesAvailable() > 0) {
            QByteArray bytes = way.from->read(kPieceBytes);
            m_counts.with([&](Counts& c) {
                (way.upwards ? c.up : c.down) += bytes.size();
                if (way.upwards && !line.clientSpoke)
                    ++c.turns;
            });
            line.clientSpoke = way.upwards;
            way.waiting += bytes.size();
            qint64 due = m_clock.elapsed() + m_faults.roundTripMs / 2;
            if (m_faults.bytesPerSecond > 0) {
                double& freeAt = way.upwards ? m_freeUp : m_freeDown;
                freeAt = std::max(freeAt, static_cast<double>(m_clock.elapsed())) + 1000.0 * static_cast<double>(bytes.size()) / static_cast<double>(m_faults.bytesPerSecond);
                due = std::max(due, static_cast<qint64>(freeAt) + m_faults.roundTripMs / 2);
            }
            way.pieces.push_back({.bytes = std::move(bytes), .dueMs = due});
        }
        pass(line, way);
    }

    void pass(Line& line, Way& way) {
        if (way.upwards && line.server->state() != QAbstractSocket::ConnectedState && !line.cut)
            return; // connected() comes back to it
        while (!way.pieces.empty()) {
            const qint64 wait = way.pieces.front().dueMs - m_clock.elapsed();
            if (wait > 0) {
                way.timer->start(static_cast<int>(wait));
                return;
            }
            const QByteArray bytes = std::exchange(way.pieces.front().bytes, {});
            way.pieces.pop_front();
            way.waiting -= bytes.size();
            if (!m_faults.blackHole && !line.cut)
                send(line, way, bytes);
        }
        if (way.from->bytesAvailable() > 0 && way.waiting < kReadAhead)
            take(line, way);
        else if (way.ended && !std::exchange(way.closed, true))
            way.to->disconnectFromHost();
    }

    void send(Line& line, Way& way, QByteArray bytes) {
        if (line.cutAt > 0)
            bytes.truncate(line.cutAt - line.passed);
        line.passed += bytes.size();
        if (m_faults.oneByteAtATime) {
            for (const char byte : std::as_const(bytes)) {
                way.to->write(&byte, 1);
                way.to->flush(); // a segment of its own
            }
        } else {
            way.to->write(bytes);
        }
        if (line.cutAt > 0 && line.passed >= line.cutAt) {
            way.to->flush(); // what came before the cut does arrive
            cut(line);
        }
    }

    void cut(Line& line) {
        if (std::exchange(line.cut, true) || (line.client->state() == QAbstractSocket::UnconnectedState))
            return;
        m_counts.with([](Counts& c) { ++c.cuts; });
        for (QTcpSocket* socket : {line.client, line.server}) {
            if (m_faults.halfClose)
                socket->disconnectFromHost();
            else
                reset(socket);
        }
    }

    QString m_host;
    quint16 m_targetPort;
    Faults m_faults;
    QRandomGenerator m_random;
    QElapsedTimer m_clock;
    double m_freeUp = 0, m_freeDown = 0; ///< when the line has done with what it was given
    QThread m_thread;
    QTcpServer m_listener;
    Inbox m_inbox; ///< lives on m_thread too
    std::vector<std::unique_ptr<Line>> m_lines;
};

FaultProxy::FaultProxy(const QString& host, quint16 port, const Faults& faults, quint32 seed, const QString& listenOn)
    : m_core(std::make_unique<Core>(host, port, faults, seed, listenOn)) {}
FaultProxy::~FaultProxy() = default;
quint16 FaultProxy::port() const {
    return m_core->m_port;
}
void FaultProxy::setFaults(const Faults& faults) {
    m_core->setFaults(faults);
}
void FaultProxy::cutNow() {
    m_core->cutNow();
}
FaultProxy::Counts FaultProxy::counts() const {
    return m_core->m_counts.with([](const Counts& c) { return c; });
}

} // namespace tributary::tests
