// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/RawTable.h"

namespace tributary::store::detail {

qint64 RawTable::insert(const QByteArray& bytes) {
    if (bytes.isEmpty())
        return 0;
    m_connection.query("INSERT INTO raw (refs, bytes) VALUES (1, ?)").add(bytes).run();
    return m_connection.lastId();
}

void RawTable::retain(qint64 id) {
    if (id != 0)
        m_connection.query("UPDATE raw SET refs = refs + 1 WHERE id = ?").add(id).run();
}

void RawTable::release(qint64 id) {
    if (id == 0)
        return;
    Query left = m_connection.query("UPDATE raw SET refs = refs - 1 WHERE id = ? RETURNING refs");
    if (left.add(id).step() && left.integer(0) > 0)
        return;
    m_connection.query("DELETE FROM raw WHERE id = ?").add(id).run();
}

} // namespace tributary::store::detail
