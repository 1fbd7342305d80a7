// SPDX-License-Identifier: GPL-3.0-or-later
// Scripts over a connection: what is faulty is a verdict with its line, what has no place is a refusal (S4, S5).
#include "SieveTargets.h"

namespace tributary::connect::tst_SieveDialogue {
namespace {

std::unique_ptr<SieveConnection> openTo(const ScriptedServer& server) {
    auto connection = SieveConnection::open(sieveTarget(server));
    EXPECT_TRUE(connection) << qPrintable(server.failure());
    return connection ? std::move(*connection) : nullptr;
}

ScriptedServer playing(const QByteArray& script) { return {ScriptedServer::Transport::Tls, sieveSignIn() + script}; }

} // namespace

TEST(SieveDialogue, everyCall) {
    const ScriptedServer server = playing("C: LISTSCRIPTS\nS: \"a\" ACTIVE\nS: {1}\nS: b\nS: OK\nC: GETSCRIPT \"a\"\nS: {5}\nS: keep;\nS: OK\n"
                                          "C: PUTSCRIPT \"n\" {5+}\nC: keep;\nS: OK\nC: CHECKSCRIPT {5+}\nC: keep;\nS: OK (WARNINGS) \"line 1: odd\"\n"
                                          "C: SETACTIVE \"n\"\nS: OK\nC: SETACTIVE \"\"\nS: OK\nC: RENAMESCRIPT \"n\" \"m\"\nS: OK\nC: DELETESCRIPT \"m\"\nS: OK\n"
                                          "C: HAVESPACE \"n\" 10\nS: OK\nC: LOGOUT\nS: BYE \"see you\"\n");
    const auto connection = openTo(server);
    ASSERT_TRUE(connection);
    const auto listed = connection->listScripts();
    ASSERT_TRUE(listed) << qPrintable(server.failure());
    EXPECT_EQ(*listed, (QList<sieve::ListedScript>{{"a", true}, {"b", false}}));
    EXPECT_EQ(connection->getScript("a").value_or("?"), "keep;");
    EXPECT_EQ(connection->putScript("n", "keep;").value_or(ScriptVerdict()), (ScriptVerdict{true, {}, {}}));
    EXPECT_EQ(connection->checkScript("keep;").value_or(ScriptVerdict()), (ScriptVerdict{true, {}, "line 1: odd"}));
    EXPECT_TRUE(connection->setActive("n"));
    EXPECT_TRUE(connection->setActive({}));
    EXPECT_TRUE(connection->renameScript("n", "m"));
    EXPECT_TRUE(connection->deleteScript("m"));
    EXPECT_TRUE(connection->haveSpace("n", 10));
    EXPECT_TRUE(connection->logout());
    EXPECT_EQ(connection->listScripts().error().code, ErrorCode::ConnectionClosed);
    EXPECT_EQ(server.failure(), QString());
}
TEST(SieveDialogue, S5_aFaultyScriptIsAVerdictWithItsLine) {
    const ScriptedServer server = playing("C: PUTSCRIPT \"n\" {4+}\nC: kep;\nS-raw: NO {31}\\r\\nn: line 3: error: unknown kep\\r\\n\\r\\nC: SETACTIVE \"n\"\nS: OK\n");
    const auto connection = openTo(server);
    ASSERT_TRUE(connection);
    const auto verdict = connection->putScript("n", "kep;");
    ASSERT_TRUE(verdict) << qPrintable(server.failure()) << qPrintable(verdict.error().detail);
    EXPECT_FALSE(verdict->isTaken);
    EXPECT_EQ(verdict->fault, (sieve::ScriptFault{3, "n: line 3: error: unknown kep\r\n"}));
}
TEST(SieveDialogue, whatHasNoPlaceIsRefused) {
    const ScriptedServer server = playing("C: HAVESPACE \"n\" 10\nS: NO (QUOTA/MAXSCRIPTS) \"ten at most\"\nC: PUTSCRIPT \"n\" {4+}\nC: kep;\nS: NO (QUOTA/MAXSIZE)\n"
                                          "C: GETSCRIPT \"q\"\nS: NO (NONEXISTENT)\nC: RENAMESCRIPT \"a\" \"b\"\nS: NO (ALREADYEXISTS)\nC: DELETESCRIPT \"a\"\nS: NO (ACTIVE) \"in use\"\n");
    const auto connection = openTo(server);
    ASSERT_TRUE(connection);
    const Status space = connection->haveSpace("n", 10);
    EXPECT_EQ(space.error().code, ErrorCode::OverQuota);
    EXPECT_EQ(space.error().serverText, "NO (QUOTA/MAXSCRIPTS) ten at most");
    EXPECT_EQ(connection->putScript("n", "kep;").error().code, ErrorCode::OverQuota);
    EXPECT_EQ(connection->getScript("q").error().code, ErrorCode::NotFound);
    EXPECT_EQ(connection->renameScript("a", "b").error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(connection->deleteScript("a").error().kind, ErrorKind::Refused);
    EXPECT_EQ(server.failure(), QString());
}
TEST(SieveDialogue, namesThatCannotBeAreNotSaid) {
    const ScriptedServer server = playing("X: hang\n");
    const auto connection = openTo(server);
    ASSERT_TRUE(connection);
    EXPECT_EQ(connection->setActive("a\r\nLOGOUT").error().code, ErrorCode::BadValue);
    EXPECT_EQ(connection->getScript("").error().code, ErrorCode::BadValue);
    EXPECT_EQ(server.received().size(), 2);
}
TEST(SieveDialogue, aServerThatGoesAwayIsTold) {
    const ScriptedServer server = playing("C: LISTSCRIPTS\nS: \"a\"\nX: close\n");
    const auto connection = openTo(server);
    ASSERT_TRUE(connection);
    EXPECT_EQ(connection->listScripts().error().kind, ErrorKind::Network);
    EXPECT_EQ(connection->setActive("a").error().kind, ErrorKind::Network);
}

} // namespace tributary::connect::tst_SieveDialogue
