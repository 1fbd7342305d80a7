// SPDX-License-Identifier: GPL-3.0-or-later
// Which messages have arrived, and that what filters and the vacation reply do to each is done once (S4, S5).
#include "SendingFixture.h"

#include <QElapsedTimer>
#include <QThread>

namespace tributary::store::tst_Arrivals {
namespace {

using namespace Qt::Literals::StringLiterals;
using model::FilterVerb;

class ArrivalsTest : public SendingTest {
  protected:
    void SetUp() override {
        SendingTest::SetUp();
        m_filter = must(m_store->saveFilter(filter()));
    }

    model::Filter filter() const {
        model::Filter filter;
        filter.account = m_account;
        filter.name = u"lists"_s;
        filter.conditions = {{model::FilterField::Subject, model::FilterTest::Contains, false, {}, u"list"_s}};
        filter.actions = {{FilterVerb::Move, u"Archive"_s}};
        filter.sinceMs = nowMs() - 60'000;
        return filter;
    }
    /// One that has come just now.
    NewMessage fresh(quint32 uid, const QString& subject = u"list one"_s) const {
        NewMessage message = mail(uid, subject);
        message.internalDateMs = nowMs() + uid * 1000;
        return message;
    }
    QList<MessageId> arrived() {
        QList<MessageId> ids;
        for (const Arrival& one : must(m_reader->arrivals(m_account, {}, 100)))
            ids.append(one.message);
        return ids;
    }
    ReadyAction moveTo(MailboxId mailbox, const QString& name) const { return {{FilterVerb::Move, name}, m_filter, u"lists"_s, mailbox, {}}; }
    ReadyAction doing(FilterVerb verb, const QString& target = {}, MailboxId mailbox = {}) const { return {{verb, target}, m_filter, u"lists"_s, mailbox, {}}; }
    Settled settle(const Settlement& settlement) { return must(m_store->settleArrivals({settlement})).value(0); }
    Settled settle(MessageId id, const QList<ReadyAction>& actions) { return settle({id, m_inbox, actions, {}}); }
    ReadyReply reply(const QString& sender) const {
        ReadyReply ready;
        ready.sender = sender;
        ready.mail = sampleSending({sender});
        ready.mail.message.from.clear();
        return ready;
    }
    void turnVacationOn() {
        model::Vacation vacation;
        vacation.account = m_account;
        vacation.on = true;
        vacation.reply.text = u"away"_s;
        must(m_store->saveVacation(vacation));
    }

