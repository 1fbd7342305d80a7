// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/TlsStream.h"

#include "base/Clock.h"
#include "net/LocalAddresses.h"
#include "net/detail/Places.h"
#include "net/detail/TlsFacts.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QNetworkProxy>
#include <QTimer>
#include <QUrl>

#include <algorithm>

namespace tributary::net {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 kReadBuffer = 4 << 20;    // what a flood can make us hold
constexpr qint64 kUnsentLimit = 256 << 10; // write() waits above this
constexpr qint64 kReadPiece = 256 << 10;
constexpr auto kWriteTimeout = std::chrono::seconds(60);
constexpr auto kNextAddress = std::chrono::milliseconds(250); // RFC 8305 5

QNetworkProxy proxyOf(const Proxy& proxy) {
    if (proxy.type != ProxyType::Http && proxy.type != ProxyType::Socks5)
        return QNetworkProxy(QNetworkProxy::NoProxy);
    return {proxy.type == ProxyType::Http ? QNetworkProxy::HttpProxy : QNetworkProxy::Socks5Proxy, proxy.host, proxy.port,
            proxy.user, QString::fromUtf8(proxy.password)};
}

/// Connected, or given up.
bool isSettled(const QSslSocket& socket) {
    return socket.state() == QAbstractSocket::ConnectedState || socket.state() == QAbstractSocket::UnconnectedState;
}

Error cancelled() { return {ErrorKind::Cancelled, ErrorCode::Cancelled, {}, {}}; }

/// The own address of a connection that a change of networks can take away; else empty: what stays on the machine, and what
/// a proxy says its address is.
QString losableAddress(const QHostAddress& own) {
    const QString text = plainAddress(own);
    return own.isLoopback() || !localAddresses().contains(text) ? QString() : text;
}

} // namespace

TlsStream::TlsStream(const Endpoint& endpoint, const DialOptions& options, std::shared_ptr<ConnectionFacts> facts)
    : m_endpoint(endpoint), m_options(options), m_facts(std::move(facts)), m_socket(std::make_unique<QSslSocket>()) {
    m_endpoint.host = detail::bareHost(endpoint.host);
    if (endpoint.proxy.type == ProxyType::System)
        m_endpoint.proxy = detail::systemProxy(QProcessEnvironment::systemEnvironment(), m_endpoint.host);
    // From any thread: only a posted event reaches into the wait.
    const auto wakeLoop = [this] { m_context.post([this] { quitLoop(); }); };
    m_cancelRegistration = m_options.cancel.onCancel(wakeLoop);
    if (m_options.wakeUp)
        m_options.wakeUp->setListener(wakeLoop);
    if (m_options.lines)
        m_line = m_options.lines->add([this] { m_context.post([this] { lose(); }); });
}

TlsStream::~TlsStream() {
    if (m_options.lines)
        m_options.lines->remove(m_line);
    m_cancelRegistration = {};
    if (m_options.wakeUp)
        m_options.wakeUp->setListener({});
    m_socket->disconnect();
    m_socket->abort();
}

void TlsStream::quitLoop() {
    if (m_loop)
        m_loop->quit();
}

void TlsStream::lose() {
    m_lost = m_failed = true;
    quitLoop();
}

Error TlsStream::endedError(Ended ended, const QString& what) const {
    if (ended == Ended::Cancelled)
        return cancelled();
    return {ErrorKind::Network, ended == Ended::Lost ? ErrorCode::NetworkChanged : ErrorCode::TimedOut, {}, what};
}

QString TlsStream::localAddress() const {
    const QHostAddress own = m_socket->localAddress();
    return own.isNull() || m_endpoint.proxy.type != ProxyType::None ? QString() : plainAddress(own);
}

QString TlsStream::place() const { return u"%1:%2"_s.arg(m_endpoint.host).arg(m_endpoint.port); }

TlsStream::Ended TlsStream::waitUntil(Timeout timeout, const std::function<bool()>& ready) {
    QEventLoop loop;
    QTimer timer;
    bool timedOut = false;
    QObject::connect(&timer, &QTimer::timeout, &loop, [&] {
        timedOut = true;
        loop.quit();
    });
    timer.setSingleShot(true);
    timer.start(timeout);
    for (;;) {
        if (m_options.cancel.isCancelled())
            return Ended::Cancelled;
        if (ready())
            return Ended::Ready;
        if (m_lost)
            return Ended::Lost;
        if (timedOut)
            return Ended::TimedOut;
        m_loop = &loop;
        loop.exec();
        m_loop = nullptr;
    }
}

