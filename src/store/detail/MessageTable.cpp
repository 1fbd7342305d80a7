// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/MessageTable.h"

#include "store/detail/ConversationKey.h"

#include <algorithm>
#include <utility>

namespace tributary::store::detail {

namespace {

#define ROW_COLUMNS                                                                                                    \
    "SELECT id, account_id, mailbox_id, uid, flag_bits, keywords, mod_seq, body_state, body_wanted, indexed, "         \
    "flags_unknown, raw_id, conversation FROM message "

constexpr qint64 kWhole = static_cast<qint64>(model::BodyState::Whole);

/// \Recent belongs to a session, not to a message.
qint64 storedBits(const model::Flags& flags) {
    return flags.bits & ~static_cast<quint32>(model::Flag::Recent);
}

constexpr qint64 kLeft = 2; ///< body_wanted: left at the server

qint64 wantedValue(const NewMessage& m) { return !m.bodyWanted ? 0 : m.bodyLeft ? kLeft : 1; }

/// As the next parameter; NULL: not known.
Query& addListId(Query& query, const std::optional<std::string>& listId) { return listId ? query.addText(*listId) : query.addNull(); }

std::optional<std::string> listIdFrom(const Query& query, int column) {
    return query.isNull(column) ? std::nullopt : std::optional(query.text(column).toStdString());
}

#define SHARED_COLUMNS "SELECT id, raw_id, raw_size, snippet, has_attachment, conversation, list_id FROM message "

SharedBody sharedFrom(const Query& query) {
    return {query.integer(0), query.integer(1), query.integer(2), query.text(3).toStdString(), query.flag(4), query.integer(5), listIdFrom(query, 6)};
}

MessageRow rowFrom(const Query& query) {
    MessageRow row;
    row.id = query.integer(0);
    row.account = AccountId(query.integer(1));
    row.mailbox = MailboxId(query.integer(2));
    row.uid = query.integer(3);
    row.flags.bits = static_cast<quint32>(query.integer(4));
    row.flags.keywords = decodeKeywords(query.text(5));
    row.modSeq = static_cast<quint64>(query.integer(6));
    row.body = static_cast<model::BodyState>(query.small(7));
    row.bodyWanted = query.flag(8);
    row.indexed = query.flag(9);
    row.flagsUnknown = query.flag(10);
    row.rawId = query.integer(11);
    row.conversation = query.integer(12);
    return row;
}

} // namespace

PreparedMessage prepare(NewMessage message) {
    PreparedMessage prepared;
    prepared.isIndexed = message.body != model::BodyState::None || !message.bodyWanted || message.bodyLeft;
    if (prepared.isIndexed) {
        prepared.text = indexTextOf(message);
        prepared.packedText = packIndexText(prepared.text);
    }
    message.text = {};
    prepared.subject = message.subject.toStdString();
    prepared.from = encodeAddresses(message.from);
    prepared.to = encodeAddresses(message.to);
    prepared.cc = encodeAddresses(message.cc);
    prepared.replyTo = encodeAddresses(message.replyTo);
    prepared.keywords = encodeKeywords(message.flags.keywords).toStdString();
    prepared.labels = encodeLabels(message.labels).toStdString();
    prepared.snippet = message.snippet.toStdString();
    if (message.listId)
        prepared.listId = message.listId->toStdString();
    prepared.conversation = conversationKey(message.references, message.inReplyTo, message.messageIdHeader);
    prepared.message = std::move(message);
    return prepared;
}

std::optional<MessageRow> MessageTable::find(MailboxId mailbox, Uid uid) {
    Query query = m_connection.query(ROW_COLUMNS "WHERE mailbox_id = ? AND uid = ?");
    if (!query.add(mailbox).add(uid).step())
        return std::nullopt;
    return rowFrom(query);
}

std::optional<MessageRow> MessageTable::row(qint64 id) {
    Query query = m_connection.query(ROW_COLUMNS "WHERE id = ?");
    if (!query.add(id).step())
        return std::nullopt;
    return rowFrom(query);
}

qint64 MessageTable::insert(AccountId account, MailboxId mailbox, const PreparedMessage& prepared,
                            const SharedBody* shared) {
    const NewMessage& m = prepared.message;
    if (shared != nullptr)
        m_raw.retain(shared->rawId);
    const qint64 rawId = shared != nullptr ? shared->rawId : m_raw.insert(m.rawCompressed);
    Query query = m_connection.query(
        "INSERT INTO message (account_id, mailbox_id, uid, flag_bits, keywords, mod_seq, internal_date_ms, "
        "date_ms, size, subject, from_addresses, to_addresses, cc_addresses, reply_to_addresses, "
        "message_id_header, in_reply_to, snippet, has_attachment, raw_size, body_state, body_wanted, indexed, "
        "email_id, labels, raw_id, conversation, known_ms, list_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    query.add(account).add(mailbox).add(m.uid).add(storedBits(m.flags)).addText(prepared.keywords)
        .add(m.modSeq).add(m.internalDateMs).add(m.dateMs).add(m.size).addText(prepared.subject)
        .addText(prepared.from).addText(prepared.to).addText(prepared.cc).addText(prepared.replyTo)
        .add(m.messageIdHeader).add(m.inReplyTo).addText(shared != nullptr ? shared->snippet : prepared.snippet)
        .add(qint64(shared != nullptr ? shared->hasAttachment : m.hasAttachment))
        .add(shared != nullptr ? shared->rawSize : qint64(m.rawCompressed.size()))
        .add(shared != nullptr ? kWhole : qint64(m.body)).add(shared == nullptr ? wantedValue(m) : 0)
        .add(qint64(shared != nullptr || prepared.isIndexed)).add(m.emailId).addText(prepared.labels).add(rawId)
        .add(shared != nullptr && shared->conversation != 0 ? shared->conversation : prepared.conversation).add(m_nowMs);
    addListId(query, shared != nullptr && shared->listId ? shared->listId : prepared.listId).run();
    return m_connection.lastId();
}

qint64 MessageTable::copy(qint64 id, MailboxId destination) {
    qint64 rawId = 0;
    if (const auto source = row(id))
        rawId = source->rawId;
    m_raw.retain(rawId);
    // A UID of its own that is surely free until the row's id is known.
    m_connection
        .query("INSERT INTO message (account_id, mailbox_id, uid, flag_bits, keywords, mod_seq, internal_date_ms, date_ms, "
               "size, subject, from_addresses, to_addresses, cc_addresses, reply_to_addresses, message_id_header, "
               "in_reply_to, snippet, has_attachment, raw_size, body_state, body_wanted, indexed, email_id, labels, raw_id, conversation, "
               "list_id, known_ms) SELECT account_id, ?2, -9223372036854775807, flag_bits, keywords, 0, internal_date_ms, date_ms, size, subject, "
               "from_addresses, to_addresses, cc_addresses, reply_to_addresses, message_id_header, in_reply_to, snippet, "
               "has_attachment, raw_size, body_state, body_wanted, indexed, email_id, '', raw_id, conversation, list_id, ?3 FROM message WHERE id = ?1")
        .add(id).add(destination).add(m_nowMs).run();
    const qint64 made = m_connection.lastId();
    place(made, destination, 0);
    return made;
}

void MessageTable::fillBody(const MessageRow& known, const PreparedMessage& prepared) {
    const NewMessage& m = prepared.message;
    m_raw.release(known.rawId);
    const qint64 rawId = m_raw.insert(m.rawCompressed);
    {
        Query query = m_connection.query("UPDATE message SET size = ?, snippet = ?, has_attachment = ?, body_state = ?, body_wanted = ?, raw_size = ?, "
                                         "raw_id = ?, list_id = coalesce(?, list_id) WHERE id = ?");
        query.add(m.size).addText(prepared.snippet).add(qint64(m.hasAttachment)).add(qint64(m.body)).add(wantedValue(m))
            .add(qint64(m.rawCompressed.size())).add(rawId);
        addListId(query, prepared.listId).add(known.id).run();
    }
    setConversation(known, prepared.conversation);
    if (m.isRead)
        correctHeaders(known.id, prepared);
}

/// Not where there is no Message-ID: such a row is known again by these columns, as the server says them (Adoption).
void MessageTable::correctHeaders(qint64 id, const PreparedMessage& prepared) {
    const NewMessage& m = prepared.message;
    m_connection
        .query("UPDATE message SET subject = iif(?2, ?3, subject), from_addresses = iif(?4, ?5, from_addresses), "
               "to_addresses = iif(?6, ?7, to_addresses), cc_addresses = iif(?8, ?9, cc_addresses) WHERE id = ?1 AND message_id_header <> x''")
        .add(id).add(qint64(!m.subject.isEmpty())).addText(prepared.subject).add(qint64(!m.from.isEmpty())).addText(prepared.from)
        .add(qint64(!m.to.isEmpty())).addText(prepared.to).add(qint64(!m.cc.isEmpty())).addText(prepared.cc)
        .run();
}

void MessageTable::copyHeaders(qint64 source, qint64 id) {
    m_connection
        .query("UPDATE message SET (subject, from_addresses, to_addresses, cc_addresses) = "
               "(SELECT subject, from_addresses, to_addresses, cc_addresses FROM message WHERE id = ?1) "
               "WHERE id = ?2 AND message_id_header <> x''")
        .add(source).add(id).run();
}

void MessageTable::shareBody(const MessageRow& known, const SharedBody& shared) {
    m_raw.retain(shared.rawId);
    m_raw.release(known.rawId);
    {
        Query query = m_connection.query("UPDATE message SET snippet = ?, has_attachment = ?, body_state = ?, body_wanted = 0, raw_size = ?, raw_id = ?, "
                                         "list_id = coalesce(?, list_id) WHERE id = ?");
        query.addText(shared.snippet).add(qint64(shared.hasAttachment)).add(kWhole).add(shared.rawSize).add(shared.rawId);
        addListId(query, shared.listId).add(known.id).run();
    }
    setConversation(known, shared.conversation);
    copyHeaders(shared.source, known.id);
}

void MessageTable::setConversation(const MessageRow& known, qint64 conversation) {
    if (conversation != 0 && conversation != known.conversation) // SQLite writes an index anew for equal values too
        m_connection.query("UPDATE message SET conversation = ? WHERE id = ?").add(conversation).add(known.id).run();
}

void MessageTable::setBodyWanted(qint64 id, bool wanted) {
    m_connection.query("UPDATE message SET body_wanted = ? WHERE id = ?").add(qint64(wanted)).add(id).run();
}

void MessageTable::dropBody(qint64 id, qint64 rawId) {
    m_connection.query("UPDATE message SET body_state = 0, body_wanted = ?, raw_id = 0, raw_size = 0 WHERE id = ? AND raw_id = ?").add(kLeft).add(id).add(rawId).run();
    m_raw.release(rawId);
}

void MessageTable::setBodyLeft(qint64 id) { m_connection.query("UPDATE message SET body_wanted = ? WHERE id = ?").add(kLeft).add(id).run(); }

void MessageTable::setIndexed(qint64 id, bool on) {
    m_connection.query("UPDATE message SET indexed = ?1 WHERE id = ?2 AND indexed <> ?1").add(qint64(on)).add(id).run();
}

void MessageTable::setFlags(qint64 id, const model::Flags& flags, quint64 modSeq) {
    m_connection.query("UPDATE message SET flag_bits = ?, keywords = ?, mod_seq = ? WHERE id = ?")
        .add(storedBits(flags)).add(encodeKeywords(flags.keywords)).add(static_cast<qint64>(modSeq)).add(id).run();
}

void MessageTable::setSize(qint64 id, qint64 size) {
    m_connection.query("UPDATE message SET size = ?1 WHERE id = ?2 AND size <> ?1").add(size).add(id).run();
}

void MessageTable::setFlagsUnknown(qint64 id, bool unknown) {
    m_connection.query("UPDATE message SET flags_unknown = ? WHERE id = ?").add(qint64(unknown)).add(id).run();
}

void MessageTable::setLabels(qint64 id, const QStringList& labels) {
    m_connection.query("UPDATE message SET labels = ?1 WHERE id = ?2 AND labels <> ?1").add(encodeLabels(labels)).add(id).run();
}

void MessageTable::setListId(qint64 id, const QString& listId) {
    m_connection.query("UPDATE message SET list_id = ?1 WHERE id = ?2 AND list_id IS NULL").add(listId).add(id).run();
}

void MessageTable::place(qint64 id, MailboxId mailbox, qint64 uid) {
    m_connection.query("UPDATE message SET mailbox_id = ?, uid = ? WHERE id = ?")
        .add(mailbox).add(uid > 0 ? uid : -id).add(id).run();
}

void MessageTable::erase(qint64 id) {
    qint64 rawId = 0;
    {
        Query gone = m_connection.query("SELECT raw_id FROM message WHERE id = ?");
        if (gone.add(id).step())
            rawId = gone.integer(0);
    }
    m_connection.query("DELETE FROM message WHERE id = ?").add(id).run();
    m_raw.release(rawId);
}

QList<qint64> MessageTable::someIds(MailboxId mailbox, int limit) {
    QList<qint64> ids;
    Query query = m_connection.query("SELECT id FROM message WHERE mailbox_id = ? LIMIT ?");
    query.add(mailbox).add(qint64(limit));
    while (query.step())
        ids.append(query.integer(0));
    std::sort(ids.begin(), ids.end()); // FTS5 writes out what it holds when a row id goes back
    return ids;
}

std::optional<SharedBody> MessageTable::wholeBody(AccountId account, const QByteArray& emailId) {
    Query query = m_connection.query(SHARED_COLUMNS "WHERE account_id = ? AND email_id = ? AND email_id <> x'' AND body_state = 2 LIMIT 1");
    if (!query.add(account).add(emailId).step())
        return std::nullopt;
    return sharedFrom(query);
}

SharedBody MessageTable::bodyOf(qint64 id) {
    Query query = m_connection.query(SHARED_COLUMNS "WHERE id = ?");
    if (!query.add(id).step())
        return {};
    return sharedFrom(query);
}

QByteArray MessageTable::emailId(qint64 message) {
    Query query = m_connection.query("SELECT email_id FROM message WHERE id = ?");
    return query.add(message).step() ? query.blob(0) : QByteArray();
}

QList<MessageRow> MessageTable::withoutWholeBody(AccountId account, const QByteArray& emailId) {
    QList<MessageRow> rows;
    Query query = m_connection.query(ROW_COLUMNS "WHERE account_id = ? AND email_id = ? AND email_id <> x'' AND body_state < 2");
    query.add(account).add(emailId);
    while (query.step())
        rows.append(rowFrom(query));
    return rows;
}

} // namespace tributary::store::detail
