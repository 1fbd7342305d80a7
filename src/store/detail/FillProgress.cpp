// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/FillProgress.h"

namespace tributary::store::detail {

std::optional<qint64> FillProgress::from() {
    Query fact = m_connection.query("SELECT value FROM store_fact WHERE name = ?");
    fact.add(QString::fromLatin1(m_fact));
    return fact.step() ? std::optional(fact.integer(0)) : std::nullopt;
}

bool FillProgress::stepped(qint64 looked, qint64 next) {
    const QString fact = QString::fromLatin1(m_fact);
    if (looked < kStep || next <= 0) {
        m_connection.query("DELETE FROM store_fact WHERE name = ?").add(fact).run();
        return false;
    }
    m_connection.query("UPDATE store_fact SET value = ? WHERE name = ?").add(next).add(fact).run();
    return true;
}

} // namespace tributary::store::detail
