// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/MailboxTable.h"

#include <algorithm>

namespace tributary::store::detail {

namespace {

#define MAILBOX_COLUMNS                                                                                                \
    "SELECT b.id, b.account_id, b.name, b.wire_name, b.delimiter, b.special_use, b.selectable, b.subscribed, b.total, " \
    "b.unread, b.synced, b.uid_validity, b.uid_next, b.highest_mod_seq, "                                              \
    "coalesce((SELECT min(m.date_ms) FROM message m WHERE m.mailbox_id = b.id), 0), b.list_complete, b.owner, "        \
    "b.rights, b.object_id, b.is_pending, b.held, b.held_until_ms, b.checked_ms FROM mailbox b WHERE "

/// A control character first: no server has such a name.
const QByteArray kBinName("\1bin");
const QByteArray kShelfName("\1shelf");
constexpr qint64 kDoomed = 1; ///< is being deleted
constexpr qint64 kHidden = 2; ///< holds what is put aside

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
    mailbox.listComplete = row.flag(15);
    mailbox.owner = static_cast<model::NamespaceKind>(row.small(16));
    mailbox.rights = row.blob(17);
    mailbox.mailboxId = row.blob(18);
    mailbox.isPending = row.flag(19);
    mailbox.held = row.small(20);
    mailbox.heldUntilMs = row.integer(21);
    mailbox.checkedMs = row.integer(22);
    return mailbox;
}

} // namespace

QList<model::Mailbox> MailboxTable::all(std::optional<AccountId> account) {
    QList<model::Mailbox> mailboxes;
    Query query = m_connection.query(MAILBOX_COLUMNS "b.doomed = 0 AND (?1 = 0 OR b.account_id = ?1)");
    query.add(account.value_or(AccountId()));
    while (query.step())
        mailboxes.append(mailboxFrom(query));
    std::sort(mailboxes.begin(), mailboxes.end(), model::mailboxLess);
    return mailboxes;
}

std::optional<model::Mailbox> MailboxTable::find(MailboxId id) {
    Query query = m_connection.query(MAILBOX_COLUMNS "b.doomed = 0 AND b.id = ?");
    if (!query.add(id).step())
        return std::nullopt;
    return mailboxFrom(query);
}

std::optional<model::Mailbox> MailboxTable::leaving(MailboxId id) {
    QByteArray wireName;
    {
        Query deleted = m_connection.query("SELECT wire_name FROM mailbox_push WHERE mailbox_id = ?1 AND kind = 2 AND EXISTS "
                                           "(SELECT 1 FROM move_push WHERE source_id = ?1)");
        if (!deleted.add(id).step())
            return std::nullopt;
        wireName = deleted.blob(0);
    }
    Query query = m_connection.query(MAILBOX_COLUMNS "b.id = ?");
    if (!query.add(id).step())
        return std::nullopt;
    model::Mailbox mailbox = mailboxFrom(query);
    mailbox.wireName = wireName;
    return mailbox;
}

std::optional<model::Mailbox> MailboxTable::hidden(MailboxId id) {
    Query query = m_connection.query(MAILBOX_COLUMNS "b.doomed = ? AND b.id = ?");
    if (!query.add(kHidden).add(id).step())
        return std::nullopt;
    return mailboxFrom(query);
}

