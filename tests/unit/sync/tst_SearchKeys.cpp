// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/SearchKeys.h"

#include "Fixture.h"

#include "imap/wire/Encoder.h"
#include "search/Query.h"

#include <gtest/gtest.h>

namespace tributary::sync::tst_SearchKeys {
namespace {

using namespace Qt::Literals::StringLiterals;

search::Node parsed(const QString& text) {
    const auto node = search::parseQuery(text, false, QDate(2026, 11, 23));
    EXPECT_TRUE(node) << qPrintable(text);
    return node.value_or(search::Node());
}

model::Mailbox inbox() {
    model::Mailbox mailbox;
    mailbox.name = u"INBOX"_s;
    mailbox.specialUse = model::SpecialUse::Inbox;
    return mailbox;
}

/// The whole command as it is sent, with literals that need no continuation.
QByteArray wire(const SearchKeys& keys) {
    if (keys.matchesNothing)
        return "nothing";
    const auto encoded = imap::encodeCommand("A1", imap::command::uidSearchText(keys.pieces), imap::LiteralMode::Plus);
    EXPECT_TRUE(encoded);
    QByteArray all;
    for (const QByteArray& chunk : encoded->chunks)
        all += chunk;
    return all;
}

QByteArray keysOf(const QString& text, bool hasAttachment = false) {
    const QByteArray sent = wire(searchKeys(parsed(text), inbox(), hasAttachment));
    EXPECT_TRUE(sent == "nothing" || (sent.startsWith("A1 UID SEARCH ") && sent.endsWith("\r\n"))) << sent.constData();
    return sent == "nothing" ? sent : sent.mid(14).chopped(2);
}

QByteArray gmailOf(const QString& text) {
    const auto keys = gmailKeys(parsed(text), inbox());
    if (!keys)
        return "not Gmail's";
    return keys->matchesNothing || keys->pieces.size() < 2 ? wire(*keys) : std::get<imap::Command::String>(keys->pieces.at(1)).bytes;
}

TEST(SearchKeys, aTermIsAKey) { // RFC 9051 6.4.4
    EXPECT_EQ(keysOf(u"pine"_s), "TEXT \"pine\"");
    EXPECT_EQ(keysOf(u"\"pine  apple\""_s), "TEXT \"pine apple\"");
    EXPECT_EQ(keysOf(u"from:jane"_s), "FROM \"jane\"");
    EXPECT_EQ(keysOf(u"to:jane"_s), "OR TO \"jane\" CC \"jane\"");
    EXPECT_EQ(keysOf(u"subject:\"the plan\""_s), "SUBJECT \"the plan\"");
    EXPECT_EQ(keysOf(u"before:2026-03-01"_s), "SENTBEFORE 1-Mar-2026");
    EXPECT_EQ(keysOf(u"after:2w"_s), "SENTSINCE 9-Nov-2026");
    EXPECT_EQ(keysOf(u"is:unread"_s), "UNSEEN");
    EXPECT_EQ(keysOf(u"is:read"_s), "SEEN");
    EXPECT_EQ(keysOf(u"is:flagged"_s), "FLAGGED");
    EXPECT_EQ(keysOf(u"is:unflagged"_s), "UNFLAGGED");
    EXPECT_EQ(keysOf(u"is:answered"_s), "ANSWERED");
    EXPECT_EQ(keysOf(u"is:unanswered"_s), "UNANSWERED");
}

TEST(SearchKeys, theFormOfTheQueryIsKept) {
    EXPECT_EQ(keysOf(u"a b"_s), "TEXT \"a\" TEXT \"b\"");
    EXPECT_EQ(keysOf(u"-a"_s), "NOT TEXT \"a\"");
    EXPECT_EQ(keysOf(u"a OR b OR c"_s), "OR TEXT \"a\" OR TEXT \"b\" TEXT \"c\"");
    EXPECT_EQ(keysOf(u"a b OR c d"_s), "TEXT \"a\" OR TEXT \"b\" TEXT \"c\" TEXT \"d\"");
    EXPECT_EQ(keysOf(u"(a b) OR c"_s), "OR (TEXT \"a\" TEXT \"b\") TEXT \"c\"");
    EXPECT_EQ(keysOf(u"-(a b)"_s), "NOT (TEXT \"a\" TEXT \"b\")");
    EXPECT_EQ(keysOf(u"from:(jane OR joe)"_s), "OR FROM \"jane\" FROM \"joe\"");
}

TEST(SearchKeys, inDecidesWithoutTheServer) {
    EXPECT_EQ(keysOf(u"in:inbox a"_s), "TEXT \"a\"");
    EXPECT_EQ(keysOf(u"in:trash a"_s), "nothing");
    EXPECT_EQ(keysOf(u"in:trash OR a"_s), "TEXT \"a\"");
    EXPECT_EQ(keysOf(u"-in:trash a"_s), "TEXT \"a\"");
    EXPECT_EQ(keysOf(u"in:inbox"_s), "ALL");
}

TEST(SearchKeys, hasAttachmentIsAskedBothWays) {
    EXPECT_EQ(keysOf(u"a has:attachment"_s, true), "TEXT \"a\"");
    EXPECT_EQ(keysOf(u"a has:attachment"_s, false), "nothing");
    EXPECT_EQ(keysOf(u"a OR has:attachment"_s, true), "ALL");
    EXPECT_EQ(keysOf(u"a OR has:attachment"_s, false), "TEXT \"a\"");
    EXPECT_EQ(keysOf(u"-has:attachment"_s, true), "nothing");
    EXPECT_EQ(searchKeys(parsed(u"a"_s), inbox(), true), searchKeys(parsed(u"a"_s), inbox(), false));
    EXPECT_FALSE(searchKeys(parsed(u"a OR has:attachment"_s), inbox(), true) == searchKeys(parsed(u"a OR has:attachment"_s), inbox(), false));
}

TEST(SearchKeys, whatIsNoWordIsNoTerm) {
    EXPECT_EQ(keysOf(u"--- a"_s), "TEXT \"a\"");
    EXPECT_EQ(keysOf(u"\"***\""_s), "nothing");
    EXPECT_EQ(keysOf(u"a OR \"***\""_s), "TEXT \"a\"");
}

TEST(SearchKeys, whatIsNotAsciiIsALiteralOfUtf8) {
    EXPECT_EQ(keysOf(u"会議"_s), QByteArray("CHARSET UTF-8 TEXT {6+}\r\n") + u"会議"_s.toUtf8());
    EXPECT_EQ(keysOf(u"subject:Grüße plan"_s), QByteArray("CHARSET UTF-8 SUBJECT {7+}\r\n") + u"Grüße"_s.toUtf8() + " TEXT \"plan\"");
}

TEST(SearchKeys, nothingThatIsTypedIsACommand) {
    EXPECT_EQ(keysOf(u"\"a\r\nA2 DELETE INBOX\""_s), "TEXT \"a A2 DELETE INBOX\"");
    EXPECT_EQ(keysOf(QString(u"\"a"_s + QChar(u'\0') + u"b\""_s)), "TEXT \"a b\"");
    EXPECT_EQ(keysOf(QString(u"\"a"_s + QChar(0x2028) + QChar(0x85) + u"b\""_s)), "TEXT \"a b\"");
    EXPECT_EQ(keysOf(u"a\\\\b"_s), "TEXT \"a\\\\\\\\b\"");
    search::Node quoted{.op = search::Op::Term, .field = search::Field::Any, .text = u"a\" ALL TEXT \"b"_s};
    EXPECT_EQ(wire(searchKeys(quoted, inbox(), false)), "A1 UID SEARCH TEXT \"a\\\" ALL TEXT \\\"b\"\r\n");
    for (const QChar sign : {u'\r', u'\n', u'\0', u'\x1b'}) {
        for (const auto field : {search::Field::Any, search::Field::From, search::Field::To, search::Field::Subject}) {
            const search::Node node{.op = search::Op::Term, .field = field, .text = u"x"_s + sign + u"y"_s};
            EXPECT_FALSE(wire(searchKeys(node, inbox(), false)).chopped(2).contains(sign.toLatin1())) << int(sign.unicode());
            const auto gmail = gmailKeys(node, inbox());
            ASSERT_TRUE(gmail);
            EXPECT_FALSE(wire(*gmail).chopped(2).contains(sign.toLatin1())) << int(sign.unicode());
        }
    }
}

TEST(GmailKeys, areGmailsOwnWords) {
    EXPECT_EQ(gmailOf(u"pine"_s), "\"pine\"");
    EXPECT_EQ(gmailOf(u"from:jane subject:\"the plan\""_s), "from:\"jane\" subject:\"the plan\"");
    EXPECT_EQ(gmailOf(u"to:jane"_s), "(to:\"jane\" OR cc:\"jane\")");
    EXPECT_EQ(gmailOf(u"after:2026-03-01 before:2026-04"_s), "after:2026/03/01 before:2026/04/01");
    EXPECT_EQ(gmailOf(u"is:unread is:flagged -is:flagged is:unflagged"_s), "is:unread is:starred -is:starred -is:starred");
    EXPECT_EQ(gmailOf(u"has:attachment -a"_s), "has:attachment -\"a\"");
    EXPECT_EQ(gmailOf(u"a (b OR (c d))"_s), "\"a\" (\"b\" OR (\"c\" \"d\"))");
    EXPECT_EQ(gmailOf(u"-(a b)"_s), "-(\"a\" \"b\")");
    EXPECT_EQ(gmailOf(u"in:inbox a"_s), "\"a\"");
    EXPECT_EQ(gmailOf(u"in:trash a"_s), "nothing");
    EXPECT_EQ(gmailOf(u"is:answered"_s), "not Gmail's");
}

TEST(GmailKeys, aQuotationMarkEndsNothing) {
    const search::Node node{.op = search::Op::Term, .field = search::Field::Any, .text = u"a\" in:trash \"b"_s};
    const auto keys = gmailKeys(node, inbox());
    ASSERT_TRUE(keys);
    EXPECT_EQ(wire(*keys), "A1 UID SEARCH X-GM-RAW \"\\\"a in:trash b\\\"\"\r\n");
    EXPECT_EQ(wire(*gmailKeys(parsed(u"会議"_s), inbox())), QByteArray("A1 UID SEARCH CHARSET UTF-8 X-GM-RAW {8+}\r\n\"") + u"会議"_s.toUtf8() + "\"\r\n");
}

} // namespace
} // namespace tributary::sync::tst_SearchKeys
