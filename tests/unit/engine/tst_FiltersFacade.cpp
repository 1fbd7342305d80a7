// SPDX-License-Identifier: GPL-3.0-or-later
// Filters and vacation replies through the facade (S4, S5): the list with its reasons, trying out, applying, why.
#include "ReadingFixture.h"

#include "engine/Filters.h"
#include "engine/Vacations.h"
#include "store/detail/Connection.h"
#include "store/detail/DatabaseFile.h"

namespace tributary::engine::tst_FiltersFacade {
namespace {

using namespace Qt::Literals::StringLiterals;
using model::FilterField;
using model::FilterTest;
using model::FilterVerb;

class FiltersFacadeTest : public ReadingTest {
  protected:
    void SetUp() override {
        ReadingTest::SetUp();
        m_ids = put({mail("list one", "hello"), mail("other", "the secret word"), mail("list two", "hello"), mail("robot", "x", "Auto-Submitted: auto-generated\r\n")});
        m_account = engine().accounts().value(0).account.id;
        ASSERT_TRUE(wait<MailboxId>([this](auto done) { engine().createMailbox(m_account, u"Archive"_s, &m_context, done); }));
    }
    static QByteArray mail(const QByteArray& subject, const QByteArray& text, const QByteArray& more = {}) {
        return "From: Jane <jane@sender.example>\r\nTo: ann@mail.example\r\nSubject: " + subject + "\r\nMessage-ID: <" + subject.toHex() + "@sender.example>\r\nDate: Sun, 01 Mar 2026 08:00:00 +0000\r\n" +
               more + "\r\n" + text + "\r\n";
    }
    model::Filter filter(FilterField field, const QString& value, const QList<model::FilterAction>& actions) const {
        model::Filter filter;
        filter.account = m_account;
        filter.name = value;
        filter.conditions = {{field, FilterTest::Contains, false, {}, value}};
        filter.actions = actions;
        return filter;
    }
    Result<FilterId> save(const model::Filter& filter) {
        return wait<FilterId>([&](auto done) { engine().filters().saveFilter(filter, &m_context, done); });
    }
    FilterList list() {
        return wait<FilterList>([&](auto done) { engine().filters().loadFilters(m_account, &m_context, done); }).value_or(FilterList());
    }
    model::Vacation away() const {
        model::Vacation vacation;
        vacation.account = m_account;
        vacation.on = true;
        vacation.reply.text = u"away"_s;
        return vacation;
    }
    /// By a policy that is there from now on.
    void lock(const QByteArray& setting) {
        m_engine.reset();
        writeFile(m_options.policyFile, "{\"LockedSettings\": [\"" + setting + "\"]}");
    }
    Placement placed(const model::Filter& draft) {
        return wait<Placement>([&](auto done) { engine().filters().placeDraft(draft, &m_context, done); }).value_or(Placement{RunsAt::Nowhere, HereReason::Conflict, {}, {}});
    }
    /// What a visit would have noted.
    void serverOffers(const QStringList& extensions) {
        note([&extensions](store::Store& store, store::SieveRecord& record) {
            record.extensions = extensions;
            return store.putSieveState(record);
        });
    }
    void note(const std::function<Status(store::Store&, store::SieveRecord&)>& put) {
        m_engine.reset();
        const auto opened = store::Store::open({m_options.profileDirectory, true});
        ASSERT_TRUE(opened);
        const auto reader = (*opened)->makeReader();
        ASSERT_TRUE(reader);
        auto record = (*reader)->sieveState(m_account);
        ASSERT_TRUE(record);
        record->offer = store::SieveOffer::Offered;
        ASSERT_TRUE(put(**opened, *record));
    }
    VacationView reply(const model::Vacation& vacation) {
        return wait<VacationView>([&](auto done) { engine().vacations().saveVacation(vacation, &m_context, done); }).value_or(VacationView());
    }
    VacationView reply() {
        return wait<VacationView>([&](auto done) { engine().vacations().loadVacation(m_account, &m_context, done); }).value_or(VacationView());
    }
    /// As in a profile of an older schema.
    void forgetListIds() {
        m_engine.reset();
        store::detail::Connection connection(store::detail::databasePath(m_options.profileDirectory), store::detail::Connection::Mode::ReadWrite);
        connection.execute("UPDATE message SET list_id = NULL");
    }
    TrialProgress tried(const model::Filter& filter) {
        std::shared_ptr<Task> task;
        FilterTrial trial;
        trial.filters = {filter};
        trial.account = m_account;
        return wait<TrialProgress>([&](auto done) { task = engine().filters().tryFilters(trial, 1, &m_context, {}, done); }).value_or(TrialProgress());
    }
    QStringList subjects(const QString& mailbox) {
        const auto boxes = wait<QList<model::Mailbox>>([&](auto done) { engine().loadMailboxes(m_account, &m_context, done); }).value_or(QList<model::Mailbox>());
        model::MessageQuery query;
        query.view = model::View::Mailbox;
        query.account = m_account;
        for (const model::Mailbox& box : boxes) {
            if (box.name == mailbox)
                query.mailbox = box.id;
        }
        QStringList found;
        for (const auto& one : wait<model::MessagePage>([&](auto done) { engine().loadMessages(query, 0, &m_context, done); }).value_or(model::MessagePage()).messages)
            found.append(one.subject);
        found.sort();
        return found;
    }

