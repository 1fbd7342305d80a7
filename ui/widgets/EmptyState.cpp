// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/EmptyState.h"

#include "ui/style/Icons.h"
#include "ui/style/Tokens.h"
#include "ui/widgets/RoleLabel.h"
#include "ui/widgets/Spinner.h"

#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace tributary::ui {

namespace {
constexpr int kDisc = 72;
constexpr int kGlyph = 32;
} // namespace

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent), m_picture(new QWidget), m_spinner(new Spinner),
      m_line(new RoleLabel(QString(), ColorRole::Text, TextSize::Strong)),
      m_hint(new RoleLabel(QString(), ColorRole::Secondary)), m_action(new QPushButton) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceXl, Tokens::kSpaceXl, Tokens::kSpaceXl, Tokens::kSpaceXl);
    column->setSpacing(Tokens::kSpaceS);
    column->addStretch(2);
    m_picture->setFixedSize(kDisc, kDisc);
    column->addWidget(m_picture, 0, Qt::AlignHCenter);
    m_spinner->setSide(28);
    m_spinner->hide();
    column->addWidget(m_spinner, 0, Qt::AlignHCenter);
    column->addSpacing(Tokens::kSpaceXs);
    for (RoleLabel* label : {m_line, m_hint}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        column->addWidget(label);
    }
    column->addSpacing(Tokens::kSpaceXs);
    column->addWidget(m_action, 0, Qt::AlignHCenter);
    column->addStretch(3);
    m_action->hide();
    m_hint->hide();
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionTriggered);
}

void EmptyState::setContent(const QString& iconName, const QString& line, const QString& hint,
                            const QString& actionText) {
    m_icon = iconName;
    m_line->setText(line);
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    m_action->setText(actionText);
    m_action->setVisible(!actionText.isEmpty());
    setAccessibleName(line);
    update();
}

void EmptyState::setBusy(bool busy) {
    m_spinner->setVisible(busy);
    m_picture->setVisible(!busy);
    update();
}

void EmptyState::paintEvent(QPaintEvent* /*event*/) {
    if (m_picture->isHidden() || m_icon.isEmpty()) {
        return;
    }
    const Tokens& t = Tokens::current();
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const QRect disc = m_picture->geometry();
    p.setPen(Qt::NoPen);
    p.setBrush(t.accentSoft);
    p.drawEllipse(disc);
    const QRect glyph(disc.center().x() - kGlyph / 2 + 1, disc.center().y() - kGlyph / 2 + 1, kGlyph, kGlyph);
    paintIcon(p, glyph, m_icon, t.accent);
}

} // namespace tributary::ui
