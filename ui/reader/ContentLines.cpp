// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/ContentLines.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

namespace tributary::ui {

namespace {

struct CardFacts {
    Q_DECLARE_TR_FUNCTIONS(CardFacts)
};

constexpr qsizetype kMostBytes = 1 << 20, kMostLines = 10'000, kMostValue = 4000, kMostCards = 50, kMostPeople = 20;

QString unescaped(const QString& value) {
    QString out;
    out.reserve(value.size());
    for (qsizetype i = 0; i < value.size(); ++i) {
        if (value[i] != u'\\' || i + 1 == value.size()) {
            out += value[i];
            continue;
        }
        const QChar next = value[++i];
        out += next == u'n' || next == u'N' ? QChar(u'\n') : next;
    }
    return out;
}

/// vCard 2.1 still comes so (RFC 2045 6.7).
QString fromQuotedPrintable(const QByteArray& value) {
    QByteArray bytes;
    for (qsizetype i = 0; i < value.size(); ++i) {
        bool ok = false;
        const char byte = value[i] == '=' ? static_cast<char>(value.mid(i + 1, 2).toInt(&ok, 16)) : value[i];
        bytes += byte;
        i += ok ? 2 : 0;
    }
    return QString::fromUtf8(bytes);
}

ContentLine parseLine(const QByteArray& raw) {
    const QString text = QString::fromUtf8(raw);
    ContentLine line;
    bool quoted = false;
    qsizetype begin = 0, colon = -1;
    QStringList head;
    for (qsizetype i = 0; i < text.size() && colon < 0; ++i) {
        if (text[i] == u'"')
            quoted = !quoted;
        if (quoted || (text[i] != u';' && text[i] != u':'))
            continue;
        head.append(text.mid(begin, i - begin));
        begin = i + 1;
        colon = text[i] == u':' ? i : -1;
    }
    if (colon < 0)
        return line;
    line.name = head.takeFirst().section(u'.', -1).toUpper();
    for (const QString& parameter : head) {
        const QString name = parameter.section(u'=', 0, 0).toUpper();
        QString value = parameter.contains(u'=') ? parameter.section(u'=', 1) : name;
        line.parameters.insert(parameter.contains(u'=') ? name : QStringLiteral("TYPE"), value.remove(u'"'));
    }
    const bool qp = line.parameters.value(QStringLiteral("ENCODING")).compare(QLatin1String("QUOTED-PRINTABLE"), Qt::CaseInsensitive) == 0;
    line.value = unescaped(qp ? fromQuotedPrintable(text.mid(colon + 1).toUtf8()) : text.mid(colon + 1)).left(kMostValue);
    return line;
}

QString mailOf(const QString& value) { return value.startsWith(QLatin1String("mailto:"), Qt::CaseInsensitive) ? value.mid(7) : value; }

QString personOf(const ContentLine& line) {
    const QString name = line.parameters.value(QStringLiteral("CN"));
    const QString mail = mailOf(line.value);
    return name.isEmpty() || name == mail ? mail : QStringLiteral("%1 <%2>").arg(name, mail);
}

/// "20260115T093000Z", with TZID, or a date alone.
QString timeText(const ContentLine& line) {
    const QLocale locale;
    if (line.value.size() == 8)
        return locale.toString(QDate::fromString(line.value, QStringLiteral("yyyyMMdd")), QLocale::LongFormat);
    QDateTime at = QDateTime::fromString(line.value.left(15), QStringLiteral("yyyyMMddTHHmmss"));
    if (!at.isValid())
        return line.value;
    const QString zone = line.parameters.value(QStringLiteral("TZID"));
    const QTimeZone known(zone.toUtf8());
    if (line.value.endsWith(u'Z'))
        at.setTimeSpec(Qt::UTC);
    else if (known.isValid())
        at.setTimeZone(known);
    else
        return locale.toString(at, QLocale::ShortFormat) + (zone.isEmpty() ? QString() : QString(QStringLiteral(" (") + zone + u')'));
    at = at.toLocalTime();
    return locale.toString(at.date(), QLocale::LongFormat) + u' ' + locale.toString(at.time(), QLocale::ShortFormat);
}

QString methodNote(const QString& method) {
    if (method == QLatin1String("REQUEST"))
        return CardFacts::tr("An invitation. It cannot be answered here yet.");
    if (method == QLatin1String("CANCEL"))
        return CardFacts::tr("The sender says that this is cancelled.");
    if (method == QLatin1String("REPLY"))
        return CardFacts::tr("An answer to an invitation.");
    return {};
}

void addEventLine(AttachedFacts& facts, const ContentLine& line, int& people) {
    if (line.name == QLatin1String("SUMMARY"))
        facts.title = line.value;
    else if (line.name == QLatin1String("DTSTART"))
        facts.lines.append({CardFacts::tr("Begins"), timeText(line)});
    else if (line.name == QLatin1String("DTEND"))
        facts.lines.append({CardFacts::tr("Ends"), timeText(line)});
    else if (line.name == QLatin1String("DUE"))
        facts.lines.append({CardFacts::tr("Due"), timeText(line)});
    else if (line.name == QLatin1String("RRULE"))
        facts.lines.append({CardFacts::tr("Repeats"), line.value});
    else if (line.name == QLatin1String("LOCATION"))
        facts.lines.append({CardFacts::tr("Where"), line.value});
    else if (line.name == QLatin1String("ORGANIZER"))
        facts.lines.append({CardFacts::tr("Organiser"), personOf(line)});
    else if (line.name == QLatin1String("ATTENDEE") && ++people <= kMostPeople)
        facts.lines.append({CardFacts::tr("Invited"), personOf(line)});
    else if (line.name == QLatin1String("DESCRIPTION"))
        facts.lines.append({CardFacts::tr("About"), line.value});
}

void addPersonLine(AttachedFacts& facts, const ContentLine& line) {
    static const QHash<QString, const char*> names{
        {QStringLiteral("ORG"), QT_TRANSLATE_NOOP("CardFacts", "Organisation")}, {QStringLiteral("TITLE"), QT_TRANSLATE_NOOP("CardFacts", "Position")},
        {QStringLiteral("TEL"), QT_TRANSLATE_NOOP("CardFacts", "Telephone")},    {QStringLiteral("EMAIL"), QT_TRANSLATE_NOOP("CardFacts", "Mail")},
        {QStringLiteral("ADR"), QT_TRANSLATE_NOOP("CardFacts", "Address")},      {QStringLiteral("URL"), QT_TRANSLATE_NOOP("CardFacts", "Web page")},
        {QStringLiteral("BDAY"), QT_TRANSLATE_NOOP("CardFacts", "Birthday")},    {QStringLiteral("NOTE"), QT_TRANSLATE_NOOP("CardFacts", "Note")},
    };
    if (line.name == QLatin1String("FN"))
        facts.title = line.value;
    const char* name = names.value(line.name);
    if (!name)
        return;
    QStringList pieces = line.value.split(u';', Qt::SkipEmptyParts);
    facts.lines.append({CardFacts::tr(name), line.name == QLatin1String("ADR") || line.name == QLatin1String("ORG") ? pieces.join(QStringLiteral(", ")) : line.value});
}

} // namespace

QList<ContentLine> parseContentLines(const QByteArray& bytes) {
    QList<ContentLine> lines;
    QByteArray current;
    for (QByteArray line : bytes.left(kMostBytes).split('\n')) {
        if (line.endsWith('\r'))
            line.chop(1);
        if (line.startsWith(' ') || line.startsWith('\t')) {
            current += line.mid(1);
            continue;
        }
        if (!current.isEmpty() && lines.size() < kMostLines)
            lines.append(parseLine(current));
        current = line;
    }
    if (!current.isEmpty() && lines.size() < kMostLines)
        lines.append(parseLine(current));
    return lines;
}

QList<AttachedFacts> readAttachedFacts(const QByteArray& bytes) {
    QList<AttachedFacts> all;
    QString inside, method;
    int nested = 0, people = 0; // an alarm inside an event is none of the event's facts
    for (const ContentLine& line : parseContentLines(bytes)) {
        const QString what = line.value.toUpper();
        if (line.name == QLatin1String("METHOD"))
            method = what;
        const bool card = what == QLatin1String("VEVENT") || what == QLatin1String("VTODO") || what == QLatin1String("VCARD");
        if (line.name == QLatin1String("BEGIN") && inside.isEmpty() && card && all.size() < kMostCards) {
            inside = what;
            people = 0;
            AttachedFacts facts;
            facts.kind = what == QLatin1String("VCARD") ? AttachedFacts::Kind::Person : AttachedFacts::Kind::Event;
            facts.note = facts.kind == AttachedFacts::Kind::Event ? methodNote(method) : QString();
            all.append(facts);
        } else if (inside.isEmpty()) {
            continue;
        } else if (line.name == QLatin1String("BEGIN")) {
            ++nested;
        } else if (line.name == QLatin1String("END")) {
            if (nested > 0)
                --nested;
            else
                inside.clear();
        } else if (nested == 0 && inside == QLatin1String("VCARD")) {
            addPersonLine(all.last(), line);
        } else if (nested == 0) {
            addEventLine(all.last(), line, people);
        }
    }
    return all;
}

} // namespace tributary::ui
