// SPDX-License-Identifier: GPL-3.0-or-later
// Sets are ranges, never expanded (RFC 9051 sequence-set; SRV3 in reference/reliability.md).
#include "EventText.h"

#include <QRandomGenerator>

#include <gtest/gtest.h>

namespace tributary::imap::tst_UidSet {

namespace {

constexpr quint32 kStar = 0xFFFFFFFF;
using Ranges = QList<UidSet::Range>;

} // namespace

TEST(UidSet, printsRangesAndSingles) {
    EXPECT_EQ(UidSet().toWire(), "");
    EXPECT_EQ(UidSet::range(5, 5).toWire(), "5");
    EXPECT_EQ(UidSet::range(9, 2).toWire(), "2:9");
    EXPECT_EQ(UidSet::range(1, kStar).toWire(), "1:*");
    EXPECT_EQ(UidSet::range(kStar, kStar).toWire(), "*");
    EXPECT_EQ(UidSet::fromSorted({1, 2, 3, 5, 5, 6, 9}).toWire(), "1:3,5:6,9");
}

TEST(UidSet, mergesWhatTouchesOrOverlaps) {
    EXPECT_EQ(UidSet::fromRanges({{8, 9}, {1, 2}, {3, 4}, {1, 1}, {6, 6}}).ranges(), (Ranges{{1, 4}, {6, 6}, {8, 9}}));
    EXPECT_EQ(UidSet::fromRanges({{1, 100}, {5, 6}}).ranges(), (Ranges{{1, 100}})) << "the wider one stays";
    EXPECT_EQ(UidSet::fromRanges({{1, kStar}, {5, 6}, {kStar, kStar}}).ranges(), (Ranges{{1, kStar}})) << "no wrap at the top";
    EXPECT_EQ(UidSet::fromRanges({{kStar - 1, kStar}, {1, 1}}).ranges(), (Ranges{{1, 1}, {kStar - 1, kStar}}));
}

TEST(UidSet, addsAnywhere) {
    UidSet set;
    set.add(10, 12);
    set.add(13, 13);
    EXPECT_EQ(set.toWire(), "10:13") << "touches the end";
    set.add(20, 18);
    set.add(19, 25);
    EXPECT_EQ(set.toWire(), "10:13,18:25");
    set.add(1, 2);
    set.add(14, 17);
    EXPECT_EQ(set.toWire(), "1:2,10:25") << "in front, and into the gap";
    set.add(12, 13);
    EXPECT_EQ(set.toWire(), "1:2,10:25") << "was there";
    set.add(26, kStar);
    set.add(kStar, kStar);
    EXPECT_EQ(set.ranges(), (Ranges{{1, 2}, {10, kStar}}));
}

TEST(UidSet, containsAndCounts) {
    const UidSet set = UidSet::fromRanges({{3, 5}, {9, 9}, {kStar, kStar}});
    for (const quint32 in : {3U, 4U, 5U, 9U, kStar})
        EXPECT_TRUE(set.contains(in)) << in;
    for (const quint32 out : {0U, 2U, 6U, 8U, 10U, kStar - 1})
        EXPECT_FALSE(set.contains(out)) << out;
    EXPECT_EQ(set.count(), 5U);
    EXPECT_FALSE(set.isEmpty());
    EXPECT_FALSE(UidSet().contains(1));
    EXPECT_EQ(UidSet::range(0, kStar).count(), 4'294'967'296U) << "does not fit 32 bits";
    EXPECT_EQ(UidSet::range(1, kStar), UidSet::fromRanges({{2, kStar}, {1, 1}}));
}

TEST(UidSet, agreesWithAPlainSetOfNumbers) {
    QRandomGenerator random(7);
    for (int round = 0; round < 300; ++round) {
        UidSet set;
        Ranges ranges;
        QSet<quint32> expected;
        for (int i = 0; i < 30; ++i) {
            const quint32 first = 1 + random.bounded(120), last = first + random.bounded(6);
            set.add(last, first);
            ranges.append({first, last});
            for (quint32 n = first; n <= last; ++n)
                expected.insert(n);
        }
        QList<quint32> sorted = expected.values();
        std::sort(sorted.begin(), sorted.end());
        ASSERT_EQ(set, UidSet::fromSorted(sorted));
        ASSERT_EQ(set, UidSet::fromRanges(ranges));
        ASSERT_EQ(set.count(), quint64(expected.size()));
        for (quint32 n = 0; n < 130; ++n)
            ASSERT_EQ(set.contains(n), expected.contains(n)) << n;
    }
}

} // namespace tributary::imap::tst_UidSet
