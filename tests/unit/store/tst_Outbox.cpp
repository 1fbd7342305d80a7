// SPDX-License-Identifier: GPL-3.0-or-later
// The outbox is a journal: a message goes forward through its states, each step survives a kill, none happens twice (S14, S18).
#include "SendingFixture.h"

namespace tributary::store::tst_Outbox {
namespace {

using namespace Qt::Literals::StringLiterals;
using model::OutboxState;

constexpr OutboxState kStates[] = {OutboxState::Queued, OutboxState::Sending, OutboxState::Submitted,
                                   OutboxState::Filed,  OutboxState::Failed,  OutboxState::Unknown};

class OutboxTest : public SendingTest {
  protected:
    /// Takes a message into every state in turn, does the step, and tells the states in which it was allowed.
    QList<OutboxState> allowedIn(const std::function<ErrorCode(OutboxId)>& step) {
        QList<OutboxState> allowed;
        for (const OutboxState state : kStates) {
            const OutboxId id = queueOne(sampleSending({u"jane@sender.example"_s, u"nobody@sender.example"_s}));
            toState(id, state);
            const auto before = inOutbox(id);
            EXPECT_EQ(before.state, state);
            const ErrorCode code = step(id);
            if (code == ErrorCode::None) {
                allowed.append(state);
                continue;
            }
            EXPECT_EQ(code, ErrorCode::BadValue) << model::outboxStateName(state).data();
            EXPECT_EQ(inOutbox(id), before) << "nothing was changed";
        }
        return allowed;
    }
    PushQueue pushes() { return must(m_reader->pushQueue(m_account, 100)); }
};

TEST_F(OutboxTest, whatIsQueuedIsKeptWhole_S14) {
    NewOutboxMessage sending = sampleSending({u"jane@sender.example"_s, u"bob@sender.example"_s});
    sending.message.state = OutboxState::Filed;
    sending.message.attempts = 7;
    sending.message.dataGiven = true;
    sending.message.notBeforeMs = nowMs() + 10'000;
    sending.message.saveSent = false;
    const OutboxId id = queueOne(sending);
    openStore();
    model::OutboxMessage expected = sending.message;
    expected.id = id;
    expected.state = OutboxState::Queued;
    expected.attempts = 0;
    expected.dataGiven = false;
    expected.createdMs = nowMs();
    EXPECT_EQ(inOutbox(id), expected);
    EXPECT_EQ(must(m_reader->outboxRaw(id)), kRaw);
    EXPECT_EQ(must(m_reader->outbox()).size(), 1);
    EXPECT_EQ(codeOf(m_reader->outboxRaw(OutboxId(99))), ErrorCode::NotFound);
}

TEST_F(OutboxTest, whatCannotBeSentIsNotQueued) {
    EXPECT_EQ(codeOf(m_store->queueMessage(sampleSending({}))), ErrorCode::FieldMissing);
    NewOutboxMessage sending = sampleSending();
    sending.rawCompressed.clear();
    EXPECT_EQ(codeOf(m_store->queueMessage(sending)), ErrorCode::FieldMissing);
    sending = sampleSending();
    sending.message.via = AccountId(99);
    EXPECT_EQ(codeOf(m_store->queueMessage(sending)), ErrorCode::NotFound);
    sending = sampleSending();
    sending.draft = sampleDraft();
    sending.draft->id = DraftId(99);
    EXPECT_EQ(codeOf(m_store->queueMessage(sending)), ErrorCode::NotFound);
    EXPECT_TRUE(must(m_reader->outbox()).isEmpty());
}

TEST_F(OutboxTest, itsTimeIsKept_S14) {
    NewOutboxMessage later = sampleSending();
    later.message.notBeforeMs = nowMs() + 60'000;
    const OutboxId id = queueOne(later);
    EXPECT_EQ(must(m_reader->nextOutboxTime(m_account)), nowMs() + 60'000);
    EXPECT_FALSE(must(m_reader->dueOutbox(m_account, nowMs())));
    EXPECT_EQ(codeOf(m_store->markSending(id)), ErrorCode::NotFound);
    must(m_store->changeOutboxTime(id, nowMs() + 1000));
    m_clock.advance(std::chrono::seconds(1));
    EXPECT_EQ(must(m_reader->dueOutbox(m_account, nowMs()))->id, id);
    toSending(id);
    EXPECT_FALSE(must(m_reader->dueOutbox(m_account, nowMs()))) << "under way";
    EXPECT_FALSE(must(m_reader->nextOutboxTime(m_account)));
    must(m_store->postponeOutbox(id, nowMs() + 5000, busy(), {}));
    EXPECT_EQ(must(m_reader->nextOutboxTime(m_account)), nowMs() + 5000);
    EXPECT_EQ(codeOf(m_store->markSending(id)), ErrorCode::NotFound);
    EXPECT_EQ(inOutbox(id).attempts, 1);
    EXPECT_EQ(inOutbox(id).error, busy());
    must(m_store->retryOutbox(id, nowMs()));
    EXPECT_EQ(inOutbox(id).attempts, 1) << "kept";
    EXPECT_EQ(inOutbox(id).error, std::nullopt);
    toSending(id);
}

TEST_F(OutboxTest, theOldestThatIsDueGoesFirstByItsOwnServer_S18) {
    const AccountId other = must(m_store->addAccount(sampleAccount(u"bob@other.example"_s)));
    NewOutboxMessage relayed = sampleSending();
    relayed.message.account = other;
    const OutboxId first = queueOne();
    const OutboxId second = queueOne(relayed);
    const OutboxId third = queueOne();
    EXPECT_EQ(must(m_reader->dueOutbox(m_account, nowMs()))->id, first);
    EXPECT_FALSE(must(m_reader->dueOutbox(other, nowMs())));
    toSending(first);
    EXPECT_EQ(must(m_reader->dueOutbox(m_account, nowMs()))->id, second);
    must(m_store->cancelOutbox(second));
    EXPECT_EQ(must(m_reader->dueOutbox(m_account, nowMs()))->id, third);
}

TEST_F(OutboxTest, everyStepIsAllowedWhereItMakesSenseAndNowhereElse) {
    EXPECT_EQ(allowedIn([&](OutboxId id) { return codeOf(m_store->markDataGiven(id)); }), QList{State::Sending});
    EXPECT_EQ(allowedIn([&](OutboxId id) { return codeOf(m_store->markFiled(id)); }), QList{State::Submitted});
    EXPECT_EQ(allowedIn([&](OutboxId id) { return codeOf(m_store->appendSentCopy(id, m_sent, append().message)); }), QList{State::Submitted});
    EXPECT_EQ(allowedIn([&](OutboxId id) { return codeOf(m_store->postponeOutbox(id, 0, busy(), {})); }), (QList{State::Queued, State::Sending}));
    EXPECT_EQ(allowedIn([&](OutboxId id) { return codeOf(m_store->markFailed(id, refusal(), {})); }), (QList{State::Queued, State::Sending}));
    EXPECT_EQ(allowedIn([&](OutboxId id) { return codeOf(m_store->markUnknown(id, lost())); }), QList<State>())
        << "not before the data was given";
    EXPECT_EQ(allowedIn([&](OutboxId id) { return codeOf(m_store->retryOutbox(id, nowMs())); }),
              (QList{State::Queued, State::Filed, State::Failed, State::Unknown}));
    EXPECT_EQ(allowedIn([&](OutboxId id) { return codeOf(m_store->dismissOutbox(id)); }), QList{State::Filed});
    EXPECT_EQ(allowedIn([&](OutboxId id) { return codeOf(m_store->changeOutboxTime(id, nowMs())); }), QList{State::Queued});
    EXPECT_EQ(allowedIn([&](OutboxId id) { return codeOf(m_store->cancelOutbox(id)); }),
              (QList{State::Queued, State::Filed, State::Failed, State::Unknown}));
    EXPECT_EQ(allowedIn([&](OutboxId id) { return codeOf(m_store->markSubmitted(id, accepted(), look())); }), QList<State>())
        << "nobody can have taken it yet";
    for (const State state : kStates) {
        const OutboxId id = queueOne(sampleSending({u"jane@sender.example"_s, u"nobody@sender.example"_s}));
        toState(id, state);
        EXPECT_EQ(codeOf(m_store->markSending(id)), state == State::Queued ? ErrorCode::None : ErrorCode::NotFound);
    }
}

TEST_F(OutboxTest, nothingIsDoneToWhatIsNotThere) {
    const OutboxId id(99);
    EXPECT_EQ(codeOf(m_store->markSending(id)), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(m_store->markDataGiven(id)), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(m_store->markSubmitted(id, accepted(), none())), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(m_store->markFiled(id)), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(m_store->appendSentCopy(id, m_sent, {})), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(m_store->postponeOutbox(id, 0, busy(), {})), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(m_store->markFailed(id, refusal(), {})), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(m_store->markUnknown(id, lost())), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(m_store->retryOutbox(id, 0)), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(m_store->changeOutboxTime(id, 0)), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(m_store->cancelOutbox(id)), ErrorCode::NotFound);
}

TEST_F(OutboxTest, aKillBetweenTwoStepsLosesNothingAndSendsNothingTwice_S14) {
    const QList<std::pair<std::function<void(OutboxId)>, OutboxState>> points{
        {[](OutboxId) {}, OutboxState::Queued},
        {[&](OutboxId id) { toSending(id); }, OutboxState::Queued},
        {[&](OutboxId id) { toDataGiven(id); }, OutboxState::Unknown},
        {[&](OutboxId id) { toSubmitted(id, look()); }, OutboxState::Submitted},
        {[&](OutboxId id) { toSubmitted(id, append()); }, OutboxState::Submitted},
        {[&](OutboxId id) { toState(id, OutboxState::Failed); }, OutboxState::Failed},
        {[&](OutboxId id) { toState(id, OutboxState::Unknown); }, OutboxState::Unknown},
    };
    for (const auto& [reach, found] : points) {
        const OutboxId id = queueOne();
        reach(id);
        openStore();
        must(m_store->recoverOutbox());
        EXPECT_EQ(inOutbox(id).state, found);
        EXPECT_EQ(must(m_reader->outboxRaw(id)), kRaw);
        const auto due = must(m_reader->dueOutbox(m_account, nowMs()));
        EXPECT_EQ(due.has_value(), found == OutboxState::Queued);
        if (found == OutboxState::Queued) {
            must(m_store->cancelOutbox(id));
        }
    }
    const auto unknown = must(m_reader->outbox()).value(0);
    EXPECT_EQ(unknown.state, OutboxState::Unknown);
    ASSERT_TRUE(unknown.error);
    EXPECT_EQ(unknown.error->kind, ErrorKind::Network);
    EXPECT_EQ(unknown.error->code, ErrorCode::OutcomeUnknown);
    EXPECT_TRUE(unknown.dataGiven);
}

TEST_F(OutboxTest, unknownIsSentAgainOnlyAtTheUsersWord_S14) {
    const OutboxId id = queueOne();
    toState(id, OutboxState::Unknown);
    must(m_store->recoverOutbox());
    EXPECT_FALSE(must(m_reader->dueOutbox(m_account, nowMs() + 1'000'000'000)));
    EXPECT_FALSE(must(m_reader->nextOutboxTime(m_account)));
    must(m_store->retryOutbox(id, nowMs()));
    EXPECT_EQ(must(m_reader->dueOutbox(m_account, nowMs()))->id, id);
    EXPECT_FALSE(inOutbox(id).dataGiven);
}

TEST_F(OutboxTest, retryingMakesAScheduledOneGoNow) {
    NewOutboxMessage later = sampleSending();
    later.message.notBeforeMs = nowMs() + 86'400'000;
    const OutboxId id = queueOne(later);
    must(m_store->retryOutbox(id, nowMs()));
    toSending(id);
}

TEST_F(OutboxTest, withoutACopyItGoesWhenTheServerTookIt_S14) {
    const OutboxId id = queueWithDraft();
    EXPECT_TRUE(drafts().isEmpty()) << "not shown as a draft meanwhile";
    toSubmitted(id, none());
    EXPECT_FALSE(isInOutbox(id));
    EXPECT_EQ(number("SELECT (SELECT count(*) FROM draft) + (SELECT count(*) FROM draft_content) + (SELECT count(*) FROM outbox_raw) + "
                     "(SELECT count(*) FROM outbox_recipient)"), 0);
}

TEST_F(OutboxTest, whoWasRefusedStaysToBeSeen) {
    const OutboxId id = queueOne(sampleSending({u"jane@sender.example"_s, u"nobody@sender.example"_s}));
    toSubmitted(id, none(), {accepted().first(), refused()});
    EXPECT_EQ(inOutbox(id).state, OutboxState::Filed);
    EXPECT_EQ(inOutbox(id).recipients.value(1), refused());
    must(m_store->dismissOutbox(id));
    EXPECT_FALSE(isInOutbox(id));
}

TEST_F(OutboxTest, whoWasRefusedIsTriedAgainAloneAndNothingIsFiledTwice_S14) {
    NewOutboxMessage sending = sampleSending({u"jane@sender.example"_s, u"nobody@sender.example"_s});
    sending.draft = sampleDraft();
    const OutboxId id = queueOne(sending);
    toSubmitted(id, look(), {accepted().first(), refused()});
    must(m_store->markFiled(id));
    EXPECT_TRUE(drafts().isEmpty()) << "what was sent is no draft";
    must(m_store->retryOutbox(id, nowMs()));
    EXPECT_EQ(inOutbox(id).state, OutboxState::Queued);
    EXPECT_FALSE(inOutbox(id).saveSent) << "its copy is in Sent";
    EXPECT_EQ(inOutbox(id).recipients.value(0), accepted().first());
    EXPECT_EQ(inOutbox(id).recipients.value(1).state, RecipientState::Waiting);
    EXPECT_EQ(must(m_reader->outboxRaw(id)), kRaw);
    toSubmitted(id, none(), {{u"nobody@sender.example"_s, RecipientState::Accepted, {}}});
    EXPECT_FALSE(isInOutbox(id));
    EXPECT_EQ(number("SELECT count(*) FROM draft"), 0);
}

TEST_F(OutboxTest, whoWasRefusedIsWrittenToAnewAsHeWasTyped_S3) {
    NewOutboxMessage sending = sampleSending({u"jane@sender.example"_s, u"nobody@sender.example"_s});
    sending.draft = sampleDraft();
    sending.draft->to = u"Jane Doe <jane@sender.example>, \"Body, No\" <Nobody@sender.example>, anybody@sender.example"_s;
    sending.draft->cc = u"jane@sender.example"_s;
    const OutboxId id = queueOne(sending);
    toSubmitted(id, none(), {accepted().first(), refused()});
    ASSERT_EQ(inOutbox(id).state, OutboxState::Filed);
    const model::Draft draft = must(m_store->cancelOutbox(id));
    EXPECT_EQ(draft.to, u"\"Body, No\" <Nobody@sender.example>"_s);
    EXPECT_EQ(draft.cc, QString());
    EXPECT_EQ(draft.messageIdHeader, QByteArray()) << "another message";
    EXPECT_FALSE(isInOutbox(id));
    EXPECT_EQ(drafts(), QList<DraftId>{draft.id}) << "and the old one has gone";
    EXPECT_EQ(must(m_reader->draft(draft.id)).text, sampleDraft().text);
}

TEST_F(OutboxTest, submittedForNobodyIsRefused) {
    const OutboxId id = queueOne();
    toDataGiven(id);
    EXPECT_EQ(codeOf(m_store->markSubmitted(id, {}, none())), ErrorCode::BadValue);
    EXPECT_EQ(codeOf(m_store->markSubmitted(id, {{u"stranger@sender.example"_s, RecipientState::Accepted, {}}}, none())), ErrorCode::BadValue);
    EXPECT_EQ(inOutbox(id).state, OutboxState::Sending);
}

TEST_F(OutboxTest, whoHasAcceptedIsNeverAskedAgain) {
    const OutboxId id = queueOne(sampleSending({u"jane@sender.example"_s, u"bob@sender.example"_s}));
    toDataGiven(id);
    const Recipient later{u"bob@sender.example"_s, RecipientState::Waiting, "450 greylisted"};
    must(m_store->postponeOutbox(id, 0, busy(), {accepted().first(), later}));
    EXPECT_EQ(inOutbox(id).recipients.value(0).state, RecipientState::Accepted);
    EXPECT_EQ(inOutbox(id).recipients.value(1), later);
    EXPECT_FALSE(inOutbox(id).dataGiven);
    toSending(id);
    must(m_store->markFailed(id, refusal(), {{u"jane@sender.example"_s, RecipientState::Refused, "550 twice"},
                                             {u"bob@sender.example"_s, RecipientState::Refused, "550 no"}}));
    EXPECT_EQ(inOutbox(id).recipients.value(0).state, RecipientState::Accepted);
    EXPECT_EQ(inOutbox(id).attempts, 2);
    must(m_store->retryOutbox(id, nowMs()));
    EXPECT_EQ(inOutbox(id).recipients.value(0).state, RecipientState::Accepted);
    EXPECT_EQ(inOutbox(id).recipients.value(1), (Recipient{u"bob@sender.example"_s, RecipientState::Waiting, {}}));
    toSending(id);
    must(m_store->markSubmitted(id, {{u"bob@sender.example"_s, RecipientState::Refused, "550 no"}}, none()));
    EXPECT_EQ(inOutbox(id).state, OutboxState::Filed) << "what Jane has is filed though this try gave nothing";
}

TEST_F(OutboxTest, theCopyStandsInSentAtOnceAndItsConfirmationEndsIt_S14) {
    const OutboxId id = queueWithDraft();
    toSubmitted(id, append());
    EXPECT_EQ(inOutbox(id).state, OutboxState::Submitted);
    const auto rows = list(m_sent);
    ASSERT_EQ(rows.size(), 1);
    EXPECT_TRUE(rows[0].flags.has(model::Flag::Seen));
    EXPECT_TRUE(rows[0].isPending);
    EXPECT_EQ(must(m_reader->rawMessage(rows[0].id)), kRaw) << "the bytes as they were sent";
    EXPECT_EQ(must(m_reader->message(rows[0].id)).messageIdHeader, QByteArray("one@mail.example"));
    EXPECT_EQ(rows[0].size, kRaw.size());
    EXPECT_EQ(found(u"会議"_s), QStringList{u"会議 at ten"_s});
    EXPECT_EQ(box(m_sent).total, 1);
    EXPECT_EQ(box(m_sent).unread, 0);
    EXPECT_TRUE(must(m_reader->outboxWithoutCopy(m_account)).isEmpty());
    EXPECT_TRUE(must(m_reader->changes(10)).isEmpty()) << "nothing that the user did";
    ASSERT_EQ(pushes().appends.size(), 1);
    openStore();
    must(m_store->recoverOutbox());
    const AppendPush push = pushes().appends.value(0);
    must(m_store->markSent(PushTable::Append, {push.row}, Uid(5)));
    EXPECT_TRUE(isInOutbox(id));
    Announced announced(*m_store);
    must(m_store->confirmAppends({at(push.row, 5)}));
    EXPECT_FALSE(isInOutbox(id));
    EXPECT_EQ(number("SELECT count(*) FROM draft"), 0);
    EXPECT_EQ(list(m_sent).value(0).uid, Uid(5));
    EXPECT_EQ(announced.take<model::OutboxChanged>(*m_store).value(0).message, id);
    EXPECT_EQ(announced.take<model::DraftsChanged>(*m_store).size(), 1);
}

TEST_F(OutboxTest, aCopyThatItsMailboxListsFirstIsOneMessage_S14) {
    const OutboxId id = queueOne();
    toSubmitted(id, append());
    const AppendPush push = pushes().appends.value(0);
    must(m_store->markSent(PushTable::Append, {push.row}, Uid(5)));
    NewMessage listed = append().message; // the APPEND was done, and the line broke before its answer
    listed.uid = Uid(5);
    listed.size = kRaw.size();
    listed.messageIdHeader = "one@mail.example";
    listed.internalDateMs = push.internalDateMs;
    EXPECT_EQ(push.internalDateMs, nowMs());
    add(m_sent, {listed});
    EXPECT_EQ(list(m_sent).size(), 1);
    EXPECT_TRUE(isInOutbox(id));
    must(m_store->confirmAppends({at(push.row, 5)}));
    EXPECT_FALSE(isInOutbox(id));
    EXPECT_EQ(list(m_sent).size(), 1);
}

TEST_F(OutboxTest, aConfirmedCopyWithRefusedRecipientsStaysToBeSeen) {
    const OutboxId id = queueOne(sampleSending({u"jane@sender.example"_s, u"nobody@sender.example"_s}));
    toSubmitted(id, append(), {accepted().first(), refused()});
    must(m_store->confirmAppends({at(pushes().appends.value(0).row, 5)}));
    EXPECT_EQ(inOutbox(id).state, OutboxState::Filed);
}

TEST_F(OutboxTest, aCopyThatIsRefusedLeavesTheMessageWithTheReason) {
    const OutboxId id = queueWithDraft();
    toSubmitted(id, append());
    const Error full{ErrorKind::Refused, ErrorCode::OverQuota, "NO [OVERQUOTA]", {}};
    must(m_store->refusePush(PushTable::Append, {pushes().appends.value(0).row}, full));
    EXPECT_EQ(inOutbox(id).state, OutboxState::Submitted);
    EXPECT_EQ(inOutbox(id).error, full);
    EXPECT_TRUE(list(m_sent).isEmpty());
    EXPECT_EQ(must(m_reader->outboxWithoutCopy(m_account)).size(), 1);
    must(m_store->retryOutbox(id, nowMs()));
    EXPECT_EQ(inOutbox(id).state, OutboxState::Submitted) << "it has been sent";
    EXPECT_EQ(inOutbox(id).error, std::nullopt) << "its copy is to be filed";
    EXPECT_EQ(codeOf(m_store->retryOutbox(id, nowMs())), ErrorCode::BadValue) << "and is";
    EXPECT_EQ(codeOf(m_store->dismissOutbox(id)), ErrorCode::BadValue);
    must(m_store->appendSentCopy(id, m_sent, append().message));
    EXPECT_EQ(codeOf(m_store->appendSentCopy(id, m_sent, append().message)), ErrorCode::BadValue) << "one is queued";
    must(m_store->confirmAppends({at(pushes().appends.value(0).row, 6)}));
    EXPECT_FALSE(isInOutbox(id));
    EXPECT_EQ(list(m_sent).size(), 1);
}

TEST_F(OutboxTest, aCopyThatIsRefusedCanBeGivenUp) {
    const OutboxId id = queueWithDraft();
    toSubmitted(id, append());
    must(m_store->refusePush(PushTable::Append, {pushes().appends.value(0).row}, {ErrorKind::Refused, ErrorCode::OverQuota, {}, {}}));
    must(m_store->dismissOutbox(id));
    EXPECT_FALSE(isInOutbox(id));
    EXPECT_EQ(number("SELECT count(*) FROM draft"), 0);
}

TEST_F(OutboxTest, whatIsOverHasNoNextTry) {
    for (const bool unknown : {true, false}) {
        const OutboxId id = queueOne();
        toDataGiven(id);
        must(m_store->postponeOutbox(id, nowMs() - 1, busy(), {}));
        toDataGiven(id);
        must(unknown ? m_store->markUnknown(id, lost()) : m_store->markFailed(id, refusal(), {}));
        EXPECT_EQ(inOutbox(id).nextTryMs, 0);
    }
}

TEST_F(OutboxTest, lookingFindsOneOrAppendsIt_S14) {
    const OutboxId found = queueOne();
    toSubmitted(found, look());
    EXPECT_TRUE(list(m_sent).isEmpty());
    EXPECT_EQ(must(m_reader->outboxWithoutCopy(m_account)).value(0).id, found);
    must(m_store->markFiled(found));
    EXPECT_FALSE(isInOutbox(found));

    const OutboxId missed = queueOne();
    toSubmitted(missed, look());
    EXPECT_EQ(codeOf(m_store->appendSentCopy(missed, MailboxId(99), append().message)), ErrorCode::NotFound);
    must(m_store->appendSentCopy(missed, m_sent, append().message));
    must(m_store->confirmAppends({at(pushes().appends.value(0).row, 8)}));
    EXPECT_FALSE(isInOutbox(missed));
}

TEST_F(OutboxTest, aMailboxThatIsNotThereStopsNothing) {
    const OutboxId id = queueOne();
    toDataGiven(id);
    SentCopy copy = append();
    copy.mailbox = MailboxId(99);
    EXPECT_EQ(codeOf(m_store->markSubmitted(id, accepted(), copy)), ErrorCode::NotFound);
    EXPECT_EQ(inOutbox(id).state, OutboxState::Sending);
    const AccountId other = must(m_store->addAccount(sampleAccount(u"bob@other.example"_s)));
    const auto boxes = must(m_store->applyMailboxList(other, {sampleMailbox(u"Sent"_s, model::SpecialUse::Sent)}, {}));
    copy.mailbox = boxes.value(0).id;
    EXPECT_EQ(codeOf(m_store->markSubmitted(id, accepted(), copy)), ErrorCode::BadValue) << "another account's";
    must(m_store->markSubmitted(id, accepted(), look()));
    EXPECT_EQ(inOutbox(id).state, OutboxState::Submitted);
}

TEST_F(OutboxTest, theUsersHandsOnAWaitingCopyAreFollowed) {
    const OutboxId moved = queueOne();
    toSubmitted(moved, append());
    move(list(m_sent).value(0).id, m_archive);
    EXPECT_TRUE(isInOutbox(moved)) << "the copy is still on its way";
    must(m_store->confirmAppends({at(pushes().appends.value(0).row, 3)}));
    EXPECT_FALSE(isInOutbox(moved));

    const OutboxId thrown = queueOne();
    toSubmitted(thrown, append());
    expunge(list(m_sent).value(0).id);
    EXPECT_FALSE(isInOutbox(thrown)) << "there is nothing to be filed any more";
}

TEST_F(OutboxTest, cancellingGivesTheDraftBackWholeWithItsFiles_S14) {
    for (const OutboxState state : {OutboxState::Queued, OutboxState::Failed, OutboxState::Unknown}) {
        const OutboxId id = queueWithDraft();
        toState(id, state);
        openStore();
        const model::Draft back = must(m_store->cancelOutbox(id));
        model::Draft expected = sampleDraft();
        expected.id = back.id;
        expected.savedMs = back.savedMs;
        EXPECT_TRUE(back.id.isValid());
        EXPECT_EQ(back, expected);
        EXPECT_EQ(drafts(), QList<DraftId>{back.id});
        EXPECT_FALSE(isInOutbox(id));
        EXPECT_EQ(codeOf(m_store->markSending(id)), ErrorCode::NotFound);
        must(m_store->removeDraft(back.id));
    }
    EXPECT_FALSE(must(m_store->cancelOutbox(queueOne())).id.isValid()) << "it had none";
}

TEST_F(OutboxTest, aDraftThatIsSavedAlreadyIsLinked) {
    model::Draft draft = sampleDraft();
    draft.id = must(m_store->saveDraft(draft));
    draft.subject = u"Last words"_s;
    NewOutboxMessage sending = sampleSending();
    sending.draft = draft;
    const OutboxId id = queueOne(sending);
    EXPECT_EQ(inOutbox(id).draft, draft.id);
    EXPECT_EQ(must(m_reader->draft(draft.id)).subject, u"Last words"_s);
    EXPECT_EQ(number("SELECT count(*) FROM draft"), 1);
    EXPECT_EQ(codeOf(m_store->queueMessage(sending)), ErrorCode::AlreadyExists) << "Send was pressed twice";
    EXPECT_EQ(codeOf(m_store->saveDraft(draft)), ErrorCode::BadValue);
    EXPECT_EQ(codeOf(m_store->removeDraft(draft.id)), ErrorCode::BadValue);
    EXPECT_EQ(must(m_store->cancelOutbox(id)).subject, u"Last words"_s);
    must(m_store->saveDraft(draft));
}

TEST_F(OutboxTest, whatWasAnsweredOrForwardedShowsItOnceTheServerTookTheAnswer_S2) {
    const QList<MessageId> ids{have(m_inbox, sampleMessage(1, u"asked"_s)), have(m_inbox, sampleMessage(2, u"told"_s))};
    const auto answerTo = [&](MessageId source, model::DraftPurpose purpose) {
        NewOutboxMessage sending = sampleSending();
        sending.message.saveSent = false;
        sending.draft = sampleDraft();
        sending.draft->purpose = purpose;
        sending.draft->source = source;
        return queueOne(sending);
    };
    const OutboxId answer = answerTo(ids[0], model::DraftPurpose::ReplyAll);
    const OutboxId forward = answerTo(ids[1], model::DraftPurpose::Forward);
    EXPECT_FALSE(must(m_reader->message(ids[0])).summary.flags.has(model::Flag::Answered)) << "it may be taken back still";
    for (const OutboxId id : {answer, forward}) {
        toDataGiven(id);
        must(m_store->markSubmitted(id, {{u"jane@sender.example"_s, RecipientState::Accepted, {}}}, {}));
    }
    EXPECT_TRUE(must(m_reader->message(ids[0])).summary.flags.has(model::Flag::Answered));
    EXPECT_TRUE(must(m_reader->message(ids[1])).summary.flags.has(model::Flag::Forwarded));
    EXPECT_EQ(must(m_reader->pushesWaiting(m_account)), 2) << "the server is told";
    EXPECT_TRUE(must(m_reader->changes(10)).isEmpty()) << "no change of the user's";
}

TEST_F(OutboxTest, everyStepIsAnnounced) {
    Announced announced(*m_store);
    const OutboxId id = queueWithDraft();
    EXPECT_EQ(announced.take<model::DraftsChanged>(*m_store).size(), 1);
    toSubmitted(id, look());
    must(m_store->markFiled(id));
    const auto steps = announced.take<model::OutboxChanged>(*m_store);
    EXPECT_EQ(steps.size(), 5) << "queued, sending, given, submitted, filed";
    for (const auto& step : steps) {
        EXPECT_EQ(step.message, id);
        EXPECT_EQ(step.account, m_account);
    }
}

TEST_F(OutboxTest, whoWasWrittenToAsWhomAndWhatTheServerTakesIsKnownBeforeTheNextOne_S3) {
    EXPECT_EQ(must(m_reader->sendingFacts(m_identity, {u"jane@sender.example"_s})), model::SendingFacts());
    must(m_store->setOutgoingSize(m_account, 35'000'000));
    queueOne(sampleSending({u"Jane@Sender.example"_s, u"joe@sender.example"_s}));
    model::Identity second;
    second.account = m_account;
    second.address = u"sales@mail.example"_s;
    second.id = must(m_store->addIdentity(second));
    NewOutboxMessage asSales = sampleSending({u"joe@sender.example"_s});
    asSales.message.identity = second.id;
    queueOne(asSales);
    openStore();
    const model::SendingFacts facts = must(m_reader->sendingFacts(m_identity, {u"JANE@sender.example"_s, u"joe@sender.example"_s, u"new@x.example"_s, u"no address"_s}));
    EXPECT_EQ(facts.sizeLimit, 35'000'000);
    const QList<model::PastSender> expected{{u"jane@sender.example"_s, m_identity}, {u"joe@sender.example"_s, second.id}};
    EXPECT_EQ(facts.past, expected) << "the last one counts";
    EXPECT_EQ(must(m_reader->sendingFacts(IdentityId(99), {})).sizeLimit, 0);
    EXPECT_EQ(codeOf(m_store->setOutgoingSize(AccountId(99), 1)), ErrorCode::NotFound);
}

TEST_F(OutboxTest, theSizeIsThatOfTheServerThatCarriesIt_S18) {
    const AccountId relay = must(m_store->addAccount(sampleAccount(u"relay@other.example"_s)));
    must(m_store->setOutgoingSize(m_account, 1000));
    must(m_store->setOutgoingSize(relay, 2000));
    model::Account account = must(m_reader->accounts())[0];
    account.relay = relay;
    must(m_store->updateAccount(account));
    EXPECT_EQ(must(m_reader->sendingFacts(m_identity, {})).sizeLimit, 2000);
    account.relay.reset();
    account.outgoing.host = u"smtp.other.example"_s;
    must(m_store->updateAccount(account));
    EXPECT_EQ(must(m_reader->sendingFacts(m_identity, {})).sizeLimit, 0) << "another server";
}

TEST_F(OutboxTest, aCancelOfWhatSomeHaveFilesItAndGivesBackTheOthersAlone_S14) {
    NewOutboxMessage sending = sampleSending({u"jane@sender.example"_s, u"cc@mail.example"_s});
    sending.draft = sampleDraft();
    const OutboxId id = queueOne(sending);
    toDataGiven(id);
    must(m_store->postponeOutbox(id, 0, {ErrorKind::TemporaryRefusal, ErrorCode::ServerRefused, "451 later", {}},
                                 {{u"jane@sender.example"_s, RecipientState::Accepted, {}}}));
    const model::Draft draft = must(m_store->cancelOutbox(id));
    EXPECT_TRUE(draft.id.isValid());
    EXPECT_EQ(draft.to, QString()) << "she has it";
    EXPECT_EQ(draft.cc, u"cc@mail.example"_s);
    EXPECT_EQ(draft.messageIdHeader, QByteArray()) << "another message";
    EXPECT_EQ(must(m_reader->draft(draft.id)).text, sampleDraft().text);
    ASSERT_TRUE(isInOutbox(id)) << "its copy is to be filed";
    EXPECT_EQ(inOutbox(id).state, OutboxState::Submitted);
    ASSERT_EQ(must(m_reader->outboxWithoutCopy(m_account)).size(), 1);
    EXPECT_EQ(inOutbox(id).recipients, accepted()) << "the other one is the draft's";
    EXPECT_EQ(codeOf(m_store->retryOutbox(id, 0)), ErrorCode::BadValue) << "never again to who has it";
    must(m_store->markFiled(id));
    EXPECT_FALSE(isInOutbox(id)) << "all that is left of it has arrived";
    EXPECT_EQ(must(m_reader->draft(draft.id)).cc, u"cc@mail.example"_s) << "the new draft stays";
}

TEST_F(OutboxTest, anAccountsMessagesGoWithIt) {
    const AccountId other = must(m_store->addAccount(sampleAccount(u"bob@other.example"_s)));
    NewOutboxMessage others = sampleSending();
    others.message.account = other;
    others.message.via = other;
    others.draft = sampleDraft();
    others.draft->account = other;
    const OutboxId gone = queueOne(others);
    const OutboxId mine = queueWithDraft();
    must(m_store->removeAccount(other));
    EXPECT_FALSE(isInOutbox(gone));
    EXPECT_TRUE(isInOutbox(mine));
    EXPECT_EQ(number("SELECT count(*) FROM draft"), 1);
}

TEST_F(OutboxTest, whatTheConnectionWasRefusedForIsForgottenWithANewPassword_S17) {
    const OutboxId refused = queueOne();
    const OutboxId later = queueOne();
    const OutboxId failed = queueOne();
    must(m_store->postponeOutbox(refused, 0, {ErrorKind::Auth, ErrorCode::CredentialsRejected, "535 no", {}}, {}));
    must(m_store->postponeOutbox(later, QDateTime::currentMSecsSinceEpoch() + 60'000, busy(), {}));
    must(m_store->markFailed(failed, refusal(), {}));
    must(m_store->forgetOutboxErrors(m_account));
    EXPECT_FALSE(inOutbox(refused).error);
    EXPECT_EQ(inOutbox(refused).attempts, 1);
    EXPECT_TRUE(inOutbox(later).error) << "it was refused itself, for now";
    EXPECT_TRUE(inOutbox(failed).error);
}

TEST_F(OutboxTest, whatWasRelayedGoesByItsOwnServerOnceTheRelayIsRemoved_S18) {
    const AccountId relay = must(m_store->addAccount(sampleAccount(u"relay@other.example"_s)));
    NewOutboxMessage relayed = sampleSending();
    relayed.message.via = relay;
    const OutboxId waiting = queueOne(relayed);
    const OutboxId under = queueOne(relayed);
    const OutboxId given = queueOne(relayed);
    toSending(under);
    toDataGiven(given);
    must(m_store->removeAccount(relay));
    for (const OutboxId id : {waiting, under, given})
        EXPECT_EQ(inOutbox(id).via, m_account);
    EXPECT_EQ(inOutbox(waiting).state, OutboxState::Queued);
    EXPECT_EQ(inOutbox(under).state, OutboxState::Queued);
    EXPECT_EQ(inOutbox(given).state, OutboxState::Unknown);
    EXPECT_EQ(codeOf(m_store->markDataGiven(under)), ErrorCode::BadValue) << "the old worker is too late";
}

TEST_F(OutboxTest, whoKeepsTheCopyIsRememberedUntilTheServerChanges_S14) {
    EXPECT_EQ(must(m_reader->sentCopyKnowledge(m_account)), SentCopyKnowledge::Unknown);
    must(m_store->setSentCopyKnowledge(m_account, SentCopyKnowledge::ServerKeeps));
    openStore();
    EXPECT_EQ(must(m_reader->sentCopyKnowledge(m_account)), SentCopyKnowledge::ServerKeeps);
    model::Account account = must(m_reader->accounts())[0];
    account.name = u"Another name"_s;
    must(m_store->updateAccount(account));
    EXPECT_EQ(must(m_reader->sentCopyKnowledge(m_account)), SentCopyKnowledge::ServerKeeps);
    account.outgoing.host = u"smtp.other.example"_s;
    must(m_store->updateAccount(account));
    EXPECT_EQ(must(m_reader->sentCopyKnowledge(m_account)), SentCopyKnowledge::Unknown);
    EXPECT_EQ(codeOf(m_reader->sentCopyKnowledge(AccountId(99))), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(m_store->setSentCopyKnowledge(AccountId(99), SentCopyKnowledge::WeAppend)), ErrorCode::NotFound);
}

} // namespace
} // namespace tributary::store::tst_Outbox
