// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with filters, and what they have done, in words (FilterText.h).
#include "ui/models/FilterText.h"

#include "ui/models/MailboxNames.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace tributary::ui {

using engine::FilterFault;
using engine::FilterProblem;
using engine::RulesProblem;
using model::FilterVerb;

namespace {

struct FilterProblemWords {
    Q_DECLARE_TR_FUNCTIONS(FilterText)
};

QString targetAt(const FilterProblem& problem, const model::Filter& filter) {
    return problem.place == FilterProblem::Place::Action && problem.index < filter.actions.size() ? filter.actions[problem.index].target : QString();
}

bool isPlace(FilterVerb verb) { return verb == FilterVerb::Move || verb == FilterVerb::Junk || verb == FilterVerb::Delete; }

QString complaintReason(RulesProblem problem) {
    switch (problem) {
    case RulesProblem::NotSuchAFile: return FilterProblemWords::tr("This file holds no filters.");
    case RulesProblem::TooLarge: return FilterProblemWords::tr("The file is too large: its end was left out.");
    case RulesProblem::Line: return FilterProblemWords::tr("A line cannot be understood.");
    case RulesProblem::UnknownField: return FilterProblemWords::tr("It looks at something that filters here do not look at.");
    case RulesProblem::UnknownTest: return FilterProblemWords::tr("It compares in a way that is not known here.");
    case RulesProblem::BadCondition: return FilterProblemWords::tr("A condition cannot be understood.");
    case RulesProblem::TooManyConditions: return FilterProblemWords::tr("It has too many conditions.");
    case RulesProblem::UnknownAction: return FilterProblemWords::tr("It does something that filters here do not do.");
    case RulesProblem::Mailbox: return FilterProblemWords::tr("Its mailbox cannot be found out.");
    case RulesProblem::MixedJoin: return FilterProblemWords::tr("It mixes “all” and “any”.");
    case RulesProblem::NotAtArrival: return FilterProblemWords::tr("It does not run when mail arrives.");
    }
    return {};
}

} // namespace

QString problemText(const FilterProblem& problem, const model::Filter& filter) {
    const QString target = targetAt(problem, filter);
    switch (problem.fault) {
    case FilterFault::NoName: return FilterProblemWords::tr("Give the filter a name.");
    case FilterFault::NameTooLong: return FilterProblemWords::tr("The name is too long.");
    case FilterFault::NoCondition: return FilterProblemWords::tr("Add a condition, or choose “it is any message at all”.");
    case FilterFault::TooManyConditions: return FilterProblemWords::tr("These are too many conditions: a hundred is the most.");
    case FilterFault::NoAction: return FilterProblemWords::tr("Add what is to be done.");
    case FilterFault::TooManyActions: return FilterProblemWords::tr("These are too many actions: twenty is the most.");
    case FilterFault::TestDoesNotFit: return FilterProblemWords::tr("This cannot be compared like that.");
    case FilterFault::EmptyValue: return FilterProblemWords::tr("Say what to look for.");
    case FilterFault::ValueTooLong: return FilterProblemWords::tr("This is too long.");
    case FilterFault::ControlCharacter: return FilterProblemWords::tr("There is a character in it that cannot be shown.");
    case FilterFault::BadExpression: return FilterProblemWords::tr("This is not a regular expression, or it is too costly.");
    case FilterFault::BadHeaderName: return FilterProblemWords::tr("This is not the name of a header field.");
    case FilterFault::BadNumber: return FilterProblemWords::tr("This is not a number that can be used here.");
    case FilterFault::BadDate: return FilterProblemWords::tr("This is not a date.");
    case FilterFault::NoTarget: return FilterProblemWords::tr("Choose a target.");
    case FilterFault::TargetTooLong: return FilterProblemWords::tr("This is too long.");
    case FilterFault::MailboxGone: return FilterProblemWords::tr("The mailbox “%1” is not there any more.").arg(mailboxPathTitle(target));
    case FilterFault::NotAKeyword: return FilterProblemWords::tr("A label is one word of ASCII letters, digits and signs, without blanks, brackets, quotes, % and *.");
    case FilterFault::NotAnAddress: return FilterProblemWords::tr("This is not an e-mail address.");
    case FilterFault::NotVerified: return FilterProblemWords::tr("%1 is not verified: mail is forwarded only to addresses that are shown to be yours (Settings, Send mail as).").arg(target);
    case FilterFault::BehindStop: return FilterProblemWords::tr("This is never done: it stands behind “Stop”.");
    case FilterFault::SecondPlace: return FilterProblemWords::tr("The message has its place already: the first of move, junk and delete counts.");
    }
    return {};
}

QString doneText(const model::FilterAction& action) {
    switch (action.verb) {
    case FilterVerb::Move: return FilterProblemWords::tr("Moved to %1").arg(mailboxPathTitle(action.target));
    case FilterVerb::Copy: return FilterProblemWords::tr("Copied to %1").arg(mailboxPathTitle(action.target));
    case FilterVerb::Flag: return FilterProblemWords::tr("Flagged");
    case FilterVerb::Label: return FilterProblemWords::tr("Labelled “%1”").arg(action.target);
    case FilterVerb::MarkRead: return FilterProblemWords::tr("Marked as read");
    case FilterVerb::Junk: return FilterProblemWords::tr("Marked as junk");
    case FilterVerb::Delete: return FilterProblemWords::tr("Deleted");
    case FilterVerb::Forward: return FilterProblemWords::tr("Forwarded to %1").arg(action.target);
    case FilterVerb::Stop: return FilterProblemWords::tr("No further filters were used");
    }
    return {};
}

QString reasonLine(const engine::FilterReason& reason, const QDateTime& now) {
    const QString done = doneText(reason.action);
    QString line;
    if (reason.where == engine::RunsAt::Server)
        line = (reason.isCertain ? FilterProblemWords::tr("%1 by your filter “%2” at the server") : FilterProblemWords::tr("%1, it seems by your filter “%2” at the server")).arg(done, reason.filterName);
    else if (reason.isApplied)
        line = FilterProblemWords::tr("%1 when you applied your filter “%2”").arg(done, reason.filterName);
    else
        line = FilterProblemWords::tr("%1 by your filter “%2” on this computer").arg(done, reason.filterName);
    return reason.whenMs > 0 ? FilterProblemWords::tr("%1 · %2", "what a filter did, when").arg(line, shortDate(reason.whenMs, now)) : line;
}

const engine::FilterReason* weightiestReason(const QList<engine::FilterReason>& reasons) {
    if (reasons.isEmpty())
        return nullptr;
    const auto place = std::find_if(reasons.begin(), reasons.end(), [](const engine::FilterReason& one) { return isPlace(one.action.verb); });
    return place == reasons.end() ? &reasons.constFirst() : &*place;
}

QString complaintText(const engine::RulesComplaint& complaint) {
    QString text = complaintReason(complaint.problem);
    if (!complaint.detail.isEmpty())
        text = FilterProblemWords::tr("%1 “%2”", "a sentence, then what was read").arg(text, complaint.detail);
    return complaint.filter.isEmpty() ? text : FilterProblemWords::tr("%1: %2", "name of a filter, what is left out of it").arg(complaint.filter, text);
}

} // namespace tributary::ui
