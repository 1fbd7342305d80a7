// SPDX-License-Identifier: GPL-3.0-or-later
// The fuzz target of ManageSieve and of scripts as a plain function (S5): a short run on every test, without the fuzzer's compiler.
#include "support/ChangedBytes.h"

#include <gtest/gtest.h>

extern "C" int fuzz_sieve(const std::uint8_t* data, std::size_t size);

namespace {

/// The stage that the session is in, how the bytes are cut, what the server says.
QList<QByteArray> seeds() {
    QList<QByteArray> all;
    const QList<std::pair<char, QByteArray>> said{
        {0, "\"IMPLEMENTATION\" \"x\"\r\n\"SIEVE\" \"fileinto include\"\r\n\"STARTTLS\"\r\n\"VERSION\" \"1.0\"\r\nOK (TAG {2}\r\nab) \"ready\"\r\n"},
        {0, "BYE (REFERRAL \"sieve://b\") \"there\"\r\n"}, {1, "OK\r\n\"SASL\" \"\"\r\nOK\r\n"}, {2, "\"YWJj\"\r\n{4}\r\nYWJj\r\nOK (SASL \"YWJj\")\r\n"},
        {3, "\"a\" ACTIVE\r\n{3}\r\nb\"c\r\nOK \"done\"\r\n"}, {4, "{14}\r\nkeep;\r\nstop;\r\n\r\nOK\r\n"}, {5, "NO (QUOTA/MAXSIZE) {11}\r\nline 3: bad\r\n"},
        {6, "\"SIEVE\" \"vacation\"\r\nOK\r\n"}, {7, "BYE \"see you\"\r\n"},
        {8, "require [\"include\", \"fileinto\"];\r\n/* x */ include :personal \"a\\\"b\"; # c\r\nreject text:\r\n..dot\r\n.\r\n;"}};
    for (const auto& [stage, bytes] : said) {
        for (const char step : {'\0', '\x3c'})
            all.append(QByteArray(1, stage) + QByteArray(1, step) + bytes);
    }
    return all;
}

} // namespace

TEST(FuzzSieve, anyBytesOfAServerAreTakenInAnyPieces) {
    tributary::tests::replay(&fuzz_sieve, seeds(), {"{3}\r\n", "{3+}\r\n", "{99999999999}\r\n", "OK", "NO", "BYE", "\r\n", "\"", "\\", "(", ")", "ACTIVE", "text:", "/*", "#", "\xFF", "require"}, 200);
}