    FilterId m_filter;
};

TEST_F(ArrivalsTest, S5_aNewMessageOfInboxWaitsForItsFilters) {
    const MessageId id = have(m_inbox, fresh(1));
    EXPECT_EQ(arrived(), QList<MessageId>{id});
    EXPECT_EQ(must(m_reader->arrivalsWaiting(m_account)), 1);
    openStore();
    EXPECT_EQ(arrived(), QList<MessageId>{id}) << "over a restart";
}

TEST_F(ArrivalsTest, S5_whereNothingIsAskedForNothingWaits) {
    must(m_store->removeFilter(m_filter));
    (void)have(m_inbox, fresh(1));
    EXPECT_TRUE(arrived().isEmpty());
    model::Filter off = filter();
    off.enabled = false;
    (void)must(m_store->saveFilter(off));
    (void)have(m_inbox, fresh(2, u"list two"_s));
    EXPECT_TRUE(arrived().isEmpty()) << "turned off";
    turnVacationOn();
    const MessageId id = have(m_inbox, fresh(3, u"list three"_s));
    EXPECT_EQ(arrived(), QList<MessageId>{id}) << "the vacation reply asks for it";
}

TEST_F(ArrivalsTest, S5_whatIsOldOrElsewhereHasNotArrived) {
    (void)have(m_archive, fresh(1));
    NewMessage old = fresh(2, u"before the filter"_s);
    old.internalDateMs = nowMs() - 120'000;
    (void)have(m_inbox, old);
    EXPECT_TRUE(arrived().isEmpty());
    model::Filter all = filter();
    all.sinceMs = 0;
    (void)must(m_store->saveFilter(all));
    NewMessage ancient = fresh(3, u"put there"_s);
    ancient.internalDateMs = nowMs() - kArrivesWithinMs - 1;
    (void)have(m_inbox, ancient);
    EXPECT_TRUE(arrived().isEmpty());
}

TEST_F(ArrivalsTest, S5_whatCameInALongAbsenceHasArrivedAndWhatIsBroughtHereHasNot) {
    const qint64 leftMs = nowMs();
    MailboxDelta looked = deltaFor(m_inbox);
    looked.added = {fresh(1)};
    must(m_store->apply(looked));
    looked = deltaFor(m_inbox); // the end of the pass
    looked.uidNext = Uid(2);
    looked.listComplete = true;
    must(m_store->apply(looked));
    (void)settle(arrived().value(0), {});
    model::Filter all = filter();
    all.sinceMs = 0;
    (void)must(m_store->saveFilter(all));
    m_clock.advance(std::chrono::hours(24 * 35));
    NewMessage first = fresh(2, u"list two"_s), second = fresh(3, u"list three"_s), brought = fresh(4, u"brought by another client"_s);
    first.internalDateMs = leftMs + 3'600'000;
    second.internalDateMs = leftMs + 24 * 3'600'000;
    brought.internalDateMs = leftMs - 24 * 3'600'000;
    const MessageId a = have(m_inbox, first);
    openStore(); // the pass was cut off
    const MessageId b = have(m_inbox, second);
    (void)have(m_inbox, brought);
    EXPECT_EQ(arrived(), (QList<MessageId>{a, b}));
}

TEST_F(ArrivalsTest, S5_whatTheUserMovesOrCopiesHereHasNotArrived) {
    const MessageId id = have(m_archive, fresh(1));
    (void)move(id, m_inbox);
    NewMessage listed = fresh(1); // as the server lists it then
    listed.uid = Uid(9);
    add(m_inbox, {listed});
    (void)copy(have(m_archive, fresh(2, u"list two"_s)), m_inbox);
    EXPECT_TRUE(arrived().isEmpty());
}

TEST_F(ArrivalsTest, S5_whatAnotherClientMovesHereHasNotArrived) {
    (void)have(m_archive, fresh(1));
    NewMessage moved = fresh(1);
    moved.uid = Uid(9);
    (void)have(m_inbox, moved);
    EXPECT_TRUE(arrived().isEmpty());
}

TEST_F(ArrivalsTest, S5_whatAServersIdNamesArrivesOnceWhereverItsCopiesLie) {
    NewMessage message = fresh(1);
    message.emailId = "M1";
    (void)have(m_archive, message); // a filter of another client's has copied it there
    message.uid = Uid(9);
    const MessageId id = have(m_inbox, message);
    EXPECT_EQ(arrived(), QList<MessageId>{id});
    (void)settle(id, {});
    message.uid = Uid(10);
    (void)have(m_inbox, message);
    EXPECT_TRUE(arrived().isEmpty()) << "it was here";
}

TEST_F(ArrivalsTest, S5_whatAServersIdNamesAndHasLainElsewhereHasNotArrived) {
    NewMessage message = fresh(1);
    message.emailId = "M1";
    (void)have(m_archive, message);
    m_clock.advance(std::chrono::minutes(11));
    message.uid = Uid(9);
    (void)have(m_inbox, message);
    EXPECT_TRUE(arrived().isEmpty()) << "another client has moved or labelled it here";
    NewMessage other = fresh(2, u"list two"_s);
    other.emailId = "M2";
    const MessageId id = have(m_inbox, other);
    EXPECT_EQ(arrived(), QList<MessageId>{id});
}

TEST_F(ArrivalsTest, S5_whatAFilterAtTheServerCopiesHasArrivedAlsoWhereTheServerHasStoppedSince) {
    model::Filter copies = filter();
    copies.id = m_filter;
    copies.actions = {{FilterVerb::Copy, u"Archive"_s}};
    (void)must(m_store->saveFilter(copies));
    must(m_store->putServerPlan(must(m_reader->sieveState(m_account)), {{m_filter}, false, nowMs() - 60'000}));
    const NewMessage message = fresh(1), later = fresh(2, u"list two"_s);
    (void)have(m_archive, message);
    m_clock.advance(std::chrono::milliseconds(1'500));
    must(m_store->putServerPlan(must(m_reader->sieveState(m_account)), {}));
    const MessageId id = have(m_inbox, message);
    EXPECT_EQ(arrived(), QList<MessageId>{id});
    (void)have(m_archive, later);
    (void)have(m_inbox, later);
    EXPECT_EQ(arrived(), QList<MessageId>{id}) << "the server copies nothing any more: another client did";
}

TEST_F(ArrivalsTest, S5_whatIsStarredElsewhereHasArrivedAllTheSame) {
    (void)have(addMailbox(u"[Gmail]/Starred"_s, model::SpecialUse::Flagged), fresh(1));
    NewMessage message = fresh(1);
    message.uid = Uid(9);
    const MessageId id = have(m_inbox, message);
    EXPECT_EQ(arrived(), QList<MessageId>{id});
}

TEST_F(ArrivalsTest, S5_aNewUidValidityMakesNoArrivals) {
    const MessageId id = have(m_inbox, fresh(1));
    (void)settle(id, {});
    reset(m_inbox, 8, {fresh(1)});
    EXPECT_TRUE(arrived().isEmpty()) << "found again";
    NewMessage other = fresh(1);
    other.subject = u"found by nothing but its id"_s;
    must(m_store->removeFilter(m_filter));
    (void)must(m_store->saveFilter(filter()));
    MailboxDelta expunged = deltaFor(m_inbox);
    expunged.uidValidity = UidValidity(8);
    expunged.gone = {Uid(1)};
    must(m_store->apply(expunged));
    m_clock.advance(std::chrono::hours(24 * 3));
    must(m_store->expireKept(nowMs()));
    reset(m_inbox, 9, {other});
    EXPECT_TRUE(arrived().isEmpty()) << "its row is gone, and it was here";
}

TEST_F(ArrivalsTest, S5_whatWaitsIsKeptOverAUidValidity) {
    const MessageId id = have(m_inbox, fresh(1));
    reset(m_inbox, 8);
    EXPECT_TRUE(arrived().isEmpty()) << "until it is listed";
    MailboxDelta delta = deltaFor(m_inbox);
    delta.uidValidity = UidValidity(8);
    delta.added = {fresh(1)};
    must(m_store->apply(delta));
    EXPECT_EQ(arrived(), QList<MessageId>{id});
}

TEST_F(ArrivalsTest, S5_actionsAreDoneInTheTransactionThatEndsTheWait) {
    const MessageId id = have(m_inbox, fresh(1));
    const Settled settled = settle(id, {doing(FilterVerb::Flag), doing(FilterVerb::Label, u"work"_s), doing(FilterVerb::MarkRead), moveTo(m_archive, u"Archive"_s)});
    EXPECT_TRUE(settled.wasWaiting);
    EXPECT_EQ(settled.done, 4);
    EXPECT_TRUE(arrived().isEmpty());
    EXPECT_TRUE(shows(m_archive, id));
    EXPECT_TRUE(summary(id).flags.has(model::Flag::Flagged));
    EXPECT_TRUE(summary(id).flags.has(model::Flag::Seen));
    EXPECT_TRUE(summary(id).flags.keywords.contains(u"work"_s));
    EXPECT_EQ(queue().moves.size(), 1);
    EXPECT_EQ(queue().flags.size(), 3);
    const auto traces = must(m_reader->filterTraces(id));
    ASSERT_EQ(traces.size(), 4);
    EXPECT_EQ(traces.first().filterName, u"lists"_s);
    EXPECT_EQ(traces.first().action.verb, FilterVerb::Move);
    EXPECT_EQ(traces.first().action.target, u"Archive"_s);
    EXPECT_FALSE(traces.first().isApplied);
    EXPECT_TRUE(must(m_reader->changes(10)).isEmpty()) << "not the user's";
}

TEST_F(ArrivalsTest, S5_aMessageIsSettledOnce) {
    const MessageId id = have(m_inbox, fresh(1));
    (void)settle(id, {doing(FilterVerb::Copy, u"Archive"_s, m_archive)});
    const Settled again = settle(id, {doing(FilterVerb::Copy, u"Archive"_s, m_archive)});
    EXPECT_FALSE(again.wasWaiting);
    EXPECT_EQ(list(m_archive).size(), 1);
    EXPECT_EQ(must(m_reader->filterTraces(list(m_archive).first().id)).size(), 1) << "the copy says why it is there";
}

TEST_F(ArrivalsTest, S5_theUserWasFirst) {
    const MessageId id = have(m_inbox, fresh(1));
    (void)move(id, m_trash);
    const Settled settled = settle(id, {moveTo(m_archive, u"Archive"_s)});
    EXPECT_TRUE(settled.wasWaiting);
    EXPECT_EQ(settled.done, 0);
    EXPECT_TRUE(shows(m_trash, id));
    EXPECT_TRUE(must(m_reader->filterTraces(id)).isEmpty());
}

TEST_F(ArrivalsTest, S5_aMailboxThatIsGoneIsNoPlace) {
    const MessageId id = have(m_inbox, fresh(1));
    (void)must(m_store->deleteMailbox(m_archive));
    EXPECT_EQ(settle(id, {moveTo(m_archive, u"Archive"_s)}).done, 0);
    EXPECT_TRUE(shows(m_inbox, id));
}

TEST_F(ArrivalsTest, S5_junkIsMarkedAndMoved) {
    const MailboxId junk = addMailbox(u"Junk"_s, model::SpecialUse::Junk);
    const MessageId id = have(m_inbox, fresh(1));
    (void)settle(id, {doing(FilterVerb::Junk, {}, junk)});
    EXPECT_TRUE(shows(junk, id));
    EXPECT_TRUE(summary(id).flags.has(model::Flag::Junk));
}

TEST_F(ArrivalsTest, S5_aForwardLeavesOnceForAMessageId) {
    NewMessage first = fresh(1);
    first.messageIdHeader = "circle@sender.example";
    NewMessage second = fresh(2, u"list again"_s);
    second.messageIdHeader = "circle@sender.example";
    const MessageId a = have(m_inbox, first), b = have(m_inbox, second);
    ReadyAction forward = doing(FilterVerb::Forward, u"bob@mail.example"_s);
    forward.forward = sampleSending({u"bob@mail.example"_s});
    EXPECT_EQ(settle(a, {forward}).done, 1);
    EXPECT_EQ(settle(b, {forward}).done, 0);
    EXPECT_EQ(must(m_reader->outbox()).size(), 1);
    EXPECT_EQ(must(m_reader->filterTraces(a)).size(), 1);
}

TEST_F(ArrivalsTest, S5_whatCannotBeQueuedChangesNothing) {
    const MessageId id = have(m_inbox, fresh(1));
    ReadyAction forward = doing(FilterVerb::Forward, u"bob@mail.example"_s);
    forward.forward = sampleSending({}); // to nobody
    const auto settled = m_store->settleArrivals({{id, m_inbox, {doing(FilterVerb::Flag), forward}, {}}});
    EXPECT_EQ(codeOf(settled), ErrorCode::FieldMissing);
    EXPECT_EQ(arrived(), QList<MessageId>{id});
    EXPECT_FALSE(summary(id).flags.has(model::Flag::Flagged));
    EXPECT_TRUE(must(m_reader->filterTraces(id)).isEmpty());
}

TEST_F(ArrivalsTest, S4_aReplyGoesOncePerSenderAndInterval) {
    turnVacationOn();
    const MessageId a = have(m_inbox, fresh(1)), b = have(m_inbox, fresh(2, u"two"_s));
    EXPECT_TRUE(settle({a, m_inbox, {}, reply(u"Stranger@Sender.example"_s)}).replied);
    EXPECT_FALSE(settle({b, m_inbox, {}, reply(u"stranger@sender.example"_s)}).replied) << "in any case";
    const auto outbox = must(m_reader->outbox());
    ASSERT_EQ(outbox.size(), 1);
    EXPECT_TRUE(outbox.first().from.isEmpty()) << "the null reverse-path";
    EXPECT_FALSE(must(m_reader->hasWrittenTo(u"stranger@sender.example"_s))) << "the user has not";
    EXPECT_EQ(must(m_reader->vacationReplies(m_account, nowMs())).answered, 1);
    m_clock.advance(std::chrono::hours(25));
    const MessageId c = have(m_inbox, fresh(3, u"three"_s));
    EXPECT_TRUE(settle({c, m_inbox, {}, reply(u"stranger@sender.example"_s)}).replied);
    openStore();
    EXPECT_TRUE(must(m_reader->lastReplyMs(m_account, u"stranger@sender.example"_s)).has_value()) << "over a restart";
}

TEST_F(ArrivalsTest, S4_whoIsNamedInSentWasWrittenTo) {
    const auto wasWrittenTo = [this](const QString& address) { return must(m_reader->hasWrittenTo(address)); };
    NewMessage sent = fresh(1, u"from the phone"_s);
    sent.to = {{u"Jane"_s, u"\"Jane\"@Work.example"_s}};
    sent.cc = {{{}, u"bob@work.example"_s}};
    (void)have(m_archive, fresh(2, u"sent by others"_s));
    EXPECT_FALSE(wasWrittenTo(u"jane@work.example"_s));
    (void)have(m_sent, sent);
    EXPECT_TRUE(wasWrittenTo(u"jane@work.example"_s));
    EXPECT_TRUE(wasWrittenTo(u"BOB@work.example"_s));
    for (const model::Address& one : fresh(2).to)
        EXPECT_FALSE(wasWrittenTo(one.addrSpec)) << "named elsewhere than in Sent";
    const MessageId id = have(m_inbox, fresh(3, u"list three"_s));
    ReadyAction forward = doing(FilterVerb::Forward, u"carol@mail.example"_s);
    forward.forward = sampleSending({u"carol@mail.example"_s});
    EXPECT_EQ(settle(id, {forward}).done, 1);
    EXPECT_FALSE(wasWrittenTo(u"carol@mail.example"_s)) << "by a filter";
    (void)queueOne(sampleSending({u"dave@mail.example"_s}));
    EXPECT_TRUE(wasWrittenTo(u"dave@mail.example"_s));
}

TEST_F(ArrivalsTest, S4_whatLiesInSentFromBeforeIsFound) {
    NewMessage sent = fresh(1, u"years ago"_s);
    sent.to = {{{}, u"jane@work.example"_s}};
    (void)have(m_sent, sent);
    m_reader.reset();
    m_store.reset();
    {
        detail::Connection connection(detail::databasePath(m_options.directory), detail::Connection::Mode::ReadWrite);
        connection.execute("DELETE FROM written_to; INSERT INTO store_fact (name, value) SELECT 'written_unfilled', max(id) FROM message");
    }
    openStore();
    QElapsedTimer clock;
    clock.start();
    while (!must(m_reader->hasWrittenTo(u"jane@work.example"_s)) && clock.elapsed() < 30'000)
        QThread::msleep(10);
    EXPECT_TRUE(must(m_reader->hasWrittenTo(u"jane@work.example"_s)));
}

TEST_F(ArrivalsTest, S4_whatComesInTheSecondInWhichTheReplyIsTurnedOnWaitsForIt) {
    must(m_store->removeFilter(m_filter));
    m_clock.advance(std::chrono::milliseconds(700));
    turnVacationOn();
    NewMessage message = fresh(1), before = fresh(2, u"two"_s);
    message.internalDateMs = nowMs() - 700; // servers tell whole seconds, and their clocks are not ours
    before.internalDateMs = nowMs() - kServerClockMs - 1'000;
    const MessageId id = have(m_inbox, message);
    (void)have(m_inbox, before);
    EXPECT_EQ(arrived(), QList<MessageId>{id});
}

TEST_F(ArrivalsTest, S4_fiftyAnHourAreEnough) {
    turnVacationOn();
    for (int i = 1; i <= kRepliesAnHour; ++i) {
        const MessageId id = have(m_inbox, fresh(static_cast<quint32>(i), u"mail %1"_s.arg(i)));
        ASSERT_TRUE(settle({id, m_inbox, {}, reply(u"s%1@sender.example"_s.arg(i))}).replied) << i;
    }
    const MessageId one = have(m_inbox, fresh(900, u"one more"_s));
    const Settled settled = settle({one, m_inbox, {}, reply(u"last@sender.example"_s)});
    EXPECT_FALSE(settled.replied);
    EXPECT_TRUE(settled.switchedOff);
    EXPECT_FALSE(must(m_reader->vacation(m_account)).on);
    const auto replies = must(m_reader->vacationReplies(m_account, nowMs()));
    EXPECT_EQ(replies.stopped, model::VacationStop::TooMany);
    EXPECT_EQ(replies.lastHour, kRepliesAnHour);
}

TEST_F(ArrivalsTest, S4_aClockThatWasAheadKeepsNobodyFromAReply) {
    turnVacationOn();
    const QDateTime right = m_clock.utcNow();
    m_clock.setUtc(right.addDays(400));
    const MessageId a = have(m_inbox, fresh(1));
    ASSERT_TRUE(settle({a, m_inbox, {}, reply(u"s@sender.example"_s)}).replied);
    m_clock.setUtc(right);
    const MessageId b = have(m_inbox, fresh(2, u"two"_s));
    EXPECT_FALSE(settle({b, m_inbox, {}, reply(u"s@sender.example"_s)}).replied) << "counts as of now";
    m_clock.advance(std::chrono::hours(25));
    const MessageId c = have(m_inbox, fresh(3, u"three"_s));
    EXPECT_TRUE(settle({c, m_inbox, {}, reply(u"s@sender.example"_s)}).replied);
}

TEST_F(ArrivalsTest, S5_applyNowIsOneChangeThatCanBeUndone) {
    const MessageId a = have(m_inbox, fresh(1)), b = have(m_inbox, fresh(2, u"list two"_s));
    AppliedFilters applied;
    applied.detail = u"lists"_s;
    applied.messages = {{a, m_inbox, {doing(FilterVerb::Flag), moveTo(m_archive, u"Archive"_s)}, {}}};
    const ApplyStep first = must(m_store->applyFilters(applied));
    applied.change = first.change;
    applied.messages = {{b, m_inbox, {moveTo(m_archive, u"Archive"_s)}, {}}};
    const ApplyStep second = must(m_store->applyFilters(applied));
    EXPECT_EQ(first.change, second.change);
    EXPECT_EQ(first.changed + second.changed, 2);
    const auto changes = must(m_reader->changes(10));
    ASSERT_EQ(changes.size(), 1);
    EXPECT_EQ(changes.first().kind, model::ChangeKind::ApplyFilters);
    EXPECT_EQ(changes.first().messages, 2);
    must(m_store->undo(first.change));
    EXPECT_TRUE(shows(m_inbox, a));
    EXPECT_TRUE(shows(m_inbox, b));
    EXPECT_FALSE(summary(a).flags.has(model::Flag::Flagged));
}

TEST_F(ArrivalsTest, S5_whatApplyNowDidIsNotToldOfOnceItIsUndone) {
    const MessageId a = have(m_inbox, fresh(1)), b = have(m_inbox, fresh(2, u"list two"_s));
    (void)settle(a, {doing(FilterVerb::Label, u"lists"_s)});
    AppliedFilters applied;
    applied.messages = {{a, m_inbox, {moveTo(m_archive, u"Archive"_s)}, {}}, {b, m_inbox, {doing(FilterVerb::Copy, u"Archive"_s, m_archive)}, {}}};
    const ApplyStep step = must(m_store->applyFilters(applied));
    ASSERT_EQ(must(m_reader->filterTraces(a)).size(), 2);
    ASSERT_EQ(must(m_reader->filterTraces(b)).size(), 1);
    must(m_store->undo(step.change));
    const auto left = must(m_reader->filterTraces(a));
    ASSERT_EQ(left.size(), 1) << "what it did on arrival stays true";
    EXPECT_FALSE(left.first().isApplied);
    EXPECT_TRUE(must(m_reader->filterTraces(b)).isEmpty());
    EXPECT_EQ(must(m_reader->filterUse(m_account)).value(m_filter.value).taken, 1);
}

TEST_F(ArrivalsTest, S5_applyNowWhereNothingDiffersIsNoChange) {
    const MessageId a = have(m_inbox, fresh(1));
    (void)flag(a, u"\\Flagged"_s);
    const auto before = must(m_reader->changes(10)).size();
    AppliedFilters applied;
    applied.messages = {{a, m_inbox, {doing(FilterVerb::Flag)}, {}}};
    EXPECT_FALSE(must(m_store->applyFilters(applied)).change.isValid());
    EXPECT_EQ(must(m_reader->changes(10)).size(), before);
    EXPECT_TRUE(must(m_reader->filterTraces(a)).isEmpty());
}

} // namespace
} // namespace tributary::store::tst_Arrivals
