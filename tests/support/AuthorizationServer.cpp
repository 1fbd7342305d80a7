// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/AuthorizationServer.h"

#include "base/Guarded.h"
#include "base/Inbox.h"
#include "support/Listener.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonDocument>
#include <QSet>
#include <QTcpSocket>
#include <QThread>
#include <QTimer>
#include <QUrlQuery>
#include <QUuid>

#include <algorithm>
#include <future>
#include <memory>

namespace tributary::tests {

using namespace Qt::Literals::StringLiterals;

namespace authorizationserver {

constexpr auto kUrlSafe = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

struct Code {
    QByteArray challenge, redirect, client, nonce;
    QString address;
};

struct Books {
    AuthorizationServer::Twists twists;
    QList<AuthorizationServer::Request> requests;
    QHash<QByteArray, Code> codes;
    QSet<QByteArray> refreshTokens;
    QList<QByteArray> secrets;
    std::optional<qint64> nowMs;

    QByteArray newSecret(const QByteArray& kind) {
        secrets.append(kind + '-' + QUuid::createUuid().toByteArray(QUuid::Id128) + QUuid::createUuid().toByteArray(QUuid::Id128));
        return secrets.constLast();
    }
};

QHash<QByteArray, QByteArray> decoded(const QByteArray& form) {
    QHash<QByteArray, QByteArray> values;
    for (const QByteArray& pair : form.split('&')) {
        const qsizetype equals = pair.indexOf('=');
        values.insert(pair.left(equals), equals < 0 ? QByteArray() : QByteArray::fromPercentEncoding(pair.mid(equals + 1)));
    }
    return values;
}

/// Complete once its body is there.
std::optional<AuthorizationServer::Request> parsed(const QByteArray& bytes) {
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return std::nullopt;
    AuthorizationServer::Request request;
    const QList<QByteArray> lines = bytes.left(end).split('\n');
    const QList<QByteArray> words = lines[0].split(' ');
    request.method = words.value(0);
    request.path = words.value(1);
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines[i].indexOf(':');
        request.headers.insert(lines[i].left(colon).toLower(), lines[i].mid(colon + 1).trimmed());
    }
    const QByteArray body = bytes.mid(end + 4);
    if (body.size() < request.headers.value("content-length").toLongLong())
        return std::nullopt;
    request.form = decoded(body);
    return request;
}

AuthorizationServer::Answer refusal(const QString& error) {
    return {400, QJsonDocument(QJsonObject{{u"error"_s, error}, {u"error_description"_s, u"words of the provider"_s}}).toJson(QJsonDocument::Compact)};
}

AuthorizationServer::Answer granted(Books& books, const QString& issuer, const QByteArray& refreshToken, const std::optional<Code>& code) {
    QJsonObject object{{u"token_type"_s, u"Bearer"_s}, {u"access_token"_s, QString::fromLatin1(books.newSecret("access"))}, {u"expires_in"_s, 3600}};
    if (!refreshToken.isEmpty())
        object.insert(u"refresh_token"_s, QString::fromLatin1(refreshToken));
    if (code) {
        const qint64 now = books.nowMs.value_or(QDateTime::currentMSecsSinceEpoch()) / 1000;
        QJsonObject claims{{u"iss"_s, issuer}, {u"aud"_s, QString::fromUtf8(code->client)}, {u"exp"_s, now + 3600},
                           {u"iat"_s, now}, {u"sub"_s, u"subject-1"_s}, {u"email"_s, code->address}};
        if (!code->nonce.isEmpty())
            claims.insert(u"nonce"_s, QString::fromLatin1(code->nonce));
        if (books.twists.idToken)
            books.twists.idToken(claims);
        const QByteArray payload = QJsonDocument(claims).toJson(QJsonDocument::Compact).toBase64(kUrlSafe);
        object.insert(u"id_token"_s, QString::fromLatin1(QByteArray("{\"alg\":\"RS256\"}").toBase64(kUrlSafe) + '.' + payload + ".c2ln"));
        books.secrets.append(payload);
    }
    if (books.twists.token)
        books.twists.token(object);
    return {200, QJsonDocument(object).toJson(QJsonDocument::Compact)};
}

AuthorizationServer::Answer answerCode(Books& books, const QString& issuer, const AuthorizationServer::Request& request) {
    const QByteArray verifier = request.form.value("code_verifier");
    books.secrets.append(verifier);
    const auto at = books.codes.constFind(request.form.value("code"));
    if (at == books.codes.constEnd())
        return refusal(u"invalid_grant"_s);
    const Code code = *at;
    books.codes.erase(at); // one use, also when it fails
    const bool isRight = QCryptographicHash::hash(verifier, QCryptographicHash::Sha256).toBase64(kUrlSafe) == code.challenge && verifier.size() >= 43 &&
                         request.form.value("redirect_uri") == code.redirect && request.form.value("client_id") == code.client;
    if (!isRight)
        return refusal(u"invalid_grant"_s);
    const QByteArray refresh = books.newSecret("refresh");
    books.refreshTokens.insert(refresh);
    return granted(books, issuer, refresh, code);
}

AuthorizationServer::Answer answerRefresh(Books& books, const QString& issuer, const AuthorizationServer::Request& request) {
    const QByteArray old = request.form.value("refresh_token");
    if (books.twists.isRevoked || !books.refreshTokens.contains(old))
        return refusal(u"invalid_grant"_s);
    if (!books.twists.rotates)
        return granted(books, issuer, {}, {});
    books.refreshTokens.remove(old);
    const QByteArray next = books.newSecret("refresh");
    books.refreshTokens.insert(next);
    return granted(books, issuer, next, {});
}

AuthorizationServer::Answer answerToken(Books& books, const QString& issuer, const AuthorizationServer::Request& request) {
    if (books.twists.answer)
        return *books.twists.answer;
    const QByteArray kind = request.form.value("grant_type");
    if (kind == "authorization_code")
        return answerCode(books, issuer, request);
    if (kind == "refresh_token")
        return answerRefresh(books, issuer, request);
    if (kind != "urn:ietf:params:oauth:grant-type:device_code")
        return refusal(u"unsupported_grant_type"_s);
    if (!books.twists.deviceErrors.isEmpty())
        return refusal(books.twists.deviceErrors.takeFirst());
    const QByteArray refresh = books.newSecret("refresh");
    books.refreshTokens.insert(refresh);
    return granted(books, issuer, refresh, Code{{}, {}, request.form.value("client_id"), {}, u"ann@example.org"_s});
}

AuthorizationServer::Answer answerDevice(Books& books) {
    QJsonObject object{{u"device_code"_s, QString::fromLatin1(books.newSecret("device"))}, {u"user_code"_s, u"ABCD-EFGH"_s},
                       {u"verification_uri"_s, u"https://example.org/device"_s}, {u"expires_in"_s, 900}, {u"interval"_s, 7}};
    if (books.twists.device)
        books.twists.device(object);
    return {200, QJsonDocument(object).toJson(QJsonDocument::Compact)};
}

AuthorizationServer::Answer answerTo(Books& books, const QString& issuer, const AuthorizationServer::Request& request) {
    books.requests.append(request);
    if (request.path == "/token" && request.method == "POST")
        return answerToken(books, issuer, request);
    if (request.path == "/device")
        return answerDevice(books);
    if (request.path == "/revoke") {
        books.refreshTokens.remove(request.form.value("token"));
        return {};
    }
    return books.twists.pages.value(request.path, {404, "not found", "text/plain"});
}

} // namespace authorizationserver

