// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/KnownMessages.h"

#include "sync/UidSets.h"

namespace tributary::sync {

Result<const imap::UidSet*> KnownMessages::uids() {
    if (!m_loaded) {
        TRY(const auto ranges, m_reader.knownUids(m_mailbox));
        QList<imap::UidSet::Range> list;
        list.reserve(ranges.size());
        for (const auto& [first, last] : ranges)
            list.append({first.value, last.value});
        m_uids = imap::UidSet::fromRanges(std::move(list));
        m_loaded = true;
    }
    return &m_uids;
}

void KnownMessages::add(const imap::UidSet& uids) {
    if (m_loaded)
        m_uids = unite(m_uids, uids);
}

void KnownMessages::remove(const imap::UidSet& uids) {
    if (m_loaded)
        m_uids = minus(m_uids, uids);
}

void KnownMessages::clear() {
    m_uids = {};
    m_loaded = true;
}

} // namespace tributary::sync
