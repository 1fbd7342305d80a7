// SPDX-License-Identifier: GPL-3.0-or-later
// The client side of one SMTP connection for submission, sans I/O (RFC 5321, 6409; 1870, 2034, 2920, 3030, 3207, 3461, 4954,
// 6152, 6531): bytes in, events and bytes out. Invariants: an answer counts only for what takeOutput() has handed out; one
// that nobody asked for is an error, except 421; after an error the session is dead; nothing received before STARTTLS
// survives it; no byte of an envelope or a message leaves that was not checked. No thread: one instance on one thread.
#pragma once

#include "base/Result.h"
#include "sasl/Mechanism.h"
#include "smtp/Capabilities.h"
#include "smtp/Envelope.h"

#include <QByteArrayView>

#include <memory>
#include <optional>
#include <variant>

namespace tributary::smtp {

/// Greeted: EHLO is due. AwaitingTls: STARTTLS was accepted, the handshake is due. Transacting: from submit() to its Submission.
/// Closed: 421, a refused greeting, or QUIT's answer came; final. Failed: final, nothing is sent.
enum class State { AwaitingGreeting, Greeted, Ready, AwaitingTls, Transacting, Closed, Failed };

/// What takeOutput() gives next. MessageEnd: what completes the message, and nothing else; once it may have left, the server may
/// have the message.
enum class Output { Nothing, Commands, Message, MessageEnd };

/// A command has its answer; Connect: the greeting. status is what it means: see refusalError().
struct CommandDone {
    Verb verb = Verb::Noop;
    Reply reply;
    Status status;
};
using Event = std::variant<CommandDone, Submission>;

class Session {
  public:
    /// encrypted: the stream is TLS from its first byte.
    explicit Session(bool encrypted);
    ~Session();

    /// Takes what the server sent. Protocol errors: MalformedResponse, LimitExceeded, UnexpectedResponse, NotThisProtocol
    /// (the first line is no SMTP greeting), InjectedData. Events of answers before the error stay: a message that was taken
    /// is taken.
    [[nodiscard]] Status feed(QByteArrayView bytes);
    [[nodiscard]] Output nextOutput() const;
    /// What is to be sent now, at most limits::kOutput octets; empty: nothing.
    [[nodiscard]] QByteArray takeOutput();
    /// The next event, in the order received.
    [[nodiscard]] std::optional<Event> nextEvent();

    // One at a time, each ends with an event; Internal/Bug where the state does not allow it.
    /// EHLO, and HELO where that is not known (RFC 5321 3.2). name: an address literal or a domain. CommandDone with Verb::Hello.
    [[nodiscard]] Status hello(const QByteArray& name);
    /// Tls/StartTlsNotOffered. A CommandDone without an error leads to AwaitingTls.
    [[nodiscard]] Status startTls();
    /// After the handshake: Protocol/InjectedData when anything was received behind the 220; forgets the capabilities.
    [[nodiscard]] Status tlsStarted();
    /// RFC 4954. The initial response goes along where it fits into limits::kAuthLine. The capabilities stay.
    [[nodiscard]] Status authenticate(std::shared_ptr<sasl::Mechanism> mechanism);
    /// One mail transaction; ends with a Submission. message: lines end with CRLF (the last one's may be missing). Nothing is
    /// sent on InvalidInput/NotAnAddress; Refused/Unsupported (SMTPUTF8 is needed), MessageTooLarge; Internal/Bug (a bare CR
    /// or LF, no recipient). Octets over 127 are sent as they are where the server lacks 8BITMIME: none is known that spoils
    /// them.
    [[nodiscard]] Status submit(Envelope envelope, const QByteArray& message);
    [[nodiscard]] Status noop();
    [[nodiscard]] Status reset();
    [[nodiscard]] Status quit();

    [[nodiscard]] State state() const;
    [[nodiscard]] const Capabilities& capabilities() const;
    [[nodiscard]] bool isEncrypted() const;
    [[nodiscard]] bool isAuthenticated() const;
    /// What the server is to answer now, of what has been handed out; for its timeout (RFC 5321 4.5.3.2).
    [[nodiscard]] std::optional<Verb> awaited() const;
    /// The message under way may have reached the server whole: takeOutput() has given its end and the answer is not there.
    [[nodiscard]] bool dataGiven() const;
    /// What is to be told of the transaction when the connection ends because of why (also an error of feed()): a value where
    /// dataGiven().
    [[nodiscard]] std::optional<Submission> unknownOutcome(const Error& why) const;
    /// The 421 that ended it, if one came.
    [[nodiscard]] std::optional<Reply> goodbye() const;

  private:
    class Core;
    std::unique_ptr<Core> m_core;
};

} // namespace tributary::smtp
