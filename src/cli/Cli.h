// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/CommandLine.h"
#include "cli/Output.h"
#include "engine/Engine.h"
#include "engine/FilterTypes.h"
#include "engine/TransferTypes.h"
#include "engine/VacationTypes.h"

#include <QObject>

#include <functional>
#include <memory>

namespace tributary::cli {

class OutsideWork;

/// Runs one command over an open engine and ends the event loop with its exit code. Lives on the main thread.
class Cli : public QObject {
    Q_OBJECT

  public:
    explicit Cli(CommandLine line);
    ~Cli() override;

    void start();
    /// SIGINT, SIGTERM: stop what runs; everything that was fetched is kept.
    void interrupt();

  Q_SIGNALS:
    void finished(int exitCode);

  private:
    using Run = void (Cli::*)();

    void opened(Result<std::shared_ptr<engine::Engine>> engine);
    [[nodiscard]] Error withValue(Error error) const;
    void fail(const Error& error, const engine::AdvicePlace& place = {});
    void done(int exitCode = 0);
    [[nodiscard]] std::optional<model::AccountSnapshot> account(const QString& name) const;
    /// The account that the first operand names, or a failure is printed.
    [[nodiscard]] std::optional<model::AccountSnapshot> namedAccount(const QString& name);
    [[nodiscard]] QString emailOf(AccountId account) const;

    // Accounts.cpp
    void accountDiscover();
    void tellCandidates(Result<QList<engine::ServerCandidate>> candidates);
    void accountAdd();
    void accountList();
    void accountShow();
    void accountPassword();
    // Editing.cpp
    void accountEdit();
    [[nodiscard]] Status fillRelay(model::Account& account) const;
    [[nodiscard]] Result<engine::AccountDraft> editedDraft(const model::Account& account);
    // Accounts.cpp
    void accountDefault();
    void accountEnable();
    void accountDisable();
    void accountRemove();
    using AccountCall = void (engine::Engine::*)(AccountId, QObject*, engine::Callback<std::monostate>);
    /// changed: makes of the snapshot what the call makes of the account.
    void changeAccount(AccountCall call, void (*changed)(model::AccountSnapshot&));
    void setAccountEnabled(bool on);
    /// The account as it is now (--json).
    void doneWith(const model::AccountSnapshot& snapshot);
    void tellRemoved(const model::AccountSnapshot& snapshot, const QStringList& senders);
    [[nodiscard]] Result<engine::AccountDraft> draftFromOptions(const QList<engine::ServerCandidate>& candidates);
    void withDraft(std::function<void(const engine::AccountDraft&)> use);
    [[nodiscard]] bool wantsSignIn() const;
    [[nodiscard]] engine::SignIn signIn() const;
    [[nodiscard]] engine::SignInObserver signInObserver();
    void added(const model::Account& account, const Result<AccountId>& id);
    void tellStage(const engine::StageReport& stage);
    // Testing.cpp
    void accountTest();
    void tellProbe(const model::Account& account, const engine::ProbeOutcome& outcome);

    // Reading.cpp
    void messageShow();
    void showSource(MessageId id, const engine::MessageContent& content);
    void showPart(const engine::MessageContent& content);
    void messageAttachments();
    void messageSave();
    void savePart(MessageId id, const QString& part);

    // Mail.cpp
    void syncAccounts();
    void mailboxList();
    void messageList();
    void searchMessages();
    void searchOnServers(model::MessageQuery query, qint64 wanted);
    /// done(), after what was left out has been told; what there is has been printed.
    void doneInParts();
    /// The message with its body, which is fetched when it is not cached; where that fails, what there is, and bodyMissing.
    void withContent(MessageId id, std::function<void(const engine::MessageContent&)> use);
    void doctor();
    void listPage(const model::MessageQuery& query, qint64 wanted);
    void tellWhileWatching();
    void watchOutbox();
    void loadWatchedOutbox();
    void takeWatchedOutbox(const QList<model::OutboxMessage>& outbox);
    void tellSent(const model::OutboxMessage& message);
    [[nodiscard]] QList<model::SyncReport> watchedReports(const QList<model::SyncReport>& ended);
    void tellState(const model::AccountSnapshot& snapshot);
    void tellNotTried(const QList<AccountId>& named);
    void printReports(const QList<model::SyncReport>& reports);
    bool tellOutbox(const model::SyncReport& report);
    void tellReports(const QList<model::SyncReport>& reports);
    void tellHeld(QList<AccountId> accounts, int exitCode);
    void loadMessagesOfMailbox(model::MessageQuery query, qint64 wanted);

