// SPDX-License-Identifier: GPL-3.0-or-later
// A sign-in on a worker, with the test in the user's and the attacker's place.
#pragma once

#include "auth/OAuthFlow.h"
#include "support/AuthorizationServer.h"
#include "support/LogCapture.h"
#include "support/RawHttp.h"

#include <QDateTime>
#include <QJsonArray>
#include <QUrlQuery>

#include <gtest/gtest.h>

#include <future>
#include <thread>

namespace tributary::auth {

using tests::AuthorizationServer;
using tests::RawReply;

inline OAuthProvider providerOf(const AuthorizationServer& server) {
    OAuthProvider provider;
    provider.id = provider.name = QStringLiteral("test");
    provider.issuer = server.issuer();
    provider.authorizationEndpoint = server.url(QStringLiteral("/authorize"));
    provider.tokenEndpoint = server.url(QStringLiteral("/token"));
    provider.deviceEndpoint = server.url(QStringLiteral("/device"));
    provider.revocationEndpoint = server.url(QStringLiteral("/revoke"));
    provider.scopes = QStringList{QStringLiteral("openid"), QStringLiteral("email"), QStringLiteral("offline_access"), QStringLiteral("mail")};
    provider.clientId = QStringLiteral("client-1");
    return provider;
}

inline OAuthRequest requestTo(const AuthorizationServer& server) {
    OAuthRequest request;
    request.provider = providerOf(server);
    request.address = QStringLiteral("ann@example.org");
    request.page = {QStringLiteral("en"), QStringLiteral("Signed in <&>"), QStringLiteral("Go back"), QStringLiteral("Not signed in"), QStringLiteral("Try again")};
    request.line.proxy.type = net::ProxyType::None;
    return request;
}

class RunningFlow {
  public:
    explicit RunningFlow(OAuthRequest request) {
        request.cancel = m_cancel.token();
        request.linkReady = [this](const QUrl& where) { m_ready.set_value(where); };
        m_result = std::async(std::launch::async, [request] { return signIn(request); });
        auto ready = m_ready.get_future();
        if (ready.wait_for(std::chrono::seconds(30)) == std::future_status::ready)
            link = ready.get();
        redirect = QUrl(value(QStringLiteral("redirect_uri")));
        state = value(QStringLiteral("state")).toLatin1();
        port = static_cast<quint16>(redirect.port(0));
    }
    ~RunningFlow() {
        cancel();
    }
    [[nodiscard]] QString value(const QString& name) const { return QUrlQuery(link).queryItemValue(name, QUrl::FullyDecoded); }
    /// The browser comes back.
    [[nodiscard]] RawReply come(const QByteArray& query) const {
        return tests::rawSend(port, tests::rawGet(port, redirect.path().toUtf8() + '?' + query));
    }
    [[nodiscard]] RawReply comeWithCode(const QByteArray& code) const { return come("code=" + code + "&state=" + state); }
    void cancel() { m_cancel.cancel(); }
    [[nodiscard]] bool isOver() const { return m_result.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }
    /// Waits for it.
    [[nodiscard]] Result<Grant> result() { return m_result.get(); }

    QUrl link, redirect;
    QByteArray state;
    quint16 port = 0;

  private:
    CancelSource m_cancel;
    std::promise<QUrl> m_ready;
    std::future<Result<Grant>> m_result;
};

inline bool isFailurePage(const RawReply& reply) { return reply.status == 200 && reply.body.contains("Not signed in") && !reply.body.contains("Go back"); }
inline bool isSuccessPage(const RawReply& reply) { return reply.status == 200 && reply.body.contains("Go back") && !reply.body.contains("Not signed in"); }

inline void expectNoSecretIn(const QString& text, const QList<QByteArray>& secrets) {
    for (const QByteArray& secret : secrets) {
        if (secret.size() >= 8) {
            EXPECT_FALSE(text.contains(QString::fromLatin1(secret))) << secret.left(8).constData();
            EXPECT_FALSE(text.contains(QString::fromLatin1(secret.toBase64()))) << secret.left(8).constData();
        }
    }
}

inline testing::AssertionResult isError(const Result<Grant>& result, ErrorKind kind, ErrorCode code) {
    if (result)
        return testing::AssertionFailure() << "a grant";
    if (result.error().kind == kind && result.error().code == code)
        return testing::AssertionSuccess();
    return testing::AssertionFailure() << kindName(result.error().kind).data() << ' ' << codeName(result.error().code).data() << ' ' << qPrintable(result.error().detail);
}

} // namespace tributary::auth
