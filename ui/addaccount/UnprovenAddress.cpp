// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/addaccount/UnprovenAddress.h"

namespace tributary::ui {

void findUnproven(engine::Engine& engine, AccountId account, QObject* context, std::function<void(const model::VerificationTarget&)> found) {
    engine.loadIdentities(context, [&engine, account, found = std::move(found)](const Result<QList<model::Identity>>& all) {
        QList<model::Account> accounts;
        for (const model::AccountSnapshot& snapshot : engine.accounts())
            accounts.append(snapshot.account);
        for (const model::Identity& one : all.value_or(QList<model::Identity>())) {
            if (one.account != account || !one.isDefault)
                continue;
            if (const auto target = engine::toProve(one, accounts))
                found(*target);
        }
    });
}

} // namespace tributary::ui
