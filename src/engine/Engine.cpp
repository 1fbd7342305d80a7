// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Engine.h"

#include "accounts/PolicyCandidates.h"
#include "accounts/Probe.h"
#include "base/Log.h"
#include "engine/OutboxTally.h"
#include "engine/detail/EngineCore.h"

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

StageObserver relayed(Relay& relay, QObject* context, StageObserver observer) {
    if (!observer)
        return {};
    return [&relay, guard = QPointer<QObject>(context), observer = std::move(observer)](const StageReport& report) {
        relay.post([guard, observer, report] {
            if (guard)
                observer(report);
        });
    };
}

namespace {

/// Outgoing servers that have refused the sign-in.
OutboxReasons refusedLines(const QList<model::OutboxMessage>& outbox) {
    OutboxReasons refused;
    for (const model::OutboxMessage& message : outbox) {
        if (message.state == model::OutboxState::Queued && message.error && message.error->kind == ErrorKind::Auth)
            refused.insert(message.via.value, *message.error);
    }
    return refused;
}

} // namespace

void Engine::open(const EngineOptions& options, QObject* context, Callback<std::shared_ptr<Engine>> done, std::function<void()> owned) {
    auto relay = std::make_unique<Relay>();
    Relay* const target = relay.get();
    auto finish = [relay = std::shared_ptr<Relay>(std::move(relay)), guard = QPointer<QObject>(context), options,
                   done = std::move(done)](Result<std::shared_ptr<Profile>> profile) {
        if (!guard)
            return;
        if (!profile) {
            done(failure(profile.error()));
            return;
        }
        const std::shared_ptr<Engine> engine(new Engine(std::make_unique<Core>(std::move(*profile), options)));
        engine->m_core->attach(engine.get());
        done(engine);
    };
    auto tellOwned = [target, guard = QPointer<QObject>(context), owned = std::move(owned)] {
        if (owned) {
            target->post([guard, owned] {
                if (guard)
                    owned();
            });
        }
    };
    QThread* thread = QThread::create([target, options, finish = std::move(finish), tellOwned = std::move(tellOwned)]() mutable {
        auto profile = openProfile(options, tellOwned);
        // Answered when this thread is gone: a program that ends with the answer leaves nothing of it behind.
        target->post([self = QPointer(QThread::currentThread()), finish = std::move(finish), profile = std::move(profile)]() mutable {
            if (self)
                self->wait();
            finish(std::move(profile));
        });
    });
    QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    thread->start();
}

QString Engine::directoryOf(const EngineOptions& options) { return profileDirectoryOf(options); }

Engine::Engine(std::unique_ptr<Core> core) : m_core(std::move(core)) {}
Engine::~Engine() = default;

QList<model::AccountSnapshot> Engine::accounts() const { return m_core->snapshots(); }
const Policy& Engine::policy() const { return m_core->profile->policy; }
QString Engine::profileDirectory() const { return m_core->profile->directory; }
Transfer& Engine::transfer() const { return m_core->transfer; }
Filters& Engine::filters() const { return m_core->filters; }
Vacations& Engine::vacations() const { return m_core->vacations; }

void Engine::loadMailboxes(AccountId account, QObject* context, Callback<QList<model::Mailbox>> done) {
    m_core->lists->run(0, [account, answer = m_core->relay.bind(context, std::move(done))](store::Reader& reader, const auto&) {
        answer(reader.mailboxes(account));
    });
}

void Engine::loadMessages(const model::MessageQuery& query, int channel, QObject* context, Callback<model::MessagePage> done) {
    m_core->lists->run(channel, [query, answer = m_core->relay.bind(context, std::move(done))](store::Reader& reader,
                                                                                              const auto& isCurrent) {
        if (!isCurrent()) {
            answer(failure(ErrorKind::Cancelled, ErrorCode::Cancelled));
            return;
        }
        auto page = reader.messages(query);
        // The interrupt of an older call may have come too late for it and hit this one.
        if (!page && page.error().kind == ErrorKind::Cancelled && isCurrent())
            page = reader.messages(query);
        answer(std::move(page));
    });
}

