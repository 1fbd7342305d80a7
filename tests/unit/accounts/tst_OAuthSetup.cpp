// SPDX-License-Identifier: GPL-3.0-or-later
// Client ids, and where and how a provider is signed in at (S21): what an administrator may write, what the presets make of
// it, and what an authority may say about itself.
#include "accounts/OAuthSetup.h"
#include "support/AuthorizationServer.h"

#include <QFile>

#include <gtest/gtest.h>

namespace tributary::accounts::tst_OAuthSetup {
namespace {

using namespace Qt::Literals::StringLiterals;
using tests::AuthorizationServer;

// --- Client ids

Error faultOf(const QByteArray& json) {
    const auto clients = parseOAuthClients(json, u"OAuthClients"_s);
    return clients ? Error{ErrorKind::Internal, ErrorCode::None, {}, u"no error"_s} : clients.error();
}

TEST(OAuthClients, areReadWhole) {
    const auto clients = parseOAuthClients(R"({"outlook": {"clientId": "00000000-0000-0000-0000-000000000000", "tenant": "common"},
        "gmail": {"clientId": "1-a.apps.googleusercontent.com", "clientSecret": "GOCSPX-x"},
        "office365": {"tenant": "contoso.example", "authority": "https://login.contoso.example:8443/idp", "scopes": ["openid", "a/b:c"]}, "yahoo": {}})",
                                           u"OAuthClients"_s);
    ASSERT_TRUE(clients) << qPrintable(clients.error().detail);
    EXPECT_EQ(clients->size(), 4);
    EXPECT_EQ(clients->value(u"outlook"_s).clientId, u"00000000-0000-0000-0000-000000000000"_s);
    EXPECT_EQ(clients->value(u"outlook"_s).tenant, u"common"_s);
    EXPECT_TRUE(clients->value(u"outlook"_s).clientSecret.reveal().isEmpty());
    EXPECT_EQ(clients->value(u"gmail"_s).clientSecret.reveal(), "GOCSPX-x");
    EXPECT_EQ(clients->value(u"office365"_s).clientId, QString()) << "what is there for the build's client";
    EXPECT_EQ(clients->value(u"office365"_s).authority, u"https://login.contoso.example:8443/idp"_s);
    EXPECT_EQ(clients->value(u"office365"_s).scopes, (QStringList{u"openid"_s, u"a/b:c"_s}));
    EXPECT_TRUE(parseOAuthClients("{}", u"OAuthClients"_s)->isEmpty());
}

