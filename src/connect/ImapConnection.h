// SPDX-License-Identifier: GPL-3.0-or-later
// The thin driver that joins an imap::Session (bytes in, events out) to a net::ByteStream, and signs in. Straight-line,
// on one worker thread. Used by the probe and by sync, so that what the probe proves is what sync does.
#pragma once

#include "base/Clock.h"
#include "connect/Target.h"
#include "imap/Session.h"
#include "sasl/Mechanism.h"

#include <functional>
#include <map>
#include <memory>

namespace tributary::connect {

enum class Compression { Never, IfSlow, Always };
/// IfSlow compresses from this round trip time on. Behind a shorter one the line is most likely fast, and a server's zlib,
/// at some 20 MB/s, would be what is waited for.
inline constexpr std::chrono::milliseconds kSlowRoundTrip{20};
/// Whether to ask for COMPRESS; without a measured time the line is not taken for slow.
[[nodiscard]] bool isCompressionWorthIt(Compression wish, std::optional<std::chrono::milliseconds> roundTripTime);

struct ImapTarget : Target {
    Compression compression = Compression::IfSlow; ///< Always: from the start; IfSlow: see compressIfWorthIt()
};

/// What happened so far, for `sync`'s report.
struct Traffic {
    qint64 bytes = 0;   ///< received, as on the wire: compressed where it is
    int roundTrips = 0; ///< times we waited after having spoken
    qint64 sent = 0;    ///< as on the wire, too
    bool compressed = false;
};

/// What a server has told of mailboxes that are not selected without having been asked (RFC 5465).
struct Notified {
    QHash<QByteArray, imap::StatusData> changed; ///< the last of each, by wire name
    bool listChanged = false;                    ///< mailboxes came, went or were renamed; or the server tells no more
    [[nodiscard]] bool isEmpty() const { return changed.isEmpty() && !listChanged; }
};

class DeflateStream;
namespace detail {
class ProtocolLog;
}

class ImapConnection {
  public:
    /// Takes each untagged datum while a command is awaited. An error ends the wait and is passed on.
    using Handler = std::function<Status(imap::Event& event)>;

    /// Connects, secures and signs in. Errors as net::dial, and: Tls/StartTlsNotOffered, StartTlsRefused, TlsRequired
    /// (Security::None to a host that is not loopback); Auth/CredentialsRejected, LoginDisabled, MechanismUnavailable;
    /// TemporaryRefusal/AuthServerUnavailable, Throttled, TooManyConnections, ByeReceived; Protocol/NotThisProtocol and others; Network/ConnectionClosed,
    /// CaptivePortal (the network's own page answers in the server's place; nothing secret was sent);
    /// InvalidInput/BadValue for a user or password that no mechanism can carry.
    [[nodiscard]] static Result<std::unique_ptr<ImapConnection>> open(const ImapTarget& target,
                                                                      const StageObserver& observer = {});
    ~ImapConnection();

    /// Its place in the budget is wanted for something more urgent: whoever has it ends it as soon as may be.
    [[nodiscard]] bool isWantedBack() const { return m_permit && m_permit->isWantedBack(); }
    [[nodiscard]] imap::Session& session() { return *m_session; }
    [[nodiscard]] bool has(const char* capability) const { return m_session->hasCapability(capability); }
    /// Known once the answer to ENABLE has come: after settleExtensions(), or any await() of a command sent later.
    [[nodiscard]] bool qresyncEnabled() const { return m_qresync; }
    /// open() leaves ENABLE and ID to go out with the first command, so that they cost no turn of their own. This waits for
    /// their answers; at once when they are there.
    [[nodiscard]] Status settleExtensions();
    [[nodiscard]] bool condstoreAvailable() const { return has("CONDSTORE") || m_qresync; }

    /// COMPRESS, RFC 4978, where it is offered, the line seems slow and about so many bytes are to come. It takes a turn; no
    /// command may be under way.
    [[nodiscard]] Status compressIfWorthIt(qint64 bytes);

    /// Queues a command; it leaves with the next await() or flush().
    [[nodiscard]] Result<imap::CommandId> send(imap::Command command);
    [[nodiscard]] Status flush();
    /// Waits until that command is done; data up to its end go to the handler, also those of commands before it. Commands that
    /// end meanwhile are remembered for their own await(); data behind its end wait for the next.
    [[nodiscard]] Result<imap::StatusResponse> await(imap::CommandId id, const Handler& handler = {});
    /// send + await; a NO or BAD is the result, not an error.
    [[nodiscard]] Result<imap::StatusResponse> run(imap::Command command, const Handler& handler = {});
    /// send + await; a NO or BAD becomes an error by statusError().
    [[nodiscard]] Result<imap::StatusResponse> runOk(imap::Command command, const Handler& handler = {});

