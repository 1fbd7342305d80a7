// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/detail/SessionCore.h"

#include "imap/Legality.h"
#include "imap/response/Parser.h"

#include <QRandomGenerator>

#include <algorithm>

namespace tributary::imap {

namespace {

constexpr qsizetype kShownText = 300;

bool isSignIn(Command::Kind kind) { return kind == Command::Kind::Login || kind == Command::Kind::Authenticate; }
bool isSelect(Command::Kind kind) { return kind == Command::Kind::Select || kind == Command::Kind::Examine; }

/// Data that name their mailbox themselves.
bool isOfAnyMailbox(const Event& event) {
    return std::holds_alternative<ListData>(event) || std::holds_alternative<StatusData>(event) || std::holds_alternative<MyRightsData>(event);
}

tl::unexpected<Error> protocolError(ErrorCode code, const char* what, const QByteArray& text = {}) {
    return failure(ErrorKind::Protocol, code, QString::fromLatin1(what), text.left(kShownText));
}

} // namespace

Session::Core::Core(bool isEncrypted) : encrypted(isEncrypted) {
    // Tags that cannot be foretold: an OK that was sent before the command cannot name it.
    const quint32 random = QRandomGenerator::system()->generate();
    for (int i = 0; i < 4; ++i)
        m_tagPrefix.append(static_cast<char>('A' + ((random >> (5 * i)) & 31) % 26));
}

Status Session::Core::fail(Error error) {
    state = State::Failed;
    m_output.clear();
    return failure(std::move(error));
}

Status Session::Core::feed(QByteArrayView bytes) {
    while (!bytes.isEmpty()) {
        if (state == State::Failed)
            return protocolError(ErrorCode::UnexpectedResponse, "the session has failed before");
        if (compressed)
            return fail({ErrorKind::Internal, ErrorCode::Bug, {}, QStringLiteral("bytes that were not decompressed")});
        if (m_awaitingTls)
            return fail({ErrorKind::Protocol, ErrorCode::InjectedData, {}, QStringLiteral("data behind the STARTTLS answer")});
        if (state == State::AwaitingGreeting && m_fragmenter.isEmpty() && bytes[0] != '*')
            return fail({ErrorKind::Protocol, ErrorCode::NotThisProtocol, bytes.first(std::min(bytes.size(), kShownText)).toByteArray(), {}});
        auto fragment = m_fragmenter.next(bytes);
        if (!fragment)
            return fail(fragment.error());
        if (!*fragment)
            return {};
        if (auto status = takeFragment(std::move(**fragment)); !status)
            return fail(status.error());
        if (compressed) {
            compressed = bytes.toByteArray();
            return {};
        }
    }
    return {};
}

Status Session::Core::takeFragment(Fragment fragment) {
    const QByteArray& line = fragment.texts.first();
    if (state == State::AwaitingGreeting)
        return takeGreeting(fragment);
    if (line.isEmpty())
        return {}; // some servers send a blank line; it says nothing
    if (line.startsWith("* ") || line == "*")
        return takeUntagged(fragment);
    if (line.startsWith('+'))
        return takeContinuation(line.mid(1).trimmed());
    return takeTagged(line);
}

Status Session::Core::takeGreeting(const Fragment& fragment) {
    const QByteArray& line = fragment.texts.first();
    auto status = parseStatus(line.mid(1).trimmed());
    if (!line.startsWith("* ") || !status)
        return protocolError(ErrorCode::NotThisProtocol, "no IMAP greeting", line);
    if (status->kind == StatusKind::No || status->kind == StatusKind::Bad)
        return protocolError(ErrorCode::UnexpectedResponse, "greeting with NO or BAD", line);
    if (status->kind == StatusKind::PreAuth && !encrypted)
        return protocolError(ErrorCode::UnexpectedResponse, "PREAUTH without TLS", line);
    state = status->kind == StatusKind::Ok        ? State::NotAuthenticated
            : status->kind == StatusKind::PreAuth ? State::Authenticated
                                                  : State::Closed;
    if (status->kind == StatusKind::Bye)
        bye = status->text;
    takeStatusCode(*status);
    events.emplace_back(Greeting{std::move(*status)});
    return {};
}

void Session::Core::takeStatusCode(const StatusResponse& status) {
    if (status.code.name == "CAPABILITY")
        takeCapabilities(splitWords(status.code.arguments));
    if (status.code.name != "CLOSED")
        return;
    const auto it = std::find_if(pending.begin(), pending.end(), [](const Pending& p) { return isSelect(p.kind) && !p.hasClosed; });
    if (it != pending.end())
        it->hasClosed = true;
}

void Session::Core::takeCapabilities(const QByteArrayList& words) {
    capabilities.clear();
    for (const QByteArray& word : words)
        capabilities.insert(word);
    m_capabilitiesSinceAuth = true;
}

Status Session::Core::takeUntagged(const Fragment& fragment) {
    auto parsed = parseUntagged(fragment);
    if (!parsed)
        return failure(parsed.error());
    if (!*parsed || !mayCount(**parsed, state == State::Idling ? m_idledFrom : state, isSelecting()))
        return {};
    Event& event = **parsed;
    if (auto* untagged = std::get_if<UntaggedStatus>(&event)) {
        takeStatusCode(untagged->status);
        if (untagged->status.kind == StatusKind::Bye) {
            bye = untagged->status.text;
            state = State::Closed;
        }
    } else if (auto* data = std::get_if<CapabilityData>(&event)) {
        takeCapabilities(data->words);
    } else if (auto* enabled = std::get_if<EnabledData>(&event)) {
        if (!waitingFor(Command::Kind::Enable))
            return {}; // RFC 5161 3.2: an answer to ENABLE only
        m_qresync = m_qresync || enabled->words.contains("QRESYNC");
    } else if (isOfTheMailboxBefore() && !isOfAnyMailbox(event)) {
        return {};
    }
    events.push_back(std::move(event));
    return {};
}

/// RFC 7162 3.2.11: until CLOSED, what comes under SELECT is of the mailbox that was selected before. Decided as the data comes:
/// a SELECT sent behind another leaves none where that one fails, and no CLOSED comes then.
bool Session::Core::isOfTheMailboxBefore() const {
    return m_qresync && !pending.empty() && isSelect(pending.front().kind) && !pending.front().hasClosed && state == State::Selected;
}

Session::Core::Pending* Session::Core::waitingFor(Command::Kind kind) {
    const auto it = std::find_if(pending.begin(), pending.end(), [kind](const Pending& p) { return p.kind == kind; });
    return it == pending.end() ? nullptr : &*it;
}

bool Session::Core::isSelecting() const {
    return std::any_of(pending.begin(), pending.end(), [](const Pending& p) { return isSelect(p.kind); });
}

bool Session::Core::hasLeft(const Pending& command) const {
    return std::none_of(m_output.begin(), m_output.end(), [&](const Chunk& c) { return c.opens && c.command == command.id; });
}

Status Session::Core::takeTagged(const QByteArray& line) {
    const qsizetype space = line.indexOf(' ');
    const QByteArray tag = line.left(space);
    const auto it = std::find_if(pending.begin(), pending.end(), [&](const Pending& p) { return p.tag == tag; });
    if (space < 0 || it == pending.end() || !hasLeft(*it))
        return protocolError(ErrorCode::UnexpectedResponse, "an answer to no command", line);
    TRY(const StatusResponse status, parseStatus(line.mid(space + 1)));
    if (status.kind == StatusKind::Bye || status.kind == StatusKind::PreAuth)
        return protocolError(ErrorCode::MalformedResponse, "tagged BYE or PREAUTH", line);
    const bool halfSent = std::any_of(m_output.begin(), m_output.end(), [&](const Chunk& c) { return c.command == it->id; });
    if (status.isOk() && halfSent && it->kind != Command::Kind::Idle)
        return protocolError(ErrorCode::UnexpectedResponse, "OK to a command that was not sent whole", line);
    const Pending command = *it;
    pending.erase(it);
    std::erase_if(m_output, [&](const Chunk& c) { return c.command == command.id; });
    finishCommand(command, status);
    events.emplace_back(CommandDone{command.id, status});
    return {};
}

void Session::Core::finishCommand(const Pending& command, const StatusResponse& status) {
    takeStatusCode(status);
    if (command.kind == Command::Kind::Idle && state == State::Idling)
        state = m_idledFrom;
    if (state == State::Closed)
        return; // whatever it says: after BYE nothing leads back
    if (!status.isOk()) {
        if (isSelect(command.kind) && state == State::Selected)
            state = State::Authenticated; // RFC 9051 6.3.2: a failed SELECT leaves none selected
        return;
    }
    if (isSignIn(command.kind) && status.code.name != "CAPABILITY" && !m_capabilitiesSinceAuth)
        capabilities.clear(); // what was offered before sign-in need not hold after it
    if (command.kind == Command::Kind::StartTls)
        m_awaitingTls = true;
    else if (command.kind == Command::Kind::Compress)
        compressed.emplace();
    else
        state = command.kind == Command::Kind::Logout ? State::Closed : stateAfter(command.kind, state);
}

Status Session::Core::takeContinuation(const QByteArray& text) {
    if (!m_output.empty() && m_output.front().gate == Gate::Continuation) {
        m_output.front().gate = Gate::None; // of a command before AUTHENTICATE or IDLE: nothing is sent behind those
        return {};
    }
    if (Pending* command = waitingFor(Command::Kind::Authenticate); command && hasLeft(*command))
        return answerChallenge(*command, text);
    Pending* idle = waitingFor(Command::Kind::Idle);
    if (!idle || idle->continued || !hasLeft(*idle))
        return protocolError(ErrorCode::UnexpectedResponse, "a continuation that nobody waits for", text);
    idle->continued = true;
    if (state != State::Closed)
        m_idledFrom = std::exchange(state, State::Idling);
    for (Chunk& chunk : m_output) {
        if (chunk.gate == Gate::IdleStarted)
            chunk.gate = Gate::None;
    }
    events.emplace_back(IdleStarted{});
    return {};
}

Status Session::Core::answerChallenge(Pending& command, const QByteArray& base64) {
    const auto decoded = QByteArray::fromBase64Encoding(base64, QByteArray::AbortOnBase64DecodingErrors);
    Result<QByteArray> answer = decoded ? command.mechanism->respond(decoded.decoded)
                                        : Result<QByteArray>(protocolError(ErrorCode::MalformedResponse, "challenge is no base64"));
    QByteArray line = answer ? answer->toBase64() : QByteArray("*"); // RFC 9051 6.2.2: '*' cancels
    if (!answer)
        authError = answer.error();
    m_output.push_back({line + "\r\n", Gate::None, command.id});
    return {};
}

QByteArray Session::Core::takeOutput() {
    QByteArray out;
    while (!m_output.empty() && m_output.front().gate == Gate::None) {
        out.append(m_output.front().bytes);
        m_output.pop_front();
    }
    return out;
}

State Session::Core::projected() const {
    State projection = state == State::Idling ? m_idledFrom : state;
    for (const Pending& command : pending)
        projection = stateAfter(command.kind, projection);
    return projection;
}

LiteralMode Session::Core::literalMode() const {
    if (capabilities.contains("LITERAL+"))
        return LiteralMode::Plus;
    return capabilities.contains("LITERAL-") || capabilities.contains("IMAP4REV2") ? LiteralMode::Minus
                                                                                     : LiteralMode::Synchronising;
}

bool Session::Core::mayBeQueued(Command::Kind kind) {
    for (const Command::Kind alone : {Command::Kind::StartTls, Command::Kind::Authenticate, Command::Kind::Idle, Command::Kind::Compress}) {
        if (waitingFor(alone))
            return false;
    }
    return !m_awaitingTls && !compressed && (kind != Command::Kind::StartTls || pending.empty());
}

Result<CommandId> Session::Core::send(Command command) {
    if (command.invalid)
        return failure(*command.invalid);
    if (!mayBeQueued(command.kind) || !isLegal(command.kind, projected()))
        return failure(ErrorKind::Internal, ErrorCode::Bug, QStringLiteral("%1 is not legal now").arg(QString::fromLatin1(command.name)));
    if (command.kind == Command::Kind::Login && capabilities.contains("LOGINDISABLED"))
        return failure(ErrorKind::Auth, ErrorCode::LoginDisabled);
    const CommandId id = m_nextId++;
    const QByteArray tag = m_tagPrefix + QByteArray::number(id);
    if (command.kind == Command::Kind::Authenticate) {
        authError.reset();
        if (capabilities.contains("SASL-IR")) { // RFC 4959
            if (const auto initial = command.mechanism->initialResponse())
                command.pieces.append(Command::Text{' ' + (initial->isEmpty() ? QByteArray("=") : initial->toBase64())});
        }
    }
    TRY(const EncodedCommand encoded, encodeCommand(tag, command, literalMode()));
    for (qsizetype i = 0; i < encoded.chunks.size(); ++i)
        m_output.push_back({encoded.chunks[i], i == 0 ? Gate::None : Gate::Continuation, id, i == 0});
    if (isSignIn(command.kind))
        m_capabilitiesSinceAuth = false;
    pending.push_back({id, tag, command.kind, std::move(command.mechanism)});
    return id;
}

void Session::Core::endIdle() {
    Pending* idle = waitingFor(Command::Kind::Idle);
    if (!idle || std::exchange(idle->ended, true))
        return;
    m_output.push_back({"DONE\r\n", idle->continued ? Gate::None : Gate::IdleStarted, idle->id});
}

Status Session::Core::tlsStarted() {
    if (state == State::Failed || !m_awaitingTls || !m_fragmenter.isEmpty())
        return fail({ErrorKind::Protocol, ErrorCode::InjectedData, {}, QStringLiteral("TLS without STARTTLS")});
    m_awaitingTls = false;
    encrypted = true;
    capabilities.clear(); // RFC 9051 6.2.1: nothing learnt before TLS counts
    events.clear();
    return {};
}

Result<QByteArray> Session::Core::compressionStarted() {
    if (state == State::Failed || !compressed)
        return failure(ErrorKind::Internal, ErrorCode::Bug, QStringLiteral("compression without COMPRESS"));
    return *std::exchange(compressed, std::nullopt);
}

} // namespace tributary::imap
