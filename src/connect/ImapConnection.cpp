// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/ImapConnection.h"

#include "base/Log.h"
#include "connect/detail/StageClock.h"

namespace tributary::connect {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

Stage stageOf(net::DialStage stage) {
    switch (stage) {
    case net::DialStage::Resolve: return Stage::Resolve;
    case net::DialStage::Connect: return Stage::Connect;
    case net::DialStage::Tls: return Stage::Tls;
    }
    return Stage::Connect;
}

} // namespace

bool isLoopbackHost(const QString& host) { return net::isLoopbackHost(host); }

Error statusError(const imap::StatusResponse& response, const QString& what) {
    const QByteArray& code = response.code.name;
    Error error{ErrorKind::Refused, ErrorCode::ServerRefused, response.text, what};
    if (response.kind == imap::StatusKind::Bad)
        error.code = ErrorCode::Unsupported;
    else if (code == "NONEXISTENT" || code == "TRYCREATE")
        error.code = ErrorCode::MailboxMissing;
    else if (code == "OVERQUOTA")
        error.code = ErrorCode::OverQuota;
    else if (code == "UNAVAILABLE" || code == "INUSE" || code == "LIMIT" || code == "SERVERBUG")
        error.kind = ErrorKind::TemporaryRefusal;
    return error;
}

ImapConnection::ImapConnection(const ImapTarget& target, std::unique_ptr<net::ByteStream> stream,
                               std::shared_ptr<net::ConnectionFacts> facts)
    : m_target(target), m_stream(std::move(stream)), m_facts(std::move(facts)),
      m_session(std::make_unique<imap::Session>(m_stream->isEncrypted())) {}

ImapConnection::~ImapConnection() {
    if (m_stream)
        m_stream->close();
}

Result<std::unique_ptr<ImapConnection>> ImapConnection::open(const ImapTarget& target, const StageObserver& observer) {
    const model::ServerSettings& server = target.server;
    std::shared_ptr<net::ConnectionFacts> facts;
    detail::StageClock stages(observer, facts);
    if (server.security == model::Security::None && !isLoopbackHost(server.host))
        return failure(stages.finish(Stage::Tls, failure(ErrorKind::Tls, ErrorCode::TlsRequired, server.host)).error());

    net::DialOptions options{target.certificates, target.cancel, target.wakeUp, target.connectTimeout, {}};
    QList<StageResult> dialled; // told once the facts are known
    options.observer = [&](net::DialStage stage, const Status& status, std::chrono::milliseconds took) {
        dialled.append(StageResult{stageOf(stage), status, took, {}, {}});
    };
    const net::Endpoint endpoint{server.host, server.port, server.security == model::Security::Tls, target.proxy};
    net::DialResult result = net::dial(endpoint, options);
    facts = result.facts ? result.facts : std::make_shared<net::ConnectionFacts>();
    for (StageResult& stage : dialled)
        stages.tell(stage);
    if (!result.status)
        return failure(result.status.error());

    std::unique_ptr<ImapConnection> connection(new ImapConnection(target, std::move(result.stream), facts));
    stages.restart();
    imap::Greeting greeting;
    if (auto status = connection->readGreeting(greeting); !status)
        return failure(stages.finish(Stage::Greeting, std::move(status)).error());
    if (auto status = connection->ensureCapabilities(); !status)
        return failure(stages.finish(Stage::Greeting, std::move(status)).error());
    (void)stages.finish(Stage::Greeting, {}, loggable(greeting.status.text, 120));

    if (server.security == model::Security::StartTls) {
        if (auto status = stages.finish(Stage::Tls, connection->secure()); !status)
            return failure(status.error());
    }
    if (auto status = stages.finish(Stage::SignIn, connection->signIn(), server.user); !status)
        return failure(status.error());
    TRY_STATUS(connection->enableExtensions());
    return connection;
}

