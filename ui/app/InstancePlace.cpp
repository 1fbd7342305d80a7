// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/InstancePlace.h"

#include <QDir>
#include <QFile>

#include <fcntl.h>
#include <sys/un.h>
#include <unistd.h>

namespace tributary::ui {

namespace {
// QLocalServer binds in a directory of its own beside the socket first: "/XXXXXXXX/s".
constexpr qsizetype kLongestAddress = qsizetype(sizeof(sockaddr_un::sun_path)) - 24;
} // namespace

InstancePlace::InstancePlace(const QString& directory) : m_socket(QDir(directory).absoluteFilePath(QStringLiteral("window"))) {
    if (QFile::encodeName(m_socket).size() <= kLongestAddress)
        return;
    m_directory = ::open(QFile::encodeName(directory).constData(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (m_directory >= 0)
        m_socket = QStringLiteral("/proc/self/fd/%1/window").arg(m_directory);
}

InstancePlace::~InstancePlace() {
    if (m_directory >= 0)
        ::close(m_directory);
}

} // namespace tributary::ui
