// SPDX-License-Identifier: GPL-3.0-or-later
// PushRunner's mailboxes: CREATE, RENAME, DELETE, SUBSCRIBE (RFC 9051 6.3.4 to 6.3.8). Each may be sent again after a cut: a
// CREATE of what is there and a DELETE of what is not are done. What is renamed and deleted is the mailbox that the user saw,
// and nothing that has its name by now.
#include "sync/LeavingFetch.h"
#include "sync/MailboxProof.h"
#include "sync/PushRunner.h"

#include "base/WritePoint.h"

namespace tributary::sync {

using store::MailboxPush;
using store::MailboxPushKind;
using store::PushTable;

namespace {

imap::Command commandOf(const MailboxPush& row) {
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

Error isAnother(const QByteArray& wireName) {
    return {ErrorKind::Refused, ErrorCode::MailboxMissing, {},
            QStringLiteral("%1 is another mailbox now").arg(QString::fromUtf8(wireName))};
}

} // namespace

Status PushRunner::pushMailbox(const MailboxPush& row) {
    if (row.ifEmpty)
        return pushLevel(row);
    switch (row.kind) {
    case MailboxPushKind::Create: {
        TRY(const auto there, row.sent ? statusOf(row.wireName) : Result<std::optional<imap::StatusData>>(std::nullopt));
        return there ? finishMailbox(row) : sayMailbox(row);
    }
    case MailboxPushKind::Rename: return pushRename(row);
    case MailboxPushKind::Delete: return row.wireName.isEmpty() ? finishMailbox(row) : pushDelete(row);
    case MailboxPushKind::Subscribe:
    case MailboxPushKind::Unsubscribe: break;
    }
    return sayMailbox(row);
}

Status PushRunner::sayMailbox(const MailboxPush& row) {
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
    if (response.isOk() || isDoneAlready(row.kind, response))
        return finishMailbox(row);
    TRY(const bool again, row.kind == MailboxPushKind::Create ? Result<bool>(false) : relistAfter(response));
    return again ? Status() : takeRefusal(PushTable::Mailbox, {row.row}, response, "mailbox");
}

Status PushRunner::finishMailbox(const MailboxPush& row) {
    if (row.kind == MailboxPushKind::Create) { // what is made is meant to be seen by other clients too
        TRY(const auto subscribed, m_connection.run(imap::command::subscribe(row.wireName)));
        (void)subscribed;
    } else if (row.kind == MailboxPushKind::Rename) {
        TRY_STATUS(carrySubscriptions(row));
    }
    ++m_outcome.pushed;
    m_outcome.mailboxesChanged = true;
    return m_context.store.confirmMailbox(row.row);
}

/// RFC 9051 6.3.6: a RENAME leaves them under the old names.
Status PushRunner::carrySubscriptions(const MailboxPush& row) {
    TRY(const auto all, m_context.reader.serverMailboxes(m_context.account.id));
    QList<imap::CommandId> said;
    for (const store::ServerMailbox& one : all) {
        const bool isBelow = one.mailbox.delimiter != 0 && one.wireName.startsWith(QByteArray(row.wireName + one.mailbox.delimiter));
        if (!one.mailbox.subscribed || one.isLeaving || (one.wireName != row.wireName && !isBelow))
            continue;
        TRY(const auto on, m_connection.send(imap::command::subscribe(row.newWireName + one.wireName.mid(row.wireName.size()))));
        TRY(const auto off, m_connection.send(imap::command::unsubscribe(one.wireName)));
        said << on << off;
    }
    for (const imap::CommandId id : std::as_const(said)) {
        TRY(const auto response, m_connection.await(id));
        (void)response; // the rename is done in any case
    }
    return {};
}

Result<std::optional<imap::StatusData>> PushRunner::statusOf(const QByteArray& wireName) {
    imap::StatusData found;
    TRY(const auto response,
        m_connection.run(imap::command::status(wireName, {"MESSAGES", "UIDNEXT", "UIDVALIDITY"}), [&](imap::Event& event) -> Status {
            if (const auto* data = std::get_if<imap::StatusData>(&event); data && data->wireName == wireName)
                found = *data;
            else
                m_selected.take(event);
            return {};
        }));
    return response.isOk() ? std::optional(found) : std::nullopt;
}

/// A name that is only there because of what is below it (RFC 3501 6.3.4) is none.
Result<bool> PushRunner::isMailbox(const QByteArray& wireName) {
    bool found = false;
    imap::command::ListOptions options;
    options.pattern = wireName;
    TRY(const auto response, m_connection.run(imap::command::list(options), [&](imap::Event& event) -> Status {
            const auto* data = std::get_if<imap::ListData>(&event);
            if (data && data->wireName == wireName) {
                found = !data->attributes.contains(QLatin1String("\\NonExistent"), Qt::CaseInsensitive) &&
                        !data->attributes.contains(QLatin1String("\\Noselect"), Qt::CaseInsensitive);
            }
            return {};
        }));
    return found || !response.isOk();
}

/// As the cache has it, hidden or not; its UIDVALIDITY is what tells it from others.
Result<std::optional<model::Mailbox>> PushRunner::meantBy(const MailboxPush& row) {
    TRY(const auto all, m_context.reader.serverMailboxes(m_context.account.id));
    for (const store::ServerMailbox& one : all) {
        if (one.mailbox.id == row.mailbox)
            return std::optional(one.mailbox);
    }
    return std::optional<model::Mailbox>();
}

Result<PushRunner::Standing> PushRunner::standingOf(const MailboxPush& row, const std::optional<model::Mailbox>& meant,
                                                    const std::optional<imap::StatusData>& status) {
    const UidValidity known = meant ? meant->uidValidity : UidValidity();
    bool isOther = status && status->uidValidity && known.isValid() && *status->uidValidity != known;
    if (status && !isOther && meant && isKnownById(*meant)) {
        m_selectedId = {};
        TRY(const auto ids, MailboxProof(m_context, m_connection).ids({row.wireName}));
        isOther = ids.value(row.wireName, meant->mailboxId) != meant->mailboxId;
    }
    if (status && !isOther)
        return Standing::Meant;
    if (!m_listed && meant && meant->selectable) {
        TRY_STATUS(relist());
        return Standing::Settled; // the queue is read again
    }
    if (!isOther)
        return Standing::Meant; // the server says what it thinks of it
    TRY_STATUS(refuse(PushTable::Mailbox, {row.row}, isAnother(row.wireName)));
    return Standing::Settled;
}

Status PushRunner::pushRename(const MailboxPush& row) {
    TRY(const auto meant, meantBy(row));
    TRY(const auto old, statusOf(row.wireName));
    if (row.sent) { // where a server gives no codes, only a look tells whether the cut command was done
        TRY(const auto renamed, statusOf(row.newWireName));
        const bool isIt = renamed && meant && meant->uidValidity.isValid() && renamed->uidValidity == meant->uidValidity;
        if (isIt || (renamed && !old))
            return finishMailbox(row);
    }
    TRY(const Standing standing, standingOf(row, meant, old));
    return standing == Standing::Meant ? sayMailbox(row) : Status();
}

/// What is there and not here is fetched before: undo would have lost it, and nobody has seen it.
Status PushRunner::pushDelete(const MailboxPush& row) {
    constexpr int kLooks = 3; // mail may keep coming
    TRY(const auto meant, meantBy(row));
    LeavingFetch leaving(m_context, m_connection, row.mailbox, row.wireName);
    Uid uidNext = meant ? meant->uidNext : Uid();
    for (int look = 0; look <= kLooks; ++look) {
        TRY(const auto status, statusOf(row.wireName));
        TRY(const Standing standing, standingOf(row, meant, status));
        if (standing == Standing::Settled)
            return {};
        if (!status && row.sent) { // where a server gives no codes, only a look tells whether the cut command was done
            TRY(const bool isThere, isMailbox(row.wireName));
            if (!isThere)
                return finishMailbox(row);
        }
        if (!status || (look > 0 && status->uidNext && *status->uidNext == uidNext))
            return sayMailbox(row);
        TRY(const auto here, m_context.reader.leavingMessages(row.mailbox));
        if (leaving.isAllHere(*status, here, uidNext))
            return sayMailbox(row);
        if (m_context.demands->metered) {
            wait(PushTable::Mailbox, {row.row});
            return {};
        }
        m_selectedId = {};
        const auto kept = leaving.run(here);
        if (!kept && kept.error().code == ErrorCode::NotFound)
            return {}; // the user has taken it back
        if (!kept && kept.error().kind != ErrorKind::Refused)
            return failure(kept.error());
        if (!kept || !*kept)
            break;
        uidNext = leaving.uidNext();
    }
    return refuse(PushTable::Mailbox, {row.row}, {ErrorKind::Refused, ErrorCode::Unsupported, {},
                                                  QStringLiteral("the mailbox has mail that is not here and could not be kept for undo")});
}

} // namespace tributary::sync
