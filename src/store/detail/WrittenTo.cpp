// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/WrittenTo.h"

#include "store/detail/FillProgress.h"
#include "store/detail/MailboxTable.h"
#include "store/detail/RowCodec.h"

#include <QSet>

#include <optional>

namespace tributary::store::detail {

namespace {

QSet<MailboxId> sentMailboxes(Connection& connection) {
    QSet<MailboxId> all;
    for (const model::Mailbox& mailbox : MailboxTable(connection).all(std::nullopt)) {
        if (mailbox.specialUse == model::SpecialUse::Sent)
            all.insert(mailbox.id);
    }
    return all;
}

} // namespace

void WrittenTo::add(const model::AddressList& addressees) {
    Query query = m_connection.query("INSERT OR IGNORE INTO written_to (address) VALUES (?)");
    for (const model::Address& one : addressees) {
        if (one.addrSpec.contains(u'@'))
            query.again().add(model::mailboxKey(one.addrSpec)).run();
    }
}

bool WrittenTo::contains(const QString& address) {
    Query query = m_connection.query("SELECT 1 FROM written_to WHERE address = ?");
    return query.add(model::mailboxKey(address)).step();
}

bool fillSomeWritten(Connection& connection) {
    FillProgress progress(connection, "written_unfilled");
    const std::optional<qint64> from = progress.from();
    if (!from)
        return false;
    const QSet<MailboxId> sent = sentMailboxes(connection);
    model::AddressList addressees;
    qint64 looked = 0;
    qint64 next = 0;
    {
        Query query = connection.query("SELECT id, mailbox_id, to_addresses, cc_addresses FROM message WHERE id <= ? ORDER BY id DESC LIMIT ?");
        query.add(*from).add(FillProgress::kStep);
        for (; query.step(); ++looked) {
            next = query.integer(0) - 1;
            if (sent.contains(MailboxId(query.integer(1))))
                addressees += decodeAddresses(query.text(2)) + decodeAddresses(query.text(3));
        }
    }
    WrittenTo(connection).add(addressees);
    return progress.stepped(looked, next);
}

} // namespace tributary::store::detail
