// SPDX-License-Identifier: GPL-3.0-or-later
// S2, S14: a draft has one copy in Drafts, here and in what is queued for the server, whatever happens when.
#include "SendingFixture.h"

namespace tributary::store::tst_DraftCopies {
namespace {

using namespace Qt::Literals::StringLiterals;
using model::Draft;

class DraftCopies : public SendingTest {
  protected:
    void SetUp() override {
        SendingTest::SetUp();
        m_drafts = addMailbox(u"Drafts"_s, model::SpecialUse::Drafts);
    }
    DraftId save(const QString& text = u"first"_s, DraftId id = {}) {
        Draft draft = sampleDraft();
        draft.id = id;
        draft.text = text;
        return must(m_store->saveDraft(draft));
    }
    static NewMessage built(const QString& text) {
        NewMessage message = sampleMessage(0, u"会議 at ten"_s, text);
        message.messageIdHeader = "one@mail.example";
        return message;
    }
    Status tryPut(DraftId id, const QString& text = u"body"_s) {
        return m_store->putDraftCopy(id, must(m_reader->draftCopy(id)).contentHash, m_drafts, built(text));
    }
    MessageId put(DraftId id, const QString& text = u"body"_s) {
        must(tryPut(id, text));
        return copyOf(id);
    }
    MessageId copyOf(DraftId id) { return must(m_reader->draftCopy(id)).message; }
    /// The server has it, under that UID.
    void arrive(quint32 uid) {
        const auto appends = queue().appends;
        ASSERT_EQ(appends.size(), 1);
        must(m_store->markSent(PushTable::Append, {appends[0].row}, Uid(uid)));
        must(m_store->confirmAppends({at(appends[0].row, uid)}));
    }
    /// Nobody knows whether the server has it.
    void sendOnly(quint32 next) { must(m_store->markSent(PushTable::Append, {queue().appends.value(0).row}, Uid(next))); }
    /// A draft whose copy is at the server.
    DraftId kept(quint32 uid = 1) {
        const DraftId id = save();
        (void)put(id);
        arrive(uid);
        return id;
    }
    bool isDraft(DraftId id) { return m_reader->draft(id).has_value(); }
    QList<MessageId> shown() {
        QList<MessageId> ids;
        for (const auto& one : list(m_drafts))
            ids.append(one.id);
        return ids;
    }
    qint64 rows() { return number("SELECT count(*) FROM message WHERE message_id_header = CAST('one@mail.example' AS BLOB)"); }

