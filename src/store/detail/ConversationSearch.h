// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Message.h"
#include "store/detail/Connection.h"

#include <QHash>
#include <QSet>

namespace tributary::store::detail {

/// Finds the messages of the account that belong together with one. By key first: all whose conversation began with the same
/// message. Then by what was found: a reply whose References were cut began, as far as it tells, with one of these messages.
/// Last, where one names a parent that was not found: that is looked for among the messages shortly before. One run.
/// Throws SQLite::Exception.
class ConversationSearch {
  public:
    ConversationSearch(Connection& connection, int limit) : m_connection(connection), m_limit(limit) {}

    /// Oldest first, with the message itself; empty: there is no such message.
    [[nodiscard]] QList<model::MessageSummary> run(MessageId id);

  private:
    struct Candidate {
        qint64 id = 0;
        QByteArray messageId, parent;
        qint64 dateMs = 0;
        MailboxId mailbox;
    };
    [[nodiscard]] static Candidate candidateFrom(const Query& row);
    void follow(qint64 key);
    void followAll();
    void findAncestors();
    void take(const Candidate& message);
    [[nodiscard]] bool isFull() const { return m_found.size() >= m_limit; }
    [[nodiscard]] QList<model::MessageSummary> summaries();

    struct Found {
        qint64 id = 0;
        MailboxId mailbox;
    };
    Connection& m_connection;
    const int m_limit;
    MessageId m_asked;
    AccountId m_account;
    MailboxId m_mailbox; ///< of the message that was asked for
    QHash<std::pair<QByteArray, qint64>, Found> m_found; ///< by Message-ID and date: copies and labels are one message
    QSet<QByteArray> m_ids;                              ///< Message-IDs of what was found
    QHash<QByteArray, qint64> m_parents;                 ///< that they name; the date of the child
    QSet<qint64> m_seen;                                 ///< keys
    QList<qint64> m_next;                                ///< keys to follow
};

} // namespace tributary::store::detail
