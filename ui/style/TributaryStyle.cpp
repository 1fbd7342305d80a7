// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/TributaryStyle.h"

#include "ui/style/Icons.h"
#include "ui/style/Tokens.h"
#include "ui/style/detail/Compositor.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>
#include <QFrame>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>

#include <algorithm>

namespace tributary::ui {

namespace {

bool takesTheWheel(const QObject* object) { return qobject_cast<const QComboBox*>(object) != nullptr || qobject_cast<const QAbstractSpinBox*>(object) != nullptr; }

} // namespace

TributaryStyle::TributaryStyle() : QProxyStyle(QStringLiteral("fusion")) {
    setObjectName(QStringLiteral("tributary"));
}

QPalette TributaryStyle::standardPalette() const { return Tokens::current().palette(); }

void TributaryStyle::polish(QPalette& palette) { palette = Tokens::current().palette(); }

void TributaryStyle::polish(QWidget* widget) {
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton*>(widget) != nullptr || qobject_cast<QComboBox*>(widget) != nullptr ||
        qobject_cast<QLineEdit*>(widget) != nullptr || qobject_cast<QScrollBar*>(widget) != nullptr ||
        qobject_cast<QTabBar*>(widget) != nullptr || qobject_cast<QHeaderView*>(widget) != nullptr) {
        widget->setAttribute(Qt::WA_Hover);
    }
    if (auto* view = qobject_cast<QAbstractItemView*>(widget)) {
        if (!view->property("keepFrame").toBool()) {
            view->setFrameShape(QFrame::NoFrame);
        }
        view->viewport()->setAttribute(Qt::WA_Hover);
        if (view->parentWidget() != nullptr && view->parentWidget()->inherits("QComboBoxPrivateContainer")) {
            view->viewport()->setAutoFillBackground(false); // the container's round panel shows through
        }
    }
    if (takesTheWheel(widget)) {
        widget->installEventFilter(this);
        if (widget->focusPolicy() == Qt::WheelFocus) // a page that is scrolled below the pointer keeps the keyboard where it is
            widget->setFocusPolicy(Qt::StrongFocus);
    }
    const bool popup = qobject_cast<QMenu*>(widget) != nullptr || widget->inherits("QComboBoxPrivateContainer");
    if (popup) {
        // Round corners need a window that can be clear outside them.
        widget->setWindowFlag(Qt::FramelessWindowHint);
        widget->setWindowFlag(Qt::NoDropShadowWindowHint);
        widget->setAttribute(Qt::WA_TranslucentBackground, detail::hasCompositor());
    }
}

void TributaryStyle::unpolish(QWidget* widget) {
    if (takesTheWheel(widget))
        widget->removeEventFilter(this);
    QProxyStyle::unpolish(widget);
}

bool TributaryStyle::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Wheel && takesTheWheel(watched)) {
        event->ignore(); // on to the page
        return true;
    }
    return QProxyStyle::eventFilter(watched, event);
}

int TributaryStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    const Tokens& t = Tokens::current();
    switch (metric) {
    case PM_DefaultFrameWidth:
        // Text panes: room for the focus ring and the round corners outside the viewport.
        if (widget != nullptr && (widget->inherits("QTextEdit") || widget->inherits("QPlainTextEdit"))) {
            return 3;
        }
        return 1;
    case PM_ScrollBarExtent: return 14;
    case PM_ScrollBarSliderMin: return 36;
    case PM_SplitterWidth: return 1;
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin: return Tokens::kSpaceL;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing: return Tokens::kSpaceS;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return 18;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing: return Tokens::kSpaceS;
    case PM_SmallIconSize:
    case PM_ListViewIconSize:
    case PM_ButtonIconSize: return t.iconSize;
    case PM_ToolBarIconSize: return t.toolIconSize;
    case PM_ToolBarItemSpacing: return Tokens::kSpaceXs;
    case PM_ToolBarItemMargin: return Tokens::kSpaceXs;
    case PM_ToolBarFrameWidth: return 0;
    case PM_ToolTipLabelFrameWidth: return 6;
    case PM_MenuPanelWidth: return 1;
    case PM_MenuHMargin:
    case PM_MenuVMargin: return 5;
    case PM_MenuBarPanelWidth: return 0;
    case PM_MenuBarVMargin: return 2;
    case PM_MenuBarHMargin: return 6;
    case PM_MenuBarItemSpacing: return 2;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical: return 0;
    case PM_HeaderMargin: return Tokens::kSpaceS;
    case PM_SliderThickness:
    case PM_SliderControlThickness:
    case PM_SliderLength: return 20;
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarBaseOverlap: return 0;
    case PM_ScrollView_ScrollBarOverlap:
    case PM_ScrollView_ScrollBarSpacing: return 0;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int TributaryStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                              QStyleHintReturn* data) const {
    switch (hint) {
    case SH_Widget_Animation_Duration: return m_animated ? Tokens::kMotionMs : 0;
    case SH_EtchDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_ComboBox_Popup:
    case SH_UnderlineShortcut:
    case SH_ScrollView_FrameOnlyAroundContents:
    case SH_TitleBar_NoBorder: return 0;
    case SH_ItemView_ShowDecorationSelected: return 1;
    case SH_ToolTipLabel_Opacity: return 255;
    case SH_ToolTip_WakeUpDelay: return 500;
    case SH_Menu_SubMenuPopupDelay: return 120;
    case SH_Splitter_OpaqueResize: return 1;
    case SH_Menu_Mask:
    case SH_ToolTip_Mask: return 0;
    default: return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QIcon TributaryStyle::standardIcon(StandardPixmap pixmap, const QStyleOption* option, const QWidget* widget) const {
    switch (pixmap) {
    case SP_LineEditClearButton:
    case SP_DialogCloseButton:
    case SP_TitleBarCloseButton: return icon(QStringLiteral("close"));
    case SP_MessageBoxInformation: return icon(QStringLiteral("info"), ColorRole::Accent);
    case SP_MessageBoxQuestion: return icon(QStringLiteral("help"), ColorRole::Accent);
    case SP_MessageBoxWarning: return icon(QStringLiteral("warning"), ColorRole::Warning);
    case SP_MessageBoxCritical: return icon(QStringLiteral("error"), ColorRole::Danger);
    case SP_ToolBarHorizontalExtensionButton:
    case SP_ToolBarVerticalExtensionButton: return icon(QStringLiteral("more"));
    case SP_BrowserReload: return icon(QStringLiteral("refresh"));
    case SP_DirIcon:
    case SP_DirClosedIcon:
    case SP_DirOpenIcon: return icon(QStringLiteral("mailbox"));
    case SP_FileIcon: return icon(QStringLiteral("document"));
    default: return QProxyStyle::standardIcon(pixmap, option, widget);
    }
}

} // namespace tributary::ui
