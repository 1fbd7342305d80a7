// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/FactsRows.h"

#include "store/detail/RowCodec.h"
#include "store/detail/Rows.h"

#include <limits>

namespace tributary::store::detail {

namespace {

// Along the rows themselves: all pages together are one walk. An index would sort what is left for each page anew.
#define FACTS_COLUMNS                                                                                                                        \
    "SELECT m.id, m.account_id, m.mailbox_id, m.from_addresses, m.to_addresses, m.cc_addresses, m.reply_to_addresses, m.subject, m.message_id_header, " \
    "m.date_ms, m.internal_date_ms, m.size, m.has_attachment, m.body_state, m.flag_bits, m.keywords, m.list_id "                                          \
    "FROM message m NOT INDEXED CROSS JOIN mailbox b ON b.id = m.mailbox_id "

StoredFacts factsFrom(const Query& row) {
    StoredFacts facts;
    facts.id = MessageId(row.integer(0));
    facts.account = AccountId(row.integer(1));
    facts.mailbox = MailboxId(row.integer(2));
    facts.from = decodeAddresses(row.text(3));
    facts.to = decodeAddresses(row.text(4));
    facts.cc = decodeAddresses(row.text(5));
    facts.replyTo = decodeAddresses(row.text(6));
    facts.subject = row.text(7);
    facts.messageIdHeader = row.blob(8);
    facts.dateMs = row.integer(9);
    facts.internalDateMs = row.integer(10);
    facts.size = row.integer(11);
    facts.hasAttachment = row.flag(12);
    facts.body = static_cast<model::BodyState>(row.small(13));
    facts.flags.bits = static_cast<quint32>(row.integer(14));
    facts.flags.keywords = decodeKeywords(row.text(15));
    if (!row.isNull(16))
        facts.listId = row.text(16);
    return facts;
}

/// Parameters 1 and 2: the mailbox, or none, and the account. Views of what lies in other mailboxes as well (Gmail's All Mail, Starred, Important) would
/// count a message twice.
std::string factsWhere(const FactsQuery& query) {
    std::string where = query.mailbox ? "WHERE b.doomed = 0 AND m.mailbox_id = ?1 " : "WHERE b.doomed = 0 AND ?1 = 0 AND b.special_use NOT IN ('trash', 'junk', 'drafts', 'sent', 'all', 'flagged', 'important') ";
    where += query.account ? "AND m.account_id = ?2 " : "AND ?2 = 0 ";
    return where;
}

void bindFactsWhere(Query& row, const FactsQuery& query) { row.add(query.mailbox.value_or(MailboxId())).add(query.account.value_or(AccountId())); }

} // namespace

QList<StoredFacts> FactsRows::page(const FactsQuery& query) {
    Query row = m_connection.query(FACTS_COLUMNS + factsWhere(query) + "AND m.id < ?3 ORDER BY m.id DESC LIMIT ?4");
    bindFactsWhere(row, query);
    return allRows(row.add(query.before.isValid() ? query.before.value : std::numeric_limits<qint64>::max()).add(qint64(query.limit)), factsFrom);
}

QList<StoredFacts> FactsRows::of(const QList<MessageId>& ids) {
    QList<StoredFacts> found;
    Query row = m_connection.query(FACTS_COLUMNS "WHERE m.id = ? AND b.doomed = 0");
    for (const MessageId id : ids) {
        if (row.again().add(id).step())
            found.append(factsFrom(row));
    }
    return found;
}

qint64 FactsRows::count(const FactsQuery& query) {
    Query row = m_connection.query("SELECT count(*) FROM message m JOIN mailbox b ON b.id = m.mailbox_id " + factsWhere(query));
    bindFactsWhere(row, query);
    return firstRow(row, [](const Query& one) { return one.integer(0); }).value_or(0);
}

} // namespace tributary::store::detail
