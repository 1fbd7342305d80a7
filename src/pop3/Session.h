// SPDX-License-Identifier: GPL-3.0-or-later
// The client side of one POP3 connection, sans I/O (RFC 1939; 2449, 2595, 3206, 5034; UTF8 and LANG of RFC 6856 are told among the
// capabilities and not used): bytes in, events and bytes out. Invariants: an answer counts only for what takeOutput() has handed
// out; one that nobody asked for is an error; after an error the session is dead; nothing received before STLS survives it. No
// thread: one instance on one thread.
#pragma once

#include "base/Result.h"
#include "base/Secret.h"
#include "pop3/Capabilities.h"
#include "pop3/Limits.h"
#include "pop3/Response.h"
#include "sasl/Mechanism.h"

#include <QByteArrayView>
#include <QList>

#include <memory>
#include <optional>

namespace tributary::pop3 {

/// RFC 1939 3. AwaitingTls: STLS was accepted, the handshake is due. Closed: a refused greeting, or QUIT's answer came; final.
/// Failed: final, nothing is sent.
enum class State { AwaitingGreeting, Authorization, AwaitingTls, Transaction, Closed, Failed };

struct ScanLine {
    int number = 0;
    qint64 size = 0; ///< octets

    bool operator==(const ScanLine&) const = default;
};
struct UniqueId {
    int number = 0;
    QByteArray id;

    bool operator==(const UniqueId&) const = default;
};

/// A command has its whole answer; Connect: the greeting. USER and PASS are told as one, by the verb that was answered last.
struct CommandDone {
    Verb verb = Verb::Noop;
    int number = 0; ///< Retr, Top, Dele: of the message
    Response response;
    Status status;         ///< what it means: see refusalError()
    QByteArray message;    ///< Retr, Top: CR LF line ends, without the dot-stuffing
    QList<ScanLine> sizes; ///< List; Stat: one, the number and size of all
    QList<UniqueId> ids;   ///< Uidl
};

/// Where a SASL mechanism's first response goes. Apart: on a line of its own, when the server has asked for it (RFC 1734; every
/// server can that). IfItFits: with AUTH where that is within limits::kCommandLine (RFC 5034), else apart. Along: with AUTH.
enum class FirstResponse { Apart, IfItFits, Along };

class Session {
  public:
    /// encrypted: the stream is TLS from its first byte.
    explicit Session(bool encrypted);
    ~Session();

    /// Takes what the server sent. Protocol errors: MalformedResponse, LimitExceeded, UnexpectedResponse, NotThisProtocol (the
    /// first line is no POP3 greeting), InjectedData; Network/ConnectionClosed for a -ERR to nothing, which is how servers take
    /// their leave. Events of answers before the error stay.
    [[nodiscard]] Status feed(QByteArrayView bytes);
    /// What is to be sent now, at most limits::kOutput octets; empty: nothing.
    [[nodiscard]] QByteArray takeOutput();
    /// The next event, in the order received.
    [[nodiscard]] std::optional<CommandDone> nextEvent();

    // Each ends with an event; Internal/Bug where the state does not allow it. Before Transaction one at a time.
    /// A refusal leaves the capabilities as they were.
    [[nodiscard]] Status capa();
    /// Tls/StartTlsNotOffered. A CommandDone without an error leads to AwaitingTls.
    [[nodiscard]] Status startTls();
    /// After the handshake: Protocol/InjectedData when anything was received behind the +OK; forgets the capabilities and the
    /// greeting's timestamp.
    [[nodiscard]] Status tlsStarted();
    /// RFC 5034. Auth/MechanismUnavailable: refused before the server had anything of the credentials.
    [[nodiscard]] Status authenticate(std::shared_ptr<sasl::Mechanism> mechanism, FirstResponse first);
    /// USER and PASS. InvalidInput/BadValue ("user", "password") for controls.
    [[nodiscard]] Status signIn(const QString& user, const Secret& password);
    /// Under TLS only. InvalidInput/BadValue as signIn().
    [[nodiscard]] Status apop(const QString& user, const Secret& password);
    // Several may be asked at once; they leave together where the server has PIPELINING, else one by one.
    [[nodiscard]] Status stat();
    [[nodiscard]] Status list();
    [[nodiscard]] Status uidl();
    /// A message of more than maxBytes: Protocol/LimitExceeded.
    [[nodiscard]] Status retrieve(int number, qint64 maxBytes);
    [[nodiscard]] Status top(int number, int lines, qint64 maxBytes);
    [[nodiscard]] Status dele(int number);
    [[nodiscard]] Status rset();
    [[nodiscard]] Status noop();
    [[nodiscard]] Status quit();

    [[nodiscard]] State state() const;
    [[nodiscard]] const Capabilities& capabilities() const;
    [[nodiscard]] bool isEncrypted() const;
    /// The greeting had a timestamp that APOP may be used with: a msg-id of RFC 5322 and nothing odd in it. Anything else may be
    /// made to find the password out, by collisions of MD5 (CVE-2007-1558).
    [[nodiscard]] bool hasTimestamp() const;
    [[nodiscard]] int pendingCommands() const; ///< without an event

  private:
    class Core;
    std::unique_ptr<Core> m_core;
};

} // namespace tributary::pop3
