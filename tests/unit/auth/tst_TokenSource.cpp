// SPDX-License-Identifier: GPL-3.0-or-later
// Access tokens for many connections: one refresh at a time, no refresh token lost, and clocks that lie.
#include "auth/TokenSource.h"

#include "OAuthFixture.h"

#include <atomic>
#include <barrier>
#include <vector>

namespace tributary::auth::tst_TokenSource {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Answer = AuthorizationServer::Answer;
using Twists = AuthorizationServer::Twists;

/// A clock that can be set, as a user does: apart from the monotonic one. Any thread.
class SettableClock final : public Clock {
  public:
    [[nodiscard]] TimePoint now() const override { return TimePoint(std::chrono::milliseconds(m_now)); }
    [[nodiscard]] QDateTime utcNow() const override { return QDateTime::fromMSecsSinceEpoch(m_utc, Qt::UTC); }
    void advance(std::chrono::milliseconds by) {
        m_now += by.count();
        m_utc += by.count();
    }
    void setBy(std::chrono::milliseconds by) { m_utc += by.count(); }
    void sleepFor(std::chrono::milliseconds by) { m_utc += by.count(); } // the monotonic clock sleeps, too

  private:
    std::atomic<qint64> m_now = 1'000'000, m_utc = 1'767'225'600'000;
};

/// A store whose saves can fail.
class FailingStore final : public SecretStore {
  public:
    Result<Secret> load(const QString& key) override { return m_store->load(key); }
    Status save(const QString& key, const Secret& secret) override {
        ++saves;
        if (isFull)
            return failure(ErrorKind::Storage, ErrorCode::DiskFull, key);
        return m_store->save(key, secret);
    }
    Status remove(const QString& key) override { return m_store->remove(key); }
    std::atomic<bool> isFull = false;
    std::atomic<int> saves = 0;

