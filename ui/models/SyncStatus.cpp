// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/SyncStatus.h"

#include "ui/models/ErrorText.h"
#include "ui/models/MailboxNames.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace tributary::ui {

namespace {

constexpr int kStatusTickMs = 250; // four times a second at most
constexpr int kMinuteMs = 30'000;
constexpr qint64 kSecond = 1000, kMinute = 60 * kSecond, kHour = 60 * kMinute;

QString amountText(const model::SyncProgress& progress) {
    return SyncStatus::tr("%1 of %2").arg(QLocale().toString(progress.messagesDone), QLocale().toString(progress.messagesTotal));
}

QString stageText(const model::SyncProgress& progress) {
    const bool counted = progress.messagesTotal > 0;
    switch (progress.stage) {
    case model::SyncStage::Listing: return SyncStatus::tr("looking for mailboxes");
    case model::SyncStage::Headers:
        return counted ? SyncStatus::tr("headers %1", "12,400 of 100,000").arg(amountText(progress)) : SyncStatus::tr("looking for new mail");
    case model::SyncStage::Bodies: return SyncStatus::tr("mail %1", "41 %, or 12 of 30");
    case model::SyncStage::Attachments: return SyncStatus::tr("attachments %1", "41 %, or 12 of 30");
    case model::SyncStage::Pushing: return SyncStatus::tr("sending your changes");
    }
    return {};
}

/// Why an account is not online, as far as it is known.
QString offlineText(const AccountSync& sync) {
    const std::optional<Error>& reason = sync.snapshot.state.reason;
    if (reason && reason->kind != ErrorKind::Network)
        return shortErrorText(*reason);
    if (sync.network.isOffline)
        return SyncStatus::tr("no network");
    if (sync.network.hasPortal || (reason && reason->code == ErrorCode::CaptivePortal))
        return SyncStatus::tr("the network wants you to sign in first");
    return SyncStatus::tr("offline");
}

} // namespace

QString AccountSync::name() const { return snapshot.account.name.isEmpty() ? snapshot.account.email : snapshot.account.name; }

bool AccountSync::isQuiet() const {
    if (paused || waiting > 0 || snapshot.state.retryAtMs > 0)
        return false;
    return !progress;
}

QString durationText(qint64 ms) {
    if (ms < kMinute)
        return SyncStatus::tr("less than a minute");
    if (ms < kHour)
        return SyncStatus::tr("%n min", nullptr, static_cast<int>((ms + kMinute / 2) / kMinute));
    if (ms < 48 * kHour)
        return SyncStatus::tr("%n h", nullptr, static_cast<int>((ms + kHour / 2) / kHour));
    return SyncStatus::tr("%n day(s)", nullptr, static_cast<int>((ms + 12 * kHour) / (24 * kHour)));
}

int progressPercent(const model::SyncProgress& progress) {
    const bool byBytes = progress.bytesTotal > 0 && progress.stage != model::SyncStage::Headers;
    const qint64 done = byBytes ? progress.bytes : progress.messagesDone;
    const qint64 total = byBytes ? progress.bytesTotal : progress.messagesTotal;
    return total > 0 ? static_cast<int>(std::clamp<qint64>(done * 100 / total, 0, 100)) : -1;
}

QString progressText(const model::SyncProgress& progress) {
    QString text = stageText(progress);
    if (text.contains(QLatin1String("%1"))) {
        const int percent = progressPercent(progress);
        text = text.arg(percent >= 0 ? SyncStatus::tr("%1 %").arg(percent) : amountText(progress));
    }
    if (progress.bytesPerSecond > 0)
        text += QStringLiteral(" · ") + SyncStatus::tr("%1/s", "1.2 MB/s").arg(sizeText(progress.bytesPerSecond));
    if (progress.msLeft >= 0 && progress.stage != model::SyncStage::Listing)
        text += QStringLiteral(" · ") + SyncStatus::tr("about %1 left").arg(durationText(progress.msLeft));
    return text;
}

