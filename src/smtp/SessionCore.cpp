// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/detail/SessionCore.h"

#include "smtp/Limits.h"
#include "smtp/wire/ProtocolError.h"

#include <algorithm>

namespace tributary::smtp {

using namespace Qt::Literals::StringLiterals;

namespace {

tl::unexpected<Error> notLegal(const char* what) {
    return failure(ErrorKind::Internal, ErrorCode::Bug, u"%1 is not legal now"_s.arg(QString::fromLatin1(what)));
}

/// RFC 2920 3.1: what may be followed by more before its answer is there.
bool mayBeFollowed(Verb verb) { return verb == Verb::Mail || verb == Verb::Rcpt || verb == Verb::Reset; }

bool isOfTransaction(Verb verb) {
    return verb == Verb::Mail || verb == Verb::Rcpt || verb == Verb::Data || verb == Verb::Message;
}

bool isHelloName(const QByteArray& name) {
    const auto isVisible = [](char c) { return c > ' ' && c < '\x7f'; };
    return !name.isEmpty() && name.size() <= limits::kHelloName && std::all_of(name.begin(), name.end(), isVisible);
}

} // namespace

Status Session::Core::fail(Error error) {
    state = State::Failed;
    m_queue.clear();
    m_awaited.clear();
    return failure(std::move(error));
}

// --- What comes in

Status Session::Core::feed(QByteArrayView bytes) {
    while (!bytes.isEmpty()) {
        if (state == State::Failed)
            return protocolError(ErrorCode::UnexpectedResponse, "the session has failed before");
        if (state == State::Closed)
            return {}; // answers to what was said before the server closed
        if (state == State::AwaitingTls)
            return fail({ErrorKind::Protocol, ErrorCode::InjectedData, {}, u"data behind the STARTTLS answer"_s});
        const bool isGreeting = state == State::AwaitingGreeting;
        if (isGreeting && m_reader.isEmpty() && (bytes[0] < '0' || bytes[0] > '9'))
            return fail({ErrorKind::Protocol, ErrorCode::NotThisProtocol, bytes.toByteArray().left(kShownText), {}});
        auto reply = m_reader.next(bytes, m_mechanism ? limits::kAuthLine : limits::kReplyLine);
        if (!reply) {
            if (isGreeting && reply.error().code == ErrorCode::MalformedResponse)
                reply.error().code = ErrorCode::NotThisProtocol;
            return fail(reply.error());
        }
        if (!*reply)
            return {};
        if (auto status = takeReply(**reply); !status)
            return fail(status.error());
    }
    return {};
}

Status Session::Core::takeReply(const Reply& reply) {
    if (state == State::AwaitingGreeting)
        return takeGreeting(reply);
    if (reply.code == 421) {
        takeGoodbye(reply);
        return {};
    }
    if (!m_awaited.empty()) {
        const Command command = std::move(m_awaited.front());
        m_awaited.pop_front();
        return takeAnswer(command, reply);
    }
    if (!transaction || !transaction->isGiving() || !reply.isNegative())
        return protocolError(ErrorCode::UnexpectedResponse, "an answer to no command", reply.words());
    // It does not want the rest. What was begun cannot be taken back, so that the connection is of no more use.
    transaction->takeUnasked(reply);
    endTransaction();
    state = State::Closed;
    return {};
}

Status Session::Core::takeGreeting(const Reply& reply) {
    if (reply.code != 220 && !reply.isNegative())
        return protocolError(ErrorCode::NotThisProtocol, "no SMTP greeting", reply.words());
    state = reply.code == 220 ? State::Greeted : State::Closed;
    if (reply.code == 421)
        goodbye = reply;
    done(Verb::Connect, reply, plainStatus(Verb::Connect, reply));
    return {};
}

/// RFC 5321 3.8: the server may close at any moment; what is under way is refused for now.
void Session::Core::takeGoodbye(const Reply& reply) {
    goodbye = reply;
    state = State::Closed;
    for (const std::deque<Command>* commands : {&m_awaited, &m_queue}) {
        for (const Command& command : *commands) {
            if (!isOfTransaction(command.verb) && !command.isOwn)
                done(command.verb, reply, command.verb == Verb::Quit ? Status() : plainStatus(command.verb, reply));
        }
    }
    m_awaited.clear();
    m_queue.clear();
    m_mechanism.reset();
    if (transaction) {
        transaction->takeUnasked(reply);
        endTransaction();
        state = State::Closed;
    }
}

Status Session::Core::plainStatus(Verb verb, const Reply& reply) const {
    if (reply.isNegative())
        return failure(refusalError(verb, reply));
    return {};
}

void Session::Core::done(Verb verb, const Reply& reply, Status status) {
    events.emplace_back(CommandDone{verb, reply, std::move(status)});
}

Status Session::Core::takeAnswer(const Command& command, const Reply& reply) {
    if (isOfTransaction(command.verb))
        return takeOfTransaction(command, reply);
    if (command.verb == Verb::Auth)
        return takeAuth(reply);
    if (!reply.isPositive() && !reply.isNegative())
        return protocolError(ErrorCode::UnexpectedResponse, "an answer that asks for more", reply.words());
    switch (command.verb) {
    case Verb::Hello: takeHello(reply); return {};
    case Verb::StartTls:
        if (reply.isPositive() && reply.code != 220)
            return protocolError(ErrorCode::UnexpectedResponse, "an answer to STARTTLS that is none", reply.words());
        if (reply.isPositive())
            state = State::AwaitingTls;
        break;
    case Verb::Reset:
        if (reply.isNegative() && !transaction)
            state = State::Closed; // nobody knows what it still holds
        if (command.isOwn)
            return {};
        break;
    case Verb::Quit: state = State::Closed; break;
    default: break;
    }
    done(command.verb, reply, plainStatus(command.verb, reply));
    return {};
}

void Session::Core::takeHello(const Reply& reply) {
    const bool isUnknown = reply.code == 500 || reply.code == 502 || reply.code == 504;
    if (isUnknown && !m_isHelo) {
        m_isHelo = true;
        m_queue.push_back({Verb::Hello, "HELO " + m_helloName + "\r\n", -1, false, false});
        return;
    }
    if (reply.isPositive()) {
        capabilities = m_isHelo ? Capabilities() : Capabilities(reply);
        state = State::Ready;
    }
    done(Verb::Hello, reply, plainStatus(Verb::Hello, reply));
}

// --- AUTH, RFC 4954

Status Session::Core::takeAuth(const Reply& reply) {
    if (reply.code == 334 && !m_authError) {
        answerChallenge(reply.lines.first().trimmed());
        return {};
    }
    if (!reply.isPositive() && !reply.isNegative())
        return protocolError(ErrorCode::UnexpectedResponse, "an answer to AUTH that is none", reply.words());
    const Status status = authStatus(reply);
    authenticated = status.has_value();
    m_mechanism.reset();
    m_initial.reset();
    done(Verb::Auth, reply, status);
    return {};
}

Status Session::Core::authStatus(const Reply& reply) const {
    // What our mechanism did not believe is no refusal of the password.
    if (m_authError) {
        Error error = *m_authError;
        if (error.serverText.isEmpty())
            error.serverText = reply.words();
        return failure(std::move(error));
    }
    if (reply.isPositive() && !m_mechanism->isComplete())
        return failure(ErrorKind::Auth, ErrorCode::CredentialsRejected, u"the server did not prove itself"_s, reply.words());
    return plainStatus(Verb::Auth, reply);
}

void Session::Core::answerChallenge(const QByteArray& base64) {
    const auto challenge = QByteArray::fromBase64Encoding(base64, QByteArray::AbortOnBase64DecodingErrors);
    Result<QByteArray> answer = protocolError(ErrorCode::MalformedResponse, "the challenge is no base64");
    if (m_initial && base64.isEmpty())
        answer = *m_initial;
    else if (challenge)
        answer = m_mechanism->respond(challenge.decoded);
    m_initial.reset();
    QByteArray line = answer ? answer->toBase64() : QByteArray();
    if (answer && line.size() + 2 > limits::kAuthLine)
        answer = failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"password"_s);
    if (!answer) {
        m_authError = answer.error();
        line = "*"; // RFC 4954 4: cancels
    }
    m_queue.push_back({Verb::Auth, line + "\r\n", -1, false, false});
}

