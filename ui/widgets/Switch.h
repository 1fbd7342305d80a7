// SPDX-License-Identifier: GPL-3.0-or-later
// An on/off switch that takes effect at once (a check box waits for OK). To keyboard and screen reader it is a check
// box. GUI thread only.
#pragma once

#include <QCheckBox>

class QVariantAnimation;

namespace tributary::ui {

class Switch : public QCheckBox {
    Q_OBJECT
  public:
    explicit Switch(const QString& text = QString(), QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void checkStateSet() override; // also while signals are blocked
    bool hitButton(const QPoint& position) const override { return rect().contains(position); }

  private:
    void slide(bool on);

    QVariantAnimation* m_motion;
    qreal m_place = 0.0; // 0 off, 1 on
};

} // namespace tributary::ui
