// SPDX-License-Identifier: GPL-3.0-or-later
// PushRunner's copies, and its moves where a server has no MOVE: COPY, then out of the source. A COPY that is said twice
// makes two messages, so it is marked before it leaves, and what an earlier run may have copied is looked for first.
#include "sync/MoveRows.h"
#include "sync/PushRunner.h"
#include "sync/UidSets.h"

#include "base/WritePoint.h"

#include <algorithm>
#include <iterator>

namespace tributary::sync {

using store::MoveKind;
using store::MovePush;
using store::PushTable;

Status PushRunner::copyGroup(QList<MovePush> group, const QByteArray& destination) {
    CopyRun run{std::move(group), destination, {}, {}, {}};
    TRY(const bool ready, findEarlierCopies(run));
    if (!ready)
        return {};
    QList<MovePush> toCopy;
    std::copy_if(run.group.begin(), run.group.end(), std::back_inserter(toCopy),
                 [&](const MovePush& row) { return !run.earlier.contains(row.row); });
    if (!toCopy.isEmpty()) {
        TRY(const bool sent, sendCopies(run, toCopy));
        if (!sent)
            return {};
    }
    return run.group.isEmpty() ? Status() : finishCopies(run);
}

/// False: the source cannot be used, the rows wait.
Result<bool> PushRunner::selectSource(const CopyRun& run) {
    const MovePush& first = run.group.constFirst();
    TRY(const auto source, mailbox(first.source));
    TRY(const bool fits, source ? select(*source, first.uidValidity) : Result<bool>(false));
    if (!fits)
        wait(PushTable::Move, rowsOf(run.group));
    return fits;
}

Result<bool> PushRunner::findEarlierCopies(CopyRun& run) {
    QList<MovePush> maybeCopied;
    std::copy_if(run.group.begin(), run.group.end(), std::back_inserter(maybeCopied), [](const MovePush& row) { return row.sent; });
    if (maybeCopied.isEmpty())
        return true;
    TRY(const Copies found, findCopied(maybeCopied, run.destination));
    run.earlier = found.uids;
    run.validity = found.validity; // whoever waits for the copy's UID needs both
    return selectSource(run);
}

/// False: nothing has left; the rows are settled or the queue is to be read again.
Result<bool> PushRunner::sendCopies(CopyRun& run, const QList<MovePush>& toCopy) {
    TRY(const auto before, uidNextOf(run.destination));
    if (!before) {
        const MailboxId destination = run.group.constFirst().destination;
        if (m_listed)
            TRY_STATUS(refuseMissing(PushTable::Move, rowsOf(run.group), destination, {}));
        else
            TRY_STATUS(relist());
        return false;
    }
    TRY(const bool marked, markSent(PushTable::Move, rowsOf(toCopy), *before));
    if (!marked)
        return false;
    const imap::UidSet asked = uidsOf(toCopy);
    TRY(const auto known, mailbox(toCopy.constFirst().destination));
    const Uid next = known ? known->uidNext : Uid();
    for (const imap::UidSet& uids : piecesForWire(asked)) {
        TRY(const auto response, m_connection.run(imap::command::uidCopy(uids, run.destination), [this](imap::Event& event) -> Status {
                m_selected.take(event);
                return {};
            }));
        passWritePoint("push.copy.answered");
        gatherPairs(response.code, asked, next, run.pairs, run.validity);
        if (!response.isOk())
            TRY_STATUS(takeCopyRefusal(run, uids, response));
        if (m_isOld)
            return false;
    }
    TRY_STATUS(dropUncopied(run, *before));
    return true;
}

Status PushRunner::takeCopyRefusal(CopyRun& run, const imap::UidSet& uids, const imap::StatusResponse& response) {
    TRY(const bool again, relistAfter(response));
    if (again)
        return {}; // what has been copied is found by the next turn
    QList<qint64> refused;
    run.group.removeIf([&](const MovePush& row) {
        const bool hit = uids.contains(row.uid.value) && !run.earlier.contains(row.row);
        if (hit)
            refused.append(row.row);
        return hit;
    });
    return takeRefusal(PushTable::Move, refused, response, "COPY");
}

/// What the server said OK to and has not copied must not leave the source.
Status PushRunner::dropUncopied(CopyRun& run, Uid before) {
    QList<MovePush> done;
    std::copy_if(run.group.begin(), run.group.end(), std::back_inserter(done),
                 [&](const MovePush& row) { return !run.earlier.contains(row.row); });
    TRY(const QSet<qint64> gone, notArrived(done, run.pairs, run.destination, before));
    run.group.removeIf([&](const MovePush& row) { return gone.contains(row.row); });
    return dropVanished(done, gone);
}

Status PushRunner::finishCopies(const CopyRun& run) {
    if (m_selectedId != run.group.constFirst().source) { // the destination was looked into
        TRY(const bool fits, selectSource(run));
        if (!fits)
            return {};
    }
    if (run.group.constFirst().kind == MoveKind::Move) {
        // Where the source cannot be emptied the message is in both now, as the server has it: the source's sync lists it.
        if (const Status expunged = expungeUids(uidsOf(run.group)); !expunged && expunged.error().kind != ErrorKind::Refused)
            return expunged;
    }
    QList<store::MoveResult> results;
    for (const MovePush& row : run.group) {
        const Uid uid = run.earlier.contains(row.row) ? run.earlier.value(row.row) : Uid(run.pairs.value(row.uid.value));
        results.append({row.row, uid, run.validity});
    }
    m_outcome.pushed += static_cast<int>(results.size());
    return m_context.store.confirmMoves(results);
}

/// OK is said to UIDs that are not there (another client has taken the message away before), and some servers say it and do
/// nothing: then the source must not be emptied. COPYUID tells (RFC 4315 3), else the destination's UIDNEXT, else a look.
/// Of one that was sent before, and cut, only a look tells: it may be there since then, or nowhere.
/// before: that UIDNEXT, where it was asked.
Result<QSet<qint64>> PushRunner::notArrived(const QList<MovePush>& rows, const QHash<quint32, quint32>& pairs,
                                            const QByteArray& destination, Uid before) {
    QSet<qint64> missing;
    QList<MovePush> unsure;
    for (MovePush row : rows) {
        if (pairs.contains(row.uid.value))
            continue;
        if (!row.sent)
            row.destinationUidNext = before;
        unsure.append(row);
    }
    if (unsure.isEmpty())
        return missing;
    const bool isRepeated = std::any_of(unsure.begin(), unsure.end(), [](const MovePush& row) { return row.sent; });
    if (!m_connection.has("UIDPLUS") && !isRepeated) {
        TRY(const auto after, uidNextOf(destination));
        const bool known = after && after->isValid() && before.isValid();
        if (!known || after->value - before.value >= static_cast<quint32>(unsure.size()))
            return missing;
    }
    TRY(const QSet<qint64> there, standThere(unsure, destination));
    for (const MovePush& row : std::as_const(unsure)) {
        const bool cannotTell = row.messageIdHeader.isEmpty() && (m_connection.has("UIDPLUS") || row.sent);
        if (!cannotTell && !there.contains(row.row))
            missing.insert(row.row);
    }
    return missing;
}

namespace {

/// As many as one SEARCH may name: servers take lines of some 8 KB (RFC 7162 4 speaks of 8192 octets).
QList<MovePush> takeForOneLine(QList<MovePush>& rows) {
    constexpr qsizetype kMost = 32, kBytes = 4000;
    qsizetype count = 0;
    qsizetype bytes = 0;
    while (count < rows.size() && count < kMost && (count == 0 || bytes + rows[count].messageIdHeader.size() <= kBytes))
        bytes += rows[count++].messageIdHeader.size();
    const QList<MovePush> part = rows.first(count);
    rows.remove(0, count);
    return part;
}

/// As many messages as there are Message-IDs, all different: with the first UID from when they were sent on, these are they.
bool isOneForEach(const QList<MovePush>& part, const imap::UidSet& found) {
    QSet<QByteArray> named;
    for (const MovePush& row : part)
        named.insert(row.messageIdHeader);
    const bool isNoted = std::all_of(part.begin(), part.end(), [](const MovePush& row) { return row.destinationUidNext.isValid(); });
    return isNoted && named.size() == part.size() && found.count() == static_cast<quint64>(part.size());
}

imap::UidSet allBelow(quint32 uid) {
    imap::UidSet below;
    if (uid > 1)
        below.add(1, uid - 1);
    return below;
}

} // namespace

Status PushRunner::dropVanished(const QList<MovePush>& rows, const QSet<qint64>& vanished) {
    for (const MovePush& row : rows) {
        if (row.kind == store::MoveKind::Move && vanished.contains(row.row))
            ++m_outcome.vanished[row.source.value];
    }
    return vanished.isEmpty() ? Status() : m_context.store.dropMoves(vanished.values());
}

/// Those from the first of their UIDNEXTs on that have one of their Message-IDs (RFC 9051 6.4.4); none: the server does not say.
Result<std::optional<imap::UidSet>> PushRunner::searchAny(const QList<MovePush>& rows) {
    using imap::Command;
    Uid from = rows.constFirst().destinationUidNext;
    QList<Command::Piece> criteria;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        from = std::min(from, rows[i].destinationUidNext);
        criteria.append(Command::Text{i + 1 < rows.size() ? " OR HEADER Message-ID " : " HEADER Message-ID "});
        criteria.append(Command::String{rows[i].messageIdHeader});
    }
    const quint32 first = std::max<quint32>(1, from.value);
    criteria.prepend(Command::Text{"UID " + QByteArray::number(first) + ":*"});
    imap::UidSet found;
    TRY(const auto response, m_connection.run(imap::command::uidSearchText(criteria, m_connection.has("ESEARCH")), [&](imap::Event& event) -> Status {
            if (const auto* data = std::get_if<imap::SearchData>(&event)) {
                for (const imap::UidRange& range : data->numbers.ranges())
                    found.add(range.first, range.last);
            } else {
                m_selected.take(event);
            }
            return {};
        }));
    if (!response.isOk())
        return std::optional<imap::UidSet>();
    return std::optional(minus(found, allBelow(first))); // n:* is the last message where n is beyond it (RFC 9051 9, seq-range)
}

