// SPDX-License-Identifier: GPL-3.0-or-later
// The thin driver that joins a sieve::Session (bytes in, events out) to a net::ByteStream, signs in and keeps Sieve scripts on the server
// (RFC 5804). Straight-line, on one worker thread.
#pragma once

#include "connect/Target.h"
#include "sieve/ScriptFault.h"
#include "sieve/Session.h"

#include <functional>
#include <memory>

namespace tributary::connect {

namespace detail {
class SieveLog;
}

/// What the server thinks of a script. Not taken: nothing was stored, the one of that name stays as it was.
struct [[nodiscard]] ScriptVerdict {
    bool isTaken = false;
    sieve::ScriptFault fault; ///< where it is not taken
    QByteArray warnings;      ///< the server's words about one that is taken; empty: none

    bool operator==(const ScriptVerdict&) const = default;
};

class SieveConnection {
  public:
    /// Connects, secures (STARTTLS) and signs in (SASL). Errors as ImapConnection::open(); TemporaryRefusal/TooManyConnections by
    /// well-known words, TemporaryRefusal/AuthServerUnavailable for (TRYLATER), Auth/MechanismUnavailable where no mechanism of ours is offered.
    [[nodiscard]] static Result<std::unique_ptr<SieveConnection>> open(const Target& target, const StageObserver& observer = {});
    ~SieveConnection();

    [[nodiscard]] const sieve::Capabilities& capabilities() const; ///< as told after signing in
    [[nodiscard]] bool isEncrypted() const;

    // Errors as the line's, and as sieve::refusalError(): Refused/OverQuota, NotFound, AlreadyExists, ServerRefused, with the server's
    // words; InvalidInput/BadValue for names and scripts that cannot be. Names are UTF-8.
    [[nodiscard]] Result<QList<sieve::ListedScript>> listScripts();
    [[nodiscard]] Result<QByteArray> getScript(const QByteArray& name);
    /// Stored as a whole or not at all. A script that the server finds faulty is a verdict, no error.
    [[nodiscard]] Result<ScriptVerdict> putScript(const QByteArray& name, const QByteArray& script);
    /// Stores nothing. Refused/Unsupported where the server is older than RFC 5804.
    [[nodiscard]] Result<ScriptVerdict> checkScript(const QByteArray& script);
    [[nodiscard]] Status setActive(const QByteArray& name); ///< empty: none
    [[nodiscard]] Status deleteScript(const QByteArray& name); ///< never the active one
    /// Refused/Unsupported as checkScript(); Refused/AlreadyExists: it replaces nothing.
    [[nodiscard]] Status renameScript(const QByteArray& from, const QByteArray& to);
    /// Refused/OverQuota: a script of so many octets finds no place.
    [[nodiscard]] Status haveSpace(const QByteArray& name, qint64 octets);
    /// LOGOUT. The connection is at its end.
    [[nodiscard]] Status logout();
    void abandon(); ///< hangs up without a word
    void setProtocolLog(ProtocolLogSink sink); ///< as ImapConnection's: secrets are cut, of literals the size is told
    [[nodiscard]] qint64 bytesReceived() const;
    [[nodiscard]] int roundTrips() const;

  private:
    class Core;
    explicit SieveConnection(std::unique_ptr<Core> core);
    [[nodiscard]] static Result<std::unique_ptr<SieveConnection>> openNow(const Target& target, const StageObserver& observer);
    std::unique_ptr<ConnectionPermit> m_permit; ///< returned when the line is at its end; null: none was needed
    std::unique_ptr<Core> m_core;
};

} // namespace tributary::connect
