// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Message.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringList>

namespace tributary::engine {

/// The two ends of a file: what it is stands in the first bytes, what an archive holds in the last.
struct FileEnds {
    QByteArray first; ///< at most kFirstBytes
    QByteArray last;  ///< of an archive, at most kLastBytes; may overlap with first
    qint64 size = 0;  ///< of the whole file
};
inline constexpr qsizetype kFirstBytes = 64 << 10;
inline constexpr qsizetype kLastBytes = 1 << 20;

/// Its last bytes are wanted: an archive, or an office document (which is one).
[[nodiscard]] bool hasContents(QByteArrayView firstBytes);

/// Whether opening it is to be asked about again. name: as it is shown and saved. Pure; nothing is unpacked.
[[nodiscard]] model::AttachmentDanger attachmentDanger(const QString& name, const QString& mediaType, const FileEnds& file);

/// The names in a ZIP's central directory, else those of its first local headers; at most 10,000. Pure, bounded.
[[nodiscard]] QStringList zipNames(const FileEnds& file);

} // namespace tributary::engine
