// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Limits.h"
#include "imap/response/Parser.h"
#include "imap/wire/Lexer.h"

namespace tributary::imap {

namespace {

std::optional<StatusKind> kindOf(const QByteArray& word) {
    if (word == "OK")
        return StatusKind::Ok;
    if (word == "NO")
        return StatusKind::No;
    if (word == "BAD")
        return StatusKind::Bad;
    if (word == "BYE")
        return StatusKind::Bye;
    if (word == "PREAUTH")
        return StatusKind::PreAuth;
    return std::nullopt;
}

quint64 countOf(const QList<UidRange>& ranges) {
    quint64 count = 0;
    for (const UidRange& range : ranges)
        count += quint64(range.last) - range.first + 1;
    return count;
}

/// "source destination" of COPYUID (RFC 4315 3). What does not pair up, or is more than we take, is not said.
void parseCopyUid(Lexer& lexer, ResponseCode& code) {
    lexer.skipSpaces();
    auto source = lexer.ranges(limits::kCopyPairs);
    if (!source)
        return;
    code.sourceUids = UidSet::fromRanges(*source);
    lexer.skipSpaces();
    auto destination = lexer.ranges(limits::kCopyPairs);
    if (!destination)
        return;
    code.destinationUids = UidSet::fromRanges(*destination);
    if (countOf(*source) != countOf(*destination))
        return;
    code.sourceOrder = std::move(*source);
    code.destinationOrder = std::move(*destination);
}

/// The arguments that we use. One that cannot be read counts as not said: a status must never fail for its decoration.
void parseArguments(ResponseCode& code) {
    const Fragment fragment{{code.arguments}, {}};
    Lexer lexer(fragment);
    if (code.name == "PERMANENTFLAGS") {
        if (auto flags = lexer.wordList())
            code.flags = std::move(*flags);
        return;
    }
    if (code.name == "MAILBOXID") {
        if (auto id = parseObjectId(lexer))
            code.objectId = std::move(*id);
        return;
    }
    if (code.name == "MODIFIED") {
        if (auto modified = lexer.set())
            code.modified = std::move(*modified);
        return;
    }
    const bool append = code.name == "APPENDUID";
    const bool copy = code.name == "COPYUID";
    if (lexer.peek() < '0' || lexer.peek() > '9')
        return;
    const bool isShort = append || copy || code.name == "UIDVALIDITY" || code.name == "UIDNEXT" || code.name == "UNSEEN";
    auto number = lexer.number(isShort ? 0xFFFFFFFF : 0x7FFFFFFFFFFFFFFF);
    if (!number)
        return;
    code.number = *number;
    if (!append && !copy)
        return;
    code.uidValidity = UidValidity(static_cast<quint32>(*number));
    if (copy) {
        parseCopyUid(lexer, code);
        return;
    }
    lexer.skipSpaces();
    if (auto destination = lexer.set())
        code.destinationUids = std::move(*destination);
}

} // namespace

// RFC 9051 7.1: resp-cond-state and resp-text.
Result<StatusResponse> parseStatus(const QByteArray& text) {
    const qsizetype space = text.indexOf(' ');
    const auto kind = kindOf((space < 0 ? text : text.left(space)).toUpper());
    if (!kind)
        return failure(ErrorKind::Protocol, ErrorCode::MalformedResponse, QStringLiteral("no status"), text.left(120));
    StatusResponse status;
    status.kind = *kind;
    QByteArray rest = space < 0 ? QByteArray() : text.mid(space + 1).trimmed();
    const qsizetype end = rest.startsWith('[') ? rest.indexOf(']') : -1;
    if (end > 0) {
        const QByteArray inside = rest.mid(1, end - 1);
        const qsizetype blank = inside.indexOf(' ');
        status.code.name = (blank < 0 ? inside : inside.left(blank)).toUpper();
        status.code.arguments = blank < 0 ? QByteArray() : inside.mid(blank + 1);
        parseArguments(status.code);
        rest = rest.mid(end + 1).trimmed();
    }
    status.text = rest;
    return status;
}

} // namespace tributary::imap
