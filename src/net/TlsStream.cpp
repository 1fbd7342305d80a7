// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/TlsStream.h"

#include "net/detail/TlsFacts.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QNetworkProxy>
#include <QTimer>
#include <QUrl>

namespace tributary::net {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 kReadBuffer = 4 << 20;    // what a flood can make us hold
constexpr qint64 kUnsentLimit = 256 << 10; // write() waits above this
constexpr qint64 kReadPiece = 256 << 10;
constexpr auto kWriteTimeout = std::chrono::seconds(60);

QNetworkProxy proxyOf(const Proxy& proxy) {
    switch (proxy.type) {
    case ProxyType::None: return QNetworkProxy(QNetworkProxy::NoProxy);
    case ProxyType::Http:
        return {QNetworkProxy::HttpProxy, proxy.host, proxy.port, proxy.user, QString::fromUtf8(proxy.password)};
    case ProxyType::Socks5:
        return {QNetworkProxy::Socks5Proxy, proxy.host, proxy.port, proxy.user, QString::fromUtf8(proxy.password)};
    case ProxyType::System: break;
    }
    return QNetworkProxy(QNetworkProxy::DefaultProxy);
}

Error cancelled() { return {ErrorKind::Cancelled, ErrorCode::Cancelled, {}, {}}; }

} // namespace

TlsStream::TlsStream(const Endpoint& endpoint, const DialOptions& options, std::shared_ptr<ConnectionFacts> facts)
    : m_endpoint(endpoint), m_options(options), m_facts(std::move(facts)) {
    m_socket.setProxy(proxyOf(endpoint.proxy));
    m_socket.setReadBufferSize(kReadBuffer);
    QObject::connect(&m_socket, &QSslSocket::sslErrors, &m_socket, [this](const QList<QSslError>& errors) {
        m_sslErrors = errors; // never ignored: the handshake fails
        detail::collectFacts(m_socket, errors, *m_facts);
    });
    const auto fail = [this] {
        m_failed = true;
        quitLoop();
    };
    QObject::connect(&m_socket, &QSslSocket::errorOccurred, &m_socket, fail);
    QObject::connect(&m_socket, &QSslSocket::disconnected, &m_socket, fail);
    QObject::connect(&m_socket, &QSslSocket::connected, &m_socket, [this] { quitLoop(); });
    QObject::connect(&m_socket, &QSslSocket::encrypted, &m_socket, [this] { quitLoop(); });
    QObject::connect(&m_socket, &QSslSocket::readyRead, &m_socket, [this] { quitLoop(); });
    QObject::connect(&m_socket, &QSslSocket::bytesWritten, &m_socket, [this] { quitLoop(); });
    QObject::connect(&m_socket, &QSslSocket::encryptedBytesWritten, &m_socket, [this] { quitLoop(); });
    // From any thread: only a posted event reaches into the wait.
    const auto wakeLoop = [this] { QMetaObject::invokeMethod(&m_socket, [this] { quitLoop(); }, Qt::QueuedConnection); };
    m_cancelRegistration = m_options.cancel.onCancel(wakeLoop);
    if (m_options.wakeUp)
        m_options.wakeUp->setListener(wakeLoop);
}

TlsStream::~TlsStream() {
    m_cancelRegistration = {};
    if (m_options.wakeUp)
        m_options.wakeUp->setListener({});
    m_socket.disconnect();
    m_socket.abort();
}

void TlsStream::quitLoop() {
    if (m_loop)
        m_loop->quit();
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
        if (timedOut)
            return Ended::TimedOut;
        m_loop = &loop;
        loop.exec();
        m_loop = nullptr;
    }
}

Status TlsStream::resolve() {
    QHostAddress literal;
    const QString bare = m_endpoint.host.startsWith(u'[') && m_endpoint.host.endsWith(u']')
                             ? m_endpoint.host.mid(1, m_endpoint.host.size() - 2)
                             : m_endpoint.host;
    if (literal.setAddress(bare)) {
        m_facts->addresses = QStringList{literal.toString()};
        return {};
    }
    const QString ace = QString::fromLatin1(QUrl::toAce(bare));
    if (ace.isEmpty())
        return failure(ErrorKind::Network, ErrorCode::HostNotFound, bare);
    // With a proxy the name is the proxy's to resolve.
    if (m_endpoint.proxy.type == ProxyType::Http || m_endpoint.proxy.type == ProxyType::Socks5)
        return {};
    std::optional<QHostInfo> info;
    const int lookup = QHostInfo::lookupHost(ace, &m_socket, [&](const QHostInfo& found) {
        info = found;
        quitLoop();
    });
    const Ended ended = waitUntil(m_options.connectTimeout, [&] { return info.has_value(); });
    if (ended != Ended::Ready)
        QHostInfo::abortHostLookup(lookup);
    if (ended == Ended::Cancelled)
        return failure(cancelled());
    if (ended == Ended::TimedOut)
        return failure(ErrorKind::Network, ErrorCode::TimedOut, u"looking up %1"_s.arg(bare));
    if (info->error() != QHostInfo::NoError || info->addresses().isEmpty())
        return failure(ErrorKind::Network, ErrorCode::HostNotFound, u"%1: %2"_s.arg(bare, info->errorString()));
    for (const QHostAddress& address : info->addresses())
        m_facts->addresses.append(address.toString());
    return {};
}

Status TlsStream::connectTcp() {
    if (m_facts->addresses.isEmpty())
        return connectTo(QString::fromLatin1(QUrl::toAce(m_endpoint.host)));
    Status status;
    for (const QString& address : std::as_const(m_facts->addresses)) {
        status = connectTo(address);
        if (status || status.error().kind == ErrorKind::Cancelled)
            return status;
    }
    return status;
}

