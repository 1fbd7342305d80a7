// SPDX-License-Identifier: GPL-3.0-or-later
// From dialling to a connection that is signed in, in as few turns as the server allows.
#include "base/Log.h"
#include "connect/ImapConnection.h"
#include "connect/CaptivePortal.h"
#include "connect/Throttling.h"
#include "connect/detail/Admission.h"
#include "connect/detail/Dialling.h"
#include "sasl/Echo.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tributary::connect {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Words of servers that send no code for it.
bool saysNotNow(const QByteArray& said) {
    static constexpr std::array kWords{"server error - please try again later", // Yahoo
                                       "temporary system error",                // Gmail
                                       "temporary authentication failure"};     // Dovecot before its codes
    const QByteArray text = said.left(1000).toLower();
    return std::any_of(kWords.begin(), kWords.end(), [&](const char* words) { return text.contains(words); });
}

/// With the code where it says more than the text: that is what the user can ask an administrator about.
QByteArray refusalWords(const imap::StatusResponse& response) {
    static constexpr std::array kTelling{"CONTACTADMIN", "EXPIRED", "AUTHORIZATIONFAILED", "WEBALERT"};
    const QByteArray& code = response.code.name;
    const bool isTelling = std::find(kTelling.begin(), kTelling.end(), code) != kTelling.end();
    return isTelling ? '[' + code + "] " + response.text : response.text;
}

} // namespace

Error statusError(const imap::StatusResponse& response, const QString& what) {
    const QByteArray& code = response.code.name;
    Error error{ErrorKind::Refused, ErrorCode::ServerRefused, response.text, what};
    if (const auto throttle = throttleOf(response)) {
        error.kind = ErrorKind::TemporaryRefusal;
        error.code = throttle->ofConnections ? ErrorCode::TooManyConnections : ErrorCode::Throttled;
        if (throttle->delay.count() > 0)
            error.detail = QString::number(throttle->delay.count());
    } else if (response.kind == imap::StatusKind::Bad)
        error.code = ErrorCode::Unsupported;
    else if (code == "NONEXISTENT" || code == "TRYCREATE")
        error.code = ErrorCode::MailboxMissing;
    else if (code == "OVERQUOTA")
        error.code = ErrorCode::OverQuota;
    else if (code == "INUSE") {
        error.kind = ErrorKind::TemporaryRefusal;
        error.code = ErrorCode::MailboxInUse;
    } else if (code == "UNAVAILABLE" || code == "SERVERBUG")
        error.kind = ErrorKind::TemporaryRefusal;
    if (response.kind == imap::StatusKind::Bye && (error.code == ErrorCode::ServerRefused || error.code == ErrorCode::MailboxInUse))
        error.code = ErrorCode::ByeReceived;
    return error;
}

Result<std::unique_ptr<ImapConnection>> ImapConnection::open(const ImapTarget& target, const StageObserver& observer) {
    return detail::openWithin<ImapConnection>(Service::Imap, target, &ImapConnection::m_permit, !observer,
                                              [&] { return openNow(target, observer); });
}