TEST(OAuthClients, eachFaultIsToldWithItsPlace) {
    struct Case {
        QByteArray json;
        QString place;
    };
    const QList<Case> cases{
        {"", u"OAuthClients"_s},
        {"{", u"OAuthClients"_s},
        {"[]", u"OAuthClients"_s},
        {R"({"outlook": "id"})", u"OAuthClients.outlook"_s},
        {R"({"outlook": {"clientID": "x"}})", u"OAuthClients.outlook.clientID"_s},
        {R"({"outlook": {"clientId": 7}})", u"OAuthClients.outlook.clientId"_s},
        {R"({"outlook": {"clientId": ""}})", u"OAuthClients.outlook.clientId"_s},
        {R"({"outlook": {"clientId": "a b"}})", u"OAuthClients.outlook.clientId"_s},
        {R"({"outlook": {"clientId": "a\r\nb"}})", u"OAuthClients.outlook.clientId"_s},
        {R"({"outlook": {"clientId": "x", "tenant": "../x"}})", u"OAuthClients.outlook.tenant"_s},
        {R"({"outlook": {"clientId": "x", "tenant": "a?b"}})", u"OAuthClients.outlook.tenant"_s},
        {R"({"outlook": {"clientId": "x", "authority": "login.example"}})", u"OAuthClients.outlook.authority"_s},
        {R"({"outlook": {"clientId": "x", "authority": "http://login.example"}})", u"OAuthClients.outlook.authority"_s},
        {R"({"outlook": {"clientId": "x", "clientSecret": "a b"}})", u"OAuthClients.outlook.clientSecret"_s},
        {R"({"outlook": {"clientId": "x", "scopes": "openid"}})", u"OAuthClients.outlook.scopes"_s},
        {R"({"outlook": {"clientId": "x", "scopes": ["openid", "a b"]}})", u"OAuthClients.outlook.scopes[1]"_s},
        {R"({"outlook": {"clientId": "x", "scopes": [5]}})", u"OAuthClients.outlook.scopes[0]"_s},
    };
    for (const Case& c : cases) {
        const Error error = faultOf(c.json);
        EXPECT_EQ(error.kind, ErrorKind::InvalidInput) << c.json.constData();
        EXPECT_EQ(error.code, ErrorCode::PolicyFaulty) << c.json.constData();
        EXPECT_TRUE(error.detail.startsWith(c.place + u": "_s)) << c.json.constData() << " -> " << qPrintable(error.detail);
    }
    EXPECT_FALSE(faultOf(R"({"gmail": {"clientSecret": "hush hush"}})").detail.contains(u"hush"_s)) << "a faulty secret is one, too";
}

TEST(OAuthClients, anAuthorityIsHttpsAndNothingButAPlace) {
    for (const auto& good : {u"https://login.example"_s, u"https://login.example:8443/idp"_s, u"http://localhost:8080"_s, u"http://127.0.0.1:1"_s, u"https://[::1]:9/"_s})
        EXPECT_TRUE(isAuthority(good)) << qPrintable(good);
    for (const auto& bad : {u""_s, u"login.example"_s, u"https://"_s, u"http://login.example"_s, u"http://localhost.evil.example"_s, u"https://u:p@login.example"_s,
                            u"https://login.example/?a=b"_s, u"https://login.example/#x"_s, u"ftp://login.example"_s, u"file:///etc/passwd"_s, u"javascript:x"_s})
        EXPECT_FALSE(isAuthority(bad)) << qPrintable(bad);
}

TEST(OAuthClients, aSecretIsNeverWritten) {
    const QByteArray whole = R"({"gmail": {"clientId": "id-1", "clientSecret": "hush", "tenant": "t.1", "authority": "https://a.example", "scopes": ["s1", "s2"]}, "yahoo": {}})";
    const QByteArray written = writeOAuthClients(*parseOAuthClients(whole, u"x"_s));
    EXPECT_FALSE(written.contains("hush") || written.contains("clientSecret")) << written.constData();
    const auto again = parseOAuthClients(written, u"x"_s);
    ASSERT_TRUE(again) << "what is written can be read";
    const OAuthClient gmail = again->value(u"gmail"_s);
    EXPECT_EQ(gmail.clientId, u"id-1"_s);
    EXPECT_EQ(gmail.tenant, u"t.1"_s);
    EXPECT_EQ(gmail.authority, u"https://a.example"_s);
    EXPECT_EQ(gmail.scopes, (QStringList{u"s1"_s, u"s2"_s}));
    EXPECT_TRUE(gmail.clientSecret.reveal().isEmpty());
    EXPECT_TRUE(again->contains(u"yahoo"_s));
}

TEST(OAuthClients, whatNamesAClientCountsWholeAndElseFillsUp) {
    const OAuthClient named{u"first"_s, {}, {}, {}, {}};
    const OAuthClient build{u"second"_s, u"common"_s, u"https://b.example"_s, {u"s"_s}, Secret("hush")};
    const OAuthClient whole = mergedClient(named, build);
    EXPECT_EQ(whole.clientId, u"first"_s);
    EXPECT_TRUE(whole.tenant.isEmpty() && whole.authority.isEmpty() && whole.scopes.isEmpty()) << "nothing of another's registration";
    EXPECT_TRUE(whole.clientSecret.reveal().isEmpty()) << "one client's secret never goes with another's id";
    const OAuthClient filled = mergedClient({{}, u"tenant-1"_s, {}, {}, {}}, build);
    EXPECT_EQ(filled.clientId, u"second"_s);
    EXPECT_EQ(filled.tenant, u"tenant-1"_s);
    EXPECT_EQ(filled.authority, u"https://b.example"_s);
    EXPECT_EQ(filled.scopes, QStringList{u"s"_s});
    EXPECT_EQ(filled.clientSecret.reveal(), "hush");
    const OAuthClient moved = mergedClient({{}, {}, u"https://a.example"_s, {u"t"_s}, {}}, build);
    EXPECT_EQ(moved.authority, u"https://a.example"_s);
    EXPECT_EQ(moved.tenant, u"common"_s);
    EXPECT_EQ(moved.scopes, QStringList{u"t"_s});
    EXPECT_TRUE(mergedClient({}, {}).clientId.isEmpty());
}

// --- What the presets make of it

Provider preset(const QString& id) {
    QFile file(QStringLiteral(TRIBUTARY_SOURCE_DIR "/resources/providers.json"));
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    const auto providers = parseProviders(file.readAll(), CandidateSource::Preset, u"providers.json"_s);
    EXPECT_TRUE(providers);
    for (const Provider& provider : providers.value_or(QList<Provider>())) {
        if (provider.id == id)
            return provider;
    }
    ADD_FAILURE() << qPrintable(id);
    return {};
}

OAuthClient clientOf(const QString& id, const QString& tenant = {}) { return {id, tenant, {}, {}, {}}; }

auth::OAuthProvider made(const QString& id, const OAuthClient& client) {
    const auto provider = makeOAuthProvider(preset(id), client);
    EXPECT_TRUE(provider) << qPrintable(id);
    return provider.value_or(auth::OAuthProvider());
}

TEST(OAuthPresets, outlookIsTheCommonTenantUnlessOneIsNamed) {
    const auth::OAuthProvider usual = made(u"outlook"_s, clientOf(u"id-1"_s));
    EXPECT_EQ(usual.authorizationEndpoint, QUrl(u"https://login.microsoftonline.com/common/oauth2/v2.0/authorize"_s));
    EXPECT_EQ(usual.tokenEndpoint, QUrl(u"https://login.microsoftonline.com/common/oauth2/v2.0/token"_s));
    EXPECT_EQ(usual.deviceEndpoint, QUrl(u"https://login.microsoftonline.com/common/oauth2/v2.0/devicecode"_s));
    EXPECT_TRUE(usual.revocationEndpoint.isEmpty());
    EXPECT_EQ(usual.issuer, u"https://login.microsoftonline.com/{tenantid}/v2.0"_s) << "that of who signs in";
    EXPECT_EQ(usual.clientId, u"id-1"_s);
    EXPECT_TRUE(usual.clientSecret.reveal().isEmpty());
    EXPECT_EQ(usual.redirectHost, u"localhost"_s);
    EXPECT_EQ(usual.redirectPath, u"/"_s);
    EXPECT_EQ(usual.refreshDays, 90);
    for (const auto& scope : {u"openid"_s, u"offline_access"_s, u"https://outlook.office.com/IMAP.AccessAsUser.All"_s, u"https://outlook.office.com/SMTP.Send"_s})
        EXPECT_TRUE(usual.scopes.contains(scope)) << qPrintable(scope);
    const auth::OAuthProvider own = made(u"outlook"_s, clientOf(u"id-1"_s, u"1234-ab"_s));
    EXPECT_EQ(own.authorizationEndpoint, QUrl(u"https://login.microsoftonline.com/1234-ab/oauth2/v2.0/authorize"_s));
    EXPECT_EQ(own.tokenEndpoint, QUrl(u"https://login.microsoftonline.com/1234-ab/oauth2/v2.0/token"_s));
    EXPECT_EQ(made(u"office365"_s, clientOf(u"id-1"_s)).tokenEndpoint, QUrl(u"https://login.microsoftonline.com/organizations/oauth2/v2.0/token"_s));
}

TEST(OAuthPresets, anotherAuthorityAndOtherScopesTakeTheUsualOnesPlace) {
    OAuthClient client = clientOf(u"id-1"_s, u"t"_s);
    client.authority = u"https://login.example:8443/"_s;
    client.scopes = QStringList{u"openid"_s, u"mail"_s};
    const auth::OAuthProvider provider = made(u"outlook"_s, client);
    EXPECT_EQ(provider.tokenEndpoint, QUrl(u"https://login.example:8443/t/oauth2/v2.0/token"_s));
    EXPECT_EQ(provider.scopes, client.scopes);
    EXPECT_TRUE(isOwnAuthority(preset(u"outlook"_s), client));
    client.authority = u"https://login.microsoftonline.com/"_s;
    EXPECT_FALSE(isOwnAuthority(preset(u"outlook"_s), client)) << "the same with a slash";
    EXPECT_FALSE(isOwnAuthority(preset(u"outlook"_s), clientOf(u"id-1"_s)));
}

TEST(OAuthPresets, gmailHasASecretThatIsNoneAndAsksForAccessOffline) {
    OAuthClient client = clientOf(u"1-a.apps.googleusercontent.com"_s);
    client.clientSecret = Secret("GOCSPX-x");
    const auth::OAuthProvider gmail = made(u"gmail"_s, client);
    EXPECT_EQ(gmail.clientSecret.reveal(), "GOCSPX-x");
    EXPECT_EQ(gmail.authorizationEndpoint, QUrl(u"https://accounts.google.com/o/oauth2/v2/auth"_s));
    EXPECT_EQ(gmail.tokenEndpoint, QUrl(u"https://oauth2.googleapis.com/token"_s));
    EXPECT_EQ(gmail.revocationEndpoint, QUrl(u"https://oauth2.googleapis.com/revoke"_s));
    EXPECT_EQ(gmail.issuer, u"https://accounts.google.com"_s);
    EXPECT_EQ(gmail.redirectHost, u"127.0.0.1"_s);
    EXPECT_TRUE(gmail.authorizationParameters.contains({u"access_type"_s, u"offline"_s}));
    EXPECT_TRUE(gmail.scopes.contains(u"https://mail.google.com/"_s));
    EXPECT_TRUE(gmail.deviceEndpoint.isEmpty());
}

TEST(OAuthPresets, yahooAndFastmailNameNobodyThemselves) {
    EXPECT_EQ(made(u"yahoo"_s, clientOf(u"id"_s)).tokenEndpoint, QUrl(u"https://api.login.yahoo.com/oauth2/get_token"_s));
    EXPECT_EQ(made(u"fastmail"_s, clientOf(u"id"_s)).authorizationEndpoint, QUrl(u"https://api.fastmail.com/oauth/authorize"_s));
    EXPECT_TRUE(made(u"fastmail"_s, clientOf(u"id"_s)).scopes.contains(u"offline_access"_s));
    for (const auto& id : {u"yahoo"_s, u"fastmail"_s})
        EXPECT_FALSE(preset(id).signIn->provesAddress) << qPrintable(id);
    EXPECT_EQ(preset(u"fastmail"_s).signIn->mechanisms, QStringList{u"OAUTHBEARER"_s});
    EXPECT_EQ(preset(u"outlook"_s).signIn->mechanisms, QStringList{u"XOAUTH2"_s});
}

TEST(OAuthPresets, allGoByHttpsAndComeBackToThisMachineOnly) {
    for (const auto& id : {u"outlook"_s, u"office365"_s, u"gmail"_s, u"yahoo"_s, u"fastmail"_s}) {
        const auth::OAuthProvider provider = made(id, clientOf(u"id"_s));
        for (const QUrl& url : {provider.authorizationEndpoint, provider.tokenEndpoint, provider.deviceEndpoint, provider.revocationEndpoint})
            EXPECT_TRUE(url.isEmpty() || (url.isValid() && url.scheme() == u"https"_s && !url.toString().contains(u'{'))) << qPrintable(id);
        EXPECT_TRUE(provider.redirectHost == u"localhost"_s || provider.redirectHost == u"127.0.0.1"_s) << qPrintable(id);
    }
}

TEST(OAuthPresets, nobodyIsAskedInANameThatNobodyGave) {
    const auto noClient = makeOAuthProvider(preset(u"outlook"_s), {});
    ASSERT_FALSE(noClient);
    EXPECT_EQ(noClient.error(), (Error{ErrorKind::InvalidInput, ErrorCode::FieldMissing, {}, u"client-id"_s}));
    const auto noPages = makeOAuthProvider(preset(u"gmx"_s), clientOf(u"id"_s));
    ASSERT_FALSE(noPages);
    EXPECT_EQ(noPages.error().kind, ErrorKind::InvalidInput);
    EXPECT_EQ(noPages.error().code, ErrorCode::Unsupported);
}

// --- What an authority says about itself

constexpr char kTenantDocument[] = "/tenant-1/v2.0/.well-known/openid-configuration";
constexpr char kAuthorityDocument[] = "/.well-known/openid-configuration";

class Discovered : public ::testing::Test {
  protected:
    [[nodiscard]] OAuthClient client(const QString& tenant = u"tenant-1"_s) const { return {u"id-1"_s, tenant, m_server.issuer() + u'/', {}, {}}; }
    [[nodiscard]] auth::OAuthProvider before() const { return made(u"outlook"_s, client()); }
    [[nodiscard]] Result<auth::OAuthProvider> discover(const QString& tenant = u"tenant-1"_s) const {
        auth::OAuthLine line;
        line.proxy.type = net::ProxyType::None;
        return discoverEndpoints(before(), client(tenant), line, {});
    }
    [[nodiscard]] QByteArray document(const QByteArray& more = {}, const QByteArray& path = "/t") const {
        const QByteArray base = m_server.issuer().toLatin1();
        return "{\"issuer\": \"" + base + "/v2.0\", \"authorization_endpoint\": \"" + base + path + "/authorize\", \"token_endpoint\": \"" + base + path + "/token\"" + more + '}';
    }
    void say(const QHash<QByteArray, AuthorizationServer::Answer>& pages) {
        AuthorizationServer::Twists twists;
        twists.pages = pages;
        m_server.setTwists(twists);
    }
    void say(const QByteArray& body, int status = 200) { say({{kTenantDocument, {status, body}}}); }
    [[nodiscard]] QList<QByteArray> asked() const {
        QList<QByteArray> paths;
        for (const auto& request : m_server.requests())
            paths.append(request.path);
        return paths;
    }
    /// The document is refused, and nobody asks any further.
    void expectMalformed(const QByteArray& body) {
        say(body);
        const auto provider = discover();
        ASSERT_FALSE(provider) << body.constData();
        EXPECT_EQ(provider.error().kind, ErrorKind::Protocol) << body.constData();
        EXPECT_EQ(provider.error().code, ErrorCode::MalformedResponse) << body.constData();
        EXPECT_EQ(asked().constLast(), kTenantDocument);
    }

    AuthorizationServer m_server;
};

TEST_F(Discovered, theTenantIsAskedFirst) {
    const QByteArray base = m_server.issuer().toLatin1();
    say({{kTenantDocument, {200, document(", \"device_authorization_endpoint\": \"" + base + "/t/device\", \"revocation_endpoint\": \"" + base +
                                          "/t/revoke\", \"authorization_response_iss_parameter_supported\": true")}},
         {kAuthorityDocument, {200, document({}, "/wrong")}}});
    const auto provider = discover();
    ASSERT_TRUE(provider) << qPrintable(provider.error().detail);
    EXPECT_EQ(provider->authorizationEndpoint, m_server.url(u"/t/authorize"_s));
    EXPECT_EQ(provider->tokenEndpoint, m_server.url(u"/t/token"_s));
    EXPECT_EQ(provider->deviceEndpoint, m_server.url(u"/t/device"_s));
    EXPECT_EQ(provider->revocationEndpoint, m_server.url(u"/t/revoke"_s));
    EXPECT_EQ(provider->issuer, m_server.issuer() + u"/v2.0"_s);
    EXPECT_TRUE(provider->sendsIssuer);
    EXPECT_EQ(provider->clientId, u"id-1"_s);
    EXPECT_EQ(asked(), QList<QByteArray>{kTenantDocument});
    EXPECT_EQ(m_server.requests().constFirst().method, "GET");
}

TEST_F(Discovered, thenTheAuthority) {
    say({{kAuthorityDocument, {200, document()}}});
    const auto provider = discover();
    ASSERT_TRUE(provider);
    EXPECT_EQ(provider->tokenEndpoint, m_server.url(u"/t/token"_s));
    EXPECT_TRUE(provider->deviceEndpoint.isEmpty()) << "it has none";
    EXPECT_FALSE(provider->sendsIssuer);
    EXPECT_EQ(asked(), (QList<QByteArray>{kTenantDocument, kAuthorityDocument}));
    ASSERT_TRUE(discover({}));
    EXPECT_EQ(asked().size(), 3) << "without a tenant, it alone";
}

TEST_F(Discovered, whereNothingIsSaidAllStays) {
    const auto provider = discover();
    ASSERT_TRUE(provider);
    EXPECT_EQ(provider->authorizationEndpoint, before().authorizationEndpoint);
    EXPECT_EQ(provider->tokenEndpoint, before().tokenEndpoint);
    EXPECT_EQ(provider->issuer, before().issuer);
    EXPECT_EQ(asked().size(), 2);
}

TEST_F(Discovered, nothingElsewhereIsBelieved) {
    const QByteArray base = m_server.issuer().toLatin1(), port = QByteArray::number(m_server.port());
    const QList<QByteArray> places{"https://evil.example", "http://127.0.0.1:1", "http://127.0.0.2:" + port, "https://127.0.0.1:" + port, base + "@evil.example", "javascript:"};
    const QList<QByteArray> names{"issuer", "authorization_endpoint", "token_endpoint", "device_authorization_endpoint", "revocation_endpoint"};
    for (const QByteArray& elsewhere : places) {
        for (const QByteArray& name : names)
            expectMalformed(document(", \"" + name + "\": \"" + elsewhere + "/t\"")); // of two values the last one counts
    }
}

TEST_F(Discovered, anAnswerThatIsNoneIsRefused) {
    for (const QByteArray& body : {QByteArray(), QByteArray("{}"), QByteArray("[]"), QByteArray("{\"issuer\": 7}"), document(", \"token_endpoint\": 7"), document(", \"token_endpoint\": \"\""),
                                   document().chopped(1)})
        expectMalformed(body);
}

TEST_F(Discovered, aPageOfSomebodyElseChangesNothing) {
    say({{kTenantDocument, {200, "<!doctype html><p>Sign in to the hotel", "text/html"}}, {kAuthorityDocument, {200, document()}}});
    const auto page = discover();
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().kind, ErrorKind::Protocol);
    say("down", 500);
    const auto down = discover();
    ASSERT_FALSE(down);
    EXPECT_EQ(down.error().kind, ErrorKind::TemporaryRefusal);
    EXPECT_EQ(down.error().code, ErrorCode::AuthServerUnavailable);
    EXPECT_EQ(asked(), (QList<QByteArray>{kTenantDocument, kTenantDocument})) << "the authority is not asked instead";
}

TEST_F(Discovered, noRedirectIsFollowed) {
    say({{kTenantDocument, {302, {}, "text/plain", {"Location: " + m_server.issuer().toLatin1() + kAuthorityDocument}}}, {kAuthorityDocument, {200, document()}}});
    EXPECT_FALSE(discover());
    EXPECT_EQ(asked(), QList<QByteArray>{kTenantDocument});
}

TEST_F(Discovered, aDocumentWithoutEndIsNotRead) {
    say(document(", \"x\": \"" + QByteArray(300 << 10, 'x') + '"'));
    EXPECT_FALSE(discover());
}

} // namespace
} // namespace tributary::accounts::tst_OAuthSetup
