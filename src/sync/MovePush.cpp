// SPDX-License-Identifier: GPL-3.0-or-later
// PushRunner's moves and expunges (RFC 6851, 4315); copies are in CopyPush.cpp.
//
// Rules for conflicts: a message that another client has taken away meanwhile stays away (its sync finds that out); one that
// another client has flagged is moved with those flags, since the server moves it.
#include "sync/Expunging.h"
#include "sync/MoveRows.h"
#include "sync/PushRunner.h"
#include "sync/UidSets.h"

#include "base/Log.h"
#include "base/WritePoint.h"

#include <map>
#include <tuple>

namespace tributary::sync {

namespace {

using store::MoveKind;
using store::MovePush;
using store::PushTable;

} // namespace

Status PushRunner::pushMoves(const QList<MovePush>& rows) {
    std::map<std::tuple<qint64, int, qint64, quint32>, QList<MovePush>> groups;
    Rows lost;
    for (const MovePush& row : rows) { // copies first: what has been moved away cannot be copied any more
        if (row.lost && m_pass == Pass::AfterLists)
            lost.append(row.row);
        else if (row.uid.isValid() && row.uidValidity.isValid())
            groups[{row.source.value, row.kind == MoveKind::Copy ? -1 : static_cast<int>(row.kind), row.destination.value, row.uidValidity.value}].append(row);
        else
            wait(PushTable::Move, {row.row});
    }
    for (const auto& [key, group] : groups) {
        TRY_STATUS(pushMoveGroup(group));
        if (m_isOld)
            return {};
    }
    if (!lost.isEmpty())
        TRY_STATUS(m_context.store.restoreLost(lost));
    return dropOfGoneSources(rows);
}

/// What waits for a UID in a mailbox that is gone would wait for ever. One that waits for an earlier move of its message is
/// that one's to settle.
Status PushRunner::dropOfGoneSources(const QList<MovePush>& rows) {
    QSet<qint64> moved; // messages
    QList<qint64> ended;
    for (const MovePush& row : rows) {
        const bool isFirst = !moved.contains(row.message.value);
        moved.insert(row.message.value);
        if (!isFirst || row.uid.isValid() || row.lost)
            continue;
        TRY(const auto source, mailbox(row.source));
        if (!source)
            ended.append(row.row);
    }
    return ended.isEmpty() ? Status() : m_context.store.dropMoves(ended);
}

Status PushRunner::pushMoveGroup(const QList<MovePush>& group) {
    const MovePush& first = group.constFirst();
    TRY(const auto source, mailbox(first.source));
    if (!source) // another client has deleted the mailbox with its mail: it stays away; what comes back elsewhere is found again
        return m_context.store.dropMoves(rowsOf(group));
    std::optional<model::Mailbox> destination;
    if (first.kind != MoveKind::Expunge) {
        TRY(destination, mailbox(first.destination));
        if (!destination)
            return refuseMissing(PushTable::Move, rowsOf(group), first.destination, {});
    }
    TRY(const bool fits, select(*source, first.uidValidity));
    if (!fits) {
        wait(PushTable::Move, rowsOf(group));
        return {};
    }
    if (m_selected.readOnly && first.kind != MoveKind::Copy)
        return refuse(PushTable::Move, rowsOf(group), {ErrorKind::Refused, ErrorCode::ServerRefused, {}, QStringLiteral("READ-ONLY")});
    if (first.kind == MoveKind::Expunge) {
        TRY(const bool marked, markSent(PushTable::Move, rowsOf(group)));
        if (!marked)
            return {};
        if (const Status expunged = expungeUids(uidsOf(group)); !expunged) {
            return expunged.error().kind == ErrorKind::Refused ? refuse(PushTable::Move, rowsOf(group), expunged.error()) : expunged;
        }
        QList<store::MoveResult> results;
        for (const MovePush& row : group)
            results.append({row.row, {}, {}});
        m_outcome.pushed += static_cast<int>(results.size());
        return m_context.store.confirmMoves(results);
    }
    if (first.kind == MoveKind::Move && m_connection.has("MOVE"))
        return moveAtOnce(group, destination->wireName);
    return copyGroup(group, destination->wireName);
}

/// next: the least that a UID there can be. Of one that was sent before what was noted then stays: it may have come since.
/// False: an intent is no longer there.
Result<bool> PushRunner::markMoving(const QList<MovePush>& group, Uid next) {
    std::map<quint32, Rows> byNext;
    for (const MovePush& row : group)
        byNext[(row.sent ? row.destinationUidNext : next).value].append(row.row);
    for (const auto& [value, rows] : byNext) {
        TRY(const bool marked, markSent(PushTable::Move, rows, Uid(value)));
        if (!marked)
            return false;
    }
    return true;
}

/// UID MOVE may be sent again after a cut: what it has moved already is no longer under that UID.
Status PushRunner::moveAtOnce(const QList<MovePush>& group, const QByteArray& destination) {
    TRY(const auto known, mailbox(group.constFirst().destination));
    const Uid next = known ? known->uidNext : Uid();
    TRY(const bool marked, markMoving(group, next));
    if (!marked)
        return {};
    Uid before;
    if (!m_connection.has("UIDPLUS")) {
        TRY(const auto uidNext, uidNextOf(destination));
        before = uidNext.value_or(Uid());
    }
    QHash<quint32, quint32> pairs;
    UidValidity validity;
    const imap::UidSet asked = uidsOf(group);
    const auto handler = [&](imap::Event& event) -> Status {
        if (const auto* untagged = std::get_if<imap::UntaggedStatus>(&event))
            gatherPairs(untagged->status.code, asked, next, pairs, validity);
        m_selected.take(event);
        return {};
    };
    QList<QPair<imap::CommandId, imap::UidSet>> sent;
    for (const imap::UidSet& uids : piecesForWire(uidsOf(group))) {
        TRY(const auto id, m_connection.send(imap::command::uidMove(uids, destination)));
        sent.append({id, uids});
    }
    TRY_STATUS(m_connection.flush());
    passWritePoint("push.move.sent");
    QList<store::MoveResult> results;
    QList<QPair<QList<qint64>, imap::StatusResponse>> refusals; // for when all have been answered
    for (const auto& [id, uids] : std::as_const(sent)) {
        TRY(const auto response, m_connection.await(id, handler));
        gatherPairs(response.code, asked, next, pairs, validity);
        QList<qint64> refused;
        for (const MovePush& row : group) {
            if (!uids.contains(row.uid.value))
                continue;
            if (response.isOk() || pairs.contains(row.uid.value))
                results.append({row.row, Uid(pairs.value(row.uid.value)), validity});
            else
                refused.append(row.row);
        }
        if (!refused.isEmpty())
            refusals.append({refused, response});
    }
    passWritePoint("push.move.answered");
    for (const auto& [refused, response] : std::as_const(refusals)) {
        TRY(const bool again, relistAfter(response));
        if (!again && !m_isOld)
            TRY_STATUS(takeRefusal(PushTable::Move, refused, response, "MOVE"));
    }
    QList<MovePush> moved;
    std::copy_if(group.begin(), group.end(), std::back_inserter(moved), [&](const MovePush& row) {
        return std::any_of(results.begin(), results.end(), [&](const store::MoveResult& result) { return result.row == row.row; });
    });
    TRY(const QSet<qint64> gone, notArrived(moved, pairs, destination, before));
    results.removeIf([&](const store::MoveResult& result) { return gone.contains(result.row); });
    TRY_STATUS(dropVanished(moved, gone));
    m_outcome.pushed += static_cast<int>(results.size());
    return m_context.store.confirmMoves(results);
}

Status PushRunner::expungeUids(const imap::UidSet& uids) {
    return sync::expungeUids(m_connection, uids, [this](imap::Event& event) -> Status {
        m_selected.take(event);
        return {};
    });
}

} // namespace tributary::sync
