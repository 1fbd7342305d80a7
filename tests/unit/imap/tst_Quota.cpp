// SPDX-License-Identifier: GPL-3.0-or-later
// RFC 9208, and servers of RFC 2087: the command and its two answers, honest or not (S7).
#include "EventText.h"
#include "imap/Command.h"
#include "imap/Legality.h"
#include "imap/Limits.h"
#include "imap/response/Parser.h"
#include "imap/wire/Encoder.h"

#include <gtest/gtest.h>

namespace tributary::imap::tst_Quota {
namespace {

QByteArray parsed(const QByteArray& line, const QByteArrayList& literals = {}) {
    Fragment fragment{{line}, {}};
    if (!literals.isEmpty()) {
        fragment.texts = {};
        for (const QByteArray& text : line.split('|'))
            fragment.texts.append(text);
        for (const QByteArray& literal : literals)
            fragment.literals.append(literal);
    }
    const auto event = parseUntagged(fragment);
    if (!event)
        return codeName(event.error().code).latin1();
    return *event ? tests::textOf(**event) : QByteArray();
}

constexpr char kMalformed[] = "malformed-response";

TEST(Quota, S7_theCommandNamesAMailbox) {
    const auto encoded = encodeCommand("A1", command::getQuotaRoot("INBOX"), LiteralMode::Synchronising);
    ASSERT_TRUE(encoded);
    EXPECT_EQ(encoded->chunks.join('|'), "A1 GETQUOTAROOT \"INBOX\"\r\n");
    EXPECT_TRUE(isLegal(Command::Kind::GetQuotaRoot, State::Authenticated));
    EXPECT_TRUE(isLegal(Command::Kind::GetQuotaRoot, State::Selected));
    EXPECT_FALSE(isLegal(Command::Kind::GetQuotaRoot, State::NotAuthenticated));
}

TEST(Quota, S7_rootsOfAMailbox) { // RFC 9208 4.2.2
    EXPECT_EQ(parsed("* QUOTAROOT INBOX \"\""), "quotaroot INBOX =[]");
    EXPECT_EQ(parsed("* QUOTAROOT comp.mail.mime"), "quotaroot comp.mail.mime =[]");
    EXPECT_EQ(parsed("* QUOTAROOT \"a b\" \"User quota\" #user/alice"), "quotaroot a b =[User quota|#user/alice]");
    EXPECT_EQ(parsed("* QUOTAROOT INBOX |", {"ro{t"}), "quotaroot INBOX =[ro{t]");
    EXPECT_EQ(parsed("* QUOTAROOT x " + QByteArray("r ").repeated(1000)).count('r'), 1 + limits::kQuotaRoots) << "more are left out";
    for (const char* line : {"* QUOTAROOT", "* QUOTAROOT (", "* QUOTAROOT INBOX (x)"})
        EXPECT_EQ(parsed(line), kMalformed) << line;
    EXPECT_EQ(parsed("* QUOTAROOT " + QByteArray(limits::kMailboxName + 1, 'x')), "limit-exceeded");
}

TEST(Quota, S7_resourcesOfARoot) { // RFC 9208 4.2.1
    EXPECT_EQ(parsed("* QUOTA \"\" (STORAGE 10 512)"), "quota [] STORAGE=10/512");
    EXPECT_EQ(parsed("* QUOTA \"User quota\" (STORAGE 10 512 MESSAGE 20 100)"), "quota [User quota] STORAGE=10/512 MESSAGE=20/100");
    EXPECT_EQ(parsed("* QUOTA \"#user/alice\" (storage 54 111  message 42 1000)"), "quota [#user/alice] STORAGE=54/111 MESSAGE=42/1000");
    EXPECT_EQ(parsed("* QUOTA \"\" ()"), "quota []") << "RFC 2087: no limits";
    EXPECT_EQ(parsed("* QUOTA \"ROOT\""), "quota [ROOT]") << "Courier's for the same";
    EXPECT_EQ(parsed("* QUOTA \"\" (X-NUM-FOLDERS 1 2 ANNOTATION-STORAGE 3 4)"), "quota [] X-NUM-FOLDERS=1/2 ANNOTATION-STORAGE=3/4");
}

TEST(Quota, S7_hugeNumbersEndNoConnection) {
    EXPECT_EQ(parsed("* QUOTA \"\" (STORAGE 10 18446744073709551615)"), "quota [] STORAGE=10/9223372036854775807");
    EXPECT_EQ(parsed("* QUOTA \"\" (STORAGE 0 " + QByteArray(1000, '9') + ")"), "quota [] STORAGE=0/9223372036854775807");
    EXPECT_EQ(parsed("* QUOTA \"\" (STORAGE -1 5 MESSAGE 1 x)"), "quota []") << "no numbers: left out";
    EXPECT_EQ(parsed("* QUOTA \"\" (STORAGE -1 -1 MESSAGE 1 2)"), "quota [] MESSAGE=1/2");
}

TEST(Quota, S7_whatBreaksTheGrammarIsTold) {
    for (const char* line : {"* QUOTA", "* QUOTA \"\" STORAGE 1 2", "* QUOTA \"\" (", "* QUOTA \"\" (STORAGE", "* QUOTA \"\" (STORAGE 1", "* QUOTA \"\" (STORAGE 1 2",
                             "* QUOTA \"\" (STORAGE (1) 2)", "* QUOTA \"\" (<<<<", "* QUOTA \"open (STORAGE 1 2)"})
        EXPECT_EQ(parsed(line), kMalformed) << line;
    EXPECT_EQ(parsed("* QUOTA \"\" (" + QByteArray("A 1 2 ").repeated(100'000) + ")").count("A=1/2"), limits::kQuotaResources);
    EXPECT_EQ(parsed("* QUOTA \"\" (STORAGE |)", {"12"}), kMalformed) << "a literal is no number";
}

} // namespace
} // namespace tributary::imap::tst_Quota
