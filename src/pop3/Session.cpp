// SPDX-License-Identifier: GPL-3.0-or-later
// What goes out: each command is checked before it is queued.
#include "pop3/Session.h"

#include "pop3/detail/Plaintext.h"
#include "pop3/detail/SessionCore.h"

#include <utility>

namespace tributary::pop3 {

using namespace Qt::Literals::StringLiterals;

namespace {

tl::unexpected<Error> notLegal(const QByteArray& what) {
    return failure(ErrorKind::Internal, ErrorCode::Bug, u"%1 is not legal now"_s.arg(QString::fromLatin1(what)));
}

/// RFC 2449 6.8: what may be followed by more before its answer is there.
bool mayBeFollowed(Verb verb) { return verb >= Verb::Stat && verb != Verb::Quit; }

bool mayBeSaidBefore(Verb verb) { return verb == Verb::Capa || verb == Verb::Quit; }

} // namespace

// --- Session::Core

Status Session::Core::say(Verb verb, const QByteArray& line, int number, qint64 maxBytes) {
    const bool isBefore = state == State::Authorization && mayBeSaidBefore(verb) && isIdle();
    const bool isWithin = state == State::Transaction && (m_queue.empty() || m_queue.back().verb != Verb::Quit) &&
                          (m_awaited.empty() || m_awaited.back().verb != Verb::Quit);
    if (!isBefore && !isWithin)
        return notLegal(line);
    m_queue.push_back({verb, line + "\r\n", number, maxBytes});
    return {};
}

Status Session::Core::startTls() {
    if (encrypted || state != State::Authorization || !isIdle())
        return notLegal("STLS");
    if (!capabilities.has("STLS"))
        return failure(ErrorKind::Tls, ErrorCode::StartTlsNotOffered);
    m_queue.push_back({Verb::Stls, "STLS\r\n", 0, 0});
    return {};
}

Status Session::Core::authenticate(std::shared_ptr<sasl::Mechanism> mechanism, FirstResponse first) {
    if (!mechanism || state != State::Authorization || !isIdle())
        return notLegal("AUTH");
    m_mechanism = std::move(mechanism);
    m_authError.reset();
    m_hasResponded = false;
    m_initial = m_mechanism->initialResponse();
    QByteArray line = "AUTH " + m_mechanism->name();
    QByteArray whole = line + ' ' + (!m_initial || m_initial->isEmpty() ? QByteArray("=") : m_initial->toBase64());
    const bool fits = whole.size() + 2 <= limits::kCommandLine;
    if (m_initial && (first == FirstResponse::Along || (first == FirstResponse::IfItFits && fits))) {
        if (whole.size() + 2 > limits::kAuthLine)
            return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"password"_s);
        line = std::move(whole);
        m_initial.reset();
        m_hasResponded = true;
    }
    m_queue.push_back({Verb::Auth, line + "\r\n", 0, 0});
    return {};
}

Status Session::Core::signIn(const QString& user, const Secret& password) {
    if (state != State::Authorization || !isIdle())
        return notLegal("USER");
    TRY_STATUS(detail::checkLogin(user, password));
    m_password = password;
    m_queue.push_back({Verb::User, "USER " + user.toUtf8() + "\r\n", 0, 0});
    return {};
}

Status Session::Core::apop(const QString& user, const Secret& password) {
    if (!encrypted || timestamp.isEmpty() || state != State::Authorization || !isIdle())
        return notLegal("APOP");
    TRY_STATUS(detail::checkLogin(user, password));
    m_queue.push_back({Verb::Apop, detail::apopCommand(user, timestamp, password), 0, 0});
    return {};
}

bool Session::Core::mayLeave() const {
    return m_awaited.empty() || (mayBeFollowed(m_awaited.back().verb) && capabilities.has("PIPELINING"));
}

QByteArray Session::Core::takeOutput() {
    QByteArray out;
    if (state != State::Authorization && state != State::Transaction)
        return out;
    while (!m_queue.empty() && mayLeave() && (out.isEmpty() || out.size() + m_queue.front().line.size() <= limits::kOutput)) {
        Command command = std::move(m_queue.front());
        m_queue.pop_front();
        out += std::exchange(command.line, {});
        m_awaited.push_back(std::move(command));
    }
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

Status Session::capa() { return m_core->say(Verb::Capa, "CAPA"); }
Status Session::startTls() { return m_core->startTls(); }
Status Session::tlsStarted() { return m_core->tlsStarted(); }
Status Session::authenticate(std::shared_ptr<sasl::Mechanism> mechanism, FirstResponse first) {
    return m_core->authenticate(std::move(mechanism), first);
}
Status Session::signIn(const QString& user, const Secret& password) { return m_core->signIn(user, password); }
Status Session::apop(const QString& user, const Secret& password) { return m_core->apop(user, password); }
Status Session::stat() { return m_core->say(Verb::Stat, "STAT"); }
Status Session::list() { return m_core->say(Verb::List, "LIST"); }
Status Session::uidl() { return m_core->say(Verb::Uidl, "UIDL"); }

Status Session::retrieve(int number, qint64 maxBytes) {
    if (number <= 0)
        return notLegal("RETR");
    return m_core->say(Verb::Retr, "RETR " + QByteArray::number(number), number, maxBytes);
}

Status Session::top(int number, int lines, qint64 maxBytes) {
    if (number <= 0 || lines < 0)
        return notLegal("TOP");
    return m_core->say(Verb::Top, "TOP " + QByteArray::number(number) + ' ' + QByteArray::number(lines), number, maxBytes);
}

Status Session::dele(int number) {
    if (number <= 0)
        return notLegal("DELE");
    return m_core->say(Verb::Dele, "DELE " + QByteArray::number(number), number);
}

Status Session::rset() { return m_core->say(Verb::Rset, "RSET"); }
Status Session::noop() { return m_core->say(Verb::Noop, "NOOP"); }
Status Session::quit() { return m_core->say(Verb::Quit, "QUIT"); }

State Session::state() const { return m_core->state; }
const Capabilities& Session::capabilities() const { return m_core->capabilities; }
bool Session::isEncrypted() const { return m_core->encrypted; }
bool Session::hasTimestamp() const { return !m_core->timestamp.isEmpty(); }
int Session::pendingCommands() const { return m_core->pending(); }

} // namespace tributary::pop3
