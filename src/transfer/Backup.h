// SPDX-License-Identifier: GPL-3.0-or-later
// The format of an encrypted backup (docs/backup.md): files, one behind the other, compressed by zstd (RFC 8878) and sealed in pieces
// (auth/ChunkSealing). Written and read as a stream, a piece in memory. Worker threads.
#pragma once

#include "auth/ChunkSealing.h"
#include "base/Result.h"
#include "base/Secret.h"

#include <QByteArray>
#include <QIODevice>
#include <QString>

#include <functional>
#include <memory>

struct ZSTD_CCtx_s;
struct ZSTD_DCtx_s;

namespace tributary::transfer {

inline constexpr qsizetype kPieceBytes = 1 << 20; ///< of the compressed stream
inline constexpr qsizetype kMaxEntryName = 200;

/// Where the written bytes go. Storage/DiskFull, NotWritable.
[[nodiscard]] Status writeAll(QIODevice& out, const QByteArray& bytes);

class BackupWriter {
  public:
    /// Writes the header. Waits for scrypt. Errors: keyOfPassphrase(), Storage.
    [[nodiscard]] static Result<std::unique_ptr<BackupWriter>> begin(QIODevice& out, const Secret& passphrase, const auth::ScryptCost& cost = {},
                                                                     qsizetype pieceBytes = kPieceBytes);
    ~BackupWriter();

    /// size bytes of from, under a name; told: of them, so far. Cancelled when it says false. Internal/Bug: from is shorter.
    using Told = std::function<bool(qint64 done)>;
    [[nodiscard]] Status add(const QByteArray& name, QIODevice& from, qint64 size, const Told& told = {});
    [[nodiscard]] Status add(const QByteArray& name, const QByteArray& bytes);
    /// The last piece. Without it the file cannot be opened.
    [[nodiscard]] Status finish();

  private:
    BackupWriter(QIODevice& out, auth::ChunkSealing sealing, qsizetype pieceBytes);
    [[nodiscard]] Status compress(QByteArrayView bytes, bool isEnd);
    [[nodiscard]] Status writePiece(const QByteArray& plain, bool isLast);

    struct FreeContext {
        void operator()(ZSTD_CCtx_s* context) const;
    };
    QIODevice& m_out;
    auth::ChunkSealing m_sealing;
    qsizetype m_pieceBytes;
    std::unique_ptr<ZSTD_CCtx_s, FreeContext> m_context;
    QByteArray m_piece; ///< compressed and not yet written
};

class BackupReader {
  public:
    /// Reads the header. Waits for scrypt. InvalidInput/BadValue: no backup, or one of a later format; Auth/WrongPassphrase; Storage.
    [[nodiscard]] static Result<std::unique_ptr<BackupReader>> begin(QIODevice& in, const Secret& passphrase);
    ~BackupReader();

    struct Entry {
        QByteArray name;
        qint64 size = 0;
    };
    /// The next file; none: that was the last, and the whole backup is as it was written. What is left of the one before is passed over.
    /// Storage/DatabaseDamaged.
    [[nodiscard]] Result<std::optional<Entry>> next();
    /// Some of its bytes; empty: that was all.
    [[nodiscard]] Result<QByteArray> read();

  private:
    BackupReader(QIODevice& in, auth::ChunkSealing sealing, qsizetype pieceBytes);
    [[nodiscard]] Status readPiece();
    [[nodiscard]] Result<QByteArray> take(qint64 most);       ///< at least a byte, or empty at the end
    [[nodiscard]] Result<QByteArray> takeExactly(qint64 size);
    [[nodiscard]] Status checkEnd();

    struct FreeContext {
        void operator()(ZSTD_DCtx_s* context) const;
    };
    QIODevice& m_in;
    auth::ChunkSealing m_sealing;
    qsizetype m_pieceBytes;
    std::unique_ptr<ZSTD_DCtx_s, FreeContext> m_context;
    QByteArray m_piece; ///< opened
    qsizetype m_pieceAt = 0;
    QByteArray m_plain; ///< decompressed and not yet taken
    bool m_isLast = false;
    bool m_frameEnded = false;
    bool m_isRoomFull = false;
    qint64 m_left = 0; ///< of the entry
};

} // namespace tributary::transfer
