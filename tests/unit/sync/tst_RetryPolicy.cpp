// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/RetryPolicy.h"

#include <gtest/gtest.h>

namespace tributary::sync::tst_RetryPolicy {
namespace {

Reaction to(ErrorKind kind) {
    return reactionTo(Error{kind, ErrorCode::None, {}, {}});
}

TEST(RetryPolicy, isTheTableOfTheArchitecture) {
    EXPECT_EQ(to(ErrorKind::Cancelled), Reaction::Quit);
    EXPECT_EQ(to(ErrorKind::Network), Reaction::BackOff);
    EXPECT_EQ(to(ErrorKind::Tls), Reaction::StopAndAsk);
    EXPECT_EQ(to(ErrorKind::TemporaryRefusal), Reaction::BackOff);
    EXPECT_EQ(to(ErrorKind::Refused), Reaction::SkipMailbox);
    EXPECT_EQ(to(ErrorKind::Protocol), Reaction::Reconnect);
    EXPECT_EQ(to(ErrorKind::Storage), Reaction::StopAndReport);
    EXPECT_EQ(to(ErrorKind::InvalidInput), Reaction::StopAndAsk);
    EXPECT_EQ(to(ErrorKind::Internal), Reaction::StopAndReport);
}

TEST(RetryPolicy, aRefusedPasswordIsNeverTriedAgainUnasked) { // S17
    EXPECT_EQ(to(ErrorKind::Auth), Reaction::StopAndAsk);
    EXPECT_EQ(reactionTo(Error{ErrorKind::Auth, ErrorCode::CredentialsRejected, "temporarily unavailable", {}}),
              Reaction::StopAndAsk)
        << "only the kind counts, no words";
    EXPECT_EQ(
        reactionTo(Error{ErrorKind::TemporaryRefusal, ErrorCode::AuthServerUnavailable, "authentication failed", {}}),
        Reaction::BackOff);
}

} // namespace
} // namespace tributary::sync::tst_RetryPolicy
