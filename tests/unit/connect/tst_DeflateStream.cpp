// SPDX-License-Identifier: GPL-3.0-or-later
// COMPRESS=DEFLATE (RFC 4978) as a stream: both ways, in any pieces, and what a server makes of it to hurt us (SRV11 in
// reference/reliability.md).
#include "Deflated.h"
#include "connect/DeflateStream.h"

#include <gtest/gtest.h>

#include <deque>

namespace tributary::connect::tst_DeflateStream {
namespace {

using namespace std::chrono_literals;

/// What the peer sends, one read() each, and what it was sent; then the connection is closed.
struct Wire {
    std::deque<net::ReadOutcome> toRead;
    QByteArray written;
    Error end{ErrorKind::Network, ErrorCode::ConnectionClosed, {}, {}};
    qint64 received = 0;
    int reads = 0;
};

class WireStream final : public net::ByteStream {
  public:
    explicit WireStream(Wire& wire) : m_wire(wire) {}
    Result<net::ReadOutcome> read(Timeout) override {
        ++m_wire.reads;
        if (m_wire.toRead.empty())
            return failure(m_wire.end);
        net::ReadOutcome next = std::move(m_wire.toRead.front());
        m_wire.toRead.pop_front();
        m_wire.received += next.bytes.size();
        return next;
    }
    Status write(QByteArrayView bytes) override {
        m_wire.written.append(bytes);
        return {};
    }
    Status startTls() override { return {}; }
    bool isEncrypted() const override { return true; }
    void close() override {}
    qint64 bytesReceived() const override { return m_wire.received; }

  private:
    Wire& m_wire;
};

DeflateStream over(Wire& wire, const QByteArray& received = {}) { return {std::make_unique<WireStream>(wire), received}; }

/// All that can be read, and the error that ends it.
struct Reading {
    QByteArray bytes;
    qsizetype largest = 0;
    qint64 total = 0;
    Error end;
};

Reading readAll(DeflateStream& stream, bool keep = true) {
    Reading reading;
    for (;;) {
        auto outcome = stream.read(1s);
        if (!outcome) {
            reading.end = outcome.error();
            return reading;
        }
        reading.total += outcome->bytes.size();
        reading.largest = std::max(reading.largest, outcome->bytes.size());
        if (keep)
            reading.bytes += outcome->bytes;
    }
}

} // namespace

TEST(DeflateStream, readsWhatWasCompressedInAnyPieces) {
    const QByteArray text = QByteArray("* 1 FETCH (UID 1 FLAGS ())\r\n").repeated(40) + QByteArray("\0\xff", 2);
    const QByteArray wireBytes = deflated(text);
    for (qsizetype split = 0; split <= wireBytes.size(); ++split) {
        Wire wire;
        wire.toRead.push_back({wireBytes.mid(split), false});
        if (split == wireBytes.size())
            wire.toRead.clear();
        DeflateStream stream = over(wire, wireBytes.left(split));
        const Reading reading = readAll(stream);
        ASSERT_EQ(reading.bytes, text) << split;
        ASSERT_EQ(reading.end.code, ErrorCode::ConnectionClosed);
    }
    Wire bytewise;
    for (const char c : wireBytes)
        bytewise.toRead.push_back({QByteArray(1, c), false});
    DeflateStream stream = over(bytewise);
    EXPECT_EQ(readAll(stream).bytes, text);
    EXPECT_EQ(stream.bytesReceived(), wireBytes.size()) << "as on the wire";
}

TEST(DeflateStream, whatCameBeforeItIsReadWithoutWaiting) {
    Wire wire;
    DeflateStream stream = over(wire, deflated("* OK\r\n"));
    const auto outcome = stream.read(1s);
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->bytes, "* OK\r\n");
    EXPECT_EQ(wire.reads, 0);
}