    // Storage.cpp
    void storage();
    void loadStorage(std::optional<AccountId> only, const std::optional<engine::BudgetOutcome>& outcome);
    [[nodiscard]] static QJsonObject storageJson(const engine::StorageUse& use, const std::optional<engine::BudgetOutcome>& outcome);
    void tellStorage(const engine::StorageUse& use, const std::optional<engine::BudgetOutcome>& outcome) const;

    // Changes.cpp
    void messageMark();
    void messageMove();
    void messageCopy();
    void messageDelete();
    void messageArchive();
    void messageJunk();
    void mailboxCreate();
    void mailboxRename();
    void mailboxDelete();
    void mailboxSubscribe();
    void mailboxUnsubscribe();
    void mailboxEmptyTrash();
    void mailboxPutBack();
    void mailboxLetGo();
    void changeList();
    void changeUndo();
    /// The ids of the operands (and of standard input); none: a failure is printed.
    [[nodiscard]] std::optional<QList<MessageId>> namedMessages();
    void withNamedMessages(std::function<void(const QList<model::MessageSummary>&)> then);
    void change(model::MessageAction action);
    void changeInto(model::MessageAction action);
    void tellChange(const Result<ChangeId>& change);
    void tellNewest();
    void tellDone(AccountId account, const Result<std::monostate>& result);
    [[nodiscard]] bool liesHereAlone(AccountId id) const;
    /// The account of --account, else the only one.
    [[nodiscard]] std::optional<AccountId> chosenAccount();
    void withMailbox(AccountId account, const QString& name, std::function<void(const model::Mailbox&)> use);

    // Sending.cpp
    void sendMessage();
    void sendDraft(model::Draft draft, const model::Identity& identity);
    void deliver(OutboxId id);
    void outboxList();
    void outboxRetry();
    void outboxCancel();
    void cancelMessage(OutboxId id, bool mayHaveArrived);
    void tellCancelled(OutboxId id, DraftId draft, const QString& mailbox, bool mayHaveArrived);
    void identityList();
    void identityAdd();
    void identityEdit();
    void identityRemove();
    void printIdentity(IdentityId id);
    void tellIdentity(const model::Identity& identity, const QList<model::Verification>& codes);
    void printOutboxRow(const model::OutboxMessage& message);
    [[nodiscard]] QJsonObject outboxJson(const model::OutboxMessage& message) const;
    [[nodiscard]] Status fillDraft(model::Draft& draft, const model::Identity& identity);
    [[nodiscard]] Status fillIdentity(model::Identity& identity);
    void withIdentity(AccountId account, const QString& address, std::function<void(const model::Identity&)> use);
    void withNamedIdentity(std::function<void(const model::Identity&)> use);

    // Transferring.cpp
    void exportAll();
    void exportSettings();
    void exportMail();
    void importAll();
    void importAccounts();
    void importFound(const engine::ForeignAccounts& found);
    void tellImported(const engine::AccountsImported& imported, QList<engine::SkippedAccount> skipped);
    void importMail();
    [[nodiscard]] engine::TransferObserver transferObserver();

    // BackingUp.cpp: on a profile that another program may have open
    void backUp();
    void restore();
    void tellBackup(const Result<engine::BackupFacts>& facts, bool isRestored);

    // Filtering.cpp
    void filterList();
    void filterAdd();
    void filterEdit();
    void filterRemove();
    void filterMove();
    void filterEnable();
    void filterDisable();
    void filterTest();
    void filterApply();
    // ... FilterOrigins.cpp
    void filterImport();
    void filterWhy();
    void filterServer();
    [[nodiscard]] std::optional<FilterId> filterOperand();
    [[nodiscard]] std::optional<QList<FilterId>> filterIds(); ///< of --id; none: a failure is printed
    [[nodiscard]] Result<model::Filter> givenFilter(const model::Filter& before) const;
    void listFilters(QList<AccountId> accounts, std::function<void()> then);
    void withFilter(FilterId id, std::function<void(const engine::ListedFilter&)> use);
    void withTried(AccountId account, std::function<void(const QList<model::Filter>&)> use);
    void withFilterAccount(std::function<void(AccountId)> use);
    void tryGiven(AccountId account, const engine::FilterTrial& trial); ///< not valid: an account of no importance
    void applyIn(AccountId account, const QList<FilterId>& ids);
    void saveGivenFilter(const model::Filter& before);
    void enableFilter(bool on);
    void tellFilter(const engine::ListedFilter& listed);
    /// A change is brought to the mail server before the command ends: nobody does it later. then: whatever came of it (m_isBehind).
    void bringChanges(AccountId account, std::function<void()> then);
    void tellIfBehind(AccountId account);
    void tellFilterAfter(FilterId id, const Result<std::monostate>& result);
    [[nodiscard]] engine::TrialObserver trialObserver();
    void tryFilters(const engine::FilterTrial& trial);
    void tellTrial(const engine::TrialProgress& tried);
    void tellApplied(const Result<engine::FilterApplied>& applied);
    void tellImportedFilters(const engine::ImportedFilters& read, const QList<FilterId>& ids);
    void tellSieve(const Result<engine::SieveState>& state);

