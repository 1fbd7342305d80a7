// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Outbox.h"
#include "ui/style/Tokens.h"

#include <QWidget>

class QPushButton;

namespace tributary::ui {

class ElidedLabel;
class RoleLabel;

/// One message that is on its way: what and to whom, how it stands, the server's words where it refused, and what can be done.
class OutboxRow : public QWidget {
    Q_OBJECT

  public:
    explicit OutboxRow(QWidget* parent = nullptr);
    void show(const model::OutboxMessage& message, const QString& account, qint64 nowMs);

  Q_SIGNALS:
    void sendRequested();
    void editRequested();
    void dismissRequested();
    void cancelRequested();

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QString m_icon;
    ColorRole m_role = ColorRole::Icon;
    ElidedLabel* m_subject;
    ElidedLabel* m_state;
    RoleLabel* m_problem;
    RoleLabel* m_reached;
    RoleLabel* m_words;
    QPushButton *m_send, *m_edit, *m_dismiss;
    bool m_cancels = false; ///< what m_dismiss does
};

} // namespace tributary::ui
