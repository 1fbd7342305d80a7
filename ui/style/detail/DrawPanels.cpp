// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/Icons.h"
#include "ui/style/detail/Draw.h"

#include <QVariant>
#include <QWidget>

namespace tributary::ui::detail {

void fillRound(QPainter* p, const QRectF& rect, const QColor& fill, qreal radius) {
    const Brush brush(p);
    p->setPen(Qt::NoPen);
    p->setBrush(fill);
    p->drawRoundedRect(rect, radius, radius);
}

void panel(QPainter* p, const QRect& rect, const QColor& fill, const QColor& border, qreal radius) {
    const Brush brush(p);
    p->setPen(QPen(border, 1));
    p->setBrush(fill);
    p->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

void focusRing(QPainter* p, const QRect& rect, qreal radius) {
    const Brush brush(p);
    const qreal half = Tokens::kFocusRing / 2.0;
    p->setPen(QPen(Tokens::current().accent, Tokens::kFocusRing));
    p->setBrush(Qt::NoBrush);
    p->drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), radius, radius);
}

bool showsFocus(const QStyleOption& option) {
    return option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange);
}

QString kindOf(const QWidget* widget) {
    return widget != nullptr ? widget->property("kind").toString() : QString();
}

namespace {

bool isFilled(const QStyleOptionButton& option, const QString& kind) {
    return kind == QLatin1String("primary") || kind == QLatin1String("danger") ||
           (kind.isEmpty() && option.features.testFlag(QStyleOptionButton::DefaultButton));
}

} // namespace

bool buttonPanel(const QStyleOptionButton& option, QPainter* p, const QWidget* widget) {
    const Tokens& t = Tokens::current();
    const QString kind = kindOf(widget);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool quiet = kind == QLatin1String("quiet"); // its words say that it is on
    const bool down = option.state.testFlag(QStyle::State_Sunken) || (!quiet && option.state.testFlag(QStyle::State_On));
    const bool over = enabled && option.state.testFlag(QStyle::State_MouseOver);
    const QColor veil = down ? t.pressed : (over ? t.hover : QColor(Qt::transparent));
    if (quiet || option.features.testFlag(QStyleOptionButton::Flat)) {
        fillRound(p, option.rect, veil);
    } else if (isFilled(option, kind)) {
        const QColor base = kind == QLatin1String("danger") ? t.dangerFill : (over ? t.accentHover : t.accentFill);
        const QColor fill = enabled ? base : blended(t.pressed, t.windowBackground);
        fillRound(p, option.rect, down ? blended(t.pressed, fill) : fill);
    } else {
        const QColor fill = enabled ? t.buttonBackground : blended(t.hover, t.windowBackground);
        panel(p, option.rect, blended(veil, fill), enabled ? t.border : t.separator);
    }
    if (showsFocus(option)) {
        focusRing(p, isFilled(option, kind) ? option.rect.adjusted(2, 2, -2, -2) : option.rect);
        if (isFilled(option, kind)) {
            const Brush brush(p);
            p->setPen(QPen(t.accentText, 1.5));
            p->drawRoundedRect(QRectF(option.rect).adjusted(2.5, 2.5, -2.5, -2.5), 4, 4);
        }
    }
    return true;
}

QColor buttonTextColor(const QStyleOptionButton& option, const QWidget* widget) {
    const Tokens& t = Tokens::current();
    const QString kind = kindOf(widget);
    if (!option.state.testFlag(QStyle::State_Enabled)) {
        return t.disabledText;
    }
    if (isFilled(option, kind)) {
        return kind == QLatin1String("danger") ? t.dangerText : t.accentText;
    }
    return kind == QLatin1String("quiet") ? t.accent : t.text;
}

