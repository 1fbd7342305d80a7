// SPDX-License-Identifier: GPL-3.0-or-later
// A browser, or somebody who plays one badly: bytes to a loopback port and what comes back. Blocks.
#pragma once

#include <QByteArray>
#include <QElapsedTimer>
#include <QHostAddress>
#include <QTcpSocket>

namespace tributary::tests {

struct RawReply {
    bool connected = false;
    int status = 0; ///< 0: no answer
    QByteArray head, body;
};

inline constexpr int kRawPatienceMs = 15'000;

inline bool rawConnect(QTcpSocket& socket, quint16 port, QHostAddress::SpecialAddress address = QHostAddress::LocalHost) {
    socket.connectToHost(QHostAddress(address), port);
    return socket.waitForConnected(kRawPatienceMs);
}

/// Until the other side closes, or the announced length is there.
inline RawReply rawRead(QTcpSocket& socket) {
    RawReply reply{true, 0, {}, {}};
    QByteArray all;
    QElapsedTimer since;
    since.start();
    while (since.elapsed() < kRawPatienceMs) {
        all += socket.readAll();
        const qsizetype end = all.indexOf("\r\n\r\n");
        const qsizetype at = all.indexOf("Content-Length: ");
        if (end > 0 && at > 0 && all.size() - end - 4 >= all.mid(at + 16, all.indexOf('\r', at) - at - 16).toLongLong())
            break;
        if (!socket.waitForReadyRead(500) && socket.state() != QAbstractSocket::ConnectedState && socket.bytesAvailable() == 0)
            break;
    }
    const qsizetype end = all.indexOf("\r\n\r\n");
    reply.status = all.mid(9, 3).toInt();
    reply.head = all.left(end);
    reply.body = end < 0 ? QByteArray() : all.mid(end + 4);
    return reply;
}

inline RawReply rawSend(quint16 port, const QByteArray& bytes, QHostAddress::SpecialAddress address = QHostAddress::LocalHost) {
    QTcpSocket socket;
    if (!rawConnect(socket, port, address))
        return {};
    socket.write(bytes);
    socket.flush();
    return rawRead(socket);
}

inline QByteArray rawGet(quint16 port, const QByteArray& target, const QByteArray& host = "localhost") {
    return "GET " + target + " HTTP/1.1\r\nHost: " + host + ':' + QByteArray::number(port) + "\r\nUser-Agent: test\r\nAccept: */*\r\n\r\n";
}

} // namespace tributary::tests
