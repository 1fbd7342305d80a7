// SPDX-License-Identifier: GPL-3.0-or-later
// Fusion with our shapes: radius 6, two-pixel accent focus ring (keyboard focus only), thin scroll bars, flat tool
// buttons, quiet item views, padded menus. Colours come from Tokens::current().
//
// Dynamic properties that widgets may set:
//   "kind" on QPushButton: "primary" (filled accent; default buttons are so too), "danger", "quiet" (no frame)
//   "invalid" on a field: red edge
//   "keepFrame" on an item view or scroll area: keep its border
// GUI thread only.
#pragma once

#include <QProxyStyle>

namespace tributary::ui {

class TributaryStyle final : public QProxyStyle {
    Q_OBJECT
  public:
    TributaryStyle();

    // False when the desktop wants no motion: SH_Widget_Animation_Duration is then 0.
    void setAnimated(bool animated) { m_animated = animated; }

    void polish(QWidget* widget) override;
    void polish(QPalette& palette) override;
    using QProxyStyle::polish;
    void unpolish(QWidget* widget) override;
    using QProxyStyle::unpolish;
    // A wheel turned over a field scrolls the page it stands on; it never changes the field.
    bool eventFilter(QObject* watched, QEvent* event) override;
    QPalette standardPalette() const override;

    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* data) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                           const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl sub,
                         const QWidget* widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const override;
    QIcon standardIcon(StandardPixmap pixmap, const QStyleOption* option, const QWidget* widget) const override;

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;

  private:
    bool m_animated = true;
};

} // namespace tributary::ui
