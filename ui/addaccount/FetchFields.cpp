// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/addaccount/FetchFields.h"

#include "model/MailboxGlobs.h"
#include "ui/models/MailboxNames.h"
#include "ui/style/Icons.h"
#include "ui/widgets/FormRow.h"
#include "ui/widgets/ManagedMark.h"
#include "ui/widgets/RoleLabel.h"
#include "ui/widgets/Switch.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDate>
#include <QHBoxLayout>
#include <QListWidget>
#include <QLocale>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

FetchFields::FetchFields(const model::Account& account, QWidget* parent)
    : QWidget(parent), m_isImap(account.protocol == model::Protocol::Imap), m_globs(account.mailboxGlobs) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Tokens::kSpaceM);
    makeSince(column, account.syncSince);
    if (m_isImap)
        makeImap(column, account);
    else
        makePop3(column, account.fetch);
}

void FetchFields::makeSince(QVBoxLayout* column, const QDate& since) {
    m_since = new QComboBox(this);
    m_since->setObjectName(QStringLiteral("since"));
    if (since.isValid())
        m_since->addItem(tr("Mail since %1").arg(QLocale().toString(since, QLocale::ShortFormat)), since);
    m_since->addItem(tr("All mail"), QDate());
    const QDate today = QDate::currentDate();
    m_since->addItem(tr("Mail of the last month"), today.addMonths(-1));
    m_since->addItem(tr("Mail of the last six months"), today.addMonths(-6));
    m_since->addItem(tr("Mail of the last year"), today.addMonths(-12));
    m_since->addItem(tr("Mail of the last five years"), today.addMonths(-60));
    auto* row = new FormRow(tr("&Download"), m_since, this);
    row->setHint(m_isImap ? tr("Older mail stays on the server, where it can be searched. With a later date it leaves this computer.")
                          : tr("Older mail stays on the server. What is here already stays here."));
    column->addWidget(row);
}

void FetchFields::lockSince() { ManagedMark::lock(m_since); }

void FetchFields::makeImap(QVBoxLayout* column, const model::Account& account) {
    m_bodies = new QComboBox(this);
    m_bodies->setObjectName(QStringLiteral("bodyDays"));
    for (const auto& [text, days] : {std::pair{tr("All of it"), 0}, {tr("Of the last 30 days"), 30}, {tr("Of the last 90 days"), 90},
                                     {tr("Of the last year"), 365}})
        m_bodies->addItem(text, days);
    if (m_bodies->findData(account.fetch.bodyDays) < 0)
        m_bodies->addItem(tr("Of the last %Ln day(s)", nullptr, account.fetch.bodyDays), account.fetch.bodyDays);
    m_bodies->setCurrentIndex(m_bodies->findData(account.fetch.bodyDays));
    auto* row = new FormRow(tr("&Texts and attachments"), m_bodies, this);
    row->setHint(tr("Of other messages the list is kept; the rest comes when you open them."));
    column->addWidget(row);
    auto* kinds = new QHBoxLayout;
    m_unread = new QCheckBox(tr("Only &unread mail"), this);
    m_unread->setObjectName(QStringLiteral("unreadOnly"));
    m_unread->setChecked(account.fetch.unreadOnly);
    m_flagged = new QCheckBox(tr("Only f&lagged mail"), this);
    m_flagged->setObjectName(QStringLiteral("flaggedOnly"));
    m_flagged->setChecked(account.fetch.flaggedOnly);
    kinds->addWidget(m_unread);
    kinds->addWidget(m_flagged);
    kinds->addStretch();
    column->addLayout(kinds);
    m_all = new Switch(tr("All mailboxes"), this);
    m_all->setObjectName(QStringLiteral("allMailboxes"));
    m_all->setChecked(m_globs.isEmpty());
    column->addWidget(m_all);
    m_mailboxes = new QListWidget(this);
    m_mailboxes->setObjectName(QStringLiteral("mailboxes"));
    m_mailboxes->setAccessibleName(tr("Mailboxes that are downloaded"));
    m_mailboxes->setMaximumHeight(8 * fontMetrics().height());
    m_mailboxes->setVisible(!m_globs.isEmpty());
    column->addWidget(m_mailboxes);
    connect(m_all, &QCheckBox::toggled, m_mailboxes, &QWidget::setHidden);
}

