// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever a user does to mail can be taken back: while it is queued, and for 30 days after (S2).
#include "IntentFixture.h"

namespace tributary::store::tst_Undo {
namespace {

using namespace Qt::Literals::StringLiterals;

class UndoTest : public IntentTest {
  protected:
    void confirmMove(quint32 uid) { must(m_store->confirmMoves({at(queue().moves[0].row, uid)})); }
    void undo(ChangeId change) { must(m_store->undo(change)); }
};

TEST_F(UndoTest, whatIsNotSentIsSimplyTakenBack) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    const ChangeId flagged = flag(id, u"\\Flagged"_s);
    const ChangeId moved = move(id, m_archive);
    undo(moved);
    EXPECT_EQ(summary(id).uid, Uid(1));
    undo(flagged);
    EXPECT_EQ(waiting(), 0);
    EXPECT_EQ(summary(id).flags, model::Flags());
    EXPECT_TRUE(must(m_reader->changes(5))[0].undone);
    EXPECT_EQ(codeOf(m_store->undo(moved)), ErrorCode::NotFound) << "once";
    EXPECT_EQ(codeOf(m_store->undo(ChangeId(99))), ErrorCode::NotFound);
}

TEST_F(UndoTest, aConfirmedFlagIsQueuedTheOtherWay) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    const ChangeId flagged = flag(id, u"\\Flagged"_s);
    must(m_store->confirmFlags({queue().flags[0].row}));
    undo(flagged);
    ASSERT_EQ(queue().flags.size(), 1);
    EXPECT_FALSE(queue().flags[0].on);
    EXPECT_FALSE(summary(id).flags.has(model::Flag::Flagged));
}

TEST_F(UndoTest, aConfirmedMoveIsMovedBack) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    const ChangeId moved = move(id, m_archive);
    confirmMove(12);
    undo(moved);
    EXPECT_TRUE(shows(m_inbox, id));
    ASSERT_EQ(queue().moves.size(), 1);
    EXPECT_EQ(queue().moves[0].source, m_archive);
    EXPECT_EQ(queue().moves[0].uid, Uid(12));
    EXPECT_EQ(queue().moves[0].destination, m_inbox);
}

TEST_F(UndoTest, aSentMoveIsMovedBackOnceItHasArrived) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    const ChangeId moved = move(id, m_archive);
    must(m_store->markSent(PushTable::Move, {queue().moves[0].row}, Uid(12)));
    undo(moved);
    EXPECT_TRUE(shows(m_inbox, id));
    ASSERT_EQ(queue().moves.size(), 2);
    confirmMove(12);
    ASSERT_EQ(queue().moves.size(), 1);
    EXPECT_EQ(queue().moves[0].uid, Uid(12));
    confirmMove(2);
    EXPECT_EQ(summary(id).uid, Uid(2));
    EXPECT_EQ(summary(id).mailbox, m_inbox);
}

TEST_F(UndoTest, aCopyIsTakenAway) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    const ChangeId unsent = copy(id, m_archive);
    undo(unsent);
    EXPECT_TRUE(list(m_archive).isEmpty());
    EXPECT_EQ(waiting(), 0);
    const ChangeId done = copy(id, m_archive);
    confirmMove(12);
    undo(done);
    EXPECT_TRUE(list(m_archive).isEmpty());
    ASSERT_EQ(queue().moves.size(), 1);
    EXPECT_EQ(queue().moves[0].kind, MoveKind::Expunge);
    EXPECT_EQ(queue().moves[0].uid, Uid(12));
    EXPECT_TRUE(shows(m_inbox, id));
}

TEST_F(UndoTest, anUnsentExpungeComesBackWithItsUid) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    const ChangeId expunged = expunge(id);
    EXPECT_EQ(box(m_inbox).total, 0);
    undo(expunged);
    EXPECT_EQ(summary(id).uid, Uid(1));
    EXPECT_EQ(waiting(), 0);
    EXPECT_EQ(found(u"word"_s).size(), 1);
}

TEST_F(UndoTest, anUnsentExpungeOfAnUnsentMoveIsAMoveAgain) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    move(id, m_trash);
    const ChangeId expunged = expunge(id);
    undo(expunged);
    EXPECT_TRUE(shows(m_trash, id));
    ASSERT_EQ(queue().moves.size(), 1);
    EXPECT_EQ(queue().moves[0].kind, MoveKind::Move);
    EXPECT_EQ(queue().moves[0].source, m_inbox);
}

