// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/ActionRow.h"

#include "ui/models/FilterText.h"
#include "ui/rules/MailboxChoice.h"
#include "ui/style/Icons.h"
#include "ui/widgets/RoleLabel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

using model::FilterVerb;

ActionRow::ActionRow(QWidget* parent)
    : QWidget(parent), m_verb(new QComboBox(this)), m_mailbox(new MailboxChoice(this)), m_keyword(new QLineEdit(this)), m_address(new QComboBox(this)),
      m_gap(new QWidget(this)), m_remove(new QToolButton(this)), m_error(new RoleLabel({}, ColorRole::Danger, TextSize::Small, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto* row = new QHBoxLayout;
    row->setSpacing(Tokens::kSpaceXs);
    m_verb->setObjectName(QStringLiteral("actionVerb"));
    m_verb->setAccessibleName(tr("What is done"));
    for (const FilterVerb one : filterVerbs())
        m_verb->addItem(verbTitle(one), static_cast<int>(one));
    m_mailbox->setObjectName(QStringLiteral("actionMailbox"));
    m_keyword->setObjectName(QStringLiteral("actionKeyword"));
    m_keyword->setAccessibleName(tr("Label"));
    m_keyword->setPlaceholderText(tr("one word"));
    m_address->setObjectName(QStringLiteral("actionAddress"));
    m_address->setAccessibleName(tr("Address to forward to"));
    m_address->setEditable(true);
    m_remove->setObjectName(QStringLiteral("removeAction"));
    m_remove->setIcon(icon(QStringLiteral("close")));
    m_remove->setAutoRaise(true);
    m_remove->setFocusPolicy(Qt::StrongFocus);
    m_remove->setToolTip(tr("Remove this action"));
    m_remove->setAccessibleName(m_remove->toolTip());
    row->addWidget(m_verb);
    for (QWidget* one : {static_cast<QWidget*>(m_mailbox), static_cast<QWidget*>(m_keyword), static_cast<QWidget*>(m_address), m_gap})
        row->addWidget(one, 1);
    row->addWidget(m_remove);
    column->addLayout(row);
    m_error->setObjectName(QStringLiteral("actionError"));
    m_error->setWordWrap(true);
    m_error->hide();
    column->addWidget(m_error);
    follow();
    connect(m_verb, &QComboBox::currentIndexChanged, this, [this] {
        follow();
        Q_EMIT changed();
    });
    connect(m_mailbox, &QComboBox::currentIndexChanged, this, &ActionRow::changed);
    connect(m_keyword, &QLineEdit::textEdited, this, &ActionRow::changed);
    connect(m_address, &QComboBox::currentTextChanged, this, &ActionRow::changed);
    connect(m_remove, &QToolButton::clicked, this, &ActionRow::removeRequested);
}

FilterVerb ActionRow::verb() const { return static_cast<FilterVerb>(m_verb->currentData().toInt()); }

QWidget* ActionRow::editor() const {
    switch (verb()) {
    case FilterVerb::Move:
    case FilterVerb::Copy: return m_mailbox;
    case FilterVerb::Label: return m_keyword;
    case FilterVerb::Forward: return m_address;
    default: return nullptr;
    }
}

void ActionRow::follow() {
    QWidget* const shown = editor();
    for (QWidget* one : {static_cast<QWidget*>(m_mailbox), static_cast<QWidget*>(m_keyword), static_cast<QWidget*>(m_address)})
        one->setVisible(one == shown);
    m_gap->setVisible(!shown);
}

void ActionRow::setMailboxes(const QList<model::Mailbox>& mailboxes) { m_mailbox->setMailboxes(mailboxes); }

void ActionRow::setAddresses(const QStringList& addresses) {
    const QSignalBlocker quiet(m_address);
    const QString typed = m_address->currentText();
    m_address->clear();
    m_address->addItems(addresses);
    m_address->setEditText(typed);
}

void ActionRow::setAction(const model::FilterAction& action) {
    const QSignalBlocker quiet(this);
    m_verb->setCurrentIndex(std::max(0, m_verb->findData(static_cast<int>(action.verb))));
    follow();
    if (editor() == m_mailbox)
        m_mailbox->setName(action.target);
    else if (editor() == m_keyword)
        m_keyword->setText(action.target);
    else if (editor() == m_address)
        m_address->setEditText(action.target);
}

model::FilterAction ActionRow::action() const {
    QString target;
    if (editor() == m_mailbox)
        target = m_mailbox->name();
    else if (editor() == m_keyword)
        target = m_keyword->text().trimmed();
    else if (editor() == m_address)
        target = m_address->currentText().trimmed();
    return {verb(), target};
}

void ActionRow::setError(const QString& error, bool fatal) {
    m_error->setText(error);
    m_error->setRole(fatal ? ColorRole::Danger : ColorRole::Warning);
    m_error->setVisible(!error.isEmpty());
    if (QWidget* shown = editor()) {
        shown->setProperty("invalid", !error.isEmpty() && fatal);
        shown->setAccessibleDescription(error);
        shown->update();
    }
}

void ActionRow::focusVerb() { m_verb->setFocus(); }

void ActionRow::focusTarget() { (editor() ? editor() : m_verb)->setFocus(); }

} // namespace tributary::ui
