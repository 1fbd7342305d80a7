// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes may be called prefs.js: nothing of them gets further than a line of text, and no port or number out of its range.
#include "Require.h"
#include "accounts/Thunderbird.h"

using namespace tributary;
using namespace tributary::accounts;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto prefs = parsePrefs(QByteArrayView(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size)), QLatin1StringView("mail."));
    if (!prefs)
        return 0;
    const ForeignAccounts found = accountsOfPrefs(*prefs, [](const QString&) { return QByteArray("signature"); });
    for (const PortableAccount& one : found.accounts) {
        const model::Account& account = one.account;
        require(!one.identities.isEmpty() && !account.email.isEmpty());
        for (const QString& text : {account.email, account.name, account.displayName, account.replyTo, account.incoming.host, account.incoming.user,
                                    account.outgoing.host, account.outgoing.user})
            require(isOneLine(text) && text.size() <= 1000);
        require(account.incoming.port != 0);
        require(one.relay.isEmpty() || account.outgoing.host.isEmpty());
    }
    for (const SkippedAccount& one : found.skipped)
        require(isOneLine(one.name) && isOneLine(one.detail));
    return 0;
}
