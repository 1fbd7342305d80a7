// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/SqliteReader.h"

#include "store/detail/CacheNotes.h"
#include "store/detail/CacheWalk.h"
#include "store/detail/ChangeLog.h"
#include "store/detail/ConversationSearch.h"
#include "store/detail/Failures.h"
#include "store/detail/KeptReason.h"
#include "store/detail/MessageList.h"
#include "store/detail/Pop3Table.h"
#include "store/detail/PushQueueRows.h"
#include "store/detail/QuotaTable.h"
#include "store/detail/RowCodec.h"
#include "store/detail/Rows.h"
#include "store/detail/ServerNames.h"
#include "store/detail/SenderTable.h"

#include <utility>

namespace tributary::store::detail {

using namespace Qt::Literals::StringLiterals;

Result<std::unique_ptr<Reader>> SqliteReader::open(const QString& path, Connection::Mode mode) {
    try {
        auto connection = std::make_unique<Connection>(path, mode);
        connection->execute("PRAGMA query_only = ON; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;"
                            "PRAGMA cache_size = -4096");
        return std::make_unique<SqliteReader>(path, std::move(connection));
    } catch (const SQLite::Exception& exception) {
        return failure(storageError(exception.getExtendedErrorCode(), 0, exception.what()));
    }
}

SqliteReader::SqliteReader(QString path, std::unique_ptr<Connection> connection)
    : m_path(std::move(path)), m_connection(std::move(connection)), m_accounts(*m_connection),
      m_mailboxes(*m_connection) {}

void SqliteReader::interrupt() {
    m_interrupted = true;
    m_connection->interrupt();
}

Result<QList<model::Account>> SqliteReader::accounts() {
    return read([&]() -> Result<QList<model::Account>> { return m_accounts.all(); });
}

Result<QHash<qint64, model::AccountState>> SqliteReader::accountStates() {
    return read([&]() -> Result<QHash<qint64, model::AccountState>> { return m_accounts.states(); });
}

Result<QList<model::Mailbox>> SqliteReader::mailboxes(AccountId account) {
    return read([&]() -> Result<QList<model::Mailbox>> { return m_mailboxes.all(account); });
}

Result<std::optional<model::Mailbox>> SqliteReader::mailbox(AccountId account, const QString& name) {
    return read([&]() -> Result<std::optional<model::Mailbox>> {
        std::optional<model::Mailbox> found;
        for (const model::Mailbox& mailbox : m_mailboxes.all(account)) {
            if (mailbox.name == name)
                return mailbox;
            // INBOX is named in any case (RFC 9051 5.1).
            if (mailbox.specialUse == model::SpecialUse::Inbox && name.compare(mailbox.name, Qt::CaseInsensitive) == 0)
                found = mailbox;
        }
        return found;
    });
}

Result<model::Mailbox> SqliteReader::mailbox(MailboxId id) {
    return read([&]() -> Result<model::Mailbox> {
        if (auto mailbox = m_mailboxes.find(id))
            return *mailbox;
        if (auto mailbox = m_mailboxes.leaving(id))
            return *mailbox;
        return notFound("mailbox", id.value);
    });
}

Result<QList<ServerMailbox>> SqliteReader::serverMailboxes(AccountId account) {
    return read([&]() -> Result<QList<ServerMailbox>> { return ServerNames(*m_connection, account).mailboxes(); });
}

Result<QList<LeavingMessage>> SqliteReader::leavingMessages(MailboxId mailbox) {
    return read([&]() -> Result<QList<LeavingMessage>> {
        QList<LeavingMessage> messages;
        Query query = m_connection->query("SELECT m.id, k.uid, m.size, m.body_state, m.message_id_header FROM kept_message k "
                                          "JOIN message m ON m.id = k.message_id WHERE k.origin_id = ? AND k.reason = ? AND "
                                          "k.uid > 0 AND m.mailbox_id = k.origin_id ORDER BY k.uid");
        query.add(mailbox).add(qint64(KeptReason::Deleted));
        while (query.step()) {
            messages.append({MessageId(query.integer(0)), Uid(static_cast<quint32>(query.integer(1))), query.integer(2),
                             static_cast<model::BodyState>(query.small(3)), query.blob(4)});
        }
        return messages;
    });
}

Result<model::MessagePage> SqliteReader::messages(const model::MessageQuery& query) {
    return read([&]() -> Result<model::MessagePage> {
        return listMessages(*m_connection, query, m_mailboxes.all(std::nullopt));
    });
}

Result<QList<model::MessageSummary>> SqliteReader::summaries(const QList<MessageId>& ids) {
    return read([&]() -> Result<QList<model::MessageSummary>> {
        QList<model::MessageSummary> found;
        Query query = m_connection->query(std::string("SELECT ") + kSummaryColumns +
                                          ", b.name FROM message m JOIN mailbox b ON b.id = m.mailbox_id "
                                          "WHERE m.id = ? AND b.doomed = 0");
        for (const MessageId id : ids) {
            if (!query.again().add(id).step())
                continue; // gone since
            found.append(summaryFrom(query));
            found.last().mailboxName = query.text(kSummaryColumnCount);
        }
        markPending(*m_connection, found);
        return found;
    });
}

Result<StoredMessage> SqliteReader::message(MessageId id) {
    return read([&]() -> Result<StoredMessage> {
        Query query = m_connection->query(std::string("SELECT ") + kSummaryColumns +
                                          ", b.name, m.cc_addresses, m.reply_to_addresses, m.message_id_header, m.labels "
                                          "FROM message m JOIN mailbox b ON b.id = m.mailbox_id "
                                          "WHERE m.id = ? AND b.doomed = 0");
        if (!query.add(id).step())
            return notFound("message", id.value);
        StoredMessage message;
        message.summary = summaryFrom(query);
        message.summary.mailboxName = query.text(kSummaryColumnCount);
        QList<model::MessageSummary> one{message.summary};
        markPending(*m_connection, one);
        message.summary = one.constFirst();
        message.cc = decodeAddresses(query.text(kSummaryColumnCount + 1));
        message.replyTo = decodeAddresses(query.text(kSummaryColumnCount + 2));
        message.messageIdHeader = query.blob(kSummaryColumnCount + 3);
        message.labels = decodeLabels(query.text(kSummaryColumnCount + 4));
        return message;
    });
}

Result<QList<model::MessageSummary>> SqliteReader::conversation(MessageId id, int limit) {
    constexpr int kMost = 500;
    return read([&]() -> Result<QList<model::MessageSummary>> {
        QList<model::MessageSummary> messages = ConversationSearch(*m_connection, qBound(1, limit, kMost)).run(id);
        if (messages.isEmpty())
            return notFound("message", id.value);
        return messages;
    });
}

Result<model::SenderChoice> SqliteReader::senderChoice(const QString& address) {
    return read([&]() -> Result<model::SenderChoice> { return SenderTable(*m_connection).choice(address); });
}

Result<QList<model::SenderChoice>> SqliteReader::senderChoices() {
    return read([&]() -> Result<QList<model::SenderChoice>> { return SenderTable(*m_connection).all(); });
}

Result<QByteArray> SqliteReader::rawMessage(MessageId id) {
    TRY(const QByteArray packed, read([&]() -> Result<QByteArray> {
            Query query = m_connection->query("SELECT r.bytes FROM message m JOIN raw r ON r.id = m.raw_id "
                                              "JOIN mailbox b ON b.id = m.mailbox_id WHERE m.id = ? AND b.doomed = 0");
            if (!query.add(id).step())
                return notFound("cached body of message", id.value);
            return query.blob(0);
        }));
    return decompressRaw(packed);
}

Result<QList<UidState>> SqliteReader::uidStates(MailboxId mailbox, Uid first, Uid last) {
    return read([&]() -> Result<QList<UidState>> {
        QList<UidState> states;
        Query query = m_connection->query(
            "SELECT uid, flag_bits, keywords, size, body_state, 0 FROM message WHERE mailbox_id = ?1 AND "
            "uid > 0 AND uid BETWEEN ?2 AND ?3 UNION ALL "
            "SELECT p.uid, m.flag_bits, m.keywords, m.size, m.body_state, 1 FROM move_push p JOIN message m ON "
            "m.id = p.message_id WHERE p.source_id = ?1 AND p.uid > 0 AND p.uid BETWEEN ?2 AND ?3 AND p.kind <> 1 ORDER BY uid");
        query.add(mailbox).add(first).add(last);
        while (query.step()) {
            UidState state;
            state.uid = Uid(static_cast<quint32>(query.integer(0)));
            state.flags.bits = static_cast<quint32>(query.integer(1));
            state.flags.keywords = decodeKeywords(query.text(2));
            state.size = query.integer(3);
            state.body = static_cast<model::BodyState>(query.small(4));
            state.hidden = query.flag(5);
            states.append(std::move(state));
        }
        return states;
    });
}

Result<QList<MessageId>> SqliteReader::messageIds(MailboxId mailbox, const QList<Uid>& uids) {
    return read([&]() -> Result<QList<MessageId>> {
        QList<MessageId> ids;
        Query query = m_connection->query("SELECT id FROM message WHERE mailbox_id = ? AND uid = ?");
        for (const Uid uid : uids) {
            if (query.again().add(mailbox).add(uid).step())
                ids.append(MessageId(query.integer(0)));
        }
        return ids;
    });
}

Result<QList<std::pair<Uid, Uid>>> SqliteReader::knownUids(MailboxId mailbox) {
    return read([&]() -> Result<QList<std::pair<Uid, Uid>>> {
        QList<std::pair<Uid, Uid>> ranges;
        Query query = m_connection->query(
            "SELECT uid FROM message WHERE mailbox_id = ?1 AND uid > 0 UNION ALL "
            "SELECT uid FROM move_push WHERE source_id = ?1 AND uid > 0 AND kind <> 1 ORDER BY uid");
        query.add(mailbox);
        while (query.step()) {
            const Uid uid(static_cast<quint32>(query.integer(0)));
            if (!ranges.isEmpty() && uid.value <= ranges.constLast().second.value + 1)
                ranges.last().second = uid;
            else
                ranges.append({uid, uid});
        }
        return ranges;
    });
}

QList<WantedBody> SqliteReader::wanted(Query& query) {
    QList<WantedBody> bodies;
    while (query.step()) {
        bodies.append({MessageId(query.integer(0)), MailboxId(query.integer(1)), Uid(static_cast<quint32>(query.integer(2))),
                       query.integer(3), static_cast<model::BodyState>(query.small(4))});
    }
    return bodies;
}

Result<QList<WantedBody>> SqliteReader::wantedBodies(MailboxId mailbox, model::BodyState have, Uid below, int limit) {
    return read([&]() -> Result<QList<WantedBody>> {
        Query query = m_connection->query("SELECT id, mailbox_id, uid, size, body_state FROM message WHERE mailbox_id = ? AND "
                                          "body_state = ? AND body_wanted = 1 AND uid > 0 AND uid < ? ORDER BY uid DESC LIMIT ?");
        query.add(mailbox).add(qint64(have)).add(below.isValid() ? qint64(below.value) : qint64(1) << 33).add(qint64(limit));
        return wanted(query);
    });
}

Result<QList<WantedBody>> SqliteReader::askedBodies(AccountId account) {
    return read([&]() -> Result<QList<WantedBody>> {
        Query query = m_connection->query(
            "SELECT m.id, m.mailbox_id, m.uid, m.size, m.body_state FROM body_fetch f JOIN message m ON m.id = f.message_id "
            "JOIN mailbox b ON b.id = m.mailbox_id WHERE f.account_id = ? AND m.uid > 0 AND b.doomed = 0 ORDER BY f.id DESC");
        return wanted(query.add(account));
    });
}

Result<QList<Pop3Message>> SqliteReader::pop3Messages(AccountId account) {
    return read([&]() -> Result<QList<Pop3Message>> { return Pop3Table(*m_connection).all(account); });
}

Result<QHash<qint64, BodyBacklog>> SqliteReader::bodyBacklog(AccountId account) {
    return read([&]() -> Result<QHash<qint64, BodyBacklog>> {
        QHash<qint64, BodyBacklog> backlog;
        // In the index's order: a join would sort a row a message, in memory.
        Query query = m_connection->query(
            "SELECT mailbox_id, count(*), sum(size) FROM message INDEXED BY message_body_wanted WHERE body_wanted = 1 AND "
            "mailbox_id IN (SELECT id FROM mailbox WHERE account_id = ? AND doomed = 0) GROUP BY mailbox_id");
        query.add(account);
        while (query.step())
            backlog.insert(query.integer(0), {query.integer(1), query.integer(2)});
        return backlog;
    });
}

Result<PushQueue> SqliteReader::pushQueue(AccountId account, int limit) {
    return read([&]() -> Result<PushQueue> { return loadPushQueue(*m_connection, account, limit); });
}

Result<int> SqliteReader::pushesWaiting(AccountId account) {
    return read([&]() -> Result<int> { return waitingIntents(*m_connection, account); });
}

Result<QList<RowWithoutUid>> SqliteReader::rowsWithoutUid(AccountId account) {
    return read([&]() -> Result<QList<RowWithoutUid>> {
        Query query = m_connection->query(
            "SELECT m.id, m.mailbox_id, m.subject, (SELECT count(*) FROM move_push p WHERE p.message_id = m.id) + (SELECT "
            "count(*) FROM append_push p WHERE p.message_id = m.id), max(coalesce((SELECT max(p.attempts) FROM move_push p WHERE "
            "p.message_id = m.id), 0), coalesce((SELECT max(p.attempts) FROM append_push p WHERE p.message_id = m.id), 0)) "
            "FROM message m JOIN mailbox b ON b.id = m.mailbox_id WHERE m.account_id = ? AND m.uid < 0 AND b.doomed = 0 ORDER BY m.id");
        return allRows(query.add(account), [](const Query& row) {
            return RowWithoutUid{MessageId(row.integer(0)), MailboxId(row.integer(1)), row.text(2), row.small(3), row.small(4)};
        });
    });
}

Result<QList<Uid>> SqliteReader::flagsToRefetch(MailboxId mailbox) {
    return read([&]() -> Result<QList<Uid>> {
        QList<Uid> uids;
        Query query = m_connection->query("SELECT uid FROM message WHERE mailbox_id = ? AND flags_unknown = 1 AND uid > 0 ORDER BY uid");
        query.add(mailbox);
        while (query.step())
            uids.append(Uid(static_cast<quint32>(query.integer(0))));
        return uids;
    });
}

Result<QList<model::ChangeRecord>> SqliteReader::changes(int limit) {
    return read([&]() -> Result<QList<model::ChangeRecord>> { return ChangeLog(*m_connection).newest(limit); });
}

Result<std::optional<Uid>> SqliteReader::lowestFetched(MailboxId mailbox) {
    return read([&]() -> Result<std::optional<Uid>> {
        const auto state = m_mailboxes.state(mailbox);
        if (!state)
            return notFound("mailbox", mailbox.value);
        if (state->lowestFetched == 0)
            return std::nullopt;
        return Uid(static_cast<quint32>(state->lowestFetched));
    });
}

Result<CacheUse> SqliteReader::cacheUse() {
    return read([&]() -> Result<CacheUse> { return loadCacheUse(*m_connection); });
}

Result<std::optional<model::ServerQuota>> SqliteReader::quota(AccountId account) {
    return read([&]() -> Result<std::optional<model::ServerQuota>> {
        const auto all = QuotaTable(*m_connection).all();
        const auto known = all.constFind(account.value);
        return known == all.constEnd() ? std::nullopt : std::optional(*known);
    });
}

Result<QStringList> SqliteReader::checkIntegrity() {
    // No snapshot: the check of the index waits for the writer, and must not hold its WAL meanwhile.
    return interruptible([&] {
        return guarded(*m_connection, [&]() -> Result<QStringList> {
            QStringList faults = findFaults(*m_connection, m_path);
            if (!faults.isEmpty() && m_interrupted) // a check cut short says nothing
                return failure(ErrorKind::Cancelled, ErrorCode::Cancelled);
            return faults;
        });
    });
}

} // namespace tributary::store::detail
