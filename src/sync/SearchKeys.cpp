// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/SearchKeys.h"

#include "model/Scope.h"

#include <QLocale>

#include <algorithm>
#include <utility>

namespace tributary::sync {

using namespace Qt::Literals::StringLiterals;
using imap::Command;
using search::Field;
using search::Node;
using search::Op;

namespace {

/// One line of text without control characters; empty: nothing that can be searched for.
QString cleaned(QString text) {
    bool isTerm = false;
    for (QChar& c : text) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Separator_Line ||
            c.category() == QChar::Separator_Paragraph)
            c = u' ';
        isTerm = isTerm || c.isLetterOrNumber() || c.isSurrogate();
    }
    return isTerm ? text.simplified() : QString();
}

/// A part of the query for one mailbox: decided already, or left to the server.
struct Folded {
    enum Truth { Ignored, No, Yes, Server } truth = Ignored;
    Node node{};
};

class Folding {
  public:
    Folding(const model::Mailbox& mailbox, std::optional<bool> hasAttachment)
        : m_mailbox(mailbox), m_hasAttachment(hasAttachment) {}

    [[nodiscard]] Folded fold(const Node& node) const {
        switch (node.op) {
        case Op::And: return several(node, Folded::No, Folded::Yes);
        case Op::Or: return several(node, Folded::Yes, Folded::No);
        case Op::Not: return node.children.empty() ? Folded() : inverse(fold(node.children.front()));
        case Op::Term: return term(node);
        }
        return {};
    }

  private:
    /// decides: one such part settles the whole; neutral: such parts say nothing beside others.
    [[nodiscard]] Folded several(const Node& node, Folded::Truth decides, Folded::Truth neutral) const {
        Folded all;
        all.node.op = node.op;
        bool anyNeutral = false;
        for (const Node& child : node.children) {
            Folded part = fold(child);
            if (part.truth == decides)
                return {decides, {}};
            anyNeutral = anyNeutral || part.truth == neutral;
            if (part.truth == Folded::Server)
                all.node.children.push_back(std::move(part.node));
        }
        if (all.node.children.empty())
            return {anyNeutral ? neutral : Folded::Ignored, {}};
        all.truth = Folded::Server;
        if (all.node.children.size() == 1) {
            Node only = std::move(all.node.children.front());
            all.node = std::move(only);
        }
        return all;
    }

    static Folded inverse(Folded part) {
        if (part.truth == Folded::No || part.truth == Folded::Yes)
            return {part.truth == Folded::No ? Folded::Yes : Folded::No, {}};
        if (part.truth == Folded::Ignored)
            return part;
        Folded out{Folded::Server, {}};
        out.node.op = Op::Not;
        out.node.children.push_back(std::move(part.node));
        return out;
    }

    [[nodiscard]] Folded term(const Node& node) const {
        const auto decided = [](bool yes) { return Folded{yes ? Folded::Yes : Folded::No, {}}; };
        if (node.field == Field::In)
            return decided(model::isNamed(m_mailbox, node.text));
        if (node.field == Field::Has && m_hasAttachment)
            return decided(*m_hasAttachment);
        Folded out{Folded::Server, node};
        if (node.field == Field::Any || node.field == Field::From || node.field == Field::To || node.field == Field::Subject) {
            out.node.text = cleaned(node.text);
            if (out.node.text.isEmpty())
                return {};
        }
        return out;
    }

    const model::Mailbox& m_mailbox;
    std::optional<bool> m_hasAttachment;
};

/// RFC 9051 9: search-key.
class KeyWriter {
  public:
    void write(const Node& node, bool isAlone) {
        switch (node.op) {
        case Op::And:
            text(isAlone ? "" : "(");
            for (std::size_t i = 0; i < node.children.size(); ++i) {
                text(i == 0 ? "" : " ");
                write(node.children[i], false);
            }
            return text(isAlone ? "" : ")");
        case Op::Or: // takes two keys
            for (std::size_t i = 0; i + 1 < node.children.size(); ++i) {
                text("OR ");
                write(node.children[i], false);
                text(" ");
            }
            return write(node.children.back(), false);
        case Op::Not:
            text("NOT ");
            return write(node.children.front(), false);
        case Op::Term: return term(node);
        }
    }
    QList<Command::Piece> take() { return std::move(m_pieces); }

