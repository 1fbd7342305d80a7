// SPDX-License-Identifier: GPL-3.0-or-later
// The line is cut at every place of the dialogue, 20 times each (S14, S18): a message is never lost and never sent twice, and
// 'unknown' is told only where it is unknown.
#include "SendFixture.h"

namespace tributary::send::tst_OutboxCuts {
namespace {

constexpr int kTimes = 20;
constexpr qsizetype kLarge = 8 << 20; // more than the machine holds of a connection that nobody reads

/// May: the server stops reading before the end, which may be on its way by then.
enum class End { NotGiven, May, Given };

struct Cut {
    const char* name;
    SmtpPlace place;
    Deed deed;
    End end;
    qsizetype size = 2000;
    int times = kTimes;
};
void PrintTo(const Cut& cut, std::ostream* out) { *out << cut.name; }

const QByteArrayList kPipelined{"PIPELINING", "8BITMIME", "SIZE"};
const QByteArrayList kStepwise{"SIZE"};
const QByteArrayList kChunked{"PIPELINING", "CHUNKING", "SIZE"};

const Cut kCuts[] = {
    {"before the greeting", SmtpPlace::Greeting, Deed::CutBefore, End::NotGiven},
    {"behind the greeting", SmtpPlace::Greeting, Deed::CutAfter, End::NotGiven},
    {"before EHLO's answer", SmtpPlace::Ehlo, Deed::CutBefore, End::NotGiven},
    {"behind EHLO's answer", SmtpPlace::Ehlo, Deed::CutAfter, End::NotGiven},
    {"before AUTH's answer", SmtpPlace::Auth, Deed::CutBefore, End::NotGiven},
    {"behind AUTH's answer", SmtpPlace::Auth, Deed::CutAfter, End::NotGiven},
    {"before MAIL's answer", SmtpPlace::Mail, Deed::CutBefore, End::NotGiven},
    {"behind MAIL's answer", SmtpPlace::Mail, Deed::CutAfter, End::NotGiven},
    {"before RCPT's answer", SmtpPlace::Rcpt, Deed::CutBefore, End::NotGiven},
    {"behind RCPT's answer", SmtpPlace::Rcpt, Deed::CutAfter, End::NotGiven},
    {"before the second RCPT's answer", SmtpPlace::SecondRcpt, Deed::CutBefore, End::NotGiven},
    {"before DATA's answer", SmtpPlace::Data, Deed::CutBefore, End::NotGiven},
    {"behind DATA's answer", SmtpPlace::Data, Deed::CutAfter, End::May},
    {"behind the first octets", SmtpPlace::FirstOctets, Deed::CutBefore, End::May},
    {"in the middle of the message", SmtpPlace::Middle, Deed::CutBefore, End::May},
    {"before the end of the message", SmtpPlace::AllButEnd, Deed::CutBefore, End::May},
    {"behind the first octets of a large one", SmtpPlace::FirstOctets, Deed::CutBefore, End::NotGiven, kLarge, 2},
    {"in the middle of a large one", SmtpPlace::Middle, Deed::CutBefore, End::May, kLarge, 2},
    {"behind the end, before it is taken", SmtpPlace::End, Deed::CutBefore, End::Given},
    {"taken, before the answer", SmtpPlace::Taken, Deed::CutBefore, End::Given},
};

class OutboxCuts : public SendTest, public ::testing::WithParamInterface<Cut> {
  protected:
    /// The line is cut once, then the server is well.
    void cutOnce(const Cut& cut) {
        const OutboxId id = queue(cut.size);
        m_server.setFaults({{cut.place, cut.deed, {}, 1}});
        const int before = m_server.faultsDone();
        const auto outcome = run();
        ASSERT_EQ(m_server.faultsDone(), before + 1) << "the dialogue does not come there";
        const int taken = takenFor(id, kBob);
        ASSERT_LE(taken, cut.place == SmtpPlace::Taken ? 1 : 0);
        const State state = stateOf(id);
        if (cut.end == End::Given)
            ASSERT_EQ(state, State::Unknown);
        else if (cut.end == End::NotGiven)
            ASSERT_EQ(state, State::Queued);
        else
            ASSERT_TRUE(state == State::Queued || state == State::Unknown) << int(state);
        // One that is sure not to have gone is told as a failed connection, the other as what it is.
        EXPECT_EQ(outcome.has_value(), state == State::Unknown);
        restart();
        ASSERT_EQ(stateOf(id), state) << "a start of the program finds nothing else";
        runOn();
        if (state == State::Unknown) {
            ASSERT_EQ(takenFor(id, kBob), taken) << "sent again by itself";
            ASSERT_EQ(stateOf(id), State::Unknown);
            ASSERT_EQ(row(id).error->code, ErrorCode::OutcomeUnknown);
            must(m_store->cancelOutbox(id)); // the user has looked
        } else {
            ASSERT_EQ(stateOf(id), State::Filed);
            ASSERT_EQ(takenFor(id, kBob), 1);
            ASSERT_EQ(takenFor(id, kCarol), 1);
        }
        m_server.forget();
    }
    void cutOften(const QByteArrayList& extensions) {
        m_server.setExtensions(extensions);
        for (int i = 0; i < GetParam().times && !HasFatalFailure(); ++i)
            cutOnce(GetParam());
    }
};

TEST_P(OutboxCuts, inOneFlight) { cutOften(kPipelined); }

TEST_P(OutboxCuts, stepByStep) { cutOften(kStepwise); }

TEST_P(OutboxCuts, inChunks) { // RFC 3030: BDAT has no DATA before it
    if (GetParam().place == SmtpPlace::Data)
        GTEST_SKIP() << "there is none";
    cutOften(kChunked);
}

INSTANTIATE_TEST_SUITE_P(Places, OutboxCuts, ::testing::ValuesIn(kCuts));

class OutboxCutsBehind : public SendTest {};

/// The answer is there: the message has gone, whatever becomes of the line.
TEST_F(OutboxCutsBehind, whatWasAnsweredIsKnown) {
    for (const SmtpFault& fault : {SmtpFault{SmtpPlace::Taken, Deed::CutAfter, {}, 1}, SmtpFault{SmtpPlace::Quit, Deed::CutBefore, {}, 1},
                                   SmtpFault{SmtpPlace::Quit, Deed::CutAfter, {}, 1}, SmtpFault{SmtpPlace::Quit, Deed::Answer, "nonsense\r\n", 1}}) {
        for (int i = 0; i < kTimes; ++i) {
            const OutboxId id = queue();
            m_server.setFaults({fault});
            const auto outcome = run();
            ASSERT_TRUE(outcome);
            EXPECT_EQ(outcome->submitted, 1);
            ASSERT_EQ(stateOf(id), State::Filed);
            runOn(2);
            ASSERT_EQ(takenFor(id, kBob), 1);
        }
    }
}

/// RSET comes behind a message that was refused; the next one of the queue goes over another connection.
TEST_F(OutboxCutsBehind, aCutAtResetHoldsTheNextMessageUpAtMost) {
    for (const Deed deed : {Deed::CutBefore, Deed::CutAfter}) {
        for (int i = 0; i < kTimes; ++i) {
            const OutboxId refused = queue();
            const OutboxId next = queue();
            m_server.setFaults({{SmtpPlace::Reset, deed, {}, 1}}, {{kBob, "550 5.1.1 no", 1}, {kCarol, "550 5.1.1 no", 1}});
            (void)run();
            runOn(3);
            ASSERT_EQ(stateOf(refused), State::Failed);
            ASSERT_EQ(stateOf(next), State::Filed);
            ASSERT_EQ(takenFor(refused, kBob), 0);
            ASSERT_EQ(takenFor(next, kBob), 1);
        }
    }
}

/// A cut on the way of the second message leaves the first where it is.
TEST_F(OutboxCutsBehind, theMessagesBeforeAreNotTouched) {
    for (int i = 0; i < kTimes; ++i) {
        const OutboxId first = queue();
        ASSERT_TRUE(run());
        const OutboxId second = queue();
        m_server.setFaults({{SmtpPlace::End, Deed::CutBefore, {}, 1}});
        (void)run();
        runOn(2);
        ASSERT_EQ(takenFor(first, kBob), 1);
        ASSERT_EQ(stateOf(second), State::Unknown);
        must(m_store->retryOutbox(second, m_clock.utcNow().toMSecsSinceEpoch())); // the user's word
        ASSERT_TRUE(run());
        ASSERT_EQ(stateOf(second), State::Filed);
        ASSERT_EQ(takenFor(second, kBob), 1);
    }
}

} // namespace
} // namespace tributary::send::tst_OutboxCuts
