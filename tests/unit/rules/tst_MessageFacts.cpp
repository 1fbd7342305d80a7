// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/MessageFacts.h"

#include "rules/Limits.h"
#include "unit/rules/RulesMail.h"

#include <gtest/gtest.h>

namespace tributary::rules::tst_MessageFacts {
namespace {

using namespace testing;

TEST(MessageFacts, areReadFromAMessage) {
    const MessageFacts facts = factsOf("From: =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?= <Yamada@example.jp>\n"
                                       "To: me@home.example, \"B, C\" <bc@x.example>\nSubject: =?utf-8?q?caf=C3=A9?=\n"
                                       "Date: Mon, 23 Nov 2026 10:00:00 +0900\nX-Two: one\nX-Two:  two \nList-Id: L <l.x.example>\n\nText\n");
    ASSERT_EQ(facts.from.size(), 1);
    EXPECT_EQ(facts.from[0].name, utf8("山田"));
    EXPECT_EQ(facts.from[0].addrSpec.toStdString(), "Yamada@example.jp");
    EXPECT_EQ(facts.to.size(), 2);
    EXPECT_EQ(facts.subject, utf8("café"));
    EXPECT_EQ(facts.values("x-two"), (QStringList{utf8("one"), utf8("two")}));
    EXPECT_EQ(facts.listId.value_or(QString()).toStdString(), "L <l.x.example>");
    EXPECT_EQ(facts.dateMs.value_or(0), QDateTime(QDate(2026, 11, 23), QTime(1, 0), Qt::UTC).toMSecsSinceEpoch());
    EXPECT_TRUE(facts.fieldsKnown);
    EXPECT_FALSE(facts.hasAttachment);
    EXPECT_FALSE(facts.has("x-three"));
}

TEST(MessageFacts, knowAttachments) {
    EXPECT_TRUE(factsOf("From: a@b.example\nContent-Type: application/pdf; name=x.pdf\nContent-Disposition: attachment\n\nx\n").hasAttachment);
}

TEST(MessageFacts, withoutADateHaveNone) {
    EXPECT_EQ(factsOf("From: a@b.example\nDate: yesterday, I think\n\nx\n").dateMs.has_value(), false);
}

TEST(MessageFacts, areBounded) {
    QByteArray raw = "From: a@b.example\n";
    raw += "X-Long: " + QByteArray(200'000, 'x') + "\n";
    for (int i = 0; i < 3'000; ++i)
        raw += "X-Many: " + QByteArray::number(i) + "\n";
    raw += "To: ";
    for (int i = 0; i < 4'000; ++i)
        raw += "u" + QByteArray::number(i) + "@x.example,\n ";
    const MessageFacts facts = factsOf(raw + "z@x.example\n\n" + QByteArray(3 << 20, 'b'));
    EXPECT_LE(facts.fields.size(), limits::kFields);
    EXPECT_LE(facts.values("x-long").value(0).size(), limits::kFieldChars);
    EXPECT_LE(facts.to.size(), limits::kAddresses);
    EXPECT_EQ(facts.body->size(), limits::kBodyChars);
}

/// A row must not answer other than the message would.
TEST(MessageFacts, aRowKeepsAListIdThatCanStandForTheMessage) {
    const auto kept = [](const QByteArray& header) {
        QByteArray raw = header + "\nx\n";
        return soleListId(mime::parseMessage(raw.replace('\n', "\r\n")));
    };
    EXPECT_EQ(kept("From: a@b.example\n"), QString());
    EXPECT_EQ(kept("list-ID: =?utf-8?q?caf=C3=A9?=\n <c.example>\n"), factsOf("List-Id: =?utf-8?q?caf=C3=A9?=\n <c.example>\n\nx\n").listId);
    EXPECT_TRUE(kept("List-Id: =?utf-8?q?caf=C3=A9?= <c.example>\n").value_or(QString()).startsWith(utf8("café")));
    EXPECT_EQ(kept("List-Id: <a.example>\nList-Id: <b.example>\n"), std::nullopt) << "a filter looks at both";
    EXPECT_EQ(kept("List-Id: \nFrom: a@b.example\n"), std::nullopt) << "it is there, and empty";
    EXPECT_EQ(kept("List-Id: <" + QByteArray(2 * limits::kRowListId, 'a') + ">\n"), std::nullopt);
    QByteArray behind;
    for (int i = 0; i < limits::kFields; ++i)
        behind += "X-Many: x\n";
    EXPECT_EQ(kept(behind + "List-Id: <l.example>\n"), factsOf(behind + "List-Id: <l.example>\n\nx\n").listId);
}

} // namespace
} // namespace tributary::rules::tst_MessageFacts
