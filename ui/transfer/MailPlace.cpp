// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/MailPlace.h"

#include "ui/models/MailboxNames.h"

#include <QComboBox>

namespace tributary::ui {

MailPlace::MailPlace(engine::Engine& engine, QComboBox* accounts, QComboBox* mailboxes, const QString& all)
    : QObject(accounts), m_engine(engine), m_accounts(accounts), m_mailboxes(mailboxes), m_all(all) {
    for (const model::AccountSnapshot& snapshot : m_engine.accounts())
        m_accounts->addItem(snapshot.account.email, snapshot.account.id.value);
    connect(m_accounts, &QComboBox::currentIndexChanged, this, &MailPlace::followAccount);
    followAccount();
}

AccountId MailPlace::account() const { return AccountId(m_accounts->currentData().toLongLong()); }

QString MailPlace::mailbox() const {
    const QString text = m_mailboxes->currentText().trimmed();
    const int row = m_mailboxes->findText(text, Qt::MatchExactly | Qt::MatchCaseSensitive);
    return row < 0 ? text : m_mailboxes->itemData(row).toString(); // no such row: a name that the user gives
}

QString MailPlace::title() const { return m_mailboxes->currentText().trimmed(); }

void MailPlace::followAccount() {
    m_engine.loadMailboxes(account(), this, [this, asked = account()](const Result<QList<model::Mailbox>>& mailboxes) {
        if (!mailboxes || asked != account())
            return;
        m_mailboxes->clear();
        if (!m_all.isEmpty())
            m_mailboxes->addItem(m_all, QString());
        for (const model::Mailbox& mailbox : *mailboxes) {
            if (mailbox.selectable)
                m_mailboxes->addItem(mailbox.specialUse == model::SpecialUse::Inbox ? mailboxTitle(mailbox) : mailbox.name, mailbox.name);
        }
    });
}

} // namespace tributary::ui
