// SPDX-License-Identifier: GPL-3.0-or-later
// Filters, vacation replies and what is known of Sieve servers, as they are kept (S4, S5).
#include "SendingFixture.h"

namespace tributary::store::tst_Filters {
namespace {

using namespace Qt::Literals::StringLiterals;
using model::FilterField;
using model::FilterTest;
using model::FilterVerb;

class FiltersTest : public SendingTest {
  protected:
    model::Filter sample(const QString& name) const {
        model::Filter filter;
        filter.account = m_account;
        filter.name = name;
        filter.join = model::FilterJoin::Any;
        filter.conditions = {{FilterField::Header, FilterTest::Exists, true, u"X-Spam"_s, {}}, {FilterField::Subject, FilterTest::Contains, false, {}, u"会議"_s}};
        filter.actions = {{FilterVerb::Label, u"work"_s}, {FilterVerb::Stop, {}}};
        filter.sinceMs = 1'700'000'000'000;
        return filter;
    }
    FilterId save(const model::Filter& filter) { return must(m_store->saveFilter(filter)); }
    QStringList names() {
        QStringList list;
        for (const StoredFilter& one : must(m_reader->filters(m_account)))
            list.append(one.filter.name);
        return list;
    }
    std::optional<QString> listOf(MessageId id) { return must(m_reader->factsOf({id})).value(0).listId; }
    static NewMessage ofList(NewMessage message, const QString& listId) {
        message.listId = listId;
        return message;
    }
    /// What nobody waits for is through.
    void settleWrites() { must(m_store->forgetArrivals(0)); }
};

TEST_F(FiltersTest, S5_aRowKnowsItsListOnceTheMessageWasRead) {
    const QString list = u"会議 <meetings.lists.example>"_s;
    const MessageId id = have(m_inbox, headers(mail(1, u"one"_s)));
    EXPECT_EQ(listOf(id), std::nullopt) << "an ENVELOPE does not say";
    add(m_inbox, {ofList(mail(1, u"one"_s), list)});
    EXPECT_EQ(listOf(id), list);
    EXPECT_EQ(must(m_reader->facts({m_account, m_inbox, {}, 10})).value(0).listId, list) << "on its page, too";
    const MessageId none = have(m_inbox, ofList(mail(2, u"two"_s), QString()));
    EXPECT_EQ(listOf(none), QString()) << "known: there is none";
    const MessageId unread = have(m_inbox, mail(3, u"three"_s));
    EXPECT_EQ(listOf(unread), std::nullopt) << "its bytes were not looked at";
    openStore();
    EXPECT_EQ(listOf(id), list);
    EXPECT_EQ(listOf(none), QString());
}

TEST_F(FiltersTest, S5_whatTheHeaderSaidOfTheListStaysWhenABodyCannotBeRead) {
    const MessageId id = have(m_inbox, headers(ofList(mail(1, u"one"_s), u"<l.example>"_s)));
    EXPECT_EQ(listOf(id), u"<l.example>"_s);
    NewMessage body = mail(1, u"one"_s);
    body.isRead = false;
    add(m_inbox, {body});
    EXPECT_EQ(summary(id).body, model::BodyState::Whole);
    EXPECT_EQ(listOf(id), u"<l.example>"_s);
}

TEST_F(FiltersTest, S5_copiesAndTwinsKnowTheListOfTheMessage) {
    NewMessage whole = ofList(mail(1, u"one"_s), u"<l.example>"_s);
    whole.emailId = "e1";
    const MessageId source = have(m_inbox, whole);
    (void)copy(source, m_archive);
    ASSERT_EQ(list(m_archive).size(), 1);
    EXPECT_EQ(listOf(list(m_archive).first().id), u"<l.example>"_s) << "a copy";
    NewMessage listed = headers(mail(5, u"one"_s));
    listed.emailId = "e1";
    EXPECT_EQ(listOf(have(m_sent, listed)), u"<l.example>"_s) << "the same content: its body need not be fetched";
    NewMessage early = headers(mail(6, u"two"_s)), late = ofList(mail(7, u"two"_s), u"<m.example>"_s);
    early.emailId = late.emailId = "e2";
    const MessageId twin = have(m_sent, early);
    EXPECT_EQ(listOf(twin), std::nullopt);
    (void)have(m_inbox, late);
    EXPECT_EQ(listOf(twin), u"<m.example>"_s) << "it came into the body of its twin";
}

TEST_F(FiltersTest, S5_aListThatIsFoundLaterIsNotedWhereNoneIsKnown) {
    const MessageId id = have(m_inbox, mail(1, u"one"_s)), known = have(m_inbox, ofList(mail(2, u"two"_s), u"<l.example>"_s));
    m_store->noteListIds({{id, QString()}, {known, u"<other.example>"_s}, {MessageId(999), u"<gone.example>"_s}});
    settleWrites();
    EXPECT_EQ(listOf(id), QString());
    EXPECT_EQ(listOf(known), u"<l.example>"_s) << "what a row knows stays";
}

TEST_F(FiltersTest, S5_aFilterIsKeptAsItWasMade) {
    model::Filter filter = sample(u"one"_s);
    filter.id = save(filter);
    openStore();
    EXPECT_EQ(must(m_reader->filter(filter.id)).filter, filter);
    filter.enabled = false;
    filter.conditions.removeFirst();
    filter.actions = {{FilterVerb::Move, u"Archive"_s}};
    EXPECT_EQ(save(filter), filter.id);
    EXPECT_EQ(must(m_reader->filter(filter.id)).filter, filter);
}

TEST_F(FiltersTest, S5_theyRunInTheUsersOrder) {
    const FilterId a = save(sample(u"a"_s));
    (void)save(sample(u"b"_s));
    const FilterId c = save(sample(u"c"_s));
    EXPECT_EQ(names(), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
    must(m_store->moveFilter(c, 0));
    EXPECT_EQ(names(), (QStringList{u"c"_s, u"a"_s, u"b"_s}));
    must(m_store->moveFilter(a, 99));
    EXPECT_EQ(names(), (QStringList{u"c"_s, u"b"_s, u"a"_s}));
    (void)save(sample(u"d"_s));
    EXPECT_EQ(names().last(), u"d"_s);
    must(m_store->removeFilter(c));
    EXPECT_EQ(names().first(), u"b"_s);
    EXPECT_EQ(codeOf(m_reader->filter(c)), ErrorCode::NotFound);
    EXPECT_EQ(m_store->removeFilter(c).error().code, ErrorCode::NotFound);
}

TEST_F(FiltersTest, S5_whatWasRemovedComesBackWithItsIdItsPlaceAndItsTraces) {
    const FilterId a = save(sample(u"a"_s)), b = save(sample(u"b"_s));
    (void)save(sample(u"c"_s));
    const MessageId message = have(m_inbox, mail(1, u"list"_s));
    AppliedFilters applied;
    applied.messages = {{message, m_inbox, {ReadyAction{{FilterVerb::Flag, {}}, b, u"b"_s, {}, {}}}, {}}};
    (void)must(m_store->applyFilters(applied));
    must(m_store->putServerPlan(must(m_reader->sieveState(m_account)), {{b}, false, 5'000}));
    const model::Filter removed = must(m_reader->filter(b)).filter;
    must(m_store->removeFilter(b));
    EXPECT_EQ(save(sample(u"d"_s)).value, b.value + 2) << "the id is not given to another";
    {
        Announced announced(*m_store);
        const auto before = announced.take<model::FiltersChanged>(*m_store).size(); // of what was saved a moment ago
        must(m_store->restoreFilter(removed, 1));
        EXPECT_EQ(announced.take<model::FiltersChanged>(*m_store).size(), before + 1);
    }
    openStore();
    EXPECT_EQ(must(m_reader->filter(b)).filter, removed);
    EXPECT_EQ(must(m_reader->filter(b)).serverSinceMs, 0) << "the script there has lost it, when it is visited";
    EXPECT_EQ(must(m_reader->filter(b)).olderSinceMs, 5'000) << "and has it until then";
    EXPECT_TRUE(must(m_reader->sieveState(m_account)).isBehind);
    EXPECT_EQ(names(), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
    EXPECT_EQ(must(m_reader->filterTraces(message)).value(0).filter, b);
    EXPECT_EQ(must(m_reader->filterUse(m_account)).value(b.value).taken, 1);
    const model::Filter first = must(m_reader->filter(a)).filter;
    must(m_store->removeFilter(a));
    must(m_store->restoreFilter(first, 0));
    EXPECT_EQ(names().first(), u"a"_s);
}

TEST_F(FiltersTest, S5_onlyWhatIsGoneComesBack) {
    model::Filter filter = sample(u"one"_s);
    EXPECT_EQ(codeOf(m_store->restoreFilter(filter, 0)), ErrorCode::BadValue) << "it was never saved";
    filter.id = save(filter);
    EXPECT_EQ(codeOf(m_store->restoreFilter(filter, 0)), ErrorCode::BadValue) << "it is there";
    must(m_store->removeFilter(filter.id));
    (void)must(m_store->addFilters(QList<model::Filter>(kMostFilters, sample(u"many"_s))));
    EXPECT_EQ(m_store->restoreFilter(filter, 0).error().detail, u"too-many-filters"_s);
    must(m_store->removeAccount(m_account));
    EXPECT_EQ(codeOf(m_store->restoreFilter(filter, 0)), ErrorCode::NotFound);
    EXPECT_EQ(number("SELECT count(*) FROM filter"), 0);
}

TEST_F(FiltersTest, S5_aThousandAreEnough) {
    QList<model::Filter> many(kMostFilters, sample(u"many"_s));
    EXPECT_EQ(must(m_store->addFilters(many)).size(), kMostFilters);
    const auto one = m_store->saveFilter(sample(u"one more"_s));
    ASSERT_FALSE(one);
    EXPECT_EQ(one.error().code, ErrorCode::BadValue);
    EXPECT_EQ(codeOf(m_store->addFilters({sample(u"x"_s)})), ErrorCode::BadValue);
}

TEST_F(FiltersTest, S5_theyGoWithTheirAccount) {
    (void)save(sample(u"one"_s));
    must(m_store->removeAccount(m_account));
    EXPECT_EQ(number("SELECT count(*) FROM filter"), 0);
    EXPECT_EQ(number("SELECT count(*) FROM filter_condition"), 0);
    EXPECT_EQ(number("SELECT count(*) FROM sieve_state"), 0);
    EXPECT_EQ(m_store->saveFilter(sample(u"two"_s)).error().code, ErrorCode::NotFound);
}

TEST_F(FiltersTest, S5_changesAreAnnouncedAndTheServerIsBehind) {
    Announced announced(*m_store);
    const FilterId id = save(sample(u"one"_s));
    EXPECT_EQ(announced.take<model::FiltersChanged>(*m_store).size(), 1);
    EXPECT_TRUE(must(m_reader->sieveState(m_account)).isBehind);
    SieveRecord record = must(m_reader->sieveState(m_account));
    record.isBehind = false;
    record.offer = SieveOffer::Offered;
    record.putScript = "keep;\r\n";
    record.activeSeen = "";
    record.otherScript = "stop";
    record.otherAnswers = record.otherCopies = true;
    record.putHashes = {"one", "two"};
    record.triedMs = 7'000;
    record.conflict = SieveConflict::ActiveChanged;
    record.error = Error{ErrorKind::Refused, ErrorCode::OverQuota, "no room", u"x"_s};
    must(m_store->putServerPlan(record, {{id}, false, 5'000}));
    EXPECT_EQ(must(m_reader->sieveState(m_account)), record);
    EXPECT_EQ(must(m_reader->filter(id)).serverSinceMs, 5'000);
    must(m_store->putServerPlan(record, {{id}, false, 9'000}));
    EXPECT_EQ(must(m_reader->filter(id)).serverSinceMs, 5'000) << "since it began";
    model::Filter changed = must(m_reader->filter(id)).filter;
    changed.name = u"two"_s;
    (void)save(changed);
    EXPECT_EQ(must(m_reader->filter(id)).serverSinceMs, 0) << "the server has another one";
    EXPECT_EQ(must(m_reader->filter(id)).olderSinceMs, 5'000) << "which runs there yet";
    EXPECT_TRUE(must(m_reader->sieveState(m_account)).isBehind);
}

TEST_F(FiltersTest, S5_whatWasChangedMeanwhileDoesNotRunAtTheServer) {
    const FilterId id = save(sample(u"one"_s));
    SieveRecord record = must(m_reader->sieveState(m_account));
    model::Filter changed = must(m_reader->filter(id)).filter;
    changed.name = u"two"_s;
    (void)save(changed); // while the script was on its way
    record.isBehind = false;
    must(m_store->putServerPlan(record, {{id}, true, 5'000}));
    EXPECT_EQ(must(m_reader->filter(id)).serverSinceMs, 0);
    EXPECT_EQ(must(m_reader->filter(id)).olderSinceMs, 5'000) << "as it was before";
    EXPECT_TRUE(must(m_reader->sieveState(m_account)).isBehind);
    ServerPlan unknown;
    unknown.mayStillRun = true;
    must(m_store->putServerPlan(must(m_reader->sieveState(m_account)), unknown)); // a conflict
    EXPECT_EQ(must(m_reader->filter(id)).olderSinceMs, 5'000);
    must(m_store->putServerPlan(must(m_reader->sieveState(m_account)), {{id}, false, 9'000}));
    EXPECT_EQ(must(m_reader->filter(id)).serverSinceMs, 9'000) << "in this form";
    EXPECT_EQ(must(m_reader->filter(id)).spans, (QList<ServerSpan>{{5'000, nowMs(), true, true}, {9'000, 0, false, false}})) << "without a gap; nobody knows what the first one did";
    must(m_store->putServerPlan(must(m_reader->sieveState(m_account)), {}));
    EXPECT_EQ(must(m_reader->filter(id)).serverSinceMs + must(m_reader->filter(id)).olderSinceMs, 0) << "taken away";
    EXPECT_EQ(must(m_reader->filter(id)).spans.value(1).untilMs, nowMs()) << "and what it had is remembered";
}

TEST_F(FiltersTest, S5_whatAFormDidAtTheServerIsRememberedWhenTheServerStops) {
    model::Filter filter = sample(u"one"_s);
    filter.actions = {{FilterVerb::Forward, u"bob@mail.example"_s}};
    filter.id = save(filter);
    must(m_store->putServerPlan(must(m_reader->sieveState(m_account)), {{filter.id}, true, 5'000}));
    filter.actions = {{FilterVerb::Copy, u"Archive"_s}};
    (void)save(filter);
    EXPECT_EQ(must(m_reader->filter(filter.id)).spans, (QList<ServerSpan>{{5'000, 0, true, false}})) << "what is saved now has never run there";
    must(m_store->removeFilter(filter.id));
    must(m_store->putServerPlan(must(m_reader->sieveState(m_account)), {}));
    must(m_store->restoreFilter(filter, 0));
    openStore();
    EXPECT_EQ(must(m_reader->filter(filter.id)).spans, (QList<ServerSpan>{{5'000, nowMs(), true, false}}));
    EXPECT_EQ(must(m_reader->filter(filter.id)).olderSinceMs, 0);
    must(m_store->forgetArrivals(nowMs() + qint64(401) * 24 * 3'600'000));
    EXPECT_TRUE(must(m_reader->filter(filter.id)).spans.isEmpty()) << "not for ever";
}

TEST_F(FiltersTest, S5_whatAVisitBeganMayRunAtTheServerUntilItsEndIsKnown) {
    const FilterId id = save(sample(u"one"_s));
    model::Vacation vacation;
    vacation.account = m_account;
    vacation.on = true;
    must(m_store->saveVacation(vacation));
    ServerPlan plan;
    plan.filters = {id};
    plan.vacation = true;
    plan.beganMs = 5'000;
    must(m_store->beginServerPlan(must(m_reader->sieveState(m_account)), plan));
    openStore(); // a kill
    EXPECT_EQ(must(m_reader->filter(id)).serverSinceMs + must(m_reader->vacationServerSinceMs(m_account)), 0);
    EXPECT_EQ(must(m_reader->filter(id)).olderSinceMs, 5'000);
    EXPECT_EQ(must(m_reader->vacationOlderSinceMs(m_account)), 5'000);
    plan.beganMs = 6'000;
    must(m_store->beginServerPlan(must(m_reader->sieveState(m_account)), plan));
    EXPECT_EQ(must(m_reader->vacationSpans(m_account)).size(), 1) << "however often";
    plan.isAsBefore = true;
    must(m_store->putServerPlan(must(m_reader->sieveState(m_account)), plan));
    EXPECT_EQ(must(m_reader->vacationOlderSinceMs(m_account)), 5'000) << "what the first one did is not known yet";
    plan.isAsBefore = false;
    plan.sinceMs = 8'000;
    plan.vacationSinceMs = 7'000;
    must(m_store->putServerPlan(must(m_reader->sieveState(m_account)), plan));
    EXPECT_EQ(must(m_reader->filter(id)).serverSinceMs, 8'000);
    EXPECT_EQ(must(m_reader->vacationServerSinceMs(m_account)), 7'000);
    EXPECT_EQ(must(m_reader->vacationSpans(m_account)), (QList<ServerSpan>{{5'000, nowMs(), false, false}, {6'000, 0, false, false}}));
}

TEST_F(FiltersTest, S5_whatTheServerHasRefusedDoesNotRunThere) {
    model::Filter filter = sample(u"one"_s);
    filter.id = save(filter);
    must(m_store->putServerPlan(must(m_reader->sieveState(m_account)), {{filter.id}, false, 5'000}));
    filter.actions.append({FilterVerb::Forward, u"bob@mail.example"_s});
    (void)save(filter);
    ServerPlan plan;
    plan.filters = {filter.id};
    plan.vacation = true;
    plan.beganMs = 6'000;
    must(m_store->beginServerPlan(must(m_reader->sieveState(m_account)), plan));
    EXPECT_EQ(must(m_reader->filter(filter.id)).spans.size(), 2);
    plan.isAsBefore = true;
    must(m_store->putServerPlan(must(m_reader->sieveState(m_account)), plan));
    EXPECT_EQ(must(m_reader->filter(filter.id)).spans, (QList<ServerSpan>{{5'000, 0, false, false}})) << "which forwards nothing";
    EXPECT_TRUE(must(m_reader->vacationSpans(m_account)).isEmpty());
}

TEST(ServerSpanTest, S4_whatClocksLeaveOpenTheServerHasHad) {
    constexpr qint64 kBegan = 10'000'000, kEnd = 20'000'000;
    const ServerSpan span{kBegan, kEnd, true, true};
    EXPECT_TRUE(span.mayHaveHad(kBegan, kBegan));
    EXPECT_TRUE(span.mayHaveHad(kBegan - kServerClockMs, kBegan)) << "its clock may be behind";
    EXPECT_FALSE(span.mayHaveHad(kBegan - kServerClockMs - 1, kBegan));
    EXPECT_FALSE(span.mayHaveHad(kBegan - 1'000, kBegan - 1)) << "it was here before";
    EXPECT_TRUE(span.mayHaveHad(kBegan + kServerClockMs, kBegan - 1)) << "the clock here was set back";
    EXPECT_TRUE(span.mayHaveHad(kEnd - 1, kEnd + 1'000'000)) << "and listed long after";
    EXPECT_FALSE(span.mayHaveHad(kEnd, kEnd));
    EXPECT_TRUE((ServerSpan{kBegan, 0, true, true}).mayHaveHad(kEnd, kEnd));
}

TEST_F(FiltersTest, S4_aReplyThatIsChangedOrTurnedOffIsTheServersUntilAVisit) {
    model::Vacation vacation;
    vacation.account = m_account;
    vacation.on = true;
    vacation.reply.text = u"away"_s;
    must(m_store->saveVacation(vacation));
    EXPECT_EQ(must(m_reader->vacationOlderSinceMs(m_account)), 0);
    must(m_store->putServerPlan(must(m_reader->sieveState(m_account)), {{}, true, 5'000}));
    EXPECT_EQ(must(m_reader->vacationServerSinceMs(m_account)), 5'000);
    vacation.reply.text = u"away until Monday"_s;
    must(m_store->saveVacation(vacation));
    EXPECT_EQ(must(m_reader->vacationServerSinceMs(m_account)), 0);
    EXPECT_EQ(must(m_reader->vacationOlderSinceMs(m_account)), 5'000);
    must(m_store->stopVacation(m_account, std::nullopt));
    EXPECT_EQ(must(m_reader->vacationOlderSinceMs(m_account)), 5'000) << "the server answers yet";
    must(m_store->putServerPlan(must(m_reader->sieveState(m_account)), {}));
    EXPECT_EQ(must(m_reader->vacationOlderSinceMs(m_account)), 0);
}

TEST_F(FiltersTest, S5_aVisitUnderWayDoesNotUndoWhatTheUserHasChosen) {
    (void)save(sample(u"one"_s));
    SieveRecord record = must(m_reader->sieveState(m_account));
    ASSERT_TRUE(record.isWanted);
    must(m_store->setSieveWanted(m_account, false)); // while the script was on its way
    record.isBehind = false;
    must(m_store->putServerPlan(record, {}));
    EXPECT_FALSE(must(m_reader->sieveState(m_account)).isWanted);
    EXPECT_TRUE(must(m_reader->sieveState(m_account)).isBehind) << "it is to be taken away yet";
    must(m_store->setSieveWanted(m_account, true));
    EXPECT_TRUE(must(m_reader->sieveState(m_account)).isWanted);
    EXPECT_EQ(codeOf(m_store->setSieveWanted(AccountId(999), true)), ErrorCode::NotFound);
}

TEST_F(FiltersTest, S4_aVacationIsKeptAsItWasMade) {
    model::Vacation vacation;
    vacation.account = m_account;
    EXPECT_EQ(must(m_reader->vacation(m_account)), vacation) << "one that was never saved";
    vacation.on = true;
    vacation.subject = u"不在"_s;
    vacation.reply = {u"away"_s, u"<p>away</p>"_s};
    vacation.insideReply = model::VacationText{u"inside"_s, {}};
    vacation.fromMs = 1'000;
    vacation.untilMs = 2'000;
    vacation.timeZone = "Asia/Tokyo";
    vacation.weekdays = {1, 3, 7};
    vacation.hoursFrom = QTime(22, 30);
    vacation.hoursUntil = QTime(6, 0);
    vacation.audience = model::VacationAudience::Known;
    vacation.exceptions = {u"a@b.example"_s, u"@c.example"_s};
    vacation.intervalDays = 7;
    must(m_store->saveVacation(vacation));
    openStore();
    EXPECT_EQ(must(m_reader->vacation(m_account)), vacation);
    EXPECT_EQ(must(m_reader->vacationReplies(m_account, nowMs())).onSinceMs, nowMs());
    must(m_store->stopVacation(m_account, std::nullopt));
    EXPECT_FALSE(must(m_reader->vacation(m_account)).on);
    EXPECT_FALSE(must(m_reader->vacationReplies(m_account, nowMs())).stopped);
}

TEST_F(FiltersTest, S5_filtersGoAlongWithAMailboxThatIsRenamedHere) {
    const MailboxId lists = addMailbox(u"Lists"_s), other = addMailbox(u"Unused"_s);
    (void)addMailbox(u"Lists/Kernel"_s);
    const auto into = [this](const QList<model::FilterAction>& actions) {
        model::Filter filter = sample(u"f"_s);
        filter.actions = actions;
        return save(filter);
    };
    const FilterId a = into({{model::FilterVerb::Copy, u"Lists"_s}, {model::FilterVerb::Label, u"Lists"_s}}), b = into({{model::FilterVerb::Move, u"Lists/Kernel"_s}}),
                   c = into({{model::FilterVerb::Move, u"Listserver"_s}});
    must(m_store->putServerPlan(must(m_reader->sieveState(m_account)), {{a, b, c}, false, 5'000}));
    const auto target = [this](FilterId id) { return must(m_reader->filter(id)).filter.actions.first().target; };
    ChangeId change;
    {
        Announced announced(*m_store);
        change = must(m_store->renameMailbox(lists, u"Old lists"_s, "Old lists"));
        EXPECT_FALSE(announced.take<model::FiltersChanged>(*m_store).isEmpty());
    }
    EXPECT_EQ(target(a), u"Old lists"_s);
    EXPECT_EQ(must(m_reader->filter(a)).filter.actions.last().target, u"Lists"_s) << "a keyword";
    EXPECT_EQ(target(b), u"Old lists/Kernel"_s);
    EXPECT_EQ(target(c), u"Listserver"_s);
    EXPECT_EQ(must(m_reader->filter(b)).serverSinceMs, 0) << "the script there has the old name";
    EXPECT_NE(must(m_reader->filter(c)).serverSinceMs, 0);
    EXPECT_TRUE(must(m_reader->sieveState(m_account)).isBehind);
    must(m_store->undo(change));
    EXPECT_EQ(target(a), u"Lists"_s);
    EXPECT_EQ(target(b), u"Lists/Kernel"_s);
    Announced announced(*m_store);
    const auto before = announced.take<model::FiltersChanged>(*m_store).size(); // of what was undone a moment ago
    (void)must(m_store->renameMailbox(other, u"Still unused"_s, "Still unused"));
    EXPECT_EQ(announced.take<model::FiltersChanged>(*m_store).size(), before);
}

TEST_F(FiltersTest, S5_factsComeInPages) {
    for (quint32 uid = 1; uid <= 5; ++uid)
        (void)have(m_inbox, mail(uid, u"mail %1"_s.arg(uid)));
    (void)have(m_trash, mail(9, u"thrown away"_s));
    (void)have(addMailbox(u"[Gmail]/All Mail"_s, model::SpecialUse::All), mail(1, u"mail 1"_s));
    (void)have(addMailbox(u"[Gmail]/Starred"_s, model::SpecialUse::Flagged), mail(1, u"mail 1"_s));
    (void)have(addMailbox(u"[Gmail]/Important"_s, model::SpecialUse::Important), mail(1, u"mail 1"_s));
    FactsQuery query;
    query.limit = 2;
    EXPECT_EQ(must(m_reader->countFacts(query)), 5) << "without Trash, and each once";
    QStringList subjects;
    for (;;) {
        const auto page = must(m_reader->facts(query));
        if (page.isEmpty())
            break;
        for (const StoredFacts& one : page)
            subjects.append(one.subject);
        query.before = page.last().id;
    }
    EXPECT_EQ(subjects, (QStringList{u"mail 5"_s, u"mail 4"_s, u"mail 3"_s, u"mail 2"_s, u"mail 1"_s}));
    query = {};
    query.mailbox = m_trash;
    EXPECT_EQ(must(m_reader->facts(query)).size(), 1);
    query.account = AccountId(999);
    EXPECT_EQ(must(m_reader->facts(query)).size(), 0);
}

} // namespace
} // namespace tributary::store::tst_Filters
