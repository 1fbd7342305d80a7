// SPDX-License-Identifier: GPL-3.0-or-later
// The vacation reply in the user's words (S4). Pure.
#pragma once

#include "engine/VacationTypes.h"
#include "model/Account.h"

#include <QList>
#include <QString>

class QDateTime;

namespace tributary::ui {

/// What a message would have got: "would get a reply", or why it would not.
[[nodiscard]] QString vacationAnswerText(engine::VacationAnswer answer);
[[nodiscard]] QString vacationFaultText(const engine::VacationProblem& problem);
/// "Answered 12 people since Nov 3"; why it has switched itself off; empty: nothing to say.
[[nodiscard]] QString repliesText(const engine::VacationView& view, const QDateTime& now);
/// "Vacation reply is on for Work until Dec 3": of all that are on; accounts: those there are. Empty: none is on.
[[nodiscard]] QString vacationBannerText(const QList<engine::VacationView>& active, const QList<model::AccountSnapshot>& accounts);

} // namespace tributary::ui
