// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/detail/BackupHeader.h"

#include <QtEndian>

namespace tributary::transfer::detail {

using namespace Qt::Literals::StringLiterals;

QByteArray bytesOf(const BackupHeader& header) {
    QByteArray bytes = kMagic.toByteArray();
    bytes += kVersion;
    bytes += static_cast<char>(header.cost.logN);
    bytes += static_cast<char>(header.cost.r);
    bytes += static_cast<char>(header.cost.p);
    QByteArray size(4, '\0');
    qToBigEndian(header.pieceBytes, size.data());
    return bytes + size + header.salt;
}

Result<BackupHeader> parseHeader(const QByteArray& bytes) {
    if (bytes.size() != kHeaderBytes || !bytes.startsWith(kMagic))
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"this is no backup of Tributary"_s);
    qsizetype at = kMagic.size();
    if (bytes[at] != kVersion)
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"the backup is of format %1, which this program does not know"_s.arg(static_cast<uchar>(bytes[at])));
    BackupHeader header;
    header.cost.logN = static_cast<quint8>(bytes[++at]);
    header.cost.r = static_cast<quint8>(bytes[++at]);
    header.cost.p = static_cast<quint8>(bytes[++at]);
    header.pieceBytes = qFromBigEndian<quint32>(bytes.constData() + ++at);
    header.salt = bytes.last(kSaltBytes);
    if (header.pieceBytes == 0 || header.pieceBytes > kMostPieceBytes)
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"the backup's header is damaged"_s);
    return header;
}

} // namespace tributary::transfer::detail
