// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/CardFacts.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTimeZone>

namespace tributary::ui {

namespace {

constexpr qsizetype kMostCards = 50, kMostPeople = 20;

class FactsList {
    Q_DECLARE_TR_FUNCTIONS(CardFacts)

  public:
    static QList<std::pair<QString, QString>> of(const cards::Event& event);
    static QList<std::pair<QString, QString>> of(const cards::Card& card);
    static QString noteOf(const QString& method);

  private:
    void add(const QString& name, const QString& value) {
        if (!value.isEmpty())
            m_lines.append({name, value});
    }
    void addAll(const QString& name, const QList<cards::CardEntry>& entries) {
        for (const cards::CardEntry& entry : entries) {
            const QString kinds = entry.kinds.join(QStringLiteral(", "));
            add(name, kinds.isEmpty() ? entry.value : QStringLiteral("%1 (%2)").arg(entry.value, kinds));
        }
    }

    QList<std::pair<QString, QString>> m_lines;
};

QString personOf(const cards::Attendee& person) {
    if (person.name.isEmpty() || person.name == person.address)
        return person.address;
    return QStringLiteral("%1 <%2>").arg(person.name, person.address);
}

/// Here, where the zone is known; else as the sender wrote it, with his word for the zone.
QString timeText(const cards::EventTime& when, bool isLastDay) {
    const QLocale locale;
    if (!when.time.isValid())
        return {};
    if (when.isDate) // RFC 5545 3.6.1: an event ends before that day
        return locale.toString(when.time.date().addDays(isLastDay ? -1 : 0), QLocale::LongFormat);
    QDateTime at = when.time;
    const QTimeZone known(when.zone.toUtf8());
    if (at.timeSpec() == Qt::LocalTime && known.isValid())
        at = QDateTime(at.date(), at.time(), known);
    else if (at.timeSpec() == Qt::LocalTime && !when.zone.isEmpty())
        return QStringLiteral("%1 (%2)").arg(locale.toString(at, QLocale::ShortFormat), when.zone);
    at = at.toLocalTime();
    return locale.toString(at.date(), QLocale::LongFormat) + u' ' + locale.toString(at.time(), QLocale::ShortFormat);
}

QList<std::pair<QString, QString>> FactsList::of(const cards::Event& event) {
    FactsList facts;
    facts.add(tr("Begins"), timeText(event.start, false));
    facts.add(event.isTask ? tr("Due") : tr("Ends"), timeText(event.end, !event.isTask));
    facts.add(tr("Repeats"), event.rule);
    facts.add(tr("Where"), event.location);
    facts.add(tr("Organiser"), personOf(event.organiser));
    for (const cards::Attendee& person : event.attendees.mid(0, kMostPeople))
        facts.add(tr("Invited"), personOf(person));
    facts.add(tr("About"), event.description);
    return facts.m_lines;
}

QList<std::pair<QString, QString>> FactsList::of(const cards::Card& card) {
    FactsList facts;
    facts.add(tr("Organisation"), card.organisation);
    facts.add(tr("Position"), card.title);
    facts.addAll(tr("Telephone"), card.phones);
    facts.addAll(tr("Mail"), card.mailAddresses);
    facts.addAll(tr("Address"), card.addresses);
    facts.add(tr("Web page"), card.page);
    facts.add(tr("Birthday"), card.birthday);
    facts.add(tr("Note"), card.note);
    return facts.m_lines;
}

QString FactsList::noteOf(const QString& method) {
    if (method == QLatin1String("request"))
        return tr("An invitation. It cannot be answered here yet.");
    if (method == QLatin1String("cancel"))
        return tr("The sender says that this is cancelled.");
    if (method == QLatin1String("reply"))
        return tr("An answer to an invitation.");
    return {};
}

} // namespace

QList<AttachedFacts> factsOf(const cards::Calendar& calendar) {
    QList<AttachedFacts> all;
    for (const cards::Event& event : calendar.events.mid(0, kMostCards))
        all.append({event.summary, FactsList::noteOf(calendar.method), FactsList::of(event)});
    return all;
}

QList<AttachedFacts> factsOf(const QList<cards::Card>& people) {
    QList<AttachedFacts> all;
    for (const cards::Card& card : people.mid(0, kMostCards))
        all.append({card.name, {}, FactsList::of(card)});
    return all;
}

} // namespace tributary::ui
