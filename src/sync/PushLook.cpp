// SPDX-License-Identifier: GPL-3.0-or-later
// PushRunner's look before it pushes: what is queued is meant for the mailboxes that the user saw, and another client may have
// renamed them, and given their names to new ones. One flight of STATUS, or of EXAMINE where that tells a MAILBOXID; where one is
// not what it was, LIST finds it.
#include "sync/MailboxListSync.h"
#include "sync/PushRunner.h"

#include "base/Log.h"

#include <algorithm>

namespace tributary::sync {

namespace {

QSet<qint64> mailboxesOf(const store::PushQueue& queue) {
    QSet<qint64> ids;
    for (const store::FlagPush& row : queue.flags)
        ids.insert(row.mailbox.value);
    for (const store::MovePush& row : queue.moves) {
        ids.insert(row.source.value);
        if (row.destination.isValid())
            ids.insert(row.destination.value);
    }
    for (const store::AppendPush& row : queue.appends)
        ids.insert(row.mailbox.value);
    return ids;
}

} // namespace

bool PushRunner::isKnownById(const model::Mailbox& mailbox) const {
    return !mailbox.mailboxId.isEmpty() && m_connection.has("OBJECTID");
}

/// Which mailbox a name that was never looked at stands for when the first change is brought there: should the run be cut, and
/// another client give the name to another one, the next run must know. One that is still to be made is not there.
Status PushRunner::learn(const model::Mailbox& mailbox, imap::CommandId status) {
    UidValidity validity;
    TRY(const auto response, m_connection.await(status, [&](imap::Event& event) -> Status {
            if (const auto* data = std::get_if<imap::StatusData>(&event); data && data->wireName == mailbox.wireName)
                validity = data->uidValidity.value_or(UidValidity());
            return {};
        }));
    if (!response.isOk() || !validity.isValid())
        return {};
    m_mailboxes.remove(mailbox.id.value);
    const Status kept = m_context.store.setUidValidity(mailbox.id, validity);
    return !kept && kept.error().code == ErrorCode::NotFound ? Status() : kept; // the user has deleted it
}

Status PushRunner::lookForRenamed(const store::PushQueue& queue) {
    m_validities.clear();
    m_selectedId = {};
    QList<model::Mailbox> asked;
    for (const qint64 id : mailboxesOf(queue)) {
        TRY(const auto known, mailbox(MailboxId(id)));
        if (known)
            asked.append(*known);
    }
    QList<imap::CommandId> commands;
    for (const model::Mailbox& one : std::as_const(asked)) {
        TRY(const auto command, m_connection.send(isKnownById(one) ? imap::command::examine(one.wireName)
                                                                   : imap::command::status(one.wireName, {"UIDVALIDITY"})));
        commands.append(command);
    }
    bool allThere = true;
    for (qsizetype i = 0; i < asked.size(); ++i) {
        const model::Mailbox& one = asked[i];
        if (!one.uidValidity.isValid()) {
            TRY_STATUS(learn(one, commands[i]));
            continue;
        }
        SelectedMailbox examined;
        TRY(const auto response, m_connection.await(commands[i], [&](imap::Event& event) -> Status {
                examined.take(event);
                if (const auto* data = std::get_if<imap::StatusData>(&event); data && data->uidValidity)
                    m_validities.insert(data->wireName, *data->uidValidity);
                return {};
            }));
        if (!response.isOk())
            m_refusals.insert(one.id.value, response);
        else if (isKnownById(one))
            m_validities.insert(one.wireName, examined.isOther(one) ? UidValidity() : one.uidValidity);
        allThere = allThere && response.isOk() && m_validities.value(one.wireName, one.uidValidity) == one.uidValidity;
    }
    return allThere || m_listed ? Status() : relist();
}

/// Afterwards what was read of the queue is old.
Status PushRunner::relist() {
    qCInfo(lcSync) << "a mailbox that changes are queued for is not what it was";
    m_listed = true;
    m_isOld = true;
    m_outcome.mailboxesChanged = true;
    m_selectedId = {};
    TRY(const auto listed, syncMailboxList(m_context, m_connection));
    (void)listed;
    return {};
}

/// A NO that says that a mailbox is not there (RFC 9051 7.1): renamed perhaps. True: the changes are tried again.
Result<bool> PushRunner::relistAfter(const imap::StatusResponse& response) {
    const bool isMissing = response.code.name == "TRYCREATE" || response.code.name == "NONEXISTENT";
    if (m_listed || response.isOk() || !isMissing)
        return false;
    TRY_STATUS(relist());
    return true;
}

/// Gone, also under another name: in the server's words, where it has said any.
Status PushRunner::refuseMissing(store::PushTable table, const Rows& rows, MailboxId mailbox, const QString& name) {
    Error error{ErrorKind::Refused, ErrorCode::MailboxMissing, {}, name};
    if (const auto said = m_refusals.constFind(mailbox.value); said != m_refusals.constEnd())
        error.serverText = said->text;
    return refuse(table, rows, error);
}

} // namespace tributary::sync
