// SPDX-License-Identifier: GPL-3.0-or-later
// The facade's part for the space that mail takes (S7).
#include "engine/Engine.h"
#include "engine/detail/EngineCore.h"

#include <algorithm>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

AccountStorage emptyStorage(const model::Account& account, const store::CacheUse& cache) {
    AccountStorage use;
    use.account = account.id;
    use.email = account.email;
    use.name = account.name.isEmpty() ? account.email : account.name;
    use.colour = account.colour;
    use.tellsQuota = account.protocol == model::Protocol::Imap;
    if (const auto quota = cache.quotas.constFind(account.id.value); quota != cache.quotas.constEnd())
        use.quota = *quota;
    return use;
}

void add(AccountStorage& account, const store::MailboxUse& mailbox) {
    account.bytes += mailbox.bytes;
    account.refetchable += mailbox.refetchable;
    account.messages += mailbox.messages;
    if (mailbox.mailbox.isValid())
        account.mailboxes.append({mailbox.mailbox, mailbox.name, mailbox.specialUse, mailbox.bytes, mailbox.messages});
    else
        account.asideBytes += mailbox.bytes;
}

Result<StorageUse> storageOf(store::Store& store) {
    TRY(const auto reader, store.makeReader());
    TRY(const QList<model::Account> accounts, reader->accounts());
    TRY(const store::CacheUse cache, reader->cacheUse());
    StorageUse use;
    QHash<qint64, qsizetype> places;
    for (const model::Account& account : accounts) {
        places.insert(account.id.value, use.accounts.size());
        use.accounts.append(emptyStorage(account, cache));
    }
    qint64 bodies = 0;
    for (const store::MailboxUse& mailbox : cache.mailboxes) {
        bodies += mailbox.bytes;
        if (const auto place = places.constFind(mailbox.account.value); place != places.constEnd())
            add(use.accounts[*place], mailbox);
    }
    use.total = cache.total;
    use.other = std::max<qint64>(0, cache.total - bodies);
    use.free = cache.free;
    use.budget = cache.budget;
    return use;
}

} // namespace

void Engine::loadStorage(QObject* context, Callback<StorageUse> done) {
    // On a thread of its own: the lists do not wait for a walk over everything.
    m_core->tasks.startDetached([profile = m_core->profile, answer = m_core->relay.bind(context, std::move(done))](const CancelToken&) { answer(storageOf(*profile->store)); });
}

void Engine::setStorageBudget(qint64 bytes, QObject* context, Callback<BudgetOutcome> done) {
    const auto answer = m_core->relay.bind(context, std::move(done));
    if (bytes != 0 && (bytes < kLeastBudget || bytes > kMostBudget))
        return answer(failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"budget"_s));
    m_core->keepBudgetFrom(bytes, answer);
}

void Engine::Core::keepBudgetFrom(qint64 bytes, const std::function<void(Result<BudgetOutcome>)>& answer) {
    tasks.startDetached([this, bytes, answer](const CancelToken& cancel) {
        if (const Status set = profile->store->setBudget(bytes); !set)
            return answer(failure(set.error()));
        relay.post([this] { cache.budgetChanged(); });
        const auto kept = profile->store->keepBudget(cancel);
        relay.post([this, isReturning = kept && kept->isReturning] {
            if (isReturning) // what was left at the servers is fetched
                wakeWorkers();
            if (m_engine)
                Q_EMIT m_engine->storageChanged();
        });
        answer(kept ? Result<BudgetOutcome>(BudgetOutcome{kept->messages, kept->bytes, kept->isOver}) : Result<BudgetOutcome>(failure(kept.error())));
    });
}

void Engine::Core::wakeWorkers() {
    for (const model::Account& account : std::as_const(m_view.accounts)) {
        if (manager.isRunning(account.id))
            manager.wakeForSync(account.id);
    }
}

} // namespace tributary::engine
