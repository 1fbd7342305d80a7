// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/command/FlagWords.h"

#include <array>
#include <cstdlib>

namespace tributary::imap::command {

namespace {

QByteArray padded(int number, char fill = '0') { return QByteArray::number(number).rightJustified(2, fill); }

/// date-time of RFC 9051 9: " 7-Jul-1996 02:44:25 -0700"; the day is padded with a blank.
QByteArray dateTime(const QDateTime& when) {
    static constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const QDate date = when.date();
    const QTime time = when.time();
    const int minutes = when.offsetFromUtc() / 60;
    return padded(date.day(), ' ') + '-' + kMonths[static_cast<std::size_t>(date.month() - 1)] + '-' +
           QByteArray::number(date.year()) + ' ' + padded(time.hour()) + ':' + padded(time.minute()) + ':' +
           padded(time.second()) + (minutes < 0 ? " -" : " +") + padded(std::abs(minutes) / 60) + padded(std::abs(minutes) % 60);
}

} // namespace

// RFC 9051 6.3.12
Command append(const QByteArray& wireName, const QStringList& flags, const QDateTime& internalDate, const QByteArray& message) {
    const auto words = flagWords(flags);
    QByteArray middle = ' ' + words.value_or("()") + ' ';
    Command command{Command::Kind::Append, "APPEND", {Command::Text{"APPEND "}, Command::String{wireName}}, {}, {}};
    if (internalDate.isValid()) {
        if (internalDate.date().year() < 1000 || internalDate.date().year() > 9999) // date-year has four digits
            command.invalid = Error{ErrorKind::InvalidInput, ErrorCode::BadValue, {}, QStringLiteral("date")};
        middle += '"' + dateTime(internalDate) + "\" ";
    }
    command.pieces.append(Command::Text{middle});
    command.pieces.append(Command::Literal{message});
    if (!words)
        command.invalid = words.error();
    return command;
}

} // namespace tributary::imap::command
