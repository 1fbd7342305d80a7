// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/CacheWalk.h"

#include "store/detail/AccountTable.h"
#include "store/detail/CacheBudget.h"
#include "store/detail/MailboxTable.h"
#include "store/detail/QuotaTable.h"

#include <vector>

namespace tributary::store::detail {

namespace {

/// The mailboxes in sight, then for each account what is put aside.
struct Places {
    QList<MailboxUse> all;
    QHash<qint64, qsizetype> ofMailbox, asideOf; ///< where in all, by mailbox id and by account id
    std::vector<char> gives;                     ///< as all: its server gives bodies again
};

Places placesOf(Connection& connection) {
    Places places;
    MailboxTable mailboxes(connection);
    for (const model::Account& account : AccountTable(connection).all()) {
        for (const model::Mailbox& mailbox : mailboxes.all(account.id)) {
            places.ofMailbox.insert(mailbox.id.value, places.all.size());
            places.gives.push_back(account.protocol == model::Protocol::Imap && mailbox.specialUse != model::SpecialUse::Drafts);
            places.all.append({account.id, mailbox.id, mailbox.name, mailbox.specialUse});
        }
        places.asideOf.insert(account.id.value, places.all.size());
        places.gives.push_back(0);
        places.all.append({account.id, {}, {}, model::SpecialUse::None});
    }
    return places;
}

/// A bit for each body that was counted: rows that share one are few, bodies may be millions.
class Counted {
  public:
    explicit Counted(qint64 highest) : m_bits(static_cast<std::size_t>(highest) + 1) {}
    [[nodiscard]] bool isFirst(qint64 raw) {
        const auto at = static_cast<std::size_t>(raw);
        if (at >= m_bits.size() || m_bits[at])
            return false;
        m_bits[at] = true;
        return true;
    }

  private:
    std::vector<bool> m_bits;
};

} // namespace

CacheUse loadCacheUse(Connection& connection) {
    Places places = placesOf(connection);
    Counted counted(connection.value("SELECT coalesce(max(id), 0) FROM raw"));
    // In the table's order: an index over mailboxes would jump to each row.
    Query row = connection.query("SELECT account_id, mailbox_id, uid, raw_id, raw_size FROM message NOT INDEXED ORDER BY id");
    while (row.step()) {
        const auto known = places.ofMailbox.constFind(row.integer(1));
        const qsizetype at = known != places.ofMailbox.constEnd() ? *known : places.asideOf.value(row.integer(0), -1);
        if (at < 0)
            continue; // of an account that is being removed
        MailboxUse& use = places.all[at];
        ++use.messages;
        const qint64 raw = row.integer(3);
        if (raw == 0 || !counted.isFirst(raw))
            continue;
        use.bytes += row.integer(4);
        if (row.integer(2) > 0 && places.gives[static_cast<std::size_t>(at)])
            use.refetchable += row.integer(4);
    }
    CacheUse use;
    use.mailboxes = std::move(places.all);
    use.mailboxes.removeIf([](const MailboxUse& one) { return !one.mailbox.isValid() && one.messages == 0; });
    BudgetFacts facts(connection);
    use.total = facts.usedBytes();
    use.free = facts.freeBytes();
    use.budget = facts.budget();
    use.quotas = QuotaTable(connection).all();
    return use;
}

} // namespace tributary::store::detail