void FetchFields::makePop3(QVBoxLayout* column, const model::FetchSettings& fetch) {
    auto* hint = new RoleLabel(tr("POP3 brings new mail into this computer's inbox. What you read, move or delete here does not change the server, "
                                  "and other devices do not see it."), ColorRole::Secondary, TextSize::Small, this);
    hint->setWordWrap(true);
    column->addWidget(hint);
    m_leave = new QComboBox(this);
    m_leave->setObjectName(QStringLiteral("leave"));
    m_leave->addItem(tr("Stays there"), static_cast<int>(model::LeaveOnServer::Always));
    m_leave->addItem(tr("Is deleted there after some days"), static_cast<int>(model::LeaveOnServer::Days));
    m_leave->addItem(tr("Is deleted there once it is here"), static_cast<int>(model::LeaveOnServer::Never));
    m_leave->setCurrentIndex(m_leave->findData(static_cast<int>(fetch.leave)));
    m_leaveRow = new FormRow(tr("Mail &on the server"), m_leave, this);
    m_leaveDays = new QSpinBox(this);
    m_leaveDays->setObjectName(QStringLiteral("leaveDays"));
    m_leaveDays->setRange(1, 3650);
    m_leaveDays->setValue(std::clamp(fetch.leaveDays, 1, 3650));
    m_daysRow = new FormRow(tr("&Days"), m_leaveDays, this);
    m_poll = new QSpinBox(this);
    m_poll->setObjectName(QStringLiteral("pollMinutes"));
    m_poll->setRange(1, 1440);
    m_poll->setValue(std::clamp(fetch.pollMinutes, 1, 1440));
    auto* row = new QHBoxLayout;
    row->setSpacing(Tokens::kSpaceM);
    row->addWidget(m_leaveRow, 3);
    row->addWidget(m_daysRow, 1);
    row->addWidget(new FormRow(tr("&Look every … minutes"), m_poll, this), 2);
    column->addLayout(row);
    connect(m_leave, &QComboBox::currentIndexChanged, this, &FetchFields::followLeave);
    followLeave();
}

void FetchFields::followLeave() {
    const auto leave = static_cast<model::LeaveOnServer>(m_leave->currentData().toInt());
    m_daysRow->setEnabled(leave == model::LeaveOnServer::Days);
    m_leaveRow->setHint(leave == model::LeaveOnServer::Never ? tr("Then it is on this computer alone.") : QString());
}

void FetchFields::setMailboxes(const QList<model::Mailbox>& mailboxes) {
    if (!m_isImap)
        return;
    m_mailboxes->clear();
    for (const model::Mailbox& mailbox : mailboxes) {
        if (!mailbox.selectable)
            continue;
        auto* item = new QListWidgetItem(icon(mailboxIcon(mailbox.specialUse)), mailboxTitle(mailbox), m_mailboxes);
        item->setData(Qt::UserRole, mailbox.name);
        item->setFlags(Qt::ItemIsUserCheckable | Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        item->setCheckState(model::matchesGlobs(mailbox.name, m_globs) ? Qt::Checked : Qt::Unchecked);
    }
    m_hasMailboxes = m_mailboxes->count() > 0;
}

void FetchFields::apply(model::Account& account) const {
    account.syncSince = m_since->currentData().toDate();
    if (!m_isImap) {
        account.fetch.leave = static_cast<model::LeaveOnServer>(m_leave->currentData().toInt());
        account.fetch.leaveDays = m_leaveDays->value();
        account.fetch.pollMinutes = m_poll->value();
        return;
    }
    account.fetch.bodyDays = m_bodies->currentData().toInt();
    account.fetch.unreadOnly = m_unread->isChecked();
    account.fetch.flaggedOnly = m_flagged->isChecked();
    if (m_all->isChecked())
        account.mailboxGlobs.clear();
    if (m_all->isChecked() || !m_hasMailboxes)
        return;
    QStringList chosen;
    for (int i = 0; i < m_mailboxes->count(); ++i) {
        if (m_mailboxes->item(i)->checkState() == Qt::Checked)
            chosen.append(m_mailboxes->item(i)->data(Qt::UserRole).toString());
    }
    if (!chosen.isEmpty()) // none would mean all
        account.mailboxGlobs = chosen;
}

} // namespace tributary::ui
