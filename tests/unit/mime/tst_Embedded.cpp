// SPDX-License-Identifier: GPL-3.0-or-later
// Files inside texts and winmail.dat are found and whole, or said to be damaged (S7).
#include "mime/Embedded.h"
#include "mime/Limits.h"

#include <gtest/gtest.h>

namespace tributary::mime::tst_Embedded {

namespace {

EmbeddedFiles found(const QByteArray& raw) { return embeddedFiles(raw, parseMessage(raw)); }

QByteArray number(quint32 value, int size) {
    QByteArray bytes;
    for (int i = 0; i < size; ++i)
        bytes.append(static_cast<char>(value >> (8 * i)));
    return bytes;
}

QByteArray attribute(char level, quint32 tag, const QByteArray& data) {
    quint32 sum = 0;
    for (const char c : data)
        sum += static_cast<quint8>(c);
    return QByteArray(1, level) + number(tag, 4) + number(static_cast<quint32>(data.size()), 4) + data + number(sum & 0xffff, 2);
}

QByteArray padded(const QByteArray& value) {
    return number(static_cast<quint32>(value.size()), 4) + value + QByteArray((4 - value.size() % 4) % 4, '\0');
}

/// One value of a type whose length stands before it.
QByteArray property(quint16 type, quint16 id, const QByteArray& value) { return number(type, 2) + number(id, 2) + number(1, 4) + padded(value); }

QByteArray properties(const QList<QByteArray>& all) { return number(static_cast<quint32>(all.size()), 4) + all.join(); }

QByteArray stream(const QByteArray& attributes) { return number(0x223e9f78, 4) + number(1, 2) + attributes; }

constexpr quint32 kRenddata = 0x00069002, kTitle = 0x00018010, kData = 0x0006800f, kAttachment = 0x00069005;

QByteArray winmail(const QByteArray& tnef) {
    return "Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n" + tnef.toBase64();
}

const QByteArray kUu("begin 644 cat.txt\r\n#0V%T\r\n`\r\nend\r\n");

} // namespace

TEST(Embedded, uuencodeInAText) {
    const QByteArray raw = "Subject: x\r\n\r\nbefore\r\n" + kUu + "between\r\n" + kUu + "after\r\n";
    const EmbeddedFiles all = found(raw);
    ASSERT_EQ(all.files.size(), 2);
    EXPECT_EQ(all.files[0].bytes, "Cat");
    EXPECT_EQ(all.files[0].fileName, QStringLiteral("cat.txt"));
    EXPECT_EQ(all.files[0].part, 0);
    EXPECT_EQ(all.files[0].type, "application");
    EXPECT_FALSE(all.files[0].damaged);
    EXPECT_TRUE(all.defects.isEmpty());
    TextOptions options;
    options.withoutFiles = true;
    EXPECT_EQ(decodedText(raw, parseMessage(raw).parts.first(), options).toStdString(), "before\nbetween\nafter\n");
    EXPECT_TRUE(decodedText(raw, parseMessage(raw).parts.first()).contains(QStringLiteral("begin 644")));
}

TEST(Embedded, aSentenceThatBeginsWithBeginIsNoFile) {
    EXPECT_TRUE(found("\r\nbegin 644 of the pages\r\nand so on, line for line\r\n").files.isEmpty());
    EXPECT_TRUE(found("\r\nbegin now\r\nend\r\n").files.isEmpty());
    EXPECT_TRUE(found("\r\nto begin 644 x\r\n#0V%T\r\n`\r\nend\r\n").files.isEmpty());
    EXPECT_TRUE(found("\r\nbegin 644 x\r\nend\r\n").files.isEmpty());
}

TEST(Embedded, uuencodeWithoutItsEndIsDamaged) {
    const QByteArray line("M" + QByteArray(60, 'A') + "\r\n");
    const EmbeddedFiles all = found("\r\nbegin 644 x\r\n" + line.repeated(3) + "\r\nlater text\r\n");
    ASSERT_EQ(all.files.size(), 1);
    EXPECT_TRUE(all.files[0].damaged);
    EXPECT_EQ(all.files[0].bytes.size(), 3 * 45);
    EXPECT_TRUE(all.defects.contains(Defect::DamagedFile));
}

TEST(Embedded, blanksThatWereCutOffAreZeros) {
    const EmbeddedFiles all = found("\r\nbegin 644 x\r\n#\r\n\r\nend\r\n");
    ASSERT_EQ(all.files.size(), 1);
    EXPECT_EQ(all.files[0].bytes, QByteArray(3, '\0'));
}

TEST(Embedded, yencWithItsChecksum) {
    // "Cat" + 42 each; CRC-32 of "Cat"
    const QByteArray body = "=ybegin line=128 size=3 name=a cat.txt \r\nm\x8b\x9e\r\n=yend size=3 crc32=1b3d5a3b\r\n";
    const EmbeddedFiles wrong = found("\r\n" + body);
    ASSERT_EQ(wrong.files.size(), 1);
    EXPECT_EQ(wrong.files[0].bytes, "Cat");
    EXPECT_EQ(wrong.files[0].fileName, QStringLiteral("a cat.txt"));
    EXPECT_TRUE(wrong.files[0].damaged);
    const EmbeddedFiles right = found("\r\n" + QByteArray(body).replace("1b3d5a3b", "A6130548"));
    EXPECT_FALSE(right.files[0].damaged);
}

TEST(Embedded, yencEscapesAndPieces) {
    const EmbeddedFiles piece = found("\r\n=ybegin part=1 total=2 line=128 size=9 name=x\r\n=ypart begin=1 end=2\r\n=}=n\r\n=yend size=2 part=1\r\n");
    ASSERT_EQ(piece.files.size(), 1);
    EXPECT_EQ(piece.files[0].bytes, QByteArray("\x13\x04", 2));
    EXPECT_TRUE(piece.files[0].damaged); // the other piece is in another message
    EXPECT_TRUE(found("\r\n=ybegin line=128 size=3\r\nxxx\r\n").files.isEmpty());
}

TEST(Embedded, tnefAttachmentsWithTheirLongNames) {
    const QByteArray name16("l\0o\0n\0g\0 \0n\0a\0m\0e\0.\0p\0d\0f\0\0\0", 28);
    const EmbeddedFiles all = found(winmail(stream(
        attribute(2, kRenddata, QByteArray(14, '\0')) + attribute(2, kTitle, QByteArray("LONGNA~1.PDF", 13)) + attribute(2, kData, "%PDF") +
        attribute(2, kAttachment, properties({property(0x1f, 0x3707, name16), property(0x1e, 0x370e, "Application/PDF"), property(0x1e, 0x3712, "<c@x>")})) +
        attribute(2, kRenddata, QByteArray(14, '\0')) + attribute(2, kTitle, QByteArray("b.txt", 6)) + attribute(2, kData, "bb"))));
    ASSERT_EQ(all.files.size(), 2);
    EXPECT_EQ(all.files[0].fileName, QStringLiteral("long name.pdf"));
    EXPECT_EQ(all.files[0].bytes, "%PDF");
    EXPECT_EQ(all.files[0].type + '/' + all.files[0].subtype, "application/pdf");
    EXPECT_EQ(all.files[0].contentId, "c@x");
    EXPECT_EQ(all.files[0].embedding, Embedding::Tnef);
    EXPECT_EQ(all.files[1].fileName, QStringLiteral("b.txt"));
    EXPECT_EQ(safeFileName(all.files[0]), QStringLiteral("long name.pdf"));
    EXPECT_TRUE(all.defects.isEmpty());
    EXPECT_FALSE(all.hiddenText);
}

TEST(Embedded, tnefWithTextOfItsOwnSaysSo) {
    EXPECT_TRUE(found(winmail(stream(attribute(1, 0x00069003, properties({property(0x102, 0x1009, "rtf")}))))).hiddenText);
    EXPECT_TRUE(found(winmail(stream(attribute(1, 0x0002800c, "text")))).hiddenText);
}

TEST(Embedded, aMessageInsideTnefGivesItsAttachments) {
    const QByteArray inner = stream(attribute(2, kRenddata, "") + attribute(2, kTitle, "in.txt") + attribute(2, kData, "inner"));
    const QByteArray outer = stream(attribute(2, kRenddata, "") + attribute(2, kAttachment, properties({property(0x0d, 0x3701, QByteArray(16, 'g') + inner)})));
    const EmbeddedFiles all = found(winmail(outer));
    ASSERT_EQ(all.files.size(), 1);
    EXPECT_EQ(all.files[0].fileName, QStringLiteral("in.txt"));
    EXPECT_EQ(all.files[0].bytes, "inner");
}

TEST(Embedded, brokenTnefGivesWhatCanBeRead) {
    const QByteArray whole = stream(attribute(2, kRenddata, "") + attribute(2, kTitle, "a") + attribute(2, kData, "0123456789"));
    const EmbeddedFiles cut = found(winmail(whole.chopped(6)));
    ASSERT_EQ(cut.files.size(), 1);
    EXPECT_TRUE(cut.files[0].damaged);
    EXPECT_EQ(cut.files[0].bytes, "012345");
    EXPECT_TRUE(cut.defects.contains(Defect::DamagedFile));
    QByteArray wrongSum = whole;
    wrongSum.back() = '\x7f';
    EXPECT_TRUE(found(winmail(wrongSum)).files.value(0).damaged);
    EXPECT_TRUE(found(winmail("no tnef")).files.isEmpty());
    for (qsizetype size = 0; size < whole.size(); ++size)
        EXPECT_LE(found(winmail(whole.left(size))).files.size(), 1);
}

TEST(Embedded, limitsAreTold) {
    const EmbeddedFiles many = found("\r\n" + kUu.repeated(limits::kFiles + 5));
    EXPECT_EQ(many.files.size(), limits::kFiles);
    EXPECT_TRUE(many.defects.contains(Defect::TooManyFiles));
    const EmbeddedFiles properties = found(winmail(stream(attribute(1, 0x00018010, "").repeated(limits::kTnefProperties + 5))));
    EXPECT_TRUE(properties.defects.contains(Defect::TooManyTnefProperties));
    QByteArray nested = stream(attribute(2, kTitle, "a"));
    for (int i = 0; i < limits::kTnefDepth + 2; ++i)
        nested = stream(attribute(2, kAttachment, number(1, 4) + property(0x0d, 0x3701, QByteArray(16, 'g') + nested)));
    EXPECT_TRUE(found(winmail(nested)).defects.contains(Defect::TooDeep));
}

TEST(Embedded, hostileRepetitionIsThroughSoon) {
    for (const char* piece : {"begin 644 x\n", "begin 644 x\nM\n", "begin 644 x\n#0V%T\n#0V%T\n\n", "=ybegin line=1 size=1 name=x\n", "=ybegin line=1 size=1 name=x\ny\n",
                              "=yend \n", "begin ", "=ybegin "})
        EXPECT_LE(found("\r\n" + QByteArray(piece).repeated(200'000)).files.size(), limits::kFiles);
    EXPECT_LE(found(winmail(stream(number(0xffffffff, 4).repeated(500'000)))).files.size(), 1);
    EXPECT_LE(found(winmail(stream(attribute(2, kAttachment, number(0xffffffff, 4) + number(0x1002, 2) + QByteArray(2'000'000, '\xff'))))).files.size(), 1);
    EXPECT_LE(found(winmail(stream(attribute(2, kAttachment, number(0xffffffff, 4) + QByteArray(8'000'000, '\0'))))).files.size(), 1);
}

} // namespace tributary::mime::tst_Embedded
