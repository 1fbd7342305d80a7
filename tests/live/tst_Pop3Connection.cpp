// SPDX-License-Identifier: GPL-3.0-or-later
// POP3 against a real Dovecot: every way to sign in, and that what comes is what IMAP gives, byte for byte (S1, S13, S16, S22, S35).
#include "ImapDialogue.h"

#include "connect/Pop3Connection.h"
#include "net/Dialer.h"
#include "support/MailServer.h"

#include <gtest/gtest.h>

#include <QJsonDocument>
#include <QJsonObject>

namespace tributary::connect::tst_Pop3Connection {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using model::Security;
using tests::MailServer;

constexpr int kMessages = 500;

class Pop3ConnectionTest : public ::testing::Test {
  protected:
    static void SetUpTestSuite() {
        MailServer::Options options;
        options.pop3 = true;
        auto started = MailServer::start(options);
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        server = std::move(*started);
    }
    static void TearDownTestSuite() { server.reset(); }
    void SetUp() override { ASSERT_TRUE(server); }

    static Target target(const QString& name, Security security = Security::Tls) {
        Target made;
        made.server = {server->host(), security == Security::Tls ? server->pop3sPort() : server->pop3Port(), security, MailServer::user(name)};
        made.password = Secret(MailServer::password(name).toUtf8());
        made.certificates = *net::loadCertificatePolicy({server->caFile()});
        return made;
    }
    static std::unique_ptr<Pop3Connection> open(const QString& name, Security security = Security::Tls) {
        auto opened = Pop3Connection::open(target(name, security));
        EXPECT_TRUE(opened) << qPrintable(opened.error().detail) << opened.error().serverText.constData();
        return opened ? std::move(*opened) : nullptr;
    }
    static QList<int> numbersOf(const QList<Pop3Connection::Listed>& messages) {
        QList<int> numbers;
        for (const Pop3Connection::Listed& message : messages)
            numbers.append(message.number);
        return numbers;
    }
    static qsizetype countOf(const QString& name) {
        const auto connection = open(name);
        const auto listed = connection->list();
        EXPECT_TRUE(listed);
        EXPECT_TRUE(connection->quit());
        return listed ? listed->size() : -1;
    }

    static std::unique_ptr<MailServer> server;
};
std::unique_ptr<MailServer> Pop3ConnectionTest::server;

/// INBOX over IMAP, in its order.
QByteArrayList overImap(const MailServer& server, const QByteArray& name) {
    tests::ImapDialogue imap(server);
    imap.logIn(name);
    imap.say("EXAMINE INBOX");
    const QByteArray said = imap.say("FETCH 1:* BODY.PEEK[]");
    QByteArrayList messages;
    for (qsizetype at = said.indexOf("BODY[] {"); at >= 0; at = said.indexOf("BODY[] {", at)) {
        const qsizetype begin = said.indexOf("}\r\n", at) + 3;
        const qsizetype size = said.mid(at + 8, begin - 3 - at - 8).toLongLong();
        messages.append(said.mid(begin, size));
        at = begin + size;
    }
    return messages;
}

/// Says USER and PASS, which the connection would not where there is SASL; how the session ends up.
pop3::State byUserAndPass(const MailServer& server, const QString& name, const QByteArray& password) {
    net::DialOptions options;
    options.certificates = *net::loadCertificatePolicy({server.caFile()});
    options.connectTimeout = 20s;
    net::DialResult dialled = net::dial({server.host(), server.pop3sPort(), true, {}}, options);
    EXPECT_TRUE(dialled.status);
    pop3::Session session(true);
    const auto await = [&] {
        for (;;) {
            if (const auto event = session.nextEvent())
                return event->status;
            const QByteArray out = session.takeOutput();
            if (!out.isEmpty()) {
                EXPECT_TRUE(dialled.stream->write(out));
            }
            const auto read = dialled.stream->read(20s);
            if (!read)
                return Status(failure(read.error()));
            EXPECT_TRUE(session.feed(read->bytes));
        }
    };
    EXPECT_TRUE(await());
    EXPECT_TRUE(session.signIn(MailServer::user(name), Secret(password)));
    (void)await();
    dialled.stream->close();
    return session.state();
}

} // namespace