    enum class Waited { Events, Woken, TimedOut };
    /// Waits for unasked data (IDLE) up to timeout; TimedOut is no error here.
    [[nodiscard]] Result<Waited> waitForData(std::chrono::milliseconds timeout, const Handler& handler);

    /// What came of it since the last call, whichever command was under way: handlers see the same data and need not keep it.
    [[nodiscard]] Notified takeNotified() { return std::exchange(m_notified, {}); }
    [[nodiscard]] const Notified& notified() const { return m_notified; }
    /// Queues a STATUS or LIST whose end nobody awaits, so that it may be asked while other commands are under way; what it
    /// tells counts as notified.
    [[nodiscard]] Status ask(imap::Command command);
    /// Some ask() has not come to its end.
    [[nodiscard]] bool isAsking() const { return !m_unsettled.isEmpty(); }

    /// LOGOUT, whose answer is not waited for; errors do not matter any more.
    void logout();
    [[nodiscard]] Traffic traffic() const;
    /// The shortest time in which the server answered so far; none yet: nothing. How long connecting took is no measure: a
    /// relay on the way may answer for the server.
    [[nodiscard]] std::optional<std::chrono::milliseconds> measuredRoundTripTime() const { return m_roundTripTime; }
    /// The same, 0 for none.
    [[nodiscard]] std::chrono::milliseconds roundTripTime() const { return m_roundTripTime.value_or(std::chrono::milliseconds(0)); }
    /// Tells each line from now on; null ends it. Secrets are cut: what AUTHENTICATE and LOGIN say and every SASL line; of
    /// literals and body sections only the size is told.
    void setProtocolLog(ProtocolLogSink sink);

  private:
    ImapConnection(const ImapTarget& target, std::unique_ptr<net::ByteStream> stream,
                   std::shared_ptr<net::ConnectionFacts> facts);
    [[nodiscard]] static Result<std::unique_ptr<ImapConnection>> openNow(const ImapTarget& target, const StageObserver& observer);
    [[nodiscard]] Status readGreeting(imap::Greeting& greeting);
    [[nodiscard]] Status ensureCapabilities();
    [[nodiscard]] Status secure();
    [[nodiscard]] Status signIn();
    [[nodiscard]] Status signInResult(const imap::StatusResponse& response) const;
    [[nodiscard]] Status queueExtensions();
    [[nodiscard]] Status compress();
    [[nodiscard]] Result<qsizetype> startCompression(); ///< how many bytes behind the OK are compressed
    void noteRoundTrip(std::chrono::milliseconds took);
    void takeOwn(const imap::Event& event);
    void takeNotification(const imap::Event& event);
    [[nodiscard]] Result<bool> readMore(std::chrono::milliseconds timeout); ///< false: woken
    [[nodiscard]] Status drainEvents(const Handler& handler, imap::CommandId until = 0);
    [[nodiscard]] Error closedError(Error error) const;

    ImapTarget m_target;
    std::unique_ptr<ConnectionPermit> m_permit; ///< returned when the stream is at its end; null: none was needed
    std::unique_ptr<net::ByteStream> m_stream;
    std::shared_ptr<net::ConnectionFacts> m_facts;
    std::unique_ptr<imap::Session> m_session;
    std::map<imap::CommandId, imap::StatusResponse> m_done;
    QList<imap::CommandId> m_unsettled; ///< commands whose outcome changes nothing: ENABLE, ID, what was ask()ed
    std::unique_ptr<detail::ProtocolLog> m_log;
    std::map<imap::CommandId, QByteArray> m_asked; ///< LIST (empty) and STATUS (wire name) without their answers yet
    Notified m_notified;
    DeflateStream* m_deflate = nullptr; ///< m_stream, once it compresses
    bool m_compressionAsked = false;
    std::optional<imap::StatusResponse> m_bye;
    std::optional<std::chrono::milliseconds> m_roundTripTime;
    std::optional<Clock::TimePoint> m_askedAt; ///< when something was said into silence
    qint64 m_sentPlain = 0;
    int m_roundTrips = 0;
    bool m_spoke = false;
    bool m_woken = false;
    bool m_qresync = false;
    bool m_isQuiet = false; ///< nothing that was sent waits for an answer
};

/// NO and BAD as an error: Refused/MailboxMissing, OverQuota, ServerRefused, Unsupported (BAD), TemporaryRefusal, by
/// response code (RFC 5530); TemporaryRefusal/Throttled by code or well-known words (connect/Throttling.h), with the
/// milliseconds that the server names as detail.
[[nodiscard]] Error statusError(const imap::StatusResponse& response, const QString& what);

/// True for localhost, 127.0.0.0/8 and ::1: the only hosts that Security::None is allowed for.
[[nodiscard]] bool isLoopbackHost(const QString& host);

} // namespace tributary::connect
