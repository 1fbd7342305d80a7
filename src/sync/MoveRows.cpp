// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/MoveRows.h"

#include "sync/PushRunner.h"
#include "sync/UidSets.h"

namespace tributary::sync {

using store::MovePush;

QList<qint64> rowsOf(const QList<MovePush>& group) {
    QList<qint64> rows;
    rows.reserve(group.size());
    for (const MovePush& row : group)
        rows.append(row.row);
    return rows;
}

imap::UidSet uidsOf(const QList<MovePush>& group) {
    QList<quint32> uids;
    uids.reserve(group.size());
    for (const MovePush& row : group)
        uids.append(row.uid.value);
    return uidSetOf(std::move(uids));
}

void gatherPairs(const imap::ResponseCode& code, const imap::UidSet& asked, Uid next, QHash<quint32, quint32>& pairs,
                 UidValidity& validity) {
    if (code.name != "COPYUID" || !minus(code.sourceUids, asked).isEmpty())
        return;
    const QHash<quint32, quint32> told = copyPairs(code);
    for (auto it = told.constBegin(); it != told.constEnd(); ++it) {
        if (it.value() >= next.value)
            pairs.insert(it.key(), it.value());
    }
    validity = code.uidValidity.value_or(UidValidity());
}

} // namespace tributary::sync
