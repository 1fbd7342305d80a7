// SPDX-License-Identifier: GPL-3.0-or-later
// What a server answers (RFC 1939 3, RFC 2449 8, RFC 3206) and what a refusal means.
#pragma once

#include "base/Result.h"

#include <QByteArray>

namespace tributary::pop3 {

/// The status line of an answer.
struct Response {
    bool isOk = false;
    QByteArray code; ///< upper case, "SYS/TEMP"; empty: none
    QByteArray text; ///< without either; untrusted, as received

    /// "-ERR [AUTH] Wrong password": the server's own words.
    [[nodiscard]] QByteArray words() const;

    bool operator==(const Response&) const = default;
};

/// Protocol/MalformedResponse: it is neither +OK nor -ERR. Pure.
[[nodiscard]] Result<Response> parseStatusLine(const QByteArray& line);

/// What was said that an answer is for. Connect: nothing yet, the answer is the greeting.
enum class Verb { Connect, Capa, Stls, Auth, Apop, User, Pass, Stat, List, Uidl, Retr, Top, Dele, Noop, Rset, Quit };

/// A -ERR as an error; serverText: its words.
/// STLS: Tls/StartTlsRefused. IN-USE, and words that mean it while signing in: TemporaryRefusal/MailboxInUse; LOGIN-DELAY TemporaryRefusal/Throttled; SYS/TEMP
/// TemporaryRefusal/AuthServerUnavailable while signing in, else ServerRefused; SYS/PERM Refused/ServerRefused; AUTH
/// Auth/CredentialsRejected. Without a code: signing in Auth/CredentialsRejected; the greeting
/// TemporaryRefusal/ByeReceived; what is left Refused/ServerRefused. Pure.
[[nodiscard]] Error refusalError(Verb verb, const Response& response, const QString& detail = {});

} // namespace tributary::pop3
