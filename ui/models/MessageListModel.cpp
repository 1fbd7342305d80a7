// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/MessageListModel.h"

#include "ui/models/MailboxNames.h"
#include "ui/models/MessageMime.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace tributary::ui {

namespace {

constexpr int kFirstPage = 60; ///< what a tall window shows, and some
constexpr int kPage = 400;
constexpr int kMostMerged = 1000; ///< rows that are read anew at once when much has come
constexpr int kPortion = 400;     ///< summaries at a time
constexpr int kGoingAtOnce = 400; ///< rows a turn of the loop; scattered ones take some 7 us each
constexpr int kFrameMs = 32;      ///< between two batches
constexpr int kBulkMs = 250;      ///< between two readings of the top

QString senderOf(const model::MessageSummary& summary) {
    if (summary.from.isEmpty())
        return MessageListModel::tr("(no sender)");
    const model::Address& from = summary.from.first();
    const QString shown = from.name.isEmpty() ? from.addrSpec : from.name;
    return shown.isEmpty() ? MessageListModel::tr("(no sender)") : shown;
}

QString subjectOf(const model::MessageSummary& summary) {
    return summary.subject.isEmpty() ? MessageListModel::tr("(no subject)") : summary.subject;
}

} // namespace

MessageListModel::MessageListModel(engine::Engine& engine, int channel, QObject* parent)
    : QAbstractListModel(parent), m_engine(engine), m_channel(channel) {
    m_frame.setSingleShot(true);
    m_bulk.setSingleShot(true);
    m_bulk.setInterval(kBulkMs);
    m_goingDue.setSingleShot(true);
    m_missingDue.setSingleShot(true);
    m_missingDue.setInterval(0);
    connect(&m_missingDue, &QTimer::timeout, this, &MessageListModel::fetchMissing);
    connect(&m_frame, &QTimer::timeout, this, &MessageListModel::takeBatch);
    connect(&m_bulk, &QTimer::timeout, this, &MessageListModel::reloadTop);
    connect(&m_goingDue, &QTimer::timeout, this, &MessageListModel::removeSome);
    connect(&m_engine, &engine::Engine::storeChanged, this, &MessageListModel::followChanges);
}

void MessageListModel::setQuery(const model::MessageQuery& query) {
    m_query = query;
    m_query.after.clear();
    m_foundDue = false;
    load(true);
}

void MessageListModel::addFound(const QList<MessageId>& ids) {
    m_query.foundOnServer = ids;
    m_foundDue = true;
    reloadTop();
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
    if (first) {
        m_batch.clear(); // what is read now is newer
        m_wanted.clear();
        m_going.clear();
        m_goneMeanwhile.clear();
        m_bulk.stop();
        setState(State::Loading);
    }
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
    const QList<model::MessageSummary> read = stillThere(page->messages);
    if (first) {
        beginResetModel();
        m_rows.assign(read);
        m_total = page->total;
        endResetModel();
        setState(State::Ready);
        return;
    }
    const int before = m_rows.size();
    insertSorted(read);
    if (m_rows.size() == before) // the change feed was there first
        fetchMore({});
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
    for (const model::StoreChange& change : changes) {
        if (const auto* a = std::get_if<model::MessagesAdded>(&change); a && concerns(a->account, a->mailbox)) {
            if (m_query.search.isEmpty()) // a search shows what was there when it was typed
                m_batch.add(a->ids, m_rows.size() > kMostMerged);
        } else if (const auto* c = std::get_if<model::MessagesChanged>(&change); c && concerns(c->account, c->mailbox)) {
            for (const MessageId id : c->ids) {
                // A changed flag may also bring a message into the views of unread and flagged ones.
                if (m_rows.contains(id.value) || m_query.view == model::View::Unread || m_query.view == model::View::Flagged)
                    m_batch.change(id);
            }
        } else if (const auto* r = std::get_if<model::MessagesRemoved>(&change); r && concerns(r->account, r->mailbox)) {
            r->ids.isEmpty() ? m_batch.removeAll() : m_batch.remove(r->ids);
        }
    }
    if (m_batch.isEmpty() || m_frame.isActive())
        return;
    // The first one at once, so that what the user did is seen at once; a storm waits for its frame.
    const qint64 since = m_taken.isValid() ? m_taken.elapsed() : kFrameMs;
    if (since >= kFrameMs)
        takeBatch();
    else
        m_frame.start(static_cast<int>(kFrameMs - since));
}

