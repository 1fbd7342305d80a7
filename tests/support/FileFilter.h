// SPDX-License-Identifier: GPL-3.0-or-later
// --file=tst_Class: of a program that has the tests of many files, run those of tst_Class.cpp.
#pragma once

#include <gtest/gtest.h>

#include <cstdio>
#include <string>
#include <string_view>

namespace tributary::tests {

inline bool isOfFile(const ::testing::TestInfo& test, std::string_view file) {
    const std::string_view path = test.file();
    return path.substr(path.rfind('/') + 1) == std::string(file) + ".cpp";
}

/// Call it after InitGoogleTest, which has taken its own options; one of those that choose tests goes before --file. False,
/// and a word on stderr: the argument is not known, or no test is of that file. That must not pass as a success.
inline bool chooseFile(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        constexpr std::string_view kOption = "--file=";
        const std::string_view argument = argv[i];
        if (!argument.starts_with(kOption)) {
            std::fprintf(stderr, "unknown option %s; --file=tst_Class, or those of --help\n", argv[i]);
            return false;
        }
        std::string chosen;
        const ::testing::UnitTest& all = *::testing::UnitTest::GetInstance();
        for (int s = 0; s < all.total_test_suite_count(); ++s) {
            const ::testing::TestSuite& suite = *all.GetTestSuite(s);
            std::string fitting;
            bool whole = true;
            for (int t = 0; t < suite.total_test_count(); ++t) {
                const ::testing::TestInfo& test = *suite.GetTestInfo(t);
                if (isOfFile(test, argument.substr(kOption.size())))
                    fitting += std::string(suite.name()) + '.' + test.name() + ':';
                else
                    whole = false;
            }
            chosen += whole ? std::string(suite.name()) + ".*:" : fitting;
        }
        if (chosen.empty()) {
            std::fprintf(stderr, "no test is of %s.cpp\n", argv[i] + kOption.size());
            return false;
        }
        if (::testing::GTEST_FLAG(filter) == "*")
            ::testing::GTEST_FLAG(filter) = chosen;
    }
    return true;
}

} // namespace tributary::tests
