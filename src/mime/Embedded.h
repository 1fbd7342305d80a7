// SPDX-License-Identifier: GPL-3.0-or-later
// Files that travel in a message without being parts of it: uuencoded or yEnc inside a text, packed into winmail.dat
// (TNEF). Looked for only when it is asked for: most mail has none.
#pragma once

#include "mime/Message.h"

namespace tributary::mime {

enum class Embedding { Uuencode, Yenc, Tnef };

struct EmbeddedFile {
    int part = -1; ///< the part that it lies in
    Embedding embedding = Embedding::Uuencode;
    QString fileName; ///< as sent, decoded; may be hostile: see safeFileName()
    QByteArray type, subtype; ///< where it is said (TNEF), else application/octet-stream; lower case
    QByteArray contentId;     ///< without <>
    QByteArray bytes;
    bool damaged = false; ///< cut short, one of several pieces, or its checksum or size differs
};

struct EmbeddedFiles {
    QList<EmbeddedFile> files; ///< in the order of the parts
    QList<Defect> defects;     ///< TooManyFiles, FilesTooLarge, TooManyTnefProperties, TooDeep, DamagedFile
    bool hiddenText = false;   ///< a winmail.dat has a text of its own (RTF, HTML), which is not read
};
[[nodiscard]] EmbeddedFiles embeddedFiles(QByteArrayView raw, const ParsedMessage& message);

[[nodiscard]] QString safeFileName(const EmbeddedFile& file);
/// application/ms-tnef, or anything named winmail.dat: its files are in embeddedFiles().
[[nodiscard]] bool isTnef(const Part& part);

} // namespace tributary::mime
