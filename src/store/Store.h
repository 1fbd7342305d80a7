// SPDX-License-Identifier: GPL-3.0-or-later
// The cache of one profile: one SQLite database (WAL), one writer thread, readers of their own. Every write is a typed
// value, queued, grouped with others into one transaction, announced on the ChangeFeed after the commit.
#pragma once

#include "base/CancelToken.h"
#include "base/Clock.h"
#include "base/Result.h"
#include "model/Account.h"
#include "model/Mailbox.h"
#include "model/Message.h"
#include "model/Change.h"
#include "model/SenderChoice.h"
#include "model/StoreChange.h"
#include "store/CacheUse.h"
#include "store/Filtering.h"
#include "store/Intents.h"
#include "store/NewMessage.h"
#include "store/Pop3Message.h"
#include "store/Sending.h"
#include "store/Verifying.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QStringList>

#include <functional>
#include <future>
#include <memory>
#include <optional>

namespace tributary::store {

class Reader;

struct FlagChange {
    Uid uid;
    model::Flags flags;
    ModSeq modSeq;
    std::optional<QStringList> labels;
};

/// One step of a sync, applied in one transaction: everything or nothing. Applying it twice is harmless: a message is
/// known by (mailbox, uid) and never stored twice. Refused with Internal/Bug when uidValidity is not the mailbox's and
/// reset is false.
///
/// added: a UID that is known gains the body (body rises from None over Text to Whole and never falls). A new UID is first
/// looked for among what the account has kept (Message-ID, size and INTERNALDATE, or emailId): a row that waits in this
/// mailbox for its UID (moved or appended here), one that a UIDVALIDITY change, an expunge or a vanished mailbox put aside;
/// then that row comes back with its id, body and index, and only UID, flags and mod-sequence are taken. With an emailId
/// whose body the account has elsewhere, that body is shared, not wanted.
/// flags: what an intent of the user's is about stays as the user wants it; the rest is the server's.
/// gone: the messages are put aside for a day, then deleted (held: see there); a UID that only a queued move knows ends that
/// move, and the moved row goes too unless the move was already sent.
///
/// isLocal: the mailbox is this machine's own (POP3, RFC 1939): its UIDs are given here, in the order of added, whatever they are there.
/// pop3: what is known of the server's messages from now on, on the disk with them; the first ones are those of added.
struct MailboxDelta {
    MailboxId mailbox;
    UidValidity uidValidity;
    bool reset = false; ///< UIDVALIDITY changed: drop all cached messages first and take the new value
    QList<NewMessage> added;
    QList<FlagChange> flags;
    QList<Uid> gone;
    std::optional<Uid> uidNext;
    std::optional<ModSeq> highestModSeq;
    std::optional<bool> listComplete;
    std::optional<bool> synced;
    bool held = false; ///< gone is a mass disappearance: counted on the mailbox and asked about (Mailbox::held)
    std::optional<Uid> lowestFetched; ///< first sync goes downwards: everything from here up to uidNext is cached
    bool isLocal = false;
    QList<Pop3Message> pop3;
};

struct StoreOptions {
    QString directory;  ///< holds mail.sqlite; made 0700
    bool fastUnsafe = false; ///< tests only: synchronous=OFF
    const Clock* clock = nullptr; ///< outlives the store; none: the machine's
    qint64 maxPagesForTests = 0; ///< the database grows no further: the same failure as a full disk; 0: no limit
};

/// Any thread. Calls wait for the commit (worker threads); submit() does not. Errors are Storage: DiskFull,
/// DatabaseDamaged, DatabaseNewer, NotWritable, DatabaseFailed; after DiskFull nothing is lost and later calls work again.
class Store : public FilterWrites {
  public:
    /// Opens, checks (quick_check of the header pages), migrates, starts the writer thread.
    [[nodiscard]] static Result<std::unique_ptr<Store>> open(const StoreOptions& options);
    ~Store() override;

    [[nodiscard]] virtual Result<AccountId> addAccount(const model::Account& account) = 0; ///< with its default identity
    [[nodiscard]] virtual Status updateAccount(const model::Account& account) = 0; ///< all fields but id; what is kept by them (S15, S32) comes with the next sync; of another incoming host, user or protocol no Sieve server is known yet (S5)
    [[nodiscard]] virtual Status removeAccount(AccountId account) = 0; ///< with all its mail, identities, drafts, and what it has in the outbox
    [[nodiscard]] virtual Status setDefaultAccount(AccountId account) = 0;
    /// The last reason why the account stopped, kept over restarts (S17).
    [[nodiscard]] virtual Status setAccountState(AccountId account, const model::AccountState& state) = 0;

