// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Limits.h"
#include "imap/response/Parser.h"
#include "imap/wire/Lexer.h"

namespace tributary::imap {

namespace {

/// name SP adl SP mailbox SP host, behind the '('. The route (adl) is of no use to anyone.
Result<EnvelopeAddress> parseAddress(Lexer& lexer) {
    EnvelopeAddress address;
    TRY(address.name, lexer.looseString());
    TRY(const QByteArray route, lexer.looseString());
    (void)route;
    TRY(address.mailbox, lexer.looseString());
    TRY(address.host, lexer.looseString());
    TRY_STATUS(lexer.skipToListEnd());
    return address;
}

/// A sender can make the list of a message as long as he likes: it is cut short, and no reason to drop the connection.
Status parseAddresses(Lexer& lexer, QList<EnvelopeAddress>& addresses) {
    lexer.skipSpaces();
    if (!lexer.skip('(')) {
        TRY(const QByteArray nil, lexer.looseString());
        (void)nil;
        return {};
    }
    for (lexer.skipSpaces(); !lexer.skip(')'); lexer.skipSpaces()) {
        if (lexer.atEnd())
            return lexer.malformed("an address list does not end");
        if (lexer.peek() != '(' || addresses.size() >= limits::kAddresses) {
            TRY_STATUS(lexer.skipValue());
            continue;
        }
        lexer.skip('(');
        TRY(EnvelopeAddress address, parseAddress(lexer));
        addresses.append(std::move(address));
    }
    return {};
}

} // namespace

// RFC 9051 7.5.2. Servers that leave out fields at the end, or send a string where a list is due, are put up with.
Result<Envelope> parseEnvelope(Lexer& lexer) {
    Envelope envelope;
    if (lexer.skipNil())
        return envelope;
    if (!lexer.skip('('))
        return lexer.malformed("ENVELOPE without a list");
    TRY(envelope.date, lexer.looseString());
    TRY(envelope.subject, lexer.looseString());
    for (QList<EnvelopeAddress>* field : {&envelope.from, &envelope.sender, &envelope.replyTo, &envelope.to, &envelope.cc, &envelope.bcc})
        TRY_STATUS(parseAddresses(lexer, *field));
    TRY(envelope.inReplyTo, lexer.looseString());
    TRY(envelope.messageId, lexer.looseString());
    TRY_STATUS(lexer.skipToListEnd());
    return envelope;
}

} // namespace tributary::imap
