// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Reply.h"

#include <gtest/gtest.h>

namespace tributary::mime::tst_Reply {

namespace {

ParsedMessage mail(const QByteArray& fields) { return parseMessage(QByteArray(fields + "\r\n")); }

QString to(const ParsedAddresses& addresses) {
    QStringList all;
    for (const ParsedAddress& address : addresses)
        all.append(address.addrSpec);
    return all.join(u' ');
}

const QStringList kOwn{QStringLiteral("me@example.org"), QStringLiteral("me@b\u00fccher.example")};

ReplyRecipients reply(const QByteArray& fields) { return replyRecipients(mail(fields), kOwn); }
ReplyRecipients replyAll(const QByteArray& fields) { return replyAllRecipients(mail(fields), kOwn); }

} // namespace

TEST(Reply, goesToReplyToElseToTheAuthor) {
    EXPECT_EQ(to(reply("From: a@x.org\r\nTo: me@example.org\r\n").to), u"a@x.org");
    EXPECT_EQ(to(reply("From: a@x.org\r\nReply-To: b@x.org, c@x.org\r\nTo: me@example.org\r\n").to), u"b@x.org c@x.org");
    EXPECT_EQ(to(reply("From: a@x.org\r\nReply-To: \r\nTo: me@example.org\r\n").to), u"a@x.org");
    EXPECT_EQ(to(reply("Sender: s@x.org\r\nTo: me@example.org\r\n").to), u"s@x.org");
    EXPECT_TRUE(reply("Subject: nobody\r\n").to.isEmpty());
}

TEST(Reply, namesStayWithTheAddresses) {
    const ReplyRecipients recipients = reply("From: \"Doe, Jane\" <a@x.org>\r\nTo: me@example.org\r\n");
    EXPECT_EQ(recipients.to, (ParsedAddresses{{QStringLiteral("Doe, Jane"), QStringLiteral("a@x.org")}}));
}

TEST(Reply, anOwnMessageIsAnsweredToWhomItWentTo) {
    EXPECT_EQ(to(reply("From: me@example.org\r\nTo: a@x.org, me@example.org\r\nCc: b@x.org\r\n").to), u"a@x.org");
    EXPECT_EQ(to(reply("From: me@example.org\r\nTo: me@example.org\r\n").to), u"me@example.org");
    EXPECT_EQ(to(reply("From: ME+news@Example.ORG\r\nReply-To: me@example.org\r\nTo: a@x.org\r\n").to), u"a@x.org");
    const ReplyRecipients all = replyAll("From: me@example.org\r\nTo: a@x.org\r\nCc: b@x.org, me@example.org\r\n");
    EXPECT_EQ(to(all.to), u"a@x.org");
    EXPECT_EQ(to(all.cc), u"b@x.org");
}

TEST(Reply, allGetItOnceAndTheUserDoesNot) {
    const ReplyRecipients all = replyAll("From: a@x.org\r\nTo: me@example.org, b@x.org, A@X.org\r\n"
                                         "Cc: c@x.org, B@x.org, me+tag@example.org, me@xn--bcher-kva.example\r\n");
    EXPECT_EQ(to(all.to), u"a@x.org b@x.org");
    EXPECT_EQ(to(all.cc), u"c@x.org");
}

TEST(Reply, groupsAreNoRecipients) {
    const ReplyRecipients all = replyAll("From: a@x.org\r\nTo: undisclosed-recipients:;\r\nCc: friends: b@x.org;\r\n");
    EXPECT_EQ(to(all.to), u"a@x.org");
    EXPECT_EQ(to(all.cc), u"b@x.org");
}

TEST(Reply, aReplyToAllNeverGoesToNobody) {
    EXPECT_EQ(to(replyAll("From: me@example.org\r\nTo: me@example.org\r\n").to), u"me@example.org");
    EXPECT_EQ(to(replyAll("From: me@example.org\r\nTo: undisclosed-recipients:;\r\nCc: b@x.org\r\n").to), u"b@x.org");
}

TEST(Reply, mailFollowupToCountsForAllOnly) {
    const QByteArray fields = "From: a@x.org\r\nTo: list@x.org\r\nCc: c@x.org\r\nMail-Followup-To: list@x.org, me@example.org\r\n";
    EXPECT_EQ(replyAll(fields), (ReplyRecipients{{{QString(), QStringLiteral("list@x.org")}}, {}}));
    EXPECT_EQ(to(reply(fields).to), u"a@x.org");
}

TEST(Reply, theListIsWhereListPostSays) {
    const auto post = [](const QByteArray& value) { return listPostAddress(mail(QByteArray("List-Post: " + value + "\r\n"))); };
    EXPECT_EQ(post("<mailto:list@example.org>")->addrSpec, u"list@example.org");
    EXPECT_EQ(post("<https://example.org/post>, <mailto:list%2Bx@example.org?subject=x> (Moderated)")->addrSpec, u"list+x@example.org");
    EXPECT_FALSE(post("NO (posting not allowed)"));
    EXPECT_FALSE(post("<mailto:>"));
    EXPECT_FALSE(listPostAddress(mail("From: a@x.org\r\n")));
}

TEST(Reply, prefixesOfAllLanguagesAreOne) {
    for (const char* subject : {"Lunch", "Re: Lunch", "RE: Lunch", "Re[2]: Lunch", "re : Re: RE:Lunch", "AW: Lunch", "Antw: Lunch", "SV: Lunch",
                                "Re^3: Lunch", "\u8fd4\u4fe1: Lunch", "\u8fd4\u4fe1\uff1aLunch", "\u56de\u590d\uff1aLunch", "\u7b54\u590d: Re: Lunch", "  Re:  Lunch "})
        EXPECT_EQ(replySubject(QString::fromUtf8(subject)), u"Re: Lunch") << subject;
    for (const char* subject : {"Lunch", "Fwd: Lunch", "FW: Lunch", "fwd: Fw: Lunch", "\u8ee2\u9001: Lunch", "\u8f6c\u53d1\uff1aLunch", "WG: Lunch"})
        EXPECT_EQ(forwardSubject(QString::fromUtf8(subject)), u"Fwd: Lunch") << subject;
}

TEST(Reply, onlyPrefixesOfItsKindAreReplaced) {
    EXPECT_EQ(replySubject(QStringLiteral("Fwd: Lunch")), u"Re: Fwd: Lunch");
    EXPECT_EQ(forwardSubject(QStringLiteral("Re: Lunch")), u"Fwd: Re: Lunch");
    EXPECT_EQ(replySubject(QStringLiteral("[list] Re: Lunch")), u"Re: [list] Lunch");
    EXPECT_EQ(replySubject(QStringLiteral("Re: [list] AW: Lunch")), u"Re: [list] Lunch");
    EXPECT_EQ(replySubject(QStringLiteral("[list]")), u"Re: [list]");
    EXPECT_EQ(replySubject(QString()), u"Re: ");
}

TEST(Reply, wordsThatOnlyLookLikePrefixesStay) {
    for (const char* subject : {"Regarding: Lunch", "Area: 51", "Meeting: Re: x", "12: x", "Re Lunch", "[2]: x", "Really: no"})
        EXPECT_EQ(replySubject(QString::fromUtf8(subject)), QStringLiteral("Re: ") + QString::fromUtf8(subject)) << subject;
}

TEST(Reply, theBaseHasNoPrefixAtAll) {
    EXPECT_EQ(baseSubject(QStringLiteral("Re: Fwd: AW: \u8fd4\u4fe1: Lunch")), u"Lunch");
    EXPECT_EQ(baseSubject(QStringLiteral("Re:")), u"");
}

// RFC 5322 3.6.4
TEST(Reply, referencesAreTheParentsAndTheParent) {
    EXPECT_EQ(replyThreading(mail("Message-ID: <c@x>\r\nReferences: <a@x> <b@x>\r\nIn-Reply-To: <z@x>\r\n")), (ReplyThreading{{"c@x"}, {"a@x", "b@x", "c@x"}}));
    EXPECT_EQ(replyThreading(mail("Message-ID: <c@x>\r\nIn-Reply-To: <b@x>\r\n")), (ReplyThreading{{"c@x"}, {"b@x", "c@x"}}));
    EXPECT_EQ(replyThreading(mail("Message-ID: <c@x>\r\nIn-Reply-To: <a@x> <b@x>\r\n")), (ReplyThreading{{"c@x"}, {"c@x"}}));
    EXPECT_EQ(replyThreading(mail("References: <a@x>\r\n")), (ReplyThreading{{}, {"a@x"}}));
    EXPECT_EQ(replyThreading(mail("Subject: x\r\n")), ReplyThreading());
}

TEST(Reply, idsThatNoHeaderCanHoldAreLeftOut) {
    EXPECT_EQ(replyThreading(mail("Message-ID: <c\xff@x>\r\nReferences: <a@x> <b\xc3\xa9@x>\r\n")), (ReplyThreading{{}, {"a@x"}}));
}

TEST(Reply, whatABrokenMessageHasBesideIdsIsNotCarriedOn) {
    EXPECT_EQ(replyThreading(mail("Message-ID: <c@x>\r\nReferences: <a@x> <nothing> <> <@x> <b@> your message of 3 May\r\n")), (ReplyThreading{{"c@x"}, {"a@x", "c@x"}}));
    EXPECT_EQ(replyThreading(mail("Message-ID: <c@x>\r\nIn-Reply-To: Your message of Monday\r\n")), (ReplyThreading{{"c@x"}, {"c@x"}}));
}

TEST(Reply, theAddressThatWasWrittenToIsFound) {
    const QStringList candidates{QStringLiteral("me@example.org"), QStringLiteral("other@example.org"), QStringLiteral("@mine.example")};
    const auto found = [&](const QByteArray& fields) { return addressedTo(mail(fields), candidates); };
    EXPECT_EQ(found("To: a@x.org, Other@Example.org\r\n"), (AddressedTo{QStringLiteral("Other@Example.org"), candidates[1], AddressMatch::Exact}));
    EXPECT_EQ(found("To: me+shop@example.org\r\nCc: other@example.org\r\n")->candidate, candidates[1]); // exact before tagged
    EXPECT_EQ(found("To: me+shop@example.org\r\n"), (AddressedTo{QStringLiteral("me+shop@example.org"), candidates[0], AddressMatch::Tagged}));
    EXPECT_EQ(found("To: shop@mine.example\r\nDelivered-To: me+x@example.org\r\n")->match, AddressMatch::Tagged); // tagged before domain
    EXPECT_EQ(found("To: shop@mine.example\r\n"), (AddressedTo{QStringLiteral("shop@mine.example"), candidates[2], AddressMatch::Domain}));
    EXPECT_EQ(found("To: list@x.org\r\nDelivered-To: z@x.org\r\nDelivered-To: other@example.org\r\n")->candidate, candidates[1]);
    EXPECT_EQ(found("To: list@x.org\r\nX-Original-To: me@example.org\r\nEnvelope-To: other@example.org\r\n")->candidate, candidates[0]);
    EXPECT_EQ(found("To: list@x.org\r\nEnvelope-To: other@example.org\r\n")->candidate, candidates[1]);
    EXPECT_FALSE(found("To: me@sub.mine.example, me@notmine.example, me@example.com\r\n"));
}

} // namespace tributary::mime::tst_Reply
