// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Message.h"

#include <QHash>
#include <QList>

#include <memory>
#include <vector>

namespace tributary::ui {

/// The rows of a list, newest first: a million of them are cheap to find in, to put among and to take from. A value of the
/// GUI thread; it knows no model.
class MessageRows {
  public:
    [[nodiscard]] static bool newer(const model::MessageSummary& a, const model::MessageSummary& b);

    [[nodiscard]] int size() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] bool contains(qint64 id) const { return m_dates.contains(id); }
    [[nodiscard]] const model::MessageSummary& at(int row) const { return *m_rows[static_cast<size_t>(row)]; }
    [[nodiscard]] int rowOf(qint64 id) const; ///< below zero: not here
    /// Where the summary belongs.
    [[nodiscard]] int placeOf(const model::MessageSummary& summary) const;

    void assign(const QList<model::MessageSummary>& summaries);
    /// They are newest first and all belong between row - 1 and row.
    void insert(int row, const QList<model::MessageSummary>& run);
    void remove(int first, int last);
    /// False, and nothing is done, when its date is another, so that it belongs elsewhere.
    bool replace(int row, const model::MessageSummary& summary);

  private:
    using Row = std::unique_ptr<model::MessageSummary>;
    std::vector<Row> m_rows; ///< pointers: what stands behind moves by eight bytes a row
    QHash<qint64, qint64> m_dates; ///< by id
};

} // namespace tributary::ui