Status Session::Core::authenticate(std::shared_ptr<sasl::Mechanism> mechanism) {
    if (!mechanism || authenticated || !mustBe({State::Ready}) || !isIdle())
        return notLegal("AUTH");
    m_mechanism = std::move(mechanism);
    m_authError.reset();
    QByteArray line = "AUTH " + m_mechanism->name();
    m_initial = m_mechanism->initialResponse();
    const QByteArray base64 = !m_initial ? QByteArray() : m_initial->isEmpty() ? QByteArray("=") : m_initial->toBase64();
    if (m_initial && line.size() + base64.size() + 3 <= limits::kAuthLine) {
        line += ' ' + base64;
        m_initial.reset();
    }
    m_queue.push_back({Verb::Auth, line + "\r\n", -1, false, false});
    return {};
}

// --- Transactions

Status Session::Core::takeOfTransaction(const Command& command, const Reply& reply) {
    TRY(QList<Command> commands, transaction->take(command, reply));
    for (Command& next : commands)
        m_queue.push_back(std::move(next));
    if (transaction->result())
        endTransaction();
    return {};
}

void Session::Core::endTransaction() {
    events.emplace_back(*transaction->result());
    state = State::Ready;
    if (transaction->needsReset())
        m_queue.push_back({Verb::Reset, "RSET\r\n", -1, false, true});
    transaction.reset();
}

