// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/NewMailboxName.h"

#include "imap/MailboxName.h"

#include <algorithm>

namespace tributary::sync {

using namespace Qt::Literals::StringLiterals;

Result<NewMailboxName> newMailboxName(const QList<model::Mailbox>& mailboxes, const QString& name) {
    NewMailboxName made;
    made.delimiter = mailboxes.isEmpty() ? '/' : mailboxes.constFirst().delimiter;
    const auto isInbox = [](const model::Mailbox& m) { return m.specialUse == model::SpecialUse::Inbox; };
    const bool below = mailboxes.size() > 1 && std::all_of(mailboxes.begin(), mailboxes.end(), [&](const model::Mailbox& m) {
        return isInbox(m) || m.owner != model::NamespaceKind::Personal || m.name.startsWith("INBOX/"_L1);
    });
    made.name = below && !name.startsWith("INBOX/"_L1) ? u"INBOX/"_s + name : name;
    TRY(made.wireName, imap::encodeMailboxName(made.name, made.delimiter));
    const bool taken = std::any_of(mailboxes.begin(), mailboxes.end(), [&](const model::Mailbox& m) {
        return m.wireName == made.wireName || (isInbox(m) && made.wireName.compare("INBOX", Qt::CaseInsensitive) == 0);
    });
    if (taken)
        return failure(ErrorKind::InvalidInput, ErrorCode::AlreadyExists, made.name);
    return made;
}

} // namespace tributary::sync
