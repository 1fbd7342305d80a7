// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/ScopeEdits.h"

#include "store/detail/CacheBudget.h"
#include "store/detail/Pop3Table.h"

namespace tributary::store::detail {

namespace {

constexpr qint64 kScopeStep = 500; ///< messages looked at in one transaction

constexpr const char* kOlder =
    "SELECT m.id, m.uid > 0 AND m.internal_date_ms > 0 AND m.internal_date_ms < ?3 AND b.doomed = 0 "
    "AND NOT EXISTS (SELECT 1 FROM draft d WHERE d.copy_id = m.id) AND NOT EXISTS (SELECT 1 FROM kept_message k WHERE k.message_id = m.id) "
    "AND NOT EXISTS (SELECT 1 FROM flag_push p WHERE p.message_id = m.id) AND NOT EXISTS (SELECT 1 FROM move_push p WHERE p.message_id = m.id "
    "OR p.origin_id = m.id) AND NOT EXISTS (SELECT 1 FROM append_push p WHERE p.message_id = m.id) "
    "FROM message m JOIN mailbox b ON b.id = m.mailbox_id WHERE m.account_id = ?1 AND m.id >= ?2 ORDER BY m.id LIMIT ?4";

} // namespace

void ScopeEdits::changed(const model::Account& before, const model::Account& after) {
    const bool differs = before.syncSince != after.syncSince || before.fetch.unreadOnly != after.fetch.unreadOnly ||
                         before.fetch.flaggedOnly != after.fetch.flaggedOnly;
    if (differs && after.protocol == model::Protocol::Imap) {
        m_session.connection.query("UPDATE mailbox SET list_complete = 0, synced = 0 WHERE account_id = ? AND doomed = 0").add(after.id).run();
        m_session.changes.append(model::MailboxesChanged{after.id});
    } else if (differs) {
        Pop3Table(m_session.connection).forgetLeft(after.id);
    }
    if (before.fetch.bodyDays != after.fetch.bodyDays) {
        constexpr qint64 kDay = 24LL * 3600 * 1000;
        const qint64 since = after.fetch.bodyDays > 0 ? m_session.nowMs - after.fetch.bodyDays * kDay : 0;
        m_session.connection
            .query("UPDATE message SET body_wanted = iif(internal_date_ms < ?2, 0, iif(internal_date_ms <= ?4 AND ?4 > 0, 2, 1)) "
                   "WHERE account_id = ?1 AND body_state <> ?3 AND uid > 0")
            .add(after.id).add(since).add(qint64(model::BodyState::Whole)).add(BudgetFacts(m_session.connection).floorMs()).run();
    }
}

std::optional<qint64> ScopeEdits::dropSome(AccountId account, qint64 beforeMs, qint64 fromId) {
    WriteTables tables(m_session);
    QList<qint64> old;
    qint64 last = 0;
    int seen = 0;
    {
        Query row = m_session.connection.query(kOlder);
        row.add(account).add(fromId).add(beforeMs).add(kScopeStep);
        for (; row.step(); ++seen) {
            last = row.integer(0);
            if (row.flag(1))
                old.append(last);
        }
    }
    for (const qint64 id : std::as_const(old)) {
        if (const auto row = tables.messages.row(id))
            tables.erase(*row);
    }
    tables.finish();
    return seen == kScopeStep ? std::optional(last + 1) : std::nullopt;
}

} // namespace tributary::store::detail
