// SPDX-License-Identifier: GPL-3.0-or-later
#include "pop3/detail/SessionCore.h"

#include "pop3/detail/Listing.h"
#include "pop3/detail/Plaintext.h"
#include "pop3/wire/ProtocolError.h"

#include <algorithm>
#include <utility>

namespace tributary::pop3 {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Whose +OK is followed by lines up to a lone dot.
bool hasLines(Verb verb) { return verb == Verb::Capa || verb == Verb::List || verb == Verb::Uidl; }
bool hasMessage(Verb verb) { return verb == Verb::Retr || verb == Verb::Top; }

/// In the order of the numbers, each of which may be there once.
template <typename Line> Status sortListing(QList<Line>& lines) {
    const auto isBefore = [](const Line& a, const Line& b) { return a.number < b.number; };
    if (!std::is_sorted(lines.begin(), lines.end(), isBefore))
        std::sort(lines.begin(), lines.end(), isBefore);
    const auto isSame = [](const Line& a, const Line& b) { return a.number == b.number; };
    if (std::adjacent_find(lines.begin(), lines.end(), isSame) != lines.end())
        return protocolError(ErrorCode::MalformedResponse, "a message is listed twice");
    return {};
}

} // namespace

Status Session::Core::fail(Error error) {
    state = State::Failed;
    m_queue.clear();
    m_awaited.clear();
    m_mechanism.reset();
    m_password = Secret();
    m_answer = {};
    return failure(std::move(error));
}

// --- What comes in

Status Session::Core::feed(QByteArrayView bytes) {
    while (!bytes.isEmpty()) {
        if (state == State::Failed)
            return protocolError(ErrorCode::UnexpectedResponse, "the session has failed before");
        if (state == State::Closed)
            return {}; // nothing that counts can come any more
        if (state == State::AwaitingTls)
            return fail({ErrorKind::Protocol, ErrorCode::InjectedData, {}, u"data behind the STLS answer"_s});
        if (const Status status = takeSome(bytes); !status)
            return fail(status.error());
    }
    return {};
}

Status Session::Core::takeSome(QByteArrayView& bytes) {
    if (m_isInAnswer && hasMessage(m_awaited.front().verb))
        return takeMessage(bytes);
    const bool isGreeting = state == State::AwaitingGreeting;
    if (isGreeting && m_lines.isEmpty() && bytes[0] != '+' && bytes[0] != '-')
        return failure(ErrorKind::Protocol, ErrorCode::NotThisProtocol, {}, bytes.first(std::min(bytes.size(), kShownText)).toByteArray());
    TRY(const auto line, m_lines.next(bytes, m_mechanism ? limits::kAuthLine : limits::kLine));
    if (!line)
        return {};
    return isGreeting ? takeGreeting(*line) : takeLine(*line);
}

Status Session::Core::takeMessage(QByteArrayView& bytes) {
    const bool isWhole = m_messages.take(bytes, m_answer.message);
    if (m_answer.message.size() > m_awaited.front().maxBytes)
        return protocolError(ErrorCode::LimitExceeded, "a message without end");
    if (isWhole)
        done(m_answer.response, {});
    return {};
}

Status Session::Core::takeGreeting(const QByteArray& line) {
    const auto response = parseStatusLine(line);
    if (!response)
        return failure(ErrorKind::Protocol, ErrorCode::NotThisProtocol, {}, line.left(kShownText));
    state = response->isOk ? State::Authorization : State::Closed;
    timestamp = response->isOk ? detail::apopTimestamp(line) : QByteArray();
    CommandDone event;
    event.verb = Verb::Connect;
    event.response = *response;
    if (!response->isOk)
        event.status = failure(refusalError(Verb::Connect, *response));
    events.push_back(std::move(event));
    return {};
}

Status Session::Core::takeLine(const QByteArray& line) {
    if (m_isInAnswer)
        return takeListed(line);
    if (!m_awaited.empty() && m_awaited.front().verb == Verb::Auth)
        return takeAuth(line);
    TRY(const Response response, parseStatusLine(line));
    if (!m_awaited.empty())
        return takeStatus(response);
    if (!response.isOk) // "-ERR Disconnected for inactivity"
        return failure(ErrorKind::Network, ErrorCode::ConnectionClosed, {}, response.words().left(kShownText));
    return protocolError(ErrorCode::UnexpectedResponse, "an answer to no command", line);
}

Status Session::Core::takeStatus(const Response& response) {
    const Verb verb = m_awaited.front().verb;
    if (response.isOk && (hasLines(verb) || hasMessage(verb))) {
        m_isInAnswer = true;
        m_answer.response = response;
        return {};
    }
    switch (verb) {
    case Verb::Stls: takeStls(response); return {};
    case Verb::User: takeUser(response); return {};
    case Verb::Pass:
    case Verb::Apop:
        endSignIn(response, response.isOk ? Status() : failure(refusalError(verb, response)));
        return {};
    case Verb::Stat: return takeStat(response);
    case Verb::Quit: state = State::Closed; break;
    default: break;
    }
    done(response, response.isOk ? Status() : failure(refusalError(verb, response)));
    return {};
}

void Session::Core::done(Response response, Status status) {
    const Command command = std::move(m_awaited.front());
    m_awaited.pop_front();
    m_isInAnswer = false;
    CommandDone event = std::exchange(m_answer, {});
    event.verb = command.verb;
    event.number = command.number;
    event.response = std::move(response);
    event.status = std::move(status);
    events.push_back(std::move(event));
}

// --- Listings

