// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ProfileLock.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <sys/file.h>

namespace tributary::store {

namespace {

constexpr QFileDevice::Permissions kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;

/// "PROGRAM (process PID)", as the owner has written it.
QString ownerOf(QFile& file) {
    const QByteArrayList lines = file.read(4096).split('\n');
    if (lines.size() < 2 || lines[0].toLongLong() <= 0)
        return QStringLiteral("another program"); // it is about to write who it is
    return QStringLiteral("%1 (process %2)").arg(QString::fromUtf8(lines[1]), QString::fromLatin1(lines[0]));
}

void writeOwner(QFile& file) {
    // For the message alone: a full disk takes nothing from the lock.
    file.resize(0);
    file.write(QByteArray::number(QCoreApplication::applicationPid()) + '\n' + QCoreApplication::applicationName().toUtf8() + '\n');
    file.flush();
}

} // namespace

ProfileLock::ProfileLock(std::unique_ptr<QFile> file) : m_file(std::move(file)) {}
ProfileLock::ProfileLock(ProfileLock&&) noexcept = default;
ProfileLock& ProfileLock::operator=(ProfileLock&&) noexcept = default;
ProfileLock::~ProfileLock() = default;

Result<ProfileLock> ProfileLock::acquire(const QString& directory) {
    const bool fresh = !QFileInfo::exists(directory);
    if (!QDir().mkpath(directory))
        return failure(ErrorKind::Storage, ErrorCode::NotWritable, directory);
    if (fresh)
        QFile::setPermissions(directory, kOwnerOnly);
    auto file = std::make_unique<QFile>(QDir(directory).filePath(QStringLiteral("lock")));
    if (!file->open(QIODevice::ReadWrite, QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return failure(ErrorKind::Storage, ErrorCode::NotWritable, directory);
    if (::flock(file->handle(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK)
            return failure(ErrorKind::Storage, ErrorCode::NotWritable, file->fileName());
        return failure(ErrorKind::Storage, ErrorCode::ProfileInUse, ownerOf(*file));
    }
    writeOwner(*file);
    return ProfileLock(std::move(file));
}

} // namespace tributary::store
