// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/SieveText.h"

#include "rules/SieveMarkers.h"
#include "unit/rules/RulesMail.h"

#include <gtest/gtest.h>

namespace tributary::rules::tst_SieveText {
namespace {

using namespace testing;

TEST(SieveText, quotesSoThatNothingEndsTheString) {
    EXPECT_EQ(sieveString(utf8("a\"; discard; \"b")).value(), "\"a\\\"; discard; \\\"b\"");
    EXPECT_EQ(sieveString(utf8("a\\")).value(), "\"a\\\\\"");
    EXPECT_EQ(sieveString(utf8("\\\"")).value(), "\"\\\\\\\"\"");
    EXPECT_EQ(sieveString(utf8("請求書")).value(), QByteArray("\"請求書\""));
    EXPECT_EQ(sieveString(utf8("$ {x} $5")).value(), "\"$ {x} $5\"");
    EXPECT_EQ(sieveStrings({utf8("a"), utf8("b\"")}).value(), "[\"a\", \"b\\\"\"]");
}

TEST(SieveText, refusesWhatNoStringMayHold) {
    for (const char* text : {"a\r\nb", "a\nb", "a\tb", "\x01", "\x7f", "${x}", "${hex:22}", "\xC2\x85", "\xE2\x80\xA8"})
        EXPECT_FALSE(sieveString(utf8(text)).has_value()) << text;
    EXPECT_FALSE(sieveString(QString(QChar(0))).has_value());
    EXPECT_FALSE(sieveString(QString(QChar(0xD800))).has_value());
    EXPECT_FALSE(sieveStrings({utf8("a"), utf8("\n")}).has_value());
    EXPECT_FALSE(sieveText(utf8("a\n${x}")).has_value());
}

TEST(SieveText, aTextCannotEndBeforeItsEnd) {
    EXPECT_EQ(sieveText(utf8("one\n.\n..\ndiscard;\r\nlast\r.")).value(), "text:\r\none\r\n..\r\n...\r\ndiscard;\r\nlast\r\n..\r\n.\r\n");
    EXPECT_EQ(sieveText(QString()).value(), "text:\r\n\r\n.\r\n");
}

TEST(SieveText, aCommentStaysOneLine) {
    const QString name = utf8("a\r\ndiscard; 100% \xE2\x80\xA8テスト");
    EXPECT_FALSE(sieveComment(name).contains('\n'));
    EXPECT_FALSE(sieveComment(name).contains('\r'));
    EXPECT_EQ(readSieveComment(sieveComment(name)), name);
}

TEST(SieveText, markersTellAnEditedScript) {
    const QByteArray script = markedScript(QByteArray("require [\"fileinto\"];\r\n" + markedFilter(FilterId(7), utf8("Näme 50%"), "if true {\r\n    stop;\r\n}\r\n") +
                                           markedFilter(FilterId(8), utf8("b"), "keep;\r\n")));
    const ExportedScript read = readExported(script);
    EXPECT_EQ(read.state, ScriptState::Unchanged);
    EXPECT_EQ(read.filters, (QList<MarkedFilter>{{FilterId(7), utf8("Näme 50%"), false}, {FilterId(8), utf8("b"), false}}));
    QByteArray bare = script;
    EXPECT_EQ(readExported(bare.replace("\r\n", " \n").append("\n\n")).state, ScriptState::Unchanged);
    QByteArray edited = script;
    const ExportedScript other = readExported(edited.replace("stop;", "keep;"));
    EXPECT_EQ(other.state, ScriptState::Edited);
    EXPECT_EQ(other.filters, (QList<MarkedFilter>{{FilterId(7), utf8("Näme 50%"), true}, {FilterId(8), utf8("b"), false}}));
    EXPECT_EQ(readExported(QByteArray(script + "discard;\r\n")).state, ScriptState::Edited);
    EXPECT_EQ(readExported(QByteArray("discard;\r\n" + script)).state, ScriptState::Edited);
}

TEST(SieveText, whateverIsReadBackDoesNoHarm) {
    EXPECT_EQ(readExported("").state, ScriptState::NotOurs);
    EXPECT_EQ(readExported("require \"fileinto\";\nkeep;\n").state, ScriptState::NotOurs);
    EXPECT_EQ(readExported(QByteArray(2 << 20, '#')).state, ScriptState::NotOurs);
    QByteArray script = "# tributary-script 1 sha256=\n";
    for (int i = 0; i < 9'000; ++i)
        script += "# tributary-filter 1 sha256=\n# tributary-filter x\n";
    EXPECT_EQ(readExported(script).state, ScriptState::Edited);
}

} // namespace
} // namespace tributary::rules::tst_SieveText
