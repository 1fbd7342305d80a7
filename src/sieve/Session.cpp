// SPDX-License-Identifier: GPL-3.0-or-later
// What goes out: each command is checked before it is queued.
#include "sieve/Session.h"

#include "sieve/detail/SessionCore.h"
#include "sieve/wire/Encoder.h"

#include <algorithm>
#include <utility>

namespace tributary::sieve {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype kSentAtOnce = 64 << 10;

tl::unexpected<Error> notLegal(const QByteArray& what) {
    return failure(ErrorKind::Internal, ErrorCode::Bug, u"%1 is not legal now"_s.arg(QString::fromLatin1(what)));
}

bool mayBeSaidBefore(Verb verb) { return verb == Verb::Capability || verb == Verb::Noop || verb == Verb::Logout; }

} // namespace

// --- Session::Core

Status Session::Core::say(Verb verb, const QByteArray& line) {
    const bool isBefore = state == State::NonAuthenticated && mayBeSaidBefore(verb);
    if (m_awaited || (!isBefore && state != State::Authenticated))
        return notLegal(line.left(20).split(' ').first());
    m_out += line + "\r\n";
    m_awaited = verb;
    m_isHandedOut = false;
    m_answer = {};
    m_facts = 0;
    m_told = {};
    return {};
}

Status Session::Core::sayNew(Verb verb, const QByteArray& line) {
    if (!capabilities.isOfRfc5804())
        return failure(ErrorKind::Refused, ErrorCode::Unsupported, QString::fromLatin1(line.left(20).split(' ').first()));
    return say(verb, line);
}

Status Session::Core::startTls() {
    if (encrypted || state != State::NonAuthenticated || m_awaited)
        return notLegal("STARTTLS");
    if (!capabilities.hasStartTls())
        return failure(ErrorKind::Tls, ErrorCode::StartTlsNotOffered);
    m_out += "STARTTLS\r\n";
    m_awaited = Verb::StartTls;
    m_isHandedOut = false;
    m_answer = {};
    return {};
}

Status Session::Core::authenticate(std::shared_ptr<sasl::Mechanism> mechanism) {
    if (!mechanism || state != State::NonAuthenticated || m_awaited)
        return notLegal("AUTHENTICATE");
    QByteArray line = "AUTHENTICATE " + encodeString(mechanism->name());
    if (const auto initial = mechanism->initialResponse()) {
        const QByteArray base64 = initial->toBase64();
        if (base64.size() > limits::kAuthString)
            return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"password"_s);
        line += ' ' + encodeString(base64);
    }
    m_mechanism = std::move(mechanism);
    m_authError.reset();
    m_out += line + "\r\n";
    m_awaited = Verb::Authenticate;
    m_isHandedOut = false;
    m_answer = {};
    return {};
}

QByteArray Session::Core::takeOutput() {
    if (state != State::NonAuthenticated && state != State::Authenticated)
        return {};
    QByteArray out = m_out.left(kSentAtOnce);
    m_out.remove(0, out.size());
    m_isHandedOut = m_isHandedOut || !out.isEmpty();
    return out;
}

// --- Session

Session::Session(bool encrypted) : m_core(std::make_unique<Core>(encrypted)) {}
Session::~Session() = default;

Status Session::feed(QByteArrayView bytes) { return m_core->feed(bytes); }
QByteArray Session::takeOutput() { return m_core->takeOutput(); }

std::optional<CommandDone> Session::nextEvent() {
    if (m_core->events.empty())
        return std::nullopt;
    CommandDone event = std::move(m_core->events.front());
    m_core->events.pop_front();
    return event;
}

Status Session::capability() { return m_core->say(Verb::Capability, "CAPABILITY"); }
Status Session::startTls() { return m_core->startTls(); }
Status Session::tlsStarted() { return m_core->tlsStarted(); }
Status Session::authenticate(std::shared_ptr<sasl::Mechanism> mechanism) { return m_core->authenticate(std::move(mechanism)); }
Status Session::listScripts() { return m_core->say(Verb::ListScripts, "LISTSCRIPTS"); }

Status Session::getScript(const QByteArray& name) {
    TRY_STATUS(checkName(name));
    return m_core->say(Verb::GetScript, "GETSCRIPT " + encodeString(name));
}

Status Session::putScript(const QByteArray& name, const QByteArray& script) {
    TRY_STATUS(checkName(name));
    TRY_STATUS(sieve::checkScript(script));
    return m_core->say(Verb::PutScript, "PUTSCRIPT " + encodeString(name) + ' ' + encodeLiteral(script));
}

Status Session::setActive(const QByteArray& name) {
    if (!name.isEmpty())
        TRY_STATUS(checkName(name));
    return m_core->say(Verb::SetActive, "SETACTIVE " + encodeString(name));
}

Status Session::deleteScript(const QByteArray& name) {
    TRY_STATUS(checkName(name));
    return m_core->say(Verb::DeleteScript, "DELETESCRIPT " + encodeString(name));
}

Status Session::haveSpace(const QByteArray& name, qint64 octets) {
    TRY_STATUS(checkName(name));
    if (octets < 0 || octets > kMaxScript)
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"script"_s);
    return m_core->say(Verb::HaveSpace, "HAVESPACE " + encodeString(name) + ' ' + QByteArray::number(octets));
}

Status Session::checkScript(const QByteArray& script) {
    TRY_STATUS(sieve::checkScript(script));
    return m_core->sayNew(Verb::CheckScript, "CHECKSCRIPT " + encodeLiteral(script));
}

Status Session::renameScript(const QByteArray& from, const QByteArray& to) {
    TRY_STATUS(checkName(from));
    TRY_STATUS(checkName(to));
    return m_core->sayNew(Verb::RenameScript, "RENAMESCRIPT " + encodeString(from) + ' ' + encodeString(to));
}

Status Session::noop() { return m_core->sayNew(Verb::Noop, "NOOP"); }
Status Session::logout() { return m_core->say(Verb::Logout, "LOGOUT"); }

State Session::state() const { return m_core->state; }
const Capabilities& Session::capabilities() const { return m_core->capabilities; }
bool Session::isEncrypted() const { return m_core->encrypted; }
bool Session::isIdle() const { return m_core->isIdle(); }

} // namespace tributary::sieve
