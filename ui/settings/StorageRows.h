// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/StorageUse.h"
#include "ui/widgets/Treemap.h"

#include <QList>
#include <QString>

namespace tributary::ui {

struct StorageRow {
    qsizetype accountIndex = 0;
    QString account, mailbox;
    qint64 messages = 0, bytes = 0;
};

/// Every mailbox that has mail, and what is put aside, the largest first.
[[nodiscard]] QList<StorageRow> storageRows(const engine::StorageUse& use);

struct StorageBoxes {
    QList<TreemapGroup> groups; ///< by account, the largest first; what is too small to be seen is one box
    QList<int> rows;            ///< of each box; -1: of the one for several
};
[[nodiscard]] StorageBoxes storageBoxes(const engine::StorageUse& use, const QList<StorageRow>& rows);

} // namespace tributary::ui
