// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "engine/Filters.h"

#include <QDialog>

class QListWidget;
class QPushButton;

namespace tributary::ui {

class RoleLabel;

/// Filters of Thunderbird's msgFilterRules.dat (S5): what is in the file, what cannot be had here, which are wanted. Open with openFile().
class ImportFiltersDialog : public QDialog {
    Q_OBJECT

  public:
    ImportFiltersDialog(engine::Engine& engine, AccountId account, QWidget* parent = nullptr);
    ~ImportFiltersDialog() override;
    /// Asks for the file, then shows itself.
    static void openFile(engine::Engine& engine, AccountId account, QWidget* parent, const std::function<void(int count)>& imported);
    void read(const QString& file);

  Q_SIGNALS:
    void imported(int count);

  private:
    void show(const Result<engine::ImportedFilters>& result);
    void followChoice();
    void import();
    void tell(const QString& text);

    engine::Engine& m_engine;
    AccountId m_account;
    engine::ImportedFilters m_found;
    std::shared_ptr<engine::Task> m_reading;
    RoleLabel* m_state;
    QListWidget* m_list;
    RoleLabel* m_complaints;
    QPushButton* m_import;
};

} // namespace tributary::ui
