// SPDX-License-Identifier: GPL-3.0-or-later
// The first bytes of a backup: "TRIBUTARYBACKUP", version 1, log2 N, r, p (a byte each), the most plain bytes of a piece (4 bytes, big
// endian), 16 bytes of salt; then 16 bytes that show whether the key is right. Then pieces: a byte (1: the last), 4 bytes of length, and
// as many sealed bytes.
#pragma once

#include "auth/ChunkSealing.h"

#include <QByteArray>

#include <optional>

namespace tributary::transfer::detail {

inline constexpr QByteArrayView kMagic("TRIBUTARYBACKUP");
inline constexpr char kVersion = 1;
inline constexpr qsizetype kSaltBytes = 16;
inline constexpr qsizetype kHeaderBytes = kMagic.size() + 4 + 4 + kSaltBytes;
inline constexpr qsizetype kCheckBytes = 16;
inline constexpr qsizetype kFrameBytes = 5;
inline constexpr qsizetype kMostPieceBytes = 16 << 20;

struct BackupHeader {
    auth::ScryptCost cost;
    quint32 pieceBytes = 0;
    QByteArray salt;
};
[[nodiscard]] QByteArray bytesOf(const BackupHeader& header);
/// Of kHeaderBytes bytes. InvalidInput/BadValue.
[[nodiscard]] Result<BackupHeader> parseHeader(const QByteArray& bytes);

} // namespace tributary::transfer::detail
