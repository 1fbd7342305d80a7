// SPDX-License-Identifier: GPL-3.0-or-later
// A message over a connection (S14, S18): what became of it, when its end is noted, and every cut (the outbox row of
// reference/reliability.md).
#include "SmtpTargets.h"

#include <atomic>
#include <thread>

namespace tributary::connect::tst_SmtpSubmission {
namespace {

using smtp::Outcome;

const char kMessage[] = "Subject: hello\r\n\r\n.dot\r\nend\r\n";
const char kPipelined[] = "C: MAIL FROM:<alice@x>\nC: RCPT TO:<b@x>\nC: RCPT TO:<c@x>\nC: DATA\n";
const char kGivesAll[] = "C: Subject: hello\nC:\nC: ..dot\nC: end\nC: .\n";

smtp::Envelope envelope() {
    smtp::Envelope made;
    made.reversePath = "alice@x";
    made.recipients = {{"b@x", {}, {}}, {"c@x", {}, {}}};
    return made;
}

struct Sent {
    Result<smtp::Submission> result = failure(ErrorKind::Internal, ErrorCode::None);
    int ends = 0;                 ///< how often the end was announced
    QList<QByteArray> beforeEnd;  ///< what the server had when it was
    QByteArrayList log;
    bool isReady = false;
};

/// Submits over a server that plays this after sign-in. before: what the server is waited for to have received until the end.
Sent sendOver(const QByteArray& script, const QByteArrayList& capabilities = {"PIPELINING"}, const QByteArray& waitFor = {}, const Status& atEnd = {}) {
    const ScriptedServer server(Transport::Tls, smtpSignIn(capabilities) + script);
    Sent sent;
    SmtpTarget target = smtpTarget(server);
    target.protocolLog = [&](bool isSent, const QByteArray& line) { sent.log.append((isSent ? "C " : "S ") + line); };
    const auto connection = SmtpConnection::open(target);
    EXPECT_TRUE(connection);
    if (!connection)
        return sent;
    sent.result = (*connection)->submit(envelope(), kMessage, [&]() -> Status {
        ++sent.ends;
        while (!waitFor.isEmpty() && !server.received().contains(waitFor))
            std::this_thread::yield();
        sent.beforeEnd = server.received();
        return atEnd;
    });
    sent.isReady = (*connection)->isReady();
    (*connection)->quit();
    EXPECT_EQ(server.failure(), QString());
    return sent;
}

QByteArray outcomes(const Sent& sent) {
    if (!sent.result)
        return QByteArray("error ") + codeName(sent.result.error().code).data();
    static constexpr const char* kNames[] = {"accepted", "for-now", "for-good", "unknown"};
    QByteArrayList out{kNames[static_cast<int>(sent.result->outcome)]};
    for (const auto& recipient : sent.result->recipients)
        out.append(kNames[static_cast<int>(recipient.outcome)]);
    return out.join(' ');
}

} // namespace

TEST(SmtpSubmission, aMessageIsTakenInOneFlightAndOneMore) {
    const Sent sent = sendOver(QByteArray(kPipelined) + "S: 250 ok\nS: 250 ok\nS: 250 ok\nS: 354 go\n" + kGivesAll + "S: 250 2.0.0 taken\nC: QUIT\nS: 221 bye\n");
    EXPECT_EQ(outcomes(sent), "accepted accepted accepted");
    EXPECT_EQ(sent.result->reply.words(), "250 2.0.0 taken");
    EXPECT_TRUE(sent.isReady);
    EXPECT_EQ(sent.ends, 1);
}

TEST(SmtpSubmission, withoutPipeliningStepByStep) {
    const Sent sent = sendOver(QByteArray("C: MAIL FROM:<alice@x>\nS: 250 ok\nC: RCPT TO:<b@x>\nS: 250 ok\nC: RCPT TO:<c@x>\nS: 451 4.7.1 later\nC: DATA\nS: 354 go\n") + kGivesAll +
                                   "S: 250 taken\nC: QUIT\nS: 221 bye\n",
                               {});
    EXPECT_EQ(outcomes(sent), "accepted accepted for-now");
}

TEST(SmtpSubmission, inChunksWhereOffered) {
    const Sent sent = sendOver("C: MAIL FROM:<alice@x> SIZE=29\nC: RCPT TO:<b@x>\nC: RCPT TO:<c@x>\nS: 250 ok\nS: 250 ok\nS: 550 5.1.1 no\nC: BDAT 29 LAST\n"
                               "C: Subject: hello\nC:\nC: .dot\nC: end\nS: 250 taken\nC: QUIT\nS: 221 bye\n",
                               {"PIPELINING", "CHUNKING", "SIZE"});
    EXPECT_EQ(outcomes(sent), "accepted accepted for-good");
    EXPECT_EQ(sent.ends, 1);
}

TEST(SmtpSubmission, theEndIsAnnouncedOnceAndBeforeItLeaves) {
    const Sent dot = sendOver(QByteArray(kPipelined) + "S: 250 ok\nS: 250 ok\nS: 250 ok\nS: 354 go\nC: Subject: hello\nC:\nC: ..dot\nC: end\nC: .\nS: 250 taken\nC: QUIT\nS: 221 bye\n",
                              {"PIPELINING"}, "..dot");
    EXPECT_EQ(outcomes(dot), "accepted accepted accepted");
    EXPECT_EQ(dot.ends, 1);
    EXPECT_TRUE(dot.beforeEnd.contains("..dot")) << "all but the end was on its way";
    EXPECT_FALSE(dot.beforeEnd.contains(".")) << "the dot was not";
    EXPECT_FALSE(dot.beforeEnd.contains("end"));
    const Sent chunk = sendOver("C: MAIL FROM:<alice@x>\nC: RCPT TO:<b@x>\nC: RCPT TO:<c@x>\nS: 250 ok\nS: 250 ok\nS: 250 ok\nC: BDAT 29 LAST\n"
                                "C: Subject: hello\nC:\nC: .dot\nC: end\nS: 250 taken\nC: QUIT\nS: 221 bye\n",
                                {"PIPELINING", "CHUNKING"}, ".dot");
    EXPECT_EQ(chunk.ends, 1);
    EXPECT_FALSE(chunk.beforeEnd.contains("end"));
}

TEST(SmtpSubmission, anEndThatCannotBeNotedIsNotSent) {
    const ScriptedServer server(Transport::Tls, smtpSignIn({"PIPELINING"}) + kPipelined + "S: 250 ok\nS: 250 ok\nS: 250 ok\nS: 354 go\n" + kGivesAll + "S: 250 taken\n");
    const auto connection = SmtpConnection::open(smtpTarget(server));
    ASSERT_TRUE(connection);
    const auto result = (*connection)->submit(envelope(), kMessage, [] { return Status(failure(ErrorKind::Storage, ErrorCode::DiskFull)); });
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::DiskFull);
    EXPECT_FALSE(server.received().contains("."));
}

