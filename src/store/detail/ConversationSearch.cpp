// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/ConversationSearch.h"

#include "store/detail/ConversationKey.h"
#include "store/detail/MessageList.h"
#include "store/detail/PushQueueRows.h"

#include <algorithm>
#include <utility>

namespace tributary::store::detail {

namespace {

/// Of one key no more are looked at: a machine that answers its own first message for years is no conversation to wait for.
constexpr qint64 kMostOfKey = 5000;
constexpr qint64 kLookBack = 3000;       ///< messages among which a parent is looked for
constexpr qint64 kSkewMs = 24 * 3600'000; ///< clocks differ: a parent may be dated after its child

} // namespace

QList<model::MessageSummary> ConversationSearch::run(MessageId id) {
    Candidate start;
    qint64 key = 0;
    {
        Query query = m_connection.query("SELECT m.id, m.message_id_header, m.in_reply_to, m.date_ms, m.mailbox_id, m.account_id, m.conversation "
                                         "FROM message m JOIN mailbox b ON b.id = m.mailbox_id WHERE m.id = ? AND b.doomed = 0");
        if (!query.add(id).step())
            return {};
        start = candidateFrom(query);
        m_account = AccountId(query.integer(5));
        key = query.integer(6);
    }
    m_asked = id;
    m_mailbox = start.mailbox;
    take(start);
    follow(key != 0 ? key : conversationKey({}, start.parent, start.messageId)); // 0: from before schema 5, and not filled yet
    followAll();
    findAncestors();
    followAll();
    return summaries();
}

ConversationSearch::Candidate ConversationSearch::candidateFrom(const Query& row) {
    return {row.integer(0), row.blob(1), row.blob(2), row.integer(3), MailboxId(row.integer(4))};
}

void ConversationSearch::follow(qint64 key) {
    if (key != 0 && !m_seen.contains(key)) {
        m_seen.insert(key);
        m_next.append(key);
    }
}

/// The newest of a key first, so that what is left out of a very long one is its beginning. Trash and Junk only where the message
/// asked for lies there itself.
void ConversationSearch::followAll() {
    while (!m_next.isEmpty() && !isFull()) {
        const qint64 key = m_next.takeFirst();
        Query query = m_connection.query(
            "SELECT m.id, m.message_id_header, m.in_reply_to, m.date_ms, m.mailbox_id FROM (SELECT id, message_id_header, in_reply_to, "
            "date_ms, mailbox_id FROM message INDEXED BY message_by_conversation WHERE account_id = ? AND conversation = ? AND "
            "conversation <> 0 LIMIT ?) m JOIN mailbox b ON b.id = m.mailbox_id WHERE b.doomed = 0 AND "
            "(b.special_use NOT IN ('trash', 'junk') OR b.id = ?) ORDER BY m.date_ms DESC, m.id DESC");
        query.add(m_account).add(key).add(kMostOfKey).add(m_mailbox);
        while (!isFull() && query.step())
            take(candidateFrom(query));
    }
}

/// Parents are older than their children, so one walk back in time finds the whole line.
void ConversationSearch::findAncestors() {
    QSet<QByteArray> sought;
    qint64 fromMs = 0;
    for (auto parent = m_parents.cbegin(); parent != m_parents.cend(); ++parent) {
        if (m_ids.contains(parent.key()))
            continue;
        sought.insert(parent.key());
        fromMs = std::max(fromMs, parent.value());
    }
    if (sought.isEmpty() || isFull())
        return;
    Query query = m_connection.query("SELECT message_id_header, in_reply_to, conversation FROM message INDEXED BY message_by_account_date "
                                     "WHERE account_id = ? AND date_ms <= ? ORDER BY date_ms DESC, id DESC LIMIT ?");
    query.add(m_account).add(fromMs + kSkewMs).add(kLookBack);
    while (!sought.isEmpty() && query.step()) {
        const QByteArray messageId = query.blob(0);
        if (!sought.remove(messageId))
            continue;
        const QByteArray parent = query.blob(1);
        const qint64 key = query.integer(2);
        follow(key != 0 ? key : conversationKey({}, parent, messageId));
        if (!parent.isEmpty() && !m_ids.contains(parent))
            sought.insert(parent);
    }
}

/// Of copies the one that was asked for is kept, else one beside it.
void ConversationSearch::take(const Candidate& message) {
    if (message.id == m_asked.value && !m_found.isEmpty())
        return;
    const std::pair name(message.messageId.isEmpty() ? QByteArray::number(message.id) : message.messageId, message.dateMs);
    const auto known = m_found.find(name);
    if (known != m_found.end()) {
        if (known->id != m_asked.value && known->mailbox != m_mailbox && message.mailbox == m_mailbox)
            *known = {message.id, message.mailbox};
        return;
    }
    m_found.insert(name, {message.id, message.mailbox});
    if (!message.parent.isEmpty())
        m_parents.insert(message.parent, std::max(message.dateMs, m_parents.value(message.parent)));
    if (message.messageId.isEmpty())
        return;
    m_ids.insert(message.messageId);
    follow(conversationKey(QByteArrayView(message.messageId)));
}

QList<model::MessageSummary> ConversationSearch::summaries() {
    QList<model::MessageSummary> all;
    all.reserve(m_found.size());
    Query query = m_connection.query(std::string("SELECT ") + kSummaryColumns +
                                     ", b.name FROM message m JOIN mailbox b ON b.id = m.mailbox_id WHERE m.id = ?");
    for (const Found& found : std::as_const(m_found)) {
        if (!query.again().add(found.id).step())
            continue;
        all.append(summaryFrom(query));
        all.last().mailboxName = query.text(kSummaryColumnCount);
    }
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.dateMs != b.dateMs ? a.dateMs < b.dateMs : a.id < b.id; });
    markPending(m_connection, all);
    return all;
}

} // namespace tributary::store::detail
