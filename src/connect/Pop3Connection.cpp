// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/Pop3Connection.h"

#include "connect/detail/Pop3Core.h"

#include <QScopeGuard>

#include <algorithm>
#include <utility>

namespace tributary::connect {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kRetrievedAtOnce = 8;
constexpr int kDeletedAtOnce = 100;
constexpr qint64 kBytesAtOnce = 1 << 20;     // asked for and not here yet; one message may be larger
constexpr qint64 kUnknownSize = 64 << 10;    // what a message without a size counts as
constexpr qint64 kHeaderSize = 16 << 10;     // likewise, the answer to TOP
constexpr qint64 kLargestHeader = 4 << 20;   // no mail has such a header
constexpr qint64 kLargestTop = 256 << 20;
constexpr qint64 kLargestLine = 4 << 10;

} // namespace

// --- Pop3Connection::Core

Pop3Connection::Core::Core(const Target& settings, std::unique_ptr<net::ByteStream> connected)
    : target(settings), stream(std::move(connected)), session(stream->isEncrypted()) {
    log.setSink(target.protocolLog);
}

Pop3Connection::Core::~Core() { stream->close(); }

QString Pop3Connection::Core::place() const { return u"%1:%2"_s.arg(target.server.host).arg(target.server.port); }

void Pop3Connection::Core::close() {
    if (!m_ended)
        m_ended = Error{ErrorKind::Network, ErrorCode::ConnectionClosed, {}, place()};
    stream->close();
}

Status Pop3Connection::Core::checkOpen() const {
    if (m_ended)
        return failure(*m_ended);
    if (session.state() == pop3::State::Closed || session.state() == pop3::State::Failed)
        return failure(ErrorKind::Network, ErrorCode::ConnectionClosed, place());
    return {};
}

Status Pop3Connection::Core::flush() {
    for (QByteArray out = session.takeOutput(); !out.isEmpty(); out = session.takeOutput()) {
        m_spoke = true;
        if (log.isOn())
            log.sent(out);
        TRY_STATUS(stream->write(out));
    }
    return {};
}

