// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/MessageContent.h"

#include <QList>
#include <QString>

namespace tributary::ui {

/// What a card of an attached calendar or vCard shows: a title and lines of name and value.
struct AttachedFacts {
    QString title;
    QString note; ///< "An invitation ...", "The sender says that this is cancelled."
    QList<std::pair<QString, QString>> lines;
};
/// A card an event or task, times in this machine's zone; at most 50.
[[nodiscard]] QList<AttachedFacts> factsOf(const cards::Calendar& calendar);
/// A card a person; at most 50.
[[nodiscard]] QList<AttachedFacts> factsOf(const QList<cards::Card>& people);

} // namespace tributary::ui
