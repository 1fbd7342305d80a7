// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <QByteArrayView>
#include <QString>

#include <chrono>

namespace tributary::net {

struct ReadOutcome {
    QByteArray bytes;   ///< empty only when woken
    bool woken = false; ///< the WakeUp was set: new work, the stream is as it was
};

/// An ordered stream of bytes to one peer. Lives on, and is used by, one worker thread, which waits in read() in its
/// own event loop; a CancelToken or WakeUp ends that wait at once from any thread.
class ByteStream {
  public:
    using Timeout = std::chrono::milliseconds;

    virtual ~ByteStream() = default;

    /// Waits until bytes are there, the wake-up is set, or: Network/TimedOut after timeout without a byte,
    /// Network/ConnectionClosed, Network/NetworkChanged (OpenLines), Cancelled. Bytes already received are returned before an error is.
    [[nodiscard]] virtual Result<ReadOutcome> read(Timeout timeout) = 0;
    /// Sends all bytes, waiting only while more than 256 KiB are unsent. Same errors as read().
    [[nodiscard]] virtual Status write(QByteArrayView bytes) = 0;
    /// Upgrades a plain stream (STARTTLS) with the verification of the endpoint. Protocol/InjectedData when bytes wait
    /// unread: nothing received before TLS survives it. Kind Tls on failure.
    [[nodiscard]] virtual Status startTls() = 0;
    [[nodiscard]] virtual bool isEncrypted() const = 0;
    /// The own IP address, as plainAddress() writes it; empty: not known, as behind a proxy.
    [[nodiscard]] virtual QString localAddress() const { return {}; }
    /// Drops the connection without waiting.
    virtual void close() = 0;
    /// Payload bytes since the start.
    [[nodiscard]] virtual qint64 bytesReceived() const = 0;
};

} // namespace tributary::net
