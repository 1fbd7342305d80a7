// SPDX-License-Identifier: GPL-3.0-or-later
// Servers are looked for (S9) in an Internet of this program's own: real names, real web servers on 443 and 80, the machine's resolver, no
// switch for tests. What everybody was asked is in their logs.
#include "accounts/discovery/Lookup.h"
#include "OwnInternet.h"
#include "support/CliProcess.h"
#include "support/WebServer.h"

#include <gtest/gtest.h>

#include <QElapsedTimer>
#include <QFile>
#include <QThread>
#include <QUdpSocket>

namespace tributary::accounts::tst_DiscoveryLive {
namespace {

using namespace Qt::Literals::StringLiterals;
using model::Protocol;
using model::Security;
using tests::WebServer;

constexpr qint64 kAtOnceMs = 3000; ///< of what would take the whole deadline otherwise
const QString kIspdb = u"autoconfig.thunderbird.net"_s;

QString fileFor(const QString& host) {
    return u"<clientConfig><emailProvider id='x'><displayName>%1</displayName><incomingServer type='imap'><hostname>%1</hostname><port>993</port><socketType>SSL</socketType>"
           "<username>%EMAILADDRESS%</username></incomingServer><incomingServer type='pop3'><hostname>pop.%1</hostname><port>995</port><socketType>SSL</socketType></incomingServer>"
           "<outgoingServer type='smtp'><hostname>smtp.%1</hostname><port>465</port><socketType>SSL</socketType></outgoingServer></emailProvider></clientConfig>"_s
        .replace("%1"_L1, host);
}
QJsonObject body(const QString& text) { return {{u"body"_s, text}}; }
QJsonObject redirect(const QString& to) { return {{u"status"_s, 302}, {u"location"_s, to}}; }
QString autoconfigAt(const QString& domain) { return u"autoconfig.%1/mail/config-v1.1.xml"_s.arg(domain); }
QString wellKnownAt(const QString& domain) { return domain + u"/.well-known/autoconfig/mail/config-v1.1.xml"_s; }
QString ispdbAt(const QString& domain) { return kIspdb + u"/v1.1/"_s + domain; }

class DiscoveryLive : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        s_net = std::make_unique<tests::OwnInternet>();
        s_missing = s_net->enter();
        if (!s_missing.isEmpty())
            return;
        QByteArray records = "address=/web.example/45.45.45.1\naddress=/thunderbird.net/45.45.45.1\naddress=/xn--r8jz45g.jp/45.45.45.1\naddress=/hostile.example/45.45.45.1\n"
                             "host-record=imap.probed.example,45.45.45.2\nhost-record=smtp.probed.example,45.45.45.2\nhost-record=probed.example,45.45.45.9\n"
                             "mx-host=corp.example,aspmx.l.google.com,10\nmx-host=atprovider.example,mx7.host.web.example,10\n"
                             "srv-host=_imaps._tcp.srv.example,mail2.srv.example,993,20\nsrv-host=_imaps._tcp.srv.example,mail1.srv.example,993,10\n"
                             "srv-host=_submission._tcp.srv.example,smtp.srv.example,587\nsrv-host=_pop3s._tcp.srv.example\n"
                             "dns-rr=dot.example,15,000000\nserver=/hang.example/45.45.45.9\n";
        for (int i = 0; i < 400; ++i)
            records += "mx-host=many.example,mx" + QByteArray::number(i) + ".many.example," + QByteArray::number(1000 + i) + "\n";
        s_missing = s_net->startNameserver(records);
        tests::CertificateOptions names;
        for (const char* name : {"*.web.example", "web.example", "*.a.web.example", "*.b.web.example", "*.host.web.example", "*.slow.web.example", "autoconfig.xn--r8jz45g.jp",
                                 "xn--r8jz45g.jp", "autoconfig.thunderbird.net", "imap.probed.example", "smtp.probed.example", "*.hostile.example", "*.r.hostile.example"})
            names.names.append(u"DNS:"_s + QLatin1StringView(name));
        const tests::ServerCertificate certificate = tests::makeCertificate(names);
        const QString web = QLatin1StringView(tests::OwnInternet::kWeb), mail = QLatin1StringView(tests::OwnInternet::kMail);
        s_https = WebServer::startAt(web, 443, certificate);
        s_http = WebServer::startAt(web, 80, {});
        s_imap = WebServer::startAt(mail, 993, certificate, "* OK hello");
        s_smtp = WebServer::startAt(mail, 465, certificate, "220 hello");
        s_silent = std::make_unique<QUdpSocket>();
        s_silent->bind(QHostAddress(QLatin1StringView(tests::OwnInternet::kSilent)), 53);
        if (s_missing.isEmpty() && !(s_https && s_http && s_imap && s_smtp))
            ADD_FAILURE() << "no web server";
    }
    static void TearDownTestSuite() {
        s_https.reset();
        s_http.reset();
        s_imap.reset();
        s_smtp.reset();
        s_silent.reset();
        s_net.reset();
    }
    void SetUp() override {
        if (!s_missing.isEmpty())
            GTEST_SKIP() << qPrintable(s_missing);
        ASSERT_TRUE(s_https && s_http);
        s_https->setAnswers({});
        s_http->setAnswers({});
        m_before = s_https->requests().size();
        m_httpBefore = s_http->requests().size();
    }

