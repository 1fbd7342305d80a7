// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/RoleLabel.h"

#include "ui/style/Theme.h"

#include <QApplication>
#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

namespace tributary::ui {

RoleLabel::RoleLabel(const QString& text, ColorRole role, TextSize size, QWidget* parent)
    : QLabel(text, parent), m_role(role), m_size(size) {
    setTextFormat(Qt::PlainText);
    // A label that is not shown yet hears of no palette change.
    if (const Theme* theme = Theme::instance()) {
        connect(theme, &Theme::schemeChanged, this, &RoleLabel::restyle);
    }
    restyle();
    alignToLayout();
}

void RoleLabel::setRole(ColorRole role) {
    m_role = role;
    restyle();
}

void RoleLabel::setTextSize(TextSize size) {
    m_size = size;
    restyle();
}

void RoleLabel::changeEvent(QEvent* event) {
    QLabel::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange) {
        alignToLayout();
    }
    if (!m_restyling && (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationFontChange)) {
        restyle();
    }
}

// QLabel goes by the direction of its text: an address would stand at the wrong edge of a mirrored window.
void RoleLabel::alignToLayout() {
    if (alignment().testFlag(Qt::AlignHCenter)) {
        return;
    }
    const Qt::Alignment across =
        layoutDirection() == Qt::RightToLeft ? Qt::AlignRight | Qt::AlignAbsolute : Qt::Alignment(Qt::AlignLeft);
    setAlignment(across | (alignment() & Qt::AlignVertical_Mask));
}

void RoleLabel::restyle() {
    m_restyling = true; // setPalette and setFont come back as change events
    QPalette colors = palette();
    const QColor color = Tokens::current().color(m_role);
    if (colors.color(QPalette::WindowText) != color) {
        colors.setColor(QPalette::WindowText, color);
        colors.setColor(QPalette::Text, color);
        colors.setColor(QPalette::Disabled, QPalette::WindowText, Tokens::current().disabledText);
        setPalette(colors);
    }
    const QFont base = QApplication::font();
    switch (m_size) {
    case TextSize::Normal: break;
    case TextSize::Small: setFont(Tokens::secondaryFont(base)); break;
    case TextSize::Strong: setFont(Tokens::strongFont(base)); break;
    case TextSize::Title: setFont(Tokens::titleFont(base)); break;
    }
    m_restyling = false;
}

ElidedLabel::ElidedLabel(const QString& text, ColorRole role, TextSize size, QWidget* parent)
    : RoleLabel(text, role, size, parent) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode) {
    m_mode = mode;
    update();
}

QString ElidedLabel::shown() const {
    return fontMetrics().elidedText(text().simplified(), m_mode, contentsRect().width());
}

bool ElidedLabel::isElided() const { return shown() != text().simplified(); }

QSize ElidedLabel::minimumSizeHint() const {
    return {fontMetrics().horizontalAdvance(QStringLiteral("m...")), fontMetrics().height()};
}

void ElidedLabel::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::WindowText));
    const auto align = QStyle::visualAlignment(layoutDirection(), alignment());
    painter.drawText(contentsRect(), static_cast<int>(align) | Qt::TextSingleLine, shown());
}

bool ElidedLabel::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty()) {
        if (isElided()) {
            QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text().toHtmlEscaped(), this);
        }
        return true;
    }
    return RoleLabel::event(event);
}

} // namespace tributary::ui
