// SPDX-License-Identifier: GPL-3.0-or-later
// The thin driver that joins a pop3::Session (bytes in, events out) to a net::ByteStream, signs in and moves mail. Straight-line, on one
// worker thread. Used by the probe and by sync/Pop3Sync, so that what the probe proves is what a poll does.
#pragma once

#include "connect/Target.h"
#include "pop3/Session.h"

#include <functional>
#include <memory>

namespace tributary::connect {

namespace detail {
class Pop3Log;
}

class Pop3Connection {
  public:
    /// Connects, secures (STLS, RFC 2595) and signs in (SASL, RFC 5034; APOP or USER and PASS where there is none). Errors as
    /// ImapConnection::open(); TemporaryRefusal/Throttled for [LOGIN-DELAY], TooManyConnections by well-known words, MailboxInUse for [IN-USE] (RFC 2449, RFC 3206).
    [[nodiscard]] static Result<std::unique_ptr<Pop3Connection>> open(const Target& target, const StageObserver& observer = {});
    ~Pop3Connection();

    [[nodiscard]] const pop3::Capabilities& capabilities() const; ///< as told after signing in
    [[nodiscard]] bool isEncrypted() const;
    [[nodiscard]] bool hasUniqueIds() const; ///< UIDL was answered: after list()
    /// The server names TOP, or names nothing: then it shows when it is tried.
    [[nodiscard]] bool mayHaveTop() const;

    struct Listed {
        int number = 0;
        qint64 size = 0;     ///< octets
        QByteArray uniqueId; ///< empty: the server has no UIDL
    };
    /// LIST and UIDL, pipelined where the server says that it may be. In the order of the numbers. Protocol/LimitExceeded beyond
    /// pop3::kMaxMessages.
    [[nodiscard]] Result<QList<Listed>> list();

    /// A message as the server has it, CR LF line ends, without the dot-stuffing; or, for this one alone, Refused/ServerRefused
    /// (TemporaryRefusal/ServerRefused for [SYS/TEMP]). Its own error ends the whole, and the connection where more was asked for
    /// already.
    using Taker = std::function<Status(int number, Result<QByteArray> message)>;
    /// RETR, in the order given. A message of more than maxBytes: Protocol/LimitExceeded (the caller knows the sizes and leaves those out).
    [[nodiscard]] Status retrieve(const QList<int>& numbers, qint64 maxBytes, const Taker& taker);
    /// TOP number lines. Refused/Unsupported where the server does not have it.
    [[nodiscard]] Status top(const QList<int>& numbers, int lines, const Taker& taker);
    /// DELE. Nothing is deleted before quit() has succeeded. A message that is refused is not in the result.
    [[nodiscard]] Result<QList<int>> markDeleted(const QList<int>& numbers);
    [[nodiscard]] Status noop();
    /// QUIT: the server deletes what is marked (UPDATE state) and says whether it could. The connection is at its end.
    [[nodiscard]] Status quit();
    /// Hangs up without a word: what is marked stays (RFC 1939, 6).
    void abandon();
    void setProtocolLog(ProtocolLogSink sink); ///< as ImapConnection's: secrets are cut, of messages the size is told
    [[nodiscard]] qint64 bytesReceived() const;
    [[nodiscard]] int roundTrips() const;

  private:
    class Core;
    explicit Pop3Connection(std::unique_ptr<Core> core);
    [[nodiscard]] static Result<std::unique_ptr<Pop3Connection>> openNow(const Target& target, const StageObserver& observer);
    std::unique_ptr<ConnectionPermit> m_permit; ///< returned when the line is at its end; null: none was needed
    std::unique_ptr<Core> m_core;
};

} // namespace tributary::connect
