// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/ChangeBatch.h"

namespace tributary::ui {

void ChangeBatch::add(const QList<MessageId>& ids, bool keepAll) {
    m_added += static_cast<int>(ids.size());
    m_many = !keepAll && (m_many || m_added > kMany);
    for (const MessageId id : ids) {
        const auto known = m_fates.constFind(id.value);
        if (known != m_fates.constEnd())
            m_fates.insert(id.value, Fate::Changed);
        else if (!m_many)
            m_fates.insert(id.value, Fate::Added);
    }
}

void ChangeBatch::change(MessageId id) {
    if (!m_fates.contains(id.value))
        m_fates.insert(id.value, Fate::Changed);
}

void ChangeBatch::remove(const QList<MessageId>& ids) {
    for (const MessageId id : ids)
        m_fates.insert(id.value, Fate::Removed);
}

void ChangeBatch::clear() { *this = {}; }

QList<MessageId> ChangeBatch::ids(Fate fate) const {
    QList<MessageId> ids;
    for (auto it = m_fates.cbegin(); it != m_fates.cend(); ++it) {
        if (it.value() == fate)
            ids.append(MessageId(it.key()));
    }
    return ids;
}

QSet<qint64> ChangeBatch::removed() const {
    QSet<qint64> ids;
    for (auto it = m_fates.cbegin(); it != m_fates.cend(); ++it) {
        if (it.value() == Fate::Removed)
            ids.insert(it.key());
    }
    return ids;
}

} // namespace tributary::ui
