// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/CancelToken.h"
#include "base/Clock.h"
#include "base/CrashMarks.h"
#include "base/WakeUp.h"
#include "model/Account.h"
#include "model/Mailbox.h"
#include "model/MailboxGlobs.h"
#include "store/Reader.h"
#include "store/Store.h"

#include <QStringList>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>

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
    std::chrono::milliseconds sweep = std::chrono::minutes(2);        ///< the other mailboxes, where NOTIFY is missing
    std::chrono::milliseconds quietSweep = std::chrono::minutes(5);   ///< the same, where NOTIFY tells; Dovecot is late with some news
    std::chrono::milliseconds inboxLook = std::chrono::seconds(1);    ///< INBOX, during a long sync of others
    std::chrono::milliseconds thorough = std::chrono::hours(1);       ///< all FLAGS, on a server without CONDSTORE
    std::chrono::milliseconds secondTry = std::chrono::seconds(20);   ///< after a refusal that may be a limit (connect/DoubtfulRefusal.h)
    std::chrono::milliseconds selfCheck = std::chrono::hours(24);     ///< each mailbox, against the server
};

/// Limits of one step: what a kill can make us fetch again, and what is held in memory.
inline constexpr int kFirstScreen = 50;              ///< messages: the first screen
inline constexpr int kHeaderChunk = 500;             ///< messages an ENVELOPE fetch
inline constexpr qint64 kHeaderBytes = 500;          ///< of one in it, as is usual
inline constexpr int kHeaderDelta = 1000;            ///< rows a commit, headers only
inline constexpr int kBodyChunk = 400;               ///< messages a body fetch ...
inline constexpr qint64 kBodyChunkBytes = 2LL << 20; ///< ... and their bytes
inline constexpr int kDeltaMessages = 200;           ///< bodies a commit
inline constexpr qint64 kDeltaBytes = 4LL << 20;     ///< raw bytes a commit
inline constexpr int kDeltasInFlight = 4;            ///< commits the writer may be behind
inline constexpr int kCommandsInFlight = 3;          ///< fetches the server may be ahead
inline constexpr qint64 kLargeMessage = 1LL << 20;   ///< larger: text parts first
inline constexpr qint64 kMaxBody = 48LL << 20;       ///< larger: never whole unless the user asks
inline constexpr qint64 kMaxAskedBody = 250LL << 20; ///< larger: not even then
inline constexpr qint64 kSlice = 512LL << 10;        ///< bytes of a partial fetch
/// A mass disappearance (kept a day and asked about): more than this many and more than this share.
inline constexpr qint64 kMassCount = 50;
inline constexpr int kMassPercent = 30;

/// What others want of an account's worker, set from any thread before its WakeUp is woken; and what it may know of the
/// machine. What is to be pushed or fetched stands in the store.
struct Demands {
    std::atomic<bool> lookAtAll{false};       ///< the user asked for a sync
    std::atomic<bool> reconnect{false};       ///< the network has changed or the machine has slept: the line is dead
    std::atomic<bool> networkNews{false};     ///< the network is there again, or another one: what failed for its sake is tried now
    std::atomic<bool> metered{false};         ///< bodies wait, but for those asked for
    std::atomic<qint64> openMailbox{0};       ///< MailboxId that the user looks at
};

class ProgressMeter;

/// What the syncing classes of one account share. Lives on the worker's thread.
struct SyncContext {
    model::Account account;
    store::Store& store;
    store::Reader& reader;
    const Clock& clock;
    CancelToken cancel;
    SyncObserver observer;
    SyncTiming timing;
    std::shared_ptr<Demands> demands = std::make_shared<Demands>();
    std::shared_ptr<ProgressMeter> meter; ///< of the account, shared by its connections
    std::shared_ptr<CrashMarks> marks;    ///< of what is parsed; may be null
};

using model::matchesGlobs;

} // namespace tributary::sync
