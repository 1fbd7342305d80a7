// SPDX-License-Identifier: GPL-3.0-or-later
// The facade: all that ui and cli know of the engine. Lives on the GUI (main) thread, never blocks it: every call that
// needs a disk, a network or a lock returns at once, and its callback comes later on the context object's thread (never,
// when the context is gone).
#pragma once

#include "base/Result.h"
#include "base/Secret.h"
#include "engine/AccountSetup.h"
#include "engine/CodeMail.h"
#include "engine/MessageContent.h"
#include "engine/Submission.h"
#include "engine/ReplySource.h"
#include "engine/StorageUse.h"
#include "model/Account.h"
#include "model/Change.h"
#include "model/Contact.h"
#include "model/Draft.h"
#include "model/Identity.h"
#include "model/Mailbox.h"
#include "model/Message.h"
#include "model/Network.h"
#include "model/Outbox.h"
#include "model/SendingFacts.h"
#include "model/ServerSearch.h"
#include "model/StoreChange.h"
#include "model/Verification.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>

namespace tributary::engine {

class Filters;
class NetworkSource;
class Transfer;
class Vacations;

enum class SecretBackend { Keychain, Sealed, Memory };

struct EngineOptions {
    QString profileDirectory;   ///< empty: XDG directories
    QString policyFile;         ///< empty: /etc/tributary/policies/policies.json where it exists, or PROFILE/policy.json
    SecretBackend secrets = SecretBackend::Keychain;
    Secret passphrase;          ///< Sealed only
    bool startWorkers = true;   ///< false: accounts connect only on sync(); for commands that only read
    std::shared_ptr<NetworkSource> network; ///< null: this machine's, where workers start
    std::chrono::milliseconds keepDraftsAfter = std::chrono::seconds(30); ///< left alone for so long a draft gets its copy in Drafts; tests shorten it
    CodeMailWords codeMailWords;            ///< without a subject no code is mailed by itself
    bool loopbackIsPublicForTests = false;  ///< tests run web servers of their own; nothing else may ask this machine
    quint16 sievePortForTests = 0;          ///< tests run ManageSieve servers on ports of their own; 0: 4190, and what the domain names
    accounts::DiscoveryOptions discovery;   ///< the policy's directory and authorities go before its own
};

template <typename T> using Callback = std::function<void(Result<T>)>;

class Engine : public QObject {
    Q_OBJECT

  public:
    /// Locks the profile, opens the store, reads the policy; on a thread of its own. Storage/ProfileInUse,
    /// DatabaseDamaged, DatabaseNewer, DiskFull; InvalidInput/PolicyFaulty.
    /// owned: called before done, as soon as the lock is held: what follows may take seconds.
    static void open(const EngineOptions& options, QObject* context, Callback<std::shared_ptr<Engine>> done, std::function<void()> owned = {});
    /// Where the profile of these options lies, there or not.
    [[nodiscard]] static QString directoryOf(const EngineOptions& options);
    /// Stops all workers and waits for them (bounded), then the store.
    ~Engine() override;

    // --- what is there (values kept in memory, up to date after each signal)
    [[nodiscard]] QList<model::AccountSnapshot> accounts() const; ///< in the user's order
    [[nodiscard]] const Policy& policy() const;
    [[nodiscard]] QString profileDirectory() const;

