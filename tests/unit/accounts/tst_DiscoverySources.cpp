// SPDX-License-Identifier: GPL-3.0-or-later
// What follows from records and names (S9), and the order of what was found.
#include "accounts/discovery/Candidates.h"
#include "accounts/discovery/ConfigFetch.h"
#include "accounts/discovery/DnsRecords.h"
#include "accounts/discovery/Guesses.h"
#include "accounts/discovery/LocalFiles.h"
#include "accounts/discovery/MailHosts.h"
#include "accounts/discovery/Names.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace tributary::accounts::tst_DiscoverySources {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace discovery;
using model::Protocol;
using model::Security;

const QList<Provider>& presets() {
    static const QList<Provider> providers = [] {
        QFile file(QStringLiteral(TRIBUTARY_SOURCE_DIR "/resources/providers.json"));
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        return parseProviders(file.readAll(), CandidateSource::Preset, u"providers.json"_s).value_or(QList<Provider>());
    }();
    return providers;
}

QString providerAt(const QString& mxHost) { return candidatesAtHost(mxHost, u"ann@corp.example"_s, presets()).value(0).providerId; }

void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

TEST(MailHosts, theHostOfADomainsMailLeadsToItsProvider) { // S9
    EXPECT_EQ(providerAt(u"aspmx.l.google.com"_s), u"gmail"_s);
    EXPECT_EQ(providerAt(u"corp-example.mail.protection.outlook.com"_s), u"office365"_s);
    EXPECT_EQ(providerAt(u"outlook-com.olc.protection.outlook.com"_s), u"outlook"_s);
    EXPECT_EQ(providerAt(u"corp-example.p-v1.mx.microsoft"_s), u"office365"_s);
    EXPECT_EQ(providerAt(u"in1-smtp.messagingengine.com"_s), u"fastmail"_s);
    EXPECT_EQ(providerAt(u"mx.zoho.eu"_s), u"zoho-eu"_s);
    EXPECT_EQ(providerAt(u"evilgoogle.com"_s), QString());
    EXPECT_EQ(providerAt(u"google.com.evil.example"_s), QString());
    EXPECT_EQ(providerAt(u"mx.corp.example"_s), QString());
    const auto sakura = candidatesAtHost(u"www1234.sakura.ne.jp"_s, u"ann@corp.example"_s, presets()).value(0);
    EXPECT_EQ(sakura.incoming.host, u"www1234.sakura.ne.jp"_s) << "the certificate there is for this name";
    for (const ServerCandidate& candidate : candidatesAtHost(u"aspmx.l.google.com"_s, u"ann@corp.example"_s, presets())) {
        EXPECT_FALSE(candidate.verified) << "anybody may have answered";
        EXPECT_EQ(candidate.source, CandidateSource::Mx);
        EXPECT_EQ(candidate.origin, u"MX aspmx.l.google.com"_s);
        EXPECT_EQ(candidate.incoming.user, u"ann@corp.example"_s);
    }
}

TEST(MailHosts, itsOwnDomainsMayHaveAFile) { // S9
    EXPECT_EQ(domainsOfHost(u"mx1.mail.host.example"_s, u"corp.example"_s), (QStringList{u"mail.host.example"_s, u"host.example"_s}));
    EXPECT_EQ(domainsOfHost(u"mx.host.co.jp"_s, u"corp.example"_s), QStringList{u"host.co.jp"_s}) << "co.jp is nobody's";
    EXPECT_EQ(domainsOfHost(u"mx.corp.example"_s, u"corp.example"_s), QStringList()) << "that one is asked anyway";
    EXPECT_EQ(domainsOfHost(u"host.example"_s, u"corp.example"_s), QStringList{u"host.example"_s});
}

