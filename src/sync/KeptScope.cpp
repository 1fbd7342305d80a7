// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/KeptScope.h"

#include <QByteArrayList>
#include <QLocale>

namespace tributary::sync {

bool keepsAll(const model::Account& account) { return !account.syncSince.isValid() && !keepsByFlag(account); }

bool keepsByFlag(const model::Account& account) { return account.fetch.unreadOnly || account.fetch.flaggedOnly; }

QByteArray keptKeys(const model::Account& account) {
    QByteArrayList keys;
    if (account.syncSince.isValid())
        keys.append("SINCE " + QLocale::c().toString(account.syncSince, u"d-MMM-yyyy").toLatin1());
    if (account.fetch.unreadOnly && account.fetch.flaggedOnly)
        keys.append("OR UNSEEN FLAGGED");
    else if (keepsByFlag(account))
        keys.append(account.fetch.unreadOnly ? "UNSEEN" : "FLAGGED");
    return keys.isEmpty() ? QByteArray("ALL") : keys.join(' ');
}

QByteArray leftKeys(const model::Account& account) {
    if (!keepsByFlag(account)) // what every server understands
        return "BEFORE " + QLocale::c().toString(account.syncSince, u"d-MMM-yyyy").toLatin1();
    return "NOT (" + keptKeys(account) + ")";
}

bool wantsBody(const model::Account& account, qint64 internalDateMs, const Clock& clock) {
    constexpr qint64 kDay = 24LL * 3600 * 1000;
    return account.fetch.bodyDays <= 0 || internalDateMs >= clock.utcNowMs() - account.fetch.bodyDays * kDay;
}

} // namespace tributary::sync
