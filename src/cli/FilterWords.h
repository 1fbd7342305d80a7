// SPDX-License-Identifier: GPL-3.0-or-later
// Filters and vacation replies as words and JSON of the command line (docs/cli.md).
#pragma once

#include "base/Result.h"
#include "cli/CommandLine.h"
#include "engine/FilterTypes.h"
#include "engine/VacationTypes.h"

#include <QJsonArray>
#include <QJsonObject>

namespace tributary::cli {

[[nodiscard]] QLatin1StringView fieldName(model::FilterField field); ///< "list-id"
[[nodiscard]] QLatin1StringView testName(model::FilterTest test);    ///< "contains"
[[nodiscard]] QLatin1StringView verbName(model::FilterVerb verb);    ///< "mark-read"

/// How many words stand behind an option that takes several: "if" FIELD TEST VALUE (no VALUE behind exists), "then" VERB TARGET (only where the verb
/// has one). words: what is left of the line behind the option.
[[nodiscard]] int wordsOf(const QString& option, const QStringList& words);

/// From --name, --if, --any, --every, --then, --disabled; what is not given is as in before. Errors: InvalidInput/BadValue with what was given.
[[nodiscard]] Result<model::Filter> filterFromOptions(const CommandLine& line, const model::Filter& before);
/// As filter list prints it. Errors: InvalidInput/BadValue (detail: the place).
[[nodiscard]] Result<model::Filter> filterFromJson(const QJsonObject& object, const model::Filter& before);
[[nodiscard]] QJsonObject filterJson(const model::Filter& filter);
[[nodiscard]] QJsonArray problemsJson(const QList<engine::FilterProblem>& problems);
[[nodiscard]] QJsonObject placementJson(const engine::Placement& placement);
[[nodiscard]] QJsonObject sieveJson(const engine::SieveState& state);
[[nodiscard]] QString filterText(const model::Filter& filter); ///< one line, for people

[[nodiscard]] Result<model::Vacation> vacationFromJson(const QJsonObject& object, const model::Vacation& before);
/// From --subject, --text, --text-file, --inside-text, --from, --until, --time-zone, --weekdays, --hours, --audience, --except, --interval-days.
[[nodiscard]] Result<model::Vacation> vacationFromOptions(const CommandLine& line, model::Vacation vacation);
[[nodiscard]] QJsonObject vacationJson(const engine::VacationView& view);

/// A JSON object of a file; "-": of standard input. InvalidInput: FileMissing, BadValue.
[[nodiscard]] Result<QJsonObject> readJsonFile(const QString& path);

} // namespace tributary::cli
