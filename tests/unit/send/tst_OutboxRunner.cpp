// SPDX-License-Identifier: GPL-3.0-or-later
// What the outbox makes of a server's answers (S14, S18): refusals for now and for good, of the whole and of single recipients, and
// answers that no server should give.
#include "SendFixture.h"

namespace tributary::send::tst_OutboxRunner {
namespace {

using namespace std::chrono_literals;
using model::RecipientState;

const QList<SmtpPlace> kCommands{SmtpPlace::Mail, SmtpPlace::Rcpt, SmtpPlace::SecondRcpt, SmtpPlace::Data, SmtpPlace::End};
const QList<SmtpPlace> kBefore{SmtpPlace::Greeting, SmtpPlace::Ehlo, SmtpPlace::Auth};

class OutboxRunnerTest : public SendTest {
  protected:
    /// The server says this at the place, once; outcome: what becomes of the message in that run.
    OutboxId sendAnswered(SmtpPlace place, const QByteArray& answer, Deed deed = Deed::Answer) {
        m_server.forget();
        const OutboxId id = queue();
        m_server.setFaults({{place, deed, answer, 1}});
        m_outcome = run();
        EXPECT_EQ(m_server.faultsDone(), 1) << "place " << int(place);
        return id;
    }
    void expectSentOnce(OutboxId id) {
        EXPECT_EQ(stateOf(id), State::Filed);
        EXPECT_EQ(takenFor(id, kBob), 1);
        EXPECT_EQ(takenFor(id, kCarol), 1);
    }
    int asked(const QByteArray& address) const { return static_cast<int>(m_server.commands().count(QByteArray("RCPT TO:<" + address + ">"))); }