    static DiscoveryOptions options() {
        DiscoveryOptions options;
        options.certificates.extraAuthorities = {tests::authorityPem()};
        options.proxy.type = net::ProxyType::None;
        return options;
    }
    QList<ServerCandidate> look(const QString& address, const DiscoveryOptions& how = options()) {
        QElapsedTimer clock;
        clock.start();
        const auto found = lookUpServers(address, m_providers, how, [this](const auto& soFar) { m_told.append(soFar); });
        m_took = clock.elapsed();
        EXPECT_TRUE(found) << qPrintable(found ? QString() : found.error().detail);
        return found.value_or(QList<ServerCandidate>());
    }
    static QString best(const QList<ServerCandidate>& candidates) { return candidates.value(0).incoming.host; }
    /// "host/path" of what the web servers were asked since the test began.
    QStringList asked() const {
        QStringList all;
        const auto secure = s_https->requests().mid(m_before), plain = s_http->requests().mid(m_httpBefore);
        for (const auto& request : secure + plain) {
            all.append(request.headers.value(u"host"_s) + QString::fromLatin1(request.path));
            for (const QString& name : request.headers.keys())
                EXPECT_TRUE((QStringList{u"host"_s, u"user-agent"_s, u"accept"_s}).contains(name)) << qPrintable(name);
            EXPECT_TRUE(request.body.isEmpty());
        }
        return all;
    }

    static inline std::unique_ptr<tests::OwnInternet> s_net;
    static inline std::unique_ptr<WebServer> s_https, s_http, s_imap, s_smtp;
    static inline std::unique_ptr<QUdpSocket> s_silent;
    static inline QString s_missing;
    QList<Provider> m_providers;
    QList<QList<ServerCandidate>> m_told;
    qint64 m_took = 0;
    qsizetype m_before = 0, m_httpBefore = 0;
};

TEST_F(DiscoveryLive, theProvidersOwnFileGoesFirstAndNothingButTheDomainLeaves) { // S9
    s_https->setAnswers({{autoconfigAt(u"a.web.example"_s), body(fileFor(u"own.web.example"_s))}, {ispdbAt(u"a.web.example"_s), body(fileFor(u"ispdb.web.example"_s))}});
    const auto found = look(u"Secret.Name+tag@A.web.example"_s);
    ASSERT_GE(found.size(), 2);
    EXPECT_EQ(found[0].incoming, (model::ServerSettings{u"own.web.example"_s, 993, Security::Tls, u"Secret.Name+tag@A.web.example"_s}));
    EXPECT_EQ(found[0].source, CandidateSource::Provider);
    EXPECT_TRUE(found[0].verified);
    EXPECT_EQ(found[0].origin, u"https://autoconfig.a.web.example/mail/config-v1.1.xml"_s);
    EXPECT_EQ(found[1].protocol, Protocol::Pop3);
    EXPECT_FALSE(m_told.isEmpty());
    for (const QString& place : asked())
        EXPECT_FALSE(place.contains(u"secret"_s, Qt::CaseInsensitive) || place.contains(u'@') || place.contains(u"tag"_s)) << qPrintable(place);
}

TEST_F(DiscoveryLive, wellKnownThenTheDirectoryThenPlainHttp) { // S9
    s_http->setAnswers({{autoconfigAt(u"a.web.example"_s), body(fileFor(u"plain.web.example"_s))}});
    auto found = look(u"u@a.web.example"_s);
    EXPECT_EQ(best(found), u"plain.web.example"_s);
    EXPECT_EQ(found.value(0).source, CandidateSource::Provider);
    EXPECT_FALSE(found.value(0).verified) << "anybody on the way may have written it";
    s_https->setAnswers({{ispdbAt(u"a.web.example"_s), body(fileFor(u"ispdb.web.example"_s))}});
    found = look(u"u@a.web.example"_s);
    EXPECT_EQ(best(found), u"ispdb.web.example"_s);
    EXPECT_EQ(found.value(0).source, CandidateSource::Ispdb);
    EXPECT_TRUE(found.value(0).verified);
    s_https->setAnswers({{ispdbAt(u"a.web.example"_s), body(fileFor(u"ispdb.web.example"_s))}, {wellKnownAt(u"a.web.example"_s), body(fileFor(u"known.web.example"_s))}});
    EXPECT_EQ(best(look(u"u@a.web.example"_s)), u"known.web.example"_s);
}

