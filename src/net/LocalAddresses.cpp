// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/LocalAddresses.h"

#include <QHostAddress>
#include <QNetworkInterface>

namespace tributary::net {

QString plainAddress(const QHostAddress& address) {
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    if (isV4)
        return QHostAddress(v4).toString();
    QHostAddress plain = address;
    plain.setScopeId({});
    return plain.toString();
}

QStringList localAddresses() {
    QStringList list;
    for (const QNetworkInterface& link : QNetworkInterface::allInterfaces()) {
        if (!link.flags().testFlag(QNetworkInterface::IsUp))
            continue;
        for (const QNetworkAddressEntry& entry : link.addressEntries()) {
            const QHostAddress address = entry.ip();
            if (!address.isLoopback() && !address.isLinkLocal())
                list.append(plainAddress(address));
        }
    }
    list.removeDuplicates();
    list.sort();
    return list;
}

} // namespace tributary::net
