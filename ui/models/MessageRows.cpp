// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/MessageRows.h"

#include <algorithm>
#include <iterator>

namespace tributary::ui {

namespace {

struct Key {
    qint64 dateMs, id;
    [[nodiscard]] bool newerThan(const Key& other) const { return dateMs != other.dateMs ? dateMs > other.dateMs : id > other.id; }
};

Key keyOf(const model::MessageSummary& summary) { return {summary.dateMs, summary.id.value}; }

} // namespace

bool MessageRows::newer(const model::MessageSummary& a, const model::MessageSummary& b) { return keyOf(a).newerThan(keyOf(b)); }

int MessageRows::placeOf(const model::MessageSummary& summary) const {
    const auto place = std::lower_bound(m_rows.begin(), m_rows.end(), keyOf(summary),
                                        [](const Row& row, const Key& key) { return keyOf(*row).newerThan(key); });
    return static_cast<int>(std::distance(m_rows.begin(), place));
}

int MessageRows::rowOf(qint64 id) const {
    const auto date = m_dates.constFind(id);
    if (date == m_dates.constEnd())
        return -1;
    model::MessageSummary key;
    key.id = MessageId(id);
    key.dateMs = *date;
    return placeOf(key);
}

void MessageRows::assign(const QList<model::MessageSummary>& summaries) {
    m_rows.clear();
    m_dates.clear();
    insert(0, summaries);
}

void MessageRows::insert(int row, const QList<model::MessageSummary>& run) {
    std::vector<Row> fresh;
    fresh.reserve(static_cast<size_t>(run.size()));
    for (const model::MessageSummary& summary : run) {
        m_dates.insert(summary.id.value, summary.dateMs);
        fresh.push_back(std::make_unique<model::MessageSummary>(summary));
    }
    m_rows.insert(m_rows.begin() + row, std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
}

void MessageRows::remove(int first, int last) {
    for (int row = first; row <= last; ++row)
        m_dates.remove(at(row).id.value);
    m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
}

bool MessageRows::replace(int row, const model::MessageSummary& summary) {
    if (at(row).dateMs != summary.dateMs)
        return false;
    *m_rows[static_cast<size_t>(row)] = summary;
    return true;
}

} // namespace tributary::ui
