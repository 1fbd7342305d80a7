// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tributary::ui {

/// Where the window of a profile is spoken to: the socket `window` in the profile's directory, which only its user enters. There, and
/// not in a runtime directory, because it then is the same for every process that names the profile, whatever its environment.
/// A directory whose name is longer than a socket's address may be (108 bytes, unix(7)) is named by an open descriptor of it.
class InstancePlace {
  public:
    explicit InstancePlace(const QString& directory);
    ~InstancePlace();
    InstancePlace(const InstancePlace&) = delete;
    InstancePlace& operator=(const InstancePlace&) = delete;

    /// For this process alone, while the object lives.
    [[nodiscard]] QString socket() const { return m_socket; }

  private:
    int m_directory = -1;
    QString m_socket;
};

} // namespace tributary::ui
