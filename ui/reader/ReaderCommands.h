// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/ReadingOptions.h"

#include <QObject>

#include <array>

class QAction;
class QActionGroup;
class QMenu;
class QWidget;

namespace tributary::ui {

/// What can be done with the message that is read, as actions for menus, buttons and keys. It decides nothing: each action is
/// a signal, and setState() says what is possible and what is on.
class ReaderCommands : public QObject {
    Q_OBJECT

  public:
    struct State {
        bool hasMessage = false; ///< with its text
        bool hasHtml = false;
        bool mayBeOriginal = false; ///< the web engine is there
        ReadingForm form = ReadingForm::Plain;
        bool dark = false;
        bool headers = false;
        QByteArray charset; ///< chosen by the user; empty: what the message says
        QString usedCharset; ///< what is used
    };

    /// The conversation around the message.
    struct Around {
        bool possible = true; ///< a message that is attached to another one is in none
        bool on = true;
        bool newestFirst = false;
        bool before = false, after = false; ///< there are messages above and below
    };

    explicit ReaderCommands(QWidget* parent); ///< the keys work in its window
    void setState(const State& state);
    void setAround(const Around& around);
    void fillFile(QMenu& menu) const; ///< print, PDF, source
    void fillEdit(QMenu& menu) const; ///< copy, select all, find
    void fillView(QMenu& menu) const; ///< form, paper, encoding, headers, conversation
    [[nodiscard]] QMenu* formMenu() const { return m_formMenu; }

  Q_SIGNALS:
    void formChosen(tributary::ui::ReadingForm form);
    void darkChosen(bool dark);
    void charsetChosen(const QByteArray& charset);
    void headersChosen(bool shown);
    void findRequested();
    void findNextRequested(bool backward);
    void printRequested();
    void pdfRequested();
    void sourceRequested();
    void copyRequested();
    void selectAllRequested();
    void conversationsChosen(bool on);
    void newestFirstChosen(bool on);
    void neighbourRequested(int step); ///< -1: the row above the open message, 1: that below

  private:
    QAction* add(const char* name, const QString& iconName, const QString& text, const QKeySequence& keys);
    void makeForms();
    void makeCharsets();
    void makeConversation();

    QWidget* m_host;
    QActionGroup *m_forms, *m_charsets;
    std::array<QAction*, 3> m_form{};
    QMenu *m_formMenu, *m_charsetMenu;
    QAction *m_automatic, *m_dark, *m_headers, *m_find, *m_findNext, *m_findPrevious, *m_print, *m_pdf, *m_source, *m_copy, *m_selectAll;
    QAction *m_conversations, *m_newestFirst, *m_before, *m_after;
};

/// "Original", "Simple", "Plain text".
[[nodiscard]] QString formName(ReadingForm form);

} // namespace tributary::ui