    // --- reading
    void loadMailboxes(AccountId account, QObject* context, Callback<QList<model::Mailbox>> done);
    /// A page of a list. Calls of one 'channel' (a view) overtake each other: an older one that is not done is
    /// interrupted and answers Cancelled.
    void loadMessages(const model::MessageQuery& query, int channel, QObject* context, Callback<model::MessagePage> done);
    void loadSummaries(const QList<MessageId>& ids, QObject* context, Callback<QList<model::MessageSummary>> done);
    void loadMessage(MessageId id, QObject* context, Callback<MessageContent> done);
    /// The same in another charset, or with places for remote pictures.
    void loadMessage(MessageId id, const ReadOptions& options, QObject* context, Callback<MessageContent> done);
    /// The messages that belong together with one, oldest first and with itself (at most 500): all mailboxes of its account, without
    /// Trash and Junk unless it lies there; copies count once.
    void loadConversation(MessageId id, QObject* context, Callback<QList<model::MessageSummary>> done);
    /// A message/rfc822 part (or one of another message's name that holds one) as a message of its own: summary has its
    /// headers and the outer one's id; sections of its attachments are the outer one's, for loadPart and saveAttachment.
    void loadNested(MessageId id, const QString& section, QObject* context, Callback<MessageContent> done);
    /// The source, its first bytes; works for what is quarantined too.
    void loadRaw(MessageId id, QObject* context, Callback<RawMessage> done, qint64 maxBytes = 4LL << 20);
    /// Writes the source into directory as "subject.eml"; gives the path.
    void saveRaw(MessageId id, const QString& directory, QObject* context, Callback<QString> done);
    /// What a text/calendar or text/vcard part says (RFC 5545, RFC 6350), to be shown; nothing is answered or fetched.
    void loadCalendar(MessageId id, const QString& section, QObject* context, Callback<cards::Calendar> done);
    void loadCards(MessageId id, const QString& section, QObject* context, Callback<QList<cards::Card>> done);
    /// Decoded bytes of a section, for inline pictures (at most 16 MiB).
    void loadPart(MessageId id, const QString& section, QObject* context, Callback<QByteArray> done);
    /// Writes the attachment into directory under a safe name that is free; gives the path.
    void saveAttachment(MessageId id, const QString& section, const QString& directory, QObject* context,
                        Callback<QString> done);
    /// Several; what was written before an error stays. Gives the paths.
    void saveAttachments(MessageId id, const QStringList& sections, const QString& directory, QObject* context,
                         Callback<QStringList> done);
    /// A read-only copy for another program, in a directory of the profile that only this user sees; gone when the engine ends.
    /// What AttachmentSummary::danger says is asked by the caller.
    void openAttachment(MessageId id, const QString& section, QObject* context, Callback<QString> done);
    /// The remote pictures of a message, on the user's word only: no cookies, no referrer, never from an address of this machine or
    /// network, no trackers; bounded in number, bytes and time. Cancelling or letting go of the task ends it.
    /// InvalidInput/RefusedByPolicy for a message in Junk and for an encrypted one.
    [[nodiscard]] std::shared_ptr<Task> loadRemotePictures(MessageId id, QObject* context, Callback<RemotePictures> done);
    /// Leaves a mailing list as MessageContent::unsubscribe says: one click where that is offered (RFC 8058), else tells what to open.
    /// InvalidInput/NotFound: the message names no way; Refused/ServerRefused with the HTTP status; Network, Tls.
    void unsubscribe(MessageId id, QObject* context, Callback<Unsubscribed> done);
    /// What the user has chosen for all messages of a sender (an address, any case).
    void allowPicturesFrom(const QString& address, bool allow, QObject* context, Callback<std::monostate> done);
    void setSenderForm(const QString& address, BodyForm form, QObject* context, Callback<std::monostate> done);
    void setSenderCharset(const QString& address, const QByteArray& charset, QObject* context, Callback<std::monostate> done);
    /// A message that was set aside because it crashed the program is parsed again from now on.
    void releaseQuarantine(MessageId id, QObject* context, Callback<std::monostate> done);

    /// The body of a message whose body is not cached, before any other; storeChanged tells when it is there. Also for the
    /// attachments that were left out of a large message (BodyState::Text).
    void wantBody(MessageId id);
    /// The same for a program without workers: over a connection of its own, done when the body is in the cache. Errors: those of
    /// connecting; InvalidInput/NotFound; Refused/MailboxMissing when the server does not give it any more; Cancelled.
    [[nodiscard]] std::shared_ptr<Task> fetchBody(MessageId id, QObject* context, Callback<std::monostate> done);

