// SPDX-License-Identifier: GPL-3.0-or-later
// What filters and vacation replies hand to the store and ask it for (S4, S5).
#pragma once

#include "base/Result.h"
#include "model/Filter.h"
#include "model/FilterTrace.h"
#include "model/Message.h"
#include "model/Vacation.h"
#include "model/VacationReplies.h"
#include "store/Sending.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QStringList>

#include <optional>

namespace tributary::store {

inline constexpr int kMostFilters = 1'000;             ///< of an account
inline constexpr int kRepliesAnHour = 50;              ///< of an account: then its vacation reply switches itself off
/// So far may a mail server's clock, which says when a message came, be behind ours; INTERNALDATE has whole seconds (RFC 3501 2.3.3).
inline constexpr qint64 kServerClockMs = 5LL * 60'000;
inline constexpr qint64 kArrivesWithinMs = 30LL * 24 * 3'600'000; ///< what is older when it is first seen, and than the last look at INBOX, was put there

/// When one form of a filter, or of the vacation reply, ran at the mail server, or may have. UTC, by this machine's clock.
struct ServerSpan {
    qint64 sinceMs = 0;
    qint64 untilMs = 0;    ///< 0: it may yet
    bool forwards = false; ///< a filter's: whether that form does, or may
    bool copies = false;

    /// Whether it may have had a message that came to the server then (INTERNALDATE) and here at queuedMs (Arrival): where clocks leave that open, it had.
    [[nodiscard]] bool mayHaveHad(qint64 internalDateMs, qint64 queuedMs) const {
        const bool wasHereBefore = queuedMs < sinceMs && internalDateMs < sinceMs + kServerClockMs; // one that came much later: the clock here was set back
        return !wasHereBefore && internalDateMs >= sinceMs - kServerClockMs && (untilMs == 0 || internalDateMs < untilMs);
    }
    bool operator==(const ServerSpan&) const = default;
};

struct StoredFilter {
    model::Filter filter;
    qint64 serverSinceMs = 0; ///< UTC; since when the mail server runs it as it is saved; 0: it does not
    qint64 olderSinceMs = 0;  ///< UTC; since when it may run there in another form; 0: it does not
    QList<ServerSpan> spans;  ///< in whatever form, the oldest first
};

struct FilterUse {
    int taken = 0;     ///< messages whose rows are there
    qint64 lastMs = 0;
};

/// A message that has come to INBOX and that no filter and no vacation reply has looked at.
struct Arrival {
    MessageId message;
    AccountId account;
    MailboxId mailbox;     ///< where it came to
    qint64 queuedMs = 0;   ///< UTC
    qint64 askedMs = 0;    ///< when its body was asked for; 0: it was not
};

/// What the cache knows of a message without its bytes, for rules/MessageFacts.
struct StoredFacts {
    MessageId id;
    AccountId account;
    MailboxId mailbox;
    model::AddressList from, to, cc, replyTo;
    QString subject;
    QByteArray messageIdHeader;
    qint64 dateMs = 0, internalDateMs = 0, size = 0;
    bool hasAttachment = false;
    model::BodyState body = model::BodyState::None;
    model::Flags flags;
    std::optional<QString> listId; ///< as NewMessage::listId
};

/// What was found in the bytes of a message whose row does not know it yet.
struct FoundListId {
    MessageId message;
    QString listId; ///< as NewMessage::listId; empty: it has none
};

/// Which messages are walked over, in the order of their rows, the newest first.
struct FactsQuery {
    std::optional<AccountId> account;
    std::optional<MailboxId> mailbox; ///< else all but Trash, Junk, Drafts, Sent, and the views All Mail, Starred, Important
    MessageId before;                 ///< not valid: the first page
    int limit = 2'000;
};

/// One action of a filter, ready to be done: Move, Copy, Junk, Delete have their mailbox.
struct ReadyAction {
    model::FilterAction action;
    FilterId filter;
    QString filterName;
    MailboxId mailbox;
    std::optional<NewOutboxMessage> forward; ///< Forward; none for one that is only traced
};

/// A vacation reply, ready to be sent.
struct ReadyReply {
    QString sender;         ///< addr-spec
    int intervalDays = 1;
    NewOutboxMessage mail;  ///< null reverse-path
};

/// What became of one arrived message. Nothing at all is an outcome too.
struct Settlement {
    MessageId message;
    MailboxId mailbox;      ///< where it stood when this was decided: where it stands elsewhere by now nothing is done
    QList<ReadyAction> actions;
    std::optional<ReadyReply> reply;
};

struct Settled {
    bool wasWaiting = false; ///< false: it was settled already, or its row is gone: nothing was done
    int done = 0;            ///< actions
    bool replied = false;
    bool switchedOff = false; ///< the vacation reply: one more would have been too many
};

/// The user's "apply now": messages with their actions, in one step.
struct AppliedFilters {
    QList<Settlement> messages; ///< never with forwards and replies
    QString detail;             ///< of the change: a filter's name
    ChangeId change;            ///< of the step before; not valid: this is the first
};
struct ApplyStep {
    ChangeId change;            ///< not valid: nothing differs
    int changed = 0;            ///< messages
};

enum class SieveOffer { Unknown, None, Offered };
enum class SieveConflict { EditedElsewhere, OtherActive, ActiveChanged, OtherHost };

/// What is known of an account's Sieve server, and of our script there.
struct SieveRecord {
    AccountId account;
    bool isWanted = true;
    SieveOffer offer = SieveOffer::Unknown;
    QString host;
    quint16 port = 0;
    QString allowedHost;                  ///< another than the incoming server's, which the user has agreed to
    QStringList extensions;
    std::optional<QByteArray> activeSeen; ///< the active script when it was last looked at ("": none was)
    QByteArray otherScript;               ///< runs beside ours, or keeps ours away
    bool otherStops = false;              ///< it has a `stop`
    bool otherAnswers = false;            ///< it has a `vacation` or a `reject`
    bool otherCopies = false;             ///< it has a `redirect` or a `:copy`; known only of one that the user has kept in place of ours
    QByteArrayList putHashes;             ///< of what may stand there of ours, the newest first
    QByteArray putScript;                 ///< what is known to stand there of it; empty: nothing, see mayBeThere()
    qint64 putMs = 0;
    qint64 revision = 0;                  ///< of filters and vacation reply, as they are saved here
    bool isBehind = false;                ///< the server has another
    qint64 checkedMs = 0;
    qint64 triedMs = 0;                   ///< UTC; when it was last tried in vain (not reached, or not in time); 0: it was reached since
    std::optional<SieveConflict> conflict;
    QByteArray conflictName, conflictText;
    std::optional<Error> error;
    int errorLine = 0;
    QByteArray errorScript;
    qint64 errorMs = 0;