    QList<MessageId> m_ids;
    AccountId m_account;
};

TEST_F(FiltersFacadeTest, S5_theListSaysWhereEachRunsAndWhy) {
    ASSERT_TRUE(save(filter(FilterField::Subject, u"list"_s, {{FilterVerb::Move, u"Archive"_s}})));
    model::Filter gone = filter(FilterField::Subject, u"x"_s, {{FilterVerb::Move, u"No such"_s}});
    const auto refused = save(gone);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::BadValue);
    EXPECT_EQ(refused.error().detail, u"mailbox-gone"_s);
    gone.enabled = false;
    ASSERT_TRUE(save(gone));
    const FilterList filters = list();
    ASSERT_EQ(filters.filters.size(), 2);
    EXPECT_EQ(filters.filters[0].placement.where, RunsAt::Here);
    EXPECT_EQ(filters.filters[0].placement.why, HereReason::NotAsked);
    EXPECT_GT(filters.filters[0].filter.sinceMs, 0);
    EXPECT_EQ(filters.filters[1].placement.where, RunsAt::Nowhere);
    EXPECT_FALSE(canRun(filters.filters[1].problems));
}

TEST_F(FiltersFacadeTest, S5_whereADraftWouldRunIsKnownBeforeItIsSaved) {
    model::Filter draft = filter(FilterField::Subject, u"list"_s, {{FilterVerb::Move, u"Archive"_s}, {FilterVerb::Stop, {}}});
    EXPECT_EQ(placed(draft).where, RunsAt::Here);
    EXPECT_EQ(placed(draft).why, HereReason::NotAsked);
    serverOffers({u"fileinto"_s, u"mailbox"_s, u"imap4flags"_s});
    EXPECT_EQ(placed(draft).where, RunsAt::Server);
    EXPECT_TRUE(list().filters.isEmpty()) << "nothing is saved by it";
    model::Filter here = draft;
    here.conditions[0].test = FilterTest::Expression;
    EXPECT_EQ(placed(here).why, HereReason::CannotBeSaid);
    EXPECT_EQ(placed(here).obstacle, SieveObstacle::Expression);
    here.id = save(here).value_or(FilterId());
    ASSERT_TRUE(here.id.isValid());
    EXPECT_EQ(placed(draft).obstacle, SieveObstacle::BehindLocalFilter) << "a new one stands behind the others";
    draft.id = here.id;
    EXPECT_EQ(placed(draft).where, RunsAt::Server) << "in the place of the one that ran here";
    draft.enabled = false;
    EXPECT_EQ(placed(draft).where, RunsAt::Nowhere);
    draft.enabled = true;
    draft.actions[0].target = u"No such"_s;
    EXPECT_EQ(placed(draft).where, RunsAt::Nowhere) << "it could not be saved";
    ASSERT_TRUE(wait<SieveState>([&](auto done) { engine().filters().setSieveWanted(m_account, false, &m_context, done); }));
    draft.actions[0].target = u"Archive"_s;
    EXPECT_EQ(placed(draft).why, HereReason::NotWanted);
    draft.account = AccountId(999);
    EXPECT_FALSE(wait<Placement>([&](auto done) { engine().filters().placeDraft(draft, &m_context, done); }));
}

TEST_F(FiltersFacadeTest, S4_whileTheReplyRunsHereWhatMovesMailRunsHereToo) {
    serverOffers({u"fileinto"_s, u"mailbox"_s, u"imap4flags"_s, u"vacation"_s, u"envelope"_s});
    const model::Filter move = filter(FilterField::Subject, u"list"_s, {{FilterVerb::Move, u"Archive"_s}, {FilterVerb::Stop, {}}});
    EXPECT_EQ(reply(away()).placement.why, HereReason::Waiting) << "it will go to the server";
    EXPECT_EQ(placed(move).where, RunsAt::Server);
    model::Vacation known = away();
    known.audience = model::VacationAudience::Known;
    EXPECT_EQ(reply(known).placement.obstacle, SieveObstacle::WrittenBefore);
    EXPECT_EQ(placed(move).obstacle, SieveObstacle::AheadOfReply);
    known.untilMs = 1'000'000'000'000;
    (void)reply(known);
    EXPECT_EQ(placed(move).where, RunsAt::Server) << "it is over";
    known.untilMs.reset();
    (void)reply(known);
    EXPECT_EQ(placed(move).where, RunsAt::Here);
    known.on = false;
    (void)reply(known);
    EXPECT_EQ(placed(move).where, RunsAt::Server);
}

TEST_F(FiltersFacadeTest, S4_aFilterThatSortsJunkOutKeepsTheReplyHereWhereverItRuns) {
    serverOffers({u"fileinto"_s, u"mailbox"_s, u"imap4flags"_s, u"vacation"_s, u"envelope"_s});
    model::Filter junk = filter(FilterField::Subject, u"list"_s, {{FilterVerb::Junk, {}}});
    junk.conditions[0].test = FilterTest::Expression; // not at the server
    ASSERT_TRUE(save(junk));
    const auto view = wait<VacationView>([&](auto done) { engine().vacations().saveVacation(away(), &m_context, done); });
    ASSERT_TRUE(view);
    EXPECT_EQ(view->placement.obstacle, SieveObstacle::JunkFilter);
}

TEST_F(FiltersFacadeTest, S4_whatTheServerMayAnswerYetIsNotSaidToWorkHere) {
    EXPECT_EQ(reply(away()).placement.where, RunsAt::Here);
    note([](store::Store& store, store::SieveRecord& record) {
        record.isBehind = false;
        record.putScript = "vacation";
        return store.putServerPlan(record, {{}, true, 1'000'000'000'000});
    });
    EXPECT_EQ(reply().placement.where, RunsAt::Server);
    model::Vacation changed = away();
    changed.reply.text = u"away until Monday"_s;
    EXPECT_EQ(reply(changed).placement.where, RunsAt::Nowhere) << "the server has the text before";
    EXPECT_EQ(reply().placement.why, HereReason::OlderAtServer);
    note([](store::Store& store, store::SieveRecord& record) {
        record.conflict = store::SieveConflict::EditedElsewhere;
        record.conflictName = record.otherScript = "tributary";
        record.otherAnswers = true;
        store::ServerPlan plan;
        plan.mayStillRun = true;
        return store.putServerPlan(record, plan);
    });
    EXPECT_EQ(reply().placement.why, HereReason::OlderUndecided);
    EXPECT_TRUE(reply().server.conflict && reply().server.conflict->turnsReplyOff);
    EXPECT_FALSE(reply().server.answersTwice);
    const auto off = wait<VacationView>([&](auto done) { engine().vacations().turnOff(m_account, &m_context, done); });
    ASSERT_TRUE(off);
    EXPECT_TRUE(off->serverAnswersYet);
    EXPECT_EQ(off->placement.why, HereReason::OlderUndecided);
    note([](store::Store& store, store::SieveRecord& record) { // the other program's text answers nobody
        record.otherAnswers = false;
        store::ServerPlan plan;
        plan.mayStillRun = true;
        plan.vacationMayStillRun = false;
        return store.putServerPlan(record, plan);
    });
    EXPECT_FALSE(reply().serverAnswersYet);
    EXPECT_EQ(reply(away()).placement.where, RunsAt::Here);
}

TEST_F(FiltersFacadeTest, S4_whereAnotherScriptAnswersTooItIsSaid) {
    serverOffers({u"vacation"_s, u"envelope"_s});
    EXPECT_FALSE(reply(away()).server.answersTwice);
    note([](store::Store& store, store::SieveRecord& record) {
        record.otherScript = "work";
        record.otherAnswers = true;
        return store.putSieveState(record);
    });
    EXPECT_EQ(reply().placement.obstacle, SieveObstacle::OtherScriptAnswers);
    EXPECT_TRUE(reply().server.answersTwice);
    model::Vacation over = away();
    over.untilMs = 1'000'000'000'000;
    EXPECT_FALSE(reply(over).server.answersTwice) << "it is over";
    over.on = false;
    EXPECT_FALSE(reply(over).server.answersTwice);
    EXPECT_TRUE(reply().server.otherAnswers);
}

TEST_F(FiltersFacadeTest, S5_anAccountThatMovesLeavesItsSieveServerBehind) {
    const auto id = save(filter(FilterField::Subject, u"list"_s, {{FilterVerb::Move, u"Archive"_s}}));
    ASSERT_TRUE(id);
    (void)reply(away());
    note([&id](store::Store& store, store::SieveRecord& record) {
        record.host = u"mail.example"_s;
        record.putScript = "keep;";
        record.putHashes = {"one"};
        record.isBehind = false;
        return store.putServerPlan(record, {{*id}, true, 1'000'000'000'000});
    });
    EXPECT_EQ(list().filters.value(0).placement.where, RunsAt::Server);
    const auto change = [this](const std::function<void(model::Account&)>& edit) {
        model::Account account = engine().accounts().value(0).account;
        edit(account);
        m_engine.reset();
        const auto opened = store::Store::open({m_options.profileDirectory, true});
        ASSERT_TRUE(opened);
        ASSERT_TRUE((*opened)->updateAccount(account));
    };
    change([](model::Account& account) { account.name = u"Other"_s; });
    EXPECT_EQ(list().filters.value(0).placement.where, RunsAt::Server);
    change([](model::Account& account) { account.incoming.host = u"imap.new.example"_s; });
    EXPECT_EQ(list().filters.value(0).placement.where, RunsAt::Here) << "nobody else does it";
    EXPECT_EQ(list().filters.value(0).placement.why, HereReason::NotAsked);
    EXPECT_EQ(reply().placement.why, HereReason::OlderAtServer) << "it may be the same server by another name: nobody gets two";
    EXPECT_FALSE(list().server.mayBeThere);
}

TEST_F(FiltersFacadeTest, S5_aFilterIsTriedBeforeItIsSaved) {
    const TrialProgress lists = tried(filter(FilterField::Subject, u"LIST"_s, {}));
    EXPECT_EQ(lists.total, 4);
    EXPECT_EQ(lists.looked, 4);
    EXPECT_EQ(lists.taken, 2);
    ASSERT_EQ(lists.first.size(), 2);
    EXPECT_EQ(lists.first[0].subject, u"list two"_s) << "the newest first";
    EXPECT_TRUE(lists.isDone);
    EXPECT_EQ(tried(filter(FilterField::Body, u"secret"_s, {})).taken, 1);
    const TrialProgress faulty = tried(filter(FilterField::Subject, {}, {}));
    EXPECT_EQ(faulty.looked, 0);
    EXPECT_FALSE(faulty.problems.isEmpty());
    EXPECT_EQ(subjects(u"INBOX"_s).size(), 4) << "nothing was changed";
}

TEST_F(FiltersFacadeTest, S5_aTrialHandsBackTheListsItHadToReadInOldMail) {
    m_ids = put({mail("old", "x", "List-Id: <kernel.example>\r\n"), mail("two", "x", "List-Id: <a.example>\r\nList-Id: <kernel.example>\r\n"), mail("none", "x")});
    const auto listIds = [this] {
        m_engine.reset(); // what is on its way gets written
        const auto opened = store::Store::open({m_options.profileDirectory, true});
        const auto reader = opened ? (*opened)->makeReader() : Result<std::unique_ptr<store::Reader>>(failure(opened.error()));
        QList<std::optional<QString>> found;
        for (const MessageId id : std::as_const(m_ids))
            found.append(reader ? (*reader)->factsOf({id}).value_or(QList<store::StoredFacts>()).value(0).listId : u"no reader"_s);
        return found;
    };
    const QList<std::optional<QString>> known{u"<kernel.example>"_s, std::nullopt, QString()};
    EXPECT_EQ(listIds(), known);
    forgetListIds();
    EXPECT_EQ(listIds(), QList<std::optional<QString>>(3));
    EXPECT_EQ(tried(filter(FilterField::Subject, u"old"_s, {})).taken, 1);
    EXPECT_EQ(listIds(), QList<std::optional<QString>>(3)) << "nobody asked";
    EXPECT_EQ(tried(filter(FilterField::ListId, u"kernel"_s, {})).taken, 2);
    EXPECT_EQ(listIds(), known) << "a message with two is asked each time";
    EXPECT_EQ(tried(filter(FilterField::ListId, u"kernel"_s, {})).taken, 2) << "rows and messages say the same";
}

TEST_F(FiltersFacadeTest, S5_applyNowSaysWhyAndIsUndone) {
    const auto id = save(filter(FilterField::Subject, u"list"_s, {{FilterVerb::Flag, {}}, {FilterVerb::Move, u"Archive"_s}}));
    ASSERT_TRUE(id);
    std::shared_ptr<Task> task;
    const auto applied = wait<FilterApplied>([&](auto done) { task = engine().filters().applyFilters({m_account, {*id}, {}}, &m_context, {}, done); });
    ASSERT_TRUE(applied);
    EXPECT_EQ(applied->changed, 2);
    EXPECT_EQ(subjects(u"Archive"_s), (QStringList{u"list one"_s, u"list two"_s}));
    const auto why = wait<QList<FilterReason>>([&](auto done) { engine().filters().whyMoved(m_ids[0], &m_context, done); }).value_or(QList<FilterReason>());
    ASSERT_EQ(why.size(), 2);
    EXPECT_EQ(why[0].filter, *id);
    EXPECT_EQ(why[0].action.verb, FilterVerb::Move);
    EXPECT_TRUE(why[0].isApplied && why[0].isCertain);
    EXPECT_EQ(list().filters.value(0).taken, 2);
    ASSERT_TRUE(wait<std::monostate>([&](auto done) { engine().undo(applied->change, &m_context, done); }));
    EXPECT_EQ(subjects(u"INBOX"_s).size(), 4);
    EXPECT_EQ(list().filters.value(0).taken, 0) << "it took nothing then";
    EXPECT_TRUE(wait<QList<FilterReason>>([&](auto done) { engine().filters().whyMoved(m_ids[0], &m_context, done); }).value_or(QList<FilterReason>{FilterReason()}).isEmpty());
}

TEST_F(FiltersFacadeTest, S5_aRemovalIsTakenBackAndOlderMailNamesTheFilterAgain) {
    const auto id = save(filter(FilterField::Subject, u"list"_s, {{FilterVerb::Move, u"Archive"_s}}));
    ASSERT_TRUE(id);
    ASSERT_TRUE(save(filter(FilterField::Subject, u"other"_s, {{FilterVerb::Flag, {}}})));
    std::shared_ptr<Task> task;
    ASSERT_TRUE(wait<FilterApplied>([&](auto done) { task = engine().filters().applyFilters({m_account, {*id}, {}}, &m_context, {}, done); }));
    const auto why = [&] { return wait<QList<FilterReason>>([&](auto done) { engine().filters().whyMoved(m_ids[0], &m_context, done); }).value_or(QList<FilterReason>()).value(0); };
    const model::Filter before = list().filters.value(0).filter;
    ASSERT_TRUE(wait<std::monostate>([&](auto done) { engine().filters().removeFilter(*id, &m_context, done); }));
    EXPECT_FALSE(why().filter.isValid());
    EXPECT_EQ(why().filterName, u"list"_s);
    ASSERT_TRUE(wait<std::monostate>([&](auto done) { engine().filters().restoreFilter(before, 0, &m_context, done); }));
    EXPECT_EQ(why().filter, *id);
    const FilterList after = list();
    ASSERT_EQ(after.filters.size(), 2);
    EXPECT_EQ(after.filters[0].filter, before);
    EXPECT_EQ(after.filters[0].taken, 2);
    const auto again = wait<std::monostate>([&](auto done) { engine().filters().restoreFilter(before, 0, &m_context, done); });
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().detail, u"filter-present"_s);
}

