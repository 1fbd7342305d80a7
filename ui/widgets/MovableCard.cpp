// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/MovableCard.h"

#include <QApplication>
#include <QBoxLayout>
#include <QMouseEvent>

#include <cstdlib>
#include <utility>

namespace tributary::ui {

QBoxLayout* MovableCard::column() const { return parentWidget() ? qobject_cast<QBoxLayout*>(parentWidget()->layout()) : nullptr; }

void MovableCard::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && m_isMovable && column())
        m_pressedAt = event->globalPosition().toPoint().y();
    Card::mousePressEvent(event);
    event->accept();
}

void MovableCard::mouseMoveEvent(QMouseEvent* event) {
    const int y = event->globalPosition().toPoint().y();
    if (m_pressedAt && !m_isDragged && std::abs(y - *m_pressedAt) >= QApplication::startDragDistance()) {
        m_isDragged = true;
        setCursor(Qt::ClosedHandCursor);
        raise();
    }
    if (m_isDragged)
        drawTo(y);
}

void MovableCard::mouseReleaseEvent(QMouseEvent* event) {
    m_pressedAt.reset();
    if (std::exchange(m_isDragged, false)) {
        unsetCursor();
        Q_EMIT dropped(column()->indexOf(this));
    }
    Card::mouseReleaseEvent(event);
}

void MovableCard::drawTo(int globalY) {
    QBoxLayout* const cards = column();
    int place = 0;
    for (int i = 0; i < cards->count(); ++i) {
        const QWidget* const other = cards->itemAt(i)->widget();
        if (other && other != this && other->mapToGlobal(other->rect().center()).y() < globalY)
            ++place;
    }
    if (cards->indexOf(this) != place)
        cards->insertWidget(place, this);
    Q_EMIT dragged();
}

} // namespace tributary::ui
