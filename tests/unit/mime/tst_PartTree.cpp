// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Limits.h"
#include "mime/Message.h"

#include <gtest/gtest.h>

namespace tributary::mime::tst_PartTree {

namespace {

/// "section type/subtype body" of each part, one a line; line ends in bodies as '~'.
std::string tree(const QByteArray& raw) {
    QByteArray all;
    for (const Part& p : parseMessage(raw).parts) {
        QByteArray body = p.isMultipart() ? QByteArray("...") : raw.mid(p.bodyOffset, p.bodySize);
        body.replace("\r\n", "~");
        all += p.section.toUtf8() + ' ' + p.type + '/' + p.subtype + ' ' + body + '\n';
    }
    return all.toStdString();
}

QByteArray multipart(const QByteArray& boundary, const QByteArray& subtype = "mixed") {
    return "Content-Type: multipart/" + subtype + "; boundary=\"" + boundary + "\"\r\n\r\n";
}

bool has(const ParsedMessage& message, Defect defect) { return message.defects.contains(defect); }

} // namespace

TEST(PartTree, aSinglePartIsSectionOne) {
    EXPECT_EQ(tree("Subject: x\r\n\r\nHello\r\n"), "1 text/plain Hello~\n");
    EXPECT_EQ(tree("Content-Type: text/html\r\n\r\n<p>"), "1 text/html <p>\n");
}

TEST(PartTree, thePartsOfAMultipartAreNumbered) {
    const QByteArray raw = multipart("b") + "preamble\r\n--b\r\n\r\none\r\n--b  \r\nContent-Type: text/html\r\n\r\ntwo\r\n\r\n--b--\r\nepilogue";
    EXPECT_EQ(tree(raw), " multipart/mixed ...\n1 text/plain one\n2 text/html two~\n");
    EXPECT_TRUE(parseMessage(raw).defects.isEmpty());
}

TEST(PartTree, nestedMultipartsAndTheSectionNumbersOfImap) {
    const QByteArray raw = multipart("out") + "--out\r\n" + multipart("in", "alternative") +
                           "--in\r\n\r\na\r\n--in\r\n\r\nb\r\n--in--\r\nepilogue\r\n--out\r\n\r\nc\r\n--out--\r\n";
    EXPECT_EQ(tree(raw), " multipart/mixed ...\n1 multipart/alternative ...\n1.1 text/plain a\n1.2 text/plain b\n2 text/plain c\n");
}

TEST(PartTree, aMessageInsideNumbersItsBody) {
    const QByteArray raw = multipart("o") + "--o\r\n\r\na\r\n--o\r\nContent-Type: message/rfc822\r\n\r\nSubject: in\r\n" + multipart("i") +
                           "--i\r\n\r\nb\r\n--i\r\nContent-Type: message/rfc822\r\n\r\nSubject: deep\r\n\r\nc\r\n--i--\r\n--o--\r\n";
    const ParsedMessage message = parseMessage(raw);
    QStringList sections;
    for (const Part& p : message.parts)
        sections.append(p.section);
    // 2 is the message, its multipart shares the number, 2.2 is the message in it, 2.2.1 that one's text
    EXPECT_EQ(sections.join(u' ').toStdString(), " 1 2 2 2.1 2.2 2.2.1");
    ASSERT_NE(message.findSection(QStringLiteral("2")), nullptr);
    EXPECT_EQ(message.findSection(QStringLiteral("2"))->type, "message");
    const Part* deep = message.findSection(QStringLiteral("2.2.1"));
    ASSERT_NE(deep, nullptr);
    EXPECT_EQ(decodedText(raw, *deep).toStdString(), "c");
    EXPECT_EQ(message.findSection(QStringLiteral("9")), nullptr);
}

TEST(PartTree, aRootMessageIsSectionOne) {
    EXPECT_EQ(tree("Content-Type: message/rfc822\r\n\r\nSubject: in\r\n\r\nbody"),
              "1 message/rfc822 Subject: in~~body\n1.1 text/plain body\n");
}

TEST(PartTree, anEncodedMessageStaysOnePart) {
    EXPECT_EQ(tree("Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\nU3ViamVjdDogeA0KDQp5"),
              "1 message/rfc822 U3ViamVjdDogeA0KDQp5\n");
}

TEST(PartTree, partsOfADigestAreMessages) {
    EXPECT_EQ(tree(multipart("d", "digest") + "--d\r\n\r\nSubject: a\r\n\r\nx\r\n--d\r\nContent-Type: text/plain\r\n\r\ny\r\n--d--"),
              " multipart/digest ...\n1 message/rfc822 Subject: a~~x\n1.1 text/plain x\n2 text/plain y\n");
}

TEST(PartTree, aBoundaryThatBeginsLikeAnotherIsNotIt) {
    const QByteArray raw = multipart("b") + "--b\r\n" + multipart("bb") + "--bb\r\n\r\nx\r\n--bbb\r\n--bb--\r\n--b\r\n\r\ny\r\n--b--";
    EXPECT_EQ(tree(raw), " multipart/mixed ...\n1 multipart/mixed ...\n1.1 text/plain x~--bbb\n2 text/plain y\n");
}

TEST(PartTree, nestedMultipartsMayShareOneBoundary) {
    const QByteArray raw = multipart("b") + "--b\r\n" + multipart("b") + "--b\r\n\r\nx\r\n--b--\r\n--b\r\n\r\ny\r\n--b--";
    EXPECT_EQ(tree(raw), " multipart/mixed ...\n1 multipart/mixed ...\n1.1 text/plain x\n2 text/plain y\n");
}

TEST(PartTree, anUnterminatedMultipartEndsWithTheMessage) {
    const QByteArray raw = multipart("b") + "--b\r\n\r\nx\r\n--b\r\n\r\nlast\r\n";
    EXPECT_EQ(tree(raw), " multipart/mixed ...\n1 text/plain x\n2 text/plain last~\n");
    EXPECT_TRUE(has(parseMessage(raw), Defect::UnterminatedMultipart));
}

TEST(PartTree, anOuterBoundaryEndsAnUnterminatedInner) {
    const QByteArray raw = multipart("o") + "--o\r\n" + multipart("i") + "--i\r\n\r\nx\r\n--o\r\n\r\ny\r\n--o--";
    EXPECT_EQ(tree(raw), " multipart/mixed ...\n1 multipart/mixed ...\n1.1 text/plain x\n2 text/plain y\n");
    EXPECT_TRUE(has(parseMessage(raw), Defect::UnterminatedMultipart));
}

TEST(PartTree, aMultipartWithoutBoundaryIsOnePartOfText) {
    const QByteArray raw("Content-Type: multipart/mixed\r\n\r\n--b\r\n\r\nx\r\n--b--");
    const ParsedMessage message = parseMessage(raw);
    ASSERT_EQ(message.parts.size(), 1);
    EXPECT_TRUE(has(message, Defect::MissingBoundary));
    EXPECT_EQ(chooseBody(message).plain, 0);
    EXPECT_EQ(decodedText(raw, message.parts[0]).toStdString(), "--b\n\nx\n--b--");
}

TEST(PartTree, emptyPartsAreParts) {
    EXPECT_EQ(tree(multipart("b") + "--b\r\n--b\r\n\r\n--b\r\nContent-Type: text/html\r\n--b--"),
              " multipart/mixed ...\n1 text/plain \n2 text/plain \n3 text/html \n");
}

TEST(PartTree, aBoundaryWithAColonEndsAHeader) {
    EXPECT_EQ(tree(multipart("=_x:1") + "--=_x:1\r\nContent-Type: text/html\r\n--=_x:1--\r\n"), " multipart/mixed ...\n1 text/html \n");
}

TEST(PartTree, bareLineFeedsWork) {
    EXPECT_EQ(tree("Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n\ntwo\n--b--\n"),
              " multipart/mixed ...\n1 text/plain one\n2 text/plain two\n");
}

TEST(PartTree, typesThatAreNoneAreBytes) {
    EXPECT_EQ(tree("Content-Type: rubbish\r\n\r\nx"), "1 text/plain x\n"); // RFC 2045 5.2
    EXPECT_EQ(tree("Content-Type: rubbish; name=a.bin\r\n\r\nx"), "1 application/octet-stream x\n");
    EXPECT_EQ(tree("Content-Type: text\r\n\r\nx"), "1 text/plain x\n");
    EXPECT_EQ(tree("Content-Type:\r\n\r\nx"), "1 text/plain x\n");
}

TEST(PartTree, theFieldsOfAPart) {
    const ParsedMessage message =
        parseMessage("Content-Type: Image/PNG; name=a.png\r\nContent-Transfer-Encoding: BASE64 (x)\r\nContent-ID: <i@d>\r\n"
                     "Content-Disposition: Inline; filename*=utf-8''%C3%A9.png\r\n\r\nAAAA");
    const Part& part = message.parts[0];
    EXPECT_TRUE(part.is("image", "png"));
    EXPECT_EQ(part.encoding, TransferEncoding::Base64);
    EXPECT_EQ(part.contentId, "i@d");
    EXPECT_EQ(part.disposition, "inline");
    EXPECT_EQ(part.fileName, QStringLiteral("é.png"));
    EXPECT_EQ(part.parameter("name"), QStringLiteral("a.png"));
}

TEST(PartTree, theHeaderOfTheMessageIsRead) {
    const ParsedMessage message = parseMessage(
        "From: A <a@b>\r\nSender: s@b\r\nTo: c@d\r\nTo: e@f\r\nCc: g@h\r\nBcc: i@j\r\nReply-To: k@l\r\nSubject: =?utf-8?q?=C3=A9?=\r\n"
        "Date: Thu, 5 Nov 2026 09:08:07 +0900\r\nMessage-ID: <m@x>\r\nIn-Reply-To: <p@x>\r\nReferences: <r1@x>\r\n <r2@x>\r\n\r\n");
    EXPECT_EQ(message.subject, QStringLiteral("é"));
    EXPECT_EQ(message.from, (ParsedAddresses{{QStringLiteral("A"), QStringLiteral("a@b")}}));
    EXPECT_EQ(message.to.size(), 2);
    EXPECT_EQ(message.cc.size() + message.bcc.size() + message.replyTo.size() + message.sender.size(), 4);
    EXPECT_EQ(message.messageId, "m@x");
    EXPECT_EQ(message.inReplyTo, QList<QByteArray>{"p@x"});
    EXPECT_EQ(message.references, (QList<QByteArray>{"r1@x", "r2@x"}));
    EXPECT_EQ(message.date.toUTC().toString(Qt::ISODate), QStringLiteral("2026-11-05T00:08:07Z"));
    EXPECT_EQ(message.header("subject"), QStringLiteral("é"));
    EXPECT_TRUE(message.header("X-None").isEmpty());
    ASSERT_EQ(message.parts.size(), 1);
    EXPECT_EQ(message.parts[0].bodySize, 0);
    EXPECT_TRUE(message.defects.isEmpty());
}

TEST(PartTree, defectsAreNamedOnceEach) {
    const ParsedMessage message = parseMessage("Date: never\r\nDate: never\r\nSubject: a\r\nSubject: b\r\n"
                                               "Content-Type: text/plain; charset=x-nobody\r\nContent-Transfer-Encoding: x-y\r\n\r\n");
    EXPECT_EQ(message.defects.size(), 4);
    EXPECT_TRUE(has(message, Defect::BadDate));
    EXPECT_TRUE(has(message, Defect::DuplicateSingleHeader));
    EXPECT_TRUE(has(message, Defect::UnknownCharset));
    EXPECT_TRUE(has(message, Defect::BadTransferEncoding));
    EXPECT_TRUE(has(parseMessage(""), Defect::MissingHeaders));
    EXPECT_EQ(parseMessage("").parts.size(), 1);
}

TEST(PartTree, depthAndNumberOfPartsAreBounded) {
    QByteArray deep;
    for (int i = 0; i < 500; ++i)
        deep += multipart(QByteArray::number(i)) + "--" + QByteArray::number(i) + "\r\n";
    EXPECT_TRUE(has(parseMessage(deep), Defect::TooDeep));
    EXPECT_EQ(parseMessage(deep).parts.size(), limits::kDepth + 1);
    const QByteArray wide = multipart("b") + QByteArray("--b\r\n\r\nx\r\n").repeated(limits::kParts * 2);
    EXPECT_TRUE(has(parseMessage(wide), Defect::TooManyParts));
    EXPECT_EQ(parseMessage(wide).parts.size(), limits::kParts);
}

} // namespace tributary::mime::tst_PartTree
