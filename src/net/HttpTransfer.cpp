// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/detail/HttpTransfer.h"

#include "base/Secret.h"
#include "net/detail/Places.h"
#include "net/detail/TlsFacts.h"
#include "net/PublicAddress.h"

#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <QHostAddress>

#include <algorithm>
#include <cerrno>
#include <memory>

#ifndef Q_OS_WIN
#include <sys/socket.h>
#endif

namespace tributary::net::detail {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The same for everyone: it tells neither the program nor the system.
constexpr const char* kUserAgent = "Mozilla/5.0";
constexpr qint64 kMaxHeaderBytes = 256 << 10;
constexpr int kMaxUrl = 8 << 10;
constexpr int kOk = 200, kMultipleChoices = 300, kTemporaryRedirect = 307, kPermanentRedirect = 308, kBadRequest = 400, kEndOfErrors = 600;
constexpr curl_off_t kMaxRetryAfter = 24 * 3600;

template <typename T> void set(CURL* easy, CURLoption option, T value) { curl_easy_setopt(easy, option, value); }

bool isHttpUrl(const QUrl& url, bool httpsOnly) {
    const bool known = url.scheme() == "https"_L1 || (url.scheme() == "http"_L1 && !httpsOnly);
    return known && url.isValid() && !url.host().isEmpty() && url.toEncoded().size() <= kMaxUrl;
}

} // namespace

HttpTransfer::HttpTransfer(HttpRequest request, std::size_t index, int redirects, const HttpOptions& options, Allowance allowance)
    : m_request(std::move(request)), m_index(index), m_redirects(redirects), m_options(options), m_allowance(std::move(allowance)) {
    if (m_options.holdsSecrets) // so that it never grows, which would leave a copy behind
        m_body.reserve(m_options.maxBytes);
}

HttpTransfer::~HttpTransfer() {
    if (m_options.holdsSecrets)
        Secret::wipe(m_body);
    if (m_easy)
        curl_easy_cleanup(m_easy);
    curl_slist_free_all(m_fields);
    curl_slist_free_all(m_resolved);
}

Status HttpTransfer::prepare() {
    if (!isHttpUrl(m_request.url, m_options.httpsOnly))
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, m_request.url.toDisplayString());
    const QString host = m_request.url.host();
    const bool allowed = m_options.anyAddress || mayBePublicHost(host) || (m_options.loopbackIsPublicForTests && isLoopbackHost(host));
    if (!allowed)
        return failure(ErrorKind::InvalidInput, ErrorCode::RefusedByPolicy, host);
    m_easy = curl_easy_init();
    if (!m_easy)
        return failure(ErrorKind::Internal, ErrorCode::Bug, u"libcurl"_s);
    setBasics();
    setProxy();
    setTrust();
    return {};
}

