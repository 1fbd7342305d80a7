// SPDX-License-Identifier: GPL-3.0-or-later
// Files that are written whole or not at all. Worker threads.
#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QFileDevice>

namespace tributary::engine {

/// Storage/DiskFull, NotWritable.
[[nodiscard]] Status writtenFile(QFileDevice& file, const QByteArray& bytes);
/// On the disk: what is in the file, and that it stands in its directory. Storage.
[[nodiscard]] Status syncFile(QFileDevice& file);
void syncDirectory(const QString& path);
/// Under another name until it is whole; InvalidInput/AlreadyExists where something of that name is there. Readable by the user alone.
[[nodiscard]] Status writeNewFile(const QString& path, const QByteArray& bytes);
/// Never over what is there: InvalidInput/AlreadyExists. Storage.
[[nodiscard]] Status renameToNew(const QString& from, const QString& to);

} // namespace tributary::engine