Status ImapConnection::readGreeting(imap::Greeting& greeting) {
    bool have = false;
    const Handler handler = [&](imap::Event& event) -> Status {
        if (auto* g = std::get_if<imap::Greeting>(&event)) {
            greeting = std::move(*g);
            have = true;
        }
        return {};
    };
    while (!have) {
        TRY(const bool more, readMore(m_target.answerTimeout));
        (void)more;
        TRY_STATUS(drainEvents(handler));
    }
    if (greeting.status.kind == imap::StatusKind::Bye) {
        return failure(ErrorKind::TemporaryRefusal, ErrorCode::ByeReceived, u"the server said goodbye at once"_s,
                       greeting.status.text);
    }
    // Nobody asked to be signed in as somebody already (TLS3 in reference/reliability.md).
    if (greeting.status.kind == imap::StatusKind::PreAuth)
        return failure(ErrorKind::Protocol, ErrorCode::UnexpectedResponse, u"PREAUTH greeting"_s, greeting.status.text);
    return {};
}

Status ImapConnection::ensureCapabilities() {
    if (m_session->capabilitiesKnown())
        return {};
    TRY(const auto response, runOk(imap::command::capability()));
    (void)response;
    return {};
}

Status ImapConnection::secure() {
    if (!m_session->hasCapability("STARTTLS")) {
        return failure(ErrorKind::Tls, ErrorCode::StartTlsNotOffered,
                       u"%1:%2"_s.arg(m_target.server.host).arg(m_target.server.port));
    }
    TRY(const auto response, run(imap::command::startTls()));
    if (!response.isOk())
        return failure(ErrorKind::Tls, ErrorCode::StartTlsRefused, {}, response.text);
    TRY_STATUS(m_stream->startTls());
    TRY_STATUS(m_session->tlsStarted());
    return ensureCapabilities();
}

Status ImapConnection::signIn() {
    sasl::Credentials credentials{m_target.server.user, m_target.password, false, m_target.server.host,
                                  m_target.server.port};
    TRY_STATUS(sasl::checkCredentials(credentials));
    const bool mayBePlain = !m_stream->isEncrypted() && isLoopbackHost(m_target.server.host);
    std::shared_ptr<sasl::Mechanism> mechanism =
        sasl::chooseMechanism(m_session->authMechanisms(), credentials, m_stream->isEncrypted(), mayBePlain);
    if (!mechanism && m_session->hasCapability("LOGINDISABLED"))
        return failure(ErrorKind::Auth, ErrorCode::LoginDisabled);
    if (!mechanism && !m_stream->isEncrypted() && !mayBePlain)
        return failure(ErrorKind::Tls, ErrorCode::TlsRequired);
    imap::Command command = mechanism ? imap::command::authenticate(mechanism)
                                      : imap::command::login(credentials.user, credentials.secret);
    TRY(const auto response, run(std::move(command)));
    // What our mechanism did not believe is no refusal of the password.
    if (const auto error = m_session->authError())
        return failure(error->kind, error->code, error->detail, error->serverText.isEmpty() ? response.text : error->serverText);
    if (response.isOk() && mechanism && !mechanism->isComplete()) {
        return failure(ErrorKind::Auth, ErrorCode::CredentialsRejected, u"the server did not prove itself"_s,
                       response.text);
    }
    TRY_STATUS(signInResult(response));
    return ensureCapabilities();
}

Status ImapConnection::signInResult(const imap::StatusResponse& response) const {
    if (response.isOk())
        return {};
    // RFC 5530: only the codes tell a busy server from a wrong password; text is for people.
    const QByteArray& code = response.code.name;
    if (code == "UNAVAILABLE" || code == "SERVERBUG" || code == "INUSE" || code == "LIMIT")
        return failure(ErrorKind::TemporaryRefusal, ErrorCode::AuthServerUnavailable, m_target.server.user, response.text);
    if (code == "PRIVACYREQUIRED")
        return failure(ErrorKind::Tls, ErrorCode::TlsRequired, m_target.server.user, response.text);
    return failure(ErrorKind::Auth, ErrorCode::CredentialsRejected, m_target.server.user, response.text);
}