Status TlsStream::resolve() {
    if (m_options.cancel.isCancelled())
        return failure(cancelled());
    QHostAddress literal;
    if (literal.setAddress(m_endpoint.host)) {
        m_facts->addresses = QStringList{literal.toString()};
        return {};
    }
    const QString ace = QString::fromLatin1(QUrl::toAce(m_endpoint.host));
    if (ace.isEmpty())
        return failure(ErrorKind::Network, ErrorCode::HostNotFound, m_endpoint.host);
    // With a proxy the name is the proxy's to resolve.
    if (m_endpoint.proxy.type != ProxyType::None)
        return {};
    // RFC 6761 6.3: never asked for, so that nothing can lead it elsewhere; and there on a machine without /etc/hosts.
    if (m_endpoint.host.compare("localhost"_L1, Qt::CaseInsensitive) == 0) {
        m_facts->addresses = QStringList{u"127.0.0.1"_s, u"::1"_s};
        return {};
    }
    std::optional<QHostInfo> info;
    const int lookup = QHostInfo::lookupHost(ace, &m_context, [&](const QHostInfo& found) {
        info = found;
        quitLoop();
    });
    const Ended ended = waitUntil(m_options.connectTimeout, [&] { return info.has_value(); });
    if (ended != Ended::Ready)
        QHostInfo::abortHostLookup(lookup);
    if (ended != Ended::Ready)
        return failure(endedError(ended, u"looking up %1"_s.arg(m_endpoint.host)));
    if (info->error() != QHostInfo::NoError || info->addresses().isEmpty())
        return failure(ErrorKind::Network, ErrorCode::HostNotFound, u"%1: %2"_s.arg(m_endpoint.host, info->errorString()));
    QStringList addresses;
    for (const QHostAddress& address : info->addresses())
        addresses.append(address.toString());
    m_facts->addresses = detail::interleaved(addresses);
    return {};
}

/// RFC 8305: the next address is tried when the one before has failed or has not answered for 250 ms; the first
/// connection that stands is kept. The deadline is for all of them together.
Status TlsStream::connectTcp() {
    QStringList places = m_facts->addresses;
    if (places.isEmpty())
        places.append(QString::fromLatin1(QUrl::toAce(m_endpoint.host)));
    const auto until = Clock::system().now() + m_options.connectTimeout;
    std::vector<Socket> trying;
    Error error{ErrorKind::Network, ErrorCode::NetworkUnreachable, {}, place()};
    while (!places.isEmpty() || !trying.empty()) {
        if (!places.isEmpty())
            trying.push_back(startConnecting(places.takeFirst()));
        const auto left = std::max(std::chrono::ceil<Timeout>(until - Clock::system().now()), Timeout(0));
        const Ended ended = waitUntil(places.isEmpty() ? left : std::min<Timeout>(left, kNextAddress), [&] {
            return std::any_of(trying.begin(), trying.end(), [](const Socket& s) { return isSettled(*s); });
        });
        const bool mayGoOn = ended == Ended::Ready || (ended == Ended::TimedOut && Clock::system().now() < until);
        if (!mayGoOn)
            return failure(endedError(ended, place()));
        for (Socket& socket : trying) {
            if (socket->state() == QAbstractSocket::ConnectedState) {
                adopt(std::move(socket));
                return {};
            }
            // 'No way there' (a machine without IPv6) says less than what another address said.
            if (isSettled(*socket) && error.code == ErrorCode::NetworkUnreachable)
                error = socketError(*socket);
        }
        std::erase_if(trying, [](const Socket& s) { return isSettled(*s); });
    }
    return failure(error);
}

TlsStream::Socket TlsStream::startConnecting(const QString& host) {
    auto socket = std::make_unique<QSslSocket>();
    socket->setProxy(proxyOf(m_endpoint.proxy));
    socket->setReadBufferSize(kReadBuffer);
    const auto wake = [this] { quitLoop(); };
    QObject::connect(socket.get(), &QSslSocket::connected, &m_context, wake);
    QObject::connect(socket.get(), &QSslSocket::errorOccurred, &m_context, wake);
    socket->connectToHost(host, m_endpoint.port);
    return socket;
}

/// Makes a connected socket the stream's own.
void TlsStream::adopt(Socket socket) {
    m_socket = std::move(socket);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1); // a closed lid leaves half-open connections
    m_failed = false;
    if (m_options.lines)
        m_options.lines->stands(m_line, losableAddress(m_socket->localAddress()));
    QObject::connect(m_socket.get(), &QSslSocket::sslErrors, &m_context, [this](const QList<QSslError>& errors) {
        m_sslErrors = errors; // never ignored: the handshake fails
        detail::collectFacts(*m_socket, errors, *m_facts);
    });
    const auto fail = [this] {
        m_failed = true;
        quitLoop();
    };
    QObject::connect(m_socket.get(), &QSslSocket::errorOccurred, &m_context, fail);
    QObject::connect(m_socket.get(), &QSslSocket::disconnected, &m_context, fail);
    const auto wake = [this] { quitLoop(); };
    QObject::connect(m_socket.get(), &QSslSocket::encrypted, &m_context, wake);
    QObject::connect(m_socket.get(), &QSslSocket::readyRead, &m_context, wake);
    QObject::connect(m_socket.get(), &QSslSocket::bytesWritten, &m_context, wake);
    QObject::connect(m_socket.get(), &QSslSocket::encryptedBytesWritten, &m_context, wake);
}

