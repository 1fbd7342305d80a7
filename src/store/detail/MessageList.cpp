// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/MessageList.h"

#include "model/Scope.h"
#include "store/detail/PushQueueRows.h"
#include "store/detail/QueryCompiler.h"
#include "store/detail/RowCodec.h"

#include <QSet>

#include <algorithm>

namespace tributary::store::detail {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kMaxLimit = 10'000;
/// Up to here the hits lead and are sorted; a commoner word is met soon enough by walking the list in date order.
constexpr qint64 kFewHits = 3000;

struct Cursor {
    qint64 dateMs = 0;
    qint64 id = 0;
};

QString cursorText(const model::MessageSummary& last) {
    return QString::number(last.dateMs) + u'.' + QString::number(last.id.value);
}

Result<std::optional<Cursor>> parseCursor(const QString& text) {
    if (text.isEmpty())
        return std::nullopt;
    bool dateGood = false;
    bool idGood = false;
    const Cursor cursor{text.section(u'.', 0, 0).toLongLong(&dateGood), text.section(u'.', 1).toLongLong(&idGood)};
    if (!dateGood || !idGood)
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"cursor"_s);
    return cursor;
}

template <typename Id> std::string idList(const QList<Id>& ids) {
    std::string text;
    for (const Id id : ids)
        text += (text.empty() ? "" : ", ") + std::to_string(id.value);
    return text;
}

class ListQuery {
  public:
    ListQuery(Connection& connection, const model::MessageQuery& query, const QList<model::Mailbox>& mailboxes)
        : m_connection(connection), m_query(query), m_mailboxes(mailboxes), m_limit(qBound(1, query.limit, kMaxLimit)) {}

    Result<model::MessagePage> run() {
        TRY(m_cursor, parseCursor(m_query.after));
        if (!m_query.search.trimmed().isEmpty()) {
            TRY(const search::Node node, search::parseQuery(m_query.search, m_query.lastWordIsPrefix));
            m_search = compileSearch(node, m_mailboxes);
            if (m_search.matchesNothing && m_query.foundOnServer.isEmpty())
                return emptyPage();
        }
        chooseMailboxes();
        if (m_chosen.isEmpty())
            return emptyPage();
        m_hidesTwins = m_chosen.size() > 1 && anyEmailIds();
        if (m_search.matchesNothing) {
            // Only the server knows what that is.
        } else if (listsAreShort()) {
            for (const MailboxId id : std::as_const(m_chosen))
                runOne("m.mailbox_id = " + std::to_string(id.value));
        } else {
            runOne(wideScope());
        }
        addFoundOnServer();
        return finish();
    }

  private:
    static model::MessagePage emptyPage() {
        model::MessagePage page;
        page.total = 0;
        return page;
    }

    void chooseMailboxes() {
        for (const model::Mailbox& mailbox : m_mailboxes) {
            if (model::isInScope(mailbox, m_query, m_search.namesMailbox))
                m_chosen.append(mailbox.id);
        }
        m_choseAll = m_chosen.size() == m_mailboxes.size();
    }

    [[nodiscard]] bool unread() const { return m_query.unreadOnly || m_query.view == model::View::Unread; }
    [[nodiscard]] bool flagged() const { return m_query.flaggedOnly || m_query.view == model::View::Flagged; }

    /// A few mailboxes are each read in order through their own index, and merged.
    [[nodiscard]] bool listsAreShort() const { return m_chosen.size() == 1 || (m_search.match.isEmpty() && m_chosen.size() <= 8); }

    [[nodiscard]] std::string wideScope() const {
        // The doomed mailboxes' mail must not be seen, so even 'all' names the mailboxes ('+': not a way to read).
        std::string scope = "+m.mailbox_id IN (" + idList(m_chosen) + ")";
        if (m_query.account && !m_choseAll)
            scope += " AND m.account_id = " + std::to_string(m_query.account->value);
        return scope;
    }

    [[nodiscard]] bool fewHits() {
        Query count = m_connection.query(
            "SELECT count(*) FROM (SELECT 1 FROM message_fts WHERE message_fts MATCH ? LIMIT ?)");
        return count.add(m_search.match).add(kFewHits + 1).step() && count.integer(0) <= kFewHits;
    }

    [[nodiscard]] bool anyEmailIds() {
        Query any = m_connection.query("SELECT 1 FROM message INDEXED BY message_by_email_id WHERE email_id <> x'' LIMIT 1");
        return any.step();
    }

    /// Of the rows of one message under several labels only one is shown: that in an INBOX, else the newest. A twin that
    /// the list would not show itself hides nothing.
    [[nodiscard]] std::string notATwin() const {
        QList<MailboxId> inboxes;
        for (const model::Mailbox& mailbox : m_mailboxes) {
            if (mailbox.specialUse == model::SpecialUse::Inbox)
                inboxes.append(mailbox.id);
        }
        const std::string inbox = idList(inboxes);
        return " AND (m.email_id = x'' OR NOT EXISTS (SELECT 1 FROM message d WHERE d.account_id = m.account_id AND "
               "d.email_id = m.email_id AND d.email_id <> x'' AND d.mailbox_id IN (" + idList(m_chosen) + ")" +
               (unread() ? " AND (d.flag_bits & 1) = 0" : "") + (flagged() ? " AND (d.flag_bits & 4) = 4" : "") +
               " AND (d.mailbox_id IN (" + inbox + "), d.id) > (m.mailbox_id IN (" + inbox + "), m.id)))";
    }

