// SPDX-License-Identifier: GPL-3.0-or-later
// Sets stay ranges whatever a server says (SRV3), and mean what lists of numbers would.
#include "sync/UidSets.h"

#include <gtest/gtest.h>

#include <QRandomGenerator>
#include <QSet>

namespace tributary::sync::tst_UidSets {
namespace {

imap::UidSet setOf(const QSet<quint32>& numbers) { return uidSetOf(QList<quint32>(numbers.begin(), numbers.end())); }
QSet<quint32> numbersOf(const imap::UidSet& set) {
    const QList<quint32> list = highestFirst(set, 10'000);
    return QSet<quint32>(list.begin(), list.end());
}

TEST(UidSets, agreeWithSetsOfNumbers) {
    QRandomGenerator random(1);
    for (int round = 0; round < 2000; ++round) {
        QSet<quint32> a;
        QSet<quint32> b;
        for (int i = random.bounded(40); i > 0; --i)
            a.insert(1 + random.bounded(60));
        for (int i = random.bounded(40); i > 0; --i)
            b.insert(1 + random.bounded(60));
        EXPECT_EQ(numbersOf(minus(setOf(a), setOf(b))), a - b);
        EXPECT_EQ(numbersOf(both(setOf(a), setOf(b))), a & b);
        EXPECT_EQ(numbersOf(unite(setOf(a), setOf(b))), a | b);
    }
}

TEST(UidSets, everythingIsARangeAndCostsNothing) {
    const auto all = imap::UidSet::range(1, 4294967295);
    EXPECT_EQ(minus(all, imap::UidSet::range(5, 10)).toWire(), "1:4,11:*");
    EXPECT_EQ(both(all, uidSetOf({3, 4294967295})).count(), 2u);
    EXPECT_TRUE(minus(uidSetOf({1, 7, 4294967295}), all).isEmpty());
    EXPECT_EQ(highestFirst(all, 3), (QList<quint32>{4294967295, 4294967294, 4294967293}));
}

TEST(UidSets, theHighestAreTakenOut) {
    imap::UidSet set = uidSetOf({1, 2, 3, 7, 8, 20});
    EXPECT_EQ(takeHighest(set, 2).toWire(), "8,20");
    EXPECT_EQ(set.toWire(), "1:3,7");
    EXPECT_EQ(takeHighest(set, 100).toWire(), "1:3,7");
    EXPECT_TRUE(set.isEmpty());
    EXPECT_TRUE(takeHighest(set, 5).isEmpty());
}

TEST(UidSets, piecesAreShortLinesAndLoseNothing) {
    QList<quint32> odd;
    for (quint32 uid = 1; uid < 40'000; uid += 2)
        odd.append(uid);
    imap::UidSet back;
    for (const imap::UidSet& piece : piecesForWire(uidSetOf(odd), 1000)) {
        EXPECT_LE(piece.toWire().size(), 1000);
        back = unite(back, piece);
    }
    EXPECT_EQ(back, uidSetOf(odd));
    EXPECT_EQ(piecesForWire(imap::UidSet::range(1, 100'000), 1000).size(), 1);
}

TEST(UidSets, aSetOfNumbersInAnyOrder) {
    EXPECT_EQ(uidSetOf({9, 3, 1, 2, 7}).toWire(), "1:3,7,9");
    EXPECT_EQ(uidSetOf({}).toWire(), "");
    EXPECT_EQ(uidSetOf({4294967295}).count(), 1u);
}

} // namespace
} // namespace tributary::sync::tst_UidSets
