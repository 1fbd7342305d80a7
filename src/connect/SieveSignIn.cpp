// SPDX-License-Identifier: GPL-3.0-or-later
// From dialling to a ManageSieve connection that is signed in.
#include "base/Log.h"
#include "connect/CaptivePortal.h"
#include "connect/Throttling.h"
#include "connect/detail/Admission.h"
#include "connect/detail/Dialling.h"
#include "connect/detail/SieveCore.h"
#include "sasl/Echo.h"

#include <utility>

namespace tributary::connect {

using namespace Qt::Literals::StringLiterals;

Result<std::unique_ptr<SieveConnection>> SieveConnection::open(const Target& target, const StageObserver& observer) {
    return detail::openWithin<SieveConnection>(Service::Sieve, target, &SieveConnection::m_permit, !observer,
                                               [&] { return openNow(target, observer); });
}

Result<std::unique_ptr<SieveConnection>> SieveConnection::openNow(const Target& target, const StageObserver& observer) {
    std::shared_ptr<net::ConnectionFacts> facts;
    detail::StageClock stages(observer, facts);
    TRY(auto stream, detail::dialServer(target, stages, facts));
    std::unique_ptr<SieveConnection> connection(new SieveConnection(std::make_unique<Core>(target, std::move(stream))));
    Core& core = *connection->m_core;
    stages.restart();
    if (auto status = core.readGreeting(); !status)
        return failure(stages.finish(Stage::Greeting, std::move(status)).error());
    (void)stages.finish(Stage::Greeting, {}, loggable(core.session.capabilities().implementation(), 120));

    if (target.server.security == model::Security::StartTls) {
        if (auto status = stages.finish(Stage::Tls, portalStatus(core.secure(), target.behindPortal)); !status)
            return failure(status.error());
    }
    if (auto status = stages.finish(Stage::SignIn, core.signIn(), target.server.user); !status)
        return failure(status.error());
    return connection;
}

Status SieveConnection::Core::readGreeting() {
    const auto done = awaitDone();
    if (!done)
        return failure(detail::greetingError(done.error(), *stream, target.behindPortal));
    if (!done->status)
        return failure(refined(done->status.error()));
    return {};
}

Status SieveConnection::Core::secure() {
    if (const Status status = session.startTls(); !status)
        return failure(status.error().kind, status.error().code, place());
    TRY(const sieve::CommandDone done, awaitDone());
    TRY_STATUS(done.status);
    TRY_STATUS(checkOpen()); // something came behind it
    TRY_STATUS(stream->startTls());
    TRY_STATUS(session.tlsStarted());
    TRY(const sieve::CommandDone told, awaitDone()); // the capabilities, by themselves
    return told.status;
}

/// Who has too many connections is told so in words of the server's own.
Error SieveConnection::Core::refined(Error error) const {
    if (const auto throttle = error.kind == ErrorKind::Network ? std::nullopt : throttleOfText(error.serverText)) {
        error.kind = ErrorKind::TemporaryRefusal;
        error.code = throttle->ofConnections ? ErrorCode::TooManyConnections : ErrorCode::Throttled;
        error.detail = throttle->delay.count() > 0 ? QString::number(throttle->delay.count()) : QString();
    } else if (error.detail.isEmpty() && error.kind != ErrorKind::Network) {
        error.detail = target.server.user;
    }
    return error;
}

Status SieveConnection::Core::signIn() {
    const bool isEncrypted = stream->isEncrypted();
    if (session.capabilities().saslMechanisms().isEmpty() && isEncrypted)
        return failure(ErrorKind::Auth, ErrorCode::MechanismUnavailable, target.server.user);
    if (const auto source = std::exchange(target.passwordSource, nullptr)) {
        TRY(target.password, source());
    }
    const model::ServerSettings& server = target.server;
    const sasl::Credentials credentials{server.user, target.password, target.oauth, server.host, server.port, target.mechanisms};
    TRY_STATUS(sasl::checkCredentials(credentials));
    std::shared_ptr<sasl::Mechanism> mechanism = sasl::chooseMechanism(session.capabilities().saslMechanisms(), credentials, isEncrypted,
                                                                       !isEncrypted && net::isLoopbackHost(server.host));
    if (!mechanism)
        return failure(isEncrypted ? ErrorKind::Auth : ErrorKind::Tls, isEncrypted ? ErrorCode::MechanismUnavailable : ErrorCode::TlsRequired,
                       server.user);
    if (const Status status = askStatus([&] { return session.authenticate(std::move(mechanism)); }); !status) {
        Error error = refined(status.error());
        error.serverText = sasl::withoutEcho(error.serverText, target.password);
        return failure(std::move(error));
    }
    // Its extensions and OWNER may be others for this user; a refusal takes nothing back.
    TRY(const sieve::CommandDone told, ask([this] { return session.capability(); }));
    (void)told;
    return checkOpen();
}

} // namespace tributary::connect
