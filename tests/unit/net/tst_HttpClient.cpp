// SPDX-License-Identifier: GPL-3.0-or-later
// Against a real web server: what is sent, what is refused, and that every limit holds (S1: mail is read safely).
#include "net/HttpClient.h"

#include "NetFixture.h"
#include "support/WebServer.h"

namespace tributary::net::tst_HttpClient {
namespace {

using namespace Qt::Literals::StringLiterals;
using tests::WebServer;

HttpOptions testOptions() {
    HttpOptions options;
    options.loopbackIsPublicForTests = true;
    options.proxy.type = ProxyType::None;
    options.certificates.extraAuthorities = {tests::authorityPem()};
    return options;
}

Result<HttpAnswer> fetchOne(const QUrl& url, const HttpOptions& options = testOptions()) { return fetchHttp({{url, false, {}, {}}}, options).first(); }

ErrorCode codeOf(const Result<HttpAnswer>& answer) { return answer ? ErrorCode::None : answer.error().code; }

class HttpClientTest : public testing::Test {
  protected:
    void SetUp() override {
        m_server = WebServer::start();
        ASSERT_TRUE(m_server);
    }
    std::unique_ptr<WebServer> m_server;
};

TEST_F(HttpClientTest, nothingThatIsSentTellsWhoAsks) {
    QUrl url = m_server->url(u"/picture.png?a=b#fragment"_s);
    url.setUserInfo(u"user:password"_s);
    const auto first = fetchOne(url);
    ASSERT_TRUE(first) << first.error().detail.toStdString();
    EXPECT_EQ(first->status, 200);
    EXPECT_TRUE(first->body.startsWith("\x89PNG"));
    ASSERT_TRUE(fetchOne(url));
    const auto requests = m_server->requests();
    ASSERT_EQ(requests.size(), 2);
    for (const auto& request : requests) {
        EXPECT_EQ(request.path, "/picture.png?a=b");
        for (const QString& name : request.headers.keys())
            EXPECT_TRUE((QStringList{u"host"_s, u"user-agent"_s, u"accept"_s}).contains(name)) << name.toStdString();
        EXPECT_EQ(request.headers.value(u"user-agent"_s), u"Mozilla/5.0"_s);
    }
}

TEST_F(HttpClientTest, thisMachineIsNeverAskedUnlessATestSaysSo) {
    HttpOptions options = testOptions();
    options.loopbackIsPublicForTests = false;
    for (const QUrl& url : {m_server->url(u"/"_s), m_server->url(u"/"_s, u"localhost"_s), m_server->url(u"/"_s, u"[::1]"_s), m_server->url(u"/"_s, u"2130706433"_s),
                            m_server->url(u"/"_s, u"0x7f000001"_s), m_server->url(u"/"_s, u"0177.0.0.1"_s), m_server->url(u"/"_s, u"127.1"_s),
                            m_server->url(u"/"_s, u"[::ffff:127.0.0.1]"_s), m_server->url(u"/"_s, u"0"_s)}) {
        const auto answer = fetchOne(url, options);
        ASSERT_FALSE(answer) << url.toString().toStdString();
        EXPECT_EQ(answer.error().kind, ErrorKind::InvalidInput) << url.toString().toStdString();
    }
    EXPECT_TRUE(m_server->requests().isEmpty());
}

TEST_F(HttpClientTest, aPrivateAddressIsRefusedAlsoWhereATestMayAskLoopback) {
    for (const char* host : {"10.0.0.1", "192.168.1.1", "169.254.169.254", "[fd00::1]", "[fe80::1]"})
        EXPECT_EQ(codeOf(fetchOne(m_server->url(u"/"_s, QString::fromLatin1(host)))), ErrorCode::RefusedByPolicy) << host;
}

TEST_F(HttpClientTest, aNameThatResolvesToThisMachineOrNetworkIsRefused) {
    HttpOptions options = testOptions();
    options.loopbackIsPublicForTests = false;
    const QByteArray port = QByteArray::number(m_server->port());
    for (const char* address : {"127.0.0.1", "[::1]", "10.0.0.1", "169.254.169.254", "[fd00::1]", "[::ffff:127.0.0.1]", "127.0.0.1,10.0.0.1"}) {
        options.resolveForTests = {"public.example.org:" + port + ':' + address};
        EXPECT_EQ(codeOf(fetchOne(m_server->url(u"/"_s, u"public.example.org"_s), options)), ErrorCode::RefusedByPolicy) << address;
    }
    EXPECT_TRUE(m_server->requests().isEmpty());
    options.loopbackIsPublicForTests = true;
    options.resolveForTests = {"public.example.org:" + port + ":127.0.0.1"};
    EXPECT_TRUE(fetchOne(m_server->url(u"/"_s, u"public.example.org"_s), options)) << "the same name, where a test may";
}

TEST_F(HttpClientTest, redirectsAreFollowedThreeTimesAndCheckedLikeTheFirstPlace) {
    const auto via = [this](const QString& to) { return m_server->url(u"/redirect?to="_s + QString::fromLatin1(QUrl::toPercentEncoding(to))).toString(QUrl::FullyEncoded); };
    QString url = m_server->url(u"/picture.png"_s).toString();
    for (int i = 0; i < 3; ++i)
        url = via(url);
    EXPECT_TRUE(fetchOne(QUrl(url)));
    EXPECT_EQ(codeOf(fetchOne(QUrl(via(url)))), ErrorCode::LimitExceeded);
    EXPECT_EQ(codeOf(fetchOne(QUrl(via(u"http://192.168.1.1/x"_s)))), ErrorCode::RefusedByPolicy);
    EXPECT_EQ(codeOf(fetchOne(QUrl(via(u"http://169.254.169.254/latest/meta-data"_s)))), ErrorCode::RefusedByPolicy);
    EXPECT_EQ(codeOf(fetchOne(QUrl(via(u"file:///etc/passwd"_s)))), ErrorCode::BadValue);
    EXPECT_EQ(codeOf(fetchOne(QUrl(via(u"ftp://example.org/x"_s)))), ErrorCode::BadValue);
}

TEST_F(HttpClientTest, otherSchemesAreNotAsked) {
    for (const char* url : {"file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "data:image/png;base64,AA", "javascript:1", "", "http:///x"})
        EXPECT_EQ(codeOf(fetchOne(QUrl(QString::fromLatin1(url)))), ErrorCode::BadValue) << url;
    HttpOptions options = testOptions();
    options.httpsOnly = true;
    EXPECT_EQ(codeOf(fetchOne(m_server->url(u"/"_s), options)), ErrorCode::BadValue);
}

TEST_F(HttpClientTest, anAnswerThatIsTooLargeIsNotTaken) {
    HttpOptions options = testOptions();
    options.maxBytes = 100'000;
    EXPECT_TRUE(fetchOne(m_server->url(u"/large?bytes=90000"_s), options));
    EXPECT_EQ(codeOf(fetchOne(m_server->url(u"/large?bytes=200000"_s), options)), ErrorCode::LimitExceeded);
    EXPECT_EQ(codeOf(fetchOne(m_server->url(u"/large?bytes=200000&nolength"_s), options)), ErrorCode::LimitExceeded);
}

TEST_F(HttpClientTest, allAnswersTogetherAreBounded) {
    HttpOptions options = testOptions();
    options.maxTotalBytes = 250'000;
    options.inFlight = 1;
    QList<HttpRequest> requests(5, HttpRequest{m_server->url(u"/large?bytes=100000"_s), false, {}, {}});
    const auto answers = fetchHttp(requests, options);
    ASSERT_EQ(answers.size(), 5);
    EXPECT_TRUE(answers[0] && answers[1]);
    for (int i = 2; i < 5; ++i)
        EXPECT_EQ(codeOf(answers[i]), ErrorCode::LimitExceeded);
    EXPECT_EQ(m_server->requests().size(), 3);
}

TEST_F(HttpClientTest, aSlowServerIsGivenUp) {
    HttpOptions options = testOptions();
    options.timeout = std::chrono::milliseconds(200);
    EXPECT_EQ(codeOf(fetchOne(m_server->url(u"/slow?ms=3000"_s), options)), ErrorCode::TimedOut);
    options.timeout = std::chrono::seconds(10);
    options.totalTimeout = std::chrono::milliseconds(300);
    const auto answers = fetchHttp({{m_server->url(u"/picture.png"_s), false, {}, {}}, {m_server->url(u"/slow?ms=3000"_s), false, {}, {}}}, options);
    EXPECT_TRUE(answers[0]);
    EXPECT_EQ(codeOf(answers[1]), ErrorCode::TimedOut);
}

TEST_F(HttpClientTest, manyAreAskedSideBySideAndAnsweredInOrder) {
    QList<HttpRequest> requests;
    for (int i = 0; i < 30; ++i)
        requests.append({m_server->url(i % 3 == 1 ? u"/status?code=404"_s : u"/slow?ms=20"_s), false, {}, {}});
    const auto answers = fetchHttp(requests, testOptions());
    for (int i = 0; i < 30; ++i)
        EXPECT_EQ(answers[i].has_value(), i % 3 != 1) << i;
    EXPECT_EQ(answers[1].error().serverText, "HTTP 404");
    EXPECT_EQ(answers[1].error().kind, ErrorKind::Refused);
}

TEST_F(HttpClientTest, aPostIsSentAsItIsAndIsNotTurnedIntoAGet) {
    HttpRequest request{m_server->url(u"/out"_s), true, "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded"};
    ASSERT_TRUE(fetchHttp({request}, testOptions()).first());
    const auto sent = m_server->requests().first();
    EXPECT_EQ(sent.method, "POST");
    EXPECT_EQ(sent.body, "List-Unsubscribe=One-Click");
    EXPECT_EQ(sent.headers.value(u"content-type"_s), u"application/x-www-form-urlencoded"_s);
    EXPECT_FALSE(sent.headers.contains(u"cookie"_s));
    request.url = m_server->url(u"/redirect?code=302&to=/out"_s);
    EXPECT_EQ(codeOf(fetchHttp({request}, testOptions()).first()), ErrorCode::ServerRefused);
    request.url = m_server->url(u"/redirect?code=307&to=/again"_s);
    ASSERT_TRUE(fetchHttp({request}, testOptions()).first());
    EXPECT_EQ(m_server->requests().last().method, "POST");
    EXPECT_EQ(m_server->requests().last().body, "List-Unsubscribe=One-Click");
}

TEST_F(HttpClientTest, whereNoRedirectMayBeOneIsSaidAndNothingGoesElsewhere) {
    HttpOptions options = testOptions();
    options.redirects = 0;
    options.errorAnswers = true;
    for (const int code : {301, 302, 303, 307, 308}) {
        for (const bool isPost : {false, true}) {
            const HttpRequest request{m_server->url(u"/redirect?code=%1&to=/out"_s.arg(code)), isPost, "a=b", "application/x-www-form-urlencoded"};
            const auto answer = fetchHttp({request}, options).first();
            EXPECT_EQ(codeOf(answer), ErrorCode::UnexpectedResponse) << code;
            EXPECT_TRUE(answer.error().detail.contains(u"redirect"_s));
        }
    }
    EXPECT_EQ(m_server->requests().size(), 10);
}

TEST_F(HttpClientTest, anErrorsBodyIsReadWhereItIsAskedForAndTheTypeIsNamed) {
    HttpOptions options = testOptions();
    options.errorAnswers = true;
    options.holdsSecrets = true;
    HttpRequest request{m_server->url(u"/status?code=404"_s), true, "a=b", "application/x-www-form-urlencoded", "application/json"};
    const auto answer = fetchHttp({request}, options).first();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 404);
    EXPECT_EQ(m_server->requests().last().headers.value(u"accept"_s), u"application/json"_s);
    EXPECT_EQ(m_server->requests().last().body, "a=b");
}

TEST_F(HttpClientTest, theMachineItselfIsAskedWhereSomebodyTrustedNamedIt) {
    HttpOptions options = testOptions();
    options.loopbackIsPublicForTests = false;
    options.anyAddress = true;
    EXPECT_TRUE(fetchOne(m_server->url(u"/picture.png"_s, u"localhost"_s), options));
}

TEST_F(HttpClientTest, cancellingEndsItAtOnce) {
    CancelSoon cancel;
    HttpOptions options = testOptions();
    options.cancel = cancel.token();
    cancel.start();
    const auto answer = fetchOne(m_server->url(u"/slow?ms=5000"_s), options);
    EXPECT_LT(cancel.msSince(), kAtOnceMs);
    EXPECT_EQ(codeOf(answer), ErrorCode::Cancelled);
}

TEST(HttpsClient, certificatesAreVerifiedAndSaidWhy) {
    const auto codeFor = [](const tests::CertificateOptions& certificate, const HttpOptions& options = testOptions()) {
        const auto server = WebServer::start(tests::makeCertificate(certificate));
        return server ? codeOf(fetchOne(server->url(u"/picture.png"_s), options)) : ErrorCode::Bug;
    };
    EXPECT_EQ(codeFor({}), ErrorCode::None);
    HttpOptions strict = testOptions();
    strict.httpsOnly = true;
    EXPECT_EQ(codeFor({}, strict), ErrorCode::None);
    HttpOptions unknowing = testOptions();
    unknowing.certificates.extraAuthorities.clear();
    EXPECT_EQ(codeFor({}, unknowing), ErrorCode::CertificateUnknownAuthority);
    tests::CertificateOptions other;
    other.names = {u"DNS:elsewhere.example"_s};
    EXPECT_EQ(codeFor(other), ErrorCode::CertificateWrongHost);
    tests::CertificateOptions expired;
    expired.fromDays = -30;
    expired.toDays = -1;
    EXPECT_EQ(codeFor(expired), ErrorCode::CertificateExpired);
    tests::CertificateOptions selfSigned;
    selfSigned.signer = tests::CertificateOptions::Signer::Itself;
    EXPECT_EQ(codeFor(selfSigned), ErrorCode::CertificateSelfSigned);
}

TEST(HttpClient, aPortWhereNobodyListensAndANameThatIsNotThere) {
    quint16 port = 0;
    {
        const auto server = WebServer::start();
        ASSERT_TRUE(server);
        port = server->port();
    }
    EXPECT_EQ(codeOf(fetchOne(QUrl(u"http://127.0.0.1:%1/"_s.arg(port)))), ErrorCode::ConnectionRefused);
}

} // namespace
} // namespace tributary::net::tst_HttpClient
