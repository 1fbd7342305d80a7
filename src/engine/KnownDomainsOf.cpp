// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/KnownDomainsOf.h"

namespace tributary::engine {

content::KnownDomains knownDomainsOf(store::Reader& reader) {
    constexpr int kMost = 500;
    QStringList domains;
    // Without the list there are fewer warnings; the message is read all the same.
    const auto accounts = reader.accounts();
    for (const model::Account& account : accounts.value_or(QList<model::Account>()))
        domains.append({model::domainOf(account.email), model::domainOf(account.from)});
    const auto contacts = reader.contacts({}, kMost);
    for (const model::Contact& one : contacts.value_or(QList<model::Contact>())) {
        if (one.sentCount > 0)
            domains.append(model::domainOf(one.address));
    }
    domains.append(content::oftenImitatedDomains());
    domains.removeAll(QString());
    domains.removeDuplicates();
    // The same for one message after the other.
    static thread_local QStringList lastDomains;
    static thread_local content::KnownDomains last;
    if (domains != lastDomains) {
        last = content::KnownDomains(domains);
        lastDomains = domains;
    }
    return last;
}

} // namespace tributary::engine