Status TlsStream::handshake(Timeout timeout) {
    const QString name = detail::verifiedName(m_endpoint.host);
    m_socket->setSslConfiguration(detail::tlsConfiguration(m_options.certificates));
    m_socket->setPeerVerifyName(name);
    m_sslErrors.clear();
    m_failed = false;
    m_socket->startClientEncryption();
    const Ended ended = waitUntil(timeout, [&] { return (m_failed && !m_lost) || m_socket->isEncrypted(); });
    if (ended != Ended::Ready)
        return failure(endedError(ended, u"TLS with %1"_s.arg(place())));
    if (m_failed || !m_sslErrors.isEmpty())
        return failure(handshakeError());
    detail::collectFacts(*m_socket, {}, *m_facts);
    if (!detail::nameFits(m_socket->peerCertificate(), name)) {
        close();
        return failure(ErrorKind::Tls, ErrorCode::CertificateWrongHost, name);
    }
    return {};
}

Error TlsStream::handshakeError() const {
    if (!m_sslErrors.isEmpty())
        return detail::certificateError(m_sslErrors, m_endpoint.host);
    const QString text = m_socket->errorString();
    // OpenSSL's words for 'the peer's first bytes are no TLS record': another protocol speaks on this port.
    for (const auto words : {"wrong version number"_L1, "packet length too long"_L1, "http request"_L1, "unknown protocol"_L1,
                             "record layer failure"_L1}) {
        if (text.contains(words, Qt::CaseInsensitive))
            return {ErrorKind::Network, ErrorCode::NotTls, {}, place()};
    }
    if (m_socket->error() == QAbstractSocket::SslHandshakeFailedError)
        return {ErrorKind::Tls, ErrorCode::TlsHandshakeFailed, {}, u"%1: %2"_s.arg(place(), text)};
    return socketError(*m_socket);
}

Error TlsStream::socketError(const QSslSocket& socket) const {
    ErrorCode code = ErrorCode::ConnectionClosed;
    switch (socket.error()) {
    case QAbstractSocket::ConnectionRefusedError: code = ErrorCode::ConnectionRefused; break;
    case QAbstractSocket::HostNotFoundError: code = ErrorCode::HostNotFound; break;
    case QAbstractSocket::SocketTimeoutError: code = ErrorCode::TimedOut; break;
    case QAbstractSocket::NetworkError: code = ErrorCode::NetworkUnreachable; break;
    case QAbstractSocket::SocketAccessError: // "403", or "not allowed by ruleset"
        code = m_endpoint.proxy.type == ProxyType::None ? ErrorCode::NetworkUnreachable : ErrorCode::ProxyFailed;
        break;
    case QAbstractSocket::ProxyAuthenticationRequiredError:
    case QAbstractSocket::ProxyConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
    case QAbstractSocket::ProxyNotFoundError:
    case QAbstractSocket::ProxyProtocolError: code = ErrorCode::ProxyFailed; break;
    default: break;
    }
    return {ErrorKind::Network, code, {}, u"%1: %2"_s.arg(place(), socket.errorString())};
}

Result<ReadOutcome> TlsStream::read(Timeout timeout) {
    bool woken = false;
    const Ended ended = waitUntil(timeout, [&] {
        woken = m_options.wakeUp && m_options.wakeUp->consume();
        return woken || (m_failed && !m_lost) || m_socket->bytesAvailable() > 0;
    });
    if (ended == Ended::Cancelled)
        return failure(cancelled());
    ReadOutcome outcome;
    outcome.woken = woken;
    if (m_socket->isOpen()) // close() may have been called
        outcome.bytes = m_socket->read(kReadPiece);
    m_received += outcome.bytes.size();
    if (!outcome.bytes.isEmpty() || woken)
        return outcome;
    return failure(ended == Ended::Ready ? socketError(*m_socket) : endedError(ended, place()));
}

Status TlsStream::write(QByteArrayView bytes) {
    if (m_failed && m_socket->bytesAvailable() == 0)
        return failure(m_lost ? endedError(Ended::Lost, place()) : socketError(*m_socket));
    m_socket->write(bytes.data(), bytes.size());
    m_socket->flush();
    const auto unsent = [this] { return m_socket->bytesToWrite() + m_socket->encryptedBytesToWrite(); };
    if (unsent() <= kUnsentLimit)
        return {};
    const Ended ended = waitUntil(kWriteTimeout, [&] { return (m_failed && !m_lost) || unsent() <= kUnsentLimit; });
    if (ended != Ended::Ready)
        return failure(endedError(ended, place()));
    return m_failed ? Status(failure(socketError(*m_socket))) : Status();
}

Status TlsStream::startTls() {
    // What came with or behind the answer came unprotected: an attacker may have put it there.
    if (m_socket->bytesAvailable() > 0)
        return failure(ErrorKind::Protocol, ErrorCode::InjectedData, u"data behind the STARTTLS answer of %1"_s.arg(place()));
    return handshake(m_options.connectTimeout);
}

void TlsStream::close() {
    m_socket->abort();
    m_failed = true;
}

} // namespace tributary::net