TEST(SmtpSubmission, theEndIsNotAnnouncedWhereThereIsNone) {
    const Sent refused = sendOver(QByteArray(kPipelined) + "S: 250 ok\nS: 550 a\nS: 550 b\nS: 354 go\nC: .\nS: 554 none\nC: RSET\nS: 250 ok\nC: QUIT\nS: 221 bye\n");
    EXPECT_EQ(outcomes(refused), "for-good for-good for-good");
    EXPECT_EQ(refused.result->error->code, ErrorCode::RecipientsRefused);
    EXPECT_EQ(refused.ends, 0);
    EXPECT_TRUE(refused.isReady);
}

TEST(SmtpSubmission, aCutBeforeTheEndIsAnError) {
    const QByteArray steps[] = {"C: MAIL *\nX: close\n", "C: MAIL *\nS: 250 ok\nX: close\n", QByteArray(kPipelined) + "S: 250 ok\nX: close\n", QByteArray(kPipelined) + "S: 250 ok\nS: 250 ok\nS: 250 ok\nX: close\n"};
    for (const QByteArray& script : steps) {
        const Sent sent = sendOver(script);
        EXPECT_EQ(outcomes(sent), "error connection-closed") << script.constData();
        EXPECT_EQ(sent.ends, 0);
    }
}

TEST(SmtpSubmission, aCutBehindTheEndIsUnknown) {
    const QByteArray all = QByteArray(kPipelined) + "S: 250 ok\nS: 250 ok\nS: 550 no\nS: 354 go\n" + kGivesAll;
    for (const char* end : {"X: close\n", "X: reset\n", "S-raw: 250 tak\nX: close\n", "S: garbage\nX: hang\n", "S: 354 again\nX: hang\n"}) {
        const Sent sent = sendOver(all + end);
        EXPECT_EQ(outcomes(sent), "unknown unknown for-good") << end;
        EXPECT_EQ(sent.result->error->kind, ErrorKind::Network);
        EXPECT_EQ(sent.result->error->code, ErrorCode::OutcomeUnknown);
        EXPECT_EQ(sent.ends, 1);
    }
}

TEST(SmtpSubmission, anAnswerCountsWhateverIsWrongBehindIt) {
    const QByteArray all = QByteArray(kPipelined) + "S: 250 ok\nS: 250 ok\nS: 250 ok\nS: 354 go\n" + kGivesAll;
    for (const char* end : {"S-raw: 250 taken\\r\\ngarbage\\r\\n\nX: hang\n", "S-raw: 250 taken\\r\\n250 again\\r\\n\nX: hang\n", "S-raw: 250 taken\\r\\n421 bye\\r\\n\nX: close\n"}) {
        const Sent sent = sendOver(all + end);
        EXPECT_EQ(outcomes(sent), "accepted accepted accepted") << end;
        EXPECT_FALSE(sent.isReady);
    }
}

