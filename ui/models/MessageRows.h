// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Message.h"

#include <QHash>
#include <QList>

#include <memory>
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

/// The rows of a list, newest first: a million of them are cheap to find in, to put among and to take from. Their summaries,
/// which take some hundred bytes each, are kept of those around the last one that was looked at, and read again when they are
/// wanted. A value of the GUI thread; it knows no model.
class MessageRows {
  public:
    /// mostKept: summaries; of more, half of them are put away, a portion at a time.
    explicit MessageRows(int mostKept = 20'000) : m_mostKept(mostKept) {}
    [[nodiscard]] static bool newer(const model::MessageSummary& a, const model::MessageSummary& b);

    [[nodiscard]] int size() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] bool contains(qint64 id) const { return m_dates.contains(id); }
    [[nodiscard]] const RowFacts& facts(int row) const { return m_rows[static_cast<size_t>(row)]->facts; }
    /// Null: put away.
    [[nodiscard]] const model::MessageSummary* summary(int row) const { return m_rows[static_cast<size_t>(row)]->summary.get(); }
    [[nodiscard]] int kept() const { return m_kept; }
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
    struct Row {
        RowFacts facts;
        std::unique_ptr<model::MessageSummary> summary;
    };
    [[nodiscard]] static std::unique_ptr<Row> make(const model::MessageSummary& summary);
    bool putAway(int row); ///< whether it was kept

    std::vector<std::unique_ptr<Row>> m_rows; ///< pointers: what stands behind moves by eight bytes a row
    QHash<qint64, qint64> m_dates;            ///< by id
    int m_mostKept;
    int m_kept = 0;
    int m_keptFirst = 0, m_keptLast = -1; ///< no summary is kept outside of these
};

} // namespace tributary::ui