    /// Makes the mailboxes of the account be these (matched by wireName): adds, updates attributes, removes the missing.
    /// Counts and sync state of the known ones stay.
    /// A listed mailbox whose MAILBOXID (else: UIDVALIDITY and STATUS as stored, told by renamedFrom) is that of one under
    /// another name is that one, with all its mail and what is queued for it; also when its old name is that of another one
    /// now. A queued rename goes on from the new name. Mailboxes with a queued Create or Rename are not missing. Mail of a
    /// missing mailbox is put aside for a day before it is deleted.
    /// renamedFrom: the server's name as it was -> as it is listed.
    [[nodiscard]] virtual Result<QList<model::Mailbox>> applyMailboxList(AccountId account,
                                                                        const QList<model::Mailbox>& listed,
                                                                        const QHash<QByteArray, QByteArray>& renamedFrom) = 0;
    [[nodiscard]] virtual Status setRights(MailboxId mailbox, const QByteArray& rights) = 0;
    /// Of one that was never synchronised: from now on it is known from others under its name. Nothing is done to one that has one.
    [[nodiscard]] virtual Status setUidValidity(MailboxId mailbox, UidValidity uidValidity) = 0;
    /// MAILBOXID (RFC 8474), as SELECT told it.
    [[nodiscard]] virtual Status setServerId(MailboxId mailbox, const QByteArray& mailboxId) = 0;
    [[nodiscard]] virtual Status setChecked(MailboxId mailbox, qint64 nowMs) = 0;
    [[nodiscard]] virtual Status apply(MailboxDelta delta) = 0;
    [[nodiscard]] virtual std::future<Status> submit(MailboxDelta delta) = 0;

    // --- the user's changes: cache and intents in one transaction, on the disk when the call returns. InvalidInput/NotFound for what is not there (nothing is
    // changed then); messages of several accounts may be in one change. The id is not valid (0) when nothing differs
    // from what is there already.
    [[nodiscard]] virtual Result<ChangeId> change(const model::LocalChange& change) = 0;
    /// Takes a change back: what is still queued and unsent is dropped, what the server has done already is queued the other
    /// way round (a flag as it was, a move back, an APPEND of what was expunged). InvalidInput/NotFound: no such change, undone
    /// already, or older than 30 days. InvalidInput/Unsupported: none of it can be (an expunged message without a whole body).
    [[nodiscard]] virtual Status undo(ChangeId change) = 0;
    [[nodiscard]] virtual Result<MailboxId> createMailbox(AccountId account, const QString& name, const QByteArray& wireName,
                                                         char delimiter) = 0;
    /// children of it too; only the mailbox's own name is pushed (RFC 9051 6.3.6 renames what is below).
    [[nodiscard]] virtual Result<ChangeId> renameMailbox(MailboxId mailbox, const QString& name, const QByteArray& wireName) = 0;
    [[nodiscard]] virtual Result<ChangeId> deleteMailbox(MailboxId mailbox) = 0; ///< its mail is kept 30 days for undo
    [[nodiscard]] virtual Status subscribeMailbox(MailboxId mailbox, bool on) = 0;
    /// The body of a message is to be fetched before any other (the user opened it). Announces PushQueueChanged.
    [[nodiscard]] virtual Status wantBody(MessageId message) = 0;
    /// The body of that message is not to be fetched unless the user asks.
    [[nodiscard]] virtual Status forgoBody(MessageId message) = 0;
    [[nodiscard]] virtual Status dropAskedBody(MessageId message) = 0; ///< the server does not give it
    /// What disappeared in a mass: to be deleted now, or to be put back on the server (queued as APPENDs).
    [[nodiscard]] virtual Status releaseHeld(MailboxId mailbox) = 0;
    [[nodiscard]] virtual Status putBackHeld(MailboxId mailbox) = 0;

    /// address: any case. InvalidInput/FieldMissing without one.
    [[nodiscard]] virtual Status changeSender(const QString& address, const model::SenderChange& change) = 0;

