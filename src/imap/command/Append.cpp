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

void addMessage(Command& command, const AppendedMessage& one) {
    const auto words = flagWords(one.flags);
    QByteArray middle = ' ' + words.value_or("()") + ' ';
    if (one.internalDate.isValid()) {
        if (one.internalDate.date().year() < 1000 || one.internalDate.date().year() > 9999) // date-year has four digits
            command.invalid = Error{ErrorKind::InvalidInput, ErrorCode::BadValue, {}, QStringLiteral("date")};
        middle += '"' + dateTime(one.internalDate) + "\" ";
    }
    command.pieces.append(Command::Text{middle});
    command.pieces.append(Command::Literal{one.message});
    if (!words)
        command.invalid = words.error();
}

} // namespace

// RFC 3502
Command append(const QByteArray& wireName, const QList<AppendedMessage>& messages) {
    Command command{Command::Kind::Append, "APPEND", {Command::Text{"APPEND "}, Command::String{wireName}}, {}, {}};
    for (const AppendedMessage& one : messages)
        addMessage(command, one);
    return command;
}

// RFC 9051 6.3.12
Command append(const QByteArray& wireName, const QStringList& flags, const QDateTime& internalDate, const QByteArray& message) {
    return append(wireName, {{flags, internalDate, message}});
}

} // namespace tributary::imap::command
