// SPDX-License-Identifier: GPL-3.0-or-later
// What a person reads in a terminal: nothing that a sender chose commands it, turns it or hides.
#include "cli/Output.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tributary::cli::tst_Output {
namespace {

using namespace Qt::Literals::StringLiterals;

template <typename Work> std::string printed(const Work& work, bool json = false) {
    CommandLine line;
    line.json = json;
    testing::internal::CaptureStdout();
    work(Output(line));
    return testing::internal::GetCapturedStdout();
}

TEST(Output, S1_tablesShowWhatHidesOrTurns) {
    const std::string table = printed([](const Output& out) { out.table({u"from"_s, u"subject"_s}, {{u"\"a b\"@x.example"_s, u"a\u202Ebc\x1b[2Jd\ne"_s}}); });
    EXPECT_NE(table.find("\"a b\"@x.example"), std::string::npos) << table;
    EXPECT_NE(table.find("a[U+202E]bc[U+001B][2Jd e"), std::string::npos) << table;
    EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 2) << "a cell is one line";
}

TEST(Output, S1_textsKeepTheirLinesAndNothingElse) {
    EXPECT_EQ(printed([](const Output& out) { out.text(u"one\n\ttwo    three\u200B\u202E\x07\n"_s); }), "one\n\ttwo    three[U+202E][U+0007]\n");
    EXPECT_EQ(printed([](const Output& out) { out.text(u"会議 👨‍👩‍👧"_s); }), "会議 👨‍👩‍👧\n");
}

TEST(Output, S1_jsonIsForPrograms) {
    const std::string json = printed([](const Output& out) { out.value(QJsonObject{{u"subject"_s, u"a\u202Eb"_s}}); }, true);
    EXPECT_NE(json.find("a\u202Eb"), std::string::npos) << json;
}

} // namespace
} // namespace tributary::cli::tst_Output
