// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/HttpClient.h"

#include <openssl/x509.h>
#include <curl/curl.h>

#include <memory>

namespace tributary::net::detail {

/// One request to one place over libcurl's easy interface; a redirect is a new transfer. Lives on the fetching thread and does not
/// move: libcurl knows where it is.
class HttpTransfer {
  public:
    /// What all transfers of one call may still take together.
    using Allowance = std::shared_ptr<qint64>;

    HttpTransfer(HttpRequest request, std::size_t index, int redirects, const HttpOptions& options, Allowance allowance);
    ~HttpTransfer();
    HttpTransfer(const HttpTransfer&) = delete;
    HttpTransfer& operator=(const HttpTransfer&) = delete;

    /// InvalidInput when it must not be asked at all; else handle() is ready.
    [[nodiscard]] Status prepare();
    [[nodiscard]] CURL* handle() const { return m_easy; }
    [[nodiscard]] std::size_t index() const { return m_index; }
    [[nodiscard]] int redirects() const { return m_redirects; }

    /// After libcurl is done with it: the answer, why there is none, or (next has a URL) where it goes on.
    struct Outcome {
        Result<HttpAnswer> answer;
        HttpRequest next;
    };
    [[nodiscard]] Outcome finish(CURLcode code);

  private:
    void setBasics();
    void setForm();
    void setProxy();
    void setTrust();
    [[nodiscard]] Error errorOf(CURLcode code) const;
    [[nodiscard]] ErrorCode connectCode() const;
    [[nodiscard]] ErrorCode certificateCode() const;
    [[nodiscard]] bool mayConnect(const sockaddr* address);

    static curl_socket_t openSocket(void* self, curlsocktype purpose, curl_sockaddr* address);
    static size_t takeBody(char* bytes, size_t size, size_t count, void* self);
    static size_t takeHeader(char* bytes, size_t size, size_t count, void* self);
    static CURLcode tightenTls(CURL* easy, void* sslContext, void* self);
    static int noteVerification(int isGood, X509_STORE_CTX* chain);

    HttpRequest m_request;
    std::size_t m_index;
    int m_redirects; ///< that are left
    const HttpOptions& m_options;
    Allowance m_allowance;
    CURL* m_easy = nullptr;
    long m_verifyError = 0; ///< what is wrong with the certificate (X509_V_ERR_*): libcurl does not tell it each time
    curl_slist* m_fields = nullptr;
    curl_slist* m_resolved = nullptr;
    QByteArray m_body;
    qint64 m_headerBytes = 0;
    bool m_isProxied = false; ///< then the address that is connected to is the proxy's
    bool m_refused = false;   ///< an address was not public
    bool m_isTooLarge = false;
};

} // namespace tributary::net::detail