Status TlsStream::connectTo(const QString& host) {
    m_socket.abort();
    m_failed = false;
    m_socket.connectToHost(host, m_endpoint.port);
    const Ended ended = waitUntil(m_options.connectTimeout, [&] {
        return m_failed || m_socket.state() == QAbstractSocket::ConnectedState;
    });
    if (ended == Ended::Cancelled)
        return failure(cancelled());
    if (ended == Ended::TimedOut)
        return failure(ErrorKind::Network, ErrorCode::TimedOut, place());
    if (m_failed)
        return failure(socketError());
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket.setSocketOption(QAbstractSocket::KeepAliveOption, 1); // a closed lid leaves half-open connections
    return {};
}

Status TlsStream::handshake(Timeout timeout) {
    m_socket.setSslConfiguration(detail::tlsConfiguration(m_options.certificates));
    m_socket.setPeerVerifyName(QString::fromLatin1(QUrl::toAce(m_endpoint.host)));
    QHostAddress literal;
    if (literal.setAddress(m_endpoint.host))
        m_socket.setPeerVerifyName(literal.toString());
    m_sslErrors.clear();
    m_failed = false;
    m_socket.startClientEncryption();
    const Ended ended = waitUntil(timeout, [&] { return m_failed || m_socket.isEncrypted(); });
    if (ended == Ended::Cancelled)
        return failure(cancelled());
    if (ended == Ended::TimedOut)
        return failure(ErrorKind::Network, ErrorCode::TimedOut, u"TLS with %1"_s.arg(place()));
    if (m_failed || !m_sslErrors.isEmpty())
        return failure(handshakeError());
    detail::collectFacts(m_socket, {}, *m_facts);
    return {};
}

Error TlsStream::handshakeError() const {
    if (!m_sslErrors.isEmpty())
        return detail::certificateError(m_sslErrors, m_endpoint.host);
    const QString text = m_socket.errorString();
    // OpenSSL's words for 'the peer's first bytes are no TLS record': another protocol speaks on this port.
    for (const auto words : {"wrong version number"_L1, "packet length too long"_L1, "http request"_L1, "unknown protocol"_L1,
                             "record layer failure"_L1}) {
        if (text.contains(words, Qt::CaseInsensitive))
            return {ErrorKind::Network, ErrorCode::NotTls, {}, place()};
    }
    if (m_socket.error() == QAbstractSocket::SslHandshakeFailedError)
        return {ErrorKind::Tls, ErrorCode::TlsHandshakeFailed, {}, u"%1: %2"_s.arg(place(), text)};
    return socketError();
}

Error TlsStream::socketError() const {
    ErrorCode code = ErrorCode::ConnectionClosed;
    switch (m_socket.error()) {
    case QAbstractSocket::ConnectionRefusedError: code = ErrorCode::ConnectionRefused; break;
    case QAbstractSocket::HostNotFoundError: code = ErrorCode::HostNotFound; break;
    case QAbstractSocket::SocketTimeoutError: code = ErrorCode::TimedOut; break;
    case QAbstractSocket::NetworkError: code = ErrorCode::NetworkUnreachable; break;
    case QAbstractSocket::ProxyAuthenticationRequiredError:
    case QAbstractSocket::ProxyConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
    case QAbstractSocket::ProxyNotFoundError:
    case QAbstractSocket::ProxyProtocolError: code = ErrorCode::ProxyFailed; break;
    default: break;
    }
    return {ErrorKind::Network, code, {}, u"%1: %2"_s.arg(place(), m_socket.errorString())};
}

Result<ReadOutcome> TlsStream::read(Timeout timeout) {
    bool woken = false;
    const Ended ended = waitUntil(timeout, [&] {
        woken = m_options.wakeUp && m_options.wakeUp->consume();
        return woken || m_failed || m_socket.bytesAvailable() > 0;
    });
    if (ended == Ended::Cancelled)
        return failure(cancelled());
    ReadOutcome outcome;
    outcome.woken = woken;
    outcome.bytes = m_socket.read(kReadPiece);
    m_received += outcome.bytes.size();
    if (!outcome.bytes.isEmpty() || woken)
        return outcome;
    if (ended == Ended::TimedOut)
        return failure(ErrorKind::Network, ErrorCode::TimedOut, place());
    return failure(socketError());
}

Status TlsStream::write(QByteArrayView bytes) {
    if (m_failed && m_socket.bytesAvailable() == 0)
        return failure(socketError());
    m_socket.write(bytes.data(), bytes.size());
    m_socket.flush();
    const auto unsent = [this] { return m_socket.bytesToWrite() + m_socket.encryptedBytesToWrite(); };
    if (unsent() <= kUnsentLimit)
        return {};
    const Ended ended = waitUntil(kWriteTimeout, [&] { return m_failed || unsent() <= kUnsentLimit; });
    if (ended == Ended::Cancelled)
        return failure(cancelled());
    if (ended == Ended::TimedOut)
        return failure(ErrorKind::Network, ErrorCode::TimedOut, place());
    return m_failed ? Status(failure(socketError())) : Status();
}

Status TlsStream::startTls() {
    // What came with or behind the answer came unprotected: an attacker may have put it there.
    if (m_socket.bytesAvailable() > 0)
        return failure(ErrorKind::Protocol, ErrorCode::InjectedData, u"data behind the STARTTLS answer of %1"_s.arg(place()));
    return handshake(m_options.connectTimeout);
}

void TlsStream::close() {
    m_socket.abort();
    m_failed = true;
}

} // namespace tributary::net