TEST_F(UndoTest, aConfirmedExpungeIsAppendedWithinThirtyDays) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    flag(id, u"\\Seen"_s);
    must(m_store->confirmFlags({queue().flags[0].row}));
    const ChangeId expunged = expunge(id);
    confirmMove(0);
    m_clock.advance(std::chrono::hours(29 * 24));
    must(m_store->expireKept(nowMs()));
    undo(expunged);
    ASSERT_EQ(queue().appends.size(), 1);
    const AppendPush push = queue().appends[0];
    EXPECT_EQ(push.message, id);
    EXPECT_EQ(push.mailbox, m_inbox);
    EXPECT_TRUE(push.flags.has(model::Flag::Seen));
    EXPECT_EQ(push.internalDateMs, mail(1, u"a"_s).internalDateMs);
    EXPECT_FALSE(must(m_reader->rawMessage(id)).isEmpty());
    must(m_store->markSent(PushTable::Append, {push.row}, Uid(40)));
    EXPECT_EQ(queue().appends[0].uidNext, Uid(40));
    must(m_store->confirmAppends({at(push.row, 40)}));
    EXPECT_EQ(summary(id).uid, Uid(40));
    EXPECT_EQ(waiting(), 0);
}

TEST_F(UndoTest, afterThirtyDaysAnExpungeIsForGood) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    const ChangeId expunged = expunge(id);
    confirmMove(0);
    m_clock.advance(std::chrono::hours(31 * 24));
    EXPECT_EQ(codeOf(m_store->undo(expunged)), ErrorCode::NotFound);
    must(m_store->expireKept(nowMs()));
    EXPECT_TRUE(must(m_reader->changes(10)).isEmpty());
}

TEST_F(UndoTest, whatHasNoBodyHereCannotBeBroughtBack) {
    const MessageId id = have(m_inbox, headers(mail(1, u"a"_s)));
    const ChangeId expunged = expunge(id);
    confirmMove(0);
    EXPECT_EQ(codeOf(m_store->undo(expunged)), ErrorCode::Unsupported);
    EXPECT_FALSE(must(m_reader->changes(1))[0].undone);
}

TEST_F(UndoTest, anExpungeFromAMailboxThatIsGoneReturnsToTheInbox) {
    const MailboxId old = addMailbox(u"Old"_s);
    const MessageId id = have(old, mail(1, u"a"_s));
    const ChangeId expunged = expunge(id);
    confirmMove(0);
    m_listed.removeLast();
    must(m_store->applyMailboxList(m_account, m_listed, {}));
    undo(expunged);
    EXPECT_TRUE(shows(m_inbox, id));
    EXPECT_EQ(queue().appends[0].mailbox, m_inbox);
}

TEST_F(UndoTest, anUnsentDeletionOfAMailboxIsDropped) {
    const MailboxId old = addMailbox(u"Old"_s);
    const MessageId id = have(old, mail(3, u"a"_s));
    const ChangeId deleted = must(m_store->deleteMailbox(old));
    EXPECT_TRUE(found(u"word"_s).isEmpty());
    undo(deleted);
    EXPECT_EQ(box(old).total, 1);
    EXPECT_EQ(box(old).wireName, "Old");
    EXPECT_EQ(summary(id).uid, Uid(3));
    EXPECT_EQ(waiting(), 0);
}

TEST_F(UndoTest, aDeletedMailboxIsMadeAgainWithItsMail) {
    const MailboxId old = addMailbox(u"Old"_s);
    const MessageId id = have(old, mail(3, u"a"_s));
    have(old, headers(mail(4, u"bb"_s)));
    const ChangeId deleted = must(m_store->deleteMailbox(old));
    must(m_store->confirmMailbox(queue().mailboxes[0].row));
    undo(deleted);
    EXPECT_EQ(box(old).total, 1) << "what was not here as a whole is lost on the server";
    EXPECT_TRUE(must(m_reader->changes(1))[0].error) << "and it says so";
    EXPECT_TRUE(box(old).isPending);
    EXPECT_EQ(queue().mailboxes[0].kind, MailboxPushKind::Create);
    ASSERT_EQ(queue().appends.size(), 1);
    EXPECT_EQ(queue().appends[0].message, id);
}

