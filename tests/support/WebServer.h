// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/Certificates.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QTemporaryDir>
#include <QUrl>

#include <memory>
#include <optional>

namespace tributary::tests {

/// A real web server on a loopback port (tests/servers/webserver.py says what it has). It ends with this object, and with the test
/// program however that ends.
class WebServer {
  public:
    struct Request {
        QByteArray method;
        QByteArray path;
        QHash<QString, QString> headers; ///< names in lower case
        QByteArray body;
    };

    /// A certificate: https. Null when it does not start.
    [[nodiscard]] static std::unique_ptr<WebServer> start(const std::optional<ServerCertificate>& certificate = {},
                                                          const QString& address = QStringLiteral("127.0.0.1"));
    /// One at a fixed port (tests in a network of their own), which answers by setAnswers() alone, or says a greeting and listens.
    [[nodiscard]] static std::unique_ptr<WebServer> startAt(const QString& address, quint16 port, const std::optional<ServerCertificate>& certificate,
                                                            const QByteArray& greeting = {});
    /// "host/path" to {"status", "body", "location", "ms", "bytes"}; from the next request on.
    void setAnswers(const QJsonObject& answers) const;
    ~WebServer();
    WebServer(const WebServer&) = delete;
    WebServer& operator=(const WebServer&) = delete;

    [[nodiscard]] quint16 port() const { return m_port; }
    /// path: "/picture.png". host: as it stands in the URL.
    [[nodiscard]] QUrl url(const QString& path, const QString& host = QStringLiteral("127.0.0.1")) const;
    [[nodiscard]] QList<Request> requests() const;

  private:
    WebServer() = default;
    [[nodiscard]] bool launch(const std::optional<ServerCertificate>& certificate, const QString& address, const QList<QByteArray>& more = {});

    QTemporaryDir m_directory;
    bool m_isTls = false;
    quint16 m_port = 0;
    int m_input = -1; ///< closing it ends the server
    qint64 m_process = 0;
};

} // namespace tributary::tests
