// SPDX-License-Identifier: GPL-3.0-or-later
// A server that wants our memory or our afternoon (SRV1 to SRV4 in reference/reliability.md): each ends in LimitExceeded or
// is cut short, and is through before the test's time is out. What is quadratic is not.
#include "Peer.h"
#include "imap/Limits.h"

#include <QFile>

#include <unistd.h>

namespace tributary::imap::tst_SessionLimits {

using namespace tributary::imap::tests;

namespace {

ErrorCode ends(const QByteArray& bytes) {
    auto peer = Peer::selected();
    const ErrorCode code = codeOf(peer->say(bytes));
    EXPECT_EQ(peer->session.state(), code == ErrorCode::None ? State::Selected : State::Failed);
    return code;
}

QByteArray times(const char* text, int count) { return QByteArray(text).repeated(count); }

/// Address space in use, in MiB; 0 where it cannot be told.
qint64 addressSpace() {
    QFile file(QStringLiteral("/proc/self/statm"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').first().toLongLong() * sysconf(_SC_PAGESIZE) >> 20 : 0;
}

} // namespace

TEST(SessionLimits, announcedSizesAreRefused) {
    for (const char* size : {"67108865", "268435457", "2147483648", "4294967295", "4294967296", "9223372036854775807"})
        EXPECT_EQ(ends(QByteArray("* 1 FETCH (BODY[] {") + size + "}\r\n"), ErrorCode::LimitExceeded) << size;
    for (const char* size : {"18446744073709551616", "-1", "", "9223372036854775808", "4 "})
        EXPECT_EQ(ends(QByteArray("* 1 FETCH (BODY[] {") + size + "}\r\n"), ErrorCode::MalformedResponse) << size;
    EXPECT_EQ(ends("* LIST () \"/\" {8388609}\r\n"), ErrorCode::LimitExceeded) << "no body";
}

TEST(SessionLimits, nothingIsAllocatedForAnnouncedBytes) {
    const qint64 before = addressSpace();
    if (before == 0)
        GTEST_SKIP() << "no way here to tell the memory in use";
    auto peer = Peer::selected();
    for (int i = 0; i < 40; ++i) {
        EXPECT_TRUE(peer->say("* 1 FETCH (BODY[] {67108864}\r\nabc"));
        peer = Peer::selected();
        EXPECT_TRUE(peer->say("* 1 FETCH (BODY[] {67108864}\r\nabc"));
    }
    EXPECT_LT(addressSpace() - before, 64);
}

TEST(SessionLimits, linesThatDoNotEnd) {
    auto peer = Peer::selected();
    const QByteArray megabyte(1 << 20, 'x');
    int fed = 0;
    while (fed < 100 && peer->say(megabyte))
        ++fed;
    EXPECT_EQ(fed, limits::kLine >> 20);
    EXPECT_EQ(codeOf(peer->say("x")), ErrorCode::UnexpectedResponse);
    Peer greeting;
    EXPECT_EQ(codeOf(greeting.say("* OK " + QByteArray(limits::kGreeting, 'x'))), ErrorCode::LimitExceeded);
}

TEST(SessionLimits, aMillionParentheses) {
    const QByteArray open = times("(", 1'000'000);
    for (const char* before : {"* 1 FETCH (BODYSTRUCTURE ", "* LIST ", "* FLAGS (", "* ESEARCH X ", "* STATUS x (X ", "* NAMESPACE ((a NIL ", "* LIST (a "})
        EXPECT_EQ(ends(before + open + "\r\n"), ErrorCode::LimitExceeded) << before;
    for (const char* before : {"* 1 FETCH ", "* NAMESPACE ", "* ID ", "* STATUS ", "* VANISHED ", "* 1 FETCH (FLAGS (a) UID "})
        EXPECT_EQ(ends(before + open + "\r\n"), ErrorCode::MalformedResponse) << before;
    for (const char* before : {"* SEARCH ", "* OK [PERMANENTFLAGS ", "* OK [COPYUID ", "* X ", "* CAPABILITY ", ""})
        EXPECT_EQ(ends(before + open + "\r\n"), *before ? ErrorCode::None : ErrorCode::UnexpectedResponse) << before;
}

TEST(SessionLimits, manyWordsAndNumbers) {
    EXPECT_EQ(ends("* FLAGS (" + times("a ", 1'000'000) + ")\r\n"), ErrorCode::LimitExceeded);
    EXPECT_EQ(ends("* 1 FETCH (FLAGS (" + times("a ", 1'000'000) + "))\r\n"), ErrorCode::LimitExceeded);
    EXPECT_EQ(ends("* 1 FETCH (" + times("BODY[] NIL ", 1'000'000) + ")\r\n"), ErrorCode::LimitExceeded);
    EXPECT_EQ(ends("* ID (" + times("a b ", 1'000'000) + ")\r\n"), ErrorCode::LimitExceeded);
    EXPECT_EQ(ends("* NAMESPACE (" + times("(a NIL)", 1'000'000) + ") NIL NIL\r\n"), ErrorCode::LimitExceeded);
    EXPECT_EQ(ends("* SEARCH" + times(" 1 3", 1'000'001) + "\r\n"), ErrorCode::LimitExceeded);
    EXPECT_EQ(ends("* ESEARCH ALL 1" + times(",3,1", 1'000'001) + "\r\n"), ErrorCode::LimitExceeded);
    EXPECT_EQ(ends("* VANISHED 1" + times(",3,1", 1'000'001) + "\r\n"), ErrorCode::LimitExceeded);
    EXPECT_EQ(ends("* SEARCH " + times("()", 4'000'000) + "\r\n"), ErrorCode::None);
}

TEST(SessionLimits, capabilitiesAreCutShort) {
    QByteArray words;
    for (int i = 0; i < 300'000; ++i)
        words += " AUTH=" + QByteArray::number(i);
    for (const QByteArray& line : QByteArrayList{"* CAPABILITY" + words + "\r\n", "* OK [CAPABILITY" + words + "] x\r\n"}) {
        auto peer = Peer::selected();
        EXPECT_TRUE(peer->say(line));
        EXPECT_EQ(peer->session.authMechanisms().size(), limits::kWords);
    }
    EXPECT_EQ(ends("* CAPABILITY " + times(" ", 16'000'000) + "\r\n"), ErrorCode::None);
}

TEST(SessionLimits, setsAreNeverExpanded) {
    auto peer = Peer::selected();
    EXPECT_TRUE(peer->say("* VANISHED (EARLIER) 1:4294967295\r\n* ESEARCH UID ALL 4294967295:1\r\n* OK [COPYUID 1 1:4294967295 1:4294967295] x\r\n"));
    EXPECT_EQ(peer->events(), "vanished earlier 1:*\nsearch 1:*\nuntagged ok [COPYUID 1 1:4294967295 1:4294967295] x");
}

TEST(SessionLimits, manyLiterals) {
    EXPECT_EQ(ends("* 1 FETCH (" + times("X {1}\r\na ", limits::kLiterals + 1) + ")\r\n"), ErrorCode::LimitExceeded);
    EXPECT_EQ(ends("* FLAGS (" + times("{0}\r\n", limits::kLiterals + 1) + ")\r\n"), ErrorCode::LimitExceeded);
    // A long first text is not looked at again for each of them.
    EXPECT_EQ(ends("* X" + QByteArray(15 << 20, 'x') + ' ' + times("{1}\r\na", limits::kLiterals) + "\r\n"), ErrorCode::None);
    EXPECT_EQ(ends(QByteArray(15 << 20, 'x') + ' ' + times("{1}\r\na", limits::kLiterals) + "\r\n"), ErrorCode::UnexpectedResponse);
}

TEST(SessionLimits, mailboxNames) {
    EXPECT_EQ(ends("* LIST () \"/\" \"" + times("&", 8 << 20) + "-\"\r\n"), ErrorCode::LimitExceeded);
    EXPECT_EQ(ends("* STATUS {8388608}\r\n" + times("&", 8 << 20) + " ()\r\n"), ErrorCode::LimitExceeded);
    auto peer = Peer::signedIn();
    EXPECT_TRUE(peer->say("* LIST () \"/\" " + times("&", limits::kMailboxName) + "\r\n"));
    EXPECT_EQ(peer->events().size(), 13 + 2 * limits::kMailboxName);
}

TEST(SessionLimits, oneByteAtATimeIsNotQuadratic) {
    auto peer = Peer::selected();
    const QByteArray bytes = "* 1 FETCH (UID 7 BODY[] {3000000}\r\n" + QByteArray(3'000'000, 'x') + ")\r\n* X" + QByteArray(3'000'000, 'x') + "\r\n";
    for (const char c : bytes)
        ASSERT_TRUE(peer->session.feed(QByteArrayView(&c, 1)));
    EXPECT_EQ(peer->events().size(), 19 + 3'000'000);
}

TEST(SessionLimits, manyResponsesInOneRead) {
    auto peer = Peer::selected();
    EXPECT_TRUE(peer->say(times("\r\n* 1 EXPUNGE\r\n", 300'000)));
    int count = 0;
    while (peer->session.nextEvent())
        ++count;
    EXPECT_EQ(count, 300'000);
}

} // namespace tributary::imap::tst_SessionLimits