    /// Searches on the servers of the accounts that the query is about (all that are switched on when it names none), for what the
    /// cache does not have: mail older than the sync start date (S15), texts that are not here. query.search is what is looked
    /// for, in the mailboxes of query.view; query.limit bounds the hits of each account, the newest count. Each hit has its row in
    /// the cache when done is called: MessageQuery::foundOnServer lists it. Works beside the workers and without them, each
    /// account over a connection of its own for as long as it takes; cancelling or letting go of the task ends it at once, and
    /// what was found until then is kept. progress: on the context's thread.
    /// Errors: InvalidInput/BadValue and FieldMissing for the query; Cancelled. What failed at an account or a mailbox is in the
    /// result, beside what was found (sync/ServerSearch.h says which); an account that is POP3: Refused/Unsupported.
    using SearchObserver = std::function<void(const model::ServerSearchProgress&)>;
    [[nodiscard]] std::shared_ptr<Task> searchServer(const model::MessageQuery& query, QObject* context, SearchObserver progress,
                                                     Callback<model::ServerSearchResult> done);

    // --- the user's changes (S2): in the cache at once, at the server when it can be reached. Errors: InvalidInput/NotFound;
    // Refused/ServerRefused where the user has no right to (shared mailboxes); Storage.
    void changeMessages(const model::MessageAction& action, QObject* context, Callback<ChangeId> done);
    /// Also of what the server has done already; what was expunged for 30 days.
    void undo(ChangeId change, QObject* context, Callback<std::monostate> done);
    void loadChanges(int limit, QObject* context, Callback<QList<model::ChangeRecord>> done); ///< newest first
    void emptyTrash(AccountId account, QObject* context, Callback<ChangeId> done); ///< and Junk is another mailbox
    /// name: UTF-8, '/' between levels (S2).
    void createMailbox(AccountId account, const QString& name, QObject* context, Callback<MailboxId> done);
    void renameMailbox(MailboxId mailbox, const QString& name, QObject* context, Callback<ChangeId> done);
    void deleteMailbox(MailboxId mailbox, QObject* context, Callback<ChangeId> done);
    void subscribeMailbox(MailboxId mailbox, bool on, QObject* context, Callback<std::monostate> done);
    /// What disappeared from the server in a mass (Mailbox::held): let it go now, or put it back there.
    void releaseHeld(MailboxId mailbox, QObject* context, Callback<std::monostate> done);
    void putBackHeld(MailboxId mailbox, QObject* context, Callback<std::monostate> done);
    /// The mailbox that is on the screen: the server is asked to tell its news (none: INBOX alone).
    void setOpenMailbox(std::optional<MailboxId> mailbox);

    // --- writing (S3, S20)
    void loadIdentities(QObject* context, Callback<QList<model::Identity>> done); ///< in the order of the accounts
    /// Errors as of store::Store: InvalidInput/NotAnAddress, NotFound, BadValue for the last one of an account.
    void addIdentity(const model::Identity& identity, QObject* context, Callback<IdentityId> done);
    void updateIdentity(const model::Identity& identity, QObject* context, Callback<std::monostate> done);
    void removeIdentity(IdentityId identity, QObject* context, Callback<std::monostate> done);
    void setDefaultIdentity(IdentityId identity, QObject* context, Callback<std::monostate> done);
    // --- proving addresses (S20, S26, S27): a code is mailed by itself when an identity or account is saved with an address that is not
    // proven. What changes is told as IdentitiesChanged.
    void loadVerification(const model::VerificationTarget& target, QObject* context, Callback<model::Verification> done);
    /// A new code, mailed through the outbox (deliver() where no workers run); the one before is void. TemporaryRefusal/Throttled: too many
    /// mails to the address (detail: milliseconds to wait); InvalidInput/NotFound: no identity has the address, FieldMissing "outgoing server";
    /// AlreadyExists: it is proven; Storage.
    void sendVerificationCode(const model::VerificationTarget& target, QObject* context, Callback<model::Verification> done);
    /// InvalidInput/BadValue for what is not six digits: no try is used up by it.
    void confirmVerificationCode(const model::VerificationTarget& target, const QString& typed, QObject* context, Callback<model::CodeCheck> done);
    /// The code, where its mail has come to a mailbox of this profile (known by its Message-ID); empty: it has not.
    void loadArrivedCode(const model::VerificationTarget& target, QObject* context, Callback<QString> done);

