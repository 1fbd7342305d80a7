// SPDX-License-Identifier: GPL-3.0-or-later
// Sizes and places of TributaryStyle.
#include "ui/style/Tokens.h"
#include "ui/style/TributaryStyle.h"
#include "ui/style/detail/Draw.h"

#include <QAbstractSpinBox>
#include <QStyleOption>

#include <algorithm>

namespace tributary::ui {

namespace {

QSize buttonSize(const QStyleOption* option, QSize size, const QSize& contents) {
    const Tokens& t = Tokens::current();
    const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
    const bool iconOnly = button != nullptr && button->text.isEmpty() && !button->icon.isNull();
    size.setHeight(std::max(t.controlHeight, contents.height() + 10));
    size.setWidth(iconOnly ? size.height() : std::max(contents.width() + 2 * Tokens::kSpaceL, 72));
    return size;
}

QSize tabSize(const QStyleOption* option, QSize size) {
    const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option);
    const bool upright = tab != nullptr && tab->shape != QTabBar::RoundedNorth && tab->shape != QTabBar::RoundedSouth;
    if (!upright) {
        size.setHeight(std::max(size.height(), Tokens::current().controlHeight + 6));
        size.setWidth(size.width() + Tokens::kSpaceS);
    }
    return size;
}

} // namespace

QSize TributaryStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                                       const QWidget* widget) const {
    const Tokens& t = Tokens::current();
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    switch (type) {
    case CT_PushButton: return buttonSize(option, size, contents);
    case CT_SpinBox: return {size.width() + Tokens::kSpaceM, t.controlHeight};
    case CT_ComboBox:
    case CT_LineEdit: return {size.width() + Tokens::kSpaceM, std::max(t.controlHeight, contents.height() + 8)};
    case CT_ToolButton: {
        const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option);
        const bool text = button != nullptr && button->toolButtonStyle != Qt::ToolButtonIconOnly && !button->text.isEmpty();
        const int height = std::max(t.controlHeight, contents.height() + 8);
        return {std::max(height, contents.width() + (text ? 16 : 10)), height};
    }
    case CT_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
            return detail::menuItemSize(*item);
        }
        return size;
    case CT_MenuBarItem: return {contents.width() + 16, contents.height() + 10};
    case CT_ItemViewItem: return {size.width() + Tokens::kSpaceL, std::max(t.rowHeight, size.height())};
    case CT_HeaderSection: return {size.width(), std::max(t.rowHeight, size.height())};
    case CT_ProgressBar: return {std::max(size.width(), 80), std::max(8, std::min(size.height(), 10))};
    case CT_TabBarTab: return tabSize(option, size);
    default: return size;
    }
}

QRect TributaryStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl sub,
                                     const QWidget* widget) const {
    const QRect rect = option->rect;
    if (control == CC_ComboBox) {
        const int arrow = 26;
        const QRect edit(rect.left() + 10, rect.top(), rect.width() - arrow - 12, rect.height());
        switch (sub) {
        case SC_ComboBoxEditField: return visualRect(option->direction, rect, edit);
        case SC_ComboBoxArrow:
            return visualRect(option->direction, rect, QRect(rect.right() - arrow, rect.top(), arrow, rect.height()));
        default: break;
        }
    }
    if (control == CC_SpinBox && sub == SC_SpinBoxEditField) {
        const auto* box = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
        const int buttons = box != nullptr && box->buttonSymbols == QAbstractSpinBox::NoButtons ? 8 : 24;
        return visualRect(option->direction, rect, rect.adjusted(8, 3, -buttons, -3));
    }
    if (control == CC_GroupBox) {
        const auto* box = qstyleoption_cast<const QStyleOptionGroupBox*>(option);
        const int title = box != nullptr && (!box->text.isEmpty() || box->subControls.testFlag(SC_GroupBoxCheckBox))
                              ? std::max(20, box->fontMetrics.height()) + Tokens::kSpaceXs
                              : 0;
        if (sub == SC_GroupBoxFrame) {
            return rect.adjusted(0, title, 0, 0);
        }
        if (sub == SC_GroupBoxContents) {
            return rect.adjusted(2, title + 2, -2, -2);
        }
    }
    if (control == CC_ScrollBar) {
        // No arrow buttons: the groove is the whole bar.
        const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
        if (bar != nullptr && (sub == SC_ScrollBarAddLine || sub == SC_ScrollBarSubLine)) {
            return {};
        }
        if (bar != nullptr) {
            const bool across = bar->orientation == Qt::Horizontal;
            const int length = across ? rect.width() : rect.height();
            const qint64 range = static_cast<qint64>(bar->maximum) - bar->minimum;
            int handle = length;
            if (range > 0) {
                handle = static_cast<int>(static_cast<qint64>(bar->pageStep) * length / (range + bar->pageStep));
                handle = std::clamp(handle, std::min(length, proxy()->pixelMetric(PM_ScrollBarSliderMin, bar, widget)),
                                    length);
            }
            const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition,
                                                      length - handle, bar->upsideDown);
            const auto part = [&](int from, int size) {
                const QRect along = across ? QRect(rect.left() + from, rect.top(), size, rect.height())
                                           : QRect(rect.left(), rect.top() + from, rect.width(), size);
                return visualRect(bar->direction, rect, along);
            };
            switch (sub) {
            case SC_ScrollBarGroove: return rect;
            case SC_ScrollBarSlider: return part(start, handle);
            case SC_ScrollBarSubPage: return part(0, start);
            case SC_ScrollBarAddPage: return part(start + handle, length - start - handle);
            default: break;
            }
        }
    }
    return QProxyStyle::subControlRect(control, option, sub, widget);
}

QRect TributaryStyle::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const {
    switch (element) {
    case SE_LineEditContents: {
        const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        if (frame != nullptr && frame->lineWidth > 0) {
            return option->rect.adjusted(8, 1, -8, -1);
        }
        break;
    }
    case SE_ProgressBarGroove:
    case SE_ProgressBarContents: return option->rect;
    case SE_ItemViewItemText: // the room that CT_ItemViewItem gives is on both sides: right-aligned numbers have theirs, too
        return QProxyStyle::subElementRect(element, option, widget).adjusted(8, 0, -8, 0);
    case SE_ItemViewItemDecoration:
    case SE_ItemViewItemCheckIndicator:
        return QProxyStyle::subElementRect(element, option, widget)
            .translated(option->direction == Qt::RightToLeft ? -8 : 8, 0);
    default: break;
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

} // namespace tributary::ui
