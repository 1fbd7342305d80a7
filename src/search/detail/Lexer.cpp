// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/detail/Lexer.h"

#include <QStringList>

namespace tributary::search::detail {
namespace {

/// Full-width ASCII, ideographic space and typographic quotes as what they stand for.
QChar folded(QChar c) {
    const char16_t u = c.unicode();
    if (u >= 0xFF01 && u <= 0xFF5E)
        return QChar(static_cast<char16_t>(u - 0xFEE0));
    switch (u) {
    case 0x3000:
    case 0xA0: return u' ';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x301D:
    case 0x301E:
    case 0x301F: return u'"';
    case 0x2212: return u'-';
    default: return c;
    }
}

bool isKnownField(const QString& name) {
    static const QStringList names = {
        QStringLiteral("from"),   QStringLiteral("to"),    QStringLiteral("subject"),    QStringLiteral("in"),
        QStringLiteral("before"), QStringLiteral("after"), QStringLiteral("newer_than"), QStringLiteral("older_than"),
        QStringLiteral("is"),     QStringLiteral("has")};
    return names.contains(name);
}

constexpr qsizetype kLongestField = 10;

class Lexer {
public:
    explicit Lexer(const QString& query) {
        m_text.reserve(query.size());
        for (const QChar c : query)
            m_text += folded(c);
    }

    std::vector<Lexeme> run() {
        while (m_at < m_text.size()) {
            const QChar c = m_text[m_at];
            if (c.isSpace() || c.unicode() < 0x20) {
                ++m_at;
            } else if (c == u'(') {
                add(Lexeme::Kind::Open, 1);
            } else if (c == u')') {
                add(Lexeme::Kind::Close, 1);
            } else if (c == u'|') {
                add(Lexeme::Kind::Or, 1);
            } else if (c == u'"') {
                phrase();
            } else if (c == u'-' && m_at + 1 < m_text.size() && startsOperand(m_text[m_at + 1])) {
                add(Lexeme::Kind::Not, 1);
            } else {
                word();
            }
        }
        m_lexemes.push_back({Lexeme::Kind::End, {}, true});
        return std::move(m_lexemes);
    }

private:
    static bool startsOperand(QChar c) { return !c.isSpace() && c != u')' && c != u'-' && c != u'|'; }

    void add(Lexeme::Kind kind, qsizetype length, QString text = {}) {
        m_at += length;
        m_lexemes.push_back({kind, std::move(text), m_at >= m_text.size()});
    }

    /// An open quote ends at the end.
    void phrase() {
        const qsizetype end = m_text.indexOf(u'"', m_at + 1);
        const qsizetype stop = end < 0 ? m_text.size() : end;
        QString text = m_text.mid(m_at + 1, stop - m_at - 1).simplified();
        m_at = end < 0 ? m_text.size() : end + 1;
        if (!text.isEmpty())
            m_lexemes.push_back({Lexeme::Kind::Phrase, std::move(text), false});
    }

    void word() {
        const qsizetype begin = m_at;
        while (m_at < m_text.size()) {
            const QChar c = m_text[m_at];
            if (c.isSpace() || c.unicode() < 0x20 || c == u'(' || c == u')' || c == u'"' || c == u'|')
                break;
            if (c == u':' && m_at - begin <= kLongestField) {
                const QString name = m_text.mid(begin, m_at - begin).toLower();
                if (isKnownField(name)) {
                    add(Lexeme::Kind::Field, 1, name);
                    return;
                }
            }
            ++m_at;
        }
        QString text = m_text.mid(begin, m_at - begin);
        // OR and NOT only in capitals and only as typed in ASCII words of their own.
        const bool isOr = text == u"OR";
        const bool isNot = text == u"NOT";
        const Lexeme::Kind kind = isOr ? Lexeme::Kind::Or : isNot ? Lexeme::Kind::Not : Lexeme::Kind::Word;
        if (text != u"AND")
            m_lexemes.push_back({kind, std::move(text), m_at >= m_text.size()});
    }

    QString m_text;
    qsizetype m_at = 0;
    std::vector<Lexeme> m_lexemes;
};

} // namespace

std::vector<Lexeme> lex(const QString& query) { return Lexer(query).run(); }

} // namespace tributary::search::detail
