// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainter>
#include <QRect>
#include <QString>

namespace tributary::ui {

/// A row is laid out as if read from left to right; this paints it mirrored where the window reads from right to left. A text keeps
/// the direction of its own words ("Re: which slate?" keeps its question mark at the end) and the side of the layout.
class RowCanvas {
  public:
    RowCanvas(QPainter& painter, Qt::LayoutDirection direction, const QRect& frame)
        : m_painter(painter), m_direction(direction), m_frame(frame) {}

    [[nodiscard]] QRect at(const QRect& rect) const;
    /// One line, centred in height, elided at its end; side: Qt::AlignLeft or AlignRight as in a layout from left to right.
    void text(const QRect& rect, const QFont& font, const QColor& colour, const QString& text, Qt::Alignment side = Qt::AlignLeft) const;
    void icon(const QRect& rect, const QString& name, const QColor& colour) const;
    void rounded(const QRect& rect, qreal radius) const { m_painter.drawRoundedRect(at(rect), radius, radius); }

  private:
    QPainter& m_painter;
    Qt::LayoutDirection m_direction;
    QRect m_frame;
};

} // namespace tributary::ui
