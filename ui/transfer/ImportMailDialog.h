// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "ui/transfer/TransferDialog.h"

class QLineEdit;

namespace tributary::ui {

class MailPlace;

/// Mail of an mbox file, a Maildir or .eml files into a mailbox.
class ImportMailDialog : public TransferDialog {
    Q_OBJECT

  public:
    explicit ImportMailDialog(engine::Engine& engine, QWidget* parent = nullptr);

  protected:
    void start() override;

  private:
    void followFields();
    void imported(const engine::MailImported& result);

    engine::Engine& m_engine;
    MailPlace* m_place;
    QLineEdit *m_file, *m_folder;
};

} // namespace tributary::ui
