// SPDX-License-Identifier: GPL-3.0-or-later
// The life of an account's worker: connections, errors, states. What a sync does is in AccountPass.cpp, what it does between
// two of them in AccountWatch.cpp.
#include "sync/AccountSync.h"

#include "base/Log.h"
#include "sync/ProgressMeter.h"
#include "sync/RetryPolicy.h"
#include "sync/Watch.h"

#include <QRandomGenerator>

#include <utility>

namespace tributary::sync {

using namespace std::chrono_literals;

AccountSync::AccountSync(SyncContext& context, Connector connector, std::shared_ptr<WakeUp> wakeUp, int further)
    : m_context(context), m_connector(std::move(connector)), m_wakeUp(std::move(wakeUp)), m_further(further),
      m_reports(context.clock) {
    if (!m_context.meter)
        m_context.meter = std::make_shared<ProgressMeter>(m_context.account.id, m_context.clock, m_context.observer.progress);
}

AccountSync::~AccountSync() = default;

model::SyncReport AccountSync::syncOnce(const QStringList& globs) {
    model::SyncReport report;
    report.account = m_context.account.id;
    report.email = m_context.account.email;
    tellState(model::AccountActivity::Connecting);
    // A mailbox that breaks the connection is put behind the others, which then have another go. Dovecot says goodbye when
    // another client deletes the mailbox that is being read: in a storm of changes that happens with one after the other.
    constexpr int kAttempts = 6;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        report.error.reset();
        m_atWork = {};
        m_crew.reset();
        auto connection = m_connector(m_context.cancel, m_wakeUp);
        if (!connection && m_refusals.believed(m_context.account, connection.error()) != connection.error()) {
            if (m_wakeUp->waitFor(m_context.timing.secondTry, m_context.cancel) != WakeUp::Ended::Cancelled)
                continue;
        }
        const Status status = connection ? syncAll(**connection, globs, report) : Status(failure(connection.error()));
        if (connection && status)
            (*connection)->logout();
        if (status) {
            tellState(model::AccountActivity::Ready);
            return report;
        }
        report.error = status.error();
        const bool saidGoodbye = connection && status.error().code == ErrorCode::ConnectionClosed && !status.error().serverText.isEmpty();
        if (!noteBreaking(status.error()) && !saidGoodbye)
            break;
        // Growing and jittered: a server that ends every connection is not stormed.
        const auto pause = std::chrono::milliseconds((50 + QRandomGenerator::system()->bounded(50)) << attempt);
        if (attempt + 1 < kAttempts && m_wakeUp->waitFor(pause, m_context.cancel) == WakeUp::Ended::Cancelled)
            break;
    }
    tellState(reactionTo(*report.error) == Reaction::StopAndAsk ? model::AccountActivity::Disabled
                                                                : model::AccountActivity::Offline,
              report.error);
    return report;
}

Status AccountSync::connectAndWatch(const QStringList& globs) {
    if (!std::exchange(m_gaveWay, false)) // in turn with others it is as ready as before
        tellState(model::AccountActivity::Connecting);
    m_context.demands->reconnect = false;
    m_context.demands->networkNews = false;
    m_atWork = {};
    TRY(const auto connection, m_connector(m_context.cancel, m_wakeUp));
    m_refusals.signedIn();
    bool notified = false;
    for (bool first = true;; first = false) {
        model::SyncReport report;
        report.account = m_context.account.id;
        report.email = m_context.account.email;
        m_context.demands->lookAtAll = false;
        m_bodiesWait = false;
        TRY_STATUS(syncAll(*connection, globs, report));
        m_backoff.reset();
        tellState(model::AccountActivity::Ready);
        if (first) {
            TRY(notified, Watch::notify(*connection));
        }
        TRY_STATUS(watch(*connection, globs, notified)); // returns when it is time to look at everything again
    }
}

Status AccountSync::runForever(const QStringList& globs) {
    m_stays = true;
    for (;;) {
        const Status status = connectAndWatch(globs);
        m_crew.reset();
        m_openWatch.reset();
        const Error error = status ? Error{ErrorKind::Cancelled, ErrorCode::Cancelled, {}, {}} : m_refusals.believed(m_context.account, status.error());
        const Reaction reaction = reactionTo(error);
        if (reaction == Reaction::Quit || m_context.cancel.isCancelled())
            return {};
        if (m_gaveWay)
            continue;
        qCInfo(lcSync) << "account" << m_context.account.id.value << kindName(error.kind) << codeName(error.code)
                       << error.detail;
        if (reaction == Reaction::StopAndAsk) {
            tellState(model::AccountActivity::Disabled, error);
            return failure(error);
        }
        (void)noteBreaking(error);
        const bool netChanged = m_context.demands->reconnect.exchange(false) || error.code == ErrorCode::NetworkChanged;
        const bool isDoubted = !status && error != status.error();
        const auto delay = netChanged ? Clock::Duration(200ms) : isDoubted ? m_context.timing.secondTry : delayAfter(error, m_backoff);
        tellState(model::AccountActivity::Offline, error,
                  m_context.clock.utcNowMs() + static_cast<qint64>(delay.count()));
        if (!waitAfter(error, delay))
            return {};
    }
}

/// News of the network is no reason to come sooner to a server that has asked to be left alone; what the user wants is.
bool AccountSync::waitAfter(const Error& error, Clock::Duration delay) {
    constexpr int kSpreadMs = 500; // many accounts, perhaps of one server, hear of it in the same moment
    m_context.demands->lookAtAll = false; // that was tried
    const auto until = m_context.clock.now() + delay;
    for (;;) {
        const auto left = std::max(std::chrono::ceil<Clock::Duration>(until - m_context.clock.now()), Clock::Duration(0));
        const WakeUp::Ended ended = m_wakeUp->waitFor(left, m_context.cancel);
        if (ended == WakeUp::Ended::Cancelled)
            return false;
        const bool isNews = m_context.demands->networkNews.exchange(false);
        if (ended == WakeUp::Ended::TimedOut || !isNews || m_context.demands->lookAtAll)
            return true;
        if (error.kind != ErrorKind::Network)
            continue;
        m_backoff.reset();
        const std::chrono::milliseconds spread(QRandomGenerator::system()->bounded(kSpreadMs));
        return m_wakeUp->waitFor(spread, m_context.cancel) != WakeUp::Ended::Cancelled;
    }
}

/// A server whose process dies of a mailbox ends the connection as a bad line does; so that counts too.
bool AccountSync::noteBreaking(const Error& error) {
    const bool isLost = error.kind == ErrorKind::Network &&
                        (error.code == ErrorCode::ConnectionClosed || error.code == ErrorCode::TimedOut) && !m_context.demands->reconnect;
    if (!m_atWork.isValid() || (!isLost && reactionTo(error) != Reaction::Reconnect))
        return false;
    Breaking& breaking = m_breaking[m_atWork.value];
    ++breaking.times;
    breaking.last = m_context.clock.now();
    return true;
}

/// It is tried again later: once an hour it may end the connection, when all others are in step.
bool AccountSync::isLeftOut(MailboxId mailbox) const {
    constexpr int kBreaksAtMost = 2;
    const auto it = m_breaking.constFind(mailbox.value);
    return it != m_breaking.constEnd() && it->times > kBreaksAtMost && m_context.clock.now() - it->last < m_context.timing.thorough;
}

void AccountSync::tellState(model::AccountActivity activity, std::optional<Error> reason, qint64 retryAtMs) {
    if (m_context.observer.state)
        m_context.observer.state({activity, std::move(reason), retryAtMs, m_lastSyncMs});
}

} // namespace tributary::sync
