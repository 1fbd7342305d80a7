// SPDX-License-Identifier: GPL-3.0-or-later
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

/// The arguments that we use. One that cannot be read counts as not said: a status must never fail for its decoration.
void parseArguments(ResponseCode& code) {
    const Fragment fragment{{code.arguments}, {}};
    Lexer lexer(fragment);
    if (code.name == "PERMANENTFLAGS") {
        if (auto flags = lexer.wordList())
            code.flags = std::move(*flags);
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
    lexer.skipSpaces();
    if (copy) {
        if (auto source = lexer.set())
            code.sourceUids = std::move(*source);
        lexer.skipSpaces();
    }
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