void Engine::loadSummaries(const QList<MessageId>& ids, QObject* context, Callback<QList<model::MessageSummary>> done) {
    m_core->lists->run(0, [ids, answer = m_core->relay.bind(context, std::move(done))](store::Reader& reader, const auto&) {
        auto summaries = reader.summaries(ids);
        if (!summaries && summaries.error().kind == ErrorKind::Cancelled)
            summaries = reader.summaries(ids);
        answer(std::move(summaries));
    });
}

std::shared_ptr<Task> Engine::testAccount(const AccountDraft& draft, QObject* context, StageObserver observer,
                                          Callback<ProbeOutcome> done) {
    return m_core->tasks.start([draft, policy = policy(), budget = m_core->profile->budget, portal = network().hasPortal, stages = relayed(m_core->relay, context, std::move(observer)),
                                answer = m_core->relay.bind(context, std::move(done))](const CancelToken& cancel) {
        accounts::ProbeOptions options{policy, cancel, stages};
        options.budget = budget;
        options.behindPortal = portal;
        answer(accounts::probe(draft, options));
    });
}

std::shared_ptr<Task> Engine::addAccount(const AccountDraft& draft, QObject* context, StageObserver observer,
                                         Callback<AccountId> done) {
    return m_core->tasks.start([profile = m_core->profile, draft, portal = network().hasPortal,
                                stages = relayed(m_core->relay, context, std::move(observer)),
                                answer = m_core->relay.bind(context, std::move(done))](const CancelToken& cancel) {
        accounts::ProbeOptions options{profile->policy, cancel, stages};
        options.budget = profile->budget;
        options.behindPortal = portal;
        answer(probeAndAdd(*profile, draft, options, [&] { return profile->keys->secrets().save(auth::passwordKey(draft.account), draft.password); }));
    });
}

std::shared_ptr<Task> Engine::updatePassword(AccountId account, const Secret& password, QObject* context,
                                             StageObserver observer, Callback<std::monostate> done) {
    const auto answer = m_core->relay.bind(context, std::move(done));
    const auto known = m_core->find(account);
    if (!known) {
        answer(failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"account"_s));
        return std::make_shared<Task>();
    }
    if (known->auth == model::AuthMethod::OAuth) { // a password is no token: it goes nowhere
        answer(failure(ErrorKind::InvalidInput, ErrorCode::Unsupported, u"a password for an account that signs in at its provider's page"_s));
        return std::make_shared<Task>();
    }
    AccountDraft draft{*known, password, true};
    return m_core->tasks.start([core = m_core.get(), draft, portal = network().hasPortal, stages = relayed(m_core->relay, context, std::move(observer)),
                                answer](const CancelToken& cancel) {
        accounts::ProbeOptions options{core->profile->policy, cancel, stages};
        options.budget = core->profile->budget;
        options.behindPortal = portal;
        auto status = probeAndKeep(*core->profile, draft, options, [&] { return core->profile->keys->secrets().save(auth::passwordKey(draft.account), draft.password); });
        if (!status) {
            answer(failure(status.error()));
            return;
        }
        core->relay.post([core, account = draft.account, answer] {
            core->restart(account);
            answer(std::monostate());
        });
    });
}

void Engine::setEnabled(AccountId account, bool enabled, QObject* context, Callback<std::monostate> done) {
    m_core->editAccount(account, m_core->relay.bind(context, std::move(done)),
                        [enabled](model::Account& a) { a.enabled = enabled; });
}

void Engine::setDefault(AccountId account, QObject* context, Callback<std::monostate> done) {
    m_core->tasks.startDetached([profile = m_core->profile, account,
                                 answer = m_core->relay.bind(context, std::move(done))](const CancelToken&) {
        answer(asResult(profile->store->setDefaultAccount(account)));
    });
}