void MessageListModel::takeBatch() {
    m_taken.start();
    const ChangeBatch batch = std::exchange(m_batch, {});
    if (batch.everythingWent()) // all of a mailbox: the page is read anew
        return load(true);
    letGo(batch);
    m_wanted += batch.ids(ChangeBatch::Fate::Changed);
    if (!batch.muchCame()) {
        for (const MessageId id : batch.ids(ChangeBatch::Fate::Added)) {
            if (!m_rows.contains(id.value)) // a page brought it already
                m_wanted.append(id);
        }
    } else if (!m_bulk.isActive()) {
        m_bulk.start();
    }
    fetchSummaries();
}

/// Rows go some at a time: of tens of thousands that another client took away at once each is told to the view by itself.
void MessageListModel::letGo(const ChangeBatch& batch) {
    if (!m_going.isEmpty() || !m_goneMeanwhile.isEmpty()) { // what was to go and is back stays
        for (const ChangeBatch::Fate fate : {ChangeBatch::Fate::Added, ChangeBatch::Fate::Changed}) {
            for (const MessageId id : batch.ids(fate)) {
                m_going.removeOne(id.value);
                m_goneMeanwhile.remove(id.value);
            }
        }
    }
    for (const qint64 id : batch.removed()) {
        if (m_rows.contains(id))
            m_going.append(id);
        if (isReading())
            m_goneMeanwhile.insert(id);
    }
    std::sort(m_going.begin(), m_going.end()); // about as they stand: neighbours go together
    m_going.erase(std::unique(m_going.begin(), m_going.end()), m_going.end());
    removeSome();
}

void MessageListModel::removeSome() {
    const qsizetype kept = std::max<qsizetype>(0, m_going.size() - kGoingAtOnce);
    const QSet<qint64> some(m_going.cbegin() + kept, m_going.cend());
    m_going.resize(kept);
    removeIds(some);
    if (!m_going.isEmpty())
        m_goingDue.start(0);
}

/// What was read before it went, and arrives after that was told, is not put back.
QList<model::MessageSummary> MessageListModel::stillThere(QList<model::MessageSummary> read) {
    if (!m_goneMeanwhile.isEmpty())
        read.removeIf([this](const model::MessageSummary& summary) { return m_goneMeanwhile.contains(summary.id.value); });
    if (!isReading())
        m_goneMeanwhile.clear();
    return read;
}

void MessageListModel::fetchSummaries() {
    if (m_wanted.isEmpty() || m_fetching)
        return;
    m_fetching = true;
    const QList<MessageId> ids = m_wanted.mid(0, kPortion);
    m_wanted.remove(0, ids.size());
    m_engine.loadSummaries(ids, this, [this, generation = m_generation](Result<QList<model::MessageSummary>> summaries) {
        m_fetching = false;
        if (summaries && generation == m_generation)
            takeSummaries(stillThere(*summaries));
        fetchSummaries();
    });
}

