// SPDX-License-Identifier: GPL-3.0-or-later
#include "sieve/Response.h"

#include "sieve/Limits.h"
#include "sieve/wire/ProtocolError.h"

#include <optional>

namespace tributary::sieve {

namespace {

std::optional<Outcome> outcomeOf(const Words& line) {
    if (line.isEmpty() || line.first().kind != Word::Kind::Atom)
        return std::nullopt;
    const QByteArray word = line.first().bytes.toUpper();
    if (word == "OK")
        return Outcome::Ok;
    if (word == "NO")
        return Outcome::No;
    if (word == "BYE")
        return Outcome::Bye;
    return std::nullopt;
}

/// The code that begins at line[at]; at: behind its parenthesis.
Status takeCode(const Words& line, qsizetype& at, Response& response) {
    if (line[at].kind != Word::Kind::Atom || line[at].bytes.size() > limits::kResponseCode)
        return protocolError(ErrorCode::MalformedResponse, "a response code without a name");
    response.code = line[at++].bytes.toUpper();
    for (qsizetype depth = 1; at < line.size(); ++at) {
        const Word& word = line[at];
        depth += word.kind == Word::Kind::Open ? 1 : word.kind == Word::Kind::Close ? -1 : 0;
        if (depth > limits::kNesting)
            return protocolError(ErrorCode::LimitExceeded, "a response code that is nested too deep", response.code);
        if (depth == 0) {
            ++at;
            return {};
        }
        if (word.kind == Word::Kind::Atom || word.kind == Word::Kind::String)
            response.codeData.append(word.bytes);
    }
    return protocolError(ErrorCode::MalformedResponse, "a response code without end", response.code);
}

Error ofBye(Error error, const Response& response) {
    if (response.code == "REFERRAL") {
        error.code = ErrorCode::Unsupported;
        return error;
    }
    error.kind = ErrorKind::TemporaryRefusal;
    error.code = ErrorCode::ByeReceived;
    return error;
}

Error ofSignIn(Error error, const Response& response) {
    error.kind = ErrorKind::Auth;
    if (response.code == "AUTH-TOO-WEAK" || response.code == "TRANSITION-NEEDED")
        error.code = ErrorCode::MechanismUnavailable;
    else
        error.code = ErrorCode::CredentialsRejected;
    return error;
}

} // namespace

QByteArray Response::words() const {
    QByteArray out = outcome == Outcome::Ok ? "OK" : outcome == Outcome::No ? "NO" : "BYE";
    if (!code.isEmpty())
        out += " (" + code + ')';
    return text.isEmpty() ? out : out + ' ' + text;
}

bool Response::hasCode(const QByteArray& upper) const { return code == upper || code.startsWith(QByteArray(upper + '/')); }

bool isResponse(const Words& line) { return outcomeOf(line).has_value(); }

Result<Response> parseResponse(const Words& line) {
    const auto outcome = outcomeOf(line);
    if (!outcome)
        return protocolError(ErrorCode::MalformedResponse, "neither OK nor NO nor BYE", line.isEmpty() ? QByteArray() : line.first().bytes);
    Response response;
    response.outcome = *outcome;
    qsizetype at = 1;
    if (at + 1 < line.size() && line[at].kind == Word::Kind::Open) {
        ++at;
        TRY_STATUS(takeCode(line, at, response));
    }
    if (at < line.size() && line[at].kind == Word::Kind::String)
        response.text = line[at++].bytes;
    if (at < line.size())
        return protocolError(ErrorCode::MalformedResponse, "more than an answer has", line[at].bytes);
    return response;
}

Error refusalError(Verb verb, const Response& response, const QString& detail) {
    Error error{ErrorKind::Refused, ErrorCode::ServerRefused, response.words(), detail};
    if (response.code == "TRYLATER") {
        error.kind = ErrorKind::TemporaryRefusal;
        error.code = verb == Verb::Authenticate ? ErrorCode::AuthServerUnavailable : ErrorCode::ServerRefused;
    } else if (response.outcome == Outcome::Bye) {
        error = ofBye(std::move(error), response);
    } else if (verb == Verb::StartTls) {
        error.kind = ErrorKind::Tls;
        error.code = ErrorCode::StartTlsRefused;
    } else if (response.code == "ENCRYPT-NEEDED") {
        error.kind = ErrorKind::Tls;
        error.code = ErrorCode::TlsRequired;
    } else if (verb == Verb::Authenticate) {
        error = ofSignIn(std::move(error), response);
    } else if (response.hasCode("QUOTA")) {
        error.code = ErrorCode::OverQuota;
    } else if (response.code == "NONEXISTENT") {
        error.code = ErrorCode::NotFound;
    } else if (response.code == "ALREADYEXISTS") {
        error.code = ErrorCode::AlreadyExists;
    }
    return error;
}

} // namespace tributary::sieve
