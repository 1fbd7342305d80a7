// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Command.h"

#include <algorithm>

namespace tributary::imap::command {

namespace {

QByteArray opening(bool extended) { return extended ? "UID SEARCH RETURN (ALL) " : "UID SEARCH "; }

bool isAscii(const Command::Piece& piece) {
    const auto* string = std::get_if<Command::String>(&piece);
    return !string || std::all_of(string->bytes.begin(), string->bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

} // namespace

// RFC 9051 6.4.4; RETURN: RFC 4731
Command uidSearch(const QByteArray& criteria, bool extended) {
    return {Command::Kind::Search, "UID SEARCH", {Command::Text{opening(extended) + criteria}}, {}, {}};
}

// CHARSET only where it says something: some servers refuse the word itself.
Command uidSearchText(const QList<Command::Piece>& criteria, bool extended) {
    const bool ascii = std::all_of(criteria.begin(), criteria.end(), isAscii);
    Command command{Command::Kind::Search, "UID SEARCH", {Command::Text{opening(extended) + (ascii ? "" : "CHARSET UTF-8 ")}}, {}, {}};
    command.pieces.append(criteria);
    if (criteria.isEmpty())
        command.invalid = Error{ErrorKind::Internal, ErrorCode::Bug, {}, QStringLiteral("SEARCH without criteria")};
    return command;
}

} // namespace tributary::imap::command
