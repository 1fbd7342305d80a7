// SPDX-License-Identifier: GPL-3.0-or-later
// S2: another client renames mailboxes and gives their names to new ones while the user's changes are queued.
#include "PushFixture.h"

namespace tributary::sync {
namespace {

class RenamedMailboxesTest : public PushTest, public ::testing::WithParamInterface<const char*> {
  protected:
    void SetUp() override { startOn(GetParam()); }
    void other(const std::function<void(ServedMail&)>& f) { server().change(f); }
    bool isRefused() {
        const auto changes = m_reader->changes(1);
        return changes && !changes->isEmpty() && changes->constFirst().error.has_value();
    }
    void settle() {
        expectMended(2);
        expectNoBodyTwice();
        EXPECT_EQ(waiting(), 0);
    }
};
INSTANTIATE_TEST_SUITE_P(S2, RenamedMailboxesTest, ::testing::Values("Qresync", "Condstore", "Office365", "NoMove", "NoUidplus", "Bare"),
                         [](const auto& instance) { return std::string(instance.param); });

TEST_P(RenamedMailboxesTest, whatIsQueuedGoesAlongWhenTheNameIsGivenToANewOne) {
    const MessageId w1 = id(u"w1"_s, u"Work"_s);
    flag(u"w1"_s, u"\\Flagged"_s, true, u"Work"_s);
    move(u"w2"_s, u"Archive"_s, u"Work"_s);
    other([](ServedMail& mail) { mail.rename("Work", "Job"), mail.create("Work"), mail.add("Work", "n1"); });
    settle();
    EXPECT_EQ(servedFlags("Job", "w1"), QByteArrayList{"\\Flagged"});
    EXPECT_EQ(served("Archive", "w2"), 1);
    EXPECT_EQ(id(u"w1"_s, u"Job"_s), w1);
    EXPECT_EQ(words(u"Work"_s), QStringList{u"n1"_s});
}

TEST_P(RenamedMailboxesTest, aDestinationIsFollowed) {
    move(u"m1"_s, u"Work"_s);
    copy(u"m2"_s, u"Work"_s);
    other([](ServedMail& mail) { mail.rename("Work", "Job"); });
    settle();
    EXPECT_EQ(served("Job", "m1"), 1);
    EXPECT_EQ(served("Job", "m2"), 1);
    EXPECT_FALSE(isRefused());
}

TEST_P(RenamedMailboxesTest, aRotationIsFollowed) {
    flag(u"w1"_s, u"\\Flagged"_s, true, u"Work"_s);
    flag(u"a1"_s, u"\\Flagged"_s, true, u"Archive"_s);
    other([](ServedMail& mail) { mail.rename("Work", "Older"), mail.rename("Archive", "Work"), mail.create("Archive"); });
    settle();
    EXPECT_EQ(servedFlags("Older", "w1"), QByteArrayList{"\\Flagged"});
    EXPECT_EQ(servedFlags("Work", "a1"), QByteArrayList{"\\Flagged"});
}

TEST_P(RenamedMailboxesTest, aDeletionFollowsItsMailbox) {
    (void)must(m_store->deleteMailbox(mailbox(u"Work"_s).id));
    other([](ServedMail& mail) { mail.rename("Work", "Job"); });
    settle();
    EXPECT_FALSE(isServed("Job"));
    EXPECT_FALSE(isRefused());
}

TEST_P(RenamedMailboxesTest, aNewMailboxUnderTheNameOfADeletedOneStays) {
    (void)must(m_store->deleteMailbox(mailbox(u"Work"_s).id));
    other([](ServedMail& mail) { mail.remove("Work"), mail.create("Work"), mail.add("Work", "n1"); });
    expectMended(3);
    EXPECT_EQ(served("Work", "n1"), 1);
    EXPECT_TRUE(isRefused()) << "not done: it was another client";
}

TEST_P(RenamedMailboxesTest, mailThatWasNeverSeenIsKeptForUndo) {
    const ChangeId deleted = must(m_store->deleteMailbox(mailbox(u"Work"_s).id));
    other([](ServedMail& mail) { mail.add("Work", "n1"), mail.add("Work", "n2"); });
    expectMended(2);
    EXPECT_FALSE(isServed("Work"));
    undo(deleted);
    expectMended(2);
    for (const char* word : {"w1", "w2", "n1", "n2"})
        EXPECT_EQ(served("Work", word), 1) << word;
}

TEST_P(RenamedMailboxesTest, aDeletionThatWasCutIsNotTurnedOnAMailboxThatLooksLikeIt) { // Courier: UIDVALIDITY is the second
    const quint32 validity = server().look([](const ServedMail& mail) { return mail.mailboxes().at("Work").uidValidity; });
    (void)must(m_store->deleteMailbox(mailbox(u"Work"_s).id));
    (void)syncUnder({lies::cutAfter(u"DELETE"_s)});
    ASSERT_FALSE(isServed("Work"));
    other([&](ServedMail& mail) {
        mail.create("Alike").uidValidity = validity;
        mail.fill("Alike", "x", 3);
    });
    expectMended(3);
    EXPECT_EQ(served("Alike", "x1"), 1);
    EXPECT_EQ(waiting(), 0);
}

} // namespace
} // namespace tributary::sync
