// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/ArrivalTable.h"

#include "store/detail/FilterTable.h"
#include "store/detail/KeptReason.h"
#include "store/detail/Rows.h"
#include "store/detail/VacationTable.h"

#include <QCryptographicHash>

#include <algorithm>

namespace tributary::store::detail {

namespace {

constexpr qint64 kKnownWhileArrivingMs = 10LL * 60'000; ///< so long after another row of a message may its row in INBOX be listed as one that has arrived

/// Without an id of the server's and without a Message-ID more is compared, as Adoption does.
qint64 arrivalHash(const PreparedMessage& prepared) {
    const NewMessage& message = prepared.message;
    if (!message.emailId.isEmpty())
        return ledgerHash({"email-id", message.emailId});
    const QByteArray second = QByteArray::number(message.internalDateMs / 1000);
    if (!message.messageIdHeader.isEmpty())
        return ledgerHash({"message-id", message.messageIdHeader, QByteArray::number(message.size), second});
    return ledgerHash({"envelope", QByteArray::fromStdString(prepared.subject), QByteArray::fromStdString(prepared.from),
                       QByteArray::number(message.dateMs), QByteArray::number(message.size), second});
}

} // namespace

qint64 ledgerHash(const QByteArrayList& parts) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArray& part : parts) {
        hash.addData(QByteArray(QByteArray::number(part.size()) + ':'));
        hash.addData(part);
    }
    const QByteArray digest = hash.result();
    quint64 value = 0;
    for (int i = 0; i < 8; ++i)
        value = value << 8 | static_cast<quint8>(digest[i]);
    return static_cast<qint64>(value);
}

std::optional<qint64> ArrivalTable::wantedSince(AccountId account) {
    const auto filters = FilterTable(m_connection).earliestSince(account);
    const auto vacation = VacationTable(m_connection).onSince(account);
    if (!vacation)
        return filters;
    return std::min(filters.value_or(*vacation), *vacation - kServerClockMs);
}

void ArrivalTable::add(AccountId account, MailboxId mailbox, qint64 row, const PreparedMessage& message, qint64 nowMs) {
    if (message.message.emailId.isEmpty() ? isElsewhere(account, row, message.message) : wasElsewhere(account, row, message.message, nowMs))
        return;
    const int before = m_connection.totalChanges();
    m_connection.query("INSERT OR IGNORE INTO arrival_seen (account_id, hash, seen_ms) VALUES (?, ?, ?)")
        .add(account).add(arrivalHash(message)).add(nowMs).run();
    if (m_connection.totalChanges() == before)
        return;
    m_connection.query("INSERT INTO arrival (message_id, account_id, mailbox_id, queued_ms) VALUES (?, ?, ?, ?)")
        .add(row).add(account).add(mailbox).add(nowMs).run();
}

/// Found by the Date field, which the index has. Gmail's All Mail has everything that INBOX has, Starred and Important may; where a filter at the server
/// copies to, there is what has just come; a copy in Sent is of what was sent: it has another size. What
/// another client's filter copies before INBOX is listed is taken for what lay there.
bool ArrivalTable::isElsewhere(AccountId account, qint64 row, const NewMessage& message) {
    if (message.messageIdHeader.isEmpty() || message.dateMs == 0)
        return false;
    const qint64 second = message.internalDateMs / 1000 * 1000;
    Query query = m_connection.query("SELECT 1 FROM message m JOIN mailbox b ON b.id = m.mailbox_id WHERE m.account_id = ? AND m.date_ms = ? AND m.id <> ? "
                                     "AND m.message_id_header = ? AND m.size = ? AND m.internal_date_ms BETWEEN ? AND ? AND b.special_use NOT IN ('all', 'flagged', 'important') "
                                     "AND NOT EXISTS (SELECT 1 FROM filter f JOIN filter_action a ON a.filter_id = f.id JOIN server_span s ON s.account_id = f.account_id AND s.filter_id = f.id "
                                     "WHERE f.account_id = m.account_id AND a.verb = ? AND a.target = b.name AND s.copies = 1 AND (s.until_ms = 0 OR s.until_ms > ?)) LIMIT 1");
    return query.add(account).add(message.dateMs).add(row).add(message.messageIdHeader).add(message.size).add(second).add(second + 999)
        .add(qint64(model::FilterVerb::Copy)).add(message.internalDateMs).step();
}

/// By the server's id (RFC 8474), which tells copies of one message from others that look like it: what a filter of whoever's files while it arrives
/// is listed within minutes of it, in whatever mailbox first; what has lain elsewhere for longer was moved, or labelled, into INBOX.
bool ArrivalTable::wasElsewhere(AccountId account, qint64 row, const NewMessage& message, qint64 nowMs) {
    Query query = m_connection.query("SELECT 1 FROM message WHERE account_id = ? AND email_id = ? AND email_id <> x'' AND id <> ? AND known_ms < ? LIMIT 1");
    return query.add(account).add(message.emailId).add(row).add(nowMs - kKnownWhileArrivingMs).step();
}

bool ArrivalTable::take(MessageId message) {
    const int before = m_connection.totalChanges();
    m_connection.query("DELETE FROM arrival WHERE message_id = ?").add(message).run();
    return m_connection.totalChanges() != before;
}

void ArrivalTable::setAsked(MessageId message, qint64 nowMs) {
    m_connection.query("UPDATE arrival SET asked_ms = ? WHERE message_id = ?").add(nowMs).add(message).run();
}

QList<Arrival> ArrivalTable::some(AccountId account, MessageId after, int limit) {
    Query query = m_connection.query("SELECT message_id, account_id, mailbox_id, queued_ms, asked_ms FROM arrival a WHERE account_id = ? AND message_id > ? AND NOT EXISTS "
                                     "(SELECT 1 FROM kept_message k WHERE k.message_id = a.message_id AND k.reason IN (?, ?)) ORDER BY message_id LIMIT ?");
    return allRows(query.add(account).add(after).add(qint64(KeptReason::Reset)).add(qint64(KeptReason::Vanished)).add(qint64(limit)), [](const Query& row) {
        return Arrival{MessageId(row.integer(0)), AccountId(row.integer(1)), MailboxId(row.integer(2)), row.integer(3), row.integer(4)};
    });
}

int ArrivalTable::count(AccountId account) {
    Query query = m_connection.query("SELECT count(*) FROM arrival WHERE account_id = ?");
    return firstRow(query.add(account), [](const Query& row) { return row.small(0); }).value_or(0);
}

void ArrivalTable::forgetSeen(qint64 beforeMs) { m_connection.query("DELETE FROM arrival_seen WHERE seen_ms < ?").add(beforeMs).run(); }

} // namespace tributary::store::detail
