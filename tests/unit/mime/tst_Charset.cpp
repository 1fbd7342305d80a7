// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/detail/Charset.h"

#include <gtest/gtest.h>

namespace tributary::mime::tst_Charset {

namespace {

std::string decoded(QByteArrayView bytes, QByteArrayView label) { return decodeCharset(bytes, label).toStdString(); }

} // namespace

TEST(Charset, labelsMeanTheWiderTable) {
    EXPECT_EQ(decoded("\x93quoted\x94 \x80", "iso-8859-1"), "“quoted” €");
    EXPECT_EQ(decoded("\x93", "US-ASCII"), "“");
    EXPECT_EQ(decoded("\x81\x30\x81\x30", "gb2312"), "\u0080"); // four bytes: GB 18030 only
    EXPECT_EQ(decoded("\xd6\xd0\xce\xc4", "GBK"), "中文");
    EXPECT_EQ(decoded("\xb0\xa1\x8c\x63", "ks_c_5601-1987"), "가똠"); // the second one is in windows-949 only
    EXPECT_EQ(decoded("\xb0\xa1\x8c\x63", "euc-kr"), "가똠");
}

TEST(Charset, japaneseOnesWithTheirVendorCharacters) {
    EXPECT_EQ(decoded("\x93\xfa\x96{\x8c\xea", "Shift_JIS"), "日本語");
    EXPECT_EQ(decoded("\x87@\x87\x8a\xb6\xc5", "cp932"), "①㈱ｶﾅ");
    EXPECT_EQ(decoded("\x87@", "x-sjis"), "①");
    EXPECT_EQ(decoded("\x87@", "windows-31j"), "①");
    EXPECT_EQ(decoded("\xc6\xfc\xcb\xdc\xb8\xec", "EUC-JP"), "日本語");
    EXPECT_EQ(decoded("\x1b$BF|K\\8l\x1b(B", "ISO-2022-JP"), "日本語");
    EXPECT_EQ(decoded("\x1b$B-!\x1b(B", "cp50220"), "①");
    EXPECT_EQ(decoded("\x1b(I6E\x1b(B", "iso-2022-jp-ms"), "ｶﾅ");
    EXPECT_EQ(decoded("\x1b$BF|\x1b(B\x1b$BK\\\x1b(B", "iso-2022-jp"), "日本");
}

TEST(Charset, theOtherFamilies) {
    EXPECT_EQ(decoded("\xf0\xd2\xc9", "koi8-r"), "При");
    EXPECT_EQ(decoded("\xcf\xf0\xe8", "windows-1251"), "При");
    EXPECT_EQ(decoded("\xa4\xa4\xa4\xe5", "big5"), "中文");
    EXPECT_EQ(decoded("\xe4", "iso-8859-15"), "ä");
    EXPECT_EQ(decoded("+ZeVnLIqe-", "utf-7"), "日本語");
    EXPECT_EQ(decoded(QByteArrayView("\0a\0b", 4), "utf-16be"), "ab");
}

TEST(Charset, noLabelMeansUtf8WhereItIsValid) {
    EXPECT_EQ(decoded("日本語 é", ""), "日本語 é");
    EXPECT_EQ(decoded("日本語 é", "us-ascii"), "日本語 é");
    EXPECT_EQ(decoded("\xef\xbb\xbfx", "utf-8"), "x");
}

TEST(Charset, noLabelAndNoUtf8IsGuessed) {
    const QByteArray sjis("\x93\xfa\x96{\x8c\xea\x82\xcc\x83\x81\x81[\x83\x8b\x82\xc5\x82\xb7\x81" "B\x89\xef\x8b" "c");
    EXPECT_EQ(decoded(sjis, ""), "日本語のメールです。会議");
    EXPECT_EQ(decoded(sjis, "x-nobody-knows"), "日本語のメールです。会議");
    EXPECT_EQ(decoded("\x1b$BF|K\\8l\x1b(B", ""), "日本語");
    EXPECT_EQ(decoded("caf\xe9", ""), "café");
}

TEST(Charset, aLyingLabelIsNotBelieved) {
    EXPECT_EQ(decoded("\x93\xfa\x96{\x8c\xea\x82\xcc\x83\x81\x81[\x83\x8b\x82\xc5\x82\xb7", "utf-8"), "日本語のメールです");
    EXPECT_EQ(decoded("\x93\xfa\x96{\x8c\xea\x82\xcc\x83\x81\x81[\x83\x8b\x82\xc5\x82\xb7", "iso-2022-jp"), "日本語のメールです");
}

TEST(Charset, S1_japaneseEscapesAreReadUnderALabelThatDoesNotKnowThem) {
    EXPECT_EQ(decoded("\x1b$BF|K\\8l\x1b(B", "utf-8"), "日本語");
    EXPECT_EQ(decoded("\x1b$B-!\x1b(B", "UTF-8"), "①");
    EXPECT_EQ(decoded("\x1b(I6E\x1b(B", "utf-8"), "ｶﾅ");
    EXPECT_EQ(decoded("\x1b[31mred\x1b[0m costs \x1b$", "utf-8"), "\x1b[31mred\x1b[0m costs \x1b$") << "of a terminal, not of Japan";
    EXPECT_EQ(decoded("plain", "utf-8"), "plain");
}

TEST(Charset, S1_theNewerJapaneseAndHongKongSets) {
    EXPECT_EQ(decoded("\x1b$(QF|K\\8l\x1b(B", "ISO-2022-JP-2004"), "日本語");
    EXPECT_EQ(decoded("\x1b$(OF|K\\8l\x1b(B", "iso-2022-jp-3"), "日本語");
    EXPECT_EQ(decoded("a\x1b$(P!!\"\"\x1b(Bb", "iso-2022-jp-2004"), "a\ufffd\ufffdb") << "of the second plane one sign a character";
    EXPECT_EQ(decoded("\xa4\xa4\xa4\xe5", "Big5-HKSCS"), "中文");
    EXPECT_EQ(decoded("\xfe\xf8", "big5hkscs"), decoded("\xfe\xf8", "Big5-HKSCS"));
    EXPECT_TRUE(detail::isKnownCharset("x-big5-hkscs"));
}

TEST(Charset, S1_aMarkOfUtf16KnowsBetterThanTheLabel) {
    EXPECT_EQ(decoded(QByteArrayView("\xff\xfe" "a\0\xe5\x65", 6), "utf-8"), "a日");
    EXPECT_EQ(decoded(QByteArrayView("\xfe\xff\0a\x65\xe5", 6), "utf-8"), "a日");
    EXPECT_EQ(decoded(QByteArrayView("\xfe\xff\0a\x65\xe5", 6), ""), "a日");
    EXPECT_EQ(decoded(QByteArrayView("\xff\xfe\0\0a\0\0\0", 8), "utf-8"), "a");
}

TEST(Charset, S1_twoSurrogatesInUtf8AreOneCharacter) {
    EXPECT_EQ(decoded("a\xed\xa0\xbd\xed\xb8\x80z", "utf-8"), "a😀z");
    EXPECT_EQ(decoded("日\xed\xa0\xbd\xed\xb8\x80", ""), "日😀");
    EXPECT_EQ(decoded("\xed\xa0\xbd\xed\xb8\x80", "CESU-8"), "😀");
    EXPECT_EQ(decoded("long enough text \xed\xa0\xbd and the rest", "utf-8").substr(0, 17), "long enough text ");
    EXPECT_EQ(decoded("한", "utf-8"), "한") << "begins with the same byte";
    const QByteArray many = QByteArray("\xed\xa0\xbd\xed\xb8\x80").repeated(200'000);
    EXPECT_EQ(decodeCharset(many, "utf-8").size(), 400'000);
}

TEST(Charset, brokenBytesNeverLoseTheRest) {
    EXPECT_EQ(decoded("long enough text \xff and the rest of it", "utf-8"), "long enough text \ufffd and the rest of it");
}

TEST(Charset, labelsWithQuotesAndBlanks) {
    EXPECT_EQ(decoded("\x93", " \"ISO-8859-1\" "), "“");
    EXPECT_TRUE(detail::isKnownCharset("'UTF-8'"));
    EXPECT_FALSE(detail::isKnownCharset("x-nobody"));
    EXPECT_FALSE(detail::isKnownCharset(""));
    EXPECT_FALSE(detail::isKnownCharset(QByteArray(1000, 'a')));
    EXPECT_FALSE(detail::isKnownCharset("utf-16,version=1"));
}

TEST(Charset, aCutCharacterIsDropped) {
    EXPECT_EQ(detail::withoutCutCharacter("a\xe6\x97"), "a");
    EXPECT_EQ(detail::withoutCutCharacter("日"), "日");
    EXPECT_EQ(detail::withoutCutCharacter("a\xf0"), "a");
    EXPECT_EQ(detail::withoutCutCharacter("\x80\x80\x80\x80\x80"), "\x80\x80\x80\x80\x80");
    EXPECT_EQ(detail::withoutCutCharacter(""), "");
}

} // namespace tributary::mime::tst_Charset
