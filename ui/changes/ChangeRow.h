// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Change.h"

#include <QWidget>

class QPushButton;

namespace tributary::ui {

class ElidedLabel;
class RoleLabel;

/// One change: its sign, what was done, when and how it stands, the server's words where it refused, and [Undo].
class ChangeRow : public QWidget {
    Q_OBJECT

  public:
    explicit ChangeRow(QWidget* parent = nullptr);
    void show(const model::ChangeRecord& change, const QString& account, qint64 nowMs);

  Q_SIGNALS:
    void undoRequested();

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QString m_icon;
    ElidedLabel* m_text;
    ElidedLabel* m_state;
    RoleLabel* m_words;
    QPushButton* m_undo;
};

} // namespace tributary::ui
