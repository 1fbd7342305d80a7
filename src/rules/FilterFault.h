// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>

namespace tributary::rules {

/// What is wrong with a filter, or with one of its conditions or actions. The words for people are the ui's.
enum class FilterFault {
    NoName, NameTooLong, NoCondition, TooManyConditions, NoAction, TooManyActions,
    // of a condition
    TestDoesNotFit, ///< "Subject, above": the field cannot be tested like this
    EmptyValue, ValueTooLong, ControlCharacter, BadExpression, BadHeaderName, BadNumber, BadDate,
    // of an action
    NoTarget, TargetTooLong, MailboxGone, NotAKeyword, NotAnAddress, NotVerified,
    BehindStop,   ///< it stands after Stop and is never done
    SecondPlace,  ///< the message has been given a place already: the first of Move, Junk and Delete counts
};

[[nodiscard]] QLatin1StringView filterFaultName(FilterFault fault); ///< "bad-expression": logs, --json, tests

} // namespace tributary::rules
