// SPDX-License-Identifier: GPL-3.0-or-later
// Each limit that takes something away is told by a defect of its own (S8): a person learns what is not shown.
#include "mime/Limits.h"
#include "mime/Message.h"

#include <gtest/gtest.h>

namespace tributary::mime::tst_Limits {

namespace {

bool says(const QByteArray& raw, Defect defect) { return parseMessage(raw).defects.contains(defect); }
QByteArray many(char c, qsizetype count) { return QByteArray(count, c); }

} // namespace

TEST(Limits, ofTheHeader) {
    EXPECT_TRUE(says("X: " + many('x', limits::kHeaderField + 1) + "\r\n\r\n", Defect::FieldTooLong));
    EXPECT_FALSE(says("X: " + many('x', limits::kHeaderField) + "\r\n\r\n", Defect::FieldTooLong));
    EXPECT_TRUE(says(QByteArray("X: y\r\n").repeated(limits::kHeaderFields + 1) + "\r\n", Defect::TooManyFields));
    EXPECT_TRUE(says(QByteArray("X: " + many('x', limits::kHeaderField) + "\r\n").repeated(9) + "\r\n", Defect::HeaderTooLarge));
    EXPECT_TRUE(says("References: " + QByteArray("<a@b> ").repeated(limits::kReferences + 1) + "\r\n\r\n", Defect::TooManyReferences));
}

TEST(Limits, ofAddresses) {
    EXPECT_TRUE(says("To: " + QByteArray("a@b,").repeated(limits::kAddresses + 1) + "\r\n\r\n", Defect::TooManyAddresses));
    EXPECT_TRUE(says("To: " + many('x', limits::kDisplayName + 1) + " <a@b>\r\n\r\n", Defect::NameTooLong));
    EXPECT_TRUE(says("To: <" + many('x', limits::kAddrSpec + 1) + "@b>\r\n\r\n", Defect::AddressTooLong));
    EXPECT_TRUE(parseMessage("To: a@b, c@d\r\n\r\n").defects.isEmpty());
}

TEST(Limits, ofParameters) {
    EXPECT_TRUE(says("Content-Type: a/b" + QByteArray("; p=v").repeated(limits::kParameters + 1) + "\r\n\r\n", Defect::TooManyParameters));
    EXPECT_TRUE(says("Content-Type: a/b; p=\"" + many('v', limits::kParameterValue + 1) + "\"\r\n\r\n", Defect::ParameterTooLong));
    EXPECT_TRUE(says("Content-Type: a/b; " + many('p', limits::kParameterName + 1) + "=v\r\n\r\n", Defect::ParameterTooLong));
    EXPECT_TRUE(says("Content-Type: multipart/mixed; boundary=" + many('b', limits::kBoundary + 1) + "\r\n\r\n", Defect::BoundaryTooLong));
}

TEST(Limits, ofTheTree) {
    QByteArray deep;
    for (int i = 0; i <= limits::kDepth; ++i)
        deep += "Content-Type: multipart/mixed; boundary=b" + QByteArray::number(i) + "\r\n\r\n--b" + QByteArray::number(i) + "\r\n";
    EXPECT_TRUE(says(deep, Defect::TooDeep));
    EXPECT_TRUE(says("Content-Type: multipart/mixed; boundary=b\r\n\r\n" + QByteArray("--b\r\n\r\n").repeated(limits::kParts + 1), Defect::TooManyParts));
    QByteArray large = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n" + many('\n', limits::kMessageBytes);
    EXPECT_TRUE(says(large, Defect::MessageTooLarge));
    EXPECT_EQ(parseMessage(large).parts.size(), 2);
}

TEST(Limits, aBoundaryThatNobodyDeclaredIsSearchedNearby) {
    const QByteArray parts("\r\npreamble\r\n--xyz\r\nContent-Type: text/html\r\n\r\n<p>\r\n--xyz--\r\n");
    const ParsedMessage message = parseMessage(QByteArray("Content-Type: multipart/mixed\r\n" + parts));
    ASSERT_EQ(message.parts.size(), 2);
    EXPECT_TRUE(message.parts[1].is("text", "html"));
    EXPECT_TRUE(message.defects.contains(Defect::MissingBoundary));
    EXPECT_EQ(parseMessage("Content-Type: multipart/mixed\r\n\r\n--xyz\r\nprose\r\n").parts.size(), 1);
    EXPECT_EQ(parseMessage(QByteArray("Content-Type: multipart/mixed\r\n\r\n" + QByteArray("x\r\n").repeated(limits::kBoundarySearch) + parts)).parts.size(), 1);
}

} // namespace tributary::mime::tst_Limits