TEST(DnsRecords, hostileAnswersAreBoundedAndChecked) { // S9
    QList<DnsRecord> records{{20, 0, 993, u"b.example.org"_s}, {10, 1, 993, u"light.example.org"_s}, {10, 9, 993, u"Heavy.Example.org."_s}, {0, 0, 0, u"."_s}, {0, 0, 0, u""_s},
                             {0, 0, 993, u"localhost"_s}, {0, 0, 993, u"127.0.0.1"_s}, {0, 0, 993, u"printer.local"_s}, {0, 0, 993, u"a b.example.org"_s}};
    const auto best = bestRecords(records);
    ASSERT_EQ(best.size(), 3);
    EXPECT_EQ(best[0].host, u"heavy.example.org"_s);
    EXPECT_EQ(best[1].host, u"light.example.org"_s);
    EXPECT_EQ(best[2].host, u"b.example.org"_s);
    records.clear();
    for (int i = 0; i < 5000; ++i)
        records.append({i, 0, 25, u"mx%1.example.org"_s.arg(i)});
    EXPECT_EQ(bestRecords(records).size(), kMaxRecords);
}

TEST(Names, aDomainIsWrittenAsTheWireHasIt) { // S9: IDN
    EXPECT_EQ(asciiDomainOf(u"user@例え.jp"_s), u"xn--r8jz45g.jp"_s);
    EXPECT_EQ(asciiDomainOf(u"user+tag@EXAMPLE.org"_s), u"example.org"_s);
    EXPECT_EQ(asciiDomainOf(u"user@Bücher.example."_s), u"xn--bcher-kva.example"_s);
    for (const auto& bad : {u"user@localhost"_s, u"user@[10.0.0.1]"_s, u"user@10.0.0.1"_s, u"user@a..b"_s, u"user@-a.example"_s, u"user@"_s, u"user@a/b.example"_s,
                            QString(u"user@"_s + QString(64, u'a') + u".example"_s)})
        EXPECT_EQ(asciiDomainOf(bad), QString()) << qPrintable(bad);
}

TEST(Names, whatIsFilledInIsNotFilledAgain) { // S16
    EXPECT_EQ(filled(u"%EMAILLOCALPART%.%EMAILDOMAIN%"_s, u"%EMAILDOMAIN%@example.org"_s), u"%EMAILDOMAIN%.example.org"_s);
    EXPECT_EQ(filled(u"%EMAILADDRESS% %X%"_s, u"ann+x@example.org"_s), u"ann+x@example.org %X%"_s);
}

TEST(Urls, nothingOfAnAddressButItsDomainIsInThem) { // S9
    DiscoveryOptions options;
    options.ispdbUrl = QUrl(u"https://directory.example/v1.1"_s);
    const QString domain = asciiDomainOf(u"secret+name@例え.jp"_s);
    EXPECT_EQ(providerFileUrl(domain, options).toString(QUrl::FullyEncoded), u"https://autoconfig.xn--r8jz45g.jp/mail/config-v1.1.xml"_s);
    EXPECT_EQ(providerFileUrl(domain, options, true).scheme(), u"http"_s);
    EXPECT_EQ(wellKnownUrl(domain, options).toString(QUrl::FullyEncoded), u"https://xn--r8jz45g.jp/.well-known/autoconfig/mail/config-v1.1.xml"_s);
    EXPECT_EQ(ispdbUrl(domain, options).toString(QUrl::FullyEncoded), u"https://directory.example/v1.1/xn--r8jz45g.jp"_s);
    EXPECT_EQ(ispdbUrl(domain, DiscoveryOptions()).scheme(), u"https"_s);
}

