// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/Query.h"

#include "search/detail/Lexer.h"
#include "search/detail/QueryDate.h"

#include <QHash>

#include <optional>

namespace tributary::search {
namespace {

using detail::Lexeme;
using Kind = Lexeme::Kind;

Field fieldOf(const QString& name) {
    static const QHash<QString, Field> fields = {
        {QStringLiteral("from"), Field::From},         {QStringLiteral("to"), Field::To},
        {QStringLiteral("subject"), Field::Subject},   {QStringLiteral("in"), Field::In},
        {QStringLiteral("before"), Field::Before},     {QStringLiteral("older_than"), Field::Before},
        {QStringLiteral("after"), Field::After},       {QStringLiteral("newer_than"), Field::After},
        {QStringLiteral("is"), Field::Is},             {QStringLiteral("has"), Field::Has}};
    return fields.value(name, Field::Any);
}

/// The one word for a value and its synonyms; empty for an unknown one.
QString canonicalValue(Field field, const QString& value) {
    static const QHash<QString, QString> states = {
        {QStringLiteral("unread"), QStringLiteral("unread")},         {QStringLiteral("unseen"), QStringLiteral("unread")},
        {QStringLiteral("read"), QStringLiteral("read")},             {QStringLiteral("seen"), QStringLiteral("read")},
        {QStringLiteral("flagged"), QStringLiteral("flagged")},       {QStringLiteral("starred"), QStringLiteral("flagged")},
        {QStringLiteral("unflagged"), QStringLiteral("unflagged")},   {QStringLiteral("answered"), QStringLiteral("answered")},
        {QStringLiteral("replied"), QStringLiteral("answered")},      {QStringLiteral("unanswered"), QStringLiteral("unanswered")}};
    const QString lower = value.toLower();
    if (field == Field::Is)
        return states.value(lower);
    return lower == u"attachment" || lower == u"attachments" ? QStringLiteral("attachment") : QString();
}

Error badValue(const QString& detail) { return Error{ErrorKind::InvalidInput, ErrorCode::BadValue, {}, detail}; }

/// Recursive descent; depth is bounded by kMaxLevels, every loop takes a lexeme.
class Parser {
public:
    Parser(std::vector<Lexeme> lexemes, bool lastWordIsPrefix, QDate today)
        : m_lexemes(std::move(lexemes)), m_lastWordIsPrefix(lastWordIsPrefix), m_today(today) {}

    Result<Node> run() {
        Node all;
        while (kind() != Kind::End) {
            TRY(Node node, sequence(Field::Any, 0));
            merge(all, std::move(node));
            if (kind() == Kind::Close) // one too many
                ++m_at;
        }
        return all.children.size() == 1 ? std::move(all.children.front()) : Result<Node>(std::move(all));
    }

private:
    [[nodiscard]] const Lexeme& current() const { return m_lexemes[m_at]; }
    [[nodiscard]] Kind kind() const { return current().kind; }

    static void merge(Node& all, Node node) {
        if (node.op != Op::And) {
            all.children.push_back(std::move(node));
            return;
        }
        for (Node& child : node.children)
            all.children.push_back(std::move(child));
    }

    /// Alternatives beside each other, up to ')' or the end: an And.
    Result<Node> sequence(Field field, int level) {
        if (level > kMaxLevels)
            return failure(badValue(QStringLiteral("more than %1 levels").arg(kMaxLevels)));
        Node all;
        while (kind() != Kind::End && kind() != Kind::Close) {
            if (kind() == Kind::Or) { // an OR without a left side
                ++m_at;
                continue;
            }
            TRY(auto node, alternatives(field, level));
            if (node)
                all.children.push_back(std::move(*node));
        }
        return all;
    }

    /// a OR b OR c
    Result<std::optional<Node>> alternatives(Field field, int level) {
        TRY(auto first, operand(field, level));
        Node any{.op = Op::Or};
        while (kind() == Kind::Or) {
            ++m_at;
            if (kind() == Kind::Or || kind() == Kind::End || kind() == Kind::Close)
                continue;
            TRY(auto next, operand(field, level));
            if (next)
                any.children.push_back(std::move(*next));
        }
        if (any.children.empty())
            return first;
        if (!first)
            return any.children.size() == 1 ? std::optional<Node>(std::move(any.children.front()))
                                            : std::optional<Node>(std::move(any));
        any.children.insert(any.children.begin(), std::move(*first));
        return std::optional<Node>(std::move(any));
    }

    /// A term, a group or their negation; nothing for an empty group or a field without a value.
    Result<std::optional<Node>> operand(Field field, int level) {
        bool negative = false;
        while (kind() == Kind::Not) {
            negative = !negative;
            ++m_at;
        }
        TRY(auto node, positive(field, level));
        if (!node || !negative)
            return node;
        Node inverted{.op = Op::Not};
        inverted.children.push_back(std::move(*node));
        return std::optional<Node>(std::move(inverted));
    }

    Result<std::optional<Node>> positive(Field field, int level) {
        switch (kind()) {
        case Kind::Open: return group(field, level);
        case Kind::Field: return fieldTerm(level);
        case Kind::Word:
        case Kind::Phrase: return term(field, m_lexemes[m_at++]);
        default: return std::optional<Node>(); // "a -": nothing is left to negate
        }
    }

    Result<std::optional<Node>> group(Field field, int level) {
        ++m_at;
        TRY(Node inner, sequence(field, level + 1));
        if (kind() == Kind::Close)
            ++m_at;
        if (inner.children.empty())
            return std::optional<Node>();
        return inner.children.size() == 1 ? std::optional<Node>(std::move(inner.children.front()))
                                          : std::optional<Node>(std::move(inner));
    }

    Result<std::optional<Node>> fieldTerm(int level) {
        const Field field = fieldOf(m_lexemes[m_at++].text);
        if (kind() == Kind::Open)
            return group(field, level);
        if (kind() == Kind::Word || kind() == Kind::Phrase)
            return term(field, m_lexemes[m_at++]);
        return std::optional<Node>(); // "from:" while it is being typed
    }

    Result<std::optional<Node>> term(Field field, const Lexeme& lexeme) {
        if (++m_terms > kMaxTerms)
            return failure(badValue(QStringLiteral("more than %1 terms").arg(kMaxTerms)));
        Node node{.op = Op::Term, .field = field, .text = lexeme.text};
        // What is still being typed is no mistake yet.
        const bool unfinished = m_lastWordIsPrefix && lexeme.atEnd && lexeme.kind == Kind::Word;
        if (field == Field::Before || field == Field::After) {
            node.date = detail::parseQueryDate(lexeme.text, m_today);
            if (!node.date.isValid())
                return unfinished ? Result<std::optional<Node>>(std::nullopt) : failure(badValue(lexeme.text));
        } else if (field == Field::Is || field == Field::Has) {
            node.text = canonicalValue(field, lexeme.text);
            if (node.text.isEmpty())
                return unfinished ? Result<std::optional<Node>>(std::nullopt) : failure(badValue(lexeme.text));
        } else {
            node.phrase = lexeme.kind == Kind::Phrase;
            node.prefix = unfinished;
        }
        return std::optional<Node>(std::move(node));
    }

    std::vector<Lexeme> m_lexemes;
    std::size_t m_at = 0;
    bool m_lastWordIsPrefix;
    QDate m_today;
    int m_terms = 0;
};

} // namespace

Result<Node> parseQuery(const QString& text, bool lastWordIsPrefix, QDate today) {
    return Parser(detail::lex(text), lastWordIsPrefix, today.isValid() ? today : QDate::currentDate()).run();
}

} // namespace tributary::search
