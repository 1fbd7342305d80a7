// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/detail/Draw.h"

#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QWidget>

#include <algorithm>

namespace tributary::ui::detail {

namespace {

constexpr int kProgressHeight = 6;

QRectF progressLine(const QStyleOptionProgressBar& option) {
    QRectF line(option.rect);
    line.setTop(line.center().y() - kProgressHeight / 2.0);
    line.setHeight(kProgressHeight);
    return line;
}

} // namespace

void progressGroove(const QStyleOptionProgressBar& option, QPainter* p) {
    const Tokens& t = Tokens::current();
    fillRound(p, progressLine(option), t.scheme == Scheme::HighContrast ? t.separator : t.pressed, 3);
}

void progressContents(const QStyleOptionProgressBar& option, QPainter* p, double phase) {
    const Tokens& t = Tokens::current();
    QRectF line = progressLine(option);
    const bool busy = option.minimum == option.maximum;
    if (busy) {
        const double part = 0.3 * line.width();
        line = QRectF(line.left() + (line.width() - part) * phase, line.top(), part, line.height());
    } else {
        const double range = static_cast<double>(option.maximum) - option.minimum;
        const double share = std::clamp((static_cast<double>(option.progress) - option.minimum) / range, 0.0, 1.0);
        const double width = line.width() * share;
        if (option.direction == Qt::RightToLeft) {
            line.setLeft(line.right() - width);
        } else {
            line.setWidth(width);
        }
    }
    if (line.width() > 0.5) {
        fillRound(p, line, t.accent, std::min(3.0, line.width() / 2));
    }
}

void headerSection(const QStyleOptionHeader& option, QPainter* p) {
    const Tokens& t = Tokens::current();
    p->fillRect(option.rect, option.palette.color(QPalette::Base));
    if (option.state.testFlag(QStyle::State_MouseOver)) {
        p->fillRect(option.rect, t.hover);
    }
    p->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), t.separator);
    const bool last = option.position == QStyleOptionHeader::End || option.position == QStyleOptionHeader::OnlyOneSection;
    if (!last) {
        p->fillRect(QRect(option.rect.right(), option.rect.top() + 6, 1, option.rect.height() - 12), t.separator);
    }
}

void tabShape(const QStyleOptionTab& option, QPainter* p) {
    const Tokens& t = Tokens::current();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (!selected && option.state.testFlag(QStyle::State_MouseOver)) {
        fillRound(p, option.rect.adjusted(2, 3, -2, -5), t.hover);
    }
    if (selected) {
        fillRound(p, QRectF(option.rect.left() + 8, option.rect.bottom() - 2, option.rect.width() - 16, 3), t.accent,
                  1.5);
    }
    if (showsFocus(option)) {
        focusRing(p, option.rect.adjusted(2, 3, -2, -5));
    }
}

namespace {

// The bar stands on the ground of what it scrolls, not in a strip of its own.
void scrollBarGround(const QRect& rect, QPainter* p, const QWidget* widget) {
    for (const QWidget* up = widget; up != nullptr; up = up->parentWidget()) {
        if (const auto* area = qobject_cast<const QAbstractScrollArea*>(up)) {
            const QWidget* view = area->viewport();
            if (view->autoFillBackground()) {
                p->fillRect(rect, view->palette().color(view->backgroundRole()));
            }
            return;
        }
    }
}

} // namespace

void scrollBar(const QStyleOptionSlider& option, QPainter* p, const QStyle& style, const QWidget* widget) {
    const Tokens& t = Tokens::current();
    scrollBarGround(option.rect, p, widget);
    if (option.maximum <= option.minimum) {
        return;
    }
    QRect handle = style.subControlRect(QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarSlider, widget);
    const bool over = option.state.testFlag(QStyle::State_MouseOver) || option.state.testFlag(QStyle::State_Sunken);
    const int thin = over ? 8 : 6;
    const int inset = 3;
    if (option.orientation == Qt::Vertical) {
        const int x = option.direction == Qt::RightToLeft ? handle.left() + inset : handle.right() + 1 - inset - thin;
        handle = QRect(x, handle.top() + 2, thin, handle.height() - 4);
    } else {
        handle = QRect(handle.left() + 2, handle.bottom() + 1 - inset - thin, handle.width() - 4, thin);
    }
    QColor color = t.scrollHandle;
    if (over) {
        color.setAlphaF(std::min(1.0F, color.alphaF() * 1.7F));
    }
    fillRound(p, handle, color, thin / 2.0);
}

void comboBox(const QStyleOptionComboBox& option, QPainter* p, const QStyle& style, const QWidget* widget) {
    fieldPanel(option, p, option.editable, widget);
    const QRect cell = style.subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxArrow, widget);
    arrow(p, cell, QStringLiteral("chevron-down"), option.state.testFlag(QStyle::State_Enabled));
}

void spinBox(const QStyleOptionSpinBox& option, QPainter* p, const QStyle& style, const QWidget* widget) {
    const Tokens& t = Tokens::current();
    fieldPanel(option, p, true, widget);
    if (option.buttonSymbols == QAbstractSpinBox::NoButtons) {
        return;
    }
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    for (const auto& [sub, name, step] :
         {std::tuple{QStyle::SC_SpinBoxUp, QStringLiteral("chevron-up"), QAbstractSpinBox::StepUpEnabled},
          std::tuple{QStyle::SC_SpinBoxDown, QStringLiteral("chevron-down"), QAbstractSpinBox::StepDownEnabled}}) {
        const QRect cell = style.subControlRect(QStyle::CC_SpinBox, &option, sub, widget).adjusted(1, 1, -1, -1);
        if (enabled && option.activeSubControls == sub && option.state.testFlag(QStyle::State_MouseOver)) {
            fillRound(p, cell, option.state.testFlag(QStyle::State_Sunken) ? t.pressed : t.hover, 4);
        }
        const QRect small = QStyle::alignedRect(option.direction, Qt::AlignCenter, {12, 12}, cell);
        arrow(p, small, name, enabled && option.stepEnabled.testFlag(step));
    }
}

void slider(const QStyleOptionSlider& option, QPainter* p, const QStyle& style, const QWidget* widget) {
    const Tokens& t = Tokens::current();
    const QRect groove = style.subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderGroove, widget);
    const QRect handle = style.subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, widget);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool across = option.orientation == Qt::Horizontal;
    const QPointF centre = QRectF(groove).center();
    QRectF line = across ? QRectF(groove.left(), centre.y() - 2, groove.width(), 4)
                         : QRectF(centre.x() - 2, groove.top(), 4, groove.height());
    fillRound(p, line, t.scheme == Scheme::HighContrast ? t.separator : t.pressed, 2);
    const QPointF knob = QRectF(handle).center();
    if (across) {
        option.upsideDown ? line.setLeft(knob.x()) : line.setRight(knob.x());
    } else {
        option.upsideDown ? line.setBottom(knob.y()) : line.setTop(knob.y());
    }
    fillRound(p, line, enabled ? t.accent : t.disabledText, 2);
    fillRound(p, QRectF(knob.x() - 8, knob.y() - 8, 16, 16), enabled ? t.accent : t.disabledText, 8);
    fillRound(p, QRectF(knob.x() - 4, knob.y() - 4, 8, 8), t.windowBackground, 4);
    if (showsFocus(option)) {
        focusRing(p, QRectF(knob.x() - 10, knob.y() - 10, 20, 20).toRect(), 10);
    }
}

} // namespace tributary::ui::detail
