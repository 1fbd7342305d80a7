// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/detail/Places.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>

namespace tributary::net {

using namespace Qt::Literals::StringLiterals;

bool isLoopbackHost(const QString& host) {
    const QString bare = detail::bareHost(host);
    return bare.compare("localhost"_L1, Qt::CaseInsensitive) == 0 || QHostAddress(bare).isLoopback();
}

} // namespace tributary::net

namespace tributary::net::detail {

namespace {

QString valueOf(const QProcessEnvironment& environment, const QString& name) {
    const QString lower = environment.value(name);
    return lower.isEmpty() ? environment.value(name.toUpper()) : lower;
}

/// no_proxy as other programs read it: "*", or names that stand for themselves and for what is below them.
bool isExempt(const QString& list, const QString& host) {
    const QStringList entries = list.split(u',', Qt::SkipEmptyParts);
    return std::any_of(entries.begin(), entries.end(), [&](const QString& entry) {
        QString name = entry.trimmed();
        if (name == "*"_L1)
            return true;
        while (name.startsWith(u'.') || name.startsWith(u'*'))
            name.remove(0, 1);
        return !name.isEmpty() &&
               (host.compare(name, Qt::CaseInsensitive) == 0 || host.endsWith(QChar(u'.') + name, Qt::CaseInsensitive));
    });
}

} // namespace

QString bareHost(const QString& host) {
    return host.startsWith(u'[') && host.endsWith(u']') ? host.mid(1, host.size() - 2) : host;
}

QStringList interleaved(const QStringList& addresses) {
    QStringList first, second;
    for (const QString& address : addresses)
        (address.contains(u':') == addresses.constFirst().contains(u':') ? first : second).append(address);
    QStringList list;
    for (qsizetype i = 0; i < std::max(first.size(), second.size()); ++i)
        list += first.mid(i, 1) + second.mid(i, 1);
    return list;
}

Proxy systemProxy(const QProcessEnvironment& environment, const QString& host) {
    Proxy proxy;
    proxy.type = ProxyType::None;
    QString text = valueOf(environment, u"all_proxy"_s);
    if (text.isEmpty() || isLoopbackHost(host) || isExempt(valueOf(environment, u"no_proxy"_s), host))
        return proxy;
    if (!text.contains("://"_L1))
        text.prepend("http://"_L1);
    const QUrl url(text, QUrl::StrictMode);
    const bool socks =
        url.scheme().startsWith("socks"_L1) && url.scheme() != "socks4"_L1 && url.scheme() != "socks4a"_L1;
    if (url.host().isEmpty() || (!socks && url.scheme() != "http"_L1))
        return proxy;
    proxy.type = socks ? ProxyType::Socks5 : ProxyType::Http;
    proxy.host = url.host();
    proxy.port = static_cast<quint16>(url.port(socks ? 1080 : 3128));
    proxy.user = url.userName(QUrl::FullyDecoded);
    proxy.password = url.password(QUrl::FullyDecoded).toUtf8();
    return proxy;
}

} // namespace tributary::net::detail
