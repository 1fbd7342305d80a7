// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/OutboxTally.h"

#include <QHash>

#include <algorithm>

namespace tributary::engine {

using model::OutboxMessage;
using model::OutboxReport;
using model::OutboxState;

namespace {

bool isOnItsWay(OutboxState state) { return state == OutboxState::Queued || state == OutboxState::Sending; }
bool hasLeft(OutboxState state) { return state == OutboxState::Submitted || state == OutboxState::Filed; }

bool isPartly(const OutboxMessage& message) {
    return hasLeft(message.state) && std::any_of(message.recipients.begin(), message.recipients.end(), [](const model::OutboxRecipient& one) {
               return one.state == model::RecipientState::Refused;
           });
}

/// What the user has to look after; nothing else counts as fresh.
bool needsUser(const OutboxMessage& message) {
    return message.state == OutboxState::Failed || message.state == OutboxState::Unknown || isPartly(message);
}

void count(OutboxReport& report, const OutboxMessage& now, const OutboxMessage* before) {
    report.waiting += isOnItsWay(now.state) ? 1 : 0;
    report.failed += now.state == OutboxState::Failed ? 1 : 0;
    report.unknown += now.state == OutboxState::Unknown ? 1 : 0;
    report.partly += isPartly(now) ? 1 : 0;
    report.fresh += needsUser(now) && (!before || !needsUser(*before)) ? 1 : 0;
    const bool wasToGo = !before || isOnItsWay(before->state); // none: queued meanwhile, as forwards of filters are
    report.sent += hasLeft(now.state) && !isPartly(now) && wasToGo ? 1 : 0;
    if (isOnItsWay(now.state) && !report.reason)
        report.reason = now.error;
}

} // namespace

void tallyOutbox(QList<model::SyncReport>& reports, const QList<OutboxMessage>& before, const QList<OutboxMessage>& after) {
    QHash<qint64, const OutboxMessage*> known;
    for (const OutboxMessage& message : before)
        known.insert(message.id.value, &message);
    for (model::SyncReport& report : reports) {
        OutboxReport& outbox = report.outbox.emplace();
        QHash<qint64, const OutboxMessage*> left = known;
        for (const OutboxMessage& message : after) {
            const OutboxMessage* earlier = left.take(message.id.value);
            if (message.account == report.account)
                count(outbox, message, earlier);
        }
        for (const OutboxMessage* gone : std::as_const(left)) // filed, and no more to be told of it
            outbox.sent += gone->account == report.account && isOnItsWay(gone->state) ? 1 : 0;
    }
}

} // namespace tributary::engine
