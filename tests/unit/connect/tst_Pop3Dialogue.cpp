// SPDX-License-Identifier: GPL-3.0-or-later
// Moving mail over POP3 from servers that lack things, lie or go away (S1, S31, S34).
#include "Pop3Targets.h"

namespace tributary::connect::tst_Pop3Dialogue {
namespace {

std::unique_ptr<Pop3Connection> openTo(const ScriptedServer& server) {
    auto connection = Pop3Connection::open(pop3Target(server));
    EXPECT_TRUE(connection) << qPrintable(server.failure());
    return connection ? std::move(*connection) : nullptr;
}

QByteArray textOf(const Result<QList<Pop3Connection::Listed>>& listed) {
    if (!listed)
        return QByteArray(codeName(listed.error().code).data());
    QByteArrayList lines;
    for (const Pop3Connection::Listed& message : *listed)
        lines.append(QByteArray::number(message.number) + ' ' + QByteArray::number(message.size) + ' ' + message.uniqueId);
    return lines.join('\n');
}

/// What was taken, one message a line: "1 text" or "2 code".
struct Taken {
    QByteArrayList lines;
    Pop3Connection::Taker taker() {
        return [this](int number, Result<QByteArray> message) -> Status {
            lines.append(QByteArray::number(number) + ' ' + (message ? message->trimmed() : QByteArray(codeName(message.error().code).data())));
            return {};
        };
    }
};

const QByteArray kWithoutCapa("S: +OK ready\nC: CAPA\nS: -ERR what?\nC: USER alice\nS: +OK\nC: PASS secret-word\nS: +OK in\n");
const QByteArray kListing("C: STAT\nC: UIDL\nC: LIST\nS: +OK 2 30\nS: +OK\nS: 1 a\nS: 3 c\nS: .\nS: +OK\nS: 1 10\nS: 3 20\nS: .\n");

QByteArray listed(QByteArray answers) {
    const ScriptedServer server(Transport::Tls, pop3SignIn() + "C: STAT\nC: UIDL\nC: LIST\n" + answers + "X: hang\n");
    const auto connection = openTo(server);
    return connection ? textOf(connection->list()) : QByteArray();
}

} // namespace

TEST(Pop3Dialogue, listingTakesOneTurnWhereItMay) {
    const ScriptedServer server(Transport::Tls, pop3SignIn() + "C: STAT\nC: UIDL\nC: LIST\nS: +OK 3 30\nS: +OK\nS: 1 a\nS: 3 c\nS: .\nS: +OK\nS: 1 10\nS: 3 20\nS: .\n");
    const auto connection = openTo(server);
    ASSERT_TRUE(connection);
    const int before = connection->roundTrips();
    EXPECT_EQ(textOf(connection->list()), "1 10 a\n3 20 c");
    EXPECT_EQ(connection->roundTrips(), before + 1);
    EXPECT_TRUE(connection->hasUniqueIds());
    EXPECT_EQ(server.failure(), QString());
}
TEST(Pop3Dialogue, withoutPipeliningOneIsSaidAtATime) {
    const ScriptedServer server(Transport::Tls, pop3SignIn({"UIDL", "TOP"}) + "C: STAT\nS: +OK 1 10\nC: UIDL\nS: +OK\nS: 1 a\nS: .\nC: LIST\nS: +OK\nS: 1 10\nS: .\n"
                                                                              "C: RETR 1\nS: +OK\nS: one\nS: .\nC: RETR 2\nS: +OK\nS: two\nS: .\nC: DELE 1\nS: +OK\nC: DELE 2\nS: -ERR no\n");
    const auto connection = openTo(server);
    ASSERT_TRUE(connection);
    EXPECT_EQ(textOf(connection->list()), "1 10 a");
    Taken taken;
    EXPECT_TRUE(connection->retrieve({1, 2}, 100, taken.taker()));
    EXPECT_EQ(taken.lines.join('\n'), "1 one\n2 two");
    const auto marked = connection->markDeleted({1, 2});
    ASSERT_TRUE(marked);
    EXPECT_EQ(*marked, QList<int>{1});
    EXPECT_EQ(server.failure(), QString());
}
TEST(Pop3Dialogue, aListingThatContradictsItselfIsNotBelieved) {
    EXPECT_EQ(listed("S: +OK 0 0\nS: +OK\nS: .\nS: +OK\nS: .\n"), "");
    EXPECT_EQ(listed("S: +OK 2 30\nS: +OK\nS: 1 a\nS: .\nS: +OK\nS: 1 10\nS: 2 20\nS: .\n"), "malformed-response") << "a message without an id";
    EXPECT_EQ(listed("S: +OK 2 30\nS: +OK\nS: 1 a\nS: 2 b\nS: .\nS: +OK\nS: 1 10\nS: .\n"), "malformed-response");
    EXPECT_EQ(listed("S: +OK 2 30\nS: +OK\nS: 3 a\nS: .\n"), "malformed-response");
    EXPECT_EQ(listed("S: +OK 300000 30\n"), "limit-exceeded");
    EXPECT_EQ(listed("S: -ERR [SYS/TEMP] x\nS: -ERR x\nS: -ERR x\n"), "server-refused");
}
TEST(Pop3Dialogue, aServerThatNamesUidlAndRefusesItHasNotLostIt) { // to take it for 'has none' would fetch all mail once more
    EXPECT_EQ(listed("S: +OK 1 10\nS: -ERR busy\nS: +OK\nS: 1 10\nS: .\n"), "server-refused");
}
TEST(Pop3Dialogue, withoutCapaUidlAndTopAreTried) {
    const ScriptedServer has(Transport::Tls, kWithoutCapa + "C: STAT\nS: +OK 1 10\nC: UIDL\nS: +OK\nS: 1 a\nS: .\nC: LIST\nS: +OK\nS: 1 10\nS: .\n"
                                                            "C: TOP 1 0\nS: +OK\nS: head\nS: .\nC: TOP 2 0\nS: -ERR none\n");
    auto connection = openTo(has);
    ASSERT_TRUE(connection);
    EXPECT_EQ(textOf(connection->list()), "1 10 a");
    Taken taken;
    EXPECT_TRUE(connection->top({1, 2}, 0, taken.taker()));
    EXPECT_EQ(taken.lines.join('\n'), "1 head\n2 server-refused");
    const ScriptedServer hasNot(Transport::Tls, kWithoutCapa + "C: STAT\nS: +OK 1 10\nC: UIDL\nS: -ERR what?\nC: LIST\nS: +OK\nS: 1 10\nS: .\n"
                                                               "C: TOP 1 0\nS: -ERR what?\nC: NOOP\nS: +OK\n");
    connection = openTo(hasNot);
    ASSERT_TRUE(connection);
    EXPECT_EQ(textOf(connection->list()), "1 10 ");
    EXPECT_FALSE(connection->hasUniqueIds());
    const Status top = connection->top({1, 2}, 0, taken.taker());
    ASSERT_FALSE(top);
    EXPECT_EQ(top.error().code, ErrorCode::Unsupported);
    EXPECT_EQ(taken.lines.size(), 2);
    EXPECT_TRUE(connection->noop()) << "it is still of use";
    EXPECT_EQ(hasNot.failure(), QString());
}
TEST(Pop3Dialogue, aServerThatNamesNoTopIsNotAskedForIt) {
    const ScriptedServer server(Transport::Tls, pop3SignIn({"UIDL"}) + "X: hang\n");
    const auto connection = openTo(server);
    ASSERT_TRUE(connection);
    Taken taken;
    const Status status = connection->top({1}, 0, taken.taker());
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::Unsupported);
    EXPECT_NE(server.received().last(), "TOP 1 0");
}
TEST(Pop3Dialogue, oneRefusedMessageHoldsUpNoOther) {
    const ScriptedServer server(Transport::Tls, pop3SignIn() + "C: RETR 1\nC: RETR 2\nC: RETR 3\nS: +OK\nS: one\nS: .\nS: -ERR [SYS/TEMP] disk\nS: +OK\nS: three\nS: .\nC: NOOP\nS: +OK\n");
    const auto connection = openTo(server);
    ASSERT_TRUE(connection);
    Taken taken;
    EXPECT_TRUE(connection->retrieve({1, 2, 3}, 100, taken.taker()));
    EXPECT_EQ(taken.lines.join('\n'), "1 one\n2 server-refused\n3 three");
    EXPECT_TRUE(connection->noop());
    EXPECT_EQ(server.failure(), QString());
}
TEST(Pop3Dialogue, whatCameBeforeTheLineBrokeIsKept) {
    const ScriptedServer server(Transport::Tls, pop3SignIn() + "C: RETR 1\nC: RETR 2\nC: RETR 3\nS: +OK\nS: one\nS: .\nS: +OK\nS: tw\nX: close\n");
    const auto connection = openTo(server);
    ASSERT_TRUE(connection);
    Taken taken;
    const Status status = connection->retrieve({1, 2, 3}, 100, taken.taker());
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, ErrorKind::Network);
    EXPECT_EQ(taken.lines.join('\n'), "1 one") << "and nothing of the half one";
    EXPECT_FALSE(connection->noop());
    EXPECT_FALSE(connection->list());
    EXPECT_FALSE(connection->quit());
    EXPECT_EQ(server.received().last(), "RETR 3");
}
TEST(Pop3Dialogue, aMessageThatIsLargerThanItMayBeEndsIt) {
    const ScriptedServer server(Transport::Tls, pop3SignIn() + "C: RETR 1\nS: +OK\nS-repeat 2000: x\nX: hang\n");
    const auto connection = openTo(server);
    ASSERT_TRUE(connection);
    Taken taken;
    const Status status = connection->retrieve({1}, 1000, taken.taker());
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::LimitExceeded);
    EXPECT_TRUE(taken.lines.isEmpty());
}
TEST(Pop3Dialogue, noMoreIsInFlightThanABoundedAmount) {
    QByteArray sizes, ids;
    for (int number = 1; number <= 20; ++number) {
        sizes += "S: " + QByteArray::number(number) + (number == 1 ? " 2000000" : " 10") + '\n';
        ids += "S: " + QByteArray::number(number) + " x" + QByteArray::number(number) + '\n';
    }
    // The large one alone, then eight of the others; then the line ends.
    const ScriptedServer server(Transport::Tls, pop3SignIn() + "C: STAT\nC: UIDL\nC: LIST\nS: +OK 20 2000190\nS: +OK\n" + ids + "S: .\nS: +OK\n" + sizes +
                                                    "S: .\nC: RETR 1\nS: +OK\nS: big\nS: .\nC: RETR 2\nC: RETR 3\nC: RETR 4\nC: RETR 5\nC: RETR 6\nC: RETR 7\nC: RETR 8\nC: RETR 9\nX: close\n");
    const auto connection = openTo(server);
    ASSERT_TRUE(connection);
    ASSERT_TRUE(connection->list());
    QList<int> all;
    for (int number = 1; number <= 20; ++number)
        all.append(number);
    QByteArrayList lines;
    const Status status = connection->retrieve(all, 10'000'000, [&](int number, Result<QByteArray>) -> Status {
        lines.append(QByteArray::number(number));
        EXPECT_EQ(server.received().last(), "RETR 1") << "the next ones are asked for behind it";
        return {};
    });
    EXPECT_EQ(lines, QByteArrayList{"1"});
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, ErrorKind::Network);
    EXPECT_EQ(server.received().last(), "RETR 9") << "eight of them";
    EXPECT_EQ(server.failure(), QString());
}
TEST(Pop3Dialogue, aTakerThatWantsNoMoreEndsIt) {
    const ScriptedServer server(Transport::Tls, pop3SignIn() + "C: RETR 1\nC: RETR 2\nS: +OK\nS: one\nS: .\nS: +OK\nS: two\nS: .\nX: hang\n");
    const auto connection = openTo(server);
    ASSERT_TRUE(connection);
    const Status status = connection->retrieve({1, 2}, 100, [](int, Result<QByteArray>) -> Status { return failure(ErrorKind::Storage, ErrorCode::DiskFull); });
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::DiskFull);
    EXPECT_FALSE(connection->quit()) << "what is marked stays";
}
TEST(Pop3Dialogue, quitTellsWhetherTheServerDeleted) {
    const ScriptedServer done(Transport::Tls, pop3SignIn() + "C: DELE 1\nC: DELE 2\nS: +OK\nS: +OK\nC: QUIT\nS: +OK bye\nX: close\n");
    auto connection = openTo(done);
    ASSERT_TRUE(connection);
    EXPECT_EQ(connection->markDeleted({1, 2}).value_or(QList<int>()), (QList<int>{1, 2}));
    EXPECT_TRUE(connection->quit());
    EXPECT_FALSE(connection->quit()) << "once";
    const ScriptedServer not_(Transport::Tls, pop3SignIn() + "C: QUIT\nS: -ERR some deleted messages not removed\nX: close\n");
    connection = openTo(not_);
    ASSERT_TRUE(connection);
    EXPECT_EQ(connection->quit().error().code, ErrorCode::ServerRefused);
    const ScriptedServer gone(Transport::Tls, pop3SignIn() + "C: QUIT\nX: close\n");
    connection = openTo(gone);
    ASSERT_TRUE(connection);
    EXPECT_EQ(connection->quit().error().kind, ErrorKind::Network) << "nobody knows";
}
TEST(Pop3Dialogue, anAnswerToNothingEndsItAndTakesNoOthersPlace) {
    const ScriptedServer server(Transport::Tls, pop3SignIn() + "C: NOOP\nS: +OK\nS: +OK unasked\nX: hang\n");
    const auto connection = openTo(server);
    ASSERT_TRUE(connection);
    const Status first = connection->noop();
    const Status second = connection->noop();
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, first ? ErrorCode::UnexpectedResponse : first.error().code);
}
TEST(Pop3Dialogue, aServersLeaveIsToldInItsWords) {
    const ScriptedServer server(Transport::Tls, pop3SignIn() + "C: NOOP\nS: +OK\nS: -ERR Disconnected for inactivity\nX: close\n");
    const auto connection = openTo(server);
    ASSERT_TRUE(connection);
    EXPECT_TRUE(connection->noop());
    const Status status = connection->noop();
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, ErrorKind::Network);
}
TEST(Pop3Dialogue, abandoningSaysNothing) {
    const ScriptedServer server(Transport::Tls, pop3SignIn() + "C: DELE 1\nS: +OK\nX: hang\n");
    const auto connection = openTo(server);
    ASSERT_TRUE(connection);
    EXPECT_TRUE(connection->markDeleted({1}));
    connection->abandon();
    EXPECT_FALSE(connection->noop());
    EXPECT_EQ(server.received().last(), "DELE 1");
}
TEST(Pop3Dialogue, aWakeUpThatWasForOthersIsKept) {
    const ScriptedServer server(Transport::Tls, pop3SignIn());
    Target target = pop3Target(server);
    target.wakeUp = std::make_shared<WakeUp>();
    target.wakeUp->wake();
    ASSERT_TRUE(Pop3Connection::open(target));
    EXPECT_TRUE(target.wakeUp->consume());
}

} // namespace tributary::connect::tst_Pop3Dialogue
