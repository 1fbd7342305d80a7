// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/MailboxChoice.h"

#include "ui/models/FilterText.h"
#include "ui/models/MailboxNames.h"
#include "ui/style/Icons.h"

#include <QSignalBlocker>

#include <algorithm>

namespace tributary::ui {

MailboxChoice::MailboxChoice(QWidget* parent) : QComboBox(parent) {
    setObjectName(QStringLiteral("mailboxChoice"));
    setAccessibleName(tr("Mailbox"));
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(18);
    setMaxVisibleItems(20);
    fill({});
}

void MailboxChoice::setMailboxes(const QList<model::Mailbox>& mailboxes) {
    m_mailboxes.clear();
    for (const model::Mailbox& one : mailboxes) {
        if (one.selectable && one.allows('i'))
            m_mailboxes.append(one);
    }
    std::sort(m_mailboxes.begin(), m_mailboxes.end(), model::mailboxLess);
    m_known = true;
    fill(name());
}

void MailboxChoice::fill(const QString& chosen) {
    const QSignalBlocker quiet(this);
    clear();
    addItem(tr("Choose a mailbox"), QString());
    for (const model::Mailbox& one : std::as_const(m_mailboxes))
        addItem(icon(mailboxIcon(one.specialUse)), one.specialUse == model::SpecialUse::None ? one.name : mailboxTitle(one), one.name);
    const bool isInbox = chosen.compare(QLatin1StringView("INBOX"), Qt::CaseInsensitive) == 0; // in any case (RFC 9051 5.1)
    int row = isInbox ? findData(chosen, Qt::UserRole, Qt::MatchFixedString) : findData(chosen);
    if (row < 0) {
        addItem(icon(QStringLiteral("warning")), m_known ? tr("%1 (not there any more)").arg(mailboxPathTitle(chosen)) : mailboxPathTitle(chosen), chosen);
        row = count() - 1;
    }
    setCurrentIndex(row);
}

void MailboxChoice::setName(const QString& name) { fill(name); }

QString MailboxChoice::name() const { return currentData().toString(); }

} // namespace tributary::ui