  private:
    std::unique_ptr<SecretStore> m_store = makeMemorySecretStore();
};

class TokenSourceTest : public testing::Test {
  protected:
    void SetUp() override {
        m_source = makeSource();
        ASSERT_TRUE(m_source->put(grantFor(m_server.makeRefreshToken())));
    }
    Grant grantFor(const QByteArray& refresh) const {
        Grant grant{Secret("first-access"), Secret(refresh), m_clock.utcNowMs(), m_clock.utcNowMs() + 3600'000, {}, u"ann@example.org"_s, {}};
        return grant;
    }
    std::unique_ptr<TokenSource> makeSource() {
        OAuthLine line;
        line.proxy.type = net::ProxyType::None;
        line.clock = &m_clock;
        OAuthProvider provider = providerOf(m_server);
        provider.refreshDays = 90;
        if (m_revocation != u"cancelled"_s)
            provider.revocationEndpoint = m_revocation.isEmpty() ? QUrl() : m_server.url(m_revocation);
        return std::make_unique<TokenSource>(provider, u"imap/ann@example.org/oauth"_s, m_store, line);
    }
    /// Empty: an error.
    QByteArray token() {
        const auto token = m_source->token();
        return token ? token->reveal() : QByteArray();
    }
    ErrorCode code() {
        const auto token = m_source->token();
        return token ? ErrorCode::None : token.error().code;
    }
    void answerWith(const Answer& answer) {
        Twists twists;
        twists.answer = answer;
        m_server.setTwists(twists);
    }

    AuthorizationServer m_server;
    SettableClock m_clock;
    FailingStore m_store;
    QString m_revocation = u"/revoke"_s; ///< empty: the provider has none; "cancelled": as it is
    std::unique_ptr<TokenSource> m_source;
};

TEST_F(TokenSourceTest, theKeptTokenIsUsedUntilFiveMinutesBeforeItsEnd) {
    EXPECT_EQ(token(), "first-access");
    m_clock.advance(54min);
    EXPECT_EQ(token(), "first-access");
    EXPECT_EQ(m_server.tokenRequests(), 0);
    m_clock.advance(2min);
    const QByteArray second = token();
    EXPECT_TRUE(second.startsWith("access-"));
    EXPECT_EQ(token(), second);
    EXPECT_EQ(m_server.tokenRequests(), 1);
    const auto form = m_server.requests().constLast().form;
    EXPECT_EQ(form.value("grant_type"), "refresh_token");
    EXPECT_EQ(form.value("client_id"), "client-1");
}

TEST_F(TokenSourceTest, aShortLifeIsUsedToItsLastFifth) {
    Twists twists;
    twists.token = [](QJsonObject& o) { o.insert(u"expires_in"_s, 100); };
    m_server.setTwists(twists);
    m_clock.advance(1h);
    const QByteArray shortLived = token();
    m_clock.advance(79s);
    EXPECT_EQ(token(), shortLived);
    m_clock.advance(2s);
    EXPECT_NE(token(), shortLived);
    EXPECT_EQ(m_server.tokenRequests(), 2);
}

TEST_F(TokenSourceTest, aTokenWithoutAnyLifeIsGivenOutOnceAtLeast) {
    Twists twists;
    twists.token = [](QJsonObject& o) { o.insert(u"expires_in"_s, 0); };
    m_server.setTwists(twists);
    m_clock.advance(1h);
    EXPECT_TRUE(token().startsWith("access-"));
    EXPECT_EQ(m_server.tokenRequests(), 1);
}

TEST_F(TokenSourceTest, twoHundredAtOnceMakeOneRequestAndLoseNoToken) {
    Twists twists;
    twists.delayMs = 200;
    m_server.setTwists(twists);
    m_clock.advance(1h);
    constexpr int kCallers = 200;
    std::barrier start(kCallers);
    std::vector<QByteArray> got(kCallers);
    std::vector<std::thread> callers;
    for (int i = 0; i < kCallers; ++i) {
        callers.emplace_back([&, i] {
            start.arrive_and_wait();
            const auto answer = m_source->token();
            got[std::size_t(i)] = answer ? answer->reveal() : QByteArray();
        });
    }
    for (std::thread& caller : callers)
        caller.join();
    EXPECT_EQ(m_server.tokenRequests(), 1);
    for (const QByteArray& one : got)
        EXPECT_EQ(one, got[0]);
    EXPECT_TRUE(got[0].startsWith("access-"));
    m_source = makeSource(); // what is in the store is the rotated one
    m_clock.advance(1h);
    EXPECT_TRUE(token().startsWith("access-"));
}

TEST_F(TokenSourceTest, manyRoundsOfRacesLoseNoToken) {
    std::vector<std::thread> callers;
    std::atomic<int> failures = 0;
    for (int i = 0; i < 8; ++i) {
        callers.emplace_back([&] {
            for (int n = 0; n < 25; ++n) {
                const auto answer = m_source->token();
                // Two refusals close together may give it up for ten minutes; never may it be a lost grant.
                if (!answer && answer.error().code != ErrorCode::CredentialsRejected)
                    ++failures;
                if (answer)
                    m_source->refused(*answer);
                m_clock.advance(6min);
            }
        });
    }
    for (std::thread& caller : callers)
        caller.join();
    EXPECT_EQ(failures, 0);
    EXPECT_GT(m_server.tokenRequests(), 1);
    m_clock.advance(11min);
    EXPECT_EQ(code(), ErrorCode::None);
}

TEST_F(TokenSourceTest, callersShareAFailureToo) {
    Twists twists;
    twists.delayMs = 200;
    twists.isRevoked = true;
    m_server.setTwists(twists);
    m_clock.advance(1h);
    std::barrier start(20);
    std::atomic<int> again = 0;
    std::vector<std::thread> callers;
    for (int i = 0; i < 20; ++i) {
        callers.emplace_back([&] {
            start.arrive_and_wait();
            again += code() == ErrorCode::SignInAgain ? 1 : 0;
        });
    }
    for (std::thread& caller : callers)
        caller.join();
    EXPECT_EQ(again, 20);
    EXPECT_EQ(m_server.tokenRequests(), 1);
}

TEST_F(TokenSourceTest, oneWhoIsCancelledTakesNobodyWithHim) {
    Answer silence;
    silence.isSilent = true;
    answerWith(silence);
    m_clock.advance(1h);
    CancelSource cancel;
    std::thread first([&] { EXPECT_EQ(m_source->token(cancel.token()).error().kind, ErrorKind::Cancelled); });
    while (m_server.tokenRequests() == 0)
        std::this_thread::sleep_for(1ms);
    std::thread second([&] { EXPECT_TRUE(token().startsWith("access-")); });
    CancelSource impatient;
    std::thread third([&] { EXPECT_EQ(m_source->token(impatient.token()).error().kind, ErrorKind::Cancelled); });
    impatient.cancel();
    third.join();
    m_server.setTwists({});
    cancel.cancel();
    first.join();
    second.join();
    EXPECT_EQ(m_server.tokenRequests(), 2);
}

TEST_F(TokenSourceTest, theRotatedTokenIsSavedBeforeTheNewOneIsUsed) {
    m_clock.advance(1h);
    m_store.saves = 0;
    const QByteArray access = token();
    EXPECT_EQ(m_store.saves, 1);
    m_source = makeSource();
    EXPECT_EQ(token(), access) << "it was with it";
    m_clock.advance(1h);
    EXPECT_TRUE(token().startsWith("access-"));
}

TEST_F(TokenSourceTest, withoutRotationTheOldOneStays) {
    Twists twists;
    twists.rotates = false;
    m_server.setTwists(twists);
    for (int i = 0; i < 3; ++i) {
        m_clock.advance(1h);
        EXPECT_TRUE(token().startsWith("access-"));
    }
    EXPECT_EQ(m_server.tokenRequests(), 3);
}

TEST_F(TokenSourceTest, aSaveThatFailsIsTriedAgainAndNothingIsLost) {
    m_clock.advance(1h);
    m_store.isFull = true;
    const auto answer = m_source->token();
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::Storage);
    EXPECT_EQ(code(), ErrorCode::DiskFull) << "not given out unsaved";
    EXPECT_EQ(m_server.tokenRequests(), 1) << "but not asked for again";
    m_store.isFull = false;
    const QByteArray access = token();
    EXPECT_TRUE(access.startsWith("access-"));
    EXPECT_EQ(m_server.tokenRequests(), 1);
    m_source = makeSource();
    EXPECT_EQ(token(), access);
}

TEST_F(TokenSourceTest, killedBetweenAnswerAndSaveTheOldOneIsStillThere) {
    m_clock.advance(1h);
    m_store.isFull = true;
    EXPECT_EQ(code(), ErrorCode::DiskFull);
    m_store.isFull = false;
    m_source = makeSource(); // the process has gone, and what it had in memory
    EXPECT_EQ(code(), ErrorCode::SignInAgain) << "this provider wants each refresh token once; the store's was the old one";
    EXPECT_EQ(m_server.tokenRequests(), 2) << "it was loaded and tried";
}

TEST_F(TokenSourceTest, aRevokedGrantIsAskedForOnceAndComesBackWithASignIn) {
    Twists twists;
    twists.isRevoked = true;
    m_server.setTwists(twists);
    m_clock.advance(1h);
    for (int i = 0; i < 3; ++i) {
        const auto answer = m_source->token();
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().kind, ErrorKind::Auth);
        EXPECT_EQ(answer.error().code, ErrorCode::SignInAgain);
        EXPECT_EQ(answer.error().serverText, "words of the provider");
    }
    EXPECT_EQ(m_server.tokenRequests(), 1);
    m_server.setTwists({});
    ASSERT_TRUE(m_source->put(grantFor(m_server.makeRefreshToken())));
    EXPECT_EQ(token(), "first-access");
}

