// SPDX-License-Identifier: GPL-3.0-or-later
// The user's changes (S2, S31): in the cache at once, in the queue until the server has confirmed them.
#include "IntentFixture.h"

namespace tributary::store::tst_Intents {
namespace {

using namespace Qt::Literals::StringLiterals;

TEST_F(IntentTest, aFlagIsSetAtOnceAndQueued) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    const ChangeId done = flag(id, u"\\seen"_s);
    EXPECT_TRUE(summary(id).flags.has(model::Flag::Seen));
    EXPECT_TRUE(summary(id).isPending);
    EXPECT_EQ(box(m_inbox).unread, 0);
    const auto pushes = queue().flags;
    ASSERT_EQ(pushes.size(), 1);
    EXPECT_EQ(pushes[0].flag, u"\\Seen"_s);
    EXPECT_EQ(pushes[0].uid, Uid(1));
    EXPECT_EQ(pushes[0].mailbox, m_inbox);
    EXPECT_EQ(pushes[0].uidValidity, UidValidity(7));
    EXPECT_EQ(pushes[0].change, done);
    must(m_store->confirmFlags({pushes[0].row}));
    EXPECT_EQ(waiting(), 0);
    EXPECT_FALSE(summary(id).isPending);
    EXPECT_EQ(must(m_reader->changes(10))[0].waiting, 0);
}

TEST_F(IntentTest, whatChangesNothingIsNoChange) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    EXPECT_FALSE(flag(id, u"\\Seen"_s, false).isValid());
    EXPECT_FALSE(move(id, m_inbox).isValid());
    EXPECT_EQ(waiting(), 0);
    EXPECT_TRUE(must(m_reader->changes(10)).isEmpty());
}

TEST_F(IntentTest, theOppositeOfAnUnsentFlagTakesItOutOfTheQueue) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    flag(id, u"\\Flagged"_s);
    flag(id, u"\\Flagged"_s, false);
    EXPECT_EQ(waiting(), 0);
    EXPECT_EQ(summary(id).flags, model::Flags());
}

TEST_F(IntentTest, theOppositeOfASentFlagIsSentToo) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    flag(id, u"label"_s);
    const qint64 row = queue().flags[0].row;
    must(m_store->markSent(PushTable::Flag, {row}, {}));
    flag(id, u"label"_s, false);
    ASSERT_EQ(queue().flags.size(), 1);
    EXPECT_FALSE(queue().flags[0].on);
    EXPECT_NE(queue().flags[0].row, row);
    must(m_store->confirmFlags({row})); // too late: it is another now
    EXPECT_EQ(waiting(), 1);
    EXPECT_EQ(codeOf(m_store->markSent(PushTable::Flag, {row}, {})), ErrorCode::NotFound);
}

TEST_F(IntentTest, theServersFlagsNeverUndoWhatIsQueued) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    flag(id, u"\\Seen"_s);
    serverFlags(m_inbox, 1, {u"\\Flagged"_s});
    EXPECT_EQ(summary(id).flags, model::parseFlags({u"\\Seen"_s, u"\\Flagged"_s}));
    EXPECT_EQ(box(m_inbox).unread, 0);
    must(m_store->confirmFlags({queue().flags[0].row}));
    serverFlags(m_inbox, 1, {});
    EXPECT_EQ(summary(id).flags, model::Flags());
    EXPECT_EQ(box(m_inbox).unread, 1);
}

TEST_F(IntentTest, aRefusedFlagIsAsTheServerHasItAndAskedForAgain) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    flag(id, u"\\Seen"_s);
    const Error error{ErrorKind::Refused, ErrorCode::ServerRefused, "NO never", {}};
    must(m_store->refusePush(PushTable::Flag, {queue().flags[0].row}, error));
    EXPECT_EQ(box(m_inbox).unread, 1);
    EXPECT_EQ(must(m_reader->flagsToRefetch(m_inbox)), QList<Uid>{Uid(1)});
    EXPECT_EQ(must(m_reader->changes(1))[0].error, error);
    serverFlags(m_inbox, 1, {});
    EXPECT_TRUE(must(m_reader->flagsToRefetch(m_inbox)).isEmpty());
    EXPECT_FALSE(summary(id).isPending);
}

