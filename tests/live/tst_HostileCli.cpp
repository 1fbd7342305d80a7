// SPDX-License-Identifier: GPL-3.0-or-later
// tributary-cli and servers that are not who they say: exit 5, the reason in words, nothing to talk it into going on, and not a byte of the
// password (S13, S33, S36).
#include "support/CertificateKinds.h"
#include "support/CliProcess.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>

namespace tributary::tests::tst_HostileCli {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr char kCanary[] = "canary-Passw0rd";
const QByteArray kTokens = QByteArray(QByteArray("\0ann@mail.example\0canary-Passw0rd", 33)).toBase64().left(24);

/// As much of an IMAP server as an account test looks at.
void serveImap(WirePeer::Wire& wire) {
    wire.send("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\r\n");
    while (const auto line = wire.line()) {
        const QByteArray tag = line->left(line->indexOf(' '));
        if (line->contains(" CAPABILITY"))
            wire.send("* CAPABILITY IMAP4rev1\r\n");
        else if (line->contains(" LIST "))
            wire.send("* LIST () \"/\" INBOX\r\n");
        else if (line->contains(" STATUS "))
            wire.send("* STATUS INBOX (MESSAGES 0 UIDNEXT 1 UIDVALIDITY 1 UNSEEN 0)\r\n");
        else if (line->contains(" SELECT ") || line->contains(" EXAMINE "))
            wire.send("* 0 EXISTS\r\n* OK [UIDVALIDITY 1] x\r\n* OK [UIDNEXT 1] x\r\n* FLAGS (\\Seen)\r\n");
        wire.send(tag + " OK done\r\n");
    }
}

void expectUntold(const WirePeer::Heard& heard) {
    EXPECT_GE(heard.connections, 1);
    EXPECT_EQ(heard.secured, "");
    EXPECT_FALSE(heard.clear.contains(kCanary) || heard.clear.contains(kTokens) || heard.clear.contains("ann@")) << heard.clear.constData();
}

void expectRefused(const CliResult& result, ErrorCode code) {
    EXPECT_EQ(result.exitCode, 5) << result.out.constData() << result.err.constData();
    EXPECT_EQ(result.error().value(u"kind"_s).toString(), u"tls"_s) << result.err.constData();
    EXPECT_EQ(result.error().value(u"code"_s).toString(), QString(codeName(code)));
    EXPECT_FALSE(result.error().value(u"message"_s).toString().isEmpty());
    EXPECT_FALSE(result.out.contains(kCanary) || result.err.contains(kCanary));
}

class HostileCli : public ::testing::Test {
  protected:
    void SetUp() override {
        QFile file(m_directory.filePath(u"ca.pem"_s));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(kindsAuthorityPem());
        file.close();
        m_cli = std::make_unique<CliProcess>(file.fileName());
    }
    [[nodiscard]] static QStringList incoming(quint16 port, const QString& security = u"tls"_s, const QString& protocol = u"imap"_s) {
        return {u"--email"_s, u"ann@mail.example"_s, u"--provider"_s, u"other"_s, u"--protocol"_s, protocol, u"--in-host"_s, u"localhost"_s, u"--in-port"_s,
                QString::number(port), u"--in-security"_s, security, u"--password-stdin"_s};
    }
    [[nodiscard]] CliResult run(const QStringList& words) const { return m_cli->run(words, QByteArray(kCanary) + '\n'); }

