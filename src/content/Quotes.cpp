// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/Quotes.h"

#include "content/detail/Attribution.h"

#include <deque>

namespace tributary::content {
namespace {

struct Line {
    qsizetype begin = 0;
    qsizetype end = 0; ///< behind the line end
    QStringView text;  ///< without it

    [[nodiscard]] bool isBlank() const { return text.trimmed().isEmpty(); }
};

Line lineAt(QStringView text, qsizetype begin) {
    const qsizetype end = text.indexOf(u'\n', begin);
    QStringView line = text.mid(begin, end < 0 ? -1 : end - begin);
    if (line.endsWith(u'\r'))
        line.chop(1);
    return {begin, end < 0 ? text.size() : end + 1, line};
}

bool isQuotedLine(QStringView line) {
    qsizetype at = 0;
    while (at < line.size() && at < 3 && line[at] == u' ')
        ++at;
    return at < line.size() && line[at] == u'>';
}

/// One pass over the lines; looks ahead and back by a few.
class Splitter {
public:
    explicit Splitter(QStringView text) : m_text(text) {}

    QList<TextPiece> run() {
        for (qsizetype at = 0; at < m_text.size();) {
            const Line line = lineAt(m_text, at);
            if (!m_toTheEnd)
                read(line);
            at = line.end;
        }
        finish(m_text.size());
        return std::move(m_pieces);
    }

private:
    void read(const Line& line) {
        if (isQuotedLine(line.text)) {
            if (m_kind != PieceKind::Quoted)
                change(PieceKind::Quoted, m_kind == PieceKind::Own ? introduction(line.begin) : line.begin);
            m_recent.clear();
            return;
        }
        if (line.isBlank()) {
            ++m_blanks;
            return;
        }
        if (m_kind == PieceKind::Quoted)
            change(PieceKind::Own, line.begin);
        if (m_kind == PieceKind::Own)
            readOwn(line);
        m_blanks = 0;
    }

    void readOwn(const Line& line) {
        if (line.text == u"-- " || line.text == u"--") {
            change(PieceKind::Signature, line.begin);
            return;
        }
        if (detail::isOriginalMarker(line.text) || isHeaderBlock(line)) {
            change(PieceKind::Quoted, line.begin);
            m_toTheEnd = true;
            return;
        }
        if (m_blanks > 0)
            m_recent.clear();
        m_recent.push_back(line);
        if (m_recent.size() > kMaxIntroduction)
            m_recent.pop_front();
        // An introduction without ">" behind it: the program quotes the whole message below.
        if (detail::endsInAttributionVerb(line.text) && introductionStart() >= 0 && !quoteFollows(line.end)) {
            change(PieceKind::Quoted, introductionStart());
            m_toTheEnd = true;
        }
    }

    /// "From: ...", "Sent: ...", "To: ...": a From line and at least two others right below.
    [[nodiscard]] bool isHeaderBlock(const Line& line) const {
        if (!detail::isFromLine(line.text) || (!m_recent.empty() && detail::isForwardMarker(m_recent.back().text)))
            return false;
        int further = 0;
        qsizetype at = line.end;
        for (int i = 0; i < 5 && at < m_text.size(); ++i) {
            const Line next = lineAt(m_text.left(at + 2000), at);
            if (next.isBlank() && further == 0 && i > 1)
                break;
            further += detail::isFurtherHeaderLine(next.text) ? 1 : 0;
            at = next.end;
        }
        return further >= 2;
    }

    [[nodiscard]] bool quoteFollows(qsizetype at) const {
        for (int i = 0; i < 4 && at < m_text.size(); ++i) {
            const Line next = lineAt(m_text.left(at + 2000), at);
            if (!next.isBlank())
                return isQuotedLine(next.text);
            at = next.end;
        }
        return false;
    }

    /// Where the introduction begins that ends in the last line; -1: it does not look like one.
    [[nodiscard]] qsizetype introductionStart() const {
        for (auto line = m_recent.rbegin(); line != m_recent.rend(); ++line) {
            if (detail::startsLikeAttribution(line->text))
                return line->begin;
        }
        return -1;
    }

    /// The line "... wrote:" above a quotation belongs to it, and the one or two that it was wrapped from.
    [[nodiscard]] qsizetype introduction(qsizetype quote) const {
        if (m_recent.empty() || m_blanks > 2 || !detail::endsLikeAttribution(m_recent.back().text))
            return quote;
        const qsizetype start = introductionStart();
        return start >= 0 ? start : m_recent.back().begin;
    }

    void change(PieceKind kind, qsizetype at) {
        finish(at);
        m_kind = kind;
        m_blanks = 0;
        m_recent.clear();
    }

    void finish(qsizetype at) {
        if (at <= m_begin)
            return;
        if (!m_pieces.isEmpty() && m_pieces.last().kind == m_kind)
            m_pieces.last().end = at;
        else
            m_pieces.append({m_kind, m_begin, at});
        m_begin = at;
    }

    static constexpr std::size_t kMaxIntroduction = 3;
    QStringView m_text;
    QList<TextPiece> m_pieces;
    PieceKind m_kind = PieceKind::Own;
    qsizetype m_begin = 0;
    int m_blanks = 0;
    bool m_toTheEnd = false;
    std::deque<Line> m_recent; ///< the last lines of the paragraph
};

} // namespace

QList<TextPiece> splitQuotes(QStringView text) { return Splitter(text).run(); }

} // namespace tributary::content