    /// Ours was put there, or a visit began to and its end is not known: a kill, or a lost answer. Only a take-away that is answered ends it.
    [[nodiscard]] bool mayBeThere() const { return !putHashes.isEmpty() || !putScript.isEmpty(); }
    bool operator==(const SieveRecord&) const = default;
};

/// What runs at the server from now on; all others of the account run here.
struct ServerPlan {
    QList<FilterId> filters;
    bool vacation = false;
    qint64 sinceMs = 0;         ///< UTC; 0: nothing does
    qint64 vacationSinceMs = 0; ///< of the reply; 0: sinceMs
    bool mayStillRun = false;   ///< what ran there and is not named here may go on: nobody knows (olderSinceMs); else it does not
    qint64 beganMs = 0;         ///< UTC; as in the beginServerPlan() that this is the end of; 0: there was none
    bool isAsBefore = false;    ///< what beginServerPlan() began is not there, and nothing else has changed; the rest of this says nothing
    std::optional<bool> vacationMayStillRun = {}; ///< of the reply; none: as mayStillRun. With vacationSinceMs even one that has not run there so far
};

/// The part of Store for this. All calls wait for the commit and are on the disk when they return. Errors: InvalidInput/NotFound for an
/// account, filter or message that is not there; Storage.
class FilterWrites {
  public:
    virtual ~FilterWrites() = default;

    /// Without a valid id: behind the others of its account, BadValue "too-many-filters" beyond kMostFilters; else in place of the one with that
    /// id, which stays where it stands and is the server's no more, as it is. Announces FiltersChanged, as all of these do.
    [[nodiscard]] virtual Result<FilterId> saveFilter(const model::Filter& filter) = 0;
    [[nodiscard]] virtual Result<QList<FilterId>> addFilters(const QList<model::Filter>& filters) = 0; ///< all or none
    [[nodiscard]] virtual Status removeFilter(FilterId filter) = 0;
    /// What removeFilter() took away comes back as filter says it was, with its id (to which its traces lead), at position, among the account's, from 0;
    /// as it is the server runs it no more, in another form perhaps (olderSinceMs). BadValue "filter-present": it is there; "no-id"; "too-many-filters" as for saveFilter().
    [[nodiscard]] virtual Status restoreFilter(const model::Filter& filter, int position) = 0;
    [[nodiscard]] virtual Status moveFilter(FilterId filter, int position) = 0;

