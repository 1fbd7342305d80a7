// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Session.h"

#include "imap/detail/SessionCore.h"

namespace tributary::imap {

Session::Session(bool encrypted) : m_core(std::make_unique<Core>(encrypted)) {}
Session::~Session() = default;

Status Session::feed(QByteArrayView bytes) { return m_core->feed(bytes); }
QByteArray Session::takeOutput() { return m_core->takeOutput(); }

std::optional<Event> Session::nextEvent() {
    if (m_core->events.empty())
        return std::nullopt;
    Event event = std::move(m_core->events.front());
    m_core->events.pop_front();
    return event;
}

Result<CommandId> Session::send(Command command) { return m_core->send(std::move(command)); }
void Session::endIdle() { m_core->endIdle(); }
Status Session::tlsStarted() { return m_core->tlsStarted(); }
bool Session::compressionAgreed() const { return m_core->compressed.has_value(); }
Result<QByteArray> Session::compressionStarted() { return m_core->compressionStarted(); }
State Session::state() const { return m_core->state; }
bool Session::hasCapability(QByteArrayView word) const { return m_core->capabilities.contains(word.toByteArray().toUpper()); }
bool Session::capabilitiesKnown() const { return !m_core->capabilities.isEmpty(); }

QList<QByteArray> Session::authMechanisms() const {
    QList<QByteArray> mechanisms;
    for (const QByteArray& word : std::as_const(m_core->capabilities)) {
        if (word.startsWith("AUTH="))
            mechanisms.append(word.mid(5));
    }
    return mechanisms;
}

int Session::pendingCommands() const { return static_cast<int>(m_core->pending.size()); }
bool Session::isEncrypted() const { return m_core->encrypted; }
std::optional<QByteArray> Session::byeText() const { return m_core->bye; }
std::optional<Error> Session::authError() const { return m_core->authError; }

} // namespace tributary::imap
