// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/SeenSenders.h"

#include "store/detail/ContactTable.h"

#include <algorithm>

namespace tributary::store::detail {

bool SeenSenders::areFoundIn(model::SpecialUse use) {
    using Use = model::SpecialUse;
    return use != Use::Junk && use != Use::Trash && use != Use::Sent && use != Use::Drafts;
}

void SeenSenders::add(const model::AddressList& from, qint64 dateMs) {
    for (const model::Address& one : from) {
        Sender& sender = m_senders[one.addrSpec];
        ++sender.count;
        sender.lastMs = std::max(sender.lastMs, dateMs);
        if (!one.name.isEmpty() && (sender.name.isEmpty() || dateMs >= sender.nameMs)) {
            sender.name = one.name;
            sender.nameMs = dateMs;
        }
    }
}

void SeenSenders::write(Connection& connection, qint64 nowMs) {
    ContactTable contacts(connection);
    for (auto it = m_senders.cbegin(); it != m_senders.cend(); ++it) {
        if (const QString key = contactKey(it.key()); !key.isEmpty())
            contacts.noteSeen(key, it->name, it->count, std::min(it->lastMs, nowMs));
    }
    m_senders.clear();
}

} // namespace tributary::store::detail
