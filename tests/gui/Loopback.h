// SPDX-License-Identifier: GPL-3.0-or-later
// A listener that counts who comes: whatever leaves a message would come to it.
#pragma once

#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>

namespace tributary::ui {

class Loopback : public QTcpServer {
  public:
    Loopback() {
        listen(QHostAddress::LocalHost, 0);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket* socket = nextPendingConnection()) {
                ++m_connections;
                connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                    m_heard += socket->readAll();
                    socket->write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                    socket->disconnectFromHost();
                });
            }
        });
    }
    [[nodiscard]] QString host() const { return QStringLiteral("127.0.0.1:%1").arg(serverPort()); }
    [[nodiscard]] int connections() const { return m_connections; }
    [[nodiscard]] const QByteArray& heard() const { return m_heard; }

  private:
    int m_connections = 0;
    QByteArray m_heard;
};

/// Whatever host the page names, with a scheme or without, is ours. With TRIBUTARY_SINK_NAMES all stays as it is: what would leave is
/// captured (packets.py), the questions for names too.
inline QString towards(const QString& html, const QString& host) {
    static const QRegularExpression named(QStringLiteral("(?<=//)[A-Za-z0-9_.-]+(:[0-9]+)?(?=[/\"'\\s)>?#&;]|$)"));
    QString text = html;
    return qEnvironmentVariableIsSet("TRIBUTARY_SINK_NAMES") ? text : text.replace(named, host);
}

} // namespace tributary::ui
