// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/MailServer.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>

namespace tributary::tests {

/// One dialogue over TLS: logs in as the user, says the commands, returns everything the server said.
class ImapDialogue {
public:
    explicit ImapDialogue(const MailServer& server, const QString& host = {}) {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setCaCertificates(QSslCertificate::fromPath(server.caFile()));
        m_socket.setSslConfiguration(configuration);
        m_socket.connectToHostEncrypted(host.isEmpty() ? server.host() : host, server.imapsPort());
        if (m_socket.waitForEncrypted(kWaitMs))
            m_greeting = readReply("");
    }
    [[nodiscard]] bool isOpen() const { return !m_greeting.isEmpty(); }
    [[nodiscard]] QList<QSslError> errors() const { return m_socket.sslHandshakeErrors(); }
    QByteArray say(const QByteArray& command) {
        const QByteArray tag = "t" + QByteArray::number(++m_tag);
        m_socket.write(tag + " " + command + "\r\n");
        return readReply(tag + " ");
    }
    QByteArray logIn(const QByteArray& name) {
        return say("LOGIN " + name + "@example.test pw-" + name) + say("CAPABILITY");
    }

private:
    static constexpr int kWaitMs = 10'000;

    /// Everything up to the end of the line that begins with `start`.
    QByteArray readReply(const QByteArray& start) {
        QByteArray text = "\r\n";
        while (true) {
            const QByteArray mark = "\r\n" + start;
            const qsizetype at = text.indexOf(mark);
            if (at >= 0 && text.indexOf("\r\n", at + mark.size()) >= 0)
                return text.mid(2);
            if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(kWaitMs))
                return text.mid(2);
            text += m_socket.readAll();
        }
    }
    QSslSocket m_socket;
    QByteArray m_greeting;
    int m_tag = 0;
};

} // namespace tributary::tests
