// SPDX-License-Identifier: GPL-3.0-or-later
// 'Less often, please': by code (RFC 5530), and in the words of those servers that give none.
#include "connect/ImapConnection.h"
#include "connect/Throttling.h"

#include <gtest/gtest.h>

namespace tributary::connect::tst_Throttling {
namespace {

using namespace std::chrono_literals;
using imap::StatusKind;

imap::StatusResponse response(StatusKind kind, const char* code, const char* text) {
    imap::StatusResponse status;
    status.kind = kind;
    status.code.name = code;
    status.text = text;
    return status;
}

Error errorOf(StatusKind kind, const char* code, const char* text) { return statusError(response(kind, code, text), QStringLiteral("UID FETCH")); }

} // namespace

TEST(Throttling, wellKnownWordsCount) {
    for (const auto& [code, text] : std::initializer_list<std::pair<const char*, const char*>>{
             {"ALERT", "Account exceeded bandwidth limits. (Failure)"},
             {"OVERQUOTA", "Account exceeded command or bandwidth limits. (Failure)"},
             {"", "Request is throttled. Suggested Backoff Time: 299941 milliseconds"},
             {"LIMIT", "UID FETCH Rate limit hit."},
             {"LIMIT", "whatever"},
             {"THROTTLED", ""}}) {
        for (const StatusKind kind : {StatusKind::No, StatusKind::Bye}) {
            const Error error = errorOf(kind, code, text);
            EXPECT_EQ(error.kind, ErrorKind::TemporaryRefusal) << text;
            EXPECT_EQ(error.code, ErrorCode::Throttled) << text;
            EXPECT_EQ(error.serverText, text);
        }
    }
}

TEST(Throttling, tooManyConnectionsAreALimitOfTheirOwn_S35) {
    for (const auto& [code, text] : std::initializer_list<std::pair<const char*, const char*>>{
             {"ALERT", "Too many simultaneous connections. (Failure)"},
             {"UNAVAILABLE", "Maximum number of connections from user+IP exceeded (mail_max_userip_connections=10)"},
             {"LIMIT", "Too many connections"}}) {
        for (const StatusKind kind : {StatusKind::No, StatusKind::Bye}) {
            const Error error = errorOf(kind, code, text);
            EXPECT_EQ(error.kind, ErrorKind::TemporaryRefusal) << text;
            EXPECT_EQ(error.code, ErrorCode::TooManyConnections) << text;
        }
    }
    EXPECT_EQ(errorOf(StatusKind::Bad, "", "User is authenticated but not connected.").code, ErrorCode::TooManyConnections);
    EXPECT_EQ(errorOf(StatusKind::No, "INUSE", "another session").code, ErrorCode::MailboxInUse);
}

TEST(Throttling, otherRefusalsAreAsBefore) {
    EXPECT_FALSE(throttleOf(response(StatusKind::Ok, "LIMIT", "Request is throttled")));
    EXPECT_FALSE(throttleOf(response(StatusKind::No, "AUTHENTICATIONFAILED", "too many simultaneous connections")));
    EXPECT_FALSE(throttleOf(response(StatusKind::No, "", "Mailbox doesn't exist")));
    EXPECT_EQ(errorOf(StatusKind::No, "OVERQUOTA", "full").code, ErrorCode::OverQuota);
    EXPECT_EQ(errorOf(StatusKind::No, "OVERQUOTA", "full").kind, ErrorKind::Refused);
    EXPECT_EQ(errorOf(StatusKind::No, "NONEXISTENT", "").code, ErrorCode::MailboxMissing);
    EXPECT_EQ(errorOf(StatusKind::No, "", "no").code, ErrorCode::ServerRefused);
    EXPECT_EQ(errorOf(StatusKind::Bad, "", "eh").code, ErrorCode::Unsupported);
    for (const char* code : {"UNAVAILABLE", "INUSE", "SERVERBUG"}) {
        EXPECT_EQ(errorOf(StatusKind::No, code, "x").kind, ErrorKind::TemporaryRefusal) << code;
        EXPECT_EQ(errorOf(StatusKind::Bye, code, "x").code, ErrorCode::ByeReceived) << code;
    }
}

TEST(Throttling, theDelayIsTheServersWithinADay) {
    const auto delay = [](const char* text) { return throttleOf(response(StatusKind::No, "LIMIT", text))->delay; };
    EXPECT_EQ(delay("Request is throttled. Suggested Backoff Time: 299941 milliseconds"), 299'941ms);
    EXPECT_EQ(delay("suggested backoff time: 90 seconds"), 90s);
    EXPECT_EQ(delay("Backoff Time: 5"), 5ms);
    EXPECT_EQ(delay("Suggested Backoff Time: 9223372036854775807 milliseconds"), 24h);
    EXPECT_EQ(delay("Suggested Backoff Time: 9223372036854775807 seconds"), 24h);
    for (const char* text : {"", "Backoff Time:", "Backoff Time: x", "Backoff Time: -5 milliseconds", "Backoff Time: 99999999999999999999 seconds", "in 5 seconds"})
        EXPECT_EQ(delay(text), 0ms) << text;
    EXPECT_EQ(errorOf(StatusKind::No, "", "Request is throttled. Suggested Backoff Time: 299941 milliseconds").detail, QStringLiteral("299941"));
    EXPECT_EQ(errorOf(StatusKind::No, "", "Request is throttled.").detail, QStringLiteral("UID FETCH"));
}

} // namespace tributary::connect::tst_Throttling
