// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Limits.h"
#include "mime/Message.h"

#include <gtest/gtest.h>

#include <utility>

namespace tributary::mime::tst_BodyChoice {

namespace {

QByteArray multipart(const QByteArray& subtype, const QList<QByteArray>& parts) {
    static int count = 0;
    const QByteArray boundary = "b" + QByteArray::number(++count);
    QByteArray raw = "Content-Type: multipart/" + subtype + "; boundary=" + boundary + "\r\n\r\n";
    for (const QByteArray& part : parts)
        raw += "--" + boundary + "\r\n" + part + "\r\n";
    return raw + "--" + boundary + "--\r\n";
}

QByteArray part(const QByteArray& type, const QByteArray& more = {}) {
    return "Content-Type: " + type + "\r\n" + more + "\r\n" + type + " body";
}

const QByteArray kPlain = part("text/plain");
const QByteArray kHtml = part("text/html");
const QByteArray kPdf = part("application/pdf", "Content-Disposition: attachment; filename=a.pdf\r\n");

QString section(const ParsedMessage& message, int index) { return index < 0 ? QStringLiteral("-") : message.parts[index].section; }

/// "plain html: attachments", by section; a text and what is shown behind it as "1+3".
std::string choice(const QByteArray& raw) {
    const ParsedMessage message = parseMessage(raw);
    const BodyChoice body = chooseBody(message);
    QStringList attachments;
    for (const int index : attachmentParts(message))
        attachments.append(section(message, index));
    const auto whole = [&](int shown, const QList<int>& after) {
        QString text = section(message, shown);
        for (const int index : after)
            text += u'+' + section(message, index);
        return text;
    };
    return QString(whole(body.plain, body.afterPlain) + u' ' + whole(body.html, body.afterHtml) + u": " + attachments.join(u' ')).toStdString();
}

} // namespace

TEST(BodyChoice, aSinglePart) {
    EXPECT_EQ(choice(kPlain), "1 -: ");
    EXPECT_EQ(choice(kHtml), "- 1: ");
    EXPECT_EQ(choice(kPdf), "- -: 1");
    EXPECT_EQ(choice(part("text/plain; name=a.txt")), "1 -: ");
    EXPECT_EQ(choice(part("text/plain", "Content-Disposition: attachment\r\n")), "- -: 1");
    EXPECT_EQ(choice(""), "1 -: ");
}

TEST(BodyChoice, theLastOfEachKindInAnAlternative) {
    EXPECT_EQ(choice(multipart("alternative", {kPlain, kHtml})), "1 2: ");
    EXPECT_EQ(choice(multipart("alternative", {kPlain, kPlain, kHtml})), "2 3: ");
    EXPECT_EQ(choice(multipart("alternative", {kPlain, part("text/x-amp-html"), kHtml})), "1 3: ");
}

TEST(BodyChoice, theFirstTextOfAMixed) {
    EXPECT_EQ(choice(multipart("mixed", {kPlain, kPdf})), "1 -: 2");
    EXPECT_EQ(choice(multipart("mixed", {multipart("alternative", {kPlain, kHtml}), kPdf})), "1.1 1.2: 2");
    EXPECT_EQ(choice(multipart("mixed", {kPdf, kPlain})), "2 -: 1");
    EXPECT_EQ(choice(multipart("mixed", {part("text/plain", "Content-Disposition: attachment\r\n"), kHtml})), "- 2: 1");
}

TEST(BodyChoice, aTextThatIsNoOtherFormOfTheBodyIsNeverHidden) {
    EXPECT_EQ(choice(multipart("mixed", {kPlain, kHtml})), "1+2 -: ");
    EXPECT_EQ(choice(multipart("mixed", {kHtml, kPlain})), "- 1+2: ");
}

TEST(BodyChoice, theTextBehindAPictureAndTheFooterOfAListGoOnWithTheBody) {
    const QByteArray picture = part("image/png", "Content-Disposition: inline; filename=i.png\r\n");
    EXPECT_EQ(choice(multipart("mixed", {kPlain, picture, kPlain})), "1+3 -: 2");
    EXPECT_EQ(choice(multipart("alternative", {kPlain, multipart("mixed", {kHtml, picture, kHtml})})), "1 2.1+2.3: 2.2");
    EXPECT_EQ(choice(multipart("mixed", {multipart("alternative", {kPlain, kHtml}), kPdf, kPlain})), "1.1+3 1.2+3: 2");
    EXPECT_EQ(choice(multipart("mixed", {multipart("mixed", {kPlain, kPlain}), kPlain})), "1.1+1.2+2 -: ");
    EXPECT_EQ(choice(multipart("mixed", {kPlain, part("text/plain", "Content-Disposition: attachment\r\n"), part("text/plain; name=a.txt"), kPlain})), "1+4 -: 2 3");
    EXPECT_EQ(choice(multipart("mixed", {kPlain, part("text/calendar"), kPlain})), "1+3 -: 2");
    EXPECT_EQ(chooseBody(parseMessage(multipart("mixed", QList<QByteArray>(500, kPlain)))).afterPlain.size(), limits::kTextsAfter);
}

TEST(BodyChoice, aWholeMessageOfAnUnknownTextIsRead) { // RFC 2046 4.1.4
    EXPECT_EQ(choice(part("text/x-markdown")), "1 -: ");
    EXPECT_EQ(choice(part("text/calendar")), "- -: 1");
    EXPECT_EQ(choice(part("text/x-markdown", "Content-Disposition: attachment\r\n")), "- -: 1");
}

TEST(BodyChoice, aBlankTextBeforeTheBodyIsNotTheBody) {
    EXPECT_EQ(choice(multipart("mixed", {"Content-Type: text/plain\r\n\r\n", kHtml})), "- 2: ");
    EXPECT_EQ(choice(multipart("mixed", {"Content-Type: text/plain\r\n\r\n", kPdf})), "1 -: 2");
}

TEST(BodyChoice, theRootOfARelated) {
    const QByteArray picture = part("image/png", "Content-ID: <p@x>\r\nContent-Disposition: inline; filename=p.png\r\n");
    EXPECT_EQ(choice(multipart("related", {kHtml, picture})), "- 1: ");
    EXPECT_EQ(choice(multipart("alternative", {kPlain, multipart("related", {kHtml, picture})})), "1 2.1: ");
    EXPECT_EQ(choice(multipart("related", {multipart("alternative", {kPlain, kHtml}), picture})), "1.1 1.2: ");
    EXPECT_EQ(choice(multipart("related; start=\"<r@x>\"", {part("text/html", "Content-ID: <o@x>\r\n"), part("text/html", "Content-ID: <r@x>\r\n")})),
              "- 2: 1");
    // without HTML nothing shows the picture
    EXPECT_EQ(choice(multipart("related", {kPlain, picture})), "1 -: 2");
    EXPECT_EQ(choice(multipart("related", {kHtml, part("image/png", "Content-ID: <p@x>\r\nContent-Disposition: attachment\r\n")})), "- 1: 2");
}

TEST(BodyChoice, messagesInsideAreAttachmentsAndTheirTextIsNotTheBody) {
    const QByteArray inner = "Content-Type: message/rfc822\r\n\r\nSubject: x\r\n" + multipart("mixed", {kPlain, kPdf});
    EXPECT_EQ(choice(multipart("mixed", {inner, kPlain})), "2 -: 1");
    EXPECT_EQ(choice("Content-Type: message/rfc822\r\n\r\n" + kPlain), "- -: 1");
}

TEST(BodyChoice, invitationsAndSignaturesAreReachable) {
    EXPECT_EQ(choice(multipart("alternative", {kPlain, kHtml, part("text/calendar; method=REQUEST")})), "1 2: 3");
    EXPECT_EQ(choice(multipart("signed", {kPlain, part("application/pgp-signature")})), "1 -: 2");
}

TEST(BodyChoice, unnamedPartsOfOtherTypesAreAttachments) {
    EXPECT_EQ(choice(multipart("mixed", {kPlain, part("image/png"), part("application/octet-stream")})), "1 -: 2 3");
}

} // namespace tributary::mime::tst_BodyChoice
