// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/OutboxSender.h"

#include "accounts/Verification.h"
#include "auth/SecretStore.h"
#include "base/Log.h"
#include "base/ThreadName.h"

#include <algorithm>
#include <limits>

namespace tributary::engine {

using model::OutboxMessage;
using model::OutboxState;

namespace {

constexpr std::chrono::milliseconds kLookForCopies = std::chrono::seconds(2);

} // namespace

OutboxSender::OutboxSender(Profile& profile, Relay& relay, std::shared_ptr<net::OpenLines> lines)
    : m_profile(profile), m_relay(relay), m_lines(std::move(lines)) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &OutboxSender::look);
}

OutboxSender::~OutboxSender() {
    m_ending = true;
    for (const auto& line : std::as_const(m_accounts))
        line->cancel.cancel();
    for (const auto& line : std::as_const(m_accounts)) {
        if (!line->thread)
            continue;
        line->thread->wait(); // every wait of it ends at once when it is cancelled
        delete line->thread;
    }
}

void OutboxSender::setAccounts(const QList<model::Account>& accounts) {
    QHash<qint64, std::shared_ptr<Line>> kept;
    for (const model::Account& account : accounts) {
        auto line = m_accounts.take(account.id.value);
        if (!line)
            line = std::make_shared<Line>();
        if (line->account.outgoing != account.outgoing) // mended, perhaps
            line->stopped.reset();
        line->account = account;
        kept.insert(account.id.value, line);
    }
    for (const auto& gone : std::as_const(m_accounts)) {
        gone->cancel.cancel();
        if (gone->thread) { // ends by itself; it is taken away in finished()
            kept.insert(gone->account.id.value, gone);
            gone->isLeaving = true;
        }
    }
    m_accounts = kept;
    look();
}

void OutboxSender::stop(AccountId via, std::function<void()> stopped) {
    const auto line = m_accounts.value(via.value);
    if (!line || !line->thread) {
        m_accounts.remove(via.value);
        return stopped();
    }
    line->isLeaving = true;
    line->afterEnd = std::move(stopped);
    line->cancel.cancel();
}

void OutboxSender::follow(const QList<OutboxMessage>& outbox) {
    m_outbox = outbox;
    look();
}

void OutboxSender::networkRestored() {
    for (const auto& line : std::as_const(m_accounts)) {
        line->notBeforeMs = 0;
        line->failed.reset();
        line->backoff.reset();
        if (line->stopped && line->stopped->kind == ErrorKind::Tls) // may have been another network's page
            line->stopped.reset();
    }
    look();
}

void OutboxSender::retry(AccountId via) {
    if (const auto line = m_accounts.value(via.value)) {
        line->stopped.reset();
        line->failed.reset();
        line->notBeforeMs = 0;
    }
    look();
}

OutboxReasons OutboxSender::reasons() const {
    OutboxReasons reasons;
    for (const auto& line : std::as_const(m_accounts)) {
        const std::optional<Error>& reason = line->stopped ? line->stopped : line->failed;
        if (reason && !line->thread)
            reasons.insert(line->account.id.value, *reason);
    }
    return reasons;
}

qint64 OutboxSender::timeOf(const OutboxMessage& message) const {
    const auto line = m_accounts.value(message.via.value);
    return std::max({message.notBeforeMs, message.nextTryMs, line ? line->notBeforeMs : 0});
}

/// Starts what is due, and sets the timer to what is due next.
void OutboxSender::look() {
    if (m_ending)
        return;
    const qint64 now = Clock::system().utcNowMs();
    qint64 next = std::numeric_limits<qint64>::max();
    for (const OutboxMessage& message : std::as_const(m_outbox)) {
        if (message.state == OutboxState::Submitted && !message.error) {
            Q_EMIT copyWanted(message.account);
            next = std::min(next, now + kLookForCopies.count());
        }
        const auto line = m_accounts.value(message.via.value);
        if (message.state != OutboxState::Queued || !line || line->stopped || line->isLeaving || line->thread)
            continue;
        if (const qint64 due = timeOf(message); due > now)
            next = std::min(next, due);
        else
            begin(*line);
    }
    if (next == std::numeric_limits<qint64>::max()) {
        m_timer.stop();
        return;
    }
    constexpr qint64 kMostAhead = 3'600'000; // a clock that is set meanwhile is noticed
    m_timer.start(std::chrono::milliseconds(std::clamp<qint64>(next - now, 1, kMostAhead)));
}

void OutboxSender::begin(Line& line) {
    line.cancel = CancelSource();
    line.thread = QThread::create([this, account = line.account, cancel = line.cancel.token()] {
        nameThread("outbox");
        auto result = std::make_shared<Result<send::SendOutcome>>(sendHere(account, cancel));
        m_relay.post([this, id = account.id, result] { finished(id, *result); });
    });
    line.thread->start();
}

void OutboxSender::finished(AccountId via, const Result<send::SendOutcome>& result) {
    const auto line = m_accounts.value(via.value);
    if (m_ending || !line || !line->thread)
        return;
    line->thread->wait(); // it has nothing left to do
    delete std::exchange(line->thread, nullptr);
    if (line->isLeaving) {
        m_accounts.remove(via.value);
        if (line->afterEnd)
            line->afterEnd();
        return;
    }
    line->failed.reset();
    if (result) {
        line->backoff.reset();
        line->notBeforeMs = 0;
    } else if (model::isForUser(result.error())) {
        line->stopped = result.error();
    } else {
        qCInfo(lcEngine) << "outbox of account" << via.value << "waits:" << codeName(result.error().code);
        line->failed = result.error();
        line->notBeforeMs = Clock::system().utcNowMs() + line->backoff.next().count();
    }
    Q_EMIT outdated();
}

Result<send::SendOutcome> OutboxSender::sendHere(const model::Account& account, const CancelToken& cancel) {
    TRY(const auto reader, m_profile.store->makeReader());
    send::SendContext context{account, *m_profile.store, *reader, Clock::system(), cancel, {}, {}};
    context.unseal = [&secrets = m_profile.keys->secrets()](const QByteArray& sealed) { return accounts::unsealedMail(secrets, sealed); };
    const auto connector = [&]() -> Result<std::unique_ptr<connect::SmtpConnection>> {
        TRY_STATUS(accounts::checkAllowed(account, m_profile.policy)); // one that was added before there was this policy
        connect::SmtpTarget target;
        target.server = account.outgoing;
        m_profile.keys->fill(target, account);
        target.certificates = m_profile.policy.certificates;
        target.cancel = cancel;
        target.lines = m_lines;
        target.budget = m_profile.budget;
        target.purpose = connect::Purpose::User;
        return m_profile.keys->open<connect::SmtpConnection>(target, account, cancel);
    };
    return send::OutboxRunner(context, connector).run();
}

} // namespace tributary::engine