TEST_F(TokenSourceTest, whatIsLeftIsUsedWhileTheProviderIsAway) {
    m_clock.advance(56min);
    answerWith({503, ""});
    EXPECT_EQ(token(), "first-access");
    EXPECT_EQ(token(), "first-access");
    EXPECT_EQ(m_server.tokenRequests(), 1) << "not at every call";
    m_clock.advance(31s);
    EXPECT_EQ(token(), "first-access");
    EXPECT_EQ(m_server.tokenRequests(), 2);
    m_clock.advance(5min);
    const auto answer = m_source->token();
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::TemporaryRefusal);
    m_server.setTwists({});
    EXPECT_TRUE(token().startsWith("access-")) << "it was no revocation";
}

TEST_F(TokenSourceTest, noFailureForNowIsARevocation) {
    m_clock.advance(1h);
    for (const Answer& answer : {Answer{500, ""}, Answer{429, ""}, Answer{200, "<html>"}, Answer{400, "{\"error\":\"temporarily_unavailable\"}"}, Answer{200, ""},
                                 Answer{200, "{\"access_"}, Answer{307, ""}, Answer{400, "{\"error\":\"server_error\"}"}}) {
        answerWith(answer);
        const auto got = m_source->token();
        ASSERT_FALSE(got);
        EXPECT_NE(got.error().kind, ErrorKind::Auth) << answer.status << answer.body.constData();
    }
    m_server.setTwists({});
    EXPECT_TRUE(token().startsWith("access-"));
}

