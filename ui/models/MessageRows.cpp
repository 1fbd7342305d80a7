// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/MessageRows.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace tributary::ui {

namespace {

struct Key {
    qint64 dateMs, id;
    [[nodiscard]] bool newerThan(const Key& other) const { return dateMs != other.dateMs ? dateMs > other.dateMs : id > other.id; }
};

Key keyOf(const model::MessageSummary& summary) { return {summary.dateMs, summary.id.value}; }
Key keyOf(const RowFacts& facts) { return {facts.dateMs, facts.id.value}; }

} // namespace

bool MessageRows::newer(const model::MessageSummary& a, const model::MessageSummary& b) { return keyOf(a).newerThan(keyOf(b)); }

bool MessageRows::isNewer(int row, const model::MessageSummary& summary) const { return keyOf(facts(row)).newerThan(keyOf(summary)); }

std::unique_ptr<MessageRows::Row> MessageRows::make(const model::MessageSummary& summary) {
    const RowFacts facts{summary.id, summary.account, summary.mailbox, summary.dateMs, summary.flags.bits};
    return std::make_unique<Row>(Row{facts, std::make_unique<model::MessageSummary>(summary)});
}

int MessageRows::placeOf(const model::MessageSummary& summary) const {
    const auto place = std::lower_bound(m_rows.begin(), m_rows.end(), keyOf(summary),
                                        [](const auto& row, const Key& key) { return keyOf(row->facts).newerThan(key); });
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
    m_kept = 0;
    m_keptFirst = 0;
    m_keptLast = -1;
    insert(0, summaries);
}

void MessageRows::insert(int row, const QList<model::MessageSummary>& run) {
    std::vector<std::unique_ptr<Row>> fresh;
    fresh.reserve(static_cast<size_t>(run.size()));
    for (const model::MessageSummary& summary : run) {
        m_dates.insert(summary.id.value, summary.dateMs);
        fresh.push_back(make(summary));
    }
    const int count = static_cast<int>(run.size());
    const bool none = std::exchange(m_kept, m_kept + count) == 0;
    m_keptFirst = none ? row : std::min(m_keptFirst, row);
    m_keptLast = none ? row + count - 1 : std::max(m_keptLast + count, row + count - 1);
    m_rows.insert(m_rows.begin() + row, std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
}

void MessageRows::remove(int first, int last) {
    for (int row = first; row <= last; ++row) {
        m_dates.remove(facts(row).id.value);
        m_kept -= summary(row) != nullptr ? 1 : 0;
    }
    m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
    if (m_keptFirst > first)
        m_keptFirst = std::max(first, m_keptFirst - (last - first + 1));
    m_keptLast = std::min(m_keptLast, size() - 1);
}

bool MessageRows::replace(int row, const model::MessageSummary& summary) {
    std::unique_ptr<Row>& old = m_rows[static_cast<size_t>(row)];
    if (old->facts.dateMs != summary.dateMs)
        return false;
    m_kept += old->summary ? 0 : 1;
    m_keptFirst = std::min(m_keptFirst, row);
    m_keptLast = std::max(m_keptLast, row);
    old = make(summary);
    return true;
}

/// Half of them, around the row; never so many at once that a frame would be late.
void MessageRows::keepAround(int row) {
    constexpr int kAtOnce = 1000;
    if (m_kept <= m_mostKept)
        return;
    int left = kAtOnce;
    for (; left > 0 && m_keptFirst < row - m_mostKept / 4 && m_keptFirst < m_keptLast; ++m_keptFirst)
        left -= putAway(m_keptFirst) ? 1 : 0;
    for (; left > 0 && m_keptLast > row + m_mostKept / 4 && m_keptLast > m_keptFirst; --m_keptLast)
        left -= putAway(m_keptLast) ? 1 : 0;
}

bool MessageRows::putAway(int row) {
    const bool was = std::exchange(m_rows[static_cast<size_t>(row)]->summary, nullptr) != nullptr;
    m_kept -= was ? 1 : 0;
    return was;
}

} // namespace tributary::ui
