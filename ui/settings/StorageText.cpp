// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/StorageText.h"

#include "ui/models/MailboxNames.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace tributary::ui {

namespace {

struct StorageWords {
    Q_DECLARE_TR_FUNCTIONS(StorageText)
};

} // namespace

QString quotaText(const model::ServerQuota& quota) {
    const QLocale locale;
    QStringList parts;
    if (quota.limitBytes)
        parts.append(StorageWords::tr("%1 of %2 on the server", "bytes").arg(sizeText(quota.usedBytes.value_or(0)), sizeText(*quota.limitBytes)));
    if (quota.limitMessages)
        parts.append(StorageWords::tr("%1 of %2 messages on the server").arg(locale.toString(quota.usedMessages.value_or(0)), locale.toString(*quota.limitMessages)));
    if (parts.isEmpty())
        parts.append(quota.usedBytes ? StorageWords::tr("%1 on the server, no limit known", "bytes").arg(sizeText(*quota.usedBytes)) : StorageWords::tr("The server names no limit"));
    return parts.join(QStringLiteral(" · "));
}

QString quotaLine(const engine::AccountStorage& account) {
    if (!account.tellsQuota)
        return StorageWords::tr("POP3 servers do not tell how much space there is");
    if (!account.quota)
        return StorageWords::tr("The server has not told how much space there is");
    return StorageWords::tr("%1 (asked %2)", "3 GB of 15 GB on the server (asked 10:42)").arg(quotaText(*account.quota), shortDate(account.quota->askedMs, QDateTime::currentDateTime()));
}

QString mailboxPath(const engine::MailboxStorage& mailbox) {
    if (mailbox.specialUse == model::SpecialUse::None)
        return mailbox.name;
    model::Mailbox special;
    special.name = mailbox.name;
    special.specialUse = mailbox.specialUse;
    return mailboxTitle(special);
}

} // namespace tributary::ui
