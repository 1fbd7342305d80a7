// SPDX-License-Identifier: GPL-3.0-or-later
// S2: each thing that a user does to mail reaches every kind of server, at once in the cache and in the end there.
#include "PushFixture.h"

namespace tributary::sync::tst_PushIntents {
namespace {

class PushIntents : public PushTest, public ::testing::WithParamInterface<const char*> {
  protected:
    void SetUp() override { startOn(GetParam()); }
    void expectDone() {
        expectMended(2);
        expectNoBodyTwice();
    }
};
INSTANTIATE_TEST_SUITE_P(S2, PushIntents, ::testing::Values("Qresync", "Condstore", "Office365", "NoMove", "NoUidplus", "Bare"),
                         [](const auto& instance) { return std::string(instance.param); });

TEST_P(PushIntents, flagsAreSetAndCleared) {
    server().change([](ServedMail& mail) { mail.setFlag("INBOX", "m2", "\\Seen"), mail.setFlag("INBOX", "m2", "\\Flagged"); });
    (void)sync();
    flag(u"m1"_s, u"\\Seen"_s);
    flag(u"m2"_s, u"\\Seen"_s, false);
    flag(u"m3"_s, u"$Forwarded"_s);
    flag(u"a1"_s, u"\\Answered"_s, true, u"Archive"_s);
    EXPECT_TRUE(messages().at(4).flags.has(model::Flag::Seen)) << "at once in the cache";
    expectDone();
    EXPECT_EQ(servedFlags("INBOX", "m1"), QByteArrayList{"\\Seen"});
    EXPECT_EQ(servedFlags("INBOX", "m2"), QByteArrayList{"\\Flagged"});
    EXPECT_EQ(servedFlags("INBOX", "m3"), QByteArrayList{"$Forwarded"});
    EXPECT_EQ(servedFlags("Archive", "a1"), QByteArrayList{"\\Answered"});
}

TEST_P(PushIntents, aFlagSetAndClearedAgainIsAsItWas) {
    flag(u"m1"_s, u"\\Seen"_s);
    flag(u"m1"_s, u"\\Seen"_s, false);
    expectDone();
    EXPECT_EQ(servedFlags("INBOX", "m1"), QByteArrayList());
}

TEST_P(PushIntents, movesArrive) {
    move(u"m1"_s, u"Archive"_s);
    move(u"m2"_s, u"Archive"_s);
    move(u"a1"_s, u"INBOX"_s, u"Archive"_s);
    EXPECT_FALSE(words().contains(u"m1"_s)) << "at once in the cache";
    EXPECT_TRUE(words(u"Archive"_s).contains(u"m1"_s));
    expectDone();
    EXPECT_EQ(whereIs("m1"), u"Archive"_s);
    EXPECT_EQ(whereIs("m2"), u"Archive"_s);
    EXPECT_EQ(whereIs("a1"), u"INBOX"_s);
}

TEST_P(PushIntents, whatTheUserMovedHereIsNotNew) {
    server().change([](ServedMail& mail) { mail.add("Archive", "a3"); });
    move(u"m1"_s, u"Archive"_s);
    copy(u"m2"_s, u"Archive"_s);
    int added = 0;
    for (const model::MailboxReport& told : sync().mailboxes)
        added += told.added;
    EXPECT_EQ(added, 1);
    expectDone();
}

TEST_P(PushIntents, aMoveFurtherBeforeThePushArrivesAtTheEnd) {
    move(u"m1"_s, u"Archive"_s);
    move(u"m1"_s, u"Work"_s, u"Archive"_s);
    expectDone();
    EXPECT_EQ(whereIs("m1"), u"Work"_s);
}

TEST_P(PushIntents, aMoveThereAndBackIsNone) {
    move(u"m1"_s, u"Archive"_s);
    move(u"m1"_s, u"INBOX"_s, u"Archive"_s);
    expectDone();
    EXPECT_EQ(whereIs("m1"), u"INBOX"_s);
}

TEST_P(PushIntents, aFlagSetBeforeOrAfterAMoveGoesAlong) {
    flag(u"m1"_s, u"\\Flagged"_s);
    move(u"m1"_s, u"Archive"_s);
    move(u"m2"_s, u"Archive"_s);
    flag(u"m2"_s, u"\\Seen"_s, true, u"Archive"_s);
    expectDone();
    EXPECT_EQ(servedFlags("Archive", "m1"), QByteArrayList{"\\Flagged"});
    EXPECT_EQ(servedFlags("Archive", "m2"), QByteArrayList{"\\Seen"});
    EXPECT_EQ(whereIs("m2"), u"Archive"_s);
}

TEST_P(PushIntents, copiesAreBothThere) {
    copy(u"m1"_s, u"Archive"_s);
    EXPECT_TRUE(words(u"Archive"_s).contains(u"m1"_s)) << "at once in the cache";
    expectDone();
    EXPECT_EQ(whereIs("m1"), u"INBOX+Archive"_s);
}

TEST_P(PushIntents, aCopyAndAMoveOfOneMessageAreBothDone) {
    copy(u"m1"_s, u"Archive"_s);
    move(u"m1"_s, u"Work"_s);
    expectMended(2); // without COPYUID each of the two may cost the body
    EXPECT_EQ(whereIs("m1"), u"Archive+Work"_s);
}

TEST_P(PushIntents, expungedMessagesAreGone) {
    expunge(u"m1"_s);
    expunge(u"m3"_s);
    EXPECT_EQ(words().size(), 3) << "at once in the cache";
    expectDone();
    EXPECT_EQ(whereIs("m1"), QString());
    EXPECT_EQ(whereIs("m2"), u"INBOX"_s);
}

TEST_P(PushIntents, anExpungeTakesNothingThatAnotherClientHasMarked) {
    server().change([](ServedMail& mail) { mail.setFlag("INBOX", "m2", "\\Deleted"); });
    (void)sync();
    expunge(u"m1"_s);
    move(u"m3"_s, u"Archive"_s);
    expectDone();
    EXPECT_EQ(whereIs("m2"), u"INBOX"_s);
    EXPECT_EQ(servedFlags("INBOX", "m2"), QByteArrayList{"\\Deleted"});
}

TEST_P(PushIntents, anExpungeAfterAMoveIsDoneWhereItIs) {
    move(u"m1"_s, u"Archive"_s);
    expunge(u"m1"_s, u"Archive"_s);
    expectDone();
    EXPECT_EQ(whereIs("m1"), QString());
}

TEST_P(PushIntents, mailboxesAreMadeRenamedAndDeleted) {
    makeMailbox(u"New"_s);
    EXPECT_TRUE(mailbox(u"New"_s).isPending) << "at once in the cache";
    must(m_store->renameMailbox(mailbox(u"Work"_s).id, u"Job"_s, "Job"));
    (void)must(m_store->deleteMailbox(mailbox(u"Archive"_s).id));
    expectDone();
    EXPECT_TRUE(isServed("New"));
    EXPECT_TRUE(isServed("Job"));
    EXPECT_FALSE(isServed("Work"));
    EXPECT_FALSE(isServed("Archive"));
    EXPECT_EQ(words(u"Job"_s), (QStringList{u"w1"_s, u"w2"_s}));
}

TEST_P(PushIntents, aMoveIntoAMailboxJustMadeArrives) {
    makeMailbox(u"New"_s);
    move(u"m1"_s, u"New"_s);
    copy(u"m2"_s, u"New"_s);
    expectDone();
    EXPECT_EQ(served("New", "m1"), 1);
    EXPECT_EQ(served("New", "m2"), 1);
    EXPECT_EQ(whereIs("m1"), QString());
}

TEST_P(PushIntents, aMailboxMadeAndRenamedIsMadeOnce) {
    const MailboxId made = makeMailbox(u"New"_s);
    must(m_store->renameMailbox(made, u"Newer"_s, "Newer"));
    move(u"m1"_s, u"Newer"_s);
    expectDone();
    EXPECT_FALSE(isServed("New"));
    EXPECT_EQ(served("Newer", "m1"), 1);
}

TEST_P(PushIntents, flagsInARenamedMailboxArrive) {
    flag(u"w1"_s, u"\\Seen"_s, true, u"Work"_s);
    must(m_store->renameMailbox(mailbox(u"Work"_s).id, u"Job"_s, "Job"));
    flag(u"w2"_s, u"\\Seen"_s, true, u"Job"_s);
    expectDone();
    EXPECT_EQ(servedFlags("Job", "w1"), QByteArrayList{"\\Seen"});
    EXPECT_EQ(servedFlags("Job", "w2"), QByteArrayList{"\\Seen"});
}

TEST_P(PushIntents, anUnsubscribedMailboxIsSoAtTheServer) {
    must(m_store->subscribeMailbox(mailbox(u"Work"_s).id, false));
    expectDone();
    EXPECT_FALSE(server().look([](const ServedMail& mail) { return mail.mailboxes().at("Work").subscribed; }));
}

TEST_P(PushIntents, subscriptionsFollow) {
    must(m_store->subscribeMailbox(mailbox(u"Work"_s).id, false));
    (void)sync();
    EXPECT_FALSE(server().look([](const ServedMail& mail) { return mail.mailboxes().at("Work").subscribed; }));
    must(m_store->subscribeMailbox(mailbox(u"Work"_s).id, true));
    expectDone();
    EXPECT_TRUE(server().look([](const ServedMail& mail) { return mail.mailboxes().at("Work").subscribed; }));
}

TEST_P(PushIntents, manyAtOnceAreAFewCommands) {
    server().change([](ServedMail& mail) { mail.fill("INBOX", "x", 200); });
    (void)sync();
    server().forget();
    model::LocalChange change;
    for (int i = 1; i <= 200; ++i)
        change.flags.append({id(u"x%1"_s.arg(i)), u"\\Seen"_s, true});
    (void)must(m_store->change(change));
    model::LocalChange moves;
    moves.kind = model::ChangeKind::Move;
    for (int i = 1; i <= 200; i += 2)
        moves.moves.append({id(u"x%1"_s.arg(i)), mailbox(u"Archive"_s).id});
    (void)must(m_store->change(moves));
    expectDone();
    EXPECT_EQ(server().look([](const ServedMail& mail) { return mail.total("Archive"); }), 102);
    EXPECT_LE(server().count("UID STORE") + server().count("UID MOVE") + server().count("UID COPY"), 8);
}

// --- undo, at each stage

TEST_P(PushIntents, undoneBeforeThePushNothingReachesTheServer) {
    undo(flag(u"m1"_s, u"\\Seen"_s));
    undo(move(u"m2"_s, u"Archive"_s));
    undo(copy(u"m3"_s, u"Archive"_s));
    undo(expunge(u"m4"_s));
    expectInStep();
    expectDone();
    for (const char* command : {"UID STORE", "UID MOVE", "UID COPY", "UID EXPUNGE", "EXPUNGE", "APPEND"})
        EXPECT_EQ(server().count(command), 0) << command;
}

TEST_P(PushIntents, undoneAfterThePushTheServerIsAsBefore) {
    const ChangeId flagged = flag(u"m1"_s, u"\\Seen"_s);
    const ChangeId moved = move(u"m2"_s, u"Archive"_s);
    const ChangeId copied = copy(u"m3"_s, u"Archive"_s);
    const ChangeId expunged = expunge(u"m4"_s);
    expectDone();
    undo(flagged);
    undo(moved);
    undo(copied);
    undo(expunged);
    EXPECT_EQ(words().size(), 5) << "at once in the cache";
    expectMended(2); // as above
    EXPECT_EQ(servedFlags("INBOX", "m1"), QByteArrayList());
    EXPECT_EQ(whereIs("m2"), u"INBOX"_s);
    EXPECT_EQ(whereIs("m3"), u"INBOX"_s);
    EXPECT_EQ(whereIs("m4"), u"INBOX"_s);
}

TEST_P(PushIntents, undoneBetweenACutAndItsReplayTheServerIsAsBefore) {
    const ChangeId moved = move(u"m2"_s, u"Archive"_s);
    (void)syncUnder({lies::cutAfter(u"UID (MOVE|COPY)"_s)});
    undo(moved);
    expectMended(2); // where COPYUID is missing each way may cost the body
    EXPECT_EQ(whereIs("m2"), u"INBOX"_s);
}

TEST_F(PushTest, undoneBetweenACopyAndItsReplayTheServerIsAsBefore) {
    startOn("NoMove");
    const ChangeId moved = move(u"m2"_s, u"Archive"_s);
    (void)syncUnder({lies::cutAfter(u"UID COPY"_s)});
    undo(moved);
    expectMended(3);
    EXPECT_EQ(whereIs("m2"), u"INBOX"_s);
}

TEST_P(PushIntents, undoneMailboxChangesAreAsBefore) {
    const ChangeId renamed = must(m_store->renameMailbox(mailbox(u"Work"_s).id, u"Job"_s, "Job"));
    undo(renamed);
    EXPECT_EQ(mailbox(u"Work"_s).name, u"Work"_s);
    expectDone();
    const ChangeId again = must(m_store->renameMailbox(mailbox(u"Work"_s).id, u"Job"_s, "Job"));
    expectDone();
    undo(again);
    expectDone();
    EXPECT_TRUE(isServed("Work"));
    EXPECT_FALSE(isServed("Job"));
}

} // namespace
} // namespace tributary::sync::tst_PushIntents
