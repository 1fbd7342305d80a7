// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/DraftKeeper.h"

#include "base/Log.h"
#include "engine/DraftCopy.h"

#include <algorithm>
#include <limits>

namespace tributary::engine {

/// One look at a time; what is saved meanwhile is seen by the next.
void DraftKeeper::look() {
    if (!m_after)
        return;
    if (std::exchange(m_isReading, true)) {
        m_isOld = true;
        return;
    }
    m_changes.run(0, [&relay = m_relay, self = QPointer(this)](store::Reader& reader, const auto&) {
        auto drafts = reader.draftsToKeep();
        if (!drafts)
            qCWarning(lcEngine) << "drafts not read:" << codeName(drafts.error().code);
        relay.post([self, drafts = drafts.value_or(QList<model::DraftSummary>())] {
            if (!self)
                return;
            self->m_isReading = false;
            self->plan(drafts);
            if (std::exchange(self->m_isOld, false))
                self->look();
        });
    });
}

/// Builds what is due, and sets the timer to what is due next.
void DraftKeeper::plan(const QList<model::DraftSummary>& drafts) {
    const qint64 now = Clock::system().utcNowMs();
    qint64 next = std::numeric_limits<qint64>::max();
    for (const model::DraftSummary& draft : drafts) {
        if (m_failed.value(draft.id) == draft.savedMs)
            continue;
        const qint64 due = std::max(draft.savedMs + m_after->count(), m_later.value(draft.id));
        if (due > now)
            next = std::min(next, due);
        else if (!m_isBuilding)
            start(draft.id, draft.savedMs);
    }
    if (next != std::numeric_limits<qint64>::max())
        m_timer.start(std::chrono::milliseconds(std::clamp<qint64>(next - now, 1, 24LL * 3600 * 1000)));
}

void DraftKeeper::keep(DraftId draft) {
    // Behind the saves that were asked for before.
    m_changes.run(0, [&relay = m_relay, self = QPointer(this), draft](store::Reader&, const auto&) {
        relay.post([self, draft] {
            if (!self)
                return;
            if (!self->m_asked.contains(draft))
                self->m_asked.append(draft);
            self->startNext();
        });
    });
}

void DraftKeeper::startNext() {
    if (!m_isBuilding && !m_asked.isEmpty())
        start(m_asked.takeFirst(), 0);
}

void DraftKeeper::start(DraftId draft, qint64 savedMs) {
    m_isBuilding = true;
    m_tasks.startDetached([profile = m_profile, &relay = m_relay, self = QPointer(this), draft, savedMs](const CancelToken&) {
        const Status status = [&]() -> Status {
            TRY(const auto reader, profile->store->makeReader());
            return putCopyOfDraft(*profile->store, {*reader, *profile->marks}, draft, QDateTime::currentDateTime());
        }();
        relay.post([self, draft, savedMs, status] {
            if (self)
                self->finished(draft, savedMs, status);
        });
    });
}

void DraftKeeper::finished(DraftId draft, qint64 savedMs, const Status& status) {
    m_isBuilding = false;
    m_later.remove(draft);
    if (!status) {
        const Error& error = status.error();
        if (error.kind == ErrorKind::TemporaryRefusal)
            m_later.insert(draft, Clock::system().utcNowMs() + m_after.value_or(std::chrono::milliseconds(0)).count());
        else if (savedMs != 0)
            m_failed.insert(draft, savedMs);
        qCInfo(lcEngine) << "no copy of draft" << draft.value << "in Drafts:" << codeName(error.code);
    } else {
        m_failed.remove(draft);
    }
    startNext();
    look();
}

} // namespace tributary::engine