Status ImapConnection::enableExtensions() {
    std::optional<imap::CommandId> enable;
    std::optional<imap::CommandId> id;
    if (has("QRESYNC")) {
        TRY(enable, send(imap::command::enable({"QRESYNC"})));
    }
    if (has("ID")) {
        TRY(id, send(imap::command::id({{"name", "Tributary"}, {"version", TRIBUTARY_VERSION}})));
    }
    if (enable) {
        TRY(const auto response, await(*enable, [this](imap::Event& event) -> Status {
                if (const auto* enabled = std::get_if<imap::EnabledData>(&event)) {
                    for (const QByteArray& word : enabled->words)
                        m_qresync = m_qresync || word.toUpper() == "QRESYNC";
                }
                return {};
            }));
        (void)response;
    }
    if (id) {
        TRY(const auto response, await(*id)); // a NO to ID means nothing
        (void)response;
    }
    return {};
}

Result<imap::CommandId> ImapConnection::send(imap::Command command) { return m_session->send(std::move(command)); }

Status ImapConnection::flush() {
    for (QByteArray out = m_session->takeOutput(); !out.isEmpty(); out = m_session->takeOutput()) {
        m_spoke = true;
        if (auto status = m_stream->write(out); !status)
            return failure(closedError(status.error()));
    }
    return {};
}

Result<bool> ImapConnection::readMore(std::chrono::milliseconds timeout) {
    TRY_STATUS(flush());
    if (std::exchange(m_spoke, false))
        ++m_roundTrips;
    auto outcome = m_stream->read(timeout);
    if (!outcome)
        return failure(closedError(outcome.error()));
    if (outcome->woken && outcome->bytes.isEmpty())
        return false;
    TRY_STATUS(m_session->feed(outcome->bytes));
    return true;
}

Error ImapConnection::closedError(Error error) const {
    if (error.kind == ErrorKind::Network && m_session->byeText())
        error.serverText = *m_session->byeText();
    return error;
}

Status ImapConnection::drainEvents(const Handler& handler) {
    while (auto event = m_session->nextEvent()) {
        if (auto* done = std::get_if<imap::CommandDone>(&*event)) {
            m_done.insert_or_assign(done->id, std::move(done->status));
            continue;
        }
        if (handler)
            TRY_STATUS(handler(*event));
    }
    return {};
}

Result<imap::StatusResponse> ImapConnection::await(imap::CommandId id, const Handler& handler) {
    for (;;) {
        TRY_STATUS(drainEvents(handler));
        if (const auto it = m_done.find(id); it != m_done.end()) {
            imap::StatusResponse response = std::move(it->second);
            m_done.erase(it);
            return response;
        }
        TRY(const bool more, readMore(m_target.answerTimeout));
        if (!more)
            m_woken = true; // kept for waitForData(): the caller is busy with an answer now
    }
}

Result<imap::StatusResponse> ImapConnection::run(imap::Command command, const Handler& handler) {
    TRY(const imap::CommandId id, send(std::move(command)));
    return await(id, handler);
}

Result<imap::StatusResponse> ImapConnection::runOk(imap::Command command, const Handler& handler) {
    const QByteArray name = command.name;
    TRY(imap::StatusResponse response, run(std::move(command), handler));
    if (!response.isOk())
        return failure(statusError(response, QString::fromLatin1(name)));
    return response;
}

Result<ImapConnection::Waited> ImapConnection::waitForData(std::chrono::milliseconds timeout, const Handler& handler) {
    if (std::exchange(m_woken, false))
        return Waited::Woken;
    auto more = readMore(timeout);
    m_spoke = false;
    if (!more) {
        if (more.error().code == ErrorCode::TimedOut)
            return Waited::TimedOut;
        return failure(more.error());
    }
    if (!*more)
        return Waited::Woken;
    TRY_STATUS(drainEvents(handler));
    return Waited::Events;
}

void ImapConnection::logout() {
    m_target.answerTimeout = 500ms;
    (void)run(imap::command::logout());
    m_stream->close();
}

Traffic ImapConnection::traffic() const { return {m_stream->bytesReceived(), m_roundTrips}; }

} // namespace tributary::connect
