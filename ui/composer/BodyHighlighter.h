// SPDX-License-Identifier: GPL-3.0-or-later
// How the text is shown beyond what it says: nothing of this is in the document or goes out with the message. GUI thread only.
#pragma once

#include <QList>
#include <QSyntaxHighlighter>
#include <QTextBlock>

namespace tributary::ui {

struct TextRange {
    int begin = 0; ///< in the block
    int length = 0;

    bool operator==(const TextRange&) const = default;
};

/// What is known of a block's spelling.
struct BlockSpelling : public QTextBlockUserData {
    QList<TextRange> wrong;
    int revision = -1;   ///< of the block when it was checked
    int generation = -1; ///< of the dictionaries
};

/// Quoted lines in the colours of their levels, the signature quieter, links in the accent, colours of a message readable on this
/// paper, preformatted text in a fixed font, and a line under misspelt words.
class BodyHighlighter : public QSyntaxHighlighter {
    Q_OBJECT

  public:
    explicit BodyHighlighter(QTextDocument* document);
    void setPlain(bool plain);
    [[nodiscard]] bool isPlain() const { return m_plain; }
    /// wrong in order. Draws anew only where something changed.
    void setSpelling(const QTextBlock& block, const QList<TextRange>& wrong, int generation);
    [[nodiscard]] static const BlockSpelling* spelling(const QTextBlock& block);

  protected:
    void highlightBlock(const QString& text) override;

  private:
    void colourRich(const QTextBlock& block);
    void colourPlain(const QString& text, const QTextBlock& block);
    void underline(const QTextBlock& block, int length);

    bool m_plain = false;
};

/// How often a line of plain text is quoted: ">> a", "> > a".
[[nodiscard]] int plainQuoteLevel(QStringView line);

} // namespace tributary::ui
