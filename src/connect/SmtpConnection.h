// SPDX-License-Identifier: GPL-3.0-or-later
// The thin driver that joins an smtp::Session (bytes in, events out) to a net::ByteStream, signs in and submits mail.
// Straight-line, on one worker thread. Used by the probe and by the outbox, so that what the probe proves is what sending
// does.
#pragma once

#include "connect/Target.h"
#include "smtp/Session.h"

#include <functional>
#include <memory>

namespace tributary::connect {

/// How long an answer may take (RFC 5321 4.5.3.2). What it does not name (EHLO, STARTTLS, AUTH, RSET, NOOP):
/// Target::answerTimeout.
struct SmtpTimeouts {
    std::chrono::milliseconds greeting = std::chrono::minutes(5);
    std::chrono::milliseconds envelope = std::chrono::minutes(5);  ///< MAIL, RCPT
    std::chrono::milliseconds dataStart = std::chrono::minutes(2); ///< DATA, until it asks for the message
    std::chrono::milliseconds end = std::chrono::minutes(10);      ///< behind the final dot or the last chunk
    std::chrono::milliseconds quit = std::chrono::seconds(5);
};

struct SmtpTarget : Target {
    SmtpTimeouts timeouts;
};

namespace detail {
class SmtpLog;
}

class SmtpConnection {
  public:
    /// Called once, right before the first byte that completes the message may leave: from then on it may have been sent. Its
    /// error ends the connection before that.
    using AboutToEnd = std::function<Status()>;

    /// Connects, secures and signs in; without signing in where the server offers no AUTH and the settings name no user.
    /// Errors as net::dial, and: Tls/StartTlsNotOffered, StartTlsRefused, TlsRequired (Security::None to a host that is not
    /// loopback); Auth/CredentialsRejected, MechanismUnavailable; Refused/SendingDisabled, ServerRefused (greeting or
    /// EHLO); TemporaryRefusal/AuthServerUnavailable, ByeReceived (421), ServerRefused; Protocol/NotThisProtocol and
    /// others; Network/ConnectionClosed, CaptivePortal (the network's own page answers in the server's place; nothing
    /// secret was sent); InvalidInput/BadValue for a user or password that no mechanism can carry.
    [[nodiscard]] static Result<std::unique_ptr<SmtpConnection>> open(const SmtpTarget& target,
                                                                      const StageObserver& observer = {});
    ~SmtpConnection();

    /// One mail transaction; several may follow one another. A result: the server said what became of it, or (Unknown) its
    /// end was given and the line then ended, whatever the reason, also a cancel. An error: the message has certainly not
    /// been taken, by what smtp::Session::submit() says (the connection stays), or because the connection ended before the
    /// message's end.
    [[nodiscard]] Result<smtp::Submission> submit(const smtp::Envelope& envelope, const QByteArray& message,
                                                  const AboutToEnd& aboutToEnd = {});
    /// Keeps it alive, or tells that it is not.
    [[nodiscard]] Status noop();
    /// QUIT; its answer is waited for a moment. Errors do not matter any more.
    void quit();

    /// Another transaction may follow.
    [[nodiscard]] bool isReady() const { return !m_isLost && m_session->state() == smtp::State::Ready; }
    [[nodiscard]] const smtp::Capabilities& capabilities() const { return m_session->capabilities(); }
    [[nodiscard]] bool isEncrypted() const { return m_session->isEncrypted(); }
    [[nodiscard]] bool isAuthenticated() const { return m_session->isAuthenticated(); }
    /// Tells each line from now on; null ends it. Secrets are cut: what AUTH says and every line of its exchange; of a
    /// message only the size is told.
    void setProtocolLog(ProtocolLogSink sink);

  private:
    SmtpConnection(const SmtpTarget& target, std::unique_ptr<net::ByteStream> stream);
    [[nodiscard]] static Result<std::unique_ptr<SmtpConnection>> openNow(const SmtpTarget& target, const StageObserver& observer);
    [[nodiscard]] Status readGreeting(smtp::Reply& greeting);
    [[nodiscard]] Status hello();
    [[nodiscard]] Status secure();
    [[nodiscard]] Status signIn();
    [[nodiscard]] Result<std::shared_ptr<sasl::Mechanism>> makeMechanism();
    [[nodiscard]] Status beginTransaction(const smtp::Envelope& envelope, const QByteArray& message);
    [[nodiscard]] Result<smtp::Event> awaitEvent(const AboutToEnd& aboutToEnd = {});
    [[nodiscard]] Result<smtp::Event> submissionOr(const Error& error);
    [[nodiscard]] Result<smtp::CommandDone> awaitDone(); ///< its status is passed on
    [[nodiscard]] Status flush(const AboutToEnd& aboutToEnd = {});
    [[nodiscard]] Status write(smtp::Output what);
    [[nodiscard]] Status readMore(std::chrono::milliseconds timeout);
    [[nodiscard]] Status readWhatIsThere();
    [[nodiscard]] std::chrono::milliseconds timeout() const;
    [[nodiscard]] Error closedError(Error error) const;
    [[nodiscard]] Status checkOpen() const;
    [[nodiscard]] QString place() const;

    SmtpTarget m_target;
    std::unique_ptr<ConnectionPermit> m_permit; ///< returned when the stream is at its end; null: none was needed
    std::unique_ptr<net::ByteStream> m_stream;
    std::unique_ptr<smtp::Session> m_session;
    std::unique_ptr<detail::SmtpLog> m_log;
    bool m_askedSinceSignIn = false; ///< EHLO was said again after AUTH
    bool m_woken = false;            ///< the wake-up was not for us
    bool m_isLost = false;           ///< an answer did not come
};

} // namespace tributary::connect
