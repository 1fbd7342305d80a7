// SPDX-License-Identifier: GPL-3.0-or-later
// The fuzz targets as plain functions (S8): a short run on every test, without the fuzzer's compiler. Seeds are a few lines
// here and, where it is at hand, a part of the corpus; each is also changed at random, the same way in each run.
#include "Reading.h"

#include "support/ChangedBytes.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <random>

#define TARGETS(use) use(tree) use(header) use(address) use(date) use(words) use(charset) use(tnef) use(files) use(builder)

#define DECLARE(name) extern "C" int fuzz_mime_##name(const std::uint8_t* data, std::size_t size);
TARGETS(DECLARE)

namespace {

constexpr qsizetype kLongest = 2'048;
constexpr int kEvery = 6; ///< of the corpus' files
constexpr int kChanges = 4;

struct Target {
    const char* name;
    int (*run)(const std::uint8_t*, std::size_t);
};
#define LIST(name) Target{#name, fuzz_mime_##name},
constexpr std::array kTargets{TARGETS(LIST)};

QList<QByteArray> seeds() {
    QList<QByteArray> all{
        "From: \"A, B\" <a@b>, c@d (C)\r\nDate: Thu, 5 Nov 2026 09:08:07 +0900 (JST)\r\nSubject: =?iso-2022-jp?B?GyRCMnE1RBsoQg==?= =?utf-8?q?x?=\r\n"
        "Content-Type: multipart/mixed; boundary*0=b; boundary*1=c\r\n\r\n--bc\r\n\r\nbegin 644 x\n#0V%T\n`\nend\n--bc\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Final-Recipient: rfc822;a@b\r\nAction: failed\r\n--bc--\r\n",
        "iso-2022-jp\nja\n\x1b$BF|K\\\x1b(I6E\x1b(B\x0e" "6\x0f",
        QByteArray("\x78\x9f\x3e\x22\x01\x00\x02\x02\x90\x06\x00\x00\x00\x00\x00\x00\x00\x02\x0f\x80\x06\x00\x02\x00\x00\x00" "ab\xc3\x00", 30),
        "=ybegin line=128 size=3 name=x\r\nm\x8b\x9e\r\n=yend size=3 crc32=a6130548\r\n",
        "\x0d" "Subject \xe4\xbc\x9a\xff" "text\n-- \nJ\xff<p>\xff" "Name, \"x\"\xff" "a@b.c\xff" "N\xff" "\"d e\"@b\xc3\xbc.example\xff\xff" "f@g.h\xff" "i@d\xff"
        "p@d\xffX-Note\xff" "value\r\xff" "a\"b.txt\xff" "message/rfc822\xff" "c@d\xff" "Subject: x\n\ny",
        "attachment; filename*0*=utf-8''%e3%81; filename*1*=%82; filename=\"=?utf-8?b?44GC?=\"",
    };
    const QStringList files = tributary::test::corpusFolder().isEmpty() ? QStringList() : tributary::test::corpusFiles();
    for (qsizetype i = 0; i < files.size(); i += kEvery)
        all.append(tributary::test::corpusFile(files[i]).left(kLongest));
    return all;
}

const QList<QByteArray> kPieces{"=?", "?=", "\r\n", "\n\n", "--", ";", "*0*=", "\"", "(", "<", ":", "@", "\x1b$B", "\xff", "begin 644 x\n", "=yend ", "multipart/"};

} // namespace

TEST(FuzzReplay, everyTargetTakesSeedsAndWhatBecomesOfThem) {
    std::mt19937 random(1);
    const QList<QByteArray> all = seeds();
    for (const Target& target : kTargets) {
        SCOPED_TRACE(target.name);
        for (const QByteArray& seed : all) {
            QByteArray bytes = seed;
            for (int i = 0; i <= kChanges; ++i) {
                EXPECT_EQ(target.run(reinterpret_cast<const std::uint8_t*>(bytes.constData()), static_cast<std::size_t>(bytes.size())), 0);
                bytes = tributary::tests::changedBytes(std::move(bytes), kPieces, random);
            }
        }
    }
}
