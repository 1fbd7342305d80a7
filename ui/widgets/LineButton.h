// SPDX-License-Identifier: GPL-3.0-or-later
// One quiet line with an icon that leads somewhere: shortened with an ellipsis to the width there is. A button to keyboard and screen
// reader. Text is shown as plain text. GUI thread only.
#pragma once

#include <QPushButton>

namespace tributary::ui {

class LineButton : public QPushButton {
    Q_OBJECT
  public:
    explicit LineButton(const QString& iconName, QWidget* parent = nullptr);
    // The line is the accessible name, too.
    void setLine(const QString& line);
    QString line() const { return m_line; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QString m_icon;
    QString m_line;
};

} // namespace tributary::ui
