// SPDX-License-Identifier: GPL-3.0-or-later
// What the reader is given of a message, through the facade (S1).
#include "ReadingFixture.h"

namespace tributary::engine::tst_Reading {
namespace {

using namespace Qt::Literals::StringLiterals;

TEST_F(ReadingTest, htmlComesInTwoFormsWithWhatItNamesOutside) {
    const MessageId id = put(htmlMail("<style>p{color:red}</style><p class=a>Hi</p><script>x</script><img src='https://pictures.example/a.png' width=100 height=50>"
                                      "<img src='https://tracker.example/open.gif' width=1 height=1><img src='cid:none@x'>"));
    const MessageContent content = load(id);
    EXPECT_TRUE(content.html.contains(u"Hi"_s));
    EXPECT_TRUE(content.htmlOriginal.contains(u"Hi"_s));
    EXPECT_FALSE(content.html.contains(u"<script"_s) || content.htmlOriginal.contains(u"<script"_s));
    EXPECT_FALSE(content.htmlOriginal.contains(u"pictures.example"_s));
    EXPECT_TRUE(content.remoteHosts.contains(u"pictures.example"_s)) << content.remoteHosts.join(u' ').toStdString();
    EXPECT_EQ(content.text.trimmed(), u"Hi"_s);
    EXPECT_EQ(content.charset, u"utf-8"_s);
    EXPECT_FALSE(content.quarantined);
    ReadOptions options;
    options.remotePictures = true;
    const MessageContent mapped = load(id, options);
    EXPECT_EQ(mapped.htmlOriginal.contains(pictureUrl(u"https://pictures.example/a.png"_s)), mapped.remote.value(0).isMapped);
}

TEST_F(ReadingTest, aTextHasNoHtmlInAnyForm) {
    const MessageContent content = load(put(mailOf("Content-Type: text/plain\r\n", "Just words")));
    EXPECT_EQ(content.text, u"Just words"_s);
    EXPECT_TRUE(content.html.isEmpty() && content.htmlOriginal.isEmpty());
    EXPECT_TRUE(content.remote.isEmpty());
    EXPECT_TRUE(content.unsubscribe.isEmpty());
    EXPECT_FALSE(content.report);
    EXPECT_EQ(content.protection, Protection());
}

TEST_F(ReadingTest, theTextBehindAPictureIsShown) {
    const QByteArray body = "--b\r\nContent-Type: text/plain\r\n\r\nFirst\r\n--b\r\nContent-Type: image/png\r\nContent-Disposition: inline; filename=i.png\r\n\r\nx\r\n"
                            "--b\r\nContent-Type: text/TYPE\r\n\r\nSecond\r\n--b--\r\n";
    const MessageContent plain = load(put(mailOf("Content-Type: multipart/mixed; boundary=b\r\n", QByteArray(body).replace("TYPE", "plain"))));
    EXPECT_EQ(plain.text.simplified(), u"First Second"_s);
    EXPECT_TRUE(plain.html.isEmpty());
    EXPECT_EQ(plain.attachments.size(), 1);
    const MessageContent html = load(put(mailOf("Content-Type: multipart/mixed; boundary=b\r\n", QByteArray(body).replace("TYPE", "html").replace("Second", "<b>Third</b>"))));
    EXPECT_EQ(html.text.simplified(), u"First Third"_s);
    EXPECT_TRUE(html.html.contains(u"First"_s) && html.html.contains(u"Third"_s)) << html.html.toStdString();
    EXPECT_EQ(html.attachments.size(), 1);
}

TEST_F(ReadingTest, urlsOfPartsAndPicturesLeadBack) {
    EXPECT_EQ(sectionOf(QUrl(partUrl(u"2.1/3"_s))), u"2.1/3"_s);
    const QString remote = u"https://p.example/a b.png?x=%2F&y=ü#f"_s;
    EXPECT_EQ(remoteUrlOf(QUrl(pictureUrl(remote))), remote);
    EXPECT_TRUE(sectionOf(QUrl(u"https://example.org/1"_s)).isEmpty());
}

TEST_F(ReadingTest, anotherCharsetIsUsedWhenAskedForAndRememberedForTheSender) {
    const MessageId id = put(mailOf("Content-Type: text/plain; charset=iso-8859-1\r\n", "\x89\xEF\x8B\x63")); // 会議 in Shift_JIS
    EXPECT_NE(load(id).text, u"会議"_s);
    ReadOptions options;
    options.charset = "shift_jis";
    EXPECT_EQ(load(id, options).text, u"会議"_s);
    ASSERT_TRUE(wait<std::monostate>([&](auto done) { engine().setSenderCharset(u"Jane@Sender.example"_s, "shift_jis", &m_context, done); }));
    const MessageContent content = load(id);
    EXPECT_EQ(content.text, u"会議"_s);
    EXPECT_TRUE(content.charset.contains(u"jis"_s)) << content.charset.toStdString();
}

TEST_F(ReadingTest, whatWasChosenForTheSenderComesWithTheMessage) {
    const MessageId id = put(htmlMail("<p>x"));
    EXPECT_FALSE(load(id).picturesAllowed);
    EXPECT_EQ(load(id).form, BodyForm::Default);
    ASSERT_TRUE(wait<std::monostate>([&](auto done) { engine().allowPicturesFrom(u"JANE@sender.example"_s, true, &m_context, done); }));
    ASSERT_TRUE(wait<std::monostate>([&](auto done) { engine().setSenderForm(u"jane@sender.example"_s, BodyForm::Text, &m_context, done); }));
    EXPECT_TRUE(load(id).picturesAllowed);
    EXPECT_EQ(load(id).form, BodyForm::Text);
    ASSERT_TRUE(wait<std::monostate>([&](auto done) { engine().allowPicturesFrom(u"jane@sender.example"_s, false, &m_context, done); }));
    EXPECT_FALSE(load(id).picturesAllowed);
}

TEST_F(ReadingTest, inJunkNoSenderIsAllowedPictures) {
    const MessageId id = put(htmlMail("<p>x"), model::SpecialUse::Junk);
    ASSERT_TRUE(wait<std::monostate>([&](auto done) { engine().allowPicturesFrom(u"jane@sender.example"_s, true, &m_context, done); }));
    EXPECT_FALSE(load(id).picturesAllowed);
}

TEST_F(ReadingTest, whoIsNotWhomTheServerNamedHasNoneOfItsPictures) {
    model::Address named;
    named.addrSpec = u"jane@sender.example"_s;
    m_envelopeFrom = {named};
    const QByteArray mail = htmlMail("<p>x");
    const MessageId own = put(mail);
    ASSERT_TRUE(wait<std::monostate>([&](auto done) { engine().allowPicturesFrom(u"jane@sender.example"_s, true, &m_context, done); }));
    EXPECT_TRUE(load(own).picturesAllowed);
    const MessageId other = put(QByteArray(mail).replace("jane@sender.example", "eve@evil.example"));
    const MessageContent content = load(other);
    EXPECT_EQ(content.summary.from.first().addrSpec, u"eve@evil.example"_s);
    EXPECT_FALSE(content.picturesAllowed);
}

TEST_F(ReadingTest, oddSendersAreHintedAt) {
    const MessageId id = put("From: \"service@bank.example\" <x@elsewhere.example>\r\nReply-To: y@third.example\r\n\r\nhi");
    const MessageContent content = load(id);
    EXPECT_TRUE(content.senderHints.has(SenderHint::NameHoldsAddress));
    EXPECT_TRUE(content.senderHints.has(SenderHint::ReplyToElsewhere));
}

TEST_F(ReadingTest, protectionAndReportsAreSummedUp) {
    const QList<MessageId> ids =
        put({mailOf("Content-Type: multipart/signed; protocol=\"application/pgp-signature\"; micalg=pgp-sha256; boundary=b\r\n",
                    "--b\r\nContent-Type: text/plain\r\n\r\nsigned\r\n--b\r\nContent-Type: application/pgp-signature\r\n\r\nx\r\n--b--\r\n"),
             mailOf("Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\r\n",
                    "--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--b\r\nContent-Type: application/octet-stream\r\n\r\nx\r\n--b--\r\n"),
             mailOf("Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n",
                    "--b\r\nContent-Type: text/plain\r\n\r\nsorry\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
                    "Final-Recipient: rfc822; bob@gone.example\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 no such user\r\n--b--\r\n")});
    const Protection isSigned = load(ids.at(0)).protection;
    EXPECT_TRUE(isSigned.isSigned && !isSigned.isEncrypted && isSigned.scheme == Protection::Scheme::OpenPgp);
    const Protection encrypted = load(ids.at(1)).protection;
    EXPECT_TRUE(encrypted.isEncrypted && !encrypted.isSigned);
    const auto report = load(ids.at(2)).report;
    ASSERT_TRUE(report);
    EXPECT_EQ(report->kind, Report::Kind::Delivery);
    ASSERT_EQ(report->recipients.size(), 1);
    EXPECT_EQ(report->recipients.first().recipient, u"bob@gone.example"_s);
    EXPECT_EQ(report->recipients.first().action, u"failed"_s);
    EXPECT_EQ(report->recipients.first().status, u"5.1.1"_s);
}

TEST_F(ReadingTest, aMessageInsideIsAMessage) {
    const QByteArray inner = "From: Bob <bob@inner.example>\r\nSubject: Inner\r\nContent-Type: multipart/mixed; boundary=i\r\n\r\n--i\r\nContent-Type: text/plain\r\n\r\n"
                             "Inner text\r\n--i\r\n" + attached("a.bin", "inner bytes") + "\r\n--i--\r\n";
    for (const QByteArray& part : {QByteArray("Content-Type: message/rfc822\r\n\r\n" + inner), attached("mail.eml", inner, "message/rfc822"), attached("mail.eml", inner)}) {
        const MessageId id = put(mixedMail({part}));
        ASSERT_FALSE(load(id).attachments.isEmpty());
        const QString section = load(id).attachments.first().part;
        const auto nested = wait<MessageContent>([&](auto done) { engine().loadNested(id, section, &m_context, done); });
        ASSERT_TRUE(nested);
        EXPECT_EQ(nested->summary.subject, u"Inner"_s);
        EXPECT_EQ(nested->summary.id, id);
        EXPECT_EQ(nested->summary.from.value(0).addrSpec, u"bob@inner.example"_s);
        EXPECT_EQ(nested->text.trimmed(), u"Inner text"_s);
        ASSERT_EQ(nested->attachments.size(), 1);
        EXPECT_EQ(loadPart(id, nested->attachments.first().part).value_or(QByteArray()), "inner bytes");
    }
}

TEST_F(ReadingTest, picturesThatTheHtmlShowsAreThereForIt) {
    const MessageId id = put(mailOf("Content-Type: multipart/related; boundary=b\r\n",
                                    "--b\r\nContent-Type: text/html\r\n\r\n<p>Hi</p><img width=90 height=90 src='cid:logo@x'>\r\n--b\r\nContent-Type: image/png\r\nContent-ID: <logo@x>\r\n"
                                    "Content-Disposition: inline\r\n\r\nPNG bytes\r\n--b--\r\n"));
    const MessageContent content = load(id);
    ASSERT_EQ(content.attachments.size(), 1);
    const model::AttachmentSummary picture = content.attachments.first();
    EXPECT_EQ(content.shownPictures, 1);
    EXPECT_TRUE(picture.isInline);
    EXPECT_EQ(picture.contentId, u"logo@x"_s);
    EXPECT_EQ(loadPart(id, picture.part).value_or(QByteArray()), "PNG bytes");
    EXPECT_TRUE(content.htmlOriginal.contains(partUrl(picture.part))) << content.htmlOriginal.toStdString();
}

TEST_F(ReadingTest, filesInsideATextAreAttachments) {
    const MessageId id = put(mailOf("Content-Type: text/plain\r\n", "Look:\r\n\r\nbegin 644 cat.txt\r\n#0V%T\r\n`\r\nend\r\n"));
    const MessageContent content = load(id);
    ASSERT_EQ(content.attachments.size(), 1);
    EXPECT_EQ(content.attachments.first().name, u"cat.txt"_s);
    EXPECT_EQ(loadPart(id, content.attachments.first().part).value_or(QByteArray()), "Cat");
    EXPECT_FALSE(loadPart(id, u"1/2"_s));
    EXPECT_FALSE(content.text.contains(u"begin 644"_s));
}

TEST_F(ReadingTest, calendarsAndCardsAreReadForTheReader) {
    const MessageId id = put(mixedMail({attached("i.ics", "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nSUMMARY:Lunch\nEND:VEVENT\nEND:VCALENDAR", "text/calendar"),
                                        attached("c.vcf", "BEGIN:VCARD\nFN:Jane\nEND:VCARD", "text/vcard")}));
    const auto calendar = wait<cards::Calendar>([&](auto done) { engine().loadCalendar(id, u"2"_s, &m_context, done); });
    ASSERT_TRUE(calendar && calendar->events.size() == 1);
    EXPECT_EQ(calendar->events.first().summary, u"Lunch"_s);
    const auto cards = wait<QList<cards::Card>>([&](auto done) { engine().loadCards(id, u"3"_s, &m_context, done); });
    ASSERT_TRUE(cards && cards->size() == 1);
    EXPECT_EQ(cards->first().name, u"Jane"_s);
}

/// Issue 4, point 8: as the sync stores them, by their References.
TEST_F(ReadingTest, aConversationIsLoadedWithEveryMessageOfIt) {
    const QList<MessageId> ids = put({mailOf("Message-ID: <a@x>\r\nDate: Mon, 5 Jan 2026 10:00:00 +0000\r\n", "one"),
                                      mailOf("Message-ID: <c@x>\r\nIn-Reply-To: <b@x>\r\nReferences: <a@x> <b@x>\r\nDate: Wed, 7 Jan 2026 10:00:00 +0000\r\n", "three"),
                                      mailOf("Message-ID: <b@x>\r\nIn-Reply-To: <a@x>\r\nReferences: <a@x>\r\nDate: Tue, 6 Jan 2026 10:00:00 +0000\r\n", "two"),
                                      mailOf("Message-ID: <z@x>\r\nDate: Tue, 6 Jan 2026 11:00:00 +0000\r\n", "other")});
    ASSERT_EQ(ids.size(), 4);
    const auto load = [this](MessageId id) {
        return wait<QList<model::MessageSummary>>([&](auto done) { engine().loadConversation(id, &m_context, done); });
    };
    for (const MessageId id : {ids[0], ids[1], ids[2]}) {
        const auto found = load(id);
        ASSERT_TRUE(found);
        ASSERT_EQ(found->size(), 3);
        EXPECT_EQ(found->at(0).id, ids[0]);
        EXPECT_EQ(found->at(1).id, ids[2]);
        EXPECT_EQ(found->at(2).id, ids[1]);
        EXPECT_EQ(found->at(2).snippet, u"three"_s);
    }
    EXPECT_EQ(load(ids[3]).value_or(QList<model::MessageSummary>()).size(), 1);
    const auto none = load(MessageId(999));
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, ErrorCode::NotFound);
}

TEST_F(ReadingTest, S1_aDomainLikeTheUsersOwnIsToldOfInSenderAndLinks) {
    const QList<MessageId> ids = put({"From: Ann <boss@rnail.example>\r\n\r\nSee https://mail-example.evil.example/ and https://www.mail.example/",
                                      "From: Ann <boss@mail.example>\r\nContent-Type: text/html\r\n\r\n<form><input name=q></form><a href='https://evil.example/'><img alt='www.bank.com'></a>"
                                      "<a href='https://click.bank.com/'>bank.com</a>"});
    const MessageContent alike = load(ids[0]);
    EXPECT_TRUE(alike.senderHints.has(SenderHint::LookAlike));
    EXPECT_EQ(alike.senderHints.lookAlikeOf, u"mail.example"_s);
    ASSERT_EQ(alike.doubtfulLinks.size(), 1);
    EXPECT_EQ(alike.doubtfulLinks[0].url, u"https://mail-example.evil.example/"_s);
    EXPECT_TRUE(alike.knownDomains.contains(u"imap.mail.example"_s));
    EXPECT_TRUE(alike.knownDomains.contains(u"paypal.com"_s)) << "imitated everywhere";
    EXPECT_FALSE(alike.knownDomains.contains(u"evil.example"_s));
    const MessageContent own = load(ids[1]);
    EXPECT_FALSE(own.senderHints.has(SenderHint::LookAlike));
    EXPECT_EQ(own.forms, 1);
    ASSERT_EQ(own.doubtfulLinks.size(), 1);
    EXPECT_EQ(own.doubtfulLinks[0].text, u"www.bank.com"_s);
}

TEST_F(ReadingTest, S1_whomTheUserWritesToIsKnown) {
    const MessageId id = put("From: x@partner-firm.example\r\n\r\nhttps://partnerfirm.example/");
    EXPECT_TRUE(load(id).doubtfulLinks.isEmpty());
    m_engine.reset();
    {
        auto store = store::Store::open({m_options.profileDirectory, true});
        ASSERT_TRUE(store);
        const auto identities = (*(*store)->makeReader())->identities();
        ASSERT_TRUE(identities && !identities->isEmpty());
        store::NewOutboxMessage sending;
        sending.message.account = identities->first().account;
        sending.message.via = identities->first().account;
        sending.message.identity = identities->first().id;
        sending.message.from = u"ann@mail.example"_s;
        sending.message.messageIdHeader = "own@mail.example";
        sending.message.recipients = {{u"jo@partner-firm.example"_s, model::RecipientState::Waiting, {}}};
        sending.addressees = {{u"Jo"_s, u"jo@partner-firm.example"_s}};
        sending.rawCompressed = store::compressRaw("Subject: x\r\n\r\nx");
        ASSERT_TRUE((*store)->queueMessage(sending));
    }
    const MessageContent content = load(id);
    EXPECT_TRUE(content.knownDomains.contains(u"partner-firm.example"_s));
    EXPECT_FALSE(content.senderHints.has(SenderHint::LookAlike));
    ASSERT_EQ(content.doubtfulLinks.size(), 1) << "one letter less";
}

TEST_F(ReadingTest, S1_whereFromNamesNobodyTheSenderIsSaidToHaveSentIt) {
    const QList<MessageId> ids = put({"Sender: Robot <robot@x.example>\r\n\r\nx", "From: a@y.example\r\nSender: robot@x.example\r\n\r\nx"});
    const MessageContent none = load(ids[0]);
    EXPECT_TRUE(none.isFromSender);
    EXPECT_EQ(none.summary.from, (model::AddressList{{u"Robot"_s, u"robot@x.example"_s}}));
    EXPECT_TRUE(none.senderHints.has(SenderHint::NoAddress));
    EXPECT_FALSE(load(ids[1]).isFromSender);
    EXPECT_EQ(load(ids[1]).summary.from.value(0).addrSpec, u"a@y.example"_s);
}

TEST_F(ReadingTest, anUnknownMessageOrPartIsNotFound) {
    const MessageId id = put(mixedMail({attached("a", "b")}));
    EXPECT_EQ(tryLoad(MessageId(999)).error().code, ErrorCode::NotFound);
    for (const QString& section : {u"9"_s, u"1.1.1.1.1.1.1"_s, u""_s, u"/"_s, u"1/"_s, u"2/1"_s, u"."_s, u".1"_s, u"2."_s})
        EXPECT_FALSE(loadPart(id, section)) << section.toStdString();
    EXPECT_FALSE(wait<MessageContent>([&](auto done) { engine().loadNested(id, u"7"_s, &m_context, done); }));
}

} // namespace
} // namespace tributary::engine::tst_Reading
