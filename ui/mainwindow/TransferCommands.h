// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QObject>

class QMenu;
class QWidget;

namespace tributary::ui {

class Preferences;

/// Import, export and backup: their places in the File menu, and their dialogs.
class TransferCommands : public QObject {
    Q_OBJECT

  public:
    TransferCommands(engine::Engine& engine, const Preferences& preferences, QWidget* window);
    void fill(QMenu& file);
    void importAccounts(QWidget* over);
    void importMail();
    void exportFiles(QWidget* over);
    void backUp();

  private:
    engine::Engine& m_engine;
    const Preferences& m_preferences;
    QWidget* m_window;
};

} // namespace tributary::ui
