// SPDX-License-Identifier: GPL-3.0-or-later
// PushRunner's appends: messages that the cache has and the server shall get (undo of an expunge or of a mailbox's deletion,
// later drafts and sent copies). In batches, each on its way as one. After a cut nobody knows which of them the server has:
// they are looked for by their Message-ID above the UIDNEXT from before the batch, until they are sent again.
#include "sync/PushRunner.h"
#include "sync/UidSets.h"

#include "base/WritePoint.h"

#include <QTimeZone>

#include <algorithm>

namespace tributary::sync {

using store::AppendPush;
using store::PushTable;

namespace {

constexpr qint64 kBatchBytes = 4LL << 20; // in memory, and under way
constexpr qsizetype kBatchMessages = 100; // what is looked for after a cut

imap::command::AppendedMessage messageOf(const AppendPush& row, const QByteArray& raw) {
    const QDateTime date = row.internalDateMs > 0 ? QDateTime::fromMSecsSinceEpoch(row.internalDateMs, Qt::UTC) : QDateTime();
    return {model::flagWords(row.flags), date, raw};
}

/// RFC 4315 3, in the order of the messages; a UID below that cannot be such a message's (SRV7): the sync finds them.
QList<Uid> appendedUids(const imap::ResponseCode& code, qsizetype count, Uid next) {
    QList<Uid> uids;
    if (code.name == "APPENDUID") {
        for (const imap::UidRange& range : code.destinationOrder.isEmpty() ? code.destinationUids.ranges() : code.destinationOrder) {
            for (quint64 uid = range.first; uid <= range.last && uids.size() <= count; ++uid)
                uids.append(Uid(static_cast<quint32>(uid)));
        }
    }
    const bool isBelieved = uids.size() == count && std::all_of(uids.begin(), uids.end(), [&](Uid uid) { return uid >= next; });
    return isBelieved ? uids : QList<Uid>(count);
}

} // namespace

Status PushRunner::pushAppends(const QList<AppendPush>& rows) {
    std::map<qint64, QList<AppendPush>> byMailbox;
    for (const AppendPush& row : rows)
        byMailbox[row.mailbox.value].append(row);
    for (const auto& [id, ofMailbox] : byMailbox) {
        TRY(const auto destination, mailbox(MailboxId(id)));
        if (destination) {
            TRY_STATUS(appendInto(*destination, ofMailbox));
            continue;
        }
        for (const AppendPush& row : ofMailbox)
            wait(PushTable::Append, {row.row});
    }
    return {};
}

Status PushRunner::appendInto(const model::Mailbox& mailbox, QList<AppendPush> rows) {
    TRY_STATUS(findAppended(mailbox, rows));
    while (!rows.isEmpty()) {
        TRY(const AppendBatch batch, takeBatch(rows));
        if (batch.isEmpty())
            continue;
        TRY(const auto next, uidNextOf(mailbox.wireName));
        Rows ids;
        for (const Appending& one : batch)
            ids.append(one.row.row);
        if (!next) {
            for (const AppendPush& row : std::as_const(rows))
                ids.append(row.row);
            return refuse(PushTable::Append, ids, {ErrorKind::Refused, ErrorCode::MailboxMissing, {}, mailbox.name});
        }
        TRY(const bool marked, markSent(PushTable::Append, ids, *next));
        if (!marked)
            return {};
        TRY_STATUS(sendBatch(mailbox, batch));
    }
    return {};
}

Status PushRunner::findAppended(const model::Mailbox& mailbox, QList<AppendPush>& rows) {
    const auto isMaybeThere = [](const AppendPush& row) { return row.sent && !row.messageIdHeader.isEmpty(); };
    if (std::none_of(rows.begin(), rows.end(), isMaybeThere))
        return {};
    TRY(const bool open, lookInto(mailbox.wireName));
    if (!open)
        return {};
    imap::UidSet taken; // the same message twice: each row has its own
    QList<store::MoveResult> found;
    for (const AppendPush& row : std::as_const(rows)) {
        if (!isMaybeThere(row) || (m_selected.uidNext.isValid() && m_selected.uidNext == row.uidNext))
            continue;
        TRY(const imap::UidSet uids, searchMessageId(row.messageIdHeader, row.uidNext));
        const imap::UidSet free = minus(uids, taken);
        if (free.isEmpty())
            continue;
        const quint32 uid = free.ranges().constFirst().first;
        taken.add(uid, uid);
        found.append({row.row, Uid(uid), m_selected.uidValidity});
    }
    rows.removeIf([&](const AppendPush& row) {
        return std::any_of(found.begin(), found.end(), [&](const store::MoveResult& result) { return result.row == row.row; });
    });
    m_outcome.pushed += static_cast<int>(found.size());
    return found.isEmpty() ? Status() : m_context.store.confirmAppends(found);
}

Result<PushRunner::AppendBatch> PushRunner::takeBatch(QList<AppendPush>& rows) {
    AppendBatch batch;
    qint64 bytes = 0;
    while (!rows.isEmpty() && batch.size() < kBatchMessages) {
        auto raw = m_context.reader.rawMessage(rows.constFirst().message);
        if (!raw && raw.error().kind == ErrorKind::Storage)
            return failure(raw.error());
        if (raw && !batch.isEmpty() && bytes + raw->size() > kBatchBytes)
            break;
        const AppendPush row = rows.takeFirst();
        if (!raw) {
            TRY_STATUS(refuse(PushTable::Append, {row.row}, {ErrorKind::Refused, ErrorCode::NotFound, {}, QStringLiteral("no body in the cache")}));
            continue;
        }
        bytes += raw->size();
        batch.append({row, std::move(*raw)});
    }
    return batch;
}

Status PushRunner::sendBatch(const model::Mailbox& mailbox, const AppendBatch& batch) {
    // Where each literal waits for the server's leave, one command for all saves nothing.
    if (batch.size() > 1 && m_connection.has("MULTIAPPEND") && m_connection.has("LITERAL+")) {
        TRY(const bool done, sendAsOne(mailbox, batch));
        if (done)
            return {};
    }
    return sendOneByOne(mailbox, batch);
}

/// False: the server wants none of them so, perhaps for the sake of one.
Result<bool> PushRunner::sendAsOne(const model::Mailbox& mailbox, const AppendBatch& batch) {
    QList<imap::command::AppendedMessage> messages;
    Rows rows;
    for (const Appending& one : batch) {
        if (one.raw.contains('\0'))
            return false; // no literal can carry it
        messages.append(messageOf(one.row, one.raw));
        rows.append(one.row.row);
    }
    TRY(const auto response, m_connection.run(imap::command::append(mailbox.wireName, messages)));
    passWritePoint("push.append.answered");
    if (!response.isOk()) {
        if (connect::statusError(response, {}).kind != ErrorKind::TemporaryRefusal)
            return false;
        TRY_STATUS(postpone(PushTable::Append, rows));
        return true;
    }
    const QList<Uid> uids = appendedUids(response.code, batch.size(), mailbox.uidNext);
    QList<store::MoveResult> results;
    for (qsizetype i = 0; i < batch.size(); ++i)
        results.append({rows[i], uids[i], response.code.uidValidity.value_or(UidValidity()), true});
    m_outcome.pushed += static_cast<int>(results.size());
    TRY_STATUS(m_context.store.confirmAppends(results));
    return true;
}

Status PushRunner::sendOneByOne(const model::Mailbox& mailbox, const AppendBatch& batch) {
    QList<std::pair<imap::CommandId, qint64>> sent;
    for (const Appending& one : batch) {
        const auto message = messageOf(one.row, one.raw);
        const auto id = m_connection.send(imap::command::append(mailbox.wireName, message.flags, message.internalDate, message.message));
        if (id)
            sent.append({*id, one.row.row});
        else if (id.error().kind == ErrorKind::InvalidInput) // no command can carry it
            TRY_STATUS(refuse(PushTable::Append, {one.row.row}, {ErrorKind::Refused, id.error().code, {}, id.error().detail}));
        else
            return failure(id.error());
    }
    TRY_STATUS(m_connection.flush());
    passWritePoint("push.append.sent");
    QList<store::MoveResult> results;
    for (const auto& [id, row] : std::as_const(sent)) {
        TRY(const auto response, m_connection.await(id));
        passWritePoint("push.append.answered");
        if (!response.isOk()) {
            TRY_STATUS(takeRefusal(PushTable::Append, {row}, response, "APPEND"));
            continue;
        }
        const Uid uid = appendedUids(response.code, 1, mailbox.uidNext).constFirst();
        results.append({row, uid, response.code.uidValidity.value_or(UidValidity()), true});
    }
    m_outcome.pushed += static_cast<int>(results.size());
    return results.isEmpty() ? Status() : m_context.store.confirmAppends(results);
}

} // namespace tributary::sync
