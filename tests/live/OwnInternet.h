// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace tributary::tests {

/// An Internet of this program's own: a network namespace whose loopback has public addresses, with a real name server (dnsmasq) that the
/// machine's resolver asks. Programs that are started from it are in it, too. Of the calling thread and those that it starts, until it ends.
class OwnInternet {
  public:
    static constexpr char kWeb[] = "45.45.45.1", kMail[] = "45.45.45.2", kSilent[] = "45.45.45.9";

    /// Empty: entered. Else why not.
    [[nodiscard]] QString enter();
    /// records: lines of dnsmasq's configuration.
    [[nodiscard]] QString startNameserver(const QByteArray& records);
    ~OwnInternet();

  private:
    QTemporaryDir m_directory;
    std::unique_ptr<QProcess> m_nameserver;
};

} // namespace tributary::tests
