// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QStringList>

namespace tributary::cards {

/// A value with what it is for ("work", "home", "cell"), lower case, perhaps none.
struct CardEntry {
    QString value;
    QStringList kinds;

    bool operator==(const CardEntry&) const = default;
};

/// What a vCard says of a person, to be shown (RFC 6350, RFC 2426, vCard 2.1).
struct Card {
    QString name;         ///< FN, else made from N
    QString organisation; ///< its units behind commas
    QString title;
    QString page, birthday, note; ///< URL, BDAY, NOTE as written
    QList<CardEntry> mailAddresses, phones; ///< at most 50 each
    QList<CardEntry> addresses;             ///< postal ones, a line a component
};

/// At most 500 cards. Pure, bounded; never fails.
[[nodiscard]] QList<Card> parseCards(QByteArrayView bytes);

} // namespace tributary::cards
