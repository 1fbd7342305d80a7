// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/TransferFiles.h"

#include "transfer/Backup.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

tl::unexpected<Error> systemFailure(const QString& path, int error) {
    const bool isFull = error == ENOSPC || error == EDQUOT;
    return failure(ErrorKind::Storage, isFull ? ErrorCode::DiskFull : ErrorCode::NotWritable, QString(path + u": "_s + QString::fromLocal8Bit(std::strerror(error))));
}

} // namespace

Status writtenFile(QFileDevice& file, const QByteArray& bytes) {
    TRY_STATUS(transfer::writeAll(file, bytes));
    return {};
}

Status syncFile(QFileDevice& file) {
    errno = 0;
    if (!file.flush() || ::fsync(file.handle()) != 0)
        return systemFailure(file.fileName(), errno != 0 ? errno : ENOSPC);
    return {};
}

void syncDirectory(const QString& path) {
    const int directory = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0)
        return;
    (void)::fsync(directory); // as far as the file system knows how
    ::close(directory);
}

Status renameToNew(const QString& from, const QString& to) {
    // A link is made only where nothing stands; where there are no links, the look before must do.
    if (::link(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0) {
        QFile::remove(from);
    } else if (errno == EEXIST || QFileInfo::exists(to)) {
        return failure(ErrorKind::InvalidInput, ErrorCode::AlreadyExists, to);
    } else if (::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0) {
        return systemFailure(to, errno);
    }
    syncDirectory(QFileInfo(to).path());
    return {};
}

Status writeNewFile(const QString& path, const QByteArray& bytes) {
    if (QFileInfo::exists(path))
        return failure(ErrorKind::InvalidInput, ErrorCode::AlreadyExists, path);
    QFile part(path + u".part"_s);
    if (!part.open(QIODevice::WriteOnly | QIODevice::Truncate, QFile::ReadOwner | QFile::WriteOwner))
        return failure(ErrorKind::Storage, ErrorCode::NotWritable, QString(part.fileName() + u": "_s + part.errorString()));
    Status done = writtenFile(part, bytes);
    if (done)
        done = syncFile(part);
    if (done)
        done = renameToNew(part.fileName(), path);
    if (!done)
        part.remove();
    return done;
}

} // namespace tributary::engine