TEST_F(IntentTest, aMoveIsSeenAtOnceAndKnowsWhereTheServerHasIt) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    move(id, m_archive);
    EXPECT_TRUE(list(m_inbox).isEmpty());
    EXPECT_TRUE(shows(m_archive, id));
    EXPECT_EQ(summary(id).uid, Uid());
    EXPECT_EQ(box(m_inbox).total, 0);
    EXPECT_EQ(box(m_archive).unread, 1);
    const auto moves = queue().moves;
    ASSERT_EQ(moves.size(), 1);
    EXPECT_EQ(moves[0].source, m_inbox);
    EXPECT_EQ(moves[0].uid, Uid(1));
    EXPECT_EQ(moves[0].destination, m_archive);
    EXPECT_EQ(moves[0].messageIdHeader, "a@sender.example");
    const auto states = must(m_reader->uidStates(m_inbox));
    ASSERT_EQ(states.size(), 1);
    EXPECT_TRUE(states[0].hidden);
    add(m_inbox, {mail(1, u"a"_s)});
    EXPECT_TRUE(list(m_inbox).isEmpty()) << "the server still has it there";
    must(m_store->confirmMoves({at(moves[0].row, 31)}));
    EXPECT_EQ(summary(id).uid, Uid(31));
    EXPECT_EQ(waiting(), 0);
    EXPECT_TRUE(must(m_reader->uidStates(m_inbox)).isEmpty());
    EXPECT_EQ(found(u"word"_s).size(), 1);
}

TEST_F(IntentTest, aSecondMoveOfWhatIsNotSentIsOneMove) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    move(id, m_archive);
    const qint64 first = queue().moves[0].row;
    move(id, m_trash);
    ASSERT_EQ(queue().moves.size(), 1);
    EXPECT_EQ(queue().moves[0].source, m_inbox);
    EXPECT_EQ(queue().moves[0].destination, m_trash);
    EXPECT_NE(queue().moves[0].row, first);
    move(id, m_inbox);
    EXPECT_EQ(waiting(), 0);
    EXPECT_EQ(summary(id).uid, Uid(1));
}

TEST_F(IntentTest, aSecondMoveOfWhatIsSentWaitsForItsUid) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    move(id, m_archive);
    const qint64 first = queue().moves[0].row;
    must(m_store->markSent(PushTable::Move, {first}, Uid(20)));
    EXPECT_EQ(queue().moves[0].destinationUidNext, Uid(20));
    move(id, m_trash);
    ASSERT_EQ(queue().moves.size(), 2);
    EXPECT_EQ(queue().moves[1].source, m_archive);
    EXPECT_EQ(queue().moves[1].uid, Uid());
    must(m_store->confirmMoves({at(first, 20)}));
    ASSERT_EQ(queue().moves.size(), 1);
    EXPECT_EQ(queue().moves[0].uid, Uid(20));
    EXPECT_TRUE(shows(m_trash, id));
    add(m_archive, {mail(20, u"a"_s)});
    EXPECT_TRUE(list(m_archive).isEmpty()) << "it is on its way";
}

TEST_F(IntentTest, aMoveWithoutAnAnswerIsFoundByTheDestinationsSync) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    move(id, m_archive);
    must(m_store->confirmMoves({{queue().moves[0].row, Uid(), UidValidity()}}));
    EXPECT_EQ(waiting(), 0);
    add(m_archive, {headers(mail(9, u"a"_s))});
    ASSERT_EQ(list(m_archive).size(), 1);
    EXPECT_EQ(summary(id).uid, Uid(9));
    EXPECT_EQ(summary(id).body, model::BodyState::Whole);
    EXPECT_EQ(box(m_archive).total, 1);
}

