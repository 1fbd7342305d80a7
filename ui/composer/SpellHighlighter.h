// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBasicTimer>
#include <QObject>
#include <QTextBlock>
#include <QTextCursor>

class QMenu;
class QTextEdit;

namespace tributary::ui {

class BodyHighlighter;
class SpellChecker;

/// Marks the misspelt words of a text: those in sight first, a piece at a time; not in quotations and the signature, and never the word
/// that is being typed. The marks are extra selections of the editor (others' stay), so that they cost no layout. Offers what to do in the context menu. GUI thread only.
class SpellHighlighter : public QObject {
    Q_OBJECT

  public:
    /// Both outlive it.
    SpellHighlighter(QTextEdit* edit, BodyHighlighter* highlighter, SpellChecker* checker);
    void setEnabled(bool enabled);
    [[nodiscard]] bool isEnabled() const { return m_enabled; }
    /// Puts suggestions for the word at that place above what the menu has, if it is misspelt.
    void fillMenu(QMenu* menu, const QTextCursor& at);
    /// Everything is checked.
    [[nodiscard]] bool isDone() const { return m_enabled ? !m_timer.isActive() && m_waiting == 0 : true; }

  protected:
    void timerEvent(QTimerEvent* event) override;

  private:
    enum class Outcome { Done, Waits };
    Outcome checkBlock(const QTextBlock& block, QStringList& unknown);
    void work();
    void wake(int milliseconds);
    void textChanged(int position, int removed, int added);
    void restart();
    void cursorMoved();
    void showMarks();
    [[nodiscard]] std::pair<QTextBlock, QTextBlock> inSight() const;
    [[nodiscard]] bool isSkipped(const QTextBlock& block) const;
    void addSuggestions(QMenu* menu, const QTextCursor& word, const QStringList& suggestions);
    [[nodiscard]] QTextCursor wrongWordAt(const QTextCursor& at) const;

    QTextEdit* m_edit;
    BodyHighlighter* m_highlighter;
    SpellChecker* m_checker;
    QBasicTimer m_timer;
    bool m_enabled = true;
    int m_next = 0;        ///< number of the block that is next of the whole
    int m_waiting = 0;     ///< 1: words are being looked up
    QTextBlock m_typedIn;  ///< where the cursor's word was left out
};

} // namespace tributary::ui
