// SPDX-License-Identifier: GPL-3.0-or-later
// S2: another client renames mailboxes and gives their names to new ones while the user's changes are queued.
#include "PushFixture.h"

namespace tributary::sync::tst_RenamedMailboxes {
namespace {

class RenamedMailboxesFixture : public PushTest {
  protected:
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

class RenamedMailboxesTest : public RenamedMailboxesFixture, public ::testing::WithParamInterface<const char*> {
  protected:
    void SetUp() override { startOn(GetParam()); }
};
INSTANTIATE_TEST_SUITE_P(S2, RenamedMailboxesTest, ::testing::Values("Qresync", "Condstore", "Office365", "NoMove", "NoUidplus", "Bare"),
                         [](const auto& instance) { return std::string(instance.param); });

/// On a server with OBJECTID.
class MailboxIdTest : public RenamedMailboxesFixture {
  protected:
    void SetUp() override { startOn("Qresync"); }
};

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

TEST_P(RenamedMailboxesTest, aRotationBehindTheListIsFollowed) {
    const MessageId w1 = id(u"w1"_s, u"Work"_s);
    const MailboxId work = mailbox(u"Work"_s).id;
    other([](ServedMail& mail) { mail.add("Work", "w8"); }); // so that it is looked at
    const auto rotate = [this] { other([](ServedMail& mail) { mail.rename("Work", "Job"), mail.create("Work"), mail.add("Work", "n1"); }); };
    (void)syncUnder({lies::afterwards(u"LIST"_s, rotate)});
    EXPECT_EQ(mailbox(u"Job"_s).id, work) << "in the same sync";
    EXPECT_EQ(id(u"w1"_s, u"Job"_s), w1);
    settle();
    EXPECT_EQ(words(u"Work"_s), QStringList{u"n1"_s});
}

TEST_P(RenamedMailboxesTest, rotationsBehindEachListAreFollowed) {
    const MessageId w1 = id(u"w1"_s, u"Work"_s), a1 = id(u"a1"_s, u"Archive"_s);
    const MailboxId work = mailbox(u"Work"_s).id, archive = mailbox(u"Archive"_s).id;
    int lists = 0;
    const auto deliver = [&] { // so that they are looked at
        other([&](ServedMail& mail) { mail.add(lists == 0 ? "Archive" : "Work", "new" + QByteArray::number(lists)); });
    };
    const auto rotate = [&] {
        ++lists;
        if (lists == 1)
            other([](ServedMail& mail) { mail.rename("Archive", "Archived"), mail.create("Archive"); });
        else if (lists == 2)
            other([](ServedMail& mail) { mail.rename("Work", "Job"), mail.create("Work"); });
    };
    (void)syncUnder({lies::before(u"LIST"_s, deliver, 2), lies::afterwards(u"LIST"_s, rotate, -1)});
    EXPECT_EQ(lists, 3);
    EXPECT_EQ(mailbox(u"Job"_s).id, work) << "in the same sync";
    EXPECT_EQ(mailbox(u"Archived"_s).id, archive);
    EXPECT_EQ(id(u"w1"_s, u"Job"_s), w1);
    EXPECT_EQ(id(u"a1"_s, u"Archived"_s), a1);
    settle();
}

TEST_P(RenamedMailboxesTest, rotationsWithoutEndBlockNobody) {
    int n = 0;
    const auto deliver = [&] {
        other([&](ServedMail& mail) { mail.add("Work", "n" + QByteArray::number(++n)), mail.add("INBOX", "new" + QByteArray::number(n)); });
    };
    const auto rotate = [&] {
        other([&](ServedMail& mail) {
            mail.rename("Work", "Work" + QByteArray::number(n)), mail.create("Work");
            mail.renumber("Archive"); // in step, and another each time
        });
    };
    (void)syncUnder({lies::before(u"LIST"_s, deliver, -1), lies::afterwards(u"LIST"_s, rotate, -1)});
    EXPECT_LE(n, 8) << "lists in one sync";
    EXPECT_TRUE(words().contains(u"new1"_s));
    settle();
}

TEST_P(RenamedMailboxesTest, aMoveThatWasCutIsFollowedWhereTheMailboxWasNeverLookedAt) {
    other([](ServedMail& mail) { mail.create("Fresh"); });
    (void)syncUnder({lies::cutBefore(u"SELECT|EXAMINE"_s, -1)});
    ASSERT_FALSE(mailbox(u"Fresh"_s).uidValidity.isValid());
    move(u"m1"_s, u"Fresh"_s);
    (void)syncUnder({lies::cutAfter(u"UID (MOVE|COPY)"_s)});
    other([](ServedMail& mail) { mail.rename("Fresh", "Stale"), mail.create("Fresh"); });
    move(u"m1"_s, u"Archive"_s, u"Fresh"_s);
    settle();
    EXPECT_EQ(served("Archive", "m1"), 1);
    EXPECT_EQ(served("Stale", "m1"), 0);
    EXPECT_FALSE(isRefused());
}

TEST_P(RenamedMailboxesTest, aDeletionFollowsItsMailbox) {
    (void)must(m_store->deleteMailbox(mailbox(u"Work"_s).id));
    other([](ServedMail& mail) { mail.rename("Work", "Job"); });
    settle();
    EXPECT_FALSE(isServed("Job"));
    EXPECT_FALSE(isRefused());
}

TEST_P(RenamedMailboxesTest, aDeletionThatIsRefusedAfterARotationShowsTheMailboxByItsNewName) {
    (void)must(m_store->deleteMailbox(mailbox(u"Work"_s).id));
    const MailboxId before = must(m_reader->serverMailboxes(m_account.id)).constLast().mailbox.id;
    other([](ServedMail& mail) { mail.rename("Work", "Job"), mail.create("Work"), mail.add("Work", "n1"); });
    (void)syncUnder({lies::refuse(u"DELETE"_s, "NO [CANNOT] it is needed")});
    EXPECT_TRUE(isRefused());
    settle();
    EXPECT_EQ(mailbox(u"Job"_s).id, before);
    EXPECT_EQ(words(u"Work"_s), QStringList{u"n1"_s});
    EXPECT_TRUE(words(u"Job"_s).contains(u"w1"_s));
}

TEST_P(RenamedMailboxesTest, aQueuedDeletionIsUndoneUnderTheNameThatTheMailboxHasByNow) {
    const MailboxId before = mailbox(u"Work"_s).id;
    const ChangeId deleted = must(m_store->deleteMailbox(before));
    other([](ServedMail& mail) { mail.rename("Work", "Job"), mail.create("Work"), mail.add("Work", "n1"), mail.add("Job", "w9"); });
    (void)syncUnder({lies::cutBefore(u"UID FETCH"_s, -1)}); // of w9, which must be here before anything is deleted
    EXPECT_EQ(waiting(), 1);
    undo(deleted);
    settle();
    EXPECT_TRUE(isServed("Job"));
    EXPECT_EQ(words(u"Work"_s), QStringList{u"n1"_s});
    EXPECT_TRUE(words(u"Job"_s).contains(u"w1"_s));
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

TEST_P(RenamedMailboxesTest, aNewMailboxThatOnlyLooksLikeTheOneThatIsGoneIsAnother) { // Cyrus: UIDVALIDITY is the second
    const quint32 validity = server().look([](const ServedMail& mail) { return mail.mailboxes().at("Work").uidValidity; });
    const qsizetype count = words(u"Work"_s).size();
    flag(u"w1"_s, u"\\Flagged"_s, true, u"Work"_s);
    other([&](ServedMail& mail) {
        mail.remove("Work");
        mail.create("Alike").uidValidity = validity;
        for (qsizetype i = 1; i <= count; ++i)
            mail.add("Alike", "quite-another-message-" + QByteArray::number(i));
    });
    expectMended(3);
    EXPECT_EQ(servedFlags("Alike", "quite-another-message-1"), QByteArrayList()) << "nothing of what was meant for Work";
    EXPECT_EQ(waiting(), 0);
}

TEST_F(MailboxIdTest, emptyMailboxesOfOneUidvalidityAreToldApartByMailboxid) { // RFC 8474
    other([](ServedMail& mail) {
        for (const char* name : {"E1", "E2", "E3"})
            mail.create(name).uidValidity = 77;
    });
    expectMended(1);
    move(u"m1"_s, u"E1"_s);
    other([](ServedMail& mail) {
        mail.rename("E1", "E1 of last year");
        mail.create("E1").uidValidity = 78;
        mail.rename("E2", "E2 of last year");
        mail.create("E2").uidValidity = 77; // in the same second
    });
    settle();
    EXPECT_EQ(served("E1 of last year", "m1"), 1);
    EXPECT_EQ(served("E1", "m1"), 0);
}

TEST_F(MailboxIdTest, nothingIsDoneToAnotherMailboxOfTheSameNameAndUidvalidity) {
    const auto validity = [this](const char* name) {
        return server().look([&](const ServedMail& mail) { return mail.mailboxes().at(name).uidValidity; });
    };
    const auto anew = [](const char* name, quint32 uidValidity) {
        return [=](ServedMail& mail) {
            mail.rename(name, QByteArray(name) + " of last year");
            mail.create(name).uidValidity = uidValidity; // in the same second
            mail.fill(name, "x", 3);
        };
    };
    flag(u"a1"_s, u"\\Flagged"_s, true, u"Archive"_s);
    move(u"m1"_s, u"Archive"_s);
    (void)must(m_store->deleteMailbox(mailbox(u"Work"_s).id));
    other(anew("Archive", validity("Archive")));
    other(anew("Work", validity("Work")));
    settle();
    EXPECT_EQ(servedFlags("Archive", "x1"), QByteArrayList());
    EXPECT_EQ(servedFlags("Archive of last year", "a1"), QByteArrayList{"\\Flagged"});
    EXPECT_EQ(served("Archive of last year", "m1"), 1);
    EXPECT_EQ(served("Work", "x1"), 1);
    EXPECT_FALSE(isServed("Work of last year")) << "the one that was meant";
}

TEST_F(MailboxIdTest, anotherMailboxOfTheSameNameAndUidvalidityIsReadAnew) {
    const auto before = server().look([](const ServedMail& mail) { return mail.mailboxes().at("Work"); });
    other([&](ServedMail& mail) {
        mail.remove("Work");
        auto& anew = mail.create("Work");
        anew.uidValidity = before.uidValidity;
        for (qsizetype i = 0; i < before.messages.size(); ++i)
            mail.add("Work", "x" + QByteArray::number(i));
        anew.highestModSeq = before.highestModSeq + 10;
    });
    expectMended(2);
    EXPECT_TRUE(words(u"Work"_s).contains(u"x0"_s));
    EXPECT_FALSE(words(u"Work"_s).contains(u"w1"_s));
}

} // namespace
} // namespace tributary::sync::tst_RenamedMailboxes
