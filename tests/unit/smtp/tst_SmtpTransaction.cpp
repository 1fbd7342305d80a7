// SPDX-License-Identifier: GPL-3.0-or-later
// A message from MAIL to what became of it (S14, S18): RFC 5321 3.3, 2920, 3030; the outcomes of each recipient, and every cut.
#include "Peer.h"
#include "smtp/Limits.h"

namespace tributary::smtp::tst_SmtpTransaction {

using namespace tributary::smtp::tests;

namespace {

const QByteArrayList kPipelined{"PIPELINING"};
const QByteArrayList kChunked{"PIPELINING", "CHUNKING"};

const char kMail[] = "MAIL FROM:<alice@example.test>\r\n";

QByteArray rcpt(const QByteArrayList& addresses) {
    QByteArray out;
    for (const QByteArray& address : addresses)
        out += "RCPT TO:<" + address + ">\r\n";
    return out;
}

/// A session that has been told to submit.
std::unique_ptr<Peer> submitting(const QByteArrayList& capabilities, const QByteArrayList& to = {"b@x", "c@x"}, const QByteArray& message = "Subject: s\r\n\r\n.x\r\n") {
    auto peer = Peer::ready(capabilities);
    EXPECT_TRUE(peer->session.submit(envelopeTo(to), message));
    EXPECT_EQ(peer->session.state(), State::Transacting);
    return peer;
}

/// Has answered everything up to 354 (or the acceptance of the last recipient), and heard the message; its end is not taken.
std::unique_ptr<Peer> giving(const QByteArrayList& capabilities = kPipelined) {
    auto peer = submitting(capabilities, {"b@x"});
    (void)peer->heard();
    const bool isChunked = capabilities.contains("CHUNKING");
    EXPECT_TRUE(peer->say(isChunked ? "250 ok\r\n250 ok\r\n" : "250 ok\r\n250 ok\r\n354 go\r\n"));
    while (peer->session.nextOutput() != Output::MessageEnd && peer->session.nextOutput() != Output::Nothing)
        (void)peer->session.takeOutput();
    EXPECT_EQ(peer->session.nextOutput(), Output::MessageEnd);
    return peer;
}

/// One after the other: what is heard, and what is answered.
QByteArray played(Peer& peer, const QList<QPair<QByteArray, QByteArray>>& dialogue) {
    for (const auto& [heard, answer] : dialogue) {
        EXPECT_EQ(peer.heard(), heard);
        EXPECT_TRUE(peer.say(answer));
    }
    return peer.events();
}

constexpr char kBody[] = "Subject: s\r\n\r\n..x\r\n.\r\n";
constexpr char kChunk[] = "BDAT 18 LAST\r\nSubject: s\r\n\r\n.x\r\n";

} // namespace

// --- One flight, or step by step

TEST(Transaction, withPipeliningMailRcptAndDataLeaveTogether) { // RFC 2920
    auto peer = submitting(kPipelined);
    EXPECT_EQ(played(*peer, {{kMail + rcpt({"b@x", "c@x"}) + "DATA\r\n", "250 ok\r\n250 ok\r\n251 fwd\r\n354 go\r\n"}, {kBody, "250 2.0.0 taken as 1\r\n"}}),
              "accepted 250 2.0.0 taken as 1; b@x accepted 250 ok; c@x accepted 251 fwd");
    EXPECT_EQ(peer->session.state(), State::Ready);
    EXPECT_EQ(peer->heard(), "");
}

TEST(Transaction, withoutPipeliningStepByStep) {
    auto peer = submitting({});
    EXPECT_EQ(played(*peer, {{kMail, "250 ok\r\n"}, {rcpt({"b@x"}), "250 ok\r\n"}, {rcpt({"c@x"}), "250 ok\r\n"}, {"DATA\r\n", "354 go\r\n"}, {kBody, "250 taken\r\n"}}),
              "accepted 250 taken; b@x accepted 250 ok; c@x accepted 250 ok");
}

TEST(Transaction, bdatWhereChunkingIsOffered) { // RFC 3030
    auto peer = submitting(kChunked);
    EXPECT_EQ(played(*peer, {{kMail + rcpt({"b@x", "c@x"}), "250 ok\r\n250 ok\r\n250 ok\r\n"}, {kChunk, "250 taken\r\n"}}),
              "accepted 250 taken; b@x accepted 250 ok; c@x accepted 250 ok");
    auto alone = submitting({"CHUNKING"});
    EXPECT_EQ(played(*alone, {{kMail, "250 ok\r\n"}, {rcpt({"b@x"}), "250 ok\r\n"}, {rcpt({"c@x"}), "250 ok\r\n"}, {kChunk, "250 taken\r\n"}}),
              "accepted 250 taken; b@x accepted 250 ok; c@x accepted 250 ok");
}

TEST(Transaction, bdatIsNotSaidWhereAllAreRefused) {
    auto peer = submitting(kChunked);
    EXPECT_EQ(played(*peer, {{kMail + rcpt({"b@x", "c@x"}), "250 ok\r\n550 no\r\n550 no\r\n"}}),
              "for-good 550 no [refused/recipients-refused]; b@x for-good 550 no; c@x for-good 550 no");
    EXPECT_EQ(peer->heard(), "RSET\r\n");
}

TEST(Transaction, theParametersGoAlong) {
    auto peer = Peer::ready({"PIPELINING", "SIZE 100000", "8BITMIME", "SMTPUTF8", "DSN"});
    Envelope envelope = envelopeTo({"b@x"}, "");
    envelope.recipients[0].notify = Notify::Failure;
    envelope.report = DeliveryReport{ReturnedPart::Headers, "id"};
    EXPECT_TRUE(peer->session.submit(envelope, "\xC3\xA4"));
    EXPECT_EQ(peer->heard(), "MAIL FROM:<> SIZE=4 BODY=8BITMIME RET=HDRS ENVID=id\r\nRCPT TO:<b@x> NOTIFY=FAILURE\r\nDATA\r\n");
}

TEST(Transaction, byteByByteIsTheSame) {
    for (const QByteArrayList& capabilities : {kPipelined, QByteArrayList(), kChunked}) {
        auto peer = submitting(capabilities, {"b@x"});
        peer->piece = 1;
        const bool isStepwise = capabilities.isEmpty();
        (void)peer->heard();
        EXPECT_TRUE(peer->say("250-2.1.0 ok\r\n250 2.1.0 sender\r\n"));
        (void)peer->heard();
        EXPECT_TRUE(peer->say("250 2.1.5 ok\r\n"));
        if (capabilities != kChunked) {
            EXPECT_EQ(peer->heard(), isStepwise ? "DATA\r\n" : "");
            EXPECT_TRUE(peer->say("354 go\r\n"));
        }
        EXPECT_TRUE(peer->heard().endsWith("x\r\n.\r\n") || capabilities == kChunked);
        EXPECT_TRUE(peer->say("250-2.0.0 a\n250 2.0.0 b\r\n"));
        EXPECT_EQ(peer->events(), "accepted 250 2.0.0 a b; b@x accepted 250 2.1.5 ok");
    }
}

TEST(Transaction, aHundredRecipientsInOneFlight) {
    QByteArrayList to;
    for (int i = 0; i < 100; ++i)
        to.append(QByteArray(200, 'a') + QByteArray::number(i) + "@example.test");
    auto peer = submitting(kPipelined, to);
    const QByteArray first = peer->session.takeOutput();
    EXPECT_LE(first.size(), limits::kOutput);
    EXPECT_EQ(first + peer->heard(), kMail + rcpt(to) + "DATA\r\n");
    EXPECT_TRUE(peer->say(QByteArray("250 ok\r\n").repeated(101) + "354 go\r\n"));
    (void)peer->heard();
    EXPECT_TRUE(peer->say("250 taken\r\n"));
    const auto event = peer->session.nextEvent();
    ASSERT_TRUE(event);
    EXPECT_EQ(std::get<Submission>(*event).recipients.size(), 100);
}

TEST(Transaction, aThousandRecipientsComeInBoundedPieces) {
    QByteArrayList to(1000, QByteArray(250, 'a') + "@example.test");
    auto peer = submitting(kPipelined, to);
    QByteArray all;
    for (QByteArray out = peer->session.takeOutput(); !out.isEmpty(); out = peer->session.takeOutput()) {
        EXPECT_LE(out.size(), limits::kOutput);
        EXPECT_TRUE(out.endsWith("\r\n")) << "commands are handed out whole";
        all += out;
    }
    EXPECT_EQ(all, kMail + rcpt(to) + "DATA\r\n");
}

// --- Refusals

TEST(Transaction, aPartialRefusalGoesOnWithTheOthers) {
    auto peer = submitting(kPipelined, {"b@x", "c@x", "d@x"});
    EXPECT_EQ(played(*peer, {{kMail + rcpt({"b@x", "c@x", "d@x"}) + "DATA\r\n", "250 ok\r\n550 5.1.1 no such user\r\n250 ok\r\n451 4.7.1 greylisted\r\n354 go\r\n"},
                             {kBody, "250 taken\r\n"}}),
              "accepted 250 taken; b@x for-good 550 5.1.1 no such user; c@x accepted 250 ok; d@x for-now 451 4.7.1 greylisted");
}

TEST(Transaction, aPartialRefusalStepByStep) {
    auto peer = submitting({});
    EXPECT_EQ(played(*peer, {{kMail, "250 ok\r\n"}, {rcpt({"b@x"}), "550 no\r\n"}, {rcpt({"c@x"}), "250 ok\r\n"}, {"DATA\r\n", "354 go\r\n"}, {kBody, "250 taken\r\n"}}),
              "accepted 250 taken; b@x for-good 550 no; c@x accepted 250 ok");
}

TEST(Transaction, whenAllAreRefusedAndDataTooResetFollows) {
    auto peer = submitting(kPipelined);
    EXPECT_EQ(played(*peer, {{kMail + rcpt({"b@x", "c@x"}) + "DATA\r\n", "250 ok\r\n550 5.1.1 a\r\n550 5.1.1 b\r\n554 no valid recipients\r\n"}}),
              "for-good 550 5.1.1 a [refused/recipients-refused]; b@x for-good 550 5.1.1 a; c@x for-good 550 5.1.1 b");
    EXPECT_EQ(peer->heard(), "RSET\r\n");
    EXPECT_TRUE(peer->say("250 ok\r\n"));
    EXPECT_EQ(peer->events(), "") << "nobody asked for it";
    EXPECT_EQ(peer->session.state(), State::Ready);
}

TEST(Transaction, whenAllAreRefusedButDataIsNotALoneDotEndsIt) { // RFC 2920 3.1
    auto peer = submitting(kPipelined);
    EXPECT_EQ(played(*peer, {{kMail + rcpt({"b@x", "c@x"}) + "DATA\r\n", "250 ok\r\n550 a\r\n550 b\r\n354 go\r\n"}}), "") << "not over yet";
    EXPECT_EQ(peer->heard(), ".\r\n");
    EXPECT_FALSE(peer->session.dataGiven()) << "the message was not";
    EXPECT_TRUE(peer->say("554 no valid recipients\r\n"));
    EXPECT_EQ(peer->events(), "for-good 550 a [refused/recipients-refused]; b@x for-good 550 a; c@x for-good 550 b");
    EXPECT_EQ(peer->heard(), "RSET\r\n");
}

TEST(Transaction, aLoneDotThatIsTakenIsStillNoMessage) {
    auto peer = submitting(kPipelined, {"b@x"});
    (void)peer->heard();
    EXPECT_TRUE(peer->say("250 ok\r\n550 a\r\n354 go\r\n"));
    EXPECT_EQ(peer->heard(), ".\r\n");
    EXPECT_TRUE(peer->say("250 taken\r\n"));
    EXPECT_EQ(peer->events(), "for-good 550 a [refused/recipients-refused]; b@x for-good 550 a");
}

TEST(Transaction, allRefusedStepByStepNeverAsksForData) {
    auto peer = submitting({});
    EXPECT_EQ(played(*peer, {{kMail, "250 ok\r\n"}, {rcpt({"b@x"}), "550 a\r\n"}, {rcpt({"c@x"}), "550 b\r\n"}}),
              "for-good 550 a [refused/recipients-refused]; b@x for-good 550 a; c@x for-good 550 b");
    EXPECT_EQ(peer->heard(), "RSET\r\n");
}

TEST(Transaction, oneThatMayComeLaterMakesTheWholeForNow) {
    auto peer = submitting(kPipelined);
    EXPECT_EQ(played(*peer, {{kMail + rcpt({"b@x", "c@x"}) + "DATA\r\n", "250 ok\r\n550 never\r\n451 4.7.1 greylisted\r\n503 x\r\n"}}),
              "for-now 451 4.7.1 greylisted [temporary-refusal/recipients-refused]; b@x for-good 550 never; c@x for-now 451 4.7.1 greylisted");
}

TEST(Transaction, tooManyRecipientsStayForNow) { // RFC 5321 4.5.3.1.10
    auto peer = submitting(kPipelined, {"b@x", "c@x", "d@x"});
    EXPECT_EQ(played(*peer, {{kMail + rcpt({"b@x", "c@x", "d@x"}) + "DATA\r\n", "250 ok\r\n250 ok\r\n452 4.5.3 too many\r\n552 too many\r\n354 go\r\n"}, {kBody, "250 taken\r\n"}}),
              "accepted 250 taken; b@x accepted 250 ok; c@x for-now 452 4.5.3 too many; d@x for-now 552 too many");
}

TEST(Transaction, a552ThatIsNotTooManyStaysForGood) {
    auto first = submitting(kPipelined, {"b@x"});
    EXPECT_EQ(played(*first, {{kMail + rcpt({"b@x"}) + "DATA\r\n", "250 ok\r\n552 full\r\n503 x\r\n"}}), "for-good 552 full [refused/recipients-refused]; b@x for-good 552 full");
    auto quota = submitting(kPipelined);
    EXPECT_EQ(played(*quota, {{kMail + rcpt({"b@x", "c@x"}) + "DATA\r\n", "250 ok\r\n250 ok\r\n552 5.2.2 mailbox full\r\n354 go\r\n"}, {kBody, "250 taken\r\n"}}),
              "accepted 250 taken; b@x accepted 250 ok; c@x for-good 552 5.2.2 mailbox full");
}

TEST(Transaction, aRefusedSenderRefusesAll) {
    auto peer = submitting(kPipelined);
    EXPECT_EQ(played(*peer, {{kMail + rcpt({"b@x", "c@x"}) + "DATA\r\n", "553 5.7.1 not yours\r\n503 x\r\n503 x\r\n503 x\r\n"}}),
              "for-good 553 5.7.1 not yours [refused/sender-refused]; b@x for-good 553 5.7.1 not yours; c@x for-good 553 5.7.1 not yours");
    EXPECT_EQ(peer->heard(), "") << "there is nothing to reset";
    EXPECT_EQ(peer->session.state(), State::Ready);
}

TEST(Transaction, aRefusedSenderWhoseRecipientsAreTakenIsRefused) {
    auto peer = submitting(kPipelined, {"b@x"});
    EXPECT_EQ(played(*peer, {{kMail + rcpt({"b@x"}) + "DATA\r\n", "451 4.3.0 later\r\n250 ok\r\n354 go\r\n"}, {".\r\n", "250 taken\r\n"}}),
              "for-now 451 4.3.0 later [temporary-refusal/sender-refused]; b@x for-now 451 4.3.0 later");
}

TEST(Transaction, aRefusedSenderStepByStepNamesNoRecipient) {
    auto peer = submitting({});
    EXPECT_EQ(played(*peer, {{kMail, "550 5.7.1 no\r\n"}}),
              "for-good 550 5.7.1 no [refused/sender-refused]; b@x for-good 550 5.7.1 no; c@x for-good 550 5.7.1 no");
    EXPECT_EQ(peer->heard(), "");
}

TEST(Transaction, aServerThatWantsASignInSaysSo) {
    auto peer = submitting(kPipelined, {"b@x"});
    EXPECT_EQ(played(*peer, {{kMail + rcpt({"b@x"}) + "DATA\r\n", "530 5.7.0 Authentication required\r\n503 x\r\n503 x\r\n"}}),
              "for-good 530 5.7.0 Authentication required [auth/secret-missing]; b@x for-good 530 5.7.0 Authentication required");
}

TEST(Transaction, aRefusedDataRefusesThoseThatWereAccepted) {
    auto peer = submitting(kPipelined);
    EXPECT_EQ(played(*peer, {{kMail + rcpt({"b@x", "c@x"}) + "DATA\r\n", "250 ok\r\n250 ok\r\n550 no\r\n451 4.3.0 later\r\n"}}),
              "for-now 451 4.3.0 later [temporary-refusal/server-refused]; b@x for-now 451 4.3.0 later; c@x for-good 550 no");
    EXPECT_EQ(peer->heard(), "RSET\r\n");
}

TEST(Transaction, aRefusalAtTheEndIsForAll) {
    auto now = giving();
    EXPECT_EQ(played(*now, {{"\r\n.\r\n", "451 4.3.0 disk full\r\n"}}), "for-now 451 4.3.0 disk full [temporary-refusal/server-refused]; b@x for-now 451 4.3.0 disk full");
    EXPECT_EQ(now->heard(), "") << "DATA is over either way";
    auto good = giving();
    EXPECT_EQ(played(*good, {{"\r\n.\r\n", "554 5.6.0 spam\r\n"}}), "for-good 554 5.6.0 spam [refused/server-refused]; b@x for-good 554 5.6.0 spam");
}

TEST(Transaction, aRefusedLastChunkIsReset) { // RFC 3030 4.1
    auto peer = giving(kChunked);
    EXPECT_EQ(played(*peer, {{"\r\n", "552 5.3.4 too big\r\n"}}), "for-good 552 5.3.4 too big [refused/message-too-large]; b@x for-good 552 5.3.4 too big");
    EXPECT_EQ(peer->heard(), "RSET\r\n");
}

TEST(Transaction, aSizeThatTheServerRefusesAtMail) {
    auto peer = submitting(kPipelined, {"b@x"});
    EXPECT_EQ(played(*peer, {{kMail + rcpt({"b@x"}) + "DATA\r\n", "552 5.3.4 too big\r\n503 x\r\n503 x\r\n"}}),
              "for-good 552 5.3.4 too big [refused/message-too-large]; b@x for-good 552 5.3.4 too big");
}

TEST(Transaction, aRefusalInTheMiddleOfTheMessageCounts) {
    for (const QByteArrayList& capabilities : {kPipelined, kChunked}) {
        auto peer = giving(capabilities);
        EXPECT_TRUE(peer->say("552 5.3.4 too big\r\n"));
        EXPECT_EQ(peer->events(), "for-good 552 5.3.4 too big [refused/message-too-large]; b@x for-good 552 5.3.4 too big");
        EXPECT_EQ(peer->session.state(), State::Closed) << "what was begun cannot be taken back";
        EXPECT_EQ(peer->heard(), "");
    }
}

// --- What must not be

TEST(Transaction, anAcceptanceBeforeTheEndIsNone) {
    for (const QByteArrayList& capabilities : {kPipelined, kChunked}) {
        auto peer = giving(capabilities);
        EXPECT_EQ(codeOf(peer->say("250 taken\r\n")), ErrorCode::UnexpectedResponse);
        EXPECT_EQ(peer->events(), "");
        EXPECT_FALSE(peer->session.unknownOutcome({})) << "the end had not left";
    }
}

TEST(Transaction, answersOutOfTurnEndIt) {
    for (const char* answers : {"354 go\r\n", "250 ok\r\n354 go\r\n", "334 x\r\n", "250 ok\r\n250 ok\r\n250 ok\r\n250 ok\r\n", "250 ok\r\n250 ok\r\n250 ok\r\n334 go\r\n",
                                "250 ok\r\n250 ok\r\n250 ok\r\n355 go\r\n", "250 ok\r\n550 a\r\n550 a\r\n250 ok\r\n"}) {
        auto peer = submitting(kPipelined);
        (void)peer->heard();
        EXPECT_EQ(codeOf(peer->say(answers)), ErrorCode::UnexpectedResponse) << answers;
        EXPECT_EQ(peer->session.state(), State::Failed);
        EXPECT_EQ(peer->heard(), "");
        EXPECT_EQ(peer->events(), "");
    }
}

TEST(Transaction, answersToWhatHasNotLeftAreNone) {
    auto peer = submitting({});
    EXPECT_EQ(peer->heard(), kMail);
    EXPECT_EQ(codeOf(peer->say("250 ok\r\n250 ok\r\n")), ErrorCode::UnexpectedResponse) << "RCPT has not been handed out";
}

TEST(Transaction, INJ1_nothingOfABadAddressLeaves) {
    auto peer = Peer::ready(kPipelined);
    EXPECT_EQ(codeOf(peer->session.submit(envelopeTo({"b@x>\r\nRCPT TO:<evil@x"}), "a\r\n")), ErrorCode::NotAnAddress);
    EXPECT_EQ(codeOf(peer->session.submit(envelopeTo({"b@x"}, "a\nb@x"), "a\r\n")), ErrorCode::NotAnAddress);
    EXPECT_EQ(peer->heard(), "");
    EXPECT_EQ(peer->session.state(), State::Ready) << "another may follow";
}

TEST(Transaction, INJ4_nothingOfASmugglingMessageLeaves) {
    auto peer = Peer::ready(kPipelined);
    for (const char* message : {"a\n.\r\nMAIL FROM:<x@y>\r\n", "a\r\n.\nb\r\n", "a\r\n.\rb\r\n", ""}) {
        const Status status = peer->session.submit(envelopeTo({"b@x"}), message);
        EXPECT_EQ(codeOf(status), ErrorCode::Bug) << message;
        EXPECT_EQ(peer->heard(), "");
    }
}

TEST(Transaction, whatTheServerCannotTakeIsNotSent) {
    auto peer = Peer::ready({"PIPELINING", "SIZE 3"});
    EXPECT_EQ(codeOf(peer->session.submit(envelopeTo({"b@x"}), "abcd")), ErrorCode::MessageTooLarge);
    EXPECT_EQ(codeOf(peer->session.submit(envelopeTo({"j\xC3\xBC@x"}), "a")), ErrorCode::Unsupported);
    EXPECT_EQ(peer->heard(), "");
}

TEST(Transaction, oneAtATime) {
    auto peer = submitting(kPipelined);
    EXPECT_EQ(codeOf(peer->session.submit(envelopeTo({"b@x"}), "a")), ErrorCode::Bug);
    EXPECT_EQ(codeOf(peer->session.noop()), ErrorCode::Bug);
    EXPECT_EQ(codeOf(peer->session.reset()), ErrorCode::Bug);
    EXPECT_EQ(codeOf(peer->session.quit()), ErrorCode::Bug);
    EXPECT_EQ(codeOf(peer->session.hello("x")), ErrorCode::Bug);
}

TEST(Transaction, notBeforeEhlo) {
    Peer peer;
    EXPECT_TRUE(peer.say("220 x\r\n"));
    EXPECT_EQ(codeOf(peer.session.submit(envelopeTo({"b@x"}), "a")), ErrorCode::Bug);
}

// --- Given, or not

TEST(Transaction, dataIsGivenWithTheByteThatCompletesIt) {
    for (const QByteArrayList& capabilities : {kPipelined, kChunked}) {
        auto peer = giving(capabilities);
        EXPECT_FALSE(peer->session.dataGiven());
        EXPECT_EQ(peer->session.awaited(), std::nullopt);
        EXPECT_EQ(peer->session.takeOutput(), capabilities == kChunked ? "\r\n" : "\r\n.\r\n");
        EXPECT_TRUE(peer->session.dataGiven());
        EXPECT_EQ(peer->session.awaited(), Verb::Message);
        EXPECT_TRUE(peer->say("250 taken\r\n"));
        EXPECT_FALSE(peer->session.dataGiven()) << "it is answered";
    }
}

TEST(Transaction, aCutBeforeTheEndIsNotUnknown) {
    const Error cut{ErrorKind::Network, ErrorCode::ConnectionClosed, {}, {}};
    auto peer = submitting(kPipelined, {"b@x"});
    EXPECT_FALSE(peer->session.unknownOutcome(cut));
    (void)peer->heard();
    EXPECT_FALSE(peer->session.unknownOutcome(cut));
    for (const char* answer : {"250 ok\r\n", "250 ok\r\n", "354 go\r\n"}) {
        EXPECT_TRUE(peer->say(answer));
        EXPECT_FALSE(peer->session.unknownOutcome(cut)) << answer;
    }
    EXPECT_EQ(peer->session.nextOutput(), Output::Message);
    (void)peer->session.takeOutput();
    EXPECT_FALSE(peer->session.unknownOutcome(cut)) << "the end has not left";
    (void)peer->session.takeOutput();
    EXPECT_TRUE(peer->session.unknownOutcome(cut));
    EXPECT_TRUE(peer->say("250 taken\r\n"));
    EXPECT_FALSE(peer->session.unknownOutcome(cut));
}

TEST(Transaction, aCutAfterTheEndIsUnknown) {
    auto peer = submitting(kPipelined);
    (void)peer->heard();
    EXPECT_TRUE(peer->say("250 ok\r\n250 ok\r\n550 5.1.1 no\r\n354 go\r\n"));
    (void)peer->heard();
    const auto unknown = peer->session.unknownOutcome({ErrorKind::Network, ErrorCode::TimedOut, {}, QStringLiteral("mail:587")});
    ASSERT_TRUE(unknown);
    EXPECT_EQ(textOf(*unknown), "unknown 0 [network/outcome-unknown]; b@x unknown 250 ok; c@x for-good 550 5.1.1 no");
    EXPECT_EQ(unknown->error->detail, QStringLiteral("mail:587"));
}

TEST(Transaction, aBrokenProtocolAfterTheEndIsUnknown) {
    for (const char* answer : {"garbage\r\n", "354 go\r\n", "334 x\r\n", "250-a\r\n550 b\r\n", "150 x\r\n", "\r\n"}) {
        auto peer = giving();
        (void)peer->session.takeOutput();
        const Status status = peer->say(answer);
        ASSERT_FALSE(status) << answer;
        EXPECT_EQ(peer->session.state(), State::Failed);
        const auto unknown = peer->session.unknownOutcome(status.error());
        ASSERT_TRUE(unknown) << answer;
        EXPECT_EQ(unknown->outcome, Outcome::Unknown);
        EXPECT_EQ(unknown->error->kind, ErrorKind::Network) << "whatever broke it, the same is to be asked";
    }
}

TEST(Transaction, halfAnAnswerAfterTheEndIsUnknown) {
    const QByteArray answer = "250-2.0.0 taken\r\n250 2.0.0 as 1\r\n";
    for (qsizetype cut = 0; cut <= answer.size(); ++cut) {
        auto peer = giving();
        (void)peer->session.takeOutput();
        EXPECT_TRUE(peer->say(answer.left(cut)));
        EXPECT_EQ(peer->session.unknownOutcome({}).has_value(), cut < answer.size()) << cut;
    }
}

TEST(Transaction, whatIsWrongBehindTheAnswerTakesNothingBack) {
    auto peer = giving();
    (void)peer->session.takeOutput();
    EXPECT_FALSE(peer->say("250 taken\r\ngarbage\r\n"));
    EXPECT_EQ(peer->events(), "accepted 250 taken; b@x accepted 250 ok");
    EXPECT_FALSE(peer->session.unknownOutcome({}));
}

TEST(Transaction, a421AtEachStepIsARefusalForNow) {
    const QByteArray answers[] = {"", "250 ok\r\n", "250 ok\r\n250 ok\r\n", "250 ok\r\n250 ok\r\n354 go\r\n"};
    for (const QByteArray& before : answers) {
        auto peer = submitting(kPipelined, {"b@x"});
        (void)peer->heard();
        EXPECT_TRUE(peer->say(before));
        EXPECT_TRUE(peer->say("421 4.3.2 going down\r\n"));
        EXPECT_EQ(peer->events(), "for-now 421 4.3.2 going down [temporary-refusal/bye-received]; b@x for-now 421 4.3.2 going down") << before.constData();
        EXPECT_EQ(peer->session.state(), State::Closed);
        EXPECT_EQ(peer->heard(), "");
        EXPECT_FALSE(peer->session.unknownOutcome({}));
    }
}

TEST(Transaction, a421InPlaceOfTheFinalAnswerIsARefusalToo) { // RFC 5321 4.2.5: 4yz, it was not taken
    auto peer = giving();
    EXPECT_EQ(played(*peer, {{"\r\n.\r\n", "421 4.4.1 going down\r\n"}}), "for-now 421 4.4.1 going down [temporary-refusal/bye-received]; b@x for-now 421 4.4.1 going down");
    EXPECT_EQ(peer->session.state(), State::Closed);
}

TEST(Transaction, a421KeepsWhatWasRefusedForGood) {
    auto peer = submitting(kPipelined, {"b@x", "c@x", "d@x"});
    (void)peer->heard();
    EXPECT_TRUE(peer->say("250 ok\r\n550 never\r\n250 ok\r\n421 bye\r\n"));
    EXPECT_EQ(peer->events(), "for-now 421 bye [temporary-refusal/bye-received]; b@x for-good 550 never; c@x for-now 421 bye; d@x for-now 421 bye");
}

// --- Several

TEST(Transaction, anotherFollowsAtOnce) {
    auto peer = giving();
    (void)peer->session.takeOutput();
    EXPECT_TRUE(peer->say("250 taken\r\n"));
    EXPECT_TRUE(peer->session.submit(envelopeTo({"d@x"}), "b\r\n"));
    EXPECT_EQ(played(*peer, {{kMail + rcpt({"d@x"}) + "DATA\r\n", "250 ok\r\n250 ok\r\n354 go\r\n"}, {"b\r\n.\r\n", "250 second\r\n"}}),
              "accepted 250 taken; b@x accepted 250 ok\naccepted 250 second; d@x accepted 250 ok");
}

TEST(Transaction, afterARefusalTheNextLeavesBehindTheReset) {
    auto peer = submitting(kPipelined, {"b@x"});
    (void)peer->heard();
    EXPECT_TRUE(peer->say("250 ok\r\n550 no\r\n503 x\r\n"));
    EXPECT_TRUE(peer->session.submit(envelopeTo({"d@x"}), "b\r\n"));
    EXPECT_EQ(played(*peer, {{QByteArray("RSET\r\n") + kMail + rcpt({"d@x"}) + "DATA\r\n", "250 reset\r\n250 ok\r\n250 ok\r\n354 go\r\n"}, {"b\r\n.\r\n", "250 second\r\n"}}),
              "for-good 550 no [refused/recipients-refused]; b@x for-good 550 no\naccepted 250 second; d@x accepted 250 ok");
}

TEST(Transaction, withoutPipeliningTheNextWaitsForTheReset) {
    auto peer = submitting({}, {"b@x"});
    EXPECT_TRUE(played(*peer, {{kMail, "250 ok\r\n"}, {rcpt({"b@x"}), "550 no\r\n"}}).startsWith("for-good"));
    EXPECT_TRUE(peer->session.submit(envelopeTo({"d@x"}), "b\r\n"));
    EXPECT_EQ(peer->heard(), "RSET\r\n");
    EXPECT_EQ(peer->heard(), "");
    EXPECT_TRUE(peer->say("250 ok\r\n"));
    EXPECT_EQ(peer->heard(), kMail);
}

TEST(Transaction, aRefusedResetIsNotTheEndOfWhatFollows) {
    auto peer = submitting(kPipelined, {"b@x"});
    (void)peer->heard();
    EXPECT_TRUE(peer->say("250 ok\r\n550 no\r\n503 x\r\n"));
    EXPECT_TRUE(peer->session.submit(envelopeTo({"d@x"}), "b\r\n"));
    (void)peer->heard();
    (void)peer->events();
    EXPECT_TRUE(peer->say("500 what?\r\n503 nested\r\n503 x\r\n503 x\r\n"));
    EXPECT_EQ(peer->events(), "for-good 503 nested [refused/sender-refused]; d@x for-good 503 nested");
}

TEST(Transaction, quitBehindAnAcceptedMessage) {
    auto peer = giving();
    (void)peer->session.takeOutput();
    EXPECT_TRUE(peer->say("250 taken\r\n"));
    EXPECT_TRUE(peer->session.quit());
    EXPECT_EQ(peer->heard(), "QUIT\r\n");
    EXPECT_TRUE(peer->say("221 bye\r\n"));
    EXPECT_EQ(peer->session.state(), State::Closed);
}

TEST(Transaction, aLargeMessageComesInBoundedPieces) {
    const QByteArray message = QByteArray(998, 'x') + "\r\n";
    auto peer = submitting(kPipelined, {"b@x"}, message.repeated(5'000));
    (void)peer->heard();
    EXPECT_TRUE(peer->say("250 ok\r\n250 ok\r\n354 go\r\n"));
    qint64 total = 0;
    for (; peer->session.nextOutput() == Output::Message; total += peer->session.takeOutput().size())
        ASSERT_LE(total, 6'000'000);
    EXPECT_EQ(total, 5'000'000 - 2);
    EXPECT_EQ(peer->session.takeOutput(), "\r\n.\r\n");
    EXPECT_EQ(peer->session.takeOutput(), "");
}

} // namespace tributary::smtp::tst_SmtpTransaction