void toolButtonPanel(const QStyleOption& option, QPainter* p) {
    const Tokens& t = Tokens::current();
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    if (option.state.testFlag(QStyle::State_Sunken)) {
        fillRound(p, option.rect, t.pressed);
    } else if (option.state.testFlag(QStyle::State_On)) {
        fillRound(p, option.rect, t.accentSoft);
    } else if (enabled && option.state.testFlag(QStyle::State_MouseOver)) {
        fillRound(p, option.rect, t.hover);
    }
    if (showsFocus(option)) {
        focusRing(p, option.rect);
    }
}

void fieldPanel(const QStyleOption& option, QPainter* p, bool editable, const QWidget* widget) {
    const Tokens& t = Tokens::current();
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool over = enabled && option.state.testFlag(QStyle::State_MouseOver);
    QColor fill = editable ? t.fieldBackground : t.buttonBackground;
    if (!enabled) {
        fill = blended(t.hover, t.windowBackground);
    } else if (!editable && over) {
        fill = blended(t.hover, fill);
    }
    const bool invalid = widget != nullptr && widget->property("invalid").toBool();
    const QColor edge = enabled ? (over ? t.borderStrong : t.border) : t.separator;
    panel(p, option.rect, fill, invalid ? t.danger : edge);
    const bool focus = option.state.testFlag(QStyle::State_HasFocus);
    if (editable ? focus : showsFocus(option)) {
        focusRing(p, option.rect);
    }
}

void checkMark(const QStyleOption& option, QPainter* p, const QRect& rect, bool round) {
    const Tokens& t = Tokens::current();
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool on = option.state.testFlag(QStyle::State_On);
    const bool partly = option.state.testFlag(QStyle::State_NoChange);
    const qreal radius = round ? rect.width() / 2.0 : 4;
    if (on || partly) {
        fillRound(p, rect, enabled ? t.accentFill : t.disabledText, radius);
        const QColor mark = enabled ? t.accentText : t.windowBackground;
        if (round) {
            fillRound(p, QRectF(rect).adjusted(5, 5, -5, -5), mark, rect.width() / 2.0);
        } else if (partly) {
            fillRound(p, QRectF(rect.left() + 4, rect.center().y(), rect.width() - 8, 2), mark, 1);
        } else {
            const Brush brush(p);
            p->setPen(QPen(mark, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            const QRectF r(rect);
            p->drawPolyline(QPolygonF({r.topLeft() + QPointF(r.width() * 0.25, r.height() * 0.53),
                                       r.topLeft() + QPointF(r.width() * 0.43, r.height() * 0.70),
                                       r.topLeft() + QPointF(r.width() * 0.75, r.height() * 0.32)}));
        }
    } else {
        panel(p, rect, enabled ? t.fieldBackground : t.windowBackground, enabled ? t.borderStrong : t.border, radius);
    }
    if (showsFocus(option)) {
        focusRing(p, rect.adjusted(-3, -3, 3, 3), round ? rect.width() / 2.0 + 3 : 6);
    }
}

void rowPanel(const QStyleOptionViewItem& option, QPainter* p) {
    const Tokens& t = Tokens::current();
    const QRect row = option.rect.adjusted(4, 1, -4, -1);
    if (option.state.testFlag(QStyle::State_Selected)) {
        fillRound(p, row, option.state.testFlag(QStyle::State_Active) ? t.selection : t.selectionInactive);
    } else if (option.state.testFlag(QStyle::State_MouseOver) && option.state.testFlag(QStyle::State_Enabled)) {
        fillRound(p, row, t.hover);
    }
    if (showsFocus(option)) {
        focusRing(p, row);
    }
}

void arrow(QPainter* p, const QRect& rect, const QString& name, bool enabled) {
    const Tokens& t = Tokens::current();
    const int side = std::min({16, rect.width(), rect.height()});
    const QRect square(rect.center().x() - side / 2 + 1, rect.center().y() - side / 2 + 1, side, side);
    paintIcon(*p, square, name, enabled ? t.icon : t.disabledText);
}

} // namespace tributary::ui::detail
