// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Message.h"
#include "ui/models/PackedRow.h"
#include "ui/models/SortedChunks.h"

#include <QList>

#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tributary::ui {

/// What stays of every row: where it stands, and what a change of many needs to know.
struct RowFacts {
    MessageId id;
    AccountId account;
    MailboxId mailbox;
    qint64 dateMs = 0;
    quint32 flagBits = 0;
    [[nodiscard]] bool has(model::Flag flag) const { return (flagBits & static_cast<quint32>(flag)) != 0; }
};

/// The rows of a list, newest first: a million of them are cheap to find in, to put among and to take from, and take some
/// thirty bytes each. Their summaries, which take some hundred bytes each, are kept of those around the last one that was
/// looked at, and read again when they are wanted. A value of the GUI thread; it knows no model.
class MessageRows {
  public:
    /// mostKept: summaries; of more, half of them are put away, a portion at a time.
    explicit MessageRows(int mostKept = 5000) : m_mostKept(mostKept) {}
    [[nodiscard]] static bool newer(const model::MessageSummary& a, const model::MessageSummary& b);

    [[nodiscard]] int size() const { return m_rows.size(); }
    [[nodiscard]] bool contains(qint64 id) const { return m_dates.find({id, 0}) != nullptr; }
    [[nodiscard]] RowFacts facts(int row) const { return factsOf(m_rows.at(row)); }
    /// Tells the facts of each of these rows to take(), which is cheaper than facts() of each.
    template <typename Take> void visit(int first, int last, Take&& take) const {
        m_rows.visit(first, last, [&](const Row& row) { take(factsOf(row)); });
    }
    /// Null: put away.
    [[nodiscard]] const model::MessageSummary* summary(int row) const;
    [[nodiscard]] int kept() const { return static_cast<int>(m_summaries.size()); }
    [[nodiscard]] int rowOf(qint64 id) const; ///< below zero: not here
    /// Where the summary belongs.
    [[nodiscard]] int placeOf(const model::MessageSummary& summary) const;
    /// Whether the row is newer than that.
    [[nodiscard]] bool isNewer(int row, const model::MessageSummary& summary) const;

    void assign(const QList<model::MessageSummary>& summaries);
    /// They are newest first and all belong between row - 1 and row.
    void insert(int row, const QList<model::MessageSummary>& run);
    void remove(int first, int last);
    /// False, and nothing is done, when its date is another, so that it belongs elsewhere.
    bool replace(int row, const model::MessageSummary& summary);
    /// Keeps the summaries around that row, where there are more than mostKept.
    void keepAround(int row);

  private:
    using Row = PackedRow;
    using Dated = PackedDate;
    struct Newer {
        bool operator()(const Row& a, const Row& b) const {
            const qint64 first = a.dateMs(), second = b.dateMs();
            return first != second ? first > second : a.id() > b.id();
        }
    };
    struct LowerId {
        bool operator()(const Dated& a, const Dated& b) const { return a.id() < b.id(); }
    };
    using Place = std::pair<AccountId, MailboxId>;

    [[nodiscard]] static Row keyOf(const model::MessageSummary& summary) { return {summary.id.value, summary.dateMs}; }
    [[nodiscard]] Row make(const model::MessageSummary& summary);
    [[nodiscard]] quint32 placeNumber(const Place& place);
    [[nodiscard]] RowFacts factsOf(const Row& row) const {
        const auto& [account, mailbox] = m_places[row.place()];
        return {MessageId(row.id()), account, mailbox, row.dateMs(), row.flagBits()};
    }
    bool putAway(int row) { return m_summaries.erase(m_rows.at(row).id()) > 0; } ///< whether it was kept

    SortedChunks<Row, Newer> m_rows;
    SortedChunks<Dated, LowerId> m_dates;
    std::vector<Place> m_places; ///< few: where the messages are
    std::map<Place, quint32> m_placeNumbers;
    std::unordered_map<qint64, model::MessageSummary> m_summaries; ///< by id
    int m_mostKept;
    int m_keptFirst = 0, m_keptLast = -1; ///< no summary is kept outside of these
};

} // namespace tributary::ui
