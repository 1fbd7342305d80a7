// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/ContactFill.h"

#include "store/detail/FillProgress.h"
#include "store/detail/MailboxTable.h"
#include "store/detail/RowCodec.h"
#include "store/detail/SeenSenders.h"

#include <QSet>

#include <optional>

namespace tributary::store::detail {

namespace {

QSet<MailboxId> mailboxesOfSenders(Connection& connection) {
    QSet<MailboxId> all;
    for (const model::Mailbox& mailbox : MailboxTable(connection).all(std::nullopt)) {
        if (SeenSenders::areFoundIn(mailbox.specialUse))
            all.insert(mailbox.id);
    }
    return all;
}

} // namespace

bool fillSomeContacts(Connection& connection, const Clock& clock) {
    FillProgress progress(connection, "contacts_unfilled");
    const std::optional<qint64> from = progress.from();
    if (!from)
        return false;
    const QSet<MailboxId> mailboxes = mailboxesOfSenders(connection);
    SeenSenders senders;
    qint64 looked = 0;
    qint64 next = 0;
    {
        Query query = connection.query("SELECT id, mailbox_id, from_addresses, date_ms FROM message WHERE id <= ? ORDER BY id DESC LIMIT ?");
        query.add(*from).add(FillProgress::kStep);
        for (; query.step(); ++looked) {
            next = query.integer(0) - 1;
            if (mailboxes.contains(MailboxId(query.integer(1))))
                senders.add(decodeAddresses(query.text(2)), query.integer(3));
        }
    }
    senders.write(connection, clock.utcNowMs());
    return progress.stepped(looked, next);
}

} // namespace tributary::store::detail
