// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/Session.h"

#include "smtp/detail/SessionCore.h"

namespace tributary::smtp {

Session::Session(bool encrypted) : m_core(std::make_unique<Core>(encrypted)) {}
Session::~Session() = default;

Status Session::feed(QByteArrayView bytes) { return m_core->feed(bytes); }
Output Session::nextOutput() const { return m_core->nextOutput(); }
QByteArray Session::takeOutput() { return m_core->takeOutput(); }

std::optional<Event> Session::nextEvent() {
    if (m_core->events.empty())
        return std::nullopt;
    Event event = std::move(m_core->events.front());
    m_core->events.pop_front();
    return event;
}

Status Session::hello(const QByteArray& name) { return m_core->hello(name); }
Status Session::startTls() { return m_core->startTls(); }
Status Session::tlsStarted() { return m_core->tlsStarted(); }
Status Session::authenticate(std::shared_ptr<sasl::Mechanism> mechanism) { return m_core->authenticate(std::move(mechanism)); }
Status Session::submit(Envelope envelope, const QByteArray& message) { return m_core->submit(std::move(envelope), message); }
Status Session::noop() { return m_core->say(Verb::Noop, "NOOP\r\n"); }
Status Session::reset() { return m_core->say(Verb::Reset, "RSET\r\n"); }
Status Session::quit() { return m_core->say(Verb::Quit, "QUIT\r\n"); }

State Session::state() const { return m_core->state; }
const Capabilities& Session::capabilities() const { return m_core->capabilities; }
bool Session::isEncrypted() const { return m_core->encrypted; }
bool Session::isAuthenticated() const { return m_core->authenticated; }
std::optional<Verb> Session::awaited() const { return m_core->awaited(); }
bool Session::dataGiven() const { return m_core->transaction && m_core->transaction->isGiven(); }

std::optional<Submission> Session::unknownOutcome(const Error& why) const {
    if (!dataGiven())
        return std::nullopt;
    return m_core->transaction->unknown(why);
}

std::optional<Reply> Session::goodbye() const { return m_core->goodbye; }

} // namespace tributary::smtp
