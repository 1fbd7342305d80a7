// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/AddressWatch.h"

#include <QSocketNotifier>

#ifdef Q_OS_LINUX
#include <array>
#include <cerrno>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace tributary::net {

#ifdef Q_OS_LINUX

AddressWatch::AddressWatch(std::function<void()> changed)
    : m_changed(std::move(changed)), m_socket(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE)) {
    if (m_socket < 0)
        return;
    sockaddr_nl address{};
    address.nl_family = AF_NETLINK;
    address.nl_groups = RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR;
    // The system's own interface takes every kind of address by this type.
    if (::bind(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(m_socket, QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] { read(); });
}

AddressWatch::~AddressWatch() {
    m_notifier.reset();
    if (m_socket >= 0)
        ::close(m_socket);
}

/// What has changed is not read from the messages: whoever wants to know asks the system, which cannot be out of date.
void AddressWatch::read() {
    std::array<char, 8192> buffer{};
    bool heard = false;
    for (;;) {
        const ssize_t size = ::recv(m_socket, buffer.data(), buffer.size(), 0);
        const bool isOverrun = size < 0 && errno == ENOBUFS; // some are lost: all the more has changed
        if (size < 0 && errno == EINTR)
            continue;
        if (size <= 0 && !isOverrun)
            break;
        heard = true;
    }
    if (heard)
        m_changed();
}

#else

AddressWatch::AddressWatch(std::function<void()> changed) : m_changed(std::move(changed)) {}
AddressWatch::~AddressWatch() = default;
void AddressWatch::read() {}

#endif

} // namespace tributary::net