TEST(SmtpSubmission, noAnswerInTimeIsUnknown) {
    const ScriptedServer server(Transport::Tls, smtpSignIn({"PIPELINING"}) + kPipelined + "S: 250 ok\nS: 250 ok\nS: 250 ok\nS: 354 go\n" + kGivesAll + "X: hang\n");
    SmtpTarget target = smtpTarget(server);
    target.timeouts.end = 50ms;
    const auto connection = SmtpConnection::open(target);
    ASSERT_TRUE(connection);
    const auto result = (*connection)->submit(envelope(), kMessage);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->outcome, Outcome::Unknown);
}

TEST(SmtpSubmission, noAnswerBeforeTheEndIsATimeout) {
    const ScriptedServer server(Transport::Tls, smtpSignIn({"PIPELINING"}) + kPipelined + "S: 250 ok\nX: hang\n");
    SmtpTarget target = smtpTarget(server);
    target.timeouts.envelope = 50ms;
    const auto connection = SmtpConnection::open(target);
    ASSERT_TRUE(connection);
    EXPECT_EQ((*connection)->submit(envelope(), kMessage).error().code, ErrorCode::TimedOut);
}

/// Cancelled once the server has received this.
Result<smtp::Submission> cancelledAt(const QByteArray& line, const QByteArray& script) {
    const ScriptedServer server(Transport::Tls, smtpSignIn({"PIPELINING"}) + script + "X: hang\n");
    const CancelSource source;
    SmtpTarget target = smtpTarget(server);
    target.cancel = source.token();
    const auto connection = SmtpConnection::open(target);
    EXPECT_TRUE(connection);
    std::atomic<bool> isOver = false;
    std::thread canceller([&] {
        while (!isOver && !server.received().contains(line))
            std::this_thread::yield();
        source.cancel();
    });
    auto result = (*connection)->submit(envelope(), kMessage);
    isOver = true;
    canceller.join();
    return result;
}

TEST(SmtpSubmission, aCancelBehindTheEndIsUnknownAndBeforeItIsOne) {
    const auto before = cancelledAt("DATA", kPipelined);
    ASSERT_FALSE(before);
    EXPECT_EQ(before.error().kind, ErrorKind::Cancelled);
    const auto behind = cancelledAt(".", QByteArray(kPipelined) + "S: 250 ok\nS: 250 ok\nS: 250 ok\nS: 354 go\n" + kGivesAll);
    ASSERT_TRUE(behind);
    EXPECT_EQ(behind->outcome, Outcome::Unknown);
}

TEST(SmtpSubmission, a421EndsItForNowWithTheServersWords) {
    const QByteArray steps[] = {QByteArray("C: MAIL *\nS: 421 4.3.2 down\nX: close\n"), QByteArray(kPipelined) + "S: 250 ok\nS: 250 ok\nS: 421 4.3.2 down\nX: close\n",
                                     QByteArray(kPipelined) + "S: 250 ok\nS: 250 ok\nS: 250 ok\nS: 354 go\n" + kGivesAll + "S: 421 4.3.2 down\nX: close\n"};
    for (const QByteArray& script : steps) {
        const Sent sent = sendOver(script);
        EXPECT_EQ(outcomes(sent), "for-now for-now for-now") << script.constData();
        EXPECT_EQ(sent.result->error->kind, ErrorKind::TemporaryRefusal);
        EXPECT_EQ(sent.result->error->serverText, "421 4.3.2 down");
        EXPECT_FALSE(sent.isReady);
    }
}

TEST(SmtpSubmission, aLargeMessageThatIsRefusedOnTheWayIsNotGivenWhole) {
    const ScriptedServer server(Transport::Tls, smtpSignIn({"PIPELINING"}) + kPipelined + "S: 250 ok\nS: 250 ok\nS: 250 ok\nS: 354 go\nC: x*\nS: 552 5.3.4 too big\nX: hang\n");
    const auto connection = SmtpConnection::open(smtpTarget(server));
    ASSERT_TRUE(connection);
    int ends = 0;
    const QByteArray line = QByteArray(998, 'x') + "\r\n";
    const auto result = (*connection)->submit(envelope(), line.repeated(20'000), [&] {
        ++ends;
        return Status();
    });
    ASSERT_TRUE(result) << qPrintable(result.error().detail);
    EXPECT_EQ(result->outcome, Outcome::RefusedForGood);
    EXPECT_EQ(result->error->code, ErrorCode::MessageTooLarge);
    EXPECT_FALSE((*connection)->isReady());
    EXPECT_LE(ends, 1);
}

