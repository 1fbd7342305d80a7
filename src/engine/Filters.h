// SPDX-License-Identifier: GPL-3.0-or-later
// The facade's part for filters (S5): engine.filters(). Every call returns at once; what is told and the answers come on the context's thread,
// never when the context is gone. A Task ends its work (Cancelled) when it is cancelled or let go.
//
// What changes is told by Engine::storeChanged: model::FiltersChanged{account} when the filters, where they run, or the server's state are not what
// they were: loadFilters() again. What a filter did to mail is told as any change to mail is.
#pragma once

#include "engine/AccountSetup.h"
#include "engine/FilterTypes.h"

#include <QHash>
#include <QObject>

#include <chrono>
#include <memory>
#include <optional>

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

class Filters {
  public:
    template <typename T> using Done = std::function<void(Result<T>)>;
    /// edits: the thread of the user's changes.
    Filters(std::shared_ptr<Profile> profile, Relay& relay, TaskRunner& tasks, ReaderThread& edits, SieveKeeper& keeper);

    // --- the list. Errors of all: InvalidInput/NotFound for an account or filter that is not there; Storage. Of what changes filters, of
    // setSieveWanted() and of resolveScript(): InvalidInput/RefusedByPolicy, detail "filters", where the policy locks them (S6).
    void loadFilters(AccountId account, QObject* context, Done<FilterList> done);
    /// What is wrong with a draft, with the mailboxes and the proven addresses that its account has now; empty: nothing. For every keystroke: answers of
    /// older calls are left out, only the last is sure to come.
    void checkFilter(const model::Filter& draft, QObject* context, Done<QList<FilterProblem>> done);
    /// Where a draft would run once it is saved, in place of the one with its id, else behind the others, and why there. RunsAt::Server: it will, unless the
    /// server refuses it then. For every keystroke, as checkFilter().
    void placeDraft(const model::Filter& draft, QObject* context, Done<Placement> done);
    /// Without a valid id it is added behind the others, else it takes the place of the one with its id; sinceMs is the engine's (new, or turned on just
    /// now: from now on). One with a fatal problem is saved only when it is turned off: InvalidInput/BadValue, detail: filterFaultName(), or
    /// "too-many-filters" (more than 1,000 of an account).
    void saveFilter(const model::Filter& filter, QObject* context, Done<FilterId> done);
    void removeFilter(FilterId filter, QObject* context, Done<std::monostate> done);
    /// Takes a removal back: the filter as it was, with its id, its sinceMs and what it has done (whyMoved() names it again), at its old position, as in
    /// moveFilter(). What came while it was gone was settled without it. BadValue, detail: "filter-present" (it was not removed), "too-many-filters".
    void restoreFilter(const model::Filter& removed, int position, QObject* context, Done<std::monostate> done);
    /// position: from 0, among the account's; beyond the end: the last.
    void moveFilter(FilterId filter, int position, QObject* context, Done<std::monostate> done);
    /// Turned on it looks at what comes from now on. BadValue: it cannot run (as saveFilter()).
    void setFilterEnabled(FilterId filter, bool enabled, QObject* context, Done<std::monostate> done);
    /// Several at once, behind the others, turned off where they cannot run (of an import). Gives their ids.
    void addFilters(AccountId account, const QList<model::Filter>& filters, QObject* context, Done<QList<FilterId>> done);
    /// A draft for "filter messages like this": its list, or else its sender, and its mailbox where that is not INBOX; no id, turned on.
    void draftLike(MessageId message, QObject* context, Done<model::Filter> done);

    // --- trying out. observer: several times a second at most, and at the end (isDone); done gives the last of it.
    /// channel: a view that shows trials; the trial of it that still runs ends with Cancelled when the next is started (while the user types).
    /// 0: no channel. InvalidInput only for an account or mailbox that is not there: what is wrong with the filter is TrialProgress::problems.
    [[nodiscard]] std::shared_ptr<Task> tryFilters(const FilterTrial& trial, int channel, QObject* context, TrialObserver observer, Done<TrialProgress> done);
    /// Applied in steps, each whole; cancelled in between: done gives what was done until then, with its change, not Cancelled. Never forwards.
    [[nodiscard]] std::shared_ptr<Task> applyFilters(const FilterOrder& order, QObject* context, TrialObserver observer, Done<FilterApplied> done);

    // --- 'why was this moved?': the newest first; empty: no filter has done anything to it.
    void whyMoved(MessageId message, QObject* context, Done<QList<FilterReason>> done);

    // --- import of Thunderbird's msgFilterRules.dat: reads, and changes nothing; then addFilters(). InvalidInput/FileMissing: it cannot be read.
    /// BadValue: it is too long to be one.
    [[nodiscard]] std::shared_ptr<Task> readFilterFile(AccountId account, const QString& file, QObject* context, Done<ImportedFilters> done);

    // --- the server's side, of filters and vacation reply
    void loadSieveState(AccountId account, QObject* context, Done<SieveState> done);
    /// The user's: whether what can run at the server does. Off: our script is taken away there, everything runs here.
    void setSieveWanted(AccountId account, bool wanted, QObject* context, Done<SieveState> done);
    /// Now, whether or not it was tried today: looks whether the server has it, what is there, and brings ours there. Done when that is done. What stands in
    /// the way is in the state, not an error; Cancelled. within: a server that takes longer was not reached (Network/TimedOut, as a refusal); none: as long as
    /// its line lasts, which may be minutes.
    [[nodiscard]] std::shared_ptr<Task> bringToServer(AccountId account, QObject* context, Done<SieveState> done, std::optional<std::chrono::milliseconds> within = {});
    /// Before an account goes (Engine::leaveAccount(), which does it), while it can sign in: what is ours is taken away at its Sieve server. At most 15 s,
    /// whatever else is under way there; at once where nothing of ours is there. false: it may go on there: filters, and the reply. mayAsk false: the server
    /// is not asked (S17). Where it was asked nothing is brought there any more.
    void leaveServer(AccountId account, bool mayAsk, QObject* context, Done<bool> done);
    /// Between Engine::leaveAccount() and its answer, where the server is asked.
    [[nodiscard]] bool isLeaving(AccountId account) const;
    /// The user's word about SieveState::conflict, then as bringToServer().
    [[nodiscard]] std::shared_ptr<Task> resolveScript(AccountId account, ScriptChoice choice, QObject* context, Done<SieveState> done);

  private:
    template <typename T> void onEdits(QObject* context, Done<T> done, std::function<Result<T>(store::Store&, store::Reader&)> work);
    template <typename T> void onUnlocked(QObject* context, Done<T> done, std::function<Result<T>(store::Store&, store::Reader&)> work);
    template <typename T> void askLatest(int channel, QObject* context, Done<T> done, std::function<Result<T>(store::Reader&)> ask);
    [[nodiscard]] std::shared_ptr<Task> visit(AccountId account, std::optional<ScriptChoice> choice, QObject* context, Done<SieveState> done,
                                              std::optional<std::chrono::milliseconds> within = {});
    [[nodiscard]] TrialObserver relayed(QObject* context, TrialObserver observer) const;

    std::shared_ptr<Profile> m_profile;
    Relay& m_relay;
    TaskRunner& m_tasks;
    ReaderThread& m_edits;
    SieveKeeper& m_keeper;
    QHash<int, std::weak_ptr<Task>> m_trials; ///< by channel
};

} // namespace tributary::engine
