// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/detail/TransferDecoding.h"

#include <gtest/gtest.h>

namespace tributary::mime::tst_FormatFlowed {

namespace {

std::string flowed(QStringView text, bool delSp = false) { return detail::unflow(text, delSp).toStdString(); }

} // namespace

TEST(FormatFlowed, linesThatEndInABlankFlowOn) {
    EXPECT_EQ(flowed(u"one \ntwo \nthree\nfour\n"), "one two three\nfour\n");
    EXPECT_EQ(flowed(u"a\n\nb"), "a\n\nb");
    EXPECT_EQ(flowed(u""), "");
}

TEST(FormatFlowed, delSpTakesTheBlankAway) { EXPECT_EQ(flowed(u"会 \n議\n", true), "会議\n"); }

TEST(FormatFlowed, stuffedBlanksGo) { EXPECT_EQ(flowed(u" From me\n >no quote\n"), "From me\n>no quote\n"); }

TEST(FormatFlowed, quotesFlowInTheirDepthOnly) {
    EXPECT_EQ(flowed(u"> a \n> b\n>> c \n> d\ne\n"), "> a b\n>> c \n> d\ne\n");
}

TEST(FormatFlowed, aSignatureNeitherFlowsNorIsFlowedInto) {
    EXPECT_EQ(flowed(u"text \n-- \nJane\n"), "text \n-- \nJane\n");
    EXPECT_EQ(flowed(u"> text\n> -- \n> Jane\n"), "> text\n> -- \n> Jane\n");
}

TEST(FormatFlowed, isUndoneWhereTheTypeSaysSo) {
    const QByteArray raw("Content-Type: text/plain; format=Flowed; DelSp=Yes\r\n\r\none \r\ntwo\r\n");
    EXPECT_EQ(decodedText(raw, parseMessage(raw).parts[0]).toStdString(), "onetwo\n");
}

} // namespace tributary::mime::tst_FormatFlowed
