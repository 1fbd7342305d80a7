// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/Purge.h"

#include "base/Clock.h"
#include "store/detail/AccountTable.h"
#include "store/detail/MailboxTable.h"
#include "store/detail/MessageTable.h"

namespace tributary::store::detail {

namespace {
constexpr std::chrono::milliseconds kStep{100};
constexpr int kBatch = 50;
} // namespace

Result<bool> purgeSome(Connection& connection, SearchIndex& index) {
    MailboxTable mailboxes(connection);
    MessageTable messages(connection);
    const auto until = Clock::system().now() + kStep;
    while (const auto mailbox = mailboxes.firstDoomed()) {
        const QList<qint64> ids = messages.someIds(*mailbox, kBatch);
        for (const qint64 id : ids) {
            index.remove(id);
            messages.erase(id);
        }
        if (ids.isEmpty())
            mailboxes.erase(*mailbox);
        if (Clock::system().now() >= until)
            return true;
    }
    AccountTable accounts(connection);
    for (const AccountId account : accounts.doomed())
        accounts.erase(account);
    return false;
}

} // namespace tributary::store::detail