    QTemporaryDir m_directory;
    std::unique_ptr<CliProcess> m_cli;
};

TEST_F(HostileCli, S36_aBadCertificateEndsATestWithFiveAndItsReason) {
    for (const char* name : {"selfSigned", "expired", "wrongHost", "commonNameOnly", "weakKey"}) {
        SCOPED_TRACE(name);
        const CertificateKind& kind = certificateKind(name);
        for (const QString& protocol : {u"imap"_s, u"pop3"_s}) {
            WirePeer peer(kind.identity, [](WirePeer::Wire& wire) { (void)wire.startTls(); });
            expectRefused(run(QStringList{u"account"_s, u"test"_s} + incoming(peer.port(), u"tls"_s, protocol)), kind.expected);
            expectUntold(peer.heard());
        }
    }
}

TEST_F(HostileCli, S36_behindStartTlsAndForOutgoingMailToo) {
    const CertificateKind& kind = certificateKind("unknownAuthority");
    WirePeer starttls(kind.identity, [](WirePeer::Wire& wire) {
        wire.send("* OK [CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN] ready\r\n");
        const auto line = wire.line();
        wire.send(line.value_or("x ").left(line.value_or("x ").indexOf(' ')) + " OK go\r\n");
        (void)wire.startTls();
    });
    expectRefused(run(QStringList{u"account"_s, u"add"_s} + incoming(starttls.port(), u"starttls"_s)), kind.expected);
    expectUntold(starttls.heard());
    EXPECT_TRUE(m_cli->run({u"account"_s, u"list"_s}).array().isEmpty()) << "nothing is kept";

    WirePeer good(certificateKind("good").identity, [](WirePeer::Wire& wire) {
        if (wire.startTls())
            serveImap(wire);
    });
    WirePeer bad(kind.identity, [](WirePeer::Wire& wire) { (void)wire.startTls(); });
    expectRefused(run(QStringList{u"account"_s, u"add"_s} + incoming(good.port()) +
                      QStringList{u"--out-host"_s, u"localhost"_s, u"--out-port"_s, QString::number(bad.port()), u"--out-security"_s, u"tls"_s}),
                  kind.expected);
    expectUntold(bad.heard());
    EXPECT_TRUE(good.heard().secured.contains("AUTHENTICATE")) << "the one that is right was signed in to";
}

TEST_F(HostileCli, S36_aServerThatIsAnotherOneTomorrowGetsNothingAndThereIsNoWayRoundIt) {
    quint16 port = 0;
    {
        WirePeer good(certificateKind("good").identity, [](WirePeer::Wire& wire) {
            if (wire.startTls())
                serveImap(wire);
        });
        port = good.port();
        const CliResult added = run(QStringList{u"account"_s, u"add"_s} + incoming(port));
        ASSERT_EQ(added.exitCode, 0) << added.err.constData();
        (void)good.heard();
    }
    WirePeer bad(certificateKind("selfSigned").identity, [](WirePeer::Wire& wire) { (void)wire.startTls(); }, port);
    for (int i = 0; i < 2; ++i) {
        const CliResult sync = m_cli->run({u"sync"_s, u"ann@mail.example"_s});
        EXPECT_EQ(sync.exitCode, 5) << sync.err.constData();
    }
    EXPECT_EQ(m_cli->run({u"doctor"_s, u"ann@mail.example"_s}).exitCode, 5);
    for (const char* option : {"--insecure", "--accept-certificate", "--no-verify", "--trust"})
        EXPECT_EQ(m_cli->run({u"sync"_s, u"ann@mail.example"_s, QString::fromLatin1(option)}).exitCode, 2) << option;
    expectUntold(bad.heard());
}

TEST_F(HostileCli, S12_portsAreNumbers) {
    for (const QString& port : {u"abc"_s, u"0"_s, u"-1"_s, u"65536"_s, u"993x"_s, u"0x3e1"_s, u"99 3"_s, u"９９３"_s, u"٩٩٣"_s, u"imaps"_s, u"1e3"_s}) {
        for (const QString& side : {u"--in-port"_s, u"--out-port"_s}) {
            const CliResult result = run({u"account"_s, u"test"_s, u"--email"_s, u"ann@mail.example"_s, u"--in-host"_s, u"localhost"_s, u"--out-host"_s, u"localhost"_s, side, port,
                                          u"--password-stdin"_s});
            EXPECT_EQ(result.exitCode, 6) << qPrintable(side + u' ' + port) << result.err.constData();
            EXPECT_TRUE(result.err.contains(side == u"--in-port"_s ? "in-port" : "out-port")) << result.err.constData();
        }
    }
}

TEST_F(HostileCli, S10_addressesWithAPlusAndInAnyScriptAreTakenAsTheyAre) {
    WirePeer good(certificateKind("good").identity, [](WirePeer::Wire& wire) {
        if (wire.startTls())
            serveImap(wire);
    });
    for (const QString& address : {u"ann+lists@mail.example"_s, u"ann@bücher.example"_s, u"ann+x@例え.jp"_s}) {
        QStringList options = incoming(good.port());
        options[1] = address;
        const CliResult added = run(QStringList{u"account"_s, u"add"_s} + options);
        ASSERT_EQ(added.exitCode, 0) << qPrintable(address) << added.err.constData();
        EXPECT_EQ(m_cli->run({u"account"_s, u"show"_s, address}).object().value(u"email"_s).toString(), address);
        const QString user = m_cli->run({u"account"_s, u"show"_s, address}).out.contains(address.toUtf8()) ? address : QString();
        EXPECT_EQ(user, address);
        EXPECT_EQ(run(QStringList{u"account"_s, u"add"_s} + options).exitCode, 6) << "the same once more";
    }
    for (const QString& address : {u"ann"_s, u"@mail.example"_s, u"ann@"_s, u"ann@bü cher.example"_s, u"ann@mail.example\r\nRCPT TO:<x@y.example>"_s, u"ann@mail.example\nx"_s}) {
        QStringList options = incoming(good.port());
        options[1] = address;
        EXPECT_EQ(run(QStringList{u"account"_s, u"test"_s} + options).exitCode, 6) << qPrintable(address);
    }
}

TEST_F(HostileCli, S15_aStartDateIsADayThatHasBegun) {
    const QDate today = QDate::currentDate();
    for (const QString& date : {today.addDays(2).toString(Qt::ISODate), u"2099-01-01"_s, u"2026-02-30"_s, u"yesterday"_s, u"01.02.2026"_s})
        EXPECT_EQ(run(QStringList{u"account"_s, u"test"_s} + incoming(993) + QStringList{u"--sync-since"_s, date}).exitCode, 6) << qPrintable(date);
}

} // namespace
} // namespace tributary::tests::tst_HostileCli