using namespace authorizationserver;

class AuthorizationServer::Core {
  public:
    Core() {
        m_listener.onConnection = [this](qintptr handle) { accept(handle); };
        m_listener.setListenBacklogSize(512);
        m_listener.listen(QHostAddress(QHostAddress::LocalHost), 0);
        port = m_listener.serverPort();
        m_listener.moveToThread(&m_thread);
        m_inbox.moveToThread(&m_thread);
        m_thread.start();
    }
    ~Core() {
        std::promise<void> closed;
        m_inbox.post([&] {
            qDeleteAll(m_clients);
            m_listener.close();
            closed.set_value();
        });
        closed.get_future().wait();
        m_thread.quit();
        m_thread.wait();
    }

    Guarded<Books> books;
    quint16 port = 0;

  private:
    void accept(qintptr handle) {
        auto* const socket = new QTcpSocket;
        socket->setSocketDescriptor(handle);
        m_clients.insert(socket);
        const auto received = std::make_shared<QByteArray>();
        QObject::connect(socket, &QTcpSocket::disconnected, &m_inbox, [this, socket] {
            if (m_clients.remove(socket))
                socket->deleteLater();
        });
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, received] {
            *received += socket->readAll();
            if (const auto request = parsed(*received)) {
                received->clear();
                answer(*socket, *request);
            }
        });
    }

    void answer(QTcpSocket& socket, const Request& request) {
        const QString issuer = u"http://127.0.0.1:%1"_s.arg(port);
        int delay = 0;
        const Answer answer = books.with([&](Books& b) {
            delay = request.path == "/token" ? b.twists.delayMs : 0;
            return answerTo(b, issuer, request);
        });
        if (answer.isSilent)
            return;
        QByteArray bytes = "HTTP/1.1 " + QByteArray::number(answer.status) + " Said\r\nContent-Type: " + answer.type +
                           "\r\nContent-Length: " + QByteArray::number(answer.body.size()) + "\r\nConnection: close\r\n";
        for (const QByteArray& field : answer.fields)
            bytes += field + "\r\n";
        bytes += "\r\n" + answer.body;
        QTimer::singleShot(delay, &socket, [&socket, bytes] {
            socket.write(bytes);
            socket.disconnectFromHost();
        });
    }

    QThread m_thread;
    Listener m_listener;
    Inbox m_inbox; ///< lives on m_thread too
    QSet<QTcpSocket*> m_clients;
};

