// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Banner.h"

#include "ui/style/Icons.h"
#include "ui/style/Tokens.h"
#include "ui/widgets/RoleLabel.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace tributary::ui {

namespace {

QColor colorOf(BannerKind kind) {
    const Tokens& t = Tokens::current();
    switch (kind) {
    case BannerKind::Info: return t.info;
    case BannerKind::Success: return t.success;
    case BannerKind::Warning: return t.warning;
    case BannerKind::Error: return t.danger;
    }
    return t.info;
}

QString iconOf(BannerKind kind) {
    switch (kind) {
    case BannerKind::Info: return QStringLiteral("info");
    case BannerKind::Success: return QStringLiteral("check");
    case BannerKind::Warning: return QStringLiteral("warning");
    case BannerKind::Error: return QStringLiteral("error");
    }
    return QStringLiteral("info");
}

constexpr int kPad = Tokens::kSpaceM;

} // namespace

Banner::Banner(BannerKind kind, const QString& text, QWidget* parent)
    : QFrame(parent), m_kind(kind), m_text(new RoleLabel(text)),
      m_words(new RoleLabel(QString(), ColorRole::Secondary, TextSize::Small)), m_more(new QPushButton(tr("Details"))),
      m_close(new QToolButton), m_actions(new QHBoxLayout) {
    auto* column = new QVBoxLayout(this);
    leaveRoomForIcon();
    column->setSpacing(2);
    auto* row = new QHBoxLayout;
    row->setSpacing(Tokens::kSpaceXs);
    m_text->setWordWrap(true);
    m_text->setMinimumHeight(Tokens::current().controlHeight);
    row->addWidget(m_text, 1);
    m_actions->setSpacing(Tokens::kSpaceXs);
    m_more->setProperty("kind", QStringLiteral("quiet"));
    m_more->setCheckable(true);
    m_more->hide();
    row->addWidget(m_more, 0, Qt::AlignTop);
    row->addLayout(m_actions);
    m_close->setIcon(icon(QStringLiteral("close")));
    m_close->setAutoRaise(true);
    m_close->setAccessibleName(tr("Close this notice"));
    m_close->setToolTip(tr("Close"));
    m_close->setFocusPolicy(Qt::TabFocus);
    m_close->hide();
    row->addWidget(m_close, 0, Qt::AlignTop);
    column->addLayout(row);
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_words->setContentsMargins(0, 0, kPad, 6);
    m_words->hide();
    column->addWidget(m_words);
    setAccessibleName(text);
    connect(m_more, &QPushButton::toggled, this, &Banner::fold);
    connect(m_close, &QToolButton::clicked, this, [this] {
        hide();
        Q_EMIT closed();
    });
}

void Banner::leaveRoomForIcon() {
    const int lead = kPad + Tokens::current().iconSize + Tokens::kSpaceS;
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    layout()->setContentsMargins(mirrored ? 6 : lead, 6, mirrored ? lead : 6, 6);
}

void Banner::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange && layout() != nullptr) {
        leaveRoomForIcon();
    }
}

void Banner::setKind(BannerKind kind) {
    m_kind = kind;
    update();
}

void Banner::setText(const QString& text) {
    m_text->setText(text);
    setAccessibleName(text);
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void Banner::setServerWords(const QString& words) {
    m_words->setText(words);
    m_more->setVisible(!words.isEmpty());
    m_more->setChecked(false);
    fold(false);
}

void Banner::fold(bool open) {
    m_words->setVisible(open && !m_words->text().isEmpty());
    m_more->setText(open ? tr("Hide details") : tr("Details"));
    updateGeometry();
}

bool Banner::isUnfolded() const { return m_more->isChecked(); }

QPushButton* Banner::addAction(const QString& text) {
    auto* button = new QPushButton(text);
    button->setAutoDefault(false);
    const bool below = m_actions->count() > 0 && m_actions->itemAt(m_actions->count() - 1)->spacerItem() != nullptr;
    m_actions->insertWidget(below ? m_actions->count() - 1 : m_actions->count(), button, 0, Qt::AlignTop);
    return button;
}

void Banner::clearActions() {
    for (int i = m_actions->count(); i-- > 0;) {
        QWidget* const widget = m_actions->itemAt(i)->widget();
        if (widget == nullptr) {
            continue; // the stretch of setActionsBelow()
        }
        delete m_actions->takeAt(i);
        widget->hide();
        widget->deleteLater(); // may be the sender of the click that clears
    }
}

void Banner::setActionsBelow() {
    auto* column = qobject_cast<QVBoxLayout*>(layout());
    column->itemAt(0)->layout()->removeItem(m_actions);
    m_actions->setParent(nullptr);
    m_actions->addStretch(1);
    column->addLayout(m_actions);
}

void Banner::setClosable(bool closable) { m_close->setVisible(closable); }

void Banner::paintEvent(QPaintEvent* /*event*/) {
    const Tokens& t = Tokens::current();
    const QColor color = colorOf(m_kind);
    QColor tint = color;
    tint.setAlphaF(t.scheme == Scheme::Light ? 0.08F : (t.scheme == Scheme::Dark ? 0.13F : 0.0F));
    QColor edge = color;
    edge.setAlphaF(t.scheme == Scheme::HighContrast ? 1.0F : 0.28F);
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(QPen(edge, 1));
    p.setBrush(tint);
    p.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Tokens::kRadius + 2, Tokens::kRadius + 2);
    const int side = t.iconSize;
    const QRect plain(kPad, 6 + (t.controlHeight - side) / 2, side, side);
    paintIcon(p, QStyle::visualRect(layoutDirection(), rect(), plain), iconOf(m_kind), color);
}

} // namespace tributary::ui