    MailboxId m_drafts;
};

TEST_F(DraftCopies, theFirstOneStandsInDraftsAndIsQueuedAsAnAppend) {
    const DraftId id = save();
    EXPECT_FALSE(must(m_reader->draftCopy(id)).isCurrent);
    const MessageId copy = put(id, u"searchable words"_s);
    openStore();
    EXPECT_EQ(shown(), QList<MessageId>{copy});
    const auto row = summary(copy);
    EXPECT_TRUE(row.flags.has(model::Flag::Draft));
    EXPECT_TRUE(row.flags.has(model::Flag::Seen));
    EXPECT_TRUE(row.isPending);
    EXPECT_EQ(box(m_drafts).total, 1);
    EXPECT_EQ(box(m_drafts).unread, 0);
    EXPECT_EQ(found(u"searchable"_s).size(), 1);
    const PushQueue queued = queue();
    ASSERT_EQ(queued.appends.size(), 1);
    EXPECT_EQ(queued.appends[0].message, copy);
    EXPECT_EQ(queued.appends[0].mailbox, m_drafts);
    EXPECT_TRUE(queued.appends[0].flags.has(model::Flag::Draft));
    EXPECT_TRUE(queued.moves.isEmpty());
    EXPECT_TRUE(must(m_reader->draftCopy(id)).isCurrent);
    EXPECT_EQ(must(m_reader->draftOfCopy(copy)), id);
    EXPECT_EQ(must(m_reader->draftOfCopy(MessageId(4711))), std::nullopt);
}

TEST_F(DraftCopies, itIsNoChangeOfTheUsersAndNotUndone) {
    (void)put(save());
    EXPECT_TRUE(must(m_reader->changes(10)).isEmpty());
    EXPECT_EQ(codeOf(m_store->undo(queue().appends.value(0).change)), ErrorCode::NotFound);
    EXPECT_EQ(shown().size(), 1);
}

TEST_F(DraftCopies, whatTheCopySaysAlreadyIsNotPutAgain) {
    const DraftId id = kept();
    const MessageId copy = copyOf(id);
    EXPECT_EQ(put(id), copy);
    save(u"first"_s, id); // the same again
    EXPECT_TRUE(must(m_reader->draftCopy(id)).isCurrent);
    EXPECT_EQ(put(id), copy);
    EXPECT_EQ(waiting(), 0);
}

TEST_F(DraftCopies, ofWhatWasSavedMeanwhileIsRefused) {
    const DraftId id = save();
    const QByteArray hash = must(m_reader->draftCopy(id)).contentHash;
    save(u"second"_s, id);
    EXPECT_EQ(codeOf(m_store->putDraftCopy(id, hash, m_drafts, built(u"body"_s))), ErrorCode::BadValue);
    EXPECT_TRUE(shown().isEmpty());
    EXPECT_EQ(codeOf(m_store->putDraftCopy(DraftId(99), hash, m_drafts, built(u"body"_s))), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(m_store->putDraftCopy(id, must(m_reader->draftCopy(id)).contentHash, MailboxId(99), built(u"body"_s))), ErrorCode::NotFound);
}

TEST_F(DraftCopies, oneThatTheServerNeverSawLeavesWithoutAWord) {
    const DraftId id = save();
    const MessageId first = put(id);
    save(u"second"_s, id);
    const MessageId second = put(id);
    openStore();
    EXPECT_NE(first, second);
    EXPECT_EQ(shown(), QList<MessageId>{second});
    EXPECT_EQ(rows(), 1);
    const PushQueue queued = queue();
    EXPECT_EQ(queued.appends.size(), 1);
    EXPECT_TRUE(queued.moves.isEmpty());
    EXPECT_EQ(waiting(), 1);
}

TEST_F(DraftCopies, oneAtTheServerGoesThereWhenTheNewOneHasCome) {
    const DraftId id = kept(7);
    save(u"second"_s, id);
    const MessageId second = put(id);
    openStore();
    EXPECT_EQ(shown(), QList<MessageId>{second});
    EXPECT_EQ(waiting(), 2);
    EXPECT_TRUE(queue().moves.isEmpty()) << "first the new one";
    arrive(8);
    const auto moves = queue().moves;
    ASSERT_EQ(moves.size(), 1);
    EXPECT_EQ(moves[0].kind, MoveKind::Expunge);
    EXPECT_EQ(moves[0].uid, Uid(7));
    must(m_store->confirmMoves({{moves[0].row, {}, {}}}));
    EXPECT_EQ(waiting(), 0);
    EXPECT_EQ(rows(), 1) << "old copies are not kept";
    EXPECT_EQ(summary(second).uid, Uid(8));
}

TEST_F(DraftCopies, theOneAtTheServerWaitsForTheLastOfSeveral) {
    const DraftId id = kept(7);
    for (const QString& text : {u"second"_s, u"third"_s, u"fourth"_s}) {
        save(text, id);
        (void)put(id);
        EXPECT_TRUE(queue().moves.isEmpty());
        EXPECT_EQ(queue().appends.size(), 1);
        EXPECT_EQ(shown().size(), 1);
    }
    openStore();
    arrive(8);
    ASSERT_EQ(queue().moves.size(), 1);
    EXPECT_EQ(queue().moves[0].uid, Uid(7));
}

TEST_F(DraftCopies, oneThatMayHaveArrivedIsFoundAndThenGoes) {
    const DraftId id = save();
    (void)put(id);
    sendOnly(5);
    save(u"second"_s, id);
    const MessageId second = put(id);
    openStore();
    EXPECT_EQ(shown(), QList<MessageId>{second});
    ASSERT_EQ(queue().appends.size(), 2);
    must(m_store->confirmAppends({at(queue().appends[0].row, 5)})); // the first had come
    arrive(6);
    ASSERT_EQ(queue().moves.size(), 1);
    EXPECT_EQ(queue().moves[0].uid, Uid(5));
    must(m_store->confirmMoves({{queue().moves[0].row, {}, {}}}));
    EXPECT_EQ(rows(), 1);
    EXPECT_EQ(shown(), QList<MessageId>{second});
}

TEST_F(DraftCopies, withoutUidsEachIsToldFromTheOneBeforeByItsTime) { // no UIDPLUS
    const DraftId id = save();
    (void)put(id, u"aaaa"_s);
    const auto first = queue().appends.value(0);
    must(m_store->confirmAppends({{first.row, {}, {}}}));
    save(u"second"_s, id);
    const MessageId copy = put(id, u"bbbb"_s); // as large, within the same second
    const auto second = queue().appends.value(0);
    EXPECT_GE(second.internalDateMs, first.internalDateMs + 1000);
    must(m_store->confirmAppends({{second.row, {}, {}}}));
    NewMessage seen = built(u"aaaa"_s), seenToo = built(u"bbbb"_s);
    seen.uid = Uid(1), seen.internalDateMs = first.internalDateMs;
    seenToo.uid = Uid(2), seenToo.internalDateMs = second.internalDateMs;
    add(m_drafts, {headers(seen), headers(seenToo)});
    EXPECT_EQ(shown(), QList<MessageId>{copy});
    EXPECT_EQ(summary(copy).uid, Uid(2));
    ASSERT_EQ(queue().moves.size(), 1);
    EXPECT_EQ(queue().moves[0].uid, Uid(1));
}

TEST_F(DraftCopies, theUsersFlagStays) {
    const DraftId id = kept();
    flag(copyOf(id), u"\\Flagged"_s);
    save(u"second"_s, id);
    EXPECT_TRUE(summary(put(id)).flags.has(model::Flag::Flagged));
}

TEST_F(DraftCopies, aRemovedDraftLeavesDrafts) {
    const DraftId id = kept(7);
    must(m_store->removeDraft(id));
    openStore();
    EXPECT_TRUE(shown().isEmpty());
    ASSERT_EQ(queue().moves.size(), 1) << "nothing is waited for";
    EXPECT_EQ(queue().moves[0].uid, Uid(7));
    must(m_store->confirmMoves({{queue().moves[0].row, {}, {}}}));
    EXPECT_EQ(rows(), 0);
    const DraftId unsent = save();
    (void)put(unsent);
    must(m_store->removeDraft(unsent));
    EXPECT_EQ(waiting(), 0);
    EXPECT_EQ(rows(), 0);
}

TEST_F(DraftCopies, aMessageThatGoesToTheOutboxLeavesDraftsAndComesBack) {
    const DraftId id = kept(7);
    NewOutboxMessage sending = sampleSending();
    sending.draft = must(m_reader->draft(id));
    const OutboxId out = queueOne(sending);
    openStore();
    EXPECT_TRUE(shown().isEmpty());
    EXPECT_EQ(queue().moves.value(0).uid, Uid(7));
    EXPECT_EQ(codeOf(tryPut(id)), ErrorCode::BadValue) << "as long as it stands there";
    EXPECT_TRUE(must(m_reader->draftsToKeep()).isEmpty());
    EXPECT_EQ(must(m_store->cancelOutbox(out)).id, id);
    EXPECT_EQ(must(m_reader->draftsToKeep()).value(0).id, id);
    EXPECT_EQ(shown(), QList<MessageId>{put(id)});
}

TEST_F(DraftCopies, theDraftGoesWhenAnotherClientDeletesItsCopy) {
    const DraftId id = kept(7);
    Announced announced(*m_store);
    gone(m_drafts, 7);
    EXPECT_FALSE(isDraft(id));
    const auto told = announced.take<model::DraftsChanged>(*m_store);
    ASSERT_EQ(told.size(), 1);
    EXPECT_EQ(told[0].draft, id);
    EXPECT_TRUE(drafts().isEmpty());
}

TEST_F(DraftCopies, anEditedDraftStaysWhenAnotherClientDeletesItsCopy) {
    const DraftId id = kept(7);
    save(u"second"_s, id);
    gone(m_drafts, 7);
    openStore();
    EXPECT_TRUE(isDraft(id));
    EXPECT_FALSE(copyOf(id).isValid());
    EXPECT_EQ(shown(), QList<MessageId>{put(id)});
    EXPECT_TRUE(queue().moves.isEmpty());
}

TEST_F(DraftCopies, theDraftGoesWhenTheUserDeletesItsCopyFromTheList) {
    const DraftId trashed = kept(7);
    move(copyOf(trashed), m_trash);
    EXPECT_FALSE(isDraft(trashed));
    EXPECT_EQ(list(m_trash).size(), 1);
    const DraftId erased = kept(8);
    expunge(copyOf(erased));
    EXPECT_FALSE(isDraft(erased));
}

TEST_F(DraftCopies, aMassDisappearanceIsWaitedFor) {
    const DraftId id = kept(7);
    gone(m_drafts, 7, true);
    EXPECT_TRUE(isDraft(id)) << "the user is asked";
    must(m_store->putBackHeld(m_drafts));
    EXPECT_TRUE(isDraft(id));
    EXPECT_EQ(shown(), QList<MessageId>{copyOf(id)});
    arrive(8);
    gone(m_drafts, 8, true);
    must(m_store->releaseHeld(m_drafts));
    EXPECT_FALSE(isDraft(id));
}

TEST_F(DraftCopies, anotherUidvalidityLosesNothing) {
    const DraftId id = kept(7);
    const MessageId copy = copyOf(id);
    NewMessage seen = built(u"body"_s);
    seen.uid = Uid(70);
    seen.internalDateMs = nowMs() / 1000 * 1000;
    reset(m_drafts, 8);
    EXPECT_TRUE(isDraft(id));
    MailboxDelta delta = deltaFor(m_drafts);
    delta.uidValidity = UidValidity(8);
    delta.added = {headers(seen)};
    must(m_store->apply(delta));
    EXPECT_EQ(shown(), QList<MessageId>{copy});
    EXPECT_EQ(copyOf(id), copy);
}

TEST_F(DraftCopies, aMailboxThatIsNoLongerListedTakesNoDraftAlong) {
    const DraftId id = kept(7);
    m_listed.removeLast();
    must(m_store->applyMailboxList(m_account, m_listed, {}));
    EXPECT_TRUE(isDraft(id));
    m_clock.advance(std::chrono::hours(49));
    must(m_store->expireKept(nowMs()));
    flag(have(m_inbox, mail(1, u"x"_s)), u"\\Seen"_s);
    move(idAt(m_inbox, 1), m_trash); // something leaves somewhere
    EXPECT_TRUE(isDraft(id));
}

TEST_F(DraftCopies, aRefusedOneLeavesTheOneBefore) {
    const DraftId id = kept(7);
    const MessageId first = copyOf(id);
    save(u"second"_s, id);
    (void)put(id);
    must(m_store->refusePush(PushTable::Append, {queue().appends.value(0).row}, {ErrorKind::Refused, ErrorCode::ServerRefused, "NO over quota", {}}));
    openStore();
    EXPECT_EQ(shown(), QList<MessageId>{first});
    EXPECT_EQ(summary(first).uid, Uid(7));
    EXPECT_EQ(copyOf(id), first);
    EXPECT_FALSE(must(m_reader->draftCopy(id)).isCurrent);
    EXPECT_EQ(waiting(), 0);
    EXPECT_EQ(must(m_reader->draft(id)).text, u"second"_s);
}

TEST_F(DraftCopies, theFirstOneRefusedLeavesTheDraft) {
    const DraftId id = save();
    (void)put(id);
    must(m_store->refusePush(PushTable::Append, {queue().appends.value(0).row}, {ErrorKind::Refused, ErrorCode::ServerRefused, "NO over quota", {}}));
    EXPECT_TRUE(isDraft(id));
    EXPECT_FALSE(copyOf(id).isValid());
    EXPECT_TRUE(shown().isEmpty());
}

TEST_F(DraftCopies, anOldOneThatIsRefusedAfterAllIsWaitedForNoLonger) {
    const DraftId id = save();
    (void)put(id);
    sendOnly(5);
    save(u"second"_s, id);
    const MessageId second = put(id);
    must(m_store->refusePush(PushTable::Append, {queue().appends.value(0).row}, {ErrorKind::Refused, ErrorCode::ServerRefused, "NO", {}}));
    arrive(6);
    EXPECT_EQ(waiting(), 0);
    EXPECT_EQ(shown(), QList<MessageId>{second});
    EXPECT_EQ(rows(), 1);
}

TEST_F(DraftCopies, whatAnotherClientLeftInDraftsBecomesTheCopyAndIsReplaced) {
    NewMessage theirs = built(u"theirs"_s);
    theirs.uid = Uid(3);
    const MessageId message = have(m_drafts, theirs);
    Draft draft = sampleDraft();
    draft.copyOf = message;
    const DraftId id = must(m_store->saveDraft(draft));
    EXPECT_EQ(copyOf(id), message);
    EXPECT_EQ(must(m_reader->draftOfCopy(message)), id);
    EXPECT_FALSE(must(m_reader->draftCopy(id)).isCurrent);
    const MessageId copy = put(id);
    EXPECT_EQ(shown(), QList<MessageId>{copy});
    draft.id = id; // a window still holds what it was opened with
    draft.text = u"more"_s;
    must(m_store->saveDraft(draft));
    EXPECT_EQ(copyOf(id), copy);
    arrive(4);
    EXPECT_EQ(queue().moves.value(0).uid, Uid(3));
}

TEST_F(DraftCopies, oneOfAnotherDraftOrOfAnotherMailboxIsNotTaken) {
    NewMessage theirs = built(u"theirs"_s);
    theirs.uid = Uid(3);
    Draft draft = sampleDraft();
    draft.copyOf = have(m_drafts, theirs);
    EXPECT_EQ(copyOf(must(m_store->saveDraft(draft))), draft.copyOf);
    EXPECT_FALSE(copyOf(must(m_store->saveDraft(draft))).isValid());
    draft.copyOf = have(m_inbox, mail(1, u"no draft"_s));
    const DraftId id = must(m_store->saveDraft(draft));
    EXPECT_FALSE(copyOf(id).isValid());
    must(m_store->removeDraft(id));
    EXPECT_TRUE(shows(m_inbox, draft.copyOf));
}

TEST_F(DraftCopies, sentAtOnceItTakesAnotherClientsAlong) {
    NewMessage theirs = built(u"theirs"_s);
    theirs.uid = Uid(3);
    NewOutboxMessage sending = sampleSending();
    sending.draft = sampleDraft();
    sending.draft->copyOf = have(m_drafts, theirs);
    (void)queueOne(sending);
    EXPECT_TRUE(shown().isEmpty());
    EXPECT_EQ(queue().moves.value(0).uid, Uid(3));
}

TEST_F(DraftCopies, anotherClientsNewVersionIsAMessageOfItsOwn) {
    const DraftId id = kept(7);
    NewMessage theirs = built(u"theirs, longer"_s);
    theirs.uid = Uid(8);
    theirs.internalDateMs = nowMs() + 60'000;
    const MessageId message = have(m_drafts, theirs);
    EXPECT_EQ(shown().size(), 2);
    EXPECT_EQ(must(m_reader->draftOfCopy(message)), std::nullopt);
    gone(m_drafts, 7);
    EXPECT_FALSE(isDraft(id));
    EXPECT_EQ(shown(), QList<MessageId>{message});
}

TEST_F(DraftCopies, inAnotherAccountsDraftsTheOneBeforeGoesByItself) {
    const DraftId id = kept(7);
    const AccountId other = must(m_store->addAccount(sampleAccount(u"bob@other.example"_s)));
    const MailboxId theirs = must(m_store->applyMailboxList(other, {sampleMailbox(u"Drafts"_s, model::SpecialUse::Drafts)}, {})).value(0).id;
    save(u"second"_s, id);
    must(m_store->putDraftCopy(id, must(m_reader->draftCopy(id)).contentHash, theirs, built(u"body"_s)));
    EXPECT_TRUE(shown().isEmpty());
    EXPECT_EQ(list(theirs).size(), 1);
    EXPECT_EQ(queue().moves.value(0).uid, Uid(7));
    EXPECT_EQ(must(m_reader->pushQueue(other, 10)).appends.size(), 1);
}

TEST_F(DraftCopies, thoseToKeepAreTheOldestFirstAndNoTemplates) {
    const DraftId first = save();
    m_clock.advance(std::chrono::seconds(1));
    const DraftId second = save();
    Draft draft = sampleDraft();
    draft.purpose = model::DraftPurpose::Template;
    (void)must(m_store->saveDraft(draft));
    const auto toKeep = must(m_reader->draftsToKeep());
    ASSERT_EQ(toKeep.size(), 2);
    EXPECT_EQ(toKeep[0].id, first);
    EXPECT_EQ(toKeep[1].id, second);
    (void)put(first);
    EXPECT_EQ(must(m_reader->draftsToKeep()).value(0).id, second);
}

} // namespace
} // namespace tributary::store::tst_DraftCopies
