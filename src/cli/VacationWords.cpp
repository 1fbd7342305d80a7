// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/FilterWords.h"
#include "cli/Output.h"

#include <QDateTime>
#include <QFile>
#include <QTimeZone>

#include <array>

namespace tributary::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array kAudiences{"everybody"_L1, "known"_L1, "others"_L1};
constexpr qint64 kMostVacationText = 1 << 20;

tl::unexpected<Error> badVacation(const QString& what) { return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, what); }

/// RFC 3339, or a day, which begins at midnight; what has no offset is of the reply's time zone ("": this machine's). "none", null: none.
Result<std::optional<qint64>> parseTimeWord(const QString& word, const char* name, const QByteArray& timeZone) {
    if (word.isEmpty() || word == "none"_L1)
        return std::optional<qint64>();
    const QTimeZone zone = timeZone.isEmpty() ? QTimeZone::systemTimeZone() : QTimeZone(timeZone);
    const bool isDay = word.size() == 10;
    QDateTime time = isDay ? QDateTime() : QDateTime::fromString(word, Qt::ISODate);
    if (isDay || time.timeSpec() == Qt::LocalTime) {
        if (!zone.isValid())
            return badVacation(u"%1: '%2' has no offset, and there is no time zone '%3'"_s.arg(QLatin1StringView(name), word, QString::fromLatin1(timeZone)));
        time = isDay ? QDate::fromString(word, Qt::ISODate).startOfDay(zone) : QDateTime(time.date(), time.time(), zone);
    }
    if (!time.isValid())
        return badVacation(u"%1: '%2' is no time (2026-12-24T18:00:00+01:00) and no day (2026-12-24)"_s.arg(QLatin1StringView(name), word));
    return std::optional(time.toMSecsSinceEpoch());
}

Result<std::optional<QTime>> parseHourWord(const QString& word) {
    if (word.isEmpty() || word == "none"_L1)
        return std::optional<QTime>();
    const QTime time = QTime::fromString(word, u"HH:mm"_s);
    if (!time.isValid())
        return badVacation(u"hours: '%1' is not as 09:30"_s.arg(word));
    return std::optional(time);
}

Result<model::VacationAudience> parseAudience(const QString& word) {
    for (std::size_t i = 0; i < kAudiences.size(); ++i) {
        if (word == kAudiences[i])
            return static_cast<model::VacationAudience>(i);
    }
    return badVacation(u"audience: one of everybody, known, others"_s);
}

QJsonValue textJson(const std::optional<model::VacationText>& text) {
    return text ? QJsonValue(QJsonObject{{u"text"_s, text->text}, {u"html"_s, text->html}}) : QJsonValue(QJsonValue::Null);
}

Result<QString> textOfFile(const QString& path) {
    QFile file(path);
    const bool isOpen = path == "-"_L1 ? file.open(0, QIODevice::ReadOnly, QFileDevice::DontCloseHandle) : file.open(QIODevice::ReadOnly);
    if (!isOpen)
        return failure(ErrorKind::InvalidInput, ErrorCode::FileMissing, QString(path + u": "_s + file.errorString()));
    return QString::fromUtf8(file.read(kMostVacationText));
}

model::VacationText textFrom(const QJsonValue& value) {
    return value.isString() ? model::VacationText{value.toString(), {}} : model::VacationText{value.toObject().value("text"_L1).toString(), value.toObject().value("html"_L1).toString()};
}

QString timeWord(const std::optional<qint64>& ms) { return ms ? rfc3339(*ms) : QString(); }

} // namespace

Result<model::Vacation> vacationFromJson(const QJsonObject& object, const model::Vacation& before) {
    model::Vacation vacation = before;
    const auto has = [&](const char* name) { return object.contains(QLatin1StringView(name)); };
    const auto value = [&](const char* name) { return object.value(QLatin1StringView(name)); };
    if (has("on"))
        vacation.on = value("on").toBool();
    if (has("subject"))
        vacation.subject = value("subject").toString();
    if (has("reply"))
        vacation.reply = textFrom(value("reply"));
    if (has("insideReply"))
        vacation.insideReply = value("insideReply").isNull() ? std::nullopt : std::optional(textFrom(value("insideReply")));
    if (has("timeZone")) // before the times, which are of it
        vacation.timeZone = value("timeZone").toString().toLatin1();
    if (has("from")) {
        TRY(vacation.fromMs, parseTimeWord(value("from").toString(), "from", vacation.timeZone));
    }
    if (has("until")) {
        TRY(vacation.untilMs, parseTimeWord(value("until").toString(), "until", vacation.timeZone));
    }
    if (has("weekdays")) {
        vacation.weekdays.clear();
        for (const QJsonValue& day : value("weekdays").toArray())
            vacation.weekdays.append(day.toInt());
    }
    if (has("hoursFrom")) {
        TRY(vacation.hoursFrom, parseHourWord(value("hoursFrom").toString()));
    }
    if (has("hoursUntil")) {
        TRY(vacation.hoursUntil, parseHourWord(value("hoursUntil").toString()));
    }
    if (has("audience")) {
        TRY(vacation.audience, parseAudience(value("audience").toString()));
    }
    if (has("exceptions"))
        vacation.exceptions = value("exceptions").toVariant().toStringList();
    if (has("intervalDays"))
        vacation.intervalDays = value("intervalDays").toInt();
    return vacation;
}

