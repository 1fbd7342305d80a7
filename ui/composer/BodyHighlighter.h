// SPDX-License-Identifier: GPL-3.0-or-later
// How the text is shown beyond what it says: nothing of this is in the document or goes out with the message. GUI thread only.
#pragma once

#include <QSyntaxHighlighter>
#include <QTextBlock>

namespace tributary::ui {

/// Quoted lines in the colours of their levels, the signature quieter, links in the accent, colours of a message readable on this
/// paper, preformatted text in a fixed font. Misspelt words are SpellHighlighter's.
class BodyHighlighter : public QSyntaxHighlighter {
    Q_OBJECT

  public:
    explicit BodyHighlighter(QTextDocument* document);
    void setPlain(bool plain);
    [[nodiscard]] bool isPlain() const { return m_plain; }

  protected:
    void highlightBlock(const QString& text) override;

  private:
    void colourRich(const QTextBlock& block);
    void colourPlain(const QString& text, const QTextBlock& block);

    bool m_plain = false;
};

/// How often a line of plain text is quoted: ">> a", "> > a".
[[nodiscard]] int plainQuoteLevel(QStringView line);

} // namespace tributary::ui
