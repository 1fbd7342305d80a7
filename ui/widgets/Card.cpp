// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Card.h"

#include "ui/style/Tokens.h"

#include <QPainter>
#include <QPainterPath>

namespace tributary::ui {

Card::Card(QWidget* parent) : QFrame(parent) {
    setContentsMargins(Tokens::kSpaceXs, Tokens::kSpaceXs, Tokens::kSpaceXs, Tokens::kSpaceXs);
}

void Card::setBarColor(const QColor& color) {
    m_bar = color;
    update();
}

void Card::setSelected(bool selected) {
    m_selected = selected;
    update();
}

void Card::paintEvent(QPaintEvent* /*event*/) {
    const Tokens& t = Tokens::current();
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const QRectF edge = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QPainterPath shape;
    shape.addRoundedRect(edge, Tokens::kRadiusLarge, Tokens::kRadiusLarge);
    p.fillPath(shape, t.cardBackground);
    if (m_bar.isValid()) {
        p.save();
        p.setClipPath(shape);
        p.fillRect(layoutDirection() == Qt::RightToLeft ? QRect(width() - 4, 0, 4, height()) : QRect(0, 0, 4, height()),
                   m_bar);
        p.restore();
    }
    p.setPen(m_selected ? QPen(t.accent, 2) : QPen(t.scheme == Scheme::HighContrast ? t.border : t.separator, 1));
    p.setBrush(Qt::NoBrush);
    p.drawPath(shape);
}

} // namespace tributary::ui
