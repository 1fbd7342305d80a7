// SPDX-License-Identifier: GPL-3.0-or-later
// Which of a POP3 server's messages are known (S1, S33), whatever it does with its unique-ids.
#include "sync/Pop3Plan.h"

#include <gtest/gtest.h>

namespace tributary::sync::tst_Pop3Plan {
namespace {

using store::Pop3Message;
using Listed = Pop3Plan::Listed;

Pop3Message known(const QByteArray& id, qint64 size, const QByteArray& hash) { return {id, size, hash, 100, 0, MessageId(size)}; }

QList<int> freshOf(const Pop3Plan& plan) {
    QList<int> numbers;
    for (const Pop3Plan::Item& item : plan.items()) {
        if (!item.known)
            numbers.append(item.number);
    }
    return numbers;
}

TEST(Pop3Plan, whatHasAKnownUniqueIdIsKnownAndNothingNeedsALook) {
    Pop3Plan plan({{1, 10, "a"}, {2, 20, "b"}}, {known("a", 10, "ha"), known("c", 30, "hc")});
    EXPECT_TRUE(plan.undecided().isEmpty());
    plan.decide();
    EXPECT_EQ(freshOf(plan), QList<int>{2});
    ASSERT_EQ(plan.missing().size(), 1);
    EXPECT_EQ(plan.missing().first().uniqueId, "c");
    EXPECT_TRUE(plan.items()[0].isSure);
    EXPECT_EQ(plan.items()[1].uniqueId, "b");
}

TEST(Pop3Plan, numbersMayChangeFromSessionToSession) {
    Pop3Plan plan({{1, 20, "b"}, {5, 10, "a"}}, {known("a", 10, "ha"), known("b", 20, "hb")});
    plan.decide();
    EXPECT_TRUE(freshOf(plan).isEmpty());
    EXPECT_EQ(plan.items()[1].number, 5);
}

TEST(Pop3Plan, twoMessagesWithOneUniqueIdAreToldApartByTheirHeaders) {
    Pop3Plan plan({{1, 10, "a"}, {2, 12, "a"}}, {});
    EXPECT_EQ(plan.undecided(), (QList<int>{1, 2}));
    plan.identify(1, "h1");
    plan.identify(2, "h2");
    plan.decide();
    EXPECT_EQ(freshOf(plan), (QList<int>{1, 2}));
    const QByteArray first = plan.items()[0].uniqueId, second = plan.items()[1].uniqueId;
    EXPECT_NE(first, second);
    EXPECT_TRUE(plan.items()[0].isSure && plan.items()[1].isSure);

    // The next session lists them the other way round.
    Pop3Plan next({{1, 12, "a"}, {2, 10, "a"}}, {known(first, 10, "h1"), known(second, 12, "h2")});
    next.identify(1, "h2");
    next.identify(2, "h1");
    next.decide();
    EXPECT_TRUE(freshOf(next).isEmpty());
    EXPECT_EQ(next.items()[0].uniqueId, second);
}

TEST(Pop3Plan, theSecondOfTwoIsNotTakenForTheFirstWhenThatHasGone) {
    // "a" was fetched; another client deletes it, and the server has another message under the same unique-id.
    Pop3Plan plan({{1, 12, "a"}}, {known("a", 10, "h1")});
    EXPECT_EQ(plan.undecided(), QList<int>{1}) << "its size is another";
    plan.identify(1, "h2");
    plan.decide();
    EXPECT_EQ(freshOf(plan), QList<int>{1}) << "it was never fetched";
    EXPECT_NE(plan.items()[0].uniqueId, "a");
}

TEST(Pop3Plan, aSizeThatTheServerCountsDifferentlyTodayIsNoOtherMessage) {
    Pop3Plan plan({{1, 12, "a"}}, {known("a", 10, "h1")});
    plan.identify(1, "h1");
    plan.decide();
    EXPECT_TRUE(freshOf(plan).isEmpty());
    EXPECT_TRUE(plan.items()[0].isSure);
}

TEST(Pop3Plan, newUniqueIdsForAllMessagesBringNothingAgain) {
    QList<Listed> listed;
    QList<Pop3Message> before;
    for (int i = 1; i <= 100; ++i) {
        listed.append({i, i, "new" + QByteArray::number(i)});
        before.append(known("old" + QByteArray::number(i), i, "h" + QByteArray::number(i)));
    }
    listed.append({101, 7000, "new101"});
    Pop3Plan plan(listed, before);
    EXPECT_EQ(plan.undecided().size(), 100) << "only those that may be one that has gone";
    for (const int number : plan.undecided())
        plan.identify(number, "h" + QByteArray::number(number));
    plan.decide();
    EXPECT_EQ(freshOf(plan), QList<int>{101});
    EXPECT_EQ(plan.renamed().size(), 100);
    EXPECT_EQ(plan.renamed().first().first, "old1");
    EXPECT_EQ(plan.renamed().first().second.uniqueId, "new1");
    EXPECT_EQ(plan.renamed().first().second.message, MessageId(1)) << "its row stays its row";
    EXPECT_TRUE(plan.missing().isEmpty());
}

TEST(Pop3Plan, withoutUniqueIdsTheHeadersTell) {
    Pop3Plan plan({{1, 10, {}}, {2, 20, {}}}, {});
    EXPECT_EQ(plan.undecided(), (QList<int>{1, 2}));
    plan.identify(1, "h1");
    plan.identify(2, "h2");
    plan.decide();
    const QByteArray first = plan.items()[0].uniqueId;
    EXPECT_FALSE(first.isEmpty());
    Pop3Plan next({{1, 10, {}}, {2, 30, {}}}, {known(first, 10, "h1"), known(plan.items()[1].uniqueId, 20, "h2")});
    next.identify(1, "h1");
    next.identify(2, "h3");
    next.decide();
    EXPECT_EQ(freshOf(next), QList<int>{2});
}

TEST(Pop3Plan, withoutUniqueIdsAndHeadersNothingIsTakenForAnything) {
    Pop3Plan plan({{1, 10, {}}, {2, 10, {}}}, {});
    plan.decide();
    EXPECT_EQ(freshOf(plan), (QList<int>{1, 2}));
    EXPECT_TRUE(plan.items()[0].uniqueId.isEmpty());
    EXPECT_FALSE(plan.items()[0].isSure);
}

TEST(Pop3Plan, theSameMessageTwiceIsKeptTwiceAndFetchedOnce) {
    Pop3Plan plan({{1, 10, "a"}, {2, 10, "a"}}, {});
    plan.identify(1, "h");
    plan.identify(2, "h");
    plan.decide();
    const QByteArray first = plan.items()[0].uniqueId, second = plan.items()[1].uniqueId;
    EXPECT_NE(first, second);
    Pop3Plan next({{1, 10, "a"}, {2, 10, "a"}}, {known(first, 10, "h"), known(second, 10, "h")});
    next.identify(1, "h");
    next.identify(2, "h");
    next.decide();
    EXPECT_TRUE(freshOf(next).isEmpty());
    EXPECT_TRUE(next.missing().isEmpty());
}

TEST(Pop3Plan, whatCouldNotBeLookedAtIsNeverSure) {
    Pop3Plan plan({{1, 12, "a"}}, {known("a", 10, "h1")});
    plan.decide(); // TOP was refused
    EXPECT_FALSE(plan.items()[0].isSure) << "it may be another message: never deleted at the server";
}

TEST(Pop3Plan, theHashIsOfFieldsThatNoServerChanges) {
    const QByteArray mail = "Received: by mx\r\n\tfor <ann>\r\nStatus: RO\r\nX-UIDL: 17\r\nMessage-ID: <1@x>\r\nSubject: Hi\r\n\r\nBody\r\n";
    const QByteArray later = "Received: by mx\r\n\tfor <ann>\r\nStatus: O\r\nMessage-ID: <1@x>\r\nSubject: Hi\r\n\r\n";
    EXPECT_EQ(headerHashOf(mail), headerHashOf(later));
    EXPECT_NE(headerHashOf(mail), headerHashOf(QByteArray(mail).replace("<1@x>", "<2@x>")));
    EXPECT_NE(headerHashOf(mail), headerHashOf(QByteArray(mail).replace("for <ann>", "for <bob>"))) << "a field's next line is a part of it";
    EXPECT_FALSE(headerHashOf({}).isEmpty());
}

} // namespace
} // namespace tributary::sync::tst_Pop3Plan