TEST(Order, bestFirstAndNothingTwice) { // S9
    const auto at = [](const QString& host) {
        ServerCandidate candidate;
        candidate.incoming = {host, 993, Security::Tls, {}};
        return candidate;
    };
    const auto hostsOf = [](const QList<ServerCandidate>& candidates) {
        QStringList hosts;
        for (const ServerCandidate& candidate : candidates)
            hosts.append(candidate.incoming.host);
        return hosts;
    };
    const QList<Found> found{{Rank::Srv, {at(u"srv"_s), at(u"provider"_s)}}, {Rank::ProviderHttp, {at(u"http"_s)}}, {Rank::Ispdb, {at(u"ispdb"_s)}}, {Rank::Blind, {at(u"blind"_s)}},
                             {Rank::MxPreset, {at(u"mx"_s)}}, {Rank::ProviderFile, {at(u"provider"_s)}}, {Rank::Probed, {at(u"probed"_s)}}};
    EXPECT_EQ(hostsOf(inOrder(found)), (QStringList{u"provider"_s, u"ispdb"_s, u"http"_s, u"mx"_s, u"srv"_s, u"probed"_s}));
    EXPECT_EQ(hostsOf(inOrder({{Rank::Blind, {at(u"blind"_s)}}})), QStringList{u"blind"_s}) << "where there is nothing else";
    EXPECT_FALSE(isVerified(Rank::ProviderHttp));
    EXPECT_FALSE(isVerified(Rank::MxPreset));
    EXPECT_FALSE(isVerified(Rank::Srv));
    EXPECT_FALSE(isVerified(Rank::Probed));
    EXPECT_TRUE(isVerified(Rank::Ispdb));
}

TEST(Guess, theUsualNamesAreNeverVerified) { // S9
    const auto guesses = blindGuesses(u"Ann@Mail.Example"_s);
    ASSERT_EQ(guesses.size(), 2);
    EXPECT_EQ(guesses[0].incoming, (model::ServerSettings{u"imap.mail.example"_s, 993, Security::Tls, u"Ann@Mail.Example"_s}));
    EXPECT_EQ(guesses[0].outgoing, (model::ServerSettings{u"smtp.mail.example"_s, 465, Security::Tls, u"Ann@Mail.Example"_s}));
    EXPECT_EQ(guesses[1].protocol, Protocol::Pop3);
    for (const ServerCandidate& guess : guesses) {
        EXPECT_FALSE(guess.verified);
        EXPECT_EQ(guess.source, CandidateSource::Guess);
    }
}

TEST(LocalFiles, bothKindsAreReadAndAFaultyOneIsLeftOut) { // S6, S9
    QTemporaryDir folder;
    write(folder.filePath(u"10-a.json"_s), R"([{"id": "a", "name": "A", "domains": ["a.example"], "imap": {"host": "i.a.example", "port": 993, "security": "tls"},
        "smtp": {"host": "s.a.example", "port": 465, "security": "tls"}}])");
    write(folder.filePath(u"20-broken.json"_s), "[{]");
    write(folder.filePath(u"30-b.xml"_s), "<clientConfig><emailProvider id='b'><domain>b.example</domain><incomingServer type='imap'><hostname>mail.b.local</hostname><port>993</port>"
                                          "<socketType>SSL</socketType></incomingServer></emailProvider></clientConfig>");
    write(folder.filePath(u"40-hostile.xml"_s), "<!DOCTYPE x [<!ENTITY y \"z\">]><clientConfig/>");
    write(folder.filePath(u"notes.txt"_s), "nothing");
    const auto providers = loadLocalProviders(folder.path());
    ASSERT_EQ(providers.size(), 2);
    const auto known = knownServers(u"ann@b.example"_s, presets() + providers);
    ASSERT_TRUE(known);
    ASSERT_EQ(known->size(), 1);
    EXPECT_EQ(known->first().source, CandidateSource::Local);
    EXPECT_EQ(known->first().origin, folder.filePath(u"30-b.xml"_s));
    EXPECT_EQ(known->first().incoming.user, u"ann@b.example"_s);
    EXPECT_TRUE(loadLocalProviders(folder.filePath(u"none"_s)).isEmpty());
}

} // namespace
} // namespace tributary::accounts::tst_DiscoverySources