TEST_F(FiltersFacadeTest, S5_aThousandAreSavedListedOrderedAndTried) {
    QList<model::Filter> many;
    for (int i = 1; i < store::kMostFilters; ++i)
        many.append(filter(FilterField::Subject, u"nr%1x"_s.arg(i), {{FilterVerb::Flag, {}}}));
    many.append(filter(FilterField::Subject, u"list"_s, {{FilterVerb::Flag, {}}}));
    const auto ids = wait<QList<FilterId>>([&](auto done) { engine().filters().addFilters(m_account, many, &m_context, done); });
    ASSERT_TRUE(ids);
    EXPECT_EQ(ids->size(), store::kMostFilters);
    const auto oneMore = save(filter(FilterField::Subject, u"one more"_s, {{FilterVerb::Flag, {}}}));
    ASSERT_FALSE(oneMore);
    EXPECT_EQ(oneMore.error().code, ErrorCode::BadValue);
    ASSERT_TRUE(wait<std::monostate>([&](auto done) { engine().filters().moveFilter(ids->last(), 0, &m_context, done); }));
    const FilterList filters = list();
    ASSERT_EQ(filters.filters.size(), store::kMostFilters);
    EXPECT_EQ(filters.filters.first().filter.name, u"list"_s);
    EXPECT_EQ(filters.filters.last().filter.name, u"nr%1x"_s.arg(store::kMostFilters - 1));
    std::shared_ptr<Task> task;
    FilterTrial trial;
    trial.account = m_account;
    for (const ListedFilter& one : filters.filters)
        trial.filters.append(one.filter);
    const auto progress = wait<TrialProgress>([&](auto done) { task = engine().filters().tryFilters(trial, 1, &m_context, {}, done); });
    ASSERT_TRUE(progress);
    EXPECT_EQ(progress->taken, 2);
    ASSERT_EQ(progress->takenBy.size(), store::kMostFilters);
    EXPECT_EQ(progress->takenBy.first(), 2);
}

