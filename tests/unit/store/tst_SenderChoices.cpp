// SPDX-License-Identifier: GPL-3.0-or-later
// How a sender's messages are shown is remembered (S1).
#include "StoreFixture.h"

namespace tributary::store::tst_SenderChoices {
namespace {

using namespace Qt::Literals::StringLiterals;
using model::BodyForm;
using model::SenderChoice;

class SenderChoicesTest : public StoreTest {};

TEST_F(SenderChoicesTest, aSenderOfWhomNothingIsKnownHasTheDefaults) {
    EXPECT_EQ(must(m_reader->senderChoice(u"Jane@Sender.example"_s)), (SenderChoice{u"jane@sender.example"_s, false, BodyForm::Default, {}}));
    EXPECT_TRUE(must(m_reader->senderChoices()).isEmpty());
}

TEST_F(SenderChoicesTest, oneChoiceLeavesTheOthersAsTheyAre) {
    must(m_store->changeSender(u"jane@sender.example"_s, {true, {}, {}}));
    must(m_store->changeSender(u" JANE@sender.example "_s, {{}, BodyForm::Original, {}}));
    must(m_store->changeSender(u"jane@SENDER.example"_s, {{}, {}, "shift_jis"}));
    EXPECT_EQ(must(m_reader->senderChoice(u"jane@sender.EXAMPLE"_s)), (SenderChoice{u"jane@sender.example"_s, true, BodyForm::Original, "shift_jis"}));
    EXPECT_EQ(must(m_reader->senderChoices()).size(), 1);
}

TEST_F(SenderChoicesTest, choicesOutliveTheProgram) {
    must(m_store->changeSender(u"ümlaut@sender.example"_s, {true, BodyForm::Text, {}}));
    openStore();
    EXPECT_EQ(must(m_reader->senderChoice(u"Ümlaut@sender.example"_s)).form, BodyForm::Text);
}

TEST_F(SenderChoicesTest, aSenderForWhomNothingIsChosenAnyMoreIsForgotten) {
    must(m_store->changeSender(u"jane@sender.example"_s, {true, BodyForm::Simple, "utf-8"}));
    must(m_store->changeSender(u"jane@sender.example"_s, {false, BodyForm::Default, QByteArray()}));
    EXPECT_TRUE(must(m_reader->senderChoices()).isEmpty());
}

TEST_F(SenderChoicesTest, withoutAnAddressNothingIsChosen) {
    const Status status = m_store->changeSender(u"  "_s, {true, {}, {}});
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::FieldMissing);
}

} // namespace
} // namespace tributary::store::tst_SenderChoices
