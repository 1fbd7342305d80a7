// SPDX-License-Identifier: GPL-3.0-or-later
// Filters that run at a real Sieve server with this program closed, and what is done about scripts of others (S4, S5).
#include "ImapDialogue.h"

#include "connect/SieveConnection.h"
#include "engine/Engine.h"
#include "engine/Filters.h"
#include "engine/Vacations.h"
#include "store/Store.h"
#include "support/MailServer.h"
#include "support/ScriptedServer.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <utility>

namespace tributary::engine::tst_FilterServerLive {
namespace {

using namespace Qt::Literals::StringLiterals;
using model::FilterField;
using model::FilterTest;
using model::FilterVerb;
using tests::ImapDialogue;
using tests::MailServer;
using tests::ScriptedServer;

bool waitUntil(const std::function<bool()>& condition, int timeoutMs = 60'000) {
    QElapsedTimer since;
    since.start();
    while (!condition()) {
        if (since.elapsed() > timeoutMs)
            return false;
        QTimer::singleShot(100, [] {}); // so that the wait ends
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents);
    }
    return true;
}

class FilterServerLive : public ::testing::Test {
  protected:
    void SetUp() override {
        MailServer::Options options;
        options.sieve = true;
        if (m_withSmtp)
            options.smtp = MailServer::Smtp();
        auto server = MailServer::start(options);
        if (!server && MailServer::isMissing(server.error()))
            GTEST_SKIP() << qPrintable(server.error().detail);
        ASSERT_TRUE(server) << qPrintable(server.error().detail);
        m_server = std::move(*server);
        QFile policy(m_directory.filePath(u"policy.json"_s));
        ASSERT_TRUE(policy.open(QIODevice::WriteOnly));
        policy.write(QJsonDocument(QJsonObject{{u"AllowNonStandardPorts"_s, true}, {u"ExtraCertificateAuthorities"_s, QJsonArray{m_server->caFile(), ScriptedServer::caFile()}}}).toJson());
        policy.close();
        openEngine();
        m_account = add(u"alice"_s);
        ASSERT_TRUE(m_account.isValid());
        ASSERT_TRUE(answer<MailboxId>([&](auto done) { m_engine->createMailbox(m_account, u"Lists"_s, &m_context, done); }));
        ASSERT_TRUE(waitUntil([&] { return m_engine->pushesWaiting(m_account) == 0; }));
    }
    /// Ready when this returns; not valid: a failed test.
    AccountId add(const QString& name) {
        AccountDraft draft;
        draft.account.email = MailServer::user(name);
        draft.account.incoming = {m_server->host(), m_server->imapsPort(), model::Security::Tls, MailServer::user(name)};
        draft.account.outgoing = {m_server->host(), m_server->submissionPort(), model::Security::StartTls, MailServer::user(name)};
        draft.password = Secret(MailServer::password(name).toUtf8());
        std::shared_ptr<Task> task;
        const AccountId account = answer<AccountId>([&](auto done) { task = m_engine->addAccount(draft, &m_context, {}, done); }).value_or(AccountId());
        const bool isReady = waitUntil([&] {
            const QList<model::AccountSnapshot> all = m_engine->accounts();
            return std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.account.id == account && one.state.activity == model::AccountActivity::Ready; });
        });
        return isReady ? account : AccountId();
    }
    /// sievePort: of another server in place of the account's own.
    void openEngine(quint16 sievePort = 0, bool withWorkers = true) {
        m_engine.reset();
        EngineOptions options;
        options.profileDirectory = m_directory.path();
        options.secrets = SecretBackend::Sealed;
        options.passphrase = Secret("pass");
        options.startWorkers = withWorkers;
        options.sievePortForTests = sievePort != 0 ? sievePort : m_server->sievePort();
        m_engine = answer<std::shared_ptr<Engine>>([&](auto done) { Engine::open(options, &m_context, done); }).value_or(nullptr);
        ASSERT_TRUE(m_engine);
    }
    template <typename T, typename F> Result<T> answer(F&& ask) {
        std::optional<Result<T>> got;
        ask(Callback<T>([&](Result<T> result) { got = std::move(result); }));
        EXPECT_TRUE(waitUntil([&] { return got.has_value(); }));
        if (!got)
            return failure(ErrorKind::Internal, ErrorCode::Bug);
        if (!*got)
            ADD_FAILURE() << codeName(got->error().code).data() << ": " << qPrintable(got->error().detail);
        return std::move(*got);
    }
    FilterId save(FilterField field, FilterTest test, const QString& value, const QList<model::FilterAction>& actions) {
        model::Filter filter;
        filter.account = m_account;
        filter.name = value;
        filter.conditions = {{field, test, false, {}, value}};
        filter.actions = actions;
        return answer<FilterId>([&](auto done) { m_engine->filters().saveFilter(filter, &m_context, done); }).value_or(FilterId());
    }
    FilterId saveMoving(const QString& word) { return save(FilterField::Subject, FilterTest::Contains, word, {{FilterVerb::Move, u"Lists"_s}}); }
    void enable(FilterId filter, bool on) {
        ASSERT_TRUE(answer<std::monostate>([&](auto done) { m_engine->filters().setFilterEnabled(filter, on, &m_context, done); }));
    }
    FilterList list() {
        return answer<FilterList>([&](auto done) { m_engine->filters().loadFilters(m_account, &m_context, done); }).value_or(FilterList());
    }
    void turnReplyOn() {
        model::Vacation vacation;
        vacation.account = m_account;
        vacation.on = true;
        vacation.reply.text = u"away"_s;
        ASSERT_TRUE(answer<VacationView>([&](auto done) { m_engine->vacations().saveVacation(vacation, &m_context, done); }));
    }
    VacationView reply() {
        return answer<VacationView>([&](auto done) { m_engine->vacations().loadVacation(m_account, &m_context, done); }).value_or(VacationView());
    }
    SieveState bring() { return bring(m_account); }
    SieveState bring(AccountId account) {
        std::shared_ptr<Task> task;
        return answer<SieveState>([&](auto done) { task = m_engine->filters().bringToServer(account, &m_context, done); }).value_or(SieveState());
    }
    SieveState resolve(ScriptChoice choice) {
        std::shared_ptr<Task> task;
        return answer<SieveState>([&](auto done) { task = m_engine->filters().resolveScript(m_account, choice, &m_context, done); }).value_or(SieveState());
    }
    /// With the engine closed.
    void editRecord(const std::function<void(store::SieveRecord&)>& edit) {
        const auto opened = store::Store::open({m_directory.path(), true});
        ASSERT_TRUE(opened);
        const auto reader = (*opened)->makeReader();
        ASSERT_TRUE(reader);
        auto record = (*reader)->sieveState(m_account);
        ASSERT_TRUE(record);
        edit(*record);
        ASSERT_TRUE((*opened)->putSieveState(*record));
    }
    std::unique_ptr<connect::SieveConnection> scripts() {
        connect::Target target;
        target.server = {m_server->host(), m_server->sievePort(), model::Security::StartTls, MailServer::user(u"alice"_s)};
        target.password = Secret(MailServer::password(u"alice"_s).toUtf8());
        target.certificates = *net::loadCertificatePolicy({m_server->caFile()});
        auto opened = connect::SieveConnection::open(target);
        EXPECT_TRUE(opened);
        return opened ? std::move(*opened) : nullptr;
    }
    void deliver(const QByteArray& subject) {
        const QByteArray message = "From: bob@example.test\r\nTo: alice@example.test\r\nSubject: " + subject + "\r\nMessage-ID: <" + subject.toHex() + "@example.test>\r\n\r\nHello\r\n";
        ASSERT_TRUE(m_server->deliverByLmtp(u"bob@example.test"_s, u"alice"_s, message));
    }
    int count(const QByteArray& mailbox, const QByteArray& name = "alice") {
        ImapDialogue imap(*m_server);
        imap.logIn(name);
        const QByteArray said = imap.say("STATUS " + mailbox + " (MESSAGES)");
        const qsizetype begin = said.indexOf("(MESSAGES ");
        return begin < 0 ? -1 : said.mid(begin + 10, said.indexOf(')', begin) - begin - 10).toInt();
    }

    /// What comes while a script is changed is looked at here, too (two seconds; servers tell whole ones when a message came).
    void untilTheServerIsAlone() {
        QElapsedTimer since;
        since.start();
        (void)waitUntil([&since] { return since.elapsed() > 3'500; });
    }
    /// The server's script and that it is the active one, as another client sees it.
    void expectActive(const QByteArray& script) {
        const auto connection = scripts();
        ASSERT_TRUE(connection);
        EXPECT_EQ(connection->getScript("tributary").value_or("none"), script) << "byte for byte";
        for (const sieve::ListedScript& one : connection->listScripts().value_or(QList<sieve::ListedScript>()))
            EXPECT_EQ(one.isActive, one.name == "tributary") << one.name.constData();
    }

    bool m_withSmtp = false;
    QTemporaryDir m_directory;
    std::unique_ptr<MailServer> m_server;
    QObject m_context;
    std::shared_ptr<Engine> m_engine;
    AccountId m_account;
};

TEST_F(FilterServerLive, S5_aFilterRunsAtTheServerWithTheProgramClosed) {
    (void)save(FilterField::Subject, FilterTest::Contains, u"list"_s, {{FilterVerb::Move, u"Lists"_s}});
    ASSERT_TRUE(waitUntil([&] { return list().filters.value(0).placement.where == RunsAt::Server; })) << "by itself, some seconds after it was saved";
    untilTheServerIsAlone();
    m_engine.reset();
    deliver("a list mail");
    deliver("another mail");
    EXPECT_EQ(count("Lists"), 1);
    EXPECT_EQ(count("INBOX"), 1);
    openEngine();
    model::MessageQuery query;
    query.view = model::View::All;
    QList<model::MessageSummary> found;
    ASSERT_TRUE(waitUntil([&] {
        found = answer<model::MessagePage>([&](auto done) { m_engine->loadMessages(query, 0, &m_context, done); }).value_or(model::MessagePage()).messages;
        return found.size() == 2;
    }));
    for (const model::MessageSummary& one : found) {
        const auto why = answer<QList<FilterReason>>([&](auto done) { m_engine->filters().whyMoved(one.id, &m_context, done); }).value_or(QList<FilterReason>());
        EXPECT_EQ(why.size(), one.mailboxName == u"Lists"_s ? 1 : 0);
        if (!why.isEmpty()) {
            EXPECT_EQ(why.first().where, RunsAt::Server);
            EXPECT_FALSE(why.first().isCertain);
        }
    }
}

TEST_F(FilterServerLive, S5_whatTheServerCannotSayRunsHereAndSaysSo) {
    (void)save(FilterField::Subject, FilterTest::Expression, u"^list \\d+$"_s, {{FilterVerb::Move, u"Lists"_s}});
    (void)bring();
    const ListedFilter listed = list().filters.value(0);
    EXPECT_EQ(listed.placement.where, RunsAt::Here);
    EXPECT_EQ(listed.placement.why, HereReason::CannotBeSaid);
    EXPECT_EQ(listed.placement.obstacle, SieveObstacle::Expression);
    deliver("list 17");
    EXPECT_TRUE(waitUntil([&] { return count("Lists") == 1; }));
    EXPECT_EQ(count("INBOX"), 0);
}

TEST_F(FilterServerLive, S5_anEditMadeElsewhereIsShownAndNotOverwritten) {
    (void)save(FilterField::Subject, FilterTest::Contains, u"list"_s, {{FilterVerb::Move, u"Lists"_s}});
    ASSERT_FALSE(bring().script.isEmpty());
    const QByteArray theirs = "# mine now\r\nkeep;\r\n";
    ASSERT_TRUE(scripts()->putScript("tributary", theirs));
    (void)save(FilterField::Subject, FilterTest::Contains, u"more"_s, {{FilterVerb::Flag, {}}});
    SieveState state = bring();
    ASSERT_TRUE(state.conflict);
    EXPECT_EQ(state.conflict->kind, ScriptConflict::Kind::EditedElsewhere);
    EXPECT_TRUE(state.conflict->theirs.contains(u"mine now"_s));
    EXPECT_TRUE(state.conflict->ours.contains(u"more"_s));
    EXPECT_EQ(list().filters.value(0).placement.where, RunsAt::Here);
    EXPECT_EQ(scripts()->getScript("tributary").value_or(QByteArray()).trimmed(), theirs.trimmed());
    state = resolve(ScriptChoice::KeepOurs);
    EXPECT_FALSE(state.conflict);
    EXPECT_EQ(list().filters.value(0).placement.where, RunsAt::Server);
    EXPECT_TRUE(scripts()->getScript("tributary").value_or(QByteArray()).contains("more"));
}

TEST_F(FilterServerLive, S5_whatAKilledVisitLeftActiveIsTakenAway) {
    const FilterId filter = saveMoving(u"list"_s);
    ASSERT_FALSE(bring().script.isEmpty());
    m_engine.reset();
    editRecord([](store::SieveRecord& record) { // as a kill behind SETACTIVE leaves it: what was to be put there is known by its hash alone
        record.putScript.clear();
        record.putMs = 0;
        record.isBehind = true;
    });
    openEngine();
    enable(filter, false);
    const SieveState state = bring();
    EXPECT_FALSE(state.isBehind);
    EXPECT_TRUE(scripts()->listScripts().value_or(QList<sieve::ListedScript>{{"?", true}}).isEmpty()) << "nothing of ours goes on there";
}

TEST_F(FilterServerLive, S5_whoKeepsTheirsKeepsNothingOfOurs) {
    (void)saveMoving(u"list"_s);
    ASSERT_FALSE(bring().script.isEmpty());
    ASSERT_TRUE(scripts()->putScript("work", "keep;\r\n"));
    ASSERT_TRUE(scripts()->setActive("work"));
    (void)saveMoving(u"more"_s);
    ASSERT_TRUE(bring().conflict);
    const SieveState state = resolve(ScriptChoice::KeepTheirs);
    EXPECT_FALSE(state.conflict);
    EXPECT_FALSE(state.isWanted);
    const auto left = scripts()->listScripts().value_or(QList<sieve::ListedScript>());
    ASSERT_EQ(left.size(), 1);
    EXPECT_EQ(left.first().name, "work");
    EXPECT_TRUE(left.first().isActive);
}

TEST_F(FilterServerLive, S5_aProgramWithoutWorkersBringsWhatIsDueWhenItSynchronises) {
    openEngine(0, false);
    (void)saveMoving(u"list"_s);
    std::shared_ptr<Task> task;
    ASSERT_TRUE(answer<QList<model::SyncReport>>([&](auto done) { task = m_engine->sync({}, {}, false, &m_context, done); }));
    EXPECT_EQ(list().filters.value(0).placement.where, RunsAt::Server);
    EXPECT_TRUE(scripts()->getScript("tributary").value_or(QByteArray()).contains("Lists"));
}

TEST_F(FilterServerLive, S5_behindAStrangersStopNothingIsCertainSoAllRunsHere) {
    ASSERT_TRUE(scripts()->putScript("work", "if header :contains \"subject\" \"work\" { stop; }\r\n"));
    ASSERT_TRUE(scripts()->setActive("work"));
    (void)saveMoving(u"list"_s);
    EXPECT_TRUE(bring().script.isEmpty());
    const ListedFilter listed = list().filters.value(0);
    EXPECT_EQ(listed.placement.where, RunsAt::Here);
    EXPECT_EQ(listed.placement.obstacle, SieveObstacle::OtherScriptStops);
    EXPECT_EQ(listed.placement.detail, u"work"_s);
    deliver("a list about work");
    EXPECT_TRUE(waitUntil([&] { return count("Lists") == 1; }));
}

TEST_F(FilterServerLive, S5_anAccountThatGoesLeavesNothingOfOursAtItsServer) {
    (void)saveMoving(u"list"_s);
    ASSERT_FALSE(bring().script.isEmpty());
    EXPECT_FALSE(answer<bool>([&](auto done) { m_engine->filters().leaveServer(m_account, false, &m_context, done); }).value_or(true)) << "not asked: it may go on";
    EXPECT_TRUE(answer<bool>([&](auto done) { m_engine->filters().leaveServer(m_account, true, &m_context, done); }).value_or(false));
    ASSERT_TRUE(answer<std::monostate>([&](auto done) { m_engine->removeAccount(m_account, &m_context, done); }));
    EXPECT_TRUE(scripts()->listScripts().value_or(QList<sieve::ListedScript>{{"?", true}}).isEmpty());
}

TEST_F(FilterServerLive, S19_anAccountGoesThoughNobodyWaitsForItAnyMore) {
    (void)saveMoving(u"list"_s);
    ASSERT_FALSE(bring().script.isEmpty());
    {
        QObject settings; // closed before the server has answered
        m_engine->leaveAccount(m_account, false, true, &settings, [](const Result<bool>&) { ADD_FAILURE() << "it is gone"; });
    }
    EXPECT_TRUE(m_engine->filters().isLeaving(m_account));
    ASSERT_TRUE(waitUntil([&] { return m_engine->accounts().isEmpty(); }));
    EXPECT_TRUE(waitUntil([&] { return !m_engine->filters().isLeaving(m_account); }));
    EXPECT_TRUE(scripts()->listScripts().value_or(QList<sieve::ListedScript>{{"?", true}}).isEmpty()) << "and nobody has put it back";
}

/// Takes connections and says nothing.
class SilentServer {
  public:
    SilentServer() {
        EXPECT_TRUE(m_server.listen(QHostAddress::LocalHost));
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            while (m_server.nextPendingConnection())
                ++m_tries;
        });
    }
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    [[nodiscard]] int tries() const { return m_tries; }

  private:
    QTcpServer m_server;
    int m_tries = 0;
};

