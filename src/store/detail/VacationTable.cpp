// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/VacationTable.h"

#include "model/Address.h"
#include "store/detail/Rows.h"
#include "store/detail/ServerSpans.h"

namespace tributary::store::detail {

namespace {

constexpr qint64 kVacationHourMs = 3'600'000;
constexpr qint64 kVacationClockMs = 60'000; ///< clocks are corrected by seconds all the time
constexpr int kRepliesShown = 100;

qint64 vacationTime(const std::optional<qint64>& ms) { return ms.value_or(-1); }
std::optional<qint64> vacationTimeFrom(qint64 column) { return column < 0 ? std::nullopt : std::optional(column); }

qint64 vacationMinutes(const std::optional<QTime>& time) { return time ? time->hour() * 60 + time->minute() : -1; }
std::optional<QTime> vacationMinutesFrom(qint64 column) {
    return column < 0 ? std::nullopt : std::optional(QTime(static_cast<int>(column / 60 % 24), static_cast<int>(column % 60)));
}

qint64 vacationDays(const QList<int>& days) {
    qint64 bits = 0;
    for (const int day : days)
        bits |= day >= 1 && day <= 7 ? 1LL << (day - 1) : 0;
    return bits;
}
QList<int> vacationDaysFrom(qint64 bits) {
    QList<int> days;
    for (int day = 1; day <= 7; ++day) {
        if ((bits >> (day - 1)) & 1)
            days.append(day);
    }
    return days;
}

model::Vacation vacationFrom(const Query& row) {
    model::Vacation vacation;
    vacation.on = row.flag(0);
    vacation.subject = row.text(1);
    vacation.reply = {row.text(2), row.text(3)};
    if (row.flag(4))
        vacation.insideReply = model::VacationText{row.text(5), row.text(6)};
    vacation.fromMs = vacationTimeFrom(row.integer(7));
    vacation.untilMs = vacationTimeFrom(row.integer(8));
    vacation.timeZone = row.blob(9);
    vacation.weekdays = vacationDaysFrom(row.integer(10));
    vacation.hoursFrom = vacationMinutesFrom(row.integer(11));
    vacation.hoursUntil = vacationMinutesFrom(row.integer(12));
    vacation.audience = static_cast<model::VacationAudience>(row.small(13));
    vacation.exceptions = row.text(14).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    vacation.intervalDays = row.small(15);
    return vacation;
}

} // namespace

model::Vacation VacationTable::load(AccountId account) {
    Query query = m_connection.query("SELECT is_on, subject, body, html, has_inside, inside_body, inside_html, from_ms, until_ms, time_zone, weekdays, hours_from, hours_until, "
                                     "audience, exceptions, interval_days FROM vacation WHERE account_id = ?");
    model::Vacation vacation = firstRow(query.add(account), vacationFrom).value_or(model::Vacation());
    vacation.account = account;
    return vacation;
}

void VacationTable::save(const model::Vacation& vacation, qint64 nowMs) {
    const bool wasOn = onSince(vacation.account).has_value();
    const model::VacationText inside = vacation.insideReply.value_or(model::VacationText());
    const QString exceptions = vacation.exceptions.join(QLatin1Char('\n'));
    m_connection.query("INSERT OR IGNORE INTO vacation (account_id) VALUES (?)").add(vacation.account).run();
    m_connection
        .query("UPDATE vacation SET is_on = ?2, subject = ?3, body = ?4, html = ?5, has_inside = ?6, inside_body = ?7, inside_html = ?8, from_ms = ?9, until_ms = ?10, "
               "time_zone = ?11, weekdays = ?12, hours_from = ?13, hours_until = ?14, audience = ?15, exceptions = ?16, interval_days = ?17, server_since_ms = 0 WHERE account_id = ?1")
        .add(vacation.account).add(qint64(vacation.on)).add(vacation.subject).add(vacation.reply.text).add(vacation.reply.html)
        .add(qint64(vacation.insideReply.has_value())).add(inside.text).add(inside.html).add(vacationTime(vacation.fromMs)).add(vacationTime(vacation.untilMs))
        .add(vacation.timeZone).add(vacationDays(vacation.weekdays)).add(vacationMinutes(vacation.hoursFrom)).add(vacationMinutes(vacation.hoursUntil))
        .add(qint64(vacation.audience)).add(exceptions).add(qint64(vacation.intervalDays)).run();
    if (vacation.on && !wasOn) {
        m_connection.query("UPDATE vacation SET on_since_ms = ?2, answered = 0, stopped = -1, stopped_ms = 0 WHERE account_id = ?1").add(vacation.account).add(nowMs).run();
        m_connection.query("DELETE FROM vacation_reply WHERE account_id = ?").add(vacation.account).run();
    }
}

bool VacationTable::stop(AccountId account, std::optional<model::VacationStop> why, qint64 nowMs) {
    const int before = m_connection.totalChanges();
    m_connection.query("UPDATE vacation SET is_on = 0, stopped = ?2, stopped_ms = ?3, server_since_ms = 0 WHERE account_id = ?1 AND is_on = 1")
        .add(account).add(why ? qint64(*why) : -1).add(why ? nowMs : 0).run();
    return m_connection.totalChanges() != before;
}

std::optional<qint64> VacationTable::onSince(AccountId account) {
    Query query = m_connection.query("SELECT on_since_ms FROM vacation WHERE account_id = ? AND is_on = 1");
    return firstRow(query.add(account), [](const Query& row) { return row.integer(0); });
}

model::VacationReplies VacationTable::replies(AccountId account, qint64 nowMs) {
    model::VacationReplies replies;
    Query query = m_connection.query("SELECT answered, on_since_ms, stopped, stopped_ms, is_on FROM vacation WHERE account_id = ?");
    if (query.add(account).step()) {
        replies.answered = query.small(0);
        replies.onSinceMs = query.flag(4) ? query.integer(1) : 0;
        if (query.integer(2) >= 0)
            replies.stopped = static_cast<model::VacationStop>(query.small(2));
        replies.stoppedMs = query.integer(3);
    }
    replies.lastHour = repliesSince(account, nowMs - kVacationHourMs);
    Query last = m_connection.query("SELECT sender, last_ms FROM vacation_reply WHERE account_id = ? ORDER BY last_ms DESC LIMIT ?");
    replies.last = allRows(last.add(account).add(qint64(kRepliesShown)), [](const Query& row) { return model::VacationReplied{row.text(0), row.integer(1)}; });
    return replies;
}

qint64 VacationTable::serverSinceMs(AccountId account) {
    Query query = m_connection.query("SELECT server_since_ms FROM vacation WHERE account_id = ?");
    return firstRow(query.add(account), [](const Query& row) { return row.integer(0); }).value_or(0);
}

qint64 VacationTable::olderSinceMs(AccountId account) {
    return serverSinceMs(account) != 0 ? 0 : openSince(ServerSpans(m_connection).of(account, {}));
}

void VacationTable::setServerSince(AccountId account, qint64 sinceMs) {
    m_connection.query("UPDATE vacation SET server_since_ms = ? WHERE account_id = ?").add(sinceMs).add(account).run();
}

std::optional<qint64> VacationTable::lastReplyMs(AccountId account, const QString& sender) {
    const QString key = model::mailboxKey(sender);
    Query query = m_connection.query("SELECT last_ms FROM vacation_reply WHERE account_id = ? AND sender = ?");
    return firstRow(query.add(account).add(key), [](const Query& row) { return row.integer(0); });
}

int VacationTable::repliesSince(AccountId account, qint64 sinceMs) {
    Query query = m_connection.query("SELECT count(*) FROM vacation_reply WHERE account_id = ? AND last_ms > ?");
    return firstRow(query.add(account).add(sinceMs), [](const Query& row) { return row.small(0); }).value_or(0);
}

void VacationTable::noteReply(AccountId account, const QString& sender, qint64 nowMs) {
    const QString key = model::mailboxKey(sender);
    m_connection.query("INSERT OR REPLACE INTO vacation_reply (account_id, sender, last_ms) VALUES (?, ?, ?)").add(account).add(key).add(nowMs).run();
    m_connection.query("UPDATE vacation SET answered = answered + 1 WHERE account_id = ?").add(account).run();
}

void VacationTable::settleClock(AccountId account, qint64 nowMs) {
    m_connection.query("UPDATE vacation_reply SET last_ms = ?2 WHERE account_id = ?1 AND last_ms > ?2 + ?3").add(account).add(nowMs).add(kVacationClockMs).run();
}

} // namespace tributary::store::detail
