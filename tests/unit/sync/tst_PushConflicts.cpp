// SPDX-License-Identifier: GPL-3.0-or-later
// S2: what another client does meanwhile. The rules stand in sync/FlagPush.cpp and MovePush.cpp: a flag becomes what the user
// wanted, other flags stay; a message that is gone stays away; one that is moved keeps what others flagged.
#include "PushFixture.h"

namespace tributary::sync::tst_PushConflicts {
namespace {

class PushConflicts : public PushTest, public ::testing::WithParamInterface<const char*> {
  protected:
    void SetUp() override { startOn(GetParam()); }
    void other(const std::function<void(ServedMail&)>& f) { server().change(f); }
    void expectSettled() {
        expectMended(2);
        expectNoBodyTwice();
    }
};
INSTANTIATE_TEST_SUITE_P(S2, PushConflicts, ::testing::Values("Qresync", "Condstore", "Office365", "NoMove", "NoUidplus", "Bare"),
                         [](const auto& instance) { return std::string(instance.param); });

TEST_P(PushConflicts, aboutFlagsOfAMessageThatWentWithItsUidsEnd) { // SRV8: and never stop the account
    flag(u"m1"_s, u"\\Flagged"_s);
    server().change([](ServedMail& mail) { mail.expunge("INBOX", "m1"), mail.renumber("INBOX", 100); });
    const auto report = sync();
    EXPECT_FALSE(report.error) << qPrintable(report.error->detail);
    expectMended(2);
    EXPECT_EQ(waiting(), 0);
}

TEST_P(PushConflicts, aFlagIsWhatTheUserWantedAndOtherFlagsStay) {
    flag(u"m1"_s, u"\\Seen"_s);
    other([](ServedMail& mail) { mail.setFlag("INBOX", "m1", "\\Flagged"), mail.setFlag("INBOX", "m1", "work"); });
    expectSettled();
    EXPECT_EQ(servedFlags("INBOX", "m1"), (QByteArrayList{"\\Flagged", "\\Seen", "work"}));
}

TEST_P(PushConflicts, theSameFlagByBothIsSet) {
    flag(u"m1"_s, u"\\Seen"_s);
    other([](ServedMail& mail) { mail.setFlag("INBOX", "m1", "\\Seen"); });
    expectSettled();
    EXPECT_EQ(servedFlags("INBOX", "m1"), QByteArrayList{"\\Seen"});
}

TEST_P(PushConflicts, aFlagThatTheOtherClearsLaterIsClear) {
    flag(u"m1"_s, u"\\Seen"_s);
    expectSettled();
    other([](ServedMail& mail) { mail.setFlag("INBOX", "m1", "\\Seen", false); });
    expectSettled();
    EXPECT_EQ(servedFlags("INBOX", "m1"), QByteArrayList());
}

TEST_P(PushConflicts, aFlagOfAMessageThatIsGoneIsForgotten) {
    flag(u"m1"_s, u"\\Seen"_s);
    other([](ServedMail& mail) { mail.expunge("INBOX", "m1"); });
    expectSettled();
    EXPECT_EQ(whereIs("m1"), QString());
}

class PushConflictsWithUidplus : public PushConflicts {};
INSTANTIATE_TEST_SUITE_P(S2, PushConflictsWithUidplus, ::testing::Values("Qresync", "Condstore", "Office365", "NoMove"),
                         [](const auto& instance) { return std::string(instance.param); });
class PushConflictsWithoutUidplus : public PushConflicts {};
INSTANTIATE_TEST_SUITE_P(S2, PushConflictsWithoutUidplus, ::testing::Values("NoUidplus", "Bare"));

TEST_P(PushConflictsWithoutUidplus, aMessageThatIsGoneIsNotMovedBackToLife) {
    move(u"m1"_s, u"Archive"_s);
    other([](ServedMail& mail) { mail.expunge("INBOX", "m1"); });
    expectSettled();
}

TEST_P(PushConflictsWithUidplus, aMessageThatIsGoneIsNotMovedBackToLife) {
    move(u"m1"_s, u"Archive"_s);
    copy(u"m2"_s, u"Archive"_s);
    expunge(u"m3"_s);
    other([](ServedMail& mail) {
        for (const char* word : {"m1", "m2", "m3"})
            mail.expunge("INBOX", word);
    });
    expectSettled();
    EXPECT_EQ(whereIs("m1"), QString());
    EXPECT_EQ(whereIs("m2"), QString());
    EXPECT_EQ(whereIs("m3"), QString());
}

TEST_P(PushConflictsWithUidplus, aMessageMovedByBothIsThereOnce) {
    move(u"m1"_s, u"Archive"_s);
    other([](ServedMail& mail) { mail.move("INBOX", "m1", "Work"); });
    expectSettled();
    EXPECT_EQ(whereIs("m1"), u"Work"_s);
}

TEST_P(PushConflicts, aMessageMovedByBothToTheSamePlaceIsThereOnce) {
    move(u"m1"_s, u"Archive"_s);
    other([](ServedMail& mail) { mail.move("INBOX", "m1", "Archive"); });
    expectSettled();
    EXPECT_EQ(whereIs("m1"), u"Archive"_s);
}

TEST_P(PushConflicts, aMovedMessageKeepsWhatTheOtherFlagged) {
    move(u"m1"_s, u"Archive"_s);
    other([](ServedMail& mail) { mail.setFlag("INBOX", "m1", "\\Flagged"); });
    expectSettled();
    EXPECT_EQ(servedFlags("Archive", "m1"), QByteArrayList{"\\Flagged"});
}

TEST_P(PushConflicts, aDestinationThatIsGoneTakesTheMoveBack) {
    move(u"m1"_s, u"Work"_s);
    other([](ServedMail& mail) { mail.remove("Work"); });
    expectMended(2);
    EXPECT_EQ(whereIs("m1"), u"INBOX"_s);
    EXPECT_TRUE(words().contains(u"m1"_s));
}

TEST_P(PushConflicts, aSourceThatIsGoneEndsTheMove) {
    move(u"w1"_s, u"INBOX"_s, u"Work"_s);
    flag(u"w2"_s, u"\\Seen"_s, true, u"Work"_s);
    other([](ServedMail& mail) { mail.remove("Work"); });
    expectMended(2);
}

TEST_P(PushConflicts, aMailboxMadeByBothIsOne) {
    makeMailbox(u"New"_s);
    move(u"m1"_s, u"New"_s);
    other([](ServedMail& mail) { mail.create("New"), mail.add("New", "n1"); });
    expectMended(2);
    EXPECT_EQ(words(u"New"_s), (QStringList{u"m1"_s, u"n1"_s}));
}

TEST_P(PushConflicts, aMailboxDeletedByBothIsGone) {
    (void)must(m_store->deleteMailbox(mailbox(u"Work"_s).id));
    other([](ServedMail& mail) { mail.remove("Work"); });
    expectSettled();
    EXPECT_FALSE(isServed("Work"));
}

TEST_P(PushConflicts, aMailboxRenamedByTheOtherIsNotRenamedAgain) {
    must(m_store->renameMailbox(mailbox(u"Work"_s).id, u"Job"_s, "Job"));
    other([](ServedMail& mail) { mail.rename("Work", "Labour"); });
    expectMended(3);
    EXPECT_EQ(isServed("Job") + isServed("Labour"), 1);
}

TEST_P(PushConflicts, daysOfflineOnBothSidesComeTogether) {
    flag(u"m1"_s, u"\\Seen"_s);
    move(u"m2"_s, u"Archive"_s);
    copy(u"m3"_s, u"Work"_s);
    expunge(u"m4"_s);
    flag(u"a1"_s, u"\\Flagged"_s, true, u"Archive"_s);
    move(u"a2"_s, u"Work"_s, u"Archive"_s);
    makeMailbox(u"New"_s);
    move(u"m5"_s, u"New"_s);
    other([](ServedMail& mail) {
        mail.fill("INBOX", "x", 30);
        mail.setFlag("INBOX", "m1", "\\Answered");
        mail.setFlag("INBOX", "m2", "\\Seen");
        mail.move("INBOX", "m3", "Archive");
        mail.move("Archive", "a2", "INBOX");
        mail.create("Other");
        mail.fill("Other", "o", 3);
        mail.rename("Work", "Job");
    });
    expectMended(3);
    EXPECT_EQ(servedFlags("INBOX", "m1"), (QByteArrayList{"\\Answered", "\\Seen"}));
    EXPECT_EQ(servedFlags("Archive", "m2"), QByteArrayList{"\\Seen"});
    EXPECT_EQ(whereIs("m4"), QString());
    EXPECT_EQ(whereIs("a2"), u"INBOX"_s);
    EXPECT_EQ(served("New", "m5"), 1);
    expectNoBodyTwice();
}

} // namespace
} // namespace tributary::sync::tst_PushConflicts
