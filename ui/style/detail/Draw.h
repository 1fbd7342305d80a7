// SPDX-License-Identifier: GPL-3.0-or-later
// The drawing functions of TributaryStyle, one family a file. Each returns false when it leaves the work to Fusion.
#pragma once

#include "ui/style/Tokens.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOption>

namespace tributary::ui::detail {

// Keeps a painter's state for one scope, antialiased.
class Brush {
  public:
    explicit Brush(QPainter* painter) : m_painter(painter) {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
    }
    ~Brush() { m_painter->restore(); }
    Brush(const Brush&) = delete;
    Brush& operator=(const Brush&) = delete;

  private:
    QPainter* m_painter;
};

void fillRound(QPainter* p, const QRectF& rect, const QColor& fill, qreal radius = Tokens::kRadius);
// fill with a one-pixel border that stays crisp.
void panel(QPainter* p, const QRect& rect, const QColor& fill, const QColor& border, qreal radius = Tokens::kRadius);
void focusRing(QPainter* p, const QRect& rect, qreal radius = Tokens::kRadius);
// Focus that came by keyboard (or a control that edits).
bool showsFocus(const QStyleOption& option);
QString kindOf(const QWidget* widget);

bool buttonPanel(const QStyleOptionButton& option, QPainter* p, const QWidget* widget);
QColor buttonTextColor(const QStyleOptionButton& option, const QWidget* widget);
void toolButtonPanel(const QStyleOption& option, QPainter* p);
// A widget whose property "invalid" is true has a red edge.
void fieldPanel(const QStyleOption& option, QPainter* p, bool editable, const QWidget* widget);
void checkMark(const QStyleOption& option, QPainter* p, const QRect& rect, bool round);
void rowPanel(const QStyleOptionViewItem& option, QPainter* p);
void arrow(QPainter* p, const QRect& rect, const QString& name, bool enabled);

void menuItem(const QStyleOptionMenuItem& option, QPainter* p);
QSize menuItemSize(const QStyleOptionMenuItem& option);
void menuBarItem(const QStyleOptionMenuItem& option, QPainter* p, const QStyle& style);

void progressGroove(const QStyleOptionProgressBar& option, QPainter* p);
// phase 0 to 1: where the moving part of a busy bar stands.
void progressContents(const QStyleOptionProgressBar& option, QPainter* p, double phase);
void headerSection(const QStyleOptionHeader& option, QPainter* p);
void tabShape(const QStyleOptionTab& option, QPainter* p);

void scrollBar(const QStyleOptionSlider& option, QPainter* p, const QStyle& style, const QWidget* widget);
void comboBox(const QStyleOptionComboBox& option, QPainter* p, const QStyle& style, const QWidget* widget);
void spinBox(const QStyleOptionSpinBox& option, QPainter* p, const QStyle& style, const QWidget* widget);
void slider(const QStyleOptionSlider& option, QPainter* p, const QStyle& style, const QWidget* widget);

} // namespace tributary::ui::detail
