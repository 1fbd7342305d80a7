// SPDX-License-Identifier: GPL-3.0-or-later
// The clientConfig files of strangers (S9): what is taken from a good one, and that a hostile one gives nothing.
#include "accounts/discovery/AutoconfigXml.h"
#include "accounts/discovery/Candidates.h"

#include <gtest/gtest.h>

namespace tributary::accounts::tst_ClientConfig {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace discovery;
using model::Protocol;
using model::Security;

QByteArray server(const char* kind, const char* type, const char* host, const char* port, const char* socket, const char* more = "") {
    return QByteArray("<") + kind + " type=\"" + type + "\"><hostname>" + host + "</hostname><port>" + port + "</port><socketType>" + socket
        + "</socketType><username>%EMAILADDRESS%</username><authentication>password-cleartext</authentication>" + more + "</" + kind + ">";
}

QByteArray document(const QByteArray& inside, const QByteArray& before = {}) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + before + "<clientConfig version=\"1.1\"><emailProvider id=\"example.org\">" + inside
        + "</emailProvider></clientConfig>";
}

QByteArray good() {
    return document("<domain>Example.ORG</domain><domain>例え.jp</domain><displayName> Example Mail </displayName>"
                    + server("incomingServer", "imap", "imap.example.org", "143", "plain") + server("incomingServer", "imap", "imap.example.org", " 993 ", "SSL")
                    + server("incomingServer", "pop3", "pop.%EMAILDOMAIN%", "995", "SSL") + server("incomingServer", "exchange", "x.example.org", "443", "SSL")
                    + server("outgoingServer", "smtp", "smtp.example.org", "587", "STARTTLS", "<restriction>clientIPAddress</restriction>")
                    + "<documentation url=\"https://example.org/help\"><descr lang=\"en\">Help</descr></documentation>"
                      "<enable visiturl=\"https://example.org/enable\"><instruction>Switch it on</instruction></enable>");
}

ErrorCode codeOf(const QByteArray& xml) {
    const auto config = parseClientConfig(xml);
    return config ? ErrorCode::None : config.error().code;
}

TEST(ClientConfig, aGoodFileIsReadWhole) { // S9
    const auto config = parseClientConfig(good());
    ASSERT_TRUE(config) << qPrintable(config.error().detail);
    EXPECT_EQ(config->id, u"example.org"_s);
    EXPECT_EQ(config->displayName, u"Example Mail"_s);
    EXPECT_EQ(config->domains, (QStringList{u"example.org"_s, u"xn--r8jz45g.jp"_s}));
    EXPECT_EQ(config->helpUrl, u"https://example.org/enable"_s) << "what must be done goes before what can be read";
    EXPECT_TRUE(config->mustBeEnabled);
    ASSERT_EQ(config->incoming.size(), 2) << "neither in the clear nor of another protocol";
    EXPECT_EQ(config->incoming[0].settings, (model::ServerSettings{u"imap.example.org"_s, 993, Security::Tls, u"%EMAILADDRESS%"_s}));
    EXPECT_EQ(config->incoming[1].protocol, Protocol::Pop3);
    ASSERT_EQ(config->outgoing.size(), 1);
    EXPECT_EQ(config->outgoing[0].settings.security, Security::StartTls);
    EXPECT_TRUE(config->incoming[0].password);
    EXPECT_FALSE(config->incoming[0].oauth);
}

