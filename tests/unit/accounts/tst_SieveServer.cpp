// SPDX-License-Identifier: GPL-3.0-or-later
// Where the ManageSieve server of an account may be (RFC 5804 1.8; S4, S5).
#include "accounts/SieveServer.h"

#include <gtest/gtest.h>

namespace tributary::accounts::tst_SieveServer {
namespace {

using namespace Qt::Literals::StringLiterals;
using discovery::DnsRecord;

const model::ServerSettings kIncoming{u"mail.example.org"_s, 993, model::Security::Tls, u"alice"_s};

DnsRecord record(const QString& host, quint16 port) {
    DnsRecord made;
    made.host = host;
    made.port = port;
    return made;
}

QByteArray textOf(const QList<SieveCandidate>& candidates) {
    QByteArrayList out;
    for (const SieveCandidate& candidate : candidates) {
        EXPECT_EQ(candidate.server.security, model::Security::StartTls);
        EXPECT_EQ(candidate.server.user, kIncoming.user);
        out.append(candidate.server.host.toLatin1() + ':' + QByteArray::number(candidate.server.port) + (candidate.isOtherHost ? "!" : ""));
    }
    return out.join(' ');
}

} // namespace

TEST(SieveServer, withoutRecordsItIsTheImapHost) {
    EXPECT_EQ(textOf(sieveCandidates(QList<DnsRecord>(), kIncoming)), "mail.example.org:4190");
    EXPECT_EQ(textOf(sieveCandidates(failure(ErrorKind::Network, ErrorCode::TimedOut), kIncoming)), "mail.example.org:4190");
    EXPECT_TRUE(sieveCandidates(QList<DnsRecord>(), {}).isEmpty());
}
TEST(SieveServer, recordsComeFirstAndOtherHostsAreMarked) {
    EXPECT_EQ(textOf(sieveCandidates(QList<DnsRecord>{record(u"sieve.example.org"_s, 2000), record(u"mail.example.org"_s, 4190)}, kIncoming)),
              "sieve.example.org:2000! mail.example.org:4190");
    EXPECT_EQ(textOf(sieveCandidates(QList<DnsRecord>{record(u"sieve.example.org"_s, 0), record(QString(), 4190)}, kIncoming)), "mail.example.org:4190");
}

TEST(SieveServer, S12_anotherPortThanTheStandardOneIsPassedOverUnlessItIsAllowed) {
    model::Account account;
    account.email = u"alice@example.org"_s;
    account.incoming = kIncoming;
    model::ServerSettings odd{u"mail.example.org"_s, 22, model::Security::StartTls, u"alice"_s};
    const Status refused = checkSieveServer(account, odd, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::PortNotStandard);
    Policy policy;
    policy.allowNonStandardPorts = true;
    EXPECT_TRUE(checkSieveServer(account, odd, policy));
    account.incoming.port = 1143; // the user has allowed such
    EXPECT_TRUE(checkSieveServer(account, odd, {}));
    policy.allowNonStandardPorts = false;
    EXPECT_FALSE(checkSieveServer(account, odd, policy));
    odd.port = kSievePort;
    EXPECT_TRUE(checkSieveServer(account, odd, {}));
}
TEST(SieveServer, S12_aHostThatThePolicyRefusesIsPassedOver) {
    model::Account account;
    account.email = u"alice@example.org"_s;
    account.incoming = kIncoming;
    Policy policy;
    policy.file = u"policy.json"_s;
    policy.refusedProviders = {u"evil"_s};
    policy.providersOfHost.insert(u"sieve.evil.example"_s, {u"evil"_s});
    EXPECT_TRUE(checkSieveServer(account, {u"mail.example.org"_s, kSievePort, model::Security::StartTls, u"alice"_s}, policy));
    const Status refused = checkSieveServer(account, {u"sieve.evil.example"_s, kSievePort, model::Security::StartTls, u"alice"_s}, policy);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::RefusedByPolicy);
}

} // namespace tributary::accounts::tst_SieveServer
