// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Flags.h"

#include <gtest/gtest.h>

namespace tributary::model::tst_Flags {
namespace {

using namespace Qt::Literals::StringLiterals;

TEST(Flags, systemFlagsAreBitsInAnyCase) { // RFC 9051 2.3.2
    const Flags flags = parseFlags(
        {u"\\Seen"_s, u"\\ANSWERED"_s, u"\\flagged"_s, u"\\Deleted"_s, u"\\Draft"_s, u"$forwarded"_s, u"$Junk"_s});
    EXPECT_EQ(flags.bits, 1u | 2u | 4u | 8u | 16u | 64u | 128u);
    EXPECT_TRUE(flags.keywords.isEmpty());
    EXPECT_EQ(parseFlags({}), Flags());
}

TEST(Flags, recentIsDropped) {
    EXPECT_EQ(parseFlags({u"\\Recent"_s}), Flags());
    EXPECT_FALSE(parseFlags({u"\\Recent"_s, u"\\Seen"_s}).has(Flag::Recent));
}

TEST(Flags, otherKeywordsStayAsSpelledSortedAndOnce) {
    const Flags flags = parseFlags({u"$Label1"_s, u"NonJunk"_s, u"$Label1"_s, u""_s, u"\\Unheard"_s, u"$Forwarded"_s});
    EXPECT_EQ(flags.keywords, (QStringList{u"$Label1"_s, u"NonJunk"_s, u"\\Unheard"_s}));
    EXPECT_EQ(flags.bits, 64u);
    EXPECT_EQ(parseFlags({u"b"_s, u"a"_s}), parseFlags({u"a"_s, u"b"_s})) << "the order on the wire means nothing";
}

TEST(Flags, wordsComeBackAsTheyCame) {
    const QStringList words{u"\\Seen"_s, u"\\Flagged"_s, u"$Forwarded"_s, u"$Label1"_s, u"work"_s};
    EXPECT_EQ(flagWords(parseFlags(words)), words);
    EXPECT_EQ(flagWords(Flags()), QStringList());
}

TEST(Flags, areSetAndClearedOneByOne) {
    Flags flags;
    flags.set(Flag::Seen);
    flags.set(Flag::Flagged);
    flags.set(Flag::Seen, false);
    EXPECT_FALSE(flags.has(Flag::Seen));
    EXPECT_TRUE(flags.has(Flag::Flagged));
    EXPECT_EQ(flags.bits, 4u);
}

} // namespace
} // namespace tributary::model::tst_Flags
