// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Backoff.h"
#include "engine/OutboxReasons.h"
#include "engine/Profile.h"
#include "engine/Relay.h"
#include "model/Outbox.h"
#include "net/OpenLines.h"
#include "send/OutboxRunner.h"

#include <QHash>
#include <QObject>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace tributary::engine {

/// Sees to it that what stands in the outbox leaves when it is due (S14, S18): for each outgoing server that has something to
/// do a thread, as long as it has (docs/adr/0005). A thread of its own, because an account's worker may be in the middle of a
/// sync that takes hours. Lives on the GUI thread; waits only in its destructor.
class OutboxSender : public QObject {
    Q_OBJECT

  public:
    OutboxSender(Profile& profile, Relay& relay, std::shared_ptr<net::OpenLines> lines);
    ~OutboxSender() override;

    /// Those whose outgoing servers may be spoken to now; a line of another one ends.
    void setAccounts(const QList<model::Account>& accounts);
    /// Ends the account's dialogue, if there is one; stopped: it has come to its end, and there is no other until setAccounts().
    void stop(AccountId via, std::function<void()> stopped);
    /// The whole of the outbox, each time it has changed.
    void follow(const QList<model::OutboxMessage>& outbox);
    /// What failed for the network's sake is tried at once.
    void networkRestored();
    /// The user has mended something, or asks for another try: a refused sign-in counts no more.
    void retry(AccountId via);
    /// What keeps which line from sending now: what the user has to mend, or what it waits to try again after.
    [[nodiscard]] OutboxReasons reasons() const;

    /// The same on the calling worker thread, once: sends what is due through the account.
    [[nodiscard]] Result<send::SendOutcome> sendHere(const model::Account& account, const CancelToken& cancel);

  Q_SIGNALS:
    /// What follow() was given last is old: it is to be called again.
    void outdated();
    /// The account's worker has a copy to look for in Sent.
    void copyWanted(tributary::AccountId account);

  private:
    struct Line {
        model::Account account;
        QThread* thread = nullptr;
        CancelSource cancel;
        Backoff backoff{std::chrono::seconds(5), std::chrono::minutes(10)};
        qint64 notBeforeMs = 0;        ///< after a failed connection
        std::optional<Error> stopped;
        std::optional<Error> failed;   ///< why it waits until then
        bool isLeaving = false;        ///< the account is gone, its thread not yet
        std::function<void()> afterEnd; ///< of the thread
    };
    void look();
    void begin(Line& line);
    void finished(AccountId via, const Result<send::SendOutcome>& result);
    [[nodiscard]] qint64 timeOf(const model::OutboxMessage& message) const;

    Profile& m_profile;
    Relay& m_relay;
    std::shared_ptr<net::OpenLines> m_lines;
    QHash<qint64, std::shared_ptr<Line>> m_accounts;
    QList<model::OutboxMessage> m_outbox;
    QTimer m_timer;
    bool m_ending = false;
};

} // namespace tributary::engine
