// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/RetryPolicy.h"

#include "connect/DoubtfulRefusal.h"

#include <algorithm>

namespace tributary::sync {

using namespace std::chrono_literals;

Reaction reactionTo(const Error& error) {
    switch (error.kind) {
    case ErrorKind::Cancelled: return Reaction::Quit;
    case ErrorKind::Network: return Reaction::BackOff;
    case ErrorKind::Tls: return Reaction::StopAndAsk;
    case ErrorKind::Auth: return Reaction::StopAndAsk;
    case ErrorKind::TemporaryRefusal: return Reaction::BackOff;
    case ErrorKind::Refused: return Reaction::SkipMailbox;
    case ErrorKind::Protocol: return Reaction::Reconnect;
    case ErrorKind::Storage: return Reaction::StopAndReport;
    case ErrorKind::InvalidInput: return Reaction::StopAndAsk;
    case ErrorKind::Internal: return Reaction::StopAndReport;
    }
    return Reaction::StopAndReport;
}

Clock::Duration delayAfter(const Error& error, Backoff& backoff) {
    if (reactionTo(error) == Reaction::StopAndReport)
        return 5min;
    const auto ours = backoff.next();
    if (error.code != ErrorCode::Throttled && error.code != ErrorCode::TooManyConnections)
        return ours;
    bool named = false;
    const qint64 ms = error.detail.toLongLong(&named);
    constexpr qint64 kLongest = 24LL * 3600 * 1000;
    return named && ms > 0 ? std::max<Clock::Duration>(ours, std::chrono::milliseconds(std::min(ms, kLongest))) : std::max<Clock::Duration>(ours, 1min);
}

Error Refusals::believed(const model::Account& account, Error error) {
    if (m_doubted || account.auth != model::AuthMethod::Password || !connect::isDoubtfulRefusal(account.provider, account.incoming.host, error))
        return error;
    m_doubted = true;
    error.kind = ErrorKind::TemporaryRefusal;
    error.code = ErrorCode::AuthServerUnavailable;
    return error;
}

} // namespace tributary::sync
