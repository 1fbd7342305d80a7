// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/detail/HeaderBlock.h"

#include <gtest/gtest.h>

namespace tributary::mime::tst_HeaderBlock {

using detail::HeaderBlock;

namespace {

HeaderBlock read(const QByteArray& raw) {
    qsizetype budget = limits::kHeaderBytes;
    return detail::parseHeaderBlock(raw, 0, budget);
}

QByteArray bodyOf(const QByteArray& raw) { return raw.mid(read(raw).bodyOffset); }

} // namespace

TEST(HeaderBlock, fieldsAreUnfoldedAndTrimmed) {
    const HeaderBlock block = read("Subject: one\r\n two\r\n\tthree  \r\nX-Empty:\r\nTo:\r\n a@b\r\n\r\nbody");
    ASSERT_EQ(block.fields.size(), 3);
    EXPECT_EQ(block.fields[0].name, "Subject");
    EXPECT_EQ(block.fields[0].value, "one two\tthree");
    EXPECT_EQ(block.fields[1].value, "");
    EXPECT_EQ(block.fields[2].value, "a@b");
    EXPECT_FALSE(block.broken);
    EXPECT_FALSE(block.tooLarge);
}

TEST(HeaderBlock, bareLineFeedsEndLinesToo) { EXPECT_EQ(bodyOf("A: b\nC: d\n\nbody\n"), "body\n"); }

TEST(HeaderBlock, blanksBeforeTheColonAreObsoleteButLegal) {
    const HeaderBlock block = read("Subject : x\r\n\r\n");
    ASSERT_EQ(block.fields.size(), 1);
    EXPECT_EQ(block.fields[0].name, "Subject");
    EXPECT_EQ(block.fields[0].value, "x");
}

TEST(HeaderBlock, anMboxSeparatorIsPassedOver) {
    const HeaderBlock block = read("From a@b Thu Nov  5 09:08:07 2026\nSubject: x\n\nbody");
    ASSERT_EQ(block.fields.size(), 1);
    EXPECT_EQ(block.fields[0].value, "x");
}

TEST(HeaderBlock, aForgottenEmptyLineLosesNoText) {
    const QByteArray raw("Subject: x\r\nHello there\r\nBye\r\n");
    EXPECT_EQ(bodyOf(raw), "Hello there\r\nBye\r\n");
    EXPECT_TRUE(read(raw).broken);
}

TEST(HeaderBlock, aBrokenLineBetweenWellKnownFieldsIsPassedOver) {
    const QByteArray raw("Subject: x\r\nFrom nobody Thu Nov 5\r\nContent-Type: text/html\r\n\r\nbody");
    EXPECT_EQ(read(raw).fields.size(), 2);
    EXPECT_EQ(bodyOf(raw), "body");
}

TEST(HeaderBlock, textWithoutAnyHeaderIsAllBody) {
    EXPECT_EQ(bodyOf("Just words here\r\nmore"), "Just words here\r\nmore");
    EXPECT_EQ(bodyOf("\r\nmore"), "more");
    EXPECT_EQ(bodyOf(""), "");
    EXPECT_TRUE(read("Just words here").fields.isEmpty());
}

TEST(HeaderBlock, blanksOrAMarkBeforeTheFirstFieldHideNoHeader) {
    EXPECT_EQ(read("  \t \r\nSubject: x\r\n\r\nbody").fields.value(0).value, "x");
    EXPECT_EQ(read("\xef\xbb\xbfSubject: x\r\n\r\nbody").fields.value(0).name, "Subject");
    EXPECT_EQ(bodyOf("\r\nNote: x\r\n"), "Note: x\r\n");
}

TEST(HeaderBlock, aNulInANameEndsNoHeader) {
    EXPECT_EQ(bodyOf(QByteArray("A\0: b\r\nTo: c\r\n\r\nbody", 20)), "body");
}

TEST(HeaderBlock, aBoundaryLineIsNeverAField) {
    EXPECT_EQ(bodyOf("Content-Type: text/plain\r\n--=_Part:1\r\nX: y\r\n"), "--=_Part:1\r\nX: y\r\n");
}

TEST(HeaderBlock, aHugeFieldIsCutAndTheBodyStillFound) {
    const QByteArray raw = "Subject: " + QByteArray(5 << 20, 'x') + "\r\nTo: a@b\r\n\r\nbody";
    const HeaderBlock block = read(raw);
    EXPECT_TRUE(block.fieldTooLong);
    ASSERT_EQ(block.fields.size(), 2);
    EXPECT_EQ(block.fields[0].value.size(), limits::kHeaderField);
    EXPECT_EQ(block.fields[1].value, "a@b");
    EXPECT_EQ(raw.mid(block.bodyOffset), "body");
}

TEST(HeaderBlock, fieldsBeyondTheLimitAreDropped) {
    QByteArray raw;
    for (int i = 0; i < 20'000; ++i)
        raw += "X-Field: value\r\n folded\r\n";
    raw += "\r\nbody";
    const HeaderBlock block = read(raw);
    EXPECT_EQ(block.fields.size(), limits::kHeaderFields);
    EXPECT_EQ(block.fields.last().value, "value folded");
    EXPECT_TRUE(block.tooManyFields);
    EXPECT_EQ(raw.mid(block.bodyOffset), "body");
}

TEST(HeaderBlock, theBudgetIsSharedByAllBlocks) {
    qsizetype budget = 10;
    const HeaderBlock block = detail::parseHeaderBlock("To: 12345678901234567890\r\nCc: x\r\n y\r\n\r\nbody", 0, budget);
    EXPECT_EQ(budget, 0);
    EXPECT_TRUE(block.tooLarge);
    ASSERT_EQ(block.fields.size(), 1);
    EXPECT_EQ(block.fields[0].value, "12345678");
    EXPECT_EQ(block.bodyOffset, 39);
}

TEST(MessageIds, bracketsAndBlanksAreRemoved) {
    EXPECT_EQ(detail::parseMessageIds("<a@b>  (x) <c @d>\t<e@f"), (QList<QByteArray>{"a@b", "c@d", "e@f"}));
    EXPECT_EQ(detail::parseMessageIds("a@b c@d"), (QList<QByteArray>{"a@b", "c@d"}));
    EXPECT_EQ(detail::parseMessageIds("Your message of Tuesday"), QList<QByteArray>());
    EXPECT_EQ(detail::parseMessageIds(""), QList<QByteArray>());
}

TEST(MessageIds, theirNumberIsBounded) {
    EXPECT_EQ(detail::parseMessageIds(QByteArray("<a@b> ").repeated(100'000)).size(), limits::kReferences);
}

} // namespace tributary::mime::tst_HeaderBlock
