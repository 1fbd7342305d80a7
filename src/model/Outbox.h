// SPDX-License-Identifier: GPL-3.0-or-later
// The outbox is a journal (S14, S18): a message goes forward through its states, each step one transaction, and it leaves only
// when the server took it and its copy is filed.
#pragma once

#include "base/Error.h"
#include "base/Ids.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace tributary::model {

/// Queued: waits for its time, its account or the network. Sending: a dialogue with the server is under way; found at start-up it
/// becomes Queued or Unknown by what was noted before (OutboxMessage::dataGiven). Submitted: the server took it, its copy is not
/// filed yet. Filed: done; it stays in the table only where some recipients were refused. Failed: refused for good, waits for the
/// user. Unknown: the line broke between the end of the message and the answer; never sent again by itself.
enum class OutboxState { Queued, Sending, Submitted, Filed, Failed, Unknown };

enum class RecipientState { Waiting, Accepted, Refused };

struct OutboxRecipient {
    QString address; ///< addr-spec
    RecipientState state = RecipientState::Waiting;
    QByteArray serverText; ///< of a refusal: code and words as received

    bool operator==(const OutboxRecipient&) const = default;
};

struct OutboxMessage {
    OutboxId id;
    AccountId account;       ///< whose identity it is, in whose Sent it is filed
    AccountId via;           ///< whose outgoing server carries it: account, or its relay (S18)
    IdentityId identity;
    DraftId draft;           ///< to edit it again; none: it was given as it is (cli)
    QString from;            ///< addr-spec, the reverse-path
    QString subject;
    QByteArray messageIdHeader; ///< without <>
    QList<OutboxRecipient> recipients;
    qint64 size = 0;         ///< bytes of the message
    qint64 createdMs = 0;    ///< UTC, as all times here
    qint64 notBeforeMs = 0;  ///< undo-send delay, send later; 0: at once
    qint64 nextTryMs = 0;    ///< after a temporary refusal
    int attempts = 0;
    OutboxState state = OutboxState::Queued;
    bool dataGiven = false;  ///< the end of the message may have reached the server
    bool sealed = false;     ///< nobody who reads the database reads it: a mail with a code (S26)
    bool saveSent = true;    ///< S14, as it was when it was queued
    std::optional<Error> error; ///< of the last try

    bool operator==(const OutboxMessage&) const = default;
};

/// A refused sign-in, a bad certificate, sending that the provider has switched off: nothing is tried again before the user has mended it (S17).
[[nodiscard]] bool isForUser(const Error& error);
/// "queued", "sending", "submitted", "filed", "failed", "unknown" (cli.md).
[[nodiscard]] QLatin1StringView outboxStateName(OutboxState state);
/// "waiting", "accepted", "refused".
[[nodiscard]] QLatin1StringView recipientStateName(RecipientState state);

} // namespace tributary::model
