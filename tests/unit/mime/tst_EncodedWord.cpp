// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Message.h"

#include <gtest/gtest.h>

namespace tributary::mime::tst_EncodedWord {

namespace {

std::string decoded(QByteArrayView value) { return decodeEncodedWords(value).toStdString(); }

} // namespace

TEST(EncodedWord, bothEncodingsAreDecoded) {
    EXPECT_EQ(decoded("=?UTF-8?B?5Lya6K2w?="), "会議");
    EXPECT_EQ(decoded("=?iso-8859-1?q?Andr=E9_Pirard?="), "André Pirard");
    EXPECT_EQ(decoded("=?utf-8*en?Q?ok?="), "ok"); // RFC 2231 5
}

TEST(EncodedWord, blanksBetweenWordsAreNotShown) {
    EXPECT_EQ(decoded("=?UTF-8?B?SGVsbG8=?= =?UTF-8?B?IHdvcmxk?="), "Hello world");
    EXPECT_EQ(decoded("a =?utf-8?q?b?= \t =?iso-8859-1?q?c?= d"), "a bc d");
    EXPECT_EQ(decoded("=?utf-8?q?a?==?utf-8?q?b?="), "ab");
}

TEST(EncodedWord, aCharacterCutInTwoPaddedWordsIsWhole) {
    // 日 is E6 97 A5: "E6 97" padded, then "A5"
    EXPECT_EQ(decoded("=?UTF-8?B?5pc=?= =?utf-8?B?pQ==?="), "日");
    EXPECT_EQ(decoded("=?UTF-8?Q?=E6=97?= =?utf-8?Q?=A5?="), "日");
}

TEST(EncodedWord, iso2022JpCutWithoutResetGoesOn) {
    // 会議 as 1b2442 3271 3544 1b2842; the shift back is only in the second word
    EXPECT_EQ(decoded("=?ISO-2022-JP?B?GyRCMnE=?= =?ISO-2022-JP?B?NUQbKEI=?="), "会議");
    EXPECT_EQ(decoded("=?ISO-2022-JP?B?GyRCMnEbKEI=?= =?ISO-2022-JP?B?GyRCNUQbKEI=?="), "会議");
}

TEST(EncodedWord, rawBytesAreReadAsUtf8OrGuessed) {
    EXPECT_EQ(decoded("Grüße"), "Grüße");
    EXPECT_EQ(decoded("caf\xe9"), "café");
    EXPECT_EQ(decoded("é =?utf-8?q?=C3=A9?="), "é é");
}

TEST(EncodedWord, brokenWordsAreShownAsTheyStand) {
    EXPECT_EQ(decoded("=?utf-8?q?never ends"), "=?utf-8?q?never ends");
    EXPECT_EQ(decoded("=?utf-8?x?what?="), "=?utf-8?x?what?=");
    EXPECT_EQ(decoded("=?utf-8?="), "=?utf-8?=");
    EXPECT_EQ(decoded("=?"), "=?");
    EXPECT_EQ(decoded("=?utf-8?q?open =?utf-8?q?ok?="), "=?utf-8?q?open ok");
    EXPECT_EQ(decoded(""), "");
}

TEST(EncodedWord, blanksAndQuestionMarksInsideAWordAreTolerated) {
    EXPECT_EQ(decoded("=?utf-8?q?two words?="), "two words");
    EXPECT_EQ(decoded("=?utf-8?q?Really?\?="), "Really?");
    EXPECT_EQ(decoded("=?utf-8?B?5Lya 6K2w?="), "会議");
    EXPECT_EQ(decoded("=?utf-8?q?\?="), "");
}

TEST(EncodedWord, lineEndsInsideBecomeBlanks) {
    EXPECT_EQ(decoded("=?utf-8?q?a=0D=0ABcc:_x?="), "a  Bcc: x");
    EXPECT_EQ(decodeEncodedWords("=?utf-8?q?a=00b?=").size(), 3);
    EXPECT_EQ(decoded("=?utf-8?q?a=00b?="), "a b");
}

TEST(EncodedWord, anUnknownCharsetIsGuessed) {
    EXPECT_EQ(decoded("=?x-nobody?q?=C3=A9?="), "é");
    EXPECT_EQ(decoded("=?us-ascii?q?=C3=A9?="), "é");
}

} // namespace tributary::mime::tst_EncodedWord
