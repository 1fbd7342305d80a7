// SPDX-License-Identifier: GPL-3.0-or-later
// Values of setting an account up: what the user gives, what is tried, what came out. S8 to S16, S34 to S37.
#pragma once

#include "accounts/Policy.h"
#include "base/Result.h"
#include "base/Secret.h"
#include "model/Account.h"
#include "net/CertificatePolicy.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace tributary::accounts {

/// What the user gives. account.id is 0 for a new one.
struct AccountDraft {
    model::Account account;
    Secret password;
    bool allowNonStandardPorts = false; ///< the user's advanced setting (S12); a policy wins
    QList<QByteArray> mechanisms = {};  ///< account.auth OAuth: the password is an access token, to be used by these
};

/// Best first: a file of the machine or the profile, our own table, the domain's autoconfig file, the ISPDB, the same for the domain of
/// the MX, SRV records (RFC 6186, RFC 8314), a name that is usual.
enum class CandidateSource { Local, Preset, Provider, Ispdb, Mx, Srv, Guess };
/// A proposal for the servers of an address, with where it came from.
struct ServerCandidate {
    CandidateSource source = CandidateSource::Guess;
    QString providerId; ///< "gmail", "other" ...
    QString providerName;
    bool verified = false;   ///< from a source that can be trusted: preset, local file, the domain's or the ISPDB's by https
    QString origin;          ///< where it was found: a file, URL or record; empty for presets and guesses
    bool oauth = false;      ///< takes nothing but a sign-in at its own page (OAuth)
    bool canSignIn = false;  ///< such a sign-in is possible: its pages and a client id are known
    model::Protocol protocol = model::Protocol::Imap; ///< of incoming
    model::ServerSettings incoming;
    model::ServerSettings outgoing;
    QString note;            ///< a word of docs/discovery.md's table: what must be done at the provider first; may be empty
    QString helpUrl;         ///< the provider's own page about it; may be empty. Shown as text, opened only on a click
};

enum class Side { Incoming, Outgoing };
enum class Stage { Resolve, Connect, Tls, Greeting, SignIn, Mailboxes };
enum class StageState { Running, Ok, Failed, NotTried };
struct StageReport {
    Side side = Side::Incoming;
    Stage stage = Stage::Resolve;
    StageState state = StageState::Running;
    qint64 ms = 0;
    QString text;                               ///< "192.0.2.1", "TLS 1.3", "12 mailboxes"; English, technical
    std::optional<Error> error;                 ///< Failed
    QList<net::CertificateSummary> certificates; ///< Tls: leaf first, also of a refused one
};
using StageObserver = std::function<void(const StageReport&)>;

struct ProbeOutcome {
    QList<StageReport> stages;   ///< all, in order; NotTried behind a failure
    std::optional<Error> error;  ///< the first failure, of either side
    int mailboxes = 0;           ///< POP3: its one; how many messages are in it says the stage
    QStringList capabilities;
    qint64 outgoingSize = 0;     ///< bytes of the longest message that its outgoing server takes; 0: it names none
    [[nodiscard]] bool passed() const { return !error; }
};

[[nodiscard]] QLatin1StringView stageName(Stage stage);      ///< "resolve" "connect" "tls" "greeting" "sign-in" "mailboxes"
[[nodiscard]] QLatin1StringView stageStateName(StageState s); ///< "running" "ok" "error" "not-tried"
[[nodiscard]] QLatin1StringView sourceName(CandidateSource s); ///< "preset" "local" "provider" "ispdb" "mx" "srv" "guess"

/// Port rule S12: standard ports of the protocol (143 993 | 110 995 | 25 465 587) or InvalidInput/PortNotStandard.
[[nodiscard]] Status checkPort(model::Protocol protocol, quint16 port, bool allowNonStandard);
/// Every field but the password, as the next one.
[[nodiscard]] Status checkAccount(const model::Account& account, const Policy& policy, bool allowNonStandardPorts);
/// Every field of a draft before anything is tried: InvalidInput with the field's option name as detail ("in-host"); what the policy
/// does not allow is RefusedByPolicy (Policy.h).
[[nodiscard]] Status checkDraft(const AccountDraft& draft, const Policy& policy);

} // namespace tributary::accounts
