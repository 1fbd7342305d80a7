// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Limits.h"
#include "imap/response/Parser.h"
#include "imap/wire/Lexer.h"

namespace tributary::imap {

namespace {
constexpr quint64 kMaxModSeq = 0x7FFFFFFFFFFFFFFF; // RFC 7162 3.1
}

// RFC 3501 7.2.5; MODSEQ: RFC 7162 3.1.5
Result<Event> parseSearch(Lexer& lexer) {
    QList<UidSet::Range> ranges;
    SearchData data;
    for (lexer.skipSpaces(); !lexer.atEnd(); lexer.skipSpaces()) {
        if (lexer.skip('(')) {
            if (lexer.upperWord() == "MODSEQ") {
                lexer.skipSpaces();
                TRY(const quint64 modSeq, lexer.number(kMaxModSeq));
                data.modSeq = ModSeq(modSeq);
            }
            (void)lexer.until(')');
            continue;
        }
        TRY(const quint64 number, lexer.number());
        if (number == 0)
            return lexer.malformed("0 in SEARCH");
        if (ranges.size() >= limits::kRanges)
            return failure(ErrorKind::Protocol, ErrorCode::LimitExceeded, QStringLiteral("too many SEARCH results"));
        const auto n = static_cast<quint32>(number);
        if (!ranges.isEmpty() && ranges.last().last != 0xFFFFFFFF && ranges.last().last + 1 == n)
            ranges.last().last = n;
        else
            ranges.append({n, n});
    }
    data.numbers = UidSet::fromRanges(std::move(ranges));
    return Event(std::move(data));
}

// RFC 4731 3.1, RFC 9051 7.3.4
Result<Event> parseEsearch(Lexer& lexer) {
    SearchData data;
    lexer.skipSpaces();
    if (lexer.skip('('))
        (void)lexer.until(')'); // (TAG "x")
    for (lexer.skipSpaces(); !lexer.atEnd(); lexer.skipSpaces()) {
        const QByteArray name = lexer.upperWord();
        lexer.skipSpaces();
        if (name == "UID")
            continue;
        if (name == "ALL") {
            TRY(data.numbers, lexer.set());
        } else if (name == "MIN" || name == "MAX" || name == "COUNT" || name == "MODSEQ") {
            TRY(const quint64 number, lexer.number(name == "MODSEQ" ? kMaxModSeq : 0xFFFFFFFF));
            if (name == "MODSEQ")
                data.modSeq = ModSeq(number);
            else
                (name == "MIN" ? data.min : name == "MAX" ? data.max : data.count) = static_cast<quint32>(number);
        } else if (name.isEmpty()) {
            return lexer.malformed("ESEARCH");
        } else {
            TRY_STATUS(lexer.skipValue());
        }
    }
    return Event(std::move(data));
}

} // namespace tributary::imap
