// SPDX-License-Identifier: GPL-3.0-or-later
// PushRunner's look for UIDs: where COPYUID or APPENDUID did not tell them, an intent waits for the mailbox's sync. That never
// comes for a mailbox which is not among the chosen ones, so it is looked into for those messages alone, by their Message-ID.
// The rows come in as a sync would bring them, and find what waits for them.
#include "sync/HeaderFetch.h"
#include "sync/PushRunner.h"
#include "sync/UidSets.h"

#include "base/Log.h"

namespace tributary::sync {

using store::MoveKind;
using store::PushTable;

Result<bool> PushRunner::findUids(const store::PushQueue& queue) {
    TRY(const auto sought, gatherSought(queue));
    for (const auto& [id, what] : sought) {
        TRY(const auto found, mailbox(MailboxId(id)));
        m_lookedInto.insert(id);
        TRY_STATUS(lookInto(*found, what));
        for (const qint64 row : what.moves)
            m_waiting.remove({static_cast<int>(PushTable::Move), row});
        for (const qint64 row : what.flags)
            m_waiting.remove({static_cast<int>(PushTable::Flag), row});
    }
    return !sought.empty();
}

Result<std::map<qint64, PushRunner::Sought>> PushRunner::gatherSought(const store::PushQueue& queue) {
    std::map<qint64, Sought> sought;
    const auto isToBeLookedInto = [this](MailboxId id) -> Result<bool> {
        if (m_lookedInto.contains(id.value))
            return false;
        TRY(const auto found, mailbox(id));
        const bool isSynchronised = found && matchesGlobs(found->name, m_context.account.mailboxGlobs);
        return found && (!isSynchronised || (m_pass == Pass::AfterLists && found->listComplete));
    };
    QSet<qint64> moved;    // messages whose first intent settles what the others wait for
    QSet<qint64> arriving; // mailboxes that something is still to be brought to
    for (const store::AppendPush& row : queue.appends) {
        moved.insert(row.message.value);
        arriving.insert(row.mailbox.value);
    }
    for (const store::MovePush& row : queue.moves)
        arriving.insert(row.destination.value);
    for (const store::MovePush& row : queue.moves) {
        const bool isFirst = !moved.contains(row.message.value);
        moved.insert(row.message.value);
        const bool waits = !row.uid.isValid() || !row.uidValidity.isValid();
        if (!isFirst || !waits || row.lost || row.messageIdHeader.isEmpty() || (row.kind == MoveKind::Copy && arriving.contains(row.source.value)))
            continue;
        TRY(const bool look, isToBeLookedInto(row.source));
        if (!look)
            continue;
        sought[row.source.value].moves.append(row.row);
        sought[row.source.value].messageIds.insert(row.messageIdHeader);
    }
    for (const store::FlagPush& row : queue.flags) {
        if (row.uid.isValid() || moved.contains(row.message.value) || row.messageIdHeader.isEmpty())
            continue;
        TRY(const bool look, isToBeLookedInto(row.mailbox));
        if (!look)
            continue;
        sought[row.mailbox.value].flags.append(row.row);
        sought[row.mailbox.value].messageIds.insert(row.messageIdHeader);
    }
    return sought;
}

Status PushRunner::lookInto(const model::Mailbox& mailbox, const Sought& sought) {
    TRY(const bool fits, select(mailbox, mailbox.uidValidity));
    if (m_selectedId != mailbox.id || !m_selected.uidValidity.isValid())
        return {}; // not now: it waits
    if (!fits) { // never looked at, or its UIDs of before mean nothing any more
        store::MailboxDelta delta;
        delta.mailbox = mailbox.id;
        delta.uidValidity = m_selected.uidValidity;
        delta.reset = true;
        delta.listComplete = false;
        delta.synced = false;
        TRY_STATUS(m_context.store.apply(std::move(delta)));
        m_mailboxes.remove(mailbox.id.value);
    }
    TRY(const bool sure, listFound(mailbox, sought.messageIds));
    return sure ? settleNotFound(sought) : Status();
}

/// True: what has no UID after this is not in the mailbox.
Result<bool> PushRunner::listFound(const model::Mailbox& mailbox, const QSet<QByteArray>& messageIds) {
    using imap::Command;
    imap::UidSet found;
    bool sure = true;
    QList<imap::CommandId> asked;
    for (const QByteArray& messageId : messageIds) {
        TRY(const auto id, m_connection.send(imap::command::uidSearchText(
                               {Command::Text{"HEADER Message-ID "}, Command::String{messageId}}, m_connection.has("ESEARCH"))));
        asked.append(id);
    }
    for (const imap::CommandId id : std::as_const(asked)) { // whichever is answered first: they are wanted together
        TRY(const auto response, m_connection.await(id, [&](imap::Event& event) -> Status {
                if (const auto* data = std::get_if<imap::SearchData>(&event))
                    found = unite(found, data->numbers);
                else
                    m_selected.take(event);
                return {};
            }));
        sure = sure && response.isOk();
    }
    if (found.count() > quint64(m_selected.exists) + 1000)
        return failure(ErrorKind::Protocol, ErrorCode::UnexpectedResponse, QStringLiteral("SEARCH finds more than EXISTS"));
    TRY(const auto ranges, m_context.reader.knownUids(mailbox.id));
    imap::UidSet known;
    for (const auto& [first, last] : ranges)
        known.add(first.value, last.value);
    const imap::UidSet missing = minus(found, known);
    // One that stands here under its UID already may be the one that is meant: nothing is ended because of it.
    sure = sure && both(found, known).isEmpty();
    if (missing.isEmpty())
        return sure;
    HeaderFetch fetch(m_context, m_connection, m_selected, mailbox.id);
    fetch.setAdjust([](store::NewMessage& row) { row.bodyWanted = false; }); // of a mailbox that is not kept
    TRY(const auto outcome, fetch.fetch(missing, {}));
    qCInfo(lcSync) << "looked into mailbox" << mailbox.id.value << "for" << messageIds.size() << "messages, found"
                   << outcome.received.count();
    return sure && outcome.received.count() == missing.count();
}

/// Another client has taken it away: that stands, and what an undo was about comes back from the cache.
Status PushRunner::settleNotFound(const Sought& sought) {
    TRY(const store::PushQueue queue, m_context.reader.pushQueue(m_context.account.id, 1'000'000));
    Rows moves;
    for (const store::MovePush& row : queue.moves) {
        if (sought.moves.contains(row.row) && !row.uid.isValid())
            moves.append(row.row);
    }
    if (!moves.isEmpty())
        TRY_STATUS(m_context.store.dropMoves(moves));
    Rows flags;
    for (const store::FlagPush& row : queue.flags) {
        if (sought.flags.contains(row.row) && !row.uid.isValid())
            flags.append(row.row);
    }
    return flags.isEmpty() ? Status()
                           : refuse(PushTable::Flag, flags, {ErrorKind::Refused, ErrorCode::NotFound, {}, QStringLiteral("the message, on the server")});
}

} // namespace tributary::sync
