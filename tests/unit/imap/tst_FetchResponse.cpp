// SPDX-License-Identifier: GPL-3.0-or-later
// FETCH (RFC 9051 7.5.2): what we ask for, what comes unasked, what breaks.
#include "Fetched.h"
#include "imap/Limits.h"

namespace tributary::imap::tst_FetchResponse {

using tests::fetched;

namespace {

QByteArray date(const QByteArray& text) { return fetched({"(INTERNALDATE \"" + text + "\")"}).mid(9); }

} // namespace

TEST(FetchResponse, itemsInAnyOrderAndCase) {
    EXPECT_EQ(fetched({"(FLAGS (\\Seen $x) UID 4294967295 rfc822.size 5000000000 ModSeq (624140003) INTERNALDATE \"17-Jul-1996 02:44:25 -0700\")"}),
              "fetch 12 uid=4294967295 flags=(\\Seen $x) modseq=624140003 size=5000000000 date=1996-07-17T02:44:25-07:00");
    EXPECT_EQ(fetched({"()"}), "fetch 12");
    EXPECT_EQ(fetched({"(  UID 5  FLAGS ()  )"}), "fetch 12 uid=5 flags=()");
    EXPECT_EQ(fetched({"(UID 0 FLAGS (\\Seen))"}), "fetch 12 flags=(\\Seen)") << "a UID is never 0";
    EXPECT_EQ(fetched({"(UID 1 UID 2)"}), "fetch 12 uid=2");
}

TEST(FetchResponse, bodySections) {
    EXPECT_EQ(fetched({"(BODY[] ", " UID 7)"}, {"a)\r\nb"}), "fetch 12 uid=7 []=\"a)\r\nb\"");
    EXPECT_EQ(fetched({"(BODY[1.2.mime]<512> \"x \\\" y\" BINARY[1] ", " BODY[TEXT] NIL)"}, {QByteArray("\0{", 2)}),
              "fetch 12 [1.2.MIME]<512>=\"x \" y\" [1]=\"" + QByteArray("\0{", 2) + "\" [TEXT]=nil");
    EXPECT_EQ(fetched({"(BODY[HEADER.FIELDS (Date From)] ", ")"}, {""}), "fetch 12 [HEADER.FIELDS (DATE FROM)]=\"\"");
    EXPECT_EQ(fetched({"(BODY[] NIL)"}), "fetch 12 []=nil");
    EXPECT_EQ(fetched({"(BODY[] ", ")"}, {"NIL"}), "fetch 12 []=\"NIL\"");
}

TEST(FetchResponse, whatWeDidNotAskForIsPassedOver) {
    EXPECT_EQ(fetched({"(X-ENVELOPE (\"Mon\" {x ((NIL NIL \"a\" \"b\")) \"<\"stray\"@quotes>\") X-BODY (\"TEXT\" \"PLAIN\" (\"A\" \"B\")) RFC822 ",
                       " BINARY.SIZE[1.2] 5 X-GM-X 1278455344230334865 X-GM-Y (\\Inbox ", ") PREVIEW NIL SAVEDATE \"x\" UID 3)"},
                      {"whole mail", "label"}),
              "fetch 12 uid=3");
    const auto deep = [](int depth) { return fetched({"(X-STRUCTURE " + QByteArray(depth, '(') + 'x' + QByteArray(depth, ')') + " UID 3)"}); };
    EXPECT_EQ(deep(limits::kDepth), "fetch 12 uid=3");
    EXPECT_EQ(deep(limits::kDepth + 1), "limit-exceeded");
    EXPECT_EQ(deep(1'000'000), "limit-exceeded");
}

TEST(FetchResponse, brokenOnesAreMalformed) {
    for (const char* text : {"", "UID 5", "(", "(UID", "(UID 5", "(UID x)", "(UID -1)", "(UID 4294967296)", "(FLAGS NIL)", "(FLAGS (\\Seen)", "(RFC822.SIZE)",
                             "(RFC822.SIZE -1)", "(RFC822.SIZE 9223372036854775808)", "(MODSEQ 5)", "(MODSEQ (x))", "(MODSEQ (9223372036854775808))",
                             "(BODY[)", "(BODY[ UID 3)", "(BODY[])", "(BODY[]<x> NIL)", "(BODY[]<4294967296> NIL)", "(BODY[1] \"x)", "((UID 5))", "([] 5)",
                             "(ENVELOPE (a)", "(ENVELOPE x)", "(BODYSTRUCTURE x)", "(BODY ((a b)", "(EMAILID (a)", "(X-GM-MSGID x)", "(X-GM-MSGID -1)",
                             "(X-GM-THRID 18446744073709551616)", "(X-GM-LABELS x)", "(X-GM-LABELS (a)", "(X)", "(INTERNALDATE)"})
        EXPECT_EQ(fetched({text}), "malformed-response") << text;
    EXPECT_EQ(fetched({"(BODY[HEADER.FIELDS (", ")] ", ")"}, {"from", "x"}), "malformed-response") << "a section does not hold literals for us";
    EXPECT_EQ(fetched({"(BODY[] "}, {}), "malformed-response");
    EXPECT_EQ(fetched({QByteArray("(UID\0 5)", 8)}), "malformed-response");
}

TEST(FetchResponse, itemsHaveALimit) {
    EXPECT_EQ(fetched({'(' + QByteArray("BODY[] NIL ").repeated(limits::kWords + 2) + ')'}), "limit-exceeded");
    EXPECT_EQ(fetched({'(' + QByteArray("UID 1 ").repeated(limits::kWords) + ')'}), "fetch 12 uid=1");
}

TEST(FetchResponse, internalDates) {
    EXPECT_EQ(date(" 7-jul-1996 02:44:25 +0000"), "date=1996-07-07T02:44:25Z");
    EXPECT_EQ(date("07-JUL-1996 23:59:60 +0530"), "date=1996-07-07T23:59:59+05:30") << "a leap second";
    EXPECT_EQ(date("29-Feb-2024 00:00:00 -1200"), "date=2024-02-29T00:00:00-12:00");
    EXPECT_EQ(date("01-Jan-2026 00:00:00 +1400"), "date=2026-01-01T00:00:00+14:00");
    for (const char* text : {"", "x", "30-Feb-2024 00:00:00 +0000", "01-Foo-2024 00:00:00 +0000", "01-Jan-2024 24:00:00 +0000", "01-Jan-2024 00:00:00 +1401",
                             "01-Jan-2024 00:00:00 GMT", "01-Jan-2024 00:00:00 x0000", "01-Jan-2024 00:00:00 +0-09", "01-Jan-2024 00:00 +0000", "01-Jan-2024"})
        EXPECT_EQ(date(text), "") << text;
    EXPECT_EQ(date(QByteArray(1 << 20, ' ')), "");
}

TEST(FetchResponse, identifiersOfMessagesAndThreads) { // RFC 8474, and Gmail's own
    EXPECT_EQ(fetched({"(EMAILID (M6d99ac3275bb4e) THREADID (T64b478a75b7ea9))"}), "fetch 12 emailid=M6d99ac3275bb4e threadid=T64b478a75b7ea9");
    EXPECT_EQ(fetched({"(emailid (a_-9) threadid NIL UID 5)"}), "fetch 12 uid=5 emailid=a_-9");
    EXPECT_EQ(fetched({"(X-GM-MSGID 18446744073709551615 X-GM-THRID 1266894439832287888)"}), "fetch 12 emailid=18446744073709551615 threadid=1266894439832287888");
    for (const QByteArray& id : QByteArrayList{"(a b c)", "((a))", "()", "\"x\"", "(\"a b\")", '(' + QByteArray(256, 'x') + ')', "(a/../b)"})
        EXPECT_EQ(fetched({"(EMAILID " + id + " UID 5)"}), id == "(a b c)" ? "fetch 12 uid=5 emailid=a" : "fetch 12 uid=5") << id.toStdString();
}

TEST(FetchResponse, labelsOfGmail) {
    EXPECT_EQ(fetched({"(X-GM-LABELS (\\Inbox \"\\\\Sent\" Important \"a b\" ", " &TgA-))"}, {"q\"r"}), "fetch 12 labels=(\\Inbox|\\Sent|Important|a b|q\"r|&TgA-)");
    EXPECT_EQ(fetched({"(X-GM-LABELS ())"}), "fetch 12 labels=()");
    EXPECT_EQ(fetched({"(X-GM-LABELS NIL)"}), "fetch 12 labels=()");
    EXPECT_EQ(fetched({"(X-GM-LABELS (" + QByteArray("a ").repeated(limits::kWords + 1) + "))"}), "limit-exceeded");
}

} // namespace tributary::imap::tst_FetchResponse
