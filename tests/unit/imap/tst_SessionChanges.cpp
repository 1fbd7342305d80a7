// SPDX-License-Identifier: GPL-3.0-or-later
// A session that changes mailboxes: APPEND and its literal, what UIDPLUS and CONDSTORE answer, NOTIFY, COMPRESS
// (RFC 9051, 4315, 7162, 5465, 4978).
#include "Peer.h"
#include "imap/Limits.h"

namespace tributary::imap::tst_SessionChanges {

using namespace tributary::imap::tests;
using namespace Qt::Literals::StringLiterals;
using command::StoreMode;

namespace {

constexpr char kPlus[] = "IMAP4rev1 IDLE UIDPLUS MOVE LITERAL+ NOTIFY COMPRESS=DEFLATE";
constexpr char kPlain[] = "IMAP4rev1 IDLE UIDPLUS MOVE NOTIFY COMPRESS=DEFLATE";

Command append(const QByteArray& message) { return command::append("Sent", {u"\\Seen"_s}, {}, message); }

} // namespace

TEST(SessionChanges, appendWaitsForTheServer) {
    auto peer = Peer::signedIn(kPlain);
    EXPECT_TRUE(peer->send(append("a\r\nb")));
    EXPECT_TRUE(peer->send(command::noop()));
    EXPECT_EQ(peer->heard(), "T2 APPEND \"Sent\" (\\Seen) {4}\r\n");
    EXPECT_TRUE(peer->say("+ go on\r\n"));
    EXPECT_EQ(peer->heard(), "a\r\nb\r\nT3 NOOP\r\n");
    EXPECT_TRUE(peer->say("T2 OK [APPENDUID 7 4] done\r\nT3 OK\r\n"));
    EXPECT_EQ(peer->events(), "done 2 ok [APPENDUID 7 4] done\ndone 3 ok");
}

TEST(SessionChanges, appendDoesNotWaitWhereItNeedNot) {
    auto peer = Peer::signedIn(kPlus);
    EXPECT_TRUE(peer->send(append(QByteArray(10'000, 'x'))));
    EXPECT_TRUE(peer->send(command::noop()));
    EXPECT_EQ(peer->heard(), "T2 APPEND \"Sent\" (\\Seen) {10000+}\r\n" + QByteArray(10'000, 'x') + "\r\nT3 NOOP\r\n");
    EXPECT_TRUE(peer->say("T2 NO [OVERQUOTA] full\r\nT3 OK\r\n"));
    EXPECT_EQ(peer->events(), "done 2 no [OVERQUOTA] full\ndone 3 ok");
}

TEST(SessionChanges, aNoInPlaceOfTheContinuationEndsOnlyThatCommand) {
    for (const char* answer : {"T2 NO [TRYCREATE] no such mailbox\r\n", "T2 BAD too large\r\n"}) {
        auto peer = Peer::signedIn(kPlain);
        EXPECT_TRUE(peer->send(append("secret")));
        EXPECT_TRUE(peer->send(append("second")));
        EXPECT_TRUE(peer->send(command::noop()));
        EXPECT_EQ(peer->heard(), "T2 APPEND \"Sent\" (\\Seen) {6}\r\n");
        EXPECT_TRUE(peer->say(answer));
        EXPECT_EQ(peer->heard(), "T3 APPEND \"Sent\" (\\Seen) {6}\r\n") << "the literal never leaves, the next command does";
        EXPECT_TRUE(peer->say("+\r\n"));
        EXPECT_EQ(peer->heard(), "second\r\nT4 NOOP\r\n");
        EXPECT_TRUE(peer->say("T3 OK\r\nT4 OK\r\n"));
        EXPECT_EQ(peer->session.pendingCommands(), 0);
    }
}

TEST(SessionChanges, anOkBeforeTheLiteralIsALie) {
    auto peer = Peer::signedIn(kPlain);
    EXPECT_TRUE(peer->send(append("abc")));
    (void)peer->heard();
    EXPECT_EQ(codeOf(peer->say("T2 OK [APPENDUID 1 1] done\r\n")), ErrorCode::UnexpectedResponse);
}

TEST(SessionChanges, whatCannotBeSentSendsNothing) {
    auto peer = Peer::selected(kPlus);
    const auto refused = [&](const Command& command, ErrorKind kind) {
        const auto id = peer->session.send(command);
        EXPECT_FALSE(id);
        EXPECT_EQ(id ? ErrorKind::Cancelled : id.error().kind, kind) << command.name.toStdString();
        EXPECT_EQ(peer->heard(), "");
    };
    refused(command::uidStore(UidSet::range(1, 1), StoreMode::Add, {u"a b"_s}), ErrorKind::InvalidInput);
    refused(command::append("x", {u"a)"_s}, {}, "m"), ErrorKind::InvalidInput);
    refused(command::append("x", {}, {}, QByteArray("\0", 1)), ErrorKind::InvalidInput);
    refused(command::uidMove({}, "x"), ErrorKind::Internal);
    refused(command::uidSearchText({Command::Text{"\r\n"}}), ErrorKind::Internal);
    EXPECT_EQ(peer->session.pendingCommands(), 0);
    EXPECT_TRUE(peer->send(command::noop())) << "the session goes on";
    EXPECT_TRUE(peer->heard().endsWith(" NOOP\r\n"));
}

TEST(SessionChanges, changesNeedAMailbox) {
    auto peer = Peer::signedIn(kPlus);
    for (const Command& command : {command::uidStore(UidSet::range(1, 1), StoreMode::Add, {}), command::uidCopy(UidSet::range(1, 1), "x"),
                                   command::uidMove(UidSet::range(1, 1), "x"), command::expunge(), command::uidExpunge(UidSet::range(1, 1))})
        EXPECT_FALSE(peer->send(command)) << command.name.toStdString();
    for (const Command& command : {append("a"), command::create("x"), command::remove("x"), command::rename("x", "y"), command::subscribe("x"),
                                   command::unsubscribe("x"), command::notifyNone(), command::myRights("x")})
        EXPECT_TRUE(peer->send(command)) << command.name.toStdString();
}

TEST(SessionChanges, anyPiecesGiveTheSame) {
    const QByteArray lines("* 1 FETCH (UID 7 EMAILID (M1) THREADID NIL X-GM-MSGID 12 X-GM-THRID 13 X-GM-LABELS (\\Inbox {3}\r\na b))\r\n"
                           "* 2 FETCH (ENVELOPE (\"d\" {4}\r\na\r\nb ((\"n\" NIL \"m\" \"h\")) NIL NIL NIL NIL NIL NIL \"<i>\") UID 8)\r\n"
                           "* 3 FETCH (BODYSTRUCTURE ((\"text\" \"plain\" (\"name\" {2}\r\n\"x) NIL NIL \"7bit\" 5 1)(\"a\" \"b\") \"mixed\"))\r\n"
                           "* MYRIGHTS {3}\r\na b lrs\r\n* STATUS x (MAILBOXID (F1) MESSAGES 2)\r\n* OK [NOTIFICATIONOVERFLOW] {5}\r\n"
                           "T3 OK [COPYUID 5 3,1 9,7] copied\r\nT4 OK [MODIFIED 7,9] some\r\nT5 OK [APPENDUID 5 12] in\r\n");
    const QByteArray expected("fetch 1 uid=7 emailid=12 threadid=13 labels=(\\Inbox|a b)\n"
                              "fetch 2 uid=8 envelope{d|a\r\nb| from=n<m@h>||<i>}\n"
                              "fetch 3 parts{0[]multipart/mixed, 1[1]text/plain;name=\"x 7bit 5, 1[2]a/b}\n"
                              "myrights a b = lrs\nstatus x messages=2 mailboxid=F1\nuntagged ok [NOTIFICATIONOVERFLOW] {5}\n"
                              "done 3 ok [COPYUID 5 3,1 9,7] copied\ndone 4 ok [MODIFIED 7,9] some\ndone 5 ok [APPENDUID 5 12] in");
    const auto begin = [] {
        auto peer = Peer::selected(kPlus);
        EXPECT_TRUE(peer->send(command::uidCopy(UidSet::range(1, 3), "x")));
        EXPECT_TRUE(peer->send(command::uidStore(UidSet::range(1, 3), StoreMode::Add, {u"\\Seen"_s}, ModSeq(1))));
        EXPECT_TRUE(peer->send(append("abc")));
        (void)peer->heard();
        return peer;
    };
    const qsizetype size = begin()->tagged(lines).size();
    for (qsizetype split = 0; split <= size; ++split) { // every split point
        auto peer = begin();
        const QByteArray bytes = peer->tagged(lines);
        ASSERT_TRUE(peer->session.feed(QByteArrayView(bytes).first(split)));
        ASSERT_TRUE(peer->session.feed(QByteArrayView(bytes).sliced(split)));
        ASSERT_EQ(peer->events(), expected) << split;
    }
    for (const qsizetype piece : {1, 2, 3, 7}) {
        auto peer = begin();
        const QByteArray bytes = peer->tagged(lines);
        for (qsizetype at = 0; at < bytes.size(); at += piece)
            ASSERT_TRUE(peer->session.feed(QByteArrayView(bytes).sliced(at, std::min(piece, bytes.size() - at))));
        ASSERT_EQ(peer->events(), expected) << piece;
    }
}

TEST(SessionChanges, notificationsComeInAMailboxAndWhileIdling) { // RFC 5465 5
    const QByteArray news("* STATUS other (MESSAGES 3 UIDNEXT 9 UNSEEN 1)\r\n* LIST () \"/\" new (\"OLDNAME\" (\"old\"))\r\n* LIST (\\NonExistent) \"/\" gone\r\n"
                          "* 4 EXISTS\r\n* 4 FETCH (UID 12 FLAGS ())\r\n* 2 EXPUNGE\r\n* OK [NOTIFICATIONOVERFLOW] ...\r\n");
    const QByteArray expected("status other messages=3 unseen=1 uidnext=9\nlist () / new = new\nlist (\\NonExistent) / gone = gone\nexists 4\n"
                              "fetch 4 uid=12 flags=()\nexpunge 2\nuntagged ok [NOTIFICATIONOVERFLOW] ...");
    auto peer = Peer::selected(kPlus);
    EXPECT_TRUE(peer->send(command::notifySet({"UID", "FLAGS"}, true)));
    EXPECT_TRUE(peer->heard().startsWith("T3 NOTIFY SET STATUS (selected "));
    EXPECT_TRUE(peer->say("T3 OK\r\n" + news));
    EXPECT_EQ(peer->events(), "done 3 ok\n" + expected);
    EXPECT_TRUE(peer->send(command::idle()));
    (void)peer->heard();
    EXPECT_TRUE(peer->say("+ idling\r\n" + news));
    EXPECT_EQ(peer->session.state(), State::Idling);
    EXPECT_EQ(peer->events(), "idle\n" + expected);
}

TEST(SessionChanges, behindTheOkToCompressNoByteIsText) { // RFC 4978 3
    for (const QByteArray& behind : QByteArrayList{"", "\x01\x02", "* 9 EXISTS\r\n"}) {
        auto peer = Peer::selected(kPlus);
        EXPECT_TRUE(peer->send(command::noop()));
        EXPECT_TRUE(peer->send(command::compress()));
        EXPECT_FALSE(peer->send(command::noop())) << "nothing behind COMPRESS";
        EXPECT_EQ(peer->heard(), "T3 NOOP\r\nT4 COMPRESS DEFLATE\r\n");
        EXPECT_FALSE(peer->session.compressionAgreed());
        EXPECT_TRUE(peer->say("* 8 EXISTS\r\nT3 OK\r\nT4 OK active\r\n" + behind));
        EXPECT_TRUE(peer->session.compressionAgreed());
        EXPECT_EQ(peer->events(), "exists 8\ndone 3 ok\ndone 4 ok active");
        EXPECT_FALSE(peer->send(command::noop())) << "not before it has begun";
        const auto rest = peer->session.compressionStarted();
        ASSERT_TRUE(rest);
        EXPECT_EQ(*rest, behind);
        EXPECT_EQ(codeOf(peer->session.compressionStarted()), ErrorCode::Bug) << "once";
        EXPECT_TRUE(peer->send(command::noop()));
        EXPECT_EQ(peer->heard(), "T5 NOOP\r\n");
        EXPECT_TRUE(peer->say("T5 OK\r\n"));
    }
}

TEST(SessionChanges, aRefusedCompressLeavesTheTextAsItWas) {
    auto peer = Peer::selected(kPlus);
    EXPECT_TRUE(peer->send(command::compress()));
    (void)peer->heard();
    EXPECT_TRUE(peer->say("T3 NO [COMPRESSIONACTIVE] already\r\n* 5 EXISTS\r\n"));
    EXPECT_FALSE(peer->session.compressionAgreed());
    EXPECT_EQ(codeOf(peer->session.compressionStarted()), ErrorCode::Bug);
    EXPECT_EQ(peer->events(), "done 3 no [COMPRESSIONACTIVE] already\nexists 5");
    EXPECT_TRUE(peer->send(command::noop()));
}

TEST(SessionChanges, plainBytesAfterTheAgreementAreABugOfOurs) {
    auto peer = Peer::selected(kPlus);
    EXPECT_TRUE(peer->send(command::compress()));
    (void)peer->heard();
    EXPECT_TRUE(peer->say("T3 OK\r\n"));
    EXPECT_EQ(codeOf(peer->say("* 5 EXISTS\r\n")), ErrorCode::Bug);
    EXPECT_EQ(peer->session.state(), State::Failed);
}

// RFC 7162 3.2.11 with ENABLE still on its way: its answer decides when the data come.
TEST(SessionChanges, theMailboxBeforeIsNotTakenForTheNewInOneFlight) {
    for (const bool enabled : {true, false}) {
        auto peer = Peer::signedIn("IMAP4rev1 ENABLE QRESYNC");
        EXPECT_TRUE(peer->send(command::enable({"QRESYNC"})));
        EXPECT_TRUE(peer->send(command::examine("a")));
        EXPECT_TRUE(peer->send(command::examine("b")));
        (void)peer->heard();
        EXPECT_TRUE(peer->say(enabled ? "* ENABLED QRESYNC\r\nT2 OK\r\n* 1 EXISTS\r\nT3 OK\r\n* 7 EXISTS\r\n* OK [CLOSED] x\r\n* 2 EXISTS\r\nT4 OK\r\n"
                                      : "T2 OK\r\n* 1 EXISTS\r\nT3 OK\r\n* 2 EXISTS\r\nT4 OK\r\n"));
        EXPECT_EQ(peer->events(), enabled ? "enabled QRESYNC\ndone 2 ok\nexists 1\ndone 3 ok\nuntagged ok [CLOSED] x\nexists 2\ndone 4 ok"
                                          : "done 2 ok\nexists 1\ndone 3 ok\nexists 2\ndone 4 ok");
    }
}

// The same where the first of them fails: nothing is selected then (RFC 9051 6.3.2), so that no CLOSED comes for the next.
TEST(SessionChanges, aSelectBehindOneThatFailsLeavesNoMailbox) {
    auto peer = Peer::signedIn("IMAP4rev1 ENABLE QRESYNC");
    EXPECT_TRUE(peer->send(command::enable({"QRESYNC"})));
    for (const char* name : {"a", "gone", "b", "c"})
        EXPECT_TRUE(peer->send(command::examine(name)));
    (void)peer->heard();
    EXPECT_TRUE(peer->say("* ENABLED QRESYNC\r\nT2 OK\r\n* 1 EXISTS\r\nT3 OK\r\n* OK [CLOSED] x\r\nT4 NO\r\n"));
    EXPECT_EQ(peer->session.state(), State::Authenticated);
    EXPECT_TRUE(peer->say("* 2 EXISTS\r\nT5 OK\r\n* 7 EXISTS\r\n* OK [CLOSED] x\r\n* 3 EXISTS\r\nT6 OK\r\n"));
    EXPECT_EQ(peer->events(), "enabled QRESYNC\ndone 2 ok\nexists 1\ndone 3 ok\nuntagged ok [CLOSED] x\ndone 4 no\nexists 2\ndone 5 ok\n"
                              "untagged ok [CLOSED] x\nexists 3\ndone 6 ok");
}

// SRV3, SRV4 and SRV7 of reference/reliability.md, through the whole session.
TEST(SessionChanges, hostileDataAreBounded) {
    const auto ends = [](const QByteArray& bytes) {
        auto peer = Peer::selected(kPlus);
        return codeOf(peer->say(bytes));
    };
    const QByteArray open(1'000'000, '(');
    for (const char* before : {"* 1 FETCH (ENVELOPE (NIL NIL ", "* 1 FETCH (BODY ", "* 1 FETCH (X-GM-LABELS (", "* 1 FETCH (EMAILID (", "* STATUS x (MAILBOXID ("})
        EXPECT_EQ(ends(before + open + "\r\n"), ErrorCode::LimitExceeded) << before;
    EXPECT_EQ(ends("* 1 FETCH (X-GM-LABELS (" + QByteArray("a ").repeated(1'000'000) + "))\r\n"), ErrorCode::LimitExceeded);
    EXPECT_EQ(ends("* 1 FETCH (BODYSTRUCTURE (" + QByteArray("()").repeated(1'000'000) + "))\r\n"), ErrorCode::None);
    EXPECT_EQ(ends("* 1 FETCH (ENVELOPE (NIL NIL (" + QByteArray("()").repeated(1'000'000) + ")))\r\n"), ErrorCode::None);
    EXPECT_EQ(ends("* OK [COPYUID 1 1" + QByteArray(",3,1").repeated(500'000) + " 1:4294967295] x\r\n"), ErrorCode::None);
    EXPECT_EQ(ends("* 1 FETCH (UID 0 UID 4294967295 EMAILID (" + QByteArray(1'000'000, 'x') + "))\r\n"), ErrorCode::None);
    EXPECT_EQ(ends("* 1 FETCH (BODY[] {67108865}\r\n"), ErrorCode::LimitExceeded) << "a body is asked for in pieces of at most kBodyLiteral";
    EXPECT_EQ(ends("* 1 FETCH (ENVELOPE (NIL {8388609}\r\n"), ErrorCode::LimitExceeded);
}

} // namespace tributary::imap::tst_SessionChanges
