// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/wire/Fragmenter.h"

#include "imap/Limits.h"

#include <algorithm>
#include <cstring>

namespace tributary::imap {

namespace {

constexpr qint64 kFirstReserve = 64 << 10;

tl::unexpected<Error> exceeded(const char* what) {
    return failure(ErrorKind::Protocol, ErrorCode::LimitExceeded, QString::fromLatin1(what));
}

/// A body section is what may be large: BODY[...], BODY[...]<0>, BINARY[...], RFC822, RFC822.TEXT.
bool isBodyItem(QByteArrayView textBefore) {
    while (textBefore.endsWith(' '))
        textBefore.chop(1);
    if (textBefore.endsWith(']') || textBefore.endsWith('>'))
        return true;
    for (const char* word : {"RFC822", "RFC822.TEXT", "RFC822.HEADER"}) {
        const auto length = static_cast<qsizetype>(std::strlen(word));
        if (textBefore.size() >= length && qstrnicmp(textBefore.data() + textBefore.size() - length, word, static_cast<size_t>(length)) == 0)
            return true;
    }
    return false;
}

} // namespace

// Only untagged data have literals.
bool mayHaveLiteral(QByteArrayView text) {
    if (!text.startsWith("* "))
        return false;
    QByteArrayView rest = text.sliced(2);
    while (rest.startsWith(' '))
        rest = rest.sliced(1);
    for (const char* word : {"OK", "NO", "BAD", "BYE", "PREAUTH"}) {
        const auto length = static_cast<qsizetype>(std::strlen(word));
        if (rest.size() >= length && qstrnicmp(rest.data(), word, static_cast<size_t>(length)) == 0 &&
            (rest.size() == length || rest[length] == ' '))
            return false;
    }
    return true;
}

qint64 announcedLiteral(QByteArrayView line, qsizetype& prefixAt) {
    if (!line.endsWith('}'))
        return -1;
    const qsizetype open = line.lastIndexOf('{');
    if (open < 0)
        return -1;
    QByteArrayView digits = line.sliced(open + 1, line.size() - open - 2);
    if (digits.endsWith('+'))
        digits.chop(1);
    if (digits.isEmpty() || digits.size() > 19 ||
        !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return -2;
    prefixAt = open > 0 && line[open - 1] == '~' ? open - 1 : open;
    bool ok = false;
    const qint64 length = digits.toByteArray().toLongLong(&ok);
    return ok ? length : -2;
}

Result<std::optional<Fragment>> Fragmenter::next(QByteArrayView& input) {
    while (!input.isEmpty()) {
        if (m_literalLeft >= 0) {
            takeLiteral(input);
            continue;
        }
        bool complete = false;
        TRY_STATUS(takeLine(input, complete));
        if (complete) {
            m_greeted = true;
            m_total = m_textTotal = 0;
            return std::optional(std::exchange(m_fragment, {}));
        }
    }
    return std::optional<Fragment>();
}

Status Fragmenter::takeLine(QByteArrayView& input, bool& complete) {
    const auto* newline = static_cast<const char*>(std::memchr(input.data(), '\n', static_cast<size_t>(input.size())));
    const qsizetype length = newline ? newline - input.data() + 1 : input.size();
    m_total += length;
    m_textTotal += length;
    if (m_textTotal > (m_greeted ? limits::kLine : limits::kGreeting))
        return exceeded("a response line is too long");
    if (m_total > limits::kResponse)
        return exceeded("a response is too large");
    m_text.append(input.data(), length);
    input = input.sliced(length);
    return newline ? endLine(complete) : Status();
}

Status Fragmenter::endLine(bool& complete) {
    m_text.chop(1);
    if (m_text.endsWith('\r'))
        m_text.chop(1);
    if (m_fragment.texts.isEmpty())
        m_mayHaveLiteral = m_greeted && mayHaveLiteral(m_text);
    qsizetype prefixAt = 0;
    const qint64 length = m_mayHaveLiteral ? announcedLiteral(m_text, prefixAt) : -1;
    if (length == -2)
        return failure(ErrorKind::Protocol, ErrorCode::MalformedResponse, QStringLiteral("a literal without a length"), m_text.right(60));
    if (length < 0) {
        m_fragment.texts.append(std::exchange(m_text, {}));
        complete = true;
        return {};
    }
    m_text.truncate(prefixAt);
    if (length > (isBodyItem(m_text) ? limits::kBodyLiteral : limits::kLiteral))
        return exceeded("a literal is too large");
    if (m_total + length > limits::kResponse)
        return exceeded("a response is too large");
    if (m_fragment.literals.size() >= limits::kLiterals)
        return exceeded("too many literals in a response");
    m_fragment.texts.append(std::exchange(m_text, {}));
    m_literal.clear();
    m_literal.reserve(std::min(length, kFirstReserve));
    m_literalLeft = length;
    if (length == 0) {
        m_fragment.literals.append(QByteArray(""));
        m_literalLeft = -1;
    }
    return {};
}

void Fragmenter::takeLiteral(QByteArrayView& input) {
    const qsizetype length = std::min<qint64>(m_literalLeft, input.size());
    m_literal.append(input.data(), length); // grows as bytes arrive, not as they are announced
    m_total += length;
    m_literalLeft -= length;
    input = input.sliced(length);
    if (m_literalLeft == 0) {
        m_fragment.literals.append(std::exchange(m_literal, {}));
        m_literalLeft = -1;
    }
}

} // namespace tributary::imap
