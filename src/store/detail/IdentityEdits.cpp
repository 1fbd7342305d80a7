// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/IdentityEdits.h"

#include "model/Address.h"
#include "store/detail/AccountTable.h"
#include "store/detail/Failures.h"
#include "store/detail/VerificationEdits.h"

#include <QHash>

#include <algorithm>
#include <utility>

namespace tributary::store::detail {

using model::Proof;

namespace {

/// Nobody has two addresses that differ in case alone.
bool sameAddress(const QString& a, const QString& b) { return a.compare(b, Qt::CaseInsensitive) == 0; }

Status clean(model::Identity& identity) {
    identity.address = identity.address.trimmed();
    identity.replyTo = identity.replyTo.trimmed();
    if (!model::looksLikeAddress(identity.address))
        return invalid(ErrorCode::NotAnAddress, identity.address);
    if (!identity.replyTo.isEmpty() && !model::looksLikeAddress(identity.replyTo))
        return invalid(ErrorCode::NotAnAddress, identity.replyTo);
    const auto isControl = [](QChar c) { return c.category() == QChar::Other_Control || c == QChar::LineSeparator || c == QChar::ParagraphSeparator; };
    if (std::any_of(identity.displayName.begin(), identity.displayName.end(), isControl))
        return invalid(ErrorCode::BadValue, QStringLiteral("a name with line ends or other control characters"));
    return {};
}

QString senderOf(const model::Account& account) { return account.from.isEmpty() ? account.email : account.from; }

/// What a sign-in proves is Own, and nothing else is.
Proof settled(Proof proof, bool isOwn) { return isOwn ? Proof::Own : proof == Proof::Own ? Proof::Unproven : proof; }

/// What is proven of addresses, in lower case.
struct Known {
    QSet<QString> own; ///< accounts' addresses: by their sign-ins, or by codes
    QSet<std::pair<qint64, QString>> replyTos; ///< by codes
};

Known knownOf(const QList<model::Account>& accounts, const QList<model::Identity>& identities) {
    Known known;
    QHash<AccountId, QString> emails;
    for (const model::Account& account : accounts) {
        emails.insert(account.id, account.email);
        if (model::signInProvesAddress(account))
            known.own.insert(account.email.toLower());
    }
    for (const model::Identity& identity : identities) {
        if (identity.addressProof == Proof::Verified && sameAddress(identity.address, emails.value(identity.account)))
            known.own.insert(identity.address.toLower());
        if (identity.replyToProof == Proof::Verified && !identity.replyTo.isEmpty())
            known.replyTos.insert({identity.account.value, identity.replyTo.toLower()});
    }
    return known;
}

} // namespace

Result<model::Identity> IdentityEdits::known(IdentityId id) {
    const auto identity = m_table.find(id);
    if (!identity)
        return invalid(ErrorCode::NotFound, QStringLiteral("no identity %1").arg(id.value));
    return *identity;
}

/// Two of one address could not be told apart where mail is sent as one of them.
Status IdentityEdits::checkFree(const model::Identity& identity) {
    for (const model::Identity& other : m_table.all(identity.account)) {
        if (other.id != identity.id && sameAddress(other.address, identity.address))
            return invalid(ErrorCode::AlreadyExists, other.address);
    }
    return {};
}

/// The address that the account signs in with stays its own (S20): another one is another identity, which takes a proof of its own.
Status IdentityEdits::checkOwn(const model::Identity& before, const model::Identity& after) {
    const QList<model::Account> accounts = AccountTable(m_session.connection).all();
    const bool isOwn = std::any_of(accounts.begin(), accounts.end(), [&](const model::Account& one) { return one.id == before.account && sameAddress(one.email, before.address); });
    if (isOwn && !sameAddress(before.address, after.address))
        return invalid(ErrorCode::BadValue, QStringLiteral("%1 is the account's own address and stays; add %2 beside it").arg(before.address, after.address));
    return {};
}

Result<IdentityId> IdentityEdits::add(model::Identity identity) {
    if (!AccountTable(m_session.connection).contains(identity.account))
        return invalid(ErrorCode::NotFound, QStringLiteral("no account %1").arg(identity.account.value));
    TRY_STATUS(clean(identity));
    TRY_STATUS(checkFree(identity));
    identity.addressProof = Proof::Unproven;
    identity.replyToProof = Proof::Unproven;
    if (identity.position == 0) // the user has not ordered yet: after the others
        identity.position = m_table.nextPosition(identity.account);
    const IdentityId id = m_table.insert(identity);
    if (identity.isDefault)
        m_table.makeDefault(identity.account, id);
    m_changed.insert(identity.account);
    settleProofs();
    announce();
    return id;
}

Status IdentityEdits::update(model::Identity identity) {
    TRY(const model::Identity before, known(identity.id));
    TRY_STATUS(clean(identity));
    identity.account = before.account;
    TRY_STATUS(checkFree(identity));
    TRY_STATUS(checkOwn(before, identity));
    identity.addressProof = sameAddress(identity.address, before.address) ? before.addressProof : Proof::Unproven;
    identity.replyToProof = sameAddress(identity.replyTo, before.replyTo) ? before.replyToProof : Proof::Unproven;
    m_table.update(identity);
    if (identity.isDefault)
        m_table.makeDefault(identity.account, identity.id);
    settleProofs();
    if (m_table.find(identity.id) != before)
        m_changed.insert(before.account);
    announce();
    return {};
}

Status IdentityEdits::remove(IdentityId id) {
    TRY(const model::Identity identity, known(id));
    QList<model::Identity> others = m_table.all(identity.account);
    others.removeIf([&](const model::Identity& one) { return one.id == id; });
    if (others.isEmpty())
        return invalid(ErrorCode::BadValue, QStringLiteral("the last identity of account %1").arg(identity.account.value));
    m_table.erase(id);
    if (identity.isDefault)
        m_table.makeDefault(identity.account, others.constFirst().id);
    for (const char* use : {"UPDATE draft SET identity_id = 0 WHERE identity_id = ?", "UPDATE outbox SET identity_id = 0 WHERE identity_id = ?"})
        m_session.connection.query(use).add(id).run();
    m_changed.insert(identity.account);
    announce();
    return {};
}

Status IdentityEdits::makeDefault(IdentityId id) {
    TRY(const model::Identity identity, known(id));
    if (identity.isDefault)
        return {};
    m_table.makeDefault(identity.account, id);
    m_changed.insert(identity.account);
    announce();
    return {};
}

Status IdentityEdits::setProof(IdentityId id, IdentityAddress which, const QString& address, Proof proof) {
    settleProofs();
    TRY(model::Identity identity, known(id));
    const bool isReplyTo = which == IdentityAddress::ReplyTo;
    const QString& own = isReplyTo ? identity.replyTo : identity.address;
    Proof& kept = isReplyTo ? identity.replyToProof : identity.addressProof;
    if (own.isEmpty() || !sameAddress(own, address.trimmed()))
        return invalid(ErrorCode::NotFound, QStringLiteral("identity %1 has another address by now").arg(id.value));
    if (proof == kept || (kept == Proof::Own && proof == Proof::Verified))
        return {};
    if (proof == Proof::Own || kept == Proof::Own)
        return invalid(ErrorCode::BadValue, QStringLiteral("what is the user's own is so by rule"));
    kept = proof;
    m_table.setProofs(identity);
    m_changed.insert(identity.account);
    settleProofs(); // others may answer there
    announce();
    return {};
}

void IdentityEdits::accountAdded(const model::Account& account) {
    model::Identity identity;
    identity.account = account.id;
    identity.address = senderOf(account);
    identity.displayName = account.displayName;
    identity.replyTo = account.replyTo;
    m_table.makeDefault(account.id, m_table.insert(identity));
    m_changed.insert(account.id);
    settleProofs();
    announce();
}

void IdentityEdits::accountChanged(const model::Account& before, const model::Account& after) {
    auto identity = m_table.defaultOf(after.id);
    if (!identity)
        return;
    const model::Identity was = *identity;
    if (senderOf(after) != senderOf(before)) {
        if (!sameAddress(identity->address, senderOf(after)))
            identity->addressProof = Proof::Unproven;
        identity->address = senderOf(after);
    }
    if (after.replyTo != before.replyTo) {
        if (!sameAddress(identity->replyTo, after.replyTo))
            identity->replyToProof = Proof::Unproven;
        identity->replyTo = after.replyTo;
    }
    if (after.displayName != before.displayName)
        identity->displayName = after.displayName;
    if (*identity != was) {
        m_table.update(*identity);
        m_changed.insert(after.id);
    }
    settleProofs();
    announce();
}

void IdentityEdits::accountRemoved(AccountId account) {
    m_table.eraseAll(account);
    m_changed.insert(account);
    settleProofs();
    announce();
}

/// Accounts come and go, and change their address.
void IdentityEdits::settleProofs() {
    const QList<model::Account> accounts = AccountTable(m_session.connection).all();
    const QList<model::Identity> identities = m_table.all(std::nullopt);
    const Known known = knownOf(accounts, identities);
    for (model::Identity identity : identities) {
        const auto mine = std::find_if(accounts.begin(), accounts.end(), [&](const model::Account& one) { return one.id == identity.account; });
        // Another account's server cannot know whose address it is (S20): then it takes a code.
        const bool ownAddress = mine != accounts.end() && !mine->relay && sameAddress(mine->email, identity.address);
        const bool ownReplyTo = !identity.replyTo.isEmpty() && known.own.contains(identity.replyTo.toLower());
        const Proof address = settled(identity.addressProof, ownAddress);
        Proof replyTo = settled(identity.replyToProof, ownReplyTo);
        if (replyTo == Proof::Unproven && known.replyTos.contains({identity.account.value, identity.replyTo.toLower()}))
            replyTo = Proof::Verified; // by a code, for the account
        if (address == identity.addressProof && replyTo == identity.replyToProof)
            continue;
        identity.addressProof = address;
        identity.replyToProof = replyTo;
        m_table.setProofs(identity);
        m_changed.insert(identity.account);
    }
}

void IdentityEdits::announce() {
    for (const AccountId account : std::as_const(m_changed)) {
        dropUnusedCodes(m_session, account);
        m_session.changes.append(model::IdentitiesChanged{account});
    }
    m_changed.clear();
}

} // namespace tributary::store::detail
