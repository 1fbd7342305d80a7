// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/Backup.h"
#include "transfer/detail/BackupHeader.h"

#include <QtEndian>

#include <zstd.h>

#include <algorithm>
#include <limits>

namespace tributary::transfer {

using namespace Qt::Literals::StringLiterals;

namespace {

tl::unexpected<Error> damagedBackup(const QString& what) { return failure(ErrorKind::Storage, ErrorCode::DatabaseDamaged, what); }

/// As many bytes as there are, up to size.
QByteArray readFully(QIODevice& in, qint64 size) {
    QByteArray bytes;
    while (bytes.size() < size) {
        const QByteArray more = in.read(size - bytes.size());
        if (more.isEmpty())
            break;
        bytes += more;
    }
    return bytes;
}

} // namespace

void BackupReader::FreeContext::operator()(ZSTD_DCtx_s* context) const { ZSTD_freeDCtx(context); }

BackupReader::BackupReader(QIODevice& in, auth::ChunkSealing sealing, qsizetype pieceBytes)
    : m_in(in), m_sealing(std::move(sealing)), m_pieceBytes(pieceBytes), m_context(ZSTD_createDCtx()) {}
BackupReader::~BackupReader() = default;

Result<std::unique_ptr<BackupReader>> BackupReader::begin(QIODevice& in, const Secret& passphrase) {
    const QByteArray bytes = readFully(in, detail::kHeaderBytes);
    TRY(const detail::BackupHeader header, detail::parseHeader(bytes));
    const QByteArray check = readFully(in, detail::kCheckBytes);
    if (check.size() != detail::kCheckBytes)
        return damagedBackup(u"the backup is cut off"_s);
    TRY(Secret key, auth::keyOfPassphrase(passphrase, header.salt, header.cost));
    if (!(Secret(auth::keyCheck(key, bytes)) == Secret(check)))
        return failure(ErrorKind::Auth, ErrorCode::WrongPassphrase, u"the backup (or its first bytes were changed)"_s);
    return std::unique_ptr<BackupReader>(new BackupReader(in, auth::ChunkSealing(std::move(key), bytes), header.pieceBytes));
}

Status BackupReader::readPiece() {
    const QByteArray frame = readFully(m_in, detail::kFrameBytes);
    if (frame.size() != detail::kFrameBytes)
        return damagedBackup(u"the backup is cut off"_s);
    const bool isLast = frame[0] == 1;
    const qint64 size = qFromBigEndian<quint32>(frame.constData() + 1);
    if ((frame[0] != 0 && !isLast) || size < auth::ChunkSealing::kMoreBytes || size > m_pieceBytes + auth::ChunkSealing::kMoreBytes)
        return damagedBackup(u"the backup was changed: a piece of it has an impossible length"_s);
    const QByteArray sealed = readFully(m_in, size);
    if (sealed.size() != size)
        return damagedBackup(u"the backup is cut off"_s);
    TRY(m_piece, m_sealing.open(sealed, isLast));
    m_pieceAt = 0;
    m_isLast = isLast;
    return {};
}

Result<QByteArray> BackupReader::take(qint64 most) {
    while (m_plain.isEmpty()) {
        if (m_frameEnded)
            return QByteArray();
        if (m_pieceAt == m_piece.size() && !m_isRoomFull) {
            if (m_isLast)
                return damagedBackup(u"the backup ends too early"_s);
            TRY_STATUS(readPiece());
            continue;
        }
        ZSTD_inBuffer in{m_piece.constData(), static_cast<std::size_t>(m_piece.size()), static_cast<std::size_t>(m_pieceAt)};
        QByteArray room(static_cast<qsizetype>(ZSTD_DStreamOutSize()), Qt::Uninitialized);
        ZSTD_outBuffer out{room.data(), static_cast<std::size_t>(room.size()), 0};
        const std::size_t left = ZSTD_decompressStream(m_context.get(), &out, &in);
        if (ZSTD_isError(left) != 0)
            return damagedBackup(u"zstd: %1"_s.arg(QString::fromLatin1(ZSTD_getErrorName(left))));
        m_pieceAt = static_cast<qsizetype>(in.pos);
        room.truncate(static_cast<qsizetype>(out.pos));
        m_isRoomFull = room.size() == static_cast<qsizetype>(out.size); // then it may hold some back
        m_plain = room;
        m_frameEnded = left == 0;
    }
    QByteArray bytes = m_plain.first(std::min<qint64>(most, m_plain.size()));
    m_plain.remove(0, bytes.size());
    return bytes;
}

Result<QByteArray> BackupReader::takeExactly(qint64 size) {
    QByteArray bytes;
    while (bytes.size() < size) {
        TRY(const QByteArray more, take(size - bytes.size()));
        if (more.isEmpty())
            return damagedBackup(u"the backup ends too early"_s);
        bytes += more;
    }
    return bytes;
}

Result<std::optional<BackupReader::Entry>> BackupReader::next() {
    while (m_left > 0)
        TRY_STATUS(read());
    TRY(const QByteArray kind, takeExactly(1));
    if (kind == "Z") {
        TRY_STATUS(checkEnd());
        return std::optional<Entry>();
    }
    TRY(const QByteArray head, takeExactly(2 + 8));
    const quint16 nameBytes = qFromBigEndian<quint16>(head.constData());
    const quint64 size = qFromBigEndian<quint64>(head.constData() + 2);
    if (kind != "F" || nameBytes == 0 || nameBytes > kMaxEntryName || size > static_cast<quint64>(std::numeric_limits<qint64>::max()))
        return damagedBackup(u"the backup holds what this program does not know"_s);
    Entry entry;
    TRY(entry.name, takeExactly(nameBytes));
    entry.size = m_left = static_cast<qint64>(size);
    return std::optional(entry);
}

Result<QByteArray> BackupReader::read() {
    if (m_left == 0)
        return QByteArray();
    TRY(QByteArray bytes, take(std::min<qint64>(m_left, 1 << 20)));
    if (bytes.isEmpty())
        return damagedBackup(u"the backup ends too early"_s);
    m_left -= bytes.size();
    return bytes;
}

/// Nothing stands behind the end: neither in the stream nor in the file.
Status BackupReader::checkEnd() {
    TRY(const QByteArray more, take(1));
    if (!more.isEmpty() || m_pieceAt != m_piece.size())
        return damagedBackup(u"something stands behind the end of the backup"_s);
    if (!m_isLast) // its bytes may have ended with the piece before
        TRY_STATUS(readPiece());
    if (!m_isLast || m_pieceAt != m_piece.size() || !readFully(m_in, 1).isEmpty())
        return damagedBackup(u"something stands behind the end of the backup"_s);
    return {};
}

} // namespace tributary::transfer