Result<std::unique_ptr<ImapConnection>> ImapConnection::openNow(const ImapTarget& target, const StageObserver& observer) {
    const model::ServerSettings& server = target.server;
    std::shared_ptr<net::ConnectionFacts> facts;
    detail::StageClock stages(observer, facts);
    TRY(auto stream, detail::dialServer(target, stages, facts));
    std::unique_ptr<ImapConnection> connection(new ImapConnection(target, std::move(stream), facts));
    stages.restart();
    imap::Greeting greeting;
    if (auto status = connection->readGreeting(greeting); !status)
        return failure(stages.finish(Stage::Greeting, std::move(status)).error());
    if (auto status = connection->ensureCapabilities(); !status)
        return failure(stages.finish(Stage::Greeting, std::move(status)).error());
    (void)stages.finish(Stage::Greeting, {}, loggable(greeting.status.text, 120));

    if (server.security == model::Security::StartTls) {
        if (auto status = stages.finish(Stage::Tls, portalStatus(connection->secure(), target.behindPortal)); !status)
            return failure(status.error());
    }
    if (auto status = stages.finish(Stage::SignIn, connection->signIn(), server.user); !status)
        return failure(status.error());
    TRY_STATUS(connection->queueExtensions());
    if (target.compression == Compression::Always)
        TRY_STATUS(connection->compress());
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
        if (const auto more = readMore(m_target.answerTimeout); !more)
            return failure(detail::greetingError(more.error(), *m_stream, m_target.behindPortal));
        TRY_STATUS(drainEvents(handler));
    }
    if (greeting.status.kind == imap::StatusKind::Bye) {
        Error error = statusError(greeting.status, u"the server said goodbye at once"_s);
        error.kind = ErrorKind::TemporaryRefusal;
        if (error.code != ErrorCode::Throttled && error.code != ErrorCode::TooManyConnections)
            error.code = ErrorCode::ByeReceived;
        return failure(std::move(error));
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
    if (const auto source = std::exchange(m_target.passwordSource, nullptr)) {
        TRY(m_target.password, source());
    }
    const sasl::Credentials credentials{m_target.server.user, m_target.password, m_target.oauth, m_target.server.host, m_target.server.port,
                                        m_target.mechanisms};
    TRY_STATUS(sasl::checkCredentials(credentials));
    const bool mayBePlain = !m_stream->isEncrypted() && isLoopbackHost(m_target.server.host);
    std::shared_ptr<sasl::Mechanism> mechanism =
        sasl::chooseMechanism(m_session->authMechanisms(), credentials, m_stream->isEncrypted(), mayBePlain);
    if (!mechanism && m_session->hasCapability("LOGINDISABLED"))
        return failure(ErrorKind::Auth, ErrorCode::LoginDisabled);
    if (!mechanism && !m_stream->isEncrypted() && !mayBePlain)
        return failure(ErrorKind::Tls, ErrorCode::TlsRequired);
    if (!mechanism && m_target.oauth) // a token is no password: it never goes by LOGIN
        return failure(m_stream->isEncrypted() ? ErrorKind::Auth : ErrorKind::Tls,
                       m_stream->isEncrypted() ? ErrorCode::MechanismUnavailable : ErrorCode::TlsRequired, m_target.server.user);
    imap::Command command = mechanism ? imap::command::authenticate(mechanism)
                                      : imap::command::login(credentials.user, credentials.secret);
    TRY(const auto response, run(std::move(command)));
    // What our mechanism did not believe is no refusal of the password.
    if (const auto error = m_session->authError())
        return failure(error->kind, error->code, error->detail, sasl::withoutEcho(error->serverText.isEmpty() ? response.text : error->serverText, m_target.password));
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
    // RFC 5530: the codes tell a busy server from a wrong password. Of texts only those count that
    // are known to mean 'less often', since taking them for a wrong password would make people change a right one.
    const QByteArray& code = response.code.name;
    const QString& user = m_target.server.user;
    const QByteArray words = sasl::withoutEcho(refusalWords(response), m_target.password);
    if (throttleOf(response)) {
        Error error = statusError(response, user);
        error.serverText = words;
        return failure(std::move(error));
    }
    if (code == "INUSE")
        return failure(ErrorKind::TemporaryRefusal, ErrorCode::MailboxInUse, user, words);
    if (code == "UNAVAILABLE" || code == "SERVERBUG" || (code != "AUTHENTICATIONFAILED" && saysNotNow(response.text)))
        return failure(ErrorKind::TemporaryRefusal, ErrorCode::AuthServerUnavailable, user, words);
    if (code == "PRIVACYREQUIRED")
        return failure(ErrorKind::Tls, ErrorCode::TlsRequired, user, words);
    return failure(ErrorKind::Auth, ErrorCode::CredentialsRejected, user, words);
}

Status ImapConnection::queueExtensions() {
    if (has("QRESYNC")) {
        TRY(const imap::CommandId enable, send(imap::command::enable({"QRESYNC"})));
        m_unsettled.append(enable);
    }
    if (has("ID")) {
        TRY(const imap::CommandId id, send(imap::command::id({{"name", "Tributary"}, {"version", TRIBUTARY_VERSION}})));
        m_unsettled.append(id);
    }
    return {};
}

Status ImapConnection::compressIfWorthIt(qint64 bytes) {
    constexpr qint64 kWorthATurn = 512 << 10; // half of it is saved: as much as a fast long line carries in one turn
    if (m_compressionAsked || bytes < kWorthATurn || !isCompressionWorthIt(m_target.compression, m_roundTripTime))
        return {};
    return compress();
}

/// One turn, which ENABLE and ID share. A NO (RFC 4978 3: [COMPRESSIONACTIVE]) or BAD leaves everything as it was.
Status ImapConnection::compress() {
    if (!has("COMPRESS=DEFLATE"))
        return {};
    m_compressionAsked = true;
    TRY(const auto response, run(imap::command::compress()));
    (void)response;
    return {};
}

} // namespace tributary::connect
