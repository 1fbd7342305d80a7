// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/SieveStateTable.h"

#include "store/detail/ErrorColumns.h"
#include "store/detail/Rows.h"

namespace tributary::store::detail {

namespace {

SieveRecord sieveRecordFrom(const Query& row) {
    SieveRecord record;
    record.isWanted = row.flag(0);
    record.offer = static_cast<SieveOffer>(row.small(1));
    record.host = row.text(2);
    record.port = static_cast<quint16>(row.small(3));
    record.allowedHost = row.text(4);
    record.extensions = row.text(5).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    if (row.flag(7))
        record.activeSeen = row.text(6).toUtf8();
    const QByteArrayList other = row.text(8).toUtf8().split('\n'); // no name has a line end (RFC 5804 1.6)
    record.otherScript = other.constFirst();
    record.otherStops = other.indexOf(QByteArray("stop"), 1) > 0;
    record.otherAnswers = other.indexOf(QByteArray("vacation"), 1) > 0;
    record.otherCopies = other.indexOf(QByteArray("redirect"), 1) > 0;
    for (const QString& hash : row.text(9).split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        record.putHashes.append(hash.toLatin1());
    record.putScript = row.blob(10);
    record.putMs = row.integer(11);
    record.isBehind = row.flag(12);
    record.checkedMs = row.integer(13);
    if (row.integer(14) >= 0)
        record.conflict = static_cast<SieveConflict>(row.small(14));
    record.conflictName = row.text(15).toUtf8();
    record.conflictText = row.blob(16);
    record.error = errorFrom(row, 17);
    record.errorLine = row.small(21);
    record.errorScript = row.blob(22);
    record.errorMs = row.integer(23);
    record.revision = row.integer(24);
    record.triedMs = row.integer(25);
    return record;
}

} // namespace

SieveRecord SieveStateTable::load(AccountId account) {
    Query query = m_connection.query("SELECT is_wanted, offer, host, port, allowed_host, extensions, active_seen, was_looked_at, other_script, put_hashes, put_script, put_ms, "
                                     "is_behind, checked_ms, conflict, conflict_name, conflict_text, error_kind, error_code, server_text, error_detail, error_line, "
                                     "error_script, error_ms, revision, tried_ms FROM sieve_state WHERE account_id = ?");
    SieveRecord record = firstRow(query.add(account), sieveRecordFrom).value_or(SieveRecord());
    record.account = account;
    return record;
}

void SieveStateTable::save(const SieveRecord& record) {
    const QString extensions = record.extensions.join(QLatin1Char('\n'));
    const QString active = QString::fromUtf8(record.activeSeen.value_or(QByteArray()));
    const QByteArray otherWords = QByteArray(record.otherStops ? "\nstop" : "") + (record.otherAnswers ? "\nvacation" : "") + (record.otherCopies ? "\nredirect" : "");
    const QString other = QString::fromUtf8(QByteArray(record.otherScript + otherWords));
    const QString hashes = QString::fromLatin1(record.putHashes.join('\n'));
    const QString conflictName = QString::fromUtf8(record.conflictName);
    Query query = m_connection.query(
        "INSERT OR REPLACE INTO sieve_state (account_id, is_wanted, offer, host, port, allowed_host, extensions, active_seen, was_looked_at, other_script, put_hashes, "
        "put_script, put_ms, is_behind, checked_ms, conflict, conflict_name, conflict_text, error_kind, error_code, server_text, error_detail, error_line, error_script, "
        "error_ms, revision, tried_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    query.add(record.account).add(qint64(record.isWanted)).add(qint64(record.offer)).add(record.host).add(qint64(record.port)).add(record.allowedHost).add(extensions)
        .add(active).add(qint64(record.activeSeen.has_value())).add(other).add(hashes).add(record.putScript).add(record.putMs).add(qint64(record.isBehind))
        .add(record.checkedMs).add(record.conflict ? qint64(*record.conflict) : -1).add(conflictName).add(record.conflictText);
    bindError(query, record.error);
    query.add(qint64(record.errorLine)).add(record.errorScript).add(record.errorMs).add(record.revision).add(record.triedMs).run();
}

void SieveStateTable::setBehind(AccountId account) {
    m_connection.query("INSERT INTO sieve_state (account_id, is_behind, revision) VALUES (?, 1, 1) ON CONFLICT DO UPDATE SET is_behind = 1, revision = revision + 1, error_kind = ''")
        .add(account).run();
}

void SieveStateTable::setWanted(AccountId account, bool wanted) {
    setBehind(account);
    m_connection.query("UPDATE sieve_state SET is_wanted = ?2 WHERE account_id = ?1").add(account).add(qint64(wanted)).run();
}

void SieveStateTable::forgetServer(AccountId account) {
    const SieveRecord saved = load(account);
    SieveRecord fresh;
    fresh.account = account;
    fresh.isWanted = saved.isWanted;
    fresh.revision = saved.revision + 1; // a visit under way is to the old one
    fresh.isBehind = true;
    save(fresh);
}

bool SieveStateTable::saveUnlessOld(SieveRecord record) {
    const SieveRecord saved = load(record.account);
    const bool isOld = record.revision != saved.revision;
    if (isOld) // the user may have said otherwise
        record.isWanted = saved.isWanted;
    record.revision = saved.revision;
    record.isBehind = record.isBehind || isOld;
    save(record);
    return !isOld;
}

} // namespace tributary::store::detail
