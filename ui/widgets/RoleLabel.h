// SPDX-License-Identifier: GPL-3.0-or-later
// A label in a colour and size by meaning; follows scheme and font. Plain text: what a server or a message says is
// never taken for markup. GUI thread only.
#pragma once

#include "ui/style/Tokens.h"

#include <QLabel>

namespace tributary::ui {

enum class TextSize { Normal, Small, Strong, Title };

class RoleLabel : public QLabel {
    Q_OBJECT
  public:
    explicit RoleLabel(const QString& text = QString(), ColorRole role = ColorRole::Text,
                       TextSize size = TextSize::Normal, QWidget* parent = nullptr);
    void setRole(ColorRole role);
    void setTextSize(TextSize size);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void restyle();
    void alignToLayout();

    ColorRole m_role;
    TextSize m_size;
    bool m_restyling = false;
};

// One line, shortened with an ellipsis to the width there is; the whole text is then the tool tip.
class ElidedLabel : public RoleLabel {
    Q_OBJECT
  public:
    explicit ElidedLabel(const QString& text = QString(), ColorRole role = ColorRole::Text,
                         TextSize size = TextSize::Normal, QWidget* parent = nullptr);
    void setElideMode(Qt::TextElideMode mode);
    bool isElided() const;
    QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

  private:
    QString shown() const;

    Qt::TextElideMode m_mode = Qt::ElideRight;
};

} // namespace tributary::ui
