// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/QueryCompiler.h"

#include "model/Scope.h"
#include "store/Tokenizer.h"

#include <QDateTime>

#include <algorithm>
#include <utility>
#include <vector>

namespace tributary::store::detail {

using namespace Qt::Literals::StringLiterals;

namespace {

/// match AND NOT exclude AND where. Ignored: a term without anything to search for ("---").
struct Part {
    QString match, exclude;
    std::string where;
    QList<QString> parameters;
    bool ignored = false;

    [[nodiscard]] bool onlyMatch() const { return !match.isEmpty() && exclude.isEmpty() && where.empty(); }
    [[nodiscard]] bool onlyExclude() const { return match.isEmpty() && !exclude.isEmpty() && where.empty(); }
};

Part condition(std::string where) {
    Part part;
    part.where = std::move(where);
    return part;
}

QString join(const QString& left, QLatin1StringView op, const QString& right) {
    if (left.isEmpty() || right.isEmpty())
        return left + right;
    return u'(' + left + u") "_s + op + u" ("_s + right + u')';
}

void addCondition(Part& part, const std::string& where, const QList<QString>& parameters) {
    if (!part.where.empty())
        part.where += " AND ";
    part.where += where;
    part.parameters += parameters;
}

/// The whole part as one condition. '+': the ids are looked up in the set, the set does not lead.
Part asCondition(const Part& part) {
    Part out;
    if (!part.match.isEmpty())
        addCondition(out, "+m.id IN (SELECT rowid FROM message_fts WHERE message_fts MATCH ?)", {part.match});
    if (!part.exclude.isEmpty())
        addCondition(out, "+m.id NOT IN (SELECT rowid FROM message_fts WHERE message_fts MATCH ?)", {part.exclude});
    if (!part.where.empty())
        addCondition(out, part.where, part.parameters);
    return out;
}

/// FTS5 takes the quoted text through our tokenizer: its tokens in order are one phrase.
Part textTerm(const search::Node& node, QLatin1StringView columns) {
    QString text = node.text;
    text.replace(u'"', u' ').remove(QChar(u'\0'));
    int tokens = 0;
    bool endsInSingle = false;
    tokenise(text.toUtf8(), Purpose::Query, [&](const Token& token) {
        ++tokens;
        endsInSingle = token.kind == Token::Kind::Single;
    });
    Part part;
    part.ignored = tokens == 0;
    if (part.ignored)
        return part;
    if (!columns.isEmpty())
        part.match = columns + u" : "_s;
    part.match += u'"' + text + u'"';
    if (node.prefix || endsInSingle)
        part.match += u" *"_s;
    return part;
}

Part dateTerm(const search::Node& node) {
    const qint64 startMs = node.date.startOfDay().toMSecsSinceEpoch();
    return condition(std::string("m.date_ms ") + (node.field == search::Field::Before ? "< " : ">= ") +
                     std::to_string(startMs));
}

Part isTerm(const QString& word) {
    if (word == "unread"_L1)
        return condition("(m.flag_bits & 1) = 0");
    if (word == "read"_L1)
        return condition("(m.flag_bits & 1) = 1");
    if (word == "flagged"_L1)
        return condition("(m.flag_bits & 4) = 4");
    if (word == "unflagged"_L1)
        return condition("(m.flag_bits & 4) = 0");
    if (word == "answered"_L1)
        return condition("(m.flag_bits & 2) = 2");
    return condition("(m.flag_bits & 2) = 0"); // unanswered: the parser knows no other
}

Part inTerm(const QString& name, const QList<model::Mailbox>& mailboxes) {
    std::string ids;
    for (const model::Mailbox& mailbox : mailboxes) {
        if (model::isNamed(mailbox, name))
            ids += (ids.empty() ? "" : ", ") + std::to_string(mailbox.id.value);
    }
    return condition("m.mailbox_id IN (" + ids + ")");
}

class Compiler {
  public:
    explicit Compiler(const QList<model::Mailbox>& mailboxes) : m_mailboxes(mailboxes) {}

    Part compile(const search::Node& node) {
        switch (node.op) {
        case search::Op::And: return all(node);
        case search::Op::Or: return any(node);
        case search::Op::Not: return node.children.empty() ? ignored() : inverse(compile(node.children.front()));
        case search::Op::Term: return term(node);
        }
        return ignored();
    }

    bool namesMailbox = false;
    bool hasTerms = false;

  private:
    static Part ignored() {
        Part part;
        part.ignored = true;
        return part;
    }

    Part term(const search::Node& node) {
        hasTerms = true;
        switch (node.field) {
        case search::Field::Any: return textTerm(node, {});
        case search::Field::From: return textTerm(node, "sender"_L1);
        case search::Field::To: return textTerm(node, "recipient"_L1);
        case search::Field::Subject: return textTerm(node, "subject"_L1);
        case search::Field::In: namesMailbox = true; return inTerm(node.text, m_mailboxes);
        case search::Field::Before:
        case search::Field::After: return dateTerm(node);
        case search::Field::Is: return isTerm(node.text);
        case search::Field::Has: return condition("m.has_attachment = 1");
        }
        return ignored();
    }

    Part all(const search::Node& node) {
        Part sum;
        bool empty = true;
        for (const search::Node& child : node.children) {
            const Part part = compile(child);
            if (part.ignored)
                continue;
            empty = false;
            sum.match = join(sum.match, "AND"_L1, part.match);
            sum.exclude = join(sum.exclude, "OR"_L1, part.exclude);
            if (!part.where.empty())
                addCondition(sum, part.where, part.parameters);
        }
        sum.ignored = empty;
        return sum;
    }

    Part any(const search::Node& node) {
        std::vector<Part> parts;
        for (const search::Node& child : node.children) {
            if (Part part = compile(child); !part.ignored)
                parts.push_back(std::move(part));
        }
        if (parts.size() < 2)
            return parts.empty() ? ignored() : parts.front();
        Part sum;
        const bool allMatches = std::all_of(parts.begin(), parts.end(), [](const Part& p) { return p.onlyMatch(); });
        for (const Part& part : parts) {
            if (allMatches) {
                sum.match = join(sum.match, "OR"_L1, part.match);
                continue;
            }
            const Part one = asCondition(part);
            sum.where += (sum.where.empty() ? "((" : " OR (") + one.where + ")";
            sum.parameters += one.parameters;
        }
        if (!allMatches)
            sum.where += ")";
        return sum;
    }

    static Part inverse(const Part& part) {
        if (part.ignored)
            return part;
        Part out;
        if (part.onlyMatch()) {
            out.exclude = part.match;
        } else if (part.onlyExclude()) {
            out.match = part.exclude;
        } else {
            const Part one = asCondition(part);
            out = condition("NOT (" + one.where + ")");
            out.parameters = one.parameters;
        }
        return out;
    }

    const QList<model::Mailbox>& m_mailboxes;
};

} // namespace

CompiledSearch compileSearch(const search::Node& node, const QList<model::Mailbox>& mailboxes) {
    Compiler compiler(mailboxes);
    Part part = compiler.compile(node);
    CompiledSearch search;
    search.namesMailbox = compiler.namesMailbox;
    search.matchesNothing = part.ignored && compiler.hasTerms;
    if (part.ignored)
        return search;
    if (!part.match.isEmpty() && !part.exclude.isEmpty()) {
        part.match = join(part.match, "NOT"_L1, part.exclude);
        part.exclude.clear();
    }
    search.match = std::exchange(part.match, {});
    const Part rest = asCondition(part);
    search.where = rest.where;
    search.parameters = rest.parameters;
    return search;
}

} // namespace tributary::store::detail
