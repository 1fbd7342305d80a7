// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

namespace tributary::ui {

/// One line of a calendar or a visiting card (RFC 5545 3.1, RFC 6350 3.2), unfolded and decoded.
struct ContentLine {
    QString name;                       ///< upper case, without its group
    QHash<QString, QString> parameters; ///< names in upper case
    QString value;                      ///< \n, \, and \; undone
};
/// Bounded: what is over 10,000 lines or 1 MiB is left out. It never fails.
[[nodiscard]] QList<ContentLine> parseContentLines(const QByteArray& bytes);

/// What a card shows: a title and lines of name and value.
struct AttachedFacts {
    enum class Kind { Event, Person };
    Kind kind = Kind::Event;
    QString title;
    QString note; ///< "An invitation", "Cancelled"
    QList<std::pair<QString, QString>> lines;
};
/// Events and tasks of a calendar, people of a vCard file; at most 50. Empty: nothing that is known.
[[nodiscard]] QList<AttachedFacts> readAttachedFacts(const QByteArray& bytes);

} // namespace tributary::ui
