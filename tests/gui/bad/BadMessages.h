// SPDX-License-Identifier: GPL-3.0-or-later
// Messages that nobody sends in good faith, made here.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace tributary::ui {

struct BadMessage {
    QString subject; ///< in the list and in what a test tells
    QByteArray bytes;
    QString noteOf;  ///< a defect that must be in the content and told in the window; empty: no limit bites
};

/// host: where everything that it names remotely lies. long: those that take long to make or to show, too.
[[nodiscard]] QList<BadMessage> badMessages(const QString& host, bool isLong);
/// With attachments whose names would leave the folder, hide what they are or be no files.
[[nodiscard]] QByteArray badNames();

} // namespace tributary::ui
