// SPDX-License-Identifier: GPL-3.0-or-later
// What a sync says of the outbox (S14, S18).
#include "engine/OutboxTally.h"

#include <gtest/gtest.h>

namespace tributary::engine::tst_OutboxTally {
namespace {

using model::OutboxMessage;
using model::OutboxReport;
using model::OutboxState;

OutboxMessage message(qint64 id, OutboxState state, qint64 account = 1) {
    OutboxMessage one;
    one.id = OutboxId(id);
    one.account = AccountId(account);
    one.via = AccountId(9);
    one.state = state;
    return one;
}

OutboxReport tally(const QList<OutboxMessage>& before, const QList<OutboxMessage>& after) {
    QList<model::SyncReport> reports(1);
    reports[0].account = AccountId(1);
    tallyOutbox(reports, before, after);
    return reports[0].outbox.value_or(OutboxReport());
}

TEST(OutboxTally, whatHasLeftIsSent) {
    const OutboxReport report = tally({message(1, OutboxState::Queued), message(2, OutboxState::Queued), message(3, OutboxState::Queued, 2)},
                                      {message(2, OutboxState::Submitted)});
    EXPECT_EQ(report.sent, 2);
    EXPECT_EQ(report.waiting + report.failed + report.unknown + report.partly + report.fresh, 0);
}

TEST(OutboxTally, whatWasQueuedMeanwhileAndHasLeftIsSentToo_S5) {
    EXPECT_EQ(tally({}, {message(1, OutboxState::Submitted)}).sent, 1);
    EXPECT_EQ(tally({message(1, OutboxState::Submitted)}, {message(1, OutboxState::Submitted)}).sent, 0) << "before";
}

TEST(OutboxTally, onlyWhatFailedInThisRunIsFresh) {
    const OutboxReport report = tally({message(1, OutboxState::Failed), message(2, OutboxState::Queued), message(3, OutboxState::Queued)},
                                      {message(1, OutboxState::Failed), message(2, OutboxState::Failed), message(3, OutboxState::Unknown)});
    EXPECT_EQ(report.failed, 2);
    EXPECT_EQ(report.unknown, 1);
    EXPECT_EQ(report.fresh, 2);
    EXPECT_EQ(report.sent, 0);
    EXPECT_TRUE(report.needsUser());
}

TEST(OutboxTally, whatDidNotGoToEverybodyIsTold) {
    OutboxMessage filed = message(1, OutboxState::Filed);
    filed.recipients = {{QStringLiteral("a@x.example"), model::RecipientState::Accepted, {}}, {QStringLiteral("b@x.example"), model::RecipientState::Refused, "550 no"}};
    const OutboxReport report = tally({message(1, OutboxState::Queued)}, {filed});
    EXPECT_EQ(report.partly, 1);
    EXPECT_EQ(report.fresh, 1);
    EXPECT_EQ(report.sent, 0);
    OutboxMessage submitted = filed;
    submitted.state = OutboxState::Submitted;
    EXPECT_EQ(tally({submitted}, {filed}).fresh, 0) << "told when it was sent";
}

TEST(OutboxTally, whatWaitsSaysWhy) {
    OutboxMessage waiting = message(1, OutboxState::Queued);
    waiting.error = Error{ErrorKind::Auth, ErrorCode::CredentialsRejected, "535 no", {}};
    const OutboxReport report = tally({waiting}, {waiting, message(2, OutboxState::Queued)});
    EXPECT_EQ(report.waiting, 2);
    EXPECT_EQ(report.reason, waiting.error);
    EXPECT_EQ(report.fresh, 0);
}

} // namespace
} // namespace tributary::engine::tst_OutboxTally
