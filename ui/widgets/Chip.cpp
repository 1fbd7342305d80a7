// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Chip.h"

#include "ui/style/Icons.h"
#include "ui/style/Tokens.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleOptionButton>

#include <algorithm>

namespace tributary::ui {

namespace {
constexpr int kSidePad = 10;
constexpr int kMaxName = 240;
constexpr int kCross = 16;
} // namespace

Chip::Chip(const QString& iconName, const QString& name, const QString& detail, QWidget* parent)
    : QPushButton(parent), m_icon(iconName), m_name(name), m_detail(detail) {
    setAutoDefault(false);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    describe();
}

void Chip::setDetail(const QString& detail) {
    m_detail = detail;
    describe();
    updateGeometry();
    update();
}

void Chip::setRemovable(bool removable) {
    m_removable = removable;
    updateGeometry();
    update();
}

void Chip::describe() {
    setAccessibleName(m_detail.isEmpty() ? m_name : tr("%1, %2", "name, size").arg(m_name, m_detail));
    setToolTip(m_name.toHtmlEscaped());
}

QSize Chip::sizeHint() const {
    const Tokens& t = Tokens::current();
    int width = 2 * kSidePad + std::min(kMaxName, fontMetrics().horizontalAdvance(m_name) + 1);
    if (!m_icon.isEmpty()) {
        width += t.iconSize + Tokens::kSpaceS;
    }
    if (!m_detail.isEmpty()) {
        width += Tokens::kSpaceS + QFontMetrics(Tokens::secondaryFont(font())).horizontalAdvance(m_detail) + 1;
    }
    if (m_removable) {
        width += Tokens::kSpaceXs + kCross;
    }
    return {width, t.controlHeight};
}

QSize Chip::minimumSizeHint() const { return {std::min(120, sizeHint().width()), sizeHint().height()}; }

QRect Chip::crossRect() const {
    const QRect plain(width() - kSidePad - kCross + 2, (height() - kCross) / 2, kCross, kCross);
    return QStyle::visualRect(layoutDirection(), rect(), plain);
}

void Chip::paintEvent(QPaintEvent* /*event*/) {
    const Tokens& t = Tokens::current();
    QStyleOptionButton option;
    initStyleOption(&option);
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const QColor veil = isDown() ? t.pressed : (underMouse() ? t.hover : QColor(Qt::transparent));
    p.setPen(QPen(t.border, 1));
    p.setBrush(blended(veil, t.buttonBackground));
    p.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Tokens::kRadius, Tokens::kRadius);
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        p.setPen(QPen(t.accent, Tokens::kFocusRing));
        p.setBrush(Qt::NoBrush);
        p.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), Tokens::kRadius, Tokens::kRadius);
    }
    const auto visual = [this](const QRect& plain) { return QStyle::visualRect(layoutDirection(), rect(), plain); };
    int left = kSidePad;
    int right = width() - kSidePad;
    if (!m_icon.isEmpty()) {
        paintIcon(p, visual(QRect(left, (height() - t.iconSize) / 2, t.iconSize, t.iconSize)), m_icon,
                  isEnabled() ? t.accent : t.disabledText);
        left += t.iconSize + Tokens::kSpaceS;
    }
    if (m_removable) {
        paintIcon(p, crossRect(), QStringLiteral("close"), t.secondaryText);
        right -= kCross + Tokens::kSpaceXs;
    }
    if (!m_detail.isEmpty()) {
        const QFont small = Tokens::secondaryFont(font());
        const int size = QFontMetrics(small).horizontalAdvance(m_detail) + 1;
        p.setFont(small);
        p.setPen(isEnabled() ? t.secondaryText : t.disabledText);
        p.drawText(visual(QRect(right - size, 0, size, height())), Qt::AlignCenter, m_detail);
        right -= size + Tokens::kSpaceS;
    }
    p.setFont(font());
    p.setPen(isEnabled() ? t.text : t.disabledText);
    const QRect words = visual(QRect(left, 0, right - left, height()));
    p.drawText(words, static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | Qt::AlignVCenter,
               fontMetrics().elidedText(m_name, Qt::ElideMiddle, words.width()));
}

void Chip::mousePressEvent(QMouseEvent* event) {
    m_pressedAt = event->pos();
    m_dragged = false;
    QPushButton::mousePressEvent(event);
}

void Chip::mouseMoveEvent(QMouseEvent* event) {
    const bool far = (event->pos() - m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
    if (event->buttons().testFlag(Qt::LeftButton) && far && !m_dragged) {
        m_dragged = true;
        setDown(false);
        Q_EMIT dragRequested();
        return;
    }
    QPushButton::mouseMoveEvent(event);
}

void Chip::mouseReleaseEvent(QMouseEvent* event) {
    if (m_dragged) {
        setDown(false);
        return;
    }
    if (m_removable && event->button() == Qt::LeftButton && crossRect().contains(event->pos()) &&
        crossRect().contains(m_pressedAt)) {
        setDown(false);
        Q_EMIT removeRequested();
        return;
    }
    QPushButton::mouseReleaseEvent(event);
}

void Chip::keyPressEvent(QKeyEvent* event) {
    if (m_removable && (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)) {
        Q_EMIT removeRequested();
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QPushButton::keyPressEvent(event);
}

} // namespace tributary::ui
