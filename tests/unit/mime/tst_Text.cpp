// SPDX-License-Identifier: GPL-3.0-or-later
// A text can be read in another encoding than it says (the menu), and an account's language helps where none is said (S8).
#include "mime/Limits.h"
#include "mime/detail/Iso2022Jp.h"

#include "mime/Message.h"

#include <gtest/gtest.h>

namespace tributary::mime::tst_Text {

namespace {

DecodedText read(const QByteArray& raw, const TextOptions& options = {}) { return readText(raw, parseMessage(raw).parts.last(), options); }

TextOptions forced(const char* label) {
    TextOptions options;
    options.forcedCharset = label;
    return options;
}

std::string hinted(QByteArrayView bytes, QByteArrayView hint, QByteArrayView label = {}) { return decodeCharset(bytes, label, hint).toStdString(); }

} // namespace

TEST(Text, theUsersChoiceWinsOverLabelAndBytes) {
    const QByteArray raw("Content-Type: text/plain; charset=utf-8\r\n\r\n\xc3\xa9");
    EXPECT_EQ(read(raw).text.toStdString(), "é");
    EXPECT_EQ(read(raw).charset, "utf-8");
    EXPECT_EQ(read(raw, forced("iso-8859-1")).text.toStdString(), "Ã©");
    EXPECT_EQ(read(raw, forced("iso-8859-1")).charset, "windows-1252");
    EXPECT_EQ(read(raw, forced("Shift_JIS")).text.toStdString(), "ﾃｩ");
    EXPECT_EQ(read(raw, forced("x-nobody")).text.toStdString(), "é");
    EXPECT_EQ(decodedText(raw, parseMessage(raw).parts.first(), forced("koi8-r")).toStdString(), "ц╘");
}

TEST(Text, aTextThatIsCutSaysSo) {
    TextOptions options;
    options.maxBytes = 5;
    EXPECT_EQ(read("\r\n0123456789", options).text, QStringLiteral("01234"));
    EXPECT_TRUE(read("\r\n0123456789", options).defects.contains(Defect::TextTooLong));
    EXPECT_TRUE(read("\r\n01234", options).defects.isEmpty());
    EXPECT_TRUE(read("Content-Transfer-Encoding: quoted-printable\r\n\r\n" + QByteArray("=41").repeated(100), options).defects.contains(Defect::TextTooLong));
}

TEST(Text, aCharsetThatDoesNotFitSaysSo) {
    EXPECT_TRUE(read("Content-Type: text/plain; charset=utf-8\r\n\r\nlong enough text \xff and the rest").defects.contains(Defect::InvalidCharset));
    EXPECT_TRUE(read("Content-Type: text/plain; charset=x-nobody\r\n\r\nx").defects.contains(Defect::UnknownCharset));
    EXPECT_TRUE(read("Content-Type: text/plain; charset=utf-8\r\n\r\nsent so: \xef\xbf\xbd").defects.isEmpty());
}

TEST(Text, theAccountsLanguageReadsShortTextsWithoutLabel) {
    EXPECT_EQ(hinted("\x93\xfa\x96{", "ja"), "日本");
    EXPECT_EQ(hinted("\xc6\xfc\xcb\xdc\xb8\xec", "ja-JP"), "日本語");
    EXPECT_EQ(hinted("\xb0\xa1\xb3\xaa", "ko"), "가나");
    EXPECT_EQ(hinted("\xd6\xd0\xce\xc4", "zh-CN"), "中文");
    EXPECT_EQ(hinted("\xa4\xa4\xa4\xe5", "zh_TW"), "中文");
    EXPECT_EQ(hinted("\xa4\xa4\xa4\xe5", "zh-Hant-HK"), "中文");
    EXPECT_EQ(hinted("\xcf\xf0\xe8", "ru"), "При");
    EXPECT_EQ(hinted("\xb9\xb6", "pl"), "ą¶");
    EXPECT_EQ(hinted("caf\xe9", "fr"), "café");
    EXPECT_EQ(hinted("\xf0\xd2\xc9", "koi8-r"), "При"); // a label is a hint, too
    EXPECT_EQ(hinted("日本語", "ru"), "日本語");          // what is UTF-8 stays it
    EXPECT_EQ(hinted("\x93\xfa\x96{", "ja", "us-ascii"), "日本");
    EXPECT_EQ(hinted("\x93\xfa\x96{", "ja", "x-nobody"), "日本");
    EXPECT_EQ(hinted("\xe9", "ja", "iso-8859-1"), "é"); // a label that says something wins
}

TEST(Text, theHintReachesSubjectNamesAndFileNames) {
    const QByteArray raw("Subject: \x93\xfa\x96{\r\nFrom: \"\x93\xfa\x96{\" <a@b>\r\nContent-Type: application/pdf; name=\"\x93\xfa\x96{.pdf\"\r\n\r\n");
    const ParsedMessage message = parseMessage(raw, "ja");
    EXPECT_EQ(message.subject.toStdString(), "日本");
    EXPECT_EQ(message.from.value(0).name.toStdString(), "日本");
    EXPECT_EQ(message.parts.first().fileName.toStdString(), "日本.pdf");
}

TEST(Text, utf16WithoutAMarkIsTheOneThatLooksLikeText) {
    EXPECT_EQ(decodeCharset(QByteArrayView("a\0b\0", 4), "utf-16").toStdString(), "ab");
    EXPECT_EQ(decodeCharset(QByteArrayView("\0a\0b", 4), "utf-16").toStdString(), "ab");
    EXPECT_EQ(decodeCharset("\xff\xfe\x42\x30", "utf-16").toStdString(), "あ");
    EXPECT_EQ(decodeCharset("\x30\x42", "utf-16").toStdString(), "あ");
}

TEST(Text, iso2022JpIsCp50220AndMore) {
    const auto decoded = [](QByteArrayView bytes) { return decodeCharset(bytes, "iso-2022-jp").toStdString(); };
    EXPECT_EQ(decoded("\x1b$B-!-j\x1b(B"), "①㈱");                       // NEC row 13
    EXPECT_EQ(decoded("\x1b$Bzbzb\x1b(B"), decodeCharset("\xed\xe0\xed\xe0", "cp932").toStdString()); // NEC's selection of IBM's
    EXPECT_EQ(decoded("\x0e" "6E\x0f" "a"), "ｶﾅa");                      // kana by SO/SI
    EXPECT_EQ(decoded("\x1b(I6E\x1b(Ba"), "ｶﾅa");
    EXPECT_EQ(decoded("\xb6\xc5\x1b$BF|\x1b(B"), "ｶﾅ日");                 // 8-bit kana
    EXPECT_EQ(decoded("\x1b$BF|\nabc"), "日\nabc");                       // a line end goes back
    EXPECT_EQ(decoded("\x1b$BF|\x1b(J\\~\x1b(B"), "日\\~");
    EXPECT_EQ(decoded("\x1b$(BF|\x1b(B"), "日");
    EXPECT_EQ(decoded("\x1b&@\x1b$BF|\x1b(B"), "日");
    EXPECT_EQ(decoded("\x1b$(D\"/\x1b(B"), "˘");                          // JIS X 0212 is not in windows-31j
    EXPECT_EQ(decoded("\x1b$BF"), "\ufffd");
    EXPECT_FALSE(detail::shiftJisOfIso2022Jp("\x1b$A!!"));
}

} // namespace tributary::mime::tst_Text