void HttpTransfer::setBasics() {
    // What a sender may put into a URL's user part is nothing to sign in with.
    const QByteArray url = m_request.url.toEncoded(QUrl::RemoveUserInfo | QUrl::RemoveFragment);
    set(m_easy, CURLOPT_URL, url.constData());
    set(m_easy, CURLOPT_PRIVATE, this);
    set(m_easy, CURLOPT_PROTOCOLS_STR, m_options.httpsOnly ? "https" : "http,https");
    set(m_easy, CURLOPT_FOLLOWLOCATION, 0L); // each place is checked as the first was
    set(m_easy, CURLOPT_USERAGENT, kUserAgent);
    set(m_easy, CURLOPT_NOSIGNAL, 1L);
    set(m_easy, CURLOPT_QUICK_EXIT, 1L); // a resolver that hangs keeps nobody
    set(m_easy, CURLOPT_TIMEOUT_MS, static_cast<long>(m_options.timeout.count()));
    set(m_easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    set(m_easy, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(m_options.maxBytes));
    for (const QByteArray& known : m_options.resolveForTests)
        m_resolved = curl_slist_append(m_resolved, known.constData());
    set(m_easy, CURLOPT_RESOLVE, m_resolved);
    set(m_easy, CURLOPT_OPENSOCKETFUNCTION, &HttpTransfer::openSocket);
    set(m_easy, CURLOPT_OPENSOCKETDATA, this);
    set(m_easy, CURLOPT_WRITEFUNCTION, &HttpTransfer::takeBody);
    set(m_easy, CURLOPT_WRITEDATA, this);
    set(m_easy, CURLOPT_HEADERFUNCTION, &HttpTransfer::takeHeader);
    set(m_easy, CURLOPT_HEADERDATA, this);
    if (m_request.isPost)
        setForm();
    if (!m_request.accept.isEmpty()) {
        const QByteArray accept = "Accept: " + m_request.accept;
        m_fields = curl_slist_append(m_fields, accept.constData());
    }
    set(m_easy, CURLOPT_HTTPHEADER, m_fields);
}

void HttpTransfer::setForm() {
    set(m_easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(m_request.body.size()));
    set(m_easy, CURLOPT_POSTFIELDS, m_request.body.constData());
    const QByteArray type = "Content-Type: " + m_request.contentType;
    m_fields = curl_slist_append(m_fields, type.constData());
}

/// libcurl's own look at the environment is switched off: whether a proxy is used is known here.
void HttpTransfer::setProxy() {
    Proxy proxy = m_options.proxy;
    if (proxy.type == ProxyType::System)
        proxy = systemProxy(QProcessEnvironment::systemEnvironment(), m_request.url.host());
    m_isProxied = proxy.type == ProxyType::Http || proxy.type == ProxyType::Socks5;
    set(m_easy, CURLOPT_NOPROXY, "");
    set(m_easy, CURLOPT_PROXY, m_isProxied ? proxy.host.toUtf8().constData() : "");
    if (!m_isProxied)
        return;
    set(m_easy, CURLOPT_PROXYPORT, static_cast<long>(proxy.port));
    set(m_easy, CURLOPT_PROXYTYPE, static_cast<long>(proxy.type == ProxyType::Http ? CURLPROXY_HTTP : CURLPROXY_SOCKS5_HOSTNAME));
    if (!proxy.user.isEmpty()) {
        set(m_easy, CURLOPT_PROXYUSERNAME, proxy.user.toUtf8().constData());
        set(m_easy, CURLOPT_PROXYPASSWORD, proxy.password.constData());
    }
}

void HttpTransfer::setTrust() {
    set(m_easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(m_easy, CURLOPT_SSL_VERIFYPEER, 1L);
    set(m_easy, CURLOPT_SSL_VERIFYHOST, 2L);
    set(m_easy, CURLOPT_SSL_CTX_FUNCTION, &HttpTransfer::tightenTls);
    set(m_easy, CURLOPT_SSL_CTX_DATA, this);
}

/// Where a context of OpenSSL keeps the transfer that it belongs to.
static int transferIndex() {
    static const int index = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    return index;
}

int HttpTransfer::noteVerification(int isGood, X509_STORE_CTX* chain) {
    const auto* const ssl = static_cast<const SSL*>(X509_STORE_CTX_get_ex_data(chain, SSL_get_ex_data_X509_STORE_CTX_idx()));
    auto* const transfer = static_cast<HttpTransfer*>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), transferIndex()));
    if (isGood == 0 && transfer && transfer->m_verifyError == X509_V_OK)
        transfer->m_verifyError = X509_STORE_CTX_get_error(chain);
    return isGood; // as it was judged
}