Result<model::Vacation> vacationFromOptions(const CommandLine& line, model::Vacation vacation) {
    if (line.has("subject"))
        vacation.subject = line.value("subject");
    if (line.has("text"))
        vacation.reply = {line.value("text"), {}};
    if (line.has("text-file")) {
        TRY(const QString text, textOfFile(line.value("text-file")));
        vacation.reply = {text, {}};
    }
    if (line.has("inside-text"))
        vacation.insideReply = model::VacationText{line.value("inside-text"), {}};
    if (line.has("time-zone")) // before the times, which are of it
        vacation.timeZone = line.value("time-zone").toLatin1();
    if (line.has("from")) {
        TRY(vacation.fromMs, parseTimeWord(line.value("from"), "from", vacation.timeZone));
    }
    if (line.has("until")) {
        TRY(vacation.untilMs, parseTimeWord(line.value("until"), "until", vacation.timeZone));
    }
    if (line.has("weekdays")) {
        vacation.weekdays.clear();
        for (const QString& day : line.value("weekdays").split(u',', Qt::SkipEmptyParts))
            vacation.weekdays.append(day.toInt());
    }
    if (line.has("hours")) {
        const QString word = line.value("hours");
        TRY(vacation.hoursFrom, parseHourWord(word == "none"_L1 ? QString() : word.section(u'-', 0, 0)));
        TRY(vacation.hoursUntil, parseHourWord(word == "none"_L1 ? QString() : word.section(u'-', 1, 1)));
    }
    if (line.has("audience")) {
        TRY(vacation.audience, parseAudience(line.value("audience")));
    }
    if (line.has("except"))
        vacation.exceptions = line.values("except");
    if (line.has("interval-days"))
        vacation.intervalDays = line.value("interval-days").toInt();
    return vacation;
}

QJsonObject vacationJson(const engine::VacationView& view) {
    const model::Vacation& v = view.vacation;
    QJsonArray weekdays, problems, last;
    for (const int day : v.weekdays)
        weekdays.append(day);
    for (const engine::VacationProblem& one : view.problems)
        problems.append(QJsonObject{{u"fault"_s, QString(engine::vacationFaultName(one.fault))}, {u"detail"_s, one.detail}});
    for (const model::VacationReplied& one : view.replies.last)
        last.append(QJsonObject{{u"sender"_s, one.sender}, {u"when"_s, timeOrNull(one.whenMs)}});
    const QString stopped = !view.replies.stopped ? QString() : *view.replies.stopped == model::VacationStop::TooMany ? u"too-many"_s : u"over"_s;
    QJsonObject object{{u"on"_s, v.on}, {u"active"_s, view.isActive}, {u"subject"_s, v.subject}, {u"reply"_s, textJson(v.reply)}, {u"insideReply"_s, textJson(v.insideReply)},
                       {u"from"_s, timeWord(v.fromMs)}, {u"until"_s, timeWord(v.untilMs)}, {u"timeZone"_s, QString::fromLatin1(v.timeZone)}, {u"weekdays"_s, weekdays},
                       {u"hoursFrom"_s, v.hoursFrom ? v.hoursFrom->toString(u"HH:mm"_s) : QString()}, {u"hoursUntil"_s, v.hoursUntil ? v.hoursUntil->toString(u"HH:mm"_s) : QString()},
                       {u"audience"_s, QString(kAudiences[static_cast<std::size_t>(v.audience)])}, {u"exceptions"_s, QJsonArray::fromStringList(v.exceptions)},
                       {u"intervalDays"_s, v.intervalDays}, {u"problems"_s, problems}, {u"answered"_s, view.replies.answered}, {u"lastHour"_s, view.replies.lastHour},
                       {u"stopped"_s, stopped}, {u"last"_s, last}, {u"serverAnswersYet"_s, view.serverAnswersYet},
                       {u"otherAnswers"_s, view.server.otherAnswers ? view.server.otherScript : QString()}, {u"answersTwice"_s, view.server.answersTwice}};
    const QJsonObject placement = placementJson(view.placement);
    for (auto it = placement.begin(); it != placement.end(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

} // namespace tributary::cli