    void runOne(const std::string& scope) {
        std::string sql = std::string("SELECT ") + kSummaryColumns + " FROM message m WHERE ";
        if (!m_search.match.isEmpty()) {
            if (!m_hitsAreFew)
                m_hitsAreFew = fewHits();
            // '+' keeps the planner from the index that the other way would use.
            sql += *m_hitsAreFew ? "m.id IN (SELECT rowid FROM message_fts WHERE message_fts MATCH ?) AND +"
                                 : "+m.id IN (SELECT rowid FROM message_fts WHERE message_fts MATCH ?) AND ";
            if (*m_hitsAreFew && scope.starts_with('+'))
                sql.pop_back();
        }
        sql += scope;
        if (!m_search.where.empty())
            sql += " AND " + m_search.where;
        sql += commonConditions();
        Query rows = m_connection.queryOnce(sql);
        if (!m_search.match.isEmpty())
            rows.add(m_search.match);
        for (const QString& parameter : std::as_const(m_search.parameters))
            rows.add(parameter);
        take(rows);
    }

    /// What every row must be, whatever it was found by, the cursor and the order; its parameters are added by take().
    [[nodiscard]] std::string commonConditions() const {
        std::string sql;
        if (unread())
            sql += " AND (m.flag_bits & 1) = 0";
        if (flagged())
            sql += " AND (m.flag_bits & 4) = 4";
        if (m_hidesTwins)
            sql += notATwin();
        if (m_cursor)
            sql += " AND (m.date_ms, m.id) < (?, ?)";
        return sql + " ORDER BY m.date_ms DESC, m.id DESC LIMIT ?";
    }

    void take(Query& rows) {
        if (m_cursor)
            rows.add(m_cursor->dateMs).add(m_cursor->id);
        rows.add(qint64(m_limit + 1));
        while (rows.step())
            m_found.append(summaryFrom(rows));
    }

    /// The server matches what the index does not know (texts that are not here), so its word counts.
    void addFoundOnServer() {
        if (m_query.search.trimmed().isEmpty() || m_query.foundOnServer.isEmpty())
            return;
        QSet<MessageId> have;
        for (const model::MessageSummary& summary : std::as_const(m_found))
            have.insert(summary.id);
        const qsizetype before = m_found.size();
        Query rows = m_connection.queryOnce(std::string("SELECT ") + kSummaryColumns + " FROM message m WHERE m.id IN (" +
                                            idList(m_query.foundOnServer) + ") AND +m.mailbox_id IN (" + idList(m_chosen) + ")" +
                                            commonConditions());
        take(rows);
        for (qsizetype i = m_found.size() - 1; i >= before; --i) {
            if (have.contains(m_found[i].id))
                m_found.removeAt(i);
        }
    }

    model::MessagePage finish() {
        std::sort(m_found.begin(), m_found.end(), [](const auto& a, const auto& b) {
            return a.dateMs != b.dateMs ? a.dateMs > b.dateMs : a.id > b.id;
        });
        model::MessagePage page;
        if (m_found.size() > m_limit) {
            m_found.resize(m_limit);
            page.next = cursorText(m_found.last());
        }
        page.total = total(page.next.isEmpty());
        page.messages = std::move(m_found);
        QHash<MailboxId, QString> names;
        for (const model::Mailbox& mailbox : m_mailboxes)
            names.insert(mailbox.id, mailbox.name);
        for (model::MessageSummary& summary : page.messages)
            summary.mailboxName = names.value(summary.mailbox);
        markPending(m_connection, page.messages);
        return page;
    }

    /// Known for nothing: from the mailboxes' counters, or when one page holds all.
    [[nodiscard]] qint64 total(bool isLast) const {
        if (isLast && !m_cursor)
            return m_found.size();
        if (!m_query.search.trimmed().isEmpty() || flagged() || m_hidesTwins)
            return -1;
        qint64 sum = 0;
        for (const model::Mailbox& mailbox : m_mailboxes) {
            if (m_chosen.contains(mailbox.id))
                sum += unread() ? mailbox.unread : mailbox.total;
        }
        return sum;
    }

    Connection& m_connection;
    const model::MessageQuery& m_query;
    const QList<model::Mailbox>& m_mailboxes;
    int m_limit;
    std::optional<Cursor> m_cursor;
    CompiledSearch m_search;
    std::optional<bool> m_hitsAreFew;
    QList<MailboxId> m_chosen;
    bool m_choseAll = false;
    bool m_hidesTwins = false;
    QList<model::MessageSummary> m_found;
};

} // namespace

model::MessageSummary summaryFrom(const Query& row) {
    model::MessageSummary summary;
    summary.id = MessageId(row.integer(0));
    summary.account = AccountId(row.integer(1));
    summary.mailbox = MailboxId(row.integer(2));
    summary.uid = Uid(static_cast<quint32>(std::max<qint64>(row.integer(3), 0))); // below: it has none yet
    summary.subject = row.text(4);
    summary.from = decodeAddresses(row.text(5));
    summary.to = decodeAddresses(row.text(6));
    summary.dateMs = row.integer(7);
    summary.size = row.integer(8);
    summary.flags.bits = static_cast<quint32>(row.integer(9));
    summary.flags.keywords = decodeKeywords(row.text(10));
    summary.snippet = row.text(11);
    summary.hasAttachment = row.flag(12);
    summary.body = static_cast<model::BodyState>(row.small(13));
    return summary;
}

Result<model::MessagePage> listMessages(Connection& connection, const model::MessageQuery& query,
                                        const QList<model::Mailbox>& mailboxes) {
    return ListQuery(connection, query, mailboxes).run();
}

} // namespace tributary::store::detail
