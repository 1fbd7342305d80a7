// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/Icons.h"
#include "ui/style/detail/Draw.h"

#include <QFontMetrics>

namespace tributary::ui::detail {

namespace {

constexpr int kSidePad = 10;
constexpr int kIconGap = 10;
constexpr int kArrow = 14;
constexpr int kSeparatorHeight = 9;

QString labelOf(const QStyleOptionMenuItem& option) { return option.text.section(QLatin1Char('\t'), 0, 0); }
QString keysOf(const QStyleOptionMenuItem& option) { return option.text.section(QLatin1Char('\t'), 1, 1); }

// Icons and check marks share one column at the leading edge.
int leadWidth(const QStyleOptionMenuItem& option) {
    const bool lead = option.maxIconWidth > 0 || option.menuHasCheckableItems;
    return lead ? Tokens::current().iconSize + kIconGap : 0;
}

void lead(const QStyleOptionMenuItem& option, QPainter* p, const QRect& cell, bool enabled, const QColor& color) {
    const int side = Tokens::current().iconSize;
    const QRect square = QStyle::alignedRect(option.direction, Qt::AlignLeft | Qt::AlignVCenter, {side, side}, cell);
    const bool checkable = option.checkType != QStyleOptionMenuItem::NotCheckable;
    if (checkable && option.checked) {
        paintIcon(*p, square, QStringLiteral("check"), color);
    } else if (!option.icon.isNull() && !checkable) {
        option.icon.paint(p, square, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    }
}

} // namespace

void menuItem(const QStyleOptionMenuItem& option, QPainter* p) {
    const Tokens& t = Tokens::current();
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        p->fillRect(QRect(option.rect.left() + kSidePad, option.rect.center().y(),
                          option.rect.width() - 2 * kSidePad, 1), t.border);
        return;
    }
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    if (enabled && option.state.testFlag(QStyle::State_Selected)) {
        fillRound(p, option.rect, t.selection);
    }
    const QColor color = enabled ? t.text : t.disabledText;
    const QRect inner = option.rect.adjusted(kSidePad, 0, -kSidePad, 0);
    const auto visual = [&](const QRect& rect) { return QStyle::visualRect(option.direction, option.rect, rect); };
    const int column = leadWidth(option);
    if (column > 0) {
        lead(option, p, visual(QRect(inner.left(), inner.top(), column - kIconGap, inner.height())), enabled, color);
    }
    p->save();
    p->setFont(option.font);
    p->setPen(color);
    const QRect label(inner.left() + column, inner.top(), inner.width() - column, inner.height());
    const int start = option.direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft;
    p->drawText(visual(label), start | Qt::AlignVCenter | Qt::TextHideMnemonic | Qt::TextSingleLine, labelOf(option));
    if (!keysOf(option).isEmpty()) {
        const int end = option.direction == Qt::RightToLeft ? Qt::AlignLeft : Qt::AlignRight;
        p->setPen(enabled ? t.secondaryText : t.disabledText);
        p->drawText(visual(label), end | Qt::AlignVCenter | Qt::TextSingleLine, keysOf(option));
    }
    p->restore();
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu) {
        const QRect cell(inner.right() - kArrow, inner.top(), kArrow, inner.height());
        arrow(p, visual(cell), option.direction == Qt::RightToLeft ? QStringLiteral("chevron-left")
                                                                   : QStringLiteral("chevron-right"), enabled);
    }
}

QSize menuItemSize(const QStyleOptionMenuItem& option) {
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        return {10, kSeparatorHeight};
    }
    const QFontMetrics metrics(option.font);
    int width = 2 * kSidePad + leadWidth(option) + metrics.size(Qt::TextHideMnemonic, labelOf(option)).width() + 8;
    if (!keysOf(option).isEmpty()) {
        width += Tokens::kSpaceXl; // QMenu adds the keys' own width
    }
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu) {
        width += kArrow + 8;
    }
    return {width, Tokens::current().rowHeight};
}

void menuBarItem(const QStyleOptionMenuItem& option, QPainter* p, const QStyle& style) {
    const Tokens& t = Tokens::current();
    const bool open = option.state.testFlag(QStyle::State_Sunken);
    if (open || option.state.testFlag(QStyle::State_Selected)) {
        fillRound(p, option.rect.adjusted(1, 2, -1, -2), open ? t.pressed : t.hover);
    }
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    style.drawItemText(p, option.rect, Qt::AlignCenter | Qt::TextHideMnemonic | Qt::TextSingleLine, option.palette,
                       enabled, option.text, QPalette::ButtonText);
}

} // namespace tributary::ui::detail
