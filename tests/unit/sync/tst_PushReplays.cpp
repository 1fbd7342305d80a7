// SPDX-License-Identifier: GPL-3.0-or-later
// S2: a line that is cut before or after the server did it. Whatever is sent again, in the end it is done exactly once.
#include "PushFixture.h"

namespace tributary::sync::tst_PushReplays {
namespace {

struct Story {
    const char* name;
    const char* command; ///< where the line is cut
};
void PrintTo(const Story& story, std::ostream* out) { *out << story.name; }

const Story kStories[]{{"Store", "UID STORE"},           {"Move", "UID MOVE|UID COPY"}, {"MoveOutOfTheSource", "UID STORE|UID EXPUNGE|EXPUNGE|UID MOVE"},
                       {"Copy", "UID COPY"},             {"Expunge", "UID EXPUNGE|EXPUNGE"}, {"Append", "APPEND"},
                       {"Create", "CREATE"},             {"Rename", "RENAME"},          {"Delete", "DELETE"},
                       {"StatusBefore", "STATUS"},       {"SelectBefore", "SELECT"},    {"SearchBefore", "UID SEARCH"}};

class PushReplays : public PushTest, public ::testing::WithParamInterface<std::tuple<Story, const char*>> {
  protected:
    void SetUp() override {
        startOn(std::get<1>(GetParam()));
        m_undone = expunge(u"m5"_s); // undone below: an APPEND
        (void)sync();
        expectInStep();
        undo(m_undone);
        flag(u"m1"_s, u"\\Seen"_s);
        move(u"m2"_s, u"Archive"_s);
        copy(u"m3"_s, u"Archive"_s);
        expunge(u"m4"_s);
        makeMailbox(u"New"_s);
        must(m_store->renameMailbox(mailbox(u"Work"_s).id, u"Job"_s, "Job"));
        server().change([](ServedMail& mail) { mail.create("Old"), mail.add("Old", "o1"); });
    }
    QString command() const { return QString::fromLatin1(std::get<0>(GetParam()).command); }
    void expectAllDoneOnce() {
        EXPECT_EQ(servedFlags("INBOX", "m1"), QByteArrayList{"\\Seen"});
        EXPECT_EQ(whereIs("m2"), u"Archive"_s);
        EXPECT_EQ(whereIs("m3"), u"INBOX+Archive"_s);
        EXPECT_EQ(whereIs("m4"), QString());
        EXPECT_EQ(whereIs("m5"), u"INBOX"_s);
        EXPECT_TRUE(isServed("New"));
        EXPECT_TRUE(isServed("Job"));
        EXPECT_FALSE(isServed("Work"));
        expectNoBodyTwice();
    }
    ChangeId m_undone;
};

TEST_P(PushReplays, afterACutBeforeTheServerActed) {
    (void)syncUnder({lies::cutBefore(command())});
    expectMended(2);
    expectAllDoneOnce();
}

TEST_P(PushReplays, afterACutWhenTheServerHadActed) {
    (void)syncUnder({lies::cutAfter(command())});
    expectMended(2);
    expectAllDoneOnce();
}

TEST_P(PushReplays, afterOneCutUponAnother) {
    (void)syncUnder({lies::cutAfter(command())});
    (void)syncUnder({lies::cutBefore(command())});
    (void)syncUnder({lies::cutAfter(command())});
    expectMended(2);
    expectAllDoneOnce();
}

TEST_P(PushReplays, afterACutAndNewMailMeanwhile) {
    (void)syncUnder({lies::cutAfter(command())});
    server().change([](ServedMail& mail) { mail.fill("INBOX", "x", 3), mail.fill("Archive", "y", 3); });
    expectMended(2);
    expectAllDoneOnce();
}

INSTANTIATE_TEST_SUITE_P(S2, PushReplays,
                         ::testing::Combine(::testing::ValuesIn(kStories), ::testing::Values("Qresync", "Office365", "NoMove", "NoUidplus", "Bare")),
                         [](const auto& instance) { return std::string(std::get<0>(instance.param).name) + "_" + std::get<1>(instance.param); });

class PushReplay : public PushTest, public ::testing::WithParamInterface<const char*> {};
INSTANTIATE_TEST_SUITE_P(S2, PushReplay, ::testing::Values("Qresync", "Office365", "NoMove", "NoUidplus", "Bare"),
                         [](const auto& instance) { return std::string(instance.param); });

TEST_P(PushReplay, ofADeletedMailboxIsNoError) {
    startOn(GetParam());
    (void)must(m_store->deleteMailbox(mailbox(u"Work"_s).id));
    (void)syncUnder({lies::cutAfter(u"DELETE"_s)});
    expectMended(2);
    EXPECT_FALSE(isServed("Work"));
    EXPECT_FALSE(lastChange().error);
}

TEST_P(PushReplay, ofADeletedMailboxIsNoErrorWhereTheServerGivesNoCodes) { // Courier
    startOn(GetParam());
    (void)must(m_store->deleteMailbox(mailbox(u"Work"_s).id));
    (void)syncUnder({lies::cutAfter(u"DELETE"_s)});
    EXPECT_FALSE(isServed("Work"));
    (void)syncUnder({lies::alter(lies::kAnything, u"NO \\[NONEXISTENT\\]"_s, u"NO"_s)});
    EXPECT_EQ(waiting(), 0);
    EXPECT_FALSE(lastChange().error);
    expectMended(2);
}

// Undone, it is to be made again; deleted again before that, it may be there still.
TEST_P(PushReplay, ofADeletionThatWasCutAndUndoneAndMadeAgainDeletesIt) {
    startOn(GetParam());
    for (const char* name : {"Work", "Archive"}) { // the server had not done it yet; it had
        const QString box = QString::fromLatin1(name);
        const ChangeId change = must(m_store->deleteMailbox(mailbox(box).id));
        (void)syncUnder({box == u"Work"_s ? lies::cutBefore(u"DELETE"_s) : lies::cutAfter(u"DELETE"_s)});
        undo(change);
        const ChangeId again = must(m_store->deleteMailbox(mailbox(box).id));
        expectMended(2);
        EXPECT_FALSE(isServed(name));
        EXPECT_EQ(waiting(), 0);
        EXPECT_FALSE(lastChange().error);
        undo(again);
        expectMended(3);
        EXPECT_EQ(served(name, box == u"Work"_s ? "w1" : "a1"), 1);
    }
}

// OK is said to UIDs that are not there any more (RFC 9051 6.4.7, 6.4.8): that says nothing of an attempt that was cut.
TEST_P(PushReplay, ofAMoveWhoseMessageWentMeanwhileEndsAsGone) {
    startOn(GetParam());
    move(u"m2"_s, u"Archive"_s);
    (void)syncUnder({lies::cutBefore(u"UID MOVE|UID COPY"_s)});
    server().change([](ServedMail& mail) { mail.expunge("INBOX", "m2"); });
    expectMended(2);
    EXPECT_EQ(whereIs("m2"), QString());
    EXPECT_EQ(waiting(), 0);
    EXPECT_FALSE(words(u"Archive"_s).contains(u"m2"_s)) << "no row that waits for ever";
}

TEST_P(PushReplay, ofAnUndoneMoveWhoseMessageWentMeanwhileBringsItBack) {
    startOn(GetParam());
    const ChangeId change = move(u"m2"_s, u"Archive"_s);
    (void)sync();
    ASSERT_EQ(whereIs("m2"), u"Archive"_s);
    undo(change);
    (void)syncUnder({lies::cutBefore(u"UID MOVE|UID COPY"_s)});
    server().change([](ServedMail& mail) { mail.expunge("Archive", "m2"); });
    expectMended(3);
    EXPECT_EQ(whereIs("m2"), u"INBOX"_s);
    EXPECT_EQ(waiting(), 0);
}

TEST_P(PushReplay, ofTwinsThatAreMovedLosesNone) {
    server().change([](ServedMail& mail) { mail.add("INBOX", "twin"), mail.add("INBOX", "twin"); });
    startOn(GetParam());
    model::LocalChange change;
    change.kind = model::ChangeKind::Move;
    for (const model::MessageSummary& message : messages()) {
        if (message.subject == u"twin"_s)
            change.moves.append({message.id, mailbox(u"Archive"_s).id});
    }
    (void)must(m_store->change(change));
    (void)syncUnder({lies::cutAfter(u"UID (MOVE|COPY)"_s)});
    expectMended(2);
    EXPECT_EQ(whereIs("twin"), u"Archive+Archive"_s);
}

TEST_P(PushReplay, ofAMoveBesideAnOlderCopyIsDoneOnce) {
    server().change([](ServedMail& mail) { mail.create("Archive"), mail.add("Archive", "m2"); }); // the same message, filed before
    startOn(GetParam());
    move(u"m2"_s, u"Archive"_s);
    (void)syncUnder({lies::cutAfter(u"UID (MOVE|COPY)"_s)});
    expectMended(2);
    EXPECT_EQ(whereIs("m2"), u"Archive+Archive"_s);
}

/// Of what was said about a flag nobody knows which part the server heard: the last wish is said whatever it was.
TEST_P(PushReplay, ofAFlagSetAndUndoneUnderCutsLeavesTheLastWish) {
    startOn(GetParam());
    for (const bool wished : {false, true}) {
        const QString word = wished ? u"m2"_s : u"m1"_s;
        flag(word, u"\\Flagged"_s);
        (void)syncUnder({wished ? lies::cutBefore(u"UID STORE"_s) : lies::cutAfter(u"UID STORE"_s)});
        flag(word, u"\\Flagged"_s, false);
        (void)syncUnder({wished ? lies::cutAfter(u"UID STORE"_s) : lies::cutBefore(u"UID STORE"_s)});
        flag(word, u"\\Flagged"_s, !wished);
        flag(word, u"\\Flagged"_s, wished);
        if (wished) { // and once more, unsent
            flag(word, u"\\Flagged"_s, false);
            flag(word, u"\\Flagged"_s, true);
        }
        expectMended(2);
        EXPECT_EQ(servedFlags("INBOX", word.toUtf8()).contains("\\Flagged"), wished);
    }
}

TEST_P(PushReplay, ofAMessageWithoutAMessageIdLosesNothing) {
    server().change([](ServedMail& mail) { mail.add("INBOX", {}, {}, "Subject: plain\r\n\r\nno Message-ID"); });
    startOn(GetParam());
    move(u"plain"_s, u"Archive"_s);
    (void)syncUnder({lies::cutAfter(u"UID (MOVE|COPY)"_s)});
    expectMended(2);
    EXPECT_TRUE(words(u"Archive"_s).contains(u"plain"_s));
    EXPECT_FALSE(words().contains(u"plain"_s));
}

} // namespace
} // namespace tributary::sync::tst_PushReplays
