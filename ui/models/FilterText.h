// SPDX-License-Identifier: GPL-3.0-or-later
// Filters in the user's words (S5): what one does in a line, its parts for choosers, and what is wrong with it. Pure.
#pragma once

#include "engine/FilterTypes.h"

#include <QList>
#include <QString>

class QDateTime;

namespace tributary::ui {

/// A test as it stands in a chooser: with its "not", since no language builds that from parts.
struct TestChoice {
    model::FilterTest test = model::FilterTest::Contains;
    bool negated = false;

    bool operator==(const TestChoice&) const = default;
};

[[nodiscard]] QList<model::FilterField> filterFields(); ///< in the order to show
[[nodiscard]] QString fieldTitle(model::FilterField field);
/// Those that fit the field, the usual ones first.
[[nodiscard]] QList<TestChoice> testChoices(model::FilterField field);
[[nodiscard]] QString testTitle(model::FilterField field, const TestChoice& choice); ///< "does not contain"

[[nodiscard]] QList<model::FilterVerb> filterVerbs(); ///< in the order to show
[[nodiscard]] QString verbTitle(model::FilterVerb verb); ///< "Move to"

/// A mailbox's name as filters have it, INBOX in the user's language.
[[nodiscard]] QString mailboxPathTitle(const QString& name);

[[nodiscard]] QString conditionText(const model::FilterCondition& condition); ///< "From contains “boss”"
[[nodiscard]] QString actionText(const model::FilterAction& action);          ///< "move to Work"
/// "From contains “boss” → move to Work, stop"; long ones are cut short.
[[nodiscard]] QString filterLine(const model::Filter& filter);

/// What is wrong, as a sentence, at its place; filter: the one it is about.
[[nodiscard]] QString problemText(const engine::FilterProblem& problem, const model::Filter& filter);

/// What has been done: "Moved to Work".
[[nodiscard]] QString doneText(const model::FilterAction& action);
/// "Moved to Work by your filter “Boss” at the server · today 10:42".
[[nodiscard]] QString reasonLine(const engine::FilterReason& reason, const QDateTime& now);
/// The one to show of several: that which gave the message its place, else the newest; none: there is nothing to say.
[[nodiscard]] const engine::FilterReason* weightiestReason(const QList<engine::FilterReason>& reasons);

/// What an imported file holds and cannot be had here, as a sentence.
[[nodiscard]] QString complaintText(const engine::RulesComplaint& complaint);

} // namespace tributary::ui