TEST_F(FilterServerLive, S19_whoLeavesDoesNotWaitForAVisitThatIsUnderWay) {
    (void)saveMoving(u"list"_s);
    ASSERT_FALSE(bring().script.isEmpty());
    const SilentServer silent;
    openEngine(silent.port());
    (void)saveMoving(u"more"_s);
    ASSERT_TRUE(waitUntil([&] { return silent.tries() == 1; })) << "a visit of its own";
    QElapsedTimer since;
    since.start();
    EXPECT_FALSE(answer<bool>([&](auto done) { m_engine->filters().leaveServer(m_account, true, &m_context, done); }).value_or(true));
    EXPECT_LT(since.elapsed(), 20'000);
    EXPECT_EQ(silent.tries(), 2) << "it was tried";
    std::shared_ptr<Task> task;
    std::optional<Result<SieveState>> brought;
    task = m_engine->filters().bringToServer(m_account, &m_context, [&](Result<SieveState> state) { brought = std::move(state); });
    ASSERT_TRUE(waitUntil([&] { return brought.has_value(); }, 10'000));
    EXPECT_FALSE(*brought) << "nothing is brought back";
}

TEST_F(FilterServerLive, S5_aSilentServerIsWaitedForSomeSecondsAndNotTriedAgainAtOnce) {
    (void)saveMoving(u"list"_s);
    ASSERT_FALSE(bring().script.isEmpty());
    const SilentServer silent;
    openEngine(silent.port(), false);
    (void)saveMoving(u"more"_s);
    std::shared_ptr<Task> task;
    QElapsedTimer since;
    since.start();
    const SieveState state = answer<SieveState>([&](auto done) { task = m_engine->filters().bringToServer(m_account, &m_context, done, std::chrono::seconds(1)); }).value_or(SieveState());
    EXPECT_LT(since.elapsed(), 15'000);
    ASSERT_TRUE(state.refusal);
    EXPECT_EQ(state.refusal->error.code, ErrorCode::TimedOut);
    EXPECT_TRUE(state.isBehind);
    EXPECT_GT(state.triedMs, 0);
    EXPECT_EQ(silent.tries(), 1);
    ASSERT_TRUE(answer<QList<model::SyncReport>>([&](auto done) { task = m_engine->sync({}, {}, false, &m_context, done); }));
    EXPECT_EQ(silent.tries(), 1) << "not within a quarter of an hour";
    m_engine.reset();
    editRecord([](store::SieveRecord& record) { record.triedMs = 1; });
    openEngine(silent.port(), false);
    since.restart();
    ASSERT_TRUE(answer<QList<model::SyncReport>>([&](auto done) { task = m_engine->sync({}, {}, false, &m_context, done); }));
    EXPECT_EQ(silent.tries(), 2);
    EXPECT_LT(since.elapsed(), 40'000) << "15 s of which are the server's";
    openEngine(0, false);
    EXPECT_EQ(bring().triedMs, 0) << "reached";
}

TEST_F(FilterServerLive, S5_whoWatchesBringsWhatIsChangedMeanwhile) {
    openEngine(0, false);
    const auto task = m_engine->sync({}, {}, true, &m_context, [](const Result<QList<model::SyncReport>>&) {});
    untilTheServerIsAlone(); // what was due at the beginning is past
    (void)saveMoving(u"list"_s);
    EXPECT_TRUE(waitUntil([&] { return list().filters.value(0).placement.where == RunsAt::Server; }));
    task->cancel();
}

TEST_F(FilterServerLive, S17_aPasswordThatTheMailServerRefusesIsNotTriedAtTheSieveServer) {
    (void)saveMoving(u"list"_s);
    ASSERT_FALSE(bring().script.isEmpty());
    const SilentServer silent;
    openEngine(silent.port(), false);
    (void)saveMoving(u"more"_s); // it is due
    ASSERT_TRUE(m_server->changePassword(u"alice"_s, u"other"_s));
    untilTheServerIsAlone(); // and has seen it
    std::shared_ptr<Task> task;
    const auto reports = answer<QList<model::SyncReport>>([&](auto done) { task = m_engine->sync({}, {}, false, &m_context, done); });
    ASSERT_TRUE(reports && reports->size() == 1 && reports->first().error);
    EXPECT_EQ(reports->first().error->kind, ErrorKind::Auth);
    EXPECT_EQ(silent.tries(), 0);
}

TEST_F(FilterServerLive, S17_aNewPasswordEndsWhatTheSieveServerSaidOfTheOldOne) {
    openEngine(0, false);
    (void)saveMoving(u"list"_s);
    m_engine.reset();
    editRecord([](store::SieveRecord& record) {
        record.offer = store::SieveOffer::Offered;
        record.isBehind = true;
        record.checkedMs = QDateTime::currentMSecsSinceEpoch();
        record.error = Error{ErrorKind::Auth, ErrorCode::CredentialsRejected, {}, {}};
    });
    openEngine(0, false);
    std::shared_ptr<Task> task;
    ASSERT_TRUE(answer<QList<model::SyncReport>>([&](auto done) { task = m_engine->sync({}, {}, false, &m_context, done); }));
    EXPECT_EQ(list().filters.value(0).placement.where, RunsAt::Here) << "it is not asked again by itself";
    ASSERT_TRUE(answer<std::monostate>([&](auto done) { task = m_engine->updatePassword(m_account, Secret(MailServer::password(u"alice"_s).toUtf8()), &m_context, {}, done); }));
    EXPECT_FALSE(list().server.refusal);
    ASSERT_TRUE(answer<QList<model::SyncReport>>([&](auto done) { task = m_engine->sync({}, {}, false, &m_context, done); }));
    EXPECT_EQ(list().filters.value(0).placement.where, RunsAt::Server);
}

TEST_F(FilterServerLive, S5_aStrangersScriptRunsBesideOurs) {
    ASSERT_TRUE(scripts()->putScript("work", "require \"imap4flags\";\r\nif header :contains \"subject\" \"work\" { addflag \"\\\\Flagged\"; }\r\n"));
    ASSERT_TRUE(scripts()->setActive("work"));
    (void)save(FilterField::Subject, FilterTest::Contains, u"list"_s, {{FilterVerb::Move, u"Lists"_s}});
    const SieveState state = bring();
    EXPECT_EQ(state.otherScript, u"work"_s);
    deliver("a list mail");
    EXPECT_EQ(count("Lists"), 1);
    const auto off = answer<SieveState>([&](auto done) { m_engine->filters().setSieveWanted(m_account, false, &m_context, done); });
    ASSERT_TRUE(off);
    EXPECT_TRUE(bring().script.isEmpty());
    for (const sieve::ListedScript& one : scripts()->listScripts().value_or(QList<sieve::ListedScript>()))
        EXPECT_EQ(one.isActive, one.name == "work") << one.name.constData();
    EXPECT_EQ(list().filters.value(0).placement.why, HereReason::NotWanted);
}

TEST_F(FilterServerLive, S5_withItsQuotaFullTheOldScriptStaysAndTheRestRunsHere) {
    (void)saveMoving(u"list"_s);
    const QByteArray old = bring().script.toUtf8();
    ASSERT_TRUE(old.contains("Lists"));
    const QByteArray filling = "keep;\r\n" + QByteArray("# filling\r\n").repeated((128 * 1024 - old.size() - 1'000) / 11);
    ASSERT_TRUE(scripts()->putScript("filling", filling).value_or(connect::ScriptVerdict()).isTaken);
    model::Filter large;
    large.account = m_account;
    large.name = u"large"_s;
    large.join = model::FilterJoin::Any;
    for (char16_t letter = u'a'; letter < u'k'; ++letter)
        large.conditions.append({FilterField::Subject, FilterTest::Contains, false, {}, QString(300, letter)});
    large.conditions.append({FilterField::Subject, FilterTest::Contains, false, {}, u"more"_s});
    large.actions = {{FilterVerb::Move, u"Lists"_s}};
    ASSERT_TRUE(answer<FilterId>([&](auto done) { m_engine->filters().saveFilter(large, &m_context, done); }));
    const SieveState state = bring();
    ASSERT_TRUE(state.refusal);
    EXPECT_EQ(state.refusal->error.code, ErrorCode::OverQuota);
    EXPECT_TRUE(state.refusal->error.serverText.toLower().contains("quota")) << state.refusal->error.serverText.constData();
    EXPECT_TRUE(state.isBehind);
    EXPECT_EQ(state.script.toUtf8(), old);
    expectActive(old);
    EXPECT_EQ(list().filters.value(0).placement.where, RunsAt::Server);
    EXPECT_EQ(list().filters.value(1).placement.where, RunsAt::Here);
    EXPECT_EQ(list().filters.value(1).placement.why, HereReason::Refused);
    deliver("a list mail");
    EXPECT_EQ(count("Lists"), 1) << "at the server, as before";
    deliver("more of it");
    EXPECT_TRUE(waitUntil([&] { return count("Lists") == 2; })) << "here, meanwhile";
    ASSERT_TRUE(scripts()->deleteScript("filling"));
    EXPECT_FALSE(bring().refusal) << "there is place again";
    EXPECT_EQ(list().filters.value(1).placement.where, RunsAt::Server);
}

/// A ManageSieve server with our script active that finds a fault in the next one, of so many lines. It says what the real one can.
QByteArray fussyServer(const SieveState& known, const QByteArray& active, qsizetype linesOfNext) {
    const QByteArray able = "S: \"IMPLEMENTATION\" \"fussy\"\nS: \"SIEVE\" \"" + known.extensions.join(u' ').toUtf8() + "\"\nS: \"VERSION\" \"1.0\"\nS: \"SASL\" \"PLAIN\"\n";
    QByteArray escaped = active;
    escaped.replace("\\", "\\x5c").replace("\r", "\\r").replace("\n", "\\n");
    const QByteArray look = "C: LISTSCRIPTS\nS: \"tributary\" ACTIVE\nS: OK\nC: GETSCRIPT \"tributary\"\nS-raw: {" + QByteArray::number(active.size()) + "}\\r\\n" + escaped +
                            "\\r\\n\nS: OK\n"; // for others beside it, then for ours
    const QByteArray fault = "tributary: line 3: error: unknown command 'kep'\r\n";
    return able + "S: \"STARTTLS\"\nS: OK\nC: STARTTLS\nS: OK\nX: starttls\n" + able + "S: OK\nC: AUTHENTICATE *\nS: OK\nC: CAPABILITY\n" + able +
           "S: OK\n" + look + look + "C: HAVESPACE \"tributary\" *\nS: OK\nC: PUTSCRIPT \"tributary\" {*}\n" + QByteArray("C: *\n").repeated(linesOfNext + 1) +
           "S-raw: NO {" + QByteArray::number(fault.size()) + "}\\r\\n" + QByteArray(fault).replace("\r\n", "\\r\\n") + "\\r\\n\nC: LOGOUT\nS: OK\n";
}

TEST_F(FilterServerLive, S5_aScriptThatTheServerFindsFaultyIsToldWithItsLineAndTheOldOneStays) {
    (void)saveMoving(u"list"_s);
    const FilterId second = saveMoving(u"more"_s);
    const SieveState both = bring();
    enable(second, false);
    const QByteArray old = bring().script.toUtf8();
    ASSERT_NE(old, both.script.toUtf8());
    const ScriptedServer fussy(ScriptedServer::Transport::Plain, fussyServer(both, old, both.script.count(u'\n')));
    openEngine(fussy.port());
    enable(second, true);
    const SieveState state = bring();
    ASSERT_TRUE(state.refusal) << qPrintable(fussy.failure());
    EXPECT_EQ(state.refusal->line, 3) << qPrintable(fussy.failure());
    EXPECT_TRUE(state.refusal->error.serverText.contains("unknown command 'kep'")) << state.refusal->error.serverText.constData();
    EXPECT_EQ(state.refusal->script, both.script) << "what was refused, to be shown";
    EXPECT_EQ(state.script.toUtf8(), old);
    for (const QByteArray& line : fussy.received())
        EXPECT_FALSE(line.startsWith("SETACTIVE") || line.startsWith("DELETESCRIPT")) << line.constData();
    expectActive(old); // at the server that has the mail
    EXPECT_EQ(list().filters.value(0).placement.where, RunsAt::Server);
    EXPECT_EQ(list().filters.value(1).placement.why, HereReason::Refused);
    deliver("a list mail");
    EXPECT_EQ(count("Lists"), 1);
    deliver("more of it");
    EXPECT_TRUE(waitUntil([&] { return count("Lists") == 2; })) << "here, meanwhile";
    openEngine();
    EXPECT_FALSE(bring().refusal) << "the next visit is taken";
    expectActive(both.script.toUtf8());
}

TEST_F(FilterServerLive, S5_aMailboxThatAnotherClientRenamesIsNotFiledIntoAnyMore) {
    (void)saveMoving(u"list"_s);
    (void)save(FilterField::Subject, FilterTest::Contains, u"list"_s, {{FilterVerb::Flag, {}}});
    ASSERT_TRUE(bring().script.contains(u"Lists"_s));
    untilTheServerIsAlone();
    ImapDialogue other(*m_server);
    other.logIn("alice");
    ASSERT_TRUE(other.say("RENAME Lists Elsewhere").contains(" OK "));
    deliver("list one"); // the script is still the old one
    EXPECT_EQ(count("INBOX"), 1);
    m_engine->syncNow(m_account);
    ASSERT_TRUE(waitUntil([&] { return list().filters.value(0).placement.where == RunsAt::Nowhere; }));
    const QList<FilterProblem> problems = list().filters.value(0).problems;
    ASSERT_EQ(problems.size(), 1);
    EXPECT_EQ(problems.first().fault, FilterFault::MailboxGone);
    const SieveState state = bring();
    EXPECT_FALSE(state.script.contains(u"Lists"_s));
    EXPECT_EQ(list().filters.value(1).placement.where, RunsAt::Server) << "the other filter is not held up";
    deliver("list two");
    EXPECT_EQ(count("INBOX"), 2);
    EXPECT_EQ(count("Elsewhere"), 0);
    EXPECT_EQ(count("Lists"), -1) << "and it is not made anew";
}

TEST_F(FilterServerLive, S4_theReplyGoesToTheServer) {
    model::Vacation vacation;
    vacation.account = m_account;
    vacation.on = true;
    vacation.reply.text = u"away"_s;
    ASSERT_TRUE(answer<VacationView>([&](auto done) { m_engine->vacations().saveVacation(vacation, &m_context, done); }));
    EXPECT_TRUE(bring().script.contains(u"vacation"_s));
    const auto view = answer<VacationView>([&](auto done) { m_engine->vacations().loadVacation(m_account, &m_context, done); });
    ASSERT_TRUE(view);
    EXPECT_EQ(view->placement.where, RunsAt::Server);
    ASSERT_TRUE(answer<VacationView>([&](auto done) { m_engine->vacations().turnOff(m_account, &m_context, done); }));
    EXPECT_FALSE(bring().script.contains(u"vacation"_s));
}

TEST_F(FilterServerLive, S4_whoKeepsAScriptThatAnswersGetsNoSecondReplyFromHere) {
    turnReplyOn();
    const QByteArray ours = bring().script.toUtf8();
    ASSERT_TRUE(ours.contains("vacation"));
    ASSERT_TRUE(scripts()->putScript("tributary", ours + "# a line of mine\r\n").value_or(connect::ScriptVerdict()).isTaken);
    (void)saveMoving(u"list"_s);
    SieveState state = bring();
    ASSERT_TRUE(state.conflict);
    EXPECT_TRUE(state.conflict->turnsReplyOff);
    EXPECT_EQ(reply().placement.why, HereReason::OlderUndecided) << "it answers there, and not here";
    state = resolve(ScriptChoice::KeepTheirs);
    EXPECT_FALSE(state.isWanted);
    EXPECT_TRUE(state.otherAnswers);
    EXPECT_FALSE(reply().vacation.on);
    expectActive(scripts()->getScript("tributary").value_or("none"));
    turnReplyOn(); // against all that is said
    EXPECT_TRUE(bring().answersTwice);
    ASSERT_TRUE(scripts()->putScript("tributary", "keep;\r\n").value_or(connect::ScriptVerdict()).isTaken);
    EXPECT_FALSE(bring().answersTwice) << "it is looked at again";
}

TEST_F(FilterServerLive, S4_anEditThatTakesTheReplyOutIsSeenAndTheReplyWorksHere) {
    turnReplyOn();
    ASSERT_TRUE(bring().script.contains(u"vacation"_s));
    ASSERT_TRUE(scripts()->putScript("tributary", "keep;\r\n").value_or(connect::ScriptVerdict()).isTaken);
    (void)saveMoving(u"list"_s);
    const SieveState state = bring();
    ASSERT_TRUE(state.conflict);
    EXPECT_FALSE(state.conflict->turnsReplyOff);
    EXPECT_EQ(reply().placement.where, RunsAt::Here);
}

TEST_F(FilterServerLive, S4_whereTheirsRunsOursAReplyThatIsTurnedOffGoesOnThereAndIsSaidTo) {
    turnReplyOn();
    ASSERT_TRUE(bring().script.contains(u"vacation"_s));
    ASSERT_TRUE(scripts()->putScript("work", "require \"include\";\r\ninclude :personal \"tributary\";\r\n").value_or(connect::ScriptVerdict()).isTaken);
    ASSERT_TRUE(scripts()->setActive("work"));
    ASSERT_TRUE(answer<VacationView>([&](auto done) { m_engine->vacations().turnOff(m_account, &m_context, done); }));
    SieveState state = bring();
    ASSERT_TRUE(state.conflict);
    EXPECT_TRUE(state.conflict->runsOurs);
    EXPECT_TRUE(reply().serverAnswersYet);
    EXPECT_EQ(reply().placement.why, HereReason::OlderUndecided);
    state = resolve(ScriptChoice::KeepOurs);
    EXPECT_FALSE(state.conflict);
    EXPECT_FALSE(reply().serverAnswersYet);
    const auto left = scripts()->listScripts().value_or(QList<sieve::ListedScript>());
    ASSERT_EQ(left.size(), 1) << "ours is gone";
    EXPECT_EQ(left.first().name, "work");
    EXPECT_FALSE(left.first().isActive);
}

TEST_F(FilterServerLive, S5_aStrangersStopInAScriptThatRunsOursIsItsOwnersChoice) {
    (void)saveMoving(u"list"_s);
    ASSERT_FALSE(bring().script.isEmpty());
    ASSERT_TRUE(scripts()->putScript("work", "require \"include\";\r\nif header :is \"subject\" \"x\" { stop; }\r\ninclude :personal \"tributary\";\r\n").value_or(connect::ScriptVerdict()).isTaken);
    ASSERT_TRUE(scripts()->setActive("work"));
    (void)saveMoving(u"more"_s);
    for (int visit = 0; visit < 2; ++visit) {
        const SieveState state = bring();
        EXPECT_FALSE(state.conflict) << visit;
        EXPECT_EQ(list().filters.value(1).placement.where, RunsAt::Server) << visit;
    }
    EXPECT_TRUE(scripts()->getScript("tributary").value_or(QByteArray()).contains("more"));
}

TEST_F(FilterServerLive, S5_whatIsKnownOfAnotherHostSaysNothingOfThisOne) {
    (void)saveMoving(u"list"_s);
    ASSERT_FALSE(bring().script.isEmpty());
    m_engine.reset();
    editRecord([](store::SieveRecord& record) { record.host = u"imap.before.example"_s; });
    openEngine(1); // nothing listens there
    EXPECT_EQ(bring().offer, SieveOffer::None);
    EXPECT_EQ(list().filters.value(0).placement.where, RunsAt::Here);
    EXPECT_EQ(list().filters.value(0).placement.why, HereReason::NoSieve);
}

/// With an SMTP server, which brings what the Sieve server answers.
class ReplyServerLive : public FilterServerLive {
  protected:
    ReplyServerLive() { m_withSmtp = true; }

    /// From somebody who has a mailbox here, where a reply can be seen.
    void come(const QByteArray& name, const QByteArray& subject, const QByteArray& more = {}, const QString& reversePath = {}) {
        const QByteArray from = name + "@example.test";
        const QByteArray message = "From: " + from + "\r\nTo: alice@example.test\r\nSubject: " + subject + "\r\nMessage-ID: <" + subject.toHex() + "@example.test>\r\n" + more + "\r\nHello\r\n";
        ASSERT_TRUE(m_server->deliverByLmtp(reversePath.isEmpty() ? QString::fromLatin1(from) : reversePath, u"alice"_s, message));
    }
};

TEST_F(ReplyServerLive, S4_aStrangerAListABounceAndARobotGetOneReplyInAllFromTheServer) {
    model::Vacation vacation;
    vacation.account = m_account;
    vacation.on = true;
    vacation.reply.text = u"I am away."_s;
    ASSERT_TRUE(answer<VacationView>([&](auto done) { m_engine->vacations().saveVacation(vacation, &m_context, done); }));
    ASSERT_TRUE(bring().script.contains(u"vacation"_s));
    untilTheServerIsAlone();
    m_engine.reset();
    come("carol", "to a list", "List-Id: <l.example.test>\r\n");
    come("hanako", "a bounce", {}, u"<>"_s);
    come("dave", "a robot", "Auto-Submitted: auto-generated\r\n");
    come("bob", "from a stranger");
    come("bob", "again");
    ASSERT_TRUE(waitUntil([&] { return count("INBOX", "bob") > 0; })) << m_server->log().right(2000).constData();
    openEngine(); // and does not answer once more here
    m_engine->syncNow(m_account);
    model::MessageQuery query;
    query.view = model::View::All;
    ASSERT_TRUE(waitUntil([&] {
        return answer<model::MessagePage>([&](auto done) { m_engine->loadMessages(query, 0, &m_context, done); }).value_or(model::MessagePage()).messages.size() == 5;
    }));
    ASSERT_TRUE(waitUntil([&] { return list().waiting == 0; }));
    EXPECT_TRUE(answer<QList<model::OutboxMessage>>([&](auto done) { m_engine->loadOutbox(&m_context, done); }).value_or(QList<model::OutboxMessage>()).isEmpty());
    EXPECT_EQ(count("INBOX", "bob"), 1);
    for (const char* name : {"carol", "dave", "hanako"})
        EXPECT_EQ(count("INBOX", name), 0) << name;
    EXPECT_TRUE(m_server->undelivered().isEmpty());
}

/// Alice's and Bob's accounts, each of which forwards all that comes to the other one.
class CircleLive : public ReplyServerLive {
  protected:
    void forwardToEachOther() {
        m_bob = add(u"bob"_s);
        ASSERT_TRUE(m_bob.isValid());
        for (const auto& [account, to] : {std::pair(m_account, u"bob"_s), std::pair(m_bob, u"alice"_s)}) {
            model::Filter filter;
            filter.account = account;
            filter.name = u"all of it"_s;
            filter.join = model::FilterJoin::EveryMail;
            filter.actions = {{FilterVerb::Forward, MailServer::user(to)}};
            ASSERT_TRUE(answer<FilterId>([&](auto done) { m_engine->filters().saveFilter(filter, &m_context, done); }));
        }
        ASSERT_TRUE(bring(m_account).script.contains(u"redirect"_s));
    }
    /// A mail comes to Alice, and then nothing for some seconds: a circle without end would go round many times in them.
    bool comesToAnEnd() {
        deliver("round and round");
        int last = 0;
        QElapsedTimer since;
        since.start();
        return waitUntil([&] {
            const int now = count("INBOX") + count("INBOX", "bob");
            if (now != last)
                since.restart();
            last = now;
            return now >= 2 && since.elapsed() > 4'000;
        });
    }

    AccountId m_bob;
};

TEST_F(CircleLive, S5_twoThatForwardAtTheServerComeToAnEnd) {
    forwardToEachOther();
    ASSERT_TRUE(bring(m_bob).script.contains(u"redirect"_s));
    untilTheServerIsAlone();
    m_engine.reset();
    EXPECT_TRUE(comesToAnEnd()) << m_server->log().right(2000).constData();
    EXPECT_LE(count("INBOX"), 3);
    EXPECT_LE(count("INBOX", "bob"), 2);
    EXPECT_GE(count("INBOX", "bob"), 1);
}

TEST_F(CircleLive, S5_oneThatForwardsAtTheServerAndOneHereComeToAnEnd) {
    forwardToEachOther();
    ASSERT_TRUE(answer<SieveState>([&](auto done) { m_engine->filters().setSieveWanted(m_bob, false, &m_context, done); }));
    ASSERT_TRUE(bring(m_bob).script.isEmpty());
    untilTheServerIsAlone();
    EXPECT_TRUE(comesToAnEnd()) << m_server->log().right(2000).constData();
    EXPECT_LE(count("INBOX"), 3);
    EXPECT_LE(count("INBOX", "bob"), 3);
    EXPECT_GE(count("INBOX"), 2) << "it came back once";
}

} // namespace
} // namespace tributary::engine::tst_FilterServerLive