/// The policy's authorities beside the system's; and what libcurl is content with is not enough: it takes the common name where there is
/// no subjectAltName (RFC 9525 2: never), and the strength that the system asks for.
CURLcode HttpTransfer::tightenTls(CURL*, void* sslContext, void* self) {
    auto* const context = static_cast<SSL_CTX*>(sslContext);
    auto* const transfer = static_cast<HttpTransfer*>(self);
    SSL_CTX_set_ex_data(context, transferIndex(), transfer);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, &HttpTransfer::noteVerification);
    SSL_CTX_set_security_level(context, std::max(SSL_CTX_get_security_level(context), kLeastSecurityLevel));
    const QString host = transfer->m_request.url.host();
    const QByteArray name = verifiedName(host).toLatin1();
    X509_VERIFY_PARAM* const wanted = SSL_CTX_get0_param(context);
    X509_VERIFY_PARAM_set_hostflags(wanted, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    const bool isAddress = !QHostAddress(host).isNull();
    if (name.isEmpty() || (isAddress ? X509_VERIFY_PARAM_set1_ip_asc(wanted, name.constData())
                                     : X509_VERIFY_PARAM_set1_host(wanted, name.constData(), static_cast<size_t>(name.size()))) != 1)
        return CURLE_SSL_CONNECT_ERROR;
    X509_STORE* const trusted = SSL_CTX_get_cert_store(context);
    for (const QByteArray& pem : transfer->m_options.certificates.extraAuthorities) {
        const std::unique_ptr<BIO, decltype(&BIO_free)> source(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())), &BIO_free);
        while (X509* const certificate = PEM_read_bio_X509(source.get(), nullptr, nullptr, nullptr)) {
            X509_STORE_add_cert(trusted, certificate);
            X509_free(certificate);
        }
    }
    return CURLE_OK;
}

bool HttpTransfer::mayConnect(const sockaddr* address) {
    const QHostAddress place(address);
    return m_isProxied || m_options.anyAddress || isPublicAddress(place) || (m_options.loopbackIsPublicForTests && place.isLoopback());
}

/// The address is the one that is connected to: a name that resolves to something else a moment later gains nothing.
curl_socket_t HttpTransfer::openSocket(void* self, curlsocktype, curl_sockaddr* address) {
    auto* const transfer = static_cast<HttpTransfer*>(self);
    if (!transfer->mayConnect(&address->addr)) {
        transfer->m_refused = true;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype, address->protocol);
}

size_t HttpTransfer::takeBody(char* bytes, size_t size, size_t count, void* self) {
    auto* const transfer = static_cast<HttpTransfer*>(self);
    const auto more = static_cast<qsizetype>(size * count);
    *transfer->m_allowance -= more;
    if (transfer->m_body.size() + more > transfer->m_options.maxBytes || *transfer->m_allowance < 0) {
        transfer->m_isTooLarge = true;
        return 0;
    }
    transfer->m_body.append(bytes, more);
    return size * count;
}

size_t HttpTransfer::takeHeader(char*, size_t size, size_t count, void* self) {
    auto* const transfer = static_cast<HttpTransfer*>(self);
    transfer->m_headerBytes += static_cast<qint64>(size * count);
    transfer->m_isTooLarge = transfer->m_isTooLarge || transfer->m_headerBytes > kMaxHeaderBytes;
    return transfer->m_isTooLarge ? 0 : size * count;
}

