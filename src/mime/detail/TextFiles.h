// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mime/Embedded.h"

namespace tributary::mime::detail {

/// Where a uuencoded or yEnc file stands in a text, its marker lines included.
struct TextFile {
    Embedding embedding = Embedding::Uuencode;
    QByteArray fileName;
    qsizetype from = 0, to = 0;         ///< with the marker lines
    qsizetype dataFrom = 0, dataTo = 0; ///< the encoded lines
    bool whole = false;                 ///< its end was found, and it is not one piece of several
    qint64 size = -1;                   ///< as yEnc declares it; -1: not
    qint64 crc = -1;                    ///< CRC-32 as yEnc declares it; -1: not
};
/// At most one more than limits::kFiles, which says that there are too many. A line of prose that begins with "begin" is no file: encoded lines must follow.
[[nodiscard]] QList<TextFile> findTextFiles(QByteArrayView text);
[[nodiscard]] QByteArray withoutFiles(QByteArrayView text, const QList<TextFile>& files);
/// damaged: shorter than declared, or the checksum differs.
[[nodiscard]] QByteArray decodeTextFile(QByteArrayView text, const TextFile& file, bool& damaged);

} // namespace tributary::mime::detail