TEST(SmtpSubmission, aLargeMessageArrivesWhole) {
    QByteArray lines, expected;
    for (int i = 0; i < 3'000; ++i) {
        lines += QByteArray(i % 3, '.') + QByteArray::number(i) + QByteArray(60, 'x') + "\r\n";
        expected += "C: *x\n";
    }
    const ScriptedServer server(Transport::Tls, smtpSignIn({"PIPELINING"}) + kPipelined + "S: 250 ok\nS: 250 ok\nS: 250 ok\nS: 354 go\n" + expected + "C: .\nS: 250 taken\n");
    const auto connection = SmtpConnection::open(smtpTarget(server));
    ASSERT_TRUE(connection);
    const auto result = (*connection)->submit(envelope(), lines);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->outcome, Outcome::Accepted);
    QByteArrayList received = server.received().mid(6, 3'000);
    for (QByteArray& line : received) {
        if (line.startsWith('.'))
            line.remove(0, 1);
    }
    EXPECT_EQ(received.join("\r\n") + "\r\n", lines);
}

TEST(SmtpSubmission, severalFollowOneAnother) {
    const QByteArray one = QByteArray(kPipelined) + "S: 250 ok\nS: 250 ok\nS: 250 ok\nS: 354 go\n" + kGivesAll + "S: 250 taken\n";
    const QByteArray refused = "C: MAIL *\nC: RCPT *\nC: RCPT *\nC: DATA\nS: 250 ok\nS: 550 a\nS: 550 b\nS: 503 c\nC: RSET\nS: 250 ok\n";
    const ScriptedServer server(Transport::Tls, smtpSignIn({"PIPELINING"}) + one + refused + one + "C: NOOP\nS: 250 ok\nC: QUIT\nS: 221 bye\n");
    const auto connection = SmtpConnection::open(smtpTarget(server));
    ASSERT_TRUE(connection);
    int ends = 0;
    const auto count = [&] {
        ++ends;
        return Status();
    };
    QList<Outcome> all;
    for (int i = 0; i < 3; ++i) {
        const auto result = (*connection)->submit(envelope(), kMessage, count);
        ASSERT_TRUE(result) << qPrintable(server.failure());
        all.append(result->outcome);
    }
    EXPECT_EQ(all, (QList<Outcome>{Outcome::Accepted, Outcome::RefusedForGood, Outcome::Accepted}));
    EXPECT_EQ(ends, 2);
    EXPECT_TRUE((*connection)->noop());
    (*connection)->quit();
    EXPECT_EQ(server.received().last(), "QUIT");
    EXPECT_EQ(server.failure(), QString());
}

TEST(SmtpSubmission, whatIsMissingIsAskedForAgainAfterSignIn) { // RFC 4954 4
    const ScriptedServer server(Transport::Tls, smtpSignIn({"SIZE 10", "PIPELINING"}) + "C: EHLO *\nS: 250-x\nS: 250-PIPELINING\nS: 250 SIZE 1000\n" +
                                                    "C: MAIL FROM:<alice@x> SIZE=29\nC: RCPT *\nC: RCPT *\nC: DATA\nS: 250 ok\nS: 250 ok\nS: 250 ok\nS: 354 go\n" + kGivesAll + "S: 250 taken\n");
    const auto connection = SmtpConnection::open(smtpTarget(server));
    ASSERT_TRUE(connection);
    const auto result = (*connection)->submit(envelope(), kMessage);
    ASSERT_TRUE(result) << qPrintable(server.failure());
    EXPECT_EQ(result->outcome, Outcome::Accepted);
    const auto large = (*connection)->submit(envelope(), QByteArray(2'000, 'x'));
    ASSERT_FALSE(large);
    EXPECT_EQ(large.error().code, ErrorCode::MessageTooLarge);
    EXPECT_TRUE((*connection)->isReady()) << "nothing was sent, another may follow";
    EXPECT_EQ(server.failure(), QString()) << "and EHLO is not said a third time";
}

TEST(SmtpSubmission, theLogHoldsNoMessage) {
    const Sent sent = sendOver(QByteArray(kPipelined) + "S: 250 ok\nS: 250 ok\nS: 250 ok\nS: 354 go\n" + kGivesAll + "S: 250 taken\nC: QUIT\nS: 221 bye\n");
    const QByteArray log = sent.log.join('\n');
    EXPECT_TRUE(log.endsWith("C MAIL FROM:<alice@x>\nC RCPT TO:<b@x>\nC RCPT TO:<c@x>\nC DATA\nS 250 ok\nS 250 ok\nS 250 ok\nS 354 go\nC <33 bytes>\nS 250 taken\nC QUIT\nS 221 bye")) << log.constData();
    EXPECT_FALSE(log.contains("hello"));
}

} // namespace tributary::connect::tst_SmtpSubmission
