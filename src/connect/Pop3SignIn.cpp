// SPDX-License-Identifier: GPL-3.0-or-later
// From dialling to a POP3 connection that is signed in.
#include "base/Log.h"
#include "connect/CaptivePortal.h"
#include "connect/Throttling.h"
#include "connect/detail/Admission.h"
#include "connect/detail/Dialling.h"
#include "connect/detail/Pop3Core.h"
#include "sasl/Echo.h"

#include <algorithm>
#include <utility>

namespace tributary::connect {

using namespace Qt::Literals::StringLiterals;

Result<std::unique_ptr<Pop3Connection>> Pop3Connection::open(const Target& target, const StageObserver& observer) {
    return detail::openWithin<Pop3Connection>(Service::Pop3, target, &Pop3Connection::m_permit, !observer,
                                              [&] { return openNow(target, observer); });
}

Result<std::unique_ptr<Pop3Connection>> Pop3Connection::openNow(const Target& target, const StageObserver& observer) {
    std::shared_ptr<net::ConnectionFacts> facts;
    detail::StageClock stages(observer, facts);
    TRY(auto stream, detail::dialServer(target, stages, facts));
    std::unique_ptr<Pop3Connection> connection(new Pop3Connection(std::make_unique<Core>(target, std::move(stream))));
    Core& core = *connection->m_core;
    stages.restart();
    QByteArray greeting;
    if (auto status = core.readGreeting(greeting); !status)
        return failure(stages.finish(Stage::Greeting, std::move(status)).error());
    if (auto status = core.askCapabilities(); !status)
        return failure(stages.finish(Stage::Greeting, std::move(status)).error());
    (void)stages.finish(Stage::Greeting, {}, loggable(greeting, 120));

    if (target.server.security == model::Security::StartTls) {
        if (auto status = stages.finish(Stage::Tls, portalStatus(core.secure(), target.behindPortal)); !status)
            return failure(status.error());
    }
    if (auto status = stages.finish(Stage::SignIn, core.signIn(), target.server.user); !status)
        return failure(status.error());
    return connection;
}

Status Pop3Connection::Core::readGreeting(QByteArray& text) {
    auto done = awaitDone();
    if (!done)
        return failure(detail::greetingError(done.error(), *stream, target.behindPortal));
    if (!done->status)
        return failure(refined(done->status.error()));
    text = done->response.text;
    return {};
}

Status Pop3Connection::Core::askCapabilities() {
    TRY_STATUS(checkOpen());
    TRY_STATUS(session.capa());
    TRY(const pop3::CommandDone done, awaitDone());
    (void)done;
    return {};
}

Status Pop3Connection::Core::secure() {
    if (const Status status = session.startTls(); !status)
        return failure(status.error().kind, status.error().code, place());
    TRY_STATUS(awaitStatus());
    TRY_STATUS(checkOpen()); // something came behind it
    TRY_STATUS(stream->startTls());
    TRY_STATUS(session.tlsStarted());
    return askCapabilities();
}

// --- Signing in

/// Who has too many sessions, or comes too often, is told so in words of the server's own.
Error Pop3Connection::Core::refined(Error error) const {
    constexpr int kSecondsOfADay = 24 * 60 * 60;
    const bool isCoded = error.serverText.startsWith("-ERR [AUTH]") || error.serverText.startsWith("-ERR [SYS/PERM]");
    if (error.code == ErrorCode::Throttled) { // [LOGIN-DELAY]
        const auto delay = session.capabilities().loginDelay();
        error.detail = delay ? QString::number(qint64(std::min(*delay, kSecondsOfADay)) * 1000) : QString();
    } else if (const auto throttle = isCoded ? std::nullopt : throttleOfText(error.serverText)) {
        error.kind = ErrorKind::TemporaryRefusal;
        error.code = throttle->ofConnections ? ErrorCode::TooManyConnections : ErrorCode::Throttled;
        error.detail = throttle->delay.count() > 0 ? QString::number(throttle->delay.count()) : QString();
    } else if (error.detail.isEmpty() && error.kind != ErrorKind::Network) {
        error.detail = target.server.user;
    }
    return error;
}

Status Pop3Connection::Core::signedIn(const Status& status) const {
    if (status)
        return {};
    Error error = refined(status.error());
    error.serverText = sasl::withoutEcho(error.serverText, target.password);
    return failure(std::move(error));
}

/// USER and PASS: named, or nothing is.
bool Pop3Connection::Core::mayLogin() const {
    return !session.capabilities().isKnown() || session.capabilities().has("USER");
}

bool Pop3Connection::Core::offersSignIn() const {
    return mayLogin() || session.hasTimestamp() || !session.capabilities().saslMechanisms().isEmpty();
}

Status Pop3Connection::Core::tryMechanism(std::shared_ptr<sasl::Mechanism> mechanism, pop3::FirstResponse first) {
    TRY_STATUS(checkOpen());
    TRY_STATUS(session.authenticate(std::move(mechanism), first));
    return awaitStatus();
}

/// isUnseen: the server would have none of it before it had seen anything, so that another way may be tried.
Status Pop3Connection::Core::authenticate(const sasl::Credentials& credentials, bool& isUnseen) {
    using pop3::FirstResponse;
    const bool isEncrypted = stream->isEncrypted();
    const auto choose = [&] {
        return sasl::chooseMechanism(session.capabilities().saslMechanisms(), credentials, isEncrypted,
                                     !isEncrypted && net::isLoopbackHost(target.server.host));
    };
    std::shared_ptr<sasl::Mechanism> mechanism = choose();
    isUnseen = !mechanism;
    if (!mechanism)
        return failure(isEncrypted ? ErrorKind::Auth : ErrorKind::Tls, isEncrypted ? ErrorCode::MechanismUnavailable : ErrorCode::TlsRequired,
                       target.server.user);
    // Servers of before RFC 5034 take nothing behind the mechanism's name; those that tell a wrong password from other faults are younger
    // (RFC 3206).
    const bool isYoung = session.capabilities().has("AUTH-RESP-CODE");
    Status status = tryMechanism(std::move(mechanism), isYoung ? FirstResponse::IfItFits : FirstResponse::Apart);
    isUnseen = !status && status.error().kind == ErrorKind::Auth && status.error().code == ErrorCode::MechanismUnavailable;
    if (isUnseen && credentials.oauth) {
        isUnseen = false;
        status = tryMechanism(choose(), FirstResponse::Along);
    }
    return status;
}

Status Pop3Connection::Core::loginPlainly() {
    TRY_STATUS(checkOpen());
    const bool isEncrypted = stream->isEncrypted();
    if (!isEncrypted && !net::isLoopbackHost(target.server.host))
        return failure(ErrorKind::Tls, ErrorCode::TlsRequired, target.server.user);
    if (mayLogin())
        TRY_STATUS(session.signIn(target.server.user, target.password));
    else if (isEncrypted && session.hasTimestamp())
        TRY_STATUS(session.apop(target.server.user, target.password));
    else
        return failure(ErrorKind::Auth, ErrorCode::MechanismUnavailable, target.server.user);
    return awaitStatus();
}

Status Pop3Connection::Core::signIn() {
    if (!offersSignIn())
        return failure(ErrorKind::Auth, ErrorCode::MechanismUnavailable, target.server.user);
    if (const auto source = std::exchange(target.passwordSource, nullptr)) {
        TRY(target.password, source());
    }
    const model::ServerSettings& server = target.server;
    const sasl::Credentials credentials{server.user, target.password, target.oauth, server.host, server.port, target.mechanisms};
    TRY_STATUS(sasl::checkCredentials(credentials));
    bool isUnseen = false;
    Status status = authenticate(credentials, isUnseen);
    if (!status && isUnseen && !target.oauth) // a token is no password: it never goes by PASS
        status = loginPlainly();
    TRY_STATUS(signedIn(status));
    // A server that knew CAPA before may offer this user more, or less; its refusal now takes nothing back.
    return session.capabilities().isKnown() ? askCapabilities() : Status();
}

} // namespace tributary::connect