TEST_F(FiltersFacadeTest, S5_aFilterLikeAMessageTakesIt) {
    const auto draft = wait<model::Filter>([&](auto done) { engine().filters().draftLike(m_ids[1], &m_context, done); });
    ASSERT_TRUE(draft);
    EXPECT_EQ(draft->conditions.value(0).value, u"jane@sender.example"_s);
    EXPECT_EQ(tried(*draft).taken, 4);
}

TEST_F(FiltersFacadeTest, S6_lockedFiltersGoOnAndAreNotChanged) {
    const auto id = save(filter(FilterField::Subject, u"list"_s, {{FilterVerb::Move, u"Archive"_s}}));
    ASSERT_TRUE(id);
    lock("filters");
    const model::Filter before = list().filters.value(0).filter;
    const auto isRefused = [](const auto& result) { return !result && result.error().code == ErrorCode::RefusedByPolicy && result.error().detail == u"filters"_s; };
    Filters& filters = engine().filters();
    EXPECT_TRUE(isRefused(save(before)));
    EXPECT_TRUE(isRefused(wait<std::monostate>([&](auto done) { filters.removeFilter(*id, &m_context, done); })));
    EXPECT_TRUE(isRefused(wait<std::monostate>([&](auto done) { filters.restoreFilter(before, 0, &m_context, done); })));
    EXPECT_TRUE(isRefused(wait<std::monostate>([&](auto done) { filters.moveFilter(*id, 0, &m_context, done); })));
    EXPECT_TRUE(isRefused(wait<std::monostate>([&](auto done) { filters.setFilterEnabled(*id, false, &m_context, done); })));
    EXPECT_TRUE(isRefused(wait<QList<FilterId>>([&](auto done) { filters.addFilters(m_account, {before}, &m_context, done); })));
    EXPECT_TRUE(isRefused(wait<SieveState>([&](auto done) { filters.setSieveWanted(m_account, false, &m_context, done); })));
    std::shared_ptr<Task> choosing;
    EXPECT_TRUE(isRefused(wait<SieveState>([&](auto done) { choosing = filters.resolveScript(m_account, ScriptChoice::KeepTheirs, &m_context, done); })));
    EXPECT_TRUE(list().server.isWanted);
    ASSERT_EQ(list().filters.size(), 1);
    EXPECT_EQ(list().filters[0].filter, before);
    EXPECT_EQ(tried(before).taken, 2);
    std::shared_ptr<Task> task;
    EXPECT_TRUE(wait<FilterApplied>([&](auto done) { task = filters.applyFilters({m_account, {}, {}}, &m_context, {}, done); }));
    EXPECT_EQ(subjects(u"Archive"_s).size(), 2);
    EXPECT_TRUE(wait<VacationView>([&](auto done) { engine().vacations().saveVacation(away(), &m_context, done); })) << "another lock";
}

