// SPDX-License-Identifier: GPL-3.0-or-later
// For short runs of the fuzz targets in ./test: a seed with a few changes, the same ones in every run.
#pragma once

#include <QByteArray>
#include <QList>

#include <algorithm>
#include <cstdint>
#include <random>

namespace tributary::tests {

/// Four changes: something is cut out, said twice, put in (one of pieces), or another octet.
inline QByteArray changedBytes(QByteArray bytes, const QList<QByteArray>& pieces, std::mt19937& random) {
    const auto below = [&random](qsizetype limit) { return static_cast<qsizetype>(random() % static_cast<std::uint32_t>(limit + 1)); };
    for (int i = 0; i < 4; ++i) {
        const qsizetype at = below(bytes.size()), size = std::min<qsizetype>(below(64), bytes.size() - at);
        switch (random() % 4) {
        case 0: bytes.remove(at, size); break;
        case 1: bytes.insert(at, bytes.mid(below(bytes.size()), size)); break;
        case 2: bytes.insert(at, pieces[below(pieces.size() - 1)]); break;
        default:
            if (at < bytes.size())
                bytes[at] = static_cast<char>(random());
        }
    }
    return bytes;
}

/// Every seed, and what becomes of it over so many rounds. run is a libFuzzer entry: it aborts where a fact does not hold.
inline void replay(int (*run)(const std::uint8_t*, std::size_t), const QList<QByteArray>& seeds, const QList<QByteArray>& pieces, int rounds) {
    std::mt19937 random(1);
    for (const QByteArray& seed : seeds) {
        QByteArray bytes = seed;
        for (int i = 0; i < rounds; ++i) {
            run(reinterpret_cast<const std::uint8_t*>(bytes.constData()), static_cast<std::size_t>(bytes.size()));
            bytes = changedBytes(i % 20 == 19 ? seed : std::move(bytes), pieces, random);
        }
    }
}

} // namespace tributary::tests