    void loadReplySource(MessageId id, const ForwardWords& words, QObject* context, Callback<ReplySource> done);
    /// isNew: as the beginning of another message (edit as new); else the draft that it is.
    void loadAsDraft(MessageId id, bool isNew, QObject* context, Callback<model::Draft> done);
    void loadDrafts(QObject* context, Callback<QList<model::DraftSummary>> done); ///< newest first
    void loadDraft(DraftId id, QObject* context, Callback<model::Draft> done);
    /// In the order of the calls. One that has no messageIdHeader yet gets one. InvalidInput/NotFound: it is not there any more: removed,
    /// sent, or another client has deleted its copy from Drafts; BadValue: it stands in the outbox.
    void saveDraft(const model::Draft& draft, QObject* context, Callback<DraftId> done);
    /// The copy of the draft in its account's Drafts, for other clients, is made now: its window closes. Where workers run it is made by itself
    /// when the draft has been left alone for a while. Never more than one a draft; what cannot be built yet is no error of the user's.
    void keepDraft(DraftId id);
    void removeDraft(DraftId id, QObject* context, Callback<std::monostate> done);
    /// Who was written to and who wrote, best first: text is the beginning of a name or an address. Calls of a channel overtake.
    void completeAddress(const QString& text, int limit, int channel, QObject* context, Callback<QList<model::Contact>> done);

    /// What is to be known before a message of that identity goes to them (addr-specs): the server's limit, who they were written to as.
    void loadSendingFacts(IdentityId identity, const QStringList& recipients, QObject* context, Callback<model::SendingFacts> done);

    // --- sending (S14, S18): what is queued leaves by itself where workers run, whatever happens to the window
    /// Errors as of queueDraft(); the draft is saved with it.
    void send(const model::Draft& draft, const SendOptions& options, QObject* context, Callback<OutboxId> done);
    void loadOutbox(QObject* context, Callback<QList<model::OutboxMessage>> done); ///< oldest first; each that waits says why
    /// The user's word: now, also for one whose outcome is not known; for one that only some have got, to the others.
    void retryOutbox(OutboxId id, QObject* context, Callback<std::monostate> done);
    /// Taken back: gives the draft (with an invalid id: there was none), only to those who do not have it yet. InvalidInput/BadValue: it is on its way or has left.
    void cancelOutbox(OutboxId id, QObject* context, Callback<model::Draft> done);
    /// It was sent: not shown any longer, whoever did not get it.
    void dismissOutbox(OutboxId id, QObject* context, Callback<std::monostate> done);
    /// For a program without workers: sends what is due through the message's server and files its copy, over connections of its own; done when
    /// the message has come to rest, with its last state (Filed when it has left the outbox). changed: each state, on the context's thread.
    using OutboxObserver = std::function<void(const model::OutboxMessage&)>;
    [[nodiscard]] std::shared_ptr<Task> deliver(OutboxId id, QObject* context, OutboxObserver changed, Callback<model::OutboxMessage> done);

