// SPDX-License-Identifier: GPL-3.0-or-later
// What an envelope and a message become on the wire, and what never gets there (RFC 5321, 1870, 6152, 6531, 3461; INJ1 and INJ4 of
// reference/reliability.md).
#include "Peer.h"
#include "smtp/Limits.h"
#include "smtp/detail/EnvelopeCommands.h"
#include "smtp/detail/MessageOutput.h"

#include <gtest/gtest.h>

namespace tributary::smtp::detail::tst_EnvelopeCommands {
namespace {

using tests::codeOf;
using tests::envelopeTo;

Capabilities offering(const QByteArrayList& keywords) {
    Reply reply{250, {}, {"mail.example.test"}};
    reply.lines += keywords;
    return Capabilities(reply);
}

QByteArray mailOf(const QByteArrayList& keywords, const Envelope& envelope = envelopeTo({"bob@example.test"}), const QByteArray& message = "a\r\n") {
    return mailCommand(envelope, *traitsOf(message), offering(keywords));
}

QByteArray rcptOf(const Recipient& recipient, const QByteArrayList& keywords = {"DSN"}) { return rcptCommand(recipient, offering(keywords)); }

ErrorCode checked(const Envelope& envelope, const QByteArrayList& keywords = {}, const QByteArray& message = "a\r\n") {
    return codeOf(checkEnvelope(envelope, *traitsOf(message), offering(keywords)));
}

/// All of a message, and how many pieces it took; each within the limit.
QByteArray givenOut(const QByteArray& message, MessageOutput::Framing framing, int* pieces = nullptr) {
    MessageOutput output(message, framing);
    QByteArray all;
    for (int count = 1; !output.isDone(); ++count) {
        const QByteArray piece = output.take();
        EXPECT_FALSE(piece.isEmpty());
        EXPECT_LE(piece.size(), limits::kOutput);
        all += piece;
        if (pieces)
            *pieces = count;
    }
    EXPECT_EQ(output.take(), "");
    return all;
}

QByteArray dotted(const QByteArray& message) { return givenOut(message, MessageOutput::Framing::Dot); }
QByteArray chunked(const QByteArray& message) { return givenOut(message, MessageOutput::Framing::Chunk); }

/// What a server makes of DATA (RFC 5321 4.5.2).
QByteArray received(const QByteArray& wire) {
    const qsizetype end = wire.startsWith(".\r\n") ? 0 : wire.indexOf("\r\n.\r\n") + 2;
    EXPECT_EQ(end + 3, wire.size()) << "the end is where it should be, and once";
    QByteArrayList lines = wire.left(end).split('\n');
    for (QByteArray& line : lines) {
        if (line.startsWith('.'))
            line.remove(0, 1);
    }
    return lines.join('\n');
}

} // namespace

TEST(Mailbox, whatPeopleHave) {
    for (const char* address : {"a@b", "alice@example.test", "first.last+tag@sub.example.co.jp", "foo..bar@docomo.ne.jp", "foo.@docomo.ne.jp", ".foo@docomo.ne.jp",
                                "o'neill@example.test", "a/b=c@example.test", "\"a@b\"@example.test", "\"a\\\"b\"@example.test", "a@[127.0.0.1]", "a@[IPv6:::1]",
                                "a@xn--exmple-cua.test", "a_b@under_score.test", "j\xC3\xBCrgen@example.test", "a@ex\xC3\xA4mple.test"})
        EXPECT_TRUE(checkMailbox(address)) << address;
}
TEST(Mailbox, INJ1_lineEndsAndControlsNowhere) {
    for (const QByteArray& address : {QByteArray("a@b\r\nRCPT TO:<c@d>"), QByteArray("a\r@b"), QByteArray("a\n@b"), QByteArray("a@b\n"), QByteArray("\"a\r\nb\"@c"),
                                      QByteArray("\"a\\\nb\"@c"), QByteArray("a\0@b", 4), QByteArray("a@b\0", 4), QByteArray("a\x7f@b"), QByteArray("a\x1b@b"),
                                      QByteArray("a\xC2\x85@b"), QByteArray("\ra@b")})
        EXPECT_EQ(codeOf(checkMailbox(address)), ErrorCode::NotAnAddress) << address.toHex().constData();
}
TEST(Mailbox, blanksMayBeQuoted) { // RFC 5321 4.1.2: qtextSMTP
    for (const char* address : {"\"a b\"@c", "\" \"@c", "\"a\\ b\"@c"})
        EXPECT_TRUE(checkMailbox(address)) << address;
}
TEST(Mailbox, INJ1_blanksAndBracketsNowhere) {
    for (const char* address : {"a b@c", " a@b", "a@b ", "a@ b", "a\t@b", "\"a\tb\"@c", "\"a b@c", "\"a\"@b c", "<a@b", "a@b>", "<a@b>", "a>@b", "a@b> SIZE=1", "\"<\"@b", "a@b>\tx"})
        EXPECT_EQ(codeOf(checkMailbox(address)), ErrorCode::NotAnAddress) << address;
}
TEST(Mailbox, whatIsNoAddress) {
    for (const char* address : {"", "a", "@", "a@", "@b", "a@b@c", "\"a@b", "a\"b@c", "\"a\"b@c", "\"\\\"@b", "\"a\\", "@x,@y:a@b", "a,b@c", "a;b@c", "a:b@c", "a(b)@c", "a\\b@c", "a@b,c",
                                "a@b;c", "a@.b", "a@-b", "a@b..c", "a@[", "a@[]", "a@]", "a@[127.0.0.1", "a@[a b]", "a@b/c", "a@\"b\"", "a\xFF@b", "a@b\xC3"})
        EXPECT_EQ(codeOf(checkMailbox(address)), ErrorCode::NotAnAddress) << address;
}
TEST(Mailbox, aLengthWithoutEnd) {
    EXPECT_TRUE(checkMailbox(QByteArray(limits::kAddress - 2, 'a') + "@b"));
    EXPECT_FALSE(checkMailbox(QByteArray(limits::kAddress - 1, 'a') + "@b"));
    EXPECT_FALSE(checkMailbox(QByteArray(1'000'000, '"')));
}

TEST(MessageTraits, sizeHasTheLastLinesEnd) { // RFC 1870 3
    EXPECT_EQ(traitsOf("ab\r\n")->size, 4);
    EXPECT_EQ(traitsOf("ab")->size, 4);
    EXPECT_EQ(traitsOf(".\r\n")->size, 3) << "before dots are doubled";
    EXPECT_EQ(traitsOf("\r\n")->size, 2);
}
TEST(MessageTraits, eightBitIsFound) {
    EXPECT_FALSE(traitsOf("a\x7f\r\n")->hasEightBit);
    EXPECT_TRUE(traitsOf("a\x80\r\n")->hasEightBit);
    EXPECT_TRUE(traitsOf("\xff")->hasEightBit);
}
TEST(MessageTraits, INJ4_noBareCrOrLfPasses) {
    for (const char* message : {"a\nb\r\n", "a\rb\r\n", "\n", "\r", "a\r", "a\n", "\r\r\n", "a\r\n\n", "\n.\n", "a\n.\r\nMAIL FROM:<x@y>\r\n", "a\r.\r\n", "a\r\n.\r", "a\r\n\r"})
        EXPECT_EQ(codeOf(traitsOf(message)), ErrorCode::Bug) << QByteArray(message).toHex().constData();
}
TEST(MessageTraits, anEmptyMessageIsNone) { EXPECT_EQ(codeOf(traitsOf("")), ErrorCode::Bug); }

TEST(MailCommand, saysNothingThatIsNotOffered) {
    EXPECT_EQ(mailOf({}, envelopeTo({"b@c"}), "\xC3\xA4\r\n"), "MAIL FROM:<alice@example.test>\r\n");
}
TEST(MailCommand, theNullReversePath) { EXPECT_EQ(mailOf({}, envelopeTo({"b@c"}, "")), "MAIL FROM:<>\r\n"); }
TEST(MailCommand, sizeWhereOffered) {
    EXPECT_EQ(mailOf({"SIZE 1000"}), "MAIL FROM:<alice@example.test> SIZE=3\r\n");
    EXPECT_EQ(mailOf({"SIZE"}), "MAIL FROM:<alice@example.test> SIZE=3\r\n");
}
TEST(MailCommand, eightBitWhereOfferedAndNeeded) { // RFC 6152
    EXPECT_EQ(mailOf({"8BITMIME"}), "MAIL FROM:<alice@example.test>\r\n");
    EXPECT_EQ(mailOf({"8BITMIME"}, envelopeTo({"b@c"}), "\xC3\xA4\r\n"), "MAIL FROM:<alice@example.test> BODY=8BITMIME\r\n");
}
TEST(MailCommand, utf8WhereNeeded) { // RFC 6531
    EXPECT_EQ(mailOf({"SMTPUTF8"}), "MAIL FROM:<alice@example.test>\r\n");
    EXPECT_EQ(mailOf({"SMTPUTF8"}, envelopeTo({"j\xC3\xBC@c"})), "MAIL FROM:<alice@example.test> SMTPUTF8\r\n");
    EXPECT_EQ(mailOf({"SMTPUTF8"}, envelopeTo({"b@c"}, "j\xC3\xBC@c")), "MAIL FROM:<j\xC3\xBC@c> SMTPUTF8\r\n");
    Envelope header = envelopeTo({"b@c"});
    header.smtpUtf8 = true;
    EXPECT_EQ(mailOf({"SMTPUTF8"}, header), "MAIL FROM:<alice@example.test> SMTPUTF8\r\n");
}
TEST(MailCommand, deliveryReportsWhereOffered) { // RFC 3461 4.3, 4.4
    Envelope envelope = envelopeTo({"b@c"});
    envelope.report = DeliveryReport{ReturnedPart::Headers, "id+1=x y"};
    EXPECT_EQ(mailOf({}, envelope), "MAIL FROM:<alice@example.test>\r\n");
    EXPECT_EQ(mailOf({"DSN"}, envelope), "MAIL FROM:<alice@example.test> RET=HDRS ENVID=id+2B1+3Dx+20y\r\n");
    envelope.report = DeliveryReport{ReturnedPart::Full, {}};
    EXPECT_EQ(mailOf({"DSN"}, envelope), "MAIL FROM:<alice@example.test> RET=FULL\r\n");
    envelope.report = DeliveryReport{};
    EXPECT_EQ(mailOf({"DSN"}, envelope), "MAIL FROM:<alice@example.test>\r\n");
}
TEST(MailCommand, allTogether) {
    Envelope envelope = envelopeTo({"b@c"}, "j\xC3\xBC@c");
    envelope.report = DeliveryReport{ReturnedPart::Headers, "e"};
    EXPECT_EQ(mailOf({"SIZE 99", "8BITMIME", "SMTPUTF8", "DSN"}, envelope, "\xC3\xA4"), "MAIL FROM:<j\xC3\xBC@c> SIZE=4 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=e\r\n");
}

TEST(RcptCommand, plain) { EXPECT_EQ(rcptOf({"bob@example.test", {}, {}}), "RCPT TO:<bob@example.test>\r\n"); }
TEST(RcptCommand, notify) { // RFC 3461 4.1
    EXPECT_EQ(rcptOf({"b@c", Notify::Success, {}}), "RCPT TO:<b@c> NOTIFY=SUCCESS\r\n");
    EXPECT_EQ(rcptOf({"b@c", Notify::Success | Notify::Failure | Notify::Delay, {}}), "RCPT TO:<b@c> NOTIFY=SUCCESS,FAILURE,DELAY\r\n");
    EXPECT_EQ(rcptOf({"b@c", Notify::Never, {}}), "RCPT TO:<b@c> NOTIFY=NEVER\r\n");
}
TEST(RcptCommand, originalRecipient) { // RFC 3461 4.2
    EXPECT_EQ(rcptOf({"b@c", {}, "B+x=y@c"}), "RCPT TO:<b@c> ORCPT=rfc822;B+2Bx+3Dy@c\r\n");
    EXPECT_EQ(rcptOf({"b@c", {}, "j\xC3\xBC@c"}), "RCPT TO:<b@c>\r\n") << "what is not ASCII is left out";
    EXPECT_EQ(rcptOf({"b@c", {}, QByteArray(500, 'x')}), "RCPT TO:<b@c>\r\n") << "so is what is too long";
}
TEST(RcptCommand, withoutDsnNoneOfIt) { EXPECT_EQ(rcptOf({"b@c", Notify::Never, "d@e"}, {}), "RCPT TO:<b@c>\r\n"); }

TEST(CheckEnvelope, everyAddressIsChecked) {
    EXPECT_EQ(checked(envelopeTo({"b@c", "d@e\r\nDATA"})), ErrorCode::NotAnAddress);
    EXPECT_EQ(checked(envelopeTo({"b@c"}, "x y@z")), ErrorCode::NotAnAddress);
    EXPECT_EQ(checked(envelopeTo({""})), ErrorCode::NotAnAddress) << "only a reverse-path may be null";
    EXPECT_EQ(checked(envelopeTo({"b@c"}, "")), ErrorCode::None);
}
TEST(CheckEnvelope, noRecipientIsABug) { EXPECT_EQ(checked(envelopeTo({})), ErrorCode::Bug); }
TEST(CheckEnvelope, utf8NeedsTheServersConsent) {
    EXPECT_EQ(checked(envelopeTo({"j\xC3\xBC@c"})), ErrorCode::Unsupported);
    EXPECT_EQ(checked(envelopeTo({"j@\xC3\xBC.test"})), ErrorCode::Unsupported) << "a domain that is not ACE";
    EXPECT_EQ(checked(envelopeTo({"b@c"}, "j\xC3\xBC@c")), ErrorCode::Unsupported);
    EXPECT_EQ(checked(envelopeTo({"j\xC3\xBC@c"}), {"SMTPUTF8"}), ErrorCode::None);
    const auto status = checkEnvelope(envelopeTo({"b@c", "j\xC3\xBC@c"}), *traitsOf("a"), offering({}));
    EXPECT_EQ(status.error().kind, ErrorKind::Refused);
    EXPECT_EQ(status.error().detail, QString::fromUtf8("j\xC3\xBC@c")) << "says which";
    Envelope header = envelopeTo({"b@c"});
    header.smtpUtf8 = true;
    EXPECT_EQ(checked(header), ErrorCode::Unsupported);
}
TEST(CheckEnvelope, whatIsLargerThanTheServersLimit) { // RFC 1870 6.1
    EXPECT_EQ(checked(envelopeTo({"b@c"}), {"SIZE 4"}, "ab"), ErrorCode::None);
    EXPECT_EQ(checked(envelopeTo({"b@c"}), {"SIZE 3"}, "ab"), ErrorCode::MessageTooLarge);
    EXPECT_EQ(checked(envelopeTo({"b@c"}), {"SIZE 0"}, "ab"), ErrorCode::None);
}
TEST(CheckEnvelope, optionsThatCannotBeTold) {
    Envelope envelope = envelopeTo({"b@c"});
    envelope.recipients[0].notify = Notify::Never | Notify::Delay;
    EXPECT_EQ(checked(envelope), ErrorCode::Bug);
    envelope = envelopeTo({"b@c"});
    for (const QByteArray& id : {QByteArray("a\r\nb"), QByteArray("\xC3\xA4"), QByteArray(101, 'x')}) {
        envelope.report = DeliveryReport{ReturnedPart::Unspecified, id};
        EXPECT_EQ(checked(envelope), ErrorCode::Bug) << id.constData();
    }
    envelope = envelopeTo({"b@c"});
    envelope.recipients[0].originalAddress = "d@e\r\n";
    EXPECT_EQ(checked(envelope), ErrorCode::Bug);
}

TEST(MessageOutput, dotsAreDoubledAtTheStartOfALineOnly) { // RFC 5321 4.5.2
    EXPECT_EQ(dotted("a\r\n"), "a\r\n.\r\n");
    EXPECT_EQ(dotted(".\r\n"), "..\r\n.\r\n");
    EXPECT_EQ(dotted("..\r\n.a\r\nb.\r\n\r\n.\r\nc"), "...\r\n..a\r\nb.\r\n\r\n..\r\nc\r\n.\r\n");
}
TEST(MessageOutput, theLastLineIsEnded) {
    EXPECT_EQ(dotted("a"), "a\r\n.\r\n");
    EXPECT_EQ(dotted("a\r\n."), "a\r\n..\r\n.\r\n");
    EXPECT_EQ(dotted("\r\n"), "\r\n.\r\n");
    EXPECT_EQ(dotted("a\r\n\r\n"), "a\r\n\r\n.\r\n") << "an empty last line stays";
    EXPECT_EQ(chunked("a"), "a\r\n");
    EXPECT_EQ(chunked("a\r\n"), "a\r\n");
    EXPECT_EQ(chunked("\r\n"), "\r\n");
}
TEST(MessageOutput, aChunkIsTheMessageAsItIs) { EXPECT_EQ(chunked("..\r\n.a\r\n.\r\n"), "..\r\n.a\r\n.\r\n"); }
TEST(MessageOutput, whatCompletesTheMessageIsAPieceOfItsOwn) {
    for (const auto& [framing, end] : {std::pair(MessageOutput::Framing::Dot, "\r\n.\r\n"), std::pair(MessageOutput::Framing::Chunk, "\r\n")}) {
        MessageOutput output("a\r\n", framing);
        EXPECT_FALSE(output.isAtEnd());
        EXPECT_EQ(output.take(), "a");
        EXPECT_TRUE(output.isAtEnd());
        EXPECT_FALSE(output.isDone());
        EXPECT_EQ(output.take(), end);
        EXPECT_TRUE(output.isDone());
        EXPECT_FALSE(output.isAtEnd());
    }
}
TEST(MessageOutput, dotsAtTheSeamOfPiecesAreDoubledToo) {
    for (qsizetype before = limits::kOutput - 6; before < limits::kOutput + 6; ++before) {
        const QByteArray message = QByteArray(before - 2, 'x') + "\r\n.\r\n..\r\n" + QByteArray(5, '.') + "\r\nend\r\n";
        EXPECT_EQ(received(dotted(message)), message) << before;
    }
}
TEST(MessageOutput, linesOfDotsThroughManyPieces) {
    const QByteArray message = QByteArray(".\r\n").repeated(100'000);
    int pieces = 0;
    const QByteArray wire = givenOut(message, MessageOutput::Framing::Dot, &pieces);
    EXPECT_EQ(received(wire), message);
    EXPECT_GT(pieces, 5);
    EXPECT_EQ(chunked(message), message);
}
TEST(MessageOutput, aLargeMessageInPieces) {
    const QByteArray message = QByteArray("abcdefghijklmnopqrstuvwxyz.0123456789\r\n").repeated(50'000);
    int pieces = 0;
    EXPECT_EQ(received(givenOut(message, MessageOutput::Framing::Dot, &pieces)), message);
    EXPECT_GE(pieces, message.size() / limits::kOutput);
    EXPECT_LE(pieces, message.size() / limits::kOutput + 4);
}

} // namespace tributary::smtp::detail::tst_EnvelopeCommands
