// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/StorageRows.h"

#include "ui/models/MailboxNames.h"
#include "ui/settings/StorageText.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

namespace tributary::ui {

namespace {

struct StorageRowWords {
    Q_DECLARE_TR_FUNCTIONS(StorageRows)
};

constexpr double kLeastShare = 0.003; ///< of all, to be a box of its own

} // namespace

QList<StorageRow> storageRows(const engine::StorageUse& use) {
    QList<StorageRow> rows;
    for (qsizetype i = 0; i < use.accounts.size(); ++i) {
        const engine::AccountStorage& account = use.accounts[i];
        for (const engine::MailboxStorage& mailbox : account.mailboxes) {
            if (mailbox.messages > 0)
                rows.append({i, account.name, mailboxPath(mailbox), mailbox.messages, mailbox.bytes});
        }
        const qint64 inSight = std::accumulate(account.mailboxes.begin(), account.mailboxes.end(), qint64(0), [](qint64 sum, const auto& mailbox) { return sum + mailbox.messages; });
        if (account.asideBytes > 0)
            rows.append({i, account.name, StorageRowWords::tr("Put aside for undo"), account.messages - inSight, account.asideBytes});
    }
    std::stable_sort(rows.begin(), rows.end(), [](const StorageRow& a, const StorageRow& b) { return a.bytes > b.bytes; });
    return rows;
}

StorageBoxes storageBoxes(const engine::StorageUse& use, const QList<StorageRow>& rows) {
    QList<qsizetype> order(use.accounts.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](qsizetype a, qsizetype b) { return use.accounts[a].bytes > use.accounts[b].bytes; });
    const double all = std::accumulate(rows.begin(), rows.end(), 0.0, [](double sum, const StorageRow& row) { return sum + double(row.bytes); });
    StorageBoxes boxes;
    for (const qsizetype index : std::as_const(order)) {
        TreemapGroup group{use.accounts[index].name, use.accounts[index].colour, {}};
        int few = 0;
        qint64 fewBytes = 0;
        for (int i = 0; i < rows.size(); ++i) {
            if (rows[i].accountIndex != index || rows[i].bytes == 0)
                continue;
            if (double(rows[i].bytes) < kLeastShare * all) {
                ++few;
                fewBytes += rows[i].bytes;
                continue;
            }
            group.boxes.append({rows[i].mailbox, sizeText(rows[i].bytes), double(rows[i].bytes)});
            boxes.rows.append(i);
        }
        if (few > 0) {
            group.boxes.append({StorageRowWords::tr("%Ln more", nullptr, few), sizeText(fewBytes), double(fewBytes)});
            boxes.rows.append(-1);
        }
        if (!group.boxes.isEmpty())
            boxes.groups.append(group);
    }
    return boxes;
}

} // namespace tributary::ui
