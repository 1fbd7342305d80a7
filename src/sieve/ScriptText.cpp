// SPDX-License-Identifier: GPL-3.0-or-later
#include "sieve/ScriptText.h"

#include "sieve/Limits.h"
#include "sieve/detail/ScriptLexer.h"

#include <algorithm>
#include <utility>

namespace tributary::sieve {

namespace {

bool isFiller(const Token& token) {
    return token.kind == TokenKind::Blank || token.kind == TokenKind::HashComment || token.kind == TokenKind::BracketComment;
}

bool isStringToken(const Token& token) { return token.kind == TokenKind::Quoted || token.kind == TokenKind::MultiLine; }

/// Goes over the commands outside blocks: for each the indexes of its tokens, without blanks and comments, with the mark that ends it.
template <typename Take> void eachCommand(const ScriptText& script, const Take& take) {
    QList<qsizetype> command;
    qint64 depth = 0;
    const QList<Token>& tokens = script.tokens();
    for (qsizetype i = 0; i < tokens.size(); ++i) {
        if (isFiller(tokens[i]))
            continue;
        const char mark = tokens[i].kind == TokenKind::Mark ? script.bytes()[tokens[i].begin] : '\0';
        if (depth == 0)
            command.append(i);
        if (mark == '{')
            ++depth;
        if (mark == '}')
            depth = std::max<qint64>(0, depth - 1);
        if (depth == 0 && (mark == ';' || mark == '}')) {
            if (mark == ';')
                take(command);
            command.clear();
        } else if (mark == '{') {
            command.clear();
        }
    }
}

bool isWord(const ScriptText& script, qsizetype index, TokenKind kind, QByteArrayView lower) {
    const Token& token = script.tokens()[index];
    return token.kind == kind && script.textOf(token).compare(lower, Qt::CaseInsensitive) == 0;
}

/// Its options, in any order, and one name; false: it is something else.
bool readInclude(const ScriptText& script, const QList<qsizetype>& command, Include& include) {
    if (command.size() < 3 || !isWord(script, command.first(), TokenKind::Identifier, "include"))
        return false;
    int names = 0;
    for (const qsizetype index : command.mid(1, command.size() - 2)) {
        const Token& token = script.tokens()[index];
        if (isStringToken(token) && ++names == 1)
            include.name = script.valueOf(token);
        else if (isWord(script, index, TokenKind::Tag, ":global"))
            include.isGlobal = true;
        else if (isWord(script, index, TokenKind::Tag, ":optional"))
            include.isOptional = true;
        else if (isWord(script, index, TokenKind::Tag, ":once"))
            include.isOnce = true;
        else if (!isWord(script, index, TokenKind::Tag, ":personal"))
            return false;
    }
    const Token& end = script.tokens()[command.last()];
    include.begin = script.tokens()[command.first()].begin;
    include.size = end.begin + end.size - include.begin;
    return names == 1;
}

} // namespace

ScriptText::ScriptText(QByteArray script) : m_script(std::move(script)), m_tokens(detail::scriptTokens(m_script)) {}

bool ScriptText::hasBadTokens() const {
    return std::any_of(m_tokens.begin(), m_tokens.end(), [](const Token& token) { return token.kind == TokenKind::Bad; });
}

QByteArrayList ScriptText::requiredExtensions() const {
    QByteArrayList names;
    eachCommand(*this, [&](const QList<qsizetype>& command) {
        if (!isWord(*this, command.first(), TokenKind::Identifier, "require"))
            return;
        for (const qsizetype index : command) {
            if (isStringToken(m_tokens[index]) && names.size() < detail::kMostNames) {
                if (QByteArray name = valueOf(m_tokens[index]); !names.contains(name))
                    names.append(std::move(name));
            }
        }
    });
    return names;
}

QList<Include> ScriptText::includes() const {
    QList<Include> all;
    eachCommand(*this, [&](const QList<qsizetype>& command) {
        if (Include include; all.size() < detail::kMostNames && readInclude(*this, command, include))
            all.append(std::move(include));
    });
    return all;
}

QByteArrayList ScriptText::comments() const {
    QByteArrayList all;
    for (const Token& token : m_tokens) {
        if (token.kind == TokenKind::HashComment || token.kind == TokenKind::BracketComment)
            all.append(textOf(token).toByteArray());
    }
    return all;
}

QByteArray ScriptText::valueOf(const Token& token) const {
    const QByteArrayView text = textOf(token);
    if (token.kind == TokenKind::MultiLine)
        return detail::multiLineValue(text);
    if (token.kind != TokenKind::Quoted)
        return text.toByteArray();
    QByteArray value;
    for (qsizetype i = 1; i + 1 < text.size(); ++i) {
        if (text[i] == '\\')
            ++i; // RFC 5228 2.4.2: "\x" is "x", whatever x is
        value.append(text[i]);
    }
    return value;
}

int ScriptText::lineOf(qint32 offset) const {
    const qsizetype end = std::clamp<qsizetype>(offset, 0, m_script.size());
    return static_cast<int>(std::count(m_script.begin(), m_script.begin() + end, '\n')) + 1;
}

QByteArray quotedString(const QByteArray& value) {
    QByteArray quoted(1, '"');
    for (const char c : value) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        if (c != '\0')
            quoted += c;
    }
    return quoted + '"';
}

} // namespace tributary::sieve
