// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/ManagedAccounts.h"

#include <algorithm>

namespace tributary::ui {

QList<accounts::PresetAccount> preparedAccounts(const engine::Engine& engine) {
    QList<accounts::PresetAccount> prepared;
    const QList<model::AccountSnapshot> known = engine.accounts();
    for (const accounts::PresetAccount& preset : engine.policy().accounts) {
        const bool isThere = std::any_of(known.begin(), known.end(), [&](const auto& k) { return k.account.email.compare(preset.email, Qt::CaseInsensitive) == 0; });
        if (!isThere)
            prepared.append(preset);
    }
    return prepared;
}

bool mayAddAccount(const engine::Engine& engine) {
    const engine::Policy& policy = engine.policy();
    if (policy.maxAccounts > 0 && engine.accounts().size() >= policy.maxAccounts)
        return false;
    return !policy.locks(engine::Lock::Accounts) || !preparedAccounts(engine).isEmpty();
}

} // namespace tributary::ui