    // Vacationing.cpp
    void vacationShow();
    void vacationSet();
    void vacationOff();
    void vacationPreview();
    void withVacation(std::function<void(const engine::VacationView&)> use);
    [[nodiscard]] Result<model::Vacation> givenVacation(const model::Vacation& before) const;
    void tellVacationAfter(const Result<engine::VacationView>& changed);
    void tellVacation(const engine::VacationView& view);

    // Verifying.cpp
    void identityVerify();
    void identityConfirm();
    /// What can be proven of the operand, what is needed most first; fails where no identity has it.
    void withTargets(std::function<void(const QList<model::VerificationTarget>&)> use);
    void withCodeOut(const QList<model::VerificationTarget>& targets, qsizetype at, std::function<void(const model::VerificationTarget&)> use);
    void held(const model::Identity& identity, const Error& error);
    void notMailed(const model::VerificationTarget& target, const Error& error);
    void deliverCode(const model::Verification& verification, std::function<void(const model::Verification&)> then);
    /// The codes that the engine has queued for what was saved just now: of that account, or of one of its identities.
    void deliverCodes(const model::Account& account, std::optional<IdentityId> of, std::function<void(const QList<model::Verification>&)> then);
    void deliverNext(QList<model::VerificationTarget> targets, QList<model::Verification> told, std::function<void(const QList<model::Verification>&)> then);
    void printVerification(const model::Verification& verification);
    void failWith(const Error& error, const model::Verification& verification);
    [[nodiscard]] QJsonObject verificationJson(const model::Verification& verification) const;
    [[nodiscard]] QList<model::Account> accountRows() const;

    CommandLine m_line;
    Output m_out;
    std::shared_ptr<engine::Engine> m_engine;
    std::unique_ptr<OutsideWork> m_outside; ///< of what needs no engine
    std::shared_ptr<engine::Task> m_task;
    QMap<qint64, model::SyncReport> m_watched;         ///< by account: what came in all
    QHash<qint64, model::AccountState> m_watchedStates; ///< as told last
    std::optional<QHash<qint64, model::OutboxMessage>> m_watchedOutbox; ///< as it was when it was looked at last
    QHash<qint64, int> m_watchedSent; ///< messages, by account
    QJsonArray m_rows;            ///< of lists that come in pages
    QList<QStringList> m_table;
    QList<model::ServerSearchFailure> m_failures; ///< what the answer lacks
    int m_partExit = 0;
    QStringList m_absent; ///< mailboxes that were named and are not there
    QList<engine::StageReport> m_stages; ///< of what was tried, ended
    bool m_isBehind = false; ///< the mail server has not got what was changed, and goes on as before
    bool m_ended = false;
};

/// Why its sign-in was refused: nothing is tried with it until the user has mended it (S17).
[[nodiscard]] std::optional<Error> refusedBefore(const model::AccountSnapshot& snapshot);

/// What the mail with a code says.
[[nodiscard]] engine::CodeMailWords codeMailWords();

/// The first line of standard input, or a prompt without echo on a terminal.
[[nodiscard]] Result<Secret> readPassword(bool fromStdin, const QString& prompt);
/// The passphrase of --secrets sealed: the file named in TRIBUTARY_PASSPHRASE_FILE, or a prompt.
[[nodiscard]] Result<Secret> readPassphrase();
/// That of a backup: the first line of file (empty: that named in TRIBUTARY_BACKUP_PASSPHRASE_FILE), else a prompt; twice for a new one.
[[nodiscard]] Result<Secret> readBackupPassphrase(const QString& file, bool isNew);

} // namespace tributary::cli