TEST_F(FiltersFacadeTest, S6_aLockedReplyCanOnlyBeTurnedOff) {
    ASSERT_TRUE(wait<VacationView>([&](auto done) { engine().vacations().saveVacation(away(), &m_context, done); }));
    lock("vacation");
    model::Vacation changed = away();
    changed.reply.text = u"gone"_s;
    const auto refused = wait<VacationView>([&](auto done) { engine().vacations().saveVacation(changed, &m_context, done); });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::RefusedByPolicy);
    EXPECT_EQ(refused.error().detail, u"vacation"_s);
    const auto off = wait<VacationView>([&](auto done) { engine().vacations().turnOff(m_account, &m_context, done); });
    ASSERT_TRUE(off);
    EXPECT_FALSE(off->vacation.on);
    EXPECT_EQ(off->vacation.reply.text, u"away"_s);
    EXPECT_FALSE(wait<VacationView>([&](auto done) { engine().vacations().saveVacation(away(), &m_context, done); })) << "not on again";
    EXPECT_TRUE(save(filter(FilterField::Subject, u"x"_s, {{FilterVerb::Flag, {}}}))) << "another lock";
}

TEST_F(FiltersFacadeTest, S4_thePreviewStopsWhereTheReplyWouldTurnItselfOff) {
    QList<QByteArray> many;
    for (int i = 0; i < 55; ++i) {
        const QByteArray number = QByteArray::number(i);
        many.append("From: s" + number + "@sender.example\r\nTo: ann@mail.example\r\nSubject: n" + number + "\r\nMessage-ID: <n" + number + "@sender.example>\r\nDate: Sun, 01 Mar 2026 08:00:00 +0000\r\n\r\nhello\r\n");
    }
    (void)put(many);
    std::shared_ptr<Task> task;
    const auto preview = wait<VacationPreview>([&](auto done) { task = engine().vacations().preview(away(), 55, &m_context, done); });
    ASSERT_TRUE(preview);
    ASSERT_EQ(preview->rows.size(), 55);
    EXPECT_EQ(preview->answered, 50);
    EXPECT_EQ(preview->rows.first().answer, VacationAnswer::TooMany);
    EXPECT_EQ(preview->rows.last().answer, VacationAnswer::Reply);
}

