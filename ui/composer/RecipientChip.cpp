// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/RecipientChip.h"

#include "content/Senders.h"
#include "ui/composer/TypedAddresses.h"
#include "ui/style/Icons.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace tributary::ui {

namespace {
constexpr int kPad = 9;
constexpr int kCross = 14;
constexpr int kMostLabel = 280;
} // namespace

RecipientChip::RecipientChip(const QString& text, const QString& field, QWidget* parent)
    : QAbstractButton(parent), m_typed(text), m_address(parseRecipient(text)) {
    setFocusPolicy(Qt::ClickFocus); // the arrow keys come here from the field
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::ArrowCursor);
    setField(field);
}

void RecipientChip::setField(const QString& field) {
    m_field = field;
    const QString whole = m_address ? content::visibleText(recipientText({m_address->name, explainedAddrSpec(m_address->addrSpec)})) : content::visibleText(m_typed);
    const QString tip = m_address ? whole : tr("“%1” is not a mail address. Double click to mend it.").arg(whole);
    setToolTip(tip.toHtmlEscaped());
    setAccessibleName(field.isEmpty() ? label() : tr("%1: %2", "To: name of a recipient").arg(field, label()));
    setAccessibleDescription(tip);
}

QString RecipientChip::label() const {
    if (!m_address)
        return content::visibleText(m_typed);
    return content::visibleText(m_address->name.isEmpty() ? shownAddrSpec(m_address->addrSpec) : m_address->name);
}

int RecipientChip::heightFor(const QFontMetrics& metrics) { return metrics.height() + 6; }

QSize RecipientChip::sizeHint() const {
    const int icon = isInvalid() ? fontMetrics().height() + Tokens::kSpaceXs : 0;
    const int words = std::min(kMostLabel, fontMetrics().horizontalAdvance(label()) + 1);
    return {2 * kPad + icon + words + Tokens::kSpaceXs + kCross, heightFor(fontMetrics())};
}

QRect RecipientChip::crossRect() const {
    return QStyle::visualRect(layoutDirection(), rect(), QRect(width() - kPad - kCross + 3, (height() - kCross) / 2, kCross, kCross));
}

void RecipientChip::paintEvent(QPaintEvent* /*event*/) {
    const Tokens& t = Tokens::current();
    const bool chosen = hasFocus();
    const QColor ground = chosen ? (isInvalid() ? t.dangerFill : t.accentFill) : isInvalid() ? QColor(Qt::transparent) : t.accentSoft;
    const QColor ink = chosen ? (isInvalid() ? t.dangerText : t.accentText) : isInvalid() ? t.danger : t.text;
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const QColor veil = isDown() ? t.pressed : underMouse() && !chosen ? t.hover : QColor(Qt::transparent);
    p.setPen(isInvalid() || t.scheme == Scheme::HighContrast ? QPen(isInvalid() ? t.danger : t.border, 1) : QPen(Qt::NoPen));
    const qreal radius = height() / 2.0;
    for (const QColor& fill : {ground, veil}) {
        p.setBrush(fill);
        p.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
        p.setPen(Qt::NoPen);
    }
    const auto visual = [this](const QRect& plain) { return QStyle::visualRect(layoutDirection(), rect(), plain); };
    int left = kPad;
    if (isInvalid()) {
        const int side = fontMetrics().height();
        paintIcon(p, visual(QRect(left, (height() - side) / 2, side, side)), QStringLiteral("warning"), ink);
        left += side + Tokens::kSpaceXs;
    }
    paintIcon(p, crossRect(), QStringLiteral("close"), chosen ? ink : t.secondaryText);
    p.setPen(ink);
    const QRect words = visual(QRect(left, 0, width() - left - kPad - kCross - Tokens::kSpaceXs + 3, height()));
    p.drawText(words, static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | Qt::AlignVCenter,
               fontMetrics().elidedText(label(), Qt::ElideMiddle, words.width()));
}

void RecipientChip::mousePressEvent(QMouseEvent* event) {
    m_pressedAt = event->pos();
    m_dragged = false;
    setFocus(Qt::MouseFocusReason);
    QAbstractButton::mousePressEvent(event);
}

void RecipientChip::mouseMoveEvent(QMouseEvent* event) {
    const bool far = (event->pos() - m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
    if (!event->buttons().testFlag(Qt::LeftButton) || m_dragged || !far)
        return;
    m_dragged = true;
    setDown(false);
    Q_EMIT dragRequested();
}

void RecipientChip::mouseReleaseEvent(QMouseEvent* event) {
    const bool crossed = !m_dragged && event->button() == Qt::LeftButton && crossRect().contains(event->pos()) && crossRect().contains(m_pressedAt);
    QAbstractButton::mouseReleaseEvent(event);
    if (crossed)
        Q_EMIT removeRequested();
}

void RecipientChip::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && !crossRect().contains(event->pos()))
        Q_EMIT editRequested();
}

void RecipientChip::changeEvent(QEvent* event) {
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

} // namespace tributary::ui
