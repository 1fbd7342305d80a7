// SPDX-License-Identifier: GPL-3.0-or-later
// A large message without its attachments is a message still: it parses, shows its text and names what is missing.
#include "mime/Message.h"
#include "sync/PartialFetch.h"

#include <gtest/gtest.h>

namespace tributary::sync::tst_PartialFetch {
namespace {

using namespace Qt::Literals::StringLiterals;

imap::BodyPart part(const char* section, const char* type, const char* subtype, qint64 size = 100, const char* boundary = nullptr) {
    imap::BodyPart p;
    p.section = section;
    p.type = type;
    p.subtype = subtype;
    p.size = size;
    if (boundary)
        p.parameters.append(qMakePair(QByteArray("boundary"), QByteArray(boundary)));
    return p;
}

TEST(PartialFetch, textAndSmallPartsComeWithTheText) {
    EXPECT_TRUE(belongsToText(part("1", "text", "plain", 5'000'000)));
    EXPECT_TRUE(belongsToText(part("2", "image", "png", 20'000)));
    EXPECT_FALSE(belongsToText(part("2", "application", "pdf", 2'000'000)));
    imap::BodyPart log = part("3", "text", "plain", 5'000'000);
    log.disposition = "attachment";
    EXPECT_FALSE(belongsToText(log));
    EXPECT_FALSE(belongsToText(part("", "multipart", "mixed")));
}

TEST(PartialFetch, aRebuiltMessageParsesWithItsStructure) {
    const QList<imap::BodyPart> structure{part("", "multipart", "mixed", 0, "AA"), part("1", "multipart", "alternative", 0, "BB"),
                                          part("1.1", "text", "plain"), part("1.2", "text", "html"),
                                          part("2", "application", "pdf", 3'000'000)};
    const QHash<QByteArray, QByteArray> sections{
        {"HEADER", "Subject: figures\r\nContent-Type: multipart/mixed; boundary=AA\r\n\r\n"},
        {"1.MIME", "Content-Type: multipart/alternative; boundary=BB\r\n\r\n"},
        {"1.1.MIME", "Content-Type: text/plain\r\n\r\n"},
        {"1.1", "the words"},
        {"1.2.MIME", "Content-Type: text/html\r\n\r\n"},
        {"1.2", "<p>the words</p>\r\n"},
        {"2.MIME", "Content-Type: application/pdf; name=\"report.pdf\"\r\nContent-Disposition: attachment\r\n\r\n"}};
    const QByteArray raw = rebuildMessage(structure, sections);
    const mime::ParsedMessage message = mime::parseMessage(raw);
    EXPECT_TRUE(message.defects.isEmpty()) << raw.constData();
    ASSERT_EQ(message.parts.size(), 5);
    EXPECT_EQ(message.subject, u"figures"_s);
    const auto body = mime::chooseBody(message);
    ASSERT_GE(body.plain, 0);
    EXPECT_EQ(mime::decodedText(raw, message.parts[body.plain]).trimmed(), u"the words"_s);
    const QList<int> attachments = mime::attachmentParts(message);
    ASSERT_EQ(attachments.size(), 1);
    const mime::Part& pdf = message.parts[attachments.first()];
    EXPECT_EQ(pdf.fileName, u"report.pdf"_s);
    EXPECT_EQ(pdf.section, u"2"_s);
    EXPECT_TRUE(mime::decodedBody(raw, pdf).isEmpty());
    EXPECT_TRUE(raw.contains("X-Tributary-Omitted: 3000000"));
}

TEST(PartialFetch, oneLargePartIsAHeaderThatSaysSo) {
    const QByteArray raw = rebuildMessage({part("1", "application", "zip", 9'000'000)},
                                          {{"HEADER", "Subject: all of it\r\nContent-Type: application/zip\r\n\r\n"}});
    const mime::ParsedMessage message = mime::parseMessage(raw);
    EXPECT_EQ(message.subject, u"all of it"_s);
    EXPECT_TRUE(raw.contains("X-Tributary-Omitted: 9000000"));
}

TEST(PartialFetch, aForwardedMessageIsLeftOutAsOne) {
    const QList<imap::BodyPart> structure{part("", "multipart", "mixed", 0, "AA"), part("1", "text", "plain"),
                                          part("2", "message", "rfc822", 2'000'000), part("2.1", "text", "plain"),
                                          part("3", "text", "plain")};
    const QByteArray raw = rebuildMessage(structure, {{"HEADER", "Content-Type: multipart/mixed; boundary=AA\r\n\r\n"},
                                                      {"1.MIME", "Content-Type: text/plain\r\n\r\n"},
                                                      {"1", "first"},
                                                      {"2.MIME", "Content-Type: message/rfc822\r\n\r\n"},
                                                      {"3.MIME", "Content-Type: text/plain\r\n\r\n"},
                                                      {"3", "third"}});
    EXPECT_EQ(raw.count("--AA\r\n"), 3);
    EXPECT_TRUE(raw.endsWith("--AA--\r\n"));
    EXPECT_TRUE(raw.contains("first\r\n--AA"));
}

TEST(PartialFetch, aStructureThatMakesNoSenseDoesNoHarm) {
    EXPECT_EQ(rebuildMessage({}, {{"HEADER", "Subject: x\r\n\r\n"}}), "Subject: x\r\n");
    const QByteArray raw = rebuildMessage({part("1", "text", "plain"), part("9.9", "text", "plain"), part("", "multipart", "mixed", 0, "Q")},
                                          {{"HEADER", "Subject: x\r\n\r\n"}, {"1", "body"}});
    EXPECT_EQ(mime::parseMessage(raw).subject, u"x"_s);
}

} // namespace
} // namespace tributary::sync::tst_PartialFetch
