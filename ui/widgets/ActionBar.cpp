// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ActionBar.h"

#include "ui/style/Tokens.h"

#include <QAction>
#include <QHBoxLayout>
#include <QRegularExpression>
#include <QToolButton>

namespace tributary::ui {

namespace {

// The button follows its action; the words on it are those of the menu, without the mnemonic.
void name(QToolButton& button, const QAction& action) {
    static const QRegularExpression mnemonic(QStringLiteral("\\(&.\\)")); // as in "アーカイブ(&A)"
    QString text = action.text().remove(mnemonic).remove(u'&');
    text.remove(QChar(0x2026)); // …
    button.setAccessibleName(text);
    const QString keys = action.shortcut().toString(QKeySequence::NativeText);
    button.setToolTip(keys.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, keys));
    button.setVisible(action.isVisible());
}

} // namespace

ActionBar::ActionBar(QWidget* parent) : QWidget(parent), m_row(new QHBoxLayout(this)) {
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(2);
}

QToolButton* ActionBar::add(QAction* action) {
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setObjectName(QStringLiteral("bar-") + action->objectName());
    m_row->addWidget(button);
    name(*button, *action);
    connect(action, &QAction::changed, button, [button, action] { name(*button, *action); });
    return button;
}

void ActionBar::addGap() { m_row->addSpacing(Tokens::kSpaceS); }
void ActionBar::addStretch() { m_row->addStretch(1); }

} // namespace tributary::ui
