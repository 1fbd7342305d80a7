// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody on the machine, on the line or at another provider wants the grant, or wants us to take theirs (OAU1 to OAU4).
#include "OAuthFixture.h"

#include <QTcpServer>

namespace tributary::auth::tst_OAuthAttacks {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Answer = AuthorizationServer::Answer;
using Twists = AuthorizationServer::Twists;
using tests::rawGet;
using tests::rawSend;

class OAuthAttack : public testing::Test {
  protected:
    /// Still waiting, nobody was asked for a token, and the right answer is taken.
    void expectGoesOn(RunningFlow& flow) {
        EXPECT_FALSE(flow.isOver());
        EXPECT_EQ(m_server.tokenRequests(), 0);
        EXPECT_TRUE(isSuccessPage(flow.comeWithCode(m_server.grant(flow.link))));
        EXPECT_TRUE(flow.result());
        EXPECT_EQ(m_server.tokenRequests(), 1);
    }
    /// A whole sign-in by an honest user while the token endpoint does this.
    Result<Grant> outcome(const Twists& twists) {
        m_server.setTwists(twists);
        return outcome(requestTo(m_server));
    }
    Result<Grant> outcome(const OAuthRequest& request) {
        RunningFlow flow(request);
        EXPECT_TRUE(isSuccessPage(flow.comeWithCode(m_server.grant(flow.link))));
        return flow.result();
    }
    Result<Grant> outcome(const Answer& answer) {
        Twists twists;
        twists.answer = answer;
        return outcome(twists);
    }
    Result<Grant> outcomeOfToken(const std::function<void(QJsonObject&)>& twist) {
        Twists twists;
        twists.token = twist;
        return outcome(twists);
    }
    Result<Grant> outcomeOfIdToken(const std::function<void(QJsonObject&)>& twist) {
        Twists twists;
        twists.idToken = twist;
        return outcome(twists);
    }
    AuthorizationServer m_server;
};

testing::AssertionResult isForeign(const Result<Grant>& result) { return isError(result, ErrorKind::Protocol, ErrorCode::UnexpectedResponse); }
testing::AssertionResult isMalformed(const Result<Grant>& result) { return isError(result, ErrorKind::Protocol, ErrorCode::MalformedResponse); }
testing::AssertionResult isForNow(const Result<Grant>& result) { return isError(result, ErrorKind::TemporaryRefusal, ErrorCode::AuthServerUnavailable); }

// The redirect: state.

TEST_F(OAuthAttack, withoutState) {
    RunningFlow flow(requestTo(m_server));
    EXPECT_TRUE(isFailurePage(flow.come("code=" + m_server.grant(flow.link))));
    expectGoesOn(flow);
}

TEST_F(OAuthAttack, withAnEmptyState) {
    RunningFlow flow(requestTo(m_server));
    EXPECT_TRUE(isFailurePage(flow.come("state=&code=" + m_server.grant(flow.link))));
    EXPECT_TRUE(isFailurePage(flow.come("state&code=x")));
    expectGoesOn(flow);
}

TEST_F(OAuthAttack, withAWrongState) {
    RunningFlow flow(requestTo(m_server));
    QByteArray almost = flow.state;
    almost[0] = almost[0] == 'A' ? 'B' : 'A';
    for (const QByteArray& state : {almost, QByteArray("x"), flow.state.chopped(1), QByteArray(flow.state + 'x'), flow.state.toLower()})
        EXPECT_TRUE(isFailurePage(flow.come("code=injected&state=" + state)));
    expectGoesOn(flow);
}

TEST_F(OAuthAttack, withTheStateOfAnotherFlowThatRunsBeside) {
    RunningFlow other(requestTo(m_server)), flow(requestTo(m_server));
    EXPECT_TRUE(isFailurePage(flow.come("code=" + m_server.grant(other.link) + "&state=" + other.state)));
    expectGoesOn(flow);
    EXPECT_FALSE(other.isOver());
}

TEST_F(OAuthAttack, withTheStateOfAnEarlierFlow) {
    QByteArray earlier;
    {
        RunningFlow flow(requestTo(m_server));
        earlier = flow.state;
    }
    RunningFlow flow(requestTo(m_server));
    EXPECT_TRUE(isFailurePage(flow.come("code=injected&state=" + earlier)));
    expectGoesOn(flow);
}

TEST_F(OAuthAttack, withTheStateTwice) {
    RunningFlow flow(requestTo(m_server));
    EXPECT_TRUE(isFailurePage(flow.come("code=injected&state=" + flow.state + "&state=" + flow.state)));
    EXPECT_TRUE(isFailurePage(flow.come("code=injected&state=x&st%61te=" + flow.state)));
    expectGoesOn(flow);
}

TEST_F(OAuthAttack, anErrorWithoutTheStateEndsNothing) {
    RunningFlow flow(requestTo(m_server));
    EXPECT_TRUE(isFailurePage(flow.come("error=access_denied")));
    EXPECT_TRUE(isFailurePage(flow.come("error=access_denied&state=wrong")));
    expectGoesOn(flow);
}

TEST_F(OAuthAttack, twoHundredGuessesEndNothing) {
    RunningFlow flow(requestTo(m_server));
    for (int i = 0; i < 200; ++i)
        EXPECT_TRUE(isFailurePage(flow.come("code=injected&state=" + QByteArray::number(i))));
    expectGoesOn(flow);
}

// The redirect: code.

TEST_F(OAuthAttack, theSameCallbackTwice) {
    RunningFlow flow(requestTo(m_server));
    const QByteArray code = m_server.grant(flow.link);
    EXPECT_TRUE(isSuccessPage(flow.comeWithCode(code)));
    EXPECT_EQ(flow.comeWithCode(code).status, 0) << "nobody listens any more";
    EXPECT_TRUE(flow.result());
    EXPECT_EQ(m_server.tokenRequests(), 1);
}

TEST_F(OAuthAttack, aSecondTabComesAfterAnError) {
    RunningFlow flow(requestTo(m_server));
    EXPECT_TRUE(isFailurePage(flow.come("error=access_denied&state=" + flow.state)));
    EXPECT_EQ(flow.comeWithCode(m_server.grant(flow.link)).status, 0);
    EXPECT_TRUE(isError(flow.result(), ErrorKind::Auth, ErrorCode::SignInDeclined));
    EXPECT_EQ(m_server.tokenRequests(), 0);
}

TEST_F(OAuthAttack, aCodeThatWasUsedAlready) {
    RunningFlow first(requestTo(m_server));
    const QByteArray code = m_server.grant(first.link);
    (void)first.comeWithCode(code);
    ASSERT_TRUE(first.result());
    RunningFlow flow(requestTo(m_server));
    (void)flow.comeWithCode(code);
    EXPECT_TRUE(isError(flow.result(), ErrorKind::Auth, ErrorCode::SignInAgain));
}

TEST_F(OAuthAttack, aCodeOfAnotherFlowIsInjected) {
    RunningFlow attackers(requestTo(m_server)), flow(requestTo(m_server));
    (void)flow.comeWithCode(m_server.grant(attackers.link, u"mallory@example.org"_s));
    EXPECT_TRUE(isError(flow.result(), ErrorKind::Auth, ErrorCode::SignInAgain)) << "PKCE: the challenge was of another verifier";
}

TEST_F(OAuthAttack, aCodeMadeForAnotherChallengeOrClient) {
    for (const auto& [name, value] : {std::pair(u"code_challenge"_s, u"E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"_s), std::pair(u"client_id"_s, u"other"_s),
                                      std::pair(u"redirect_uri"_s, u"http://localhost:1/"_s)}) {
        RunningFlow flow(requestTo(m_server));
        QUrl link = flow.link;
        QUrlQuery query(link);
        query.removeQueryItem(name);
        query.addQueryItem(name, value);
        link.setQuery(query);
        (void)flow.comeWithCode(m_server.grant(link));
        EXPECT_TRUE(isError(flow.result(), ErrorKind::Auth, ErrorCode::SignInAgain)) << qPrintable(name);
    }
}

TEST_F(OAuthAttack, neitherCodeNorError) {
    for (const char* query : {"", "&code=", "&foo=bar"}) {
        RunningFlow flow(requestTo(m_server));
        EXPECT_TRUE(isFailurePage(flow.come("state=" + flow.state + query)));
        EXPECT_TRUE(isForeign(flow.result())) << query;
    }
    EXPECT_EQ(m_server.tokenRequests(), 0);
}

TEST_F(OAuthAttack, aParameterTwice) {
    for (const char* query : {"&code=a&code=b", "&code=a&code=a", "&error=a&error=a", "&code=a&iss=b&iss=b", "&code=a&x=1&x=2", "&code=a&error=access_denied"}) {
        RunningFlow flow(requestTo(m_server));
        EXPECT_TRUE(isFailurePage(flow.come("state=" + flow.state + query)));
        EXPECT_TRUE(isForeign(flow.result())) << query;
    }
    EXPECT_EQ(m_server.tokenRequests(), 0);
}

TEST_F(OAuthAttack, theIssuerOfAnotherProvider) {
    for (const QByteArray& issuer : {QByteArray("https%3A%2F%2Fevil.example"), QByteArray(m_server.issuer().toUtf8() + '/')}) {
        RunningFlow flow(requestTo(m_server));
        EXPECT_TRUE(isFailurePage(flow.come("code=" + m_server.grant(flow.link) + "&state=" + flow.state + "&iss=" + issuer)));
        EXPECT_TRUE(isForeign(flow.result()));
    }
    EXPECT_EQ(m_server.tokenRequests(), 0) << "the code went nowhere";
}

TEST_F(OAuthAttack, theIssuerIsMissingWhereTheProviderAlwaysSaysIt) {
    OAuthRequest request = requestTo(m_server);
    request.provider.sendsIssuer = true;
    RunningFlow flow(request);
    EXPECT_TRUE(isFailurePage(flow.comeWithCode(m_server.grant(flow.link))));
    EXPECT_TRUE(isForeign(flow.result()));
    RunningFlow right(request);
    EXPECT_TRUE(isSuccessPage(right.come("code=" + m_server.grant(right.link) + "&state=" + right.state + "&iss=" + QUrl::toPercentEncoding(m_server.issuer()))));
    EXPECT_TRUE(right.result());
}

// The redirect: who may come.

TEST_F(OAuthAttack, theRightStateInADishonestRequest) {
    RunningFlow flow(requestTo(m_server));
    const QByteArray target = "/?code=injected&state=" + flow.state;
    const QByteArray port = QByteArray::number(flow.port), host = "Host: localhost:" + port + "\r\n";
    EXPECT_EQ(rawSend(flow.port, "GET " + target + " HTTP/1.1\r\nHost: evil.example:" + port + "\r\n\r\n").status, 400) << "DNS rebinding";
    EXPECT_EQ(rawSend(flow.port, "POST " + target + " HTTP/1.1\r\n" + host + "\r\n").status, 405);
    EXPECT_EQ(rawSend(flow.port, "OPTIONS " + target + " HTTP/1.1\r\n" + host + "\r\n").status, 405);
    EXPECT_EQ(rawSend(flow.port, "HEAD " + target + " HTTP/1.1\r\n" + host + "\r\n").status, 405);
    EXPECT_EQ(rawSend(flow.port, "GET /favicon.ico?code=x&state=" + flow.state + " HTTP/1.1\r\n" + host + "\r\n").status, 404);
    EXPECT_EQ(rawSend(flow.port, "GET " + target + QByteArray(9 << 10, 'x') + " HTTP/1.1\r\n" + host + "\r\n").status, 431);
    EXPECT_EQ(rawSend(flow.port, "GET " + target + " HTTP/3\r\n" + host + "\r\n").status, 400);
    expectGoesOn(flow);
}

TEST_F(OAuthAttack, aSlowOneAndIdleOnesWhileTheRightOneComes) {
    RunningFlow flow(requestTo(m_server));
    std::vector<std::unique_ptr<QTcpSocket>> others;
    for (int i = 0; i < 40; ++i) {
        others.push_back(std::make_unique<QTcpSocket>());
        ASSERT_TRUE(tests::rawConnect(*others.back(), flow.port));
        others.back()->write("G");
        others.back()->flush();
    }
    expectGoesOn(flow);
}

TEST_F(OAuthAttack, theAnswerComesAfterTheUserCancelled) {
    RunningFlow flow(requestTo(m_server));
    const QByteArray code = m_server.grant(flow.link);
    flow.cancel();
    EXPECT_TRUE(isError(flow.result(), ErrorKind::Cancelled, ErrorCode::Cancelled));
    EXPECT_EQ(flow.comeWithCode(code).status, 0);
    EXPECT_EQ(m_server.tokenRequests(), 0);
}

TEST_F(OAuthAttack, theAnswerComesTooLate) {
    OAuthRequest request = requestTo(m_server);
    request.timeout = 50ms;
    RunningFlow flow(request);
    const QByteArray code = m_server.grant(flow.link);
    EXPECT_TRUE(isError(flow.result(), ErrorKind::Network, ErrorCode::TimedOut));
    EXPECT_EQ(flow.comeWithCode(code).status, 0);
    EXPECT_EQ(m_server.tokenRequests(), 0);
}

TEST_F(OAuthAttack, strangersDoNotProlongTheWait) {
    OAuthRequest request = requestTo(m_server);
    request.timeout = 300ms;
    RunningFlow flow(request);
    QElapsedTimer since;
    since.start();
    while (!flow.isOver() && since.elapsed() < 15'000)
        (void)flow.come("state=x");
    EXPECT_TRUE(isError(flow.result(), ErrorKind::Network, ErrorCode::TimedOut));
}

TEST_F(OAuthAttack, aNameWithMarkupStaysText) {
    OAuthRequest request = requestTo(m_server);
    request.page.failureLine = u"<script>alert(1)</script>\"'"_s;
    request.page.lang = u"en\" onload=\"x"_s;
    RunningFlow flow(request);
    const RawReply reply = flow.come("state=<script>&error=%3Cscript%3Ealert(2)");
    EXPECT_FALSE(reply.body.contains("<script"));
    EXPECT_FALSE(reply.body.contains("onload=\"x\""));
    EXPECT_FALSE(reply.body.contains("alert(2)")) << "nothing of the request";
}

// The id_token.

TEST_F(OAuthAttack, anIdTokenOfAnotherIssuer) {
    EXPECT_TRUE(isForeign(outcomeOfIdToken([](QJsonObject& o) { o.insert(u"iss"_s, u"https://evil.example"_s); })));
    EXPECT_TRUE(isForeign(outcomeOfIdToken([](QJsonObject& o) { o.remove(u"iss"_s); })));
}

TEST_F(OAuthAttack, anIdTokenForAnotherAudience) {
    EXPECT_TRUE(isForeign(outcomeOfIdToken([](QJsonObject& o) { o.insert(u"aud"_s, u"client-2"_s); })));
    EXPECT_TRUE(isForeign(outcomeOfIdToken([](QJsonObject& o) { o.remove(u"aud"_s); })));
    EXPECT_TRUE(isForeign(outcomeOfIdToken([](QJsonObject& o) { o.insert(u"aud"_s, QJsonArray{u"client-2"_s}); })));
    EXPECT_TRUE(isForeign(outcomeOfIdToken([](QJsonObject& o) { o.insert(u"aud"_s, QJsonArray{u"client-1"_s, u"client-2"_s}); }))) << "and no azp";
    EXPECT_TRUE(isForeign(outcomeOfIdToken([](QJsonObject& o) { o.insert(u"azp"_s, u"client-2"_s); })));
    EXPECT_TRUE(outcomeOfIdToken([](QJsonObject& o) {
        o.insert(u"aud"_s, QJsonArray{u"client-2"_s, u"client-1"_s});
        o.insert(u"azp"_s, u"client-1"_s);
    }));
}

TEST_F(OAuthAttack, anIdTokenWithAnotherNonce) {
    EXPECT_TRUE(isForeign(outcomeOfIdToken([](QJsonObject& o) { o.insert(u"nonce"_s, u"other"_s); })));
    EXPECT_TRUE(isForeign(outcomeOfIdToken([](QJsonObject& o) { o.remove(u"nonce"_s); })));
}

TEST_F(OAuthAttack, anIdTokenThatHasRunOut) {
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    EXPECT_TRUE(isForeign(outcomeOfIdToken([=](QJsonObject& o) { o.insert(u"exp"_s, now - 700); })));
    EXPECT_TRUE(isForeign(outcomeOfIdToken([](QJsonObject& o) { o.remove(u"exp"_s); })));
    EXPECT_TRUE(outcomeOfIdToken([=](QJsonObject& o) { o.insert(u"exp"_s, now - 300); })) << "ten minutes of skew are borne";
}

TEST_F(OAuthAttack, anIdTokenThatIsNone) {
    for (const QString& bad : {QString(), u"a"_s, u"a.b"_s, u"a.!.c"_s, u"a.e30.c.d"_s, u"a.W10.c"_s, u".."_s})
        EXPECT_TRUE(isMalformed(outcomeOfToken([bad](QJsonObject& o) { o.insert(u"id_token"_s, bad); }))) << qPrintable(bad);
    EXPECT_TRUE(isMalformed(outcomeOfToken([](QJsonObject& o) { o.remove(u"id_token"_s); })));
}

TEST_F(OAuthAttack, theCallbacksIssuerAndTheIdTokensDiffer) {
    OAuthRequest request = requestTo(m_server);
    request.provider.issuer = u"https://login.example/{tenantid}"_s;
    const QByteArray one = "https://login.example/11111111-2222-3333-4444-555555555555";
    Twists twists;
    twists.idToken = [](QJsonObject& o) { o.insert(u"iss"_s, u"https://login.example/99999999-2222-3333-4444-555555555555"_s); };
    m_server.setTwists(twists);
    RunningFlow flow(request);
    (void)flow.come("code=" + m_server.grant(flow.link) + "&state=" + flow.state + "&iss=" + one);
    EXPECT_TRUE(isForeign(flow.result()));
}

TEST_F(OAuthAttack, theUserSignedInAsSomebodyElse) {
    RunningFlow flow(requestTo(m_server));
    (void)flow.comeWithCode(m_server.grant(flow.link, u"mallory@example.org"_s));
    const auto grant = flow.result();
    ASSERT_TRUE(grant);
    EXPECT_EQ(checkIdentity(*grant, u"ann@example.org"_s).error().code, ErrorCode::WrongMailbox);
}

// The token endpoint.

TEST_F(OAuthAttack, theTokenEndpointSendsUsElsewhere) {
    AuthorizationServer other;
    for (const int status : {301, 302, 303, 307, 308}) {
        Answer answer;
        answer.status = status;
        answer.fields = {"Location: " + other.url(u"/token"_s).toEncoded()};
        const auto result = outcome(answer);
        EXPECT_TRUE(isForeign(result)) << status;
    }
    EXPECT_TRUE(other.requests().isEmpty()) << "the code went to nobody else";
}

TEST_F(OAuthAttack, theTokenEndpointSaysNothing) {
    Twists twists;
    twists.answer = Answer{};
    twists.answer->isSilent = true;
    m_server.setTwists(twists);
    OAuthRequest request = requestTo(m_server);
    request.line.answerTimeout = 100ms;
    EXPECT_TRUE(isError(outcome(request), ErrorKind::Network, ErrorCode::TimedOut));
}

TEST_F(OAuthAttack, theUserCancelsWhileTheTokenEndpointSaysNothing) {
    Twists twists;
    twists.answer = Answer{};
    twists.answer->isSilent = true;
    m_server.setTwists(twists);
    RunningFlow flow(requestTo(m_server));
    EXPECT_TRUE(isSuccessPage(flow.comeWithCode(m_server.grant(flow.link))));
    flow.cancel();
    EXPECT_TRUE(isError(flow.result(), ErrorKind::Cancelled, ErrorCode::Cancelled));
}

TEST_F(OAuthAttack, theTokenEndpointIsAWebPage) {
    const Answer page{200, "\n <!DOCTYPE html><html>Sign in to the network</html>", "text/html"};
    EXPECT_TRUE(isForNow(outcome(page)));
    EXPECT_TRUE(isForNow(outcome(Answer{403, "<html>", "text/html"})));
}

TEST_F(OAuthAttack, theTokenEndpointFails) {
    EXPECT_TRUE(isForNow(outcome(Answer{500, "oops"})));
    EXPECT_TRUE(isForNow(outcome(Answer{503, "{\"error\":\"invalid_grant\"}"}))) << "a gateway's word";
    EXPECT_TRUE(isForNow(outcome(Answer{400, "{\"error\":\"temporarily_unavailable\"}"})));
    Answer later{429, "{\"error\":\"invalid_grant\"}"};
    later.fields = {"Retry-After: 17"};
    const auto result = outcome(later);
    EXPECT_TRUE(isError(result, ErrorKind::TemporaryRefusal, ErrorCode::Throttled));
    EXPECT_EQ(result.error().detail, u"17000"_s);
}

TEST_F(OAuthAttack, theTokenEndpointsAnswerIsNoJson) {
    for (const char* body : {"", "{\"access_token\":\"a", "null", "[]", "42", "{}", "access_token=a&token_type=bearer", "{\"expires_in\":NaN,\"access_token\":\"a\"}"})
        EXPECT_TRUE(isMalformed(outcome(Answer{200, body}))) << body;
    EXPECT_TRUE(isMalformed(outcome(Answer{400, "{\"error\":7}"})));
    EXPECT_TRUE(isMalformed(outcome(Answer{404, ""})));
    EXPECT_TRUE(isMalformed(outcome(Answer{200, QByteArray(100'000, '[')})));
}

TEST_F(OAuthAttack, theTokenEndpointsAnswerIsHuge) {
    EXPECT_TRUE(isError(outcome(Answer{200, "{\"a\":\"" + QByteArray(1 << 20, 'x') + "\"}"}), ErrorKind::Protocol, ErrorCode::LimitExceeded));
}

TEST_F(OAuthAttack, aTokenOfAnotherType) {
    EXPECT_TRUE(isForeign(outcomeOfToken([](QJsonObject& o) { o.insert(u"token_type"_s, u"mac"_s); })));
    EXPECT_TRUE(isForeign(outcomeOfToken([](QJsonObject& o) { o.remove(u"token_type"_s); })));
    EXPECT_TRUE(outcomeOfToken([](QJsonObject& o) { o.insert(u"token_type"_s, u"bEARER"_s); }));
}

TEST_F(OAuthAttack, noAccessToken) {
    EXPECT_TRUE(isMalformed(outcomeOfToken([](QJsonObject& o) { o.remove(u"access_token"_s); })));
    EXPECT_TRUE(isMalformed(outcomeOfToken([](QJsonObject& o) { o.insert(u"access_token"_s, 7); })));
    EXPECT_TRUE(isMalformed(outcomeOfToken([](QJsonObject& o) { o.insert(u"access_token"_s, QString()); })));
}

TEST_F(OAuthAttack, noRefreshToken) {
    const auto result = outcomeOfToken([](QJsonObject& o) { o.remove(u"refresh_token"_s); });
    EXPECT_TRUE(isError(result, ErrorKind::Auth, ErrorCode::ClientRefused));
    EXPECT_TRUE(result.error().detail.contains(u"refresh token"_s));
}

TEST_F(OAuthAttack, aTokenThatWouldBreakOutOfALine) {
    for (const QString& bad : {u"a\r\nA1 LOGOUT"_s, u"a\x01" "b"_s, u"a b"_s, u"a\u00E9"_s, u"a\x7f"_s, QString(u"a\0"_s)}) {
        EXPECT_TRUE(isMalformed(outcomeOfToken([bad](QJsonObject& o) { o.insert(u"access_token"_s, bad); }))) << qPrintable(bad);
        EXPECT_TRUE(isMalformed(outcomeOfToken([bad](QJsonObject& o) { o.insert(u"refresh_token"_s, bad); }))) << qPrintable(bad);
    }
}

TEST_F(OAuthAttack, anImpossibleLife) {
    const auto lifeWith = [this](const QJsonValue& expires) {
        const auto grant = outcomeOfToken([expires](QJsonObject& o) { o.insert(u"expires_in"_s, expires); });
        return grant ? grant->expiresAtMs - grant->obtainedAtMs : qint64(-1);
    };
    EXPECT_EQ(lifeWith(-1), -1);
    EXPECT_EQ(lifeWith(u"soon"_s), -1);
    EXPECT_EQ(lifeWith(u"nan"_s), -1);
    EXPECT_EQ(lifeWith(true), -1);
    EXPECT_EQ(lifeWith(1e300), 24 * 3600'000);
    EXPECT_EQ(lifeWith(u"3599"_s), 3599'000);
    EXPECT_EQ(lifeWith(QJsonValue::Null), 3600'000);
    EXPECT_EQ(lifeWith(0), 0);
}

TEST_F(OAuthAttack, aDescriptionThatQuotesTheCode) {
    RunningFlow flow(requestTo(m_server));
    const QByteArray code = m_server.grant(flow.link);
    Twists twists;
    twists.answer = Answer{400, "{\"error\":\"invalid_grant\",\"error_description\":\"The code " + code + " is void\"}"};
    m_server.setTwists(twists);
    const tests::LogCapture log;
    (void)flow.comeWithCode(code);
    const auto result = flow.result();
    ASSERT_TRUE(isError(result, ErrorKind::Auth, ErrorCode::SignInAgain));
    EXPECT_EQ(result.error().serverText, "The code [...] is void");
    expectNoSecretIn(log.text() + result.error().detail + QString::fromUtf8(result.error().serverText), m_server.secrets());
}

TEST_F(OAuthAttack, eachErrorOfTheTokenEndpointHasItsMeaning) {
    for (const char* error : {"invalid_client", "invalid_request", "unauthorized_client", "unsupported_grant_type", "invalid_scope"})
        EXPECT_TRUE(isError(outcome(Answer{401, QByteArray("{\"error\":\"") + error + "\"}"}), ErrorKind::Auth, ErrorCode::ClientRefused)) << error;
    EXPECT_TRUE(isError(outcome(Answer{400, "{\"error\":\"invalid_grant\"}"}), ErrorKind::Auth, ErrorCode::SignInAgain));
    EXPECT_TRUE(isError(outcome(Answer{200, "{\"error\":\"invalid_grant\"}"}), ErrorKind::Auth, ErrorCode::SignInAgain)) << "some say it with 200";
    EXPECT_TRUE(isError(outcome(Answer{400, "{\"error\":\"interaction_required\",\"error_description\":\"AADSTS50076\"}"}), ErrorKind::Auth, ErrorCode::SignInAgain));
}

} // namespace
} // namespace tributary::auth::tst_OAuthAttacks
