// SPDX-License-Identifier: GPL-3.0-or-later
// Servers that lie, flood or speak something else: an error ends the session, and nothing is said any more (S34).
#include "Peer.h"

namespace tributary::sieve::tst_SieveHostile {
namespace {

using tests::codeOf;
using tests::Peer;

ErrorCode failureOf(Peer& peer, const QByteArray& said) {
    const ErrorCode code = codeOf(peer.say(said));
    EXPECT_EQ(peer.session.state(), State::Failed) << said.left(60).constData();
    EXPECT_EQ(codeOf(peer.say("OK\r\n")), ErrorCode::UnexpectedResponse) << "dead";
    EXPECT_EQ(peer.heard(), "");
    EXPECT_EQ(codeOf(peer.session.listScripts()), ErrorCode::Bug);
    return code;
}

ErrorCode greetingFails(const QByteArray& said) {
    Peer peer;
    return failureOf(peer, said);
}

ErrorCode listFails(const QByteArray& said) {
    const auto peer = Peer::ready();
    EXPECT_TRUE(peer->session.listScripts());
    (void)peer->heard();
    return failureOf(*peer, said);
}

ErrorCode getFails(const QByteArray& said) {
    const auto peer = Peer::ready();
    EXPECT_TRUE(peer->session.getScript("a"));
    (void)peer->heard();
    return failureOf(*peer, said);
}

} // namespace

TEST(SieveHostile, otherProtocolsAreNone) {
    for (const char* said : {"* OK [CAPABILITY IMAP4rev1] ready\r\n", "+OK ready\r\n", "220 mail ESMTP\r\n", "HTTP/1.1 400 Bad Request\r\n", "SSH-2.0-x\r\n", "\x16\x03\x01", "\r\n", "Not this\r\n", "OKAY\r\n"})
        EXPECT_EQ(greetingFails(said), ErrorCode::NotThisProtocol) << said;
}
TEST(SieveHostile, greetingsWithoutEnd) {
    EXPECT_EQ(greetingFails(QByteArray("\"A\" \"b\"\r\n").repeated(limits::kCapabilityLines + 1)), ErrorCode::LimitExceeded);
    EXPECT_EQ(greetingFails("\"A\" {999999}\r\n"), ErrorCode::LimitExceeded);
    EXPECT_EQ(greetingFails('"' + QByteArray(limits::kLine, 'a')), ErrorCode::LimitExceeded);
    EXPECT_EQ(greetingFails("\"A\" \"b\" \"c\"\r\n"), ErrorCode::NotThisProtocol);
    EXPECT_EQ(greetingFails("\"A\"\r\n\"B\" c\r\n"), ErrorCode::MalformedResponse);
}
TEST(SieveHostile, listingsThatLie) {
    EXPECT_EQ(listFails("\"a\"\r\n\"a\"\r\n"), ErrorCode::MalformedResponse) << "twice";
    EXPECT_EQ(listFails("\"a\" ACTIVE\r\n\"b\" ACTIVE\r\n"), ErrorCode::MalformedResponse) << "two are active";
    for (const char* said : {"\"a\" PASSIVE\r\n", "\"a\" \"ACTIVE\"\r\n", "a\r\n", "\"\"\r\n", "(\"a\")\r\n", "\r\n", "\"a\" ACTIVE ACTIVE\r\n", "\"a\" \"b\"c\"\r\n"})
        EXPECT_EQ(listFails(said), ErrorCode::MalformedResponse) << said;
    QByteArray many;
    for (int i = 0; i <= kMaxScripts; ++i)
        many += '"' + QByteArray::number(i) + "\"\r\n";
    EXPECT_EQ(listFails(many), ErrorCode::LimitExceeded);
}
TEST(SieveHostile, scriptsThatLie) {
    EXPECT_EQ(getFails("{1048577}\r\n"), ErrorCode::LimitExceeded);
    EXPECT_EQ(getFails("{99999999999999999999}\r\n"), ErrorCode::LimitExceeded);
    EXPECT_EQ(getFails("\"a\"\r\n\"b\"\r\n"), ErrorCode::MalformedResponse);
    EXPECT_EQ(getFails("\"a\" ACTIVE\r\n"), ErrorCode::MalformedResponse);
    EXPECT_EQ(getFails("OK\r\n"), ErrorCode::MalformedResponse) << "an OK without a script";
    const auto peer = Peer::ready();
    EXPECT_TRUE(peer->session.getScript("a"));
    (void)peer->heard();
    EXPECT_TRUE(peer->say("\"half\"\r\nNO \"gone\"\r\n"));
    EXPECT_EQ(peer->events(), "getscript NO gone [refused/server-refused]") << "what was refused brings nothing";
}
TEST(SieveHostile, answersThatNobodyAskedFor) {
    for (const char* said : {"OK\r\n", "NO\r\n", "\"a\"\r\n", "\"SASL\" \"PLAIN\"\r\nOK\r\n"}) {
        EXPECT_EQ(failureOf(*Peer::ready(), said), ErrorCode::UnexpectedResponse) << said;
        EXPECT_EQ(failureOf(*Peer::greeted(), said), ErrorCode::UnexpectedResponse) << said;
    }
    const auto unsaid = Peer::ready();
    EXPECT_TRUE(unsaid->session.setActive("a"));
    EXPECT_EQ(codeOf(unsaid->say("OK\r\n")), ErrorCode::UnexpectedResponse) << "before the command has left";
    const auto twice = Peer::ready();
    EXPECT_TRUE(twice->session.setActive("a"));
    (void)twice->heard();
    EXPECT_EQ(codeOf(twice->say("OK\r\nOK\r\n")), ErrorCode::UnexpectedResponse);
    EXPECT_EQ(twice->events(), "setactive OK") << "what was answered before stays";
    const auto lines = Peer::ready();
    EXPECT_TRUE(lines->session.setActive("a"));
    (void)lines->heard();
    EXPECT_EQ(codeOf(lines->say("\"a\"\r\n")), ErrorCode::UnexpectedResponse);
}
TEST(SieveHostile, aScriptThatIsNotSaidWholeIsNotStored) {
    const auto peer = Peer::ready();
    EXPECT_TRUE(peer->session.putScript("n", QByteArray(200'000, 'x')));
    (void)peer->session.takeOutput();
    EXPECT_EQ(codeOf(peer->say("OK\r\n")), ErrorCode::UnexpectedResponse);
}
TEST(SieveHostile, oddOctetsAreOnlyOctets) {
    const auto peer = Peer::ready();
    EXPECT_TRUE(peer->session.listScripts());
    (void)peer->heard();
    EXPECT_TRUE(peer->say("\"\xff\xfe\"\r\n\"\xe2\x80\xae x\" ACTIVE\r\nOK \"\x1b[2J\"\r\n"));
    EXPECT_EQ(peer->events(), "listscripts OK \x1b[2J \xff\xfe *\xe2\x80\xae x");
    EXPECT_EQ(codeOf(peer->session.setActive("\xff\xfe")), ErrorCode::BadValue) << "such a name cannot be said back";
}

} // namespace tributary::sieve::tst_SieveHostile
