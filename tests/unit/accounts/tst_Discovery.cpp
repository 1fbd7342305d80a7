// SPDX-License-Identifier: GPL-3.0-or-later
// Servers for an address that this machine knows (S9): our table, and its files.
#include "accounts/Discovery.h"

#include "accounts/discovery/Names.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QUrl>

#include <gtest/gtest.h>

namespace tributary::accounts::tst_Discovery {
namespace {

using namespace Qt::Literals::StringLiterals;
using model::Security;

QList<Provider> presets() {
    QFile file(QStringLiteral(TRIBUTARY_SOURCE_DIR "/resources/providers.json"));
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    auto providers = parseProviders(file.readAll(), CandidateSource::Preset, u"providers.json"_s);
    EXPECT_TRUE(providers) << qPrintable(providers ? QString() : providers.error().detail);
    return providers.value_or(QList<Provider>());
}

QList<ServerCandidate> candidatesFor(const QString& address, const QList<Provider>& providers) {
    auto candidates = knownServers(address, providers);
    EXPECT_TRUE(candidates);
    return candidates.value_or(QList<ServerCandidate>());
}

void expectServer(const model::ServerSettings& server, model::Protocol protocol, const char* id) {
    EXPECT_TRUE(checkPort(protocol, server.port, false)) << id;
    const quint16 tls = protocol == model::Protocol::Imap ? 993 : protocol == model::Protocol::Pop3 ? 995 : 465;
    EXPECT_EQ(server.security, server.port == tls ? Security::Tls : Security::StartTls) << id;
    const bool isName = discovery::mayBeServer(server.host) || server.host == u"%EMAILDOMAIN%"_s || server.host == u"%MXHOST%"_s;
    EXPECT_TRUE(isName) << id << ' ' << qPrintable(server.host);
}

/// The words that docs/discovery.md explains.
QSet<QString> noteWords() {
    QFile file(QStringLiteral(TRIBUTARY_SOURCE_DIR "/docs/discovery.md"));
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    QSet<QString> words;
    static const QRegularExpression row(u"^\\| `([a-z-]+)` \\|"_s, QRegularExpression::MultilineOption);
    for (auto it = row.globalMatch(QString::fromUtf8(file.readAll())); it.hasNext();)
        words.insert(it.next().captured(1));
    return words;
}

TEST(Presets, standByTheRulesThatUsersMust) { // S9, S12, S13
    const QList<Provider> providers = presets();
    EXPECT_GE(providers.size(), 60);
    const QSet<QString> known = noteWords();
    EXPECT_TRUE(known.contains(u"app-password"_s));
    QSet<QString> ids, domains;
    for (const Provider& provider : providers) {
        const char* id = qPrintable(provider.id);
        EXPECT_FALSE(ids.contains(provider.id)) << id;
        ids.insert(provider.id);
        EXPECT_FALSE(provider.name.isEmpty()) << id;
        EXPECT_FALSE(provider.incoming.host.isEmpty() && provider.pop3.host.isEmpty()) << id;
        if (!provider.incoming.host.isEmpty())
            expectServer(provider.incoming, model::Protocol::Imap, id);
        if (!provider.pop3.host.isEmpty())
            expectServer(provider.pop3, model::Protocol::Pop3, id);
        expectServer(provider.outgoing, model::Protocol::Smtp, id);
        EXPECT_EQ(QUrl(provider.helpUrl, QUrl::StrictMode).scheme(), u"https"_s) << id << ' ' << qPrintable(provider.helpUrl);
        for (const QString& word : provider.note.split(u' ', Qt::SkipEmptyParts))
            EXPECT_TRUE(known.contains(word)) << id << ' ' << qPrintable(word);
        EXPECT_FALSE(provider.domains.isEmpty() && provider.mx.isEmpty()) << id << ": nothing leads to it";
        for (const QString& domain : provider.domains) {
            EXPECT_EQ(domain, discovery::asciiDomain(domain)) << id;
            EXPECT_FALSE(domain.isEmpty()) << id;
            EXPECT_FALSE(domains.contains(domain)) << qPrintable(domain) << " twice";
            domains.insert(domain);
        }
    }
    for (const auto& id : {u"outlook"_s, u"office365"_s, u"zoho"_s, u"gmail"_s, u"yahoo-japan"_s, u"docomo"_s, u"au"_s, u"nifty"_s, u"ocn"_s, u"biglobe"_s, u"iijmio"_s})
        EXPECT_TRUE(ids.contains(id)) << qPrintable(id);
}

TEST(Presets, outlookGoesToOAuth) { // S9, S1
    const auto candidates = candidatesFor(u"Ann@Outlook.COM"_s, presets());
    ASSERT_EQ(candidates.size(), 2) << "by IMAP and by POP3";
    EXPECT_EQ(candidates[0].providerId, u"outlook"_s);
    EXPECT_EQ(candidates[0].source, CandidateSource::Preset);
    EXPECT_EQ(candidates[0].protocol, model::Protocol::Imap);
    EXPECT_EQ(candidates[1].protocol, model::Protocol::Pop3);
    EXPECT_EQ(candidates[1].incoming.port, 995);
    EXPECT_EQ(candidates[1].outgoing, candidates[0].outgoing);
    EXPECT_TRUE(candidates[0].oauth);
    EXPECT_TRUE(candidates[0].verified);
    EXPECT_EQ(candidates[0].incoming,
              (model::ServerSettings{u"outlook.office365.com"_s, 993, Security::Tls, u"Ann@Outlook.COM"_s}));
    EXPECT_FALSE(candidatesFor(u"ann@gmail.com"_s, presets()).first().oauth);
}

TEST(Presets, theUserNameIsWhatTheProviderWants) { // S16
    const auto candidate = candidatesFor(u"taro@yahoo.co.jp"_s, presets()).first();
    EXPECT_EQ(candidate.incoming.user, u"taro"_s);
    EXPECT_EQ(candidate.outgoing.user, u"taro"_s);
    EXPECT_EQ(candidatesFor(u"ann@zoho.com"_s, presets()).first().incoming.user, u"ann@zoho.com"_s);
    EXPECT_EQ(candidatesFor(u"taro@docomo.ne.jp"_s, presets()).first().incoming.user, QString()) << "an ID that only the user knows";
    const auto onlyPop = candidatesFor(u"taro@iijmio-mail.jp"_s, presets());
    ASSERT_EQ(onlyPop.size(), 1);
    EXPECT_EQ(onlyPop[0].protocol, model::Protocol::Pop3);
    EXPECT_EQ(onlyPop[0].incoming.user, u"taro.iijmio-mail.jp"_s);
}

TEST(Presets, anAddressWithAPlusIsTakenAsItIs) { // S9
    const auto candidate = candidatesFor(u"ann+news@gmail.com"_s, presets()).first();
    EXPECT_EQ(candidate.incoming.user, u"ann+news@gmail.com"_s);
    EXPECT_EQ(candidate.providerId, u"gmail"_s);
}

TEST(KnownServers, aStarStandsForWhatIsBelowADomain) { // S9
    const auto candidate = candidatesFor(u"ann@shop.sakura.ne.jp"_s, presets()).first();
    EXPECT_EQ(candidate.providerId, u"sakura"_s);
    EXPECT_EQ(candidate.incoming.host, u"shop.sakura.ne.jp"_s);
    EXPECT_EQ(candidatesFor(u"ann@ocn.ne.jp"_s, presets()).first().providerId, u"ocn"_s);
    EXPECT_EQ(candidatesFor(u"ann@abc.ocn.ne.jp"_s, presets()).first().providerId, u"ocn"_s);
    EXPECT_TRUE(candidatesFor(u"ann@xocn.ne.jp"_s, presets()).isEmpty());
    EXPECT_TRUE(candidatesFor(u"ann@sub.gmail.com"_s, presets()).isEmpty()) << "a domain is not what is below it";
}

TEST(KnownServers, aLocalFileGoesBeforeThePresets) { // S6, S9
    const QByteArray json = R"([{"id": "ours", "name": "Ours", "domains": ["GMAIL.com", "例え.jp"], "note": "ask-administrator",
        "help": "https://corp.example/mail", "imap": {"host": "imap.%EMAILDOMAIN%", "port": 143, "security": "starttls", "user": "CORP\\%EMAILLOCALPART%"},
        "smtp": {"host": "smtp.corp.example", "port": 587, "security": "starttls"}}])";
    const auto local = parseProviders(json, CandidateSource::Local, u"local.json"_s);
    ASSERT_TRUE(local);
    const auto candidates = candidatesFor(u"ann@gmail.com"_s, presets() + *local);
    ASSERT_EQ(candidates.size(), 3);
    EXPECT_EQ(candidates[0].source, CandidateSource::Local);
    EXPECT_EQ(candidates[0].origin, u"local.json"_s);
    EXPECT_EQ(candidates[0].helpUrl, u"https://corp.example/mail"_s);
    EXPECT_EQ(candidates[0].incoming, (model::ServerSettings{u"imap.gmail.com"_s, 143, Security::StartTls, u"CORP\\ann"_s}));
    EXPECT_EQ(candidates[0].outgoing.user, u"ann@gmail.com"_s);
    EXPECT_EQ(candidates[1].providerId, u"gmail"_s);
    const auto idn = candidatesFor(u"ann@例え.jp"_s, *local);
    ASSERT_EQ(idn.size(), 1) << "a domain in letters of any script (RFC 5890)";
    EXPECT_EQ(idn[0].incoming.host, u"imap.xn--r8jz45g.jp"_s);
    EXPECT_EQ(idn[0].outgoing.user, u"ann@例え.jp"_s);
}