TEST_F(DiscoveryLive, theDirectoryIsNotAskedWhereAPolicySaysSo) { // S6
    s_https->setAnswers({{ispdbAt(u"a.web.example"_s), body(fileFor(u"ispdb.web.example"_s))}});
    DiscoveryOptions off = options();
    off.useIspdb = false;
    EXPECT_NE(best(look(u"u@a.web.example"_s, off)), u"ispdb.web.example"_s);
    for (const QString& place : asked())
        EXPECT_FALSE(place.startsWith(kIspdb)) << qPrintable(place);
}

TEST_F(DiscoveryLive, aDomainInAnyScriptIsAskedAsTheWireHasIt) { // S9: IDN
    s_https->setAnswers({{autoconfigAt(u"xn--r8jz45g.jp"_s), body(fileFor(u"own.web.example"_s))}});
    const auto found = look(u"user@例え.jp"_s);
    EXPECT_EQ(best(found), u"own.web.example"_s);
    EXPECT_EQ(found.value(0).incoming.user, u"user@例え.jp"_s);
}

TEST_F(DiscoveryLive, whatTheTableKnowsIsToldWithoutAskingAnybody) { // S9: at once
    Provider known;
    known.id = u"known"_s;
    known.domains = {u"a.web.example"_s};
    known.incoming = {u"imap.a.web.example"_s, 993, Security::Tls, u"%EMAILADDRESS%"_s};
    m_providers = {known};
    EXPECT_EQ(look(u"u@a.web.example"_s).size(), 1);
    EXPECT_EQ(m_told.size(), 1);
    EXPECT_LT(m_took, 300);
    EXPECT_EQ(asked(), QStringList());
}