TEST_F(UndoTest, mailboxesAreRenamedBackAndUnmade) {
    const MailboxId old = addMailbox(u"Old"_s);
    const ChangeId unsent = must(m_store->renameMailbox(old, u"New"_s, "New"));
    undo(unsent);
    EXPECT_EQ(box(old).name, u"Old"_s);
    EXPECT_EQ(waiting(), 0);
    const ChangeId done = must(m_store->renameMailbox(old, u"New"_s, "New"));
    must(m_store->confirmMailbox(queue().mailboxes[0].row));
    undo(done);
    EXPECT_EQ(queue().mailboxes[0].wireName, "New");
    EXPECT_EQ(queue().mailboxes[0].newWireName, "Old");
    must(m_store->confirmMailbox(queue().mailboxes[0].row));
    const MailboxId made = must(m_store->createMailbox(m_account, u"Made"_s, "Made", '/'));
    undo(must(m_reader->changes(1))[0].id);
    EXPECT_EQ(codeOf(m_reader->mailbox(made)), ErrorCode::NotFound);
    EXPECT_EQ(waiting(), 0);
}

TEST_F(UndoTest, aDeletedMailboxWithChildrenIsMadeAgainOverTheNameThatIsLeft) {
    const MailboxId old = addMailbox(u"Old"_s);
    const MailboxId child = addMailbox(u"Old/Child"_s);
    const MessageId id = have(old, mail(3, u"a"_s));
    const ChangeId deleted = must(m_store->deleteMailbox(old));
    must(m_store->confirmMailbox(queue().mailboxes[0].row));
    for (model::Mailbox& one : m_listed)
        one.selectable = one.wireName != "Old";
    must(m_store->applyMailboxList(m_account, m_listed, {}));
    undo(deleted);
    EXPECT_EQ(box(old).wireName, "Old");
    EXPECT_TRUE(box(old).selectable);
    ASSERT_EQ(queue().mailboxes.size(), 1);
    EXPECT_EQ(queue().mailboxes[0].kind, MailboxPushKind::Create);
    ASSERT_EQ(queue().appends.size(), 1);
    EXPECT_EQ(queue().appends[0].mailbox, old);
    EXPECT_TRUE(shows(old, id));
    EXPECT_EQ(box(child).name, u"Old/Child"_s);
}

TEST_F(UndoTest, whatAnotherClientTookFromTheTrashIsAppendedFromTheCacheForThirtyDays) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    const ChangeId moved = move(id, m_trash);
    confirmMove(12);
    gone(m_trash, 12);
    m_clock.advance(std::chrono::hours(29 * 24));
    must(m_store->expireKept(nowMs()));
    undo(moved);
    ASSERT_EQ(queue().appends.size(), 1);
    EXPECT_EQ(queue().appends[0].mailbox, m_inbox);
    EXPECT_TRUE(shows(m_inbox, id));
    EXPECT_TRUE(queue().moves.isEmpty());
}

TEST_F(UndoTest, whatGoesWhileTheUndoIsQueuedWaitsForTheListsAndIsAppendedThen) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    const ChangeId moved = move(id, m_trash);
    confirmMove(12);
    undo(moved);
    gone(m_trash, 12);
    EXPECT_FALSE(shows(m_inbox, id));
    ASSERT_EQ(queue().moves.size(), 1);
    EXPECT_TRUE(queue().moves[0].lost);
    must(m_store->restoreLost({queue().moves[0].row}));
    EXPECT_TRUE(shows(m_inbox, id));
    EXPECT_TRUE(queue().moves.isEmpty());
    ASSERT_EQ(queue().appends.size(), 1);
    EXPECT_FALSE(must(m_reader->changes(1))[0].error);
}

TEST_F(UndoTest, whatTheListsShowElsewhereIsNotAppended) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    const ChangeId moved = move(id, m_trash);
    confirmMove(12);
    undo(moved);
    must(m_store->markSent(PushTable::Move, {queue().moves[0].row}, Uid()));
    must(m_store->dropMoves({queue().moves[0].row}));
    EXPECT_TRUE(queue().moves[0].lost);
    add(m_archive, {mail(7, u"a"_s)});
    EXPECT_TRUE(shows(m_archive, id)) << "the same row";
    EXPECT_EQ(waiting(), 0);
}

