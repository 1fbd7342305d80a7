// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers, sizes and ids of STAT, LIST and UIDL (RFC 1939 5, 7): what is odd but usable is taken, a lie is not (S1).
#include "Peer.h"
#include "pop3/detail/Listing.h"

namespace tributary::pop3::tst_Listing {
namespace {

QByteArray scan(const QByteArray& line, int highest = 100) {
    const auto parsed = detail::parseScanLine(line, highest);
    return parsed ? QByteArray::number(parsed->number) + ':' + QByteArray::number(parsed->size) : QByteArray(codeName(parsed.error().code).data());
}
QByteArray uniqueId(const QByteArray& line, int highest = 100) {
    const auto parsed = detail::parseUniqueId(line, highest);
    return parsed ? QByteArray::number(parsed->number) + '=' + parsed->id : QByteArray(codeName(parsed.error().code).data());
}
QByteArray stat(const QByteArray& text) {
    const auto parsed = detail::parseStat(text);
    return parsed ? QByteArray::number(parsed->number) + ':' + QByteArray::number(parsed->size) : QByteArray(codeName(parsed.error().code).data());
}

const QByteArray kMalformed("malformed-response");

} // namespace

TEST(Listing, scanLines) {
    EXPECT_EQ(scan("1 120"), "1:120");
    EXPECT_EQ(scan("  2\t 0  and more"), "2:0");
    EXPECT_EQ(scan("100 9223372036854775807"), "100:9223372036854775807");
    for (const char* line : {"", "1", "1 ", "0 5", "101 5", "-1 5", "1 -5", "+1 5", "1 9223372036854775808", "99999999999999999999 1", "1 0x10", "1 12k", "a 1", "1.5 1"})
        EXPECT_EQ(scan(line), kMalformed) << line;
}
TEST(Listing, noNumberIsOverTheHighest) {
    EXPECT_EQ(scan("2 5", 2), "2:5");
    EXPECT_EQ(scan("3 5", 2), kMalformed);
    EXPECT_EQ(scan("1 5", 0), kMalformed);
    EXPECT_EQ(scan("12 5", 12), "12:5");
    EXPECT_EQ(scan("13 5", 12), kMalformed);
    EXPECT_EQ(uniqueId("3 x", 2), kMalformed);
}
TEST(Listing, uniqueIds) {
    EXPECT_EQ(uniqueId("1 whqtswO00WBw418f9t5JxYwZ"), "1=whqtswO00WBw418f9t5JxYwZ");
    EXPECT_EQ(uniqueId("2  with blanks inside  "), "2=with blanks inside");
    EXPECT_EQ(uniqueId("3 " + QByteArray(255, 'x')), "3=" + QByteArray(255, 'x'));
    EXPECT_EQ(uniqueId("3 \xc3\xa4"), "3=\xc3\xa4");
    for (const QByteArray& line : QByteArrayList{"", "1", "1 ", "0 x", "101 x", "x y", "1 a\tb", "1 a\rb", "1 a\x7f", "1 " + QByteArray(256, 'x')})
        EXPECT_EQ(uniqueId(line), kMalformed) << line.constData();
}
TEST(Listing, statCountsAndMeasures) {
    EXPECT_EQ(stat("2 320"), "2:320");
    EXPECT_EQ(stat("0 0 (no mail)"), "0:0");
    for (const char* text : {"", "2", "two 320", "-1 0", "1 -1", "2147483648 1", "1 9223372036854775808"})
        EXPECT_EQ(stat(text), kMalformed) << text;
}

} // namespace tributary::pop3::tst_Listing