TEST(ClientConfig, theOrderOfTheFileIsThatOfPreference) { // S9, S12
    const QByteArray xml = document(server("incomingServer", "pop3", "pop.example.org", "995", "SSL") + server("incomingServer", "imap", "odd.example.org", "10993", "SSL")
                                    + server("incomingServer", "imap", "first.example.org", "143", "STARTTLS")
                                    + server("incomingServer", "imap", "second.example.org", "993", "SSL") + server("outgoingServer", "smtp", "smtp.example.org", "465", "SSL"));
    const auto config = parseClientConfig(xml);
    ASSERT_TRUE(config);
    const auto candidates = candidatesOf(*config, u"ann+x@example.org"_s, Rank::ProviderFile, u"https://x/"_s, {});
    ASSERT_EQ(candidates.size(), 2);
    EXPECT_EQ(candidates[0].protocol, Protocol::Pop3);
    EXPECT_EQ(candidates[1].incoming.host, u"first.example.org"_s) << "an odd port only where there is no other";
    EXPECT_EQ(candidates[1].incoming.user, u"ann+x@example.org"_s);
    EXPECT_EQ(candidates[1].outgoing.host, u"smtp.example.org"_s);
    EXPECT_TRUE(candidates[0].verified);
    EXPECT_FALSE(candidatesOf(*config, u"ann@example.org"_s, Rank::ProviderHttp, {}, {}).first().verified);
    EXPECT_FALSE(candidatesOf(*config, u"ann@example.org"_s, Rank::MxFile, {}, {}).first().verified);
}

TEST(ClientConfig, aServerOfOurTableBringsWhatIsKnownOfIt) { // S9, S35
    Provider known;
    known.id = u"big"_s;
    known.name = u"Big Mail"_s;
    known.oauth = true;
    known.note = u"app-password"_s;
    known.incoming.host = u"imap.example.org"_s;
    const auto config = parseClientConfig(good());
    ASSERT_TRUE(config);
    const auto candidates = candidatesOf(*config, u"ann@corp.example"_s, Rank::Ispdb, {}, {known});
    ASSERT_EQ(candidates.size(), 2);
    EXPECT_EQ(candidates[0].providerId, u"big"_s);
    EXPECT_TRUE(candidates[0].oauth);
    EXPECT_EQ(candidates[0].note, u"app-password"_s);
    EXPECT_EQ(candidates[1].providerId, u"other"_s);
    EXPECT_EQ(candidates[1].incoming.host, u"pop.corp.example"_s);
    EXPECT_EQ(candidates[1].note, u"enable-access"_s);
}

TEST(ClientConfig, whatTakesTokensAloneIsNotOfferedAPassword) { // S22, S35
    const QByteArray xml = document(server("incomingServer", "imap", "imap.example.org", "993", "SSL").replace("password-cleartext", "OAuth2"));
    const auto config = parseClientConfig(xml);
    ASSERT_TRUE(config);
    EXPECT_EQ(candidatesOf(*config, u"ann@example.org"_s, Rank::Ispdb, {}, {}).value(0).note, u"sign-in-page"_s);
}

TEST(ClientConfig, dtdsAndEntitiesAreRefused) { // hostile autoconfig: nothing of it is expanded, and nothing is fetched
    const QByteArray laughs = "<!DOCTYPE lolz [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">"
                              "<!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">]>";
    EXPECT_EQ(codeOf(document("<displayName>&d;</displayName>", laughs)), ErrorCode::MalformedResponse);
    EXPECT_EQ(codeOf(document("<displayName>x</displayName>", "<!DOCTYPE clientConfig>")), ErrorCode::MalformedResponse);
    EXPECT_EQ(codeOf(document("<displayName>&x;</displayName>", "<!DOCTYPE c [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>")), ErrorCode::MalformedResponse);
    EXPECT_EQ(codeOf(document("<displayName>&undeclared;</displayName>")), ErrorCode::MalformedResponse);
    const auto plain = parseClientConfig(document("<displayName>A &amp; B &#233;</displayName>"));
    ASSERT_TRUE(plain) << "those of XML itself are no harm";
    EXPECT_EQ(plain->displayName, u"A & B é"_s);
}

