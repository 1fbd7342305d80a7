// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/MessageRows.h"

#include <QList>
#include <QMimeData>
#include <QSet>

namespace tributary::ui {

/// Messages on their way by drag and drop, inside the program.
struct MessageMime {
    AccountId account; ///< of all of them; none: they are of several
    QList<MessageId> messages;
    QSet<qint64> mailboxes; ///< where they are

    [[nodiscard]] static QString type();
    [[nodiscard]] static QMimeData* make(const QList<RowFacts>& rows);
    [[nodiscard]] static MessageMime read(const QMimeData& data); ///< no messages: it is something else
};

} // namespace tributary::ui