    // --- whom the user sends as (S3, S20). InvalidInput: NotFound; NotAnAddress for address or replyTo (detail names it);
    // AlreadyExists where the account has the address already, in any case. Durable.
    /// Every account has one from addAccount() on, its default, which updateAccount() keeps in step with from, displayName and
    /// replyTo where it changes them. Proofs of what is added are by rule: Own where address is the account's own, replyTo that of
    /// any account of the user's; else Unproven. isDefault makes it the account's default; position 0: after the others.
    [[nodiscard]] virtual Result<IdentityId> addIdentity(const model::Identity& identity) = 0;
    /// All fields but id, account and the proofs; the one that is the default stays it whatever isDefault says. Another address or
    /// replyTo (in more than case) is Unproven again, unless it is Own by rule. InvalidInput/BadValue: another address in place of the one that the account signs in with; a
    /// display name with control characters (addIdentity, too).
    [[nodiscard]] virtual Status updateIdentity(const model::Identity& identity) = 0;
    /// BadValue for the last one of an account. Where the default goes, the first of the others becomes it.
    [[nodiscard]] virtual Status removeIdentity(IdentityId identity) = 0;
    [[nodiscard]] virtual Status setDefaultIdentity(IdentityId identity) = 0;
    /// address is the one that was proven: NotFound where the identity has another one by now. Own is by rule and cannot be given
    /// (BadValue) or taken away.
    [[nodiscard]] virtual Status setProof(IdentityId identity, IdentityAddress which, const QString& address, model::Proof proof) = 0;

    // --- proving them by a mailed code. Durable; tries, times and limits hold over restarts and over a clock that is set back.
    /// The code's mail is queued; the target's code before is void, and its mail goes where it has not left. The time runs from
    /// markDataGiven() on. InvalidInput/NotFound: no identity has the address; AlreadyExists: it is proven; TemporaryRefusal/Throttled:
    /// too many mails to the address (detail: ms to wait); and as queueMessage().
    [[nodiscard]] virtual Result<OutboxId> startVerification(NewVerification verification) = 0;
    /// Right: every identity of the account that has the address is proven, and the code is used. Wrong: a try is used up.
    [[nodiscard]] virtual Result<CheckedCode> checkCode(const model::VerificationTarget& target, const DigestOf& digestOf) = 0;

    /// The code that is out is good no more: its mail came back, and whoever reads that reads the code.
    [[nodiscard]] virtual Status voidCode(const model::VerificationTarget& target) = 0;

    // --- drafts. Durable.
    /// Without a valid id: a new one; else in place of the one with that id (NotFound: it has been removed or sent). savedMs is the
    /// store's. Content that was saved with the draft before is not written again. BadValue: it stands in the outbox.
    [[nodiscard]] virtual Result<DraftId> saveDraft(const model::Draft& draft) = 0;
    [[nodiscard]] virtual Status removeDraft(DraftId draft) = 0; ///< NotFound; BadValue: it stands in the outbox

