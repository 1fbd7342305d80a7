// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/ProgressMeter.h"

#include <algorithm>

namespace tributary::sync {

namespace {

constexpr qint64 kBetweenMs = 100;    // no more often than a person sees
constexpr qint64 kRateAfterMs = 2000; // a rate of less says nothing

qint64 millis(const Clock& clock) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(clock.now().time_since_epoch()).count();
}

} // namespace

ProgressMeter::ProgressMeter(AccountId account, const Clock& clock, Listener listener)
    : m_account(account), m_clock(clock), m_listener(std::move(listener)) {}

bool ProgressMeter::isTime() {
    const qint64 now = millis(m_clock);
    qint64 told = m_toldMs;
    return m_listener && now - told >= kBetweenMs && m_toldMs.compare_exchange_strong(told, now);
}

void ProgressMeter::tell(model::SyncProgress progress) {
    progress.account = m_account;
    m_listener(progress);
}

void ProgressMeter::listing() {
    if (!m_listener)
        return;
    model::SyncProgress progress;
    progress.stage = model::SyncStage::Listing;
    tell(std::move(progress));
}

void ProgressMeter::headers(const model::Mailbox& mailbox, qint64 done, qint64 total) {
    if (!isTime())
        return;
    model::SyncProgress progress;
    progress.stage = model::SyncStage::Headers;
    progress.mailbox = mailbox.id;
    progress.mailboxName = mailbox.name;
    progress.messagesDone = done;
    progress.messagesTotal = total;
    tell(std::move(progress));
}

void ProgressMeter::beginBodies(qint64 messages, qint64 bytes) {
    m_messages = 0;
    m_bytes = 0;
    m_messagesTotal = messages;
    m_bytesTotal = bytes;
    m_startedMs = millis(m_clock);
}

void ProgressMeter::bodies(const model::Mailbox& mailbox, model::SyncStage stage, qint64 messages, qint64 bytes) {
    const qint64 doneMessages = m_messages += messages;
    const qint64 doneBytes = m_bytes += bytes;
    if (!isTime())
        return;
    model::SyncProgress progress;
    progress.stage = stage;
    progress.mailbox = mailbox.id;
    progress.mailboxName = mailbox.name;
    progress.messagesDone = doneMessages;
    progress.messagesTotal = std::max<qint64>(m_messagesTotal, doneMessages);
    progress.bytes = doneBytes;
    progress.bytesTotal = std::max<qint64>(m_bytesTotal, doneBytes);
    const qint64 took = millis(m_clock) - m_startedMs;
    if (took >= kRateAfterMs && doneBytes > 0) {
        progress.bytesPerSecond = doneBytes * 1000 / took;
        progress.msLeft = (progress.bytesTotal - doneBytes) * took / doneBytes;
    }
    tell(std::move(progress));
}

void ProgressMeter::pushing(qint64 done, qint64 total) {
    if (!isTime())
        return;
    model::SyncProgress progress;
    progress.stage = model::SyncStage::Pushing;
    progress.messagesDone = done;
    progress.messagesTotal = total;
    tell(std::move(progress));
}

void ProgressMeter::finished() {
    if (!m_listener)
        return;
    model::SyncProgress progress;
    progress.finished = true;
    tell(std::move(progress));
}

} // namespace tributary::sync
