// SPDX-License-Identifier: GPL-3.0-or-later
// Which of an account's filters, and whether its vacation reply, can run at its mail server, and the script that says so (S4, S5).
#pragma once

#include "engine/FilterTypes.h"
#include "model/Vacation.h"
#include "rules/SieveExport.h"
#include "store/Reader.h"
#include "sync/FilterSurroundings.h"

namespace tributary::engine {

/// All that a script depends on.
struct ScriptSource {
    model::Account account;
    QList<store::StoredFilter> filters;
    model::Vacation vacation;
    qint64 vacationServerSinceMs = 0;
    qint64 vacationOlderSinceMs = 0;
    sync::FilterPlaces places;
    store::SieveRecord record;
};
/// InvalidInput/NotFound for an account that is not there.
[[nodiscard]] Result<ScriptSource> loadScriptSource(store::Reader& reader, AccountId account);

struct ScriptPlan {
    rules::SieveScript script;
    QList<FilterId> atServer;  ///< those that are in it
    bool hasVacation = false;  ///< it answers
    bool isReplyOn = false;    ///< on, and not over
    std::optional<rules::NotExpressible> vacationObstacle; ///< why not, where the reply is on

    [[nodiscard]] bool isEmpty() const { return atServer.isEmpty() && !hasVacation; }
};
/// By what is known of the server (ScriptSource::record). Pure. nowMs: UTC.
[[nodiscard]] ScriptPlan planScript(const ScriptSource& source, qint64 nowMs);

/// Where each filter runs as things stand, and why there.
[[nodiscard]] Placement placementOf(const ScriptSource& source, const ScriptPlan& plan, qsizetype filter, const QList<FilterProblem>& problems);
/// The same of a draft, as if it were saved: in place of the one with its id, else behind the others. Server: it will go there, unless the server then
/// refuses it.
[[nodiscard]] Placement placementOfDraft(ScriptSource source, const model::Filter& draft, qint64 nowMs);
[[nodiscard]] Placement vacationPlacement(const ScriptSource& source, const ScriptPlan& plan);
/// isWorking is the keeper's to say.
[[nodiscard]] SieveState sieveStateOf(const ScriptSource& source, const ScriptPlan& plan);

} // namespace tributary::engine