TEST(DeflateStream, eachWriteIsFlushed) {
    Wire wire;
    DeflateStream stream = over(wire);
    QByteArray all;
    for (const QByteArray& line : {QByteArray("A1 NOOP\r\n"), QByteArray("A2 APPEND x {300000}\r\n"), QByteArray(3'000'000, 'x'), QByteArray("DONE\r\n")}) {
        ASSERT_TRUE(stream.write(line));
        all += line;
        Wire back;
        DeflateStream other = over(back, wire.written);
        EXPECT_EQ(readAll(other).bytes, all) << "the peer has all of it";
    }
    EXPECT_EQ(stream.bytesSent(), wire.written.size());
    EXPECT_LT(wire.written.size(), 10'000);
    const QByteArray before = wire.written;
    ASSERT_TRUE(stream.write({}));
    EXPECT_EQ(wire.written, before);
}

TEST(DeflateStream, wakesAndErrorsComeThrough) {
    Wire wire;
    wire.toRead.push_back({{}, true});
    wire.end = {ErrorKind::Cancelled, ErrorCode::Cancelled, {}, {}};
    DeflateStream stream = over(wire);
    const auto woken = stream.read(1s);
    ASSERT_TRUE(woken);
    EXPECT_TRUE(woken->woken);
    EXPECT_EQ(stream.read(1s).error().kind, ErrorKind::Cancelled);
    EXPECT_EQ(stream.startTls().error().kind, ErrorKind::Internal);
}

TEST(DeflateStream, aTruncatedStreamIsAClosedConnection) {
    const QByteArray bytes = deflated(QByteArray("abc").repeated(1000));
    for (const qsizetype cut : {qsizetype(0), qsizetype(1), bytes.size() / 2}) {
        Wire wire;
        DeflateStream stream = over(wire, bytes.left(cut));
        EXPECT_EQ(readAll(stream).end.code, ErrorCode::ConnectionClosed);
    }
    Wire ended;
    DeflateStream stream = over(ended, deflated("abc", true) + "trailing");
    const Reading reading = readAll(stream);
    EXPECT_EQ(reading.bytes, "abc");
    EXPECT_EQ(reading.end.code, ErrorCode::ConnectionClosed) << "what is behind the final block is nothing";
    EXPECT_EQ(stream.read(1s).error().code, ErrorCode::ConnectionClosed);
}

TEST(DeflateStream, plainTextIsNoDeflate) {
    for (const char* text : {"* OK [CLOSED] hello\r\n", "\xff\xff\xff\xff", "A1 OK done\r\n"}) {
        Wire wire;
        DeflateStream stream = over(wire, QByteArray(text).repeated(20));
        const Reading reading = readAll(stream);
        EXPECT_EQ(reading.end.kind, ErrorKind::Protocol) << text;
        EXPECT_EQ(reading.end.code, ErrorCode::MalformedResponse) << text;
    }
}

TEST(DeflateStream, aBombComesInPiecesAndIsStopped) {
    const QByteArray bomb = deflated(QByteArray(160 << 20, '\0'));
    ASSERT_LT(bomb.size(), 200'000);
    Wire wire;
    wire.toRead.push_back({bomb, false});
    DeflateStream stream = over(wire);
    const Reading reading = readAll(stream, false);
    EXPECT_EQ(reading.end.kind, ErrorKind::Protocol);
    EXPECT_EQ(reading.end.code, ErrorCode::LimitExceeded);
    EXPECT_EQ(reading.largest, limits::kInflatedPiece);
    EXPECT_LE(reading.total, limits::kInflatedSpan);
}

TEST(DeflateStream, honestTrafficIsNoCreditForABomb) {
    QByteArray noise(12 << 20, Qt::Uninitialized);
    quint32 state = 1;
    for (char& c : noise)
        c = static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
    const QByteArray honest = QByteArray(noise).repeated(6); // 72 MiB, which does not compress
    Wire wire;
    wire.toRead.push_back({deflated(honest + QByteArray(160 << 20, '\0')), false});
    DeflateStream stream = over(wire);
    const Reading reading = readAll(stream, false);
    EXPECT_EQ(reading.end.code, ErrorCode::LimitExceeded);
    EXPECT_LE(reading.total, honest.size() + 2 * limits::kInflatedSpan);
}

TEST(DeflateStream, repetitiveMailIsNoBomb) {
    const QByteArray mail = QByteArray("<tr><td class=\"x\">0</td></tr>\r\n") + QByteArray(76, 'A') + "\r\n";
    QByteArray text;
    for (int i = 0; i < 700'000; ++i)
        text += mail + QByteArray::number(i);
    Wire wire;
    wire.toRead.push_back({deflated(text), false});
    DeflateStream stream = over(wire);
    const Reading reading = readAll(stream, false);
    EXPECT_EQ(reading.total, text.size());
    EXPECT_EQ(reading.end.code, ErrorCode::ConnectionClosed);
}

TEST(DeflateStream, emptyBlocksGiveNothingAndEnd) {
    Wire wire;
    for (int i = 0; i < 1000; ++i)
        wire.toRead.push_back({deflated(""), false});
    wire.end = {ErrorKind::Network, ErrorCode::TimedOut, {}, {}};
    DeflateStream stream = over(wire, QByteArray("\0\0\0\xff\xff", 5).repeated(100'000));
    const auto outcome = stream.read(1s);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::TimedOut);
}

} // namespace tributary::connect::tst_DeflateStream