TEST_F(DiscoveryLive, hostileAnswersGiveNothing) { // redirects, sizes, entities, private hosts
    const QString good = fileFor(u"evil.web.example"_s);
    const QString base = u"https://r.hostile.example/"_s;
    const QJsonObject hostile[]{
        {{autoconfigAt(u"hostile.example"_s), redirect(u"http://autoconfig.a.web.example/good"_s)}},
        {{autoconfigAt(u"hostile.example"_s), redirect(u"https://127.0.0.1/good"_s)}},
        {{autoconfigAt(u"hostile.example"_s), redirect(u"https://192.168.1.1/good"_s)}},
        {{autoconfigAt(u"hostile.example"_s), redirect(u"https://localhost/good"_s)}},
        {{autoconfigAt(u"hostile.example"_s), redirect(u"file:///etc/passwd"_s)}},
        {{autoconfigAt(u"hostile.example"_s), redirect(base + u'1')}, {u"r.hostile.example/1"_s, redirect(base + u'2')}, {u"r.hostile.example/2"_s, redirect(base + u'3')},
         {u"r.hostile.example/3"_s, redirect(base + u'4')}, {u"r.hostile.example/4"_s, body(good)}},
        {{autoconfigAt(u"hostile.example"_s), QJsonObject{{u"body"_s, good}, {u"bytes"_s, 300'000}}}},
        {{autoconfigAt(u"hostile.example"_s), body(u"<!DOCTYPE x [<!ENTITY a 'b'>]>"_s + good)}},
        {{autoconfigAt(u"hostile.example"_s), body(u"<html>parked</html>"_s)}},
        {{autoconfigAt(u"hostile.example"_s), QJsonObject{{u"status"_s, 500}, {u"body"_s, good}}}}};
    s_http->setAnswers({{u"autoconfig.a.web.example/good"_s, body(good)}});
    for (const QJsonObject& answers : hostile) {
        s_https->setAnswers(answers);
        for (const ServerCandidate& candidate : look(u"u@hostile.example"_s)) {
            EXPECT_EQ(candidate.source, CandidateSource::Guess) << QJsonDocument(answers).toJson().constData();
            EXPECT_NE(candidate.incoming.host, u"evil.web.example"_s);
        }
    }
    s_https->setAnswers({{autoconfigAt(u"hostile.example"_s), redirect(base + u'2')}, {u"r.hostile.example/2"_s, redirect(base + u'3')}, {u"r.hostile.example/3"_s, redirect(base + u'4')},
                         {u"r.hostile.example/4"_s, body(good)}});
    EXPECT_EQ(best(look(u"u@hostile.example"_s)), u"evil.web.example"_s) << "three redirects are followed";
}

TEST_F(DiscoveryLive, aSlowServerKeepsNobodyPastTheDeadline) { // S9
    const QJsonObject slow{{u"body"_s, fileFor(u"slow.web.example"_s)}, {u"ms"_s, 60'000}};
    s_https->setAnswers({{autoconfigAt(u"slow.web.example"_s), slow}, {ispdbAt(u"slow.web.example"_s), body(fileFor(u"ispdb.web.example"_s))}});
    DiscoveryOptions how = options();
    how.deadline = std::chrono::milliseconds(2000);
    const auto found = look(u"u@slow.web.example"_s, how);
    EXPECT_EQ(best(found), u"ispdb.web.example"_s);
    EXPECT_LT(m_took, 2000 + kAtOnceMs);
    ASSERT_FALSE(m_told.isEmpty());
    EXPECT_EQ(best(m_told.first()), u"ispdb.web.example"_s) << "told when it was known, not when all have answered";
}

TEST_F(DiscoveryLive, cancellingEndsItAtOnce) { // S9
    const QJsonObject slow{{u"body"_s, u""_s}, {u"ms"_s, 60'000}};
    s_https->setAnswers({{autoconfigAt(u"slow.web.example"_s), slow}, {wellKnownAt(u"slow.web.example"_s), slow}});
    CancelSource source;
    DiscoveryOptions how = options();
    how.cancel = source.token();
    how.deadline = how.requestTimeout = std::chrono::minutes(5);
    QElapsedTimer clock;
    const std::unique_ptr<QThread> canceller(QThread::create([this, &source, &clock] {
        while (s_https->requests().size() == m_before) // somebody is being waited for
            QThread::msleep(10);
        clock.start();
        source.cancel();
    }));
    canceller->start();
    const auto found = lookUpServers(u"u@slow.web.example"_s, {}, how);
    const qint64 took = clock.elapsed();
    canceller->wait();
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().kind, ErrorKind::Cancelled);
    EXPECT_LT(took, kAtOnceMs);
}

TEST_F(DiscoveryLive, whereTheMailGoesMayBeWhereTheMailboxesAre) { // S9: MX
    Provider google;
    google.id = u"gmail"_s;
    google.mx = {u"google.com"_s};
    google.incoming = {u"imap.gmail.com"_s, 993, Security::Tls, u"%EMAILADDRESS%"_s};
    m_providers = {google};
    auto found = look(u"u@corp.example"_s);
    EXPECT_EQ(best(found), u"imap.gmail.com"_s);
    EXPECT_EQ(found.value(0).source, CandidateSource::Mx);
    EXPECT_FALSE(found.value(0).verified);
    s_https->setAnswers({{autoconfigAt(u"host.web.example"_s), body(fileFor(u"host.web.example"_s))}});
    found = look(u"u@atprovider.example"_s);
    EXPECT_EQ(best(found), u"host.web.example"_s);
    EXPECT_EQ(found.value(0).source, CandidateSource::Mx);
    EXPECT_FALSE(found.value(0).verified);
    EXPECT_TRUE(found.value(0).origin.startsWith(u"MX mx7.host.web.example: https://"_s)) << qPrintable(found.value(0).origin);
}

TEST_F(DiscoveryLive, serviceRecordsByTheirOrder) { // S9: RFC 6186, RFC 8314
    const auto found = look(u"u@srv.example"_s);
    ASSERT_EQ(found.size(), 1) << "a dot says that there is no POP3";
    EXPECT_EQ(found[0].incoming, (model::ServerSettings{u"mail1.srv.example"_s, 993, Security::Tls, u"u@srv.example"_s}));
    EXPECT_EQ(found[0].outgoing, (model::ServerSettings{u"smtp.srv.example"_s, 587, Security::StartTls, u"u@srv.example"_s}));
    EXPECT_EQ(found[0].source, CandidateSource::Srv);
    EXPECT_FALSE(found[0].verified);
    EXPECT_EQ(found[0].origin, u"SRV _imaps._tcp.srv.example"_s);
}

TEST_F(DiscoveryLive, oddAnswersOfTheNameServerAreNoTrouble) { // S9
    EXPECT_EQ(look(u"u@dot.example"_s).value(0).source, CandidateSource::Guess) << "a domain that takes no mail (RFC 7505)";
    EXPECT_EQ(look(u"u@many.example"_s).value(0).source, CandidateSource::Guess) << "400 records";
    DiscoveryOptions how = options();
    how.deadline = std::chrono::milliseconds(1500);
    EXPECT_EQ(look(u"u@hang.example"_s, how).value(0).source, CandidateSource::Guess) << "nobody answers";
    EXPECT_LT(m_took, 1500 + kAtOnceMs);
    EXPECT_TRUE(look(u"u@nothere.invalid-tld"_s).isEmpty()) << "a domain that does not exist has no servers";
}

TEST_F(DiscoveryLive, aGuessIsTriedAndNothingIsSaidThere) { // S9
    DiscoveryOptions how = options();
    how.deadline = std::chrono::seconds(20);
    const auto found = look(u"Secret@probed.example"_s, how);
    ASSERT_FALSE(found.isEmpty());
    EXPECT_EQ(found[0].incoming, (model::ServerSettings{u"imap.probed.example"_s, 993, Security::Tls, u"Secret@probed.example"_s}));
    EXPECT_EQ(found[0].outgoing.host, u"smtp.probed.example"_s);
    EXPECT_EQ(found[0].source, CandidateSource::Guess);
    EXPECT_FALSE(found[0].verified);
    for (const auto* server : {s_imap.get(), s_smtp.get()}) {
        for (const auto& request : server->requests())
            EXPECT_EQ(request.body, QByteArray());
    }
}

TEST_F(DiscoveryLive, theCommandLineTellsAllOfIt) { // S9, cli.md
    QTemporaryDir folder;
    const QString ca = folder.filePath(u"ca.pem"_s);
    QFile file(ca);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(tests::authorityPem());
    file.close();
    const tests::CliProcess cli(ca);
    s_https->setAnswers({{autoconfigAt(u"a.web.example"_s), body(fileFor(u"own.web.example"_s))}});
    auto result = cli.run({u"account"_s, u"discover"_s, u"u@a.web.example"_s});
    ASSERT_EQ(result.exitCode, 0) << result.err.constData();
    QJsonObject first = result.array().first().toObject();
    EXPECT_EQ(first["source"_L1], u"provider"_s);
    EXPECT_EQ(first["verified"_L1], true);
    EXPECT_EQ(first["protocol"_L1], u"imap"_s);
    EXPECT_EQ(first["origin"_L1], u"https://autoconfig.a.web.example/mail/config-v1.1.xml"_s);
    EXPECT_EQ(first["incoming"_L1].toObject()["host"_L1], u"own.web.example"_s);
    result = cli.run({u"account"_s, u"discover"_s, u"u@a.web.example"_s, u"--protocol"_s, u"pop3"_s});
    EXPECT_EQ(result.array().first().toObject()["incoming"_L1].toObject()["host"_L1], u"pop.own.web.example"_s);
    result = cli.run({u"account"_s, u"discover"_s, u"u@corp.example"_s});
    first = result.array().first().toObject();
    EXPECT_EQ(first["source"_L1], u"mx"_s);
    EXPECT_EQ(first["provider"_L1], u"gmail"_s);
    EXPECT_EQ(first["verified"_L1], false);
    EXPECT_EQ(cli.run({u"account"_s, u"discover"_s, u"u@gmail.com"_s}).array().first().toObject()["source"_L1], u"preset"_s);
    EXPECT_EQ(cli.run({u"account"_s, u"discover"_s, u"nobody"_s}).exitCode, 6);
    EXPECT_EQ(cli.run({u"account"_s, u"discover"_s, u"u@nothere.invalid-tld"_s}).exitCode, 7);
    EXPECT_EQ(cli.run({u"account"_s, u"discover"_s, u"u@a.web.example"_s, u"--offline"_s}).exitCode, 7);
}

TEST_F(DiscoveryLive, thePasswordGoesToNoServerThatNobodyVouchesFor) { // S9, S16
    const tests::CliProcess cli;
    const auto result = cli.run({u"account"_s, u"test"_s, u"--email"_s, u"u@srv.example"_s, u"--password-stdin"_s}, "hunter2\n");
    EXPECT_EQ(result.exitCode, 6);
    EXPECT_TRUE(result.err.contains("mail1.srv.example:993")) << result.err.constData();
    EXPECT_FALSE(result.err.contains("hunter2") || result.out.contains("hunter2"));
}

} // namespace
} // namespace tributary::accounts::tst_DiscoveryLive
