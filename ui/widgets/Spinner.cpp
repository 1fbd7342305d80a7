// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Spinner.h"

#include "ui/style/Tokens.h"

#include <QPainter>
#include <QStyle>
#include <QTimerEvent>

namespace tributary::ui {

namespace {
constexpr int kFrameMs = 40;
constexpr int kStep = 16; // degrees a frame: about one turn a second
} // namespace

Spinner::Spinner(QWidget* parent) : QWidget(parent), m_side(Tokens::current().iconSize) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(tr("Working"));
}

void Spinner::setSide(int side) {
    m_side = side;
    updateGeometry();
}

void Spinner::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0) {
        m_timer.start(kFrameMs, this);
    }
}

void Spinner::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_timer.stop();
}

void Spinner::timerEvent(QTimerEvent* event) {
    if (event->timerId() == m_timer.timerId()) {
        m_angle = (m_angle + kStep) % 360;
        update();
    }
}

void Spinner::paintEvent(QPaintEvent* /*event*/) {
    const Tokens& t = Tokens::current();
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const qreal width = m_side >= 24 ? 3.0 : 2.0;
    const qreal inset = width / 2 + 1;
    const QRectF ring = QRectF((this->width() - m_side) / 2.0, (height() - m_side) / 2.0, m_side, m_side)
                            .adjusted(inset, inset, -inset, -inset);
    p.setPen(QPen(t.pressed, width));
    p.drawEllipse(ring);
    p.setPen(QPen(t.accent, width, Qt::SolidLine, Qt::RoundCap));
    p.drawArc(ring, (90 - m_angle) * 16, -100 * 16);
}

} // namespace tributary::ui
