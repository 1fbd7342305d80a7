// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Types.h"

#include <algorithm>

namespace tributary::imap {

namespace {

QByteArray bound(quint32 number) { return number == UidSet::kStar ? QByteArray("*") : QByteArray::number(number); }
} // namespace

UidSet UidSet::range(quint32 first, quint32 last) {
    UidSet set;
    set.m_ranges.append({std::min(first, last), std::max(first, last)});
    return set;
}

UidSet UidSet::fromRanges(QList<Range> ranges) {
    std::sort(ranges.begin(), ranges.end(), [](const Range& a, const Range& b) { return a.first < b.first; });
    UidSet set;
    for (const Range& range : std::as_const(ranges)) {
        if (!set.m_ranges.isEmpty() && quint64(set.m_ranges.last().last) + 1 >= range.first)
            set.m_ranges.last().last = std::max(set.m_ranges.last().last, range.last);
        else
            set.m_ranges.append(range);
    }
    return set;
}

UidSet UidSet::fromSorted(const QList<quint32>& ascending) {
    UidSet set;
    for (const quint32 number : ascending) {
        if (!set.m_ranges.isEmpty() && quint64(set.m_ranges.last().last) + 1 >= number)
            set.m_ranges.last().last = std::max(set.m_ranges.last().last, number);
        else
            set.m_ranges.append({number, number});
    }
    return set;
}

void UidSet::add(quint32 first, quint32 last) {
    if (first > last)
        std::swap(first, last);
    // The usual ways in are at the end; anything else is rare and rebuilt.
    if (m_ranges.isEmpty() || quint64(m_ranges.last().last) + 1 < first) {
        m_ranges.append({first, last});
        return;
    }
    if (first >= m_ranges.last().first) {
        m_ranges.last().last = std::max(m_ranges.last().last, last);
        return;
    }
    QList<Range> ranges = m_ranges;
    ranges.append({first, last});
    *this = fromRanges(std::move(ranges));
}

bool UidSet::contains(quint32 number) const {
    const auto it = std::upper_bound(m_ranges.begin(), m_ranges.end(), number,
                                     [](quint32 n, const Range& range) { return n < range.first; });
    return it != m_ranges.begin() && number <= std::prev(it)->last;
}

quint64 UidSet::count() const {
    quint64 total = 0;
    for (const Range& range : m_ranges)
        total += quint64(range.last) - range.first + 1;
    return total;
}

QByteArray UidSet::toWire() const {
    QByteArray wire;
    for (const Range& range : m_ranges) {
        if (!wire.isEmpty())
            wire.append(',');
        wire.append(bound(range.first));
        if (range.last != range.first)
            wire.append(':').append(bound(range.last));
    }
    return wire;
}

} // namespace tributary::imap
