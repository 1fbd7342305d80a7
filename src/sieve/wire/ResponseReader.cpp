// SPDX-License-Identifier: GPL-3.0-or-later
#include "sieve/wire/ResponseReader.h"

#include "sieve/Limits.h"
#include "sieve/wire/ProtocolError.h"

#include <algorithm>
#include <utility>

namespace tributary::sieve {

namespace {

bool isOfAtom(char c) { return c > ' ' && c < '\x7f' && c != '(' && c != ')' && c != '{' && c != '}' && c != '"' && c != '\\'; }

} // namespace

Status ResponseReader::begin(Place place, Word::Kind kind) {
    if (m_words.size() >= limits::kWords)
        return protocolError(ErrorCode::LimitExceeded, "a line of too many words");
    m_words.append({kind, {}});
    m_place = place;
    return {};
}

void ResponseReader::endString() {
    m_place = Place::Between;
    m_needsGap = true;
}

Result<std::optional<Words>> ResponseReader::next(QByteArrayView& input, qsizetype longestString) {
    while (!input.isEmpty()) {
        if (m_place == Place::Literal) {
            const qsizetype some = std::min(m_literal, input.size());
            m_words.last().bytes.append(input.first(some));
            input = input.sliced(some);
            m_literal -= some;
            if (m_literal == 0)
                endString();
            continue;
        }
        const char c = input.front();
        input = input.sliced(1);
        if (++m_seen > limits::kLine)
            return protocolError(ErrorCode::LimitExceeded, "a line without end", m_words.isEmpty() ? QByteArray() : m_words.first().bytes);
        TRY(const bool isWhole, take(c, longestString));
        if (!isWhole)
            continue;
        m_seen = 0;
        m_needsGap = false;
        m_place = Place::Between;
        return std::optional<Words>(std::exchange(m_words, {}));
    }
    return std::optional<Words>();
}

/// True: that was the end of the line.
Result<bool> ResponseReader::take(char c, qsizetype longestString) {
    switch (m_place) {
    case Place::Atom:
        if (isOfAtom(c)) {
            m_words.last().bytes.append(c);
            return false;
        }
        m_place = Place::Between;
        return takeBetween(c);
    case Place::Quoted:
    case Place::Escape: return takeQuoted(c);
    case Place::LiteralSize: TRY_STATUS(takeLiteralSize(c, longestString)); return false;
    case Place::LiteralEnd:
    case Place::LiteralLf: TRY_STATUS(takeLiteralEnd(c)); return false;
    case Place::Lf:
        if (c != '\n')
            return protocolError(ErrorCode::MalformedResponse, "a CR in a line");
        return true;
    case Place::Between:
    case Place::Literal: break;
    }
    return takeBetween(c);
}

Result<bool> ResponseReader::takeBetween(char c) {
    if (c == ' ' || c == '\t') {
        m_needsGap = false;
        return false;
    }
    if (c == '\n')
        return true;
    if (c == '\r') {
        m_place = Place::Lf;
        return false;
    }
    if (m_needsGap && c != ')')
        return protocolError(ErrorCode::MalformedResponse, "a word that touches a string");
    if (c == '(' || c == ')')
        TRY_STATUS(begin(Place::Between, c == '(' ? Word::Kind::Open : Word::Kind::Close));
    else if (c == '"')
        TRY_STATUS(begin(Place::Quoted, Word::Kind::String));
    else if (c == '{') {
        TRY_STATUS(begin(Place::LiteralSize, Word::Kind::String));
        m_literal = 0;
        m_hasDigits = m_isSizeClosed = false;
    } else if (isOfAtom(c)) {
        TRY_STATUS(begin(Place::Atom, Word::Kind::Atom));
        m_words.last().bytes.append(c);
    } else {
        return protocolError(ErrorCode::MalformedResponse, "an octet that no word has", QByteArray(1, c));
    }
    return false;
}

Result<bool> ResponseReader::takeQuoted(char c) {
    QByteArray& bytes = m_words.last().bytes;
    if (c == '\0' || c == '\r' || c == '\n')
        return protocolError(ErrorCode::MalformedResponse, "a quoted string without end", bytes);
    if (m_place == Place::Escape) {
        bytes.append(c);
        m_place = Place::Quoted;
    } else if (c == '\\') {
        m_place = Place::Escape;
    } else if (c == '"') {
        endString();
    } else {
        bytes.append(c);
    }
    return false;
}

/// "123}", and "123+}", which is a client's form.
Status ResponseReader::takeLiteralSize(char c, qsizetype longestString) {
    if (c >= '0' && c <= '9' && !m_isSizeClosed) {
        m_literal = m_literal * 10 + (c - '0');
        m_hasDigits = true;
        if (m_literal > longestString)
            return protocolError(ErrorCode::LimitExceeded, "a string that is too long");
    } else if (c == '+' && m_hasDigits && !m_isSizeClosed) {
        m_isSizeClosed = true;
    } else if (c == '}' && m_hasDigits) {
        m_place = Place::LiteralEnd;
    } else {
        return protocolError(ErrorCode::MalformedResponse, "a literal without a size");
    }
    return {};
}

Status ResponseReader::takeLiteralEnd(char c) {
    if (m_place == Place::LiteralEnd && c == '\r') {
        m_place = Place::LiteralLf;
        return {};
    }
    if (c != '\n')
        return protocolError(ErrorCode::MalformedResponse, "a literal that does not begin");
    m_place = Place::Literal;
    if (m_literal == 0)
        endString();
    return {};
}

} // namespace tributary::sieve
