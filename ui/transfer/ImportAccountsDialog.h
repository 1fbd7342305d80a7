// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "ui/transfer/TransferDialog.h"

class QComboBox;
class QLineEdit;
class QListWidget;

namespace tributary::ui {

class FormRow;

/// Accounts of Thunderbird, of a settings file, or of another profile of Tributary: which there are, which are wanted. Each comes without its
/// password and asks for it.
class ImportAccountsDialog : public TransferDialog {
    Q_OBJECT

  public:
    ImportAccountsDialog(engine::Engine& engine, bool allowNonStandardPorts, QWidget* parent = nullptr);

  protected:
    void start() override;

  private:
    void makeFields();
    void followOrigin();
    void look();
    void showFound(const engine::ForeignAccounts& found);
    void followChoice();
    void imported(const engine::AccountsImported& result);
    [[nodiscard]] engine::AccountOrigin origin() const;

    engine::Engine& m_engine;
    bool m_allowNonStandardPorts;
    QComboBox* m_origin = nullptr;
    QComboBox* m_profiles = nullptr; ///< of Thunderbird
    FormRow* m_profilesRow = nullptr;
    QLineEdit *m_file = nullptr, *m_folder = nullptr;
    FormRow *m_fileRow = nullptr, *m_folderRow = nullptr;
    QListWidget* m_list = nullptr;
    engine::ForeignAccounts m_found;
    std::shared_ptr<engine::Task> m_finding, m_reading;
};

} // namespace tributary::ui
