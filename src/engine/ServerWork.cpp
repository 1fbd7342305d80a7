// SPDX-License-Identifier: GPL-3.0-or-later
// The facade's part for what is asked of a server beside the workers: a search, a body.
#include "engine/Engine.h"

#include "base/ThreadName.h"
#include "engine/detail/EngineCore.h"

#include "search/Query.h"

#include <memory>
#include <vector>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

void join(model::ServerSearchResult& all, const model::ServerSearchResult& one) {
    all.ids += one.ids;
    all.added += one.added;
    all.searched += one.searched;
    all.more = all.more || one.more;
    all.failures += one.failures;
}

/// The accounts side by side, each on a thread of its own; the caller's thread waits.
model::ServerSearchResult searchAllHere(AccountManager& manager, const QList<model::Account>& accounts, const model::MessageQuery& query,
                                        const Engine::SearchObserver& progress, const CancelToken& cancel) {
    QList<model::ServerSearchResult> results(accounts.size());
    std::vector<std::unique_ptr<QThread>> threads;
    for (qsizetype i = 0; i < accounts.size(); ++i) {
        model::ServerSearchResult& result = results[i];
        threads.emplace_back(QThread::create([&manager, &result, &query, &progress, account = accounts[i], cancel] {
            nameThread("server-search");
            result = manager.searchHere(account, query, progress, cancel);
        }));
        threads.back()->start();
    }
    model::ServerSearchResult all;
    for (std::size_t i = 0; i < threads.size(); ++i) {
        threads[i]->wait();
        join(all, results[static_cast<qsizetype>(i)]);
    }
    return all;
}

} // namespace

std::shared_ptr<Task> Engine::searchServer(const model::MessageQuery& query, QObject* context, SearchObserver progress,
                                           Callback<model::ServerSearchResult> done) {
    const auto answer = m_core->relay.bind(context, std::move(done));
    if (query.search.trimmed().isEmpty()) {
        answer(failure(ErrorKind::InvalidInput, ErrorCode::FieldMissing, u"query"_s));
        return std::make_shared<Task>();
    }
    if (const auto node = search::parseQuery(query.search, query.lastWordIsPrefix); !node) {
        answer(failure(node.error()));
        return std::make_shared<Task>();
    }
    QList<model::Account> chosen;
    model::ServerSearchResult held;
    for (const model::AccountSnapshot& snapshot : m_core->snapshots()) {
        const model::Account& account = snapshot.account;
        const bool named = query.account && *query.account == account.id;
        if (!named && (query.account || !account.enabled))
            continue;
        const std::optional<Error>& reason = snapshot.state.reason;
        if (account.protocol != model::Protocol::Imap)
            held.failures.append({account.id, {}, {ErrorKind::Refused, ErrorCode::Unsupported, {}, u"POP3 has no search"_s}});
        else if (reason && (reason->kind == ErrorKind::Auth || reason->code == ErrorCode::RefusedByPolicy)) // no knocking on a closed door (S17)
            held.failures.append({account.id, {}, *reason});
        else
            chosen.append(account);
    }
    SearchObserver observer;
    if (progress) {
        observer = [core = m_core.get(), guard = QPointer<QObject>(context), progress = std::move(progress)](const model::ServerSearchProgress& told) {
            core->relay.post([guard, progress, told] {
                if (guard)
                    progress(told);
            });
        };
    }
    return m_core->tasks.start([core = m_core.get(), query, chosen, held, observer, answer](const CancelToken& cancel) {
        model::ServerSearchResult result = searchAllHere(core->manager, chosen, query, observer, cancel);
        if (cancel.isCancelled()) {
            answer(failure(ErrorKind::Cancelled, ErrorCode::Cancelled));
            return;
        }
        join(result, held);
        answer(result);
    });
}

std::shared_ptr<Task> Engine::fetchBody(MessageId id, QObject* context, Callback<std::monostate> done) {
    const auto answer = m_core->relay.bind(context, std::move(done));
    return m_core->tasks.start([core = m_core.get(), accounts = m_core->snapshots(), id, answer](const CancelToken& cancel) {
        const Status status = [&]() -> Status {
            TRY(const auto reader, core->profile->store->makeReader());
            TRY(const store::StoredMessage message, reader->message(id));
            const auto snapshot = std::find_if(accounts.begin(), accounts.end(), [&](const model::AccountSnapshot& s) {
                return s.account.id == message.summary.account;
            });
            if (snapshot == accounts.end())
                return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"account"_s);
            TRY_STATUS(core->profile->store->wantBody(id));
            TRY_STATUS(core->manager.fetchAskedHere(snapshot->account, cancel));
            TRY(const store::StoredMessage now, reader->message(id));
            if (now.summary.body == model::BodyState::None)
                return failure(ErrorKind::Refused, ErrorCode::MailboxMissing, u"the server does not give the message"_s);
            return {};
        }();
        answer(asResult(status));
    });
}

} // namespace tributary::engine
