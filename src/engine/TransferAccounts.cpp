// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/TransferAccounts.h"

#include "engine/AccountPlan.h"
#include "engine/Profile.h"
#include "store/ProfileSnapshot.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

Result<ForeignAccounts> readSettings(const QString& path) {
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) {
        const bool isThere = file.exists();
        return failure(ErrorKind::InvalidInput, isThere ? ErrorCode::BadValue : ErrorCode::NotFound,
                       QString(path + u": "_s + (isThere ? u"cannot be read"_s : u"no such file"_s)));
    }
    ForeignAccounts found;
    TRY(found.accounts, accounts::parseSettingsFile(file.read(accounts::kMaxSettingsBytes + 1), path));
    return found;
}

Result<ForeignAccounts> readProfile(const QString& directory) {
    TRY(const auto reader, store::readOtherProfile(directory));
    ForeignAccounts found;
    TRY(found.accounts, portableAccounts(*reader));
    for (PortableAccount& one : found.accounts)
        one.place = directory + u": "_s + one.account.email;
    return found;
}

/// The default one is made with the account, in its likeness; the rest beside it.
Status addIdentities(store::Store& store, AccountId account, const QList<model::Identity>& identities) {
    TRY(const auto reader, store.makeReader());
    TRY(const QList<model::Identity> made, reader->identities(account));
    for (model::Identity identity : identities) {
        identity.account = account;
        const auto same = std::find_if(made.begin(), made.end(), [&](const model::Identity& one) { return one.address.compare(identity.address, Qt::CaseInsensitive) == 0; });
        if (same == made.end()) {
            TRY_STATUS(store.addIdentity(identity));
            continue;
        }
        identity.id = same->id;
        TRY_STATUS(store.updateIdentity(identity));
        if (identity.isDefault)
            TRY_STATUS(store.setDefaultIdentity(identity.id));
    }
    return {};
}

class AccountsImport {
  public:
    AccountsImport(Profile& profile, const CancelToken& cancel) : m_profile(profile), m_cancel(cancel) {}

    Status run(const QList<PortableAccount>& planned, const QList<model::Account>& known) {
        for (const model::Account& account : known)
            m_ids.insert(account.email.toLower(), account.id);
        m_known = static_cast<int>(known.size());
        for (const PortableAccount& one : planned) {
            const Status added = m_cancel.isCancelled() ? Status(failure(ErrorKind::Cancelled, ErrorCode::Cancelled)) : add(one);
            if (added)
                continue;
            for (const AccountId id : std::as_const(m_added))
                (void)m_profile.store->removeAccount(id);
            return added;
        }
        return {};
    }

  private:
    /// Switched off until it is known that it waits for its password: nothing may try to sign in meanwhile (S17).
    Status add(const PortableAccount& one) {
        model::Account account = one.account;
        const bool isDefault = account.isDefault && m_known == 0;
        const bool enabled = std::exchange(account.enabled, false);
        account.id = {};
        account.position = 0;
        account.isDefault = false;
        account.relay.reset();
        if (!one.relay.isEmpty())
            account.relay = m_ids.value(one.relay.toLower());
        const accounts::Provider* const provider = m_profile.keys->provider(account.provider);
        if (account.auth == model::AuthMethod::OAuth && !(provider && provider->signIn))
            account.auth = model::AuthMethod::Password; // nobody knows where it would sign in
        TRY(account.id, m_profile.store->addAccount(account));
        m_added.append(account.id);
        m_ids.insert(account.email.toLower(), account.id);
        const ErrorCode code = account.auth == model::AuthMethod::OAuth ? ErrorCode::SignInAgain : ErrorCode::SecretMissing;
        TRY_STATUS(m_profile.store->setAccountState(account.id, {model::AccountActivity::Disabled, Error{ErrorKind::Auth, code, {}, account.email}, 0, 0}));
        TRY_STATUS(addIdentities(*m_profile.store, account.id, one.identities));
        TRY(const auto reader, m_profile.store->makeReader());
        TRY(const QList<model::Account> all, reader->accounts());
        const auto stored = std::find_if(all.begin(), all.end(), [&](const model::Account& other) { return other.id == account.id; });
        if (stored == all.end())
            return failure(ErrorKind::Internal, ErrorCode::Bug, u"the imported account is gone"_s);
        account = *stored; // with what it says by its identity
        account.position = one.account.position;
        account.enabled = enabled;
        TRY_STATUS(m_profile.store->updateAccount(account));
        return isDefault ? m_profile.store->setDefaultAccount(account.id) : Status();
    }

    Profile& m_profile;
    const CancelToken& m_cancel;
    QHash<QString, AccountId> m_ids; ///< by address in lower case
    QList<AccountId> m_added;
    int m_known = 0;
};

} // namespace

Result<QList<PortableAccount>> portableAccounts(store::Reader& reader) {
    TRY(const QList<model::Account> accounts, reader.accounts());
    TRY(const QList<model::Identity> identities, reader.identities());
    QList<PortableAccount> portable;
    for (const model::Account& account : accounts) {
        PortableAccount one{account, {}, {}, {}};
        for (const model::Account& other : accounts) {
            if (account.relay && *account.relay == other.id)
                one.relay = other.email;
        }
        std::copy_if(identities.begin(), identities.end(), std::back_inserter(one.identities),
                     [&](const model::Identity& identity) { return identity.account == account.id; });
        portable.append(one);
    }
    return portable;
}

Result<ForeignAccounts> readAccounts(const AccountSource& source) {
    switch (source.origin) {
    case AccountOrigin::SettingsFile: return readSettings(source.path);
    case AccountOrigin::Thunderbird: return accounts::readThunderbirdProfile(source.path);
    case AccountOrigin::Profile: return readProfile(source.path);
    }
    return ForeignAccounts();
}

Result<AccountsImported> importAccounts(Profile& profile, const QList<PortableAccount>& accounts, const ImportRules& rules, const CancelToken& cancel) {
    TRY(const auto reader, profile.store->makeReader());
    TRY(const QList<model::Account> known, reader->accounts());
    AccountPlan plan = planAccounts(accounts, known, profile.policy, rules.allowNonStandardPorts);
    QStringList lines;
    for (const AccountFault& fault : std::as_const(plan.faults)) {
        lines.append(fault.place.isEmpty() ? fault.what : QString(fault.place + u": "_s + fault.what));
        plan.skipped.append({fault.email, SkipReason::NotUsable, fault.what});
    }
    if (!lines.isEmpty() && !rules.skipUnusable)
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, lines.join(u'\n'));
    TRY_STATUS(AccountsImport(profile, cancel).run(plan.accounts, known));
    AccountsImported imported{{}, plan.skipped};
    for (const PortableAccount& wanted : accounts) {
        if (std::any_of(plan.accounts.begin(), plan.accounts.end(), [&](const PortableAccount& one) { return one.account.email == wanted.account.email; }))
            imported.added.append(wanted.account.email);
    }
    return imported;
}

} // namespace tributary::engine
