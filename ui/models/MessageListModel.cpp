// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/MessageListModel.h"

#include "ui/models/MailboxNames.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace tributary::ui {

namespace {

constexpr int kFirstPage = 60; ///< what a tall window shows, and some
constexpr int kPage = 200;
constexpr int kMostMerged = 5000; ///< rows that are read anew at once when much has come

bool newer(const model::MessageSummary& a, const model::MessageSummary& b) {
    return a.dateMs != b.dateMs ? a.dateMs > b.dateMs : a.id > b.id;
}

QString senderOf(const model::MessageSummary& summary) {
    if (summary.from.isEmpty())
        return MessageListModel::tr("(no sender)");
    const model::Address& from = summary.from.first();
    return from.name.isEmpty() ? from.addrSpec : from.name;
}

QString subjectOf(const model::MessageSummary& summary) {
    return summary.subject.isEmpty() ? MessageListModel::tr("(no subject)") : summary.subject;
}

} // namespace

MessageListModel::MessageListModel(engine::Engine& engine, int channel, QObject* parent)
    : QAbstractListModel(parent), m_engine(engine), m_channel(channel) {
    connect(&m_engine, &engine::Engine::storeChanged, this, &MessageListModel::followChanges);
}

void MessageListModel::setQuery(const model::MessageQuery& query) {
    m_query = query;
    m_query.after.clear();
    load(true);
}

void MessageListModel::setState(State state) {
    m_state = state;
    Q_EMIT stateChanged();
}

void MessageListModel::load(bool first) {
    const int generation = first ? ++m_generation : m_generation;
    model::MessageQuery query = m_query;
    query.limit = first ? kFirstPage : kPage;
    query.after = first ? QString() : m_next;
    if (first)
        setState(State::Loading);
    m_loadingMore = true;
    m_engine.loadMessages(query, m_channel, this, [this, generation, first](Result<model::MessagePage> page) {
        if (generation == m_generation)
            takePage(page, first);
    });
}

void MessageListModel::takePage(const Result<model::MessagePage>& page, bool first) {
    m_loadingMore = false;
    if (!page) {
        if (page.error().kind == ErrorKind::Cancelled)
            return;
        m_error = page.error();
        setState(State::Failed);
        return;
    }
    m_error.reset();
    m_next = page->next;
    if (first) {
        beginResetModel();
        m_rows = page->messages;
        m_ids.clear();
        for (const model::MessageSummary& summary : std::as_const(m_rows))
            m_ids.insert(summary.id.value);
        m_total = page->total;
        endResetModel();
        setState(State::Ready);
        return;
    }
    QList<model::MessageSummary> fresh;
    for (const model::MessageSummary& summary : page->messages) {
        if (!m_ids.contains(summary.id.value))
            fresh.append(summary);
    }
    if (fresh.isEmpty())
        return;
    const int row = static_cast<int>(m_rows.size());
    beginInsertRows({}, row, row + static_cast<int>(fresh.size()) - 1);
    for (const model::MessageSummary& summary : std::as_const(fresh))
        m_ids.insert(summary.id.value);
    m_rows.append(fresh);
    endInsertRows();
    Q_EMIT stateChanged();
}

bool MessageListModel::canFetchMore(const QModelIndex& parent) const {
    return !parent.isValid() && !m_next.isEmpty() && !m_loadingMore;
}

void MessageListModel::fetchMore(const QModelIndex& parent) {
    if (canFetchMore(parent))
        load(false);
}

bool MessageListModel::concerns(AccountId account, MailboxId mailbox) const {
    if (m_query.account && *m_query.account != account)
        return false;
    return !m_query.mailbox || *m_query.mailbox == mailbox;
}

