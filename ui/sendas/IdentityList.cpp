// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sendas/IdentityList.h"

#include <algorithm>
#include <iterator>

namespace tributary::ui {

IdentityList::IdentityList(engine::Engine& engine, QObject* parent) : QObject(parent), m_engine(engine) {
    connect(&m_engine, &engine::Engine::storeChanged, this, [this](const QList<model::StoreChange>& changes) {
        if (std::any_of(changes.begin(), changes.end(), [](const model::StoreChange& c) { return std::holds_alternative<model::IdentitiesChanged>(c); }))
            load();
    });
    connect(&m_engine, &engine::Engine::accountsChanged, this, &IdentityList::load);
    load();
}

/// The engine answers in the order of the calls: the last answer is the newest.
void IdentityList::load() {
    m_engine.loadIdentities(this, [this](const Result<QList<model::Identity>>& identities) {
        if (!identities) {
            Q_EMIT failed(identities.error());
            return;
        }
        m_all = *identities;
        Q_EMIT loaded();
    });
}

QList<model::Identity> IdentityList::of(AccountId account) const {
    QList<model::Identity> some;
    std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(some), [account](const model::Identity& one) { return one.account == account; });
    return some;
}

std::optional<model::Identity> IdentityList::find(IdentityId id) const {
    const auto it = std::find_if(m_all.begin(), m_all.end(), [id](const model::Identity& one) { return one.id == id; });
    return it == m_all.end() ? std::nullopt : std::optional(*it);
}

QList<model::Account> IdentityList::accounts() const {
    QList<model::Account> accounts;
    for (const model::AccountSnapshot& snapshot : m_engine.accounts())
        accounts.append(snapshot.account);
    return accounts;
}

model::Account IdentityList::account(AccountId id) const {
    for (const model::AccountSnapshot& snapshot : m_engine.accounts()) {
        if (snapshot.account.id == id)
            return snapshot.account;
    }
    return {};
}

} // namespace tributary::ui
