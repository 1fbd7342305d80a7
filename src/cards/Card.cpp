// SPDX-License-Identifier: GPL-3.0-or-later
#include "cards/Card.h"

#include "cards/ContentLines.h"

namespace tributary::cards {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kMaxCards = 500;
constexpr int kMaxEntries = 50;

QStringList kindsOf(const ContentLine& line) {
    // What says how the value is written, not what it is for.
    static const QStringList passedOver{u"PREF"_s, u"INTERNET"_s, u"VOICE"_s, u"QUOTED-PRINTABLE"_s, u"8BIT"_s, u"BASE64"_s};
    QStringList kinds;
    for (const QString& kind : line.all("TYPE")) {
        if (!kind.isEmpty() && !passedOver.contains(kind))
            kinds.append(kind.toLower());
    }
    return kinds;
}

void add(QList<CardEntry>& entries, const ContentLine& line, const QString& value) {
    if (entries.size() < kMaxEntries && !value.isEmpty())
        entries.append({value, kindsOf(line)});
}

QString joined(QStringList parts, const QString& between) {
    parts.removeAll(QString());
    return parts.join(between);
}

/// N is family; given; additional; before; behind.
QString nameOf(const QString& value) {
    const QStringList parts = components(value, u';');
    return joined({parts.value(3), parts.value(1), parts.value(2), parts.value(0), parts.value(4)}, u" "_s);
}

QString phoneOf(const ContentLine& line) {
    const QString text = unescaped(line.value).trimmed();
    return text.startsWith("tel:"_L1, Qt::CaseInsensitive) ? text.mid(4) : text;
}

void take(Card& card, const ContentLine& line) {
    if (line.name == "FN")
        card.name = unescaped(line.value).trimmed();
    else if (line.name == "N" && card.name.isEmpty())
        card.name = nameOf(line.value);
    else if (line.name == "ORG")
        card.organisation = joined(components(line.value, u';'), u", "_s);
    else if (line.name == "TITLE")
        card.title = unescaped(line.value);
    else if (line.name == "URL")
        card.page = unescaped(line.value).trimmed();
    else if (line.name == "BDAY")
        card.birthday = line.value.trimmed();
    else if (line.name == "NOTE")
        card.note = unescaped(line.value);
    else if (line.name == "EMAIL")
        add(card.mailAddresses, line, unescaped(line.value).trimmed());
    else if (line.name == "TEL")
        add(card.phones, line, phoneOf(line));
    else if (line.name == "ADR")
        add(card.addresses, line, joined(components(line.value, u';'), u"\n"_s));
}

} // namespace

QList<Card> parseCards(QByteArrayView bytes) {
    QList<Card> cards;
    Card card;
    bool isOpen = false;
    for (const ContentLine& line : parseContentLines(bytes)) {
        const bool isBorder = line.value.trimmed().compare("VCARD"_L1, Qt::CaseInsensitive) == 0;
        if (line.name == "BEGIN" && isBorder) {
            card = {};
            isOpen = true;
        } else if (line.name == "END" && isBorder && isOpen) {
            isOpen = false;
            cards.append(card);
            if (cards.size() >= kMaxCards)
                break;
        } else if (isOpen) {
            take(card, line);
        }
    }
    return cards;
}

} // namespace tributary::cards
