// SPDX-License-Identifier: GPL-3.0-or-later
// S4, S5: filters and the vacation reply on what comes, each message once, on servers of every kind.
#include "PushFixture.h"

#include "mime/Message.h"
#include "sync/ArrivalFilter.h"
#include "sync/AutomaticMail.h"

#include <QTimeZone>

#include <atomic>

namespace tributary::sync::tst_ArrivalFilter {
namespace {

using model::FilterField;
using model::FilterTest;
using model::FilterVerb;

class ArrivalFilterTest : public PushTest {
  protected:
    FilterId save(const QString& name, const QList<model::FilterCondition>& conditions, const QList<model::FilterAction>& actions) {
        model::Filter filter;
        filter.account = m_account.id;
        filter.name = name;
        filter.conditions = conditions;
        filter.actions = actions;
        filter.sinceMs = Clock::system().utcNowMs() - 60'000;
        return must(m_store->saveFilter(filter));
    }
    FilterId saveForSubject(const QString& word, const QList<model::FilterAction>& actions) {
        return save(u"about "_s + word, {{FilterField::Subject, FilterTest::Contains, false, {}, word}}, actions);
    }
    /// Comes to INBOX now.
    void arrive(const QByteArray& word, const QByteArray& header = {}, const QByteArray& whole = {}) {
        server().change([&](ServedMail& mail) {
            mail.add("INBOX", word, {}, whole.isEmpty() ? tests::messageNamed(word, header) : whole);
            mail.at("INBOX").messages.last().internalDate = QDateTime::currentDateTimeUtc();
        });
    }
    /// As arrive(), by a server whose clock is not ours.
    void arriveAt(qint64 internalDateMs, const QByteArray& word, const QByteArray& whole = {}) {
        arrive(word, {}, whole);
        server().change([&](ServedMail& mail) { mail.at("INBOX").messages.last().internalDate = QDateTime::fromMSecsSinceEpoch(internalDateMs, QTimeZone::utc()); });
    }
    void putPlan(const store::ServerPlan& plan) { must(m_store->putServerPlan(must(m_reader->sieveState(m_account.id)), plan)); }
    int waitingArrivals() { return must(m_reader->arrivalsWaiting(m_account.id)); }
    void turnVacationOn() {
        model::Vacation vacation;
        vacation.account = m_account.id;
        vacation.on = true;
        vacation.subject = u"Away"_s;
        vacation.reply.text = u"I am away."_s;
        must(m_store->saveVacation(vacation));
    }
    QByteArray fromStranger(const QByteArray& word, const QByteArray& more = {}) const {
        return "From: Stranger <stranger@elsewhere.example>\r\nTo: " + m_account.email.toUtf8() + "\r\nSubject: " + word + "\r\nMessage-ID: <" + word + "@lies.example>\r\n" +
               "Date: Sun, 01 Mar 2026 08:00:00 +0000\r\n" + more + "\r\nHello.\r\n";
    }
};

class ArrivalFilterKinds : public ArrivalFilterTest, public ::testing::WithParamInterface<const char*> {
  protected:
    void SetUp() override { startOn(GetParam()); }
};
INSTANTIATE_TEST_SUITE_P(S5, ArrivalFilterKinds, ::testing::Values("Qresync", "Condstore", "NoMove", "NoUidplus", "Bare"),
                         [](const auto& instance) { return std::string(instance.param); });

TEST_P(ArrivalFilterKinds, whatComesIsMovedAndMarked) {
    (void)saveForSubject(u"list"_s, {{FilterVerb::Flag, {}}, {FilterVerb::Move, u"Archive"_s}});
    arrive("list1");
    arrive("other1");
    (void)sync();
    EXPECT_EQ(waitingArrivals(), 0);
    EXPECT_EQ(whereIs("list1"), u"Archive"_s);
    EXPECT_EQ(whereIs("other1"), u"INBOX"_s);
    EXPECT_EQ(whereIs("m1"), u"INBOX"_s);
    expectMended(2);
    EXPECT_EQ(servedFlags("Archive", "list1"), QByteArrayList{"\\Flagged"});
    const auto traces = must(m_reader->filterTraces(id(u"list1"_s, u"Archive"_s)));
    ASSERT_EQ(traces.size(), 2);
    EXPECT_EQ(traces.first().filterName, u"about list"_s);
}

TEST_P(ArrivalFilterKinds, eachOnceHoweverOftenItIsSynchronised) {
    (void)saveForSubject(u"list"_s, {{FilterVerb::Copy, u"Work"_s}});
    arrive("list1");
    for (int i = 0; i < 3; ++i)
        (void)sync();
    server().change([](ServedMail& mail) { mail.renumber("INBOX", 500); });
    for (int i = 0; i < 3; ++i)
        (void)sync();
    EXPECT_EQ(served("Work", "list1"), 1);
    EXPECT_EQ(served("INBOX", "list1"), 1);
    expectMended(2);
}

TEST_P(ArrivalFilterKinds, whatWasThereBeforeIsLeftAlone) {
    (void)saveForSubject(u"m"_s, {{FilterVerb::Move, u"Archive"_s}});
    server().change([](ServedMail& mail) { mail.add("INBOX", "m-of-march"); });
    (void)sync();
    EXPECT_EQ(whereIs("m1"), u"INBOX"_s);
    EXPECT_EQ(whereIs("m-of-march"), u"INBOX"_s) << "it came to the server before the filter was made";
}

class ArrivalFilter_ : public ArrivalFilterTest {
  protected:
    void SetUp() override {
        m_account.outgoing = {u"127.0.0.1"_s, 25, model::Security::None, u"ann"_s};
        must(m_store->updateAccount(m_account));
        startOn("Qresync");
    }
};

TEST_F(ArrivalFilter_, S5_aFilterThatAsksForTheTextGetsIt) {
    (void)save(u"text"_s, {{FilterField::Body, FilterTest::Contains, false, {}, u"hello"_s}}, {{FilterVerb::Move, u"Archive"_s}});
    arrive("in-text", {}, fromStranger("in-text"));
    (void)sync();
    EXPECT_EQ(whereIs("in-text"), u"Archive"_s);
}

TEST_F(ArrivalFilter_, S5_whatComesWhileOnTheLineIsFiltered) {
    (void)saveForSubject(u"list"_s, {{FilterVerb::Move, u"Archive"_s}});
    Worker worker(*this);
    ASSERT_TRUE(worker.untilReady());
    arrive("list1");
    EXPECT_TRUE(worker.until([this] { return served("Archive", "list1") == 1; }));
    EXPECT_EQ(served("INBOX", "list1"), 0);
}

TEST_F(ArrivalFilter_, S5_aMailboxThatIsGoneIsNoReasonToPutMailElsewhere) {
    (void)saveForSubject(u"list"_s, {{FilterVerb::Move, u"No such"_s}});
    (void)saveForSubject(u"list"_s, {{FilterVerb::Flag, {}}});
    arrive("list1");
    (void)sync();
    (void)sync();
    EXPECT_EQ(whereIs("list1"), u"INBOX"_s);
    EXPECT_EQ(servedFlags("INBOX", "list1"), QByteArrayList{"\\Flagged"}) << "the other filter is not held up";
}

TEST_F(ArrivalFilter_, S5_whatRunsAtTheServerIsNotDoneHere) {
    const FilterId filter = saveForSubject(u"list"_s, {{FilterVerb::Copy, u"Work"_s}});
    putPlan({{filter}, false, Clock::system().utcNowMs() - 30'000});
    arrive("list1");
    (void)sync();
    EXPECT_EQ(served("Work", "list1"), 0);
    EXPECT_EQ(waitingArrivals(), 0);
}

TEST_F(ArrivalFilter_, S5_whatAnOlderFormMayDoAtTheServerIsNotDoneTwice) {
    const FilterId filter = saveForSubject(u"list"_s, {{FilterVerb::Copy, u"Work"_s}, {FilterVerb::Flag, {}}});
    putPlan({{filter}, false, Clock::system().utcNowMs() - 30'000});
    model::Filter changed = must(m_reader->filter(filter)).filter;
    changed.name = u"saved again"_s; // and the server was not reached yet
    must(m_store->saveFilter(changed));
    arrive("list1");
    (void)sync();
    (void)sync();
    EXPECT_EQ(served("Work", "list1"), 0) << "the server may have copied it";
    EXPECT_EQ(servedFlags("INBOX", "list1"), QByteArrayList{"\\Flagged"}) << "which is the same when it is done twice";
}

TEST_F(ArrivalFilter_, S4_whileAnOlderReplyRunsAtTheServerNobodyIsAnsweredHere) {
    turnVacationOn();
    putPlan({{}, true, Clock::system().utcNowMs() - 30'000});
    model::Vacation changed = must(m_reader->vacation(m_account.id));
    changed.reply.text = u"Back on Monday."_s;
    must(m_store->saveVacation(changed)); // and the server was not reached yet
    arrive("m9", {}, fromStranger("m9"));
    (void)sync();
    EXPECT_TRUE(must(m_reader->outbox()).isEmpty());
    arrive("night", {}, fromStranger("night"));
    putPlan({}); // taken away there
    (void)sync();
    EXPECT_TRUE(must(m_reader->outbox()).isEmpty()) << "it came before, and the server has answered";
    arriveAt(Clock::system().utcNowMs() + 2'000, "m10", fromStranger("m10"));
    (void)sync();
    EXPECT_EQ(must(m_reader->outbox()).size(), 1);
}

TEST_F(ArrivalFilter_, S5_whatTheServerCopiedBeforeItStoppedIsNotCopiedAgain) {
    const FilterId filter = saveForSubject(u"list"_s, {{FilterVerb::Copy, u"Work"_s}});
    putPlan({{filter}, false, Clock::system().utcNowMs() - 30'000});
    arrive("list1");
    putPlan({}); // taken away there, and looked at only then
    arriveAt(Clock::system().utcNowMs() + 2'000, "list2");
    (void)sync();
    (void)sync();
    EXPECT_EQ(served("Work", "list1"), 0);
    EXPECT_EQ(served("Work", "list2"), 1);
}

TEST_F(ArrivalFilter_, S5_whatCameBetweenAnEditAndItsVisitIsFilteredByTheNewForm) {
    const FilterId filter = saveForSubject(u"list"_s, {{FilterVerb::MarkRead, {}}});
    putPlan({{filter}, false, Clock::system().utcNowMs() - 30'000});
    model::Filter changed = must(m_reader->filter(filter)).filter;
    changed.actions = {{FilterVerb::Flag, {}}};
    must(m_store->saveFilter(changed));
    arrive("list1");
    putPlan({{filter}, false, Clock::system().utcNowMs() + 2'000});
    (void)sync();
    (void)sync();
    EXPECT_EQ(servedFlags("INBOX", "list1"), QByteArrayList{"\\Flagged"}) << "the old form ran there";
}

TEST_F(ArrivalFilter_, S5_whatTheFormAtTheServerDoesNotDoIsDoneHereWhileTheServerRefuses) {
    const FilterId filter = saveForSubject(u"list"_s, {{FilterVerb::Flag, {}}});
    putPlan({{filter}, false, Clock::system().utcNowMs() - 30'000});
    model::Filter changed = must(m_reader->filter(filter)).filter;
    changed.actions.append({FilterVerb::Copy, u"Work"_s});
    must(m_store->saveFilter(changed));
    store::ServerPlan plan;
    plan.filters = {filter};
    plan.beganMs = Clock::system().utcNowMs();
    must(m_store->beginServerPlan(must(m_reader->sieveState(m_account.id)), plan));
    plan.isAsBefore = true;
    putPlan(plan); // its quota is full
    arrive("list1");
    (void)sync();
    (void)sync();
    EXPECT_EQ(served("Work", "list1"), 1);
}

TEST_F(ArrivalFilter_, S5_whatComesAroundAnUploadIsNotCopiedTwice) {
    const FilterId filter = saveForSubject(u"list"_s, {{FilterVerb::Copy, u"Work"_s}, {FilterVerb::Flag, {}}});
    const qint64 beganMs = Clock::system().utcNowMs();
    store::ServerPlan plan;
    plan.filters = {filter};
    plan.beganMs = beganMs;
    must(m_store->beginServerPlan(must(m_reader->sieveState(m_account.id)), plan)); // a kill behind it
    arrive("list1");
    (void)sync();
    plan.sinceMs = Clock::system().utcNowMs() + 2'000;
    putPlan(plan);
    arriveAt(beganMs - 30'000, "list2"); // the server's clock is behind
    (void)sync();
    (void)sync();
    EXPECT_EQ(served("Work", "list1") + served("Work", "list2"), 0) << "the server may have copied them";
    EXPECT_EQ(servedFlags("INBOX", "list1"), QByteArrayList{"\\Flagged"});
    EXPECT_EQ(servedFlags("INBOX", "list2"), QByteArrayList{"\\Flagged"}) << "which is the same when it is done twice";
}

TEST_F(ArrivalFilter_, S4_whatWasHereBeforeTheServerAnsweredIsAnsweredHere) {
    turnVacationOn();
    const qint64 beganMs = Clock::system().utcNowMs();
    store::ServerPlan plan;
    plan.vacation = true;
    plan.sinceMs = beganMs + 3'000;
    plan.beganMs = beganMs;
    must(m_store->beginServerPlan(must(m_reader->sieveState(m_account.id)), plan));
    SyncContext here = context(*m_reader, {});
    ArrivalReply reply(here);
    for (const bool isDone : {false, true}) {
        if (isDone)
            putPlan(plan);
        must(reply.load({}));
        EXPECT_TRUE(reply.mayAnswer(beganMs - 2'000, beganMs - 1'000)) << "its text was fetched while the script went there";
        EXPECT_FALSE(reply.mayAnswer(beganMs - 2'000, beganMs + 1'000)) << "listed after it: nobody knows";
        EXPECT_FALSE(reply.mayAnswer(beganMs + 1'000, beganMs + 2'000));
    }
}

TEST_F(ArrivalFilter_, S5_aRemovalThatIsTakenBackBeforeTheServerIsReachedCopiesNothingTwice) {
    const FilterId filter = saveForSubject(u"list"_s, {{FilterVerb::Copy, u"Work"_s}});
    putPlan({{filter}, false, Clock::system().utcNowMs() - 30'000});
    const model::Filter removed = must(m_reader->filter(filter)).filter;
    must(m_store->removeFilter(filter));
    must(m_store->restoreFilter(removed, 0));
    arrive("list1");
    (void)sync();
    (void)sync();
    EXPECT_EQ(served("Work", "list1"), 0) << "the script there has it yet";
}

TEST_F(ArrivalFilter_, S5_aForwardSaysWhoHasForwardedItAndDoesNotGoInACircle) {
    (void)saveForSubject(u"list"_s, {{FilterVerb::Forward, m_account.email}});
    arrive("list1", {}, fromStranger("list1"));
    arrive("list2", {}, fromStranger("list2", QByteArray("X-Loop: " + m_account.email.toUtf8() + "\r\n")));
    (void)sync();
    const auto outbox = must(m_reader->outbox());
    ASSERT_EQ(outbox.size(), 1);
    const QByteArray raw = must(m_reader->outboxRaw(outbox.first().id));
    EXPECT_TRUE(raw.contains(QByteArray("X-Loop: " + m_account.email.toUtf8())));
    EXPECT_TRUE(raw.contains("Auto-Submitted: auto-forwarded"));
    EXPECT_TRUE(raw.contains("message/rfc822"));
    EXPECT_FALSE(outbox.first().saveSent);
    EXPECT_EQ(waitingArrivals(), 0);
}

TEST_F(ArrivalFilter_, S5_aCircleEndsWhereAServerDropsTheFieldThatTellsOfIt) {
    (void)saveForSubject(u"list"_s, {{FilterVerb::Forward, m_account.email}});
    const auto carrying = [this](const QByteArray& word, const QByteArray& more) {
        return fromStranger(word, more + "Content-Type: message/rfc822\r\n").replace("Hello.", QByteArray("X-Loop: " + m_account.email.toUtf8() + "\r\nSubject: inside\r\n\r\nHello."));
    };
    arrive("list1", {}, carrying("list1", "Auto-Submitted: auto-forwarded\r\n"));
    (void)sync();
    EXPECT_TRUE(must(m_reader->outbox()).isEmpty());
    arrive("list2", {}, carrying("list2", {}));
    (void)sync();
    EXPECT_EQ(must(m_reader->outbox()).size(), 1) << "somebody sends what was forwarded once";
}

TEST_F(ArrivalFilter_, S5_whatNobodyAnswersIsForwardedWithTheNullReversePath) {
    (void)saveForSubject(u"report"_s, {{FilterVerb::Forward, m_account.email}});
    arrive("report", {}, fromStranger("report", "Auto-Submitted: auto-generated\r\n"));
    (void)sync();
    const auto outbox = must(m_reader->outbox());
    ASSERT_EQ(outbox.size(), 1);
    EXPECT_TRUE(outbox.first().from.isEmpty()) << "else its bounce is forwarded, and so on";
}

TEST_F(ArrivalFilter_, S4_whatAFilterMovesIntoJunkIsNotAnswered) {
    turnVacationOn();
    server().change([](ServedMail& mail) { mail.create("Spam", "\\Junk"); });
    (void)sync();
    (void)saveForSubject(u"prize"_s, {{FilterVerb::Move, u"Spam"_s}});
    arrive("prize", {}, fromStranger("prize"));
    (void)sync();
    EXPECT_EQ(served("Spam", "prize"), 1);
    EXPECT_TRUE(must(m_reader->outbox()).isEmpty());
}

TEST_F(ArrivalFilter_, S4_whatAFilterMovesIntoAMailboxThatIsOnlyCalledJunkIsNotAnswered) {
    turnVacationOn();
    server().change([](ServedMail& mail) { mail.create("Junk", ""); });
    (void)sync();
    (void)saveForSubject(u"prize"_s, {{FilterVerb::Move, u"Junk"_s}});
    arrive("prize", {}, fromStranger("prize"));
    (void)sync();
    EXPECT_EQ(served("Junk", "prize"), 1);
    EXPECT_TRUE(must(m_reader->outbox()).isEmpty());
}

TEST_F(ArrivalFilter_, S5_anAddressThatIsNotTheUsersIsNotForwardedTo) {
    (void)saveForSubject(u"list"_s, {{FilterVerb::Forward, u"somebody@else.example"_s}});
    arrive("list1", {}, fromStranger("list1"));
    (void)sync();
    EXPECT_TRUE(must(m_reader->outbox()).isEmpty());
}

TEST_F(ArrivalFilter_, S4_aStrangerAListABounceAndARobotGetOneReplyInAll) {
    turnVacationOn();
    arrive("stranger", {}, fromStranger("stranger"));
    arrive("again", {}, fromStranger("again"));
    arrive("list", {}, fromStranger("list", "List-Id: <l.example>\r\n"));
    arrive("bounce", {}, fromStranger("bounce", "Return-Path: <>\r\n"));
    arrive("robot", {}, fromStranger("robot", "Auto-Submitted: auto-generated\r\n"));
    (void)sync();
    const auto outbox = must(m_reader->outbox());
    ASSERT_EQ(outbox.size(), 1);
    EXPECT_TRUE(outbox.first().from.isEmpty()) << "the null reverse-path";
    EXPECT_EQ(outbox.first().recipients.value(0).address, u"stranger@elsewhere.example"_s);
    const QByteArray raw = must(m_reader->outboxRaw(outbox.first().id));
    EXPECT_TRUE(raw.contains("Auto-Submitted: auto-replied"));
    EXPECT_TRUE(raw.contains("I am away."));
    (void)sync();
    EXPECT_EQ(must(m_reader->outbox()).size(), 1);
}

TEST_F(ArrivalFilter_, S5_aThousandFiltersRunOnWhatComesEachOnItsOwn) {
    QList<model::Filter> many;
    for (int i = 0; i < store::kMostFilters; ++i) {
        model::Filter filter;
        filter.account = m_account.id;
        filter.name = u"filter %1"_s.arg(i);
        filter.conditions = {{FilterField::Subject, FilterTest::Contains, false, {}, u"nr%1x"_s.arg(i)}};
        filter.actions = {{i % 2 == 0 ? FilterVerb::Flag : FilterVerb::MarkRead, {}}};
        filter.sinceMs = Clock::system().utcNowMs() - 60'000;
        many.append(filter);
    }
    EXPECT_EQ(must(m_store->addFilters(many)).size(), store::kMostFilters);
    EXPECT_EQ(must(m_reader->filters(m_account.id)).size(), store::kMostFilters);
    const QList<int> taken{0, 1, 499, 500, 998, 999};
    for (const int i : taken)
        arrive("nr" + QByteArray::number(i) + "x");
    arrive("nr1000x");
    (void)sync();
    EXPECT_EQ(waitingArrivals(), 0);
    for (const int i : taken) {
        const QByteArray word = "nr" + QByteArray::number(i) + "x";
        EXPECT_EQ(servedFlags("INBOX", word), QByteArrayList{i % 2 == 0 ? "\\Flagged" : "\\Seen"}) << word.constData();
        const auto traces = must(m_reader->filterTraces(id(QString::fromLatin1(word))));
        ASSERT_EQ(traces.size(), 1) << word.constData();
        EXPECT_EQ(traces.first().filterName, u"filter %1"_s.arg(i));
    }
    EXPECT_TRUE(must(m_reader->filterTraces(id(u"nr1000x"_s))).isEmpty());
}

TEST_F(ArrivalFilter_, S4_whatAFilterSortsOutAsJunkIsNotAnswered) {
    turnVacationOn();
    (void)saveForSubject(u"win"_s, {{FilterVerb::Junk, {}}});
    arrive("win", {}, fromStranger("win"));
    (void)sync();
    EXPECT_TRUE(must(m_reader->outbox()).isEmpty());
    EXPECT_EQ(served("INBOX", "win"), 0) << "its Junk was made";
}

/// The machine's clock as somebody sets it; deadlines are not touched by that.
class SetClock : public Clock {
  public:
    [[nodiscard]] TimePoint now() const override { return system().now(); }
    [[nodiscard]] QDateTime utcNow() const override { return system().utcNow().addMSecs(m_aheadMs); }
    [[nodiscard]] BootTime sinceBoot() const override { return system().sinceBoot(); }
    void setAhead(std::chrono::hours by) { m_aheadMs = std::chrono::milliseconds(by).count(); }

  private:
    std::atomic<qint64> m_aheadMs{0};
};

/// Worker and store by one clock.
class ArrivalByClock : public ArrivalFilter_ {
  protected:
    void SetUp() override {
        closeStore();
        store::StoreOptions options;
        options.directory = m_directory.filePath(u"profile"_s);
        options.fastUnsafe = true;
        options.clock = &m_clock;
        m_store = must(store::Store::open(options));
        m_reader = must(m_store->makeReader());
        m_syncClock = &m_clock;
        ArrivalFilter_::SetUp();
    }
    void TearDown() override {
        ArrivalFilter_::TearDown();
        closeStore(); // before its clock
    }
    void closeStore() {
        m_subscription.reset();
        m_reader.reset();
        m_store.reset();
    }

    SetClock m_clock;
};

TEST_F(ArrivalByClock, S4_aClockThatIsSetBackAndForwardGivesOneReply) {
    turnVacationOn();
    int mails = 0;
    for (const int hours : {0, -3, 20, -20, 1, 0}) { // the interval is a day
        m_clock.setAhead(std::chrono::hours(hours));
        const QByteArray word = "mail" + QByteArray::number(++mails);
        arrive(word, {}, fromStranger(word));
        (void)sync();
        EXPECT_EQ(waitingArrivals(), 0) << hours;
        EXPECT_EQ(must(m_reader->outbox()).size(), 1) << hours;
    }
    EXPECT_EQ(must(m_reader->vacationReplies(m_account.id, m_clock.utcNowMs())).answered, 1);
}

TEST_F(ArrivalByClock, S4_mailThatAWrongClockTakesForOldIsNotAnsweredLater) {
    turnVacationOn();
    m_clock.setAhead(std::chrono::hours(30));
    arrive("yesterday", {}, fromStranger("yesterday"));
    (void)sync();
    m_clock.setAhead(std::chrono::hours(0));
    (void)sync();
    EXPECT_TRUE(must(m_reader->outbox()).isEmpty()) << "decided once, as a day old";
    arrive("now", {}, fromStranger("now"));
    (void)sync();
    EXPECT_EQ(must(m_reader->outbox()).size(), 1);
}

TEST_F(ArrivalByClock, S5_eachMessageIsFilteredOnceWhateverTheClockDoes) {
    (void)saveForSubject(u"list"_s, {{FilterVerb::Copy, u"Work"_s}});
    for (const int hours : {0, 400 * 24, -400 * 24, 0}) {
        m_clock.setAhead(std::chrono::hours(hours));
        (void)sync();
        if (hours == 0 && served("INBOX", "list1") == 0)
            arrive("list1");
        (void)sync();
        EXPECT_EQ(served("Work", "list1"), 1) << hours;
    }
    EXPECT_EQ(waitingArrivals(), 0);
}

} // namespace
} // namespace tributary::sync::tst_ArrivalFilter
