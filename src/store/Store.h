// SPDX-License-Identifier: GPL-3.0-or-later
// The cache of one profile: one SQLite database (WAL), one writer thread, readers of their own. Every write is a typed
// value, queued, grouped with others into one transaction, announced on the ChangeFeed after the commit.
#pragma once

#include "base/Result.h"
#include "model/Account.h"
#include "model/Mailbox.h"
#include "model/Message.h"
#include "model/StoreChange.h"

#include <QByteArray>
#include <QList>

#include <functional>
#include <future>
#include <memory>
#include <optional>

namespace tributary::store {

class Reader;

/// What the full-text index is fed with.
struct SearchText {
    QString subject;
    QString people;      ///< names and addresses of From, To, Cc
    QString body;
    QString attachments; ///< their names
};

/// A message as it enters the store; everything is computed by the worker, the writer only writes.
struct NewMessage {
    Uid uid;
    model::Flags flags;
    ModSeq modSeq;
    qint64 internalDateMs = 0;
    qint64 size = 0;              ///< RFC822.SIZE
    QString subject;
    model::AddressList from, to, cc, replyTo;
    qint64 dateMs = 0;
    QByteArray messageIdHeader, inReplyTo; ///< without <>
    QString snippet;
    bool hasAttachment = false;
    bool bodyCached = true;       ///< false: headers only (too large)
    QByteArray rawCompressed;     ///< compressRaw() of the bytes; empty when not cached
    SearchText text;
};

struct FlagChange {
    Uid uid;
    model::Flags flags;
    ModSeq modSeq;
};

/// One step of a sync, applied in one transaction: everything or nothing. Applying it twice is harmless: a message is
/// known by (mailbox, uid) and never stored twice. Refused with Internal/Bug when uidValidity is not the mailbox's and
/// reset is false.
struct MailboxDelta {
    MailboxId mailbox;
    UidValidity uidValidity;
    bool reset = false; ///< UIDVALIDITY changed: drop all cached messages first and take the new value
    QList<NewMessage> added;
    QList<FlagChange> flags;
    QList<Uid> gone;
    std::optional<Uid> uidNext;
    std::optional<ModSeq> highestModSeq;
    std::optional<bool> synced;
    std::optional<Uid> lowestFetched; ///< first sync goes downwards: everything from here up to uidNext is cached
};

struct StoreOptions {
    QString directory;  ///< holds mail.sqlite; made 0700
    bool fastUnsafe = false; ///< tests only: synchronous=OFF
    qint64 maxPagesForTests = 0; ///< the database grows no further: the same failure as a full disk; 0: no limit
};

/// Any thread. Calls wait for the commit (worker threads); submit() does not. Errors are Storage: DiskFull,
/// DatabaseDamaged, DatabaseNewer, NotWritable, DatabaseFailed; after DiskFull nothing is lost and later calls work again.
class Store {
  public:
    /// Opens, checks (quick_check of the header pages), migrates, starts the writer thread.
    [[nodiscard]] static Result<std::unique_ptr<Store>> open(const StoreOptions& options);
    virtual ~Store();

    [[nodiscard]] virtual Result<AccountId> addAccount(const model::Account& account) = 0;
    [[nodiscard]] virtual Status updateAccount(const model::Account& account) = 0; ///< all fields but id
    [[nodiscard]] virtual Status removeAccount(AccountId account) = 0;             ///< with all its mail
    [[nodiscard]] virtual Status setDefaultAccount(AccountId account) = 0;
    /// The last reason why the account stopped, kept over restarts (S17).
    [[nodiscard]] virtual Status setAccountState(AccountId account, const model::AccountState& state) = 0;

    /// Makes the mailboxes of the account be these (matched by wireName): adds, updates attributes, removes the missing
    /// with their mail. Counts and sync state of the known ones stay.
    [[nodiscard]] virtual Result<QList<model::Mailbox>> applyMailboxList(AccountId account,
                                                                        const QList<model::Mailbox>& listed) = 0;
    [[nodiscard]] virtual Status apply(MailboxDelta delta) = 0;
    [[nodiscard]] virtual std::future<Status> submit(MailboxDelta delta) = 0;
    /// After a first sync: merges the index's segments, checkpoints.
    [[nodiscard]] virtual Status optimise() = 0;
    /// FTS automerge is off from the first `true` until as many `false`: each account's first sync calls a pair.
    virtual void setBulk(bool on) = 0;

    /// A read-only connection, for use on one thread at a time.
    [[nodiscard]] virtual Result<std::unique_ptr<Reader>> makeReader() = 0;

    /// Called on the writer thread after each commit, in commit order; must return at once (post the values on). The
    /// subscription ends with the returned object.
    using Listener = std::function<void(const QList<model::StoreChange>&)>;
    [[nodiscard]] virtual std::shared_ptr<void> subscribe(Listener listener) = 0;
};

/// zstd; pure, any thread.
[[nodiscard]] QByteArray compressRaw(QByteArrayView raw);
[[nodiscard]] Result<QByteArray> decompressRaw(QByteArrayView compressed, qint64 maxBytes = 512LL * 1024 * 1024);

} // namespace tributary::store
