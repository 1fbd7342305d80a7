// SPDX-License-Identifier: GPL-3.0-or-later
// A session from the greeting to QUIT, byte by byte and against servers that lie (RFC 1939, 2449; S1, S34).
#include "Peer.h"

namespace tributary::pop3::tst_Pop3Session {
namespace {

using tests::codeOf;
using tests::Peer;

/// What a server says to these makes the session fail so.
ErrorCode failureOf(Peer& peer, const QByteArray& said) {
    const ErrorCode code = codeOf(peer.say(said));
    EXPECT_EQ(peer.session.state(), State::Failed);
    EXPECT_EQ(codeOf(peer.say("+OK\r\n")), ErrorCode::UnexpectedResponse) << "dead";
    EXPECT_EQ(peer.heard(), "");
    EXPECT_EQ(codeOf(peer.session.noop()), ErrorCode::Bug);
    return code;
}

ErrorCode listFails(const QByteArray& said) {
    const auto peer = Peer::ready();
    EXPECT_TRUE(peer->session.stat());
    EXPECT_TRUE(peer->session.list());
    EXPECT_TRUE(peer->session.uidl());
    (void)peer->heard();
    return failureOf(*peer, said);
}

} // namespace

TEST(Pop3Session, theSameComesOfAnyPieces) {
    for (const qsizetype piece : {0, 1, 2, 3, 7}) {
        const auto peer = Peer::ready();
        EXPECT_TRUE(peer->session.stat());
        EXPECT_TRUE(peer->session.list());
        EXPECT_TRUE(peer->session.uidl());
        EXPECT_TRUE(peer->session.retrieve(1, 1000));
        EXPECT_TRUE(peer->session.top(3, 0, 1000));
        EXPECT_TRUE(peer->session.dele(3));
        EXPECT_EQ(peer->heard(), "STAT\r\nLIST\r\nUIDL\r\nRETR 1\r\nTOP 3 0\r\nDELE 3\r\n");
        EXPECT_EQ(peer->session.pendingCommands(), 6);
        EXPECT_TRUE(peer->say("+OK 3 320\r\n+OK\r\n1 120\r\n3 200\r\n.\r\n+OK\r\n3 b\r\n1 a\r\n.\r\n+OK 120 octets\r\nS: x\r\n\r\n..\r\n.\r\n+OK\r\nS: y\r\n\r\n.\r\n-ERR locked\r\n", piece));
        EXPECT_EQ(peer->events(), "stat +OK 3 320 3:320\nlist +OK 1:120 3:200\nuidl +OK 1=a 3=b\nretr 1 +OK 120 octets {S: x\r\n\r\n.\r\n}\n"
                                  "top 3 +OK {S: y\r\n\r\n}\ndele 3 -ERR locked [refused/server-refused]");
        EXPECT_EQ(peer->session.pendingCommands(), 0);
        EXPECT_TRUE(peer->session.quit());
        EXPECT_EQ(codeOf(peer->session.noop()), ErrorCode::Bug) << "nothing behind QUIT";
        EXPECT_EQ(peer->heard(), "QUIT\r\n");
        EXPECT_TRUE(peer->say("+OK bye\r\n", piece));
        EXPECT_EQ(peer->events(), "quit +OK bye");
        EXPECT_EQ(peer->session.state(), State::Closed);
    }
}
TEST(Pop3Session, withoutPipeliningOneLeavesAtATime) {
    const auto peer = Peer::ready({"UIDL"});
    EXPECT_TRUE(peer->session.retrieve(1, 100));
    EXPECT_TRUE(peer->session.retrieve(2, 100));
    EXPECT_TRUE(peer->session.noop());
    EXPECT_EQ(peer->heard(), "RETR 1\r\n");
    EXPECT_TRUE(peer->say("+OK\r\na\r\n"));
    EXPECT_EQ(peer->heard(), "");
    EXPECT_TRUE(peer->say(".\r\n"));
    EXPECT_EQ(peer->heard(), "RETR 2\r\n");
    EXPECT_TRUE(peer->say("-ERR gone\r\n"));
    EXPECT_EQ(peer->heard(), "NOOP\r\n");
    EXPECT_TRUE(peer->say("+OK\r\n"));
    EXPECT_EQ(peer->events(), "retr 1 +OK {a\r\n}\nretr 2 -ERR gone [refused/server-refused]\nnoop +OK");
}
TEST(Pop3Session, aRefusedMessageInTheMiddleIsOfThatOneAlone) {
    const auto peer = Peer::ready();
    for (int number = 1; number <= 3; ++number)
        EXPECT_TRUE(peer->session.retrieve(number, 100));
    (void)peer->heard();
    EXPECT_TRUE(peer->say("+OK\r\na\r\n.\r\n-ERR [SYS/TEMP] disk\r\n+OK\r\n.\r\n"));
    EXPECT_EQ(peer->events(), "retr 1 +OK {a\r\n}\nretr 2 -ERR [SYS/TEMP] disk [temporary-refusal/server-refused]\nretr 3 +OK");
}
TEST(Pop3Session, greetings) {
    Peer refused;
    EXPECT_TRUE(refused.say("-ERR [SYS/TEMP] later\r\nmore\r\n"));
    EXPECT_EQ(refused.events(), "connect -ERR [SYS/TEMP] later [temporary-refusal/server-refused]");
    EXPECT_EQ(refused.session.state(), State::Closed);
    for (const QByteArray greeting : {"* OK IMAP4rev1\r\n", "220 ready\r\n", "HTTP/1.1 400 x\r\n", "SSH-2.0\r\n", "\r\n", "+AB\r\n", "-\r\n"}) {
        Peer other;
        const Status status = other.say(greeting);
        EXPECT_EQ(codeOf(status), ErrorCode::NotThisProtocol) << greeting.constData();
        EXPECT_EQ(other.session.state(), State::Failed);
    }
    Peer endless;
    EXPECT_EQ(codeOf(endless.say("+OK " + QByteArray(9000, 'x'))), ErrorCode::LimitExceeded);
}
TEST(Pop3Session, answersThatNobodyAskedFor) {
    const auto early = Peer::greeted();
    EXPECT_EQ(failureOf(*early, "+OK\r\n"), ErrorCode::UnexpectedResponse);
    const auto queued = Peer::ready(); // queued is not said
    EXPECT_TRUE(queued->session.noop());
    EXPECT_EQ(codeOf(queued->say("+OK\r\n")), ErrorCode::UnexpectedResponse);
    const auto twice = Peer::ready();
    EXPECT_TRUE(twice->session.noop());
    (void)twice->heard();
    EXPECT_EQ(codeOf(twice->say("+OK\r\n+OK\r\n")), ErrorCode::UnexpectedResponse);
    EXPECT_EQ(twice->events(), "noop +OK") << "what was answered stays";
    const auto leaving = Peer::ready();
    const Status bye = leaving->say("-ERR Disconnected for inactivity\r\n");
    ASSERT_FALSE(bye);
    EXPECT_EQ(bye.error().code, ErrorCode::ConnectionClosed);
    EXPECT_EQ(bye.error().serverText, "-ERR Disconnected for inactivity");
    EXPECT_EQ(leaving->session.state(), State::Failed);
}
TEST(Pop3Session, hostileLines) {
    EXPECT_EQ(listFails("+OK " + QByteArray(9000, 'x')), ErrorCode::LimitExceeded);
    EXPECT_EQ(listFails(QByteArray("+OK 1\0 1\r\n", 10)), ErrorCode::MalformedResponse);
    EXPECT_EQ(listFails("OK 1 1\r\n"), ErrorCode::MalformedResponse);
    EXPECT_EQ(listFails("+OK many\r\n"), ErrorCode::MalformedResponse);
    EXPECT_EQ(listFails("+OK 200001 1\r\n"), ErrorCode::LimitExceeded);
    EXPECT_EQ(listFails("+OK 1 9223372036854775808\r\n"), ErrorCode::MalformedResponse);
}
TEST(Pop3Session, hostileListings) {
    EXPECT_EQ(listFails("+OK 2 9\r\n+OK\r\n1 " + QByteArray(9000, '1')), ErrorCode::LimitExceeded);
    EXPECT_EQ(listFails("+OK 2 9\r\n+OK\r\n3 5\r\n"), ErrorCode::MalformedResponse) << "beyond what STAT said";
    EXPECT_EQ(listFails("+OK 2 9\r\n+OK\r\n1 5\r\n1 5\r\n.\r\n"), ErrorCode::MalformedResponse) << "twice";
    EXPECT_EQ(listFails("+OK 1 9\r\n+OK\r\n1 5\r\n1 5\r\n"), ErrorCode::MalformedResponse) << "more than STAT said";
    EXPECT_EQ(listFails("+OK 2 9\r\n+OK\r\n1 -5\r\n"), ErrorCode::MalformedResponse);
    EXPECT_EQ(listFails("+OK 2 9\r\n+OK\r\n\r\n"), ErrorCode::MalformedResponse);
    EXPECT_EQ(listFails("+OK 2 9\r\n+OK\r\n.\r\n+OK\r\n2 a\r\n1 b\r\n2 c\r\n"), ErrorCode::MalformedResponse);
}
TEST(Pop3Session, anEndlessListingEnds) {
    const auto peer = Peer::ready(); // without STAT
    EXPECT_TRUE(peer->session.uidl());
    (void)peer->heard();
    ASSERT_TRUE(peer->say("+OK\r\n"));
    QByteArray lines;
    for (int number = 1; number <= kMaxMessages; ++number)
        lines += QByteArray::number(number) + " x\r\n";
    ASSERT_TRUE(peer->say(lines, 65536));
    EXPECT_EQ(codeOf(peer->say("1 x\r\n")), ErrorCode::LimitExceeded);
    const auto talker = Peer::greeted();
    EXPECT_TRUE(talker->session.capa());
    (void)talker->heard();
    EXPECT_EQ(codeOf(talker->say("+OK\r\n" + QByteArray("X\r\n").repeated(201))), ErrorCode::LimitExceeded);
}
TEST(Pop3Session, whatIsMarkedAsDeletedKeepsTheNumbersOfTheOthers) {
    const auto peer = Peer::ready();
    EXPECT_TRUE(peer->session.stat());
    EXPECT_TRUE(peer->session.dele(1));
    EXPECT_TRUE(peer->session.stat());
    EXPECT_TRUE(peer->session.list());
    (void)peer->heard();
    EXPECT_TRUE(peer->say("+OK 3 9\r\n+OK\r\n+OK 2 6\r\n+OK\r\n2 3\r\n3 3\r\n.\r\n"));
    EXPECT_EQ(peer->events(), "stat +OK 3 9 3:9\ndele 1 +OK\nstat +OK 2 6 2:6\nlist +OK 2:3 3:3");
}
TEST(Pop3Session, aMessageWithoutEndEnds) {
    const auto peer = Peer::ready();
    EXPECT_TRUE(peer->session.retrieve(1, 1000));
    (void)peer->heard();
    EXPECT_TRUE(peer->say("+OK 5 octets\r\n" + QByteArray(1000, 'x')));
    EXPECT_EQ(failureOf(*peer, "x"), ErrorCode::LimitExceeded);
    const auto exact = Peer::ready();
    EXPECT_TRUE(exact->session.retrieve(1, 4));
    (void)exact->heard();
    EXPECT_TRUE(exact->say("+OK\r\nab\r\n.\r\n"));
    EXPECT_EQ(exact->events(), "retr 1 +OK {ab\r\n}");
}
TEST(Pop3Session, aListedLineThatBeginsWithADotIsUnstuffed) {
    const auto peer = Peer::ready();
    EXPECT_TRUE(peer->session.uidl());
    (void)peer->heard();
    EXPECT_TRUE(peer->say("+OK\r\n1 .\r\n.2 a\r\n.\r\n"));
    EXPECT_EQ(peer->events(), "uidl +OK 1=. 2=a");
}
TEST(Pop3Session, commandsThatAreNotLegalAreNotSaid) {
    Peer fresh;
    EXPECT_EQ(codeOf(fresh.session.capa()), ErrorCode::Bug) << "before the greeting";
    const auto peer = Peer::greeted();
    EXPECT_EQ(codeOf(peer->session.stat()), ErrorCode::Bug) << "before signing in";
    EXPECT_EQ(codeOf(peer->session.tlsStarted()), ErrorCode::InjectedData);
    const auto ready = Peer::ready();
    EXPECT_EQ(codeOf(ready->session.retrieve(0, 1)), ErrorCode::Bug);
    EXPECT_EQ(codeOf(ready->session.dele(-1)), ErrorCode::Bug);
    EXPECT_EQ(codeOf(ready->session.signIn(QStringLiteral("a"), Secret("b"))), ErrorCode::Bug);
    EXPECT_EQ(ready->heard(), "");
}
TEST(Pop3Session, aRefusedCapaLeavesNothingKnown) {
    Peer peer;
    EXPECT_TRUE(peer.say("+OK\r\n"));
    EXPECT_TRUE(peer.session.capa());
    EXPECT_EQ(peer.heard(), "CAPA\r\n");
    EXPECT_TRUE(peer.say("-ERR what?\r\n"));
    EXPECT_EQ(peer.events(), "connect +OK\ncapa -ERR what? [refused/server-refused]");
    EXPECT_FALSE(peer.session.capabilities().isKnown());
    EXPECT_EQ(peer.session.state(), State::Authorization);
}

} // namespace tributary::pop3::tst_Pop3Session
