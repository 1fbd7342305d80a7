// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <zlib.h>

namespace tributary::connect {

/// Raw DEFLATE of bytes, flushed but not ended, as a server sends it (RFC 4978 3); ended: with the final block.
inline QByteArray deflated(const QByteArray& bytes, bool ended = false) {
    z_stream z{};
    deflateInit2(&z, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    QByteArray out(static_cast<qsizetype>(deflateBound(&z, static_cast<uLong>(bytes.size()))) + 64, Qt::Uninitialized);
    QByteArray in = bytes;
    z.next_in = reinterpret_cast<Bytef*>(in.data());
    z.avail_in = static_cast<uInt>(in.size());
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    deflate(&z, ended ? Z_FINISH : Z_SYNC_FLUSH);
    out.chop(static_cast<qsizetype>(z.avail_out));
    deflateEnd(&z);
    return out;
}

} // namespace tributary::connect
