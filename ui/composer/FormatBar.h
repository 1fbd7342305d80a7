// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/BodyCommands.h"

#include <QHash>
#include <QWidget>

class QAction;
class QMenu;
class QToolButton;

namespace tributary::ui {

class ActionBar;
class BodyEditor;

/// The buttons over a rich text, and their actions for a menu. Shows what holds where the cursor is; hides itself in plain mode.
class FormatBar : public QWidget {
    Q_OBJECT

  public:
    /// editor outlives it.
    explicit FormatBar(BodyEditor* editor, QWidget* parent = nullptr);
    [[nodiscard]] QAction* action(BodyCommand command) const { return m_actions.value(command); }
    [[nodiscard]] QAction* linkAction() const { return m_link; }
    [[nodiscard]] QAction* pictureAction() const { return m_picture; }

  Q_SIGNALS:
    void pictureRequested(); ///< the owner asks for a file and calls insertPicture()

  private:
    void build();
    QAction* add(BodyCommand command, const char* icon, const QString& text, const QKeySequence& keys = {}, bool checkable = false);
    QToolButton* menuButton(const char* icon, const QString& text, QMenu* menu);
    QMenu* sizeMenu();
    QMenu* colorMenu();
    QMenu* alignMenu();
    void askForLink();
    void refresh();

    BodyEditor* m_editor;
    ActionBar* m_bar;
    QHash<BodyCommand, QAction*> m_actions;
    QList<QAction*> m_sizes;
    QAction* m_link = nullptr;
    QAction* m_picture = nullptr;
};

} // namespace tributary::ui
