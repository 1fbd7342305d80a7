// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/Backup.h"

#include "auth/Sealing.h"
#include "transfer/detail/BackupHeader.h"

#include <QBuffer>
#include <QFileDevice>
#include <QtEndian>

#include <zstd.h>

#include <algorithm>

namespace tributary::transfer {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kLevel = 3;
constexpr qint64 kReadBytes = 1 << 20;
} // namespace

Status writeAll(QIODevice& out, const QByteArray& bytes) {
    if (out.write(bytes) == bytes.size())
        return {};
    const auto* file = qobject_cast<QFileDevice*>(&out);
    const bool isFull = file && (file->error() == QFileDevice::ResourceError || file->error() == QFileDevice::WriteError);
    return failure(ErrorKind::Storage, isFull ? ErrorCode::DiskFull : ErrorCode::NotWritable,
                   (file ? QString(file->fileName() + u": "_s) : QString()) + out.errorString());
}

void BackupWriter::FreeContext::operator()(ZSTD_CCtx_s* context) const { ZSTD_freeCCtx(context); }

BackupWriter::BackupWriter(QIODevice& out, auth::ChunkSealing sealing, qsizetype pieceBytes)
    : m_out(out), m_sealing(std::move(sealing)), m_pieceBytes(pieceBytes), m_context(ZSTD_createCCtx()) {
    ZSTD_CCtx_setParameter(m_context.get(), ZSTD_c_compressionLevel, kLevel);
    ZSTD_CCtx_setParameter(m_context.get(), ZSTD_c_checksumFlag, 1);
}
BackupWriter::~BackupWriter() = default;

Result<std::unique_ptr<BackupWriter>> BackupWriter::begin(QIODevice& out, const Secret& passphrase, const auth::ScryptCost& cost, qsizetype pieceBytes) {
    detail::BackupHeader header{cost, static_cast<quint32>(std::clamp<qsizetype>(pieceBytes, 1, detail::kMostPieceBytes)), {}};
    TRY(header.salt, auth::randomSalt(detail::kSaltBytes));
    TRY(Secret key, auth::keyOfPassphrase(passphrase, header.salt, cost));
    const QByteArray bytes = detail::bytesOf(header);
    TRY_STATUS(writeAll(out, bytes + auth::keyCheck(key, bytes)));
    return std::unique_ptr<BackupWriter>(new BackupWriter(out, auth::ChunkSealing(std::move(key), bytes), header.pieceBytes));
}

Status BackupWriter::writePiece(const QByteArray& plain, bool isLast) {
    TRY(const QByteArray sealed, m_sealing.seal(plain, isLast));
    QByteArray frame(detail::kFrameBytes, '\0');
    frame[0] = isLast ? 1 : 0;
    qToBigEndian(static_cast<quint32>(sealed.size()), frame.data() + 1);
    return writeAll(m_out, frame + sealed);
}

Status BackupWriter::compress(QByteArrayView bytes, bool isEnd) {
    ZSTD_inBuffer in{bytes.data(), static_cast<std::size_t>(bytes.size()), 0};
    QByteArray room(static_cast<qsizetype>(ZSTD_CStreamOutSize()), Qt::Uninitialized);
    for (bool isDone = false; !isDone;) {
        ZSTD_outBuffer out{room.data(), static_cast<std::size_t>(room.size()), 0};
        const std::size_t left = ZSTD_compressStream2(m_context.get(), &out, &in, isEnd ? ZSTD_e_end : ZSTD_e_continue);
        if (ZSTD_isError(left) != 0)
            return failure(ErrorKind::Internal, ErrorCode::Bug, u"zstd: %1"_s.arg(QString::fromLatin1(ZSTD_getErrorName(left))));
        m_piece += QByteArrayView(room).first(static_cast<qsizetype>(out.pos));
        isDone = isEnd ? left == 0 : in.pos == in.size;
        while (m_piece.size() > m_pieceBytes) { // one stays: it may be the last
            TRY_STATUS(writePiece(m_piece.first(m_pieceBytes), false));
            m_piece.remove(0, m_pieceBytes);
        }
    }
    return {};
}

Status BackupWriter::add(const QByteArray& name, QIODevice& from, qint64 size, const Told& told) {
    if (name.isEmpty() || name.size() > kMaxEntryName)
        return failure(ErrorKind::Internal, ErrorCode::Bug, u"a backup entry's name"_s);
    QByteArray head(1 + 2 + 8, '\0');
    head[0] = 'F';
    qToBigEndian(static_cast<quint16>(name.size()), head.data() + 1);
    qToBigEndian(static_cast<quint64>(size), head.data() + 3);
    TRY_STATUS(compress(QByteArray(head + name), false));
    for (qint64 done = 0; done < size;) {
        const QByteArray bytes = from.read(std::min(kReadBytes, size - done));
        if (bytes.isEmpty())
            return failure(ErrorKind::Storage, ErrorCode::DatabaseFailed, QString::fromUtf8(name) + u": "_s + from.errorString());
        TRY_STATUS(compress(bytes, false));
        done += bytes.size();
        if (told && !told(done))
            return failure(ErrorKind::Cancelled, ErrorCode::Cancelled);
    }
    return {};
}

Status BackupWriter::add(const QByteArray& name, const QByteArray& bytes) {
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    return add(name, buffer, bytes.size());
}

Status BackupWriter::finish() {
    TRY_STATUS(compress(QByteArrayView("Z"), false));
    TRY_STATUS(compress({}, true));
    return writePiece(m_piece, true);
}

} // namespace tributary::transfer
