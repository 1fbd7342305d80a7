// SPDX-License-Identifier: GPL-3.0-or-later
// One connection from its greeting to its end (RFC 9051, 3501): states, pipelining, IDLE, data at odd moments.
#include "Peer.h"

namespace tributary::imap::tst_Session {

using namespace tributary::imap::tests;

namespace {

ErrorCode greetedWith(const QByteArray& bytes, State state, bool encrypted = true) {
    Peer peer(encrypted);
    const ErrorCode code = codeOf(peer.say(bytes));
    EXPECT_EQ(peer.session.state(), state) << bytes.toStdString();
    return code;
}

} // namespace

TEST(Session, greetingsLeadToTheirState) {
    Peer peer(false);
    EXPECT_EQ(peer.session.state(), State::AwaitingGreeting);
    EXPECT_FALSE(peer.send(command::capability())) << "not before the greeting";
    EXPECT_TRUE(peer.say("* OK [CAPABILITY IMAP4rev1 IDLE] hello\r\n"));
    EXPECT_EQ(peer.session.state(), State::NotAuthenticated);
    EXPECT_EQ(peer.events(), "greeting ok [CAPABILITY IMAP4rev1 IDLE] hello");
    EXPECT_TRUE(peer.session.hasCapability("idle"));
    EXPECT_EQ(greetedWith("* PREAUTH in\r\n", State::Authenticated), ErrorCode::None);
    EXPECT_EQ(greetedWith("* PREAUTH in\r\n", State::Failed, false), ErrorCode::UnexpectedResponse) << "TLS3: without TLS nobody is signed in";
    EXPECT_EQ(greetedWith("* BYE [UNAVAILABLE] later\r\n", State::Closed), ErrorCode::None);
    EXPECT_EQ(greetedWith("* O", State::AwaitingGreeting), ErrorCode::None);
}

TEST(Session, whatIsNoGreetingIsNotThisProtocol) {
    for (const char* bytes : {"HTTP/1.1 400 Bad Request\r\n", "+OK POP3\r\n", "220 smtp\r\n", "\r\n", "\x16\x03\x01", "+ go\r\n", "*\r\n", "*OK x\r\n",
                              "* CAPABILITY IMAP4rev1\r\n", "* OKAY\r\n", "* 1 EXISTS\r\n", "* X {268435456}\r\n"})
        EXPECT_EQ(greetedWith(bytes, State::Failed), ErrorCode::NotThisProtocol) << bytes;
    EXPECT_EQ(greetedWith("* NO full\r\n", State::Failed), ErrorCode::UnexpectedResponse);
    EXPECT_EQ(greetedWith("* BAD full\r\n", State::Failed), ErrorCode::UnexpectedResponse);
}

TEST(Session, aByeGreetingIsTheEnd) {
    Peer peer;
    EXPECT_TRUE(peer.say("* BYE too many\r\n* 1 EXISTS\r\n* OK [CAPABILITY X] y\r\n"));
    EXPECT_EQ(peer.session.byeText(), "too many");
    EXPECT_EQ(peer.events(), "greeting bye too many\nuntagged ok [CAPABILITY X] y");
    EXPECT_FALSE(peer.send(command::noop()));
    EXPECT_EQ(codeOf(peer.say("T1 OK\r\n")), ErrorCode::UnexpectedResponse);
}

TEST(Session, capabilitiesAreReplacedWhole) {
    Peer peer;
    EXPECT_TRUE(peer.say("* OK ready\r\n"));
    EXPECT_FALSE(peer.session.capabilitiesKnown());
    EXPECT_TRUE(peer.send(command::capability()));
    EXPECT_EQ(peer.heard(), "T1 CAPABILITY\r\n");
    EXPECT_TRUE(peer.say("* CAPABILITY IMAP4rev1 AUTH=PLAIN auth=login\r\nT1 OK done\r\n"));
    EXPECT_TRUE(peer.session.hasCapability("Auth=Plain"));
    QList<QByteArray> mechanisms = peer.session.authMechanisms();
    std::sort(mechanisms.begin(), mechanisms.end());
    EXPECT_EQ(mechanisms, (QList<QByteArray>{"LOGIN", "PLAIN"}));
    EXPECT_TRUE(peer.say("* OK [CAPABILITY  X ] y\r\n"));
    EXPECT_FALSE(peer.session.hasCapability("IMAP4rev1"));
    EXPECT_TRUE(peer.session.hasCapability("X"));
    EXPECT_FALSE(peer.session.hasCapability(""));
}

TEST(Session, commandsArePipelinedAndAnsweredInAnyOrder) {
    auto peer = Peer::signedIn();
    EXPECT_TRUE(peer->send(command::examine("a")));
    EXPECT_TRUE(peer->send(command::uidSearch("ALL"))) << "legal in the state that the command before leads to";
    EXPECT_TRUE(peer->send(command::noop()));
    EXPECT_EQ(peer->heard(), "T2 EXAMINE \"a\"\r\nT3 UID SEARCH ALL\r\nT4 NOOP\r\n");
    EXPECT_EQ(peer->session.pendingCommands(), 3);
    EXPECT_TRUE(peer->say("* 3 EXISTS\r\nT2 OK [READ-ONLY] x\r\nT4 OK noop\r\n* SEARCH 1 2 3\r\nT3 OK\r\n"));
    EXPECT_EQ(peer->events(), "exists 3\ndone 2 ok [READ-ONLY] x\ndone 4 ok noop\nsearch 1:3\ndone 3 ok");
    EXPECT_EQ(peer->session.pendingCommands(), 0);
    EXPECT_EQ(peer->heard(), "");
}

TEST(Session, illegalCommandsAreOursToMend) {
    auto peer = Peer::signedIn();
    for (const Command& command : {command::startTls(), command::login(QStringLiteral("a"), Secret("b")), command::unselect(), command::uidSearch("ALL")}) {
        const auto id = peer->session.send(command);
        ASSERT_FALSE(id);
        EXPECT_EQ(id.error().kind, ErrorKind::Internal);
        EXPECT_EQ(id.error().code, ErrorCode::Bug);
    }
    EXPECT_TRUE(peer->send(command::examine("x")));
    EXPECT_FALSE(peer->send(command::enable({"QRESYNC"}))) << "RFC 5161: not once one is selected";
    EXPECT_TRUE(peer->send(command::unselect()));
    EXPECT_FALSE(peer->send(command::uidSearch("ALL")));
    EXPECT_TRUE(peer->send(command::logout()));
    EXPECT_FALSE(peer->send(command::noop())) << "nothing behind LOGOUT";
    EXPECT_EQ(peer->heard(), "T2 EXAMINE \"x\"\r\nT3 UNSELECT\r\nT4 LOGOUT\r\n");
}

TEST(Session, answersMustNameACommandThatWasSent) {
    for (const char* line : {"T9 OK\r\n", "T2\r\n", "T2OK\r\n", "A1 OK\r\n", "T OK\r\n", "x\r\n", " T2 OK\r\n", "T02 OK\r\n", "T1 OK\r\n"}) {
        auto peer = Peer::signedIn();
        EXPECT_TRUE(peer->send(command::noop()));
        (void)peer->heard();
        EXPECT_EQ(codeOf(peer->say(line)), ErrorCode::UnexpectedResponse) << line;
        EXPECT_EQ(peer->session.state(), State::Failed);
    }
    for (const char* line : {"T2 BYE\r\n", "T2 PREAUTH x\r\n", "T2 YES\r\n", "T2 \r\n", "T2 FETCH\r\n"}) {
        auto peer = Peer::signedIn();
        EXPECT_TRUE(peer->send(command::noop()));
        (void)peer->heard();
        EXPECT_EQ(codeOf(peer->say(line)), ErrorCode::MalformedResponse) << line;
    }
}

// TLS2 (reference/reliability.md): an answer that is there before its question.
TEST(Session, anAnswerBeforeItsCommandHasLeftIsRefused) {
    for (const char* line : {"T2 OK\r\n", "T2 NO\r\n", "T2 BAD x\r\n"}) {
        auto peer = Peer::signedIn();
        EXPECT_TRUE(peer->send(command::noop()));
        EXPECT_EQ(codeOf(peer->say(line)), ErrorCode::UnexpectedResponse) << "queued, not taken";
    }
}

TEST(Session, tagsCannotBeForetold) {
    QSet<QByteArray> prefixes;
    for (int i = 0; i < 20; ++i) {
        Session session(true);
        EXPECT_TRUE(session.feed("* OK\r\n"));
        EXPECT_TRUE(session.send(command::noop()));
        const QByteArray line = session.takeOutput();
        EXPECT_TRUE(line.endsWith("1 NOOP\r\n"));
        prefixes.insert(line.left(4));
    }
    EXPECT_GT(prefixes.size(), 15);
}

TEST(Session, refusalsCarryTheirCode) {
    auto peer = Peer::selected();
    EXPECT_TRUE(peer->send(command::examine("b")));
    EXPECT_TRUE(peer->send(command::noop()));
    (void)peer->heard();
    EXPECT_TRUE(peer->say("T3 NO [NONEXISTENT] no such\r\nT4 BAD [CLIENTBUG] eh\r\n"));
    EXPECT_EQ(peer->events(), "done 3 no [NONEXISTENT] no such\ndone 4 bad [CLIENTBUG] eh");
    EXPECT_EQ(peer->session.state(), State::Authenticated) << "RFC 9051 6.3.2: a failed SELECT leaves none selected";
}

TEST(Session, dataOfAMailboxCountOnlyInOne) {
    auto peer = Peer::signedIn();
    const QByteArray data("* 5 EXISTS\r\n* 5 RECENT\r\n* FLAGS (\\Seen)\r\n* 1 EXPUNGE\r\n* VANISHED 1\r\n* 1 FETCH (UID 1)\r\n* SEARCH 1\r\n");
    EXPECT_TRUE(peer->say(data));
    EXPECT_EQ(peer->events(), "");
    EXPECT_TRUE(peer->say("* LIST () \"/\" a\r\n* STATUS a (MESSAGES 1)\r\n* ID NIL\r\n"));
    EXPECT_EQ(peer->events(), "list () / a = a\nstatus a messages=1\nid");
    EXPECT_TRUE(peer->send(command::examine("a")));
    (void)peer->heard();
    EXPECT_TRUE(peer->say(data));
    EXPECT_EQ(peer->events(), "exists 5\nrecent 5\nflags (\\Seen)\nexpunge 1\nvanished 1\nfetch 1 uid=1\nsearch 1");
}

TEST(Session, nothingButStatusCountsBeforeSignIn) {
    Peer peer;
    EXPECT_TRUE(peer.say("* OK hi\r\n* LIST () \"/\" x\r\n* STATUS x (MESSAGES 1)\r\n* 1 EXISTS\r\n* 1 FETCH (BODY[] {2}\r\nab)\r\n* NAMESPACE NIL NIL NIL\r\n"
                         "* ENABLED QRESYNC\r\n* OK [ALERT] text\r\n"));
    EXPECT_EQ(peer.events(), "greeting ok hi\nuntagged ok [ALERT] text");
}

TEST(Session, unknownAndEmptyLinesAreIgnored) {
    auto peer = Peer::selected();
    EXPECT_TRUE(peer->say("\r\n*\r\n* X-NEW (a {3}\r\n\r\nb) c\r\n* 5 NEWS\r\n* LSUB () \"/\" x\r\n* 4 EXISTS\r\n"));
    EXPECT_EQ(peer->events(), "exists 4");
}

TEST(Session, byeInTheMiddleOfACommand) {
    auto peer = Peer::selected();
    EXPECT_TRUE(peer->send(command::noop()));
    (void)peer->heard();
    EXPECT_TRUE(peer->say("* BYE [INUSE] shutting down\r\n"));
    EXPECT_EQ(peer->session.state(), State::Closed);
    EXPECT_EQ(peer->session.byeText(), "shutting down");
    EXPECT_EQ(peer->session.pendingCommands(), 1);
    EXPECT_FALSE(peer->send(command::noop()));
    EXPECT_TRUE(peer->say("* 1 EXPUNGE\r\nT3 OK done\r\n"));
    EXPECT_EQ(peer->events(), "untagged bye [INUSE] shutting down\ndone 3 ok done");
}

TEST(Session, nothingLeadsBackFromBye) {
    Peer peer;
    EXPECT_TRUE(peer.say("* OK [CAPABILITY IMAP4rev1] hi\r\n"));
    EXPECT_TRUE(peer.send(command::login(QStringLiteral("a"), Secret("b"))));
    (void)peer.heard();
    EXPECT_TRUE(peer.say("* BYE go away\r\nT1 OK welcome\r\n"));
    EXPECT_EQ(peer.session.state(), State::Closed);
    auto idling = Peer::selected();
    EXPECT_TRUE(idling->send(command::idle()));
    (void)idling->heard();
    EXPECT_TRUE(idling->say("* BYE\r\n+ idling\r\n* 5 EXISTS\r\n"));
    EXPECT_EQ(idling->session.state(), State::Closed);
    EXPECT_TRUE(idling->say("T3 OK\r\n"));
    EXPECT_EQ(idling->session.state(), State::Closed);
    EXPECT_EQ(idling->events(), "untagged bye\nidle\ndone 3 ok");
}

TEST(Session, logoutEndsWithByeAndOk) {
    auto peer = Peer::selected();
    EXPECT_TRUE(peer->send(command::logout()));
    EXPECT_EQ(peer->heard(), "T3 LOGOUT\r\n");
    EXPECT_TRUE(peer->say("* BYE bye\r\nT3 OK\r\n"));
    EXPECT_EQ(peer->events(), "untagged bye bye\ndone 3 ok");
    EXPECT_EQ(peer->session.state(), State::Closed);
    auto terse = Peer::selected();
    EXPECT_TRUE(terse->send(command::logout()));
    (void)terse->heard();
    EXPECT_TRUE(terse->say("T3 OK\r\n"));
    EXPECT_EQ(terse->session.state(), State::Closed) << "without BYE too";
}

TEST(Session, anErrorIsTheEndAndNothingMoreIsSent) {
    auto peer = Peer::selected();
    EXPECT_TRUE(peer->send(command::noop()));
    EXPECT_EQ(codeOf(peer->say("* 1 EXISTS\r\n* 1 FETCH (\r\n* 2 EXISTS\r\n")), ErrorCode::MalformedResponse);
    EXPECT_EQ(peer->session.state(), State::Failed);
    EXPECT_EQ(peer->heard(), "");
    EXPECT_EQ(peer->events(), "exists 1") << "what came before it stays";
    EXPECT_EQ(codeOf(peer->say("* 3 EXISTS\r\n")), ErrorCode::UnexpectedResponse);
    EXPECT_FALSE(peer->send(command::noop()));
    EXPECT_EQ(peer->events(), "");
}

TEST(Session, idleBeginsAndEnds) { // RFC 2177
    auto peer = Peer::selected();
    EXPECT_TRUE(peer->send(command::idle()));
    EXPECT_EQ(peer->heard(), "T3 IDLE\r\n");
    EXPECT_FALSE(peer->send(command::noop())) << "nothing but DONE";
    EXPECT_EQ(peer->session.state(), State::Selected);
    EXPECT_TRUE(peer->say("+ idling\r\n* 4 EXISTS\r\n* 2 EXPUNGE\r\n"));
    EXPECT_EQ(peer->session.state(), State::Idling);
    EXPECT_EQ(peer->events(), "idle\nexists 4\nexpunge 2");
    EXPECT_EQ(peer->heard(), "");
    peer->session.endIdle();
    EXPECT_EQ(peer->heard(), "DONE\r\n");
    peer->session.endIdle();
    EXPECT_EQ(peer->heard(), "") << "DONE is said once";
    EXPECT_FALSE(peer->send(command::noop())) << "not before the answer";
    EXPECT_TRUE(peer->say("* 5 EXISTS\r\nT3 OK idled\r\n"));
    EXPECT_EQ(peer->events(), "exists 5\ndone 3 ok idled");
    EXPECT_EQ(peer->session.state(), State::Selected);
    peer->session.endIdle();
    EXPECT_EQ(peer->heard(), "") << "harmless when not idling";
    EXPECT_TRUE(peer->send(command::noop()));
}

TEST(Session, doneWaitsForTheContinuation) {
    auto peer = Peer::selected();
    EXPECT_TRUE(peer->send(command::noop()));
    EXPECT_TRUE(peer->send(command::idle()));
    peer->session.endIdle();
    peer->session.endIdle();
    EXPECT_EQ(peer->heard(), "T3 NOOP\r\nT4 IDLE\r\n");
    EXPECT_TRUE(peer->say("T3 OK\r\n+ \r\n"));
    EXPECT_EQ(peer->heard(), "DONE\r\n");
    EXPECT_TRUE(peer->say("T4 OK\r\n"));
    EXPECT_EQ(peer->events(), "done 3 ok\nidle\ndone 4 ok");
}

TEST(Session, aRefusedIdleLeavesNoDoneBehind) {
    auto peer = Peer::selected();
    EXPECT_TRUE(peer->send(command::idle()));
    (void)peer->heard();
    peer->session.endIdle();
    EXPECT_TRUE(peer->say("T3 NO not now\r\n"));
    EXPECT_TRUE(peer->send(command::noop()));
    EXPECT_EQ(peer->heard(), "T4 NOOP\r\n");
    EXPECT_EQ(peer->session.state(), State::Selected);
}

TEST(Session, theServerMayEndIdleItself) {
    auto peer = Peer::selected();
    EXPECT_TRUE(peer->send(command::idle()));
    (void)peer->heard();
    EXPECT_TRUE(peer->say("+\r\n"));
    peer->session.endIdle();
    EXPECT_TRUE(peer->say("T3 OK time is out\r\n"));
    EXPECT_EQ(peer->heard(), "") << "DONE would be a command now";
    EXPECT_EQ(peer->session.state(), State::Selected);
}

TEST(Session, idleWithoutAMailboxSelectsNone) {
    auto peer = Peer::signedIn();
    EXPECT_TRUE(peer->send(command::idle()));
    (void)peer->heard();
    EXPECT_TRUE(peer->say("+ \r\n* 4 EXISTS\r\n* STATUS a (MESSAGES 2)\r\n"));
    EXPECT_EQ(peer->events(), "idle\nstatus a messages=2");
    peer->session.endIdle();
    EXPECT_TRUE(peer->say("T2 OK\r\n"));
    EXPECT_EQ(peer->session.state(), State::Authenticated);
    EXPECT_FALSE(peer->send(command::uidSearch("ALL")));
}

TEST(Session, continuationsThatNobodyWaitsFor) {
    EXPECT_EQ(codeOf(Peer::selected()->say("+ go\r\n")), ErrorCode::UnexpectedResponse);
    auto twice = Peer::selected();
    EXPECT_TRUE(twice->send(command::idle()));
    (void)twice->heard();
    EXPECT_TRUE(twice->say("+ \r\n"));
    EXPECT_EQ(codeOf(twice->say("+ \r\n")), ErrorCode::UnexpectedResponse);
    auto early = Peer::selected();
    EXPECT_TRUE(early->send(command::idle()));
    EXPECT_EQ(codeOf(early->say("+ \r\n")), ErrorCode::UnexpectedResponse) << "IDLE has not left";
}

// RFC 7162 3.2.11: what comes between SELECT and [CLOSED] is of the mailbox before.
TEST(Session, theMailboxBeforeIsNotTakenForTheNew) {
    auto peer = Peer::signedIn();
    EXPECT_TRUE(peer->send(command::enable({"QRESYNC"})));
    (void)peer->heard();
    EXPECT_TRUE(peer->say("* ENABLED QRESYNC\r\nT2 OK\r\n"));
    EXPECT_TRUE(peer->send(command::examine("a")));
    (void)peer->heard();
    EXPECT_TRUE(peer->say("* 1 EXISTS\r\nT3 OK\r\n"));
    EXPECT_TRUE(peer->send(command::uidFetch(UidSet::range(1, 9), {"FLAGS"})));
    EXPECT_TRUE(peer->send(command::examine("b")));
    (void)peer->heard();
    (void)peer->events();
    EXPECT_TRUE(peer->say("* 1 FETCH (UID 9)\r\nT4 OK\r\n* 7 EXISTS\r\n* LIST () \"/\" x\r\n* OK [CLOSED] now b\r\n* 2 EXISTS\r\nT5 OK\r\n"));
    EXPECT_EQ(peer->events(), "fetch 1 uid=9\ndone 4 ok\nlist () / x = x\nuntagged ok [CLOSED] now b\nexists 2\ndone 5 ok");
}

TEST(Session, enabledCountsOnlyAsAnAnswer) {
    auto peer = Peer::selected();
    EXPECT_TRUE(peer->say("* ENABLED QRESYNC\r\n"));
    EXPECT_EQ(peer->events(), "");
    EXPECT_TRUE(peer->send(command::examine("b")));
    (void)peer->heard();
    EXPECT_TRUE(peer->say("* 2 EXISTS\r\nT3 OK\r\n"));
    EXPECT_EQ(peer->events(), "exists 2\ndone 3 ok");
}

TEST(Session, anyPiecesGiveTheSame) {
    const QByteArray lines("* 4 EXISTS\r\n* 2 FETCH (UID 7 BODY[] {10}\r\na\r\n* x\r\n\r\n FLAGS (\\Seen))\r\n\r\n* LIST () \"/\" {3}\r\na b\r\nT3 NO [X] {5}\r\n"
                           "* BYE\r\n");
    QByteArray whole;
    for (qsizetype piece = lines.size() + 9; piece > 0; --piece) {
        auto peer = Peer::selected();
        EXPECT_TRUE(peer->send(command::noop()));
        (void)peer->heard();
        const QByteArray bytes = peer->tagged(lines);
        for (qsizetype at = 0; at < bytes.size(); at += piece)
            ASSERT_TRUE(peer->session.feed(QByteArrayView(bytes).sliced(at, std::min(piece, bytes.size() - at))));
        const QByteArray events = peer->events();
        if (whole.isEmpty())
            whole = events;
        ASSERT_EQ(events, whole) << piece;
    }
    EXPECT_EQ(whole, "exists 4\nfetch 2 uid=7 flags=(\\Seen) []=\"a\r\n* x\r\n\r\n\"\nlist () / a b = a b\ndone 3 no [X] {5}\nuntagged bye");
}

} // namespace tributary::imap::tst_Session
