// SPDX-License-Identifier: GPL-3.0-or-later
// The client side of one IMAP connection, sans I/O (RFC 9051, 3501): bytes in, events and bytes out. Invariants:
// a response that is not allowed in the state changes nothing; after an error the session is dead; nothing received
// before STARTTLS survives it; output waits for '+' where a synchronising literal or SASL asks for it, and never
// otherwise (pipelining). No thread: one instance on one thread.
#pragma once

#include "base/Result.h"
#include "imap/Command.h"
#include "imap/Types.h"

#include <deque>
#include <memory>
#include <optional>

namespace tributary::imap {

/// LoggingOut: what a queued LOGOUT leads to. Closed: BYE or LOGOUT's OK came; final. Failed: final, nothing is sent.
enum class State { AwaitingGreeting, NotAuthenticated, Authenticated, Selected, Idling, LoggingOut, Closed, Failed };

class Session {
  public:
    /// encrypted: the stream is TLS from its first byte. A PREAUTH greeting without TLS is a protocol error.
    explicit Session(bool encrypted);
    ~Session();

    /// Takes what the server sent. Protocol errors: MalformedResponse, LimitExceeded, UnexpectedResponse,
    /// NotThisProtocol (first line is no IMAP greeting), InjectedData.
    [[nodiscard]] Status feed(QByteArrayView bytes);
    /// What is to be sent now; empty: nothing.
    [[nodiscard]] QByteArray takeOutput();
    /// The next event, in the order received.
    [[nodiscard]] std::optional<Event> nextEvent();

    /// Queues a command (may be sent behind others that are under way). Internal/Bug when it is not legal in the state that
    /// the commands before it lead to. CommandDone with this id follows.
    [[nodiscard]] Result<CommandId> send(Command command);
    /// Ends IDLE (RFC 2177); its CommandDone follows. Harmless when not idling.
    void endIdle();
    /// After STARTTLS's OK and the handshake: Protocol/InjectedData when anything was received behind the OK; forgets
    /// the capabilities.
    [[nodiscard]] Status tlsStarted();
    /// COMPRESS's OK came (RFC 4978): neither side says a plain byte any more. Until compressionStarted() nothing is taken.
    [[nodiscard]] bool compressionAgreed() const;
    /// What came behind that OK in the same feed(): it is compressed. Internal/Bug when nothing was agreed.
    [[nodiscard]] Result<QByteArray> compressionStarted();

    [[nodiscard]] State state() const;
    [[nodiscard]] bool hasCapability(QByteArrayView word) const; ///< any case, "AUTH=PLAIN" too
    [[nodiscard]] bool capabilitiesKnown() const;
    [[nodiscard]] QList<QByteArray> authMechanisms() const; ///< of AUTH=
    [[nodiscard]] int pendingCommands() const;
    [[nodiscard]] bool isEncrypted() const;
    /// Text of the last BYE, if one came.
    [[nodiscard]] std::optional<QByteArray> byeText() const;
    /// Why the SASL mechanism gave up, when the last AUTHENTICATE failed on our side.
    [[nodiscard]] std::optional<Error> authError() const;

  private:
    class Core;
    std::unique_ptr<Core> m_core;
};

} // namespace tributary::imap
