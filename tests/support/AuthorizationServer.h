// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>

namespace tributary::tests {

/// A provider of OAuth over plain HTTP on loopback, in a thread of its own: honest and strict (PKCE, redirect address, one use of
/// a code and of a refresh token), but for what a test makes it answer instead. Endpoints: /authorize (only named: a test is
/// the user, see grant()), /token, /device, /revoke. Any thread. It ends with this object.
class AuthorizationServer {
  public:
    struct Request {
        QByteArray method, path;
        QHash<QByteArray, QByteArray> headers; ///< names in lower case
        QHash<QByteArray, QByteArray> form;    ///< decoded
    };
    struct Answer {
        int status = 200;
        QByteArray body;
        QByteArray type = "application/json";
        QList<QByteArray> fields; ///< more header lines
        bool isSilent = false;    ///< nothing, and the line stays
    };
    struct Twists {
        std::optional<Answer> answer;                ///< of /token, in place of what it would say; nothing is used up
        std::function<void(QJsonObject&)> token;     ///< changes the JSON of /token
        std::function<void(QJsonObject&)> idToken;   ///< changes its claims
        std::function<void(QJsonObject&)> device;    ///< changes the JSON of /device
        QList<QString> deviceErrors;                 ///< what /token says to a device code, one a question; then it is granted
        int delayMs = 0;                             ///< of /token
        bool rotates = true;                         ///< refresh tokens
        bool isRevoked = false;                      ///< every refresh token
        QHash<QByteArray, Answer> pages;             ///< what stands elsewhere, by path; else 404
    };

    AuthorizationServer();
    ~AuthorizationServer();
    AuthorizationServer(const AuthorizationServer&) = delete;
    AuthorizationServer& operator=(const AuthorizationServer&) = delete;

    [[nodiscard]] quint16 port() const;
    [[nodiscard]] QUrl url(const QString& path) const;
    [[nodiscard]] QString issuer() const;
    void setTwists(const Twists& twists);
    void setNowMs(qint64 ms); ///< what `exp` is counted from; else the machine's clock

    /// The user signs in at this link and agrees: the code for it.
    [[nodiscard]] QByteArray grant(const QUrl& link, const QString& address = QStringLiteral("ann@example.org"));
    /// A refresh token as from an earlier sign-in.
    [[nodiscard]] QByteArray makeRefreshToken();
    [[nodiscard]] bool isValidRefreshToken(const QByteArray& token) const;

    [[nodiscard]] QList<Request> requests() const;
    [[nodiscard]] int tokenRequests() const;
    /// Codes, tokens, verifiers: what must stand in no log.
    [[nodiscard]] QList<QByteArray> secrets() const;

  private:
    class Core;
    std::unique_ptr<Core> m_core;
};

} // namespace tributary::tests