Result<bool> PushRunner::lookInto(const QByteArray& wireName) {
    m_selectedId = {};
    m_selected = {};
    TRY(const auto response, m_connection.run(imap::command::examine(wireName), [this](imap::Event& event) -> Status {
            m_selected.take(event);
            return {};
        }));
    return response.isOk();
}

/// Takes the rows whose message stands in the mailbox that is open, each with its UID. withoutUids: where one SEARCH finds a
/// message for each row, that is enough, and the UIDs stay untold.
template <typename Take> Status PushRunner::seek(const QList<MovePush>& rows, bool withoutUids, Take&& take) {
    imap::UidSet taken; // several copies of one message: each row has its own
    QList<MovePush> sought;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(sought), [](const MovePush& row) { return !row.messageIdHeader.isEmpty(); });
    while (!sought.isEmpty()) {
        const QList<MovePush> part = takeForOneLine(sought);
        if (part.size() > 1) {
            TRY(const auto any, searchAny(part));
            if (any && any->isEmpty())
                continue;
            if (any && withoutUids && isOneForEach(part, *any)) {
                for (const MovePush& row : part)
                    take(row, Uid());
                continue;
            }
        }
        for (const MovePush& row : part) {
            TRY(const imap::UidSet uids, searchMessageId(row.messageIdHeader, row.destinationUidNext));
            const imap::UidSet free = minus(uids, taken);
            if (free.isEmpty())
                continue;
            const quint32 uid = free.ranges().constFirst().first;
            taken.add(uid, uid);
            take(row, Uid(uid));
        }
    }
    return {};
}

Result<PushRunner::Copies> PushRunner::findCopied(const QList<MovePush>& sent, const QByteArray& destination) {
    Copies found;
    TRY(const bool open, lookInto(destination));
    if (!open)
        return found;
    found.validity = m_selected.uidValidity;
    TRY_STATUS(seek(sent, false, [&](const MovePush& row, Uid uid) { found.uids.insert(row.row, uid); }));
    return found;
}

/// Where nobody may look, what was sent before counts as there: its source does not have it any more.
Result<QSet<qint64>> PushRunner::standThere(const QList<MovePush>& rows, const QByteArray& destination) {
    QSet<qint64> there;
    TRY(const bool open, lookInto(destination));
    if (open) {
        TRY_STATUS(seek(rows, true, [&](const MovePush& row, Uid) { there.insert(row.row); }));
        return there;
    }
    for (const MovePush& row : rows) {
        if (row.sent)
            there.insert(row.row);
    }
    return there;
}

} // namespace tributary::sync
