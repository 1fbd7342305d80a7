// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Backoff.h"
#include "sync/ArrivalFilter.h"
#include "sync/BodyCrew.h"
#include "sync/BodyFetch.h"
#include "sync/MailboxListSync.h"
#include "sync/OpenMailboxWatch.h"
#include "sync/PushRunner.h"
#include "sync/RetryPolicy.h"
#include "sync/SentCopies.h"
#include "sync/SyncContext.h"
#include "sync/SyncReports.h"

#include <QSet>

#include <functional>
#include <memory>

namespace tributary::sync {

class MailboxSync;

/// The straight-line life of one account's worker: connect; push what is queued; list; bring every mailbox's list in step;
/// fetch bodies; stay on IDLE; begin again after an error by RetryPolicy. Lives on the worker's thread; ended by the
/// context's CancelToken, hurried by its WakeUp.
class AccountSync {
  public:
    /// further: connections beside the first that the account's budget allows for bodies.
    AccountSync(SyncContext& context, Connector connector, std::shared_ptr<WakeUp> wakeUp, int further = 1);
    ~AccountSync();

    /// One complete sync over a connection of its own. The report's error says why it ended early; mailboxes that failed
    /// alone carry theirs.
    [[nodiscard]] model::SyncReport syncOnce(const QStringList& globs);
    /// syncOnce, then news as it comes, for good: until cancelled, or until the account needs the user (the error that stopped
    /// it is returned). What else goes wrong is told as the state, and tried again as RetryPolicy says.
    [[nodiscard]] Status runForever(const QStringList& globs);
    [[nodiscard]] Status runForever() { return runForever(m_context.account.mailboxGlobs); }

  private:
    using Listed = QList<ListedMailbox>;
    [[nodiscard]] Status connectAndWatch(const QStringList& globs);
    [[nodiscard]] Status syncAll(connect::ImapConnection& connection, const QStringList& globs, model::SyncReport& report);
    [[nodiscard]] Result<Listed> list(connect::ImapConnection& connection, const QStringList& globs);
    [[nodiscard]] bool waitsForList(MailboxId mailbox);
    [[nodiscard]] Status listAndSync(connect::ImapConnection& connection, const QStringList& globs);
    [[nodiscard]] Status syncListed(connect::ImapConnection& connection, Listed& listed);
    [[nodiscard]] Status syncLists(connect::ImapConnection& connection, Listed& listed);
    enum class Flight { Changes, NeverSeen };
    [[nodiscard]] Status fly(connect::ImapConnection& connection, const Listed& listed, QSet<qint64>& done, Flight kind);
    [[nodiscard]] bool canFlyFirst(const ListedMailbox& listed) const;
    [[nodiscard]] Status syncOne(connect::ImapConnection& connection, const ListedMailbox& listed);
    [[nodiscard]] Status syncInbox(connect::ImapConnection& connection);
    [[nodiscard]] Status loadStatus(connect::ImapConnection& connection, Listed& listed);
    [[nodiscard]] bool isUnchanged(const connect::ImapConnection& connection, const ListedMailbox& listed) const;

    [[nodiscard]] Status fetchBodies(connect::ImapConnection& connection, const Listed& listed);
    [[nodiscard]] Status fetchBodiesOf(connect::ImapConnection& connection, const model::Mailbox& mailbox, BodyFetch::Pass pass);
    [[nodiscard]] Result<QList<model::Mailbox>> mailboxesWanting(const Listed& listed);
    [[nodiscard]] Status workWithCrew(connect::ImapConnection& connection);
    void startCrew(const connect::ImapConnection& connection, const QList<model::Mailbox>& mailboxes);
    [[nodiscard]] Status markSynced(const Listed& listed);

    [[nodiscard]] Status push(connect::ImapConnection& connection, PushRunner::Pass pass = PushRunner::Pass::Usual);
    /// Filters and the vacation reply on what has come; bodies that they need are fetched. True: there is something to push.
    [[nodiscard]] Result<bool> filterArrivals(connect::ImapConnection& connection);
    [[nodiscard]] Status pushQueue(connect::ImapConnection& connection, PushRunner::Pass pass);
    [[nodiscard]] Status fetchAsked(connect::ImapConnection& connection);
    /// What others want now, and (other than INBOX selected) new mail in INBOX. True: something was done with the
    /// connection, so that whoever had selected a mailbox selects it again.
    [[nodiscard]] Result<bool> serve(connect::ImapConnection& connection, MailboxId selected);
    [[nodiscard]] tl::unexpected<Error> giveWay(connect::ImapConnection& connection);
    [[nodiscard]] Result<bool> isServiceDue(connect::ImapConnection& connection, MailboxId selected);
    [[nodiscard]] Result<bool> inboxSeemsGrown(connect::ImapConnection& connection);
    [[nodiscard]] Result<bool> inboxGrew(connect::ImapConnection& connection);

    [[nodiscard]] Status followOpenMailbox(bool notified);
    [[nodiscard]] Status watch(connect::ImapConnection& connection, const QStringList& globs, bool notified);
    [[nodiscard]] Result<bool> syncChanged(connect::ImapConnection& connection, const QHash<QByteArray, imap::StatusData>& changed,
                                     const QStringList& globs);
    [[nodiscard]] Status selfCheck(connect::ImapConnection& connection, const QStringList& globs);
    [[nodiscard]] Status failMailbox(const QString& name, MailboxId mailbox, const Error& error);

    /// Puts down the end of a connection to the mailbox that was at work. False: it is nobody's fault.
    [[nodiscard]] bool noteBreaking(const Error& error);
    [[nodiscard]] bool isLeftOut(MailboxId mailbox) const;

    void tellState(model::AccountActivity activity, std::optional<Error> reason = {}, qint64 retryAtMs = 0);
    /// Until the next try is due, or somebody wants it sooner. False: cancelled.
    [[nodiscard]] bool waitAfter(const Error& error, Clock::Duration delay);

    SyncContext& m_context;
    Connector m_connector;
    std::shared_ptr<WakeUp> m_wakeUp;
    int m_further;
    Backoff m_backoff;
    SyncReports m_reports;
    SentCopies m_copies{m_context};
    ArrivalFilter m_arrivals{m_context};
    PushOutcome m_pushed; ///< of this pass
    int m_waitingAlready = 0; ///< intents that this pass has looked at and cannot push
    store::BodyBacklog m_backlog;
    std::unique_ptr<BodyCrew> m_crew;
    std::unique_ptr<OpenMailboxWatch> m_openWatch;
    std::optional<model::Mailbox> m_inbox;
    qint64 m_lastSyncMs = 0;
    Clock::TimePoint m_lastLook, m_lastService, m_lastThorough;
    QSet<qint64> m_others;         ///< mailboxes that were not those of the cache by the LIST before
    QSet<qint64> m_othersNow;      ///< those by this one: left to the next
    bool m_listIsOld = false;      ///< there was one
    bool m_bodiesWait = false;     ///< some were left out since the last pass began: the line was metered
    Refusals m_refusals;
    bool m_gaveWay = false;        ///< the last connection ended for a place in the budget
    Clock::TimePoint m_aloneUntil; ///< a crew came to nothing: none until then
    bool m_stays = false;          ///< after the sync it watches: bodies may come beside it
    MailboxId m_atWork;            ///< the mailbox that an error of the connection is put down to
    struct Breaking {
        int times = 0;
        Clock::TimePoint last;
    };
    QHash<qint64, Breaking> m_breaking; ///< mailboxes that broke the connection: the others go first
};

} // namespace tributary::sync