TEST_F(IntentTest, twoRowsOfOneUidBecomeOneAndTheUsersStays) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    move(id, m_archive);
    NewMessage faster = mail(9, u"a"_s);
    faster.flags = model::parseFlags({u"\\Answered"_s});
    add(m_archive, {faster}); // not sent as far as we know: a row of its own
    EXPECT_EQ(list(m_archive).size(), 2);
    must(m_store->confirmMoves({at(queue().moves[0].row, 9)}));
    ASSERT_EQ(list(m_archive).size(), 1);
    EXPECT_EQ(list(m_archive)[0].id, id);
    EXPECT_TRUE(summary(id).flags.has(model::Flag::Answered));
    EXPECT_EQ(box(m_archive).total, 1);
}

TEST_F(IntentTest, aRefusedMoveGoesBack) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    move(id, m_archive);
    must(m_store->refusePush(PushTable::Move, {queue().moves[0].row}, {ErrorKind::Refused, ErrorCode::OverQuota, {}, {}}));
    EXPECT_EQ(summary(id).uid, Uid(1));
    EXPECT_EQ(summary(id).mailbox, m_inbox);
    EXPECT_TRUE(list(m_archive).isEmpty());
    EXPECT_EQ(must(m_reader->changes(1))[0].error->code, ErrorCode::OverQuota);
}

TEST_F(IntentTest, whatAnotherClientDeletedFirstIsNotMoved) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    move(id, m_archive);
    gone(m_inbox, 1);
    EXPECT_EQ(waiting(), 0);
    EXPECT_TRUE(list(m_archive).isEmpty());
    const MessageId second = have(m_inbox, mail(2, u"bb"_s));
    move(second, m_archive);
    must(m_store->dropMoves({queue().moves[0].row}));
    EXPECT_TRUE(list(m_archive).isEmpty());
    EXPECT_EQ(box(m_archive).total, 0);
}

TEST_F(IntentTest, aSentMoveMayItselfBeWhyItIsGone) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    move(id, m_archive);
    const qint64 row = queue().moves[0].row;
    must(m_store->markSent(PushTable::Move, {row}, Uid(4)));
    gone(m_inbox, 1);
    EXPECT_TRUE(shows(m_archive, id));
    must(m_store->confirmMoves({at(row, 4)}));
    EXPECT_EQ(summary(id).uid, Uid(4));
}

TEST_F(IntentTest, aCopyIsARowOfItsOwnThatSharesTheBytes) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    copy(id, m_archive);
    ASSERT_EQ(list(m_archive).size(), 1);
    const MessageId made = list(m_archive)[0].id;
    EXPECT_EQ(must(m_reader->rawMessage(made)), must(m_reader->rawMessage(id)));
    EXPECT_EQ(found(u"word"_s).size(), 2);
    EXPECT_EQ(queue().moves[0].kind, MoveKind::Copy);
    EXPECT_EQ(queue().moves[0].uid, Uid(1));
    must(m_store->refusePush(PushTable::Move, {queue().moves[0].row}, {}));
    EXPECT_TRUE(list(m_archive).isEmpty());
    EXPECT_TRUE(shows(m_inbox, id));
    EXPECT_FALSE(must(m_reader->rawMessage(id)).isEmpty());
}

TEST_F(IntentTest, anExpungeOfAQueuedMoveIsAnExpungeAtItsSource) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    move(id, m_trash);
    expunge(id);
    ASSERT_EQ(queue().moves.size(), 1);
    EXPECT_EQ(queue().moves[0].kind, MoveKind::Expunge);
    EXPECT_EQ(queue().moves[0].source, m_inbox);
    EXPECT_EQ(queue().moves[0].uid, Uid(1));
    EXPECT_TRUE(list(m_trash).isEmpty());
    EXPECT_TRUE(found(u"word"_s).isEmpty());
    EXPECT_EQ(codeOf(m_reader->message(id)), ErrorCode::NotFound);
    gone(m_inbox, 1);
    EXPECT_EQ(waiting(), 0) << "simply confirmed";
}

