// SPDX-License-Identifier: GPL-3.0-or-later
// A ManageSieve session from the greeting to LOGOUT (RFC 5804 2): the same of any pieces (S4, S5).
#include "Peer.h"

namespace tributary::sieve::tst_SieveSession {
namespace {

using tests::codeOf;
using tests::Peer;

/// Says a command's answer and gives what came of it.
QByteArray answered(Peer& peer, const Status& asked, const QByteArray& command, const QByteArray& answer, qsizetype piece = 0) {
    EXPECT_TRUE(asked);
    EXPECT_EQ(peer.heard(), command);
    EXPECT_TRUE(peer.say(answer, piece));
    EXPECT_TRUE(peer.session.isIdle());
    return peer.events();
}

} // namespace

TEST(SieveSession, everyCommand) {
    for (const qsizetype piece : {0, 1, 2, 3, 7}) {
        const auto peer = Peer::ready();
        Session& session = peer->session;
        EXPECT_EQ(answered(*peer, session.listScripts(), "LISTSCRIPTS\r\n", "\"a \\\"b\"\r\n{3}\r\nc\r\n ACTIVE\r\nOK \"done\"\r\n", piece), "listscripts OK done a \"b *c\r\n");
        EXPECT_EQ(answered(*peer, session.getScript("a \"b"), "GETSCRIPT \"a \\\"b\"\r\n", "{13}\r\nkeep;\r\nstop;\n\r\nOK\r\n", piece), "getscript OK {keep;\r\nstop;\n}");
        EXPECT_EQ(answered(*peer, session.getScript("q"), "GETSCRIPT \"q\"\r\n", "\"keep;\"\r\nOK\r\n", piece), "getscript OK {keep;}");
        EXPECT_EQ(answered(*peer, session.putScript("n", "keep;\r\n"), "PUTSCRIPT \"n\" {7+}\r\nkeep;\r\n\r\n", "OK (WARNINGS) \"line 1: odd\"\r\n", piece), "putscript OK (WARNINGS) line 1: odd");
        EXPECT_EQ(answered(*peer, session.checkScript("kep;"), "CHECKSCRIPT {4+}\r\nkep;\r\n", "NO \"line 1: no\"\r\n", piece), "checkscript NO line 1: no [refused/server-refused]");
        EXPECT_EQ(answered(*peer, session.setActive("n"), "SETACTIVE \"n\"\r\n", "OK\r\n", piece), "setactive OK");
        EXPECT_EQ(answered(*peer, session.setActive({}), "SETACTIVE \"\"\r\n", "OK\r\n", piece), "setactive OK");
        EXPECT_EQ(answered(*peer, session.renameScript("n", "m"), "RENAMESCRIPT \"n\" \"m\"\r\n", "NO (ALREADYEXISTS)\r\n", piece), "renamescript NO (ALREADYEXISTS) [refused/already-exists]");
        EXPECT_EQ(answered(*peer, session.deleteScript("n"), "DELETESCRIPT \"n\"\r\n", "NO (ACTIVE) \"in use\"\r\n", piece), "deletescript NO (ACTIVE) in use [refused/server-refused]");
        EXPECT_EQ(answered(*peer, session.haveSpace("n", 999), "HAVESPACE \"n\" 999\r\n", "NO (QUOTA/MAXSIZE)\r\n", piece), "havespace NO (QUOTA/MAXSIZE) [refused/over-quota]");
        EXPECT_EQ(answered(*peer, session.noop(), "NOOP\r\n", "OK\r\n", piece), "noop OK");
        EXPECT_EQ(answered(*peer, session.capability(), "CAPABILITY\r\n", "\"OWNER\" \"alice\"\r\nOK\r\n", piece), "capability OK");
        EXPECT_EQ(session.capabilities().owner(), "alice");
        EXPECT_EQ(answered(*peer, session.logout(), "LOGOUT\r\n", "OK \"bye\"\r\n", piece), "logout OK bye");
        EXPECT_EQ(session.state(), State::Closed);
        EXPECT_TRUE(peer->say("anything\r\n")) << "nothing counts any more";
    }
}
TEST(SieveSession, oneCommandAtATime) {
    const auto peer = Peer::ready();
    EXPECT_TRUE(peer->session.listScripts());
    EXPECT_EQ(codeOf(peer->session.noop()), ErrorCode::Bug);
    EXPECT_FALSE(peer->session.isIdle());
}
TEST(SieveSession, nothingOfScriptsBeforeSigningIn) {
    const auto peer = Peer::greeted();
    EXPECT_EQ(codeOf(peer->session.listScripts()), ErrorCode::Bug);
    EXPECT_EQ(codeOf(peer->session.putScript("a", "keep;")), ErrorCode::Bug);
    EXPECT_EQ(peer->heard(), "");
    Peer silent;
    EXPECT_EQ(codeOf(silent.session.capability()), ErrorCode::Bug) << "before the greeting nothing";
}
TEST(SieveSession, aServerBeforeTheRfcIsNotAskedForWhatItLacks) {
    Peer peer;
    EXPECT_TRUE(peer.say("\"IMPLEMENTATION\" \"timsieved v1.1.0\"\r\n\"SASL\" \"ECHO\"\r\n\"SIEVE\" \"fileinto\"\r\nOK\r\n"));
    EXPECT_TRUE(peer.session.authenticate(std::make_shared<tests::Echo>("first")));
    (void)peer.heard();
    EXPECT_TRUE(peer.say("OK\r\n"));
    EXPECT_EQ(codeOf(peer.session.checkScript("keep;")), ErrorCode::Unsupported);
    EXPECT_EQ(codeOf(peer.session.renameScript("a", "b")), ErrorCode::Unsupported);
    EXPECT_EQ(codeOf(peer.session.noop()), ErrorCode::Unsupported);
    EXPECT_EQ(peer.heard(), "");
    EXPECT_TRUE(peer.session.putScript("a", "keep;"));
}
TEST(SieveSession, aLargeScriptLeavesInPieces) {
    const auto peer = Peer::ready();
    const QByteArray script(300'000, 'x');
    EXPECT_TRUE(peer->session.putScript("n", script));
    EXPECT_EQ(peer->session.takeOutput().size(), 64 << 10);
    EXPECT_TRUE(peer->say("NO (QUOTA/MAXSIZE)\r\n")) << "it need not wait for the rest";
    EXPECT_EQ(peer->events(), "putscript NO (QUOTA/MAXSIZE) [refused/over-quota]");
    EXPECT_TRUE(peer->session.noop());
    const QByteArray rest = peer->heard();
    EXPECT_TRUE(rest.endsWith("xxx\r\nNOOP\r\n")) << "the literal is said to its end all the same";
    EXPECT_TRUE(peer->say("OK\r\n"));
    EXPECT_EQ(peer->events(), "noop OK");
}
TEST(SieveSession, byeEndsIt) {
    Peer refused;
    EXPECT_TRUE(refused.say("BYE \"too many connections\"\r\n"));
    EXPECT_EQ(refused.events(), "connect BYE too many connections [temporary-refusal/bye-received]");
    EXPECT_EQ(refused.session.state(), State::Closed);
    const auto asked = Peer::ready();
    EXPECT_TRUE(asked->session.listScripts());
    (void)asked->heard();
    EXPECT_TRUE(asked->say("\"a\"\r\nBYE (TRYLATER) \"later\"\r\n"));
    EXPECT_EQ(asked->events(), "listscripts BYE (TRYLATER) later [temporary-refusal/server-refused]");
    EXPECT_EQ(asked->session.state(), State::Closed);
    const auto idle = Peer::ready();
    EXPECT_EQ(codeOf(idle->say("BYE \"Disconnected for inactivity.\"\r\n")), ErrorCode::ConnectionClosed);
}

} // namespace tributary::sieve::tst_SieveSession