    // --- accounts
    /// Candidates for an address, best first (docs/discovery.md): what this machine knows at once, else what the network says, within ten
    /// seconds. observer: the list so far, each time it grows, on the context's thread; may be empty. Of the address only the domain is sent.
    /// Empty: the domain does not exist. InvalidInput/NotAnAddress; Cancelled.
    using DiscoveryObserver = std::function<void(const QList<ServerCandidate>& soFar)>;
    [[nodiscard]] std::shared_ptr<Task> discover(const QString& address, QObject* context, DiscoveryObserver observer, Callback<QList<ServerCandidate>> done);
    /// Whether the policy lets an account of that address be added (S6). InvalidInput/RefusedByPolicy.
    [[nodiscard]] Status mayAddAccount(const QString& address) const;
    /// What this machine knows alone; empty: nothing.
    [[nodiscard]] Result<QList<ServerCandidate>> knownServers(const QString& address) const;
    /// Every provider's servers for the address, whatever its domain: by IMAP, then by POP3, where it has both.
    /// The presets that can be chosen by name, in the order of the tiles (S9), each filled for an address (which may be empty).
    [[nodiscard]] QList<ServerCandidate> providers(const QString& address) const;
    /// Staged probe, nothing saved. observer is called on the context's thread for each stage. The returned handle stops
    /// it when destroyed or cancelled.
    [[nodiscard]] std::shared_ptr<Task> testAccount(const AccountDraft& draft, QObject* context, StageObserver observer,
                                                    Callback<ProbeOutcome> done);
    /// The same for an account that is there, with the password or token that is kept for it; nothing of it is changed. Errors: what loading the
    /// secret says; InvalidInput/NotFound.
    [[nodiscard]] std::shared_ptr<Task> testStoredAccount(AccountId account, QObject* context, StageObserver observer, Callback<ProbeOutcome> done);
    /// Probe, then secret, then account row; nothing is saved before it passes.
    [[nodiscard]] std::shared_ptr<Task> addAccount(const AccountDraft& draft, QObject* context, StageObserver observer,
                                                   Callback<AccountId> done);
    /// Proves the new password first (S17); then the account works again.
    [[nodiscard]] std::shared_ptr<Task> updatePassword(AccountId account, const Secret& password, QObject* context,
                                                       StageObserver observer, Callback<std::monostate> done);
    // --- sign-in at the provider's page
    /// Whether it is possible there: its pages are known and somebody registered this program.
    [[nodiscard]] bool hasSignIn(const QString& provider) const;
    /// As what the program is known there; empty clientId: it is not.
    [[nodiscard]] OAuthClient oauthClient(const QString& provider) const;
    [[nodiscard]] bool isOAuthClientManaged(const QString& provider) const; ///< by the policy: setOAuthClient() changes nothing
    void setOAuthClient(const QString& provider, const OAuthClient& client, QObject* context, Callback<std::monostate> done);
    /// Sign-in (draft.password is not used), then the identity check, then as addAccount(). Auth/WrongMailbox: signed in as
    /// somebody else; nothing is saved. Errors as auth::signIn() and addAccount().
    [[nodiscard]] std::shared_ptr<Task> signInAndAdd(const AccountDraft& draft, const SignIn& how, QObject* context, SignInObserver observer,
                                                     Callback<AccountId> done);
    /// Once more for an account that is there (S24, S25): then it works again, with what changed of it (name, displayName,
    /// from, replyTo, syncSince, saveSent) kept.
    [[nodiscard]] std::shared_ptr<Task> signInAgain(const model::Account& changed, const SignIn& how, QObject* context, SignInObserver observer,
                                                    Callback<std::monostate> done);
    /// About when the user must sign in again, in ms since 1970 UTC; none: not known.
    void loadSignInEnd(AccountId account, QObject* context, Callback<std::optional<qint64>> done);
    /// Changes an account's settings (S10 to S16, S24, S30, S32). Where a server, its user, the relay or the address differs, or a password is
    /// given, both sides are probed first, and nothing is saved before that passes; else observer is not called. Older mail than a start date
    /// that has become later leaves the cache (not that of POP3, which may lie here alone); an earlier one, and other mailboxes, come with the
    /// next sync. allowNonStandardPorts as in AccountDraft. Errors as addAccount(); InvalidInput/Unsupported "protocol" or "email": that would
    /// be another account.
    [[nodiscard]] std::shared_ptr<Task> editAccount(const AccountDraft& changed, QObject* context, StageObserver observer, Callback<std::monostate> done);
    void setColour(AccountId account, int colour, QObject* context, Callback<std::monostate> done);
    void setEnabled(AccountId account, bool enabled, QObject* context, Callback<std::monostate> done);
    void setDefault(AccountId account, QObject* context, Callback<std::monostate> done);
    void moveAccount(AccountId account, int position, QObject* context, Callback<std::monostate> done);
    /// The account goes, whatever becomes of the context: what is ours at its Sieve server first (Filters::leaveServer(), 15 s at most), then retireAccount()
    /// (keepMail) or removeAccount(), with their errors. false: something of ours may go on there. mayAsk false: that server is not asked (S17).
    void leaveAccount(AccountId account, bool keepMail, bool mayAsk, QObject* context, Callback<bool> done);
    /// Switched off for good, its mail stays readable here: what it signs in with is wiped.
    void retireAccount(AccountId account, QObject* context, Callback<std::monostate> done);
    /// With its mail; what it signs in with is wiped. The server is left as it is (but see Filters::leaveServer()).
    void removeAccount(AccountId account, QObject* context, Callback<std::monostate> done);