TEST_F(IntentTest, flagsOfAMovedMessageWaitForItsUid) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    move(id, m_archive);
    flag(id, u"\\Flagged"_s);
    EXPECT_EQ(queue().flags[0].uid, Uid());
    serverFlags(m_inbox, 1, {u"\\Seen"_s});
    EXPECT_EQ(summary(id).flags, model::parseFlags({u"\\Seen"_s, u"\\Flagged"_s})) << "what the source says is about it too";
    EXPECT_EQ(box(m_archive).unread, 0);
    must(m_store->confirmMoves({at(queue().moves[0].row, 8)}));
    EXPECT_EQ(queue().flags[0].uid, Uid(8));
    EXPECT_EQ(queue().flags[0].mailbox, m_archive);
}

TEST_F(IntentTest, nothingIsChangedWhenAPartIsNotThere) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    model::LocalChange what;
    what.flags = {{id, u"\\Seen"_s, true}};
    what.moves = {{MessageId(999), m_archive}};
    EXPECT_EQ(codeOf(m_store->change(what)), ErrorCode::NotFound);
    what.moves = {{id, MailboxId(999)}};
    EXPECT_EQ(codeOf(m_store->change(what)), ErrorCode::NotFound);
    what.moves.clear();
    what.flags.append({id, u"two words"_s, true});
    EXPECT_EQ(codeOf(m_store->change(what)), ErrorCode::BadValue);
    EXPECT_EQ(summary(id).flags, model::Flags());
    EXPECT_EQ(waiting(), 0);
}

TEST_F(IntentTest, intentsOutliveARestart) {
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    flag(id, u"\\Seen"_s);
    move(id, m_archive);
    const auto before = queue();
    openStore();
    EXPECT_EQ(queue().moves[0].row, before.moves[0].row);
    EXPECT_EQ(queue().flags.size(), 1);
    must(m_store->postponePush(PushTable::Move, {before.moves[0].row}));
    EXPECT_EQ(queue().moves[0].attempts, 1);
}

TEST_F(IntentTest, aMailboxIsMadeRenamedAndDeletedBeforeTheServerKnows) {
    const MailboxId made = must(m_store->createMailbox(m_account, u"New"_s, "New", '/'));
    EXPECT_TRUE(box(made).isPending);
    EXPECT_EQ(codeOf(m_store->createMailbox(m_account, u"New"_s, "New", '/')), ErrorCode::BadValue);
    must(m_store->applyMailboxList(m_account, m_listed, {}));
    EXPECT_EQ(box(made).name, u"New"_s) << "not listed, and not missing";
    must(m_store->renameMailbox(made, u"Newer"_s, "Newer"));
    ASSERT_EQ(queue().mailboxes.size(), 1);
    EXPECT_EQ(queue().mailboxes[0].kind, MailboxPushKind::Create);
    EXPECT_EQ(queue().mailboxes[0].wireName, "Newer");
    const MessageId id = have(m_inbox, mail(1, u"a"_s));
    move(id, made);
    must(m_store->deleteMailbox(made));
    ASSERT_EQ(waiting(), 1);
    EXPECT_EQ(queue().mailboxes[0].wireName, QByteArray()) << "nothing is said to the server";
    for (const model::ChangeRecord& record : must(m_reader->changes(10)))
        EXPECT_EQ(record.waiting, 1) << record.detail.toStdString();
    must(m_store->confirmMailbox(queue().mailboxes[0].row));
    EXPECT_EQ(waiting(), 0);
    for (const model::ChangeRecord& record : must(m_reader->changes(10)))
        EXPECT_EQ(record.waiting, 0) << record.detail.toStdString();
    EXPECT_EQ(summary(id).uid, Uid(1)) << "what the server has in INBOX is there";
}

