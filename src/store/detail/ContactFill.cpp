// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/ContactFill.h"

#include "store/detail/MailboxTable.h"
#include "store/detail/RowCodec.h"
#include "store/detail/SeenSenders.h"

#include <QSet>

#include <optional>

namespace tributary::store::detail {

namespace {

constexpr qint64 kStep = 500;

/// The row to go on from, downwards; none: all is done.
std::optional<qint64> begin(Connection& connection) {
    Query fact = connection.query("SELECT value FROM store_fact WHERE name = 'contacts_unfilled'");
    return fact.step() ? std::optional(fact.integer(0)) : std::nullopt;
}

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
    const std::optional<qint64> from = begin(connection);
    if (!from)
        return false;
    const QSet<MailboxId> mailboxes = mailboxesOfSenders(connection);
    SeenSenders senders;
    qint64 looked = 0;
    qint64 next = 0;
    {
        Query query = connection.query("SELECT id, mailbox_id, from_addresses, date_ms FROM message WHERE id <= ? ORDER BY id DESC LIMIT ?");
        query.add(*from).add(kStep);
        for (; query.step(); ++looked) {
            next = query.integer(0) - 1;
            if (mailboxes.contains(MailboxId(query.integer(1))))
                senders.add(decodeAddresses(query.text(2)), query.integer(3));
        }
    }
    senders.write(connection, clock.utcNow().toMSecsSinceEpoch());
    if (looked == kStep && next > 0) {
        connection.query("UPDATE store_fact SET value = ? WHERE name = 'contacts_unfilled'").add(next).run();
        return true;
    }
    connection.query("DELETE FROM store_fact WHERE name = 'contacts_unfilled'").run();
    return false;
}

} // namespace tributary::store::detail
