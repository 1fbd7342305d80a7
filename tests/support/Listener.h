// SPDX-License-Identifier: GPL-3.0-or-later
// Hands on the bare descriptor of each connection.
#pragma once

#include <QTcpServer>

#include <functional>

namespace tributary::tests {

class Listener final : public QTcpServer {
  public:
    std::function<void(qintptr)> onConnection;

  protected:
    void incomingConnection(qintptr handle) override { onConnection(handle); }
};

} // namespace tributary::tests
