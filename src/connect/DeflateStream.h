// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/ByteStream.h"

#include <memory>

namespace tributary::connect {

namespace limits {
inline constexpr qsizetype kInflatedPiece = 256 << 10; ///< most that one read() gives
/// For each so many bytes that came out, at least a thousandth must have come in. No text that people write comes near; the
/// best that DEFLATE can do is 1:1032. Counted anew each time, so that honest traffic before is no credit for a bomb.
inline constexpr qint64 kInflatedSpan = 64LL << 20;
inline constexpr qint64 kInflatedRatio = 1000;
} // namespace limits

/// A ByteStream whose bytes are DEFLATE on the inner one (RFC 4978, RFC 1951), in both directions, each write() flushed.
/// Errors beside those of the inner stream: Protocol/MalformedResponse for what is no DEFLATE, Protocol/LimitExceeded
/// for a bomb, Network/ConnectionClosed behind the end of the compressed data.
class DeflateStream final : public net::ByteStream {
  public:
    /// received: compressed bytes that had come before the inner stream was handed over.
    DeflateStream(std::unique_ptr<net::ByteStream> inner, const QByteArray& received);
    ~DeflateStream() override;

    [[nodiscard]] Result<net::ReadOutcome> read(Timeout timeout) override;
    [[nodiscard]] Status write(QByteArrayView bytes) override;
    [[nodiscard]] Status startTls() override;
    [[nodiscard]] bool isEncrypted() const override { return m_inner->isEncrypted(); }
    void close() override { m_inner->close(); }
    [[nodiscard]] qint64 bytesReceived() const override { return m_inner->bytesReceived(); } ///< compressed
    [[nodiscard]] qint64 bytesSent() const { return m_sent; }                                ///< compressed

  private:
    /// What the bytes at hand give, at most a piece.
    [[nodiscard]] Result<QByteArray> inflateSome();
    [[nodiscard]] Status countSpan(qint64 in, qint64 out);

    class Codec;
    std::unique_ptr<net::ByteStream> m_inner;
    std::unique_ptr<Codec> m_codec;
    QByteArray m_input; ///< received, not yet taken by the codec
    qsizetype m_inputAt = 0;
    QByteArray m_piece; ///< where one piece is made
    bool m_full = false; ///< the last piece was filled up: more may be at hand
    bool m_ended = false;
    qint64 m_spanIn = 0, m_spanOut = 0;
    qint64 m_sent = 0;
};

} // namespace tributary::connect
