// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/FilterCheck.h"

#include "model/Address.h"
#include "rules/Limits.h"
#include "rules/detail/CompiledTest.h"

#include <algorithm>
#include <array>

namespace tributary::rules {

using model::FilterVerb;

namespace {

constexpr std::array kFaultNames{
    "no-name", "name-too-long", "no-condition", "too-many-conditions", "no-action", "too-many-actions", "test-does-not-fit",
    "empty-value", "value-too-long", "control-character", "bad-expression", "bad-header-name", "bad-number", "bad-date", "no-target",
    "target-too-long", "mailbox-gone", "not-a-keyword", "not-an-address", "not-verified", "behind-stop", "second-place"};
static_assert(kFaultNames.size() == static_cast<std::size_t>(FilterFault::SecondPlace) + 1);

constexpr qsizetype kKeyword = 200;

bool givesPlace(FilterVerb verb) { return verb == FilterVerb::Move || verb == FilterVerb::Junk || verb == FilterVerb::Delete; }

bool hasControl(const QString& text) {
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; });
}

bool isThere(const QString& mailbox, const QSet<QString>& mailboxes) {
    const bool isInbox = mailbox.compare(QLatin1StringView("INBOX"), Qt::CaseInsensitive) == 0;
    return mailboxes.contains(mailbox) ||
           (isInbox && std::any_of(mailboxes.begin(), mailboxes.end(),
                                   [](const QString& m) { return m.compare(QLatin1StringView("INBOX"), Qt::CaseInsensitive) == 0; }));
}

std::optional<FilterFault> targetFault(const model::FilterAction& action, const FilterSurroundings& surroundings) {
    const bool isMailbox = action.verb == FilterVerb::Move || action.verb == FilterVerb::Copy;
    if (!isMailbox && action.verb != FilterVerb::Label && action.verb != FilterVerb::Forward)
        return std::nullopt;
    if (action.target.isEmpty())
        return FilterFault::NoTarget;
    if (action.target.size() > limits::kValue)
        return FilterFault::TargetTooLong;
    if (hasControl(action.target))
        return FilterFault::ControlCharacter;
    if (isMailbox)
        return surroundings.mailboxes && !isThere(action.target, *surroundings.mailboxes) ? std::optional(FilterFault::MailboxGone)
                                                                                          : std::nullopt;
    if (action.verb == FilterVerb::Label)
        return isKeyword(action.target) ? std::nullopt : std::optional(FilterFault::NotAKeyword);
    if (!model::looksLikeAddress(action.target))
        return FilterFault::NotAnAddress;
    return surroundings.verified && !surroundings.verified->contains(model::mailboxKey(action.target))
               ? std::optional(FilterFault::NotVerified)
               : std::nullopt;
}

void checkConditions(const model::Filter& filter, QList<FilterProblem>& problems) {
    if (filter.join == model::FilterJoin::EveryMail)
        return;
    if (filter.conditions.isEmpty())
        problems.append({FilterProblem::Place::Filter, 0, FilterFault::NoCondition});
    if (filter.conditions.size() > limits::kConditions) { // and no look at each: there may be any number
        problems.append({FilterProblem::Place::Filter, 0, FilterFault::TooManyConditions});
        return;
    }
    for (int i = 0; i < filter.conditions.size(); ++i) {
        if (const auto test = detail::compileTest(filter.conditions[i], QTimeZone::utc()); !test)
            problems.append({FilterProblem::Place::Condition, i, test.error()});
    }
}

void checkActions(const model::Filter& filter, const FilterSurroundings& surroundings, QList<FilterProblem>& problems) {
    if (filter.actions.isEmpty())
        problems.append({FilterProblem::Place::Filter, 0, FilterFault::NoAction});
    if (filter.actions.size() > limits::kActions) {
        problems.append({FilterProblem::Place::Filter, 0, FilterFault::TooManyActions});
        return;
    }
    bool stopped = false, placed = false;
    for (int i = 0; i < filter.actions.size(); ++i) {
        const model::FilterAction& action = filter.actions[i];
        if (const auto fault = targetFault(action, surroundings))
            problems.append({FilterProblem::Place::Action, i, *fault});
        if (stopped)
            problems.append({FilterProblem::Place::Action, i, FilterFault::BehindStop});
        else if (placed && givesPlace(action.verb))
            problems.append({FilterProblem::Place::Action, i, FilterFault::SecondPlace});
        placed = placed || givesPlace(action.verb);
        stopped = stopped || action.verb == FilterVerb::Stop;
    }
}

} // namespace

QLatin1StringView filterFaultName(FilterFault fault) { return QLatin1StringView(kFaultNames[static_cast<std::size_t>(fault)]); }

bool isKeyword(const QString& text) {
    return !text.isEmpty() && text.size() <= kKeyword && std::all_of(text.begin(), text.end(), [](QChar c) {
        return c.unicode() > 0x20 && c.unicode() < 0x7f && !QStringView(u"(){%*\"\\]").contains(c);
    });
}

QList<FilterProblem> checkFilter(const model::Filter& filter, const FilterSurroundings& surroundings) {
    QList<FilterProblem> problems;
    if (filter.name.trimmed().isEmpty())
        problems.append({FilterProblem::Place::Name, 0, FilterFault::NoName});
    else if (filter.name.size() > limits::kFilterName)
        problems.append({FilterProblem::Place::Name, 0, FilterFault::NameTooLong});
    else if (hasControl(filter.name))
        problems.append({FilterProblem::Place::Name, 0, FilterFault::ControlCharacter});
    checkConditions(filter, problems);
    checkActions(filter, surroundings, problems);
    return problems;
}

bool isFatal(FilterFault fault) {
    return fault != FilterFault::NoName && fault != FilterFault::NameTooLong && fault != FilterFault::BehindStop &&
           fault != FilterFault::SecondPlace;
}

bool canRun(const QList<FilterProblem>& problems) {
    return std::none_of(problems.begin(), problems.end(),
                        [](const FilterProblem& p) { return p.place != FilterProblem::Place::Name && isFatal(p.fault); });
}

} // namespace tributary::rules
