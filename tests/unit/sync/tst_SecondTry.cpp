// SPDX-License-Identifier: GPL-3.0-or-later
// A refused password: believed at once (S17), other than where the server is known to refuse right ones when it has had enough.
#include "unit/sync/Fixture.h"

namespace tributary::sync::tst_SecondTry {
namespace {

const Error kRefused{ErrorKind::Auth, ErrorCode::CredentialsRejected, "[AUTHENTICATIONFAILED] Invalid credentials (Failure)", u"ann"_s};

class SecondTry : public SyncTest {
  protected:
    /// A worker of an account there whose tries end so, one after the other; the last one for good. Its states.
    QList<model::AccountState> states(const QString& provider, const QList<Error>& errors, model::AuthMethod auth = model::AuthMethod::Password, bool once = false) {
        const auto reader = must(m_store->makeReader());
        SyncContext own = context(*reader, {});
        own.account.provider = provider;
        own.account.auth = auth;
        own.timing.secondTry = std::chrono::milliseconds(1);
        QList<model::AccountState> told;
        own.observer.state = [&](const model::AccountState& state) { told.append(state); };
        m_tries = 0;
        AccountSync account(own, [&](const CancelToken&, const auto&) -> Result<std::unique_ptr<connect::ImapConnection>> {
            return failure(errors.value(m_tries++, errors.last()));
        }, std::make_shared<WakeUp>());
        if (once)
            (void)account.syncOnce({});
        else
            EXPECT_FALSE(account.runForever());
        return told;
    }
    int m_tries = 0;
};

TEST_F(SecondTry, S17_theFirstRefusalCountsWhereAServerMeansIt) {
    for (const bool once : {false, true}) {
        const auto told = states(u"other"_s, {kRefused}, model::AuthMethod::Password, once);
        EXPECT_EQ(m_tries, 1);
        EXPECT_EQ(told.last().activity, model::AccountActivity::Disabled);
        EXPECT_EQ(told.last().reason, kRefused);
    }
}

TEST_F(SecondTry, S17_whereALimitLooksLikeARefusalItIsAskedOnceMoreAndNeverAThirdTime) {
    for (const bool once : {false, true}) {
        const auto told = states(u"gmail"_s, {kRefused}, model::AuthMethod::Password, once);
        EXPECT_EQ(m_tries, 2);
        EXPECT_EQ(told.last().activity, model::AccountActivity::Disabled);
        EXPECT_EQ(told.last().reason, kRefused);
    }
}

TEST_F(SecondTry, S17_meanwhileTheUserIsNotAskedForAPassword) {
    const auto told = states(u"gmail"_s, {kRefused});
    ASSERT_GE(told.size(), 3);
    const model::AccountState& waiting = told[1];
    EXPECT_EQ(waiting.activity, model::AccountActivity::Offline);
    ASSERT_TRUE(waiting.reason);
    EXPECT_EQ(waiting.reason->kind, ErrorKind::TemporaryRefusal);
    EXPECT_EQ(waiting.reason->serverText, kRefused.serverText);
    EXPECT_FALSE(waiting.needsUser());
    EXPECT_GT(waiting.retryAtMs, 0);
}

TEST_F(SecondTry, S17_aRefusalThatNamesItsCauseIsBelieved) {
    Error named = kRefused;
    named.serverText = "Application-specific password required";
    (void)states(u"gmail"_s, {named});
    EXPECT_EQ(m_tries, 1);
}

TEST_F(SecondTry, S25_aTokenHasHadItsSecondTryAlready) {
    (void)states(u"gmail"_s, {kRefused}, model::AuthMethod::OAuth);
    EXPECT_EQ(m_tries, 1);
}

TEST_F(SecondTry, S17_whatComesBetweenIsNoReasonForAThirdTry) {
    const Error reset{ErrorKind::Network, ErrorCode::NetworkChanged, {}, {}}; // tried again after 0.2 s
    (void)states(u"gmail"_s, {kRefused, reset, kRefused});
    EXPECT_EQ(m_tries, 3) << "one refusal, one that was none, one refusal";
}

} // namespace
} // namespace tributary::sync::tst_SecondTry