TEST_F(Pop3ConnectionTest, S13_signsInOverTlsAndOverStls) {
    for (const Security security : {Security::Tls, Security::StartTls, Security::None}) {
        const auto connection = open(u"bob"_s, security);
        ASSERT_TRUE(connection);
        EXPECT_EQ(connection->isEncrypted(), security != Security::None) << "in the clear to this machine only";
        for (const char* keyword : {"UIDL", "TOP", "PIPELINING", "RESP-CODES"})
            EXPECT_TRUE(connection->capabilities().has(keyword)) << keyword;
        EXPECT_TRUE(connection->noop());
        EXPECT_TRUE(connection->quit());
    }
}
TEST_F(Pop3ConnectionTest, S13_noPasswordIsTakenBeforeStls) {
    Target elsewhere = target(u"bob"_s, Security::StartTls);
    elsewhere.server.host = MailServer::startTlsOnlyHost();
    EXPECT_TRUE(Pop3Connection::open(elsewhere));
}
TEST_F(Pop3ConnectionTest, S36_certificatesThatAreNoneAreRefused) {
    const QList<std::pair<QString, ErrorCode>> hosts{{MailServer::wrongNameHost(), ErrorCode::CertificateWrongHost},
                                                     {MailServer::expiredHost(), ErrorCode::CertificateExpired},
                                                     {MailServer::selfSignedHost(), ErrorCode::CertificateSelfSigned},
                                                     {MailServer::unknownAuthorityHost(), ErrorCode::CertificateUnknownAuthority}};
    for (const auto& [host, code] : hosts) {
        for (const Security security : {Security::Tls, Security::StartTls}) {
            Target bad = target(u"bob"_s, security);
            bad.server.host = host;
            const auto opened = Pop3Connection::open(bad);
            ASSERT_FALSE(opened) << qPrintable(host);
            EXPECT_EQ(opened.error().code, code) << qPrintable(host);
        }
    }
}
TEST_F(Pop3ConnectionTest, S35_aWrongPasswordIsRefusedAsOne) {
    Target wrong = target(u"bob"_s);
    wrong.password = Secret("not this");
    const auto opened = Pop3Connection::open(wrong);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::Auth);
    EXPECT_EQ(opened.error().code, ErrorCode::CredentialsRejected);
    EXPECT_TRUE(opened.error().serverText.startsWith("-ERR [AUTH]")) << opened.error().serverText.constData();
}
TEST_F(Pop3ConnectionTest, S16_userAndPass) {
    EXPECT_EQ(byUserAndPass(*server, u"bob"_s, "pw-bob"), pop3::State::Transaction);
    EXPECT_EQ(byUserAndPass(*server, u"bob"_s, "wrong"), pop3::State::Authorization);
}
TEST_F(Pop3ConnectionTest, anEmptyMaildropIsOne) { EXPECT_EQ(countOf(u"dave"_s), 0); }

