// SPDX-License-Identifier: GPL-3.0-or-later
// BODYSTRUCTURE (RFC 9051 7.5.2, 9): flat, numbered as BODY[...] asks for them, whatever a server leaves out; SRV4 in
// reference/reliability.md.
#include "Fetched.h"
#include "imap/Limits.h"

namespace tributary::imap::tst_BodyStructure {

using tests::fetched;

namespace {

QByteArray structure(const QByteArray& text, const char* item = "BODYSTRUCTURE") {
    const QByteArray words = fetched({QByteArray("(") + item + ' ' + text + " UID 7)"});
    return words.startsWith("fetch 12 uid=7 parts{") ? words.mid(21).chopped(1) : words;
}

const QByteArray kText("(\"TEXT\" \"PLAIN\" (\"CHARSET\" \"utf-8\") NIL NIL \"7BIT\" 12 2)");
const QByteArray kPdf("(\"application\" \"PDF\" (\"name\" \"a.pdf\") \"<i@d>\" \"words\" \"BASE64\" 5000 NIL (\"attachment\" (\"filename\" \"a.pdf\" \"size\" \"3\")) NIL NIL)");

} // namespace

TEST(BodyStructure, onePartIsCalledOne) {
    EXPECT_EQ(structure(kText), "0[1]text/plain;charset=utf-8 7bit 12");
    EXPECT_EQ(structure(kText, "BODY"), "0[1]text/plain;charset=utf-8 7bit 12");
    EXPECT_EQ(structure(kPdf), "0[1]application/pdf;name=a.pdf base64 5000 id=<i@d> attachment;filename=a.pdf;size=3");
    EXPECT_EQ(structure("(\"TEXT\" \"HTML\" NIL NIL NIL \"8BIT\" 4294967296 7 \"md5\" (\"INLINE\" NIL) (\"en\" \"de\") \"http://x\" (ext 1 (2)))"),
              "0[1]text/html 8bit 4294967296 inline");
}

TEST(BodyStructure, partsAreNumberedAsTheyAreAskedFor) { // the tree of RFC 9051 6.4.5.1
    const QByteArray envelope("(NIL \"s\" NIL NIL NIL NIL NIL NIL NIL NIL)");
    const QByteArray octets("(\"application\" \"octet-stream\" NIL NIL NIL \"base64\" 1)");
    const QByteArray message = "(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 300 " + envelope + " (" + kText + octets + " \"mixed\" (\"boundary\" \"b\")) 9 NIL (\"inline\" NIL))";
    const QByteArray image = "((\"image\" \"gif\" NIL NIL NIL \"base64\" 2)(\"message\" \"RFC822\" NIL NIL NIL \"7bit\" 400 " + envelope + " (" + kText +
                             "(" + kText + kText + " \"alternative\") \"mixed\") 3) \"mixed\")";
    EXPECT_EQ(structure('(' + kText + octets + message + image + " \"MIXED\" (\"BOUNDARY\" \"x\") NIL NIL)"),
              "0[]multipart/mixed;boundary=x, 1[1]text/plain;charset=utf-8 7bit 12, 1[2]application/octet-stream base64 1, "
              "1[3]message/rfc822 7bit 300 inline, 2[3.TEXT]multipart/mixed;boundary=b, 3[3.1]text/plain;charset=utf-8 7bit 12, "
              "3[3.2]application/octet-stream base64 1, 1[4]multipart/mixed, 2[4.1]image/gif base64 2, 2[4.2]message/rfc822 7bit 400, "
              "3[4.2.TEXT]multipart/mixed, 4[4.2.1]text/plain;charset=utf-8 7bit 12, 4[4.2.2]multipart/alternative, "
              "5[4.2.2.1]text/plain;charset=utf-8 7bit 12, 5[4.2.2.2]text/plain;charset=utf-8 7bit 12");
    EXPECT_EQ(structure("(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 300 " + envelope + ' ' + kText + " 9)"),
              "0[1]message/rfc822 7bit 300, 1[1.1]text/plain;charset=utf-8 7bit 12") << "a message whose body is one part";
    EXPECT_EQ(structure("(\"message\" \"global\" NIL NIL NIL \"8bit\" 300 " + envelope + ' ' + kText + " 9 NIL (\"attachment\" NIL))"),
              "0[1]message/global 8bit 300 attachment, 1[1.1]text/plain;charset=utf-8 7bit 12") << "RFC 6532";
    EXPECT_EQ(structure("(" + kText + kPdf + " \"mixed\" (\"boundary\" \"x\") (\"inline\" (\"a\" \"b\")) \"en\" \"loc\")"),
              "0[]multipart/mixed;boundary=x inline;a=b, 1[1]text/plain;charset=utf-8 7bit 12, "
              "1[2]application/pdf;name=a.pdf base64 5000 id=<i@d> attachment;filename=a.pdf;size=3");
}

TEST(BodyStructure, whatOddServersSend) {
    EXPECT_EQ(structure("(\"TEXT\" \"PLAIN\")"), "0[1]text/plain");
    EXPECT_EQ(structure("(\"TEXT\" NIL NIL NIL NIL NIL NIL NIL)"), "0[1]text/");
    EXPECT_EQ(structure("()"), "0[1]/");
    EXPECT_EQ(structure("NIL"), "fetch 12 uid=7");
    EXPECT_EQ(structure("(\"TEXT\" \"PLAIN\" () NIL NIL \"7BIT\" -1 -1 NIL (\"ATTACHMENT\"))"), "0[1]text/plain 7bit 0 attachment") << "numbers below zero, no parameters";
    EXPECT_EQ(structure("(\"text\" \"plain\" (\"a\" NIL \"b\") NIL NIL \"7bit\" \"12\" NIL NIL (\"inline\" (\"x\" (\"y\"))))"), "0[1]text/plain;a=;b= 7bit 12 inline;x=")
        << "values that are none, a size in quotes";
    EXPECT_EQ(structure("(\"text\" \"plain\" NIL NIL NIL \"7bit\" 12 NIL (\"attachment\" NIL))"), "0[1]text/plain 7bit 12 attachment") << "no number of lines";
    EXPECT_EQ(structure("(\"text\" \"plain\" NIL NIL NIL \"7bit\" 12 3 NIL (\"en\" \"de\"))"), "0[1]text/plain 7bit 12") << "languages are no disposition";
    EXPECT_EQ(structure("(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 300 NIL NIL NIL (\"attachment\" (\"filename\" \"a.eml\")))"),
              "0[1]message/rfc822 7bit 300 attachment;filename=a.eml") << "neither envelope nor body";
    EXPECT_EQ(structure("(\"message\" \"delivery-status\" NIL NIL NIL \"7bit\" 300 NIL (\"inline\" NIL))"), "0[1]message/delivery-status 7bit 300 inline");
    EXPECT_EQ(structure("(" + kText + kText + ")"), "0[]multipart/, 1[1]text/plain;charset=utf-8 7bit 12, 1[2]text/plain;charset=utf-8 7bit 12") << "no subtype";
    EXPECT_EQ(structure("( " + kText + "  " + kText + " NIL NIL )"), "0[]multipart/, 1[1]text/plain;charset=utf-8 7bit 12, 1[2]text/plain;charset=utf-8 7bit 12");
    EXPECT_EQ(structure("(\"multipart\" \"mixed\" (\"boundary\" \"x\") NIL NIL \"7bit\" 0)"), "0[1]multipart/mixed;boundary=x 7bit 0") << "a multipart without parts";
    EXPECT_EQ(structure("((\"x\" (NIL) NIL) NIL)"), "0[]multipart/, 1[1]x/");
}

TEST(BodyStructure, literalsAndBytesThatAreNoAscii) {
    EXPECT_EQ(fetched({"(BODYSTRUCTURE (\"TEXT\" \"PLAIN\" (\"NAME\" ", ") NIL NIL \"7BIT\" 1 1 NIL (", " (\"FILENAME\" \"\xe4\xbc\x9a\"))))"}, {"a\"\r\nb", "ATTACHMENT"}),
              "fetch 12 parts{0[1]text/plain;name=a\"\r\nb 7bit 1 attachment;filename=\xe4\xbc\x9a}");
}

TEST(BodyStructure, whatDoesNotEndIsMalformed) {
    const QByteArray whole = "(BODYSTRUCTURE (" + kText + kPdf + " \"mixed\" (\"boundary\" \"x\") (\"inline\" (\"a\" \"b\"))))";
    for (qsizetype cut = 15; cut < whole.size(); ++cut)
        EXPECT_EQ(fetched({whole.left(cut)}), "malformed-response") << whole.left(cut).toStdString();
    for (const char* text : {"x", "\"x\"", ")"})
        EXPECT_EQ(structure(text), "malformed-response") << text;
}

TEST(BodyStructure, depthIsLimited) {
    const auto deep = [](int depth) { return structure(QByteArray(depth, '(') + "\"a\" \"b\"" + QByteArray(depth, ')')); };
    EXPECT_EQ(deep(limits::kDepth).count(','), limits::kDepth - 1);
    for (const int depth : {limits::kDepth + 1, 10'000, 1'000'000})
        EXPECT_EQ(deep(depth), "limit-exceeded") << depth;
    QByteArray messages = kText;
    for (int i = 0; i < 10'000; ++i)
        messages.prepend("(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 1 () ");
    EXPECT_EQ(structure(messages + QByteArray(10'000, ')')), "limit-exceeded");
    EXPECT_EQ(structure("(\"a\" \"b\" " + QByteArray(1'000'000, '(')), "limit-exceeded");
}

// The sender of a message makes its parts; what is too much is cut and costs no connection.
TEST(BodyStructure, manyPartsAndParametersAreCut) {
    const QByteArray parts = structure('(' + QByteArray("(\"a\" \"b\")").repeated(limits::kBodyParts + 10'000) + " \"mixed\")");
    EXPECT_EQ(parts.count(", "), limits::kBodyParts - 1);
    EXPECT_TRUE(parts.startsWith("0[]multipart/mixed, 1[1]a/b"));
    const QByteArray parameters = structure("(\"a\" \"b\" (" + QByteArray("\"n\" \"v\" ").repeated(limits::kWords + 100) + "))");
    EXPECT_EQ(parameters.count(";n=v"), limits::kWords);
}

} // namespace tributary::imap::tst_BodyStructure
