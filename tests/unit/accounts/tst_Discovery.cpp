// SPDX-License-Identifier: GPL-3.0-or-later
// Servers for an address (S9): presets, local files, a guess.
#include "accounts/Discovery.h"

#include <QFile>
#include <QSet>

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
    auto candidates = discover(address, providers);
    EXPECT_TRUE(candidates);
    return candidates.value_or(QList<ServerCandidate>());
}

TEST(Presets, standByTheRulesThatUsersMust) { // S9, S12, S13
    const QList<Provider> providers = presets();
    EXPECT_GE(providers.size(), 10);
    QSet<QString> ids, domains;
    for (const Provider& provider : providers) {
        const char* id = qPrintable(provider.id);
        EXPECT_FALSE(ids.contains(provider.id)) << id;
        ids.insert(provider.id);
        EXPECT_FALSE(provider.name.isEmpty()) << id;
        EXPECT_TRUE(checkPort(model::Protocol::Imap, provider.incoming.port, false)) << id;
        EXPECT_TRUE(checkPort(model::Protocol::Smtp, provider.outgoing.port, false)) << id;
        EXPECT_NE(provider.incoming.security, Security::None) << id;
        EXPECT_NE(provider.outgoing.security, Security::None) << id;
        EXPECT_EQ(provider.incoming.port == 993, provider.incoming.security == Security::Tls) << id;
        for (const QString& domain : provider.domains) {
            EXPECT_EQ(domain, domain.toLower()) << id;
            EXPECT_FALSE(domains.contains(domain)) << qPrintable(domain) << " twice";
            domains.insert(domain);
        }
    }
    for (const auto& id : {u"outlook"_s, u"zoho"_s, u"gmail"_s})
        EXPECT_TRUE(ids.contains(id)) << qPrintable(id);
}

TEST(Presets, outlookGoesToOAuth) { // S9
    const auto candidates = candidatesFor(u"Ann@Outlook.COM"_s, presets());
    ASSERT_EQ(candidates.size(), 2) << "the preset and the guess";
    EXPECT_EQ(candidates[0].providerId, u"outlook"_s);
    EXPECT_EQ(candidates[0].source, CandidateSource::Preset);
    EXPECT_TRUE(candidates[0].oauth);
    EXPECT_TRUE(candidates[0].verified);
    EXPECT_EQ(candidates[0].incoming,
              (model::ServerSettings{u"outlook.office365.com"_s, 993, Security::Tls, u"Ann@Outlook.COM"_s}));
    EXPECT_EQ(candidates[1].source, CandidateSource::Guess);
    EXPECT_FALSE(candidatesFor(u"ann@gmail.com"_s, presets()).first().oauth);
}

TEST(Presets, theUserNameIsWhatTheProviderWants) {
    const auto candidate = candidatesFor(u"taro@yahoo.co.jp"_s, presets()).first();
    EXPECT_EQ(candidate.incoming.user, u"taro"_s);
    EXPECT_EQ(candidate.outgoing.user, u"taro"_s);
    EXPECT_EQ(candidatesFor(u"ann@zoho.com"_s, presets()).first().incoming.user, u"ann@zoho.com"_s);
}

TEST(Discover, guessesTheUsualNamesLast) {
    const auto candidates = candidatesFor(u"  Ann@Mail.Example "_s, presets());
    ASSERT_EQ(candidates.size(), 1);
    const ServerCandidate& guess = candidates.first();
    EXPECT_EQ(guess.source, CandidateSource::Guess);
    EXPECT_FALSE(guess.verified);
    EXPECT_EQ(guess.providerId, u"other"_s);
    EXPECT_EQ(guess.incoming,
              (model::ServerSettings{u"imap.mail.example"_s, 993, Security::Tls, u"Ann@Mail.Example"_s}));
    EXPECT_EQ(guess.outgoing,
              (model::ServerSettings{u"smtp.mail.example"_s, 465, Security::Tls, u"Ann@Mail.Example"_s}));
}

TEST(Discover, aLocalFileGoesBeforeThePresets) {
    const QByteArray json = R"([{"id": "ours", "name": "Ours", "domains": ["GMAIL.com"], "note": "ask Bob",
        "imap": {"host": "imap.%EMAILDOMAIN%", "port": 143, "security": "starttls", "user": "CORP\\%EMAILLOCALPART%"},
        "smtp": {"host": "smtp.corp.example", "port": 587, "security": "starttls"}}])";
    const auto local = parseProviders(json, CandidateSource::Local, u"local.json"_s);
    ASSERT_TRUE(local);
    const auto candidates = candidatesFor(u"ann@gmail.com"_s, presets() + *local);
    ASSERT_EQ(candidates.size(), 3);
    EXPECT_EQ(candidates[0].source, CandidateSource::Local);
    EXPECT_EQ(candidates[0].note, u"ask Bob"_s);
    EXPECT_EQ(candidates[0].incoming,
              (model::ServerSettings{u"imap.gmail.com"_s, 143, Security::StartTls, u"CORP\\ann"_s}));
    EXPECT_EQ(candidates[0].outgoing.user, u"ann@gmail.com"_s);
    EXPECT_EQ(candidates[1].providerId, u"gmail"_s);
    EXPECT_EQ(candidates[2].source, CandidateSource::Guess);
}

TEST(Discover, onlyAnAddressHasServers) {
    for (const auto& text : {u""_s, u"ann"_s, u"ann@"_s, u"a b@x.example"_s}) {
        const auto candidates = discover(text, {});
        ASSERT_FALSE(candidates) << qPrintable(text);
        EXPECT_EQ(candidates.error(), (Error{ErrorKind::InvalidInput, ErrorCode::NotAnAddress, {}, text}));
    }
    EXPECT_EQ(candidatesFor(u"ann@sub.gmail.com"_s, presets()).size(), 1) << "a domain is not what is below it";
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
    QByteArray noId = good;
    expectFaulty('[' + noId.replace(R"("id": "a")", R"("id": "")") + ']', u"f.json[0]"_s);
    QByteArray noDomains = good;
    expectFaulty('[' + noDomains.replace(R"("domains": [])", R"("domains": "x")") + ']', u"f.json[0]"_s);
}

} // namespace
} // namespace tributary::accounts::tst_Discovery
