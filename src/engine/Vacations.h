// SPDX-License-Identifier: GPL-3.0-or-later
// The facade's part for vacation replies (S4): engine.vacations(). Every call returns at once; what is told and the answers come on the context's
// thread, never when the context is gone.
//
// What changes is told by Engine::storeChanged: model::VacationChanged{account} when the reply, where it works, what it has answered, or the server's
// state are not what they were: loadVacation() again. The server's side (conflicts, now, wanted or not) is that of filters: engine.filters().
#pragma once

#include "engine/AccountSetup.h"
#include "engine/VacationTypes.h"

#include <QObject>

#include <memory>

namespace tributary::store {
class Reader;
class Store;
}

namespace tributary::engine {

class ReaderThread;
class Relay;
class SieveKeeper;
class TaskRunner;
struct Profile;

class Vacations {
  public:
    template <typename T> using Done = std::function<void(Result<T>)>;
    /// edits: the thread of the user's changes.
    Vacations(std::shared_ptr<Profile> profile, Relay& relay, TaskRunner& tasks, ReaderThread& edits, SieveKeeper& keeper);

    // Errors of all: InvalidInput/NotFound for an account that is not there; Storage.
    /// One that was never saved: off, and all as model::Vacation begins.
    void loadVacation(AccountId account, QObject* context, Done<VacationView> done);
    /// Of all accounts where isActive is true, for the banner.
    void loadActive(QObject* context, Done<QList<VacationView>> done);
    /// Empty: nothing is wrong. For every keystroke; pure and quick, on the caller's thread.
    [[nodiscard]] static QList<VacationProblem> checkVacation(const model::Vacation& vacation);
    /// InvalidInput/BadValue, detail: the problem's name, where it is on and one of checkVacation() is there. Turned on: what has come from then on is
    /// answered, and whoever was answered the time before counts as not answered. RefusedByPolicy, detail "vacation": locked (S6).
    void saveVacation(const model::Vacation& vacation, QObject* context, Done<VacationView> done);
    /// Off at once here; at the server as soon as it is reached. Also where it is locked: nobody is kept from falling silent.
    void turnOff(AccountId account, QObject* context, Done<VacationView> done);

    /// What the reply, saved or not, on or off, would have done with the last messages (at most 500) that came to the account's INBOX, as if it had been on
    /// since before them and nobody was answered yet. Nothing is sent.
    [[nodiscard]] std::shared_ptr<Task> preview(const model::Vacation& vacation, int count, QObject* context, Done<VacationPreview> done);

  private:
    template <typename T> void onEdits(QObject* context, Done<T> done, std::function<Result<T>(store::Store&, store::Reader&)> work);

    std::shared_ptr<Profile> m_profile;
    Relay& m_relay;
    TaskRunner& m_tasks;
    ReaderThread& m_edits;
    SieveKeeper& m_keeper;
};

} // namespace tributary::engine
