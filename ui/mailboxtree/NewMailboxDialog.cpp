// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mailboxtree/NewMailboxDialog.h"

#include "ui/models/MailboxNames.h"
#include "ui/style/Icons.h"
#include "ui/widgets/FormRow.h"
#include "ui/widgets/RoleLabel.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

NewMailboxDialog::NewMailboxDialog(const QString& accountName, const QList<model::Mailbox>& mailboxes, MailboxId inside, QWidget* parent)
    : QDialog(parent), m_mailboxes(mailboxes), m_name(new QLineEdit(this)), m_inside(new QComboBox(this)) {
    setWindowTitle(tr("New mailbox"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(360);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceXl, Tokens::kSpaceL, Tokens::kSpaceXl, Tokens::kSpaceL);
    column->setSpacing(Tokens::kSpaceM);
    column->addWidget(new RoleLabel(tr("New mailbox in %1").arg(accountName), ColorRole::Text, TextSize::Title, this));
    m_name->setObjectName(QStringLiteral("newMailboxName"));
    m_nameRow = new FormRow(tr("&Name"), m_name, this);
    column->addWidget(m_nameRow);
    m_inside->addItem(tr("At the top"), QString());
    for (const model::Mailbox& mailbox : mailboxes) {
        if (!mailbox.allows('k') || mailbox.delimiter == 0)
            continue;
        m_inside->addItem(icon(mailboxIcon(mailbox.specialUse)), mailbox.specialUse == model::SpecialUse::None ? mailbox.name : mailboxTitle(mailbox), mailbox.name);
        if (mailbox.id == inside)
            m_inside->setCurrentIndex(m_inside->count() - 1);
    }
    column->addWidget(new FormRow(tr("&Inside"), m_inside, this));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_create = buttons->addButton(tr("Create"), QDialogButtonBox::AcceptRole);
    m_create->setObjectName(QStringLiteral("createMailbox"));
    m_create->setDefault(true);
    column->addWidget(buttons);
    connect(m_name, &QLineEdit::textChanged, this, &NewMailboxDialog::follow);
    connect(m_inside, &QComboBox::currentIndexChanged, this, &NewMailboxDialog::follow);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT created(wholeName());
        accept();
    });
    follow();
}

QString NewMailboxDialog::wholeName() const {
    const QString parent = m_inside->currentData().toString();
    const QString name = m_name->text().trimmed();
    return parent.isEmpty() ? name : QString(parent + QLatin1Char('/') + name);
}

void NewMailboxDialog::follow() {
    const QString name = m_name->text().trimmed();
    const QString whole = wholeName();
    const bool taken = std::any_of(m_mailboxes.begin(), m_mailboxes.end(), [&](const model::Mailbox& m) { return m.name == whole; });
    QString error;
    if (!name.isEmpty() && taken)
        error = tr("A mailbox of this name exists already");
    else if (name.contains(QLatin1Char('/')))
        error = tr("A name cannot have a slash");
    m_nameRow->setError(error);
    m_create->setEnabled(!name.isEmpty() && error.isEmpty());
}

} // namespace tributary::ui
