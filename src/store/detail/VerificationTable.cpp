// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/VerificationTable.h"

#include "model/Address.h"
#include "store/detail/Rows.h"

#include <algorithm>

namespace tributary::store::detail {

namespace {

using model::VerificationPurpose;
using model::VerificationTarget;

#define VERIFICATION_COLUMNS                                                                                                          \
    "SELECT id, account_id, address, purpose, salt, digest, tries_left, made_ms, expires_ms, boot, boot_ms, message_id_header, outbox_id " \
    "FROM verification "

constexpr qint64 kMailHourMs = 3'600'000;
constexpr qint64 kMailDayMs = 24 * kMailHourMs;
/// Clocks are corrected by seconds all the time.
constexpr qint64 kToleratedMs = 60'000;
constexpr qint64 kLifeMs = std::chrono::milliseconds(model::kCodeLife).count();

QString keyOf(const QString& address) { return address.trimmed().toLower(); }

VerificationRow rowFrom(const Query& query) {
    VerificationRow row;
    row.id = query.integer(0);
    row.target = {AccountId(query.integer(1)), query.text(2), query.small(3) == 0 ? VerificationPurpose::ReplyTo : VerificationPurpose::Sender};
    row.salt = query.blob(4);
    row.digest = query.blob(5);
    row.triesLeft = query.small(6);
    row.madeMs = query.integer(7);
    row.expiresMs = query.integer(8);
    row.left = {query.blob(9), query.integer(10)};
    row.messageIdHeader = query.blob(11);
    row.outbox = OutboxId(query.integer(12));
    return row;
}

/// When the next may follow `times` (newest first), of which `most` are allowed within `span`; 0: now.
qint64 freeAt(const QList<qint64>& times, int most, qint64 spanMs, qint64 nowMs) {
    if (times.size() < most)
        return 0;
    const qint64 free = times.at(most - 1) + spanMs;
    return free > nowMs ? free : 0;
}

} // namespace

std::optional<VerificationRow> VerificationTable::find(const VerificationTarget& target) {
    Query query = m_connection.query(VERIFICATION_COLUMNS "WHERE account_id = ? AND address = ? AND purpose = ?");
    return firstRow(query.add(target.account).add(keyOf(target.address)).add(qint64(target.purpose)), rowFrom);
}

std::optional<VerificationRow> VerificationTable::ofMail(OutboxId mail) {
    Query query = m_connection.query(VERIFICATION_COLUMNS "WHERE outbox_id = ?");
    return firstRow(query.add(mail), rowFrom);
}

QList<VerificationRow> VerificationTable::ofAccount(AccountId account) {
    Query query = m_connection.query(VERIFICATION_COLUMNS "WHERE account_id = ? ORDER BY id");
    return allRows(query.add(account), rowFrom);
}

void VerificationTable::insert(const VerificationRow& row) {
    const QString address = keyOf(row.target.address);
    const QString mailbox = model::mailboxKey(row.target.address);
    m_connection.query("INSERT OR REPLACE INTO verification (account_id, address, mailbox_key, purpose, salt, digest, tries_left, made_ms, message_id_header, "
                       "outbox_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .add(row.target.account).add(address).add(mailbox).add(qint64(row.target.purpose)).add(row.salt).add(row.digest).add(qint64(row.triesLeft))
        .add(row.madeMs).add(row.messageIdHeader).add(row.outbox).run();
}

void VerificationTable::setTriesLeft(qint64 id, int triesLeft) {
    m_connection.query("UPDATE verification SET tries_left = ? WHERE id = ?").add(qint64(triesLeft)).add(id).run();
}

void VerificationTable::erase(qint64 id) { m_connection.query("DELETE FROM verification WHERE id = ?").add(id).run(); }

void VerificationTable::left(const VerificationRow& row, qint64 nowMs, const BootTime& boot) {
    m_connection.query("UPDATE verification SET expires_ms = ?, boot = ?, boot_ms = ? WHERE id = ?")
        .add(nowMs + kLifeMs).add(boot.boot).add(boot.sinceMs).add(row.id).run();
    m_connection.query("INSERT OR REPLACE INTO verification_mail (mailbox_key, outbox_id, sent_ms) VALUES (?, ?, ?)")
        .add(model::mailboxKey(row.target.address)).add(row.outbox).add(nowMs).run();
    m_connection.query("DELETE FROM verification_mail WHERE sent_ms < ?").add(nowMs - 30 * kMailDayMs).run();
}

qint64 VerificationTable::nextMailMs(const VerificationTarget& target, qint64 nowMs) {
    const QString mailbox = model::mailboxKey(target.address);
    const QString address = keyOf(target.address);
    Query sent = m_connection.query("SELECT min(sent_ms, ?2) FROM verification_mail WHERE mailbox_key = ?1 AND sent_ms > ?2 - ?3 ORDER BY 1 DESC");
    QList<qint64> times = allRows(sent.add(mailbox).add(nowMs).add(kMailDayMs), [](const Query& row) { return row.integer(0); });
    Query waiting = m_connection.query("SELECT count(*) FROM verification v WHERE v.mailbox_key = ?1 AND v.expires_ms = 0 AND NOT (v.account_id = ?2 AND v.purpose = ?3 AND v.address = ?4) "
                                       "AND EXISTS (SELECT 1 FROM outbox o WHERE o.id = v.outbox_id)");
    const auto others = firstRow(waiting.add(mailbox).add(target.account).add(qint64(target.purpose)).add(address), [](const Query& row) { return row.small(0); });
    for (int i = 0; i < others.value_or(0); ++i)
        times.prepend(nowMs);
    return std::max(freeAt(times, model::kCodeMailsAnHour, kMailHourMs, nowMs), freeAt(times, model::kCodeMailsADay, kMailDayMs, nowMs));
}

bool VerificationTable::isOver(const VerificationRow& row, qint64 nowMs, const BootTime& boot) {
    if (row.expiresMs == 0)
        return false;
    const bool sameBoot = !boot.boot.isEmpty() && boot.boot == row.left.boot;
    return nowMs >= row.expiresMs || (sameBoot && boot.sinceMs - row.left.sinceMs >= kLifeMs) || nowMs + kToleratedMs < latestMs();
}

qint64 VerificationTable::latestMs() {
    Query query = m_connection.query("SELECT value FROM store_fact WHERE name = 'verification_clock'");
    return query.step() ? query.integer(0) : 0;
}

void VerificationTable::settleClock(qint64 nowMs) {
    const qint64 latest = latestMs();
    const bool wasSetBack = nowMs + kToleratedMs < latest;
    if (wasSetBack) {
        m_connection.query("UPDATE verification SET expires_ms = 1 WHERE expires_ms <> 0").run();
        m_connection.query("UPDATE verification_mail SET sent_ms = ?1 WHERE sent_ms > ?1").add(nowMs).run();
    }
    if (wasSetBack || nowMs > latest)
        m_connection.query("INSERT OR REPLACE INTO store_fact (name, value) VALUES ('verification_clock', ?)").add(nowMs).run();
}

} // namespace tributary::store::detail