HttpTransfer::Outcome HttpTransfer::finish(CURLcode code) {
    if (code != CURLE_OK)
        return {failure(errorOf(code)), {}};
    long status = 0;
    curl_easy_getinfo(m_easy, CURLINFO_RESPONSE_CODE, &status);
    const bool isError = status >= kBadRequest && status < kEndOfErrors;
    if ((status >= kOk && status < kMultipleChoices) || (isError && m_options.errorAnswers)) {
        curl_off_t later = 0;
        curl_easy_getinfo(m_easy, CURLINFO_RETRY_AFTER, &later);
        return {HttpAnswer{static_cast<int>(status), std::move(m_body), m_request.url, static_cast<int>(std::clamp<curl_off_t>(later, 0, kMaxRetryAfter))}, {}};
    }
    // What is sent goes to nobody else: it may be a secret.
    if (status < kBadRequest && m_options.redirects == 0)
        return {failure(ErrorKind::Protocol, ErrorCode::UnexpectedResponse, m_request.url.host() + u": a redirect, which is not followed"_s), {}};
    char* target = nullptr;
    curl_easy_getinfo(m_easy, CURLINFO_REDIRECT_URL, &target);
    // A POST is repeated only where the server says so (RFC 9110 15.4): elsewhere it would become a GET.
    const bool repeats = !m_request.isPost || status == kTemporaryRedirect || status == kPermanentRedirect;
    if (status >= kMultipleChoices && status < kBadRequest && target && repeats) {
        if (m_redirects == 0)
            return {failure(ErrorKind::Protocol, ErrorCode::LimitExceeded, u"too many redirects"_s), {}};
        HttpRequest next = m_request;
        next.url = QUrl::fromEncoded(target, QUrl::StrictMode);
        return {failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"redirect"_s), next};
    }
    return {failure(ErrorKind::Refused, ErrorCode::ServerRefused, m_request.url.host(), "HTTP " + QByteArray::number(qlonglong(status))), {}};
}

ErrorCode HttpTransfer::connectCode() const {
    long number = 0;
    curl_easy_getinfo(m_easy, CURLINFO_OS_ERRNO, &number);
    switch (number) {
    case ENETUNREACH:
    case EHOSTUNREACH:
    case ENETDOWN: return ErrorCode::NetworkUnreachable;
    case ETIMEDOUT: return ErrorCode::TimedOut;
    default: return m_isProxied ? ErrorCode::ProxyFailed : ErrorCode::ConnectionRefused;
    }
}

ErrorCode HttpTransfer::certificateCode() const {
    long result = m_verifyError;
    if (result == X509_V_OK)
        curl_easy_getinfo(m_easy, CURLINFO_SSL_VERIFYRESULT, &result);
    switch (result) {
    case X509_V_OK:
    case X509_V_ERR_UNSPECIFIED: // libcurl compares the names itself, before it asks for the result
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH: return ErrorCode::CertificateWrongHost;
    case X509_V_ERR_CERT_HAS_EXPIRED: return ErrorCode::CertificateExpired;
    case X509_V_ERR_CERT_NOT_YET_VALID: return ErrorCode::CertificateNotYetValid;
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT: return ErrorCode::CertificateSelfSigned;
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE: return ErrorCode::CertificateUnknownAuthority;
    default: return ErrorCode::CertificateInvalid;
    }
}

Error HttpTransfer::errorOf(CURLcode code) const {
    const auto error = [&](ErrorKind kind, ErrorCode what) {
        return Error{kind, what, {}, m_request.url.host() + u": "_s + QString::fromUtf8(curl_easy_strerror(code))};
    };
    if (m_isTooLarge || code == CURLE_FILESIZE_EXCEEDED)
        return error(ErrorKind::Protocol, ErrorCode::LimitExceeded);
    if (m_refused && code != CURLE_OPERATION_TIMEDOUT)
        return {ErrorKind::InvalidInput, ErrorCode::RefusedByPolicy, {}, m_request.url.host()};
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST: return error(ErrorKind::Network, ErrorCode::HostNotFound);
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_PROXY: return error(ErrorKind::Network, ErrorCode::ProxyFailed);
    case CURLE_COULDNT_CONNECT: return error(ErrorKind::Network, connectCode());
    case CURLE_OPERATION_TIMEDOUT: return error(ErrorKind::Network, ErrorCode::TimedOut);
    case CURLE_PEER_FAILED_VERIFICATION: return error(ErrorKind::Tls, certificateCode());
    case CURLE_SSL_CONNECT_ERROR: return error(ErrorKind::Tls, m_verifyError != X509_V_OK ? certificateCode() : ErrorCode::TlsHandshakeFailed);
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_PARTIAL_FILE: return error(ErrorKind::Network, ErrorCode::ConnectionClosed);
    default: return error(ErrorKind::Protocol, ErrorCode::UnexpectedResponse);
    }
}

} // namespace tributary::net::detail
