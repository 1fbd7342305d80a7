// SPDX-License-Identifier: GPL-3.0-or-later
// A filter of an account (S5): which arriving messages it takes and what it does with them. Its words are Sieve's (RFC 5228) where
// Sieve has one. What is wrong with one: rules/FilterCheck.h.
#pragma once

#include "base/Ids.h"

#include <QList>
#include <QString>

namespace tributary::model {

/// What of a message a condition looks at. Recipient: To, Cc and Bcc. Attachment: whether there is one. ListId: the List-Id field
/// (RFC 2919). Age: whole days since it arrived. Account: the address of the account that it arrived at.
enum class FilterField { From, To, Cc, Recipient, Subject, Body, Header, Size, Date, Age, Attachment, ListId, Account };

/// How it is compared. Is to Expression are for text: upper and lower case, half and full width, and the kinds of kana's marks are
/// the same (rules/FoldedText.h). Wildcard: '*' and '?', the whole of it. Expression: a regular expression (RE2's), found anywhere.
/// Above, Below: Size and Age, strictly. Before, Since: Date; the day itself is Since. Exists: Attachment, Header, ListId.
enum class FilterTest { Is, Contains, Begins, Ends, Wildcard, Expression, Above, Below, Before, Since, Exists };

struct FilterCondition {
    FilterField field = FilterField::From;
    FilterTest test = FilterTest::Contains;
    bool negated = false; ///< "is not", "does not contain"
    QString header;       ///< Header: the field's name
    QString value;        ///< text; Size: bytes in decimal; Age: days in decimal; Date: YYYY-MM-DD in local time; Exists: empty

    bool operator==(const FilterCondition&) const = default;
};

/// EveryMail: the conditions, if there are any, count for nothing.
enum class FilterJoin { All, Any, EveryMail };

/// Stop: no later filter looks at the message. Delete: to the trash, as the user's own Delete does.
enum class FilterVerb { Move, Copy, Flag, Label, MarkRead, Junk, Delete, Forward, Stop };

struct FilterAction {
    FilterVerb verb = FilterVerb::Move;
    QString target; ///< Move, Copy: the mailbox, UTF-8 with '/' between levels; Label: the keyword; Forward: an address; else empty

    bool operator==(const FilterAction&) const = default;
};

struct Filter {
    FilterId id; ///< not valid: not saved yet
    AccountId account;
    QString name;
    bool enabled = true;
    FilterJoin join = FilterJoin::All;
    QList<FilterCondition> conditions;
    QList<FilterAction> actions;
    qint64 sinceMs = 0; ///< UTC: what arrived at the server before it was made or turned on is not its business; 0: everything is

    bool operator==(const Filter&) const = default;
};

} // namespace tributary::model
