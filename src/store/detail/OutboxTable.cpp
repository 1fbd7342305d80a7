// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/OutboxTable.h"

#include "store/detail/ErrorColumns.h"
#include "store/detail/Rows.h"

namespace tributary::store::detail {

namespace {

using model::OutboxState;
using model::RecipientState;

#define OUTBOX_COLUMNS                                                                                                 \
    "SELECT o.id, o.account_id, o.via_id, o.identity_id, o.draft_id, o.from_address, o.subject, o.message_id_header, " \
    "o.size, o.created_ms, o.not_before_ms, o.next_try_ms, o.attempts, o.state, o.data_given, o.save_sent, "           \
    "o.sealed, o.error_kind, o.error_code, o.server_text, o.error_detail FROM outbox o "

/// A number that a later version may have written: shown, never sent.
OutboxState stateFrom(int number) {
    return number >= 0 && number <= static_cast<int>(OutboxState::Unknown) ? static_cast<OutboxState>(number) : OutboxState::Unknown;
}

RecipientState recipientStateFrom(int number) {
    return number >= 0 && number <= static_cast<int>(RecipientState::Refused) ? static_cast<RecipientState>(number) : RecipientState::Refused;
}

model::OutboxMessage messageFrom(const Query& row) {
    model::OutboxMessage message;
    message.id = OutboxId(row.integer(0));
    message.account = AccountId(row.integer(1));
    message.via = AccountId(row.integer(2));
    message.identity = IdentityId(row.integer(3));
    message.draft = DraftId(row.integer(4));
    message.from = row.text(5);
    message.subject = row.text(6);
    message.messageIdHeader = row.blob(7);
    message.size = row.integer(8);
    message.createdMs = row.integer(9);
    message.notBeforeMs = row.integer(10);
    message.nextTryMs = row.integer(11);
    message.attempts = row.small(12);
    message.state = stateFrom(row.small(13));
    message.dataGiven = row.flag(14);
    message.saveSent = row.flag(15);
    message.sealed = row.flag(16);
    message.error = errorFrom(row, 17);
    return message;
}

} // namespace

QList<model::OutboxMessage> OutboxTable::complete(Query query) {
    QList<model::OutboxMessage> messages = allRows(query, messageFrom);
    for (model::OutboxMessage& message : messages) {
        Query recipients = m_connection.query("SELECT address, state, server_text FROM outbox_recipient WHERE outbox_id = ? ORDER BY position");
        message.recipients = allRows(recipients.add(message.id), [](const Query& row) {
            return model::OutboxRecipient{row.text(0), recipientStateFrom(row.small(1)), row.blob(2)};
        });
    }
    return messages;
}

std::optional<model::OutboxMessage> OutboxTable::first(Query query) {
    const QList<model::OutboxMessage> messages = complete(std::move(query));
    return messages.isEmpty() ? std::nullopt : std::optional(messages.constFirst());
}

std::optional<model::OutboxMessage> OutboxTable::find(OutboxId id) {
    Query query = m_connection.query(OUTBOX_COLUMNS "WHERE o.id = ?");
    return first(std::move(query.add(id)));
}

QList<model::OutboxMessage> OutboxTable::all() { return complete(m_connection.query(OUTBOX_COLUMNS "ORDER BY o.id")); }

QList<model::OutboxMessage> OutboxTable::inState(OutboxState state) {
    Query query = m_connection.query(OUTBOX_COLUMNS "WHERE o.state = ? ORDER BY o.id");
    return complete(std::move(query.add(qint64(state))));
}

QList<model::OutboxMessage> OutboxTable::ofAccount(AccountId account) {
    Query query = m_connection.query(OUTBOX_COLUMNS "WHERE o.account_id = ? ORDER BY o.id");
    return complete(std::move(query.add(account)));
}

QList<model::OutboxMessage> OutboxTable::through(AccountId via) {
    Query query = m_connection.query(OUTBOX_COLUMNS "WHERE o.via_id = ? ORDER BY o.id");
    return complete(std::move(query.add(via)));
}

QList<model::OutboxMessage> OutboxTable::withoutCopy(AccountId account) {
    Query query = m_connection.query(OUTBOX_COLUMNS "WHERE o.account_id = ? AND o.state = ? AND o.copy_id = 0 ORDER BY o.id");
    return complete(std::move(query.add(account).add(qint64(OutboxState::Submitted))));
}

QList<model::OutboxMessage> OutboxTable::whoseCopyArrived() {
    return complete(m_connection.query(OUTBOX_COLUMNS "WHERE o.copy_id <> 0 AND NOT EXISTS (SELECT 1 FROM append_push p WHERE "
                                                      "p.message_id = o.copy_id) ORDER BY o.id"));
}

std::optional<model::OutboxMessage> OutboxTable::ofDraft(DraftId draft) {
    Query query = m_connection.query(OUTBOX_COLUMNS "WHERE o.draft_id = ? AND o.draft_id <> 0");
    return first(std::move(query.add(draft)));
}

std::optional<model::OutboxMessage> OutboxTable::ofCopy(qint64 copy) {
    Query query = m_connection.query(OUTBOX_COLUMNS "WHERE o.copy_id = ? AND o.copy_id <> 0");
    return first(std::move(query.add(copy)));
}

std::optional<model::OutboxMessage> OutboxTable::due(AccountId via, qint64 nowMs) {
    Query query = m_connection.query(OUTBOX_COLUMNS "WHERE o.via_id = ?1 AND o.state = ?2 AND o.not_before_ms <= ?3 AND o.next_try_ms <= ?3 "
                                                    "ORDER BY o.id LIMIT 1");
    return first(std::move(query.add(via).add(qint64(OutboxState::Queued)).add(nowMs)));
}

std::optional<qint64> OutboxTable::nextTime(AccountId via) {
    Query query = m_connection.query("SELECT max(not_before_ms, next_try_ms) FROM outbox WHERE via_id = ? AND state = ? ORDER BY 1 LIMIT 1");
    return firstRow(query.add(via).add(qint64(OutboxState::Queued)), [](const Query& row) { return row.integer(0); });
}

std::optional<QByteArray> OutboxTable::raw(OutboxId id) {
    Query query = m_connection.query("SELECT bytes FROM outbox_raw WHERE outbox_id = ?");
    return firstRow(query.add(id), [](const Query& row) { return row.blob(0); });
}

OutboxId OutboxTable::insert(const model::OutboxMessage& message, const QByteArray& rawCompressed) {
    m_connection
        .query("INSERT INTO outbox (account_id, via_id, identity_id, draft_id, from_address, subject, message_id_header, size, created_ms, "
               "not_before_ms, next_try_ms, state, save_sent, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .add(message.account).add(message.via).add(message.identity).add(message.draft).add(message.from).add(message.subject)
        .add(message.messageIdHeader).add(message.size).add(message.createdMs).add(message.notBeforeMs).add(message.nextTryMs)
        .add(qint64(message.state)).add(qint64(message.saveSent)).add(qint64(message.sealed)).run();
    model::OutboxMessage stored = message;
    stored.id = OutboxId(m_connection.lastId());
    m_connection.query("INSERT INTO outbox_raw (outbox_id, bytes) VALUES (?, ?)").add(stored.id).add(rawCompressed).run();
    insertRecipients(stored);
    return stored.id;
}

void OutboxTable::insertRecipients(const model::OutboxMessage& message) {
    Query query = m_connection.query("INSERT INTO outbox_recipient (outbox_id, position, address, state, server_text) VALUES (?, ?, ?, ?, ?)");
    qint64 position = 0;
    for (const model::OutboxRecipient& recipient : message.recipients) {
        query.again().add(message.id).add(position++).add(recipient.address).add(qint64(recipient.state)).add(recipient.serverText).run();
    }
}

void OutboxTable::update(const model::OutboxMessage& message) {
    {
        Query query = m_connection.query("UPDATE outbox SET via_id = ?, state = ?, data_given = ?, not_before_ms = ?, next_try_ms = ?, "
                                         "attempts = ?, error_kind = ?, error_code = ?, server_text = ?, error_detail = ? WHERE id = ?");
        query.add(message.via).add(qint64(message.state)).add(qint64(message.dataGiven)).add(message.notBeforeMs).add(message.nextTryMs);
        query.add(qint64(message.attempts));
        bindError(query, message.error);
        query.add(message.id).run();
    }
    Query recipient = m_connection.query("UPDATE outbox_recipient SET state = ?1, server_text = ?2 WHERE outbox_id = ?3 AND position = ?4 AND "
                                         "(state <> ?1 OR server_text <> ?2)");
    for (qsizetype at = 0; at < message.recipients.size(); ++at) {
        recipient.again().add(qint64(message.recipients[at].state)).add(message.recipients[at].serverText).add(message.id);
        recipient.add(qint64(at)).run();
    }
}

void OutboxTable::replaceRecipients(const model::OutboxMessage& message) {
    m_connection.query("DELETE FROM outbox_recipient WHERE outbox_id = ?").add(message.id).run();
    insertRecipients(message);
}

void OutboxTable::setSaveSent(OutboxId id, bool saveSent) {
    m_connection.query("UPDATE outbox SET save_sent = ? WHERE id = ?").add(qint64(saveSent)).add(id).run();
}

void OutboxTable::setCopy(OutboxId id, qint64 message) {
    m_connection.query("UPDATE outbox SET copy_id = ? WHERE id = ?").add(message).add(id).run();
}

qint64 OutboxTable::copy(OutboxId id) {
    Query query = m_connection.query("SELECT copy_id FROM outbox WHERE id = ?");
    return query.add(id).step() ? query.integer(0) : 0;
}

void OutboxTable::erase(OutboxId id) { m_connection.query("DELETE FROM outbox WHERE id = ?").add(id).run(); }

} // namespace tributary::store::detail
