// SPDX-License-Identifier: GPL-3.0-or-later
// What the vacation reply is spoken of in (S4): values, for cli and ui. The reply itself: model/Vacation.h.
#pragma once

#include "engine/FilterTypes.h"
#include "model/Vacation.h"
#include "model/VacationReplies.h"
#include "rules/VacationDecision.h"

#include <QList>

#include <optional>

namespace tributary::engine {

using rules::vacationAnswerName; ///< "from-list": --json
using rules::VacationAnswer; ///< Reply, or why a message gets none: FromList, AnsweredLately ...

enum class VacationFault { NoText, TextTooLong, SubjectTooLong, ControlCharacter, EndsBeforeItBegins, BadTimeZone, BadWeekday, OnlyOneHour, BadInterval, BadException, NoOutgoing };
struct VacationProblem {
    VacationFault fault = VacationFault::NoText;
    QString detail; ///< BadException: which one

    bool operator==(const VacationProblem&) const = default;
};
[[nodiscard]] QLatin1StringView vacationFaultName(VacationFault fault); ///< "no-text": --json

struct VacationView {
    model::Vacation vacation;      ///< as saved; on with untilMs past: it has switched itself off by then (replies.stopped)
    bool isActive = false;         ///< now: on, and now is between fromMs and untilMs (weekdays and hours aside); what the banner shows
    bool serverAnswersYet = false; ///< turned off here; the server, which has not been reached since, may go on answering
    Placement placement;           ///< where it works, and why here
    QList<VacationProblem> problems;
    model::VacationReplies replies; ///< those of this program; what the server has answered it does not tell
    SieveState server;
};

/// One of the last stored messages, and what would be done, had they come one after the other with the reply turned on before the first.
struct VacationPreviewRow {
    model::MessageSummary message;
    VacationAnswer answer{}; ///< Reply: it would get one; else the reason why not
    QString recipient;       ///< who would get it; empty: nobody is named
    QString subject;         ///< of the reply
    bool isInside = false;   ///< it would get the text for the own domain
};
struct VacationPreview {
    QList<VacationPreviewRow> rows; ///< newest first
    int answered = 0;               ///< of them
};

} // namespace tributary::engine
