// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Backoff.h"
#include "connect/ImapConnection.h"
#include "sync/MailboxListSync.h"
#include "sync/MailboxSync.h"
#include "sync/SyncContext.h"

#include <functional>
#include <memory>

namespace tributary::sync {

/// The straight-line life of one account's worker: connect, sync everything, stay on IDLE, begin again after an error by
/// RetryPolicy. Lives on the worker's thread; ended by the context's CancelToken, hurried by its WakeUp.
class AccountSync {
  public:
    using Connector = std::function<Result<std::unique_ptr<connect::ImapConnection>>()>;

    AccountSync(SyncContext& context, Connector connector, std::shared_ptr<WakeUp> wakeUp);

    /// One complete sync over a connection of its own. The report's error says why it ended early; mailboxes that failed
    /// alone carry theirs.
    [[nodiscard]] model::SyncReport syncOnce(const QStringList& globs);
    /// syncOnce, then new mail as it comes, until cancelled; the first error that RetryPolicy does not mend ends it.
    [[nodiscard]] Status watchOnce(const QStringList& globs);
    /// For good: until cancelled, or until the account needs the user (the error that stopped it is returned).
    [[nodiscard]] Status runForever();

  private:
    [[nodiscard]] Status connectAndWatch(const QStringList& globs);
    [[nodiscard]] Status syncAll(connect::ImapConnection& connection, const QStringList& globs, model::SyncReport& report);
    [[nodiscard]] Status syncOne(connect::ImapConnection& connection, const ListedMailbox& listed, const ListedMailbox* inbox,
                                 model::SyncReport& report);
    [[nodiscard]] Status loadStatus(connect::ImapConnection& connection, QList<ListedMailbox>& listed);
    [[nodiscard]] bool isUnchanged(const connect::ImapConnection& connection, const ListedMailbox& listed) const;
    [[nodiscard]] Result<bool> inboxGrew(connect::ImapConnection& connection, const model::Mailbox& inbox);
    [[nodiscard]] Status watchInbox(connect::ImapConnection& connection, const QStringList& globs);
    void tellState(model::AccountActivity activity, std::optional<Error> reason = {}, qint64 retryAtMs = 0);
    void tellFinished();
    [[nodiscard]] model::MailboxReport startReport(const QString& name);
    void finishReport(const connect::ImapConnection& connection, model::MailboxReport& report);

    SyncContext& m_context;
    Connector m_connector;
    std::shared_ptr<WakeUp> m_wakeUp;
    Backoff m_backoff;
    qint64 m_lastSyncMs = 0;
    connect::Traffic m_before;
    Clock::TimePoint m_started;
    Clock::TimePoint m_lastLook;
    bool m_bulk = false;
};

} // namespace tributary::sync
