// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/detail/CssSheet.h"

#include "content/detail/CssSelectors.h"

#include <vector>

namespace tributary::content::detail {
namespace {

using Kind = CssToken::Kind;
using Reference = RemoteReference::Kind;

constexpr qsizetype kMaxKept = 2100;     ///< tokens of one prelude or declaration; what is longer goes
constexpr std::size_t kMaxMedia = 3;     ///< @media in @media

bool opens(const CssToken& token) {
    return token.is(Kind::OpenRound) || token.is(Kind::OpenSquare) || token.is(Kind::Function) || token.is(Kind::OpenCurly);
}
bool closes(const CssToken& token) {
    return token.is(Kind::CloseRound) || token.is(Kind::CloseSquare) || token.is(Kind::CloseCurly);
}

/// "... ! important" off the end.
bool takeImportant(CssTokenList& value) {
    const auto trim = [&value] {
        while (!value.isEmpty() && value.last().is(Kind::Space))
            value.removeLast();
    };
    trim();
    if (value.isEmpty() || !value.last().isWord(u"important"))
        return false;
    value.removeLast();
    trim();
    if (value.isEmpty() || !value.last().isDelim(u'!'))
        return false; // the bare word is refused later
    value.removeLast();
    return true;
}

class Parser {
public:
    Parser(QStringView css, CssContext& context) : m_tokens(css), m_context(context) {}

    QString sheet() {
        for (next(); !m_token.is(Kind::End);) {
            if (m_token.is(Kind::Space) || m_token.is(Kind::Semicolon))
                next();
            else if (m_token.is(Kind::CloseCurly))
                closeMedia();
            else if (m_token.is(Kind::AtKeyword))
                atRule();
            else
                rule();
        }
        while (!m_media.empty())
            closeMedia();
        return std::move(m_out);
    }

    QString declarations() {
        next();
        return block(false, nullptr);
    }

private:
    void next() { m_token = m_tokens.next(); }

    void closeMedia() {
        next();
        if (m_media.empty())
            return;
        const Media last = m_media.back();
        m_media.pop_back();
        if (m_out.size() == last.inside)
            m_out.truncate(last.begin); // nothing in it
        else
            m_out += u'}';
    }

    /// Tokens to '{', ';' (where it ends) or '}' outside brackets; that token is the current one then.
    CssTokenList prelude(bool endsAtSemicolon) {
        CssTokenList kept;
        int depth = 0;
        for (;; next()) {
            if (m_token.is(Kind::End))
                return kept;
            if (depth == 0 && (m_token.is(Kind::OpenCurly) || m_token.is(Kind::CloseCurly) ||
                               (endsAtSemicolon && m_token.is(Kind::Semicolon))))
                return kept;
            depth += opens(m_token) ? 1 : closes(m_token) && depth > 0 ? -1 : 0;
            if (kept.size() <= kMaxKept)
                kept.append(m_token);
        }
    }

    void rule() {
        const CssTokenList selectors = prelude(false);
        if (!m_token.is(Kind::OpenCurly)) {
            if (m_token.is(Kind::CloseCurly) && m_media.empty())
                next();
            return;
        }
        next();
        const QString body = block(true, nullptr);
        const QString names = body.isEmpty() ? QString() : cssSelectors(selectors, m_context.prefix);
        if (!names.isEmpty())
            m_out += names + u'{' + body + u'}';
    }

    void atRule() {
        const QString name = m_token.text.toLower();
        next();
        const CssTokenList query = prelude(true);
        if (name == u"import")
            noteImport(query);
        if (m_token.is(Kind::CloseCurly) && !m_media.empty())
            return; // closes what is around
        if (!m_token.is(Kind::OpenCurly)) {
            next();
            return;
        }
        next();
        const QString media = name == u"media" && m_media.size() < kMaxMedia ? cssMediaQuery(query) : QString();
        if (media.isEmpty()) {
            const Reference font = Reference::Font;
            block(true, name == u"font-face" ? &font : nullptr);
            return;
        }
        m_media.push_back({m_out.size(), 0});
        m_out += u"@media " + media + u'{';
        m_media.back().inside = m_out.size();
    }

    void noteImport(const CssTokenList& query) {
        for (const CssToken& one : query) {
            if (one.is(Kind::String) || one.is(Kind::BadString) || one.is(Kind::Url) || one.is(Kind::BadUrl))
                m_context.remote.note(one.text, Reference::Style);
        }
    }

    /// Declarations up to the '}' that ends them (inBlock) or the end.
    QString block(bool inBlock, const Reference* kind) {
        QString out;
        while (!m_token.is(Kind::End)) {
            if (m_token.is(Kind::CloseCurly) && inBlock) {
                next();
                break;
            }
            const QString one = declaration(inBlock, kind);
            if (!one.isEmpty())
                out += (out.isEmpty() ? QString() : QStringLiteral(";")) + one;
        }
        return out;
    }

    /// To behind its ';', or to the '}' of the block. What holds a block of its own is none.
    QString declaration(bool inBlock, const Reference* kind) {
        CssTokenList tokens;
        bool good = true;
        for (int depth = 0; !m_token.is(Kind::End); next()) {
            if (depth == 0 && m_token.is(Kind::Semicolon)) {
                next();
                break;
            }
            if (depth == 0 && m_token.is(Kind::CloseCurly)) {
                if (inBlock)
                    break;
                good = false;
            }
            depth += opens(m_token) ? 1 : closes(m_token) && depth > 0 ? -1 : 0;
            good = good && !m_token.is(Kind::OpenCurly) && tokens.size() <= kMaxKept;
            if (tokens.size() <= kMaxKept && !(tokens.isEmpty() && m_token.is(Kind::Space)))
                tokens.append(std::move(m_token));
        }
        return filtered(tokens, good && kind == nullptr, kind);
    }

    QString filtered(CssTokenList& tokens, bool good, const Reference* kind) {
        if (tokens.isEmpty())
            return {};
        const QString name = tokens.first().text.toLower();
        noteReferences(tokens, kind != nullptr ? *kind : referenceKind(name), m_context.remote);
        const CssProperty* property = good && tokens.first().is(Kind::Ident) ? cssProperty(name) : nullptr;
        if (property == nullptr)
            return {};
        qsizetype colon = 1;
        while (colon < tokens.size() && tokens[colon].is(Kind::Space))
            ++colon;
        if (colon >= tokens.size() || !tokens[colon].is(Kind::Colon))
            return {};
        tokens.remove(0, colon + 1);
        const bool important = takeImportant(tokens);
        const QString value = cssValue(*property, tokens, m_context);
        return value.isEmpty() ? QString() : QString(name + u':' + value + (important ? u"!important" : u""));
    }

    struct Media {
        qsizetype begin; ///< of "@media" in m_out
        qsizetype inside;
    };
    CssTokens m_tokens;
    CssToken m_token;
    CssContext& m_context;
    QString m_out;
    std::vector<Media> m_media;
};

} // namespace

QString filteredSheet(const QString& css, CssContext& context) { return Parser(css, context).sheet(); }
QString filteredDeclarations(const QString& css, CssContext& context) { return Parser(css, context).declarations(); }

void noteReferencesOfSheet(const QString& css, RemoteCollector& remote) {
    CssContext context{remote, {}, false};
    static_cast<void>(filteredSheet(css, context));
}

QString filteredMedia(const QString& media) {
    CssTokens tokens(media);
    CssTokenList all;
    for (CssToken one = tokens.next(); !one.is(Kind::End) && all.size() < kMaxKept; one = tokens.next())
        all.append(one);
    return cssMediaQuery(all);
}

} // namespace tributary::content::detail