Status Pop3Connection::Core::readMore() {
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

Result<pop3::CommandDone> Pop3Connection::Core::awaitDone() {
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

Status Pop3Connection::Core::awaitStatus() {
    TRY(const pop3::CommandDone done, awaitDone());
    return done.status;
}

int Pop3Connection::Core::mostInFlight(int pipelined) const { return session.capabilities().has("PIPELINING") ? pipelined : 1; }

Status Pop3Connection::Core::askEach(const QList<int>& numbers, int most, const std::function<qint64(int)>& sizeOf, const Ask& ask,
                                     const Taken& taken) {
    qint64 bytes = 0;
    qsizetype next = 0, inFlight = 0;
    while (next < numbers.size() || inFlight > 0) {
        while (next < numbers.size() && inFlight < most && (inFlight == 0 || bytes + sizeOf(numbers[next]) <= kBytesAtOnce)) {
            TRY_STATUS(checkOpen());
            TRY_STATUS(ask(numbers[next]));
            bytes += sizeOf(numbers[next]);
            ++next;
            ++inFlight;
        }
        TRY(pop3::CommandDone done, awaitDone());
        --inFlight;
        bytes -= sizeOf(done.number);
        if (const Status status = taken(done); !status) {
            if (inFlight > 0)
                close(); // nobody wants what is still to come
            return status;
        }
    }
    return {};
}

// --- Pop3Connection

Pop3Connection::Pop3Connection(std::unique_ptr<Core> core) : m_core(std::move(core)) {}
Pop3Connection::~Pop3Connection() = default;

const pop3::Capabilities& Pop3Connection::capabilities() const { return m_core->session.capabilities(); }
bool Pop3Connection::isEncrypted() const { return m_core->session.isEncrypted(); }
bool Pop3Connection::hasUniqueIds() const { return m_core->hasUniqueIds; }
bool Pop3Connection::mayHaveTop() const { return !capabilities().isKnown() || capabilities().has("TOP"); }
void Pop3Connection::setProtocolLog(ProtocolLogSink sink) { m_core->log.setSink(std::move(sink)); }
qint64 Pop3Connection::bytesReceived() const { return m_core->stream->bytesReceived(); }
int Pop3Connection::roundTrips() const { return m_core->roundTrips; }
void Pop3Connection::abandon() {
    m_core->close();
    m_permit.reset();
}

namespace {

/// The maildrop is locked for us (RFC 1939 4): both must name the same messages.
Status joinIds(QList<Pop3Connection::Listed>& messages, const QList<pop3::UniqueId>& ids) {
    const auto isSame = [](const Pop3Connection::Listed& message, const pop3::UniqueId& id) { return message.number == id.number; };
    if (!std::equal(messages.begin(), messages.end(), ids.begin(), ids.end(), isSame))
        return failure(ErrorKind::Protocol, ErrorCode::MalformedResponse, u"LIST and UIDL differ"_s);
    for (qsizetype i = 0; i < ids.size(); ++i)
        messages[i].uniqueId = ids[i].id;
    return {};
}

} // namespace

Result<QList<Pop3Connection::Listed>> Pop3Connection::list() {
    TRY_STATUS(m_core->checkOpen());
    TRY_STATUS(m_core->session.stat());
    TRY_STATUS(m_core->session.uidl());
    TRY_STATUS(m_core->session.list());
    TRY(const pop3::CommandDone stat, m_core->awaitDone());
    TRY(const pop3::CommandDone ids, m_core->awaitDone());
    TRY(const pop3::CommandDone sizes, m_core->awaitDone());
    TRY_STATUS(stat.status);
    TRY_STATUS(sizes.status);
    m_core->hasUniqueIds = ids.status.has_value();
    if (!ids.status && capabilities().has("UIDL"))
        return failure(ids.status.error()); // to take it for 'has none' would fetch all mail once more
    QList<Listed> messages;
    messages.reserve(sizes.sizes.size());
    m_core->sizes.clear();
    for (const pop3::ScanLine& scan : sizes.sizes) {
        messages.append({scan.number, scan.size, {}});
        m_core->sizes.insert(scan.number, scan.size);
    }
    if (m_core->hasUniqueIds)
        TRY_STATUS(joinIds(messages, ids.ids));
    return messages;
}

Status Pop3Connection::retrieve(const QList<int>& numbers, qint64 maxBytes, const Taker& taker) {
    const auto sizeOf = [this](int number) { return m_core->sizes.value(number, kUnknownSize); };
    const auto ask = [&](int number) { return m_core->session.retrieve(number, maxBytes); };
    const auto taken = [&](pop3::CommandDone& done) -> Status {
        if (!done.status)
            return taker(done.number, failure(done.status.error()));
        return taker(done.number, std::move(done.message));
    };
    return m_core->askEach(numbers, m_core->mostInFlight(kRetrievedAtOnce), sizeOf, ask, taken);
}

Status Pop3Connection::top(const QList<int>& numbers, int lines, const Taker& taker) {
    const auto unsupported = [](const QByteArray& words = {}) { return failure(ErrorKind::Refused, ErrorCode::Unsupported, u"TOP"_s, words); };
    if (!mayHaveTop())
        return unsupported();
    const qint64 maxBytes = kLargestHeader + std::min<qint64>(kLargestTop, qint64(lines) * kLargestLine);
    const auto ask = [&](int number) { return m_core->session.top(number, lines, maxBytes); };
    const auto taken = [&](pop3::CommandDone& done) -> Status {
        if (!done.status && !m_core->hasTop && !capabilities().isKnown())
            return unsupported(done.status.error().serverText); // one at a time then: nothing else is in flight
        if (!done.status)
            return taker(done.number, failure(done.status.error()));
        m_core->hasTop = true;
        return taker(done.number, std::move(done.message));
    };
    return m_core->askEach(numbers, m_core->mostInFlight(kRetrievedAtOnce), [](int) { return kHeaderSize; }, ask, taken);
}

Result<QList<int>> Pop3Connection::markDeleted(const QList<int>& numbers) {
    QList<int> marked;
    const auto ask = [&](int number) { return m_core->session.dele(number); };
    const auto taken = [&](pop3::CommandDone& done) -> Status {
        if (done.status)
            marked.append(done.number);
        return {};
    };
    TRY_STATUS(m_core->askEach(numbers, m_core->mostInFlight(kDeletedAtOnce), [](int) { return 0; }, ask, taken));
    return marked;
}

Status Pop3Connection::noop() {
    TRY_STATUS(m_core->checkOpen());
    TRY_STATUS(m_core->session.noop());
    return m_core->awaitStatus();
}

Status Pop3Connection::quit() {
    TRY_STATUS(m_core->checkOpen());
    TRY_STATUS(m_core->session.quit());
    const Status status = m_core->awaitStatus();
    m_core->close();
    m_permit.reset();
    return status;
}

} // namespace tributary::connect
