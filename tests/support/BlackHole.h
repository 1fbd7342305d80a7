// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace tributary::tests {

/// An address of loopback that swallows connection attempts without a word: a listening socket whose queue is full (the
/// kernel then drops each SYN). Nothing leaves the machine.
class BlackHole {
  public:
    /// port 0: any free one.
    explicit BlackHole(const QString& address = QStringLiteral("127.0.0.9"), quint16 port = 0);
    ~BlackHole();
    BlackHole(const BlackHole&) = delete;
    BlackHole& operator=(const BlackHole&) = delete;

    [[nodiscard]] QString address() const { return m_address; }
    [[nodiscard]] quint16 port() const { return m_port; }
    /// False where the system does not drop them: the test has nothing to test then.
    [[nodiscard]] bool works() const { return m_works; }

  private:
    QString m_address;
    quint16 m_port = 0;
    bool m_works = false;
    QList<int> m_sockets;
};

} // namespace tributary::tests
