// SPDX-License-Identifier: GPL-3.0-or-later
// PushRunner's appends: a message that the cache has and the server shall get (undo of an expunge, later drafts and sent
// copies). After a cut nobody knows whether the server has it: it is looked for by its Message-ID before it is sent again.
#include "sync/PushRunner.h"

#include "base/WritePoint.h"

#include <QTimeZone>

namespace tributary::sync {

using store::PushTable;

Status PushRunner::pushAppend(const store::AppendPush& row) {
    TRY(const auto destination, mailbox(row.mailbox));
    if (!destination) {
        wait(PushTable::Append, {row.row});
        return {};
    }
    if (row.sent && !row.messageIdHeader.isEmpty()) {
        TRY(const auto examined, m_connection.run(imap::command::examine(destination->wireName), [this](imap::Event& event) -> Status {
                m_selected.take(event);
                return {};
            }));
        m_selectedId = {};
        if (examined.isOk()) {
            TRY(const imap::UidSet found, searchMessageId(row.messageIdHeader, row.uidNext));
            if (!found.isEmpty()) {
                ++m_outcome.pushed;
                return m_context.store.confirmAppend({row.row, Uid(found.ranges().constFirst().first), destination->uidValidity});
            }
        }
    }
    auto raw = m_context.reader.rawMessage(row.message);
    if (!raw) {
        if (raw.error().kind == ErrorKind::Storage)
            return failure(raw.error());
        return refuse(PushTable::Append, {row.row}, {ErrorKind::Refused, ErrorCode::NotFound, {}, QStringLiteral("no body in the cache")});
    }
    TRY(const auto next, uidNextOf(destination->wireName));
    if (!next)
        return refuse(PushTable::Append, {row.row}, {ErrorKind::Refused, ErrorCode::MailboxMissing, {}, destination->name});
    TRY(const bool marked, markSent(PushTable::Append, {row.row}, *next));
    if (!marked)
        return {};
    const QDateTime date = row.internalDateMs > 0 ? QDateTime::fromMSecsSinceEpoch(row.internalDateMs, Qt::UTC) : QDateTime();
    TRY(const auto response,
        m_connection.run(imap::command::append(destination->wireName, model::flagWords(row.flags), date, *raw)));
    passWritePoint("push.append.answered");
    if (!response.isOk())
        return takeRefusal(PushTable::Append, {row.row}, response, "APPEND");
    Uid uid;
    if (response.code.name == "APPENDUID" && !response.code.destinationUids.isEmpty())
        uid = Uid(response.code.destinationUids.ranges().constFirst().first);
    if (uid < destination->uidNext || response.code.destinationUids.count() != 1)
        uid = {}; // it cannot be that one (SRV7): the mailbox's sync finds it
    ++m_outcome.pushed;
    return m_context.store.confirmAppend({row.row, uid, response.code.uidValidity.value_or(UidValidity())});
}

} // namespace tributary::sync
