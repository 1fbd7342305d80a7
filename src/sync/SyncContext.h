// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/CancelToken.h"
#include "base/Clock.h"
#include "base/WakeUp.h"
#include "model/Account.h"
#include "model/Mailbox.h"
#include "store/Reader.h"
#include "store/Store.h"

#include <QStringList>

#include <chrono>
#include <functional>

namespace tributary::sync {

/// Who hears how it goes. Called on the worker's thread; must return at once.
struct SyncObserver {
    std::function<void(const model::AccountState&)> state;
    std::function<void(const model::SyncProgress&)> progress;
    std::function<void(const model::SyncReport&)> report;
};

/// How often things happen; tests shorten them.
struct SyncTiming {
    std::chrono::milliseconds idleRefresh = std::chrono::minutes(24); ///< below RFC 2177's 29 minutes
    std::chrono::milliseconds poll = std::chrono::seconds(30);        ///< where IDLE is missing
    std::chrono::milliseconds sweep = std::chrono::minutes(2);        ///< the other mailboxes, while idling on INBOX
    std::chrono::milliseconds inboxLook = std::chrono::seconds(1);    ///< INBOX, during a long sync of others
};

/// Limits of one fetch step: what a kill can make us fetch again, and what is held in memory.
inline constexpr int kFirstChunk = 50;               ///< messages: the first screen
inline constexpr int kChunk = 400;                   ///< messages a UID FETCH
inline constexpr int kDeltaMessages = 200;           ///< messages a commit
inline constexpr qint64 kDeltaBytes = 4LL << 20;     ///< raw bytes a commit
inline constexpr int kDeltasInFlight = 4;            ///< commits the writer may be behind
inline constexpr qint64 kMaxBody = 48LL << 20;       ///< larger messages keep their headers only

/// What the syncing classes of one account share. Lives on the worker's thread.
struct SyncContext {
    model::Account account;
    store::Store& store;
    store::Reader& reader;
    const Clock& clock;
    CancelToken cancel;
    SyncObserver observer;
    SyncTiming timing;
};

/// True when globs is empty or one of them ('*' and '?', any case, over '/' too) matches the mailbox's name.
[[nodiscard]] bool matchesGlobs(const QString& name, const QStringList& globs);

} // namespace tributary::sync
