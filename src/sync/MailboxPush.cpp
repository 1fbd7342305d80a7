// SPDX-License-Identifier: GPL-3.0-or-later
// PushRunner's mailboxes: CREATE, RENAME, DELETE, SUBSCRIBE (RFC 9051 6.3.4 to 6.3.8). Each may be sent again after a cut: a
// CREATE of what is there and a DELETE of what is not are done.
#include "sync/PushRunner.h"

#include "base/WritePoint.h"

namespace tributary::sync {

using store::MailboxPushKind;
using store::PushTable;

namespace {

imap::Command commandOf(const store::MailboxPush& row) {
    switch (row.kind) {
    case MailboxPushKind::Create: return imap::command::create(row.wireName);
    case MailboxPushKind::Rename: return imap::command::rename(row.wireName, row.newWireName);
    case MailboxPushKind::Delete: return imap::command::remove(row.wireName);
    case MailboxPushKind::Subscribe: return imap::command::subscribe(row.wireName);
    case MailboxPushKind::Unsubscribe: return imap::command::unsubscribe(row.wireName);
    }
    return imap::command::noop();
}

/// RFC 5530: the wish has come true already, by a run that was cut or by another client.
bool isDoneAlready(MailboxPushKind kind, const imap::StatusResponse& response) {
    const QByteArray& code = response.code.name;
    return (kind == MailboxPushKind::Create && code == "ALREADYEXISTS") ||
           (kind == MailboxPushKind::Delete && code == "NONEXISTENT");
}

} // namespace

Status PushRunner::pushMailbox(const store::MailboxPush& row) {
    if (row.sent && (row.kind == MailboxPushKind::Create || row.kind == MailboxPushKind::Rename ||
                     row.kind == MailboxPushKind::Delete)) {
        // Where a server gives no codes, only a look tells whether the cut command was done.
        const bool isRename = row.kind == MailboxPushKind::Rename;
        TRY(const auto there, uidNextOf(isRename ? row.newWireName : row.wireName));
        if (there.has_value() != (row.kind == MailboxPushKind::Delete)) {
            ++m_outcome.pushed;
            m_outcome.mailboxesChanged = true;
            return m_context.store.confirmMailbox(row.row);
        }
    }
    // A selected mailbox cannot be deleted or renamed on many servers.
    if (m_connection.session().state() == imap::State::Selected && m_connection.has("UNSELECT")) {
        TRY(const auto unselected, m_connection.run(imap::command::unselect()));
        (void)unselected;
    }
    m_selectedId = {};
    TRY(const bool marked, markSent(PushTable::Mailbox, {row.row}));
    if (!marked)
        return {};
    TRY(const auto response, m_connection.run(commandOf(row)));
    passWritePoint("push.mailbox.answered");
    if (!response.isOk() && !isDoneAlready(row.kind, response))
        return takeRefusal(PushTable::Mailbox, {row.row}, response, "mailbox");
    if (row.kind == MailboxPushKind::Create) { // what is made is meant to be seen by other clients too
        TRY(const auto subscribed, m_connection.run(imap::command::subscribe(row.wireName)));
        (void)subscribed;
    }
    ++m_outcome.pushed;
    m_outcome.mailboxesChanged = true;
    return m_context.store.confirmMailbox(row.row);
}

} // namespace tributary::sync
