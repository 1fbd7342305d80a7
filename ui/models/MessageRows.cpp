// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/MessageRows.h"

#include <algorithm>

namespace tributary::ui {

bool MessageRows::newer(const model::MessageSummary& a, const model::MessageSummary& b) { return Newer()(keyOf(a), keyOf(b)); }

bool MessageRows::isNewer(int row, const model::MessageSummary& summary) const { return Newer()(m_rows.at(row), keyOf(summary)); }

quint32 MessageRows::placeNumber(const Place& place) {
    const auto [number, isNew] = m_placeNumbers.try_emplace(place, static_cast<quint32>(m_places.size()));
    if (isNew)
        m_places.push_back(place);
    return number->second;
}

MessageRows::Row MessageRows::make(const model::MessageSummary& summary) {
    return {summary.id.value, summary.dateMs, summary.flags.bits, placeNumber({summary.account, summary.mailbox})};
}

const model::MessageSummary* MessageRows::summary(int row) const {
    const auto summary = m_summaries.find(m_rows.at(row).id());
    return summary != m_summaries.end() ? &summary->second : nullptr;
}

int MessageRows::placeOf(const model::MessageSummary& summary) const { return m_rows.placeOf(keyOf(summary)); }

int MessageRows::rowOf(qint64 id) const {
    const Dated* found = m_dates.find({id, 0});
    return found != nullptr ? m_rows.placeOf({id, found->dateMs()}) : -1;
}

void MessageRows::assign(const QList<model::MessageSummary>& summaries) {
    *this = MessageRows(m_mostKept);
    insert(0, summaries);
}

void MessageRows::insert(int row, const QList<model::MessageSummary>& run) {
    const bool none = m_summaries.empty();
    std::vector<Row> rows;
    std::vector<Dated> dates;
    rows.reserve(static_cast<size_t>(run.size()));
    dates.reserve(static_cast<size_t>(run.size()));
    for (const model::MessageSummary& summary : run) {
        rows.push_back(make(summary));
        dates.push_back({summary.id.value, summary.dateMs});
        m_summaries.insert_or_assign(summary.id.value, summary);
    }
    std::sort(dates.begin(), dates.end(), LowerId());
    m_rows.insert(rows);
    m_dates.insert(dates);
    const int count = static_cast<int>(run.size());
    m_keptFirst = none ? row : std::min(m_keptFirst, row);
    m_keptLast = none ? row + count - 1 : std::max(m_keptLast + count, row + count - 1);
}

void MessageRows::remove(int first, int last) {
    std::vector<Row> rows;
    std::vector<Dated> dates;
    rows.reserve(static_cast<size_t>(last - first + 1));
    dates.reserve(static_cast<size_t>(last - first + 1));
    m_rows.visit(first, last, [&](const Row& row) {
        rows.push_back(row);
        dates.emplace_back(row.id(), row.dateMs());
        m_summaries.erase(row.id());
    });
    std::sort(dates.begin(), dates.end(), LowerId());
    m_rows.remove(rows);
    m_dates.remove(dates);
    if (m_keptFirst > first)
        m_keptFirst = std::max(first, m_keptFirst - (last - first + 1));
    m_keptLast = std::min(m_keptLast, size() - 1);
}

bool MessageRows::replace(int row, const model::MessageSummary& summary) {
    if (m_rows.at(row).dateMs() != keyOf(summary).dateMs())
        return false;
    m_rows.replace(row, make(summary));
    m_summaries.insert_or_assign(summary.id.value, summary);
    m_keptFirst = std::min(m_keptFirst, row);
    m_keptLast = std::max(m_keptLast, row);
    return true;
}

/// Half of them, around the row; never so many at once that a frame would be late.
void MessageRows::keepAround(int row) {
    constexpr int kAtOnce = 1000;
    if (kept() <= m_mostKept)
        return;
    int left = kAtOnce;
    for (; left > 0 && m_keptFirst < row - m_mostKept / 4 && m_keptFirst < m_keptLast; ++m_keptFirst)
        left -= putAway(m_keptFirst) ? 1 : 0;
    for (; left > 0 && m_keptLast > row + m_mostKept / 4 && m_keptLast > m_keptFirst; --m_keptLast)
        left -= putAway(m_keptLast) ? 1 : 0;
}

} // namespace tributary::ui