    // --- storage (S7, docs/storage.md)
    void loadStorage(QObject* context, Callback<StorageUse> done); ///< a walk over everything: 0.1 s and more for 100,000 messages
    /// What the cache may take; 0: no limit. Done when what follows from it is: bodies that the servers give again are dropped, the oldest first, or
    /// those that were come again. InvalidInput/BadValue "budget" below kLeastBudget and above kMostBudget; Storage.
    void setStorageBudget(qint64 bytes, QObject* context, Callback<BudgetOutcome> done);

    /// Import, export and backup (Transfer.h); lives as long as the engine.
    [[nodiscard]] Transfer& transfer() const;
    /// Filters and vacation replies (Filters.h, Vacations.h); live as long as the engine.
    [[nodiscard]] Filters& filters() const;
    [[nodiscard]] Vacations& vacations() const;

    // --- sync
    void syncNow(AccountId account);                 ///< wakes the worker
    void pause(AccountId account, bool paused);      ///< until the program ends
    // --- network: a change is noticed by itself, and what waits for the network goes on when it is there (S31)
    [[nodiscard]] const model::NetworkState& network() const; ///< a hint; syncNow() tries in any case
    /// False (the default): on a metered line messages wait until the user opens them. Kept by the caller.
    void setFetchOnMetered(bool fetch);
    /// One complete sync of the accounts (all when empty); the report names every mailbox. watch: goes on with IDLE. An account whose sign-in
    /// was refused is reported with that error and not tried (S17), unless retryRefused says so; likewise what it has to send.
    [[nodiscard]] std::shared_ptr<Task> sync(const QList<AccountId>& accounts, const QStringList& mailboxGlobs, bool watch,
                                             QObject* context, Callback<QList<model::SyncReport>> done, bool retryRefused = false);
    /// The last things that the workers did (at most 500), oldest first; syncReported tells when there are more.
    [[nodiscard]] QList<model::SyncEvent> syncEvents() const;
    [[nodiscard]] int pushesWaiting(AccountId account) const;
    /// Records the protocol of the account's connections from now on (the last 2,000 lines, secrets cut) until switched off.
    void setProtocolLog(AccountId account, bool on);
    [[nodiscard]] QStringList protocolLog(AccountId account) const;
    /// Cache against server, message by message; an entry a difference, empty when there is none.
    [[nodiscard]] std::shared_ptr<Task> doctor(AccountId account, const QString& mailboxGlob, QObject* context,
                                               Callback<QList<Difference>> done);

  Q_SIGNALS:
    void accountsChanged();                          ///< list, configuration, state or unread counts
    void storeChanged(const QList<tributary::model::StoreChange>& changes);
    void networkChanged();                           ///< network()
    void storageChanged();                           ///< the budget, or what was dropped for it; loadStorage()
    void syncProgressed(const tributary::model::SyncProgress& progress);
    void syncReported(const tributary::model::SyncReport& report);

  private:
    class Core;
    void markSignIns(QList<ServerCandidate>& candidates) const;
    [[nodiscard]] Result<QList<ServerCandidate>> asAllowed(const QString& address, const QList<ServerCandidate>& found) const;
    explicit Engine(std::unique_ptr<Core> core);
    std::unique_ptr<Core> m_core;
};

} // namespace tributary::engine
