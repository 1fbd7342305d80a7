// SPDX-License-Identifier: GPL-3.0-or-later
#include "sieve/detail/SessionCore.h"

#include "sieve/wire/Encoder.h"
#include "sieve/wire/ProtocolError.h"

#include <algorithm>
#include <utility>

namespace tributary::sieve {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A greeting begins with a capability, or with OK, NO, BYE.
bool mayBeginGreeting(char c) { return QByteArrayView("\"{OoNnBb").contains(c); }

bool isString(const Words& line, qsizetype at) { return at < line.size() && line[at].kind == Word::Kind::String; }

QByteArray shownText(const Words& line) {
    QByteArrayList words;
    for (const Word& word : line.first(std::min<qsizetype>(line.size(), 8)))
        words.append(word.bytes.left(kShownText));
    return words.join(' ');
}

} // namespace

Status Session::Core::fail(Error error) {
    state = State::Failed;
    m_out.clear();
    m_awaited.reset();
    m_mechanism.reset();
    m_answer = {};
    return failure(std::move(error));
}

qsizetype Session::Core::longestString() const { return m_awaited == Verb::GetScript ? kMaxScript : limits::kString; }

Status Session::Core::feed(QByteArrayView bytes) {
    while (!bytes.isEmpty()) {
        if (state == State::Failed)
            return protocolError(ErrorCode::UnexpectedResponse, "the session has failed before");
        if (state == State::Closed)
            return {}; // nothing that counts can come any more
        if (state == State::AwaitingTls)
            return fail({ErrorKind::Protocol, ErrorCode::InjectedData, {}, u"data behind the STARTTLS answer"_s});
        if (const Status status = takeSome(bytes); !status)
            return fail(status.error());
    }
    return {};
}

Status Session::Core::takeSome(QByteArrayView& bytes) {
    const bool isGreeting = state == State::AwaitingGreeting;
    const bool isFirst = isGreeting && m_facts == 0;
    if (isFirst && m_reader.isEmpty() && !mayBeginGreeting(bytes[0]))
        return failure(ErrorKind::Protocol, ErrorCode::NotThisProtocol, {}, bytes.first(std::min(bytes.size(), kShownText)).toByteArray());
    const QByteArrayView before = bytes;
    auto line = m_reader.next(bytes, longestString());
    if (!line && isFirst && line.error().code == ErrorCode::MalformedResponse)
        return failure(ErrorKind::Protocol, ErrorCode::NotThisProtocol, {}, before.first(std::min(before.size(), kShownText)).toByteArray());
    if (!line)
        return failure(line.error());
    if (!*line)
        return {};
    return takeLine(**line);
}

Status Session::Core::takeLine(const Words& line) {
    if (state != State::AwaitingGreeting && (!m_awaited || !m_isHandedOut))
        return takeUnasked(line);
    if (!isResponse(line))
        return takeFact(line);
    TRY(const Response response, parseResponse(line));
    if (response.isOk() && !m_out.isEmpty() && m_awaited != Verb::Authenticate)
        return protocolError(ErrorCode::UnexpectedResponse, "an answer before the command was said", response.words());
    return takeEnd(response);
}

Status Session::Core::takeUnasked(const Words& line) const {
    if (isResponse(line)) {
        TRY(const Response response, parseResponse(line));
        if (response.outcome == Outcome::Bye) // "BYE Disconnected for inactivity."
            return failure(ErrorKind::Network, ErrorCode::ConnectionClosed, {}, response.words().left(kShownText));
    }
    return protocolError(ErrorCode::UnexpectedResponse, "an answer to no command", shownText(line));
}

/// A line that comes before the OK.
Status Session::Core::takeFact(const Words& line) {
    const Verb verb = state == State::AwaitingGreeting ? Verb::Connect : *m_awaited;
    switch (verb) {
    case Verb::Connect:
    case Verb::Capability: return takeCapability(line);
    case Verb::Authenticate: return takeChallenge(line);
    case Verb::ListScripts: return takeListed(line);
    case Verb::GetScript: return takeScript(line);
    default: return protocolError(ErrorCode::UnexpectedResponse, "lines where none belong", shownText(line));
    }
}

Status Session::Core::takeCapability(const Words& line) {
    if (++m_facts > limits::kCapabilityLines)
        return protocolError(ErrorCode::LimitExceeded, "capabilities without end");
    if (!isString(line, 0) || line.size() > 2 || (line.size() == 2 && !isString(line, 1)))
        return protocolError(state == State::AwaitingGreeting && m_facts == 1 ? ErrorCode::NotThisProtocol : ErrorCode::MalformedResponse,
                             "no capability", shownText(line));
    m_told.add(line[0].bytes, line.size() == 2 ? line[1].bytes : QByteArray());
    return {};
}

/// "name", or "name" ACTIVE.
Status Session::Core::takeListed(const Words& line) {
    const bool isActive = line.size() == 2 && line[1].kind == Word::Kind::Atom && line[1].bytes.toUpper() == "ACTIVE";
    if (!isString(line, 0) || (line.size() != 1 && !isActive) || line[0].bytes.isEmpty() || line[0].bytes.contains('\0'))
        return protocolError(ErrorCode::MalformedResponse, "no line of LISTSCRIPTS", shownText(line));
    QList<ListedScript>& scripts = m_answer.scripts;
    if (scripts.size() >= kMaxScripts)
        return protocolError(ErrorCode::LimitExceeded, "too many scripts");
    const auto contradicts = [&](const ListedScript& other) { return other.name == line[0].bytes || (isActive && other.isActive); };
    if (std::any_of(scripts.begin(), scripts.end(), contradicts))
        return protocolError(ErrorCode::MalformedResponse, "a script is listed twice, or two are active", shownText(line));
    scripts.append({line[0].bytes, isActive});
    return {};
}

