// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Vacations.h"

#include "engine/Profile.h"
#include "engine/ReaderThread.h"
#include "engine/Relay.h"
#include "engine/SieveKeeper.h"
#include "engine/TaskRunner.h"
#include "engine/VacationBook.h"

namespace tributary::engine {

namespace {

qint64 vacationNowMs() { return Clock::system().utcNowMs(); }

} // namespace

Vacations::Vacations(std::shared_ptr<Profile> profile, Relay& relay, TaskRunner& tasks, ReaderThread& edits, SieveKeeper& keeper)
    : m_profile(std::move(profile)), m_relay(relay), m_tasks(tasks), m_edits(edits), m_keeper(keeper) {}

template <typename T> void Vacations::onEdits(QObject* context, Done<T> done, std::function<Result<T>(store::Store&, store::Reader&)> work) {
    m_edits.run(0, [profile = m_profile, work = std::move(work), answer = m_relay.bind(context, std::move(done))](store::Reader& reader, const auto&) {
        answer(work(*profile->store, reader));
    });
}

QList<VacationProblem> Vacations::checkVacation(const model::Vacation& vacation) { return vacationProblems(vacation); }

void Vacations::loadVacation(AccountId account, QObject* context, Done<VacationView> done) {
    onEdits<VacationView>(context, [this, account, done = std::move(done)](Result<VacationView> view) {
        if (view)
            view->server.isWorking = m_keeper.isWorking(account);
        done(std::move(view));
    }, [account](store::Store&, store::Reader& reader) { return loadVacationView(reader, account, vacationNowMs()); });
}

void Vacations::loadActive(QObject* context, Done<QList<VacationView>> done) {
    onEdits<QList<VacationView>>(context, std::move(done), [](store::Store&, store::Reader& reader) { return loadActiveVacations(reader, vacationNowMs()); });
}

void Vacations::saveVacation(const model::Vacation& vacation, QObject* context, Done<VacationView> done) {
    onEdits<VacationView>(context, std::move(done), [vacation, profile = m_profile](store::Store& store, store::Reader& reader) -> Result<VacationView> {
        TRY_STATUS(accounts::checkUnlocked(profile->policy, Lock::Vacation));
        TRY_STATUS(engine::saveVacation(store, reader, vacation));
        return loadVacationView(reader, vacation.account, vacationNowMs());
    });
}

void Vacations::turnOff(AccountId account, QObject* context, Done<VacationView> done) {
    onEdits<VacationView>(context, std::move(done), [account](store::Store& store, store::Reader& reader) -> Result<VacationView> {
        TRY_STATUS(store.stopVacation(account, std::nullopt));
        return loadVacationView(reader, account, vacationNowMs());
    });
}

std::shared_ptr<Task> Vacations::preview(const model::Vacation& vacation, int count, QObject* context, Done<VacationPreview> done) {
    return m_tasks.start([profile = m_profile, vacation, count, answer = m_relay.bind(context, std::move(done))](const CancelToken& cancel) {
        const auto reader = profile->store->makeReader();
        answer(reader ? previewVacation(**reader, profile->marks.get(), vacation, count, cancel) : Result<VacationPreview>(failure(reader.error())));
    });
}

} // namespace tributary::engine
