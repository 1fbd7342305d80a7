// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Scope.h"

namespace tributary::model {

bool isNamed(const Mailbox& mailbox, const QString& name) {
    const auto same = [&](const QString& candidate) { return candidate.compare(name, Qt::CaseInsensitive) == 0; };
    const QLatin1StringView use = specialUseName(mailbox.specialUse);
    return same(mailbox.name) || same(mailbox.name.section(u'/', -1)) || (!use.isEmpty() && same(QString(use)));
}

bool isInScope(const Mailbox& mailbox, const MessageQuery& query, bool namesMailbox) {
    if (query.account && mailbox.account != *query.account)
        return false;
    if (query.view == View::Mailbox)
        return !query.mailbox || mailbox.id == *query.mailbox;
    if (query.view == View::Inbox)
        return mailbox.specialUse == SpecialUse::Inbox;
    return namesMailbox || (mailbox.specialUse != SpecialUse::Junk && mailbox.specialUse != SpecialUse::Trash);
}

} // namespace tributary::model
