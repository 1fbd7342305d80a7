// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/Pop3Account.h"

#include "base/Log.h"
#include "sync/Pop3Sync.h"
#include "sync/ProgressMeter.h"
#include "sync/SentCopies.h"

#include <QRandomGenerator>

#include <algorithm>

namespace tributary::sync {

using namespace std::chrono_literals;

Pop3Account::Pop3Account(SyncContext& context, Pop3Connector connector, std::shared_ptr<WakeUp> wakeUp)
    : m_context(context), m_connector(std::move(connector)), m_wakeUp(std::move(wakeUp)) {
    if (!m_context.meter)
        m_context.meter = std::make_shared<ProgressMeter>(m_context.account.id, m_context.clock, m_context.observer.progress);
}

model::SyncReport Pop3Account::syncOnce() {
    model::SyncReport report;
    tellState(model::AccountActivity::Connecting);
    Status status = poll(report);
    if (!status && m_refusals.believed(m_context.account, status.error()) != status.error()) {
        if (m_wakeUp->waitFor(m_context.timing.secondTry, m_context.cancel) != WakeUp::Ended::Cancelled) {
            report = {};
            status = poll(report);
        }
    }
    if (status) {
        tellState(model::AccountActivity::Ready);
    } else {
        const bool asks = reactionTo(status.error()) == Reaction::StopAndAsk;
        tellState(asks ? model::AccountActivity::Disabled : model::AccountActivity::Offline, status.error());
    }
    return report;
}

Status Pop3Account::runForever() {
    for (;;) {
        tellState(model::AccountActivity::Connecting);
        m_context.demands->lookAtAll = false;
        m_context.demands->networkNews = false;
        m_context.demands->reconnect = false;
        model::SyncReport report;
        const Status status = poll(report);
        if (m_context.cancel.isCancelled())
            return {};
        if (status) {
            m_backoff.reset();
            tellState(model::AccountActivity::Ready);
            if (!waitFor(std::chrono::minutes(std::clamp(m_context.account.fetch.pollMinutes, 1, 1440)), nullptr))
                return {};
            continue;
        }
        const Error error = m_refusals.believed(m_context.account, status.error());
        qCInfo(lcSync) << "account" << m_context.account.id.value << kindName(error.kind) << codeName(error.code) << error.detail;
        if (reactionTo(error) == Reaction::StopAndAsk) {
            tellState(model::AccountActivity::Disabled, error);
            return failure(error);
        }
        const auto delay = error != status.error() ? Clock::Duration(m_context.timing.secondTry) : delayAfter(error, m_backoff);
        tellState(model::AccountActivity::Offline, error,
                  m_context.clock.utcNowMs() + std::chrono::duration_cast<std::chrono::milliseconds>(delay).count());
        if (!waitFor(delay, &error))
            return {};
    }
}

/// Sessions follow each other while each brings something.
Status Pop3Account::poll(model::SyncReport& report) {
    report.account = m_context.account.id;
    report.email = m_context.account.email;
    m_context.meter->listing();
    model::MailboxReport inbox;
    Status status = fileCopiesLocally(m_context);
    for (bool isMore = true; status && isMore;) {
        const int before = inbox.added;
        status = session(inbox, isMore);
        if (const Status filtered = filterArrivals(); status && !filtered)
            status = filtered;
        isMore = isMore && inbox.added > before;
    }
    if (status)
        status = m_context.store.expireKept(m_context.clock.utcNowMs());
    m_context.meter->finished();
    if (status)
        m_lastSyncMs = m_context.clock.utcNowMs();
    else
        report.error = status.error();
    if (!inbox.name.isEmpty())
        report.mailboxes.append(inbox);
    if (m_context.observer.report)
        m_context.observer.report(report);
    return status;
}

/// What came before a session broke off, too.
Status Pop3Account::filterArrivals() {
    const auto outcome = m_arrivals.run();
    return outcome ? Status() : Status(failure(outcome.error()));
}

Status Pop3Account::session(model::MailboxReport& report, bool& isMore) {
    const auto start = m_context.clock.now();
    TRY(const auto connection, m_connector(m_context.cancel, m_wakeUp));
    m_refusals.signedIn();
    tellState(model::AccountActivity::Syncing);
    const auto run = Pop3Sync(m_context, *connection).run(report);
    report.roundTrips += connection->roundTrips();
    report.ms += std::chrono::duration_cast<std::chrono::milliseconds>(m_context.clock.now() - start).count();
    isMore = run.value_or(false);
    return run ? Status() : Status(failure(run.error()));
}

bool Pop3Account::isWanted() {
    if (m_context.demands->lookAtAll)
        return true;
    const auto asked = m_context.reader.askedBodies(m_context.account.id);
    return asked && !asked->isEmpty();
}

/// What the user does in the mailboxes is no reason to come: they are here. False: cancelled.
bool Pop3Account::waitFor(Clock::Duration delay, const Error* after) {
    constexpr int kSpreadMs = 500; // many accounts hear of the network in the same moment
    const auto until = m_context.clock.now() + delay;
    for (;;) {
        const auto left = std::max(std::chrono::ceil<std::chrono::milliseconds>(until - m_context.clock.now()), 0ms);
        const bool isMetered = m_context.demands->metered;
        const WakeUp::Ended ended = m_wakeUp->waitFor(isMetered && left == 0ms ? std::chrono::milliseconds(1h) : left, m_context.cancel);
        if (ended == WakeUp::Ended::Cancelled)
            return false;
        if (const Status filed = fileCopiesLocally(m_context); !filed)
            qCWarning(lcSync) << "a sent copy was not filed:" << codeName(filed.error().code);
        if (isWanted())
            return true;
        if (ended == WakeUp::Ended::TimedOut && !m_context.demands->metered)
            return true;
        const bool isNews = m_context.demands->networkNews.exchange(false) || m_context.demands->reconnect.exchange(false);
        if (!isNews || !after || after->kind != ErrorKind::Network)
            continue;
        m_backoff.reset();
        const std::chrono::milliseconds spread(QRandomGenerator::system()->bounded(kSpreadMs));
        return m_wakeUp->waitFor(spread, m_context.cancel) != WakeUp::Ended::Cancelled;
    }
}

void Pop3Account::tellState(model::AccountActivity activity, std::optional<Error> reason, qint64 retryAtMs) {
    if (m_context.observer.state)
        m_context.observer.state({activity, std::move(reason), retryAtMs, m_lastSyncMs});
}

} // namespace tributary::sync
