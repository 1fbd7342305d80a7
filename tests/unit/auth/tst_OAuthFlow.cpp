// SPDX-License-Identifier: GPL-3.0-or-later
// Signing in when all is well, and when the provider says no.
#include "OAuthFixture.h"

#include "auth/OAuthError.h"

namespace tributary::auth::tst_OAuthFlow {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

TEST(OAuthFlow, givesAGrantAndTheBrowserIsSentBack) {
    AuthorizationServer server;
    OAuthRequest request = requestTo(server);
    request.prompt = u"select_account"_s;
    request.provider.authorizationParameters = {{u"access_type"_s, u"offline"_s}};
    RunningFlow flow(request);
    ASSERT_NE(flow.port, 0);
    EXPECT_EQ(flow.redirect, QUrl(u"http://localhost:%1/"_s.arg(flow.port)));
    EXPECT_EQ(flow.value(u"response_type"_s), u"code"_s);
    EXPECT_EQ(flow.value(u"code_challenge_method"_s), u"S256"_s);
    EXPECT_EQ(flow.value(u"code_challenge"_s).size(), 43);
    EXPECT_EQ(flow.value(u"nonce"_s).size(), 43);
    EXPECT_EQ(flow.state.size(), 43);
    EXPECT_EQ(flow.value(u"scope"_s), u"openid email offline_access mail"_s);
    EXPECT_EQ(flow.value(u"login_hint"_s), u"ann@example.org"_s);
    EXPECT_EQ(flow.value(u"prompt"_s), u"select_account"_s);
    EXPECT_EQ(flow.value(u"access_type"_s), u"offline"_s);
    const RawReply reply = flow.comeWithCode(server.grant(flow.link, u"Ann@EXAMPLE.org"_s));
    EXPECT_TRUE(isSuccessPage(reply)) << reply.body.constData();
    EXPECT_TRUE(reply.body.contains("Signed in &lt;&amp;&gt;"));
    const auto grant = flow.result();
    ASSERT_TRUE(grant) << qPrintable(grant.error().detail);
    EXPECT_EQ(grant->address, u"Ann@example.org"_s);
    EXPECT_EQ(grant->subject, u"subject-1"_s);
    EXPECT_TRUE(grant->accessToken.reveal().startsWith("access-"));
    EXPECT_TRUE(server.isValidRefreshToken(grant->refreshToken.reveal()));
    EXPECT_EQ(grant->expiresAtMs - grant->obtainedAtMs, 3600'000);
    const auto sent = server.requests().constLast();
    EXPECT_EQ(sent.headers.value("accept"), "application/json");
    EXPECT_FALSE(sent.form.contains("client_secret"));
    EXPECT_EQ(sent.form.value("code_verifier").size(), 43);
}

TEST(OAuthFlow, theRedirectPathIsTheRegisteredOne) {
    AuthorizationServer server;
    OAuthRequest request = requestTo(server);
    request.provider.redirectHost = u"127.0.0.1"_s;
    request.provider.redirectPath = u"/signed-in"_s;
    request.provider.clientSecret = Secret("not really secret");
    RunningFlow flow(request);
    EXPECT_EQ(flow.redirect, QUrl(u"http://127.0.0.1:%1/signed-in"_s.arg(flow.port)));
    EXPECT_TRUE(isSuccessPage(flow.comeWithCode(server.grant(flow.link))));
    EXPECT_TRUE(flow.result());
    EXPECT_EQ(server.requests().constLast().form.value("client_secret"), "not really secret");
}

TEST(OAuthFlow, aBrowserThatCannotBeOpenedEndsNothing) {
    AuthorizationServer server;
    RunningFlow flow(requestTo(server)); // the caller could only show the link
    EXPECT_EQ(tests::rawSend(flow.port, "x\r\n\r\n").status, 400);
    EXPECT_FALSE(flow.isOver());
    EXPECT_TRUE(isSuccessPage(flow.comeWithCode(server.grant(flow.link)))) << "the user has copied it";
    EXPECT_TRUE(flow.result());
}

TEST(OAuthFlow, oneTimeValuesAreOtherOnesEachTime) {
    AuthorizationServer server;
    RunningFlow one(requestTo(server)), two(requestTo(server));
    for (const QString& name : {u"state"_s, u"nonce"_s, u"code_challenge"_s, u"redirect_uri"_s})
        EXPECT_NE(one.value(name), two.value(name)) << qPrintable(name);
}

TEST(OAuthFlow, noSecretReachesALog) {
    AuthorizationServer server;
    const tests::LogCapture log;
    RunningFlow flow(requestTo(server));
    EXPECT_TRUE(isFailurePage(flow.come("state=wrong&code=stolen-code")));
    const RawReply reply = flow.comeWithCode(server.grant(flow.link));
    ASSERT_TRUE(flow.result());
    EXPECT_FALSE(log.text().isEmpty());
    const auto secrets = server.secrets() + QList<QByteArray>{"stolen-code"};
    EXPECT_GE(secrets.size(), 7);
    expectNoSecretIn(log.text(), secrets);
    expectNoSecretIn(QString::fromUtf8(reply.head + reply.body), secrets);
}

TEST(OAuthFlow, eachErrorOfTheRedirectHasItsMeaning) {
    AuthorizationServer server;
    const auto cases = {
        std::tuple("access_denied", ErrorKind::Auth, ErrorCode::SignInDeclined),
        std::tuple("login_required", ErrorKind::Auth, ErrorCode::SignInAgain),
        std::tuple("interaction_required", ErrorKind::Auth, ErrorCode::SignInAgain),
        std::tuple("consent_required", ErrorKind::Auth, ErrorCode::SignInAgain),
        std::tuple("invalid_request", ErrorKind::Auth, ErrorCode::ClientRefused),
        std::tuple("unauthorized_client", ErrorKind::Auth, ErrorCode::ClientRefused),
        std::tuple("unsupported_response_type", ErrorKind::Auth, ErrorCode::ClientRefused),
        std::tuple("invalid_scope", ErrorKind::Auth, ErrorCode::ClientRefused),
        std::tuple("something_new", ErrorKind::Auth, ErrorCode::ClientRefused),
        std::tuple("server_error", ErrorKind::TemporaryRefusal, ErrorCode::AuthServerUnavailable),
        std::tuple("temporarily_unavailable", ErrorKind::TemporaryRefusal, ErrorCode::AuthServerUnavailable),
    };
    for (const auto& [error, kind, code] : cases) {
        RunningFlow flow(requestTo(server));
        EXPECT_TRUE(isFailurePage(flow.come("error=" + QByteArray(error) + "&error_description=AADSTS65004%3A+User%0D%0Adeclined&state=" + flow.state))) << error;
        const auto result = flow.result();
        EXPECT_TRUE(isError(result, kind, code)) << error;
        EXPECT_EQ(result.error().serverText, "AADSTS65004: User declined");
        EXPECT_EQ(result.error().detail, QString::fromLatin1(error));
    }
    EXPECT_EQ(server.tokenRequests(), 0);
}

TEST(OAuthFlow, whatIsSaidIsCleanedOfTokensAndControls) {
    const QByteArray token(50, 'A');
    const Error error = oauthError(u"invalid_grant"_s, u"code short-code, token "_s + QString::fromLatin1(token) + u"\x1b[31m \u202Ered trace 01234567-89ab-cdef-0123-456789abcdef"_s,
                                   {"short-code"});
    EXPECT_EQ(error.serverText, QStringLiteral("code [...], token [...] [31m \uFFFDred trace 01234567-89ab-cdef-0123-456789abcdef").toUtf8());
    EXPECT_LE(QString::fromUtf8(oauthError(u"x"_s, QString(5000, u' ').replace(u' ', u"ab "_s)).serverText).size(), 1000);
    EXPECT_LE(oauthError(QString(5000, u'!'), {}).detail.size(), 100);
}

TEST(OAuthFlow, anAdministratorsHintComesFromTheNumberAndDecidesNothing) {
    EXPECT_EQ(adminHint(u"AADSTS65001: consent"_s), AdminHint::Consent);
    EXPECT_EQ(adminHint(u"AADSTS53003: blocked"_s), AdminHint::Blocked);
    EXPECT_EQ(adminHint(u"AADSTS700082: idle"_s), AdminHint::SignIn);
    EXPECT_EQ(adminHint(u"AADSTS7000218: secret"_s), AdminHint::Client);
    EXPECT_EQ(adminHint(u"AADSTS50011: redirect"_s), AdminHint::Redirect);
    EXPECT_EQ(adminHint(u"AADSTS65004: declined"_s), AdminHint::Declined);
    EXPECT_EQ(adminHint(u"AADSTS54005: twice"_s), AdminHint::Restart);
    EXPECT_EQ(adminHint(u"AADSTS50196: loop"_s), AdminHint::Throttled);
    for (const QString& text : {QString(), u"AADSTS"_s, u"AADSTS1"_s, u"65001"_s, u"AADSTS99999999999999"_s})
        EXPECT_EQ(adminHint(text), AdminHint::None) << qPrintable(text);
    EXPECT_EQ(oauthError(u"temporarily_unavailable"_s, u"AADSTS700082: revoked"_s).kind, ErrorKind::TemporaryRefusal);
}

TEST(OAuthFlow, anEndpointMustBeEncryptedOrOnThisMachine) {
    AuthorizationServer server;
    OAuthRequest request = requestTo(server);
    for (const QString& bad : {u"http://login.example.org/token"_s, u"http://127.0.0.1.example.org/token"_s, u"http://192.168.1.1/token"_s}) {
        request.provider.tokenEndpoint = QUrl(bad);
        EXPECT_TRUE(isError(signIn(request), ErrorKind::InvalidInput, ErrorCode::TlsRequired)) << qPrintable(bad);
    }
    request.provider.tokenEndpoint = QUrl(u"ftp://login.example.org/token"_s);
    EXPECT_TRUE(isError(signIn(request), ErrorKind::InvalidInput, ErrorCode::BadValue));
    request = requestTo(server);
    request.provider.authorizationEndpoint = QUrl(u"http://login.example.org/authorize"_s);
    EXPECT_TRUE(isError(signIn(request), ErrorKind::InvalidInput, ErrorCode::TlsRequired));
    request = requestTo(server);
    request.provider.clientId.clear();
    EXPECT_TRUE(isError(signIn(request), ErrorKind::InvalidInput, ErrorCode::FieldMissing));
}

TEST(OAuthFlow, theGrantMustBeForTheMailboxThatWasEntered) {
    Grant grant;
    grant.address = u"Ann@example.org"_s;
    EXPECT_TRUE(checkIdentity(grant, u"ann@EXAMPLE.org"_s));
    const Status wrong = checkIdentity(grant, u"bob@example.org"_s);
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().kind, ErrorKind::Auth);
    EXPECT_EQ(wrong.error().code, ErrorCode::WrongMailbox);
    EXPECT_TRUE(wrong.error().detail.contains(u"Ann@example.org"_s) && wrong.error().detail.contains(u"bob@example.org"_s));
    EXPECT_FALSE(checkIdentity(grant, u"ann@example.com"_s));
    grant.address = u"ann@xn--bcher-kva.example"_s;
    EXPECT_TRUE(checkIdentity(grant, u"ann@b\u00FCcher.example"_s)) << "IDN";
    EXPECT_FALSE(checkIdentity(Grant(), u"ann@example.org"_s));
    EXPECT_FALSE(checkIdentity(Grant(), {}));
}

TEST(OAuthFlow, theAddressIsTheOneThatTheIdTokenNames) {
    AuthorizationServer server;
    const auto addressWith = [&server](const std::function<void(QJsonObject&)>& twist) {
        AuthorizationServer::Twists twists;
        twists.idToken = twist;
        server.setTwists(twists);
        RunningFlow flow(requestTo(server));
        (void)flow.comeWithCode(server.grant(flow.link));
        const auto grant = flow.result();
        return grant ? grant->address : u"no grant"_s;
    };
    EXPECT_EQ(addressWith([](QJsonObject& o) { o.remove(u"email"_s); o.insert(u"preferred_username"_s, u"P@X.org"_s); }), u"P@x.org"_s);
    EXPECT_EQ(addressWith([](QJsonObject& o) { o.remove(u"email"_s); o.insert(u"preferred_username"_s, u"+81 90"_s); o.insert(u"upn"_s, u"u@x.org"_s); }), u"u@x.org"_s);
    EXPECT_EQ(addressWith([](QJsonObject& o) { o.remove(u"email"_s); }), QString());
}

TEST(OAuthFlow, aTenantsIssuerFitsTheCommonOne) {
    AuthorizationServer server;
    AuthorizationServer::Twists twists;
    QString tenant = u"9188040d-6c67-4c5b-b112-36a304b66dad"_s, named = tenant;
    twists.idToken = [&](QJsonObject& o) { o.insert(u"iss"_s, QString(u"https://login.example/"_s + tenant + u"/v2.0"_s)); o.insert(u"tid"_s, named); };
    server.setTwists(twists);
    OAuthRequest request = requestTo(server);
    request.provider.issuer = u"https://login.example/{tenantid}/v2.0"_s;
    const auto outcome = [&] {
        RunningFlow flow(request);
        (void)flow.comeWithCode(server.grant(flow.link));
        return flow.result();
    };
    EXPECT_TRUE(outcome());
    named = u"11111111-2222-3333-4444-555555555555"_s;
    EXPECT_TRUE(isError(outcome(), ErrorKind::Protocol, ErrorCode::UnexpectedResponse)) << "it names two tenants";
    named = tenant = u"evil/../x"_s;
    EXPECT_TRUE(isError(outcome(), ErrorKind::Protocol, ErrorCode::UnexpectedResponse));
}

OAuthRequest deviceRequest(const AuthorizationServer& server, const ManualClock& clock) {
    OAuthRequest request = requestTo(server);
    request.line.clock = &clock;
    return request;
}

TEST(OAuthDeviceFlow, asksAsSlowlyAsTheServerWants) {
    AuthorizationServer server;
    AuthorizationServer::Twists twists;
    twists.deviceErrors = {u"authorization_pending"_s, u"slow_down"_s, u"authorization_pending"_s};
    server.setTwists(twists);
    ManualClock clock;
    server.setNowMs(clock.utcNowMs());
    OAuthRequest request = deviceRequest(server, clock);
    QList<qint64> waits;
    request.waitForTests = [&](std::chrono::milliseconds ms, const CancelToken&) {
        waits.append(ms.count());
        clock.advance(ms);
        return WakeUp::Ended::TimedOut;
    };
    QList<DevicePrompt> prompts;
    const auto grant = signInByDevice(request, [&](const DevicePrompt& prompt) { prompts.append(prompt); });
    ASSERT_TRUE(grant) << qPrintable(grant.error().detail);
    EXPECT_EQ(waits, (QList<qint64>{7000, 7000, 12'000, 12'000}));
    ASSERT_EQ(prompts.size(), 1);
    EXPECT_EQ(prompts[0].userCode, u"ABCD-EFGH"_s);
    EXPECT_EQ(prompts[0].verificationUri, QUrl(u"https://example.org/device"_s));
    EXPECT_EQ(grant->address, u"ann@example.org"_s);
}

TEST(OAuthDeviceFlow, eachEndHasItsMeaning) {
    AuthorizationServer server;
    ManualClock clock;
    server.setNowMs(clock.utcNowMs());
    OAuthRequest request = deviceRequest(server, clock);
    request.waitForTests = [&](std::chrono::milliseconds ms, const CancelToken&) {
        clock.advance(ms);
        return WakeUp::Ended::TimedOut;
    };
    const auto outcome = [&](const QList<QString>& errors) {
        AuthorizationServer::Twists twists;
        twists.deviceErrors = errors;
        server.setTwists(twists);
        return signInByDevice(request, [](const DevicePrompt&) {});
    };
    EXPECT_TRUE(isError(outcome({u"access_denied"_s}), ErrorKind::Auth, ErrorCode::SignInDeclined));
    EXPECT_TRUE(isError(outcome({u"expired_token"_s}), ErrorKind::Network, ErrorCode::TimedOut));
    EXPECT_TRUE(isError(outcome({u"invalid_client"_s}), ErrorKind::Auth, ErrorCode::ClientRefused));
    EXPECT_TRUE(outcome({u"temporarily_unavailable"_s})) << "asked again";
    EXPECT_TRUE(isError(outcome(QList<QString>(200, u"authorization_pending"_s)), ErrorKind::Network, ErrorCode::TimedOut)) << "900 seconds";
    request.provider.deviceEndpoint.clear();
    EXPECT_TRUE(isError(outcome({}), ErrorKind::Refused, ErrorCode::Unsupported));
}

TEST(OAuthDeviceFlow, endsAtOnceWhenCancelledWhileItWaits) {
    AuthorizationServer server;
    OAuthRequest request = requestTo(server);
    CancelSource cancel;
    request.cancel = cancel.token();
    const auto result = signInByDevice(request, [&](const DevicePrompt&) { cancel.cancel(); });
    EXPECT_TRUE(isError(result, ErrorKind::Cancelled, ErrorCode::Cancelled));
    EXPECT_EQ(server.tokenRequests(), 0);
}

TEST(OAuthDeviceFlow, aPromptThatCannotBeFollowedIsRefused) {
    AuthorizationServer server;
    for (const QString& uri : {u"javascript:alert(1)"_s, u"http://example.org/"_s, u"file:///etc/passwd"_s, QString()}) {
        AuthorizationServer::Twists twists;
        twists.device = [uri](QJsonObject& o) { o.insert(u"verification_uri"_s, uri); };
        server.setTwists(twists);
        const auto result = signInByDevice(requestTo(server), [](const DevicePrompt&) { ADD_FAILURE(); });
        EXPECT_TRUE(isError(result, ErrorKind::Protocol, ErrorCode::MalformedResponse)) << qPrintable(uri);
    }
}

TEST(OAuthRevocation, tellsTheProvider) {
    AuthorizationServer server;
    const QByteArray token = server.makeRefreshToken();
    OAuthRequest request = requestTo(server);
    EXPECT_TRUE(revoke(request.provider, Secret(token), request.line));
    EXPECT_FALSE(server.isValidRefreshToken(token));
    request.provider.revocationEndpoint = server.url(u"/nowhere"_s);
    EXPECT_FALSE(revoke(request.provider, Secret(token), request.line));
    request.provider.revocationEndpoint.clear();
    EXPECT_EQ(revoke(request.provider, Secret(token), request.line).error().code, ErrorCode::Unsupported);
}

} // namespace
} // namespace tributary::auth::tst_OAuthFlow
