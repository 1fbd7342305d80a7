// SPDX-License-Identifier: GPL-3.0-or-later
// The thin driver that joins an imap::Session (bytes in, events out) to a net::ByteStream, and signs in. Straight-line,
// on one worker thread. Used by the probe and by sync, so that what the probe proves is what sync does.
#pragma once

#include "imap/Session.h"
#include "model/Account.h"
#include "net/Dialer.h"
#include "sasl/Mechanism.h"

#include <functional>
#include <map>
#include <memory>

namespace tributary::connect {

enum class Stage { Resolve, Connect, Tls, Greeting, SignIn };

struct StageResult {
    Stage stage = Stage::Resolve;
    Status status;
    std::chrono::milliseconds took{0};
    QString text; ///< what was found out: addresses, TLS version, greeting
    std::shared_ptr<net::ConnectionFacts> facts;
};
using StageObserver = std::function<void(const StageResult&)>;

struct ImapTarget {
    model::ServerSettings server;
    Secret password;
    net::CertificatePolicy certificates;
    net::Proxy proxy;
    CancelToken cancel;
    std::shared_ptr<WakeUp> wakeUp; ///< may be null
    std::chrono::milliseconds connectTimeout = std::chrono::seconds(20);
    std::chrono::milliseconds answerTimeout = std::chrono::seconds(60); ///< without a byte, while an answer is due
};

/// What happened so far, for `sync`'s report.
struct Traffic {
    qint64 bytes = 0;   ///< received
    int roundTrips = 0; ///< times we waited after having spoken
};

class ImapConnection {
  public:
    /// Takes each untagged datum while a command is awaited. An error ends the wait and is passed on.
    using Handler = std::function<Status(imap::Event& event)>;

    /// Connects, secures and signs in. Errors as net::dial, and: Tls/StartTlsNotOffered, StartTlsRefused, TlsRequired
    /// (Security::None to a host that is not loopback); Auth/CredentialsRejected, LoginDisabled, MechanismUnavailable;
    /// TemporaryRefusal/AuthServerUnavailable; Protocol/NotThisProtocol and others; Network/ConnectionClosed;
    /// InvalidInput/BadValue for a user or password that no mechanism can carry.
    [[nodiscard]] static Result<std::unique_ptr<ImapConnection>> open(const ImapTarget& target,
                                                                      const StageObserver& observer = {});
    ~ImapConnection();

    [[nodiscard]] imap::Session& session() { return *m_session; }
    [[nodiscard]] bool has(const char* capability) const { return m_session->hasCapability(capability); }
    [[nodiscard]] bool qresyncEnabled() const { return m_qresync; }
    [[nodiscard]] bool condstoreAvailable() const { return has("CONDSTORE") || m_qresync; }

    /// Queues a command; it leaves with the next await() or flush().
    [[nodiscard]] Result<imap::CommandId> send(imap::Command command);
    [[nodiscard]] Status flush();
    /// Waits until that command is done; data of all commands under way go to the handler. Commands that end meanwhile
    /// are remembered for their own await().
    [[nodiscard]] Result<imap::StatusResponse> await(imap::CommandId id, const Handler& handler = {});
    /// send + await; a NO or BAD is the result, not an error.
    [[nodiscard]] Result<imap::StatusResponse> run(imap::Command command, const Handler& handler = {});
    /// send + await; a NO or BAD becomes an error by statusError().
    [[nodiscard]] Result<imap::StatusResponse> runOk(imap::Command command, const Handler& handler = {});

    enum class Waited { Events, Woken, TimedOut };
    /// Waits for unasked data (IDLE) up to timeout; TimedOut is no error here.
    [[nodiscard]] Result<Waited> waitForData(std::chrono::milliseconds timeout, const Handler& handler);

    /// LOGOUT without waiting long; errors do not matter any more.
    void logout();
    [[nodiscard]] Traffic traffic() const;

  private:
    ImapConnection(const ImapTarget& target, std::unique_ptr<net::ByteStream> stream,
                   std::shared_ptr<net::ConnectionFacts> facts);
    [[nodiscard]] Status readGreeting(imap::Greeting& greeting);
    [[nodiscard]] Status ensureCapabilities();
    [[nodiscard]] Status secure();
    [[nodiscard]] Status signIn();
    [[nodiscard]] Status signInResult(const imap::StatusResponse& response) const;
    [[nodiscard]] Status enableExtensions();
    [[nodiscard]] Result<bool> readMore(std::chrono::milliseconds timeout); ///< false: woken
    [[nodiscard]] Status drainEvents(const Handler& handler);
    [[nodiscard]] Error closedError(Error error) const;

    ImapTarget m_target;
    std::unique_ptr<net::ByteStream> m_stream;
    std::shared_ptr<net::ConnectionFacts> m_facts;
    std::unique_ptr<imap::Session> m_session;
    std::map<imap::CommandId, imap::StatusResponse> m_done;
    int m_roundTrips = 0;
    bool m_spoke = false;
    bool m_woken = false;
    bool m_qresync = false;
};

/// NO and BAD as an error: Refused/MailboxMissing, OverQuota, ServerRefused, Unsupported (BAD), TemporaryRefusal, by
/// response code (RFC 5530) only.
[[nodiscard]] Error statusError(const imap::StatusResponse& response, const QString& what);

/// True for localhost, 127.0.0.0/8 and ::1: the only hosts that Security::None is allowed for.
[[nodiscard]] bool isLoopbackHost(const QString& host);

} // namespace tributary::connect