void MessageListModel::followChanges(const QList<model::StoreChange>& changes) {
    QList<MessageId> added, changed;
    QSet<qint64> removed;
    for (const model::StoreChange& change : changes) {
        if (const auto* a = std::get_if<model::MessagesAdded>(&change); a && concerns(a->account, a->mailbox)) {
            added.append(a->ids);
        } else if (const auto* c = std::get_if<model::MessagesChanged>(&change); c && concerns(c->account, c->mailbox)) {
            for (const MessageId id : c->ids) {
                // A changed flag may also bring a message into the views of unread and flagged ones.
                if (m_ids.contains(id.value) || m_query.view == model::View::Unread || m_query.view == model::View::Flagged)
                    changed.append(id);
            }
        } else if (const auto* r = std::get_if<model::MessagesRemoved>(&change); r && concerns(r->account, r->mailbox)) {
            if (r->ids.isEmpty()) // all of a mailbox: the page is read anew
                return load(true);
            for (const MessageId id : r->ids)
                removed.insert(id.value);
        }
    }
    removeIds(removed);
    if (!added.isEmpty() && !m_query.search.isEmpty())
        return; // a search shows what was there when it was typed
    fetchSummaries(added, true);
    fetchSummaries(changed, false);
}

void MessageListModel::fetchSummaries(QList<MessageId> ids, bool added) {
    if (ids.isEmpty())
        return;
    constexpr qsizetype kMost = 400;
    if (added && ids.size() > kMost)
        return reloadTop(); // a first sync brings thousands, of which a few can show
    m_engine.loadSummaries(ids, this, [this, generation = m_generation, added](Result<QList<model::MessageSummary>> summaries) {
        if (!summaries || generation != m_generation)
            return;
        for (const model::MessageSummary& summary : *summaries) {
            const int row = rowOf(summary.id);
            if (row < 0 && (added || matches(summary))) {
                insertSorted(summary);
            } else if (row >= 0) {
                m_rows[row] = summary;
                Q_EMIT dataChanged(index(row), index(row));
            }
        }
        Q_EMIT stateChanged();
    });
}

/// Reads everything down to the last row anew and puts what is new between the rows: no row that stands on screen moves
/// for another reason than mail before it, and the selection stays.
void MessageListModel::reloadTop() {
    if (m_rows.size() + kPage > kMostMerged)
        return load(true);
    if (std::exchange(m_topLoading, true)) {
        m_topAgain = true;
        return;
    }
    model::MessageQuery query = m_query;
    query.limit = std::max(kFirstPage, static_cast<int>(m_rows.size()) + kPage);
    query.after.clear();
    // Channel 0: a page that is on its way is not overtaken.
    m_engine.loadMessages(query, 0, this, [this, generation = m_generation](Result<model::MessagePage> page) {
        m_topLoading = false;
        if (page && generation == m_generation)
            mergeTop(*page);
        if (std::exchange(m_topAgain, false))
            reloadTop();
    });
}

void MessageListModel::mergeTop(const model::MessagePage& page) {
    const QList<model::MessageSummary>& read = page.messages;
    if (!page.next.isEmpty() && !read.isEmpty())
        removeBehind(read.last()); // there may be others between: fetchMore() goes on from here
    for (qsizetype i = 0; i < read.size();) {
        if (m_ids.contains(read[i].id.value)) {
            ++i;
            continue;
        }
        const auto place = std::lower_bound(m_rows.begin(), m_rows.end(), read[i], newer);
        const qsizetype row = std::distance(m_rows.begin(), place);
        qsizetype end = i + 1; // neighbours go in together
        while (end < read.size() && !m_ids.contains(read[end].id.value) && (row == m_rows.size() || newer(read[end], m_rows[row])))
            ++end;
        insertRun(row, read.mid(i, end - i));
        i = end;
    }
    m_next = page.next;
    m_total = page.total;
    setState(State::Ready);
}

void MessageListModel::insertRun(qsizetype row, const QList<model::MessageSummary>& run) {
    beginInsertRows({}, static_cast<int>(row), static_cast<int>(row + run.size()) - 1);
    const QList<model::MessageSummary> behind = m_rows.mid(row);
    m_rows.resize(row);
    m_rows += run;
    m_rows += behind;
    for (const model::MessageSummary& summary : run)
        m_ids.insert(summary.id.value);
    endInsertRows();
}