Status Session::Core::takeListed(const QByteArray& line) {
    if (line == ".")
        return endListing();
    const QByteArray plain = line.startsWith('.') ? line.mid(1) : line;
    switch (m_awaited.front().verb) {
    case Verb::Capa:
        if (m_capabilityLines.size() >= limits::kCapabilityLines)
            return protocolError(ErrorCode::LimitExceeded, "capabilities without end", plain);
        m_capabilityLines.append(plain);
        return {};
    case Verb::List: {
        if (m_answer.sizes.size() >= m_highest)
            return protocolError(m_isCounted ? ErrorCode::MalformedResponse : ErrorCode::LimitExceeded, "LIST has too many lines", plain);
        TRY(const ScanLine scan, detail::parseScanLine(plain, m_highest));
        m_answer.sizes.append(scan);
        return {};
    }
    default: {
        if (m_answer.ids.size() >= m_highest)
            return protocolError(m_isCounted ? ErrorCode::MalformedResponse : ErrorCode::LimitExceeded, "UIDL has too many lines", plain);
        TRY(UniqueId id, detail::parseUniqueId(plain, m_highest));
        m_answer.ids.append(std::move(id));
        return {};
    }
    }
}

Status Session::Core::endListing() {
    TRY_STATUS(sortListing(m_answer.sizes));
    TRY_STATUS(sortListing(m_answer.ids));
    if (m_awaited.front().verb == Verb::Capa)
        capabilities = Capabilities(std::exchange(m_capabilityLines, {}));
    done(m_answer.response, {});
    return {};
}

Status Session::Core::takeStat(const Response& response) {
    if (!response.isOk) {
        done(response, failure(refusalError(Verb::Stat, response)));
        return {};
    }
    TRY(const ScanLine all, detail::parseStat(response.text));
    if (all.number > kMaxMessages)
        return protocolError(ErrorCode::LimitExceeded, "too many messages", response.words());
    // What is marked as deleted is not counted any more, and the others keep their numbers.
    m_highest = m_isCounted ? std::max(m_highest, all.number) : all.number;
    m_isCounted = true;
    m_answer.sizes = {all};
    done(response, {});
    return {};
}

// --- STLS, RFC 2595 4

void Session::Core::takeStls(const Response& response) {
    if (response.isOk)
        state = State::AwaitingTls;
    done(response, response.isOk ? Status() : failure(refusalError(Verb::Stls, response)));
}

Status Session::Core::tlsStarted() {
    if (state != State::AwaitingTls || !m_lines.isEmpty())
        return fail({ErrorKind::Protocol, ErrorCode::InjectedData, {}, u"TLS without STLS"_s});
    encrypted = true;
    capabilities = {}; // nothing learnt before TLS counts
    timestamp.clear();
    events.clear();
    state = State::Authorization;
    return {};
}

// --- Signing in

void Session::Core::takeUser(const Response& response) {
    const Secret password = std::exchange(m_password, {});
    if (!response.isOk) {
        done(response, failure(refusalError(Verb::User, response)));
        return;
    }
    m_awaited.pop_front();
    m_queue.push_back({Verb::Pass, detail::passCommand(password), 0, 0});
}

void Session::Core::endSignIn(const Response& response, Status status) {
    m_mechanism.reset();
    m_initial.reset();
    if (status)
        state = State::Transaction;
    done(response, std::move(status));
}

Status Session::Core::takeAuth(const QByteArray& line) {
    if (line.startsWith('+') && (line.size() == 1 || line[1] == ' ')) {
        if (m_authError)
            return protocolError(ErrorCode::UnexpectedResponse, "a challenge behind the end", line);
        answerChallenge(line.mid(1).trimmed());
        return {};
    }
    TRY(const Response response, parseStatusLine(line));
    Status status = authStatus(response);
    const bool isOpen = !status && response.isOk; // the server let us in and we do not believe it
    endSignIn(response, std::move(status));
    if (isOpen)
        state = State::Closed;
    return {};
}

Status Session::Core::authStatus(const Response& response) const {
    // What our mechanism did not believe is no refusal of the password.
    if (m_authError) {
        Error error = *m_authError;
        if (error.serverText.isEmpty())
            error.serverText = response.words();
        return failure(std::move(error));
    }
    if (response.isOk && !m_mechanism->isComplete())
        return failure(ErrorKind::Auth, ErrorCode::CredentialsRejected, u"the server did not prove itself"_s, response.words());
    if (response.isOk)
        return {};
    Error error = refusalError(Verb::Auth, response);
    if (error.code == ErrorCode::CredentialsRejected && response.code.isEmpty() && !m_hasResponded)
        error.code = ErrorCode::MechanismUnavailable; // it cannot know yet
    return failure(std::move(error));
}

void Session::Core::answerChallenge(const QByteArray& base64) {
    const auto challenge = QByteArray::fromBase64Encoding(base64, QByteArray::AbortOnBase64DecodingErrors);
    Result<QByteArray> answer = protocolError(ErrorCode::MalformedResponse, "the challenge is no base64", base64);
    // Where the first response is due the server may have words of its own behind the '+'.
    if (m_initial)
        answer = *std::exchange(m_initial, std::nullopt);
    else if (challenge)
        answer = m_mechanism->respond(challenge.decoded);
    QByteArray line = answer ? answer->toBase64() : QByteArray();
    if (answer && line.size() + 2 > limits::kAuthLine)
        answer = failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"password"_s);
    if (!answer) {
        m_authError = answer.error();
        line = "*"; // RFC 5034 4: cancels
    }
    m_hasResponded = m_hasResponded || answer;
    m_awaited.pop_front();
    m_queue.push_back({Verb::Auth, line + "\r\n", 0, 0});
}

} // namespace tributary::pop3
