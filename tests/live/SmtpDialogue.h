// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/MailServer.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>

namespace tributary::tests {

/// One dialogue with the SMTP server: says lines, returns the whole reply to each. Empty: nothing came.
class SmtpDialogue {
public:
    enum class Port { Submission, Smtps };

    SmtpDialogue(const MailServer& server, Port port, const QString& host = {}) {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setCaCertificates(QSslCertificate::fromPath(server.caFile()));
        m_socket.setSslConfiguration(configuration);
        const QString name = host.isEmpty() ? server.host() : host;
        m_socket.setPeerVerifyName(name);
        if (port == Port::Smtps)
            m_socket.connectToHostEncrypted(name, server.smtpsPort());
        else
            m_socket.connectToHost(name, server.submissionPort());
        if (port == Port::Smtps ? m_socket.waitForEncrypted(kWaitMs) : m_socket.waitForConnected(kWaitMs))
            m_greeting = readReply();
    }
    [[nodiscard]] QByteArray greeting() const { return m_greeting; }
    [[nodiscard]] QList<QSslError> errors() const { return m_socket.sslHandshakeErrors(); }

    QByteArray say(const QByteArray& line) {
        m_socket.write(line + "\r\n");
        return readReply();
    }
    /// `count` replies to bytes that are written at once, as they are.
    QList<QByteArray> sayAll(const QByteArray& bytes, int count) {
        m_socket.write(bytes);
        QList<QByteArray> replies;
        for (int i = 0; i < count; ++i)
            replies << readReply();
        return replies;
    }
    bool startTls() {
        if (!say("STARTTLS").startsWith("220"))
            return false;
        m_socket.startClientEncryption();
        return m_socket.waitForEncrypted(kWaitMs);
    }
    /// EHLO, then AUTH PLAIN with an initial response (RFC 4954, 4).
    QByteArray logIn(const QByteArray& name) {
        say("EHLO client.example.test");
        return say("AUTH PLAIN " + QByteArray('\0' + name + "@example.test" + '\0' + "pw-" + name).toBase64());
    }
    /// One message; the last reply.
    QByteArray send(const QByteArray& from, const QList<QByteArray>& recipients, const QByteArray& message) {
        QByteArray reply = say("MAIL FROM:<" + from + ">");
        for (const QByteArray& recipient : recipients)
            reply = say("RCPT TO:<" + recipient + ">");
        if (!say("DATA").startsWith("354"))
            return reply;
        return say(message + ".");
    }

private:
    static constexpr int kWaitMs = 10'000;

    /// Lines up to the one without a '-' behind its code.
    QByteArray readReply() {
        QByteArray reply;
        while (true) {
            while (!m_socket.canReadLine())
                if (!m_socket.waitForReadyRead(kWaitMs))
                    return {};
            const QByteArray line = m_socket.readLine();
            reply += line;
            if (line.size() < 4 || line[3] != '-')
                return reply;
        }
    }
    QSslSocket m_socket;
    QByteArray m_greeting;
};

} // namespace tributary::tests