TEST_F(TokenSourceTest, aTokenThatWasLetInAndEndsEarlyIsReplacedAsOftenAsItTakes) { // S25
    QByteArray current = "first-access";
    for (int i = 0; i < 4; ++i) {
        m_source->refused(Secret(current));
        const QByteArray next = token();
        EXPECT_NE(next, current);
        m_source->accepted(Secret("another")); // of an older connection: says nothing of this one
        m_source->accepted(Secret(next));
        current = next;
    }
}

TEST_F(TokenSourceTest, aRefusedTokenIsReplacedOnceThenItIsNotTheToken) {
    m_source->refused(Secret("first-access"));
    const QByteArray second = token();
    EXPECT_TRUE(second.startsWith("access-"));
    m_source->refused(Secret("first-access")); // another connection, late
    EXPECT_EQ(token(), second);
    m_source->refused(Secret(second));
    for (int i = 0; i < 3; ++i) {
        const auto answer = m_source->token();
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().kind, ErrorKind::Auth);
        EXPECT_EQ(answer.error().code, ErrorCode::CredentialsRejected);
    }
    EXPECT_EQ(m_server.tokenRequests(), 1);
    m_clock.advance(11min);
    EXPECT_TRUE(token().startsWith("access-")) << "tried again later";
    EXPECT_EQ(m_server.tokenRequests(), 2);
}

TEST_F(TokenSourceTest, aTokenRefusedAfterLongUseIsSimplyReplaced) {
    m_source->refused(Secret("first-access"));
    for (int i = 0; i < 5; ++i) {
        const QByteArray current = token();
        ASSERT_TRUE(current.startsWith("access-")) << i;
        m_clock.advance(20min);
        m_source->refused(Secret(current));
    }
}

TEST_F(TokenSourceTest, aClockTenMinutesOffChangesLittle) {
    for (const auto off : {10min, -10min, -10min, 10min}) {
        m_clock.setBy(off);
        EXPECT_FALSE(token().isEmpty());
        EXPECT_FALSE(token().isEmpty());
    }
    EXPECT_EQ(m_server.tokenRequests(), 0);
    m_clock.setBy(-10min);
    m_clock.advance(56min);
    EXPECT_TRUE(token().startsWith("access-")) << "an hour is an hour";
}

TEST_F(TokenSourceTest, aClockThatJumpsAsksOnceAndNotInALoop) {
    for (const auto off : {24h, -24h, 24h * 400, -24h * 400, 3h, -3h}) {
        m_clock.setBy(off);
        const int before = m_server.tokenRequests();
        for (int i = 0; i < 5; ++i)
            EXPECT_FALSE(token().isEmpty());
        EXPECT_LE(m_server.tokenRequests() - before, 1);
    }
    const QByteArray last = token();
    m_clock.setBy(-24h);
    m_clock.advance(56min);
    EXPECT_NE(token(), last) << "it is old however the clock was set back";
}

TEST_F(TokenSourceTest, aClockThatWasSetBackWhileNothingRanIsNotTrusted) {
    m_source = makeSource();
    m_clock.setBy(-24h);
    EXPECT_TRUE(token().startsWith("access-"));
    EXPECT_EQ(m_server.tokenRequests(), 1);
    EXPECT_TRUE(token().startsWith("access-"));
    EXPECT_EQ(m_server.tokenRequests(), 1);
}

TEST_F(TokenSourceTest, aNightWithTheLidClosedIsCounted) {
    m_clock.sleepFor(8h);
    EXPECT_TRUE(token().startsWith("access-"));
}

TEST_F(TokenSourceTest, whatIsKeptIsLoadedAndWhatIsDamagedIsMissing) {
    m_source = makeSource();
    EXPECT_EQ(token(), "first-access");
    const QString key = u"imap/ann@example.org/oauth"_s;
    const QByteArray whole = m_store.load(key)->reveal();
    for (const QByteArray& bad : {QByteArray(), QByteArray("x"), whole.chopped(1), QByteArray("{}"), QByteArray("[]"), QByteArray(whole).replace("\"version\":1", "\"version\":2"),
                                  QByteArray(whole).replace("\"refresh\"", "\"r\""), QByteArray(whole).replace("\"expires\"", "\"e\"")}) {
        ASSERT_TRUE(m_store.save(key, Secret(bad)));
        m_source = makeSource();
        const auto answer = m_source->token();
        ASSERT_FALSE(answer) << bad.constData();
        EXPECT_EQ(answer.error().kind, ErrorKind::Auth);
        EXPECT_EQ(answer.error().code, ErrorCode::SecretMissing);
        EXPECT_EQ(answer.error().detail, key);
    }
    ASSERT_TRUE(m_store.save(key, Secret(QByteArray(whole).replace("client-1", "client-2"))));
    m_source = makeSource();
    EXPECT_EQ(code(), ErrorCode::SignInAgain) << "a refresh token is its client's";
}

