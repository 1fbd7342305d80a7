// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/discovery/ConfigFetch.h"

#include "net/HttpClient.h"

namespace tributary::accounts::discovery {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kMaxRedirects = 3;

QUrl urlOf(const QString& host, const QString& path, const DiscoveryOptions& options, bool plain) {
    QUrl url;
    url.setScheme(plain ? u"http"_s : u"https"_s);
    url.setHost(host);
    url.setPath(path);
    if (const quint16 port = plain ? options.httpPortForTests : options.httpsPortForTests; port != 0)
        url.setPort(port);
    return url;
}

} // namespace

Result<ClientConfig> fetchConfig(const QUrl& url, bool plainAllowed, const DiscoveryOptions& options) {
    net::HttpOptions http;
    http.httpsOnly = !plainAllowed;
    http.redirects = kMaxRedirects;
    http.maxBytes = kMaxConfigBytes;
    http.maxTotalBytes = kMaxConfigBytes;
    http.timeout = options.requestTimeout;
    http.totalTimeout = options.requestTimeout;
    http.certificates = options.certificates;
    http.proxy = options.proxy;
    http.cancel = options.cancel;
    http.loopbackIsPublicForTests = options.loopbackIsPublicForTests;
    http.resolveForTests = options.resolveForTests;
    net::HttpRequest request;
    request.url = url;
    TRY(const net::HttpAnswer answer, net::fetchHttp({request}, http).first());
    return parseClientConfig(answer.body);
}

QUrl providerFileUrl(const QString& domain, const DiscoveryOptions& options, bool plain) {
    return urlOf(u"autoconfig."_s + domain, u"/mail/config-v1.1.xml"_s, options, plain);
}

QUrl wellKnownUrl(const QString& domain, const DiscoveryOptions& options) {
    return urlOf(domain, u"/.well-known/autoconfig/mail/config-v1.1.xml"_s, options, false);
}

QUrl ispdbUrl(const QString& domain, const DiscoveryOptions& options) {
    QUrl url = options.ispdbUrl;
    const QString path = url.path();
    url.setPath(path.endsWith(u'/') ? QString(path + domain) : QString(path + u'/' + domain));
    return url;
}

} // namespace tributary::accounts::discovery
