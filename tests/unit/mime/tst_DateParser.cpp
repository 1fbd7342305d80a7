// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Message.h"

#include <gtest/gtest.h>

namespace tributary::mime::tst_DateParser {

namespace {

std::string date(QByteArrayView value) { return parseDate(value).toString(Qt::ISODate).toStdString(); }

} // namespace

TEST(DateParser, theRfcForm) {
    EXPECT_EQ(date("Thu, 5 Nov 2026 09:08:07 +0900"), "2026-11-05T09:08:07+09:00");
    EXPECT_EQ(date("Thu, 05 Nov 2026 09:08:07 -0330"), "2026-11-05T09:08:07-03:30");
    EXPECT_EQ(parseDate("Thu, 5 Nov 2026 09:08:07 +0900").offsetFromUtc(), 9 * 3600);
}

TEST(DateParser, threeDigitsAreAZoneToo) { EXPECT_EQ(date("Mon, 21 Aug 95 13:30:57 -600"), "1995-08-21T13:30:57-06:00"); }

TEST(DateParser, dayNameAndSecondsMayBeMissing) {
    EXPECT_EQ(date("5 Nov 2026 09:08 +0000"), "2026-11-05T09:08:00Z");
    EXPECT_EQ(date("5 Nov 2026"), "2026-11-05T00:00:00Z");
}

TEST(DateParser, obsoleteZones) {
    EXPECT_EQ(date("5 Nov 2026 09:08:07 EST"), "2026-11-05T09:08:07-05:00");
    EXPECT_EQ(date("5 Nov 2026 09:08:07 GMT"), "2026-11-05T09:08:07Z");
    EXPECT_EQ(date("5 Nov 2026 09:08:07 JST"), "2026-11-05T09:08:07+09:00");
    EXPECT_EQ(date("5 Nov 2026 09:08:07 A"), "2026-11-05T09:08:07Z");
    EXPECT_EQ(date("5 Nov 2026 09:08:07 GMT+0200"), "2026-11-05T09:08:07+02:00");
    EXPECT_EQ(date("5 Nov 2026 09:08:07 +02:00"), "2026-11-05T09:08:07+02:00");
}

TEST(DateParser, shortYears) {
    EXPECT_EQ(date("5 Nov 26 09:08:07 +0000"), "2026-11-05T09:08:07Z");
    EXPECT_EQ(date("5 Nov 97 09:08:07 +0000"), "1997-11-05T09:08:07Z");
    EXPECT_EQ(date("5 Nov 102 09:08:07 +0000"), "2002-11-05T09:08:07Z");
}

TEST(DateParser, commentsAnywhere) {
    EXPECT_EQ(date("Thu (day), 5 (d) Nov (m (x)) 2026 09:08:07 +0900 (JST)"), "2026-11-05T09:08:07+09:00");
}

TEST(DateParser, otherOrdersThatAreSent) {
    EXPECT_EQ(date("Thu Nov  5 09:08:07 2026"), "2026-11-05T09:08:07Z");
    EXPECT_EQ(date("Thu Nov 5 09:08:07 EST 2026"), "2026-11-05T09:08:07-05:00");
    EXPECT_EQ(date("5-Nov-2026 09:08:07 +0100"), "2026-11-05T09:08:07+01:00");
    EXPECT_EQ(date("2026-11-05T09:08:07Z"), "2026-11-05T09:08:07Z");
    EXPECT_EQ(date("2026-11-05 09:08:07 +0900"), "2026-11-05T09:08:07+09:00");
    EXPECT_EQ(date("November 5, 2026 09:08:07 PM"), "2026-11-05T21:08:07Z");
    EXPECT_EQ(date("Thu, 5 Nov 2026 09.08.07 +0900"), "2026-11-05T09:08:07+09:00");
}

TEST(DateParser, aLeapSecondIsTheSecondBefore) {
    EXPECT_EQ(date("31 Dec 2016 23:59:60 +0000"), "2016-12-31T23:59:59Z");
}

TEST(DateParser, absurdDatesAreInvalid) {
    for (const char* value : {"", "yesterday", "32 Nov 2026 09:08:07 +0000", "5 Foo 2026 09:08:07 +0000", "5 Nov 2026 25:00:00 +0000",
                              "5 Nov 2026 09:61:00 +0000", "30 Feb 2026 09:08:07 +0000", "5 Nov 99999999999999999999 09:08:07",
                              "5 Nov 1066 09:08:07 +0000", "0 Nov 2026 09:08:07 +0000", "((((", "+0900", "::::", "Nov", "5 Nov"})
        EXPECT_FALSE(parseDate(value).isValid()) << value;
}

TEST(DateParser, anImpossibleZoneCountsAsUtc) {
    EXPECT_EQ(date("5 Nov 2026 09:08:07 +9999"), "2026-11-05T09:08:07Z");
    EXPECT_EQ(date("5 Nov 2026 09:08:07 -"), "2026-11-05T09:08:07Z");
}

} // namespace tributary::mime::tst_DateParser