    Result<SendOutcome> m_outcome;
};

} // namespace

TEST_F(OutboxRunnerTest, aMessageGoesToAllOverOneConnection) {
    const OutboxId one = queue();
    const OutboxId two = queue(300'000);
    const auto outcome = run();
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->submitted, 2);
    expectSentOnce(one);
    expectSentOnce(two);
    EXPECT_EQ(m_server.connections(), 1);
    EXPECT_EQ(m_server.commands().last(), "QUIT");
}

TEST_F(OutboxRunnerTest, S18_whatIsRefusedForNowIsTriedAgainLaterAndLater) {
    for (const SmtpPlace place : {SmtpPlace::Mail, SmtpPlace::Data, SmtpPlace::End}) {
        const OutboxId id = sendAnswered(place, "451 4.7.1 not now\r\n");
        ASSERT_TRUE(m_outcome);
        EXPECT_EQ(m_outcome->postponed, 1);
        const qint64 now = m_clock.utcNow().toMSecsSinceEpoch();
        EXPECT_EQ(stateOf(id), State::Queued);
        EXPECT_EQ(row(id).nextTryMs, now + 60'000);
        EXPECT_EQ(row(id).error->serverText, "451 4.7.1 not now");
        EXPECT_EQ(row(id).error->kind, ErrorKind::TemporaryRefusal);
        m_server.setFaults({{place, Deed::Answer, "451 4.7.1 not now\r\n", 1}});
        m_clock.advance(59s);
        ASSERT_TRUE(run());
        EXPECT_EQ(m_server.connections(), 1) << "it is not due";
        m_clock.advance(1s);
        ASSERT_TRUE(run());
        EXPECT_EQ(row(id).nextTryMs, m_clock.utcNow().toMSecsSinceEpoch() + 120'000);
        EXPECT_EQ(row(id).attempts, 2);
        m_clock.advance(2min);
        ASSERT_TRUE(run());
        expectSentOnce(id);
    }
}

TEST_F(OutboxRunnerTest, S18_whatIsRefusedForNowForTwoDaysIsTold) {
    const OutboxId id = queue();
    m_server.setFaults({{SmtpPlace::End, Deed::Answer, "452 4.3.1 full\r\n", -1}});
    for (int hours = 0; hours < 60 && stateOf(id) == State::Queued; ++hours) {
        ASSERT_TRUE(run());
        m_clock.advance(1h);
    }
    EXPECT_EQ(stateOf(id), State::Failed);
    EXPECT_EQ(row(id).error->serverText, "452 4.3.1 full");
    EXPECT_GT(row(id).attempts, 40);
    EXPECT_EQ(takenFor(id, kBob), 0);
}

TEST_F(OutboxRunnerTest, whatIsRefusedForGoodIsFailedWithTheServersWords) {
    for (const SmtpPlace place : {SmtpPlace::Mail, SmtpPlace::Data, SmtpPlace::End}) {
        const OutboxId id = sendAnswered(place, "554 5.7.1 spam, we think\r\n");
        ASSERT_TRUE(m_outcome);
        EXPECT_EQ(m_outcome->failed, 1);
        ASSERT_EQ(stateOf(id), State::Failed);
        EXPECT_EQ(row(id).error->serverText, "554 5.7.1 spam, we think");
        runOn();
        EXPECT_EQ(m_server.connections(), 1) << "nobody asks again by himself";
        must(m_store->retryOutbox(id, m_clock.utcNow().toMSecsSinceEpoch()));
        ASSERT_TRUE(run());
        expectSentOnce(id);
    }
}

/// What stands before the message stands before all of them: they wait, and the words are told at the first.
TEST_F(OutboxRunnerTest, aRefusedConnectionLosesNothing) {
    for (const SmtpPlace place : kBefore) {
        for (const QByteArray answer : {"421 4.3.2 closing\r\n", "451 4.3.0 later\r\n", "554 5.7.1 not you\r\n"}) {
            const OutboxId id = sendAnswered(place, answer);
            EXPECT_FALSE(m_outcome);
            EXPECT_EQ(stateOf(id), State::Queued);
            EXPECT_EQ(row(id).error->serverText, answer.trimmed());
            runOn();
            expectSentOnce(id);
        }
    }
}

TEST_F(OutboxRunnerTest, S18_oneRefusedRecipientDoesNotHoldTheOtherUp) {
    const OutboxId id = queue();
    m_server.setFaults({}, {{kBob, "550 5.1.1 nobody", -1}});
    ASSERT_TRUE(run());
    EXPECT_EQ(takenFor(id, kCarol), 1);
    EXPECT_EQ(takenFor(id, kBob), 0);
    const auto message = row(id); // Filed, and shown until the user has seen who did not get it
    EXPECT_EQ(message.state, State::Filed);
    EXPECT_EQ(message.recipients[0].state, RecipientState::Refused);
    EXPECT_EQ(message.recipients[0].serverText, "550 5.1.1 nobody");
    EXPECT_EQ(message.recipients[1].state, RecipientState::Accepted);
}

TEST_F(OutboxRunnerTest, S18_whoWasAcceptedIsNeverAskedAgain) {
    for (const char* reply : {"452 4.5.3 too many recipients", "552 too many recipients", "451 4.7.1 greylisted"}) {
        m_server.forget();
        const OutboxId id = queue();
        m_server.setFaults({}, {{kCarol, reply, 1}});
        for (int i = 0; i < 3; ++i) {
            ASSERT_TRUE(run());
            m_clock.advance(1h);
        }
        expectSentOnce(id);
        EXPECT_EQ(asked(kBob), 1) << reply;
        EXPECT_EQ(asked(kCarol), 2) << reply;
    }
}

/// Those who have it count: it is filed, and who was refused stays in sight.
TEST_F(OutboxRunnerTest, aRestThatIsRefusedForGoodEndsIt) {
    m_server.setFaults({}, {{kCarol, "451 4.7.1 later", 1}});
    const OutboxId id = queue();
    ASSERT_TRUE(run());
    EXPECT_EQ(stateOf(id), State::Queued);
    m_server.setFaults({}, {{kCarol, "550 5.1.1 nobody", -1}});
    m_clock.advance(1h);
    ASSERT_TRUE(run());
    EXPECT_EQ(row(id).state, State::Filed);
    EXPECT_EQ(row(id).recipients[1].serverText, "550 5.1.1 nobody");
    EXPECT_EQ(takenFor(id, kBob), 1);
}

/// A server that no longer takes so much: what was left for the second try is told, what has gone is filed.
TEST_F(OutboxRunnerTest, aRestThatIsTooLargeNowEndsIt) {
    m_server.setFaults({}, {{kCarol, "451 4.7.1 later", 1}});
    const OutboxId id = queue(5000);
    ASSERT_TRUE(run());
    m_server.setExtensions({"PIPELINING", "SIZE 1000"});
    m_clock.advance(1h);
    ASSERT_TRUE(run());
    EXPECT_EQ(row(id).state, State::Filed) << "not failed: bob has it";
    EXPECT_EQ(row(id).recipients[0].state, RecipientState::Accepted);
    EXPECT_EQ(row(id).recipients[1].state, RecipientState::Refused);
    EXPECT_EQ(takenFor(id, kBob), 1);
}

TEST_F(OutboxRunnerTest, allRefusedIsFailedAndNothingIsGiven) {
    for (const QByteArrayList& extensions : {QByteArrayList{"PIPELINING", "SIZE"}, QByteArrayList{}, QByteArrayList{"PIPELINING", "CHUNKING"}}) {
        m_server.setExtensions(extensions);
        m_server.setFaults({}, {{kBob, "550 5.1.1 nobody", 1}, {kCarol, "550 5.7.1 not from you", 1}});
        const OutboxId id = queue();
        ASSERT_TRUE(run());
        EXPECT_EQ(stateOf(id), State::Failed);
        EXPECT_EQ(row(id).error->code, ErrorCode::RecipientsRefused);
        EXPECT_EQ(row(id).recipients[1].serverText, "550 5.7.1 not from you");
        EXPECT_TRUE(m_server.taken().isEmpty());
    }
}

TEST_F(OutboxRunnerTest, aLieAboutTheSizeIsARefusalLikeAnother) {
    m_server.setExtensions({"PIPELINING", "SIZE 1000"}); // RFC 1870: it is not even asked
    const OutboxId tooLarge = queue(5000);
    ASSERT_TRUE(run());
    EXPECT_EQ(stateOf(tooLarge), State::Failed);
    EXPECT_EQ(row(tooLarge).error->code, ErrorCode::MessageTooLarge);
    EXPECT_FALSE(m_server.commands().join('\n').contains("MAIL"));
    m_server.setExtensions({"PIPELINING", "SIZE 100000"});
    for (const SmtpPlace place : {SmtpPlace::Mail, SmtpPlace::End}) { // more than it takes after all
        const OutboxId id = sendAnswered(place, "552 5.3.4 too large after all\r\n");
        EXPECT_EQ(stateOf(id), State::Failed);
        EXPECT_EQ(row(id).error->code, ErrorCode::MessageTooLarge);
    }
}

TEST_F(OutboxRunnerTest, S14_byteByByteIsTheSame) {
    for (const SmtpPlace place : {SmtpPlace::Greeting, SmtpPlace::Ehlo, SmtpPlace::Auth, SmtpPlace::Mail, SmtpPlace::Rcpt, SmtpPlace::Data, SmtpPlace::Taken})
        expectSentOnce(sendAnswered(place, {}, Deed::InPieces));
}

/// RFC 5321 3.8: 421 at any command. Behind the end of the message it says that it was not taken.
TEST_F(OutboxRunnerTest, aGoodbyeIsARefusalForNow) {
    for (const SmtpPlace place : kCommands) {
        const OutboxId id = sendAnswered(place, "421 4.3.2 shutting down\r\n", Deed::AnswerAndCut);
        EXPECT_EQ(stateOf(id), State::Queued) << int(place);
        EXPECT_EQ(takenFor(id, kBob), 0);
        runOn();
        expectSentOnce(id);
    }
}

/// An answer that is none: before the end it has not gone; behind it nobody knows.
TEST_F(OutboxRunnerTest, S14_nonsenseEndsTheConnectionAndLosesNothing) {
    const QByteArrayList nonsense{"hello there\r\n", "25\r\n", "999 what\r\n", QByteArray("250-") + QByteArray(5000, 'x'), QByteArray("250-more\r\n").repeated(300),
                                  QByteArray("\0\xff\xfe", 3) + "\r\n", "354 go on\r\n354 and on\r\n"};
    QList<SmtpPlace> places = kBefore + kCommands;
    places.append(SmtpPlace::Taken);
    for (const SmtpPlace place : std::as_const(places)) {
        for (const QByteArray& answer : nonsense) {
            if (place == SmtpPlace::Data && answer.startsWith("354"))
                continue; // that is the answer
            const OutboxId id = sendAnswered(place, answer, Deed::AnswerAndCut);
            const bool isBehind = place == SmtpPlace::End || place == SmtpPlace::Taken;
            const bool isTaken = place == SmtpPlace::Taken;
            ASSERT_EQ(takenFor(id, kBob), isTaken ? 1 : 0);
            ASSERT_EQ(stateOf(id), isBehind ? State::Unknown : State::Queued) << int(place) << ' ' << answer.left(20).constData();
            runOn();
            ASSERT_EQ(takenFor(id, kBob), isTaken || !isBehind ? 1 : 0);
            if (isBehind)
                must(m_store->cancelOutbox(id));
        }
    }
}

/// DATA that is answered with 250, or with 354 where nobody is to get it (RFC 2920 3.1).
TEST_F(OutboxRunnerTest, S14_oddAnswersToData) {
    const OutboxId positive = sendAnswered(SmtpPlace::Data, "250 fine\r\n");
    EXPECT_EQ(stateOf(positive), State::Queued);
    runOn();
    expectSentOnce(positive);
    m_server.setFaults({{SmtpPlace::Data, Deed::Answer, "354 go on, for nobody\r\n", 1}}, {{kBob, "550 5.1.1 no", 1}, {kCarol, "550 5.1.1 no", 1}});
    const OutboxId nobody = queue();
    (void)run();
    EXPECT_EQ(stateOf(nobody), State::Failed);
    EXPECT_EQ(takenFor(nobody, kBob), 0);
}

TEST_F(OutboxRunnerTest, S14_anAnswerThatNeverComes) {
    m_answerTimeout = 2s;
    for (const SmtpPlace place : {SmtpPlace::Greeting, SmtpPlace::Ehlo, SmtpPlace::Auth, SmtpPlace::Mail, SmtpPlace::SecondRcpt, SmtpPlace::Data, SmtpPlace::End, SmtpPlace::Taken}) {
        const OutboxId id = sendAnswered(place, {}, Deed::Silence);
        const bool isBehind = place == SmtpPlace::End || place == SmtpPlace::Taken;
        EXPECT_EQ(stateOf(id), isBehind ? State::Unknown : State::Queued) << int(place);
        EXPECT_EQ(takenFor(id, kBob), place == SmtpPlace::Taken ? 1 : 0);
        must(m_store->cancelOutbox(id));
    }
}

TEST_F(OutboxRunnerTest, whatTheUserTakesBackIsNotSent) {
    const OutboxId id = queue();
    must(m_store->cancelOutbox(id));
    ASSERT_TRUE(run());
    EXPECT_EQ(m_server.connections(), 0);
}

TEST_F(OutboxRunnerTest, aCancelBeforeLosesNothing) {
    const OutboxId id = queue();
    m_cancel.cancel();
    EXPECT_EQ(run().error().kind, ErrorKind::Cancelled);
    EXPECT_EQ(stateOf(id), State::Queued);
    m_cancel = CancelSource();
    ASSERT_TRUE(run());
    expectSentOnce(id);
}

} // namespace tributary::send::tst_OutboxRunner
