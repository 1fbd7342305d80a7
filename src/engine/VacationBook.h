// SPDX-License-Identifier: GPL-3.0-or-later
// What the facade's vacation replies do to the store (Vacations.h). On the thread of the user's changes; the preview on a task's.
#pragma once

#include "base/CancelToken.h"
#include "base/CrashMarks.h"
#include "engine/VacationTypes.h"
#include "store/Reader.h"
#include "store/Store.h"

namespace tributary::engine {

[[nodiscard]] Result<VacationView> loadVacationView(store::Reader& reader, AccountId account, qint64 nowMs);
[[nodiscard]] Result<QList<VacationView>> loadActiveVacations(store::Reader& reader, qint64 nowMs);
[[nodiscard]] QList<VacationProblem> vacationProblems(const model::Vacation& vacation);
[[nodiscard]] Status saveVacation(store::Store& store, store::Reader& reader, const model::Vacation& vacation);
[[nodiscard]] Result<VacationPreview> previewVacation(store::Reader& reader, CrashMarks* marks, const model::Vacation& vacation, int count, const CancelToken& cancel);

} // namespace tributary::engine
