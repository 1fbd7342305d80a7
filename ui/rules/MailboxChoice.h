// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Mailbox.h"

#include <QComboBox>
#include <QList>

namespace tributary::ui {

/// A mailbox of an account that takes mail, by its name as filters have it. One that is gone stays in sight and says so.
class MailboxChoice : public QComboBox {
    Q_OBJECT

  public:
    explicit MailboxChoice(QWidget* parent = nullptr);
    void setMailboxes(const QList<model::Mailbox>& mailboxes);
    void setName(const QString& name);
    [[nodiscard]] QString name() const; ///< empty: none is chosen

  private:
    void fill(const QString& chosen);

    QList<model::Mailbox> m_mailboxes;
    bool m_known = false; ///< the mailboxes have come
};

} // namespace tributary::ui
