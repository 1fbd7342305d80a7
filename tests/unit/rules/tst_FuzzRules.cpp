// SPDX-License-Identifier: GPL-3.0-or-later
// The fuzz target of Thunderbird's filter files as a plain function (S5): a short run on every test, without the fuzzer's compiler.
#include "support/ChangedBytes.h"

#include <gtest/gtest.h>

extern "C" int fuzz_rules_file(const std::uint8_t* data, std::size_t size);

namespace {

const QByteArray kHead = "version=\"9\"\r\nlogging=\"no\"\r\nname=\"n\"\r\nenabled=\"yes\"\r\ntype=\"17\"\r\n";

QList<QByteArray> seeds() {
    return {kHead + "action=\"Move to folder\"\r\nactionValue=\"imap://me%40home.example@imap.home.example/Archive/Bills%20%E8%AB%8B\"\r\naction=\"AddTag\"\r\n"
                    "actionValue=\"$label1\"\r\naction=\"Stop execution\"\r\ncondition=\"AND (subject,contains,\\\"a, (b)\\\") AND (from,isn't,boss@work.example)\"\r\n",
            kHead + "action=\"Forward\"\r\nactionValue=\"you@else.example\"\r\ncondition=\"ALL\"\r\nname=\"\"\r\nenabled=\"no\"\r\naction=\"JunkScore\"\r\nactionValue=\"100\"\r\n",
            kHead + "action=\"Mark read\"\r\ncondition=\"OR (\\\"X-Spam\\\",begins with,yes) OR (size,is greater than,10) OR (date,is before,21-Nov-2026)\"\r\n",
            kHead + "action=\"Copy to folder\"\r\nactionValue=\"mailbox://nobody@Local%20Folders/${x}\"\r\ncondition=\"AND (to or cc,contains,\xEF\xBD\x89) OR (body,ends with,*/)\"\r\n",
            "name=\"n\"\nname=\"n\"\naction=\"Run Program\"\nactionValue=\"/bin/sh\"\nnonsense\n"};
}

} // namespace

TEST(FuzzRules, S5_anyBytesAreReadWithinTheLimitsAndDoNoHarm) {
    tributary::tests::replay(&fuzz_rules_file, seeds(), {"name=\"", "\"\r\n", "condition=\"", "AND (", "OR (", "subject,", "contains,", ")", "\\", "\"", "\xFF", "action=\"",
                                                         "actionValue=\"", "imap://", "/", "%", "\n", "\r", "# tributary-end 1", "*/", "${", "Copy to folder"}, 400);
}
