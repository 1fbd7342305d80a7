// SPDX-License-Identifier: GPL-3.0-or-later
// Each response of RFC 9051 section 7 and of the extensions that we use: what it says, and what it says when it lies.
#include "EventText.h"
#include "imap/Limits.h"
#include "imap/response/Parser.h"

#include <gtest/gtest.h>

namespace tributary::imap::tst_Responses {

namespace {

/// The event of "* ..." in words, "" for what is ignored, the error's code otherwise. A '<' begins a literal, '>' ends it.
QByteArray parsed(const QByteArray& line) {
    Fragment fragment{{line}, {}};
    if (line.contains("{{")) { // "{{literal}}"
        fragment.texts.clear();
        qsizetype at = 0;
        for (qsizetype open = line.indexOf("{{"); open >= 0; open = line.indexOf("{{", at)) {
            const qsizetype close = line.indexOf("}}", open);
            fragment.texts.append(line.mid(at, open - at));
            fragment.literals.append(line.mid(open + 2, close - open - 2));
            at = close + 2;
        }
        fragment.texts.append(line.mid(at));
    }
    const auto event = parseUntagged(fragment);
    if (!event)
        return codeName(event.error().code).latin1();
    return *event ? tests::textOf(**event) : QByteArray();
}

constexpr char kMalformed[] = "malformed-response";
constexpr char kExceeded[] = "limit-exceeded";

void areMalformed(const QByteArrayList& lines) {
    for (const QByteArray& line : lines)
        EXPECT_EQ(parsed("* " + line), kMalformed) << line.toStdString();
}

ResponseCode codeIn(const QByteArray& text) { return parseStatus(text)->code; }

} // namespace

TEST(Responses, statusWithAndWithoutCode) {
    EXPECT_EQ(parsed("* OK ready"), "untagged ok ready");
    EXPECT_EQ(parsed("* ok"), "untagged ok");
    EXPECT_EQ(parsed("*  No   [alert]   Disk  full "), "untagged no [ALERT] Disk  full");
    EXPECT_EQ(parsed("* BAD [PARSE] ]x["), "untagged bad [PARSE] ]x[");
    EXPECT_EQ(parsed("* BYE [UNAVAILABLE] later"), "untagged bye [UNAVAILABLE] later");
    EXPECT_EQ(parsed("* OK [X-Y (a b) c] d"), "untagged ok [X-Y (a b) c] d");
    EXPECT_EQ(parsed("* OK [unclosed text"), "untagged ok [unclosed text");
    EXPECT_EQ(parsed("* OK [] text"), "untagged ok text");
    EXPECT_EQ(parseStatus("OK \xe4\xbc\x9a {5}")->text, "\xe4\xbc\x9a {5}");
    for (const char* text : {"", "OKAY", "X", " OK", "FETCH", "[OK]"})
        EXPECT_EQ(parseStatus(text).error().code, ErrorCode::MalformedResponse) << text;
    EXPECT_FALSE(parseStatus("NO x")->isOk());
}

TEST(Responses, codesThatCarryNumbers) {
    EXPECT_EQ(codeIn("OK [UIDVALIDITY 3857529045] x").number, 3'857'529'045U);
    EXPECT_EQ(codeIn("OK [uidnext 4392]").number, 4'392U);
    EXPECT_EQ(codeIn("OK [HIGHESTMODSEQ 9223372036854775807]").number, 9'223'372'036'854'775'807U);
    // A number that does not fit is no other number.
    for (const char* code : {"UIDVALIDITY 4294967297", "UIDNEXT 4294967296", "UNSEEN 99999999999", "HIGHESTMODSEQ 9223372036854775808", "UIDVALIDITY -1",
                             "UIDVALIDITY", "UIDVALIDITY x", "NOMODSEQ"})
        EXPECT_EQ(codeIn(QByteArray("OK [") + code + "] x").number, std::nullopt) << code;
}

TEST(Responses, codesThatCarryFlagsAndSets) {
    EXPECT_EQ(codeIn("OK [PERMANENTFLAGS (\\Seen $Junk \\*)] x").flags, (QStringList{QStringLiteral("\\Seen"), QStringLiteral("$Junk"), QStringLiteral("\\*")}));
    EXPECT_EQ(codeIn("OK [PERMANENTFLAGS \\Seen] x").flags, QStringList());
    const ResponseCode append = codeIn("OK [APPENDUID 38505 3955:3957] done");
    EXPECT_EQ(append.uidValidity, UidValidity(38'505));
    EXPECT_EQ(append.destinationUids.toWire(), "3955:3957");
    const ResponseCode copy = codeIn("OK [COPYUID 38505 304,319:320 3956:3958] done");
    EXPECT_EQ(copy.uidValidity, UidValidity(38'505));
    EXPECT_EQ(copy.sourceUids.toWire(), "304,319:320");
    EXPECT_EQ(copy.destinationUids.toWire(), "3956:3958");
    EXPECT_EQ(codeIn("OK [COPYUID 1 1:4294967295 1:4294967295]").sourceUids.ranges().size(), 1);
    EXPECT_EQ(codeIn("OK [APPENDUID 4294967297 1]").uidValidity, std::nullopt);
    EXPECT_EQ(codeIn("OK [APPENDUID 5 0]").destinationUids, UidSet());
    EXPECT_EQ(codeIn("OK [COPYUID 5 1,]").sourceUids, UidSet());
    EXPECT_EQ(codeIn("OK [MODIFIED 7,9] conditional store failed").modified.toWire(), "7,9");
    EXPECT_EQ(codeIn("NO [modified 9:7] x").modified.toWire(), "7:9");
    for (const char* code : {"MODIFIED", "MODIFIED 0", "MODIFIED 1,", "MODIFIED x", "MODIFIED 4294967296"})
        EXPECT_EQ(codeIn(QByteArray("OK [") + code + "] x").modified, UidSet()) << code;
}

// RFC 4315 3: the n-th of the one is the n-th of the other, as sent.
TEST(Responses, copiedMessagesPairUpInTheOrderSent) {
    const ResponseCode copy = codeIn("OK [COPYUID 38505 319,304,9:7 5,6:7,3956:3957] done");
    EXPECT_EQ(copy.sourceOrder, (QList<UidRange>{{319, 319}, {304, 304}, {7, 9}}));
    EXPECT_EQ(copy.destinationOrder, (QList<UidRange>{{5, 5}, {6, 7}, {3956, 3957}}));
    EXPECT_EQ(copy.sourceUids.toWire(), "7:9,304,319");
    EXPECT_EQ(copy.destinationUids.toWire(), "5:7,3956:3957");
    for (const char* code : {"COPYUID 1 1:3 1:2", "COPYUID 1 1:4294967295 5", "COPYUID 1 1:3", "COPYUID 1 1:3 ", "COPYUID 1 1:3 1:3,", "COPYUID 1 0:3 1:4", "COPYUID x 1 1",
                             "COPYUID 4294967296 1 1", "APPENDUID 1 5", "COPYUID 1"}) {
        const ResponseCode odd = codeIn(QByteArray("OK [") + code + "] x");
        EXPECT_TRUE(odd.sourceOrder.isEmpty() && odd.destinationOrder.isEmpty()) << code;
    }
    const ResponseCode all = codeIn("OK [COPYUID 1 1:4294967295 1:4294967295]");
    EXPECT_EQ(all.sourceOrder.size() + all.destinationOrder.size(), 2) << "never expanded";
}

TEST(Responses, copyBombsSayNothing) {
    const auto copy = [](int ranges) {
        const QByteArray set = '1' + QByteArray(",3,1").repeated(ranges / 2);
        return codeIn("OK [COPYUID 1 " + set + ' ' + set + "] x");
    };
    EXPECT_EQ(copy(limits::kCopyPairs - 2).sourceOrder.size(), limits::kCopyPairs - 1);
    for (const int ranges : {limits::kCopyPairs + 2, 2'000'000}) {
        EXPECT_TRUE(copy(ranges).sourceOrder.isEmpty());
        EXPECT_TRUE(copy(ranges).destinationOrder.isEmpty());
        EXPECT_TRUE(copy(ranges).sourceUids.isEmpty());
    }
}

TEST(Responses, codesOfExtensions) {
    EXPECT_EQ(parsed("* OK [CLOSED] Previous mailbox closed"), "untagged ok [CLOSED] Previous mailbox closed");
    EXPECT_EQ(parsed("* OK [NOTIFICATIONOVERFLOW] too much"), "untagged ok [NOTIFICATIONOVERFLOW] too much");
    EXPECT_EQ(codeIn("OK [MAILBOXID (F2212ea87-6097)] x").arguments, "(F2212ea87-6097)");
}

TEST(Responses, rights) { // RFC 4314 3.8
    EXPECT_EQ(parsed("* MYRIGHTS INBOX rwiptsldaex"), "myrights INBOX = rwiptsldaex");
    EXPECT_EQ(parsed("* myrights \"a b\" \"lr0\""), "myrights a b = lr0");
    EXPECT_EQ(parsed("* MYRIGHTS {{x}} \"\""), "myrights x = ");
    EXPECT_EQ(parsed("* MYRIGHTS x lrswipcda"), "myrights x = lrswipcdatekx") << "RFC 2086";
    EXPECT_EQ(parsed("* MYRIGHTS x lrsd"), "myrights x = lrsdtex") << "RFC 2086";
    EXPECT_EQ(parsed("* MYRIGHTS x lrsxcd"), "myrights x = lrsxcd") << "RFC 4314: only the mailbox may be deleted";
    EXPECT_EQ(parsed("* MYRIGHTS x " + QByteArray("lLr-;").repeated(1'000'000)), "myrights x = lr") << "each letter once, letters only";
    areMalformed({"MYRIGHTS", "MYRIGHTS x", "MYRIGHTS x (l)", "MYRIGHTS (x) l"});
    EXPECT_EQ(parsed("* MYRIGHTS " + QByteArray(limits::kMailboxName + 1, 'x') + " l"), kExceeded);
}

TEST(Responses, capabilitiesAndWhatWasEnabled) {
    EXPECT_EQ(parsed("* CAPABILITY imap4rev1  auth=plain "), "capability IMAP4REV1 AUTH=PLAIN");
    EXPECT_EQ(parsed("* CAPABILITY"), "capability ");
    EXPECT_EQ(parsed("* ENABLED condstore QRESYNC"), "enabled CONDSTORE QRESYNC");
    EXPECT_EQ(parsed("* ENABLED"), "enabled ");
    EXPECT_EQ(splitWords(QByteArray("a ").repeated(100'000)).size(), limits::kWords);
    EXPECT_EQ(splitWords(QByteArray(16 << 20, ' ')), QByteArrayList());
}

TEST(Responses, numbers) {
    EXPECT_EQ(parsed("* 4294967295 EXISTS"), "exists 4294967295");
    EXPECT_EQ(parsed("* 0 exists"), "exists 0");
    EXPECT_EQ(parsed("*  7   RECENT"), "recent 7");
    EXPECT_EQ(parsed("* 44 EXPUNGE"), "expunge 44");
    EXPECT_EQ(parsed("* 44 XEXPUNGE"), "");
    EXPECT_EQ(parsed("* 44"), "");
    areMalformed({"0 EXPUNGE", "4294967296 EXISTS", "18446744073709551617 EXISTS", "1 FETCH", "1 FETCH x"});
    EXPECT_EQ(parsed("* -1 EXISTS"), "");
}

TEST(Responses, unknownDataAreIgnored) {
    for (const char* line : {"*", "* ", "* X", "* XLIST (\\HasChildren \\) \".\" \"Archive\"", "* LSUB () \"/\" x", "* \xff\xfe", "* (((", "* QUOTAX \"\" (STORAGE 1 2)", "* 1"})
        EXPECT_EQ(parsed(line), "") << line;
}

TEST(Responses, flags) {
    EXPECT_EQ(parsed("* FLAGS (\\Answered $Forwarded \"a b\")"), "flags (\\Answered $Forwarded a b)");
    EXPECT_EQ(parsed("* FLAGS ()"), "flags ()");
    EXPECT_EQ(parsed("* FLAGS (\\Seen (\\Seen nonjunk) $label1)"), "flags (\\Seen $label1)") << "seen from servers";
    areMalformed({"FLAGS", "FLAGS NIL", "FLAGS (", "FLAGS (\\Seen", "FLAGS (\"\\Seen)"});
    EXPECT_EQ(parsed("* FLAGS (" + QByteArray("a ").repeated(limits::kWords + 1) + ')'), kExceeded);
}

TEST(Responses, list) {
    EXPECT_EQ(parsed("* LIST (\\HasNoChildren \\Sent) \"/\" \"Sent Mail\""), "list (\\HasNoChildren \\Sent) / Sent Mail = Sent Mail");
    EXPECT_EQ(parsed("* LIST () NIL INBOX"), "list () nil INBOX = INBOX");
    EXPECT_EQ(parsed("* LIST () \".\" INBOX.&U,BTFw-"), "list () . INBOX.&U,BTFw- = INBOX/台北");
    EXPECT_EQ(parsed("* LIST () \"\\\\\" {{a\\b}}"), "list () \\ a\\b = a/b");
    EXPECT_EQ(parsed("* LIST () \"/\" \"\""), "list () /  = ");
    EXPECT_EQ(parsed("* LIST () \"//\" a"), "list () nil a = a") << "no delimiter is longer";
    EXPECT_EQ(parsed("* LIST (\\HasChildren) \"/\" a (CHILDINFO (\"SUBSCRIBED\") \"OLDNAME\" (\"b\"))"), "list (\\HasChildren) / a = a");
    EXPECT_EQ(parsed("* LIST (\\NonExistent \\HasChildren) \"/\" a"), "list (\\NonExistent \\HasChildren) / a = a");
    EXPECT_EQ(parsed("* LIST () \"/\" new (\"OLDNAME\" (\"old\"))"), "list () / new = new") << "RFC 9051 6.3.9.7";
    EXPECT_EQ(parsed("* LIST () \"/\" new (OLDNAME ({{old}}))"), "list () / new = new");
    EXPECT_EQ(parsed("* LIST () \"/\" {{a\r\nb}}"), "list () / a\r\nb = a\ufffd\ufffdb");
    areMalformed({"LIST", "LIST \"/\" a", "LIST () \"/\"", "LIST () \"/ a", "LIST (() \"/\" a", "LIST ()"});
    const auto name = [](int size) { return parsed("* LIST () \"/\" \"" + QByteArray(size, 'x') + '"'); };
    EXPECT_TRUE(name(limits::kMailboxName).startsWith("list "));
    EXPECT_EQ(name(limits::kMailboxName + 1), kExceeded);
    EXPECT_EQ(parsed("* LIST " + QByteArray(1'000'000, '(')), kExceeded);
}

TEST(Responses, mailboxStatus) {
    EXPECT_EQ(parsed("* STATUS \"a b\" (MESSAGES 231 UIDNEXT 44292 unseen 12 UIDVALIDITY 3857529045 HIGHESTMODSEQ 9223372036854775807)"),
              "status a b messages=231 unseen=12 uidnext=44292 uidvalidity=3857529045 modseq=9223372036854775807");
    EXPECT_EQ(parsed("* STATUS {{x}} ( )"), "status x");
    EXPECT_EQ(parsed("* STATUS x (MESSAGES 1 MAILBOXID (F2212ea87-6097-4256-9d51-71338625) UIDNEXT 2)"),
              "status x messages=1 uidnext=2 mailboxid=F2212ea87-6097-4256-9d51-71338625");
    EXPECT_EQ(parsed("* STATUS x (MAILBOXID (a b) MESSAGES 1)"), "status x messages=1 mailboxid=a");
    EXPECT_EQ(parsed("* STATUS x (MAILBOXID ((a)) MESSAGES 1)"), "status x messages=1");
    EXPECT_EQ(parsed("* STATUS x (MAILBOXID NIL MESSAGES 1)"), "status x messages=1");
    EXPECT_EQ(parsed("* STATUS x (DELETED 0 SIZE 99999999999 APPENDLIMIT NIL X (1 (2)) UNSEEN 1)"), "status x unseen=1");
    areMalformed({"STATUS", "STATUS x", "STATUS x (MESSAGES", "STATUS x (MESSAGES)", "STATUS x (MESSAGES 1", "STATUS x (()", "STATUS x MESSAGES 1"});
    // What does not fit is no other number: a UIDVALIDITY cut to 32 bits could be the old one.
    for (const char* item : {"MESSAGES 4294967296", "UNSEEN 4294967297", "UIDNEXT 4294967298", "UIDVALIDITY 7152496341", "HIGHESTMODSEQ 9223372036854775808"})
        EXPECT_EQ(parsed(QByteArray("* STATUS x (") + item + ')'), kMalformed) << item;
    EXPECT_EQ(parsed("* STATUS " + QByteArray(limits::kMailboxName + 1, 'x') + " ()"), kExceeded);
    EXPECT_EQ(parsed("* STATUS x (X " + QByteArray(1'000'000, '(')), kExceeded);
}

TEST(Responses, search) {
    EXPECT_EQ(parsed("* SEARCH 2 3 6 9 4 3"), "search 2:4,6,9");
    EXPECT_EQ(parsed("* SEARCH"), "search ");
    EXPECT_EQ(parsed("* SEARCH  5 4294967295 (MODSEQ 917162500)"), "search 5,* modseq=917162500");
    EXPECT_EQ(parsed("* SEARCH 1 (X y) 2"), "search 1:2");
    areMalformed({"SEARCH 0", "SEARCH 1 x", "SEARCH 4294967296", "SEARCH -1", "SEARCH 1,2", "SEARCH (MODSEQ x)", "SEARCH (MODSEQ 9223372036854775808)", "SEARCH {{1}}"});
}

TEST(Responses, extendedSearch) {
    EXPECT_EQ(parsed("* ESEARCH (TAG \"A006\") UID ALL 1:5,9 COUNT 6 MIN 1 MAX 9 MODSEQ 5"), "search 1:5,9 min=1 max=9 count=6 modseq=5");
    EXPECT_EQ(parsed("* ESEARCH"), "search ");
    EXPECT_EQ(parsed("* ESEARCH (TAG \"x\") UID"), "search ");
    EXPECT_EQ(parsed("* ESEARCH UID PARTIAL (1:2 (3)) ALL 4"), "search 4");
    EXPECT_EQ(parsed("* ESEARCH ALL 1:4294967295"), "search 1:*") << "never expanded";
    areMalformed({"ESEARCH ALL", "ESEARCH ALL 0", "ESEARCH ALL 1,", "ESEARCH MIN x", "ESEARCH COUNT 4294967296", "ESEARCH MIN 4294967297", "ESEARCH )", "ESEARCH X"});
    EXPECT_EQ(parsed("* ESEARCH X " + QByteArray(1'000'000, '(')), kExceeded);
    EXPECT_EQ(parsed("* SEARCH " + QByteArray(1'000'000, '(')), "search ");
}

TEST(Responses, vanished) {
    EXPECT_EQ(parsed("* VANISHED (EARLIER) 300:310,405,411"), "vanished earlier 300:310,405,411");
    EXPECT_EQ(parsed("* VANISHED 4:4294967294"), "vanished 4:4294967294");
    EXPECT_EQ(parsed("* vanished ( earlier ) 1"), "vanished earlier 1");
    EXPECT_EQ(parsed("* VANISHED (X) 1"), "vanished 1");
    areMalformed({"VANISHED", "VANISHED ()", "VANISHED 0", "VANISHED (EARLIER) 1,", "VANISHED (EARLIER"});
}

TEST(Responses, nameSpaces) {
    EXPECT_EQ(parsed("* NAMESPACE ((\"\" \"/\")) NIL NIL"), "namespace < /> nil nil");
    EXPECT_EQ(parsed("* NAMESPACE ((\"INBOX.\" \".\")(\"#mh/\" \"/\" \"X-PARAM\" (\"a\" \"b\"))) ((\"~\" NIL)) ((\"#shared/\" \"/\"))"),
              "namespace <INBOX. .><#mh/ /> <~ nil> <#shared/ />");
    EXPECT_EQ(parsed("* NAMESPACE () nil ()"), "namespace nil nil nil");
    areMalformed({"NAMESPACE", "NAMESPACE NIL NIL", "NAMESPACE ((\"\" \"/\"", "NAMESPACE ((\"\")) NIL NIL", "NAMESPACE (()) NIL NIL", "NAMESPACE (x) NIL NIL"});
    areMalformed({"NAMESPACE " + QByteArray(1'000'000, '(')});
    EXPECT_EQ(parsed("* NAMESPACE (" + QByteArray("(a NIL)").repeated(limits::kWords + 1) + ") NIL NIL"), kExceeded);
    EXPECT_EQ(parsed("* NAMESPACE ((a \"/\" " + QByteArray(1'000'000, '(')), kExceeded);
}

TEST(Responses, id) {
    EXPECT_EQ(parsed("* ID (\"name\" \"Dovecot\" \"version\" NIL)"), "id name=Dovecot version=");
    EXPECT_EQ(parsed("* ID NIL"), "id");
    EXPECT_EQ(parsed("* ID ({{na\r\nme}} {{x}})"), "id na\r\nme=x");
    areMalformed({"ID (", "ID (\"a\")", "ID (\"a\" \"b\"", "ID ((\"a\" \"b\"))"});
    EXPECT_EQ(parsed("* ID (" + QByteArray("a b ").repeated(65) + ')'), kExceeded);
}

} // namespace tributary::imap::tst_Responses
