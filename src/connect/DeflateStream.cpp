// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/DeflateStream.h"

#include "base/Clock.h"

#include <zlib.h>

#include <algorithm>

namespace tributary::connect {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kRaw = -MAX_WBITS; // no zlib header (RFC 4978 3)
constexpr int kMemory = 8;
constexpr qsizetype kDeflatedPiece = 32 << 10;
constexpr qsizetype kMostInput = 1 << 20; // of one call into zlib, which counts in 32 bits

Bytef* bytesOf(const char* data) { return reinterpret_cast<Bytef*>(const_cast<char*>(data)); } // zlib's interface has no const

} // namespace

class DeflateStream::Codec {
  public:
    Codec() {
        ready = inflateInit2(&in, kRaw) == Z_OK;
        ready = deflateInit2(&out, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kRaw, kMemory, Z_DEFAULT_STRATEGY) == Z_OK && ready;
    }
    ~Codec() {
        inflateEnd(&in);
        deflateEnd(&out);
    }
    Codec(const Codec&) = delete;
    Codec& operator=(const Codec&) = delete;

    z_stream in{};
    z_stream out{};
    bool ready = false;
};

DeflateStream::DeflateStream(std::unique_ptr<net::ByteStream> inner, const QByteArray& received)
    : m_inner(std::move(inner)), m_codec(std::make_unique<Codec>()), m_input(received),
      m_piece(limits::kInflatedPiece, Qt::Uninitialized) {}
DeflateStream::~DeflateStream() = default;

Status DeflateStream::startTls() {
    return failure(ErrorKind::Internal, ErrorCode::Bug, u"TLS inside compression"_s);
}

Result<net::ReadOutcome> DeflateStream::read(Timeout timeout) {
    // Input that gives no output, such as empty blocks, does not keep us beyond the deadline.
    const Clock::TimePoint deadline = Clock::system().now() + timeout;
    for (;;) {
        TRY(QByteArray bytes, inflateSome());
        if (!bytes.isEmpty())
            return net::ReadOutcome{std::move(bytes), false};
        if (m_ended)
            return failure(ErrorKind::Network, ErrorCode::ConnectionClosed, u"the compressed data ended"_s);
        const auto left = std::chrono::duration_cast<Timeout>(deadline - Clock::system().now());
        TRY(net::ReadOutcome outcome, m_inner->read(std::max<Timeout>(left, 0ms)));
        if (outcome.bytes.isEmpty())
            return outcome;
        m_input = std::move(outcome.bytes);
        m_inputAt = 0;
    }
}

Result<QByteArray> DeflateStream::inflateSome() {
    if (!m_codec->ready)
        return failure(ErrorKind::Internal, ErrorCode::Bug, u"no memory for zlib"_s);
    z_stream& z = m_codec->in;
    while (!m_ended && (m_full || m_inputAt < m_input.size())) {
        const qsizetype offered = std::min(m_input.size() - m_inputAt, kMostInput);
        z.next_in = bytesOf(m_input.constData() + m_inputAt);
        z.avail_in = static_cast<uInt>(offered);
        z.next_out = reinterpret_cast<Bytef*>(m_piece.data());
        z.avail_out = static_cast<uInt>(m_piece.size());
        const int code = inflate(&z, Z_SYNC_FLUSH);
        if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR)
            return failure(ErrorKind::Protocol, ErrorCode::MalformedResponse, u"what was to be compressed is not"_s);
        const qsizetype taken = offered - static_cast<qsizetype>(z.avail_in);
        const qsizetype made = m_piece.size() - static_cast<qsizetype>(z.avail_out);
        m_inputAt += taken;
        m_full = z.avail_out == 0;
        m_ended = code == Z_STREAM_END;
        TRY_STATUS(countSpan(taken, made));
        if (made > 0)
            return m_piece.first(made);
        if (taken == 0)
            break;
    }
    return QByteArray();
}

Status DeflateStream::countSpan(qint64 in, qint64 out) {
    m_spanIn += in;
    m_spanOut += out;
    if (m_spanOut <= limits::kInflatedSpan)
        return {};
    if (m_spanIn < m_spanOut / limits::kInflatedRatio)
        return failure(ErrorKind::Protocol, ErrorCode::LimitExceeded, u"a compressed stream swells too much"_s);
    m_spanIn = m_spanOut = 0;
    return {};
}

Status DeflateStream::write(QByteArrayView bytes) {
    if (!m_codec->ready)
        return failure(ErrorKind::Internal, ErrorCode::Bug, u"no memory for zlib"_s);
    z_stream& z = m_codec->out;
    while (!bytes.isEmpty()) {
        const QByteArrayView part = bytes.first(std::min(bytes.size(), kMostInput));
        bytes = bytes.sliced(part.size());
        z.next_in = bytesOf(part.data());
        z.avail_in = static_cast<uInt>(part.size());
        do {
            QByteArray made(kDeflatedPiece, Qt::Uninitialized);
            z.next_out = reinterpret_cast<Bytef*>(made.data());
            z.avail_out = static_cast<uInt>(made.size());
            deflate(&z, bytes.isEmpty() ? Z_SYNC_FLUSH : Z_NO_FLUSH); // Z_BUF_ERROR: nothing was left to flush
            made.chop(static_cast<qsizetype>(z.avail_out));
            m_sent += made.size();
            if (!made.isEmpty())
                TRY_STATUS(m_inner->write(made));
        } while (z.avail_out == 0);
    }
    return {};
}

} // namespace tributary::connect
