// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/SieveConnection.h"

#include "connect/detail/SieveCore.h"

#include <QScopeGuard>

#include <utility>

namespace tributary::connect {

using namespace Qt::Literals::StringLiterals;

// --- SieveConnection::Core

SieveConnection::Core::Core(const Target& settings, std::unique_ptr<net::ByteStream> connected)
    : target(settings), stream(std::move(connected)), session(stream->isEncrypted()) {
    log.setSink(target.protocolLog);
}

SieveConnection::Core::~Core() { stream->close(); }

QString SieveConnection::Core::place() const { return u"%1:%2"_s.arg(target.server.host).arg(target.server.port); }

void SieveConnection::Core::close() {
    if (!m_ended)
        m_ended = Error{ErrorKind::Network, ErrorCode::ConnectionClosed, {}, place()};
    stream->close();
}

Status SieveConnection::Core::checkOpen() const {
    if (m_ended)
        return failure(*m_ended);
    if (session.state() == sieve::State::Closed || session.state() == sieve::State::Failed)
        return failure(ErrorKind::Network, ErrorCode::ConnectionClosed, place());
    return {};
}

Status SieveConnection::Core::flush() {
    for (QByteArray out = session.takeOutput(); !out.isEmpty(); out = session.takeOutput()) {
        m_spoke = true;
        if (log.isOn())
            log.sent(out);
        TRY_STATUS(stream->write(out));
    }
    return {};
}

Status SieveConnection::Core::readMore() {
    TRY_STATUS(flush());
    if (std::exchange(m_spoke, false))
        ++roundTrips;
    const auto outcome = stream->read(target.answerTimeout);
    if (!outcome)
        return failure(outcome.error());
    m_woken = m_woken || outcome->woken;
    if (log.isOn())
        log.received(outcome->bytes);
    return session.feed(outcome->bytes);
}

Result<sieve::CommandDone> SieveConnection::Core::awaitDone() {
    // The wake-up is for who waits for new work; here an answer is waited for.
    const auto passOn = qScopeGuard([this] {
        if (std::exchange(m_woken, false) && target.wakeUp)
            target.wakeUp->wake();
    });
    for (;;) {
        if (auto event = session.nextEvent())
            return *std::move(event);
        TRY_STATUS(checkOpen());
        if (const Status status = readMore(); !status) {
            m_ended = status.error();
            if (m_ended->kind == ErrorKind::Network && m_ended->detail.isEmpty())
                m_ended->detail = place();
        }
    }
}

Result<sieve::CommandDone> SieveConnection::Core::ask(const std::function<Status()>& asked) {
    TRY_STATUS(checkOpen());
    TRY_STATUS(asked());
    return awaitDone();
}

Status SieveConnection::Core::askStatus(const std::function<Status()>& asked) {
    TRY(const sieve::CommandDone done, ask(asked));
    return done.status;
}

// --- SieveConnection

SieveConnection::SieveConnection(std::unique_ptr<Core> core) : m_core(std::move(core)) {}
SieveConnection::~SieveConnection() = default;

const sieve::Capabilities& SieveConnection::capabilities() const { return m_core->session.capabilities(); }
bool SieveConnection::isEncrypted() const { return m_core->session.isEncrypted(); }
void SieveConnection::setProtocolLog(ProtocolLogSink sink) { m_core->log.setSink(std::move(sink)); }
qint64 SieveConnection::bytesReceived() const { return m_core->stream->bytesReceived(); }
int SieveConnection::roundTrips() const { return m_core->roundTrips; }

void SieveConnection::abandon() {
    m_core->close();
    m_permit.reset();
}

namespace {

/// A refusal without a code is about the script itself (RFC 5804 2.6, 2.12); the words are the server's.
Result<ScriptVerdict> verdictOf(const sieve::CommandDone& done) {
    if (done.status)
        return ScriptVerdict{true, {}, done.response.code == "WARNINGS" ? done.response.text : QByteArray()};
    const Error& error = done.status.error();
    if (error.kind == ErrorKind::Refused && error.code == ErrorCode::ServerRefused && done.response.code.isEmpty())
        return ScriptVerdict{false, sieve::parseScriptFault(done.response.text), {}};
    return failure(error);
}

} // namespace

Result<QList<sieve::ListedScript>> SieveConnection::listScripts() {
    TRY(const sieve::CommandDone done, m_core->ask([&] { return m_core->session.listScripts(); }));
    TRY_STATUS(done.status);
    return done.scripts;
}

Result<QByteArray> SieveConnection::getScript(const QByteArray& name) {
    TRY(const sieve::CommandDone done, m_core->ask([&] { return m_core->session.getScript(name); }));
    TRY_STATUS(done.status);
    return done.script;
}

Result<ScriptVerdict> SieveConnection::putScript(const QByteArray& name, const QByteArray& script) {
    TRY(const sieve::CommandDone done, m_core->ask([&] { return m_core->session.putScript(name, script); }));
    return verdictOf(done);
}

Result<ScriptVerdict> SieveConnection::checkScript(const QByteArray& script) {
    TRY(const sieve::CommandDone done, m_core->ask([&] { return m_core->session.checkScript(script); }));
    return verdictOf(done);
}

Status SieveConnection::setActive(const QByteArray& name) {
    return m_core->askStatus([&] { return m_core->session.setActive(name); });
}

Status SieveConnection::deleteScript(const QByteArray& name) {
    return m_core->askStatus([&] { return m_core->session.deleteScript(name); });
}

Status SieveConnection::renameScript(const QByteArray& from, const QByteArray& to) {
    return m_core->askStatus([&] { return m_core->session.renameScript(from, to); });
}

Status SieveConnection::haveSpace(const QByteArray& name, qint64 octets) {
    return m_core->askStatus([&] { return m_core->session.haveSpace(name, octets); });
}

Status SieveConnection::logout() {
    const Status status = m_core->askStatus([this] { return m_core->session.logout(); });
    abandon();
    return status;
}

} // namespace tributary::connect
