// SPDX-License-Identifier: GPL-3.0-or-later
// Brings what stands in the outbox to one account's outgoing server (S14, S18): message by message, over one connection, each
// step noted in the store before or after it, so that a kill or a cut line at any point neither loses a message nor sends it
// twice. Straight-line, on a thread of its own: a long sync of the same account does not hold mail up.
#pragma once

#include "base/CancelToken.h"
#include "base/Clock.h"
#include "base/WakeUp.h"
#include "connect/SmtpConnection.h"
#include "model/Account.h"
#include "store/Reader.h"
#include "store/Store.h"

#include <chrono>
#include <functional>
#include <memory>

namespace tributary::send {

/// How long things wait; tests shorten them.
struct SendTiming {
    std::chrono::milliseconds firstRetry = std::chrono::minutes(1); ///< after a temporary refusal; doubles ...
    std::chrono::milliseconds lastRetry = std::chrono::hours(1);    ///< ... up to this
    std::chrono::milliseconds giveUp = std::chrono::hours(48);      ///< since it was to leave: then the user is asked
};

/// Opens a connection that is signed in, to the outgoing server of the account.
using Connector = std::function<Result<std::unique_ptr<connect::SmtpConnection>>()>;

struct SendContext {
    model::Account account; ///< whose outgoing server it is
    store::Store& store;
    store::Reader& reader;
    const Clock& clock;
    CancelToken cancel;
    SendTiming timing;
    std::function<Result<QByteArray>(const QByteArray& sealed)> unseal; ///< the bytes of a sealed message; none: there is no such
};

/// What a run came to, in messages.
struct SendOutcome {
    int submitted = 0; ///< the server took them, for one recipient at least
    int postponed = 0; ///< refused for now
    int failed = 0;    ///< refused for good
    int unknown = 0;
};

class OutboxRunner {
  public:
    OutboxRunner(SendContext& context, Connector connector) : m_context(context), m_connector(std::move(connector)) {}

    /// Sends what is due until nothing is. An error is one of the connection, of the store or Cancelled: what was not sent is
    /// queued still, with the error where the user has to do something about it (Auth, Tls).
    [[nodiscard]] Result<SendOutcome> run();

  private:
    [[nodiscard]] Status connectOnce(const model::OutboxMessage& message);
    [[nodiscard]] Result<QByteArray> bytesOf(const model::OutboxMessage& message);
    [[nodiscard]] Status sendOne(const model::OutboxMessage& message);
    [[nodiscard]] Status settle(const model::OutboxMessage& message, const smtp::Submission& submission);
    [[nodiscard]] Status settleAccepted(const model::OutboxMessage& message, const QList<model::OutboxRecipient>& recipients);
    [[nodiscard]] Status settleRefused(const model::OutboxMessage& message, const Error& error, const QList<model::OutboxRecipient>& recipients);
    [[nodiscard]] Status interrupted(const model::OutboxMessage& message, const Error& error);
    [[nodiscard]] Status postpone(const model::OutboxMessage& message, const Error& error, const QList<model::OutboxRecipient>& recipients);
    [[nodiscard]] Status close(const model::OutboxMessage& message, QList<model::OutboxRecipient> recipients);
    [[nodiscard]] bool isTooOld(const model::OutboxMessage& message) const;
    [[nodiscard]] qint64 nowMs() const;

    SendContext& m_context;
    Connector m_connector;
    std::unique_ptr<connect::SmtpConnection> m_connection;
    SendOutcome m_outcome;
};

} // namespace tributary::send
