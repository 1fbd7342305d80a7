// SPDX-License-Identifier: GPL-3.0-or-later
// From dialling to a connection that may submit mail.
#include "base/Log.h"
#include "connect/CaptivePortal.h"
#include "connect/SmtpConnection.h"
#include "connect/detail/Admission.h"
#include "connect/detail/Dialling.h"
#include "connect/detail/SmtpLog.h"
#include "sasl/Echo.h"

#include <utility>

namespace tributary::connect {

using namespace Qt::Literals::StringLiterals;

namespace {

/// RFC 5321 4.1.3, 4.1.4: the address of this end, since the machine's name is nobody's business.
QByteArray addressLiteral(const QString& address) {
    if (address.isEmpty())
        return "[127.0.0.1]";
    return (address.contains(u':') ? "[IPv6:" : "[") + address.toLatin1() + ']';
}

} // namespace

Result<std::unique_ptr<SmtpConnection>> SmtpConnection::open(const SmtpTarget& target, const StageObserver& observer) {
    return detail::openWithin<SmtpConnection>(Service::Smtp, target, &SmtpConnection::m_permit, !observer,
                                              [&] { return openNow(target, observer); });
}

Result<std::unique_ptr<SmtpConnection>> SmtpConnection::openNow(const SmtpTarget& target, const StageObserver& observer) {
    std::shared_ptr<net::ConnectionFacts> facts;
    detail::StageClock stages(observer, facts);
    TRY(auto stream, detail::dialServer(target, stages, facts));
    std::unique_ptr<SmtpConnection> connection(new SmtpConnection(target, std::move(stream)));
    stages.restart();
    smtp::Reply greeting;
    if (auto status = connection->readGreeting(greeting); !status)
        return failure(stages.finish(Stage::Greeting, std::move(status)).error());
    if (auto status = connection->hello(); !status)
        return failure(stages.finish(Stage::Greeting, std::move(status)).error());
    (void)stages.finish(Stage::Greeting, {}, loggable(greeting.text(), 120));

    if (target.server.security == model::Security::StartTls) {
        if (auto status = stages.finish(Stage::Tls, portalStatus(connection->secure(), target.behindPortal)); !status)
            return failure(status.error());
    }
    if (auto status = stages.finish(Stage::SignIn, connection->signIn(), target.server.user); !status)
        return failure(status.error());
    return connection;
}

Status SmtpConnection::readGreeting(smtp::Reply& greeting) {
    auto done = awaitDone();
    if (!done)
        return failure(detail::greetingError(done.error(), *m_stream, m_target.behindPortal));
    greeting = std::move(done->reply);
    return {};
}

Status SmtpConnection::hello() {
    TRY_STATUS(m_session->hello(addressLiteral(m_stream->localAddress())));
    TRY(const auto done, awaitDone());
    (void)done;
    return {};
}

Status SmtpConnection::secure() {
    if (const Status status = m_session->startTls(); !status)
        return failure(status.error().kind, status.error().code, place());
    TRY(const auto done, awaitDone());
    (void)done;
    TRY_STATUS(m_stream->startTls());
    TRY_STATUS(m_session->tlsStarted());
    return hello();
}

Result<std::shared_ptr<sasl::Mechanism>> SmtpConnection::makeMechanism() {
    const QByteArrayList offered = m_session->capabilities().authMechanisms();
    if (offered.isEmpty())
        return failure(ErrorKind::Auth, ErrorCode::MechanismUnavailable, m_target.server.user);
    if (const auto source = std::exchange(m_target.passwordSource, nullptr)) {
        TRY(m_target.password, source());
    }
    const model::ServerSettings& server = m_target.server;
    const sasl::Credentials credentials{server.user, m_target.password, m_target.oauth, server.host, server.port, m_target.mechanisms};
    TRY_STATUS(sasl::checkCredentials(credentials));
    const bool mayBePlain = !m_stream->isEncrypted() && net::isLoopbackHost(m_target.server.host);
    std::shared_ptr<sasl::Mechanism> mechanism = sasl::chooseMechanism(offered, credentials, m_stream->isEncrypted(), mayBePlain);
    if (!mechanism)
        return failure(ErrorKind::Auth, ErrorCode::MechanismUnavailable, m_target.server.user);
    return mechanism;
}

Status SmtpConnection::signIn() {
    if (m_target.server.user.isEmpty() && m_session->capabilities().authMechanisms().isEmpty())
        return {};
    TRY(auto mechanism, makeMechanism());
    TRY_STATUS(m_session->authenticate(std::move(mechanism)));
    auto done = awaitDone();
    if (done)
        return {};
    Error error = done.error();
    if (error.detail.isEmpty())
        error.detail = m_target.server.user;
    error.serverText = sasl::withoutEcho(error.serverText, m_target.password);
    return failure(std::move(error));
}

} // namespace tributary::connect
