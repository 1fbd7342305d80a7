// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/ContactSearch.h"
#include "store/detail/ContactTable.h"
#include "store/detail/DraftCopyTable.h"
#include "store/detail/DraftTable.h"
#include "store/detail/Failures.h"
#include "store/detail/IdentityTable.h"
#include "store/detail/OutboxTable.h"
#include "store/detail/OwnSentCopyTable.h"
#include "store/detail/Rows.h"
#include "store/detail/SqliteReader.h"
#include "store/detail/VerificationEdits.h"

#include "store/Store.h"

#include <algorithm>

namespace tributary::store::detail {

Result<QList<model::Identity>> SqliteReader::identities(std::optional<AccountId> account) {
    return read([&]() -> Result<QList<model::Identity>> { return IdentityTable(*m_connection).all(account); });
}

Result<QList<model::DraftSummary>> SqliteReader::drafts(std::optional<AccountId> account) {
    return read([&]() -> Result<QList<model::DraftSummary>> { return DraftTable(*m_connection).all(account); });
}

Result<model::Draft> SqliteReader::draft(DraftId id) {
    return read([&]() -> Result<model::Draft> {
        if (auto draft = DraftTable(*m_connection).load(id))
            return std::move(*draft);
        return notFound("draft", id.value);
    });
}

Result<DraftCopy> SqliteReader::draftCopy(DraftId id) {
    return read([&]() -> Result<DraftCopy> {
        if (const auto copy = DraftCopyTable(*m_connection).find(id))
            return DraftCopy{MessageId(copy->message), copy->contentHash, copy->isCurrent()};
        return notFound("draft", id.value);
    });
}

Result<std::optional<DraftId>> SqliteReader::draftOfCopy(MessageId message) {
    return read([&]() -> Result<std::optional<DraftId>> { return DraftCopyTable(*m_connection).draftOf(message.value); });
}

Result<QList<model::DraftSummary>> SqliteReader::draftsToKeep() {
    return read([&]() -> Result<QList<model::DraftSummary>> { return DraftCopyTable(*m_connection).toKeep(); });
}

Result<QList<model::OutboxMessage>> SqliteReader::outbox() {
    return read([&]() -> Result<QList<model::OutboxMessage>> { return OutboxTable(*m_connection).all(); });
}

Result<model::OutboxMessage> SqliteReader::outboxMessage(OutboxId id) {
    return read([&]() -> Result<model::OutboxMessage> {
        if (auto message = OutboxTable(*m_connection).find(id))
            return std::move(*message);
        return notFound("message in the outbox", id.value);
    });
}

Result<QByteArray> SqliteReader::outboxRaw(OutboxId id) {
    bool isSealed = false;
    TRY(const QByteArray kept, read([&]() -> Result<QByteArray> {
            OutboxTable table(*m_connection);
            auto bytes = table.raw(id);
            const auto message = table.find(id);
            if (!bytes || !message)
                return notFound("message in the outbox", id.value);
            isSealed = message->sealed;
            return std::move(*bytes);
        }));
    return isSealed ? Result<QByteArray>(kept) : decompressRaw(kept);
}

Result<VerificationFacts> SqliteReader::verification(const model::VerificationTarget& target, qint64 nowMs, const BootTime& boot) {
    return read([&]() -> Result<VerificationFacts> { return verificationFacts(*m_connection, target, nowMs, boot); });
}

Result<QList<MessageId>> SqliteReader::messagesByHeader(const QByteArray& messageIdHeader, qint64 sinceMs) {
    return read([&]() -> Result<QList<MessageId>> {
        Query query = m_connection->query("SELECT id FROM message INDEXED BY message_by_date WHERE date_ms >= ? AND message_id_header = ? ORDER BY date_ms DESC, id DESC LIMIT 20");
        return allRows(query.add(sinceMs).add(messageIdHeader), [](const Query& row) { return MessageId(row.integer(0)); });
    });
}

Result<QList<MessageId>> SqliteReader::reportsSince(qint64 sinceMs, int limit) {
    return read([&]() -> Result<QList<MessageId>> {
        Query query = m_connection->query("SELECT id FROM message INDEXED BY message_by_date WHERE date_ms >= ? AND (from_addresses LIKE '%mailer-daemon%' OR from_addresses LIKE "
                                          "'%postmaster@%' OR from_addresses = '') ORDER BY date_ms DESC, id DESC LIMIT ?");
        return allRows(query.add(sinceMs).add(qint64(limit)), [](const Query& row) { return MessageId(row.integer(0)); });
    });
}

Result<std::optional<model::OutboxMessage>> SqliteReader::dueOutbox(AccountId via, qint64 nowMs) {
    return read([&]() -> Result<std::optional<model::OutboxMessage>> { return OutboxTable(*m_connection).due(via, nowMs); });
}

Result<std::optional<qint64>> SqliteReader::nextOutboxTime(AccountId via) {
    return read([&]() -> Result<std::optional<qint64>> { return OutboxTable(*m_connection).nextTime(via); });
}

Result<QList<model::OutboxMessage>> SqliteReader::outboxWithoutCopy(AccountId account) {
    return read([&]() -> Result<QList<model::OutboxMessage>> { return OutboxTable(*m_connection).withoutCopy(account); });
}

Result<SentCopyKnowledge> SqliteReader::sentCopyKnowledge(AccountId account) {
    return read([&]() -> Result<SentCopyKnowledge> {
        if (const auto known = m_accounts.sentCopy(account))
            return *known;
        return notFound("account", account.value);
    });
}

Result<qint64> SqliteReader::sentCopyDelayMs(AccountId account) {
    return read([&]() -> Result<qint64> { return m_accounts.sentCopyDelayMs(account); });
}

Result<QList<OwnSentCopy>> SqliteReader::doubledSentCopies(AccountId account, qint64 sinceMs) {
    return read([&]() -> Result<QList<OwnSentCopy>> { return OwnSentCopyTable(*m_connection).doubled(account, sinceMs); });
}

Result<model::SendingFacts> SqliteReader::sendingFacts(IdentityId identity, const QStringList& recipients) {
    return read([&]() -> Result<model::SendingFacts> {
        model::SendingFacts facts;
        if (const auto sender = IdentityTable(*m_connection).find(identity)) {
            const auto account = m_accounts.find(sender->account);
            facts.sizeLimit = m_accounts.outgoingSize(account && account->relay ? *account->relay : sender->account);
        }
        Query query = m_connection->query("SELECT sent_as FROM contact WHERE address = ? AND sent_as <> 0");
        for (const QString& recipient : recipients) {
            const QString key = contactKey(recipient);
            if (query.again().add(key).step())
                facts.past.append({key, IdentityId(query.integer(0))});
        }
        return facts;
    });
}

Result<QList<model::Contact>> SqliteReader::contacts(const QString& text, int limit) {
    constexpr int kMost = 200;
    return read([&]() -> Result<QList<model::Contact>> { return ContactSearch(*m_connection).run(text, std::clamp(limit, 0, kMost)); });
}

} // namespace tributary::store::detail