void MessageListModel::takeSummaries(const QList<model::MessageSummary>& summaries) {
    QList<model::MessageSummary> fresh;
    QSet<qint64> elsewhere;
    int first = m_rows.size(), last = -1;
    for (const model::MessageSummary& summary : summaries) {
        const int row = m_rows.rowOf(summary.id.value);
        if (row >= 0 && m_rows.replace(row, summary)) {
            first = std::min(first, row);
            last = std::max(last, row);
            continue;
        }
        if (row >= 0)
            elsewhere.insert(summary.id.value);
        if (matches(summary) && (row >= 0 || m_query.search.isEmpty()))
            fresh.append(summary);
    }
    if (last >= 0)
        Q_EMIT dataChanged(index(first), index(last));
    m_rows.keepAround(m_looked);
    removeIds(elsewhere);
    std::sort(fresh.begin(), fresh.end(), MessageRows::newer);
    if (!m_next.isEmpty() && m_rows.size() > 0) { // what belongs to a page that is not here yet comes with it
        while (!fresh.isEmpty() && m_rows.isNewer(m_rows.size() - 1, fresh.last()))
            fresh.removeLast();
    }
    const int before = m_rows.size();
    insertSorted(fresh);
    if (m_total >= 0)
        m_total += m_rows.size() - before;
    Q_EMIT stateChanged();
}

/// Reads everything down to the last row anew and puts what is new between the rows: no row that stands on screen moves
/// for another reason than mail before it, and the selection stays.
void MessageListModel::reloadTop() {
    if (std::exchange(m_topLoading, true)) {
        m_bulk.start();
        return;
    }
    model::MessageQuery query = m_query;
    // A list that ends has all of it read, and a page more.
    query.limit = std::clamp(m_next.isEmpty() ? m_rows.size() + kPage : m_rows.size(), kFirstPage, kMostMerged + kPage);
    query.after.clear();
    // Channel 0: a page that is on its way is not overtaken.
    m_engine.loadMessages(query, 0, this, [this, generation = m_generation](Result<model::MessagePage> page) {
        m_topLoading = false;
        if (page && generation == m_generation)
            mergeTop(*page);
        else if (!page && std::exchange(m_foundDue, false))
            Q_EMIT foundShown(-1);
    });
}

void MessageListModel::mergeTop(const model::MessagePage& page) {
    const QList<model::MessageSummary>& read = page.messages;
    const bool readToTheEnd = m_rows.size() <= read.size();
    if (!page.next.isEmpty() && !read.isEmpty() && readToTheEnd)
        removeBehind(read.last()); // there may be others between: fetchMore() goes on from here
    if (readToTheEnd)
        m_next = page.next;
    const int before = m_rows.size();
    insertSorted(stillThere(read));
    m_total = page.total;
    setState(State::Ready);
    if (std::exchange(m_foundDue, false))
        Q_EMIT foundShown(m_next.isEmpty() ? m_rows.size() - before : -1);
}

void MessageListModel::insertSorted(const QList<model::MessageSummary>& summaries) {
    for (qsizetype i = 0; i < summaries.size();) {
        if (m_rows.contains(summaries[i].id.value)) {
            ++i;
            continue;
        }
        const int row = m_rows.placeOf(summaries[i]);
        qsizetype end = i + 1;
        while (end < summaries.size() && !m_rows.contains(summaries[end].id.value) && summaries[end].id != summaries[end - 1].id &&
               (row == m_rows.size() || !m_rows.isNewer(row, summaries[end])))
            ++end;
        insertRun(row, summaries.mid(i, end - i));
        i = end;
    }
}

void MessageListModel::insertRun(int row, const QList<model::MessageSummary>& run) {
    beginInsertRows({}, row, row + static_cast<int>(run.size()) - 1);
    m_rows.insert(row, run);
    endInsertRows();
    m_rows.keepAround(m_looked);
}

