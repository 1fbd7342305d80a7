// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "model/Outbox.h"
#include "send/OutboxRunner.h"
#include "support/SmtpModel.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace tributary::send {

using tests::SmtpFault;
using tests::SmtpModel;
using tests::SmtpPlace;
using Deed = tests::SmtpFault::Deed;

/// The value, or a failed test.
template <typename T> T must(Result<T> result) {
    if (!result) {
        ADD_FAILURE() << codeName(result.error().code).data() << ": " << result.error().detail.toStdString();
        return T();
    }
    return std::move(*result);
}
inline void must(const Status& status) {
    if (!status)
        ADD_FAILURE() << codeName(status.error().code).data() << ": " << status.error().detail.toStdString();
}

/// A store in a directory of its own, an account on a SmtpModel, and a clock that stands still.
class SendTest : public ::testing::Test {
  protected:
    using State = model::OutboxState;
    static constexpr const char* kBob = "bob@model.example";
    static constexpr const char* kCarol = "carol@model.example";

    void SetUp() override;
    void TearDown() override; ///< the database is whole

    OutboxId queue(qsizetype size = 2000); ///< to bob and carol
    /// One run, as the engine makes it.
    Result<SendOutcome> run();
    /// What the engine does at a start of the program.
    void restart();
    /// Runs as a sender with patience does, an hour apart, until nothing is queued or `most` runs are made.
    void runOn(int most = 12);

    [[nodiscard]] model::OutboxMessage row(OutboxId id) { return must(m_reader->outboxMessage(id)); }
    [[nodiscard]] State stateOf(OutboxId id); ///< Filed: it has left
    /// How often the server has taken that message for that recipient.
    [[nodiscard]] int takenFor(OutboxId id, const QByteArray& address) const;

    QTemporaryDir m_directory;
    ManualClock m_clock;
    SmtpModel m_server;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<store::Reader> m_reader;
    model::Account m_account;
    CancelSource m_cancel;
    std::chrono::milliseconds m_answerTimeout = std::chrono::seconds(20);
    QHash<qint64, QByteArray> m_marks; ///< OutboxId -> a line of the message that no other has
};

} // namespace tributary::send
