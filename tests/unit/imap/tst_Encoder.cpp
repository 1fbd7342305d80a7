// SPDX-License-Identifier: GPL-3.0-or-later
// Commands on the wire (RFC 9051 6) and the three ways of a literal (RFC 7888). INJ1, INJ2 in reference/reliability.md:
// no value adds a line, lengths are those of the bytes sent.
#include "EventText.h"
#include "imap/Limits.h"
#include "imap/wire/Encoder.h"

#include <gtest/gtest.h>

namespace tributary::imap::tst_Encoder {

namespace {

/// The chunks; '|' where the server must say '+'.
QByteArray wire(const Command& command, LiteralMode mode = LiteralMode::Synchronising) {
    const auto encoded = encodeCommand("A1", command, mode);
    return encoded ? encoded->chunks.join('|') : QByteArray(codeName(encoded.error().code).latin1());
}

Command strings(const QByteArrayList& values) {
    Command command{Command::Kind::Other, "X", {Command::Text{"X"}}, {}};
    for (const QByteArray& value : values) {
        command.pieces.append(Command::Text{" "});
        command.pieces.append(Command::String{value});
    }
    return command;
}

} // namespace

TEST(Encoder, plainCommands) {
    EXPECT_EQ(wire(command::capability()), "A1 CAPABILITY\r\n");
    EXPECT_EQ(wire(command::noop()), "A1 NOOP\r\n");
    EXPECT_EQ(wire(command::logout()), "A1 LOGOUT\r\n");
    EXPECT_EQ(wire(command::startTls()), "A1 STARTTLS\r\n");
    EXPECT_EQ(wire(command::enable({"QRESYNC", "X"})), "A1 ENABLE QRESYNC X\r\n");
    EXPECT_EQ(wire(command::nameSpace()), "A1 NAMESPACE\r\n");
    EXPECT_EQ(wire(command::unselect()), "A1 UNSELECT\r\n");
    EXPECT_EQ(wire(command::idle()), "A1 IDLE\r\n");
    EXPECT_EQ(wire(command::id({})), "A1 ID NIL\r\n");
    EXPECT_EQ(wire(command::id({{"name", "a \"b\""}, {"version", ""}})), "A1 ID (\"name\" \"a \\\"b\\\"\" \"version\" \"\")\r\n");
    EXPECT_EQ(wire(command::login(QStringLiteral("DOMAIN\\user"), Secret("p\"w"))), "A1 LOGIN \"DOMAIN\\\\user\" \"p\\\"w\"\r\n");
}

TEST(Encoder, mailboxCommands) {
    EXPECT_EQ(wire(command::list({})), "A1 LIST \"\" \"*\"\r\n");
    EXPECT_EQ(wire(command::list({"a/", "%", true, true, false, {"MESSAGES", "UIDNEXT"}})),
              "A1 LIST \"a/\" \"%\" RETURN (SUBSCRIBED SPECIAL-USE STATUS (MESSAGES UIDNEXT))\r\n");
    EXPECT_EQ(wire(command::status("&TgA-", {"MESSAGES", "UNSEEN"})), "A1 STATUS \"&TgA-\" (MESSAGES UNSEEN)\r\n");
    EXPECT_EQ(wire(command::select("a\"b")), "A1 SELECT \"a\\\"b\"\r\n");
    EXPECT_EQ(wire(command::examine("INBOX", {true, {}})), "A1 EXAMINE \"INBOX\" (CONDSTORE)\r\n");
    const command::SelectOptions::Resync resync{UidValidity(7), ModSeq(9'223'372'036'854'775'807), {}};
    EXPECT_EQ(wire(command::select("x", {true, resync})), "A1 SELECT \"x\" (QRESYNC (7 9223372036854775807))\r\n");
    const command::SelectOptions::Resync known{UidValidity(7), ModSeq(5), UidSet::range(1, 4)};
    EXPECT_EQ(wire(command::select("x", {false, known})), "A1 SELECT \"x\" (QRESYNC (7 5 1:4))\r\n");
}

TEST(Encoder, messageCommands) {
    const UidSet uids = UidSet::fromSorted({1, 2, 3, 9});
    EXPECT_EQ(wire(command::fetch(uids, {"FLAGS"})), "A1 FETCH 1:3,9 (FLAGS)\r\n");
    EXPECT_EQ(wire(command::uidFetch(uids, {"UID", "BODY.PEEK[]"})), "A1 UID FETCH 1:3,9 (UID BODY.PEEK[])\r\n");
    EXPECT_EQ(wire(command::uidFetch(UidSet::range(1, 0xFFFFFFFF), {"FLAGS"}, ModSeq(5))), "A1 UID FETCH 1:* (FLAGS) (CHANGEDSINCE 5)\r\n");
    EXPECT_EQ(wire(command::uidFetch(uids, {"FLAGS"}, ModSeq(5), true)), "A1 UID FETCH 1:3,9 (FLAGS) (CHANGEDSINCE 5 VANISHED)\r\n");
    EXPECT_EQ(wire(command::uidSearch("ALL")), "A1 UID SEARCH ALL\r\n");
    EXPECT_EQ(wire(command::uidSearch("SINCE 1-Jan-2026", true)), "A1 UID SEARCH RETURN (ALL) SINCE 1-Jan-2026\r\n");
}

TEST(Encoder, whatCannotBeQuotedIsALiteral) {
    for (const QByteArray& value : QByteArrayList{"a\r\nA2 LOGOUT", "a\rb", "a\nb", "\t", "\x7f", "\xc3\xa9", "\x80"}) {
        const QByteArray length = QByteArray::number(value.size());
        EXPECT_EQ(wire(strings({value})), "A1 X {" + length + "}\r\n|" + value + "\r\n");
        EXPECT_EQ(wire(strings({value}), LiteralMode::Plus), "A1 X {" + length + "+}\r\n" + value + "\r\n");
        EXPECT_EQ(wire(strings({value}), LiteralMode::Minus), "A1 X {" + length + "+}\r\n" + value + "\r\n");
    }
    EXPECT_EQ(wire(strings({QByteArray(limits::kQuoted, 'x')})).count('{'), 0);
    EXPECT_EQ(wire(strings({QByteArray(limits::kQuoted + 1, 'x')})), "A1 X {1025}\r\n|" + QByteArray(1025, 'x') + "\r\n");
    EXPECT_EQ(wire(strings({"{5}", "{5+}", "(", "NIL", ""})), "A1 X \"{5}\" \"{5+}\" \"(\" \"NIL\" \"\"\r\n");
    EXPECT_EQ(wire(command::login(QStringLiteral("\u00e9"), Secret("p\xff"))), "A1 LOGIN {2}\r\n|\xc3\xa9 {2}\r\n|p\xff\r\n");
}

TEST(Encoder, literalMinusWaitsForMoreThan4096) {
    const QByteArray most(4096, '\xe9'), more(4097, '\xe9');
    EXPECT_EQ(wire(strings({most, more, most}), LiteralMode::Minus),
              "A1 X {4096+}\r\n" + most + " {4097}\r\n|" + more + " {4096+}\r\n" + most + "\r\n");
    EXPECT_EQ(wire(strings({more}), LiteralMode::Plus), "A1 X {4097+}\r\n" + more + "\r\n");
}

TEST(Encoder, eachChunkButTheFirstBeginsWithALiteral) {
    const auto encoded = encodeCommand("A1", strings({"\xe9", "b", "\xe8"}), LiteralMode::Synchronising);
    EXPECT_EQ(encoded->chunks, (QList<QByteArray>{"A1 X {1}\r\n", "\xe9 \"b\" {1}\r\n", "\xe8\r\n"}));
}

TEST(Encoder, nulAndLineEndsInTextAreRefused) {
    EXPECT_EQ(wire(strings({QByteArray("a\0b", 3)}), LiteralMode::Plus), "bad-value");
    EXPECT_EQ(wire(command::login(QStringLiteral("a"), Secret(QByteArray("\0", 1)))), "bad-value");
    for (const QByteArray& text : QByteArrayList{"ALL\r\nA2 LOGOUT", "ALL\n", "\r", QByteArray("\0", 1)})
        EXPECT_EQ(wire(command::uidSearch(text)), "bug") << text.toStdString();
    EXPECT_EQ(wire(command::status("x", {"MESSAGES)\r\nA2 DELETE x"})), "bug");
    EXPECT_EQ(wire(command::uidFetch(UidSet::range(1, 1), {"BODY[HEADER.FIELDS (A\r\n)]"})), "bug");
}

} // namespace tributary::imap::tst_Encoder
