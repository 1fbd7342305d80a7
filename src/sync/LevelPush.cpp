// SPDX-License-Identifier: GPL-3.0-or-later
// PushRunner's levels: names above a mailbox that the server made for it (RFC 9051 6.3.4). When its making is undone they go as
// well, unless somebody has come to use them meanwhile.
#include "sync/PushRunner.h"

namespace tributary::sync {

using store::PushTable;

Status PushRunner::pushLevel(const store::MailboxPush& row) {
    TRY(const bool marked, markSent(PushTable::Mailbox, {row.row}));
    if (!marked)
        return {};
    TRY(const bool inUse, isLevelInUse(row));
    if (!inUse) {
        TRY(const auto response, m_connection.run(imap::command::remove(row.wireName)));
        // Some servers take such a name away with the last mailbox below it, and some never: neither is an error of the user's.
        if (!response.isOk() && connect::statusError(response, {}).kind == ErrorKind::TemporaryRefusal)
            return postpone(PushTable::Mailbox, {row.row});
        TRY(const auto unsubscribed, m_connection.run(imap::command::unsubscribe(row.wireName)));
        (void)unsubscribed;
        ++m_outcome.pushed;
        m_outcome.mailboxesChanged = true;
    }
    return m_context.store.confirmMailbox(row.row); // the list that follows shows what is left
}

/// Mail in it, or another mailbox below it.
Result<bool> PushRunner::isLevelInUse(const store::MailboxPush& row) {
    bool inUse = false;
    imap::command::ListOptions below;
    const QByteArray start = row.wireName + row.delimiter;
    below.pattern = start + '*';
    TRY(const auto listed, m_connection.run(imap::command::list(below), [&](imap::Event& event) -> Status {
            if (const auto* data = std::get_if<imap::ListData>(&event))
                inUse = inUse || data->wireName.startsWith(start);
            return {};
        }));
    if (!listed.isOk() || inUse)
        return true;
    TRY(const auto counted, m_connection.run(imap::command::status(row.wireName, {"MESSAGES"}), [&](imap::Event& event) -> Status {
            if (const auto* data = std::get_if<imap::StatusData>(&event); data && data->wireName == row.wireName)
                inUse = data->messages.value_or(1) > 0;
            return {};
        }));
    (void)counted; // a NO: a name that holds no mail
    return inUse;
}

} // namespace tributary::sync
