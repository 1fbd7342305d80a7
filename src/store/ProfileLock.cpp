// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ProfileLock.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>

namespace tributary::store {

namespace {
constexpr QFileDevice::Permissions kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
} // namespace

ProfileLock::ProfileLock(std::unique_ptr<QLockFile> file) : m_file(std::move(file)) {}
ProfileLock::ProfileLock(ProfileLock&&) noexcept = default;
ProfileLock& ProfileLock::operator=(ProfileLock&&) noexcept = default;
ProfileLock::~ProfileLock() = default;

Result<ProfileLock> ProfileLock::acquire(const QString& directory) {
    const bool fresh = !QFileInfo::exists(directory);
    if (!QDir().mkpath(directory))
        return failure(ErrorKind::Storage, ErrorCode::NotWritable, directory);
    if (fresh)
        QFile::setPermissions(directory, kOwnerOnly);
    auto file = std::make_unique<QLockFile>(QDir(directory).filePath(QStringLiteral("lock")));
    file->setStaleLockTime(0); // age says nothing; a dead owner's lock is seen by its process id
    if (file->tryLock(0))
        return ProfileLock(std::move(file));
    if (file->error() == QLockFile::LockFailedError) {
        qint64 process = 0;
        QString host;
        QString program;
        file->getLockInfo(&process, &host, &program);
        return failure(ErrorKind::Storage, ErrorCode::ProfileInUse,
                       QStringLiteral("%1 (process %2)").arg(program, QString::number(process)));
    }
    return failure(ErrorKind::Storage, ErrorCode::NotWritable, directory);
}

} // namespace tributary::store
