// SPDX-License-Identifier: GPL-3.0-or-later
#include "pop3/Response.h"

#include "pop3/Limits.h"
#include "pop3/wire/ProtocolError.h"

#include <algorithm>
#include <array>

namespace tributary::pop3 {

namespace {

bool isSignIn(Verb verb) { return verb == Verb::Auth || verb == Verb::Apop || verb == Verb::User || verb == Verb::Pass; }

/// RFC 2449 9: "resp-code": levels of printable characters with '/' between them.
bool isCode(const QByteArray& code) {
    return !code.isEmpty() && code.size() <= limits::kResponseCode &&
           std::all_of(code.begin(), code.end(), [](char c) { return c > ' ' && c < '\x7f' && c != '['; });
}

/// Takes "[SYS/TEMP] " from the front of a text.
QByteArray takeCode(QByteArray& text) {
    const qsizetype end = text.startsWith('[') ? text.indexOf(']') : -1;
    const QByteArray code = end > 0 ? text.mid(1, end - 1) : QByteArray();
    if (!isCode(code))
        return {};
    text = text.mid(end + 1).trimmed();
    return code.toUpper();
}

/// Servers without response codes say it in words only; lower case.
bool meansInUse(const QByteArray& text) {
    static constexpr std::array kTexts{"locked", "lock busy", "in use", "another session", "already open", "unable to lock", "cannot lock", "could not lock"};
    return std::any_of(kTexts.begin(), kTexts.end(), [&](const char* words) { return text.contains(words); });
}

/// "Account locked" is no mailbox that somebody else reads.
bool isAboutAccount(const QByteArray& text) {
    return text.contains("account") && !text.contains("mail") && !text.contains("in use") && !text.contains("session");
}

Error withoutCode(Verb verb, Error error, const QByteArray& text) {
    if ((isSignIn(verb) || verb == Verb::Connect) && meansInUse(text) && !isAboutAccount(text)) {
        error.kind = ErrorKind::TemporaryRefusal;
        error.code = ErrorCode::MailboxInUse;
    } else if (verb == Verb::Connect) {
        error.kind = ErrorKind::TemporaryRefusal;
        error.code = ErrorCode::ByeReceived;
    } else if (isSignIn(verb)) {
        error.kind = ErrorKind::Auth;
        error.code = ErrorCode::CredentialsRejected;
    }
    return error;
}

} // namespace

QByteArray Response::words() const {
    QByteArray out = isOk ? "+OK" : "-ERR";
    if (!code.isEmpty())
        out += " [" + code + ']';
    return text.isEmpty() ? out : out + ' ' + text;
}

Result<Response> parseStatusLine(const QByteArray& line) {
    const QByteArray start = line.left(4).toUpper();
    const bool isOk = start.startsWith("+OK");
    const qsizetype length = isOk ? 3 : 4;
    const auto isWord = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    if ((!isOk && start != "-ERR") || (line.size() > length && isWord(line[length])))
        return protocolError(ErrorCode::MalformedResponse, "neither +OK nor -ERR", line);
    Response response;
    response.isOk = isOk;
    response.text = line.mid(length).trimmed();
    response.code = takeCode(response.text);
    return response;
}

Error refusalError(Verb verb, const Response& response, const QString& detail) {
    const QByteArray& code = response.code;
    Error error{ErrorKind::Refused, ErrorCode::ServerRefused, response.words(), detail};
    if (verb == Verb::Stls) {
        error.kind = ErrorKind::Tls;
        error.code = ErrorCode::StartTlsRefused;
    } else if (code == "IN-USE") {
        error.kind = ErrorKind::TemporaryRefusal;
        error.code = ErrorCode::MailboxInUse;
    } else if (code == "LOGIN-DELAY") {
        error.kind = ErrorKind::TemporaryRefusal;
        error.code = ErrorCode::Throttled;
    } else if (code == "SYS/TEMP" || code == "SYS") {
        error.kind = ErrorKind::TemporaryRefusal;
        error.code = isSignIn(verb) ? ErrorCode::AuthServerUnavailable : ErrorCode::ServerRefused;
    } else if (code.startsWith("SYS/")) {
        return error; // RFC 3206 4: SYS/PERM, for good
    } else if (code == "AUTH") {
        error.kind = ErrorKind::Auth;
        error.code = ErrorCode::CredentialsRejected;
    } else {
        error = withoutCode(verb, std::move(error), response.text.left(1000).toLower());
    }
    return error;
}

} // namespace tributary::pop3