TEST_F(IntentTest, aRenameIsKnownUnderBothNames) {
    const MailboxId parent = addMailbox(u"Old"_s);
    const MailboxId child = addMailbox(u"Old/Sub"_s);
    add(child, {mail(3, u"a"_s)});
    must(m_store->renameMailbox(parent, u"Fresh"_s, "Fresh"));
    EXPECT_EQ(box(child).name, u"Fresh/Sub"_s);
    EXPECT_EQ(box(child).wireName, "Fresh/Sub");
    must(m_store->applyMailboxList(m_account, m_listed, {})); // the server still says Old
    EXPECT_EQ(box(parent).name, u"Fresh"_s);
    EXPECT_EQ(box(child).total, 1);
    EXPECT_EQ(must(m_reader->mailboxes(m_account)).size(), m_listed.size());
    const auto push = queue().mailboxes.value(0);
    EXPECT_EQ(push.wireName, "Old");
    EXPECT_EQ(push.newWireName, "Fresh");
    must(m_store->confirmMailbox(push.row));
    EXPECT_FALSE(box(parent).isPending);
}

TEST_F(IntentTest, aMailboxIsDeletedOnlyWhenAllIsMovedOutOfIt) {
    const MailboxId old = addMailbox(u"Old"_s);
    const MessageId id = have(old, mail(3, u"a"_s));
    move(id, m_archive);
    must(m_store->deleteMailbox(old));
    EXPECT_TRUE(queue().mailboxes.isEmpty());
    EXPECT_EQ(box(old).wireName, "Old") << "its worker must find it";
    EXPECT_EQ(must(m_reader->mailboxes(m_account)).size(), 3);
    must(m_store->confirmMoves({at(queue().moves[0].row, 5)}));
    ASSERT_EQ(queue().mailboxes.size(), 1);
    must(m_store->applyMailboxList(m_account, m_listed, {}));
    EXPECT_EQ(must(m_reader->mailboxes(m_account)).size(), 3) << "listed still, deleted by the user";
    must(m_store->confirmMailbox(queue().mailboxes[0].row));
    EXPECT_EQ(waiting(), 0);
}

TEST_F(IntentTest, aRefusedMailboxChangeIsTakenBack) {
    const MailboxId old = addMailbox(u"Old"_s);
    const MessageId id = have(old, mail(3, u"a"_s));
    must(m_store->deleteMailbox(old));
    EXPECT_EQ(codeOf(m_reader->mailbox(old)), ErrorCode::NotFound);
    must(m_store->refusePush(PushTable::Mailbox, {queue().mailboxes[0].row}, {}));
    EXPECT_EQ(box(old).total, 1);
    EXPECT_EQ(summary(id).uid, Uid(3));
    must(m_store->renameMailbox(old, u"New"_s, "New"));
    must(m_store->refusePush(PushTable::Mailbox, {queue().mailboxes[0].row}, {}));
    EXPECT_EQ(box(old).name, u"Old"_s);
    must(m_store->subscribeMailbox(old, false));
    EXPECT_EQ(queue().mailboxes[0].kind, MailboxPushKind::Unsubscribe);
    must(m_store->subscribeMailbox(old, true));
    EXPECT_EQ(waiting(), 0);
}

