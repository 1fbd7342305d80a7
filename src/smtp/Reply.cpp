// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/Reply.h"

#include <algorithm>
#include <array>

namespace tributary::smtp {

namespace {

bool says(const QByteArray& text, QByteArrayView words) { return text.contains(words); }

bool isEnhanced(const Reply& reply, int subject, int detail) {
    return reply.enhanced && reply.enhanced->subject == subject && reply.enhanced->detail == detail;
}

/// Microsoft 365 (2022 on): "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant". The
/// password is right; an administrator has to allow it.
bool isSwitchedOff(const Reply& reply, const QByteArray& text) {
    return reply.isPermanent() && (isEnhanced(reply, 7, 139) || says(text, "smtpclientauthentication is disabled"));
}

/// The code alone may mean the recipient's quota (5.2.2), or, at Gmail, content that it does not carry (5.7.0).
bool isTooLarge(Verb verb, const Reply& reply) {
    if (isEnhanced(reply, 3, 4) || isEnhanced(reply, 2, 3))
        return true;
    return reply.code == 552 && verb != Verb::Rcpt && (!reply.enhanced || isEnhanced(reply, 0, 0));
}

/// Servers that check the sender only at RCPT, or at the end of the message.
bool isAboutSender(Verb verb, const Reply& reply, const QByteArray& text) {
    return verb == Verb::Mail || isEnhanced(reply, 1, 7) || isEnhanced(reply, 1, 8) ||
           isEnhanced(reply, 7, 60) ||               // Exchange: no permission to send as this sender
           says(text, "sender address rejected");    // Postfix, at RCPT: "... not owned by user"
}

/// What a limit is called in 4yz replies and in 421; lower case.
std::optional<ErrorCode> limitSaid(const QByteArray& text) {
    static constexpr std::array kOfConnections{"too many connections", "too many concurrent", "too many simultaneous", "maximum number of connections"};
    static constexpr std::array kOfRate{"too many login attempts", // Gmail, 454 4.7.0
                                        "too many bad auth attempts", "rate limit", "throttled"};
    const auto said = [&](const char* words) { return text.contains(words); };
    if (std::any_of(kOfConnections.begin(), kOfConnections.end(), said))
        return ErrorCode::TooManyConnections;
    return std::any_of(kOfRate.begin(), kOfRate.end(), said) ? std::optional(ErrorCode::Throttled) : std::nullopt;
}

Error authError(Error error, const Reply& reply, const QByteArray& text) {
    error.kind = ErrorKind::Auth;
    error.code = ErrorCode::CredentialsRejected;
    // Yahoo's "535 5.7.0 (#AUTH005) Too many bad auth attempts" is for now, whatever its number says.
    if (reply.isTransient() || says(text, "too many bad auth attempts")) {
        error.kind = ErrorKind::TemporaryRefusal;
        error.code = limitSaid(text).value_or(ErrorCode::AuthServerUnavailable);
        return error;
    }
    // Gmail, 534 5.7.9 and 5.7.14: the mechanism is right, an app password or a sign-in in a browser is asked for.
    if (reply.code == 534 && (says(text, "application-specific password") || isEnhanced(reply, 7, 14)))
        return error;
    static constexpr std::array kNotThisWay{500, 501, 502, 503, 504, 534, 538};
    if (std::find(kNotThisWay.begin(), kNotThisWay.end(), reply.code) != kNotThisWay.end())
        error.code = ErrorCode::MechanismUnavailable;
    return error;
}

} // namespace

QByteArray EnhancedCode::toByteArray() const {
    return QByteArray::number(category) + '.' + QByteArray::number(subject) + '.' + QByteArray::number(detail);
}

QByteArray Reply::words() const {
    QByteArray out = QByteArray::number(code);
    if (enhanced)
        out += ' ' + enhanced->toByteArray();
    const QByteArray said = text();
    return said.isEmpty() ? out : out + ' ' + said;
}

Error refusalError(Verb verb, const Reply& reply, const QString& detail) {
    const QByteArray text = reply.text().toLower();
    const ErrorKind kind = reply.isTransient() ? ErrorKind::TemporaryRefusal : ErrorKind::Refused;
    Error error{kind, ErrorCode::ServerRefused, reply.words(), detail};
    if (reply.code == 421) {
        error.code = limitSaid(text).value_or(ErrorCode::ByeReceived);
    } else if (isSwitchedOff(reply, text)) {
        error.code = ErrorCode::SendingDisabled;
    } else if (verb == Verb::StartTls) {
        error.kind = ErrorKind::Tls;
        error.code = ErrorCode::StartTlsRefused;
    } else if (reply.code == 530) { // RFC 4954 6, RFC 3207 4: sign in, or begin TLS, first
        const bool wantsTls = says(text, "starttls");
        error.kind = wantsTls ? ErrorKind::Tls : ErrorKind::Auth;
        error.code = wantsTls ? ErrorCode::TlsRequired : ErrorCode::SecretMissing;
    } else if (verb == Verb::Auth) {
        error = authError(std::move(error), reply, text);
    } else if (reply.isPermanent() && isTooLarge(verb, reply)) {
        error.code = ErrorCode::MessageTooLarge;
    } else if (isAboutSender(verb, reply, text)) {
        error.code = ErrorCode::SenderRefused;
    } else if (verb == Verb::Rcpt) {
        error.code = ErrorCode::RecipientsRefused;
    }
    return error;
}

} // namespace tributary::smtp
