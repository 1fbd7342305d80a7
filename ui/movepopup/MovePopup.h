// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Mailbox.h"

#include <QFrame>
#include <QList>
#include <QSet>

class QLineEdit;
class QListWidget;

namespace tributary::ui {

class RoleLabel;

/// Where to? A field to type in and the mailboxes that fit, special-use first; arrows and Return, or a click. It goes by
/// itself when it is left; it moves nothing, it only says what was chosen.
class MovePopup : public QFrame {
    Q_OBJECT

  public:
    MovePopup(const QString& title, QList<model::Mailbox> mailboxes, QWidget* parent);
    /// Under that point, inside the screen.
    void popup(const QPoint& globalPosition);

    /// Of an account's mailboxes those that take mail (RFC 4314 'i') and are not one of `without`, in the order to show.
    [[nodiscard]] static QList<model::Mailbox> targets(const QList<model::Mailbox>& mailboxes, const QSet<qint64>& without);

  Q_SIGNALS:
    void chosen(tributary::MailboxId mailbox, const QString& title);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void filter(const QString& text);
    void choose();

    QList<model::Mailbox> m_mailboxes;
    QLineEdit* m_search;
    QListWidget* m_list;
    RoleLabel* m_none;
};

} // namespace tributary::ui
