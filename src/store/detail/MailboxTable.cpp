// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/MailboxTable.h"

#include <algorithm>

namespace tributary::store::detail {

namespace {

#define MAILBOX_COLUMNS                                                                                                \
    "SELECT b.id, b.account_id, b.name, b.wire_name, b.delimiter, b.special_use, b.selectable, b.subscribed, b.total, " \
    "b.unread, b.synced, b.uid_validity, b.uid_next, b.highest_mod_seq, "                                              \
    "coalesce((SELECT min(m.date_ms) FROM message m WHERE m.mailbox_id = b.id), 0) FROM mailbox b "                    \
    "WHERE b.doomed = 0 "

/// A control character first: no server has such a name.
const QByteArray kBinName("\1bin");

model::SpecialUse specialUseFrom(const QString& word) {
    for (int use = 0; use <= static_cast<int>(model::SpecialUse::Important); ++use) {
        if (word == model::specialUseName(static_cast<model::SpecialUse>(use)))
            return static_cast<model::SpecialUse>(use);
    }
    return model::SpecialUse::None;
}

model::Mailbox mailboxFrom(const Query& row) {
    model::Mailbox mailbox;
    mailbox.id = MailboxId(row.integer(0));
    mailbox.account = AccountId(row.integer(1));
    mailbox.name = row.text(2);
    mailbox.wireName = row.blob(3);
    mailbox.delimiter = static_cast<char>(row.integer(4));
    mailbox.specialUse = specialUseFrom(row.text(5));
    mailbox.selectable = row.flag(6);
    mailbox.subscribed = row.flag(7);
    mailbox.total = row.small(8);
    mailbox.unread = row.small(9);
    mailbox.synced = row.flag(10);
    mailbox.uidValidity = UidValidity(static_cast<quint32>(row.integer(11)));
    mailbox.uidNext = Uid(static_cast<quint32>(row.integer(12)));
    mailbox.highestModSeq = ModSeq(static_cast<quint64>(row.integer(13)));
    mailbox.oldestMs = row.integer(14);
    return mailbox;
}

} // namespace

QList<model::Mailbox> MailboxTable::all(std::optional<AccountId> account) {
    QList<model::Mailbox> mailboxes;
    Query query = m_connection.query(MAILBOX_COLUMNS "AND (?1 = 0 OR b.account_id = ?1)");
    query.add(account.value_or(AccountId()));
    while (query.step())
        mailboxes.append(mailboxFrom(query));
    std::sort(mailboxes.begin(), mailboxes.end(), model::mailboxLess);
    return mailboxes;
}

std::optional<model::Mailbox> MailboxTable::find(MailboxId id) {
    Query query = m_connection.query(MAILBOX_COLUMNS "AND b.id = ?");
    if (!query.add(id).step())
        return std::nullopt;
    return mailboxFrom(query);
}

void MailboxTable::insert(const model::Mailbox& mailbox) {
    m_connection
        .query("INSERT INTO mailbox (account_id, name, wire_name, delimiter, special_use, selectable, subscribed) "
               "VALUES (?, ?, ?, ?, ?, ?, ?)")
        .add(mailbox.account).add(mailbox.name).add(mailbox.wireName).add(qint64(mailbox.delimiter))
        .add(QString(model::specialUseName(mailbox.specialUse))).add(qint64(mailbox.selectable))
        .add(qint64(mailbox.subscribed)).run();
}

void MailboxTable::updateAttributes(MailboxId id, const model::Mailbox& listed) {
    m_connection
        .query("UPDATE mailbox SET name = ?, delimiter = ?, special_use = ?, selectable = ?, subscribed = ? "
               "WHERE id = ?")
        .add(listed.name).add(qint64(listed.delimiter)).add(QString(model::specialUseName(listed.specialUse)))
        .add(qint64(listed.selectable)).add(qint64(listed.subscribed)).add(id).run();
}

void MailboxTable::doom(MailboxId id) {
    // Its name becomes free for a mailbox made anew.
    m_connection.query("UPDATE mailbox SET doomed = 1, wire_name = CAST(char(1) || id AS BLOB) WHERE id = ?").add(id).run();
}

void MailboxTable::doomAll(AccountId account) {
    m_connection
        .query("UPDATE mailbox SET doomed = 1, wire_name = CAST(char(1) || id AS BLOB) "
               "WHERE account_id = ? AND doomed = 0")
        .add(account).run();
}

MailboxId MailboxTable::bin(AccountId account) {
    {
        Query query = m_connection.query("SELECT id FROM mailbox WHERE account_id = ? AND wire_name = ?");
        if (query.add(account).add(kBinName).step())
            return MailboxId(query.integer(0));
    }
    m_connection.query("INSERT INTO mailbox (account_id, name, wire_name, doomed) VALUES (?, '', ?, 1)")
        .add(account).add(kBinName).run();
    return MailboxId(m_connection.lastId());
}

std::optional<MailboxId> MailboxTable::firstDoomed() {
    Query query = m_connection.query("SELECT id FROM mailbox WHERE doomed = 1 ORDER BY id LIMIT 1");
    if (!query.step())
        return std::nullopt;
    return MailboxId(query.integer(0));
}

void MailboxTable::erase(MailboxId id) { m_connection.query("DELETE FROM mailbox WHERE id = ?").add(id).run(); }

std::optional<MailboxState> MailboxTable::state(MailboxId id) {
    Query query = m_connection.query("SELECT account_id, uid_validity, uid_next, highest_mod_seq, lowest_fetched, total, "
                                     "unread, synced FROM mailbox WHERE id = ? AND doomed = 0");
    if (!query.add(id).step())
        return std::nullopt;
    return MailboxState{AccountId(query.integer(0)), UidValidity(static_cast<quint32>(query.integer(1))),
                        query.integer(2), query.integer(3), query.integer(4), query.integer(5), query.integer(6),
                        query.flag(7)};
}

void MailboxTable::setState(MailboxId id, const MailboxState& state) {
    m_connection
        .query("UPDATE mailbox SET uid_validity = ?, uid_next = ?, highest_mod_seq = ?, lowest_fetched = ?, total = ?, "
               "unread = ?, synced = ? WHERE id = ?")
        .add(state.uidValidity).add(state.uidNext).add(state.highestModSeq).add(state.lowestFetched).add(state.total)
        .add(state.unread).add(qint64(state.synced)).add(id).run();
}

} // namespace tributary::store::detail
