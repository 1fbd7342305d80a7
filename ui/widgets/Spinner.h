// SPDX-License-Identifier: GPL-3.0-or-later
// A small turning ring: work of unknown length. Costs nothing while hidden; stands still when the desktop wants no
// motion. GUI thread only.
#pragma once

#include <QBasicTimer>
#include <QWidget>

namespace tributary::ui {

class Spinner : public QWidget {
    Q_OBJECT
  public:
    explicit Spinner(QWidget* parent = nullptr);
    void setSide(int side);
    QSize sizeHint() const override { return {m_side, m_side}; }
    bool isTurning() const { return m_timer.isActive(); }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void timerEvent(QTimerEvent* event) override;

  private:
    QBasicTimer m_timer;
    int m_side;
    int m_angle = 0; // degrees
};

} // namespace tributary::ui
