// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/discovery/Names.h"

#include "model/Address.h"
#include "net/PublicAddress.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>

namespace tributary::accounts::discovery {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kMaxDomain = 253, kMaxLabel = 63; // RFC 1035 2.3.4

bool isLabel(QStringView label) {
    const bool isLong = label.size() > kMaxLabel;
    return !label.isEmpty() && !isLong && !label.startsWith(u'-') && !label.endsWith(u'-') && std::all_of(label.begin(), label.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'_';
    });
}

} // namespace

QString asciiDomain(const QString& domain) {
    if (domain.startsWith("*."_L1)) {
        const QString below = asciiDomain(domain.mid(2));
        return below.isEmpty() ? QString() : QString(u"*."_s + below);
    }
    QString name = QString::fromLatin1(QUrl::toAce(domain)).toLower();
    if (name.endsWith(u'.'))
        name.chop(1);
    const QList<QStringView> labels = QStringView(name).split(u'.');
    const bool fits = !name.isEmpty() && name.size() <= kMaxDomain && std::all_of(labels.begin(), labels.end(), isLabel);
    return fits ? name : QString();
}

QString asciiDomainOf(const QString& address) {
    const QString domain = asciiDomain(model::domainOf(address.trimmed()));
    return domain.contains(u'.') && QHostAddress(domain).isNull() ? domain : QString();
}

bool mayBeServer(const QString& host) {
    const QString name = asciiDomain(host);
    return !name.isEmpty() && !name.startsWith(u'*') && name.contains(u'.') && QHostAddress(name).isNull() && net::mayBePublicHost(name);
}

QString filled(const QString& pattern, const QString& address, const QString& mxHost) {
    const qsizetype at = address.lastIndexOf(u'@');
    const std::pair<QLatin1StringView, QString> values[]{{"%EMAILADDRESS%"_L1, address},
                                                         {"%EMAILLOCALPART%"_L1, address.left(at)},
                                                         {"%EMAILDOMAIN%"_L1, address.mid(at + 1)},
                                                         {"%MXHOST%"_L1, mxHost}};
    QString result;
    for (qsizetype i = 0; i < pattern.size();) {
        const auto* const found = std::find_if(std::begin(values), std::end(values),
                                               [&](const auto& value) { return QStringView(pattern).sliced(i).startsWith(value.first); });
        if (found == std::end(values)) {
            result += pattern[i++];
            continue;
        }
        result += found->second;
        i += found->first.size();
    }
    return result;
}

model::ServerSettings filled(model::ServerSettings pattern, const QString& address, const QString& mxHost) {
    const QString local = address.left(address.lastIndexOf(u'@') + 1);
    const QString domain = asciiDomain(model::domainOf(address));
    pattern.host = filled(pattern.host, local + domain, mxHost);
    pattern.user = filled(pattern.user, address, mxHost);
    return pattern;
}

} // namespace tributary::accounts::discovery
