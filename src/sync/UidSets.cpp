// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/UidSets.h"

#include <algorithm>

namespace tributary::sync {

using Range = imap::UidSet::Range;

imap::UidSet minus(const imap::UidSet& from, const imap::UidSet& without) {
    QList<Range> left;
    const QList<Range>& cut = without.ranges();
    auto at = cut.begin();
    for (const Range& range : from.ranges()) {
        quint64 first = range.first;
        while (at != cut.end() && at->last < first)
            ++at;
        for (auto it = at; it != cut.end() && it->first <= range.last && first <= range.last; ++it) {
            if (it->first > first)
                left.append({static_cast<quint32>(first), it->first - 1});
            first = std::max<quint64>(first, quint64(it->last) + 1);
        }
        if (first <= range.last)
            left.append({static_cast<quint32>(first), range.last});
    }
    return imap::UidSet::fromRanges(std::move(left));
}

imap::UidSet both(const imap::UidSet& a, const imap::UidSet& b) {
    QList<Range> shared;
    auto i = a.ranges().begin();
    auto j = b.ranges().begin();
    while (i != a.ranges().end() && j != b.ranges().end()) {
        const quint32 first = std::max(i->first, j->first);
        const quint32 last = std::min(i->last, j->last);
        if (first <= last)
            shared.append({first, last});
        if (i->last < j->last)
            ++i;
        else
            ++j;
    }
    return imap::UidSet::fromRanges(std::move(shared));
}

imap::UidSet unite(const imap::UidSet& a, const imap::UidSet& b) {
    QList<Range> all = a.ranges();
    all.append(b.ranges());
    return imap::UidSet::fromRanges(std::move(all));
}

imap::UidSet takeHighest(imap::UidSet& set, quint64 count) {
    QList<Range> kept = set.ranges();
    QList<Range> taken;
    while (count > 0 && !kept.isEmpty()) {
        Range& last = kept.last();
        const quint64 size = quint64(last.last) - last.first + 1;
        if (size <= count) {
            taken.prepend(last);
            kept.removeLast();
            count -= size;
            continue;
        }
        const auto from = static_cast<quint32>(last.last - count + 1);
        taken.prepend({from, last.last});
        last.last = from - 1;
        count = 0;
    }
    set = imap::UidSet::fromRanges(std::move(kept));
    return imap::UidSet::fromRanges(std::move(taken));
}

QList<quint32> highestFirst(const imap::UidSet& set, qsizetype limit) {
    QList<quint32> uids;
    const QList<Range>& ranges = set.ranges();
    for (auto range = ranges.crbegin(); range != ranges.crend(); ++range) {
        for (quint64 uid = range->last; uid >= range->first && uid > 0; --uid) {
            if (uids.size() >= limit)
                return uids;
            uids.append(static_cast<quint32>(uid));
        }
    }
    return uids;
}

QList<imap::UidSet> piecesForWire(const imap::UidSet& set, qsizetype maxBytes) {
    constexpr qsizetype kRangeBytes = 22; // "4294967295:4294967295,"
    QList<imap::UidSet> pieces;
    const qsizetype each = std::max<qsizetype>(1, maxBytes / kRangeBytes);
    const QList<Range>& ranges = set.ranges();
    for (qsizetype at = 0; at < ranges.size(); at += each)
        pieces.append(imap::UidSet::fromRanges(ranges.mid(at, each)));
    return pieces;
}

imap::UidSet uidSetOf(QList<quint32> uids) {
    std::sort(uids.begin(), uids.end());
    return imap::UidSet::fromSorted(uids);
}

} // namespace tributary::sync