  private:
    void text(const QByteArray& bytes) {
        if (auto* last = m_pieces.isEmpty() ? nullptr : std::get_if<Command::Text>(&m_pieces.last()))
            last->bytes += bytes;
        else if (!bytes.isEmpty())
            m_pieces.append(Command::Text{bytes});
    }
    void string(const QByteArray& key, const QString& words) {
        text(key + ' ');
        m_pieces.append(Command::String{words.toUtf8()});
    }
    void term(const Node& node) {
        const auto date = [&]() -> QByteArray { return ' ' + QLocale::c().toString(node.date, u"d-MMM-yyyy"_s).toLatin1(); };
        switch (node.field) {
        case Field::Any: return string("TEXT", node.text);
        case Field::From: return string("FROM", node.text);
        case Field::Subject: return string("SUBJECT", node.text);
        case Field::To:
            string("OR TO", node.text);
            return string(" CC", node.text);
        case Field::Before: return text("SENTBEFORE" + date());
        case Field::After: return text("SENTSINCE" + date());
        case Field::Is: return text(stateKey(node.text));
        case Field::In:
        case Field::Has: return text("ALL"); // decided before
        }
    }
    static QByteArray stateKey(const QString& state) {
        static const std::pair<QLatin1StringView, const char*> keys[]{
            {"unread"_L1, "UNSEEN"},       {"read"_L1, "SEEN"},         {"flagged"_L1, "FLAGGED"},
            {"unflagged"_L1, "UNFLAGGED"}, {"answered"_L1, "ANSWERED"}, {"unanswered"_L1, "UNANSWERED"}};
        const auto* const it = std::find_if(std::begin(keys), std::end(keys), [&](const auto& k) { return k.first == state; });
        return it == std::end(keys) ? "ALL" : it->second;
    }

    QList<Command::Piece> m_pieces;
};

/// support.google.com/mail/answer/7190: words beside each other must all match, OR, "-", parentheses, "exact words".
class GmailWriter {
  public:
    void write(const Node& node, bool isAlone) {
        if (node.op == Op::Term)
            return term(node);
        if (node.op == Op::Not) {
            m_text += u'-';
            return write(node.children.front(), false);
        }
        m_text += isAlone ? QString() : u"("_s;
        for (std::size_t i = 0; i < node.children.size(); ++i) {
            m_text += i == 0 ? QString() : node.op == Op::Or ? u" OR "_s : u" "_s;
            write(node.children[i], false);
        }
        m_text += isAlone ? QString() : u")"_s;
    }
    [[nodiscard]] const QString& text() const { return m_text; }

  private:
    /// Quotation marks cannot stand within quoted words.
    static QString quoted(QString words) { return u'"' + words.replace(u'"', u' ').simplified() + u'"'; }

    void term(const Node& node) {
        const auto date = [&] { return QLocale::c().toString(node.date, u"yyyy/MM/dd"_s); };
        switch (node.field) {
        case Field::Any: m_text += quoted(node.text); break;
        case Field::From: m_text += u"from:"_s + quoted(node.text); break;
        case Field::To: m_text += u"(to:%1 OR cc:%1)"_s.arg(quoted(node.text)); break;
        case Field::Subject: m_text += u"subject:"_s + quoted(node.text); break;
        case Field::Before: m_text += u"before:"_s + date(); break;
        case Field::After: m_text += u"after:"_s + date(); break;
        case Field::Has: m_text += u"has:attachment"_s; break;
        case Field::Is:
            m_text += node.text == "flagged"_L1 ? u"is:starred"_s : node.text == "unflagged"_L1 ? u"-is:starred"_s : u"is:"_s + node.text;
            break;
        case Field::In: break; // decided before
        }
    }

    QString m_text;
};

bool gmailKnows(const Node& node) {
    const bool isAnswered = node.op == Op::Term && node.field == Field::Is && node.text.endsWith("answered"_L1);
    return !isAnswered && std::all_of(node.children.begin(), node.children.end(), gmailKnows);
}

QByteArray bytesOf(const Command::Piece& piece) {
    if (const auto* text = std::get_if<Command::Text>(&piece))
        return 't' + text->bytes;
    const auto* string = std::get_if<Command::String>(&piece);
    return string ? 's' + string->bytes : QByteArray();
}

} // namespace

bool SearchKeys::operator==(const SearchKeys& other) const {
    return matchesNothing == other.matchesNothing &&
           std::equal(pieces.begin(), pieces.end(), other.pieces.begin(), other.pieces.end(),
                      [](const auto& a, const auto& b) { return bytesOf(a) == bytesOf(b); });
}

SearchKeys searchKeys(const Node& query, const model::Mailbox& mailbox, bool hasAttachment) {
    const Folded folded = Folding(mailbox, hasAttachment).fold(query);
    if (folded.truth == Folded::Yes)
        return {false, {Command::Text{"ALL"}}};
    if (folded.truth != Folded::Server)
        return {true, {}};
    KeyWriter writer;
    writer.write(folded.node, true);
    return {false, writer.take()};
}

std::optional<SearchKeys> gmailKeys(const Node& query, const model::Mailbox& mailbox) {
    if (!gmailKnows(query))
        return std::nullopt;
    const Folded folded = Folding(mailbox, std::nullopt).fold(query);
    if (folded.truth == Folded::Yes)
        return SearchKeys{false, {Command::Text{"ALL"}}};
    if (folded.truth != Folded::Server)
        return SearchKeys{true, {}};
    GmailWriter writer;
    writer.write(folded.node, true);
    return SearchKeys{false, {Command::Text{"X-GM-RAW "}, Command::String{writer.text().toUtf8()}}};
}

bool asksFor(const Node& query, Field field) {
    return (query.op == Op::Term && query.field == field) ||
           std::any_of(query.children.begin(), query.children.end(), [&](const Node& child) { return asksFor(child, field); });
}

} // namespace tributary::sync