AuthorizationServer::AuthorizationServer() : m_core(std::make_unique<Core>()) {}
AuthorizationServer::~AuthorizationServer() = default;

quint16 AuthorizationServer::port() const { return m_core->port; }
QUrl AuthorizationServer::url(const QString& path) const { return QUrl(issuer() + path); }
QString AuthorizationServer::issuer() const { return u"http://127.0.0.1:%1"_s.arg(m_core->port); }

void AuthorizationServer::setTwists(const Twists& twists) {
    m_core->books.with([&](Books& books) { books.twists = twists; });
}

void AuthorizationServer::setNowMs(qint64 ms) {
    m_core->books.with([&](Books& books) { books.nowMs = ms; });
}

QByteArray AuthorizationServer::grant(const QUrl& link, const QString& address) {
    const QUrlQuery query(link);
    const auto value = [&](const QString& name) { return query.queryItemValue(name, QUrl::FullyDecoded).toUtf8(); };
    return m_core->books.with([&](Books& books) {
        const QByteArray code = books.newSecret("code");
        books.codes.insert(code, {value(u"code_challenge"_s), value(u"redirect_uri"_s), value(u"client_id"_s), value(u"nonce"_s), address});
        books.secrets.append(value(u"state"_s));
        books.secrets.append(value(u"nonce"_s));
        return code;
    });
}

QByteArray AuthorizationServer::makeRefreshToken() {
    return m_core->books.with([](Books& books) {
        const QByteArray token = books.newSecret("refresh");
        books.refreshTokens.insert(token);
        return token;
    });
}

bool AuthorizationServer::isValidRefreshToken(const QByteArray& token) const {
    return m_core->books.with([&](const Books& books) { return books.refreshTokens.contains(token) && !books.twists.isRevoked; });
}

QList<AuthorizationServer::Request> AuthorizationServer::requests() const {
    return m_core->books.with([](const Books& books) { return books.requests; });
}

int AuthorizationServer::tokenRequests() const {
    const auto all = requests();
    return static_cast<int>(std::count_if(all.begin(), all.end(), [](const Request& request) { return request.path == "/token"; }));
}

QList<QByteArray> AuthorizationServer::secrets() const {
    return m_core->books.with([](const Books& books) { return books.secrets; });
}

} // namespace tributary::tests