TEST_F(Pop3ConnectionTest, S1_fiveHundredMessagesAreWhatImapGives) {
    ASSERT_TRUE(server->fill(u"alice"_s, kMessages));
    ASSERT_TRUE(server->deliver(u"alice"_s, "Subject: dots\r\n\r\n.\r\n..\r\n.a\r\n\r\n.\r\n"));
    const QByteArrayList expected = overImap(*server, "alice");
    ASSERT_EQ(expected.size(), kMessages + 1);
    const auto connection = open(u"alice"_s);
    ASSERT_TRUE(connection);
    const auto listed = connection->list();
    ASSERT_TRUE(listed);
    ASSERT_EQ(listed->size(), expected.size());
    EXPECT_TRUE(connection->hasUniqueIds());
    QSet<QByteArray> ids;
    for (const Pop3Connection::Listed& message : *listed)
        ids.insert(message.uniqueId);
    EXPECT_EQ(ids.size(), listed->size());
    const int before = connection->roundTrips();
    int next = 1;
    const Status status = connection->retrieve(numbersOf(*listed), 10 << 20, [&](int number, Result<QByteArray> message) -> Status {
        EXPECT_EQ(number, next++);
        EXPECT_TRUE(message);
        QByteArray original = expected.value(number - 1);
        if (!original.endsWith("\r\n"))
            original += "\r\n"; // RFC 1939 3: the last line has its end
        EXPECT_EQ(message.value_or(QByteArray()), original) << number;
        return {};
    });
    EXPECT_TRUE(status) << qPrintable(status.error().detail);
    EXPECT_EQ(next, kMessages + 2);
    EXPECT_LE(connection->roundTrips() - before, kMessages + 2);
    EXPECT_TRUE(connection->quit());
}
TEST_F(Pop3ConnectionTest, topGivesTheHeaderAndSoManyLines) {
    ASSERT_TRUE(server->deliver(u"carol"_s, "Subject: x\r\nX-Other: y\r\n\r\none\r\n.two\r\nthree\r\n"));
    const auto connection = open(u"carol"_s);
    ASSERT_TRUE(connection);
    QByteArrayList taken;
    const auto taker = [&](int, Result<QByteArray> message) -> Status {
        taken.append(message.value_or("-"));
        return {};
    };
    EXPECT_TRUE(connection->top({1}, 0, taker));
    EXPECT_TRUE(connection->top({1}, 2, taker));
    EXPECT_TRUE(connection->top({1, 99}, 1, taker)) << "one that is not there holds up no other";
    ASSERT_EQ(taken.size(), 4);
    EXPECT_TRUE(taken[0].contains("Subject: x\r\n") && taken[0].endsWith("\r\n\r\n")) << taken[0].constData();
    EXPECT_TRUE(taken[1].endsWith("\r\n\r\none\r\n.two\r\n")) << taken[1].constData();
    EXPECT_TRUE(taken[2].endsWith("\r\n\r\none\r\n"));
    EXPECT_EQ(taken[3], "-");
}
TEST_F(Pop3ConnectionTest, nothingIsDeletedWithoutQuit) {
    for (int i = 0; i < 3; ++i)
        ASSERT_TRUE(server->deliver(u"hanako"_s, "Subject: " + QByteArray::number(i) + "\r\n\r\nx\r\n"));
    auto connection = open(u"hanako"_s);
    ASSERT_TRUE(connection);
    auto marked = connection->markDeleted({1, 2, 99});
    ASSERT_TRUE(marked);
    EXPECT_EQ(*marked, (QList<int>{1, 2}));
    connection->abandon();
    connection.reset();
    ASSERT_EQ(countOf(u"hanako"_s), 3);

    connection = open(u"hanako"_s);
    ASSERT_TRUE(connection);
    const auto before = connection->list();
    ASSERT_TRUE(before);
    marked = connection->markDeleted({1, 2});
    ASSERT_TRUE(marked);
    EXPECT_EQ(marked->size(), 2);
    EXPECT_TRUE(connection->quit());
    connection = open(u"hanako"_s);
    ASSERT_TRUE(connection);
    const auto left = connection->list();
    ASSERT_TRUE(left);
    ASSERT_EQ(left->size(), 1);
    EXPECT_EQ(left->first().uniqueId, before->last().uniqueId) << "an id stays with its message";
    EXPECT_EQ(left->first().number, 1);
}
TEST_F(Pop3ConnectionTest, S22_aTokenSignsIn) {
    MailServer::Options options;
    options.oauth.emplace();
    auto started = MailServer::start(options);
    if (!started && MailServer::isMissing(started.error()))
        GTEST_SKIP() << qPrintable(started.error().detail);
    ASSERT_TRUE(started) << qPrintable(started.error().detail);
    const MailServer& provider = **started;
    if (provider.pop3sPort() == 0)
        GTEST_SKIP() << "no POP3 here";
    const auto tokens = (*started)->oauth({u"token"_s, u"alice"_s});
    ASSERT_TRUE(tokens) << qPrintable(tokens.error().detail);
    const QByteArray token = QJsonDocument::fromJson(*tokens).object().value(u"access_token"_s).toString().toUtf8();
    ASSERT_FALSE(token.isEmpty()) << tokens->constData();
    for (const QByteArray mechanism : {"XOAUTH2", "OAUTHBEARER"}) {
        Target oauth;
        oauth.server = {provider.host(), provider.pop3sPort(), Security::Tls, MailServer::user(u"alice"_s)};
        oauth.certificates = *net::loadCertificatePolicy({provider.caFile()});
        oauth.oauth = true;
        oauth.mechanisms = {mechanism};
        oauth.password = Secret(token);
        const auto opened = Pop3Connection::open(oauth);
        ASSERT_TRUE(opened) << mechanism.constData() << ' ' << opened.error().serverText.constData();
        EXPECT_TRUE((*opened)->list());
        oauth.password = Secret(token + "x");
        const auto refused = Pop3Connection::open(oauth);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::CredentialsRejected) << mechanism.constData();
    }
}

} // namespace tributary::connect::tst_Pop3Connection
