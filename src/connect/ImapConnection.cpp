// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/ImapConnection.h"

#include "connect/DeflateStream.h"
#include "connect/detail/ProtocolLog.h"

#include <algorithm>

namespace tributary::connect {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

bool isLoopbackHost(const QString& host) { return net::isLoopbackHost(host); }

bool isCompressionWorthIt(Compression wish, std::optional<std::chrono::milliseconds> roundTripTime) {
    switch (wish) {
    case Compression::Never: return false;
    case Compression::Always: return true;
    case Compression::IfSlow: return roundTripTime.value_or(0ms) > kSlowRoundTrip;
    }
    return false;
}

ImapConnection::ImapConnection(const ImapTarget& target, std::unique_ptr<net::ByteStream> stream,
                               std::shared_ptr<net::ConnectionFacts> facts)
    : m_target(target), m_stream(std::move(stream)), m_facts(std::move(facts)),
      m_session(std::make_unique<imap::Session>(m_stream->isEncrypted())), m_log(std::make_unique<detail::ProtocolLog>()) {
    m_log->setSink(target.protocolLog);
}

ImapConnection::~ImapConnection() {
    if (m_stream)
        m_stream->close();
}

Result<imap::CommandId> ImapConnection::send(imap::Command command) {
    using Kind = imap::Command::Kind;
    if (m_session->state() == imap::State::Closed) // a BYE came with the last answer: that is no fault of who says more
        return failure(closedError({ErrorKind::Network, ErrorCode::ConnectionClosed}));
    QByteArray about; // a STATUS is about one mailbox, a LIST about all
    if (command.kind == Kind::Status && command.pieces.size() > 1) {
        if (const auto* name = std::get_if<imap::Command::String>(&command.pieces.at(1)))
            about = name->bytes;
    }
    const bool asks = command.kind == Kind::List || !about.isEmpty();
    TRY(const imap::CommandId id, m_session->send(std::move(command)));
    if (asks)
        m_asked.emplace(id, about);
    return id;
}

Status ImapConnection::ask(imap::Command command) {
    if (m_session->state() == imap::State::Closed)
        return failure(closedError({ErrorKind::Network, ErrorCode::ConnectionClosed}));
    TRY(const imap::CommandId id, m_session->send(std::move(command)));
    m_unsettled.append(id);
    return {};
}

Status ImapConnection::flush() {
    for (QByteArray out = m_session->takeOutput(); !out.isEmpty(); out = m_session->takeOutput()) {
        m_spoke = true;
        if (m_log->isOn())
            m_log->sent(out);
        if (std::exchange(m_isQuiet, false))
            m_askedAt = Clock::system().now();
        if (!m_deflate)
            m_sentPlain += out.size();
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
    m_woken = m_woken || outcome->woken; // with bytes: they first, the wake-up is kept
    const int before = m_session->pendingCommands();
    const Status fed = m_session->feed(outcome->bytes);
    qsizetype compressed = 0;
    if (fed && m_session->compressionAgreed()) {
        TRY(compressed, startCompression());
    }
    if (m_log->isOn())
        m_log->received(QByteArrayView(outcome->bytes).chopped(compressed)); // those are told when they are text
    TRY_STATUS(fed);
    const int left = m_session->pendingCommands();
    // Only an answer tells how far the server is; what it says unasked would seem to come at once.
    if (left < before && m_askedAt)
        noteRoundTrip(std::chrono::duration_cast<std::chrono::milliseconds>(Clock::system().now() - *std::exchange(m_askedAt, std::nullopt)));
    m_isQuiet = left == 0;
    return true;
}

Result<qsizetype> ImapConnection::startCompression() {
    TRY(const QByteArray received, m_session->compressionStarted());
    auto deflate = std::make_unique<DeflateStream>(std::move(m_stream), received);
    m_deflate = deflate.get();
    m_stream = std::move(deflate);
    return received.size();
}

void ImapConnection::noteRoundTrip(std::chrono::milliseconds took) {
    m_roundTripTime = std::min(took, m_roundTripTime.value_or(took));
}

/// What a BYE said is why the connection ended.
Error ImapConnection::closedError(Error error) const {
    if (error.kind != ErrorKind::Network || !m_bye)
        return error;
    const Error refusal = statusError(*m_bye, error.detail);
    if (refusal.kind == ErrorKind::TemporaryRefusal) {
        if (m_permit) // one that was allowed at first
            m_permit->noteFailure(refusal);
        return refusal;
    }
    error.serverText = m_bye->text;
    return error;
}

void ImapConnection::takeOwn(const imap::Event& event) {
    if (const auto* enabled = std::get_if<imap::EnabledData>(&event))
        m_qresync = m_qresync || enabled->words.contains("QRESYNC");
    else if (const auto* status = std::get_if<imap::UntaggedStatus>(&event); status && status->status.kind == imap::StatusKind::Bye)
        m_bye = status->status;
    takeNotification(event);
}

/// While a LIST is under way nobody can tell its answers from news; a STATUS has one answer.
void ImapConnection::takeNotification(const imap::Event& event) {
    constexpr qsizetype kMostNames = 10'000; // beyond it a look at everything is as good
    const bool lists = std::any_of(m_asked.begin(), m_asked.end(), [](const auto& asked) { return asked.second.isEmpty(); });
    if (const auto* status = std::get_if<imap::StatusData>(&event); status && !lists) {
        const auto own = std::find_if(m_asked.begin(), m_asked.end(), [&](const auto& asked) { return asked.second == status->wireName; });
        if (own != m_asked.end())
            m_asked.erase(own);
        else if (m_notified.changed.size() < kMostNames)
            m_notified.changed.insert(status->wireName, *status);
        else
            m_notified.listChanged = true;
    } else if (std::holds_alternative<imap::ListData>(event) && !lists) {
        m_notified.listChanged = true;
    } else if (const auto* untagged = std::get_if<imap::UntaggedStatus>(&event);
               untagged && untagged->status.code.name == "NOTIFICATIONOVERFLOW") {
        m_notified.listChanged = true; // RFC 5465 5.8: the server tells no more
    }
}

/// until: what comes behind the end of that command is another's, and waits for its await().
Status ImapConnection::drainEvents(const Handler& handler, imap::CommandId until) {
    while (auto event = m_session->nextEvent()) {
        if (auto* done = std::get_if<imap::CommandDone>(&*event)) {
            const imap::CommandId id = done->id;
            m_asked.erase(id);
            if (m_unsettled.removeAll(id) == 0)
                m_done.insert_or_assign(id, std::move(done->status));
            if (id == until)
                return {};
            continue;
        }
        takeOwn(*event);
        if (handler)
            TRY_STATUS(handler(*event));
    }
    return {};
}

Status ImapConnection::settleExtensions() {
    TRY_STATUS(drainEvents({}));
    while (!m_unsettled.isEmpty()) {
        TRY(const bool more, readMore(m_target.answerTimeout));
        m_woken = m_woken || !more;
        TRY_STATUS(drainEvents({}));
    }
    return {};
}

Result<imap::StatusResponse> ImapConnection::await(imap::CommandId id, const Handler& handler) {
    for (;;) {
        if (!m_done.contains(id))
            TRY_STATUS(drainEvents(handler, id));
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

/// Said, not waited for: nothing depends on the answer, and a long line would make every sync wait for it.
void ImapConnection::logout() {
    if (send(imap::command::logout()))
        (void)flush();
    m_stream->close();
    m_permit.reset();
}

Traffic ImapConnection::traffic() const {
    return {m_stream->bytesReceived(), m_roundTrips, m_sentPlain + (m_deflate ? m_deflate->bytesSent() : 0), m_deflate != nullptr};
}

void ImapConnection::setProtocolLog(ProtocolLogSink sink) { m_log->setSink(std::move(sink)); }

} // namespace tributary::connect
