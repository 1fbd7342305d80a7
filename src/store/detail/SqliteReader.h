// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Reader.h"
#include "store/detail/AccountTable.h"
#include "store/detail/Connection.h"
#include "store/detail/MailboxTable.h"
#include "store/detail/Snapshot.h"

#include <atomic>

namespace tributary::store::detail {

class SqliteReader final : public Reader {
  public:
    [[nodiscard]] static Result<std::unique_ptr<Reader>> open(const QString& path, Connection::Mode mode = Connection::Mode::ReadOnly);
    SqliteReader(QString path, std::unique_ptr<Connection> connection);

    Result<QList<model::Account>> accounts() override;
    Result<QHash<qint64, model::AccountState>> accountStates() override;
    Result<QList<model::Mailbox>> mailboxes(AccountId account) override;
    Result<std::optional<model::Mailbox>> mailbox(AccountId account, const QString& name) override;
    Result<model::Mailbox> mailbox(MailboxId id) override;
    Result<QList<ServerMailbox>> serverMailboxes(AccountId account) override;
    Result<QList<LeavingMessage>> leavingMessages(MailboxId mailbox) override;
    Result<model::MessagePage> messages(const model::MessageQuery& query) override;
    Result<QList<model::MessageSummary>> summaries(const QList<MessageId>& ids) override;
    Result<StoredMessage> message(MessageId id) override;
    Result<QList<model::MessageSummary>> conversation(MessageId id, int limit) override;
    Result<model::SenderChoice> senderChoice(const QString& address) override;
    Result<QList<model::SenderChoice>> senderChoices() override;
    Result<QByteArray> rawMessage(MessageId id) override;
    Result<QList<UidState>> uidStates(MailboxId mailbox, Uid first, Uid last) override;
    Result<QList<std::pair<Uid, Uid>>> knownUids(MailboxId mailbox) override;
    Result<QList<MessageId>> messageIds(MailboxId mailbox, const QList<Uid>& uids) override;
    Result<QList<WantedBody>> wantedBodies(MailboxId mailbox, model::BodyState have, Uid below, int limit) override;
    Result<QList<WantedBody>> askedBodies(AccountId account) override;
    Result<QHash<qint64, BodyBacklog>> bodyBacklog(AccountId account) override;
    Result<PushQueue> pushQueue(AccountId account, int limit) override;
    Result<int> pushesWaiting(AccountId account) override;
    Result<QList<RowWithoutUid>> rowsWithoutUid(AccountId account) override;
    Result<QList<Uid>> flagsToRefetch(MailboxId mailbox) override;
    Result<QList<model::ChangeRecord>> changes(int limit) override;
    Result<std::optional<Uid>> lowestFetched(MailboxId mailbox) override;
    Result<CacheUse> cacheUse() override;
    Result<std::optional<model::ServerQuota>> quota(AccountId account) override;
    Result<QList<Pop3Message>> pop3Messages(AccountId account) override;
    Result<QStringList> checkIntegrity() override;
    // sending: SqliteReaderSending.cpp
    Result<QList<model::Identity>> identities(std::optional<AccountId> account) override;
    Result<QList<model::DraftSummary>> drafts(std::optional<AccountId> account) override;
    Result<model::Draft> draft(DraftId id) override;
    Result<DraftCopy> draftCopy(DraftId id) override;
    Result<std::optional<DraftId>> draftOfCopy(MessageId message) override;
    Result<QList<model::DraftSummary>> draftsToKeep() override;
    Result<QList<model::OutboxMessage>> outbox() override;
    Result<model::OutboxMessage> outboxMessage(OutboxId id) override;
    Result<QByteArray> outboxRaw(OutboxId id) override;
    Result<VerificationFacts> verification(const model::VerificationTarget& target, qint64 nowMs, const BootTime& boot) override;
    Result<QList<MessageId>> messagesByHeader(const QByteArray& messageIdHeader, qint64 sinceMs) override;
    Result<QList<MessageId>> reportsSince(qint64 sinceMs, int limit) override;
    Result<std::optional<model::OutboxMessage>> dueOutbox(AccountId via, qint64 nowMs) override;
    Result<std::optional<qint64>> nextOutboxTime(AccountId via) override;
    Result<QList<model::OutboxMessage>> outboxWithoutCopy(AccountId account) override;
    Result<SentCopyKnowledge> sentCopyKnowledge(AccountId account) override;
    Result<qint64> sentCopyDelayMs(AccountId account) override;
    Result<QList<OwnSentCopy>> doubledSentCopies(AccountId account, qint64 sinceMs) override;
    Result<model::SendingFacts> sendingFacts(IdentityId identity, const QStringList& recipients) override;
    Result<QList<model::Contact>> contacts(const QString& text, int limit) override;
    // filters and vacation replies: SqliteReaderFiltering.cpp
    Result<QList<StoredFilter>> filters(AccountId account) override;
    Result<StoredFilter> filter(FilterId id) override;
    Result<QHash<qint64, FilterUse>> filterUse(AccountId account) override;
    Result<QList<Arrival>> arrivals(AccountId account, MessageId after, int limit) override;
    Result<int> arrivalsWaiting(AccountId account) override;
    Result<QList<StoredFacts>> facts(const FactsQuery& query) override;
    Result<QList<StoredFacts>> factsOf(const QList<MessageId>& ids) override;
    Result<qint64> countFacts(const FactsQuery& query) override;
    Result<QList<model::FilterTrace>> filterTraces(MessageId message) override;
    Result<model::Vacation> vacation(AccountId account) override;
    Result<model::VacationReplies> vacationReplies(AccountId account, qint64 nowMs) override;
    Result<qint64> vacationServerSinceMs(AccountId account) override;
    Result<qint64> vacationOlderSinceMs(AccountId account) override;
    Result<QList<ServerSpan>> vacationSpans(AccountId account) override;
    Result<std::optional<qint64>> lastReplyMs(AccountId account, const QString& sender) override;
    Result<bool> hasWrittenTo(const QString& address) override;
    Result<SieveRecord> sieveState(AccountId account) override;
    void interrupt() override;

  private:
    /// f() on one snapshot; its exceptions and an interrupt() as Errors.
    template <typename F> auto read(F&& f) -> decltype(f());
    template <typename F> auto interruptible(F&& f) -> decltype(f());
    [[nodiscard]] QList<WantedBody> wanted(Query& query);

    QString m_path;
    std::unique_ptr<Connection> m_connection;
    std::atomic<bool> m_interrupted = false; ///< since the call under way began
    AccountTable m_accounts;
    MailboxTable m_mailboxes;
};

/// An interrupted FTS5 fails in ways of its own ("vtable constructor failed"): whatever it says, it was the interrupt.
template <typename F> auto SqliteReader::interruptible(F&& f) -> decltype(f()) {
    m_interrupted = false;
    auto result = f();
    if (!result && result.error().kind == ErrorKind::Storage && m_interrupted)
        return failure(ErrorKind::Cancelled, ErrorCode::Cancelled, result.error().detail);
    return result;
}

template <typename F> auto SqliteReader::read(F&& f) -> decltype(f()) {
    return interruptible([&] {
        return guarded(*m_connection, [&]() -> decltype(f()) {
            const Snapshot snapshot(*m_connection);
            return f();
        });
    });
}

/// What is wrong with the contents; empty: nothing. Throws SQLite::Exception. path: the index's own check needs a
/// connection that may write.
[[nodiscard]] QStringList findFaults(Connection& connection, const QString& path);

} // namespace tributary::store::detail
