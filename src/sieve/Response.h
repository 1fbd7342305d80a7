// SPDX-License-Identifier: GPL-3.0-or-later
// What a server answers (RFC 5804 1.2, 1.3) and what a refusal means.
#pragma once

#include "base/Result.h"
#include "sieve/wire/ResponseReader.h"

#include <QByteArray>
#include <QByteArrayList>

namespace tributary::sieve {

enum class Outcome { Ok, No, Bye };

/// The line that ends an answer.
struct Response {
    Outcome outcome = Outcome::No;
    QByteArray code;         ///< upper case, "QUOTA/MAXSIZE"; empty: none
    QByteArrayList codeData; ///< the strings and atoms behind it: of SASL the data, of REFERRAL the URL, of TAG the tag
    QByteArray text;         ///< the human-readable words; untrusted, as received, may be many lines

    [[nodiscard]] bool isOk() const { return outcome == Outcome::Ok; }
    /// "NO (QUOTA/MAXSIZE) too large": the server's own words.
    [[nodiscard]] QByteArray words() const;
    /// Whether a code is this one or one below it: "QUOTA" is meant by QUOTA/MAXSIZE too.
    [[nodiscard]] bool hasCode(const QByteArray& upper) const;

    bool operator==(const Response&) const = default;
};

/// Whether a line ends an answer: its first word is OK, NO or BYE. Pure.
[[nodiscard]] bool isResponse(const Words& line);
/// Such a line. Protocol: MalformedResponse, LimitExceeded. Pure.
[[nodiscard]] Result<Response> parseResponse(const Words& line);

/// What was said that an answer is for. Connect: nothing yet, the answer is the greeting, or what comes by itself behind STARTTLS.
enum class Verb { Connect, Capability, StartTls, Authenticate, Noop, Logout, ListScripts, GetScript, PutScript, CheckScript, SetActive, RenameScript, DeleteScript, HaveSpace };

/// A NO or BYE as an error; serverText: its words.
/// BYE TemporaryRefusal/ByeReceived, with REFERRAL Refused/Unsupported; TRYLATER TemporaryRefusal/ServerRefused, while signing in
/// AuthServerUnavailable. STARTTLS: Tls/StartTlsRefused. ENCRYPT-NEEDED Tls/TlsRequired; AUTH-TOO-WEAK and TRANSITION-NEEDED
/// Auth/MechanismUnavailable; signing in without a code Auth/CredentialsRejected. QUOTA Refused/OverQuota; NONEXISTENT Refused/NotFound;
/// ALREADYEXISTS Refused/AlreadyExists; what is left Refused/ServerRefused: of PUTSCRIPT and CHECKSCRIPT a faulty script. Pure.
[[nodiscard]] Error refusalError(Verb verb, const Response& response, const QString& detail = {});

} // namespace tributary::sieve
