// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QDialog>

class QListWidget;
class QStackedWidget;

namespace tributary::ui {

class Preferences;

/// One dialog, pages at the left. Open with open().
class SettingsDialog : public QDialog {
    Q_OBJECT

  public:
    SettingsDialog(engine::Engine& engine, Preferences& preferences, QWidget* parent = nullptr);

  Q_SIGNALS:
    void addAccountRequested();
    void switchRequested(tributary::AccountId account);
    void passwordRequested(tributary::AccountId account);
    void schemeChosen(const QString& scheme);
    void readingChanged(); ///< the preferences have it

  private:
    void addPage(const QString& iconName, const QString& title, QWidget* page);
    QWidget* makeAdvanced();
    QWidget* makeManaged();

    engine::Engine& m_engine;
    Preferences& m_preferences;
    QListWidget* m_titles;
    QStackedWidget* m_pages;
};

} // namespace tributary::ui
