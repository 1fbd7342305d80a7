// SPDX-License-Identifier: GPL-3.0-or-later
// The stream is cut into responses within imap/Limits.h (RFC 9051 4.3, 9; SRV1, SRV2 in reference/reliability.md).
#include "EventText.h"
#include "imap/Limits.h"
#include "imap/wire/Fragmenter.h"

#include <gtest/gtest.h>

namespace tributary::imap::tst_Fragmenter {

namespace {

const QByteArray kGreeting("* OK ready\r\n");

/// All responses, one a line: texts and <literals>; an error ends it.
QByteArray cutAll(const QByteArray& all, qsizetype piece = 1 << 30) {
    Fragmenter fragmenter;
    QByteArray out;
    for (qsizetype at = 0; at < all.size(); at += piece) {
        QByteArrayView input = QByteArrayView(all).sliced(at, std::min(piece, all.size() - at));
        while (!input.isEmpty()) {
            auto fragment = fragmenter.next(input);
            if (!fragment)
                return out + codeName(fragment.error().code).latin1() + '\n';
            if (!*fragment)
                break;
            for (qsizetype i = 0; i < (*fragment)->texts.size(); ++i)
                out += i == 0 ? (*fragment)->texts[i] : QByteArray('<' + (*fragment)->literals[i - 1] + '>' + (*fragment)->texts[i]);
            out += '\n';
        }
    }
    if (!fragmenter.isEmpty())
        out += "partial " + fragmenter.partial() + '\n';
    return out;
}

/// The same behind a greeting.
QByteArray cut(const QByteArray& bytes, qsizetype piece = 1 << 30) { return cutAll(kGreeting + bytes, piece).mid(kGreeting.size() - 1); }

QByteArray body(qint64 size) { return "* 1 FETCH (BODY[] {" + QByteArray::number(size) + "}\r\n"; }

} // namespace

TEST(Fragmenter, linesEndWithOrWithoutCarriageReturn) {
    EXPECT_EQ(cut("* 1 EXISTS\r\n* 2 EXISTS\n\r\n* a\rb\r\n"), "* 1 EXISTS\n* 2 EXISTS\n\n* a\rb\n");
    EXPECT_EQ(cut("* 1 EXI"), "partial * 1 EXI\n");
    EXPECT_EQ(cut("A1 OK x\r"), "partial A1 OK x\r\n");
}

TEST(Fragmenter, literalsAreOneResponseWithTheirLine) {
    EXPECT_EQ(cut("* 1 FETCH (BODY[] {5}\r\nab\r\nc UID 7)\r\n* x\r\n"), "* 1 FETCH (BODY[] <ab\r\nc> UID 7)\n* x\n");
    EXPECT_EQ(cut("* LIST () \"/\" {0}\r\n\r\n"), "* LIST () \"/\" <>\n");
    EXPECT_EQ(cut("* ID ({1}\r\na {1+}\r\n} NIL)\r\n"), "* ID (<a> <}> NIL)\n");
    EXPECT_EQ(cut(QByteArray("* X {2}\r\n\0{ y\r\n", 15)), QByteArray("* X <\0{> y\n", 11));
    EXPECT_EQ(cut("* 7 FETCH (BINARY[1] ~{5}\r\nHello)\r\n"), "* 7 FETCH (BINARY[1] <Hello>)\n");
    EXPECT_EQ(cut(body(5) + "He"), "partial * 1 FETCH (BODY[] \n");
}

TEST(Fragmenter, anyPiecesGiveTheSame) {
    const QByteArray all("* 1 FETCH (BODY[] {5}\r\nab\r\nc FLAGS ({2}\r\n\\x) X {0}\r\n)\r\n\r\nA1 OK {3}\r\n+ go\r\n* LIST () NIL {3}\r\na\nb\r\n* end");
    const QByteArray whole = cut(all);
    EXPECT_EQ(whole, "* 1 FETCH (BODY[] <ab\r\nc> FLAGS (<\\x>) X <>)\n\nA1 OK {3}\n+ go\n* LIST () NIL <a\nb>\npartial * end\n");
    for (qsizetype piece = 1; piece < all.size(); ++piece)
        EXPECT_EQ(cut(all, piece), whole) << piece;
}

TEST(Fragmenter, statusTextAndTaggedLinesHaveNoLiterals) {
    for (const QByteArray& line : QByteArrayList{"* OK see {5}", "* no {5}", "*   BAD {5}", "* BYE {99999999999999999999}", "* PREAUTH {x}", "* OK {-1}",
                                                 "+ {5}", "A1 OK {5}", "A1 FETCH {5}", "{5}", "*{5}"})
        EXPECT_EQ(cut(line + "\r\n* 1 EXISTS\r\n"), line + "\n* 1 EXISTS\n");
    EXPECT_EQ(cut("* OKAY {1}\r\nx\r\n"), "* OKAY <x>\n") << "no status";
}

TEST(Fragmenter, theGreetingHasNoLiteralsAndIsShort) {
    EXPECT_EQ(cutAll("* X {268435456}\r\n"), "* X {268435456}\n");
    EXPECT_EQ(cutAll("* OK " + QByteArray(limits::kGreeting, 'x')), "limit-exceeded\n");
    EXPECT_EQ(cutAll("* OK " + QByteArray(limits::kGreeting, 'x'), 100), "limit-exceeded\n");
    EXPECT_EQ(cutAll("* OK " + QByteArray(limits::kGreeting - 7, 'x') + "\r\n").size(), limits::kGreeting - 1);
}

TEST(Fragmenter, whatIsNoLengthIsMalformed) {
    for (const char* length : {"{}", "{+}", "{-1}", "{5-}", "{x}", "{ 5}", "{5 }", "{1e3}", "{0x5}", "{5++}", "{18446744073709551616}",
                               "{9223372036854775808}", "{\xd9\xa5}"})
        EXPECT_EQ(cut(QByteArray("* 1 FETCH (BODY[] ") + length + "\r\n"), "malformed-response\n") << length;
    EXPECT_EQ(cut("* X a}\r\n"), "* X a}\n") << "no '{' before it";
    EXPECT_EQ(cut("* X {5} \r\n"), "* X {5} \n") << "not at the end";
}

TEST(Fragmenter, literalsBeyondTheLimitsAreRefusedBeforeTheirBytes) {
    for (const qint64 size : {limits::kBodyLiteral + 1, 0x7FFFFFFFLL, 0x80000000LL, 0xFFFFFFFFLL, 0x100000000LL, 0x7FFFFFFFFFFFFFFFLL})
        EXPECT_EQ(cut(body(size)), "limit-exceeded\n") << size;
    EXPECT_EQ(cut(body(limits::kBodyLiteral)), "partial * 1 FETCH (BODY[] \n");
    const QByteArray tooMuch = '{' + QByteArray::number(limits::kLiteral + 1) + "}\r\n";
    for (const char* item : {"BODY[] ", "BODY[HEADER]<0> ", "BINARY[1] ~", "RFC822 ", "rfc822.text ", "RFC822.HEADER "})
        EXPECT_TRUE(cut(QByteArray("* 1 FETCH (") + item + tooMuch).startsWith("partial")) << item;
    for (const char* item : {"* 1 FETCH (ENVELOPE (", "* LIST () \"/\" ", "* ID (\"name\" ", "* RFC8222 "})
        EXPECT_EQ(cut(item + tooMuch), "limit-exceeded\n") << item;
    EXPECT_TRUE(cut("* LIST () NIL {" + QByteArray::number(limits::kLiteral) + "}\r\n").startsWith("partial"));
}

TEST(Fragmenter, manyLiteralsAndLargeResponsesEnd) {
    const QByteArray most = "* ID (" + QByteArray("{1}\r\nx ").repeated(limits::kLiterals);
    EXPECT_TRUE(cut(most + ")\r\n").endsWith("<x> )\n"));
    EXPECT_EQ(cut(most + "{1}\r\n"), "limit-exceeded\n");
    const QByteArray first = body(limits::kResponse - limits::kBodyLiteral) + QByteArray(limits::kResponse - limits::kBodyLiteral, 'x');
    EXPECT_EQ(cut(first + " BODY[] {" + QByteArray::number(limits::kBodyLiteral) + "}\r\n"), "limit-exceeded\n");
    EXPECT_TRUE(cut(first + " BODY[] {" + QByteArray::number(limits::kBodyLiteral / 2) + "}\r\n").startsWith("partial"));
}

TEST(Fragmenter, theTextOfOneResponseIsBounded) {
    EXPECT_EQ(cut("* " + QByteArray(limits::kLine, 'x')), "limit-exceeded\n");
    EXPECT_EQ(cut("* " + QByteArray(limits::kLine, 'x'), 1 << 20), "limit-exceeded\n");
    EXPECT_EQ(cut("* " + QByteArray(limits::kLine - 4, 'x') + "\r\n").size(), limits::kLine - 1);
    // In pieces between literals it is no more; between responses it begins anew.
    const QByteArray half(limits::kLine / 2, 'x');
    EXPECT_EQ(cut("* " + half + " {1}\r\na " + half), "limit-exceeded\n");
    EXPECT_EQ(cut("* " + half + "\r\n* " + half + "\r\n").count('\n'), 2);
}

} // namespace tributary::imap::tst_Fragmenter
