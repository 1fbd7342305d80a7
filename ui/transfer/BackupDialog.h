// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "ui/transfer/TransferDialog.h"

class QCheckBox;
class QLineEdit;

namespace tributary::ui {

class FormRow;
class PasswordEdit;

/// Everything of the profile as one encrypted file. It is restored by tributary-cli, into a new folder.
class BackupDialog : public TransferDialog {
    Q_OBJECT

  public:
    explicit BackupDialog(engine::Engine& engine, QWidget* parent = nullptr);

  protected:
    void start() override;

  private:
    void followFields();
    void made(const engine::BackupFacts& facts);

    engine::Engine& m_engine;
    QLineEdit* m_file;
    PasswordEdit *m_passphrase, *m_again;
    FormRow* m_againRow;
    QCheckBox* m_secrets;
    std::shared_ptr<engine::Task> m_asking;
};

} // namespace tributary::ui
