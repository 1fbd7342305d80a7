// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Mailbox.h"

#include <QDialog>
#include <QList>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace tributary::ui {

class FormRow;

/// A name, and the mailbox to make it in.
class NewMailboxDialog : public QDialog {
    Q_OBJECT

  public:
    /// mailboxes: those of the account; inside: proposed, or none.
    NewMailboxDialog(const QString& accountName, const QList<model::Mailbox>& mailboxes, MailboxId inside, QWidget* parent);

  Q_SIGNALS:
    void created(const QString& name); ///< whole, with '/' between levels

  private:
    void follow();
    [[nodiscard]] QString wholeName() const;

    QList<model::Mailbox> m_mailboxes;
    QLineEdit* m_name;
    QComboBox* m_inside;
    FormRow* m_nameRow;
    QPushButton* m_create;
};

} // namespace tributary::ui