MailboxId MailboxTable::insert(const model::Mailbox& mailbox) {
    m_connection
        .query("INSERT INTO mailbox (account_id, name, wire_name, delimiter, special_use, selectable, subscribed, owner, "
               "object_id, is_pending) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .add(mailbox.account).add(mailbox.name).add(mailbox.wireName).add(qint64(mailbox.delimiter))
        .add(QString(model::specialUseName(mailbox.specialUse))).add(qint64(mailbox.selectable))
        .add(qint64(mailbox.subscribed)).add(qint64(mailbox.owner)).add(mailbox.mailboxId)
        .add(qint64(mailbox.isPending)).run();
    return MailboxId(m_connection.lastId());
}

void MailboxTable::updateAttributes(MailboxId id, const model::Mailbox& listed) {
    m_connection
        .query("UPDATE mailbox SET name = ?, delimiter = ?, special_use = ?, selectable = ?, subscribed = ?, owner = ?, "
               "object_id = ? WHERE id = ?")
        .add(listed.name).add(qint64(listed.delimiter)).add(QString(model::specialUseName(listed.specialUse)))
        .add(qint64(listed.selectable)).add(qint64(listed.subscribed)).add(qint64(listed.owner)).add(listed.mailboxId)
        .add(id).run();
}

void MailboxTable::rename(MailboxId id, const QString& name, const QByteArray& wireName) {
    m_connection.query("UPDATE mailbox SET name = ?, wire_name = ? WHERE id = ?").add(name).add(wireName).add(id).run();
}

void MailboxTable::setName(MailboxId id, const QString& name) {
    m_connection.query("UPDATE mailbox SET name = ? WHERE id = ?").add(name).add(id).run();
}

void MailboxTable::setSubscribed(MailboxId id, bool on) {
    m_connection.query("UPDATE mailbox SET subscribed = ? WHERE id = ?").add(qint64(on)).add(id).run();
}

void MailboxTable::setPending(MailboxId id, bool pending) {
    m_connection.query("UPDATE mailbox SET is_pending = ? WHERE id = ?").add(qint64(pending)).add(id).run();
}

bool MailboxTable::setRights(MailboxId id, const QByteArray& rights) {
    const int before = m_connection.totalChanges();
    m_connection.query("UPDATE mailbox SET rights = ?1 WHERE id = ?2 AND rights <> ?1").add(rights).add(id).run();
    return m_connection.totalChanges() != before;
}

void MailboxTable::setServerId(MailboxId id, const QByteArray& mailboxId) {
    m_connection.query("UPDATE mailbox SET object_id = ? WHERE id = ?").add(mailboxId).add(id).run();
}

void MailboxTable::setChecked(MailboxId id, qint64 nowMs) {
    m_connection.query("UPDATE mailbox SET checked_ms = ? WHERE id = ?").add(nowMs).add(id).run();
}

void MailboxTable::hide(MailboxId id) {
    m_connection
        .query("UPDATE mailbox SET doomed = ?, wire_name = CAST(char(1) || id AS BLOB), total = 0, unread = 0, held = 0, "
               "held_until_ms = 0 WHERE id = ?")
        .add(kHidden).add(id).run();
}

void MailboxTable::show(MailboxId id, const QString& name, const QByteArray& wireName) {
    m_connection
        .query("UPDATE mailbox SET doomed = 0, name = ?2, wire_name = ?3, "
               "total = (SELECT count(*) FROM message WHERE mailbox_id = ?1), "
               "unread = (SELECT count(*) FROM message WHERE mailbox_id = ?1 AND (flag_bits & 1) = 0) WHERE id = ?1")
        .add(id).add(name).add(wireName).run();
}

void MailboxTable::doomEmptyHidden() {
    m_connection
        .query("UPDATE mailbox SET doomed = ?1 WHERE doomed = ?2 AND wire_name <> ?3 "
               "AND NOT EXISTS (SELECT 1 FROM message WHERE mailbox_id = mailbox.id) "
               "AND NOT EXISTS (SELECT 1 FROM mailbox_push p WHERE p.mailbox_id = mailbox.id) "
               "AND NOT EXISTS (SELECT 1 FROM move_push p WHERE p.source_id = mailbox.id) "
               "AND NOT EXISTS (SELECT 1 FROM change_mailbox c WHERE c.mailbox_id = mailbox.id)")
        .add(kDoomed).add(kHidden).add(kShelfName).run();
}

void MailboxTable::doom(MailboxId id) {
    // Its name becomes free for a mailbox made anew.
    m_connection.query("UPDATE mailbox SET doomed = ?, wire_name = CAST(char(1) || id AS BLOB) WHERE id = ?")
        .add(kDoomed).add(id).run();
}

void MailboxTable::doomAll(AccountId account) {
    m_connection
        .query("UPDATE mailbox SET doomed = ?1, wire_name = CAST(char(1) || id AS BLOB) "
               "WHERE account_id = ?2 AND doomed <> ?1")
        .add(kDoomed).add(account).run();
}

MailboxId MailboxTable::ownMailbox(AccountId account, const QByteArray& name, qint64 doomed) {
    {
        Query query = m_connection.query("SELECT id FROM mailbox WHERE account_id = ? AND wire_name = ?");
        if (query.add(account).add(name).step())
            return MailboxId(query.integer(0));
    }
    m_connection.query("INSERT INTO mailbox (account_id, name, wire_name, doomed) VALUES (?, '', ?, ?)")
        .add(account).add(name).add(doomed).run();
    return MailboxId(m_connection.lastId());
}

MailboxId MailboxTable::bin(AccountId account) { return ownMailbox(account, kBinName, kDoomed); }

MailboxId MailboxTable::shelf(AccountId account) { return ownMailbox(account, kShelfName, kHidden); }

std::optional<MailboxId> MailboxTable::firstDoomed() {
    Query query = m_connection.query("SELECT id FROM mailbox WHERE doomed = 1 ORDER BY id LIMIT 1");
    if (!query.step())
        return std::nullopt;
    return MailboxId(query.integer(0));
}

void MailboxTable::erase(MailboxId id) { m_connection.query("DELETE FROM mailbox WHERE id = ?").add(id).run(); }

std::optional<MailboxState> MailboxTable::state(MailboxId id) {
    Query query = m_connection.query("SELECT account_id, uid_validity, uid_next, highest_mod_seq, lowest_fetched, "
                                     "list_complete, synced, looked_ms FROM mailbox WHERE id = ? AND doomed = 0");
    if (!query.add(id).step())
        return std::nullopt;
    return MailboxState{AccountId(query.integer(0)), UidValidity(static_cast<quint32>(query.integer(1))),
                        query.integer(2), query.integer(3), query.integer(4), query.flag(5), query.flag(6), query.integer(7)};
}

void MailboxTable::setState(MailboxId id, const MailboxState& state) {
    m_connection
        .query("UPDATE mailbox SET uid_validity = ?, uid_next = ?, highest_mod_seq = ?, lowest_fetched = ?, "
               "list_complete = ?, synced = ?, looked_ms = ? WHERE id = ?")
        .add(state.uidValidity).add(state.uidNext).add(state.highestModSeq).add(state.lowestFetched)
        .add(qint64(state.listComplete)).add(qint64(state.synced)).add(state.lookedMs).add(id).run();
}

} // namespace tributary::store::detail
