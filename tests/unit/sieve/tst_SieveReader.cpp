// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of words out of any bytes in any pieces (RFC 5804 4): bounded, and a literal ends no line.
#include "sieve/Limits.h"
#include "sieve/wire/ResponseReader.h"

#include <gtest/gtest.h>

namespace tributary::sieve::tst_SieveReader {
namespace {

QByteArray textOf(const Words& words) {
    QByteArrayList out;
    for (const Word& word : words) {
        switch (word.kind) {
        case Word::Kind::Atom: out.append(word.bytes); break;
        case Word::Kind::String: out.append('<' + word.bytes + '>'); break;
        case Word::Kind::Open: out.append("("); break;
        case Word::Kind::Close: out.append(")"); break;
        }
    }
    return out.join(' ');
}

/// Its lines with '|' between, and the error that ended it.
QByteArray read(const QByteArray& bytes, qsizetype piece, qsizetype longest) {
    ResponseReader reader;
    QByteArrayList lines;
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        QByteArrayView part = QByteArrayView(bytes).sliced(at, std::min(piece, bytes.size() - at));
        while (!part.isEmpty()) {
            const auto line = reader.next(part, longest);
            if (!line) {
                lines.append('!' + QByteArray(codeName(line.error().code).data()));
                return lines.join('|');
            }
            if (*line)
                lines.append(textOf(**line));
        }
    }
    return lines.join('|') + (reader.isEmpty() ? "" : "...");
}

QByteArray read(const QByteArray& bytes, qsizetype longest = 1000) {
    const QByteArray whole = read(bytes, std::max<qsizetype>(1, bytes.size()), longest);
    for (qsizetype piece = 1; piece < std::min<qsizetype>(bytes.size(), 9); ++piece)
        EXPECT_EQ(read(bytes, piece, longest), whole) << piece;
    return whole;
}

} // namespace

TEST(SieveReader, wordsOfEveryKind) {
    EXPECT_EQ(read("OK\r\n"), "OK");
    EXPECT_EQ(read("\"a b\" \"c\\\"d\\\\e\"\r\n"), "<a b> <c\"d\\e>");
    EXPECT_EQ(read("NO (QUOTA/MAXSIZE \"x\" (1 2)) \"w\"\r\n"), "NO ( QUOTA/MAXSIZE <x> ( 1 2 ) ) <w>");
    EXPECT_EQ(read("\"\xc3\xa4\xff\"\n"), "<\xc3\xa4\xff>") << "8-bit octets stay, LF alone ends a line";
    EXPECT_EQ(read("\"\" \"x\" ACTIVE\r\nOK\r\n"), "<> <x> ACTIVE|OK");
}
TEST(SieveReader, literalsAreOctets) {
    EXPECT_EQ(read("{5}\r\na\r\nb\"\r\nOK\r\n"), "<a\r\nb\">|OK");
    EXPECT_EQ(read("{0}\r\n\r\n{0+}\r\n\r\n"), "<>|<>");
    EXPECT_EQ(read("NO {3}\r\n)({\r\n"), "NO <)({>");
    EXPECT_EQ(read(QByteArray("{2}\r\n\0\xff\r\n", 9)), QByteArray("<\0\xff>", 4));
}
TEST(SieveReader, whatHasNoEndIsWaitedFor) {
    for (const char* bytes : {"O", "\"a", "\"a\\", "{5", "{5}", "{5}\r\nabc", "OK \r"})
        EXPECT_EQ(read(bytes), "...") << bytes;
}
TEST(SieveReader, whatIsNoLineIsRefused) {
    for (const QByteArray& bytes : QByteArrayList{"\"a\"b\r\n", "\"a\"\"b\"\r\n", "\"a\r\n\"", "\"a\n\"", QByteArray("\"\0\"", 3), QByteArray("\0", 1), "O\rK\n", "{}\r\n", "{a}\r\n", "{+}\r\n",
                                                  "{3++}\r\n", "{1+2}\r\n", "{3}abc", "{-1}\r\n", "\x80\r\n", "\\\r\n", "}\r\n", "\"a\"{1}\r\nb", "a\x7f\r\n"})
        EXPECT_TRUE(read(bytes).endsWith("!malformed-response")) << bytes.toPercentEncoding().constData();
}
TEST(SieveReader, limitsHold) {
    EXPECT_EQ(read("{1000}\r\n", 1000), "...");
    EXPECT_EQ(read("{1001}\r\n", 1000), "!limit-exceeded");
    EXPECT_EQ(read("{99999999999999999999999999}\r\n", 1000), "!limit-exceeded");
    EXPECT_EQ(read('"' + QByteArray(limits::kLine, 'a')), "!limit-exceeded");
    EXPECT_EQ(read(QByteArray(limits::kLine + 1, ' ')), "!limit-exceeded");
    EXPECT_EQ(read(QByteArray(limits::kWords + 1, '(')), "!limit-exceeded");
    EXPECT_EQ(read(QByteArray("a ").repeated(limits::kWords + 1)), "!limit-exceeded");
}

} // namespace tributary::sieve::tst_SieveReader