QString syncStateText(const AccountSync& sync, qint64 nowMs) {
    using model::AccountActivity;
    const model::AccountState& state = sync.snapshot.state;
    if (sync.paused)
        return SyncStatus::tr("paused");
    if (state.activity == AccountActivity::Disabled)
        return state.reason ? shortErrorText(*state.reason) : SyncStatus::tr("switched off");
    if (state.activity == AccountActivity::Offline) {
        const QString why = offlineText(sync);
        const qint64 left = state.retryAtMs - nowMs;
        return state.retryAtMs <= 0 ? why
                                    : SyncStatus::tr("%1, next try in %2").arg(why, left < kMinute ? SyncStatus::tr("%n s", nullptr, static_cast<int>(std::max<qint64>(left, kSecond) / kSecond)) : durationText(left));
    }
    if (sync.progress)
        return progressText(*sync.progress);
    if (sync.waiting > 0)
        return SyncStatus::tr("%Ln change(s) waiting for the server", nullptr, sync.waiting);
    if (state.activity == AccountActivity::Connecting)
        return SyncStatus::tr("connecting");
    return sync.network.bodiesWait ? SyncStatus::tr("lists up to date; messages are fetched when opened (metered line)") : SyncStatus::tr("up to date");
}

QString networkText(const model::NetworkState& network) {
    if (network.isOffline)
        return SyncStatus::tr("No network. Mail goes on by itself when it is there again.");
    if (network.hasPortal)
        return SyncStatus::tr("The network wants you to sign in first. Open a web browser and sign in there; mail then goes on by itself.");
    if (network.bodiesWait)
        return SyncStatus::tr("This line is metered: new mail is listed, and a message is fetched when you open it.");
    return network.isMetered ? SyncStatus::tr("This line is metered.") : QString();
}

QString syncLine(const AccountSync& sync, qint64 nowMs) {
    return SyncStatus::tr("%1: %2", "account: what it does").arg(sync.name(), syncStateText(sync, nowMs));
}

SyncStatus::SyncStatus(engine::Engine& engine, QObject* parent) : QObject(parent), m_engine(engine) {
    m_tick.setSingleShot(true);
    m_minute.setInterval(kMinuteMs);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        m_told.start();
        Q_EMIT updated();
    });
    connect(&m_minute, &QTimer::timeout, this, &SyncStatus::announce);
    connect(&m_engine, &engine::Engine::syncProgressed, this, &SyncStatus::takeProgress);
    connect(&m_engine, &engine::Engine::syncReported, this, [this](const model::SyncReport& report) {
        m_progress.remove(report.account.value);
        announce();
    });
    connect(&m_engine, &engine::Engine::storeChanged, this, &SyncStatus::followChanges);
    connect(&m_engine, &engine::Engine::accountsChanged, this, &SyncStatus::announce);
    connect(&m_engine, &engine::Engine::networkChanged, this, &SyncStatus::announce);
    for (const model::AccountSnapshot& snapshot : m_engine.accounts())
        m_waiting.insert(snapshot.account.id.value, m_engine.pushesWaiting(snapshot.account.id));
    m_minute.start();
}

QList<AccountSync> SyncStatus::accounts() const {
    QList<AccountSync> list;
    for (const model::AccountSnapshot& snapshot : m_engine.accounts()) {
        const qint64 id = snapshot.account.id.value;
        AccountSync sync{snapshot, std::nullopt, m_waiting.value(id), m_paused.contains(id), m_engine.network()};
        const bool working = snapshot.state.activity == model::AccountActivity::Syncing || snapshot.state.activity == model::AccountActivity::Ready;
        if (const auto progress = m_progress.constFind(id); progress != m_progress.constEnd() && working)
            sync.progress = *progress;
        if (sync.progress && sync.progress->stage == model::SyncStage::Pushing && sync.waiting == 0)
            sync.progress.reset(); // all of it has arrived
        list.append(sync);
    }
    return list;
}

void SyncStatus::setPaused(AccountId account, bool paused) {
    paused ? (void)m_paused.insert(account.value) : (void)m_paused.remove(account.value);
    m_engine.pause(account, paused);
    announce();
}

void SyncStatus::takeProgress(const model::SyncProgress& progress) {
    if (progress.finished)
        m_progress.remove(progress.account.value);
    else
        m_progress.insert(progress.account.value, progress);
    announce();
}

void SyncStatus::followChanges(const QList<model::StoreChange>& changes) {
    for (const model::StoreChange& change : changes) {
        if (const auto* queue = std::get_if<model::PushQueueChanged>(&change)) {
            m_waiting.insert(queue->account.value, queue->waiting);
            announce();
        }
    }
}

void SyncStatus::announce() {
    if (m_tick.isActive())
        return;
    const qint64 since = m_told.isValid() ? m_told.elapsed() : kStatusTickMs;
    m_tick.start(static_cast<int>(std::max<qint64>(0, kStatusTickMs - since)));
}

} // namespace tributary::ui
