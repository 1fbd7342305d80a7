// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Switch.h"

#include "ui/style/Tokens.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOptionButton>
#include <QVariantAnimation>

#include <algorithm>

namespace tributary::ui {

namespace {
constexpr int kTrackWidth = 38;
constexpr int kTrackHeight = 22;
constexpr int kGap = 2; // above and below the track
} // namespace

Switch::Switch(const QString& text, QWidget* parent) : QCheckBox(text, parent), m_motion(new QVariantAnimation(this)) {
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    connect(m_motion, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        m_place = value.toReal();
        update();
    });
    connect(this, &QCheckBox::toggled, this, &Switch::slide);
}

void Switch::checkStateSet() {
    QCheckBox::checkStateSet();
    slide(isChecked());
}

void Switch::slide(bool on) {
    const int duration = isVisible() ? style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) : 0;
    m_motion->stop();
    if (duration <= 0) {
        m_place = on ? 1.0 : 0.0;
        update();
        return;
    }
    m_motion->setStartValue(m_place);
    m_motion->setEndValue(on ? 1.0 : 0.0);
    m_motion->setDuration(std::min(duration, Tokens::kMotionMs));
    m_motion->setEasingCurve(QEasingCurve::OutCubic);
    m_motion->start();
}

QSize Switch::sizeHint() const {
    int width = kTrackWidth;
    if (!text().isEmpty()) {
        width += Tokens::kSpaceM + fontMetrics().size(Qt::TextShowMnemonic, text()).width();
    }
    return {width, std::max(kTrackHeight + 2 * kGap, fontMetrics().height() + 4)};
}

void Switch::paintEvent(QPaintEvent* /*event*/) {
    const Tokens& t = Tokens::current();
    QStyleOptionButton option;
    initStyleOption(&option);
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const QRect plain(0, (height() - kTrackHeight) / 2, kTrackWidth, kTrackHeight);
    const QRectF track = QStyle::visualRect(layoutDirection(), rect(), plain);
    const QColor off = t.scheme == Scheme::HighContrast ? t.fieldBackground : t.borderStrong;
    QColor fill = m_place > 0.5 ? t.accentFill : off;
    if (!isEnabled()) {
        fill = blended(t.pressed, palette().color(QPalette::Window));
    }
    p.setPen(t.scheme == Scheme::HighContrast ? QPen(t.border, 1) : QPen(Qt::NoPen));
    p.setBrush(fill);
    p.drawRoundedRect(track, kTrackHeight / 2.0, kTrackHeight / 2.0);
    const qreal place = layoutDirection() == Qt::RightToLeft ? 1.0 - m_place : m_place;
    const qreal knob = kTrackHeight - 6;
    const QRectF round(track.left() + 3 + place * (kTrackWidth - knob - 6), track.top() + 3, knob, knob);
    const bool dark = t.scheme == Scheme::HighContrast && m_place > 0.5;
    p.setPen(Qt::NoPen);
    p.setBrush(dark ? t.accentText : QColor(Qt::white));
    if (!isEnabled()) {
        p.setBrush(t.disabledText);
    }
    p.drawEllipse(round);
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        p.setPen(QPen(t.accent, Tokens::kFocusRing));
        p.setBrush(Qt::NoBrush);
        p.drawRoundedRect(track.adjusted(1, 1, -1, -1), kTrackHeight / 2.0 - 1, kTrackHeight / 2.0 - 1);
        p.setPen(QPen(m_place > 0.5 ? t.accentText : t.windowBackground, 1)); // parts ring from fill
        p.drawRoundedRect(track.adjusted(2.5, 2.5, -2.5, -2.5), kTrackHeight / 2.0 - 2.5, kTrackHeight / 2.0 - 2.5);
    }
    if (!text().isEmpty()) {
        const int lead = kTrackWidth + Tokens::kSpaceM;
        const QRect words = QStyle::visualRect(layoutDirection(), rect(), rect().adjusted(lead, 0, 0, 0));
        style()->drawItemText(&p, words, static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) |
                              Qt::AlignVCenter | Qt::TextHideMnemonic, palette(), isEnabled(), text(),
                              QPalette::WindowText);
    }
}

} // namespace tributary::ui