TEST(KnownServers, onlyAnAddressHasServers) { // S9
    for (const auto& text : {u""_s, u"ann"_s, u"ann@"_s, u"a b@x.example"_s, u"ann@localhost"_s, u"ann@[127.0.0.1]"_s, u"ann@10.0.0.1"_s, u"ann@-.example"_s}) {
        const auto candidates = knownServers(text, {});
        ASSERT_FALSE(candidates) << qPrintable(text);
        EXPECT_EQ(candidates.error(), (Error{ErrorKind::InvalidInput, ErrorCode::NotAnAddress, {}, text}));
    }
}

TEST(ParseProviders, aFaultIsNamedByItsPlace) {
    const auto expectFaulty = [](const QByteArray& json, const QString& place) {
        const auto providers = parseProviders(json, CandidateSource::Local, u"f.json"_s);
        ASSERT_FALSE(providers) << json.constData();
        EXPECT_EQ(providers.error(), (Error{ErrorKind::InvalidInput, ErrorCode::BadValue, {}, place}))
            << qPrintable(providers.error().detail);
    };
    const QByteArray smtp = R"("smtp": {"host": "s", "port": 465, "security": "tls"})";
    const QByteArray good =
        R"({"id": "a", "domains": [], "imap": {"host": "i", "port": 993, "security": "tls"}, )" + smtp + '}';
    EXPECT_TRUE(parseProviders('[' + good + ']', CandidateSource::Local, u"f.json"_s));
    for (const char* json : {"", "{}", "[", "null", "\xFF"})
        expectFaulty(json, u"f.json"_s);
    expectFaulty("[1]", u"f.json[0].imap"_s);
    expectFaulty('[' + good + R"(,{"id": "b", "domains": [], )" + smtp + "}]", u"f.json[1].imap"_s);
    for (const char* imap :
         {R"({"host": "", "port": 993, "security": "tls"})", R"({"host": "i", "port": "993", "security": "tls"})",
          R"({"host": "i", "port": 70000, "security": "tls"})", R"({"host": "i", "port": 0, "security": "tls"})",
          R"({"host": "i", "port": -1, "security": "tls"})", R"({"host": "i", "port": 993, "security": "ssl"})",
          R"({"host": "i", "security": "tls"})", "[]", "7"})
        expectFaulty(R"([{"id": "a", "domains": [], "imap": )" + QByteArray(imap) + ", " + smtp + "}]",
                     u"f.json[0].imap"_s);
    expectFaulty(R"([{"id": "a", "domains": [], "pop3": {"host": "", "port": 995, "security": "tls"}, )" + smtp + "}]", u"f.json[0].pop3"_s);
    QByteArray noId = good;
    expectFaulty('[' + noId.replace(R"("id": "a")", R"("id": "")") + ']', u"f.json[0]"_s);
    QByteArray noDomains = good;
    expectFaulty('[' + noDomains.replace(R"("domains": [])", R"("domains": "x")") + ']', u"f.json[0]"_s);
}

} // namespace
} // namespace tributary::accounts::tst_Discovery