TEST_F(IntentTest, theBodyThatIsAskedForLastComesFirst) {
    const MessageId first = have(m_inbox, headers(mail(1, u"a"_s)));
    const MessageId second = have(m_inbox, headers(mail(2, u"bb"_s)));
    EXPECT_EQ(must(m_reader->wantedBodies(m_inbox, model::BodyState::None, {}, 10))[0].id, second);
    EXPECT_EQ(must(m_reader->wantedBodies(m_inbox, model::BodyState::None, Uid(2), 10)).size(), 1);
    EXPECT_EQ(must(m_reader->bodyBacklog(m_account)).value(m_inbox.value).messages, 2);
    EXPECT_TRUE(found(u"subject:bb"_s).isEmpty()) << "indexed with its body";
    must(m_store->wantBody(second));
    must(m_store->wantBody(first));
    ASSERT_EQ(must(m_reader->askedBodies(m_account)).size(), 2);
    EXPECT_EQ(must(m_reader->askedBodies(m_account))[0].id, first);
    NewMessage text = mail(1, u"a"_s);
    text.body = model::BodyState::Text;
    text.bodyWanted = true;
    add(m_inbox, {text});
    EXPECT_EQ(summary(first).body, model::BodyState::Text);
    EXPECT_EQ(must(m_reader->wantedBodies(m_inbox, model::BodyState::Text, {}, 10)).size(), 1);
    EXPECT_EQ(found(u"word"_s), QStringList{u"a"_s});
    add(m_inbox, {mail(1, u"a"_s)});
    EXPECT_EQ(summary(first).body, model::BodyState::Whole);
    EXPECT_EQ(must(m_reader->askedBodies(m_account)).size(), 1);
    EXPECT_EQ(found(u"word"_s), QStringList{u"a"_s});
    EXPECT_EQ(must(m_reader->bodyBacklog(m_account)).value(m_inbox.value).messages, 1);
}

TEST_F(IntentTest, aBodyIsSharedByWhatHasTheSameEmailId) {
    NewMessage whole = mail(1, u"a"_s);
    whole.emailId = "E1";
    NewMessage label = headers(mail(5, u"a"_s));
    label.emailId = "E1";
    add(m_archive, {label});
    EXPECT_EQ(list(m_archive)[0].body, model::BodyState::None);
    add(m_inbox, {whole});
    EXPECT_EQ(list(m_archive)[0].body, model::BodyState::Whole) << "the twin that came first has it too";
    NewMessage third = headers(mail(7, u"a"_s));
    third.emailId = "E1";
    add(m_trash, {third});
    EXPECT_EQ(list(m_trash)[0].body, model::BodyState::Whole);
    EXPECT_FALSE(must(m_reader->rawMessage(list(m_trash)[0].id)).isEmpty());
    EXPECT_TRUE(must(m_reader->bodyBacklog(m_account)).isEmpty());
    model::MessageQuery all;
    all.view = model::View::All;
    ASSERT_EQ(page(all).messages.size(), 1) << "shown once";
    EXPECT_EQ(page(all).messages[0].mailbox, m_inbox);
    EXPECT_EQ(found(u"word"_s).size(), 1);
    EXPECT_EQ(list(m_archive).size(), 1);
}

TEST_F(IntentTest, tenThousandFlagsAreOneChange) {
    MailboxDelta delta = deltaFor(m_inbox);
    for (quint32 uid = 1; uid <= 10'000; ++uid)
        delta.added.append(headers(mail(uid, u"s"_s)));
    must(m_store->apply(delta));
    model::LocalChange what;
    for (const auto& one : list(m_inbox))
        what.flags.append({one.id, u"\\Seen"_s, true});
    change(what);
    EXPECT_EQ(must(m_reader->changes(1))[0].messages, 10'000);
    EXPECT_EQ(waiting(), 10'000);
    QList<qint64> rows;
    for (const FlagPush& push : must(m_reader->pushQueue(m_account, 20'000)).flags)
        rows.append(push.row);
    must(m_store->confirmFlags(rows));
    EXPECT_EQ(waiting(), 0);
    EXPECT_EQ(box(m_inbox).unread, 0);
}

TEST_F(IntentTest, aListShowsTheUnreadTwinWhenTheOtherIsRead) {
    NewMessage one = mail(1, u"a"_s);
    one.emailId = "E1";
    NewMessage two = one;
    two.flags = model::parseFlags({u"\\Seen"_s});
    add(m_archive, {one});
    add(m_inbox, {two});
    model::MessageQuery query;
    query.view = model::View::Unread;
    EXPECT_EQ(page(query).messages.size(), 1);
}

} // namespace
} // namespace tributary::store::tst_Intents