Status Session::Core::takeScript(const Words& line) {
    if (line.size() != 1 || !isString(line, 0) || m_facts++ > 0)
        return protocolError(ErrorCode::MalformedResponse, "no answer to GETSCRIPT", shownText(line));
    m_answer.script = line[0].bytes;
    return {};
}

void Session::Core::done(const Response& response, Status status) {
    CommandDone event = std::exchange(m_answer, {});
    event.verb = state == State::AwaitingGreeting ? Verb::Connect : *m_awaited;
    event.response = response;
    event.status = std::move(status);
    if (!event.status) {
        event.scripts.clear();
        event.script.clear();
    }
    m_awaited.reset();
    m_facts = 0;
    events.push_back(std::move(event));
}

Status Session::Core::takeEnd(const Response& response) {
    const Verb verb = state == State::AwaitingGreeting ? Verb::Connect : *m_awaited;
    if (verb == Verb::Authenticate) {
        endSignIn(response);
        return {};
    }
    if (response.isOk() && verb == Verb::GetScript && m_facts == 0)
        return protocolError(ErrorCode::MalformedResponse, "an OK to GETSCRIPT, and no script", response.words());
    if (response.isOk() && (verb == Verb::Connect || verb == Verb::Capability))
        capabilities = std::exchange(m_told, {});
    const bool isAtEnd = response.outcome == Outcome::Bye || verb == Verb::Logout || (verb == Verb::Connect && !response.isOk());
    const bool isFine = response.isOk() || (verb == Verb::Logout && response.outcome == Outcome::Bye);
    const State before = state;
    done(response, isFine ? Status() : failure(refusalError(verb, response)));
    if (isAtEnd) {
        state = State::Closed;
        m_out.clear();
    } else if (verb == Verb::StartTls && response.isOk()) {
        state = State::AwaitingTls;
    } else if (before == State::AwaitingGreeting) {
        state = State::NonAuthenticated;
    }
    return {};
}

// --- STARTTLS, RFC 5804 2.2

Status Session::Core::tlsStarted() {
    if (state != State::AwaitingTls || !m_reader.isEmpty())
        return fail({ErrorKind::Protocol, ErrorCode::InjectedData, {}, u"TLS without STARTTLS"_s});
    encrypted = true;
    capabilities = {}; // nothing learnt before TLS counts
    m_told = {};
    m_facts = 0;
    events.clear();
    state = State::AwaitingGreeting; // the server tells its capabilities by itself
    return {};
}

// --- Signing in, RFC 5804 2.1

Status Session::Core::takeChallenge(const Words& line) {
    if (line.size() != 1 || !isString(line, 0) || line[0].bytes.size() > limits::kAuthString)
        return protocolError(ErrorCode::MalformedResponse, "no challenge");
    if (m_authError)
        return protocolError(ErrorCode::UnexpectedResponse, "a challenge behind the end");
    const auto challenge = QByteArray::fromBase64Encoding(line[0].bytes, QByteArray::AbortOnBase64DecodingErrors);
    if (!challenge)
        answerChallenge(protocolError(ErrorCode::MalformedResponse, "the challenge is no base64"));
    else
        answerChallenge(m_mechanism->respond(challenge.decoded));
    return {};
}

void Session::Core::answerChallenge(const Result<QByteArray>& answer) {
    QByteArray said = answer ? answer->toBase64() : QByteArray();
    if (!answer) {
        m_authError = answer.error();
        said = "*"; // RFC 5804 2.1: cancels
    } else if (said.size() > limits::kAuthString) {
        m_authError = Error{ErrorKind::InvalidInput, ErrorCode::BadValue, {}, u"password"_s};
        said = "*";
    }
    m_out += encodeString(said) + "\r\n";
    m_isHandedOut = false;
}

void Session::Core::endSignIn(const Response& response) {
    Status status = authStatus(response);
    m_mechanism.reset();
    const bool isIn = status.has_value();
    done(response, std::move(status));
    if (isIn)
        state = State::Authenticated;
    else if (response.outcome != Outcome::No) // BYE; or it let us in and we do not believe it
        state = State::Closed;
}

/// With (SASL "...") the mechanism's last word comes along with the OK.
Status Session::Core::authStatus(const Response& response) {
    if (!m_authError && response.isOk() && response.code == "SASL") {
        const auto last = QByteArray::fromBase64Encoding(response.codeData.value(0), QByteArray::AbortOnBase64DecodingErrors);
        if (!last)
            m_authError = protocolError(ErrorCode::MalformedResponse, "the last challenge is no base64").value();
        else if (const auto answer = m_mechanism->respond(last.decoded); !answer)
            m_authError = answer.error();
    }
    // What our mechanism did not believe is no refusal of the password.
    if (m_authError) {
        Error error = *m_authError;
        if (error.serverText.isEmpty() && !response.isOk())
            error.serverText = response.words();
        return failure(std::move(error));
    }
    if (response.isOk() && !m_mechanism->isComplete())
        return failure(ErrorKind::Auth, ErrorCode::CredentialsRejected, u"the server did not prove itself"_s);
    if (response.isOk())
        return {};
    return failure(refusalError(Verb::Authenticate, response));
}

} // namespace tributary::sieve
