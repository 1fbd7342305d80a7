// SPDX-License-Identifier: GPL-3.0-or-later
// What the facade's filters do to the store (Filters.h). On the thread of the user's changes.
#pragma once

#include "base/CrashMarks.h"
#include "engine/FilterTypes.h"
#include "store/Reader.h"
#include "store/Store.h"

namespace tributary::engine {

[[nodiscard]] Result<FilterList> loadFilterList(store::Reader& reader, AccountId account, qint64 nowMs);
[[nodiscard]] Result<QList<FilterProblem>> filterProblems(store::Reader& reader, const model::Filter& draft);
[[nodiscard]] Result<Placement> placeDraft(store::Reader& reader, const model::Filter& draft, qint64 nowMs);
[[nodiscard]] Result<FilterId> saveFilter(store::Store& store, store::Reader& reader, const model::Filter& filter, qint64 nowMs);
[[nodiscard]] Status setFilterEnabled(store::Store& store, store::Reader& reader, FilterId filter, bool enabled, qint64 nowMs);
[[nodiscard]] Result<QList<FilterId>> addFilters(store::Store& store, store::Reader& reader, AccountId account, QList<model::Filter> filters, qint64 nowMs);
[[nodiscard]] Result<model::Filter> draftLike(store::Reader& reader, MessageId message, CrashMarks* marks);
[[nodiscard]] Result<ImportedFilters> readFilterFile(store::Reader& reader, AccountId account, const QString& file);
[[nodiscard]] Result<SieveState> loadSieveState(store::Reader& reader, AccountId account, qint64 nowMs);
/// See Filters::whyMoved().
[[nodiscard]] Result<QList<FilterReason>> reasonsOf(store::Reader& reader, MessageId message, CrashMarks* marks, qint64 nowMs);

} // namespace tributary::engine
