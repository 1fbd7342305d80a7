// SPDX-License-Identifier: GPL-3.0-or-later
// What filters are spoken of in (S5): values, for cli and ui. The filter itself: model/Filter.h.
#pragma once

#include "engine/SieveState.h"
#include "model/Filter.h"
#include "model/FilterTrace.h"
#include "model/Message.h"
#include "rules/FilterCheck.h"
#include "rules/MsgFilterRules.h"
#include "rules/SieveExport.h"

#include <QList>

#include <functional>
#include <optional>

namespace tributary::engine {

using rules::canRun;          ///< of a list of problems
using rules::FilterFault;
using rules::filterFaultName; ///< "bad-expression": --json
using rules::FilterProblem;
using rules::isFatal;
using rules::RulesComplaint;  ///< of an imported file
using rules::RulesProblem;
using rules::rulesProblemName;
using rules::SieveObstacle;
using rules::sieveObstacleName; ///< "missing-extension": --json

/// Where a filter (or the vacation reply) works. Nowhere: it is turned off, or cannot run (ListedFilter::problems), or it is a reply that the server may give
/// as it was before (HereReason::OlderAtServer, OlderUndecided).
enum class RunsAt { Server, Here, Nowhere };

/// Why it works here and not at the server.
enum class HereReason {
    None,           ///< it does not
    NotAsked,       ///< the server was not asked yet
    NoSieve,        ///< the server has no ManageSieve (POP3 accounts too)
    NotWanted,      ///< the user's choice (SieveState::isWanted)
    CannotBeSaid,   ///< Sieve, or this server's, cannot say it as it is meant: obstacle
    Conflict,       ///< the user must decide first (SieveState::conflict)
    Refused,        ///< the server refused the script (SieveState::refusal)
    Waiting,        ///< saved a moment ago, on its way there
    OlderAtServer,  ///< of the reply alone: the server may answer as it was before; until it is reached and takes what it is now, nobody is answered here
    OlderUndecided, ///< the same until the user has decided (SieveState::conflict)
};
[[nodiscard]] QLatin1StringView hereReasonName(HereReason reason); ///< "no-sieve": --json

struct Placement {
    RunsAt where = RunsAt::Here;
    HereReason why = HereReason::None;
    std::optional<SieveObstacle> obstacle; ///< CannotBeSaid
    QString detail;                        ///< of obstacle: an extension's or a filter's name
};

/// Of a vacation reply, on or off: the server may give it yet, as it was before.
[[nodiscard]] inline bool mayBeOlderAtServer(const Placement& placement) { return placement.why == HereReason::OlderAtServer || placement.why == HereReason::OlderUndecided; }

struct ListedFilter {
    model::Filter filter;
    Placement placement;
    QList<FilterProblem> problems; ///< with what the account has now: MailboxGone is a mailbox that is gone, NotVerified an address
    int taken = 0;                 ///< messages that it took here, as far as their rows are there
    qint64 lastMs = 0;             ///< UTC; when it took one last; 0: never
};

struct FilterList {
    AccountId account;
    QList<ListedFilter> filters; ///< in the order in which they run
    SieveState server;
    int waiting = 0;             ///< messages that have come and wait to be filtered (for their bodies, mostly)
};

/// What is tried: over the stored messages of an account, or of all. Nothing is changed.
struct FilterTrial {
    QList<model::Filter> filters; ///< drafts or saved ones, on or off; one, or several as they would run in this order
    std::optional<AccountId> account; ///< none: all accounts (a mailbox or an address that is a fault in one of them is none here)
    std::optional<MailboxId> mailbox; ///< none: all mailboxes but Trash, Junk, Drafts, Sent, and the views All Mail, Starred, Important
    qsizetype firstCount = 100;       ///< how many rows are told
};

struct TrialProgress {
    qint64 looked = 0, total = 0; ///< messages
    qint64 taken = 0;             ///< by one of the filters
    qint64 unknown = 0;           ///< could be said only with the text, which is not here
    QList<qint64> takenBy;        ///< of each filter, as in FilterTrial::filters
    QList<model::MessageSummary> first; ///< of those that were taken, the newest first; grows to firstCount
    QList<FilterProblem> problems; ///< of the first filter that has one: with a fatal one in its name or conditions nothing is looked at
    bool isDone = false;
};
using TrialObserver = std::function<void(const TrialProgress&)>;

/// The filters of an account over what lies in mailboxes of it already.
struct FilterOrder {
    AccountId account;
    QList<FilterId> filters;     ///< in the account's order whatever the order here; empty: all that are turned on
    QList<MailboxId> mailboxes;  ///< of the account; empty: INBOX
};
struct FilterApplied {
    ChangeId change;    ///< for Engine::undo(): all of it; not valid: nothing was changed
    qint64 looked = 0;
    qint64 taken = 0;
    qint64 changed = 0; ///< messages that are not as they were
    qint64 unknown = 0; ///< as in TrialProgress; left alone
    qint64 notForwarded = 0; ///< messages that a Forward would have sent: nothing is sent by this
    int passedOver = 0;              ///< filters that cannot run
    QList<FilterProblem> problems;   ///< of the first of them
};

/// Why a message is where it is.
struct FilterReason {
    FilterId filter;      ///< not valid: it is gone
    QString filterName;
    model::FilterAction action;
    qint64 whenMs = 0;    ///< UTC; at the server: when the message came there
    RunsAt where = RunsAt::Here;
    bool isCertain = true; ///< false: the server does not tell; the filter runs there, takes this message, and would have done this
    bool isApplied = false; ///< by "apply now"
};

/// What a msgFilterRules.dat (Thunderbird's) holds, as far as it can be had here.
struct ImportedFilters {
    QList<model::Filter> filters; ///< of the account that was asked for; no ids; one of which something is left out is turned off
    QList<QList<FilterProblem>> problems; ///< of each
    QList<RulesComplaint> complaints;     ///< what was left out
};

} // namespace tributary::engine
