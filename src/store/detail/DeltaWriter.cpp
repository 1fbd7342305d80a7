// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/DeltaWriter.h"

#include <algorithm>
#include <utility>

namespace tributary::store::detail {

namespace {
qint64 unreadOf(const model::Flags& flags) { return flags.has(model::Flag::Seen) ? 0 : 1; }
} // namespace

PreparedDelta prepare(MailboxDelta delta) {
    PreparedDelta prepared;
    prepared.added.reserve(static_cast<std::size_t>(delta.added.size()));
    for (NewMessage& message : delta.added) {
        prepared.added.push_back(prepare(std::move(message)));
        const PreparedMessage& last = prepared.added.back();
        prepared.bytes += last.message.rawCompressed.size() + last.packedText.size();
        for (const std::string& column : last.text.columns)
            prepared.bytes += static_cast<qint64>(column.size());
    }
    delta.added.clear();
    prepared.delta = std::move(delta);
    return prepared;
}

Status DeltaWriter::write(const PreparedDelta& prepared) {
    const MailboxDelta& delta = prepared.delta;
    m_mailbox = delta.mailbox;
    const std::optional<MailboxState> before = m_mailboxes.state(m_mailbox);
    if (!before) {
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound,
                       QStringLiteral("no mailbox %1").arg(m_mailbox.value));
    }
    if (!delta.reset && delta.uidValidity != before->uidValidity) {
        return failure(ErrorKind::Internal, ErrorCode::Bug,
                       QStringLiteral("UIDVALIDITY %1 is not that of mailbox %2 (%3)")
                           .arg(delta.uidValidity.value).arg(m_mailbox.value).arg(before->uidValidity.value));
    }
    m_state = *before;
    if (delta.reset)
        reset();
    const QSet<Uid> gone(delta.gone.begin(), delta.gone.end());
    removeGone(gone);
    for (const PreparedMessage& message : prepared.added) {
        if (!gone.contains(message.message.uid)) // UIDs are never given twice (RFC 9051 2.3.1.1): gone has the last word
            addOne(message);
    }
    for (const FlagChange& change : delta.flags) {
        if (const auto known = m_messages.find(m_mailbox, change.uid))
            changeFlags(*known, change.flags, change.modSeq);
    }
    takeState(delta);
    if (m_state != *before)
        m_mailboxes.setState(m_mailbox, m_state);
    announce(*before, delta.reset);
    return {};
}

void DeltaWriter::reset() {
    if (m_state.total > 0)
        m_messages.moveAllToBin(m_mailbox, m_mailboxes.bin(m_state.account));
    m_state = MailboxState{.account = m_state.account};
}

void DeltaWriter::addOne(const PreparedMessage& prepared) {
    const NewMessage& message = prepared.message;
    if (const auto known = m_messages.find(m_mailbox, message.uid)) {
        changeFlags(*known, message.flags, message.modSeq);
        if (known->bodyCached || !message.bodyCached)
            return;
        m_index.remove(known->id);
        m_messages.fillBody(known->id, prepared);
        m_index.add(known->id, prepared.text, prepared.packedText);
        m_changed.append(MessageId(known->id));
        return;
    }
    const qint64 id = m_messages.insert(m_state.account, m_mailbox, prepared);
    m_index.add(id, prepared.text, prepared.packedText);
    m_added.append(MessageId(id));
    ++m_state.total;
    m_state.unread += unreadOf(message.flags);
}

void DeltaWriter::changeFlags(const KnownMessage& known, const model::Flags& flags, ModSeq modSeq) {
    model::Flags wanted = flags;
    wanted.set(model::Flag::Recent, false);
    wanted.keywords.sort();
    const quint64 newest = std::max(known.modSeq, modSeq.value);
    const bool differs = wanted != known.flags;
    if (!differs && newest == known.modSeq)
        return;
    m_messages.setFlags(known.id, wanted, newest);
    if (!differs)
        return;
    m_state.unread += unreadOf(wanted) - unreadOf(known.flags);
    m_changed.append(MessageId(known.id));
}

void DeltaWriter::removeGone(const QSet<Uid>& gone) {
    const bool later = gone.size() > kDirectDeletes;
    for (const Uid uid : gone) {
        const auto known = m_messages.find(m_mailbox, uid);
        if (!known)
            continue;
        m_removed.append(MessageId(known->id));
        --m_state.total;
        m_state.unread -= unreadOf(known->flags);
        if (later)
            m_messages.moveToBin(known->id, m_mailboxes.bin(m_state.account));
    }
    std::sort(m_removed.begin(), m_removed.end()); // FTS5 writes out what it holds when a row id goes back
    if (later)
        return;
    for (const MessageId id : std::as_const(m_removed)) {
        m_index.remove(id.value);
        m_messages.erase(id.value);
    }
}

void DeltaWriter::takeState(const MailboxDelta& delta) {
    m_state.uidValidity = delta.uidValidity;
    if (delta.uidNext)
        m_state.uidNext = delta.uidNext->value;
    if (delta.highestModSeq)
        m_state.highestModSeq = static_cast<qint64>(delta.highestModSeq->value);
    if (delta.synced)
        m_state.synced = *delta.synced;
    if (delta.lowestFetched)
        m_state.lowestFetched = delta.lowestFetched->value;
}

void DeltaWriter::announce(const MailboxState& before, bool wasReset) {
    const AccountId account = m_state.account;
    std::sort(m_changed.begin(), m_changed.end());
    m_changed.erase(std::unique(m_changed.begin(), m_changed.end()), m_changed.end());
    m_changed.removeIf([&](MessageId id) { return std::binary_search(m_added.begin(), m_added.end(), id); });
    if (wasReset && before.total > 0)
        m_changes.append(model::MessagesRemoved{account, m_mailbox, {}});
    else if (!m_removed.isEmpty())
        m_changes.append(model::MessagesRemoved{account, m_mailbox, m_removed});
    if (!m_added.isEmpty())
        m_changes.append(model::MessagesAdded{account, m_mailbox, m_added});
    if (!m_changed.isEmpty())
        m_changes.append(model::MessagesChanged{account, m_mailbox, m_changed});
    if (before.total != m_state.total || before.unread != m_state.unread) {
        m_changes.append(model::MailboxCountsChanged{account, m_mailbox, static_cast<int>(m_state.total),
                                                     static_cast<int>(m_state.unread)});
    }
    if (before.synced != m_state.synced)
        m_changes.append(model::MailboxesChanged{account});
}

} // namespace tributary::store::detail