TEST_F(FiltersFacadeTest, S4_theReplyIsKeptAndWouldHaveAnswered) {
    model::Vacation vacation;
    vacation.account = m_account;
    vacation.on = true;
    const auto faulty = wait<VacationView>([&](auto done) { engine().vacations().saveVacation(vacation, &m_context, done); });
    ASSERT_FALSE(faulty);
    EXPECT_EQ(faulty.error().detail, u"no-text"_s);
    vacation.reply.text = u"away"_s;
    std::shared_ptr<Task> task;
    const auto preview = wait<VacationPreview>([&](auto done) { task = engine().vacations().preview(vacation, 10, &m_context, done); });
    ASSERT_TRUE(preview);
    ASSERT_EQ(preview->rows.size(), 4);
    EXPECT_EQ(preview->rows[0].answer, VacationAnswer::Automatic);
    EXPECT_EQ(preview->rows[1].answer, VacationAnswer::AnsweredLately) << "the newest first: she has a reply by then";
    EXPECT_EQ(preview->rows[2].answer, VacationAnswer::AnsweredLately);
    EXPECT_EQ(preview->rows[3].answer, VacationAnswer::Reply) << "to her first";
    EXPECT_EQ(preview->rows[3].recipient, u"jane@sender.example"_s);
    EXPECT_EQ(preview->answered, 1);
    const auto saved = wait<VacationView>([&](auto done) { engine().vacations().saveVacation(vacation, &m_context, done); });
    ASSERT_TRUE(saved);
    EXPECT_TRUE(saved->isActive);
    const auto active = wait<QList<VacationView>>([&](auto done) { engine().vacations().loadActive(&m_context, done); });
    EXPECT_EQ(active.value_or(QList<VacationView>()).size(), 1);
    const auto off = wait<VacationView>([&](auto done) { engine().vacations().turnOff(m_account, &m_context, done); });
    ASSERT_TRUE(off);
    EXPECT_FALSE(off->isActive);
}

} // namespace
} // namespace tributary::engine::tst_FiltersFacade
