// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "model/Mailbox.h"

namespace tributary::sync {

struct NewMailboxName {
    QString name;         ///< UTF-8, '/' between levels
    QByteArray wireName;
    char delimiter = '/';
};

/// What a mailbox that is to be made is called: below INBOX where the account has all of its own there. InvalidInput/BadValue for what the
/// server's hierarchy cannot have; AlreadyExists (detail: the name).
[[nodiscard]] Result<NewMailboxName> newMailboxName(const QList<model::Mailbox>& mailboxes, const QString& name);

} // namespace tributary::sync
