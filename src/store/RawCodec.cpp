// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Store.h"

#include <zstd.h>

#include <memory>

namespace tributary::store {

namespace {

constexpr int kLevel = 3; // measured: ratio 2.2 to 2.9 at 130 MB/s and more

struct FreeCompressor {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};
struct FreeDecompressor {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

/// Kept for each thread: making one costs more than a small message.
ZSTD_CCtx* compressor() {
    thread_local const std::unique_ptr<ZSTD_CCtx, FreeCompressor> context(ZSTD_createCCtx());
    return context.get();
}

ZSTD_DCtx* decompressor() {
    thread_local const std::unique_ptr<ZSTD_DCtx, FreeDecompressor> context(ZSTD_createDCtx());
    return context.get();
}

tl::unexpected<Error> damaged(const QString& detail) {
    return failure(ErrorKind::Storage, ErrorCode::DatabaseDamaged, detail);
}

} // namespace

QByteArray compressRaw(QByteArrayView raw) {
    const std::size_t bound = ZSTD_compressBound(static_cast<std::size_t>(raw.size()));
    QByteArray out(static_cast<qsizetype>(bound), Qt::Uninitialized);
    const std::size_t size =
        ZSTD_compressCCtx(compressor(), out.data(), bound, raw.data(), static_cast<std::size_t>(raw.size()), kLevel);
    if (ZSTD_isError(size) != 0) // only when memory is gone
        qFatal("zstd: %s", ZSTD_getErrorName(size));
    out.resize(static_cast<qsizetype>(size));
    out.squeeze();
    return out;
}

Result<QByteArray> decompressRaw(QByteArrayView compressed, qint64 maxBytes) {
    const auto packed = static_cast<std::size_t>(compressed.size());
    const unsigned long long size = ZSTD_getFrameContentSize(compressed.data(), packed);
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN)
        return damaged(QStringLiteral("a compressed message has no size"));
    if (size > static_cast<unsigned long long>(qMax<qint64>(maxBytes, 0)))
        return damaged(QStringLiteral("a compressed message claims %1 bytes").arg(size));
    // One compressed byte never stands for more than 2^17 of text (a block of zstd): a lying header is not believed.
    if (size / 131'072 > packed)
        return damaged(QStringLiteral("a compressed message claims more than it can hold"));
    QByteArray out(static_cast<qsizetype>(size), Qt::Uninitialized);
    const std::size_t done =
        ZSTD_decompressDCtx(decompressor(), out.data(), static_cast<std::size_t>(size), compressed.data(), packed);
    if (ZSTD_isError(done) != 0 || done != size)
        return damaged(QStringLiteral("a compressed message is damaged: %1")
                           .arg(QString::fromLatin1(ZSTD_isError(done) != 0 ? ZSTD_getErrorName(done) : "size")));
    return out;
}

} // namespace tributary::store
