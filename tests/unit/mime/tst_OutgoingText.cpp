// SPDX-License-Identifier: GPL-3.0-or-later
// ISO-2022-JP (RFC 1468) and format=flowed (RFC 3676) as they are written.
#include "mime/detail/OutgoingText.h"

#include "mime/Message.h"
#include "mime/detail/TransferDecoding.h"

#include <gtest/gtest.h>

namespace tributary::mime::tst_OutgoingText {

using namespace tributary::mime::detail;

namespace {

QString flowed(const QString& text) { return flow(text); }

} // namespace

TEST(OutgoingText, japaneseIsWrittenInItsCodes) {
    EXPECT_EQ(encodeText(u"A\u4f1a\u8b70B\n\u4f1a", TextCharset::Iso2022Jp), "A\x1b$B2q5D\x1b(BB\n\x1b$B2q\x1b(B");
    EXPECT_EQ(encodeText(u"abc", TextCharset::Iso2022Jp), "abc");
}

TEST(OutgoingText, whatJisHasExists) {
    EXPECT_TRUE(existsInIso2022Jp(u"plain, \u3042\u30a2\u4e9c\u7199 \uff21\u03a9\u0416\u2500\u3001\u3000\uffe5\\~"));
    for (const char16_t twin : {u'\u301c', u'\uff5e', u'\u2212', u'\uff0d', u'\u2016', u'\u2225', u'\u2014', u'\u2015', u'\u00a2', u'\uffe1', u'\u00ac'})
        EXPECT_TRUE(existsInIso2022Jp(QStringView(&twin, 1))) << static_cast<int>(twin);
}

TEST(OutgoingText, whatJisLacksDoesNot) {
    for (const QStringView text : {QStringView(u"\u2460"), QStringView(u"\uff76"), QStringView(u"\ud68c"), QStringView(u"\U0001F600"), QStringView(u"\u00e9"), QStringView(u"\u9ad9"),
                                   QStringView(u"\u00a5"), QStringView(u"\u203e"), QStringView(u"\u2116"), QStringView(u"\U00020BB7"), QStringView(u"\x1b"), QStringView(u"\x0e"), QStringView(u"\x80")})
        EXPECT_FALSE(existsInIso2022Jp(text)) << text.toUtf8().toStdString();
}

TEST(OutgoingText, allOfJisIsReadBackAsItWas) {
    int count = 0;
    for (char16_t c = 0x80; c < 0xffff; ++c) {
        const QString one(1, QChar(c));
        if (!existsInIso2022Jp(one))
            continue;
        ++count;
        const QString read = decodeCharset(encodeText(one, TextCharset::Iso2022Jp), "iso-2022-jp");
        const bool twin = QStringView(u"\u301c\u2212\u2016\u2014\u00a2\u00a3\u00ac\u2015").contains(QChar(c));
        EXPECT_TRUE(read == one || (twin && read.size() == 1 && read != QChar(QChar::ReplacementCharacter))) << static_cast<int>(c);
    }
    EXPECT_EQ(count, 6'879 + 7); // JIS X 0208, and the twins
}

TEST(OutgoingText, halfAPairIsReplaced) {
    QString text = QStringLiteral("a\U0001F600b");
    text.insert(0, QChar(0xdc00));
    text.append(QChar(0xd800));
    replaceLoneSurrogates(text);
    EXPECT_EQ(text, u"\ufffda\U0001F600b\ufffd");
}

TEST(OutgoingText, headerTextIsOneLineWithoutBlanksAround) { EXPECT_EQ(headerText(QStringLiteral("\n a\r\nb\tc\0 d  ")), u"a  b c  d"); }

// RFC 3676 4.2
TEST(OutgoingText, paragraphsFlowInShortLines) {
    const QString paragraph = QStringLiteral("word ").repeated(100) + u"end";
    const QString lines = flowed(paragraph + u"\nnext\n");
    for (const QString& line : lines.split(u'\n'))
        EXPECT_LE(line.size(), 72);
    EXPECT_EQ(unflow(lines, false), paragraph + u"\nnext\n");
    EXPECT_TRUE(lines.endsWith(u"word end\nnext\n")) << lines.toStdString();
}

TEST(OutgoingText, quotesFlowBehindTheirMarks) {
    const QString quote = u">> " + QStringLiteral("word ").repeated(40) + u"end";
    const QString lines = flowed(quote + u'\n');
    for (const QString& line : lines.chopped(1).split(u'\n')) {
        EXPECT_TRUE(line.startsWith(u">> "));
        EXPECT_LE(line.size(), 72);
    }
    EXPECT_EQ(unflow(lines, false), quote + u'\n');
}

// RFC 3676 4.3, 4.4
TEST(OutgoingText, theSignatureMarkStaysAndOtherBlanksAtEndsGo) {
    EXPECT_EQ(flowed(QStringLiteral("text  \n-- \nJane \n> -- \n>\n")), u"text\n-- \nJane\n> -- \n>\n");
    const QString dashes = u"-- " + QString(100, u'x');
    EXPECT_EQ(flowed(dashes + u'\n'), dashes + u'\n'); // broken behind the dashes it would be a signature
}

TEST(OutgoingText, linesThatWouldMeanMoreAreStuffed) {
    EXPECT_EQ(flowed(QStringLiteral(" indented\nFrom here\nFromage\n")), u"  indented\n From here\nFromage\n");
    const QString broken = flowed(QStringLiteral("word ").repeated(14) + u"> From xxxxxxxxx\n");
    EXPECT_TRUE(broken.contains(u"\n > ")) << broken.toStdString();
}

TEST(OutgoingText, wordsAreNeverCut) {
    const QString link = u"see https://example.org/" + QString(200, u'x') + u" there";
    EXPECT_EQ(flowed(link + u'\n'), u"see \nhttps://example.org/" + QString(200, u'x') + u" \nthere\n");
}

} // namespace tributary::mime::tst_OutgoingText
