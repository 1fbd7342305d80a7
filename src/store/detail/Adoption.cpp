// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/Adoption.h"

namespace tributary::store::detail {

namespace {

// Not on the server yet: a row whose way into the mailbox was not sent. Not to be taken: what a queued expunge or the queued
// deletion of a mailbox holds; a move that has lost its message (TakeBack::lose) holds nothing.
#define CANDIDATES                                                                                                     \
    "SELECT m.id, m.mailbox_id = ?2 AND b.doomed = 0 "                                                                 \
    "AND NOT EXISTS (SELECT 1 FROM move_push p WHERE p.message_id = m.id AND p.destination_id = ?2 AND p.sent = 0) "   \
    "AND NOT EXISTS (SELECT 1 FROM append_push p WHERE p.message_id = m.id AND p.sent = 0), "                          \
    "coalesce((SELECT p.id FROM move_push p WHERE p.message_id = m.id AND p.source_id = ?2 AND p.uid = 0 "             \
    "AND p.kind <> 1 ORDER BY p.id LIMIT 1), 0), "                                                                     \
    "b.doomed = 2 AND k.message_id IS NOT NULL "                                                                       \
    "AND (NOT EXISTS (SELECT 1 FROM move_push p WHERE p.message_id = m.id) OR (k.reason = 0 AND EXISTS "                \
    "(SELECT 1 FROM move_push p WHERE p.message_id = m.id AND p.kind = 0 AND p.sent = 1 AND p.uid = 0))) "              \
    "AND NOT EXISTS (SELECT 1 FROM mailbox_push p WHERE p.mailbox_id = m.mailbox_id), "                                \
    "m.subject, m.from_addresses, m.date_ms "                                                                          \
    "FROM message m JOIN mailbox b ON b.id = m.mailbox_id LEFT JOIN kept_message k ON k.message_id = m.id "
constexpr const char* kByHeaders = CANDIDATES "WHERE m.account_id = ?1 AND m.uid < 0 AND m.message_id_header = ?3 AND m.size = ?4 "
                                              "AND m.internal_date_ms BETWEEN ?5 AND ?6 ORDER BY m.id LIMIT 200";
constexpr const char* kByEmailId = CANDIDATES "WHERE m.account_id = ?1 AND m.email_id = ?3 AND m.email_id <> x'' AND m.uid < 0 "
                                              "ORDER BY m.id LIMIT 200";

} // namespace

/// compared: without a Message-ID more than size and time must be the same.
std::optional<Adoption::Found> Adoption::best(Query& candidates, const PreparedMessage* compared) const {
    std::optional<Found> found;
    while (candidates.step()) {
        if (compared != nullptr &&
            (candidates.text(4).toStdString() != compared->subject || candidates.text(5).toStdString() != compared->from ||
             candidates.integer(6) != compared->message.dateMs))
            continue;
        const qint64 id = candidates.integer(0);
        if (candidates.flag(1))
            return Found{Kind::Waiting, id, 0};
        if (const qint64 intent = candidates.integer(2); intent != 0) {
            if (!found || found->kind == Kind::Kept)
                found = Found{Kind::Moved, id, intent};
        } else if (candidates.flag(3) && !found) {
            found = Found{Kind::Kept, id, 0};
        }
    }
    return found;
}

std::optional<Adoption::Found> Adoption::find(const PreparedMessage& prepared) {
    if (!m_any) {
        Query any = m_tables.connection.query("SELECT 1 FROM message WHERE account_id = ? AND uid < 0 LIMIT 1");
        m_any = any.add(m_account).step();
    }
    if (!*m_any)
        return std::nullopt;
    const NewMessage& message = prepared.message;
    if (!message.emailId.isEmpty()) {
        Query query = m_tables.connection.query(kByEmailId);
        if (const auto found = best(query.add(m_account).add(m_mailbox).add(message.emailId), nullptr))
            return found;
    }
    if (message.internalDateMs <= 0)
        return std::nullopt; // too little is known of it
    const qint64 second = message.internalDateMs / 1000 * 1000;
    Query query = m_tables.connection.query(kByHeaders);
    query.add(m_account).add(m_mailbox).add(message.messageIdHeader).add(message.size).add(second).add(second + 999);
    return best(query, message.messageIdHeader.isEmpty() ? &prepared : nullptr);
}

} // namespace tributary::store::detail
