// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mailboxtree/SyncLine.h"

#include "ui/style/Icons.h"
#include "ui/style/Theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

namespace tributary::ui {

namespace {
constexpr int kBar = 3;
} // namespace

SyncLine::SyncLine(QWidget* parent) : QAbstractButton(parent), m_role(ColorRole::Secondary) {
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
}

void SyncLine::show(const QString& text, int percent) {
    if (text == this->text() && percent == m_percent)
        return;
    m_percent = percent;
    setText(text);
    setAccessibleName(text);
    update();
}

void SyncLine::setIconName(const QString& name, ColorRole role) {
    m_iconName = name;
    m_role = role;
    update();
}

QSize SyncLine::sizeHint() const { return {160, QFontMetrics(Tokens::secondaryFont(font())).height() + Tokens::kSpaceS + kBar}; }

bool SyncLine::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QAbstractButton::event(event);
    QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text(), this);
    return true;
}

void SyncLine::paintEvent(QPaintEvent* /*event*/) {
    const Tokens& t = Tokens::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse() || hasFocus()) {
        painter.setPen(hasFocus() ? QPen(t.accent, Tokens::kFocusRing) : QPen(Qt::NoPen));
        painter.setBrush(underMouse() ? t.hover : QColor(Qt::transparent));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), Tokens::kRadius, Tokens::kRadius);
    }
    const QFont small = Tokens::secondaryFont(font());
    const QRect inner = rect().adjusted(Tokens::kSpaceXs, 0, -Tokens::kSpaceXs, 0);
    QRect words(inner.left(), 2, inner.width(), height() - kBar - 5);
    if (!m_iconName.isEmpty()) {
        const int side = QFontMetrics(small).height();
        ui::icon(m_iconName, m_role).paint(&painter, QStyle::visualRect(layoutDirection(), inner, QRect(inner.left(), words.center().y() - side / 2 + 1, side, side)));
        words = QStyle::visualRect(layoutDirection(), inner, words.adjusted(side + Tokens::kSpaceS, 0, 0, 0));
    }
    painter.setFont(small);
    painter.setPen(t.color(m_role));
    painter.drawText(words, static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | Qt::AlignVCenter,
                     QFontMetrics(small).elidedText(text(), Qt::ElideRight, words.width()));
    if (m_percent < 0)
        return;
    QRectF groove(inner.left(), height() - kBar - 2, inner.width(), kBar);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.separator);
    painter.drawRoundedRect(groove, kBar / 2.0, kBar / 2.0);
    const qreal done = groove.width() * m_percent / 100.0;
    if (layoutDirection() == Qt::RightToLeft)
        groove.setLeft(groove.right() - done);
    else
        groove.setWidth(done);
    painter.setBrush(t.accent);
    painter.drawRoundedRect(groove, kBar / 2.0, kBar / 2.0);
}

} // namespace tributary::ui
