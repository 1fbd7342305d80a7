// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Limits.h"
#include "imap/response/Parser.h"
#include "imap/wire/Lexer.h"

#include <algorithm>
#include <limits>

namespace tributary::imap {

namespace {

/// Servers without a limit send 2^64 - 1 and more (number64 is below 2^63): no reason to end a connection. None: not a number.
std::optional<qint64> looseNumber(const QByteArray& word) {
    constexpr qint64 kMost = std::numeric_limits<qint64>::max();
    if (word.isEmpty() || !std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    qint64 value = 0;
    for (const char c : word) {
        const qint64 digit = c - '0';
        if (value > (kMost - digit) / 10)
            return kMost;
        value = value * 10 + digit;
    }
    return value;
}

} // namespace

// RFC 9208 4.2.2
Result<Event> parseQuotaRoot(Lexer& lexer) {
    QuotaRootData data;
    TRY(data.wireName, lexer.string());
    if (data.wireName.size() > limits::kMailboxName)
        return failure(ErrorKind::Protocol, ErrorCode::LimitExceeded, QStringLiteral("a mailbox name is too long"));
    for (lexer.skipSpaces(); !lexer.atEnd(); lexer.skipSpaces()) {
        TRY(QByteArray root, lexer.string());
        if (data.roots.size() < limits::kQuotaRoots)
            data.roots.append(std::move(root));
    }
    return Event(std::move(data));
}

// RFC 9208 4.2.1; an empty list: RFC 2087 5.1; none at all: Courier-IMAP 5.0 for a root without limits (2026-11)
Result<Event> parseQuota(Lexer& lexer) {
    QuotaData data;
    TRY(data.root, lexer.string());
    lexer.skipSpaces();
    if (lexer.atEnd())
        return Event(std::move(data));
    if (!lexer.skip('('))
        return lexer.malformed("QUOTA without a list");
    for (lexer.skipSpaces(); !lexer.skip(')'); lexer.skipSpaces()) {
        const QByteArray name = lexer.upperWord();
        lexer.skipSpaces();
        const auto usage = looseNumber(lexer.word());
        lexer.skipSpaces();
        const auto limit = looseNumber(lexer.word());
        if (name.isEmpty() || lexer.atEnd())
            return lexer.malformed("QUOTA does not end");
        if (usage && limit && data.resources.size() < limits::kQuotaResources)
            data.resources.append({name, *usage, *limit});
    }
    return Event(std::move(data));
}

} // namespace tributary::imap