void MessageListModel::removeBehind(const model::MessageSummary& last) {
    const int row = m_rows.placeOf(last) + (m_rows.contains(last.id.value) ? 1 : 0);
    if (row >= m_rows.size())
        return;
    beginRemoveRows({}, row, m_rows.size() - 1);
    m_rows.remove(row, m_rows.size() - 1);
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

void MessageListModel::removeIds(const QSet<qint64>& ids) {
    QList<int> rows;
    for (const qint64 id : ids) {
        if (const int row = m_rows.rowOf(id); row >= 0)
            rows.append(row);
    }
    if (rows.isEmpty())
        return;
    std::sort(rows.begin(), rows.end());
    for (qsizetype end = rows.size(); end > 0;) { // from below, neighbours together
        qsizetype begin = end - 1;
        while (begin > 0 && rows[begin - 1] == rows[begin] - 1)
            --begin;
        beginRemoveRows({}, rows[begin], rows[end - 1]);
        m_rows.remove(rows[begin], rows[end - 1]);
        endRemoveRows();
        end = begin;
    }
    if (m_total > 0)
        m_total = std::max<qint64>(0, m_total - rows.size());
    Q_EMIT stateChanged();
}

MessageId MessageListModel::idAt(int row) const { return row >= 0 && row < m_rows.size() ? m_rows.facts(row).id : MessageId(); }

int MessageListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : m_rows.size();
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
    if (s.isPending)
        parts.append(tr("waiting for the server"));
    parts.append(tr("from %1").arg(senderOf(s)));
    parts.append(subjectOf(s));
    parts.append(shortDate(s.dateMs, QDateTime::currentDateTime()));
    return parts.join(QStringLiteral(", "));
}

QVariant MessageListModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    m_looked = index.row();
    const model::MessageSummary* summary = m_rows.summary(index.row());
    if (summary == nullptr)
        return missingData(index.row(), role);
    const model::MessageSummary& s = *summary;
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
    case PendingRole: return s.isPending;
    case Qt::AccessibleTextRole: return spoken(s);
    default: return {};
    }
}

QVariant MessageListModel::missingData(int row, int role) const {
    constexpr qsizetype kMost = 400; // of those that a fast scroll has passed the last ones
    const RowFacts facts = m_rows.facts(row);
    if (m_missing.isEmpty() || m_missing.constLast() != facts.id) // a row is asked for many roles
        m_missing.append(facts.id);
    if (m_missing.size() > 2 * kMost)
        m_missing.remove(0, kMost);
    if (!m_missingDue.isActive())
        m_missingDue.start();
    switch (role) {
    case IdRole: return facts.id.value;
    case AccountRole: return facts.account.value;
    case DateTextRole: return shortDate(facts.dateMs, QDateTime::currentDateTime());
    case UnreadRole: return !facts.has(model::Flag::Seen);
    case FlaggedRole: return facts.has(model::Flag::Flagged);
    case AnsweredRole: return facts.has(model::Flag::Answered);
    case AttachmentRole:
    case PendingRole: return false;
    case Qt::AccessibleTextRole: return tr("loading");
    default: return {};
    }
}

/// Those that were asked for, the last ones first, and some around them.
void MessageListModel::fetchMissing() {
    constexpr int kAround = 30;
    QSet<qint64> asked;
    for (const MessageId id : std::as_const(m_wanted))
        asked.insert(id.value);
    const QList<MessageId> missing = std::exchange(m_missing, {});
    for (auto id = missing.crbegin(); id != missing.crend() && m_wanted.size() < 2 * kPortion; ++id) {
        const int at = m_rows.rowOf(id->value);
        for (int row = std::max(0, at - kAround); at >= 0 && row < std::min(m_rows.size(), at + kAround); ++row) {
            const MessageId wanted = m_rows.facts(row).id;
            if (m_rows.summary(row) == nullptr && !asked.contains(wanted.value)) {
                asked.insert(wanted.value);
                m_wanted.append(wanted);
            }
        }
    }
    fetchSummaries();
}

Qt::ItemFlags MessageListModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags plain = QAbstractListModel::flags(index) | Qt::ItemNeverHasChildren;
    return index.isValid() ? plain | Qt::ItemIsDragEnabled : plain;
}

QStringList MessageListModel::mimeTypes() const { return {MessageMime::type()}; }

QMimeData* MessageListModel::mimeData(const QModelIndexList& indexes) const {
    QList<RowFacts> rows;
    for (const QModelIndex& index : indexes)
        rows.append(m_rows.facts(index.row()));
    return MessageMime::make(rows);
}

} // namespace tributary::ui