TEST(ClientConfig, sizeDepthAndNumbersAreBounded) {
    EXPECT_EQ(codeOf(document("<displayName>" + QByteArray(1 << 20, 'x') + "</displayName>")), ErrorCode::LimitExceeded);
    EXPECT_EQ(codeOf(document(QByteArray("<a>").repeated(1000) + QByteArray("</a>").repeated(1000))), ErrorCode::LimitExceeded);
    EXPECT_EQ(codeOf(document(QByteArray("<a/>").repeated(6000))), ErrorCode::LimitExceeded);
    const auto many = parseClientConfig(document(server("incomingServer", "imap", "imap.example.org", "993", "SSL").repeated(100)));
    ASSERT_TRUE(many);
    EXPECT_LE(many->incoming.size(), 32);
    const auto longText = parseClientConfig(document("<displayName>" + QByteArray(2000, 'x') + "</displayName>"));
    ASSERT_TRUE(longText);
    EXPECT_EQ(longText->displayName, QString());
}

TEST(ClientConfig, anotherDocumentIsNone) {
    for (const char* xml : {"", "not xml", "<html><body>404</body></html>", "<clientConfig/>", "<clientConfig><emailProvider>", "<a><clientConfig><emailProvider/></clientConfig></a>",
                            "\xFF\xFE\xFF\xFF", "{\"json\": true}"})
        EXPECT_EQ(codeOf(xml), ErrorCode::MalformedResponse) << xml;
}

TEST(ClientConfig, aPortThatIsNoneLeavesTheServerOut) { // S12
    for (const char* port : {"", "abc", "0", "-1", "65536", "99999999999", "993x", "9 93", "0x3e1"}) {
        const auto config = parseClientConfig(document(server("incomingServer", "imap", "imap.example.org", port, "SSL")));
        ASSERT_TRUE(config) << port;
        EXPECT_TRUE(config->incoming.isEmpty()) << port;
    }
}

TEST(ClientConfig, whatIsNotEncryptedIsNeverOffered) { // S13
    for (const char* socket : {"plain", "PLAIN", "", "none", "ssl ish"}) {
        const auto config = parseClientConfig(document(server("incomingServer", "imap", "imap.example.org", "143", socket) + server("outgoingServer", "smtp", "smtp.example.org", "25", socket)));
        ASSERT_TRUE(config) << socket;
        EXPECT_TRUE(config->incoming.isEmpty()) << socket;
        EXPECT_TRUE(config->outgoing.isEmpty()) << socket;
    }
}

TEST(ClientConfig, serversInsideThisMachineOrNetworkAreNotTakenFromStrangers) { // hostile autoconfig
    for (const char* host : {"127.0.0.1", "localhost", "192.168.1.1", "10.0.0.1", "[::1]", "mail.local", "intranet", "2130706433", "a b.example.org", "-x.example.org",
                             "example.org/path", "%MXHOST%", "user@example.org", ""}) {
        const auto config = parseClientConfig(document(server("incomingServer", "imap", host, "993", "SSL")));
        ASSERT_TRUE(config) << host;
        EXPECT_TRUE(candidatesOf(*config, u"ann@example.org"_s, Rank::ProviderFile, {}, {}).isEmpty()) << host;
    }
    const auto config = parseClientConfig(document("<domain>corp.local</domain>" + server("incomingServer", "imap", "mail.corp.local", "993", "SSL")));
    ASSERT_TRUE(config);
    const auto local = providerOf(*config, u"/etc/x.xml"_s);
    ASSERT_TRUE(local) << "an administrator's file may name them";
    EXPECT_EQ(local->incoming.host, u"mail.corp.local"_s);
}

TEST(ClientConfig, onlyPagesByHttpsAreHelp) {
    const auto config = parseClientConfig(document("<documentation url=\"javascript:alert(1)\"/><documentation url=\"http://example.org/\"/>"
                                                   "<documentation url=\"https://a:b@example.org/\"/><documentation url=\"https://example.org/ok\"/>"));
    ASSERT_TRUE(config);
    EXPECT_EQ(config->helpUrl, u"https://example.org/ok"_s);
}

} // namespace
} // namespace tributary::accounts::tst_ClientConfig
