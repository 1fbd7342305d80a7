// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Store.h"

#include <gtest/gtest.h>

namespace tributary::store::tst_RawCodec {
namespace {

TEST(RawCodec, givesBackWhatItWasGiven) {
    for (const QByteArray& raw : {QByteArray(""), QByteArray("x"), QByteArray("Subject: \0\xFF\r\n", 13),
                                  QByteArray(3'000'000, 'a')}) {
        const auto back = decompressRaw(compressRaw(raw));
        ASSERT_TRUE(back);
        EXPECT_EQ(*back, raw);
    }
}

TEST(RawCodec, makesTextSmaller) {
    EXPECT_LT(compressRaw(QByteArray("Received: from somewhere by somewhere else\r\n").repeated(100)).size(), 200);
}

TEST(RawCodec, refusesDamagedBytes) {
    QByteArray packed = compressRaw(QByteArray("some text of a message ").repeated(50));
    for (const QByteArray& bad : {QByteArray(), QByteArray("garbage, not zstd"), packed.first(packed.size() / 2)}) {
        const auto result = decompressRaw(bad);
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().code, ErrorCode::DatabaseDamaged);
    }
}

TEST(RawCodec, refusesMoreThanTheLimit) {
    const QByteArray packed = compressRaw(QByteArray(1000, 'a'));
    EXPECT_TRUE(decompressRaw(packed, 1000));
    EXPECT_FALSE(decompressRaw(packed, 999));
}

TEST(RawCodec, doesNotReserveWhatALyingHeaderClaims) {
    // Magic, one byte of descriptor (8-byte size, single segment), then a size of 400 MB and nothing that fills it.
    QByteArray lying = QByteArray::fromHex("28b52ffde0");
    const quint64 claimed = 400'000'000;
    for (int byte = 0; byte < 8; ++byte)
        lying += static_cast<char>(claimed >> (8 * byte));
    EXPECT_FALSE(decompressRaw(lying));
}

} // namespace
} // namespace tributary::store::tst_RawCodec
