// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Filter.h"
#include "model/Mailbox.h"

#include <QStringList>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QToolButton;

namespace tributary::ui {

class MailboxChoice;
class RoleLabel;

/// One action of a filter: what is done, and where to; below it what is wrong.
class ActionRow : public QWidget {
    Q_OBJECT

  public:
    explicit ActionRow(QWidget* parent = nullptr);
    void setMailboxes(const QList<model::Mailbox>& mailboxes);
    /// Those that mail may be forwarded to.
    void setAddresses(const QStringList& addresses);
    void setAction(const model::FilterAction& action);
    [[nodiscard]] model::FilterAction action() const;
    /// fatal: the filter cannot work with it; else it is a remark.
    void setError(const QString& error, bool fatal = true);
    void focusVerb();
    void focusTarget();

  Q_SIGNALS:
    void changed();
    void removeRequested();

  private:
    void follow();
    [[nodiscard]] model::FilterVerb verb() const;
    [[nodiscard]] QWidget* editor() const; ///< null: it needs no target

    QComboBox* m_verb;
    MailboxChoice* m_mailbox;
    QLineEdit* m_keyword;
    QComboBox* m_address;
    QWidget* m_gap;
    QToolButton* m_remove;
    RoleLabel* m_error;
};

} // namespace tributary::ui
