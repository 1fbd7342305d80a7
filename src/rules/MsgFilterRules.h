// SPDX-License-Identifier: GPL-3.0-or-later
// Filters of Thunderbird (msgFilterRules.dat, version 8 and 9) as ours, with what could not be taken named. Pure; linear; whatever the
// bytes are. A filter of which something is left out comes turned off: half of it could do harm.
#pragma once

#include "model/Filter.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace tributary::rules {

enum class RulesProblem {
    NotSuchAFile,   ///< no filter at all in it
    TooLarge,       ///< beyond limits::kRulesFileBytes, or kFilters
    Line,           ///< not key="value"
    UnknownField, UnknownTest, BadCondition, TooManyConditions,
    UnknownAction,
    Mailbox,        ///< a URI that names no mailbox
    MixedJoin,      ///< AND and OR in one filter: read as OR where the first is
    NotAtArrival,   ///< it runs elsewhere only (behind sending, by hand)
};
[[nodiscard]] QLatin1StringView rulesProblemName(RulesProblem problem); ///< "unknown-action"

struct RulesComplaint {
    RulesProblem problem = RulesProblem::Line;
    QString filter; ///< its name; empty: the file
    QString detail; ///< what was read, cut to 200 characters

    bool operator==(const RulesComplaint&) const = default;
};

struct ReadRules {
    QList<model::Filter> filters; ///< no id and no account yet; mailbox names with '/', as the URI has them
    QList<RulesComplaint> complaints;
};

[[nodiscard]] ReadRules readMsgFilterRules(QByteArrayView file);

/// The mailbox of "imap://user%40host@server/A/B" and "mailbox://..."; empty: none.
[[nodiscard]] QString mailboxOfUri(const QString& uri);

} // namespace tributary::rules
