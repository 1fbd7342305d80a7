// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "model/Account.h"
#include "model/Mailbox.h"
#include "model/Change.h"
#include "model/Contact.h"
#include "model/Draft.h"
#include "model/Identity.h"
#include "model/Message.h"
#include "model/Outbox.h"
#include "model/SenderChoice.h"
#include "model/SendingFacts.h"
#include "store/CacheUse.h"
#include "store/Filtering.h"
#include "store/Intents.h"
#include "store/Pop3Message.h"
#include "store/Sending.h"
#include "store/Verifying.h"

#include <QHash>
#include <QList>

#include <optional>
#include <utility>

namespace tributary::store {

/// What sync holds against the server's answer.
struct UidState {
    Uid uid;
    model::Flags flags;
    qint64 size = 0;
    model::BodyState body = model::BodyState::Whole;
    bool hidden = false; ///< only a queued move or expunge knows it: the server has it, the list does not
};

/// A message whose body is to be fetched.
struct WantedBody {
    MessageId id;
    MailboxId mailbox;
    Uid uid;
    qint64 size = 0;
    model::BodyState have = model::BodyState::None;
};

struct BodyBacklog {
    qint64 messages = 0;
    qint64 bytes = 0; ///< by RFC822.SIZE
};

/// A mailbox as the server has it, as far as the cache knows.
struct ServerMailbox {
    model::Mailbox mailbox;
    QByteArray wireName;    ///< the server's: a rename that is queued is not in it
    bool isLeaving = false; ///< the user has deleted it, which the server does not know yet
};

/// A message of a mailbox that the user has deleted, as it was there.
struct LeavingMessage {
    MessageId id;
    Uid uid;
    qint64 size = 0;
    model::BodyState body = model::BodyState::None;
    QByteArray messageIdHeader;
};

/// A message in a list that has no UID of the server's (yet).
struct RowWithoutUid {
    MessageId id;
    MailboxId mailbox;
    QString subject;
    int waiting = 0;  ///< intents that bring it there; 0: nothing does but the mailbox's sync
    int attempts = 0; ///< pushes of them that came to nothing
};

struct StoredMessage {
    model::MessageSummary summary;
    model::AddressList cc, replyTo;
    QByteArray messageIdHeader;
    QStringList labels; ///< X-GM-LABELS, decoded; Gmail's own begin with a backslash
};

/// Read-only view of the last commit. One thread at a time, but interrupt() comes from any. Errors: Storage;
/// Cancelled after interrupt(); InvalidInput for a search text that parseQuery refuses; NotFound.
class Reader : public FilterReads {
  public:
    [[nodiscard]] virtual Result<QList<model::Account>> accounts() = 0; ///< in the user's order
    [[nodiscard]] virtual Result<QHash<qint64, model::AccountState>> accountStates() = 0; ///< by account id
    [[nodiscard]] virtual Result<QList<model::Mailbox>> mailboxes(AccountId account) = 0; ///< display order, with counts
    [[nodiscard]] virtual Result<std::optional<model::Mailbox>> mailbox(AccountId account, const QString& name) = 0;
    /// Also one that the user has deleted, as long as mail is still to be moved out of it: its Delete waits for that.
    [[nodiscard]] virtual Result<model::Mailbox> mailbox(MailboxId id) = 0;
    /// Without those that the user has made and the server does not know yet.
    [[nodiscard]] virtual Result<QList<ServerMailbox>> serverMailboxes(AccountId account) = 0;
    /// Of a mailbox whose deletion is queued; those with a UID, ascending.
    [[nodiscard]] virtual Result<QList<LeavingMessage>> leavingMessages(MailboxId mailbox) = 0;
    /// Newest first by (dateMs, id). Views: Inbox = INBOX of the account or of all; Unread/Flagged/All leave Junk and
    /// Trash out; search narrows any of them (empty view restriction: all mailboxes).
    [[nodiscard]] virtual Result<model::MessagePage> messages(const model::MessageQuery& query) = 0;
    [[nodiscard]] virtual Result<QList<model::MessageSummary>> summaries(const QList<MessageId>& ids) = 0;
    [[nodiscard]] virtual Result<StoredMessage> message(MessageId id) = 0;
    /// The messages of the account that belong together with this one by References and In-Reply-To (never by subject alone), oldest
    /// first, with itself; at most `limit` (500 at most), the newest. Not from Trash or Junk unless it lies there itself; copies and
    /// labels count once. NotFound.
    [[nodiscard]] virtual Result<QList<model::MessageSummary>> conversation(MessageId id, int limit) = 0;
    /// What the user chose for a sender (any case); the defaults where nothing was chosen.
    [[nodiscard]] virtual Result<model::SenderChoice> senderChoice(const QString& address) = 0;
    [[nodiscard]] virtual Result<QList<model::SenderChoice>> senderChoices() = 0; ///< by address
    /// The raw bytes; NotFound when only headers are cached.
    [[nodiscard]] virtual Result<QByteArray> rawMessage(MessageId id) = 0;
    /// Ascending by uid; with those that only a queued move or expunge knows (hidden).
    [[nodiscard]] virtual Result<QList<UidState>> uidStates(MailboxId mailbox, Uid first = Uid(1),
                                                           Uid last = Uid(0xFFFFFFFF)) = 0;
    /// The same UIDs as ascending ranges: a few bytes for a mailbox of a million.
    [[nodiscard]] virtual Result<QList<std::pair<Uid, Uid>>> knownUids(MailboxId mailbox) = 0;
    /// The rows of these UIDs, in their order; one that is not in the list (any more) is left out.
    [[nodiscard]] virtual Result<QList<MessageId>> messageIds(MailboxId mailbox, const QList<Uid>& uids) = 0;
    /// Wanted bodies of a mailbox, highest UID first, below `below` (0: all), of which `have` is there.
    [[nodiscard]] virtual Result<QList<WantedBody>> wantedBodies(MailboxId mailbox, model::BodyState have, Uid below,
                                                                 int limit) = 0;
    /// Those that the user asked for (Store::wantBody), latest first.
    [[nodiscard]] virtual Result<QList<WantedBody>> askedBodies(AccountId account) = 0;
    [[nodiscard]] virtual Result<QHash<qint64, BodyBacklog>> bodyBacklog(AccountId account) = 0; ///< by mailbox id
    /// At most `limit` of each kind.
    [[nodiscard]] virtual Result<PushQueue> pushQueue(AccountId account, int limit) = 0;
    [[nodiscard]] virtual Result<int> pushesWaiting(AccountId account) = 0;
    [[nodiscard]] virtual Result<QList<RowWithoutUid>> rowsWithoutUid(AccountId account) = 0;
    /// UIDs whose FLAGS must be asked for again: an intent about them was refused.
    [[nodiscard]] virtual Result<QList<Uid>> flagsToRefetch(MailboxId mailbox) = 0;
    [[nodiscard]] virtual Result<QList<model::ChangeRecord>> changes(int limit) = 0; ///< newest first
    /// Lowest UID down to which the first sync came (MailboxDelta::lowestFetched); none: not begun.
    [[nodiscard]] virtual Result<std::optional<Uid>> lowestFetched(MailboxId mailbox) = 0;
    /// One walk over all messages: 0.1 s and more for 100,000.
    [[nodiscard]] virtual Result<CacheUse> cacheUse() = 0;
    [[nodiscard]] virtual Result<std::optional<model::ServerQuota>> quota(AccountId account) = 0; ///< none: never told
    /// Whom the user sends as, in the order of the accounts and then the user's (S3).
    [[nodiscard]] virtual Result<QList<model::Identity>> identities(std::optional<AccountId> account = std::nullopt) = 0;
    /// Newest first; without those that stand in the outbox.
    [[nodiscard]] virtual Result<QList<model::DraftSummary>> drafts(std::optional<AccountId> account = std::nullopt) = 0;
    [[nodiscard]] virtual Result<model::Draft> draft(DraftId id) = 0; ///< whole, also one that stands in the outbox; NotFound
    [[nodiscard]] virtual Result<QList<model::OutboxMessage>> outbox() = 0; ///< in every state, oldest first
    [[nodiscard]] virtual Result<model::OutboxMessage> outboxMessage(OutboxId id) = 0; ///< NotFound
    [[nodiscard]] virtual Result<QByteArray> outboxRaw(OutboxId id) = 0; ///< the bytes to be sent (of a sealed one: as they are sealed); NotFound
    /// nowMs: UTC.
    [[nodiscard]] virtual Result<VerificationFacts> verification(const model::VerificationTarget& target, qint64 nowMs, const BootTime& boot) = 0;
    /// Those with that Message-ID that are dated since then, in any mailbox, newest first.
    [[nodiscard]] virtual Result<QList<MessageId>> messagesByHeader(const QByteArray& messageIdHeader, qint64 sinceMs) = 0;
    /// Those dated since then that a mail system sent (mailer-daemon, postmaster), newest first.
    [[nodiscard]] virtual Result<QList<MessageId>> reportsSince(qint64 sinceMs, int limit) = 0;
    /// The oldest Queued message whose time has come, to be sent by that account's outgoing server.
    [[nodiscard]] virtual Result<std::optional<model::OutboxMessage>> dueOutbox(AccountId via, qint64 nowMs) = 0;
    /// When the next one is due, UTC ms (in the past: now); none: nothing is queued.
    [[nodiscard]] virtual Result<std::optional<qint64>> nextOutboxTime(AccountId via) = 0;
    /// Submitted messages of the account whose copy is to be looked for or appended: none waits in append_push. One with an error:
    /// its copy was refused.
    [[nodiscard]] virtual Result<QList<model::OutboxMessage>> outboxWithoutCopy(AccountId account) = 0;
    [[nodiscard]] virtual Result<SentCopyKnowledge> sentCopyKnowledge(AccountId account) = 0; ///< NotFound
    [[nodiscard]] virtual Result<qint64> sentCopyDelayMs(AccountId account) = 0; ///< how late one came; 0: none was late, or NotFound
    /// What was appended since then and is confirmed, where the cache has another message with its Message-ID in the same mailbox.
    [[nodiscard]] virtual Result<QList<OwnSentCopy>> doubledSentCopies(AccountId account, qint64 sinceMs) = 0;
    /// recipients: addr-specs; those that were never written to are left out. Of an identity that is gone: nothing.
    [[nodiscard]] virtual Result<model::SendingFacts> sendingFacts(IdentityId identity, const QStringList& recipients) = 0;
    /// Who matches every word of `text` with the start of a word of name or address (of Han, Kana, Hangul: any part), any case and
    /// width: most written to first, then most seen, then latest. Blank text: the first ones of all.
    [[nodiscard]] virtual Result<QList<model::Contact>> contacts(const QString& text, int limit) = 0;
    [[nodiscard]] virtual Result<QList<Pop3Message>> pop3Messages(AccountId account) = 0; ///< by unique-id
    /// integrity_check and the index's own; messages of what is wrong, empty when all is well.
    [[nodiscard]] virtual Result<QStringList> checkIntegrity() = 0;
    virtual void interrupt() = 0;
    [[nodiscard]] virtual Result<DraftCopy> draftCopy(DraftId id) = 0; ///< NotFound
    /// The draft whose copy in Drafts that message is; what was written is kept there as it was, the message knows less.
    [[nodiscard]] virtual Result<std::optional<DraftId>> draftOfCopy(MessageId message) = 0;
    /// Drafts whose copy is missing or older than they are, saved longest ago first; no templates, none in the outbox.
    [[nodiscard]] virtual Result<QList<model::DraftSummary>> draftsToKeep() = 0;
};

} // namespace tributary::store
