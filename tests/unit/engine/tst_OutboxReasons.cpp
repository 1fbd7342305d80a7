// SPDX-License-Identifier: GPL-3.0-or-later
// Why messages wait (S17).
#include "engine/OutboxReasons.h"

#include <gtest/gtest.h>

namespace tributary::engine::tst_OutboxReasons {
namespace {

using model::OutboxMessage;
using model::OutboxState;

constexpr qint64 kNow = 1'000'000;
const Error kRefused{ErrorKind::Auth, ErrorCode::CredentialsRejected, "535 5.7.8 no", {}};
const Error kNoServer{ErrorKind::Network, ErrorCode::ConnectionRefused, {}, QStringLiteral("smtp.mail.example")};

OutboxMessage queued(qint64 id, qint64 via = 1, const std::optional<Error>& error = {}) {
    OutboxMessage message;
    message.id = OutboxId(id);
    message.account = message.via = AccountId(via);
    message.error = error;
    message.nextTryMs = error ? kNow : 0;
    return message;
}

TEST(OutboxReasons, S17_thoseBehindTheFirstWaitForTheSame) {
    QList<OutboxMessage> outbox{queued(1, 1, kRefused), queued(2), queued(3), queued(4, 2)};
    giveReasons(outbox, {}, kNow);
    EXPECT_EQ(outbox[1].error, kRefused);
    EXPECT_EQ(outbox[2].error, kRefused);
    EXPECT_FALSE(outbox[3].error) << "through another account";
}

TEST(OutboxReasons, S17_theReasonGoesWithTheFirstOne) {
    QList<OutboxMessage> outbox{queued(1, 1, kRefused), queued(2)};
    outbox[0].state = OutboxState::Sending;
    giveReasons(outbox, {}, kNow);
    EXPECT_FALSE(outbox[1].error);
    outbox = {queued(2)};
    giveReasons(outbox, {}, kNow);
    EXPECT_FALSE(outbox[0].error);
}

TEST(OutboxReasons, whatAMessageWasRefusedForItselfIsNoReasonForTheOthers) {
    QList<OutboxMessage> outbox{queued(1, 1, Error{ErrorKind::TemporaryRefusal, ErrorCode::ServerRefused, "451 later", {}}), queued(2)};
    outbox[0].nextTryMs = kNow + 60'000;
    giveReasons(outbox, {}, kNow);
    EXPECT_FALSE(outbox[1].error);
    outbox = {queued(1, 1, Error{ErrorKind::Refused, ErrorCode::SenderRefused, "550 no", {}}), queued(2)};
    outbox[0].state = OutboxState::Failed;
    giveReasons(outbox, {}, kNow);
    EXPECT_FALSE(outbox[1].error);
}

TEST(OutboxReasons, whatIsToLeaveLaterOrHasAReasonKeepsIts) {
    QList<OutboxMessage> outbox{queued(1, 1, kRefused), queued(2), queued(3, 1, kNoServer), queued(4)};
    outbox[1].notBeforeMs = kNow + 1;
    outbox[3].state = OutboxState::Failed;
    giveReasons(outbox, {}, kNow);
    EXPECT_FALSE(outbox[1].error);
    EXPECT_EQ(outbox[2].error, kNoServer);
    EXPECT_FALSE(outbox[3].error);
}

/// The first one was taken back by the user: the door is as closed as before.
TEST(OutboxReasons, S17_whatTheLineKnowsCountsToo) {
    QList<OutboxMessage> outbox{queued(2), queued(3, 2)};
    giveReasons(outbox, {{1, kRefused}}, kNow);
    EXPECT_EQ(outbox[0].error, kRefused);
    EXPECT_FALSE(outbox[1].error);
}

} // namespace
} // namespace tributary::engine::tst_OutboxReasons
