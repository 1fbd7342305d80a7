// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Backoff.h"
#include "connect/Pop3Connection.h"
#include "sync/ArrivalFilter.h"
#include "sync/RetryPolicy.h"
#include "sync/SyncContext.h"

#include <functional>
#include <memory>

namespace tributary::sync {

using Pop3Connector = std::function<Result<std::unique_ptr<connect::Pop3Connection>>(const CancelToken&, const std::shared_ptr<WakeUp>&)>;

/// The life of a POP3 account's worker: a session every few minutes (FetchSettings::pollMinutes), more of them while there is more to
/// come; between them nothing is open (RFC 1939: a session locks the mailbox). On a metered line only when the user asks. Lives on the
/// worker's thread; ended by the context's CancelToken, hurried by its WakeUp.
class Pop3Account {
  public:
    Pop3Account(SyncContext& context, Pop3Connector connector, std::shared_ptr<WakeUp> wakeUp);

    /// Everything that is there now.
    [[nodiscard]] model::SyncReport syncOnce();
    /// As AccountSync::runForever().
    [[nodiscard]] Status runForever();

  private:
    [[nodiscard]] Status poll(model::SyncReport& report);
    [[nodiscard]] Status filterArrivals();
    [[nodiscard]] Status session(model::MailboxReport& report, bool& isMore);
    [[nodiscard]] bool waitFor(Clock::Duration delay, const Error* after);
    [[nodiscard]] bool isWanted();
    void tellState(model::AccountActivity activity, std::optional<Error> reason = {}, qint64 retryAtMs = 0);

    SyncContext& m_context;
    Pop3Connector m_connector;
    std::shared_ptr<WakeUp> m_wakeUp;
    ArrivalFilter m_arrivals{m_context};
    Backoff m_backoff;
    Refusals m_refusals;
    qint64 m_lastSyncMs = 0;
};

} // namespace tributary::sync
