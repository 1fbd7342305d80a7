// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QString>

namespace tributary::engine {

/// Writes bytes into directory under safeName or, where that is taken, "name (2)"; never over a file that is there, never executable.
[[nodiscard]] Result<QString> saveBytes(const QByteArray& bytes, const QString& safeName, const QString& directory);

/// "Subject.eml", safe.
[[nodiscard]] QString sourceName(const QString& subject);

/// Copies of attachments for other programs: a directory of the profile that only the user may enter, each file read-only in one of
/// its own. All go when this object does, and what a crash left behind when the next one comes. Any thread.
class OpenedFiles {
  public:
    explicit OpenedFiles(const QString& profileDirectory);
    ~OpenedFiles();
    OpenedFiles(const OpenedFiles&) = delete;
    OpenedFiles& operator=(const OpenedFiles&) = delete;

    [[nodiscard]] Result<QString> add(const QByteArray& bytes, const QString& safeName);

  private:
    QString m_directory;
};

} // namespace tributary::engine
