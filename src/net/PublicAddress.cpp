// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/PublicAddress.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tributary::net {

namespace {

struct Range4 {
    quint32 first;
    int bits;
};

constexpr quint32 v4(quint32 a, quint32 b, quint32 c, quint32 d) { return a << 24 | b << 16 | c << 8 | d; }

/// The IANA special-purpose registry (RFC 6890), what is not globally reachable; groups and the reserved end.
constexpr std::array kNotPublic4{
    Range4{v4(0, 0, 0, 0), 8},       Range4{v4(10, 0, 0, 0), 8},     Range4{v4(100, 64, 0, 0), 10},  Range4{v4(127, 0, 0, 0), 8},
    Range4{v4(169, 254, 0, 0), 16},  Range4{v4(172, 16, 0, 0), 12},  Range4{v4(192, 0, 0, 0), 24},   Range4{v4(192, 0, 2, 0), 24},
    Range4{v4(192, 88, 99, 0), 24},  Range4{v4(192, 168, 0, 0), 16}, Range4{v4(198, 18, 0, 0), 15},  Range4{v4(198, 51, 100, 0), 24},
    Range4{v4(203, 0, 113, 0), 24},  Range4{v4(224, 0, 0, 0), 4},    Range4{v4(240, 0, 0, 0), 4},
};

bool isPublic4(quint32 address) {
    return std::none_of(kNotPublic4.begin(), kNotPublic4.end(), [address](const Range4& range) {
        return (address ^ range.first) >> (32 - range.bits) == 0;
    });
}

quint32 v4At(const Q_IPV6ADDR& a, int at) { return v4(a[at], a[at + 1], a[at + 2], a[at + 3]); }

/// The well-known NAT64 prefix 64:ff9b::/96 (RFC 6052).
bool isNat64(const Q_IPV6ADDR& a) {
    constexpr std::array<quint8, 12> kPrefix{0x00, 0x64, 0xff, 0x9b};
    return std::equal(kPrefix.begin(), kPrefix.end(), a.c);
}

bool isPublic6(const Q_IPV6ADDR& a) {
    if (isNat64(a))
        return isPublic4(v4At(a, 12));
    if ((a[0] & 0xE0) != 0x20) // only 2000::/3 is unicast of the Internet (RFC 4291 2.4)
        return false;
    const int first = a[0] << 8 | a[1], second = a[2] << 8 | a[3];
    if (first == 0x2002) // 6to4
        return isPublic4(v4At(a, 2));
    const bool protocols = first == 0x2001 && second < 0x0200; // IETF protocol assignments, Teredo among them
    const bool documents = (first == 0x2001 && second == 0x0DB8) || (first == 0x3FFF && second < 0x1000);
    return !protocols && !documents;
}

} // namespace

bool isPublicAddress(const QHostAddress& address) {
    bool isV4 = false;
    const quint32 four = address.toIPv4Address(&isV4); // also of a mapped one
    if (isV4)
        return isPublic4(four);
    return address.protocol() == QAbstractSocket::IPv6Protocol && isPublic6(address.toIPv6Address());
}

bool mayBePublicHost(const QString& host) {
    QString name = host.toLower();
    if (name.startsWith(u'[') && name.endsWith(u']'))
        name = name.mid(1, name.size() - 2);
    // "127.1", "0x7f000001" and "2130706433" too: what the resolver takes for an address is one.
    if (const QHostAddress literal(name); !literal.isNull())
        return isPublicAddress(literal);
    while (name.endsWith(u'.'))
        name.chop(1);
    if (!name.contains(u'.'))
        return false;
    for (const QStringView inside : {u".localhost", u".local", u".internal", u".lan", u".home.arpa", u".localdomain", u".intranet"}) {
        if (name.endsWith(inside))
            return false;
    }
    return true;
}

} // namespace tributary::net
