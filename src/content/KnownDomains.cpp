// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/KnownDomains.h"

#include "content/Phishing.h"
#include "content/detail/Scripts.h"

namespace tributary::content {
namespace {

constexpr qsizetype kMaxDomains = 1000;
constexpr qsizetype kMinTypoName = 6;  ///< letters: shorter names differ by one letter from many that mean no harm
constexpr qsizetype kMinAlikeName = 4; ///< the same of a one that might be an l
constexpr qsizetype kMinNamed = 3;     ///< of one that stands in front of another: "t.co" is found in too many
constexpr qsizetype kMaxLabels = 40;

qsizetype nameSize(const QString& domain) { return qMax<qsizetype>(domain.indexOf(u'.'), 0); }

QString skeletonOf(const QString& site) {
    const QString unicode = detail::hostToUnicode(site);
    return detail::skeleton(unicode.isEmpty() ? site : unicode);
}

void insertFirst(QHash<QString, QString>& map, const QString& key, const QString& site) {
    if (!map.contains(key))
        map.insert(key, site);
}

/// One letter more, less, other, or two swapped.
bool isOneSlip(QStringView a, QStringView b) {
    if (a.size() > b.size())
        std::swap(a, b);
    if (b.size() - a.size() > 1 || a == b)
        return false;
    qsizetype i = 0;
    while (i < a.size() && a[i] == b[i])
        ++i;
    if (a.size() < b.size())
        return a.mid(i) == b.mid(i + 1);
    if (a.mid(i + 1) == b.mid(i + 1))
        return true;
    return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] && a.mid(i + 2) == b.mid(i + 2);
}

} // namespace

KnownDomains::KnownDomains(const QStringList& domains) {
    for (const QString& domain : domains) {
        const QString site = registrableDomain(domain);
        if (m_domains.size() >= kMaxDomains || !site.contains(u'.') || m_sites.contains(site))
            continue;
        m_domains.append(site);
        m_sites.insert(site);
        insertFirst(m_bySkeleton, skeletonOf(site), site);
        if (nameSize(site) >= kMinNamed)
            insertFirst(m_byDashes, QString(site).replace(u'.', u'-'), site);
    }
}

bool KnownDomains::contains(const QString& host) const { return m_sites.contains(registrableDomain(host)); }

QString KnownDomains::imitatedBy(const QString& host) const {
    const QString site = registrableDomain(host);
    if (m_domains.isEmpty() || m_sites.contains(site) || !site.contains(u'.'))
        return {};
    if (const QString alike = alikeIn(site); !alike.isEmpty())
        return alike;
    // Without its public suffix: "shop.com.au" is no imitation of "shop.com".
    const QString stem = host.left(host.size() - (site.size() - nameSize(site)));
    if (const QString named = namedIn(stem); !named.isEmpty())
        return named;
    return misspeltIn(site);
}

/// "paypa1.com": the same to the eye.
QString KnownDomains::alikeIn(const QString& site) const {
    const bool isShort = nameSize(site) < kMinAlikeName && !site.contains(u"xn--");
    return isShort ? QString() : m_bySkeleton.value(skeletonOf(site));
}

/// "paypal.com.evil.example", "secure-paypal-com.example": it stands in front.
QString KnownDomains::namedIn(const QString& stem) const {
    const QStringList labels = stem.split(u'.').mid(0, kMaxLabels);
    for (qsizetype from = 0; from < labels.size(); ++from) {
        constexpr qsizetype kMaxParts = 4; // "a.b.co.uk" has no more
        QString run = labels[from];
        for (qsizetype to = from + 1; to < labels.size() && to < from + kMaxParts; ++to) {
            run += u'.' + labels[to];
            if (nameSize(run) >= kMinNamed && m_sites.contains(run))
                return run;
        }
        const QStringList words = labels[from].split(u'-').mid(0, kMaxLabels);
        for (qsizetype first = 0; first < words.size(); ++first) {
            QString joined = words[first];
            for (qsizetype last = first + 1; last < words.size() && last < first + kMaxParts + 2; ++last) {
                joined += u'-' + words[last];
                const bool atAnEnd = first == 0 || last + 1 == words.size();
                if (const auto known = m_byDashes.constFind(joined); atAnEnd && known != m_byDashes.cend())
                    return *known;
            }
        }
    }
    return {};
}

QString KnownDomains::misspeltIn(const QString& site) const {
    const qsizetype size = nameSize(site);
    if (size < kMinTypoName)
        return {};
    for (const QString& known : m_domains) {
        const qsizetype knownSize = nameSize(known);
        if (knownSize >= kMinTypoName && QStringView(known).mid(knownSize) == QStringView(site).mid(size) &&
            isOneSlip(QStringView(site).left(size), QStringView(known).left(knownSize)))
            return known;
    }
    return {};
}

const QStringList& oftenImitatedDomains() {
    static const QStringList domains = [] {
        QStringList made;
        for (const char* one : {"paypal.com", "amazon.com", "amazon.co.jp", "apple.com", "icloud.com", "google.com", "microsoft.com",
                                "microsoftonline.com", "outlook.com", "netflix.com", "facebook.com", "instagram.com", "linkedin.com",
                                "whatsapp.com", "dropbox.com", "docusign.com", "coinbase.com", "rakuten.co.jp", "yahoo.co.jp", "mercari.com"})
            made.append(QString::fromLatin1(one));
        return made;
    }();
    return domains;
}

} // namespace tributary::content