    /// All in one transaction: the messages wait no more; the actions are changes that are queued for the server as the user's are, but in no list of
    /// changes; forwards and replies stand in the outbox; the traces are written. A forward of a Message-ID to an address that
    /// had it is left out, a reply that the ledger or the hour forbids likewise. InvalidInput for a mail that cannot be queued: nothing was done.
    [[nodiscard]] virtual Result<QList<Settled>> settleArrivals(QList<Settlement> settlements) = 0;
    /// Its body is to be fetched, or was asked for in vain (again: 0).
    [[nodiscard]] virtual Status noteArrivalAsked(MessageId message, qint64 nowMs) = 0;
    /// One change of the user's, which can be undone, over all its steps (ChangeKind::ApplyFilters).
    [[nodiscard]] virtual Result<ApplyStep> applyFilters(AppliedFilters applied) = 0;
    /// For rows from before schema 13: what they know already stays. Nobody waits for it, and it is announced to nobody; what fails is found anew.
    virtual void noteListIds(QList<FoundListId> found) = 0;

    /// on turned from off to on: onSinceMs is now, the ledger and the counts begin anew. Announces VacationChanged, as the others do.
    [[nodiscard]] virtual Status saveVacation(const model::Vacation& vacation) = 0;
    [[nodiscard]] virtual Status stopVacation(AccountId account, std::optional<model::VacationStop> why) = 0;

    /// The user's: whether what can run at the server does. A change as one of filters is (revision): a visit under way does not undo it. Announces both.
    [[nodiscard]] virtual Status setSieveWanted(AccountId account, bool wanted) = 0;
    /// All of it; where filters or the reply have been changed since the record was read (revision), it stays behind, and isWanted as it is. Announces both.
    [[nodiscard]] virtual Status putSieveState(const SieveRecord& record) = 0;
    /// The record, and: from plan.beganMs on what is planned may run there, whatever becomes of the visit, until a putServerPlan() with that beganMs says what does.
    [[nodiscard]] virtual Status beginServerPlan(const SieveRecord& record, const ServerPlan& plan) = 0;
    /// The record and what runs where, in one transaction. What runs there no more is remembered (ServerSpan). Where something has been changed since, nothing begins to run at the server by this.
    [[nodiscard]] virtual Status putServerPlan(const SieveRecord& record, const ServerPlan& plan) = 0;
    /// What is to be remembered no longer; now and then. nowMs: UTC.
    [[nodiscard]] virtual Status forgetArrivals(qint64 nowMs) = 0;
};

/// The part of Reader for this.
class FilterReads {
  public:
    virtual ~FilterReads() = default;

    [[nodiscard]] virtual Result<QList<StoredFilter>> filters(AccountId account) = 0; ///< in their order
    [[nodiscard]] virtual Result<StoredFilter> filter(FilterId id) = 0;               ///< NotFound
    [[nodiscard]] virtual Result<QHash<qint64, FilterUse>> filterUse(AccountId account) = 0; ///< by filter id
    [[nodiscard]] virtual Result<QList<Arrival>> arrivals(AccountId account, MessageId after, int limit) = 0; ///< in the order they came
    [[nodiscard]] virtual Result<int> arrivalsWaiting(AccountId account) = 0;
    [[nodiscard]] virtual Result<QList<StoredFacts>> facts(const FactsQuery& query) = 0;
    [[nodiscard]] virtual Result<QList<StoredFacts>> factsOf(const QList<MessageId>& ids) = 0; ///< those that are in a list
    [[nodiscard]] virtual Result<qint64> countFacts(const FactsQuery& query) = 0; ///< of all pages
    [[nodiscard]] virtual Result<QList<model::FilterTrace>> filterTraces(MessageId message) = 0; ///< newest first
    [[nodiscard]] virtual Result<model::Vacation> vacation(AccountId account) = 0;  ///< one that was never saved: off
    [[nodiscard]] virtual Result<model::VacationReplies> vacationReplies(AccountId account, qint64 nowMs) = 0;
    [[nodiscard]] virtual Result<qint64> vacationServerSinceMs(AccountId account) = 0; ///< as StoredFilter::serverSinceMs
    [[nodiscard]] virtual Result<qint64> vacationOlderSinceMs(AccountId account) = 0;  ///< as StoredFilter::olderSinceMs; on or off
    [[nodiscard]] virtual Result<QList<ServerSpan>> vacationSpans(AccountId account) = 0; ///< as StoredFilter::spans; on or off
    [[nodiscard]] virtual Result<std::optional<qint64>> lastReplyMs(AccountId account, const QString& sender) = 0; ///< none: no reply was sent
    /// Has the user written to it, from here or from elsewhere (To, Cc of what lies in Sent)? address: addr-spec, or its model::mailboxKey().
    [[nodiscard]] virtual Result<bool> hasWrittenTo(const QString& address) = 0;
    [[nodiscard]] virtual Result<SieveRecord> sieveState(AccountId account) = 0;    ///< one that nothing is known of: as it begins
};

} // namespace tributary::store
