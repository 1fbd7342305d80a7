// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/Advice.h"

#include "auth/OAuthError.h"

#include <algorithm>

namespace tributary::accounts {

using namespace Qt::Literals::StringLiterals;

namespace {

using A = AdviceCode;
using AdviceList = QList<Advice>;

bool beginsWithTls(quint16 port) { return port == 993 || port == 995 || port == 465; }
bool beginsPlain(quint16 port) { return port == 143 || port == 110 || port == 587 || port == 25; }

quint16 tlsPortOf(model::Protocol protocol) {
    switch (protocol) {
    case model::Protocol::Imap: return 993;
    case model::Protocol::Pop3: return 995;
    case model::Protocol::Smtp: return 465;
    }
    return 993;
}

QString protocolWord(const AdvicePlace& place) { return place.isKnown() ? QString(model::protocolName(place.protocol)) : QString(); }

/// For what is not known of a place, the usual two.
Advice askWhetherAllowed(const AdvicePlace& place) {
    return {A::AskWhetherAllowed, place.isKnown() ? protocolWord(place).toUpper() : u"IMAP / SMTP"_s};
}

// --- S34

/// A port that belongs to the other kind of encryption; the one thing that is wrong then.
std::optional<Advice> mismatchOf(const Error& error, const AdvicePlace& place) {
    const quint16 port = place.server.port;
    if (place.server.security == model::Security::Tls && beginsPlain(port))
        return Advice{A::ChooseStartTls, QString::number(port)};
    // Where STARTTLS is chosen and a server that can be reached says nothing, it waits for a handshake, whatever the port.
    const bool isSilent = error.code == ErrorCode::TimedOut && place.stage == Stage::Greeting;
    if (place.server.security != model::Security::Tls && (beginsWithTls(port) || isSilent))
        return Advice{A::ChooseTls, QString::number(port)};
    if (error.code == ErrorCode::StartTlsNotOffered || error.code == ErrorCode::StartTlsRefused)
        return Advice{A::UseTlsPort, QString::number(tlsPortOf(place.protocol))};
    return std::nullopt;
}

AdviceList networkAdvice(const Error& error, const AdvicePlace& place) {
    const bool isKnown = place.isKnown();
    AdviceList advice;
    switch (error.code) {
    case ErrorCode::CaptivePortal: return {{A::SignInToNetwork, {}}, {A::IfNoNetworkPage, {}}};
    case ErrorCode::OutcomeUnknown: return {{A::LookInSent, {}}, {A::NotSentAgain, {}}};
    case ErrorCode::HostNotFound:
        if (isKnown)
            return {{A::CheckHostName, place.server.host}, {A::CheckNameAndPort, {}}, {A::CheckOnline, {}}};
        break;
    case ErrorCode::ConnectionRefused:
    case ErrorCode::TimedOut:
    case ErrorCode::ConnectionClosed:
    case ErrorCode::NotTls:
    case ErrorCode::NetworkUnreachable:
        if (!isKnown)
            break;
        if (const auto mismatch = mismatchOf(error, place))
            advice.append(*mismatch);
        else if (place.server.port == 25)
            advice.append({A::UseSubmissionPort, {}});
        else if (error.code == ErrorCode::TimedOut)
            advice.append({A::PortMayBeBlocked, QString::number(place.server.port)});
        break;
    default: break;
    }
    advice += {{A::CheckNameAndPort, {}}, {A::CheckOnline, {}}, {A::StandardPorts, protocolWord(place)}};
    return advice;
}

// --- S35

/// Other ways to write the user name than the one that was tried.
AdviceList userForms(const AdvicePlace& place) {
    const QString user = place.server.user;
    const qsizetype at = place.email.lastIndexOf(u'@');
    if (!place.isKnown() || user.isEmpty() || at < 1)
        return {{A::UserForms, {}}};
    if (user.contains(u'@'))
        return {{A::UserLocalPart, place.email.first(at)}};
    return {{A::UserWholeAddress, place.email}};
}

AdviceList adviceOfHint(const HintFound& found, const AdvicePlace& place) {
    const QString user = place.server.user;
    const qsizetype at = place.email.lastIndexOf(u'@');
    switch (found.hint) {
    case ProviderHint::AppPassword: return {{A::MakeAppPassword, {}}};
    case ProviderHint::AuthorizationCode: return {{A::MakeAuthorizationCode, {}}};
    case ProviderHint::SeparatePassword: return {{A::UseMailPassword, {}}};
    case ProviderHint::ImapOff: return {{A::SwitchImapOn, {}}};
    case ProviderHint::PopOff: return {{A::SwitchPopOn, {}}};
    case ProviderHint::SmtpAuthOff: return {{A::AllowSmtpAuth, {}}};
    case ProviderHint::BasicAuthOff: return {{A::SignInInBrowser, {}}};
    case ProviderHint::WebSignInNeeded: return {{A::VisitWebPage, {}}};
    case ProviderHint::WrongRegion: {
        const QStringList others = otherRegions(place.server.host);
        return others.isEmpty() ? AdviceList() : AdviceList{{A::TryOtherRegion, others.join(u", "_s)}};
    }
    case ProviderHint::UserIsAddress: return user.contains(u'@') || at < 1 ? AdviceList() : AdviceList{{A::UserWholeAddress, place.email}};
    case ProviderHint::UserIsLocalPart: return !user.contains(u'@') || at < 1 ? AdviceList() : AdviceList{{A::UserLocalPart, place.email.first(at)}};
    case ProviderHint::UserIsIssuedId: return {{A::UserIssuedId, {}}};
    case ProviderHint::Throttled: return {{A::WaitAndTryAgain, {}}, {A::PasswordMayBeRight, {}}};
    case ProviderHint::TooManyConnections: return {{A::CloseOtherPrograms, {}}, {A::PasswordMayBeRight, {}}};
    case ProviderHint::NotConnected: return {{A::CloseOtherPrograms, {}}, {A::SwitchImapOn, {}}, {A::UserWholeAddress, place.email}};
    case ProviderHint::AccountLocked: return {{A::UnlockAccount, {}}};
    case ProviderHint::PasswordExpired: return {{A::RenewPassword, {}}};
    case ProviderHint::PaidOption: return {{A::OrderImap, {}}};
    case ProviderHint::AskAdministrator: return {{A::AskAdministrator, {}}};
    }
    return {};
}

/// What is known of the provider; then its own page.
AdviceList adviceOfHints(const QList<HintFound>& hints, const AdvicePlace& place) {
    AdviceList advice;
    QString page;
    for (const HintFound& found : hints) {
        for (const Advice& one : adviceOfHint(found, place)) {
            if (!advice.contains(one))
                advice.append(one);
        }
        if (page.isEmpty())
            page = found.helpUrl;
    }
    if (!page.isEmpty())
        advice.append({A::ProviderPage, page});
    return advice;
}

/// By the number in the provider's own words; what is done never depends on it.
AdviceList signInPageAdvice(const Error& error) {
    if (error.code == ErrorCode::WrongMailbox)
        return {{A::ChooseRightMailbox, {}}};
    if (error.code != ErrorCode::SignInAgain && error.code != ErrorCode::SignInDeclined && error.code != ErrorCode::ClientRefused)
        return {};
    switch (auth::adminHint(QString::fromUtf8(error.serverText))) {
    case auth::AdminHint::Consent: return {{A::AdminConsent, {}}};
    case auth::AdminHint::Blocked: return {{A::AdminBlocks, {}}};
    case auth::AdminHint::Client: return {{A::ClientUnknown, {}}};
    case auth::AdminHint::Redirect: return {{A::RedirectUnregistered, {}}};
    case auth::AdminHint::Throttled: return {{A::WaitAndTryAgain, {}}};
    default: break;
    }
    return error.code == ErrorCode::ClientRefused ? AdviceList{{A::GiveWordsToAdmin, {}}} : AdviceList{{A::SignInAgain, {}}};
}

AdviceList authAdvice(const Error& error, const AdvicePlace& place) {
    if (error.code == ErrorCode::WrongPassphrase)
        return {}; // no server's business
    if (error.code == ErrorCode::SecretMissing && error.serverText.isEmpty() && !place.oauth)
        return {{A::EnterPassword, {}}};
    if (AdviceList ofPage = signInPageAdvice(error); !ofPage.isEmpty())
        return ofPage;
    const QList<HintFound> hints = hintsOf({place.provider, place.server.host, place.protocol}, error);
    AdviceList known = adviceOfHints(hints, place);
    if (std::any_of(hints.begin(), hints.end(), [](const HintFound& one) { return one.isSaid; }))
        return known; // the server has named the cause
    if (place.oauth)
        return {{A::SignInAgain, {}}, askWhetherAllowed(place)};
    if (known.isEmpty()) {
        known = userForms(place);
        known += {askWhetherAllowed(place), {A::AppPasswordWithSecondFactor, {}}};
    }
    if (error.code == ErrorCode::CredentialsRejected) // without a place: of an account that was let in before
        known.prepend({place.isKnown() ? A::CheckPassword : A::PasswordChanged, {}});
    return known;
}

// --- S36

AdviceList wrongHostAdvice(const AdvicePlace& place) {
    AdviceList advice;
    if (!place.certificates.isEmpty()) {
        constexpr qsizetype kShown = 5; // some name hundreds
        QStringList names = place.certificates.first().names;
        const auto isPattern = [](const QString& name) { return name.contains(u'*'); };
        std::stable_partition(names.begin(), names.end(), [&](const QString& name) { return !isPattern(name); });
        if (!names.isEmpty())
            advice.append({A::UseNameOfCertificate, names.first(std::min(kShown, names.size())).join(u", "_s)});
    }
    return advice + AdviceList{{A::CheckNameAndPort, {}}, {A::NoWayAround, {}}};
}

AdviceList tlsAdvice(const Error& error, const AdvicePlace& place) {
    if (!place.isKnown())
        return {{A::NoWayAround, {}}, {A::CheckNameAndClock, {}}, {A::AskAboutCertificate, {}}, {A::AdminCanAddAuthority, {}}};
    switch (error.code) {
    case ErrorCode::CertificateExpired: return {{A::CheckClock, {}}, {A::RenewCertificate, {}}, {A::NoWayAround, {}}};
    case ErrorCode::CertificateNotYetValid: return {{A::CheckClock, {}}, {A::AskAboutCertificate, {}}, {A::NoWayAround, {}}};
    case ErrorCode::CertificateWrongHost: return wrongHostAdvice(place);
    case ErrorCode::CertificateSelfSigned: return {{A::SelfSignedRefused, {}}, {A::AdminCanAddAuthority, {}}, {A::NoWayAround, {}}};
    case ErrorCode::CertificateUnknownAuthority:
        return {{A::AdminCanAddAuthority, {}}, {A::AskAboutCertificate, {}}, {A::NoWayAround, {}}};
    case ErrorCode::StartTlsNotOffered:
    case ErrorCode::StartTlsRefused:
    case ErrorCode::TlsHandshakeFailed:
    case ErrorCode::TlsRequired: {
        AdviceList advice;
        if (const auto mismatch = mismatchOf(error, place))
            advice.append(*mismatch);
        return advice + AdviceList{{A::CheckNameAndPort, {}}, {A::StandardPorts, protocolWord(place)}};
    }
    default: return {{A::AskAboutCertificate, {}}, {A::CheckNameAndClock, {}}, {A::NoWayAround, {}}};
    }
}

// --- what is not of a server

AdviceList storageAdvice(const Error& error) {
    switch (error.code) {
    case ErrorCode::DiskFull: return {{A::FreeDisk, {}}};
    case ErrorCode::ProfileInUse: return {{A::EndOtherProgram, {}}};
    case ErrorCode::DatabaseDamaged: return {{A::MoveFileAway, {}}};
    case ErrorCode::DatabaseNewer: return {{A::UseNewerVersion, {}}};
    case ErrorCode::KeychainUnavailable: return {{A::StartKeychain, {}}};
    default: return {};
    }
}

AdviceList inputAdvice(const Error& error) {
    switch (error.code) {
    case ErrorCode::PortNotStandard: return {{A::UseStandardPort, {}}};
    case ErrorCode::NotVerified: return {{A::WhyProve, {}}, {A::ProveAddress, {}}, {A::SendMeanwhile, {}}};
    case ErrorCode::CodeWrong: return {{A::NewestCode, {}}};
    case ErrorCode::CodeExpired:
    case ErrorCode::CodeUsedUp:
    case ErrorCode::NoCode: return {{A::MailNewCode, {}}};
    case ErrorCode::TooManyCodes: return {{A::LastCodeStillGood, {}}};
    default: return {};
    }
}

AdviceList refusalAdvice(const Error& error, const AdvicePlace& place) {
    if (error.code == ErrorCode::MessageTooLarge)
        return {{A::AttachLess, {}}};
    AdviceList known = adviceOfHints(hintsOf({place.provider, place.server.host, place.protocol}, error), place);
    if (known.isEmpty() && error.kind == ErrorKind::TemporaryRefusal)
        known.append({A::TryAgainLater, {}});
    return known;
}

AdviceList protocolAdvice(const Error& error, const AdvicePlace& place) {
    AdviceList advice;
    if (const auto mismatch = place.isKnown() ? mismatchOf(error, place) : std::nullopt)
        advice.append(*mismatch);
    advice.append({A::CheckNameAndPort, {}});
    if (place.isKnown() && error.code == ErrorCode::NotThisProtocol)
        advice.append({A::StandardPorts, protocolWord(place)});
    return advice;
}

} // namespace

AdvicePlace advicePlace(const model::Account& account, Side side) {
    const bool isIncoming = side == Side::Incoming;
    AdvicePlace place;
    place.provider = account.provider;
    place.email = account.email;
    place.oauth = account.auth == model::AuthMethod::OAuth;
    place.protocol = isIncoming ? account.protocol : model::Protocol::Smtp;
    place.server = isIncoming ? account.incoming : account.outgoing;
    return place;
}

AdvicePlace advicePlace(const model::Account& account, const QList<StageReport>& stages) {
    const auto failed = std::find_if(stages.begin(), stages.end(), [](const StageReport& stage) { return stage.state == StageState::Failed; });
    AdvicePlace place = advicePlace(account, failed == stages.end() ? Side::Incoming : failed->side);
    if (failed != stages.end()) {
        place.certificates = failed->certificates;
        place.stage = failed->stage;
    }
    return place;
}

QList<Advice> adviceOf(const Error& error, const AdvicePlace& place) {
    switch (error.kind) {
    case ErrorKind::Network: return networkAdvice(error, place);
    case ErrorKind::Tls: return tlsAdvice(error, place);
    case ErrorKind::Auth: return authAdvice(error, place);
    case ErrorKind::TemporaryRefusal:
    case ErrorKind::Refused: return refusalAdvice(error, place);
    case ErrorKind::Protocol: return protocolAdvice(error, place);
    case ErrorKind::Storage: return storageAdvice(error);
    case ErrorKind::InvalidInput: return inputAdvice(error);
    case ErrorKind::Cancelled:
    case ErrorKind::Internal: return {};
    }
    return {};
}

} // namespace tributary::accounts