TEST_F(TokenSourceTest, forgettingAndPuttingAreForGood) {
    ASSERT_TRUE(m_source->forget());
    EXPECT_EQ(code(), ErrorCode::SecretMissing);
    EXPECT_EQ(makeSource()->token().error().code, ErrorCode::SecretMissing);
    m_store.isFull = true;
    EXPECT_EQ(m_source->put(grantFor("r")).error().code, ErrorCode::DiskFull);
    EXPECT_EQ(code(), ErrorCode::SecretMissing) << "nothing has changed";
}

TEST_F(TokenSourceTest, whatIsForgottenIsGivenBackToTheProvider) {
    const QByteArray refresh = m_server.makeRefreshToken();
    ASSERT_TRUE(m_source->put(grantFor(refresh)));
    ASSERT_TRUE(makeSource()->forget()) << "one that has not read the store yet";
    EXPECT_FALSE(m_server.isValidRefreshToken(refresh));
    EXPECT_EQ(makeSource()->token().error().code, ErrorCode::SecretMissing);
}

TEST_F(TokenSourceTest, aProviderThatTakesNothingBackKeepsNothingHere) {
    for (const QString& endpoint : {u"/nowhere"_s, QString(), u"cancelled"_s}) {
        m_revocation = endpoint;
        m_source = makeSource();
        const QByteArray refresh = m_server.makeRefreshToken();
        ASSERT_TRUE(m_source->put(grantFor(refresh)));
        const CancelSource cancel;
        if (endpoint == u"cancelled"_s)
            cancel.cancel();
        ASSERT_TRUE(m_source->forget(cancel.token())) << qPrintable(endpoint);
        EXPECT_TRUE(m_server.isValidRefreshToken(refresh));
        EXPECT_EQ(code(), ErrorCode::SecretMissing);
        EXPECT_EQ(makeSource()->token().error().code, ErrorCode::SecretMissing);
    }
}

TEST_F(TokenSourceTest, aSignInDuringARefreshIsWhatStays) {
    Twists twists;
    twists.delayMs = 100;
    m_server.setTwists(twists);
    m_clock.advance(1h);
    std::thread refreshing([&] { EXPECT_FALSE(token().isEmpty()); });
    while (m_server.tokenRequests() == 0)
        std::this_thread::sleep_for(1ms);
    Grant grant = grantFor(m_server.makeRefreshToken());
    grant.accessToken = Secret("signed-in-anew");
    ASSERT_TRUE(m_source->put(grant));
    refreshing.join();
    EXPECT_EQ(token(), "signed-in-anew");
    EXPECT_EQ(makeSource()->token()->reveal(), "signed-in-anew");
}

TEST_F(TokenSourceTest, saysAboutHowLongTheSignInLasts) {
    EXPECT_EQ(m_source->lastsUntilMs(), m_clock.utcNowMs() + 90LL * 24 * 3600'000);
    m_clock.advance(1h);
    (void)token();
    EXPECT_EQ(m_source->lastsUntilMs(), m_clock.utcNowMs() + 90LL * 24 * 3600'000);
    ASSERT_TRUE(m_source->forget());
    EXPECT_EQ(m_source->lastsUntilMs(), std::nullopt);
}

TEST_F(TokenSourceTest, noTokenReachesALog) {
    const tests::LogCapture log;
    m_clock.advance(1h);
    const QByteArray second = token();
    m_source->refused(Secret(second));
    Twists twists;
    twists.isRevoked = true;
    m_server.setTwists(twists);
    EXPECT_EQ(code(), ErrorCode::SignInAgain);
    EXPECT_FALSE(log.text().isEmpty());
    expectNoSecretIn(log.text(), m_server.secrets() + QList<QByteArray>{"first-access"});
}

TEST(OAuthKey, isProtocolAndAddressInOneCase) {
    model::Account account;
    account.email = u"Ann@Mail.Example"_s;
    EXPECT_EQ(oauthKey(account), u"imap/ann@mail.example/oauth"_s);
}

} // namespace
} // namespace tributary::auth::tst_TokenSource
