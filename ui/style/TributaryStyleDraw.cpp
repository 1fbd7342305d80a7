// SPDX-License-Identifier: GPL-3.0-or-later
// Which drawing function draws what.
#include "ui/style/Icons.h"
#include "ui/style/Tokens.h"
#include "ui/style/TributaryStyle.h"
#include "ui/style/detail/Compositor.h"
#include "ui/style/detail/Draw.h"

#include <QElapsedTimer>
#include <QFrame>
#include <QLineEdit>
#include <QTimer>
#include <QWidget>

#include <cmath>

namespace tributary::ui {

namespace {

constexpr const char* kTickProperty = "tributaryTick";

// 0 to 1 and back in 2.4 s; asks for the next frame only while the bar is painted.
double busyPhase(const QWidget* widget, bool animated) {
    if (!animated || widget == nullptr) {
        return 0.5;
    }
    static const QElapsedTimer clock = [] {
        QElapsedTimer timer;
        timer.start();
        return timer;
    }();
    auto* target = const_cast<QWidget*>(widget); // repaint is the one thing asked of it
    if (!target->property(kTickProperty).toBool()) {
        target->setProperty(kTickProperty, true);
        QTimer::singleShot(40, target, [target] {
            target->setProperty(kTickProperty, false);
            target->update();
        });
    }
    const double turn = static_cast<double>(clock.elapsed() % 2400) / 2400.0;
    return 0.5 - 0.5 * std::cos(2 * M_PI * turn);
}

qreal popupRadius() { return detail::hasCompositor() ? Tokens::kRadiusLarge - 2 : 0; }

void branch(const QStyleOption& option, QPainter* p) {
    if (!option.state.testFlag(QStyle::State_Children)) {
        return;
    }
    const bool open = option.state.testFlag(QStyle::State_Open);
    const QString closed =
        option.direction == Qt::RightToLeft ? QStringLiteral("chevron-left") : QStringLiteral("chevron-right");
    const int side = 14;
    const QRect square(option.rect.center().x() - side / 2, option.rect.center().y() - side / 2 + 1, side, side);
    paintIcon(*p, square, open ? QStringLiteral("chevron-down") : closed, Tokens::current().secondaryText);
}

bool indicator(QStyle::PrimitiveElement element, const QStyleOption& option, QPainter* p) {
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    switch (element) {
    case QStyle::PE_IndicatorCheckBox:
    case QStyle::PE_IndicatorItemViewItemCheck: detail::checkMark(option, p, option.rect, false); return true;
    case QStyle::PE_IndicatorRadioButton: detail::checkMark(option, p, option.rect, true); return true;
    case QStyle::PE_IndicatorArrowDown:
    case QStyle::PE_IndicatorHeaderArrow: {
        const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(&option);
        const bool up = header != nullptr && header->sortIndicator == QStyleOptionHeader::SortUp;
        detail::arrow(p, option.rect, up ? QStringLiteral("chevron-up") : QStringLiteral("chevron-down"), enabled);
        return true;
    }
    case QStyle::PE_IndicatorArrowUp: detail::arrow(p, option.rect, QStringLiteral("chevron-up"), enabled); return true;
    case QStyle::PE_IndicatorArrowLeft:
        detail::arrow(p, option.rect, QStringLiteral("chevron-left"), enabled);
        return true;
    case QStyle::PE_IndicatorArrowRight:
        detail::arrow(p, option.rect, QStringLiteral("chevron-right"), enabled);
        return true;
    case QStyle::PE_IndicatorBranch: branch(option, p); return true;
    default: return false;
    }
}

bool frame(QStyle::PrimitiveElement element, const QStyleOption& option, QPainter* p, const QWidget* widget) {
    const Tokens& t = Tokens::current();
    switch (element) {
    case QStyle::PE_PanelLineEdit: {
        const auto* line = qstyleoption_cast<const QStyleOptionFrame*>(&option);
        if (line != nullptr && line->lineWidth > 0) {
            detail::fieldPanel(option, p, true, widget);
        }
        return true;
    }
    case QStyle::PE_FrameLineEdit: return true; // PE_PanelLineEdit has drawn it
    case QStyle::PE_PanelMenu:
        detail::panel(p, option.rect, t.menuBackground, t.border, popupRadius());
        return true;
    case QStyle::PE_FrameMenu: return true;
    case QStyle::PE_PanelTipLabel:
        detail::panel(p, option.rect, t.toastBackground, t.scheme == Scheme::HighContrast ? t.border : t.toastBackground,
                      0);
        return true;
    case QStyle::PE_Frame:
        if (widget != nullptr && widget->inherits("QComboBoxPrivateContainer")) {
            detail::panel(p, option.rect, t.menuBackground, t.border, popupRadius());
        } else {
            const QColor ground = option.palette.color(QPalette::Base);
            detail::panel(p, option.rect, ground, t.border, 4);
            if (option.state.testFlag(QStyle::State_HasFocus)) {
                detail::focusRing(p, option.rect, 4);
            }
        }
        return true;
    case QStyle::PE_FrameFocusRect: detail::focusRing(p, option.rect); return true;
    case QStyle::PE_FrameTabWidget:
        p->fillRect(QRect(option.rect.left(), option.rect.top(), option.rect.width(), 1), t.separator);
        return true;
    case QStyle::PE_FrameGroupBox:
        detail::panel(p, option.rect, t.cardBackground, t.separator, Tokens::kRadiusLarge);
        return true;
    case QStyle::PE_FrameTabBarBase:
    case QStyle::PE_FrameStatusBarItem:
    case QStyle::PE_PanelMenuBar:
    case QStyle::PE_PanelItemViewRow: return true;
    default: return false;
    }
}

// Qt centres the icon and then puts the text to the far left of it.
void labelFromTheRight(const QStyleOptionButton& button, QPainter* p) {
    constexpr int kGap = 4;
    const QSize side = button.iconSize;
    const QRect words = button.fontMetrics.boundingRect(button.rect, Qt::TextShowMnemonic, button.text);
    const int width = std::min(side.width() + kGap + words.width(), button.rect.width());
    const int right = button.rect.center().x() + width / 2;
    const bool enabled = button.state.testFlag(QStyle::State_Enabled);
    button.icon.paint(p, QRect(QPoint(right - side.width() + 1, button.rect.center().y() - side.height() / 2 + 1), side), Qt::AlignCenter,
                      enabled ? QIcon::Normal : QIcon::Disabled);
    p->setPen(button.palette.color(QPalette::ButtonText));
    const QRect left(button.rect.left(), button.rect.top(), right - side.width() - kGap - button.rect.left() + 1, button.rect.height());
    p->drawText(left, Qt::AlignVCenter | Qt::AlignRight | Qt::AlignAbsolute | Qt::TextHideMnemonic, button.text);
}

// The row is painted already: what is left is check box, icon and text, in the colour that suits the soft selection.
QStyleOptionViewItem contentsOnly(const QStyleOptionViewItem& item) {
    QStyleOptionViewItem copy(item);
    if (item.state.testFlag(QStyle::State_Selected)) {
        for (const auto group : {QPalette::Active, QPalette::Inactive}) {
            copy.palette.setColor(group, QPalette::Text, Tokens::current().selectionText);
        }
    }
    // Open would show an unfolded branch's icon as switched on.
    copy.state &= ~(QStyle::State_Selected | QStyle::State_MouseOver | QStyle::State_HasFocus | QStyle::State_Open);
    return copy;
}

} // namespace

void TributaryStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                   const QWidget* widget) const {
    if (element == PE_PanelButtonCommand) {
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            detail::buttonPanel(*button, painter, widget);
            return;
        }
    }
    if (element == PE_PanelButtonTool) {
        detail::toolButtonPanel(*option, painter);
        return;
    }
    if (element == PE_PanelItemViewItem) {
        if (const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option)) {
            detail::rowPanel(*item, painter);
            return;
        }
    }
    if (indicator(element, *option, painter) || frame(element, *option, painter, widget)) {
        return;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void TributaryStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                                 const QWidget* widget) const {
    const Tokens& t = Tokens::current();
    switch (element) {
    case CE_PushButtonLabel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            QStyleOptionButton copy(*button);
            copy.palette.setColor(QPalette::ButtonText, detail::buttonTextColor(*button, widget));
            copy.state.setFlag(State_HasFocus, false);
            if (copy.direction == Qt::RightToLeft && !copy.icon.isNull() && !copy.text.isEmpty())
                return labelFromTheRight(copy, painter);
            return QProxyStyle::drawControl(element, &copy, painter, widget);
        }
        break;
    case CE_PushButton:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            proxy()->drawPrimitive(PE_PanelButtonCommand, button, painter, widget);
            QStyleOptionButton label(*button);
            label.rect = button->rect.adjusted(4, 0, -4, 0);
            return proxy()->drawControl(CE_PushButtonLabel, &label, painter, widget);
        }
        break;
    case CE_CheckBox:
    case CE_RadioButton:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            QStyleOptionButton part(*button);
            const bool check = element == CE_CheckBox;
            part.rect = subElementRect(check ? SE_CheckBoxIndicator : SE_RadioButtonIndicator, button, widget);
            proxy()->drawPrimitive(check ? PE_IndicatorCheckBox : PE_IndicatorRadioButton, &part, painter, widget);
            part.rect = subElementRect(check ? SE_CheckBoxContents : SE_RadioButtonContents, button, widget);
            return proxy()->drawControl(check ? CE_CheckBoxLabel : CE_RadioButtonLabel, &part, painter, widget);
        }
        break;
    case CE_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
            return detail::menuItem(*item, painter);
        }
        break;
    case CE_MenuBarItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
            painter->fillRect(item->rect, t.windowBackground);
            return detail::menuBarItem(*item, painter, *this);
        }
        break;
    case CE_MenuBarEmptyArea:
    case CE_ToolBar: return painter->fillRect(option->rect, option->palette.color(QPalette::Window));
    case CE_ProgressBarLabel:
    case CE_SizeGrip: return;
    case CE_ProgressBarGroove:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option)) {
            return detail::progressGroove(*bar, painter);
        }
        break;
    case CE_ProgressBarContents:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option)) {
            const bool busy = bar->minimum == bar->maximum;
            return detail::progressContents(*bar, painter, busy ? busyPhase(widget, m_animated) : 0.0);
        }
        break;
    case CE_Splitter: return painter->fillRect(option->rect, t.separator);
    case CE_HeaderSection:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            return detail::headerSection(*header, painter);
        }
        break;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, option->palette.color(QPalette::Base));
        return painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), t.separator);
    case CE_TabBarTabShape:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
            return detail::tabShape(*tab, painter);
        }
        break;
    case CE_ShapedFrame:
        if (const auto* shaped = qstyleoption_cast<const QStyleOptionFrame*>(option)) {
            const QPoint middle = shaped->rect.center();
            if (shaped->frameShape == QFrame::HLine) {
                return painter->fillRect(QRect(shaped->rect.left(), middle.y(), shaped->rect.width(), 1), t.separator);
            }
            if (shaped->frameShape == QFrame::VLine) {
                return painter->fillRect(QRect(middle.x(), shaped->rect.top(), 1, shaped->rect.height()), t.separator);
            }
        }
        break;
    case CE_ItemViewItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option)) {
            detail::rowPanel(*item, painter);
            const QStyleOptionViewItem copy = contentsOnly(*item);
            return QProxyStyle::drawControl(element, &copy, painter, widget);
        }
        break;
    default: break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void TributaryStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                        const QWidget* widget) const {
    switch (control) {
    case CC_ScrollBar:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
            return detail::scrollBar(*bar, painter, *this, widget);
        }
        break;
    case CC_ComboBox:
        if (const auto* box = qstyleoption_cast<const QStyleOptionComboBox*>(option)) {
            return detail::comboBox(*box, painter, *this, widget);
        }
        break;
    case CC_SpinBox:
        if (const auto* box = qstyleoption_cast<const QStyleOptionSpinBox*>(option)) {
            return detail::spinBox(*box, painter, *this, widget);
        }
        break;
    case CC_Slider:
        if (const auto* line = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
            return detail::slider(*line, painter, *this, widget);
        }
        break;
    default: break;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

} // namespace tributary::ui
