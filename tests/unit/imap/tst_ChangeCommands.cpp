// SPDX-License-Identifier: GPL-3.0-or-later
// The commands that change something, on the wire; what no line can carry becomes an error and no line (INJ1, INJ2 in
// reference/reliability.md).
#include "Peer.h"
#include "imap/Limits.h"
#include "imap/wire/Encoder.h"

namespace tributary::imap::tst_ChangeCommands {

using namespace tributary::imap::tests;
using namespace Qt::Literals::StringLiterals;
using command::StoreMode;

namespace {

const UidSet kUids = UidSet::fromSorted({1, 2, 3, 9});

/// The line behind the tag; '|' where the server must say '+'. The error's code where there is none.
QByteArray wire(const Command& command, LiteralMode mode = LiteralMode::Synchronising) {
    if (command.invalid)
        return codeName(command.invalid->code).latin1();
    const auto encoded = encodeCommand("A1", command, mode);
    if (!encoded)
        return codeName(encoded.error().code).latin1();
    const QByteArray line = encoded->chunks.join('|');
    EXPECT_TRUE(line.startsWith("A1 ") && line.endsWith("\r\n"));
    return line.mid(3).chopped(2);
}

QDateTime at(int year, int month, int day, int hour, int offset) { return {QDate(year, month, day), QTime(hour, 4, 5), Qt::OffsetFromUTC, offset}; }

} // namespace

TEST(ChangeCommands, store) {
    EXPECT_EQ(wire(command::uidStore(kUids, StoreMode::Add, {u"\\Seen"_s, u"$Junk"_s})), "UID STORE 1:3,9 +FLAGS.SILENT (\\Seen $Junk)");
    EXPECT_EQ(wire(command::uidStore(kUids, StoreMode::Remove, {u"\\Flagged"_s}, ModSeq(5))), "UID STORE 1:3,9 (UNCHANGEDSINCE 5) -FLAGS.SILENT (\\Flagged)");
    EXPECT_EQ(wire(command::uidStore(kUids, StoreMode::Replace, {})), "UID STORE 1:3,9 FLAGS.SILENT ()");
    EXPECT_EQ(wire(command::uidStore(kUids, StoreMode::Replace, {u"\\Recent"_s, u"\\seen"_s})), "UID STORE 1:3,9 FLAGS.SILENT (\\seen)") << "\\Recent is the server's";
    EXPECT_EQ(wire(command::uidStore(kUids, StoreMode::Add, {u"\\Seen"_s}, ModSeq(0))), "UID STORE 1:3,9 (UNCHANGEDSINCE 0) +FLAGS.SILENT (\\Seen)");
}

TEST(ChangeCommands, copyMoveAndExpunge) {
    EXPECT_EQ(wire(command::uidCopy(kUids, "a\"b")), "UID COPY 1:3,9 \"a\\\"b\"");
    EXPECT_EQ(wire(command::uidMove(kUids, "Trash")), "UID MOVE 1:3,9 \"Trash\"");
    EXPECT_EQ(wire(command::expunge()), "EXPUNGE");
    EXPECT_EQ(wire(command::uidExpunge(kUids)), "UID EXPUNGE 1:3,9");
}

TEST(ChangeCommands, mailboxes) {
    EXPECT_EQ(wire(command::create("a/b")), "CREATE \"a/b\"");
    EXPECT_EQ(wire(command::create("x", "\\Sent")), "CREATE \"x\" (USE (\\Sent))");
    EXPECT_EQ(wire(command::remove("x")), "DELETE \"x\"");
    EXPECT_EQ(wire(command::rename("a", "\xe9")), "RENAME \"a\" {1}\r\n|\xe9");
    EXPECT_EQ(wire(command::subscribe("x")), "SUBSCRIBE \"x\"");
    EXPECT_EQ(wire(command::unsubscribe("x")), "UNSUBSCRIBE \"x\"");
    EXPECT_EQ(wire(command::myRights("x")), "MYRIGHTS \"x\"");
    EXPECT_EQ(wire(command::compress()), "COMPRESS DEFLATE");
    EXPECT_EQ(wire(command::list({{}, "*", false, false, true, {"MAILBOXID"}})), "LIST \"\" \"*\" RETURN (MYRIGHTS STATUS (MAILBOXID))");
}

TEST(ChangeCommands, notify) { // RFC 5465
    EXPECT_EQ(wire(command::notifySet({"UID", "FLAGS"}, true)),
              "NOTIFY SET STATUS (selected (MessageNew (UID FLAGS) MessageExpunge FlagChange)) "
              "(personal (MessageNew MessageExpunge FlagChange MailboxName SubscriptionChange))");
    EXPECT_TRUE(wire(command::notifySet({}, false)).startsWith("NOTIFY SET (selected (MessageNew MessageExpunge FlagChange)) (personal "));
    EXPECT_EQ(wire(command::notifyNone()), "NOTIFY NONE");
}

TEST(ChangeCommands, appendHasFlagsDateAndALiteral) {
    EXPECT_EQ(wire(command::append("Sent", {u"\\Seen"_s, u"\\Recent"_s}, at(2026, 7, 7, 2, -7 * 3600), "a\r\n")),
              "APPEND \"Sent\" (\\Seen) \" 7-Jul-2026 02:04:05 -0700\" {3}\r\n|a\r\n");
    EXPECT_EQ(wire(command::append("x", {}, at(1999, 12, 31, 23, 5 * 3600 + 1800), ""), LiteralMode::Plus), "APPEND \"x\" () \"31-Dec-1999 23:04:05 +0530\" {0+}\r\n");
    EXPECT_EQ(wire(command::append("x", {}, {}, "abc")), "APPEND \"x\" () {3}\r\n|abc") << "short ASCII is a literal, too";
    EXPECT_EQ(wire(command::append("x", {}, at(2026, 1, 1, 0, -1800), "a"), LiteralMode::Minus), "APPEND \"x\" () \" 1-Jan-2026 00:04:05 -0030\" {1+}\r\na");
}

TEST(ChangeCommands, literalMinusWaitsForMoreThan4096) {
    const QByteArray most(limits::kLiteralMinus, 'x');
    EXPECT_EQ(wire(command::append("x", {}, {}, most), LiteralMode::Minus), "APPEND \"x\" () {4096+}\r\n" + most);
    EXPECT_EQ(wire(command::append("x", {}, {}, most + 'x'), LiteralMode::Minus), "APPEND \"x\" () {4097}\r\n|" + most + 'x');
    EXPECT_EQ(wire(command::append("x", {}, {}, most + 'x'), LiteralMode::Plus), "APPEND \"x\" () {4097+}\r\n" + most + 'x');
}

TEST(ChangeCommands, searchForWhatPeopleType) {
    using Text = Command::Text;
    using String = Command::String;
    EXPECT_EQ(wire(command::uidSearchText({Text{"FROM "}, String{"a \"b\""}, Text{" TEXT "}, String{"c"}})), "UID SEARCH FROM \"a \\\"b\\\"\" TEXT \"c\"");
    EXPECT_EQ(wire(command::uidSearchText({Text{"TEXT "}, String{"\xe4\xbc\x9a"}}, true)), "UID SEARCH RETURN (ALL) CHARSET UTF-8 TEXT {3}\r\n|\xe4\xbc\x9a");
    EXPECT_EQ(wire(command::uidSearchText({Text{"TEXT "}, String{"a\r\nA2 LOGOUT"}}), LiteralMode::Plus), "UID SEARCH TEXT {12+}\r\na\r\nA2 LOGOUT");
    EXPECT_EQ(wire(command::uidSearchText({Text{"TEXT\r\nA2 LOGOUT"}})), "bug");
    EXPECT_EQ(wire(command::uidSearchText({})), "bug");
}

TEST(ChangeCommands, whatIsNoFlagIsRefused) {
    for (const QString& flag : {u""_s, u"\\"_s, u"a b"_s, u"a\r\nb"_s, u"a\nb"_s, u"(a"_s, u"a)"_s, u"a{5}"_s, u"a\"b"_s, u"a\\b"_s, u"\\\\a"_s, u"a%"_s, u"a*"_s, u"\\*"_s,
                                u"a]"_s, u"a\x7f"_s, u"\u00e9"_s, u"a\0b"_s, u"\u2028"_s}) {
        EXPECT_EQ(wire(command::uidStore(kUids, StoreMode::Add, {u"\\Seen"_s, flag})), "bad-value") << qPrintable(flag);
        EXPECT_EQ(wire(command::append("x", {flag}, {}, "a")), "bad-value") << qPrintable(flag);
    }
    EXPECT_EQ(wire(command::create("x", "\\Sent))\r\nA2 LOGOUT")), "bad-value");
    EXPECT_EQ(wire(command::create("x", "a b")), "bad-value");
}

TEST(ChangeCommands, whatNoLineCanCarryIsRefused) {
    EXPECT_EQ(wire(command::append("x", {}, {}, QByteArray("a\0b", 3)), LiteralMode::Plus), "bad-value");
    EXPECT_EQ(wire(command::append("x", {}, at(10'000, 1, 1, 0, 0), "a")), "bad-value");
    EXPECT_EQ(wire(command::append("x", {}, at(999, 1, 1, 0, 0), "a")), "bad-value");
    EXPECT_EQ(wire(command::remove(QByteArray("\0", 1))), "bad-value");
    EXPECT_EQ(wire(command::remove("a\r\nA2 LOGOUT")), "DELETE {12}\r\n|a\r\nA2 LOGOUT");
    EXPECT_EQ(wire(command::notifySet({"UID)\r\nA2 LOGOUT"}, true)), "bug");
    for (const Command& command : {command::uidStore({}, StoreMode::Add, {}), command::uidCopy({}, "x"),
                                   command::uidMove({}, "x"), command::uidExpunge({})})
        EXPECT_EQ(wire(command), "bug") << "an empty set is no set";
}

} // namespace tributary::imap::tst_ChangeCommands
