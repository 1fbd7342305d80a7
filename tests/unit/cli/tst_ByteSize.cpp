// SPDX-License-Identifier: GPL-3.0-or-later
// Sizes as people type them (S7).
#include "cli/ByteSize.h"

#include <gtest/gtest.h>

namespace tributary::cli::tst_ByteSize {
namespace {

using namespace Qt::Literals::StringLiterals;

TEST(ByteSize, S7_unitsAreOf1024) {
    EXPECT_EQ(parseByteSize(u"500M"_s), 500LL << 20);
    EXPECT_EQ(parseByteSize(u"2G"_s), 2LL << 30);
    EXPECT_EQ(parseByteSize(u" 1.5 gb "_s), 3LL << 29);
    EXPECT_EQ(parseByteSize(u"2GiB"_s), 2LL << 30);
    EXPECT_EQ(parseByteSize(u"1T"_s), 1LL << 40);
    EXPECT_EQ(parseByteSize(u"64K"_s), 64LL << 10);
    EXPECT_EQ(parseByteSize(u"1048576"_s), 1LL << 20);
    EXPECT_EQ(parseByteSize(u"12B"_s), 12);
    EXPECT_EQ(parseByteSize(u"0"_s), 0);
}

TEST(ByteSize, S7_whatIsNoSizeIsNone) {
    for (const char* text : {"", "G", "-1G", "1,5G", "2 G B", "1e9", "2X", "none", "99999999999999999999", "999999999T", "1G2", "0x10"})
        EXPECT_FALSE(parseByteSize(QString::fromLatin1(text))) << text;
}

} // namespace
} // namespace tributary::cli::tst_ByteSize
