// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/RowCanvas.h"

#include "ui/style/Icons.h"

#include <QFontMetrics>
#include <QStyle>

#include <algorithm>

namespace tributary::ui {

QRect RowCanvas::at(const QRect& rect) const { return QStyle::visualRect(m_direction, m_frame, rect); }

void RowCanvas::text(const QRect& rect, const QFont& font, const QColor& colour, const QString& text, Qt::Alignment side) const {
    m_painter.setFont(font);
    m_painter.setPen(colour);
    m_painter.setLayoutDirection(Qt::LayoutDirectionAuto);
    const Qt::Alignment seen = QStyle::visualAlignment(m_direction, side) | Qt::AlignAbsolute | Qt::AlignVCenter;
    m_painter.drawText(at(rect), static_cast<int>(seen), QFontMetrics(font).elidedText(text, Qt::ElideRight, std::max(0, rect.width())));
}

void RowCanvas::icon(const QRect& rect, const QString& name, const QColor& colour) const { paintIcon(m_painter, at(rect), name, colour); }

} // namespace tributary::ui
