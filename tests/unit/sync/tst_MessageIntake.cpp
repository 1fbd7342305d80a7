// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes of a message become a row: broken ones too, and nothing is refused.
#include "sync/MessageIntake.h"

#include <gtest/gtest.h>

namespace tributary::sync::tst_MessageIntake {
namespace {

using namespace Qt::Literals::StringLiterals;

imap::FetchData fetchedAs(quint32 uid) {
    imap::FetchData data;
    data.uid = Uid(uid);
    data.flags = QStringList{u"\\Seen"_s, u"work"_s};
    data.modSeq = ModSeq(17);
    data.internalDate = QDateTime::fromString(u"2026-01-02T03:04:05Z"_s, Qt::ISODate);
    return data;
}
constexpr qint64 kInternalMs = 1'767'323'045'000;

constexpr char kMessage[] =
    "From: =?utf-8?Q?J=C3=B6rg?= <joerg@x.example>\r\nTo: ann@y.example, Bob <bob@y.example>\r\nCc: c@y.example\r\n"
    "Reply-To: list@x.example\r\nSubject: =?utf-8?B?5Lya6K2w?=\r\nDate: Mon, 23 Nov 2026 10:00:00 +0900\r\n"
    "Message-ID: <one@x.example>\r\nIn-Reply-To: <zero@x.example>\r\n\r\nThe quarterly pineapple.\r\n";

TEST(MessageIntake, everyColumnIsFilled) {
    imap::FetchData fetched = fetchedAs(7);
    fetched.size = 4711;
    const store::NewMessage row = takeIn(fetched, kMessage);
    EXPECT_EQ(row.uid, Uid(7));
    EXPECT_EQ(row.modSeq, ModSeq(17));
    EXPECT_EQ(row.flags, model::parseFlags({u"\\Seen"_s, u"work"_s}));
    EXPECT_EQ(row.size, 4711) << "what the server says";
    EXPECT_EQ(row.subject, u"会議"_s);
    EXPECT_EQ(row.from, (model::AddressList{{u"Jörg"_s, u"joerg@x.example"_s}}));
    EXPECT_EQ(row.to, (model::AddressList{{{}, u"ann@y.example"_s}, {u"Bob"_s, u"bob@y.example"_s}}));
    EXPECT_EQ(row.cc, (model::AddressList{{{}, u"c@y.example"_s}}));
    EXPECT_EQ(row.replyTo, (model::AddressList{{{}, u"list@x.example"_s}}));
    EXPECT_EQ(row.dateMs, QDateTime(QDate(2026, 11, 23), QTime(1, 0), Qt::UTC).toMSecsSinceEpoch());
    EXPECT_EQ(row.internalDateMs, kInternalMs);
    EXPECT_EQ(row.messageIdHeader, "one@x.example");
    EXPECT_EQ(row.inReplyTo, "zero@x.example");
    EXPECT_EQ(row.snippet, u"The quarterly pineapple."_s);
    EXPECT_FALSE(row.hasAttachment);
    EXPECT_EQ(row.body, model::BodyState::Whole);
    EXPECT_TRUE(row.text.body.contains(u"pineapple"_s));
    EXPECT_EQ(row.text.people, u"Jörg joerg@x.example\n ann@y.example\nBob bob@y.example\n c@y.example\n"_s);
    EXPECT_FALSE(row.rawCompressed.isEmpty());
}

TEST(MessageIntake, headersAloneAreMarkedAsSuch) {
    const store::NewMessage row =
        takeIn(fetchedAs(7), QByteArrayView(kMessage).first(QByteArrayView(kMessage).indexOf("\r\n\r\n") + 4), model::BodyState::None);
    EXPECT_EQ(row.subject, u"会議"_s);
    EXPECT_EQ(row.body, model::BodyState::None);
    EXPECT_TRUE(row.rawCompressed.isEmpty());
    EXPECT_TRUE(row.text.body.isEmpty());
    EXPECT_TRUE(row.text.people.contains(u"bob@y.example"_s)) << "found by search all the same";
}

TEST(MessageIntake, S5_aRowKnowsTheListOfWhatWasRead) {
    const QByteArray header = "Subject: x\r\nList-Id: =?utf-8?B?5Lya6K2w?= <m.lists.example>\r\n\r\n";
    EXPECT_EQ(takeIn(fetchedAs(1), QByteArray(header + "text")).listId, u"会議 <m.lists.example>"_s);
    EXPECT_EQ(takeIn(fetchedAs(1), header, model::BodyState::None).listId, u"会議 <m.lists.example>"_s);
    EXPECT_EQ(takeIn(fetchedAs(1), kMessage).listId, QString()) << "it has none";
    EXPECT_EQ(takeInHeaders(fetchedAs(1)).listId, std::nullopt) << "no header has come";
    imap::FetchData described = fetchedAs(1);
    described.envelope = imap::Envelope();
    EXPECT_EQ(takeInHeaders(described).listId, std::nullopt);
}

TEST(MessageIntake, anAbsurdDateGivesWayToTheServers) {
    const auto dateOf = [](const QByteArray& field) {
        return takeIn(fetchedAs(1), QByteArray(field + "\r\n\r\nx")).dateMs;
    };
    EXPECT_EQ(dateOf("Date: Thu, 01 Jan 1970 00:00:01 +0000"), 1000);
    for (const char* field : {"Subject: none", "Date: yesterday", "Date: Mon, 01 Jan 0001 00:00:00 +0000",
                              "Date: Mon, 01 Jan 9999 00:00:00 +0000", "Date: "})
        EXPECT_EQ(dateOf(field), kInternalMs) << field;
}

TEST(MessageIntake, attachmentsAreSearchedForByName) {
    const store::NewMessage row = takeIn(fetchedAs(1),
                                         "Subject: file\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; "
                                         "boundary=b\r\n\r\n--b\r\n\r\nsee\r\n--b\r\n"
                                         "Content-Type: application/pdf\r\nContent-Disposition: attachment; "
                                         "filename=\"../report.pdf\"\r\n\r\nx\r\n--b--\r\n");
    EXPECT_TRUE(row.hasAttachment);
    EXPECT_EQ(row.text.attachments, u"report.pdf\n"_s);
}

TEST(MessageIntake, brokenBytesAreARowToo) {
    const QByteArray unterminated =
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nnever ends";
    for (const QByteArray& bytes :
         {QByteArray(), QByteArray(1, '\0'), QByteArray("\0\0From: \0a\r\n\r\n\0", 16), QByteArray("no headers at all"),
          QByteArray("Subject: \xff\xfe\x80\r\n\r\n\xff\xfe\x80"), QByteArray(100'000, '\xff'),
          QByteArray("\r\n\r\n\r\n"), unterminated}) {
        const store::NewMessage row = takeIn(fetchedAs(3), bytes);
        EXPECT_EQ(row.uid, Uid(3));
        EXPECT_EQ(row.size, bytes.size()) << "where the server says none";
        EXPECT_EQ(row.dateMs, kInternalMs);
        EXPECT_EQ(row.body, model::BodyState::Whole);
        EXPECT_EQ(row.rawCompressed, store::compressRaw(bytes));
    }
    EXPECT_TRUE(takeIn(fetchedAs(3), unterminated).text.body.contains(u"never ends"_s));
    const store::NewMessage nothing = takeIn({}, "x"); // a FETCH without anything
    EXPECT_FALSE(nothing.uid.isValid());
    EXPECT_EQ(nothing.internalDateMs, 0);
}

TEST(MessageIntake, theIndexedTextIsBounded) {
    const QByteArray bytes = "Subject: long\r\n\r\n" + QByteArray("word ").repeated(300'000);
    EXPECT_EQ(takeIn(fetchedAs(1), bytes).text.body.size(), 1'000'000);
}

TEST(MessageIntake, anEnvelopeGivesTheRowThatTheMessageGives) {
    imap::FetchData described = fetchedAs(7);
    described.size = 4711;
    described.emailId = "M123";
    imap::Envelope envelope;
    envelope.subject = "=?utf-8?B?5Lya6K2w?=";
    envelope.date = "Mon, 23 Nov 2026 10:00:00 +0900";
    envelope.messageId = "<one@x.example>";
    envelope.inReplyTo = "<zero@x.example>";
    envelope.from = {{"=?utf-8?Q?J=C3=B6rg?=", "joerg", "x.example"}};
    envelope.replyTo = {{"", "list", "x.example"}};
    envelope.to = {{"", "ann", "y.example"}, {"Bob", "bob", "y.example"}};
    envelope.cc = {{"", "c", "y.example"}};
    described.envelope = envelope;
    const store::NewMessage row = takeInHeaders(described);
    const store::NewMessage whole = takeIn(fetchedAs(7), kMessage);
    EXPECT_EQ(row.subject, whole.subject);
    EXPECT_EQ(row.from, whole.from);
    EXPECT_EQ(row.to, whole.to);
    EXPECT_EQ(row.cc, whole.cc);
    EXPECT_EQ(row.replyTo, whole.replyTo);
    EXPECT_EQ(row.dateMs, whole.dateMs);
    EXPECT_EQ(row.messageIdHeader, whole.messageIdHeader);
    EXPECT_EQ(row.inReplyTo, whole.inReplyTo);
    EXPECT_EQ(row.flags, whole.flags);
    EXPECT_EQ(row.size, 4711);
    EXPECT_EQ(row.emailId, "M123");
    EXPECT_EQ(row.body, model::BodyState::None);
    EXPECT_TRUE(row.bodyWanted);
}

imap::FetchData enveloped(const QList<imap::EnvelopeAddress>& from, const QList<imap::EnvelopeAddress>& sender = {}) {
    imap::FetchData described = fetchedAs(7);
    described.envelope = imap::Envelope();
    described.envelope->from = from;
    described.envelope->sender = sender;
    return described;
}

TEST(MessageIntake, S1_aQuotedLocalPartKeepsItsQuotes) {
    EXPECT_EQ(takeInHeaders(enveloped({{"", "a b", "x.example"}})).from.value(0).addrSpec, u"\"a b\"@x.example"_s);
    EXPECT_EQ(takeInHeaders(enveloped({{"", "a\"b", "x.example"}})).from.value(0).addrSpec, u"\"a\\\"b\"@x.example"_s);
    EXPECT_EQ(takeInHeaders(enveloped({{"", "\"a b\"", "x.example"}})).from.value(0).addrSpec, u"\"a b\"@x.example"_s) << "of a server that leaves them";
    EXPECT_EQ(takeInHeaders(enveloped({{"", "a.b+c..d", "x.example"}})).from.value(0).addrSpec, u"a.b+c..d@x.example"_s);
    EXPECT_EQ(takeIn(fetchedAs(7), "From: \"a b\"@x.example\r\n\r\nx").from.value(0).addrSpec, u"\"a b\"@x.example"_s);
}

TEST(MessageIntake, S1_whereFromNamesNobodyTheSenderIsShown) {
    const model::AddressList sender{{u"Robot"_s, u"robot@x.example"_s}};
    EXPECT_EQ(takeIn(fetchedAs(7), "Sender: Robot <robot@x.example>\r\n\r\nx").from, sender);
    EXPECT_EQ(takeIn(fetchedAs(7), "From: \r\nSender: Robot <robot@x.example>\r\n\r\nx").from, sender);
    EXPECT_EQ(takeIn(fetchedAs(7), "From: \"Alice\" <>\r\nSender: Robot <robot@x.example>\r\n\r\nx").from, sender);
    EXPECT_EQ(takeIn(fetchedAs(7), "From: a@y.example\r\nSender: Robot <robot@x.example>\r\n\r\nx").from.value(0).addrSpec, u"a@y.example"_s);
    EXPECT_EQ(takeInHeaders(enveloped({}, {{"Robot", "robot", "x.example"}})).from, sender);
    EXPECT_EQ(takeInHeaders(enveloped({{"", "MISSING_MAILBOX", "MISSING_DOMAIN"}}, {{"Robot", "robot", "x.example"}})).from, sender);
}

TEST(MessageIntake, S1_whatAServerMakesUpIsNobody) {
    EXPECT_EQ(takeInHeaders(enveloped({{"", "MISSING_MAILBOX", "MISSING_DOMAIN"}})).from, model::AddressList());
    EXPECT_EQ(takeInHeaders(enveloped({{"Alice", "MISSING_MAILBOX", "MISSING_DOMAIN"}})).from, (model::AddressList{{u"Alice"_s, {}}}));
    EXPECT_EQ(takeInHeaders(enveloped({{"", "Alice", "MISSING_DOMAIN"}})).from, (model::AddressList{{u"Alice"_s, {}}}));
}

/// What a conversation began with (issue 4, point 8): only the message itself tells, or its header.
TEST(MessageIntake, referencesComeWithTheHeader) {
    const QByteArray bytes = "Message-ID: <c@x>\r\nIn-Reply-To: <b@x>\r\nReferences: <a@x>\r\n <b@x>\r\n\r\nthree\r\n";
    EXPECT_EQ(takeIn(fetchedAs(1), bytes).references, (QList<QByteArray>{"a@x", "b@x"}));
    imap::FetchData described = fetchedAs(1);
    described.envelope = imap::Envelope();
    described.envelope->inReplyTo = "<b@x>";
    EXPECT_TRUE(takeInHeaders(described).references.isEmpty());
    EXPECT_EQ(takeInHeaders(described).inReplyTo, "b@x");
}

TEST(MessageIntake, groupsOfAnEnvelopeLoseTheirEnd) {
    imap::FetchData described = fetchedAs(7);
    imap::Envelope envelope;
    envelope.from = {{"", "a", "x.example"}};
    envelope.replyTo = envelope.from; // what a server puts there when there is none
    envelope.to = {{"", "undisclosed-recipients", ""}, {"", "", ""}, {"", "b", "y.example"}};
    described.envelope = envelope;
    const store::NewMessage row = takeInHeaders(described);
    ASSERT_EQ(row.to.size(), 2);
    EXPECT_EQ(row.to.first().name, u"undisclosed-recipients"_s);
    EXPECT_TRUE(row.to.first().addrSpec.isEmpty());
    EXPECT_EQ(row.to.last().addrSpec, u"b@y.example"_s);
    EXPECT_TRUE(row.replyTo.isEmpty());
    EXPECT_EQ(row.dateMs, row.internalDateMs) << "no Date";
}

TEST(MessageIntake, aBodyWithoutFlagsSaysSo) {
    imap::FetchData body;
    body.uid = Uid(5);
    EXPECT_FALSE(takeIn(body, kMessage).flagsKnown);
    EXPECT_TRUE(takeIn(fetchedAs(5), kMessage).flagsKnown);
}

} // namespace
} // namespace tributary::sync::tst_MessageIntake
