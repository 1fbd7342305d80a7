// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/BlackHole.h"

#include <arpa/inet.h>
#include <cerrno>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tributary::tests {

BlackHole::BlackHole(const QString& address, quint16 port) : m_address(address) {
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_port = htons(port);
    inet_pton(AF_INET, address.toLatin1().constData(), &place.sin_addr);
    auto* where = reinterpret_cast<sockaddr*>(&place);
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    m_sockets.append(listener);
    if (bind(listener, where, sizeof place) != 0 || listen(listener, 0) != 0)
        return;
    socklen_t size = sizeof place;
    getsockname(listener, where, &size);
    m_port = ntohs(place.sin_port);
    for (int i = 0; i < 8 && !m_works; ++i) { // until one gets no answer
        const int filler = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        m_sockets.append(filler);
        if (connect(filler, where, sizeof place) == 0)
            continue;
        pollfd wait{filler, POLLOUT, 0};
        m_works = errno == EINPROGRESS && poll(&wait, 1, 100) == 0;
    }
}

BlackHole::~BlackHole() {
    for (const int socket : std::as_const(m_sockets))
        ::close(socket);
}

} // namespace tributary::tests
