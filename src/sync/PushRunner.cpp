// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/PushRunner.h"

#include "base/Log.h"
#include "sync/MessageIdSearch.h"
#include "sync/ProgressMeter.h"

#include <algorithm>

namespace tributary::sync {

namespace {

constexpr int kAtOnce = 10'000; // rows of each kind read from the store at a time

template <typename Row>
QList<Row> workable(const QList<Row>& rows, const QSet<QPair<int, qint64>>& waiting, store::PushTable table) {
    QList<Row> left;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(left),
                 [&](const Row& row) { return !waiting.contains({static_cast<int>(table), row.row}); });
    return left;
}

} // namespace

Result<PushOutcome> PushRunner::run(Pass pass) {
    m_pass = pass;
    TRY(const int total, m_context.reader.pushesWaiting(m_context.account.id));
    for (;;) {
        m_isOld = false;
        TRY(const store::PushQueue all, m_context.reader.pushQueue(m_context.account.id, kAtOnce + int(m_waiting.size())));
        const store::PushQueue queue{workable(all.mailboxes, m_waiting, store::PushTable::Mailbox), workable(all.flags, m_waiting, store::PushTable::Flag),
                                     workable(all.moves, m_waiting, store::PushTable::Move), workable(all.appends, m_waiting, store::PushTable::Append)};
        if (queue.isEmpty()) {
            TRY(const bool more, findUids(all));
            if (more)
                continue;
            break;
        }
        m_context.meter->pushing(m_outcome.pushed, total);
        m_mailboxes.clear();
        TRY_STATUS(pushAll(queue));
    }
    if (pass == Pass::AfterLists)
        TRY_STATUS(tellWaiting());
    m_outcome.postponed = static_cast<int>(m_waiting.size());
    if (m_outcome.pushed + m_outcome.refused > 0) {
        qCInfo(lcSync) << "pushed" << m_outcome.pushed << "changes, refused" << m_outcome.refused << "later"
                       << m_outcome.postponed;
    }
    return m_outcome;
}

/// Ends early when what was read of the queue has become old.
Status PushRunner::pushAll(const store::PushQueue& queue) {
    for (const store::MailboxPush& row : queue.mailboxes) {
        TRY_STATUS(pushMailbox(row));
        if (m_isOld)
            return {};
    }
    TRY_STATUS(lookForRenamed(queue));
    if (!m_isOld && !queue.flags.isEmpty())
        TRY_STATUS(pushFlags(queue.flags));
    if (!m_isOld && !queue.moves.isEmpty())
        TRY_STATUS(pushMoves(queue.moves));
    if (!m_isOld && !queue.appends.isEmpty())
        TRY_STATUS(pushAppends(queue.appends));
    return {};
}

Result<std::optional<model::Mailbox>> PushRunner::mailbox(MailboxId id) {
    if (const auto it = m_mailboxes.constFind(id.value); it != m_mailboxes.constEnd())
        return *it;
    auto found = m_context.reader.mailbox(id);
    if (!found && found.error().code != ErrorCode::NotFound)
        return failure(found.error());
    const auto value = found ? std::optional(*found) : std::nullopt;
    m_mailboxes.insert(id.value, value);
    return value;
}

Result<bool> PushRunner::select(const model::Mailbox& mailbox, UidValidity expected) {
    m_selectedId = {};
    m_selected = {};
    TRY(const auto response, m_connection.run(imap::command::select(mailbox.wireName), [this](imap::Event& event) -> Status {
            m_selected.take(event);
            return {};
        }));
    if (!response.isOk()) {
        const Error error = connect::statusError(response, mailbox.name);
        if (error.kind == ErrorKind::TemporaryRefusal)
            return failure(error);
        return false;
    }
    m_selectedId = mailbox.id;
    m_selected.readOnly = m_selected.readOnly || response.code.name == "READ-ONLY"; // it comes with the tagged OK
    return m_selected.uidValidity == expected && !m_selected.isOther(mailbox);
}

Result<std::optional<Uid>> PushRunner::uidNextOf(const QByteArray& wireName) {
    std::optional<Uid> next;
    TRY(const auto response,
        m_connection.run(imap::command::status(wireName, {"UIDNEXT"}), [&](imap::Event& event) -> Status {
            if (const auto* data = std::get_if<imap::StatusData>(&event); data && data->wireName == wireName)
                next = data->uidNext;
            else
                m_selected.take(event);
            return {};
        }));
    if (!response.isOk())
        return std::optional<Uid>();
    return std::optional(next.value_or(Uid()));
}

Result<imap::UidSet> PushRunner::searchMessageId(const QByteArray& messageId, Uid from) {
    return sync::searchMessageId(m_connection, messageId, from, [this](imap::Event& event) -> Status {
        m_selected.take(event);
        return {};
    });
}

Status PushRunner::takeRefusal(store::PushTable table, const Rows& rows, const imap::StatusResponse& response,
                               const char* command) {
    const Error error = connect::statusError(response, QString::fromLatin1(command));
    return error.kind == ErrorKind::Refused ? refuse(table, rows, error) : postpone(table, rows);
}

Status PushRunner::refuse(store::PushTable table, const Rows& rows, const Error& error) {
    qCInfo(lcSync) << rows.size() << "changes refused:" << codeName(error.code) << loggable(error.serverText) << error.detail;
    m_outcome.refused += static_cast<int>(rows.size());
    return m_context.store.refusePush(table, rows, error);
}

Result<bool> PushRunner::markSent(store::PushTable table, const Rows& rows, Uid uidNext) {
    const Status marked = m_context.store.markSent(table, rows, uidNext);
    if (!marked && marked.error().code == ErrorCode::NotFound)
        return false;
    if (!marked)
        return failure(marked.error());
    return true;
}

Status PushRunner::postpone(store::PushTable table, const Rows& rows) {
    wait(table, rows);
    for (const qint64 row : rows)
        m_postponed.insert({static_cast<int>(table), row});
    return m_context.store.postponePush(table, rows);
}

/// What still waits when everything was done that could give it what it waits for: doctor tells of it.
Status PushRunner::tellWaiting() {
    std::map<int, Rows> rows;
    for (const auto& one : std::as_const(m_waiting)) {
        if (!m_postponed.contains(one))
            rows[one.first].append(one.second);
    }
    for (const auto& [table, waiting] : rows)
        TRY_STATUS(m_context.store.postponePush(static_cast<store::PushTable>(table), waiting));
    return {};
}

void PushRunner::wait(store::PushTable table, const Rows& rows) {
    for (const qint64 row : rows)
        m_waiting.insert({static_cast<int>(table), row});
}

QHash<quint32, quint32> copyPairs(const imap::ResponseCode& code) {
    QHash<quint32, quint32> pairs;
    if (code.name != "COPYUID")
        return pairs;
    QList<quint32> from;
    QList<quint32> to;
    constexpr qsizetype kMost = 100'000; // no batch of ours is larger
    const auto expand = [](const QList<imap::UidRange>& ranges, QList<quint32>& into) {
        for (const imap::UidRange& range : ranges) {
            for (quint64 uid = range.first; uid <= range.last && into.size() < kMost; ++uid)
                into.append(static_cast<quint32>(uid));
        }
    };
    expand(code.sourceOrder, from);
    expand(code.destinationOrder, to);
    if (from.size() != to.size())
        return pairs; // not to be believed: the destination's sync will find them
    for (qsizetype i = 0; i < from.size(); ++i)
        pairs.insert(from[i], to[i]);
    return pairs;
}

} // namespace tributary::sync
