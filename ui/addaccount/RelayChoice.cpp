// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/addaccount/RelayChoice.h"

#include <algorithm>

namespace tributary::ui {

RelayChoice::RelayChoice(QWidget* parent) : QComboBox(parent) {
    setObjectName(QStringLiteral("relay"));
    addItem(tr("Its own server"), 0);
}

void RelayChoice::offer(const engine::Engine& engine, AccountId self, std::optional<AccountId> chosen) {
    for (const model::AccountSnapshot& other : engine.accounts()) {
        if (other.account.id != self && !other.account.relay && !other.account.outgoing.host.isEmpty())
            addItem(tr("The server of %1").arg(other.account.email), other.account.id.value);
    }
    setCurrentIndex(std::max(0, findData(chosen ? chosen->value : 0)));
}

std::optional<AccountId> RelayChoice::relay() const {
    const qint64 id = currentData().toLongLong();
    return id > 0 ? std::optional(AccountId(id)) : std::nullopt;
}

} // namespace tributary::ui