    // --- the outbox (S14, S18): one transaction a step, on the disk when the call returns. InvalidInput/NotFound: no such message
    // (the user cancelled it); InvalidInput/BadValue: its state does not allow the step; nothing is changed then. recipients:
    // what this try came to, by address; those left out stay as they are, and who has Accepted stays so.
    /// Queued whatever state says, createdMs now. FieldMissing: no recipient, or no bytes. The draft is saved and linked: in
    /// no list of drafts until cancelOutbox(), gone when the message is filed. AlreadyExists: that draft is in the outbox.
    [[nodiscard]] virtual Result<OutboxId> queueMessage(NewOutboxMessage message) = 0;
    /// Before the dialogue. NotFound unless it is Queued and its time has come.
    [[nodiscard]] virtual Status markSending(OutboxId message) = 0;
    /// Before the last octets of the message are given: from here on it may have been taken (Sending).
    [[nodiscard]] virtual Status markDataGiven(OutboxId message) = 0;
    /// The server took it. From Sending after markDataGiven(), or where an earlier try was Accepted by somebody; at least one
    /// recipient must be Accepted in the end. What of the copy cannot be appended (mailbox: NotFound, BadValue for one of another
    /// account) leaves all as it was: to be called again with Look or None.
    [[nodiscard]] virtual Status markSubmitted(OutboxId message, const QList<model::OutboxRecipient>& recipients, SentCopy copy) = 0;
    /// Submitted: its copy is there (found by looking), or there will be none.
    [[nodiscard]] virtual Status markFiled(OutboxId message) = 0;
    /// Submitted, and no copy waits to be appended: as SentCopy::Way::Append.
    [[nodiscard]] virtual Status appendSentCopy(OutboxId message, MailboxId sent, NewMessage copy) = 0;
    /// Queued or Sending: Queued again; attempts rise.
    [[nodiscard]] virtual Status postponeOutbox(OutboxId message, qint64 nextTryMs, const Error& error,
                                                const QList<model::OutboxRecipient>& recipients) = 0;
    /// Queued or Sending: refused for good; attempts rise.
    [[nodiscard]] virtual Status markFailed(OutboxId message, const Error& error, const QList<model::OutboxRecipient>& recipients) = 0;
    /// Sending after markDataGiven(): nobody knows; attempts rise.
    [[nodiscard]] virtual Status markUnknown(OutboxId message, const Error& error) = 0;
    /// The user's word: Failed, Unknown, Queued or Filed become Queued, to be sent now: refused recipients wait again, and what is Filed gets
    /// no second copy. Submitted with an error: its copy is to be filed once more.
    [[nodiscard]] virtual Status retryOutbox(OutboxId message, qint64 nowMs) = 0;
    /// Queued.
    [[nodiscard]] virtual Status changeOutboxTime(OutboxId message, qint64 notBeforeMs) = 0;
    /// Queued, Failed, Unknown: taken out; its draft is in the lists of drafts again and returned (one with an invalid id: it had
    /// none). Where some recipients have Accepted it (Filed too), what is returned is a new draft to the others alone, and the message goes when
    /// its copy is filed (Submitted until then).
    [[nodiscard]] virtual Result<model::Draft> cancelOutbox(OutboxId message) = 0;
    /// Filed, or Submitted with an error (the server did not take its copy): no longer shown; its draft goes with it.
    [[nodiscard]] virtual Status dismissOutbox(OutboxId message) = 0;
    /// Queued messages that go through the account: what its outgoing server or the way there said last time counts no more.
    [[nodiscard]] virtual Status forgetOutboxErrors(AccountId via) = 0;
    /// At start, before any worker: Sending becomes Unknown (Network/OutcomeUnknown) where the data was given, else Queued.
    [[nodiscard]] virtual Status recoverOutbox() = 0;
    /// Unknown again when updateAccount() changes a server's host or the relay.
    [[nodiscard]] virtual Status setSentCopyKnowledge(AccountId account, SentCopyKnowledge knowledge) = 0;
    /// A copy of the provider's that was expected has not come; the third time in a row: WeAppend.
    [[nodiscard]] virtual Status noteSentCopyMissed(AccountId account) = 0;
    /// One came so long after ours: ServerKeeps.
    [[nodiscard]] virtual Status noteSentCopyLate(AccountId account, qint64 delayMs) = 0;
    /// Nothing more is to be done about an OwnSentCopy.
    [[nodiscard]] virtual Status endOwnSentCopy(MessageId copy) = 0;
    /// What its outgoing server said of the longest message that it takes; 0: nothing. Forgotten when the server's host changes.
    [[nodiscard]] virtual Status setOutgoingSize(AccountId account, qint64 bytes) = 0;

    // --- pushing them (the account's worker)
    /// Before a command that is no harm only once (COPY, APPEND, MOVE): uidNext is the destination's. Better before every
    /// command: what is not marked is taken back by the user's opposite or undo without a word to the server.
    /// InvalidInput/NotFound: one of the rows has been changed by the user meanwhile; nothing is marked, the queue is to be
    /// read again.
    [[nodiscard]] virtual Status markSent(PushTable table, const QList<qint64>& rows, Uid uidNext) = 0;
    [[nodiscard]] virtual Status confirmFlags(const QList<qint64>& rows) = 0;
    [[nodiscard]] virtual Status confirmMoves(const QList<MoveResult>& results) = 0;
    /// The copy of a sent message: that message leaves the outbox in the same transaction (Filed where recipients were refused).
    [[nodiscard]] virtual Status confirmAppends(const QList<MoveResult>& results) = 0;
    [[nodiscard]] virtual Status confirmMailbox(qint64 row) = 0;
    /// Messages of a mailbox whose deletion is queued (new ones, and bodies), for undo: kept as long as the others of it.
    /// InvalidInput/NotFound: the user has taken the deletion back.
    [[nodiscard]] virtual Status keepLeaving(MailboxId mailbox, QList<NewMessage> messages) = 0;
    /// For good: the intents go, the cache returns to what the server has (a moved row back to its source, a copied or
    /// appended one away, a flag to its value before), and the change keeps the error. flagsUnknown messages are listed by
    /// Reader::flagsToRefetch until their FLAGS come again. A sent message whose copy is refused stays Submitted, with the error.
    [[nodiscard]] virtual Status refusePush(PushTable table, const QList<qint64>& rows, const Error& error) = 0;
    /// For now: attempts rise.
    [[nodiscard]] virtual Status postponePush(PushTable table, const QList<qint64>& rows) = 0;
    /// The message that an intent of the source was about is no longer on the server: Move -> the other client's deed wins, and
    /// the change says that it was not done. Where the move is that of an undo, the row is lost (MovePush::lost) until restoreLost().
    [[nodiscard]] virtual Status dropMoves(const QList<qint64>& rows) = 0;
    /// The lists have shown lost rows' messages nowhere: queued as APPENDs from the cache, or the change keeps the error.
    [[nodiscard]] virtual Status restoreLost(const QList<qint64>& rows) = 0;
    /// Deletes what has been put aside long enough. Called by the workers now and then; nowMs is UTC.
    [[nodiscard]] virtual Status expireKept(qint64 nowMs) = 0;

