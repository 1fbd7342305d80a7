// SPDX-License-Identifier: GPL-3.0-or-later
// S2: what the user takes back is on the server in the end, whatever other clients did meanwhile and whether or not the
// mailbox is one that is synchronised.
#include "PushFixture.h"

namespace tributary::sync::tst_PushUndo {
namespace {

class PushUndo : public PushTest, public ::testing::WithParamInterface<const char*> {
  protected:
    void SetUp() override {
        startOn(GetParam());
    }
    template <typename F> void other(F f) { server().change(f); }
    /// A mailbox that the list has shown and no sync will look at.
    QString elsewhere() {
        server().change([](ServedMail& mail) { mail.create("Elsewhere"); });
        (void)sync();
        return u"Elsewhere"_s;
    }
    int rowsWithoutUid() { return static_cast<int>(must(m_reader->rowsWithoutUid(m_account.id)).size()); }
};
INSTANTIATE_TEST_SUITE_P(S2, PushUndo, ::testing::Values("Qresync", "Condstore", "Office365", "NoMove", "NoUidplus", "Bare"),
                         [](const auto& instance) { return std::string(instance.param); });

TEST_P(PushUndo, ofADeletionBringsBackWhatAnotherClientEmptiedAway) {
    const ChangeId moved = move(u"m2"_s, u"Archive"_s);
    expectMended(2);
    other([](ServedMail& mail) { mail.expunge("Archive", "m2"); });
    undo(moved); // the cache does not know yet
    expectMended(2);
    EXPECT_EQ(whereIs("m2"), u"INBOX"_s);
    EXPECT_FALSE(lastChange().error);
    EXPECT_EQ(waiting(), 0);
}

TEST_P(PushUndo, ofADeletionBringsBackWhatTheUserEmptiedAway) {
    for (const int syncs : {0, 1, 2}) { // how much of it the server has heard
        const QString word = u"m%1"_s.arg(syncs + 1);
        const ChangeId moved = move(word, u"Archive"_s);
        if (syncs > 0)
            expectMended(2);
        const ChangeId emptied = expunge(word, u"Archive"_s);
        if (syncs > 1)
            expectMended(2);
        undo(moved);
        expectMended(2);
        EXPECT_EQ(whereIs(word.toUtf8()), u"INBOX"_s) << syncs;
        undo(emptied); // it is back already
        expectMended(2);
        EXPECT_EQ(whereIs(word.toUtf8()), u"INBOX"_s) << syncs;
        EXPECT_EQ(waiting(), 0);
    }
}

TEST_P(PushUndo, ofADeletionBringsBackWhatASyncHasSeenGone) {
    const ChangeId moved = move(u"m2"_s, u"Archive"_s);
    expectMended(2);
    other([](ServedMail& mail) { mail.expunge("Archive", "m2"); });
    expectMended(1);
    undo(moved);
    expectMended(2);
    EXPECT_EQ(whereIs("m2"), u"INBOX"_s);
}

TEST_P(PushUndo, ofWhatAnotherClientMovedFurtherMakesNoSecondOne) {
    const ChangeId moved = move(u"m2"_s, u"Archive"_s);
    expectMended(2);
    other([](ServedMail& mail) { mail.move("Archive", "m2", "Work"); });
    undo(moved);
    expectMended(2);
    EXPECT_EQ(whereIs("m2"), u"Work"_s);
    EXPECT_EQ(waiting(), 0);
}

TEST_P(PushUndo, ofADeletionWhoseMailboxAnotherClientDeletedBringsItBack) {
    const ChangeId moved = move(u"m2"_s, u"Archive"_s);
    expectMended(2);
    other([](ServedMail& mail) { mail.remove("Archive"); });
    undo(moved);
    expectMended(2);
    EXPECT_EQ(served("INBOX", "m2"), 1);
    EXPECT_EQ(waiting(), 0);
}

TEST_P(PushUndo, reachesAMailboxThatIsNotSynchronised) {
    m_account.mailboxGlobs = QStringList{u"INBOX"_s};
    must(m_store->updateAccount(m_account));
    model::Mailbox trash = mailbox(elsewhere());
    ASSERT_FALSE(trash.uidValidity.isValid());
    const ChangeId moved = move(u"m2"_s, trash.name);
    (void)sync();
    EXPECT_EQ(served("Elsewhere", "m2"), 1);
    flag(u"m2"_s, u"$Junk"_s, true, trash.name); // as marking as junk does
    (void)sync();
    EXPECT_EQ(servedFlags("Elsewhere", "m2"), QByteArrayList{"$Junk"});
    EXPECT_EQ(waiting(), 0);
    undo(moved);
    (void)sync();
    EXPECT_EQ(served("Elsewhere", "m2"), 0);
    EXPECT_EQ(whereIs("m2"), u"INBOX"_s);
    EXPECT_EQ(waiting(), 0);
    (void)sync();
    EXPECT_EQ(rowsWithoutUid(), 0);
}

TEST_P(PushUndo, fromAMailboxThatIsNotSynchronisedAndWasEmptiedComesFromTheCache) {
    m_account.mailboxGlobs = QStringList{u"INBOX"_s};
    must(m_store->updateAccount(m_account));
    const QString name = mailbox(elsewhere()).name;
    const ChangeId moved = move(u"m2"_s, name);
    (void)sync();
    other([](ServedMail& mail) { mail.expunge("Elsewhere", "m2"); });
    undo(moved);
    (void)sync();
    (void)sync();
    EXPECT_EQ(whereIs("m2"), u"INBOX"_s);
    EXPECT_EQ(waiting(), 0);
    EXPECT_EQ(rowsWithoutUid(), 0);
}

TEST_P(PushUndo, ofManyExpungesGoesInBatches) {
    other([](ServedMail& mail) { mail.fill("INBOX", "b", 120); });
    (void)sync();
    model::LocalChange all;
    all.kind = model::ChangeKind::Expunge;
    for (const model::MessageSummary& message : messages()) {
        if (message.subject.startsWith(u'b'))
            all.expunges.append(message.id);
    }
    ASSERT_EQ(all.expunges.size(), 120);
    const ChangeId change = must(m_store->change(all));
    expectMended(2);
    server().forget();
    undo(change);
    expectMended(2);
    EXPECT_EQ(server().look([](const ServedMail& mail) { return mail.total("INBOX"); }), 125);
    EXPECT_LE(server().count("STATUS"), 9) << "once a batch, once before a push, and what a sync asks";
    expectNoBodyTwice();
}

TEST_F(PushTest, ofManyExpungesWithMultiappendIsOneCommandABatch) {
    serve(LyingServer::full() + QByteArrayList{"MULTIAPPEND", "LITERAL+"});
    start(120);
    model::LocalChange all;
    all.kind = model::ChangeKind::Expunge;
    for (const model::MessageSummary& message : messages())
        all.expunges.append(message.id);
    const ChangeId change = must(m_store->change(all));
    expectMended(2);
    server().forget();
    undo(change);
    expectMended(2);
    EXPECT_EQ(server().look([](const ServedMail& mail) { return mail.total("INBOX"); }), 120);
    EXPECT_EQ(server().count("APPEND"), 2);
    expectNoBodyTwice();
}

TEST_F(PushTest, aBatchThatWasCutIsNotAppendedTwice) {
    for (const bool many : {true, false}) {
        SCOPED_TRACE(many);
        const QString box = many ? u"INBOX"_s : u"Archive"_s;
        if (many) {
            serve(LyingServer::full() + QByteArrayList{"MULTIAPPEND", "LITERAL+"});
            start(20);
        } else {
            serve(LyingServer::full() + QByteArrayList{"LITERAL+"});
        }
        model::LocalChange all;
        all.kind = model::ChangeKind::Expunge;
        for (const model::MessageSummary& message : messages(box))
            all.expunges.append(message.id);
        const int count = static_cast<int>(all.expunges.size());
        const ChangeId change = must(m_store->change(all));
        expectMended(2);
        undo(change);
        (void)syncUnder({lies::cutAfter(u"APPEND"_s)});
        expectMended(2);
        EXPECT_EQ(server().look([&](const ServedMail& mail) { return mail.total(box.toUtf8()); }), count);
    }
}

TEST_F(PushTest, aLevelThatSomebodyHasComeToUseStays) {
    startOn("Qresync");
    makeMailbox(u"Neu/a"_s);
    const ChangeId made = lastChange().id;
    expectMended(1);
    server().change([](ServedMail& mail) { mail.create("Neu"), mail.add("Neu", "n1"); });
    undo(made);
    (void)sync();
    EXPECT_FALSE(isServed("Neu/a"));
    EXPECT_EQ(served("Neu", "n1"), 1);
    EXPECT_EQ(waiting(), 0);
}

TEST_F(PushTest, aLevelThatIsEmptyGoes) {
    startOn("Qresync");
    makeMailbox(u"Neu/a"_s);
    const ChangeId made = lastChange().id;
    server().change([](ServedMail& mail) { mail.create("Neu"); });
    expectMended(1);
    undo(made);
    expectMended(1);
    EXPECT_FALSE(isServed("Neu/a"));
    EXPECT_FALSE(isServed("Neu"));
}

} // namespace
} // namespace tributary::sync::tst_PushUndo
