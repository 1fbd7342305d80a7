// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/wire/Lexer.h"

#include "imap/Limits.h"

#include <algorithm>
#include <cstring>

namespace tributary::imap {

bool Lexer::atEnd() const { return m_at >= text().size() && m_segment >= m_fragment.literals.size(); }
bool Lexer::atLiteral() const { return m_at >= text().size() && m_segment < m_fragment.literals.size(); }
char Lexer::peek() const { return m_at < text().size() ? text().at(m_at) : '\0'; }

bool Lexer::skip(char c) {
    if (m_at >= text().size() || text().at(m_at) != c)
        return false;
    ++m_at;
    return true;
}

void Lexer::skipSpaces() {
    while (skip(' ')) {
    }
}

QByteArray Lexer::word(const char* stops) {
    const qsizetype start = m_at;
    const QByteArray& t = text();
    while (m_at < t.size() && std::strchr(stops, t.at(m_at)) == nullptr && t.at(m_at) != '\0')
        ++m_at;
    return t.mid(start, m_at - start);
}

QByteArray Lexer::until(char c) {
    qsizetype end = text().indexOf(c, m_at);
    if (end < 0)
        end = text().size();
    const QByteArray found = text().mid(m_at, end - m_at);
    m_at = std::min(end + 1, text().size());
    return found;
}

bool Lexer::has(char c) const { return text().indexOf(c, m_at) >= 0; }

QByteArray Lexer::rest() {
    const QByteArray found = text().mid(m_at);
    m_at = text().size();
    return found;
}

tl::unexpected<Error> Lexer::malformed(const char* what) const {
    return failure(ErrorKind::Protocol, ErrorCode::MalformedResponse, QString::fromLatin1(what), m_fragment.texts.first().left(120));
}

Result<quint64> Lexer::number(quint64 max) {
    quint64 value = 0;
    const qsizetype start = m_at;
    while (peek() >= '0' && peek() <= '9') {
        const auto digit = static_cast<quint64>(peek() - '0');
        if (value > (max - digit) / 10)
            return malformed("a number is too large");
        value = value * 10 + digit;
        ++m_at;
    }
    if (m_at == start)
        return malformed("a number is missing");
    return value;
}

QByteArray Lexer::takeLiteral() {
    const QByteArray literal = m_fragment.literals.at(m_segment);
    ++m_segment;
    m_at = 0;
    return literal;
}

Result<QByteArray> Lexer::quoted() {
    ++m_at;
    const QByteArray& t = text();
    const auto* begin = t.constData() + m_at;
    const auto left = static_cast<std::size_t>(t.size() - m_at);
    const auto* quote = static_cast<const char*>(std::memchr(begin, '"', left));
    if (quote && !std::memchr(begin, '\\', static_cast<std::size_t>(quote - begin))) { // nearly all of them: one copy
        m_at += quote - begin + 1;
        return QByteArray(begin, quote - begin);
    }
    QByteArray value;
    for (;;) {
        qsizetype run = m_at;
        while (run < t.size() && t.at(run) != '"' && t.at(run) != '\\')
            ++run;
        value.append(t.constData() + m_at, run - m_at);
        m_at = run;
        if (m_at >= t.size())
            return malformed("a quoted string does not end");
        if (t.at(m_at) == '"') {
            ++m_at;
            return value;
        }
        ++m_at; // the backslash
        if (m_at >= t.size())
            return malformed("a quoted string does not end");
        value.append(t.at(m_at++));
    }
}

Result<QByteArray> Lexer::string() {
    if (atLiteral())
        return takeLiteral();
    if (peek() == '"')
        return quoted();
    const QByteArray atom = word(" ()");
    if (atom.isEmpty())
        return malformed("a string is missing");
    return atom;
}

bool Lexer::skipNil() {
    const QByteArray& t = text();
    if (t.size() - m_at < 3 || qstrnicmp(t.constData() + m_at, "NIL", 3) != 0)
        return false;
    const char behind = m_at + 3 < t.size() ? t.at(m_at + 3) : ' ';
    if (behind != ' ' && behind != '(' && behind != ')' && behind != '\0')
        return false;
    m_at += 3;
    return true;
}

Result<std::optional<QByteArray>> Lexer::nstring() {
    if (skipNil())
        return std::optional<QByteArray>();
    TRY(QByteArray value, string());
    return std::optional(std::move(value));
}

Result<QByteArray> Lexer::looseString() {
    skipSpaces();
    if (skipNil() || peek() == ')')
        return QByteArray();
    if (peek() == '(') {
        TRY_STATUS(skipValue());
        return QByteArray();
    }
    return string();
}

Result<QByteArrayList> Lexer::byteList() {
    if (!skip('('))
        return malformed("a list is missing");
    QByteArrayList words;
    for (int entries = 0;; ++entries) {
        skipSpaces();
        if (skip(')'))
            return words;
        if (atEnd())
            return malformed("a list does not end");
        if (entries >= limits::kWords)
            return failure(ErrorKind::Protocol, ErrorCode::LimitExceeded, QStringLiteral("a list is too long"));
        if (peek() == '(') {
            TRY_STATUS(skipValue());
            continue;
        }
        TRY(QByteArray entry, string());
        words.append(std::move(entry));
    }
}

Result<QStringList> Lexer::wordList() {
    TRY(const QByteArrayList entries, byteList());
    QStringList words;
    words.reserve(entries.size());
    for (const QByteArray& entry : entries)
        words.append(QString::fromUtf8(entry));
    return words;
}

Result<QList<UidRange>> Lexer::ranges(int most) {
    QList<UidRange> ranges;
    const auto bound = [this]() -> Result<quint64> {
        if (skip('*'))
            return quint64(0xFFFFFFFF);
        return number();
    };
    do {
        TRY(quint64 first, bound());
        quint64 last = first;
        if (skip(':')) {
            TRY(last, bound());
        }
        if (first == 0 || last == 0)
            return malformed("0 in a set");
        if (first > last)
            std::swap(first, last);
        if (ranges.size() >= most)
            return failure(ErrorKind::Protocol, ErrorCode::LimitExceeded, QStringLiteral("a set is too long"));
        ranges.append({static_cast<quint32>(first), static_cast<quint32>(last)});
    } while (skip(','));
    return ranges;
}

Result<UidSet> Lexer::set() {
    TRY(QList<UidRange> found, ranges(limits::kRanges));
    return UidSet::fromRanges(std::move(found));
}

Status Lexer::skipValue() {
    int depth = 0;
    do {
        skipSpaces();
        if (skip('(')) {
            if (++depth > limits::kDepth)
                return failure(ErrorKind::Protocol, ErrorCode::LimitExceeded, QStringLiteral("too many nested lists"));
        } else if (depth > 0 && skip(')')) {
            --depth;
        } else if (atEnd()) {
            return malformed("a list does not end");
        } else {
            TRY(const QByteArray value, string());
            (void)value;
        }
    } while (depth > 0);
    return {};
}

Status Lexer::skipToListEnd() {
    for (skipSpaces(); !skip(')'); skipSpaces()) {
        if (atEnd())
            return malformed("a list does not end");
        TRY_STATUS(skipValue());
    }
    return {};
}

} // namespace tributary::imap
