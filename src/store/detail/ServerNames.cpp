// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/ServerNames.h"

#include "store/detail/MailboxTable.h"

#include <algorithm>

namespace tributary::store::detail {

QByteArray renamedName(const QByteArray& name, const QByteArray& from, const QByteArray& to, char delimiter) {
    const bool isBelow = delimiter != 0 && name.startsWith(QByteArray(from + delimiter));
    return name == from || isBelow ? QByteArray(to + name.mid(from.size())) : name;
}

ServerNames::ServerNames(Connection& connection, AccountId account)
    : m_connection(connection), m_account(account), m_queued(MailboxPushTable(connection).ofAccount(account)) {}

QByteArray ServerNames::atServer(QByteArray wireName, char delimiter, qint64 before) const {
    for (auto it = m_queued.crbegin(); it != m_queued.crend(); ++it) {
        if (it->kind == MailboxPushKind::Rename && (before < 0 || it->row < before))
            wireName = renamedName(wireName, it->newWireName, it->wireName, delimiter);
    }
    return wireName;
}

QByteArray ServerNames::here(QByteArray wireName, char delimiter) const {
    for (const MailboxIntent& intent : m_queued) {
        if (intent.kind == MailboxPushKind::Rename)
            wireName = renamedName(wireName, intent.wireName, intent.newWireName, delimiter);
    }
    return wireName;
}

bool ServerNames::isMade(MailboxId mailbox) const {
    return std::any_of(m_queued.begin(), m_queued.end(), [&](const MailboxIntent& intent) {
        return intent.kind == MailboxPushKind::Create && intent.mailbox == mailbox;
    });
}

QList<ServerMailbox> ServerNames::mailboxes() {
    MailboxTable table(m_connection);
    QList<ServerMailbox> all;
    for (const model::Mailbox& mailbox : table.all(m_account)) {
        if (!isMade(mailbox.id))
            all.append({mailbox, atServer(mailbox.wireName, mailbox.delimiter), false});
    }
    for (const MailboxIntent& intent : std::as_const(m_queued)) {
        if (intent.kind != MailboxPushKind::Delete || intent.wireName.isEmpty())
            continue;
        if (const auto hidden = table.hidden(intent.mailbox))
            all.append({*hidden, atServer(intent.wireName, hidden->delimiter, intent.row), true});
    }
    return all;
}

} // namespace tributary::store::detail
