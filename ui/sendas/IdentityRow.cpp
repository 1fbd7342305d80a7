// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sendas/IdentityRow.h"

#include "ui/sendas/IdentityText.h"
#include "ui/style/Icons.h"
#include "ui/widgets/Breakable.h"
#include "ui/widgets/ManagedMark.h"
#include "ui/widgets/RoleLabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QResizeEvent>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

namespace {
constexpr int kGlyph = 16;
} // namespace

IdentityRow::IdentityRow(QWidget* parent) : Card(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceL, Tokens::kSpaceM, Tokens::kSpaceM, Tokens::kSpaceM);
    column->setSpacing(Tokens::kSpaceXs);
    auto* first = new QHBoxLayout;
    first->setSpacing(Tokens::kSpaceXs);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    m_address = new ElidedLabel({}, ColorRole::Text, TextSize::Strong, this);
    m_details = new ElidedLabel({}, ColorRole::Secondary, TextSize::Normal, this);
    texts->addWidget(m_address);
    texts->addWidget(m_details);
    m_more = new ElidedLabel({}, ColorRole::Secondary, TextSize::Normal, this);
    texts->addWidget(m_more);
    first->addLayout(texts, 1);
    m_verify = addButton(QStringLiteral("certificate"), "verifyIdentity");
    m_verify->setIcon(icon(QStringLiteral("certificate"), ColorRole::Accent));
    m_default = addButton(QStringLiteral("star"), "makeDefault");
    m_edit = addButton(QStringLiteral("edit"), "editIdentity");
    m_remove = addButton(QStringLiteral("remove"), "removeIdentity");
    for (QToolButton* button : {m_verify, m_default, m_edit, m_remove})
        first->addWidget(button, 0, Qt::AlignTop);
    column->addLayout(first);
    m_state = new ElidedLabel({}, ColorRole::Secondary, TextSize::Small, this);
    m_state->setObjectName(QStringLiteral("identityState"));
    column->addWidget(m_state);
    m_held = new RoleLabel({}, ColorRole::Warning, TextSize::Small, this);
    m_held->setObjectName(QStringLiteral("identityHeld"));
    m_held->setWordWrap(true);
    column->addWidget(m_held);
    leaveRoomForIcon();
    connect(m_verify, &QToolButton::clicked, this, &IdentityRow::verifyRequested);
    connect(m_default, &QToolButton::clicked, this, &IdentityRow::defaultRequested);
    connect(m_edit, &QToolButton::clicked, this, &IdentityRow::editRequested);
    connect(m_remove, &QToolButton::clicked, this, &IdentityRow::removeRequested);
}

void IdentityRow::lock() {
    for (QToolButton* button : {m_edit, m_remove})
        ManagedMark::lock(button);
    m_isLocked = true;
}

QToolButton* IdentityRow::addButton(const QString& iconName, const char* name) {
    auto* button = new QToolButton(this);
    button->setIcon(icon(iconName));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setObjectName(QString::fromLatin1(name));
    return button;
}

void IdentityRow::name(QToolButton* button, const QString& toolTip, const QString& accessibleName) {
    button->setToolTip(toolTip);
    button->setAccessibleName(accessibleName);
}

void IdentityRow::show(const model::Identity& identity, const QList<model::Account>& accounts) {
    const auto mine = std::find_if(accounts.begin(), accounts.end(), [&](const model::Account& one) { return one.id == identity.account; });
    const model::Account account = mine == accounts.end() ? model::Account() : *mine;
    setBarColor(Tokens::current().accountColor(account.colour));
    m_address->setText(identity.address);
    m_details->setText((identity.displayName.isEmpty() ? tr("No name") : identity.displayName) + QStringLiteral("  ·  ") + accountTitle(account));
    const QString replies = identity.replyTo.isEmpty() ? tr("Replies come to this address") : tr("Replies go to %1").arg(identity.replyTo);
    m_more->setText(replies + QStringLiteral("  ·  ") + signatureLine(identity));
    const ProofState state = proofState(identity, accounts);
    m_state->setText(state.text);
    m_stateIcon = state.icon;
    m_stateRole = state.role;
    const QString holding = holdingAddress(identity, accounts);
    m_held->setText(tr("Nothing is sent as this address until %1 is verified.").arg(breakable(holding)));
    m_held->setVisible(!holding.isEmpty());
    makeRoomForHeld();
    showButtons(identity, holding, state.text);
}

void IdentityRow::showButtons(const model::Identity& identity, const QString& holding, const QString& state) {
    m_verify->setVisible(!holding.isEmpty());
    name(m_verify, tr("Verify %1: enter the code that was mailed to it").arg(holding), tr("Verify %1").arg(holding));
    m_default->setIcon(identity.isDefault ? icon(QStringLiteral("star-filled"), ColorRole::Flag) : icon(QStringLiteral("star")));
    const QString isDefault = tr("New messages of this account are sent as this address");
    const QString makeDefault = tr("Make this the default address of its account");
    name(m_default, identity.isDefault ? isDefault : makeDefault, (identity.isDefault ? tr("%1 is the default address") : tr("Make %1 the default address")).arg(identity.address));
    name(m_edit, m_isLocked ? ManagedMark::words() : tr("Edit"), tr("Edit %1").arg(identity.address));
    name(m_remove, m_isLocked ? ManagedMark::words() : tr("Remove"), tr("Remove %1").arg(identity.address));
    setAccessibleName(identity.address + QStringLiteral(", ") + state);
    update();
}

void IdentityRow::leaveRoomForIcon() {
    const int lead = kGlyph + Tokens::kSpaceXs;
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    for (RoleLabel* label : {static_cast<RoleLabel*>(m_state), m_held})
        label->setContentsMargins(mirrored ? 0 : lead, 0, mirrored ? lead : 0, 0);
}

/// A scroll area that has enough room at first does not ask a row again how high its wrapped words are.
void IdentityRow::makeRoomForHeld() {
    const QMargins margins = layout()->contentsMargins();
    m_held->setMinimumHeight(0); // it counts in heightForWidth()
    m_held->setMinimumHeight(m_held->isHidden() ? 0 : m_held->heightForWidth(contentsRect().width() - margins.left() - margins.right()));
}

void IdentityRow::resizeEvent(QResizeEvent* event) {
    Card::resizeEvent(event);
    if (event->oldSize().width() != width())
        makeRoomForHeld();
}

void IdentityRow::changeEvent(QEvent* event) {
    Card::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange)
        leaveRoomForIcon();
}

void IdentityRow::paintEvent(QPaintEvent* event) {
    Card::paintEvent(event);
    QPainter painter(this);
    const QRect words = m_state->geometry();
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const QRect place(mirrored ? words.right() + 1 - kGlyph : words.left(), words.top() + (words.height() - kGlyph) / 2, kGlyph, kGlyph);
    paintIcon(painter, place, m_stateIcon, Tokens::current().color(m_stateRole));
}

} // namespace tributary::ui