void MessageListModel::removeBehind(const model::MessageSummary& last) {
    const auto place = std::upper_bound(m_rows.begin(), m_rows.end(), last, newer);
    if (place == m_rows.end())
        return;
    const int row = static_cast<int>(std::distance(m_rows.begin(), place));
    beginRemoveRows({}, row, static_cast<int>(m_rows.size()) - 1);
    for (qsizetype i = row; i < m_rows.size(); ++i)
        m_ids.remove(m_rows[i].id.value);
    m_rows.resize(row);
    endRemoveRows();
}

bool MessageListModel::matches(const model::MessageSummary& summary) const {
    const bool unread = !summary.flags.has(model::Flag::Seen);
    const bool flagged = summary.flags.has(model::Flag::Flagged);
    if ((m_query.unreadOnly || m_query.view == model::View::Unread) && !unread)
        return false;
    if ((m_query.flaggedOnly || m_query.view == model::View::Flagged) && !flagged)
        return false;
    return m_query.view != model::View::Inbox || summary.mailboxName.compare(QStringLiteral("INBOX"), Qt::CaseInsensitive) == 0;
}

void MessageListModel::insertSorted(const model::MessageSummary& summary) {
    if (!matches(summary) || m_ids.contains(summary.id.value))
        return;
    const auto at = std::lower_bound(m_rows.begin(), m_rows.end(), summary, newer);
    if (at == m_rows.end() && !m_next.isEmpty())
        return; // it belongs to a page that is not here yet
    const int row = static_cast<int>(std::distance(m_rows.begin(), at));
    beginInsertRows({}, row, row);
    m_rows.insert(row, summary);
    m_ids.insert(summary.id.value);
    if (m_total >= 0)
        ++m_total;
    endInsertRows();
}

void MessageListModel::removeIds(const QSet<qint64>& ids) {
    if (ids.isEmpty())
        return;
    for (int row = static_cast<int>(m_rows.size()) - 1; row >= 0; --row) {
        if (!ids.contains(m_rows[row].id.value))
            continue;
        beginRemoveRows({}, row, row);
        m_ids.remove(m_rows[row].id.value);
        m_rows.removeAt(row);
        if (m_total > 0)
            --m_total;
        endRemoveRows();
    }
    Q_EMIT stateChanged();
}

MessageId MessageListModel::idAt(int row) const { return row >= 0 && row < m_rows.size() ? m_rows.at(row).id : MessageId(); }

int MessageListModel::rowOf(MessageId id) const {
    if (!m_ids.contains(id.value))
        return -1;
    const auto it = std::find_if(m_rows.begin(), m_rows.end(), [&](const model::MessageSummary& s) { return s.id == id; });
    return it == m_rows.end() ? -1 : static_cast<int>(std::distance(m_rows.begin(), it));
}

int MessageListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QString MessageListModel::spoken(const model::MessageSummary& s) const {
    QStringList parts;
    if (!s.flags.has(model::Flag::Seen))
        parts.append(tr("unread"));
    if (s.flags.has(model::Flag::Flagged))
        parts.append(tr("flagged"));
    if (s.flags.has(model::Flag::Answered))
        parts.append(tr("answered"));
    if (s.hasAttachment)
        parts.append(tr("with attachment"));
    parts.append(tr("from %1").arg(senderOf(s)));
    parts.append(subjectOf(s));
    parts.append(shortDate(s.dateMs, QDateTime::currentDateTime()));
    return parts.join(QStringLiteral(", "));
}

QVariant MessageListModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const model::MessageSummary& s = m_rows.at(index.row());
    switch (role) {
    case IdRole: return s.id.value;
    case SenderRole: return senderOf(s);
    case AddressRole: return s.from.isEmpty() ? QString() : s.from.first().addrSpec;
    case Qt::DisplayRole:
    case SubjectRole: return subjectOf(s);
    case SnippetRole: return s.snippet;
    case DateTextRole: return shortDate(s.dateMs, QDateTime::currentDateTime());
    case UnreadRole: return !s.flags.has(model::Flag::Seen);
    case FlaggedRole: return s.flags.has(model::Flag::Flagged);
    case AnsweredRole: return s.flags.has(model::Flag::Answered);
    case AttachmentRole: return s.hasAttachment;
    case AccountRole: return s.account.value;
    case Qt::AccessibleTextRole: return spoken(s);
    default: return {};
    }
}

} // namespace tributary::ui
