// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Filters.h"

#include "engine/FilterBook.h"
#include "engine/FilterTrials.h"
#include "engine/Profile.h"
#include "engine/ReaderThread.h"
#include "engine/Relay.h"
#include "engine/SieveKeeper.h"
#include "engine/TaskRunner.h"

#include <QPointer>
#include <QTimer>

#include <utility>

namespace tributary::engine {

namespace {

// Of the thread of changes: a newer question of the same kind overtakes.
constexpr int kCheckChannel = 7'001;
constexpr int kPlaceChannel = 7'002;

constexpr std::chrono::seconds kLeaveWithin{15}; ///< somebody waits for it

qint64 filtersNowMs() { return Clock::system().utcNowMs(); }

Result<std::monostate> nothing(const Status& status) { return status ? Result<std::monostate>(std::monostate()) : Result<std::monostate>(failure(status.error())); }

} // namespace

Filters::Filters(std::shared_ptr<Profile> profile, Relay& relay, TaskRunner& tasks, ReaderThread& edits, SieveKeeper& keeper)
    : m_profile(std::move(profile)), m_relay(relay), m_tasks(tasks), m_edits(edits), m_keeper(keeper) {}

template <typename T> void Filters::onEdits(QObject* context, Done<T> done, std::function<Result<T>(store::Store&, store::Reader&)> work) {
    m_edits.run(0, [profile = m_profile, work = std::move(work), answer = m_relay.bind(context, std::move(done))](store::Reader& reader, const auto&) {
        answer(work(*profile->store, reader));
    });
}

/// What changes filters (S6).
template <typename T> void Filters::onUnlocked(QObject* context, Done<T> done, std::function<Result<T>(store::Store&, store::Reader&)> work) {
    onEdits<T>(context, std::move(done), [profile = m_profile, work = std::move(work)](store::Store& store, store::Reader& reader) -> Result<T> {
        TRY_STATUS(accounts::checkUnlocked(profile->policy, Lock::Filters));
        return work(store, reader);
    });
}

/// The answers of older ones are left out.
template <typename T> void Filters::askLatest(int channel, QObject* context, Done<T> done, std::function<Result<T>(store::Reader&)> ask) {
    m_edits.run(channel, [ask = std::move(ask), answer = m_relay.bind(context, std::move(done))](store::Reader& reader, const auto& isCurrent) {
        if (!isCurrent())
            return;
        Result<T> result = ask(reader);
        if (!result && result.error().kind == ErrorKind::Cancelled && isCurrent())
            result = ask(reader); // the interrupt was meant for the one before
        if (isCurrent())
            answer(std::move(result));
    });
}

TrialObserver Filters::relayed(QObject* context, TrialObserver observer) const {
    if (!observer)
        return {};
    return [relay = &m_relay, guard = QPointer<QObject>(context), observer = std::move(observer)](const TrialProgress& progress) {
        relay->post([guard, observer, progress] {
            if (guard)
                observer(progress);
        });
    };
}

void Filters::loadFilters(AccountId account, QObject* context, Done<FilterList> done) {
    onEdits<FilterList>(context, [this, account, done = std::move(done)](Result<FilterList> list) {
        if (list)
            list->server.isWorking = m_keeper.isWorking(account);
        done(std::move(list));
    }, [account](store::Store&, store::Reader& reader) { return loadFilterList(reader, account, filtersNowMs()); });
}

void Filters::checkFilter(const model::Filter& draft, QObject* context, Done<QList<FilterProblem>> done) {
    askLatest<QList<FilterProblem>>(kCheckChannel, context, std::move(done), [draft](store::Reader& reader) { return filterProblems(reader, draft); });
}

void Filters::placeDraft(const model::Filter& draft, QObject* context, Done<Placement> done) {
    askLatest<Placement>(kPlaceChannel, context, std::move(done), [draft](store::Reader& reader) { return engine::placeDraft(reader, draft, filtersNowMs()); });
}

void Filters::saveFilter(const model::Filter& filter, QObject* context, Done<FilterId> done) {
    onUnlocked<FilterId>(context, std::move(done), [filter](store::Store& store, store::Reader& reader) { return engine::saveFilter(store, reader, filter, filtersNowMs()); });
}

void Filters::removeFilter(FilterId filter, QObject* context, Done<std::monostate> done) {
    onUnlocked<std::monostate>(context, std::move(done), [filter](store::Store& store, store::Reader&) { return nothing(store.removeFilter(filter)); });
}

void Filters::restoreFilter(const model::Filter& removed, int position, QObject* context, Done<std::monostate> done) {
    onUnlocked<std::monostate>(context, std::move(done), [removed, position](store::Store& store, store::Reader&) { return nothing(store.restoreFilter(removed, position)); });
}

void Filters::moveFilter(FilterId filter, int position, QObject* context, Done<std::monostate> done) {
    onUnlocked<std::monostate>(context, std::move(done), [filter, position](store::Store& store, store::Reader&) { return nothing(store.moveFilter(filter, position)); });
}

void Filters::setFilterEnabled(FilterId filter, bool enabled, QObject* context, Done<std::monostate> done) {
    onUnlocked<std::monostate>(context, std::move(done), [filter, enabled](store::Store& store, store::Reader& reader) {
        return nothing(engine::setFilterEnabled(store, reader, filter, enabled, filtersNowMs()));
    });
}

void Filters::addFilters(AccountId account, const QList<model::Filter>& filters, QObject* context, Done<QList<FilterId>> done) {
    onUnlocked<QList<FilterId>>(context, std::move(done), [account, filters](store::Store& store, store::Reader& reader) {
        return engine::addFilters(store, reader, account, filters, filtersNowMs());
    });
}

void Filters::draftLike(MessageId message, QObject* context, Done<model::Filter> done) {
    onEdits<model::Filter>(context, std::move(done), [message, marks = m_profile->marks](store::Store&, store::Reader& reader) {
        return engine::draftLike(reader, message, marks.get());
    });
}

std::shared_ptr<Task> Filters::tryFilters(const FilterTrial& trial, int channel, QObject* context, TrialObserver observer, Done<TrialProgress> done) {
    if (const auto older = m_trials.value(channel).lock(); older && channel != 0)
        older->cancel();
    auto task = m_tasks.start([profile = m_profile, trial, told = relayed(context, std::move(observer)), answer = m_relay.bind(context, std::move(done))](const CancelToken& cancel) {
        const auto reader = profile->store->makeReader();
        answer(reader ? engine::tryFilters(*profile->store, **reader, profile->marks.get(), trial, told, cancel, filtersNowMs()) : Result<TrialProgress>(failure(reader.error())));
    });
    if (channel != 0)
        m_trials.insert(channel, task);
    return task;
}

std::shared_ptr<Task> Filters::applyFilters(const FilterOrder& order, QObject* context, TrialObserver observer, Done<FilterApplied> done) {
    return m_tasks.start([profile = m_profile, order, told = relayed(context, std::move(observer)), answer = m_relay.bind(context, std::move(done))](const CancelToken& cancel) {
        const auto reader = profile->store->makeReader();
        answer(reader ? engine::applyFilters(*profile->store, **reader, profile->marks.get(), order, told, cancel, filtersNowMs()) : Result<FilterApplied>(failure(reader.error())));
    });
}

void Filters::whyMoved(MessageId message, QObject* context, Done<QList<FilterReason>> done) {
    onEdits<QList<FilterReason>>(context, std::move(done), [message, marks = m_profile->marks](store::Store&, store::Reader& reader) {
        return reasonsOf(reader, message, marks.get(), filtersNowMs());
    });
}

std::shared_ptr<Task> Filters::readFilterFile(AccountId account, const QString& file, QObject* context, Done<ImportedFilters> done) {
    return m_tasks.start([profile = m_profile, account, file, answer = m_relay.bind(context, std::move(done))](const CancelToken&) {
        const auto reader = profile->store->makeReader();
        answer(reader ? engine::readFilterFile(**reader, account, file) : Result<ImportedFilters>(failure(reader.error())));
    });
}

void Filters::loadSieveState(AccountId account, QObject* context, Done<SieveState> done) {
    onEdits<SieveState>(context, [this, account, done = std::move(done)](Result<SieveState> state) {
        if (state)
            state->isWorking = m_keeper.isWorking(account);
        done(std::move(state));
    }, [account](store::Store&, store::Reader& reader) { return engine::loadSieveState(reader, account, filtersNowMs()); });
}

void Filters::setSieveWanted(AccountId account, bool wanted, QObject* context, Done<SieveState> done) {
    onUnlocked<SieveState>(context, std::move(done), [account, wanted](store::Store& store, store::Reader& reader) -> Result<SieveState> {
        TRY_STATUS(store.setSieveWanted(account, wanted));
        return engine::loadSieveState(reader, account, filtersNowMs());
    });
}

std::shared_ptr<Task> Filters::bringToServer(AccountId account, QObject* context, Done<SieveState> done, std::optional<std::chrono::milliseconds> within) {
    return visit(account, std::nullopt, context, std::move(done), within);
}

std::shared_ptr<Task> Filters::resolveScript(AccountId account, ScriptChoice choice, QObject* context, Done<SieveState> done) {
    if (const Status unlocked = accounts::checkUnlocked(m_profile->policy, Lock::Filters); !unlocked) {
        m_relay.bind(context, std::move(done))(failure(unlocked.error()));
        return std::make_shared<Task>();
    }
    return visit(account, choice, context, std::move(done));
}

void Filters::leaveServer(AccountId account, bool mayAsk, QObject* context, Done<bool> done) {
    const auto tell = [this, account, guard = QPointer<QObject>(context), done = std::move(done), isTold = std::make_shared<bool>(false)] {
        if (!guard || std::exchange(*isTold, true))
            return;
        loadSieveState(account, guard, [done](const Result<SieveState>& state) { done(state ? Result<bool>(!state->mayBeThere) : Result<bool>(failure(state.error()))); });
    };
    if (!mayAsk)
        return tell();
    // Held by the timer: it is cancelled with it. Not by the context, which may go meanwhile. And what is cancelled may need its time, too.
    const auto task = m_keeper.leave(account, [tell](const Status&) { tell(); });
    QTimer::singleShot(kLeaveWithin, &m_keeper, [task, tell] {
        task->cancel();
        tell();
    });
}

bool Filters::isLeaving(AccountId account) const { return m_keeper.isLeaving(account); }

std::shared_ptr<Task> Filters::visit(AccountId account, std::optional<ScriptChoice> choice, QObject* context, Done<SieveState> done,
                                     std::optional<std::chrono::milliseconds> within) {
    return m_keeper.visit(account, choice, [this, account, guard = QPointer<QObject>(context), done = std::move(done)](const Status& status) {
        if (!guard)
            return;
        const bool isOver = !status && (status.error().kind == ErrorKind::Cancelled || status.error().kind == ErrorKind::Storage || status.error().kind == ErrorKind::InvalidInput);
        if (isOver)
            return done(failure(status.error()));
        loadSieveState(account, guard, [status, done](Result<SieveState> state) {
            if (state && !status && !state->refusal) // not reached: for this answer alone
                state->refusal = ScriptRefusal{status.error(), 0, {}, filtersNowMs()};
            done(std::move(state));
        });
    }, within);
}

} // namespace tributary::engine
