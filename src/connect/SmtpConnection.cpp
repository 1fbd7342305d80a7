// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/SmtpConnection.h"

#include "connect/detail/SmtpLog.h"

#include <QScopeGuard>

#include <utility>

namespace tributary::connect {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

SmtpConnection::SmtpConnection(const SmtpTarget& target, std::unique_ptr<net::ByteStream> stream)
    : m_target(target), m_stream(std::move(stream)), m_session(std::make_unique<smtp::Session>(m_stream->isEncrypted())),
      m_log(std::make_unique<detail::SmtpLog>()) {
    m_log->setSink(target.protocolLog);
}

SmtpConnection::~SmtpConnection() { m_stream->close(); }

void SmtpConnection::setProtocolLog(ProtocolLogSink sink) { m_log->setSink(std::move(sink)); }

QString SmtpConnection::place() const { return u"%1:%2"_s.arg(m_target.server.host).arg(m_target.server.port); }

// --- Bytes

std::chrono::milliseconds SmtpConnection::timeout() const {
    switch (m_session->awaited().value_or(smtp::Verb::Noop)) {
    case smtp::Verb::Connect: return m_target.timeouts.greeting;
    case smtp::Verb::Mail:
    case smtp::Verb::Rcpt: return m_target.timeouts.envelope;
    case smtp::Verb::Data: return m_target.timeouts.dataStart;
    case smtp::Verb::Message: return m_target.timeouts.end;
    case smtp::Verb::Quit: return m_target.timeouts.quit;
    default: return m_target.answerTimeout;
    }
}

/// A 421 is why the connection ended.
Error SmtpConnection::closedError(Error error) const {
    const auto goodbye = m_session->goodbye();
    if (error.kind != ErrorKind::Network || !goodbye)
        return error;
    return smtp::refusalError(smtp::Verb::Noop, *goodbye, error.detail);
}

Status SmtpConnection::checkOpen() const {
    if (!m_isLost && m_session->state() != smtp::State::Closed && m_session->state() != smtp::State::Failed)
        return {};
    return failure(closedError({ErrorKind::Network, ErrorCode::ConnectionClosed, {}, place()}));
}

Status SmtpConnection::readMore(std::chrono::milliseconds timeout) {
    const auto outcome = m_stream->read(timeout);
    if (!outcome)
        return failure(outcome.error());
    m_woken = m_woken || outcome->woken;
    if (m_log->isOn())
        m_log->received(outcome->bytes);
    return m_session->feed(outcome->bytes);
}

/// A server that does not want the rest of a message says so while it is being given.
Status SmtpConnection::readWhatIsThere() {
    const Status status = readMore(0ms);
    if (!status && status.error().code == ErrorCode::TimedOut)
        return {};
    return status;
}

Status SmtpConnection::write(smtp::Output what) {
    const QByteArray out = m_session->takeOutput();
    if (m_log->isOn() && what == smtp::Output::Commands)
        m_log->sentCommands(out);
    else if (m_log->isOn())
        m_log->sentMessage(out.size(), what == smtp::Output::MessageEnd);
    return m_stream->write(out);
}

Status SmtpConnection::flush(const AboutToEnd& aboutToEnd) {
    using smtp::Output;
    for (Output what = m_session->nextOutput(); what != Output::Nothing; what = m_session->nextOutput()) {
        if (what != Output::Commands) {
            TRY_STATUS(readWhatIsThere());
            if (m_session->nextOutput() != what)
                continue;
        }
        if (what == Output::MessageEnd && aboutToEnd)
            TRY_STATUS(aboutToEnd());
        if (const Status written = write(what); !written) {
            (void)readWhatIsThere(); // what the server said before the line ended says more than that it did
            return written;
        }
    }
    return {};
}

Result<smtp::Event> SmtpConnection::awaitEvent(const AboutToEnd& aboutToEnd) {
    // The wake-up is for who waits for new work; here an answer is waited for.
    const auto passOn = qScopeGuard([this] {
        if (std::exchange(m_woken, false) && m_target.wakeUp)
            m_target.wakeUp->wake();
    });
    for (;;) {
        if (auto event = m_session->nextEvent())
            return *std::move(event);
        TRY_STATUS(checkOpen());
        if (const Status status = flush(aboutToEnd); !status)
            return submissionOr(status.error());
        if (auto event = m_session->nextEvent())
            return *std::move(event);
        if (const Status status = readMore(timeout()); !status)
            return submissionOr(status.error());
    }
}

/// What became of a message counts, whatever is wrong behind it; nothing else does.
Result<smtp::Event> SmtpConnection::submissionOr(const Error& error) {
    m_isLost = true;
    while (auto event = m_session->nextEvent()) {
        if (std::holds_alternative<smtp::Submission>(*event))
            return *std::move(event);
    }
    return failure(error);
}

Result<smtp::CommandDone> SmtpConnection::awaitDone() {
    auto event = awaitEvent(); // not moved out of the Result: GCC 12 then warns of what is not there
    if (!event)
        return failure(event.error());
    auto* done = std::get_if<smtp::CommandDone>(&*event);
    if (!done)
        return failure(ErrorKind::Internal, ErrorCode::Bug, u"an event of another kind"_s);
    TRY_STATUS(done->status);
    return std::move(*done);
}

// --- Transactions

/// What was offered before sign-in may be less than what is offered to this user: it is asked again before that is told.
Status SmtpConnection::beginTransaction(const smtp::Envelope& envelope, const QByteArray& message) {
    TRY_STATUS(checkOpen());
    Status status = m_session->submit(envelope, message);
    const bool mayBeMore = !status && status.error().kind == ErrorKind::Refused && m_session->isAuthenticated();
    if (!mayBeMore || std::exchange(m_askedSinceSignIn, true))
        return status;
    TRY_STATUS(hello());
    return m_session->submit(envelope, message);
}

Result<smtp::Submission> SmtpConnection::submit(const smtp::Envelope& envelope, const QByteArray& message,
                                                const AboutToEnd& aboutToEnd) {
    TRY_STATUS(beginTransaction(envelope, message));
    auto event = awaitEvent(aboutToEnd);
    if (!event) {
        const auto unknown = m_session->unknownOutcome(event.error());
        m_stream->close();
        if (unknown)
            return *unknown;
        return failure(closedError(event.error()));
    }
    auto* submission = std::get_if<smtp::Submission>(&*event);
    if (!submission)
        return failure(ErrorKind::Internal, ErrorCode::Bug, u"an event of another kind"_s);
    (void)flush(); // RSET; where it fails, the next command tells
    return std::move(*submission);
}

Status SmtpConnection::noop() {
    TRY_STATUS(checkOpen());
    TRY_STATUS(m_session->noop());
    TRY(const auto done, awaitDone());
    (void)done;
    return {};
}

void SmtpConnection::quit() {
    m_target.answerTimeout = m_target.timeouts.quit; // an RSET may be before it
    if (!m_isLost && m_session->quit())
        (void)awaitDone();
    m_stream->close();
    m_permit.reset();
}

} // namespace tributary::connect
