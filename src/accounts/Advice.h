// SPDX-License-Identifier: GPL-3.0-or-later
// What to do about a failure (S34 to S37): codes, in one place, from what failed and where. The words are written in ui and cli, each for
// its own readers; docs/errors.md has the table.
#pragma once

#include "accounts/ProviderTexts.h"

namespace tributary::accounts {

enum class AdviceCode {
    // S34: the line. text: what is named in the words
    CheckOnline,
    CheckHostName,      ///< text: the name
    CheckNameAndPort,   ///< with the provider
    StandardPorts,      ///< text: "imap", "pop3" or "smtp"; empty: all of them
    ChooseTls,          ///< text: the port that begins with TLS
    ChooseStartTls,     ///< text: the port that begins without
    UseTlsPort,         ///< text: another port, where TLS is from the beginning
    UseSubmissionPort,  ///< port 25 is blocked by many networks
    PortMayBeBlocked,   ///< text: the port
    SignInToNetwork, IfNoNetworkPage, LookInSent, NotSentAgain,
    // S35: signing in
    CheckPassword,
    PasswordChanged,    ///< at the provider, since it was accepted last
    EnterPassword,      ///< there is none here
    UserWholeAddress,   ///< text: the address
    UserLocalPart,      ///< text: what stands before the @
    UserIssuedId,
    UserForms,          ///< which there are
    SwitchImapOn, SwitchPopOn, AllowSmtpAuth,
    AskWhetherAllowed,  ///< text: the protocol
    MakeAppPassword, MakeAuthorizationCode, UseMailPassword, AppPasswordWithSecondFactor,
    SignInInBrowser,    ///< in place of a password
    VisitWebPage,       ///< sign in at the provider's web page once
    TryOtherRegion,     ///< text: host names
    UnlockAccount, RenewPassword, OrderImap, AskAdministrator,
    WaitAndTryAgain, CloseOtherPrograms, PasswordMayBeRight,
    AdminConsent, AdminBlocks, ClientUnknown, RedirectUnregistered, SignInAgain, GiveWordsToAdmin, ChooseRightMailbox,
    ProviderPage,       ///< text: its address
    // S36: certificates
    NoWayAround, CheckClock, CheckNameAndClock, AskAboutCertificate, RenewCertificate,
    UseNameOfCertificate, ///< text: a name, or several
    SelfSignedRefused, AdminCanAddAuthority,
    // what is not of setting up
    TryAgainLater, AttachLess, FreeDisk, EndOtherProgram, MoveFileAway, UseNewerVersion, StartKeychain, UseStandardPort,
    WhyProve, ProveAddress, SendMeanwhile, NewestCode, MailNewCode, LastCodeStillGood,
};

struct Advice {
    AdviceCode code = AdviceCode::CheckNameAndPort;
    QString text; ///< what the words name; never a secret

    bool operator==(const Advice&) const = default;
};

/// What is known of the place beside the error; all of it may be empty, then the advice is the general one (S37).
struct AdvicePlace {
    QString provider;
    QString email;
    bool oauth = false;
    model::Protocol protocol = model::Protocol::Imap; ///< Smtp: the outgoing side
    model::ServerSettings server;
    QList<net::CertificateSummary> certificates; ///< leaf first, of the stage that failed
    std::optional<Stage> stage;                  ///< that one

    [[nodiscard]] bool isKnown() const { return !server.host.isEmpty(); }
};

[[nodiscard]] AdvicePlace advicePlace(const model::Account& account, Side side);
/// That of the stage that failed, with its certificates.
[[nodiscard]] AdvicePlace advicePlace(const model::Account& account, const QList<StageReport>& stages);

/// The most useful first. Pure.
[[nodiscard]] QList<Advice> adviceOf(const Error& error, const AdvicePlace& place = {});

} // namespace tributary::accounts
