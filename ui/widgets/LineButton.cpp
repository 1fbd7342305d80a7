// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/LineButton.h"

#include "ui/style/Icons.h"
#include "ui/style/Tokens.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOptionButton>

#include <algorithm>

namespace tributary::ui {

namespace {
constexpr int kLineGlyph = 14;
constexpr int kLeastWidth = 80;
} // namespace

LineButton::LineButton(const QString& iconName, QWidget* parent) : QPushButton(parent), m_icon(iconName) {
    setAutoDefault(false);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void LineButton::setLine(const QString& line) {
    m_line = line;
    setAccessibleName(line);
    updateGeometry();
    update();
}

QSize LineButton::sizeHint() const {
    const QFontMetrics metrics(Tokens::secondaryFont(font()));
    return {kLineGlyph + Tokens::kSpaceXs + metrics.horizontalAdvance(m_line) + 1, std::max(kLineGlyph, metrics.height()) + 4};
}

QSize LineButton::minimumSizeHint() const { return {std::min(kLeastWidth, sizeHint().width()), sizeHint().height()}; }

void LineButton::paintEvent(QPaintEvent* /*event*/) {
    const Tokens& t = Tokens::current();
    QStyleOptionButton option;
    initStyleOption(&option);
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    QFont small = Tokens::secondaryFont(font());
    small.setUnderline(underMouse());
    p.setFont(small);
    const QRect glyph(0, (height() - kLineGlyph) / 2, kLineGlyph, kLineGlyph);
    paintIcon(p, QStyle::visualRect(layoutDirection(), rect(), glyph), m_icon, t.accent);
    const QRect words = QStyle::visualRect(layoutDirection(), rect(), rect().adjusted(kLineGlyph + Tokens::kSpaceXs, 0, 0, 0));
    p.setPen(t.accent);
    p.drawText(words, static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | Qt::AlignVCenter | Qt::TextSingleLine,
               p.fontMetrics().elidedText(m_line, Qt::ElideRight, words.width()));
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        p.setPen(QPen(t.accent, Tokens::kFocusRing));
        p.setBrush(Qt::NoBrush);
        p.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), Tokens::kRadius / 2.0, Tokens::kRadius / 2.0);
    }
}

} // namespace tributary::ui