    /// What a daily look at the database comes to in parts: the pages of the next table, a few seconds at most, on the caller's
    /// thread and a connection of its own; nobody else waits. A whole round once a day, for all callers together; between
    /// rounds it returns at once. DatabaseDamaged names what was found, also later.
    [[nodiscard]] virtual Status checkSome() = 0;
    /// After a first sync: merges the index's segments, checkpoints.
    [[nodiscard]] virtual Status optimise() = 0;
    /// FTS automerge is off from the first `true` until as many `false`: each account's first sync calls a pair.
    virtual void setBulk(bool on) = 0;

    /// What came to the account's IMAP server before that goes from the cache (S15); drafts, what is queued, and what has no UID stay. In steps.
    [[nodiscard]] virtual Status dropOlder(AccountId account, qint64 internalDateMs) = 0;

    // --- POP3 accounts have their mailboxes from addAccount() on; what the user changes in them is done, and nothing is queued.
    /// What is known of the messages at their server: first drop, then put, each in place of one with its unique-id. Durable: a DELE may follow.
    [[nodiscard]] virtual Status keepPop3(AccountId account, const QList<Pop3Message>& put, const QList<QByteArray>& drop) = 0;

    // --- storage (S7, docs/storage.md)
    /// What the account's server said of its space. Nothing is announced.
    [[nodiscard]] virtual Status setQuota(AccountId account, const model::ServerQuota& quota) = 0;
    /// The user has it open: its body is not among the first to be dropped, and not at all for a day. Does not wait.
    virtual void noteOpened(MessageId message) = 0;
    /// What the cache may take, in bytes; 0: no limit. keepBudget() does what follows from it.
    [[nodiscard]] virtual Status setBudget(qint64 bytes) = 0;
    /// Over the budget: drops bodies that their servers give again, the oldest first, in steps between others' writes, until a twentieth of it is
    /// free; what is older than they are is left at the servers from then on. Never what only exists here: POP3's, drafts, what waits to be pushed,
    /// what is put aside, accounts that cannot sign in. With more of a budget: what was left comes again. Cheap within the budget.
    [[nodiscard]] virtual Result<DroppedBodies> keepBudget(const CancelToken& cancel) = 0;

    /// A read-only connection, for use on one thread at a time.
    [[nodiscard]] virtual Result<std::unique_ptr<Reader>> makeReader() = 0;

    /// Called on the writer thread after each commit, in commit order; must return at once (post the values on). The
    /// subscription ends with the returned object.
    using Listener = std::function<void(const QList<model::StoreChange>&)>;
    [[nodiscard]] virtual std::shared_ptr<void> subscribe(Listener listener) = 0;
    /// The copy of a draft in its account's Drafts, where other clients find it: in the mailbox at once, queued as an APPEND; the copy
    /// before goes with it, at the server as soon as the new one is there. So the server has one, or two for a moment, whatever is cut
    /// when. contentHash: Reader::draftCopy()'s, read before the draft that the copy was built from. Nothing is done where the copy
    /// says that already. InvalidInput/NotFound: no such draft or mailbox; BadValue: it has been saved since, or stands in the
    /// outbox (queueMessage() and removeDraft() take the copy away).
    /// A draft whose copy is deleted or moved out of Drafts, by whoever, goes too, unless it has been saved differently since.
    [[nodiscard]] virtual Status putDraftCopy(DraftId draft, const QByteArray& contentHash, MailboxId drafts, NewMessage copy) = 0;
};

/// zstd; pure, any thread.
[[nodiscard]] QByteArray compressRaw(QByteArrayView raw);
[[nodiscard]] Result<QByteArray> decompressRaw(QByteArrayView compressed, qint64 maxBytes = 512LL * 1024 * 1024);

} // namespace tributary::store
