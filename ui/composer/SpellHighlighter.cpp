// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/SpellHighlighter.h"

#include "ui/composer/BlockSpelling.h"
#include "ui/composer/BodyFormats.h"
#include "ui/composer/BodyHighlighter.h"
#include "ui/composer/SpellChecker.h"
#include "ui/composer/SpellWords.h"
#include "ui/style/Tokens.h"

#include <QElapsedTimer>
#include <QMenu>
#include <QScrollBar>
#include <QTextDocument>
#include <QTextEdit>
#include <QTimerEvent>

#include <algorithm>

namespace tributary::ui {

namespace {
constexpr int kRestMs = 250;       // after the last key
constexpr qint64 kPieceMs = 3;     // of the GUI thread's time at once
constexpr qsizetype kMostWords = 400; // asked at once
constexpr int kMark = QTextFormat::UserProperty + 100; // our extra selections
constexpr int kLongestBlock = 20'000; // characters: beyond it is no prose
} // namespace

SpellHighlighter::SpellHighlighter(QTextEdit* edit, BodyHighlighter* highlighter, SpellChecker* checker)
    : QObject(edit), m_edit(edit), m_highlighter(highlighter), m_checker(checker) {
    connect(edit->document(), &QTextDocument::contentsChange, this, &SpellHighlighter::textChanged);
    connect(edit, &QTextEdit::cursorPositionChanged, this, &SpellHighlighter::cursorMoved);
    connect(checker, &SpellChecker::generationChanged, this, &SpellHighlighter::restart);
    connect(checker, &SpellChecker::checked, this, [this] {
        m_waiting = 0;
        wake(0);
    });
    connect(edit->verticalScrollBar(), &QScrollBar::valueChanged, this, [this] {
        showMarks();
        wake(kRestMs);
    });
    restart();
}

void SpellHighlighter::setEnabled(bool enabled) {
    if (m_enabled == enabled)
        return;
    m_enabled = enabled;
    if (enabled) {
        restart();
        return;
    }
    m_timer.stop();
    showMarks();
}

void SpellHighlighter::wake(int milliseconds) {
    if (m_enabled)
        m_timer.start(milliseconds, this);
}

void SpellHighlighter::restart() {
    m_next = 0;
    m_waiting = 0;
    wake(0);
}

void SpellHighlighter::textChanged(int position, int /*removed*/, int added) {
    const QTextDocument* document = m_edit->document();
    const int first = document->findBlock(position).blockNumber();
    const int last = document->findBlock(std::min(position + added, document->characterCount() - 1)).blockNumber();
    if (last > first || m_next < document->blockCount())
        m_next = std::min(m_next, std::max(0, first));
    wake(kRestMs); // the block where the cursor is comes with those in sight
}

void SpellHighlighter::cursorMoved() {
    if (m_typedIn.isValid())
        wake(kRestMs);
}

bool SpellHighlighter::isSkipped(const QTextBlock& block) const {
    return isSignature(block) || block.length() > kLongestBlock || block.blockFormat().boolProperty(kPreformatted) ||
           (m_highlighter->isPlain() ? plainQuoteLevel(block.text()) > 0 : quoteLevel(block) > 0);
}

SpellHighlighter::Outcome SpellHighlighter::checkBlock(const QTextBlock& block, QStringList& unknown) {
    BlockSpelling* known = blockSpelling(block);
    const QTextCursor cursor = m_edit->textCursor();
    const bool typed = m_edit->hasFocus() && cursor.block() == block;
    if (known != nullptr && known->revision == block.revision() && known->generation == m_checker->generation() && !typed && m_typedIn != block)
        return Outcome::Done;
    QList<TextRange> wrong;
    bool waits = false;
    if (!isSkipped(block)) {
        const QString text = block.text();
        for (const TextRange& range : spellWords(text)) {
            const QString word = spellForm(QStringView(text).mid(range.begin, range.length));
            const SpellChecker::Verdict verdict = m_checker->verdict(word);
            if (verdict == SpellChecker::Verdict::Unknown) {
                unknown.append(word);
                waits = true;
            }
            const bool isTyped = typed && cursor.positionInBlock() == range.begin + range.length;
            if (verdict == SpellChecker::Verdict::Wrong && !isTyped)
                wrong.append(range);
        }
    }
    if (waits)
        return Outcome::Waits;
    if (typed)
        m_typedIn = block;
    else if (m_typedIn == block)
        m_typedIn = QTextBlock();
    if (known == nullptr) {
        known = new BlockSpelling; // the block owns it
        QTextBlock(block).setUserData(known);
    }
    known->wrong = wrong;
    known->revision = block.revision();
    known->generation = m_checker->generation();
    return Outcome::Done;
}

std::pair<QTextBlock, QTextBlock> SpellHighlighter::inSight() const {
    const int bottom = m_edit->viewport()->height();
    return {m_edit->cursorForPosition(QPoint(0, 0)).block(), m_edit->cursorForPosition(QPoint(0, bottom)).block()};
}

void SpellHighlighter::showMarks() {
    if (!m_edit->isVisible())
        return; // to ask what is in sight would lay out all of it; the next check shows them
    QList<QTextEdit::ExtraSelection> marks = m_edit->extraSelections();
    marks.removeIf([](const QTextEdit::ExtraSelection& one) { return one.format.boolProperty(kMark); });
    QTextEdit::ExtraSelection mark;
    mark.format.setProperty(kMark, true);
    mark.format.setUnderlineStyle(QTextCharFormat::SpellCheckUnderline);
    mark.format.setUnderlineColor(Tokens::current().danger);
    auto [block, last] = inSight();
    for (; m_enabled && block.isValid() && block.blockNumber() <= last.blockNumber(); block = block.next()) {
        const BlockSpelling* known = blockSpelling(block);
        if (known == nullptr || known->revision != block.revision())
            continue; // until it is checked again
        for (const TextRange& range : known->wrong) {
            mark.cursor = QTextCursor(block);
            mark.cursor.setPosition(block.position() + range.begin);
            mark.cursor.setPosition(block.position() + range.begin + range.length, QTextCursor::KeepAnchor);
            marks.append(mark);
        }
    }
    m_edit->setExtraSelections(marks);
}

void SpellHighlighter::work() {
    QElapsedTimer clock;
    clock.start();
    QStringList unknown;
    const QTextDocument* document = m_edit->document();
    auto [block, last] = inSight();
    for (; block.isValid() && block.blockNumber() <= last.blockNumber(); block = block.next())
        checkBlock(block, unknown);
    if (m_typedIn.isValid() && m_typedIn != m_edit->textCursor().block())
        checkBlock(m_typedIn, unknown);
    bool more = false;
    for (block = document->findBlockByNumber(m_next); block.isValid() && unknown.size() < kMostWords; block = block.next()) {
        if (clock.elapsed() >= kPieceMs) {
            more = true;
            break;
        }
        if (checkBlock(block, unknown) == Outcome::Done && unknown.isEmpty())
            m_next = block.blockNumber() + 1;
    }
    showMarks();
    if (!unknown.isEmpty()) {
        m_waiting = 1;
        m_checker->ask(unknown);
    } else if (more) {
        wake(0);
    }
}

void SpellHighlighter::timerEvent(QTimerEvent* event) {
    if (event->timerId() != m_timer.timerId())
        return;
    m_timer.stop();
    work();
}

QTextCursor SpellHighlighter::wrongWordAt(const QTextCursor& at) const {
    const QTextBlock block = at.block();
    const BlockSpelling* known = blockSpelling(block);
    const int place = at.positionInBlock();
    for (const TextRange& range : known == nullptr ? QList<TextRange>() : known->wrong) {
        if (place >= range.begin && place <= range.begin + range.length) {
            QTextCursor word(block);
            word.setPosition(block.position() + range.begin);
            word.setPosition(block.position() + range.begin + range.length, QTextCursor::KeepAnchor);
            return word;
        }
    }
    return {};
}

void SpellHighlighter::fillMenu(QMenu* menu, const QTextCursor& at) {
    const QTextCursor word = m_enabled ? wrongWordAt(at) : QTextCursor();
    if (word.isNull())
        return;
    const QString form = spellForm(word.selectedText());
    QAction* before = menu->actions().isEmpty() ? nullptr : menu->actions().constFirst();
    auto* waiting = new QAction(tr("Looking for suggestions…"), menu);
    waiting->setEnabled(false);
    waiting->setObjectName(QStringLiteral("spellWaiting"));
    auto* add = new QAction(tr("Add “%1” to the dictionary").arg(form), menu);
    connect(add, &QAction::triggered, m_checker, [checker = m_checker, form] { checker->addToPersonal(form); });
    auto* ignore = new QAction(tr("Ignore “%1”").arg(form), menu);
    connect(ignore, &QAction::triggered, m_checker, [checker = m_checker, form] { checker->ignore(form); });
    auto* line = new QAction(menu);
    line->setSeparator(true);
    auto* end = new QAction(menu);
    end->setSeparator(true);
    menu->insertActions(before, {waiting, line, add, ignore, end});
    connect(m_checker, &SpellChecker::suggested, menu, [this, menu, word, form](const QString& asked, const QStringList& suggestions) {
        if (asked == form)
            addSuggestions(menu, word, suggestions);
    });
    m_checker->askSuggestions(form);
}

void SpellHighlighter::addSuggestions(QMenu* menu, const QTextCursor& word, const QStringList& suggestions) {
    auto* waiting = menu->findChild<QAction*>(QStringLiteral("spellWaiting"));
    if (waiting == nullptr)
        return;
    if (suggestions.isEmpty()) {
        waiting->setText(tr("No suggestions"));
        waiting->setObjectName({});
        return;
    }
    for (const QString& suggestion : suggestions) {
        auto* action = new QAction(QString(suggestion).replace(u'&', QLatin1StringView("&&")), menu);
        QFont strong = action->font();
        strong.setBold(true);
        action->setFont(strong);
        connect(action, &QAction::triggered, this, [word, suggestion] { QTextCursor(word).insertText(suggestion, word.charFormat()); });
        menu->insertAction(waiting, action);
    }
    delete waiting;
}

} // namespace tributary::ui
