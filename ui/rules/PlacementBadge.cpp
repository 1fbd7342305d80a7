// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/PlacementBadge.h"

#include "ui/style/Icons.h"
#include "ui/style/Tokens.h"

#include <QPainter>
#include <QStyle>

namespace tributary::ui {

namespace {

constexpr int kBadgeGlyph = 14;

QString badgeIcon(PlacementKind kind) {
    switch (kind) {
    case PlacementKind::Server: return QStringLiteral("cloud");
    case PlacementKind::Here: return QStringLiteral("storage");
    case PlacementKind::Off: return QStringLiteral("pause");
    case PlacementKind::Unsure:
    case PlacementKind::Invalid: return QStringLiteral("warning");
    }
    return {};
}

QColor badgeColor(PlacementKind kind) {
    const Tokens& t = Tokens::current();
    switch (kind) {
    case PlacementKind::Server: return t.success;
    case PlacementKind::Here: return t.info;
    case PlacementKind::Off: return t.secondaryText;
    case PlacementKind::Unsure: return t.warning;
    case PlacementKind::Invalid: return t.danger;
    }
    return t.text;
}

} // namespace

PlacementBadge::PlacementBadge(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed); }

void PlacementBadge::setPlacement(const PlacementWords& words) {
    m_words = words;
    setToolTip(words.reason.contains(u'<') ? words.reason.toHtmlEscaped() : words.reason);
    setAccessibleName(words.badge);
    setAccessibleDescription(words.reason);
    updateGeometry();
    update();
}

QSize PlacementBadge::sizeHint() const {
    const QFontMetrics metrics(Tokens::secondaryFont(font()));
    return {Tokens::kSpaceS + kBadgeGlyph + Tokens::kSpaceXs + metrics.horizontalAdvance(m_words.badge) + Tokens::kSpaceS, metrics.height() + 6};
}

void PlacementBadge::paintEvent(QPaintEvent* /*event*/) {
    const QColor color = badgeColor(m_words.kind);
    QColor tint = color;
    tint.setAlphaF(Tokens::current().scheme == Scheme::HighContrast ? 0.0F : 0.12F);
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(Tokens::current().scheme == Scheme::HighContrast ? QPen(color) : QPen(Qt::NoPen));
    p.setBrush(tint);
    const QRectF pill = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    p.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    const QRect glyph(Tokens::kSpaceS, (height() - kBadgeGlyph) / 2, kBadgeGlyph, kBadgeGlyph);
    paintIcon(p, QStyle::visualRect(layoutDirection(), rect(), glyph), badgeIcon(m_words.kind), color);
    const QRect words(glyph.right() + 1 + Tokens::kSpaceXs, 0, width() - glyph.right() - Tokens::kSpaceXs, height());
    p.setFont(Tokens::secondaryFont(font()));
    p.setPen(Tokens::current().text);
    p.drawText(QStyle::visualRect(layoutDirection(), rect(), words), static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | Qt::AlignVCenter, m_words.badge);
}

} // namespace tributary::ui
