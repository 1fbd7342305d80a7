// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/AskedBodies.h"

#include "sync/BodyFetch.h"
#include "sync/MailboxSync.h"

namespace tributary::sync {

Status fetchAskedBodies(SyncContext& context, connect::ImapConnection& connection) {
    TRY(const auto asked, context.reader.askedBodies(context.account.id));
    for (const store::WantedBody& wanted : asked) {
        TRY(const model::Mailbox mailbox, context.reader.mailbox(wanted.mailbox));
        MailboxSync sync(context, connection, mailbox);
        TRY(const bool fits, sync.select());
        if (!fits)
            continue;
        BodyFetch fetch(context, connection, sync.selected(), mailbox.id);
        TRY_STATUS(fetch.fetchWhole(wanted));
        if (fetch.stored() == 0) // the server does not give it: asking again and again helps nobody
            TRY_STATUS(context.store.dropAskedBody(wanted.id));
    }
    return {};
}

} // namespace tributary::sync
