// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "model/Account.h"
#include "model/Mailbox.h"

#include <atomic>
#include <functional>

namespace tributary::sync {

/// Counts what an account's sync has done and tells it a few times a second, with rate and time left (S23, S31). Called by
/// all connections of the account, each on its thread; listener is called on the thread that counted.
class ProgressMeter {
  public:
    using Listener = std::function<void(const model::SyncProgress&)>;
    ProgressMeter(AccountId account, const Clock& clock, Listener listener);

    void listing();
    void headers(const model::Mailbox& mailbox, qint64 done, qint64 total);
    /// What the bodies of the account amount to, from now on.
    void beginBodies(qint64 messages, qint64 bytes);
    void bodies(const model::Mailbox& mailbox, model::SyncStage stage, qint64 messages, qint64 bytes);
    void pushing(qint64 done, qint64 total);
    void finished();

  private:
    [[nodiscard]] bool isTime();
    void tell(model::SyncProgress progress);

    AccountId m_account;
    const Clock& m_clock;
    Listener m_listener;
    std::atomic<qint64> m_messages{0}, m_messagesTotal{0}, m_bytes{0}, m_bytesTotal{0};
    std::atomic<qint64> m_startedMs{0}, m_toldMs{-1'000'000};
};

} // namespace tributary::sync