void Engine::moveAccount(AccountId account, int position, QObject* context, Callback<std::monostate> done) {
    QList<model::Account> order;
    for (const model::AccountSnapshot& snapshot : accounts())
        order.append(snapshot.account);
    const auto it = std::find_if(order.begin(), order.end(), [&](const auto& a) { return a.id == account; });
    if (it == order.end())
        return;
    order.move(std::distance(order.begin(), it), std::clamp<qsizetype>(position, 0, order.size() - 1));
    m_core->tasks.startDetached([profile = m_core->profile, order,
                                 answer = m_core->relay.bind(context, std::move(done))](const CancelToken&) mutable {
        Status status;
        for (qsizetype i = 0; i < order.size() && status; ++i) {
            order[i].position = static_cast<int>(i);
            status = profile->store->updateAccount(order[i]);
        }
        answer(asResult(status));
    });
}

void Engine::removeAccount(AccountId account, QObject* context, Callback<std::monostate> done) {
    const auto answer = m_core->relay.bind(context, std::move(done));
    const auto known = m_core->find(account);
    if (!known) {
        answer(failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"account"_s));
        return;
    }
    if (const Status unlocked = accounts::checkUnlocked(policy(), accounts::Lock::Accounts); !unlocked)
        return answer(failure(unlocked.error()));
    m_core->remove(*known, answer);
}

void Engine::syncNow(AccountId account) { m_core->wakeOrRestart(account); }

void Engine::pause(AccountId account, bool paused) { m_core->pause(account, paused); }

std::shared_ptr<Task> Engine::sync(const QList<AccountId>& accounts, const QStringList& mailboxGlobs, bool watch,
                                   QObject* context, Callback<QList<model::SyncReport>> done, bool retryRefused) {
    QList<model::Account> chosen;
    QList<model::SyncReport> held;
    for (const model::AccountSnapshot& snapshot : m_core->snapshots()) {
        const model::Account& account = snapshot.account;
        const bool named = accounts.contains(account.id);
        if (!named && !(accounts.isEmpty() && account.enabled))
            continue;
        // A script that syncs every minute must not knock on a closed door until the provider locks it, named or not (S17).
        const std::optional<Error>& reason = snapshot.state.reason;
        const bool isRefused = reason && ((reason->kind == ErrorKind::Auth && !retryRefused) || (!named && reason->code == ErrorCode::RefusedByPolicy));
        if (account.enabled && isRefused) // the reason stands in the report as if it had been tried
            held.append({account.id, account.email, {}, 0, 0, reason});
        else
            chosen.append(account);
    }
    WatchedAccounts watched;
    for (const model::Account& account : std::as_const(chosen)) {
        if (watch)
            watched.insert(account.id.value, std::make_shared<WakeUp>());
    }
    return m_core->tasks.start([core = m_core.get(), chosen, held, mailboxGlobs, watched, retryRefused,
                                answer = m_core->relay.bind(context, std::move(done))](const CancelToken& cancel) {
        const auto before = core->outboxNow();
        const OutboxReasons closed = before && !retryRefused ? refusedLines(*before) : OutboxReasons();
        WatchedAccounts sending = watched;
        for (auto one = closed.constBegin(); one != closed.constEnd(); ++one)
            sending.remove(one.key());
        core->relay.post([core, sending] { core->sendWhileWatching(sending); });
        QList<model::SyncReport> reports = syncAllHere(core->manager, core->sender, core->sieve, chosen, closed, mailboxGlobs, watched, cancel) + held;
        core->relay.post([core] { core->sendWhileWatching({}); });
        if (const auto kept = core->profile->store->keepBudget(cancel); !kept && kept.error().kind != ErrorKind::Cancelled)
            qCWarning(lcEngine) << "the cache's budget:" << codeName(kept.error().code) << kept.error().detail;
        const auto after = core->outboxNow();
        if (before && after)
            tallyOutbox(reports, *before, *after);
        answer(reports);
    });
}

std::shared_ptr<Task> Engine::doctor(AccountId account, const QString& mailboxGlob, QObject* context,
                                     Callback<QList<Difference>> done) {
    const auto answer = m_core->relay.bind(context, std::move(done));
    const auto known = m_core->find(account);
    if (!known) {
        answer(failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"account"_s));
        return std::make_shared<Task>();
    }
    return m_core->tasks.start([core = m_core.get(), known = *known, mailboxGlob, answer](const CancelToken& cancel) {
        answer(core->manager.doctorHere(known, mailboxGlob, cancel));
    });
}

} // namespace tributary::engine
