// SPDX-License-Identifier: GPL-3.0-or-later
// The client side of one ManageSieve connection, sans I/O (RFC 5804; UNAUTHENTICATE is not used): bytes in, events and bytes out.
// Invariants: one command at a time; an answer counts only for what takeOutput() has handed out; one that nobody asked for is an
// error; after an error the session is dead; nothing received before STARTTLS survives it. No thread: one instance on one thread.
#pragma once

#include "base/Result.h"
#include "sasl/Mechanism.h"
#include "sieve/Capabilities.h"
#include "sieve/Limits.h"
#include "sieve/Response.h"

#include <QByteArrayView>
#include <QList>

#include <memory>
#include <optional>

namespace tributary::sieve {

/// AwaitingGreeting: capabilities come by themselves, at the beginning and once more behind TLS (RFC 5804 2.2). AwaitingTls: STARTTLS was
/// accepted, the handshake is due. Closed: BYE came, or LOGOUT's answer; final. Failed: final, nothing is sent.
enum class State { AwaitingGreeting, NonAuthenticated, AwaitingTls, Authenticated, Closed, Failed };

struct ListedScript {
    QByteArray name; ///< UTF-8, as the server has it
    bool isActive = false;

    bool operator==(const ListedScript&) const = default;
};

/// A command has its whole answer; Connect: the greeting, and once more what came behind TLS.
struct CommandDone {
    Verb verb = Verb::Noop;
    Response response; ///< WARNINGS of PUTSCRIPT and CHECKSCRIPT are in its code
    Status status;     ///< what it means: see refusalError()
    QList<ListedScript> scripts; ///< ListScripts; one is active at most
    QByteArray script;           ///< GetScript; its octets as they are
};

class Session {
  public:
    /// encrypted: the stream is TLS from its first byte.
    explicit Session(bool encrypted);
    ~Session();

    /// Takes what the server sent. Protocol errors: MalformedResponse, LimitExceeded, UnexpectedResponse, NotThisProtocol (the
    /// first line is no ManageSieve greeting), InjectedData; Network/ConnectionClosed for a BYE to nothing. Events of answers before
    /// the error stay.
    [[nodiscard]] Status feed(QByteArrayView bytes);
    /// What is to be sent now, in pieces; empty: nothing.
    [[nodiscard]] QByteArray takeOutput();
    /// The next event, in the order received.
    [[nodiscard]] std::optional<CommandDone> nextEvent();

    // Each ends with an event; Internal/Bug where the state does not allow it. InvalidInput/BadValue ("name", "script") for what
    // wire/Encoder.h refuses.
    /// A refusal leaves the capabilities as they were.
    [[nodiscard]] Status capability();
    /// Tls/StartTlsNotOffered. A CommandDone without an error leads to AwaitingTls.
    [[nodiscard]] Status startTls();
    /// After the handshake: Protocol/InjectedData when anything was received behind the OK; forgets the capabilities. The next event
    /// is Connect.
    [[nodiscard]] Status tlsStarted();
    /// RFC 5804 2.1; the first response goes along. No mechanism of ours has a security layer. Capabilities stay, the caller asks again.
    [[nodiscard]] Status authenticate(std::shared_ptr<sasl::Mechanism> mechanism);
    [[nodiscard]] Status listScripts();
    /// More than kMaxScript octets: Protocol/LimitExceeded.
    [[nodiscard]] Status getScript(const QByteArray& name);
    /// Stores it, as a whole or not at all; one of that name is replaced, and stays where this one is refused (RFC 5804 2.6).
    [[nodiscard]] Status putScript(const QByteArray& name, const QByteArray& script);
    /// Of one name at a time one script is active; empty: none is.
    [[nodiscard]] Status setActive(const QByteArray& name);
    /// Refused with ACTIVE for the active one.
    [[nodiscard]] Status deleteScript(const QByteArray& name);
    [[nodiscard]] Status haveSpace(const QByteArray& name, qint64 octets);
    // Refused/Unsupported where the server is older than RFC 5804.
    [[nodiscard]] Status checkScript(const QByteArray& script);
    /// Replaces nothing: ALREADYEXISTS. The active one stays so under its new name.
    [[nodiscard]] Status renameScript(const QByteArray& from, const QByteArray& to);
    [[nodiscard]] Status noop();
    [[nodiscard]] Status logout();

    [[nodiscard]] State state() const;
    [[nodiscard]] const Capabilities& capabilities() const;
    [[nodiscard]] bool isEncrypted() const;
    [[nodiscard]] bool isIdle() const; ///< no answer is due

  private:
    class Core;
    std::unique_ptr<Core> m_core;
};

} // namespace tributary::sieve