TEST_F(UndoTest, whatIsLostAndNotHereAsAWholeMakesTheUndoRefused) {
    const MessageId id = have(m_inbox, headers(mail(1, u"a"_s)));
    const ChangeId moved = move(id, m_trash);
    confirmMove(12);
    undo(moved);
    must(m_store->dropMoves({queue().moves[0].row}));
    must(m_store->restoreLost({queue().moves[0].row}));
    EXPECT_EQ(waiting(), 0);
    const auto error = must(m_reader->changes(1))[0].error;
    ASSERT_TRUE(error);
    EXPECT_EQ(error->kind, ErrorKind::Refused);
    EXPECT_FALSE(error->detail.isEmpty());
}

TEST_F(UndoTest, aMailboxThatWasNeverSynchronisedKeepsTheUidThatTheServerTold) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    m_listed.append(sampleMailbox(u"Elsewhere"_s));
    const auto stored = must(m_store->applyMailboxList(m_account, m_listed, {}));
    const auto elsewhere = std::find_if(stored.begin(), stored.end(), [](const model::Mailbox& one) { return one.wireName == "Elsewhere"; });
    ASSERT_NE(elsewhere, stored.end());
    ASSERT_FALSE(elsewhere->uidValidity.isValid());
    const ChangeId moved = move(id, elsewhere->id);
    must(m_store->confirmMoves({{queue().moves[0].row, Uid(12), UidValidity(77)}}));
    EXPECT_EQ(summary(id).uid, Uid(12));
    undo(moved);
    EXPECT_EQ(queue().moves[0].uid, Uid(12));
    EXPECT_EQ(queue().moves[0].uidValidity, UidValidity(77));
}

TEST_F(UndoTest, levelsThatCameWithAMailboxGoWithIt) {
    must(m_store->createMailbox(m_account, u"Neu/a/b"_s, "Neu/a/b", '/'));
    const ChangeId made = must(m_reader->changes(1))[0].id;
    must(m_store->confirmMailbox(queue().mailboxes[0].row));
    undo(made);
    ASSERT_EQ(queue().mailboxes.size(), 1) << "one after the other";
    QByteArrayList deleted;
    while (!queue().mailboxes.isEmpty()) {
        const MailboxPush push = queue().mailboxes[0];
        EXPECT_EQ(push.kind, MailboxPushKind::Delete);
        EXPECT_EQ(push.ifEmpty, push.wireName != "Neu/a/b");
        deleted.append(push.wireName);
        must(m_store->confirmMailbox(push.row));
    }
    EXPECT_EQ(deleted, (QByteArrayList{"Neu/a/b", "Neu/a", "Neu"}));
}

TEST_F(UndoTest, levelsThatWereThereOrAreUsedStay) {
    addMailbox(u"Neu"_s);
    must(m_store->createMailbox(m_account, u"Neu/a/b"_s, "Neu/a/b", '/'));
    const ChangeId made = must(m_reader->changes(1))[0].id;
    must(m_store->confirmMailbox(queue().mailboxes[0].row));
    model::Mailbox own;
    own.account = m_account;
    own.name = u"Neu/a/b"_s;
    own.wireName = "Neu/a/b";
    m_listed.append(own);
    addMailbox(u"Neu/a/c"_s);
    undo(made);
    ASSERT_EQ(queue().mailboxes.size(), 1);
    EXPECT_EQ(queue().mailboxes[0].wireName, "Neu/a/b");
    must(m_store->confirmMailbox(queue().mailboxes[0].row));
    EXPECT_EQ(waiting(), 0);
}

TEST_F(UndoTest, rowsWithoutAUidAreToldWithWhatTheyWaitFor) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    move(id, m_archive);
    auto rows = must(m_reader->rowsWithoutUid(m_account));
    ASSERT_EQ(rows.size(), 1);
    EXPECT_EQ(rows[0].mailbox, m_archive);
    EXPECT_EQ(rows[0].waiting, 1);
    EXPECT_EQ(rows[0].attempts, 0);
    must(m_store->postponePush(PushTable::Move, {queue().moves[0].row}));
    EXPECT_EQ(must(m_reader->rowsWithoutUid(m_account))[0].attempts, 1);
    confirmMove(0);
    rows = must(m_reader->rowsWithoutUid(m_account));
    ASSERT_EQ(rows.size(), 1);
    EXPECT_EQ(rows[0].waiting, 0);
}

} // namespace
} // namespace tributary::store::tst_Undo
