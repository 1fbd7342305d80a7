// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/FilterSurroundings.h"

#include "model/Address.h"
#include "sync/NewMailboxName.h"

#include <algorithm>

namespace tributary::sync {

using namespace Qt::Literals::StringLiterals;
using model::FilterVerb;
using model::SpecialUse;

namespace {

QString usualName(SpecialUse use) { return use == SpecialUse::Trash ? u"Trash"_s : u"Junk"_s; }

} // namespace

QStringList ownAddresses(const QList<model::Account>& accounts, const QList<model::Identity>& identities) {
    QStringList own;
    for (const model::Account& account : accounts)
        own.append(account.email);
    for (const model::Identity& identity : identities) {
        if (identity.addressProof != model::Proof::Unproven)
            own.append(identity.address);
        if (!identity.replyTo.isEmpty() && identity.replyToProof != model::Proof::Unproven)
            own.append(identity.replyTo);
    }
    own.removeAll(QString());
    own.removeDuplicates();
    return own;
}

Result<FilterPlaces> FilterPlaces::load(store::Reader& reader, AccountId account) {
    FilterPlaces places;
    places.m_account = account;
    TRY(places.m_mailboxes, reader.mailboxes(account));
    TRY(const QList<model::Account> accounts, reader.accounts());
    TRY(const QList<model::Identity> identities, reader.identities());
    places.m_own = ownAddresses(accounts, identities);
    QSet<QString> names, verified;
    for (const model::Mailbox& mailbox : std::as_const(places.m_mailboxes)) {
        if (mailbox.selectable)
            names.insert(mailbox.name);
    }
    for (const QString& address : ownAddresses({}, identities)) // an account's address is no proof of itself where it sends through another (S20)
        verified.insert(model::mailboxKey(address));
    if (!places.m_mailboxes.isEmpty()) // an account that has not been listed yet: nothing is known of them
        places.m_surroundings.mailboxes = names;
    places.m_surroundings.verified = verified;
    return places;
}

const model::Mailbox* FilterPlaces::named(const QString& name) const {
    const auto found = std::find_if(m_mailboxes.begin(), m_mailboxes.end(), [&](const model::Mailbox& m) {
        return m.name == name || (m.specialUse == SpecialUse::Inbox && m.name.compare(name, Qt::CaseInsensitive) == 0);
    });
    return found == m_mailboxes.end() ? nullptr : &*found;
}

const model::Mailbox* FilterPlaces::byId(MailboxId id) const {
    const auto found = std::find_if(m_mailboxes.begin(), m_mailboxes.end(), [id](const model::Mailbox& m) { return m.id == id; });
    return found == m_mailboxes.end() ? nullptr : &*found;
}

const model::Mailbox* FilterPlaces::withUse(SpecialUse use) const {
    const auto found = std::find_if(m_mailboxes.begin(), m_mailboxes.end(), [use](const model::Mailbox& m) { return m.specialUse == use && m.selectable; });
    return found == m_mailboxes.end() ? nullptr : &*found;
}

const model::Mailbox* FilterPlaces::placeOf(SpecialUse use) const {
    const QString name = usualName(use);
    const model::Mailbox* found = withUse(use);
    if (found == nullptr)
        found = named(name);
    return found != nullptr ? found : named(u"INBOX/"_s + name);
}

bool FilterPlaces::isJunkOrTrash(MailboxId id) const {
    const model::Mailbox* mailbox = byId(id);
    if (mailbox == nullptr)
        return false;
    return mailbox->specialUse == SpecialUse::Junk || mailbox->specialUse == SpecialUse::Trash || placeOf(SpecialUse::Junk) == mailbox ||
           placeOf(SpecialUse::Trash) == mailbox;
}

Result<std::optional<MailboxId>> FilterPlaces::placeFor(store::Store& store, const model::FilterAction& action) {
    const model::Mailbox* mailbox = nullptr;
    switch (action.verb) {
    case FilterVerb::Move:
    case FilterVerb::Copy: mailbox = named(action.target); break;
    case FilterVerb::Junk: mailbox = placeOf(SpecialUse::Junk); break;
    case FilterVerb::Delete: mailbox = placeOf(SpecialUse::Trash); break;
    default: return std::optional<MailboxId>();
    }
    if (mailbox == nullptr && (action.verb == FilterVerb::Junk || action.verb == FilterVerb::Delete))
        return makeFor(store, action.verb == FilterVerb::Junk ? SpecialUse::Junk : SpecialUse::Trash);
    if (mailbox == nullptr || !mailbox->selectable || !mailbox->allows('i'))
        return std::optional<MailboxId>();
    return std::optional(mailbox->id);
}

Result<std::optional<MailboxId>> FilterPlaces::makeFor(store::Store& store, SpecialUse use) {
    NewMailboxName chosen;
    TRY(chosen, newMailboxName(m_mailboxes, usualName(use)));
    TRY(const MailboxId id, store.createMailbox(m_account, chosen.name, chosen.wireName, chosen.delimiter));
    model::Mailbox mailbox;
    mailbox.id = id;
    mailbox.account = m_account;
    mailbox.name = chosen.name;
    mailbox.specialUse = use;
    m_mailboxes.append(mailbox);
    return std::optional(id);
}

} // namespace tributary::sync
