// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/RunningInstance.h"

#include "base/Log.h"

#include <QLocalSocket>
#include <QTimer>

namespace tributary::ui {

namespace {
constexpr int kMessageMs = 5000; // a message is one write
constexpr int kMostCallers = 8;
} // namespace

RunningInstance::RunningInstance(QObject* parent) : QObject(parent) {
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.setMaxPendingConnections(kMostCallers);
    connect(&m_server, &QLocalServer::newConnection, this, &RunningInstance::accept);
}

bool RunningInstance::listen(const QString& directory) {
    close();
    m_place = std::make_unique<InstancePlace>(directory);
    QLocalServer::removeServer(m_place->socket()); // of a process that was killed
    if (m_server.listen(m_place->socket()))
        return true;
    qCWarning(lcUi) << "the window cannot be spoken to by another start of the program:" << m_server.errorString();
    return false;
}

void RunningInstance::close() { m_server.close(); }

void RunningInstance::accept() {
    while (QLocalSocket* caller = m_server.nextPendingConnection()) {
        connect(caller, &QLocalSocket::disconnected, caller, &QObject::deleteLater);
        if (m_server.findChildren<QLocalSocket*>().size() > kMostCallers) {
            caller->abort();
            caller->deleteLater();
            continue;
        }
        caller->setReadBufferSize(kLongestInstanceMessage + 1);
        QTimer::singleShot(kMessageMs, caller, [caller] { caller->abort(); });
        connect(caller, &QLocalSocket::readyRead, this, [this, caller] { read(*caller); });
        read(*caller);
    }
}

void RunningInstance::read(QLocalSocket& caller) {
    InstanceMessage message;
    const InstanceReading reading = readInstanceMessage(caller.peek(kLongestInstanceMessage + 1), message);
    if (reading == InstanceReading::Unfinished)
        return;
    caller.disconnect(this); // one message a connection
    caller.write(reading == InstanceReading::Whole ? kInstanceTaken : kInstanceRefused);
    caller.flush();
    caller.disconnectFromServer();
    if (reading == InstanceReading::Whole)
        Q_EMIT asked(message);
}

} // namespace tributary::ui
