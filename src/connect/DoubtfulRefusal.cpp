// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/DoubtfulRefusal.h"

#include <QByteArray>

#include <algorithm>
#include <array>

namespace tributary::connect {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Those that are known to refuse a right password when their limits are exceeded.
constexpr std::array kDoubtfulProviders{"gmail"_L1, "outlook"_L1, "office365"_L1, "yahoo"_L1, "aol"_L1, "163"_L1};
constexpr std::array kDoubtfulDomains{"gmail.com"_L1,      "googlemail.com"_L1, "office365.com"_L1, "outlook.com"_L1, "yahoo.com"_L1,
                                      "aol.com"_L1,        "163.com"_L1,        "126.com"_L1,       "yeah.net"_L1};

/// Words that name a cause which no second try mends; lower case.
constexpr std::array kNamedCauses{"application-specific", "app password",  "basic auth",  "basicauth", "disabled",  "not enabled",
                                  "web browser",          "web login",     "blocked",     "locked",    "suspended", "expired",
                                  "authorization code",   "unsafe login"};

bool isWithin(const QString& host, QLatin1StringView domain) {
    return host == domain || (host.endsWith(domain) && host[host.size() - domain.size() - 1] == u'.');
}

} // namespace

bool isDoubtfulRefusal(const QString& provider, const QString& host, const Error& error) {
    if (error.kind != ErrorKind::Auth || error.code != ErrorCode::CredentialsRejected)
        return false;
    const QString name = host.toLower();
    const bool isKnown = std::find(kDoubtfulProviders.begin(), kDoubtfulProviders.end(), provider) != kDoubtfulProviders.end() ||
                         std::any_of(kDoubtfulDomains.begin(), kDoubtfulDomains.end(), [&](QLatin1StringView domain) { return isWithin(name, domain); });
    if (!isKnown)
        return false;
    const QByteArray text = error.serverText.left(1000).toLower();
    return std::none_of(kNamedCauses.begin(), kNamedCauses.end(), [&](const char* words) { return text.contains(words); });
}

} // namespace tributary::connect
