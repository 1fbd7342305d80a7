// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Limits.h"
#include "imap/MailboxName.h"
#include "imap/response/Parser.h"
#include "imap/wire/Lexer.h"

#include <algorithm>

namespace tributary::imap {

namespace {

Result<char> parseDelimiter(Lexer& lexer) {
    TRY(const auto delimiter, lexer.nstring());
    return delimiter && delimiter->size() == 1 ? delimiter->front() : '\0';
}

Result<QByteArray> parseName(Lexer& lexer) {
    TRY(QByteArray name, lexer.string());
    if (name.size() > limits::kMailboxName)
        return failure(ErrorKind::Protocol, ErrorCode::LimitExceeded, QStringLiteral("a mailbox name is too long"));
    return name;
}

Result<QList<NamespaceData::Entry>> parseNamespaceList(Lexer& lexer) {
    QList<NamespaceData::Entry> entries;
    lexer.skipSpaces();
    if (!lexer.skip('(')) {
        TRY(const auto nil, lexer.nstring());
        (void)nil;
        return entries;
    }
    while (lexer.skip('(')) {
        NamespaceData::Entry entry;
        TRY(entry.prefix, lexer.string());
        lexer.skipSpaces();
        TRY(entry.delimiter, parseDelimiter(lexer));
        for (lexer.skipSpaces(); !lexer.skip(')'); lexer.skipSpaces()) // namespace-response-extension
            TRY_STATUS(lexer.skipValue());
        entries.append(entry);
        lexer.skipSpaces();
        if (entries.size() > limits::kWords)
            return failure(ErrorKind::Protocol, ErrorCode::LimitExceeded, QStringLiteral("too many namespaces"));
    }
    if (!lexer.skip(')'))
        return lexer.malformed("NAMESPACE does not end");
    return entries;
}

} // namespace

// RFC 9051 7.3.1
Result<Event> parseList(Lexer& lexer) {
    ListData data;
    TRY(data.attributes, lexer.wordList());
    lexer.skipSpaces();
    TRY(data.delimiter, parseDelimiter(lexer));
    lexer.skipSpaces();
    TRY(data.wireName, parseName(lexer));
    data.name = decodeMailboxName(data.wireName, data.delimiter);
    return Event(std::move(data)); // extended data items behind it are of no use to us
}

// RFC 9051 7.3.2
Result<Event> parseMailboxStatus(Lexer& lexer) {
    StatusData data;
    TRY(data.wireName, parseName(lexer));
    lexer.skipSpaces();
    if (!lexer.skip('('))
        return lexer.malformed("STATUS without a list");
    for (lexer.skipSpaces(); !lexer.skip(')'); lexer.skipSpaces()) {
        const QByteArray name = lexer.upperWord();
        lexer.skipSpaces();
        if (name.isEmpty() || lexer.atEnd())
            return lexer.malformed("STATUS does not end");
        if (name == "MAILBOXID") {
            TRY(data.mailboxId, parseObjectId(lexer));
            continue;
        }
        if (lexer.peek() < '0' || lexer.peek() > '9') {
            TRY_STATUS(lexer.skipValue());
            continue;
        }
        const bool isShort = name == "MESSAGES" || name == "UNSEEN" || name == "UIDNEXT" || name == "UIDVALIDITY";
        TRY(const quint64 number, lexer.number(isShort ? 0xFFFFFFFF : 0x7FFFFFFFFFFFFFFF));
        if (name == "MESSAGES")
            data.messages = static_cast<quint32>(number);
        else if (name == "UNSEEN")
            data.unseen = static_cast<quint32>(number);
        else if (name == "UIDNEXT")
            data.uidNext = Uid(static_cast<quint32>(number));
        else if (name == "UIDVALIDITY")
            data.uidValidity = UidValidity(static_cast<quint32>(number));
        else if (name == "HIGHESTMODSEQ")
            data.highestModSeq = ModSeq(number);
    }
    return Event(std::move(data));
}

/// RFC 2086 had "c" and "d" alone for what RFC 4314 2.1.1 split up. A server of today never sends one of them without a part of it.
void splitOldRights(QByteArray& rights) {
    const auto hasAny = [&rights](QByteArrayView letters) { return std::any_of(letters.begin(), letters.end(), [&](char c) { return rights.contains(c); }); };
    const bool mayDelete = rights.contains('d') && !hasAny("tex");
    const bool mayCreate = rights.contains('c') && !hasAny("kx");
    if (mayDelete)
        rights.append("te");
    if (mayCreate)
        rights.append('k');
    if (mayDelete || mayCreate)
        rights.append('x');
}

// RFC 4314 3.8
Result<Event> parseMyRights(Lexer& lexer) {
    MyRightsData data;
    TRY(data.wireName, parseName(lexer));
    lexer.skipSpaces();
    TRY(const QByteArray rights, lexer.string());
    for (const char c : rights) {
        const bool isRight = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (isRight && !data.rights.contains(c))
            data.rights.append(c);
    }
    splitOldRights(data.rights);
    return Event(std::move(data));
}

// RFC 8474 4, 7: 1*255(ALPHA / DIGIT / "_" / "-")
Result<QByteArray> parseObjectId(Lexer& lexer) {
    lexer.skipSpaces();
    if (!lexer.skip('(')) {
        TRY(const QByteArray nil, lexer.looseString());
        (void)nil;
        return QByteArray();
    }
    TRY(QByteArray id, lexer.looseString());
    TRY_STATUS(lexer.skipToListEnd());
    const bool isId = id.size() <= 255 && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
    return isId ? std::move(id) : QByteArray();
}

// RFC 2342, RFC 9051 6.3.10
Result<Event> parseNamespace(Lexer& lexer) {
    NamespaceData data;
    TRY(data.personal, parseNamespaceList(lexer));
    TRY(data.otherUsers, parseNamespaceList(lexer));
    TRY(data.shared, parseNamespaceList(lexer));
    return Event(std::move(data));
}

// RFC 2971 3.2
Result<Event> parseId(Lexer& lexer) {
    IdData data;
    if (!lexer.skip('('))
        return Event(std::move(data)); // NIL
    for (lexer.skipSpaces(); !lexer.skip(')'); lexer.skipSpaces()) {
        TRY(const QByteArray name, lexer.string());
        lexer.skipSpaces();
        TRY(const auto value, lexer.nstring());
        data.fields.append({name, value.value_or(QByteArray())});
        if (data.fields.size() > 64)
            return failure(ErrorKind::Protocol, ErrorCode::LimitExceeded, QStringLiteral("too many ID fields"));
    }
    return Event(std::move(data));
}

} // namespace tributary::imap
