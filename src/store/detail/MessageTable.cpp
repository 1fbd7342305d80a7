// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/MessageTable.h"

#include <algorithm>
#include <utility>

namespace tributary::store::detail {

namespace {

/// \Recent belongs to a session, not to a message.
qint64 storedBits(const model::Flags& flags) {
    return flags.bits & ~static_cast<quint32>(model::Flag::Recent);
}

} // namespace

PreparedMessage prepare(NewMessage message) {
    PreparedMessage prepared;
    prepared.text = indexTextOf(message);
    prepared.packedText = packIndexText(prepared.text);
    message.text = {};
    prepared.message = std::move(message);
    return prepared;
}

std::optional<KnownMessage> MessageTable::find(MailboxId mailbox, Uid uid) {
    Query query = m_connection.query(
        "SELECT id, flag_bits, keywords, mod_seq, body_cached FROM message WHERE mailbox_id = ? AND uid = ?");
    if (!query.add(mailbox).add(uid).step())
        return std::nullopt;
    KnownMessage known;
    known.id = query.integer(0);
    known.flags.bits = static_cast<quint32>(query.integer(1));
    known.flags.keywords = decodeKeywords(query.text(2));
    known.modSeq = static_cast<quint64>(query.integer(3));
    known.bodyCached = query.flag(4);
    return known;
}

qint64 MessageTable::insert(AccountId account, MailboxId mailbox, const PreparedMessage& prepared) {
    const NewMessage& m = prepared.message;
    m_connection
        .query("INSERT INTO message (account_id, mailbox_id, uid, flag_bits, keywords, mod_seq, internal_date_ms, "
               "date_ms, size, subject, from_addresses, to_addresses, cc_addresses, reply_to_addresses, "
               "message_id_header, in_reply_to, snippet, has_attachment, body_cached, raw_size) "
               "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .add(account).add(mailbox).add(m.uid).add(storedBits(m.flags)).add(encodeKeywords(m.flags.keywords))
        .add(m.modSeq).add(m.internalDateMs).add(m.dateMs).add(m.size).add(m.subject)
        .addText(encodeAddresses(m.from)).addText(encodeAddresses(m.to)).addText(encodeAddresses(m.cc))
        .addText(encodeAddresses(m.replyTo)).add(m.messageIdHeader).add(m.inReplyTo).add(m.snippet)
        .add(qint64(m.hasAttachment)).add(qint64(m.bodyCached)).add(qint64(m.rawCompressed.size()))
        .run();
    const qint64 id = m_connection.lastId();
    insertRaw(id, m.rawCompressed);
    return id;
}

void MessageTable::insertRaw(qint64 id, const QByteArray& bytes) {
    if (!bytes.isEmpty())
        m_connection.query("INSERT INTO message_raw (message_id, bytes) VALUES (?, ?)").add(id).add(bytes).run();
}

void MessageTable::fillBody(qint64 id, const PreparedMessage& prepared) {
    const NewMessage& m = prepared.message;
    m_connection
        .query("UPDATE message SET size = ?, snippet = ?, has_attachment = ?, body_cached = 1, raw_size = ? WHERE id = ?")
        .add(m.size).add(m.snippet).add(qint64(m.hasAttachment)).add(qint64(m.rawCompressed.size())).add(id)
        .run();
    m_connection.query("DELETE FROM message_raw WHERE message_id = ?").add(id).run();
    insertRaw(id, m.rawCompressed);
}

void MessageTable::setFlags(qint64 id, const model::Flags& flags, quint64 modSeq) {
    m_connection.query("UPDATE message SET flag_bits = ?, keywords = ?, mod_seq = ? WHERE id = ?")
        .add(storedBits(flags)).add(encodeKeywords(flags.keywords)).add(static_cast<qint64>(modSeq)).add(id).run();
}

void MessageTable::erase(qint64 id) {
    m_connection.query("DELETE FROM message WHERE id = ?").add(id).run();
}

void MessageTable::moveToBin(qint64 id, MailboxId bin) {
    m_connection.query("UPDATE message SET mailbox_id = ?, uid = -id WHERE id = ?").add(bin).add(id).run();
}

void MessageTable::moveAllToBin(MailboxId mailbox, MailboxId bin) {
    m_connection.query("UPDATE message SET mailbox_id = ?, uid = -id WHERE mailbox_id = ?").add(bin).add(mailbox).run();
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

} // namespace tributary::store::detail
