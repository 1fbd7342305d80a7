// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/RetryPolicy.h"

namespace tributary::sync {

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

} // namespace tributary::sync
