// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/VacationReply.h"

#include "mime/MessageBuilder.h"
#include "rules/VacationDecision.h"
#include "unit/rules/RulesMail.h"

#include <gtest/gtest.h>

namespace tributary::rules::tst_VacationReply {
namespace {

using namespace testing;

model::Vacation away() {
    model::Vacation vacation;
    vacation.on = true;
    vacation.reply = {utf8("Outside."), {}};
    vacation.insideReply = model::VacationText{utf8("Inside."), utf8("<p>Inside.</p>")};
    return vacation;
}

VacationSender sender() {
    return {{utf8("Me"), utf8("me@home.example")}, {}, QDateTime(QDate(2027, 1, 15), QTime(8, 0), Qt::UTC), "new@home.example"};
}

Result<mime::OutgoingMessage> replyTo(const QByteArray& header, const model::Vacation& vacation = away()) {
    QByteArray raw = header + "\nx\n";
    raw.replace("\n", "\r\n");
    return makeVacationReply(mime::parseMessage(raw), factsOf(header + "\nx\n"), vacation, sender());
}

TEST(VacationReply, isAReplyThatSaysWhatItIs) {
    const auto reply = replyTo("From: Jane <jane@work.example>\nTo: me@home.example\nSubject: Plan =?utf-8?q?caf=C3=A9?=\nMessage-ID: <2@x>\nReferences: <1@x>\n");
    ASSERT_TRUE(reply.has_value());
    EXPECT_EQ(reply->to.value(0).addrSpec.toStdString(), "jane@work.example");
    EXPECT_EQ(reply->subject.toStdString(), "Auto: Plan café");
    EXPECT_EQ(reply->inReplyTo, QList<QByteArray>{"2@x"});
    EXPECT_EQ(reply->references, (QList<QByteArray>{"1@x", "2@x"}));
    const auto built = mime::buildMessage(*reply);
    ASSERT_TRUE(built.has_value());
    EXPECT_TRUE(built->bytes.contains("\r\nAuto-Submitted: auto-replied\r\n"));
    // and nobody of us answers it
    const mime::ParsedMessage back = mime::parseMessage(built->bytes);
    FactsOrigin origin;
    origin.receivedMs = 1;
    VacationSurroundings there;
    there.nowMs = 2;
    there.ownAddresses = {utf8("jane@work.example")};
    EXPECT_EQ(decideVacation(makeMessageFacts(back, origin), away(), there), VacationAnswer::Automatic);
}

TEST(VacationReply, goesToTheReturnPath) {
    EXPECT_EQ(replyTo("Return-Path: <path@else.example>\nFrom: jane@work.example\nReply-To: other@x.example\n")->to.value(0).addrSpec.toStdString(), "path@else.example");
    EXPECT_EQ(replyTo("From: jane@work.example\nReply-To: other@x.example\n")->to.value(0).addrSpec.toStdString(), "jane@work.example");
    EXPECT_EQ(replyTo("Subject: x\n").error().code, ErrorCode::FieldMissing);
}

TEST(VacationReply, theInsideTextStaysInside) {
    EXPECT_EQ(replyTo("From: boss@HOME.example\n")->plain.toStdString(), "Inside.");
    EXPECT_EQ(replyTo("From: boss@home.example\n")->html.toStdString(), "<p>Inside.</p>");
    EXPECT_EQ(replyTo("From: boss@sub.home.example\n")->plain.toStdString(), "Outside.");
    EXPECT_EQ(replyTo("From: boss@nothome.example\n")->plain.toStdString(), "Outside.");
    EXPECT_EQ(replyTo("Return-Path: <thief@evil.example>\nFrom: boss@home.example\n")->plain.toStdString(), "Outside.");
    model::Vacation one = away();
    one.insideReply.reset();
    EXPECT_EQ(replyTo("From: boss@home.example\n", one)->plain.toStdString(), "Outside.");
}

TEST(VacationReply, aHostileSubjectIsOneLineOfBoundedLength) {
    const auto reply = replyTo("From: jane@work.example\nSubject: =?utf-8?q?a=0D=0ABcc:_x@y.example?= " + QByteArray(100'000, 'x') + "\n");
    ASSERT_TRUE(reply.has_value());
    EXPECT_LE(reply->subject.size(), 500);
    const auto built = mime::buildMessage(*reply);
    ASSERT_TRUE(built.has_value());
    EXPECT_FALSE(built->bytes.contains("\nBcc:"));
}

} // namespace
} // namespace tributary::rules::tst_VacationReply
