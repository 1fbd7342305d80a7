// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "ui/transfer/TransferDialog.h"

class QComboBox;
class QLineEdit;

namespace tributary::ui {

class FormRow;
class MailPlace;

/// The settings of the accounts as a file, or mail as mbox, Maildir or .eml files.
class ExportDialog : public TransferDialog {
    Q_OBJECT

  public:
    explicit ExportDialog(engine::Engine& engine, QWidget* parent = nullptr);

  protected:
    void start() override;

  private:
    void makeMailRows();
    void followKind();
    void followFields();
    void exported(const engine::MailExported& result);
    [[nodiscard]] bool isMail() const;

    engine::Engine& m_engine;
    QComboBox* m_kind;
    QLineEdit *m_file, *m_folder;
    QComboBox* m_format = nullptr;
    MailPlace* m_place = nullptr;
    FormRow* m_fileRow;
    QList<FormRow*> m_mailRows;
};

} // namespace tributary::ui
