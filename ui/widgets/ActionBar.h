// SPDX-License-Identifier: GPL-3.0-or-later
// Icon buttons of actions in a row, with tool tips that name the key. GUI thread only.
#pragma once

#include <QWidget>

class QAction;
class QHBoxLayout;
class QToolButton;

namespace tributary::ui {

class ActionBar : public QWidget {
    Q_OBJECT
  public:
    explicit ActionBar(QWidget* parent = nullptr);
    QToolButton* add(QAction* action);
    void addGap();
    // What follows stands at the far end.
    void addStretch();

  private:
    QHBoxLayout* m_row;
};

} // namespace tributary::ui
