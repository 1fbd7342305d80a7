// SPDX-License-Identifier: GPL-3.0-or-later
// Does a message get the vacation reply, and if not, why not: RFC 3834 2 and RFC 5230 4. Pure. The answer is given in a fixed order,
// what the message is before what the user set, so that "would have answered" says the weightiest reason.
//
// Who never gets one: lists, bounces, whatever says that a program sent it, addresses that nobody reads, the user. Times: the message
// must have arrived within the vacation, on one of its days and in its hours (those of the zone, also where the clocks change), and
// now must be before its end. Hours over midnight belong to the day that they begin on.
#pragma once

#include "model/Vacation.h"
#include "rules/MessageFacts.h"

#include <QLatin1StringView>
#include <QStringList>

#include <functional>

namespace tributary::rules {

enum class VacationAnswer {
    Reply,
    Off,
    HeaderMissing,    ///< the message's fields are not known: without them nothing is answered
    InJunk,           ///< or among what was thrown away
    NoSender,         ///< nobody is named to whom a reply could go
    Bounce,           ///< null return-path, a report
    FromList,         ///< a List- field, Precedence: list, bulk, junk
    Automatic,        ///< Auto-Submitted, and its forerunners
    Suppressed,       ///< X-Auto-Response-Suppress
    NobodyReads,      ///< no-reply@, owner-x@, x-request@, MAILER-DAEMON@ and their like
    FromSelf,
    NotToUs,          ///< none of our addresses is among its recipients (RFC 5230 4.5)
    Excepted,
    TooOld,           ///< it arrived a day ago or more
    BeforeBegin, AfterEnd, OtherDay, OtherHour,
    OtherAudience,
    AnsweredLately,   ///< the same sender, within the interval
    TooMany,          ///< of the account within an hour: the caller turns the vacation off
};
[[nodiscard]] QLatin1StringView vacationAnswerName(VacationAnswer answer); ///< "from-list": logs, --json, tests

inline constexpr int kVacationRepliesAnHour = 50;

/// What is known beside the message.
struct VacationSurroundings {
    qint64 nowMs = 0;                   ///< UTC
    QStringList ownAddresses;           ///< of the user, all accounts; "@example.org": everything there
    std::function<bool(const QString& key)> writtenTo;              ///< has the user written to it? key: model::mailboxKey()
    std::function<std::optional<qint64>(const QString& key)> lastReplyMs; ///< the ledger: of this account to that sender, UTC ms
    int repliesInLastHour = 0;          ///< of this account
};

/// To whom a reply would go: the Return-Path, else From, else Sender (RFC 3834 4); empty: nobody.
[[nodiscard]] QString vacationRecipient(const MessageFacts& message);

[[nodiscard]] VacationAnswer decideVacation(const MessageFacts& message, const model::Vacation& vacation,
                                            const VacationSurroundings& surroundings);

/// Is it an address of a program or of nobody, by its local part?
[[nodiscard]] bool isReadByNobody(const QString& addrSpec);

} // namespace tributary::rules
