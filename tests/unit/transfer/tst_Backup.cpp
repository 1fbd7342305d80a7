// SPDX-License-Identifier: GPL-3.0-or-later
// A backup is whole or it is refused: a flipped bit, a missing, moved or doubled piece, a cut at any place (docs/backup.md).
#include "transfer/Backup.h"

#include <gtest/gtest.h>

#include <QBuffer>
#include <QtEndian>

#include <random>

namespace tributary::transfer::tst_Backup {
namespace {

constexpr auth::ScryptCost kCheap{10, 8, 1};
constexpr qsizetype kPiece = 1000;
const Secret kWords("correct horse");

QByteArray noise(qsizetype size) {
    std::mt19937 random(20261127);
    QByteArray bytes(size, '\0');
    for (char& c : bytes)
        c = static_cast<char>(random());
    return bytes;
}

QByteArray written(const QList<std::pair<QByteArray, QByteArray>>& entries, qsizetype piece = kPiece) {
    QBuffer out;
    out.open(QIODevice::WriteOnly);
    auto writer = BackupWriter::begin(out, kWords, kCheap, piece);
    EXPECT_TRUE(writer);
    for (const auto& [name, bytes] : entries)
        EXPECT_TRUE((*writer)->add(name, bytes));
    EXPECT_TRUE((*writer)->finish());
    return out.data();
}

Result<QList<std::pair<QByteArray, QByteArray>>> readBack(const QByteArray& backup, const Secret& words = kWords) {
    QBuffer in;
    in.setData(backup);
    in.open(QIODevice::ReadOnly);
    TRY(const auto reader, BackupReader::begin(in, words));
    QList<std::pair<QByteArray, QByteArray>> entries;
    for (;;) {
        TRY(const auto entry, reader->next());
        if (!entry)
            return entries;
        QByteArray bytes;
        for (;;) {
            TRY(const QByteArray more, reader->read());
            if (more.isEmpty())
                break;
            bytes += more;
        }
        entries.append({entry->name, bytes});
    }
}

/// Where each piece begins, and the end.
QList<qsizetype> pieces(const QByteArray& backup) {
    QList<qsizetype> at{15 + 4 + 4 + 16 + 16};
    while (at.last() < backup.size())
        at.append(at.last() + 5 + qFromBigEndian<quint32>(backup.constData() + at.last() + 1));
    return at;
}

const QList<std::pair<QByteArray, QByteArray>> kEntries{{"manifest.json", "{}"}, {"empty", ""}, {"mail.sqlite", noise(6500)}};

TEST(Backup, comesBackAsItWas) {
    for (const qsizetype piece : {qsizetype(1), qsizetype(17), kPiece, qsizetype(1) << 20}) {
        const auto back = readBack(written(kEntries, piece));
        ASSERT_TRUE(back) << qPrintable(back.error().detail);
        EXPECT_EQ(*back, kEntries);
    }
    EXPECT_EQ(readBack(written({})).value_or(kEntries).size(), 0);
}

TEST(Backup, largeEntriesOfEveryKindComeBack) {
    const QList<std::pair<QByteArray, QByteArray>> entries{{"zeros", QByteArray(40 << 20, '\0')}, {"noise", noise(3 << 20)}};
    const auto back = readBack(written(entries, kPieceBytes));
    ASSERT_TRUE(back) << qPrintable(back.error().detail);
    EXPECT_EQ(*back, entries);
}

TEST(Backup, anotherPassphraseIsToldAsThat) {
    const auto back = readBack(written(kEntries), Secret("correct hors"));
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().kind, ErrorKind::Auth);
    EXPECT_EQ(back.error().code, ErrorCode::WrongPassphrase);
}

TEST(Backup, whatIsNoBackupIsToldAsThat) {
    for (const QByteArray& bytes : {QByteArray(), QByteArray("TRIBUTARY"), QByteArray(500, 'x'), QByteArray("TRIBUTARYBACKUP\x02" + QByteArray(100, 'x'))}) {
        const auto back = readBack(bytes);
        ASSERT_FALSE(back);
        EXPECT_EQ(back.error().code, ErrorCode::BadValue) << bytes.left(20).constData();
    }
}

TEST(Backup, aCostThatWouldEatTheMachineIsRefused) {
    QByteArray backup = written(kEntries);
    backup[16] = 40;
    const auto back = readBack(backup);
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().kind, ErrorKind::InvalidInput);
    backup[16] = 22;
    backup[17] = 32;
    EXPECT_FALSE(readBack(backup));
}

TEST(Backup, noFlippedBitPasses) {
    const QByteArray good = written({{"a", noise(40)}}, 16);
    ASSERT_TRUE(readBack(good));
    for (qsizetype at = 0; at < good.size(); ++at) {
        if (at == 16 || at == 17 || at == 18)
            continue; // the cost: one that is still allowed takes its time; below
        QByteArray bad = good;
        bad[at] = static_cast<char>(bad[at] ^ (1 << (at % 8)));
        EXPECT_FALSE(readBack(bad)) << at;
    }
    for (const qsizetype at : {16, 17, 18}) {
        QByteArray bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 1);
        EXPECT_FALSE(readBack(bad)) << at;
    }
}

TEST(Backup, noCutPasses) {
    const QByteArray good = written(kEntries);
    const QList<qsizetype> at = pieces(good);
    ASSERT_GE(at.size(), 7);
    for (const qsizetype border : at) {
        for (const qsizetype end : {border - 1, border, border + 1, border + 5}) {
            if (end < good.size()) {
                EXPECT_FALSE(readBack(good.first(end))) << end;
            }
        }
    }
    EXPECT_FALSE(readBack(good + 'x')) << "more than it was";
}

TEST(Backup, noOtherOrderOfPiecesPasses) {
    const QByteArray good = written(kEntries);
    const QList<qsizetype> at = pieces(good);
    const auto piece = [&](qsizetype i) { return good.sliced(at[i], at[i + 1] - at[i]); };
    const qsizetype count = at.size() - 1;
    const auto joined = [&](const QList<qsizetype>& order) {
        QByteArray bytes = good.first(at[0]);
        for (const qsizetype i : order)
            bytes += piece(i);
        return bytes;
    };
    QList<qsizetype> order;
    for (qsizetype i = 0; i < count; ++i)
        order.append(i);
    ASSERT_EQ(joined(order), good);
    for (qsizetype i = 0; i + 1 < count; ++i) {
        QList<qsizetype> swapped = order, missing = order, doubled = order;
        swapped.swapItemsAt(i, i + 1);
        missing.removeAt(i);
        doubled.insert(i, i);
        EXPECT_FALSE(readBack(joined(swapped))) << i;
        EXPECT_FALSE(readBack(joined(missing))) << i;
        EXPECT_FALSE(readBack(joined(doubled))) << i;
    }
    QByteArray early = joined(order.first(count - 1)); // the last but one says that it is the last
    early[at[count - 2]] = 1;
    EXPECT_FALSE(readBack(early));
}

TEST(Backup, twoOfTheSameAreNotAlike) {
    EXPECT_NE(written(kEntries), written(kEntries));
}

} // namespace
} // namespace tributary::transfer::tst_Backup
