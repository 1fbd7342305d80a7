// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QDialog>

class QListWidget;
class QStackedWidget;

namespace tributary::ui {

class AccountsPage;
class Preferences;
class SyncStatus;

/// The pages, in the order in which they stand.
enum class SettingsPlace { Accounts, SendAs, Signatures, Filters, Vacation, Reading, Writing, Storage, Advanced, Managed };

/// One dialog, pages at the left. Open with open().
class SettingsDialog : public QDialog {
    Q_OBJECT

  public:
    SettingsDialog(engine::Engine& engine, Preferences& preferences, QWidget* parent = nullptr);
    /// The accounts page shows what it knows of their sync.
    void follow(SyncStatus& status);
    /// A page of another feature, at its place; the dialog owns it.
    void addPage(SettingsPlace place, const QString& iconName, const QString& title, QWidget* page);
    void showPage(SettingsPlace place);

  Q_SIGNALS:
    void addAccountRequested();
    void importRequested();
    void exportRequested();
    void switchRequested(tributary::AccountId account);
    void passwordRequested(tributary::AccountId account);
    void editRequested(tributary::AccountId account);
    void testRequested(tributary::AccountId account);
    void schemeChosen(const QString& scheme);
    void readingChanged(); ///< the preferences have it
    void writingChanged(); ///< likewise

  private:
    QWidget* makeAccounts();
    QWidget* makeReading();
    QWidget* makeWriting();
    QWidget* makeAdvanced();

    engine::Engine& m_engine;
    Preferences& m_preferences;
    AccountsPage* m_accounts = nullptr;
    QListWidget* m_titles;
    QStackedWidget* m_pages;
};

} // namespace tributary::ui
