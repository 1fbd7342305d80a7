// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/OAuthError.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace tributary::auth {

using namespace Qt::Literals::StringLiterals;

namespace oautherror {

constexpr qsizetype kMaxWords = 1000, kMaxValue = 100;
constexpr int kTooManyRequests = 429, kServerErrors = 500, kMsInSecond = 1000;

struct Meaning {
    QLatin1StringView error;
    ErrorKind kind;
    ErrorCode code;
};

constexpr std::array kMeanings{
    Meaning{"invalid_grant"_L1, ErrorKind::Auth, ErrorCode::SignInAgain},
    Meaning{"interaction_required"_L1, ErrorKind::Auth, ErrorCode::SignInAgain},
    Meaning{"login_required"_L1, ErrorKind::Auth, ErrorCode::SignInAgain},
    Meaning{"consent_required"_L1, ErrorKind::Auth, ErrorCode::SignInAgain},
    Meaning{"account_selection_required"_L1, ErrorKind::Auth, ErrorCode::SignInAgain},
    Meaning{"access_denied"_L1, ErrorKind::Auth, ErrorCode::SignInDeclined},
    Meaning{"authorization_declined"_L1, ErrorKind::Auth, ErrorCode::SignInDeclined}, // Microsoft's device flow
    Meaning{"temporarily_unavailable"_L1, ErrorKind::TemporaryRefusal, ErrorCode::AuthServerUnavailable},
    Meaning{"server_error"_L1, ErrorKind::TemporaryRefusal, ErrorCode::AuthServerUnavailable},
    Meaning{"slow_down"_L1, ErrorKind::TemporaryRefusal, ErrorCode::Throttled},
    Meaning{"authorization_pending"_L1, ErrorKind::TemporaryRefusal, ErrorCode::Throttled},
    Meaning{"expired_token"_L1, ErrorKind::Network, ErrorCode::TimedOut},
};

/// Printable, bounded, without tokens: a description may quote what was sent.
QString cleaned(QString text, const QList<QByteArray>& secrets, qsizetype max) {
    const QString gone = u"[...]"_s;
    for (const QByteArray& secret : secrets) {
        if (!secret.isEmpty())
            text.replace(QString::fromLatin1(secret), gone);
    }
    // Longer than any number of a trace (a GUID has 36).
    static const QRegularExpression tokenLike(u"[A-Za-z0-9._~+=-]{40,}"_s);
    text.replace(tokenLike, gone);
    for (QChar& c : text) {
        if (c.category() == QChar::Other_Control)
            c = u' ';
        else if (c.category() == QChar::Other_Format || c.isSurrogate())
            c = QChar::ReplacementCharacter;
    }
    return text.simplified().left(max);
}

struct Range {
    int first, last;
    AdminHint hint;
};

constexpr std::array kHints{
    Range{50034, 50034, AdminHint::SignIn},     Range{50053, 50053, AdminHint::SignIn},     Range{50055, 50055, AdminHint::SignIn},
    Range{50057, 50058, AdminHint::SignIn},     Range{50072, 50072, AdminHint::SignIn},     Range{50074, 50074, AdminHint::SignIn},
    Range{50076, 50076, AdminHint::SignIn},     Range{50078, 50079, AdminHint::SignIn},     Range{50126, 50126, AdminHint::SignIn},
    Range{50132, 50133, AdminHint::SignIn},     Range{50158, 50158, AdminHint::SignIn},     Range{50173, 50173, AdminHint::SignIn},
    Range{70000, 70000, AdminHint::SignIn},     Range{70008, 70008, AdminHint::SignIn},     Range{70043, 70043, AdminHint::SignIn},
    Range{700082, 700082, AdminHint::SignIn},   Range{50105, 50105, AdminHint::Blocked},    Range{50131, 50131, AdminHint::Blocked},
    Range{53000, 53004, AdminHint::Blocked},    Range{500021, 500021, AdminHint::Blocked},  Range{530034, 530035, AdminHint::Blocked},
    Range{65001, 65001, AdminHint::Consent},    Range{90094, 90095, AdminHint::Consent},    Range{900941, 900941, AdminHint::Consent},
    Range{65004, 65004, AdminHint::Declined},   Range{50194, 50194, AdminHint::Client},     Range{500208, 500208, AdminHint::Client},
    Range{650052, 650052, AdminHint::Client},   Range{700011, 700011, AdminHint::Client},   Range{700016, 700016, AdminHint::Client},
    Range{700025, 700025, AdminHint::Client},   Range{7000112, 7000112, AdminHint::Client}, Range{7000218, 7000218, AdminHint::Client},
    Range{9002332, 9002332, AdminHint::Client}, Range{28002, 28002, AdminHint::Redirect},   Range{50011, 50011, AdminHint::Redirect},
    Range{70004, 70004, AdminHint::Redirect},   Range{70011, 70011, AdminHint::Redirect},   Range{700022, 700022, AdminHint::Redirect},
    Range{900144, 900144, AdminHint::Redirect}, Range{54005, 54005, AdminHint::Restart},    Range{50196, 50196, AdminHint::Throttled},
};

bool looksLikeHtml(const QByteArray& body) { return body.left(kMaxWords).trimmed().startsWith('<'); }

} // namespace oautherror

Error oauthError(const QString& error, const QString& description, const QList<QByteArray>& secrets) {
    using namespace oautherror;
    const auto at = std::find_if(kMeanings.begin(), kMeanings.end(), [&](const Meaning& m) { return m.error == error; });
    // invalid_client, invalid_scope, unauthorized_client, unsupported_... and unknown ones: asking again would not help.
    const bool isKnown = at != kMeanings.end();
    return {isKnown ? at->kind : ErrorKind::Auth, isKnown ? at->code : ErrorCode::ClientRefused, cleaned(description, secrets, kMaxWords).toUtf8(),
            cleaned(error, secrets, kMaxValue)};
}

Error oauthAnswerError(int status, const QByteArray& body, int retryAfterSeconds) {
    using namespace oautherror;
    const QByteArray said = "HTTP " + QByteArray::number(status);
    if (status == kTooManyRequests) {
        const QString later = retryAfterSeconds > 0 ? QString::number(qint64(retryAfterSeconds) * kMsInSecond) : QString();
        return {ErrorKind::TemporaryRefusal, ErrorCode::Throttled, said, later};
    }
    if (status >= kServerErrors || looksLikeHtml(body))
        return {ErrorKind::TemporaryRefusal, ErrorCode::AuthServerUnavailable, said, status >= kServerErrors ? QString() : u"a web page instead of an answer"_s};
    return {ErrorKind::Protocol, ErrorCode::MalformedResponse, said, u"the provider's answer is no OAuth answer"_s};
}

AdminHint adminHint(const QString& serverText) {
    static const QRegularExpression number(u"AADSTS([0-9]{4,8})"_s);
    const int found = number.match(serverText).captured(1).toInt();
    const auto at = std::find_if(oautherror::kHints.begin(), oautherror::kHints.end(),
                                 [found](const oautherror::Range& r) { return found >= r.first && found <= r.last; });
    return at == oautherror::kHints.end() ? AdminHint::None : at->hint;
}

} // namespace tributary::auth