Status Session::Core::submit(Envelope envelope, const QByteArray& message) {
    if (!mustBe({State::Ready}) || !isIdle())
        return notLegal("MAIL");
    TRY(const detail::MessageTraits traits, detail::traitsOf(message));
    TRY_STATUS(detail::checkEnvelope(envelope, traits, capabilities));
    transaction.emplace(std::move(envelope), message, traits, capabilities);
    state = State::Transacting;
    for (Command& command : transaction->begin())
        m_queue.push_back(std::move(command));
    return {};
}

// --- Other commands

bool Session::Core::mustBe(std::initializer_list<State> allowed) const {
    return std::find(allowed.begin(), allowed.end(), state) != allowed.end();
}

bool Session::Core::isIdle() const {
    const auto isOwn = [](const Command& command) { return command.isOwn; };
    return !transaction && std::all_of(m_queue.begin(), m_queue.end(), isOwn) &&
           std::all_of(m_awaited.begin(), m_awaited.end(), isOwn);
}

Status Session::Core::hello(const QByteArray& name) {
    if (!isHelloName(name) || !mustBe({State::Greeted, State::Ready}) || !isIdle())
        return notLegal("EHLO");
    m_helloName = name;
    m_isHelo = false;
    m_queue.push_back({Verb::Hello, "EHLO " + name + "\r\n", -1, false, false});
    return {};
}

Status Session::Core::startTls() {
    if (encrypted || !mustBe({State::Ready}) || !isIdle() || !m_awaited.empty())
        return notLegal("STARTTLS");
    if (!capabilities.has("STARTTLS"))
        return failure(ErrorKind::Tls, ErrorCode::StartTlsNotOffered);
    m_queue.push_back({Verb::StartTls, "STARTTLS\r\n", -1, false, false});
    return {};
}

Status Session::Core::tlsStarted() {
    if (state != State::AwaitingTls || !m_reader.isEmpty())
        return fail({ErrorKind::Protocol, ErrorCode::InjectedData, {}, u"TLS without STARTTLS"_s});
    encrypted = true;
    authenticated = false;
    capabilities = {}; // RFC 3207 4.2: nothing learnt before TLS counts
    events.clear();
    state = State::Greeted;
    return {};
}

Status Session::Core::say(Verb verb, const QByteArray& line) {
    const bool isLegal = verb == Verb::Reset ? mustBe({State::Ready}) : mustBe({State::Greeted, State::Ready});
    if (!isLegal || !isIdle())
        return notLegal(line.trimmed().constData());
    m_queue.push_back({verb, line, -1, false, false});
    return {};
}

// --- What goes out

bool Session::Core::mayLeave() const {
    return m_awaited.empty() || (mayBeFollowed(m_awaited.back().verb) && capabilities.has("PIPELINING"));
}

Output Session::Core::nextOutput() const {
    if (state == State::Failed || state == State::Closed || state == State::AwaitingTls)
        return Output::Nothing;
    if (!m_queue.empty())
        return mayLeave() ? Output::Commands : Output::Nothing;
    if (!transaction || !transaction->isGiving())
        return Output::Nothing;
    return transaction->isAtEnd() ? Output::MessageEnd : Output::Message;
}

QByteArray Session::Core::takeOutput() {
    QByteArray out;
    switch (nextOutput()) {
    case Output::Nothing: break;
    case Output::Commands:
        while (nextOutput() == Output::Commands &&
               (out.isEmpty() || out.size() + m_queue.front().line.size() <= limits::kOutput)) {
            Command command = std::move(m_queue.front());
            m_queue.pop_front();
            out += std::exchange(command.line, {});
            if (command.opensMessage)
                transaction->openMessage();
            else
                m_awaited.push_back(std::move(command));
        }
        break;
    case Output::Message: out = transaction->takeOutput(); break;
    case Output::MessageEnd:
        out = transaction->takeOutput();
        m_awaited.push_back({Verb::Message, {}, -1, false, false});
        break;
    }
    return out;
}

std::optional<Verb> Session::Core::awaited() const {
    if (state == State::AwaitingGreeting)
        return Verb::Connect;
    if (m_awaited.empty())
        return std::nullopt;
    return m_awaited.front().verb;
}

} // namespace tributary::smtp
