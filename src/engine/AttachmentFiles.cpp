// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/AttachmentFiles.h"

#include "mime/Message.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kMaxNameTries = 10'000;
constexpr QFile::Permissions kOwnDirectory = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;

Status writeNew(QFile& file, const QByteArray& bytes, QFile::Permissions permissions) {
    if (file.write(bytes) != bytes.size() || !file.flush()) {
        const QString reason = file.errorString();
        file.remove();
        return failure(ErrorKind::Storage, ErrorCode::DiskFull, file.fileName() + u": "_s + reason);
    }
    file.setPermissions(permissions);
    return {};
}

} // namespace

Result<QString> saveBytes(const QByteArray& bytes, const QString& safeName, const QString& directory) {
    const QFileInfo name(safeName);
    const QDir folder(directory);
    if (!folder.exists())
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, directory);
    const QString suffix = name.suffix().isEmpty() ? QString() : QString(u'.' + name.suffix());
    for (int attempt = 1; attempt < kMaxNameTries; ++attempt) {
        const QString candidate =
            attempt == 1 ? name.fileName() : u"%1 (%2)%3"_s.arg(name.completeBaseName()).arg(attempt).arg(suffix);
        QFile file(folder.filePath(candidate));
        if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly)) {
            if (file.exists())
                continue;
            return failure(ErrorKind::Storage, ErrorCode::NotWritable, file.fileName() + u": "_s + file.errorString());
        }
        TRY_STATUS(writeNew(file, bytes, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther));
        return file.fileName();
    }
    return failure(ErrorKind::Storage, ErrorCode::NotWritable, directory);
}

QString sourceName(const QString& subject) {
    mime::Part part;
    part.type = "message";
    part.subtype = "rfc822";
    part.fileName = (subject.trimmed().isEmpty() ? u"message"_s : subject.trimmed().left(100)) + u".eml"_s;
    part.fileName.replace(u'/', u'-').replace(u'\\', u'-'); // a subject is no path
    return mime::safeFileName(part);
}

OpenedFiles::OpenedFiles(const QString& profileDirectory) : m_directory(profileDirectory + u"/opened"_s) {
    QDir(m_directory).removeRecursively();
}

OpenedFiles::~OpenedFiles() { QDir(m_directory).removeRecursively(); }

Result<QString> OpenedFiles::add(const QByteArray& bytes, const QString& safeName) {
    if (!QDir().mkpath(m_directory) || !QFile::setPermissions(m_directory, kOwnDirectory))
        return failure(ErrorKind::Storage, ErrorCode::NotWritable, m_directory);
    QTemporaryDir own(m_directory + u"/XXXXXX"_s); // 0700
    own.setAutoRemove(false);
    if (!own.isValid())
        return failure(ErrorKind::Storage, ErrorCode::NotWritable, m_directory + u": "_s + own.errorString());
    QFile file(own.filePath(safeName));
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return failure(ErrorKind::Storage, ErrorCode::NotWritable, file.fileName() + u": "_s + file.errorString());
    TRY_STATUS(writeNew(file, bytes, QFile::ReadOwner));
    return file.fileName();
}

} // namespace tributary::engine
