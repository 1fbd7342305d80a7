// SPDX-License-Identifier: GPL-3.0-or-later
// A rounded surface that groups what belongs together. GUI thread only.
#pragma once

#include <QFrame>

namespace tributary::ui {

class Card : public QFrame {
    Q_OBJECT
  public:
    explicit Card(QWidget* parent = nullptr);
    // A bar of this colour at the leading edge (an account's); an invalid colour removes it.
    void setBarColor(const QColor& color);
    void setSelected(bool selected);
    bool isSelected() const { return m_selected; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QColor m_bar;
    bool m_selected = false;
};

} // namespace tributary::ui
