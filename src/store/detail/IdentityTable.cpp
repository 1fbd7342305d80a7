// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/IdentityTable.h"

#include "store/detail/Rows.h"

namespace tributary::store::detail {

namespace {

#define IDENTITY_COLUMNS                                                                                               \
    "SELECT i.id, i.account_id, i.address, i.display_name, i.reply_to, i.signature_html, i.signature_text, "           \
    "i.signature_above_quote, i.is_default, i.address_proof, i.reply_to_proof, i.position FROM identity i "

/// A number that a later version may have written proves nothing here.
model::Proof proofFrom(int number) {
    return number >= 0 && number <= static_cast<int>(model::Proof::Verified) ? static_cast<model::Proof>(number) : model::Proof::Unproven;
}

model::Identity identityFrom(const Query& row) {
    model::Identity identity;
    identity.id = IdentityId(row.integer(0));
    identity.account = AccountId(row.integer(1));
    identity.address = row.text(2);
    identity.displayName = row.text(3);
    identity.replyTo = row.text(4);
    identity.signatureHtml = row.text(5);
    identity.signatureText = row.text(6);
    identity.signatureAboveQuote = row.flag(7);
    identity.isDefault = row.flag(8);
    identity.addressProof = proofFrom(row.small(9));
    identity.replyToProof = proofFrom(row.small(10));
    identity.position = row.small(11);
    return identity;
}

void bindWords(Query& query, const model::Identity& identity) {
    query.add(identity.address).add(identity.displayName).add(identity.replyTo).add(identity.signatureHtml).add(identity.signatureText);
    query.add(qint64(identity.signatureAboveQuote)).add(qint64(identity.addressProof)).add(qint64(identity.replyToProof));
    query.add(qint64(identity.position));
}

} // namespace

QList<model::Identity> IdentityTable::all(std::optional<AccountId> account) {
    Query query = m_connection.query(IDENTITY_COLUMNS "JOIN account a ON a.id = i.account_id WHERE a.doomed = 0 AND (?1 = 0 OR a.id = ?1) "
                                                      "ORDER BY a.position, a.id, i.position, i.id");
    return allRows(query.add(account.value_or(AccountId())), identityFrom);
}

std::optional<model::Identity> IdentityTable::find(IdentityId id) {
    Query query = m_connection.query(IDENTITY_COLUMNS "WHERE i.id = ?");
    return firstRow(query.add(id), identityFrom);
}

std::optional<model::Identity> IdentityTable::defaultOf(AccountId account) {
    Query query = m_connection.query(IDENTITY_COLUMNS "WHERE i.account_id = ? AND i.is_default = 1");
    return firstRow(query.add(account), identityFrom);
}

IdentityId IdentityTable::insert(const model::Identity& identity) {
    Query query = m_connection.query("INSERT INTO identity (address, display_name, reply_to, signature_html, signature_text, "
                                     "signature_above_quote, address_proof, reply_to_proof, position, account_id) "
                                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    bindWords(query, identity);
    query.add(identity.account).run();
    return IdentityId(m_connection.lastId());
}

void IdentityTable::update(const model::Identity& identity) {
    Query query = m_connection.query("UPDATE identity SET address = ?, display_name = ?, reply_to = ?, signature_html = ?, signature_text = ?, "
                                     "signature_above_quote = ?, address_proof = ?, reply_to_proof = ?, position = ? WHERE id = ?");
    bindWords(query, identity);
    query.add(identity.id).run();
}

void IdentityTable::setProofs(const model::Identity& identity) {
    m_connection.query("UPDATE identity SET address_proof = ?, reply_to_proof = ? WHERE id = ?")
        .add(qint64(identity.addressProof)).add(qint64(identity.replyToProof)).add(identity.id).run();
}

void IdentityTable::makeDefault(AccountId account, IdentityId id) {
    m_connection.query("UPDATE identity SET is_default = 0 WHERE account_id = ? AND is_default = 1 AND id <> ?").add(account).add(id).run();
    m_connection.query("UPDATE identity SET is_default = 1 WHERE id = ? AND is_default = 0").add(id).run();
}

int IdentityTable::nextPosition(AccountId account) {
    Query query = m_connection.query("SELECT coalesce(max(position) + 1, 0) FROM identity WHERE account_id = ?");
    return query.add(account).step() ? query.small(0) : 0;
}

void IdentityTable::erase(IdentityId id) { m_connection.query("DELETE FROM identity WHERE id = ?").add(id).run(); }

void IdentityTable::eraseAll(AccountId account) {
    m_connection.query("DELETE FROM identity WHERE account_id = ?").add(account).run();
}

} // namespace tributary::store::detail
