// SPDX-License-Identifier: GPL-3.0-or-later
// ENVELOPE (RFC 9051 7.5.2): the example of the standard, groups, bytes that are no ASCII, and what servers make of it.
#include "Fetched.h"
#include "imap/Limits.h"

namespace tributary::imap::tst_Envelope {

using tests::fetched;

namespace {

/// The envelope in words, the code of an error otherwise; "?" where a literal is.
QByteArray envelope(const QByteArray& text, const QByteArrayList& literals = {}) {
    const QByteArray whole = "(ENVELOPE " + text + " UID 7)";
    const QByteArray words = fetched(whole.split('?'), literals);
    return words.startsWith("fetch 12 uid=7 envelope{") ? words.mid(24).chopped(1) : words;
}

} // namespace

TEST(Envelope, theExampleOfTheStandard) {
    EXPECT_EQ(envelope("(\"Wed, 17 Jul 1996 02:23:25 -0700 (PDT)\" \"IMAP4rev2 WG mtg summary and minutes\" ((\"Terry Gray\" NIL \"gray\" \"cac.washington.edu\")) "
                       "((\"Terry Gray\" NIL \"gray\" \"cac.washington.edu\")) ((\"Terry Gray\" NIL \"gray\" \"cac.washington.edu\")) ((NIL NIL \"imap\" "
                       "\"cac.washington.edu\")) ((NIL NIL \"minutes\" \"CNRI.Reston.VA.US\")(\"John Klensin\" NIL \"KLENSIN\" \"MIT.EDU\")) NIL NIL "
                       "\"<B27397-0100000@cac.washington.ed>\")"),
              "Wed, 17 Jul 1996 02:23:25 -0700 (PDT)|IMAP4rev2 WG mtg summary and minutes| from=Terry Gray<gray@cac.washington.edu>"
              " sender=Terry Gray<gray@cac.washington.edu> reply-to=Terry Gray<gray@cac.washington.edu> to=<imap@cac.washington.edu>"
              " cc=<minutes@CNRI.Reston.VA.US>,John Klensin<KLENSIN@MIT.EDU>||<B27397-0100000@cac.washington.ed>");
}

TEST(Envelope, nilIsEmpty) {
    EXPECT_EQ(envelope("(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)"), "||||");
    EXPECT_EQ(envelope("(nil \"\" NIL nil NIL NIL NIL NIL \"\" Nil)"), "||||");
    EXPECT_EQ(envelope("NIL"), "||||");
    EXPECT_EQ(envelope("(\"NIL\" NILS NIL NIL NIL NIL NIL NIL NIL NIL)"), "NIL|NILS|||") << "only the bare word is NIL";
}

TEST(Envelope, groupsBeginAndEnd) {
    EXPECT_EQ(envelope("(NIL NIL NIL NIL NIL ((NIL NIL \"friends\" NIL)(NIL NIL \"a\" \"b\")(NIL NIL NIL NIL)) NIL NIL NIL NIL)"),
              "|| to=<friends@>,<a@b>,<@>||");
}

TEST(Envelope, bytesStayAsTheyCame) {
    EXPECT_EQ(envelope("(\"\xe4\xbc\x9a\" ? ((\"enc\" NIL \"\xff\" ?)) NIL NIL NIL NIL NIL NIL NIL)", {"a\r\n b", "h"}),
              "\xe4\xbc\x9a|a\r\n b| from=enc<\xff@h>||");
    EXPECT_EQ(envelope("(NIL \"a \\\"b\\\\c\" ((\"x \\\" y\" NIL a b)) NIL NIL NIL NIL NIL NIL NIL)"), "|a \"b\\c| from=x \" y<a@b>||");
}

TEST(Envelope, sloppyServersArePutUpWith) {
    EXPECT_EQ(envelope("(\"d\" \"s\")"), "d|s|||") << "nothing behind the subject";
    EXPECT_EQ(envelope("(\"d\" \"s\" ((NIL NIL \"a\" \"b\")))"), "d|s| from=<a@b>||") << "no list behind From";
    EXPECT_EQ(envelope("()"), "||||");
    EXPECT_EQ(envelope("(\"d\" \"s\" () (NIL) ((NIL NIL a)) (()) \"\" NIL \"<i>\" \"<m>\" \"more\" (1 (2)))"), "d|s| reply-to=<a@> to=<@>|<i>|<m>")
        << "empty lists, NIL in lists, half an address, a string for a list, more fields";
    EXPECT_EQ(envelope("(NIL NIL((NIL NIL a b)(NIL NIL c d))NIL NIL((NIL NIL e f \"extra\" (x)) (NIL NIL g h))NIL NIL NIL NIL)"),
              "|| from=<a@b>,<c@d> to=<e@f>,<g@h>||") << "blanks left out or too many";
    EXPECT_EQ(envelope("((a) (b) NIL NIL NIL NIL NIL NIL NIL \"<m>\")"), "||||<m>") << "a list where a string is due";
    EXPECT_EQ(envelope("(\"Mon\" {x ((NIL NIL \"a\" \"b\")) \"<\"stray\"@quotes>\")"), "Mon|{x| from=<a@b>||");
}

TEST(Envelope, whatDoesNotEndIsMalformed) {
    for (const char* text : {"(", "(\"a", "(NIL NIL (", "(NIL NIL ((", "(NIL NIL ((a", "(NIL NIL ((NIL NIL a b)", "x", "\"x\"", ")"})
        EXPECT_EQ(fetched({QByteArray("(ENVELOPE ") + text}), "malformed-response") << text;
    for (const char* text : {"(NIL NIL ", "((((", "(NIL NIL ((("})
        EXPECT_EQ(envelope(text + QByteArray(1'000'000, '(')), "limit-exceeded") << text;
}

// The sender of a message writes these lists; what is too much is cut and costs no connection.
TEST(Envelope, longListsAreCut) {
    const QByteArray many = QByteArray("(NIL NIL \"a\" \"b\")").repeated(limits::kAddresses + 500);
    const QByteArray text = envelope("(NIL NIL NIL NIL NIL (" + many + ") NIL NIL NIL \"<m>\")");
    EXPECT_EQ(text.count('@'), limits::kAddresses);
    EXPECT_TRUE(text.endsWith("||<m>"));
}

} // namespace tributary::imap::tst_Envelope
