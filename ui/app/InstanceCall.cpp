// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/InstanceCall.h"

#include <utility>

namespace tributary::ui {

InstanceCall::InstanceCall(const QString& directory, const InstanceMessage& message, int patienceMs, QObject* parent) : QObject(parent), m_place(directory) {
    connect(&m_socket, &QLocalSocket::connected, this, [this, bytes = writeInstanceMessage(message)] { m_socket.write(bytes); });
    connect(&m_socket, &QLocalSocket::readyRead, this, &InstanceCall::read);
    connect(&m_socket, &QLocalSocket::disconnected, this, &InstanceCall::read); // what came with the end counts
    connect(&m_socket, &QLocalSocket::disconnected, this, [this] { finish(Outcome::Nobody); });
    connect(&m_socket, &QLocalSocket::errorOccurred, this, [this] {
        read();
        finish(Outcome::Nobody);
    });
    connect(&m_patience, &QTimer::timeout, this, [this] { finish(Outcome::NoAnswer); });
    m_patience.setSingleShot(true);
    m_patience.start(patienceMs);
    // By the event loop: whoever made this has not heard of done() yet.
    QTimer::singleShot(0, this, [this] { m_socket.connectToServer(m_place.socket()); });
}

InstanceCall::~InstanceCall() { m_socket.disconnect(this); } // its own end tells nobody any more

void InstanceCall::read() {
    const QByteArray answer = m_socket.isOpen() ? m_socket.peek(64) : QByteArray();
    if (answer == kInstanceTaken)
        finish(Outcome::Taken);
    else if (answer == kInstanceRefused)
        finish(Outcome::Refused);
}

void InstanceCall::finish(Outcome outcome) {
    if (std::exchange(m_isDone, true))
        return;
    m_patience.stop();
    Q_EMIT done(outcome);
}

} // namespace tributary::ui
