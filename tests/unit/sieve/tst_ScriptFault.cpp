// SPDX-License-Identifier: GPL-3.0-or-later
// The line of a faulty script, out of servers' words (S5).
#include "sieve/ScriptFault.h"

#include <gtest/gtest.h>

namespace tributary::sieve::tst_ScriptFault {

TEST(ScriptFault, theLineIsRead) {
    EXPECT_EQ(parseScriptFault("tributary: line 3: error: unknown command 'foo'.\r\ntributary: error: validation failed.").line, 3);
    EXPECT_EQ(parseScriptFault("script errors:\r\nline 12: syntax error").line, 12);
    EXPECT_EQ(parseScriptFault("Error on Line: 7").line, 7);
    EXPECT_EQ(parseScriptFault("main_script: line 1: error: x; line 9: y").line, 1) << "the first";
    EXPECT_EQ(parseScriptFault("offline 4, line #5").line, 5);
}
TEST(ScriptFault, whereNoneIsNamedThereIsNone) {
    for (const char* words : {"", "line", "line x", "line 0", "line -3", "line3", "offline 4", "line 99999999999999999999"})
        EXPECT_EQ(parseScriptFault(words).line, 0) << words;
}
TEST(ScriptFault, theWordsStayAsTheyAre) {
    const QByteArray words = "x: LINE 2:\xff\r\n" + QByteArray(10000, 'y');
    EXPECT_EQ(parseScriptFault(words), (ScriptFault{2, words}));
}

} // namespace tributary::sieve::tst_ScriptFault
