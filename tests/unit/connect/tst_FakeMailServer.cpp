// SPDX-License-Identifier: GPL-3.0-or-later
// The STARTTLS cases of the corpus, played to our clients (S13; TLS1 to TLS8 of reference/reliability.md): no secret in the clear, whatever
// the server says, and what is offered behind TLS is asked for there.
#include "FakeMailServer.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

namespace tributary::connect::tst_FakeMailServer {
namespace {

using fake::Case;
using fake::parseRon;

QString corpus() {
    const QString beside = QStringLiteral(TRIBUTARY_SOURCE_DIR) + u"/../shared/corpus/imap/fake-mail-server"_s;
    return QFile::exists(beside) ? beside : QString();
}

struct Outcome {
    Error error;
    WirePeer::Heard heard;
    [[nodiscard]] bool isSignedIn() const { return error.code == ErrorCode::None; }
};

Outcome meet(const Case& played) {
    WirePeer peer(tests::certificateKind(played.certificate()).identity, [&](Wire& wire) { play(wire, played); });
    const Error error = signInTo(peer, played.protocol, played.isImplicitTls() ? model::Security::Tls : model::Security::StartTls);
    return {error, peer.heard()};
}

void expectSafe(const Outcome& outcome) {
    // A server that said yes and goes on without TLS hears the beginning of a handshake, which is no line.
    const QByteArray clear = outcome.heard.clear.left(outcome.heard.clear.indexOf("\x16\x03"));
    EXPECT_FALSE(holdsSecret(outcome.heard.clear)) << clear.left(500).constData();
    EXPECT_FALSE(clear.contains("alice")) << clear.left(500).constData();
    static const QRegularExpression allowed(u"^(\\S+ (CAPABILITY|STARTTLS|LOGOUT)|CAPA|STLS|QUIT|(EHLO|HELO) \\[127\\.0\\.0\\.1\\]|STARTTLS)?$"_s);
    for (const QByteArray& line : clear.split('\n'))
        EXPECT_TRUE(allowed.match(QString::fromLatin1(line.trimmed())).hasMatch()) << line.constData();
    EXPECT_EQ(outcome.heard.connections, 1);
    const bool hasProven = holdsSecret(outcome.heard.secured) || outcome.heard.secured.contains("AUTH CRAM-MD5"); // which sends no password
    EXPECT_EQ(outcome.isSignedIn(), hasProven) << qPrintable(outcome.error.detail);
}

/// The case itself; and once more for each answer to STARTTLS that stands in it as a comment, to be tried by hand.
QList<QByteArray> variants(const QByteArray& source) {
    static const QRegularExpression other(u"//\\s*(starttls_response|stls_response):[^\\n]*"_s);
    QList<QByteArray> all{source};
    for (auto it = other.globalMatch(QString::fromUtf8(source)); it.hasNext();) {
        const auto match = it.next();
        QString more = QString::fromUtf8(source);
        all.append(more.replace(match.capturedStart(), 2, u"  "_s).toUtf8());
    }
    return all;
}

class FakeMailServer : public ::testing::Test {
  protected:
    void SetUp() override {
        if (corpus().isEmpty())
            GTEST_SKIP() << "the corpus is not here";
    }
    /// Each case below that folder, with its place in it.
    template<typename F> static int forEach(const QString& folder, Protocol protocol, F&& f) {
        int count = 0;
        QDirIterator files(corpus() + u'/' + folder, {u"*.ron"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            EXPECT_TRUE(file.open(QIODevice::ReadOnly));
            for (const QByteArray& source : variants(file.readAll())) {
                SCOPED_TRACE(file.fileName().toStdString());
                const auto settings = parseRon(source);
                EXPECT_TRUE(settings);
                if (settings)
                    f(file.fileName(), Case{protocol, *settings});
            }
            ++count;
        }
        return count;
    }
    /// How many end in each way.
    struct Tally {
        int signedIn = 0, tls = 0, injected = 0, others = 0;
    };
    static Tally playAll(const QString& folder, Protocol protocol, int least) {
        Tally tally;
        const int count = forEach(folder, protocol, [&](const QString&, const Case& played) {
            const Outcome outcome = meet(played);
            expectSafe(outcome);
            int& which = outcome.isSignedIn()                               ? tally.signedIn
                         : outcome.error.code == ErrorCode::InjectedData    ? tally.injected
                         : outcome.error.kind == ErrorKind::Tls             ? tally.tls
                                                                            : tally.others;
            ++which;
        });
        EXPECT_GE(count, least);
        return tally;
    }
};

TEST_F(FakeMailServer, imapTellsNoSecretInTheClear) {
    const Tally tally = playAll(u"testcases/imap"_s, Protocol::Imap, 74);
    EXPECT_GE(tally.signedIn, 20);
    EXPECT_GE(tally.tls, 8);
    EXPECT_GE(tally.injected, 3);
}
TEST_F(FakeMailServer, pop3TellsNoSecretInTheClear) {
    const Tally tally = playAll(u"testcases/pop3"_s, Protocol::Pop3, 43);
    EXPECT_GE(tally.signedIn, 1);
    EXPECT_GE(tally.tls, 10);
    EXPECT_GE(tally.injected, 2);
}
TEST_F(FakeMailServer, smtpTellsNoSecretInTheClear) {
    const Tally tally = playAll(u"testcases/smtp"_s, Protocol::Smtp, 59);
    EXPECT_GE(tally.signedIn, 4);
    EXPECT_GE(tally.tls, 8);
    EXPECT_GE(tally.injected, 1);
}

TEST_F(FakeMailServer, negotiationThatFailsIsNeverMadeGoodInTheClear) {
    for (const auto& [folder, protocol] : {std::pair(u"imap"_s, Protocol::Imap), std::pair(u"pop3"_s, Protocol::Pop3), std::pair(u"smtp"_s, Protocol::Smtp)}) {
        forEach(u"testcases/%1/Negotiation"_s.arg(folder), protocol, [&](const QString& file, const Case& played) {
            const Outcome outcome = meet(played);
            const QString name = QFileInfo(file).baseName();
            const bool isStartTlsError = outcome.error.code == ErrorCode::StartTlsNotOffered || outcome.error.code == ErrorCode::StartTlsRefused;
            EXPECT_TRUE(!name.startsWith(u"O_"_s) || outcome.isSignedIn() || isStartTlsError || outcome.error.kind == ErrorKind::Protocol)
                << codeName(outcome.error.code).data();
            EXPECT_FALSE(name.startsWith(u"P"_s) && outcome.isSignedIn()) << "PREAUTH";
        });
    }
}

TEST_F(FakeMailServer, certificates) {
    int count = 0;
    for (const auto& [folder, protocol] : {std::pair(u"imap"_s, Protocol::Imap), std::pair(u"pop3"_s, Protocol::Pop3), std::pair(u"smtp"_s, Protocol::Smtp)}) {
        count += forEach(u"testcases_extra/Certificate%20Validation/"_s + folder, protocol, [&](const QString&, const Case& played) {
            const Outcome outcome = meet(played);
            expectSafe(outcome);
            EXPECT_EQ(outcome.error.code, tests::certificateKind(played.certificate()).expected);
            EXPECT_NE(outcome.error.code, ErrorCode::None);
            EXPECT_EQ(outcome.heard.secured, "");
        });
    }
    EXPECT_GE(count, 12);
}

TEST(Ron, readsWhatTheCasesUse) {
    const auto value = parseRon("( // words\n a: [One, Two(\"x\\r\\n\\x41\")],\n\tb: (kind: Ok, text: Text(\"t\")), c: {\"ehlo\": \"5\"}, d: None, // \"\n)");
    ASSERT_TRUE(value);
    EXPECT_EQ((*value)["a"].items.size(), 2);
    EXPECT_EQ((*value)["a"].items[1].anyText(), "x\r\nA");
    EXPECT_EQ((*value)["b"]["kind"].word, "Ok");
    EXPECT_EQ((*value)["c"]["ehlo"].text, "5");
    EXPECT_EQ((*value)["d"].word, "None");
    EXPECT_FALSE(parseRon("(a: [One"));
}

} // namespace
} // namespace tributary::connect::tst_FakeMailServer
