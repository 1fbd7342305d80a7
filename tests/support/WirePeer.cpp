// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/WirePeer.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <arpa/inet.h>
#include <array>
#include <csignal>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace tributary::tests {
namespace {

constexpr int kPatienceSeconds = 30; ///< a client that says nothing for so long has hung
constexpr qsizetype kMostNoted = 4 << 20;

struct FreeSsl {
    void operator()(SSL_CTX* p) const { SSL_CTX_free(p); }
    void operator()(SSL* p) const { SSL_free(p); }
    void operator()(BIO* p) const { BIO_free(p); }
    void operator()(X509* p) const { X509_free(p); }
    void operator()(EVP_PKEY* p) const { EVP_PKEY_free(p); }
};
template<typename T> using OfSsl = std::unique_ptr<T, FreeSsl>;

/// Security level 0: what no honest server would show is shown.
OfSsl<SSL_CTX> contextOf(const PeerIdentity& identity) {
    OfSsl<SSL_CTX> context(SSL_CTX_new(TLS_server_method()));
    SSL_CTX_set_security_level(context.get(), 0);
    SSL_CTX_set_cipher_list(context.get(), "ALL:@SECLEVEL=0");
    SSL_CTX_set_mode(context.get(), SSL_MODE_NO_AUTO_CHAIN);
    SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
    if (identity.onlyOldTls) {
        SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
        SSL_CTX_set_max_proto_version(context.get(), TLS1_1_VERSION);
    }
    const OfSsl<BIO> chain(BIO_new_mem_buf(identity.chain.constData(), static_cast<int>(identity.chain.size())));
    bool isFirst = true;
    while (X509* certificate = PEM_read_bio_X509(chain.get(), nullptr, nullptr, nullptr)) {
        if (std::exchange(isFirst, false)) {
            SSL_CTX_use_certificate(context.get(), certificate);
            X509_free(certificate);
        } else {
            SSL_CTX_add0_chain_cert(context.get(), certificate);
        }
    }
    const OfSsl<BIO> keyText(BIO_new_mem_buf(identity.key.constData(), static_cast<int>(identity.key.size())));
    const OfSsl<EVP_PKEY> key(PEM_read_bio_PrivateKey(keyText.get(), nullptr, nullptr, nullptr));
    SSL_CTX_use_PrivateKey(context.get(), key.get());
    ERR_clear_error();
    return context;
}

class SocketWire final : public WirePeer::Wire {
  public:
    SocketWire(int socket, SSL_CTX* context, WirePeer::Heard& heard) : m_socket(socket), m_context(context), m_heard(heard) {}

    void send(const QByteArray& bytes) override {
        if (bytes.isEmpty() || m_isBroken)
            return;
        if (m_ssl)
            SSL_write(m_ssl.get(), bytes.constData(), static_cast<int>(bytes.size()));
        else
            (void)::send(m_socket, bytes.constData(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL);
    }
    std::optional<QByteArray> line() override {
        qsizetype end = 0;
        while ((end = m_input.indexOf('\n')) < 0) {
            if (!read())
                return std::nullopt;
        }
        QByteArray line = m_input.left(end);
        m_input.remove(0, end + 1);
        if (line.endsWith('\r'))
            line.chop(1);
        return line;
    }
    bool skip(qsizetype count) override {
        while (m_input.size() < count) {
            if (!read())
                return false;
        }
        m_input.remove(0, count);
        return true;
    }
    bool startTls() override {
        m_ssl.reset(SSL_new(m_context));
        SSL_set_fd(m_ssl.get(), m_socket);
        const bool done = SSL_accept(m_ssl.get()) == 1;
        m_isBroken = !done;
        ERR_clear_error();
        return done;
    }
    void waitForEnd() override {
        while (read())
            m_input.clear();
    }

  private:
    bool read() {
        std::array<char, 16384> buffer{};
        if (m_isBroken || m_isAtEnd)
            return false;
        const auto count = m_ssl ? SSL_read(m_ssl.get(), buffer.data(), int(buffer.size())) : ::recv(m_socket, buffer.data(), buffer.size(), 0);
        m_isAtEnd = count <= 0;
        if (m_isAtEnd)
            return false;
        const QByteArray bytes(buffer.data(), static_cast<qsizetype>(count));
        m_input += bytes;
        QByteArray& noted = m_ssl ? m_heard.secured : m_heard.clear;
        if (noted.size() < kMostNoted)
            noted += bytes;
        return true;
    }

    int m_socket;
    SSL_CTX* m_context;
    WirePeer::Heard& m_heard;
    OfSsl<SSL> m_ssl;
    QByteArray m_input;
    bool m_isBroken = false, m_isAtEnd = false;
};

} // namespace

class WirePeer::Core {
  public:
    Core(const PeerIdentity& identity, Part part, quint16 port) : m_context(contextOf(identity)), m_part(std::move(part)) {
        m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in place{};
        place.sin_family = AF_INET;
        place.sin_port = htons(port);
        place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof place;
        const int reuse = 1;
        ::setsockopt(m_listener, SOL_SOCKET, SO_REUSEADDR, &reuse, sizeof reuse);
        if (::bind(m_listener, reinterpret_cast<sockaddr*>(&place), size) != 0 || ::listen(m_listener, 16) != 0 ||
            ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&place), &size) != 0 || ::pipe2(m_stop.data(), O_CLOEXEC) != 0)
            qFatal("no port to listen on");
        m_port = ntohs(place.sin_port);
        m_thread = std::thread([this] { serve(); });
    }
    ~Core() { stop(); }

    void stop() {
        if (!m_thread.joinable())
            return;
        ::close(m_stop[1]);
        m_thread.join();
        ::close(m_stop[0]);
        ::close(m_listener);
    }

    quint16 m_port = 0;
    Heard m_heard; ///< of the thread, until it has ended

  private:
    void serve() {
        sigset_t pipes; // a client that has gone while OpenSSL writes
        sigemptyset(&pipes);
        sigaddset(&pipes, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &pipes, nullptr);
        for (;;) { // who has come before the end is served
            std::array<pollfd, 2> ready{pollfd{m_listener, POLLIN, 0}, pollfd{m_stop[0], POLLIN, 0}};
            if (::poll(ready.data(), ready.size(), -1) < 0)
                continue; // a signal
            if (!(ready[0].revents & POLLIN))
                return;
            const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
            const timeval patience{kPatienceSeconds, 0};
            const int noDelay = 1;
            ::setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
            ::setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &noDelay, sizeof noDelay);
            ++m_heard.connections;
            playTo(client);
            ::close(client);
        }
    }
    void playTo(int client) {
        SocketWire wire(client, m_context.get(), m_heard);
        m_part(wire);
        ::shutdown(client, SHUT_WR);
        wire.waitForEnd();
    }

    OfSsl<SSL_CTX> m_context;
    Part m_part;
    int m_listener = -1;
    std::array<int, 2> m_stop{};
    std::thread m_thread;
};

WirePeer::WirePeer(const PeerIdentity& identity, Part part, quint16 port) : m_core(std::make_unique<Core>(identity, std::move(part), port)) {}
WirePeer::~WirePeer() = default;
quint16 WirePeer::port() const { return m_core->m_port; }
const WirePeer::Heard& WirePeer::heard() {
    m_core->stop();
    return m_core->m_heard;
}

} // namespace tributary::tests
