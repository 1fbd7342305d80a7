// SPDX-License-Identifier: GPL-3.0-or-later
// The vacation reply of an account (S4): what it says, when and to whom. Who never gets one: rules/VacationDecision.h (RFC 3834).
#pragma once

#include "base/Ids.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <QTime>

#include <optional>

namespace tributary::model {

/// Known: people that the user has written to before. Others: everybody but those.
enum class VacationAudience { Everybody, Known, Others };

struct VacationText {
    QString text; ///< plain; the twin of html where that is not empty
    QString html; ///< our own writer's; empty: plain only

    bool operator==(const VacationText&) const = default;
};

struct Vacation {
    AccountId account;
    bool on = false;
    QString subject; ///< empty: "Auto: " and the subject that is answered (RFC 5230 4.1)
    VacationText reply;
    std::optional<VacationText> insideReply; ///< for senders of the account's own domain; none: reply
    std::optional<qint64> fromMs, untilMs;   ///< UTC; none: since ever, for ever. untilMs itself is out
    QByteArray timeZone;                     ///< IANA name, "Asia/Tokyo": what weekdays and hours mean; empty: the machine's
    QList<int> weekdays;                     ///< 1 Monday to 7 Sunday; empty: all of them
    std::optional<QTime> hoursFrom, hoursUntil; ///< of each day; until before from: over midnight; both or none
    VacationAudience audience = VacationAudience::Everybody;
    QStringList exceptions;                  ///< never to these: addresses, or domains as "@example.org"
    int intervalDays = 1;                    ///< between two replies to one sender, 1 to 365

    bool operator==(const Vacation&) const = default;
};

} // namespace tributary::model
